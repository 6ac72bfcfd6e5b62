"""Fence: garden fences, railings and balustrades between posts, with gates and plinths.

The front looks to +Z; the origin lies on the ground in the middle of the plan. `fence_length` is
overall, `fence_height` reaches to the highest regular part (handrail, panels, tips of pickets and
bars), above which posts and their caps may rise. `assets`, `infill_assets` and `trim_assets` say
what can be chosen; `context` derives sizes and what goes together; `run` builds along any way and
is what other models call.
"""

from __future__ import annotations

import math

from opus_studio.engine.components.fence.assets import LAYOUT, POSTS, Corner
from opus_studio.engine.components.fence.context import FenceContext, height_of, is_railing
from opus_studio.engine.components.fence.infill_assets import INFILL
from opus_studio.engine.components.fence.run import made, measured
from opus_studio.engine.components.fence.templates import TEMPLATES
from opus_studio.engine.components.fence.trim_assets import BASE, GATE, RAILS, TOP
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The fence on its straight way, or around its corners."""
    layout = resolved[LAYOUT]
    front = layout.fence_length
    side = layout.side_length if isinstance(layout, Corner) else front
    total = front + (side * layout.sides if isinstance(layout, Corner) else 0.0)
    context = FenceContext(
        resolved, height_of(resolved), is_railing(resolved), min(front, side), total
    )
    way = _fitted(context, _way(resolved, context.foot))
    return Scene(Node("Fence", children=made(context, way, (True, True), gates=True)))


def _way(resolved: Resolved, foot: float) -> list[tuple[float, float]]:
    """Corners of the way over the posts' middles, about the middle of its box."""
    layout = resolved[LAYOUT]
    half = (layout.fence_length - foot) / 2.0
    way = [(-half, 0.0), (half, 0.0)]
    if isinstance(layout, Corner):
        long = layout.side_length - foot
        lean = math.radians(layout.corner_angle - 90.0)
        x, z = half + long * math.sin(lean), -long * math.cos(lean)
        way = [(-x, z), *way] if layout.sides == 2 else way
        way.append((x, z))
    middles = [(min(p[k] for p in way) + max(p[k] for p in way)) / 2.0 for k in (0, 1)]
    return [(x - middles[0], z - middles[1]) for x, z in way]


def _fitted(context: FenceContext, way: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The way made longer or shorter until the fence over it measures what was asked for.

    What stands out at an end depends on whether a gate's post, a corner or a free post is there.
    Where the sides spread, the way itself is what was asked for.
    """
    layout = context.resolved[LAYOUT]
    wanted = [layout.fence_length, 0.0]
    if isinstance(layout, Corner):
        if layout.corner_angle > 90.5:
            return way
        wanted[1] = layout.side_length
    box = measured(context, way)[:, [0, 2]]
    fitted = []
    for point in way:
        moved = []
        for axis, place in enumerate(point):
            spare = wanted[axis] - (box[1, axis] - box[0, axis]) if wanted[axis] else 0.0
            middle = float(box[0, axis] + box[1, axis]) / 2.0 if wanted[axis] else 0.0
            side = 0.0 if place == 0.0 else math.copysign(0.5, place)
            moved.append(place - middle + side * spare)
        fitted.append((moved[0], moved[1]))
    return fitted


MODEL = Model(
    name="Fence",
    category="Building parts",
    description="A fence, railing or balustrade: pickets, boards, slats, lattice, wrought iron, "
    "cables, balusters, glass or rails between posts, with gates.",
    slots=(LAYOUT, POSTS, INFILL, RAILS, TOP, GATE, BASE),
    build=build,
    templates=TEMPLATES,
)
