"""The railing of a porch: a nested Fence between the posts, around a landing and down the steps.

A guard is due where one could fall 0.76 m (IRC R312.1.1), a handrail beside four rises (R311.7.8);
porches carry railings below that as well, for the look of them.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any, TypeAlias

from opus_studio.engine.authoring.nesting import apply_design
from opus_studio.engine.components import fence
from opus_studio.engine.components.fence.assets import NewelPosts, WoodPosts
from opus_studio.engine.components.fence.assets import SteelPosts as FenceSteel
from opus_studio.engine.components.fence.infill_assets import (
    Balusters,
    Cables,
    GlassPanes,
    IronBars,
    LevelRails,
)
from opus_studio.engine.components.fence.run import run
from opus_studio.engine.components.fence.trim_assets import FlatTop, MouldedTop, NoBase, NoGate
from opus_studio.engine.components.porch.assets import (
    FORM,
    POSTS,
    BatteredPosts,
    PorticoForm,
    SteelPosts,
)
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.floors import LOWEST, flight, landing
from opus_studio.engine.components.porch.part_assets import STEPS, StraightSteps
from opus_studio.engine.components.porch.posts import BASE_SHARE, base_top, pilastered, web_of
from opus_studio.engine.components.porch.rail_assets import RAILING, Balustrade, MetalRailing
from opus_studio.engine.scene import Node
from opus_studio.engine.schema import Resolved, Use, use

FENCE = fence.MODEL

Point: TypeAlias = tuple[float, float, float]
"""x, z and height of the ground, metres: the order of `fence.run`."""

Way: TypeAlias = tuple[list[Point], tuple[bool, bool]]
"""Where a railing runs, and whether it has posts of its own at its ends."""

_SHORTEST = 0.4
_FEW = 3.0
"""Length of railing below which balusters are made with more segments, metres."""
_NEWEL = 0.05


def railing(context: PorchContext) -> tuple[Node, ...]:
    """Railings as one branch; none on a porch without."""
    asset = context.resolved[RAILING]
    if not isinstance(asset, Balustrade | MetalRailing) or context.shape.floor < 2 * LOWEST:
        return ()
    if isinstance(context.resolved[FORM], PorticoForm) and context.shape.floor < 0.6:
        return ()
    ways = _ways(context, asset.on_steps)
    long = sum(math.dist(a, b) for way, _ in ways for a, b in itertools.pairwise(way))
    values = replace(_design(context, asset), detail=min(context.detail, 1 if long < _FEW else 0))
    made = []
    for number, (way, ends) in enumerate(ways):
        nodes = run(values, way, height=_height(context, asset), ends=ends, railing=True)
        made.append(Node(f"Railing {number + 1}", children=nodes))
    return (Node("Railing", children=tuple(made), slot=RAILING.name),) if made else ()


def _design(context: PorchContext, asset: Balustrade | MetalRailing) -> Resolved:
    """The nested fence, apply_design as the railing says."""
    nested = context.resolved.nested[(FENCE.name, "")]
    return apply_design(
        nested,
        (
            *_uses(asset, context.shape.depth > 1.5, 1.9 * _post_side(context)),
            use(NoGate),
            use(NoBase),
        ),
    )


def _uses(asset: Balustrade | MetalRailing, roomy: bool, slim: float) -> tuple[Use, ...]:
    # Finishes go in as they are: what a porch wears need not be on the fence's own list.
    f: dict[str, Any] = {"infill_finish": asset.finish}
    posts: dict[str, Any] = {"post_finish": asset.finish}
    top: dict[str, Any] = {"top_finish": asset.finish}
    if isinstance(asset, MetalRailing):
        stand = Use(FenceSteel, {"post_width": 0.045, "section": "square", "base_plate": True,
                                 **posts})  # fmt: skip
        cap = Use(FlatTop, {"top_width": 0.05, "top_thickness": 0.012, **top})
        if asset.infill == "cables":
            return stand, Use(Cables, {"upright": False, "infill_finish": "steel"}), cap
        if asset.infill == "glass":
            return stand, Use(GlassPanes, {"fixing": "clamps", **f}), cap
        bars: dict[str, Any] = {
            "finial": "none",
            "frieze": "none",
            "collars": False,
            "bar_shape": "round",
        }
        return stand, Use(IronBars, {**bars, "bar_size": 0.014, **f}), cap
    if asset.pattern == "turned":
        return (
            Use(NewelPosts, {"post_width": 0.1, "finial": "ball", **posts}),
            Use(Balusters, {"baluster_shape": "turned", "baluster_width": 0.048, **f}),
            Use(MouldedTop, {"top_width": 0.07, **top}),
        )
    wood = Use(WoodPosts, {"post_width": 0.1, "cap": "pyramid", "collar": True, "post_rise": 0.08,
                           **posts})  # fmt: skip
    if asset.pattern == "crossed" and roomy:
        infill = Use(LevelRails, {"rails": 2, "rail_section": "sawn", "rail_width": 0.08,
                                  "crossed": True, **f})  # fmt: skip
    else:
        infill = Use(Balusters, {"baluster_shape": "square", "baluster_width": 0.035, **f})
    return wood, infill, Use(FlatTop, {"top_width": min(0.09, slim), "top_thickness": 0.035, **top})


def _ways(context: PorchContext, on_steps: bool) -> list[Way]:
    """Every way that a railing takes, on both sides of the door."""
    made: list[Way] = []
    for side in (1.0, -1.0):
        # Each side is laid out as if it were the right one.
        ways = (
            _between_posts(context, on_steps, side)
            if context.shape.carried
            else _around(context, on_steps)
        )
        made.extend(([(side * x, z, y) for x, z, y in way], ends) for way, ends in ways)
    return made


def _between_posts(context: PorchContext, on_steps: bool, side: float) -> list[Way]:
    """From the wall to the corner post, between posts, up to the steps and down; on the right."""
    shape = context.shape
    wall, y, z, r = context.site.cladding, shape.floor, shape.row, _post_side(context)
    across = _post_web(context)
    door = side * shape.door
    right = sorted(x for x in (side * post for post in shape.stands) if x > door)
    if pilastered(context):
        wall += 0.5 * shape.beam - 0.012
    corner = right[-1]
    ways: list[Way] = []
    if z - r - wall > _SHORTEST:
        ways.append(([(corner, wall, y), (corner, z - r, y)], (False, False)))
    for a, b in itertools.pairwise(right):
        if b - a - 2 * r > _SHORTEST:
            ways.append(([(a + across, z, y), (b - across, z, y)], (False, False)))
    return ways + _to_steps(context, on_steps, right[0] - across, door)


def _to_steps(context: PorchContext, on_steps: bool, inner: float, door: float) -> list[Way]:
    """From the post beside the door to the steps, and down these."""
    shape, steps = context.shape, flight(context)
    straight = isinstance(context.resolved[STEPS], StraightSteps)
    edge = door + max(steps.width / 2.0 + _NEWEL, shape.clear / 2.0 + 0.1)
    if not straight and shape.floor > 0.2:
        edge += 0.3
    z0, newel = steps.start - 0.075, door + min(steps.width / 2.0 - 0.055, shape.beside - 0.075)
    stairs = on_steps and steps.count > 2 and straight
    ways: list[Way] = []
    if inner - edge > _SHORTEST:
        # The front's rail ends at the newel of the steps where the two are nearly in line.
        stairs = stairs and abs(z0 - shape.row) < 0.06
        stop = newel + 0.047 if stairs else edge
        way = [(inner, shape.row, shape.floor), (stop, shape.row, shape.floor)]
        ways.append((way, (False, not stairs)))
    if stairs:
        low = (newel, steps.end - 0.1, steps.top(steps.count - 1))
        ways.append(([(newel, z0, shape.floor), low], (True, True)))
    return ways


def _post_side(context: PorchContext) -> float:
    """From a post's middle to where a rail meets it, metres."""
    shape, asset = context.shape, context.resolved[POSTS]
    if isinstance(asset, BatteredPosts):
        return BASE_SHARE * shape.post / 2.0 - 0.005
    if isinstance(asset, SteelPosts):
        return 0.5 * shape.post + 0.0008  # welded to its face
    return 0.46 * shape.post


def _post_web(context: PorchContext) -> float:
    """The same for a rail along the front: it goes in between the flanges of a beam."""
    shape, asset = context.shape, context.resolved[POSTS]
    if isinstance(asset, SteelPosts) and asset.section == "flanged":
        return web_of(shape.post) + 0.0008
    return _post_side(context)


def _height(context: PorchContext, asset: Balustrade | MetalRailing) -> float:
    """Height of the rail: below the copings where posts stand on bases, metres."""
    posts = context.resolved[POSTS]
    if context.shape.carried and isinstance(posts, BatteredPosts):
        return min(asset.rail_height, base_top(context, posts) - 0.09)
    return asset.rail_height


def _around(context: PorchContext, on_steps: bool) -> list[Way]:
    """Along the side of an open landing and down its steps; on the right."""
    shape, place, steps = context.shape, landing(context), flight(context)
    if shape.floor < 0.3 or not isinstance(context.resolved[STEPS], StraightSteps):
        return []
    x, z, y = place.half - 0.07, place.front - 0.08, shape.floor
    way: list[Point] = [(x, context.site.cladding, y)]
    inner = steps.width / 2.0 - 0.055
    if x - inner < 0.3:
        x = inner
        way = [(x, context.site.cladding, y)]
    way.append((x, z, y))
    if x - inner > 0.01:
        way.append((inner, z, y))
    if on_steps and steps.count > 2:
        way.append((inner, steps.end - 0.1, steps.top(steps.count - 1)))
    return [(way, (False, True))]
