"""The cheeks of a dormer: walls that follow the roof's slope, clad, and lined within."""

from __future__ import annotations

import numpy as np
import shapely

from opus_studio.engine.building.courses import clean, courses
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.components.dormer.assets import (
    CHEEKS,
    BoardedCheeks,
    GlazedCheeks,
    HungCheeks,
    RenderCheeks,
    SheetCheeks,
)
from opus_studio.engine.components.dormer.context import SKIRT, WALL, DormerContext
from opus_studio.engine.geometry import Polygon, Profile, extrude, merge, mirror
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node, Part

_LINING = 0.012
_FRAME = np.array([[0.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
_GAUGES = {"slate": 0.2, "asphalt_shingle": 1.0 / 7.0}


def cheeks(context: DormerContext) -> tuple[Node, ...]:
    """Both cheeks with cladding and lining, and what closes the inside; none of an eyebrow."""
    if context.eyebrow:
        return ()
    inner = context.cheek[1]
    plaster = context.fixed_material("Dormer plaster", "plaster")
    material = _material(context)
    parts = [Part(mesh, surface) for mesh, surface in _wall(context, material)]
    nodes = []
    for name, flip in (("right", False), ("left", True)):
        sided = tuple(Part(mirror(part.mesh, "x") if flip else part.mesh, part.material)
                      for part in parts)  # fmt: skip
        nodes.append(Node(f"Cheek {name}", sided, slot=CHEEKS.name))
    shape = _outline(context, inner, WALL + _LINING - 0.002, 0.0, 0.004)
    lining = extrude(Profile.of(_section(shape)), _LINING, axis="x", start=inner - _LINING)
    both = merge(lining, mirror(lining, "x"))
    nodes.append(Node("Lining cheeks", (Part(both, plaster),), slot=CHEEKS.name))
    return tuple(nodes)


def _material(context: DormerContext) -> Material:
    asset = context.resolved[CHEEKS]
    if isinstance(asset, BoardedCheeks):
        return context.material(CHEEKS, "Dormer cheeks", asset.board_finish)
    if isinstance(asset, HungCheeks):
        return context.material(CHEEKS, "Dormer cheeks", asset.hung_finish)
    if isinstance(asset, SheetCheeks):
        return context.material(CHEEKS, "Dormer cheeks", asset.sheet_finish)
    if isinstance(asset, RenderCheeks):
        return context.material(CHEEKS, "Dormer cheeks", asset.render_finish)
    assert isinstance(asset, GlazedCheeks)
    return context.material(CHEEKS, "Dormer cheek frames", asset.frame_finish)


def _outline(context: DormerContext, x: float, front: float, foot: float, less: float) -> Floats:
    """`(k, 2)` p and y of a cheek at x, counter-clockwise.

    Args:
        context: The dormer.
        x: Where it stands, metres.
        front: Where it begins, p, metres.
        foot: How far below the main roof's upper face it reaches, metres.
        less: What stays free below its own roof, metres.
    """
    rise, fall = context.rise, context.fall
    top = context.under(x) - less
    end = (top + foot) / (rise - fall)
    return np.array([(front, front * rise - foot), (end, end * rise - foot),
                     (front, top + front * fall)])  # fmt: skip


def _section(shape: Floats) -> Floats:
    """P and y as y and z, for a body drawn out along x."""
    return np.stack([shape[:, 1], -shape[:, 0]], -1)


def _wall(context: DormerContext, material: Material) -> list[tuple[Mesh, Material]]:
    """The right cheek without lining."""
    asset = context.resolved[CHEEKS]
    outer, inner = context.cheek
    body = _outline(context, outer, WALL - 0.004, SKIRT, 0.0021)
    thick = outer - inner
    offsets = context.uv_offsets("cheeks", 1)[0].tolist()
    offset = (offsets[0], offsets[1])
    if isinstance(asset, GlazedCheeks):
        glazed = _glazed(context, asset, body, outer, thick)
        if glazed:
            return [(glazed[0], material),
                    (glazed[1], context.fixed_material("Dormer glass", "clear_glass"))]  # fmt: skip
    if isinstance(asset, RenderCheeks):
        # Rendered out to the face's end.
        return [(extrude(Profile.of(_section(body)), thick + 0.02, axis="x", start=inner,
                         uv_offset=offset), material)]  # fmt: skip
    wall = extrude(Profile.of(_section(body)), thick, axis="x", start=inner, uv_offset=offset)
    clad = _outline(context, outer, WALL + 0.0005, context.site.sunk + 0.0139, 0.003)
    frame = _FRAME + np.array([[outer, 0.0, 0.0], [0, 0, 0], [0, 0, 0], [0, 0, 0]])
    shape = shapely.Polygon(clad)
    if isinstance(asset, BoardedCheeks):
        laid = courses(shape, frame, gauge=asset.board_height, step=0.022, thin=0.006, start=0.02,
                       shift=offset, sink=0.0, chamfer=0.008)  # fmt: skip
    elif isinstance(asset, HungCheeks):
        gauge = _GAUGES[material.finish]
        laid = courses(shape, frame, gauge=gauge, step=asset.hung_lift, thin=0.002, start=0.0,
                       shift=(offset[0], 0.0), sink=0.0)  # fmt: skip
    else:
        spacing = asset.welt_spacing if isinstance(asset, SheetCheeks) else 0.4
        laid = _sheet(shape, frame, spacing, offset)
    return [(merge(wall, laid), material)]


def _sheet(
    shape: shapely.Geometry, frame: Floats, spacing: float, offset: tuple[float, float]
) -> Mesh:
    """A sheet with upright welts."""
    left, low, right, high = shape.bounds
    inner = shape
    for by in (-0.012, 0.003):  # Clear of the sheet's own edges, above and below.
        moved = shapely.transform(shape, lambda points, by=by: np.add(points, (0.0, by)))
        inner = shapely.intersection(inner, moved)
    x = np.arange(left + 0.09, right - 0.06, spacing)
    strips = shapely.box(x - 0.011, low - 1.0, x + 0.011, high + 1.0)
    parts = shapely.get_parts(shapely.intersection(inner, strips))
    rings = [clean(counter_clockwise(shapely.get_coordinates(p.exterior)[:-1]))
             for p in parts if p.geom_type == "Polygon" and p.area > 1e-3]  # fmt: skip
    plate = clean(counter_clockwise(shapely.get_coordinates(shape.exterior)[:-1]))
    rings = [plate, *(ring for ring in rings if len(ring) >= 3)]
    tops = [np.full(len(plate), 0.004), *(np.full(len(ring), 0.02) for ring in rings[1:])]
    lows = [np.full(len(plate), -0.002), *(np.full(len(ring), 0.001) for ring in rings[1:])]
    return prisms(rings, lows, tops, frame, offset)


def _glazed(
    context: DormerContext, asset: GlazedCheeks, body: Floats, outer: float, thick: float
) -> tuple[Mesh, Mesh] | None:
    """A frame around a pane; nothing where the cheek is too small for one."""
    visible = _outline(context, outer, WALL, -0.02, 0.0012)
    pane = shapely.Polygon(visible).buffer(-asset.cheek_frame, join_style="mitre")
    if pane.is_empty or pane.area < 0.02:
        return None
    ring = counter_clockwise(shapely.get_coordinates(pane.exterior)[:-1])
    hole = Profile.of(counter_clockwise(_section(ring)))
    frame = extrude(Polygon(Profile.of(counter_clockwise(_section(body))), (hole,)), thick + 0.02,
                    axis="x", start=outer - thick, bevel=0.002, segments=1)  # fmt: skip
    larger = shapely.Polygon(ring).buffer(0.008, join_style="mitre")
    glass = counter_clockwise(shapely.get_coordinates(larger.exterior)[:-1])
    plate = extrude(Profile.of(_section(glass)), 0.024, axis="x", start=outer - 0.5 * thick)
    return frame, plate
