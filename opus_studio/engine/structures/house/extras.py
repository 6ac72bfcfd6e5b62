"""What stands on a house or hangs on its walls: the chimney and the lamp at the door."""

from __future__ import annotations

import math

import numpy as np
import shapely

from opus_studio.engine.building.chimney import cap, flashing, pots, shoulder, stack
from opus_studio.engine.building.footprint import world
from opus_studio.engine.building.placement import apart
from opus_studio.engine.building.ridges import joints
from opus_studio.engine.components.parts.light import glow
from opus_studio.engine.geometry import bevelled_box, boxes, merge, quaternion, translate
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Node, Part, Vector
from opus_studio.engine.structures.house.openings import Layout, breast_width
from opus_studio.engine.structures.house.roof_assets import (
    CHIMNEY,
    LAMP,
    BreastChimney,
    ChimneyBase,
    Lantern,
    StackChimney,
)
from opus_studio.engine.structures.house.work import CLADDING, Work


def chimney(work: Work, layout: Layout) -> tuple[Node, ...]:
    """The chimney as a branch; none when there is none."""
    asset = work.values[CHIMNEY]
    if isinstance(asset, BreastChimney) and layout.breast is not None:
        return (_breast(work, asset, layout.breast),)
    if isinstance(asset, StackChimney):
        return (_stack(work, asset),)
    return ()


def _top(work: Work, asset: ChimneyBase) -> float:
    return work.peak + work.depth + max(0.4, asset.chimney_height)


def _crown(work: Work, asset: ChimneyBase, width: float, depth: float, top: float) -> list[Part]:
    uv = work.cuts("cap", 1)[0]
    parts = [
        Part(cap(width, depth, top, (float(uv[0]), float(uv[1]))),
             work.worn(CHIMNEY, "Chimney cap", "limestone"))
    ]  # fmt: skip
    if asset.pots:
        count = min(asset.pots, max(1, int(max(width, depth) / 0.3)))
        parts.append(Part(pots(count, width, depth, top + 0.11, 0.45),
                          work.plain("Chimney pots", "clay_roof_tile")))  # fmt: skip
    return parts


def _stack(work: Work, asset: StackChimney) -> Node:
    (x, p), heading, roof = _place(work, asset)
    width, depth = asset.chimney_width, asset.chimney_depth
    uv = work.cuts("chimney", 1)[0]
    top = _top(work, asset)
    foot = max(roof - 1.6, work.top - 0.1)
    body = stack(width, depth, foot, top, (float(uv[0]), float(uv[1])))
    parts = [Part(body, work.worn(CHIMNEY, "Chimney", asset.chimney_finish))]
    parts += _crown(work, asset, width, depth, top)
    lead = flashing(width, depth, roof - 0.5, roof + work.depth + 0.14)
    if not work.flat:
        parts.append(Part(lead, work.plain("Flashing", "painted_metal/grey")))
    node = Node("Chimney", tuple(parts), slot=CHIMNEY.name)
    return node.moved(world(x, p, 0.0), quaternion("y", heading))


def _place(work: Work, asset: StackChimney) -> tuple[Floats, float, float]:
    """Where the stack stands: plan point, heading in degrees, height of the roof there."""
    if work.flat:
        edge = work.plan.edges[work.back]
        inset = work.thickness + asset.chimney_width / 2.0 + 0.3
        point = edge.at(inset, -(work.thickness + asset.chimney_depth / 2.0 + 0.3))
        return point, 0.0, work.top
    ridges = [j for j in joints(work.roof) if j.ridge and abs(j.high[1] - j.low[1]) < 0.02]
    if not ridges:
        centre = np.asarray(work.plan.polygon.centroid.coords[0])
        height = min(
            float(facet.height_at(centre[None])[0])
            for facet in work.roof
            if shapely.Polygon(facet.points[:, :2]).buffer(0.01).intersects(shapely.Point(centre))
        )
        return centre, 0.0, work.top + height
    best = max(ridges, key=lambda j: (round(float(j.high[1]), 1), j.length))
    ends = [best.low, best.high]
    if float(work.values.stream("chimney side").random()) < 0.5:
        ends.reverse()
    along = (ends[1] - ends[0]) / best.length
    inner = min(max(0.9 + 0.12 * best.length, 0.6 * asset.chimney_width + 0.4), best.length / 2.0)
    spot = ends[0] + along * inner
    heading = math.degrees(math.atan2(-along[2], along[0]))
    return np.array([spot[0], -spot[2]]), heading, work.top + float(spot[1])


def _breast(work: Work, asset: BreastChimney, where: tuple[int, float]) -> Node:
    edge = work.plan.edges[where[0]]
    gable = edge.number in work.gables
    wide, narrow = breast_width(work), asset.chimney_width
    out = 0.45 if gable else work.slopes.overhang + 0.32
    if work.flat:
        out = 0.45
    top = _top(work, asset)
    if not gable and not work.flat:
        top = max(work.peak + 0.4, work.top + 1.2)
    start = work.top - 0.9 if work.floors > 1 or gable else work.top - 0.7
    bed = 0.10
    uv = work.cuts("chimney", 2)
    foot = bevelled_box(
        (wide, start - 0.0015, out + bed), 0.006, grain="x",
        centre=(0.0, start / 2.0 + 0.00075, (out - bed) / 2.0),
        segments=1, uv_offset=(float(uv[0, 0]), 0.0),
    )  # fmt: skip
    slope = translate(shoulder(wide, out + bed - 0.002, narrow, start - 0.001), (0, 0, -bed))
    body = stack(narrow, out + bed - 0.012, start, top, (float(uv[1, 0]), 0.0))
    body = translate(body, (0.0, 0.0, (out - bed) / 2.0))
    material = work.worn(CHIMNEY, "Chimney", asset.chimney_finish)
    crown = tuple(
        Part(translate(part.mesh, (0.0, 0.0, (out - bed) / 2.0)), part.material)
        for part in _crown(work, asset, narrow, out + bed, top)
    )
    node = Node("Chimney", (Part(merge(foot, slope, body), material), *crown), slot=CHIMNEY.name)
    return edge.place(node, where[1])


def lamp(work: Work, layout: Layout) -> tuple[Node, ...]:
    """A lantern beside the door where the wall is free."""
    asset = work.values[LAMP]
    if not isinstance(asset, Lantern):
        return ()
    door = layout.entrance
    edge = work.plan.edges[door.edge]
    size = asset.lamp_size
    others = [o.span for o in layout.of(edge.number) if o is not door and o.floor == 0]
    for side in (1.0, -1.0):
        x = door.x + side * (door.unit.need / 2.0 + 0.22 + 0.2 * size)
        if 0.25 < x < edge.length - 0.25 and apart(x, 0.16 * size, others, 0.04):
            out = CLADDING if work.boarded else 0.0
            return (edge.place(_lantern(work, asset), x, door.y + 1.68, out),)
    return ()


def _lantern(work: Work, asset: Lantern) -> Node:
    h = asset.lamp_size
    w = 0.42 * h
    z = 0.5 * w + 0.06
    bar = 0.012
    # Let into the wall; on boards it reaches back to what carries them.
    back = -0.022 if work.boarded else -0.003
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
        Part(metal, work.plain("Lantern", "painted_metal/black")),
        Part(body, lamp_material),
    )
    return Node("Lamp", parts, slot=LAMP.name)
