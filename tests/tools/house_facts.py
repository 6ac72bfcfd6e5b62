"""What must hold of every house, each as a list of what does not."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from opus_studio.engine.building.roof import border, plan_area, slab
from opus_studio.engine.geometry import check
from opus_studio.engine.scene import Scene
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import Layout


def misplaced_openings(context: HouseContext, plan: Layout) -> Iterator[str]:
    """Openings that leave their wall, or come nearer than 5 cm to another."""
    for edge in context.plan.edges:
        top = context.wall_tops[edge.number]
        wall = shapely.Polygon([(0, 0), (edge.length, 0), *top[::-1].tolist()]).buffer(-0.05)
        holes = [o.hole for o in plan.of(edge.number)]
        shapes = [shapely.box(h.left, h.bottom, h.right, h.top) for h in holes]
        for number, shape in enumerate(shapes):
            if not wall.contains(shape):
                yield f"an opening leaves wall {edge.number + 1}"
            if any(shape.distance(other) <= 0.05 for other in shapes[number + 1 :]):
                yield f"openings meet in wall {edge.number + 1}"


def roof_gaps(context: HouseContext) -> Iterator[str]:
    """A roof that is open, or that leaves a wall uncovered."""
    if context.flat:
        if context.parapet <= 0.0:
            yield "a flat roof has no parapet"
        return
    covered = shapely.Polygon(border(context.roof)[:, :2])
    if not covered.contains(context.plan.polygon):
        yield "the roof leaves walls uncovered"
    if abs(plan_area(context.roof) - covered.area) > 1e-6 * covered.area:
        yield "the roof's planes overlap or leave a gap"
    if not check(slab(context.roof, 0.0, 0.05)).watertight:
        yield "the roof is not closed"


def way_in(context: HouseContext, plan: Layout, scene: Scene) -> Iterator[str]:
    """What keeps a visitor from walking up to the front door."""
    entrance = next(child for child in scene.root.children if child.name == "Entrance")
    underfoot = [child for child in entrance.children if child.name in ("Landing", "Steps")]
    boxes = [Scene(child).bounds for child in underfoot]
    low = min(float(box[0, 1]) for box in boxes)
    high = max(float(box[1, 1]) for box in boxes)
    wide = max(float(box[1, 0]) for box in boxes) - min(float(box[0, 0]) for box in boxes)
    if abs(low) > 2e-3:
        yield f"the way in starts {low:.3f} m above the ground"
    if abs(high - context.ground) > 0.05:
        yield f"the landing is {high - context.ground:.3f} m off the floor"
    if wide < plan.entrance.unit.width:
        yield f"the way in is {wide:.2f} m wide, the door {plan.entrance.unit.width:.2f} m"
