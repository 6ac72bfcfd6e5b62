"""Fences along any way: what `Fence` itself, balconies, porches and terraces are railed with.

    from opus_studio.engine.components.fence.run import run
    nodes = run(values.nested[("Fence", "")], [(-1.5, 0.0), (-1.5, 1.2), (1.5, 1.2), (1.5, 0.0)],
                height=1.0, ends=(False, False))

Walk the way with the drop to your left as seen in plan with X to the right and Z down: along +X the
front is +Z. Bays that are alike share their meshes.
"""

from __future__ import annotations

from collections.abc import Sequence

from opus_studio.engine.components.fence.assets import POSTS
from opus_studio.engine.components.fence.base import gravel_board, plinth
from opus_studio.engine.components.fence.context import FenceContext, height_of, is_chosen
from opus_studio.engine.components.fence.fill import infill
from opus_studio.engine.components.fence.gate import gate
from opus_studio.engine.components.fence.handrail import between, over
from opus_studio.engine.components.fence.infill_assets import INFILL, Cables
from opus_studio.engine.components.fence.plan import Bay, Gap, Layout, Rules, lay_out, sides_of
from opus_studio.engine.components.fence.posts import posts
from opus_studio.engine.components.fence.span import Span, raked
from opus_studio.engine.components.fence.trim_assets import BASE, GATE, TOP, DoubleGate, SingleGate
from opus_studio.engine.geometry import quaternion
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Resolved


def run(
    resolved: Resolved,
    path: Sequence[Sequence[float]],
    *,
    height: float | None = None,
    ends: tuple[bool, bool] = (True, True),
    railing: bool = True,
    gates: bool = False,
) -> tuple[Node, ...]:
    """A fence or railing along a way, with posts at its corners and ends.

    Args:
        resolved: A resolved `Fence`.
        path: (x, z) corners on the ground, metres, or (x, z, y) where it climbs: infill and
            handrail follow the slope, posts and bars stay upright.
        height: Of handrail or infill above the ground, metres; None takes the fence's own.
        ends: Whether a post stands at the first and at the last point; else a wall stands there
            and takes the rails. Infill ends, and handrails over posts end, exactly at it.
        railing: Whether it guards a drop: openings stay below 0.10 m, and there is no plinth.
        gates: Whether the fence's gate is built, in the longest side.

    Returns:
        The branches `Posts`, `Bays` and, where there are such, `Handrail`, `Plinth` and `Gate`.

    Raises:
        ValueError: The way has fewer than two points, or turns back upon itself.
    """
    sides = sides_of(path)
    lengths = [side.length for side in sides]
    tall = height if height is not None else height_of(resolved)
    context = FenceContext(resolved, tall, railing, min(lengths), sum(lengths))
    return made(context, path, ends, gates)


def measured(context: FenceContext, path: Sequence[Sequence[float]]) -> Floats:
    """`(2, 3)` lowest and highest corner of posts, handrails and plinths along a way, metres."""
    plan = _planned(context, path, (True, True), gates=True)
    frame = (Node("Posts", children=posts(context, plan.stands)), *_along(context, plan))
    return Scene(Node("Frame", children=frame)).bounds


def _planned(
    context: FenceContext, path: Sequence[Sequence[float]], ends: tuple[bool, bool], gates: bool
) -> Layout:
    rules = Rules(context.post_width, context.rounded, context.spacing, ends)
    return lay_out(sides_of(path), rules, _gap(context, len(path) > 2) if gates else None)


def made(
    context: FenceContext, path: Sequence[Sequence[float]], ends: tuple[bool, bool], gates: bool
) -> tuple[Node, ...]:
    """What `run` returns, of a fence whose sizes are decided."""
    plan = _planned(context, path, ends, gates)
    kept: dict[tuple[float, ...], tuple[Part, ...]] = {}
    fields = [bay for bay in plan.bays if not bay.gate]
    bays = tuple(_bay(context, bay, k, kept) for k, bay in enumerate(fields))
    nodes = [
        Node("Posts", children=posts(context, plan.stands), slot=POSTS.name),
        Node("Bays", children=bays, slot=INFILL.name),
        *_along(context, plan),
    ]
    nodes += [
        Node("Gate", children=gate(context, bay), translation=bay.middle,
             rotation=quaternion("y", bay.yaw), slot=GATE.name)
        for bay in plan.bays if bay.gate
    ]  # fmt: skip
    return tuple(nodes)


def _gap(context: FenceContext, cornered: bool) -> Gap | None:
    kind = context.resolved[GATE]
    if not isinstance(kind, SingleGate | DoubleGate):
        return None
    if context.railing and not is_chosen(context.resolved, GATE):
        return None  # a railing has a gate only where somebody wants one
    width = kind.gate_width
    if cornered:
        # Its leaf swings freely between the fences around the corners.
        leaves = 2.0 if isinstance(kind, DoubleGate) else 1.0
        width = min(width, leaves * (context.shortest - 0.2))
    return Gap(width, kind.gate_position, cornered)


def _bay(
    context: FenceContext, bay: Bay, number: int, kept: dict[tuple[float, ...], tuple[Part, ...]]
) -> Node:
    """A field; two cuts of the finish take turns, so that neighbours are not the same boards."""
    variant = number % 2
    outer = bay.outer if isinstance(context.infill, Cables) else (False, False)
    key = (round(bay.clear, 4), *(round(v, 4) for v in bay.into), *outer, variant,
           round(bay.slope, 5))  # fmt: skip
    if key not in kept:
        span = Span(bay.clear, context.low, context.high, bay.into, outer, variant)
        parts = list(infill(context, span))
        if context.capped and not context.over:
            parts.append(between(context, span))
        board = gravel_board(context, span)
        if board is not None:
            parts.append(board)
        kept[key] = tuple(Part(raked(p.mesh, bay.slope), p.material) for p in parts)
    return Node(f"Bay {number + 1}", kept[key], translation=bay.middle,
                rotation=quaternion("y", bay.yaw))  # fmt: skip


def _along(context: FenceContext, plan: Layout) -> list[Node]:
    """What runs on under or over the posts."""
    nodes = []
    if context.over:
        rails = tuple(over(context, stretch) for stretch in plan.stretches)
        nodes.append(Node("Handrail", rails, slot=TOP.name))
    walls = tuple(part for stretch in plan.stretches for part in plinth(context, stretch))
    if walls:
        nodes.append(Node("Plinth", walls, slot=BASE.name))
    return nodes
