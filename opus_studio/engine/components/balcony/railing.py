"""The railing of a balcony: a nested fence dressed as wanted and run around the slab's edge."""

from __future__ import annotations

import math
from dataclasses import replace

from opus_studio.engine.components import fence
from opus_studio.engine.components.balcony.assets import (
    RAILING,
    BalusterRailing,
    BoardRailing,
    CableRailing,
    GlassRailing,
    IronRailing,
    StoneRailing,
)
from opus_studio.engine.components.balcony.context import BalconyContext
from opus_studio.engine.components.balcony.parts_assets import (
    SLAB,
    ConcreteSlab,
    StoneSlab,
    TieRods,
)
from opus_studio.engine.components.fence.assets import Piers, PostBase, SteelPosts, WoodPosts
from opus_studio.engine.components.fence.context import is_chosen
from opus_studio.engine.components.fence.infill_assets import (
    Balusters,
    Boards,
    Cables,
    GlassPanes,
    IronBars,
    Pickets,
    Slats,
    StoneBalusters,
)
from opus_studio.engine.components.fence.palette import partner
from opus_studio.engine.components.fence.railings import foot_of, railed
from opus_studio.engine.components.fence.run import run
from opus_studio.engine.components.fence.trim_assets import (
    Coping,
    FlatTop,
    MouldedTop,
    RoundTop,
)
from opus_studio.engine.scene import Node
from opus_studio.engine.schema import Asset, Resolved

FENCE = fence.MODEL

Choice = tuple[Asset, PostBase, Asset]
"""Infill, posts and handrail."""

_STEP = 0.0003
"""Metres. Railings stand this much above the slab, so that feet and slab share no plane."""


def railing(context: BalconyContext) -> Node:
    """The railing on three sides, ending at the wall."""
    kind = context.resolved[RAILING]
    values = replace(context.resolved.nested[(FENCE.name, "")], detail=context.detail)
    wanted = _wanted(context)
    if wanted is not None:
        values = railed(values, *wanted)
    height = kind.railing_height
    edge = _edge(context, values, height)
    path = context.plan.path(edge, _chords(context, wanted))
    nodes = run(values, path.tolist(), height=height, ends=(False, False))
    return Node("Railing", children=nodes, translation=(0.0, context.thick + _STEP, 0.0),
                slot=RAILING.name)  # fmt: skip


def _edge(context: BalconyContext, resolved: Resolved, height: float) -> float:
    """Distance of the posts' middles from the edge of the slab, metres."""
    kind, plan = context.resolved[RAILING], context.plan
    free = min(kind.inset, 0.1 * plan.depth)
    if isinstance(context.support, TieRods):
        # The rods rise outside the railing.
        free = max(free, context.support.rod_diameter + 0.06)
    foot = foot_of(resolved, plan.path(free, 4).tolist(), height)
    # On a bowed front posts stand askew: their corners reach farther out.
    reach = (0.66 if plan.bow else 0.5) * foot
    return min(free + reach, 0.42 * plan.front(plan.width / 2.0))


def _chords(context: BalconyContext, wanted: Choice | None) -> int:
    """Into how many straight pieces the railing of a bowed front is cut."""
    plan = context.plan
    if plan.bow == 0.0:
        return 1
    arc = 2.0 * plan.radius * math.asin(min(plan.width / 2.0 / plan.radius, 1.0))
    stone = wanted is not None and isinstance(wanted[0], StoneBalusters)
    return max(2, round(arc / (1.1 if stone else 0.7)))


def _wanted(context: BalconyContext) -> Choice | None:
    """Infill, posts and handrail that the railing asks for; None leaves the fence as it is."""
    kind = context.resolved[RAILING]
    if isinstance(kind, IronRailing):
        return _iron(kind, kind.railing_finish)
    if isinstance(kind, GlassRailing):
        return _glass(kind)
    if isinstance(kind, CableRailing):
        return _cable(kind)
    if isinstance(kind, BalusterRailing):
        own = kind.railing_finish
        infill = Balusters(
            baluster_shape=kind.baluster_shape,
            infill_finish=own,
            baluster_width=0.05 if kind.baluster_shape == "turned" else 0.04,
        )
        posts = WoodPosts(post_width=0.09, cap="pyramid", post_rise=0.04, post_finish=own)
        return infill, posts, FlatTop(top_width=0.1, top_finish=partner(own, "rail"))
    if isinstance(kind, StoneRailing):
        return _stone(context, kind)
    if isinstance(kind, BoardRailing):
        return _boarded(kind)
    return None


def _iron(kind: IronRailing, own: str) -> Choice:
    frieze = kind.pattern if kind.pattern in ("rings", "scrolls") else "none"
    shape = "twisted" if kind.pattern == "twisted" else "square"
    infill = IronBars(bar_size=0.014, bar_gap=0.095, bar_shape=shape, finial="none",
                      frieze=frieze, collars=kind.collars, infill_finish=own)  # fmt: skip
    posts = SteelPosts(post_width=0.032, base_plate=False, post_finish=own)
    top: Asset = FlatTop(top_width=0.05, top_thickness=0.012, top_finish=own)
    if kind.wooden_handrail:
        top = MouldedTop(top_width=0.062, top_finish="mahogany")
    return infill, posts, top


def _glass(kind: GlassRailing) -> Choice:
    own = kind.railing_finish
    infill = GlassPanes(fixing=kind.fixing, glass_finish=kind.glass_finish, infill_finish=own)
    posts = SteelPosts(post_width=0.046, base_plate=True, post_finish=own)
    tops: dict[str, Asset] = {
        "round": RoundTop(top_diameter=0.046, top_finish=own),
        "flat": FlatTop(top_width=0.055, top_thickness=0.012, top_finish=own),
        "wood": FlatTop(top_width=0.09, top_thickness=0.034, top_finish=partner(own, "rail")),
    }
    return infill, posts, tops[kind.handrail]


def _cable(kind: CableRailing) -> Choice:
    own = kind.railing_finish
    top = FlatTop(top_width=0.055, top_thickness=0.012, top_finish=own)
    if kind.wooden_handrail:
        top = FlatTop(top_width=0.1, top_thickness=0.034, top_finish=partner(own, "rail"))
    posts = SteelPosts(post_width=0.05, base_plate=True, post_finish=own)
    return Cables(infill_finish="steel"), posts, top


def _stone(context: BalconyContext, kind: StoneRailing) -> Choice:
    """Stone where the slab carries it and has room for its piers, else iron."""
    carried = isinstance(context.resolved[SLAB], StoneSlab | ConcreteSlab) or is_chosen(
        context.resolved, RAILING
    )
    if context.juliet or context.plan.front(context.plan.width / 2.0) < 0.6 or not carried:
        return _iron(IronRailing(pattern="scrolls", collars=True), "painted_metal/black")
    own = kind.railing_finish
    infill = StoneBalusters(
        baluster_shape=kind.baluster_shape, baluster_width=0.12, infill_finish=own
    )
    posts = Piers(post_width=0.22, cap="flat", post_rise=0.02, footing=True, post_finish=own)
    return infill, posts, Coping(top_width=0.2, top_thickness=0.08, top_finish=own)


def _boarded(kind: BoardRailing) -> Choice:
    own = kind.railing_finish
    posts = WoodPosts(post_width=0.09, cap="none", post_finish=own)
    top = FlatTop(top_width=0.12, top_thickness=0.034, top_finish=partner(own, "rail"))
    infill: Asset = Boards(lay="close", board_width=0.12, infill_finish=own)
    if kind.boards == "level":
        infill = Slats(slat_width=0.1, slat_gap=0.014, infill_finish=own)
    elif kind.boards == "pickets":
        infill = Pickets(picket_width=0.08, picket_gap=0.03, infill_finish=own)
    return infill, posts, top


__all__ = ["FENCE", "railing"]
