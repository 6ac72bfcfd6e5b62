"""What hangs on the walls of a house: the lamp at the door."""

from __future__ import annotations

from opus_studio.engine.building.placement import apart
from opus_studio.engine.components.shared.light import glow
from opus_studio.engine.geometry import bevelled_box, boxes
from opus_studio.engine.scene import Material, Node, Part, Vector
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import LAMP, Lantern


def lamp(context: HouseContext, layout: Layout) -> tuple[Node, ...]:
    """A lantern beside the door where the wall is free."""
    asset = context.resolved[LAMP]
    if not isinstance(asset, Lantern):
        return ()
    door = layout.entrance
    edge = context.plan.edges[door.edge]
    size = asset.lamp_size
    others = [o.span for o in layout.of(edge.number) if o is not door and o.floor == 0]
    for side in (1.0, -1.0):
        x = door.x + side * (door.unit.need / 2.0 + 0.22 + 0.2 * size)
        if 0.25 < x < edge.length - 0.25 and apart(x, 0.16 * size, others, 0.04):
            out = CLADDING if context.boarded else 0.0
            return (edge.place(_lantern(context, asset), x, door.y + 1.68, out),)
    return ()


def _lantern(context: HouseContext, asset: Lantern) -> Node:
    h = asset.lamp_size
    w = 0.42 * h
    z = 0.5 * w + 0.06
    bar = 0.012
    # Let into the wall; on boards it reaches back to what carries them.
    back = -0.022 if context.boarded else -0.003
    pieces: list[tuple[Vector, Vector]] = [
        ((0.3 * h, 0.62 * h, 0.016 - back), (0.0, 0.64 * h, (0.016 + back) / 2.0)),
        ((0.03, 0.03, 0.08), (0.0, 0.86 * h, 0.05)),
        ((w, bar, w), (0.0, 0.15 * h, z)),
        ((w, bar, w), (0.0, 0.72 * h, z)),
        ((1.25 * w, 0.04 * h, 1.25 * w), (0.0, 0.76 * h, z)),
        ((0.8 * w, 0.05 * h, 0.8 * w), (0.0, 0.80 * h, z)),
        ((0.4 * w, 0.06 * h, 0.4 * w), (0.0, 0.85 * h, z)),
    ]
    reach = (w - bar) / 2.0 - 0.001
    pieces += [
        ((bar, 0.56 * h, bar), (sx * reach, 0.435 * h, z + sz * reach))
        for sx in (-1, 1)
        for sz in (-1, 1)
    ]
    metal = boxes([p[0] for p in pieces], [p[1] for p in pieces], 0.002, segments=1)
    body = bevelled_box((0.45 * w, 0.36 * h, 0.45 * w), 0.008, centre=(0, 0.36 * h, z), segments=1)
    shine = glow(2700.0) if asset.lit else (0.0, 0.0, 0.0)
    lamp_material = Material("Lamp", "porcelain", None, shine, 3.0 if asset.lit else 1.0)
    parts = (
        Part(metal, context.fixed_material("Lantern", "painted_metal/black")),
        Part(body, lamp_material),
    )
    return Node("Lamp", parts, slot=LAMP.name)
