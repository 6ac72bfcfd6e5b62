"""The roof of a house: its body, its covering, its eaves and what drains it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from opus_studio.engine.building.covering import EDGE, roof_body
from opus_studio.engine.building.footprint import Edge
from opus_studio.engine.building.gutters import downpipe, eaves_runs, gutter, interrupted
from opus_studio.engine.building.roof import border
from opus_studio.engine.building.wall_trim import placed
from opus_studio.engine.geometry import Profile, extrusions, merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part, Placed, Scene
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import (
    EAVES,
    GUTTERS,
    BoxGutters,
    HalfRoundGutters,
    OpenEaves,
)


def roofing(
    context: HouseContext,
    layout: Layout,
    holes: Sequence[Floats] = (),
    porch: tuple[Node, ...] = (),
    standing: tuple[Node, ...] = (),
) -> tuple[Node, ...]:
    """The roof as branches: covering, ridges, eaves, gutters. None of it when the roof is flat.

    Args:
        context: The house.
        layout: Its openings, which pipes pass by.
        holes: Plan rings that dormers need; see `roof_body`.
        standing: Chimney and dormers.
        porch: The entrance; where its roof joins the eaves there is no gutter.
    """
    if context.flat:
        return ()
    body = roof_body(
        context.planes,
        context.covering,
        context.boards,
        context.depth,
        "Roof",
        context.uv_offsets,
        holes,
        _bare(standing),
    )
    nodes = [*body, *_gutters(context, layout, porch)]
    asset = context.resolved[EAVES]
    if isinstance(asset, OpenEaves):
        tails = _rafters(context, asset)
        if len(tails.triangles):
            part = Part(tails, context.boards.material)
            nodes.append(Node("Rafter tails", (part,), slot=EAVES.name))
    return tuple(nodes)


def _rafters(context: HouseContext, asset: OpenEaves) -> Mesh:
    """Rafter tails below the soffit of every side that carries eaves."""
    out = context.overhang - EDGE - asset.board_thickness
    if out < 0.15:
        return merge()

    slope = float(np.tan(np.radians(context.slopes.parts[0][1])))
    tall = 0.11
    section = Profile.of(
        [(-0.013, 0.013 * slope - 0.001), (-0.013, -tall), (out * 0.8, -0.8 * out * slope - tall),
         (out, -out * slope - 0.45 * tall), (out, -out * slope - 0.001)]
    )  # fmt: skip
    made = []
    for edge in context.plan.edges:
        top = context.wall_tops[edge.number]
        level = float(np.ptp(top[:, 1])) < 1e-3 and abs(float(top[0, 1]) - context.top) < 5e-3
        if not level:
            continue
        room = edge.length - 0.6
        count = max(2, round(room / asset.rafter_spacing) + 1)
        if room < 0.3:  # the side of a shallow wing carries one
            room, count = 0.0, 1
        first = (edge.length - room) / 2.0
        places = np.round(np.linspace(first, first + room, count), 2) + 0.0037
        # The section's x runs out from the wall, its y up.
        turned = Profile.of(section.points[:, ::-1])
        rows = np.column_stack([places, np.full(count, context.top), np.zeros(count)])
        body = extrusions(
            turned,
            asset.rafter_width,
            rows,
            axis="x",
            bevel=0.003,
            segments=1,
            uv_offsets=context.uv_offsets(f"rafters {edge.number}", count),
        )
        made.append(placed(body, edge))
    return merge(*made)


def _gutters(context: HouseContext, layout: Layout, porch: tuple[Node, ...]) -> list[Node]:
    asset = context.resolved[GUTTERS]
    if not isinstance(asset, HalfRoundGutters | BoxGutters):
        return []
    edge = border(context.planes(EDGE))
    level = float(edge[:, 2].min())
    rim = level + context.depth - 0.03
    runs = eaves_runs(edge, level)
    joined = _above(porch, rim - asset.gutter_size)
    if joined is not None:
        runs = interrupted(runs, joined)
    mesh = gutter(runs, rim, asset.gutter_size, isinstance(asset, BoxGutters))
    pipes = _pipes(context, layout, rim, asset)
    material = context.material(GUTTERS, "Gutters", asset.metal)
    return [Node("Gutters", (Part(mesh, material), Part(pipes, material)), slot=GUTTERS.name)]


def _bare(standing: tuple[Node, ...]) -> list[Floats]:
    """The plan rings of shafts, cheeks and their lead, below which seams do not show."""
    rings = []
    for part in Scene(Node("", children=standing)).placed():
        if any(word in part.node.name.lower() for word in ("roof", "eaves", "ridge")):
            continue
        (x0, _, z0), (x1, _, z1) = _box(part).tolist()
        rings.append(np.array([[x0, -z1], [x1, -z1], [x1, -z0], [x0, -z0]]))
    return rings


def _box(placed: Placed) -> Floats:
    """`(2, 3)` lowest and highest corner of a part in the scene, metres."""
    points = placed.points
    return np.stack([points.min(0), points.max(0)]).astype(np.float64)


def _above(nodes: tuple[Node, ...], level: float) -> shapely.Geometry | None:
    """The plan of what of some branches is above a level; None when nothing is."""
    boxes = [_box(placed) for placed in Scene(Node("", children=nodes)).placed()]
    high = [box for box in boxes if box[1, 1] > level]
    if not high:
        return None
    low, top = np.min([box[0] for box in high], axis=0), np.max([box[1] for box in high], axis=0)
    return shapely.box(low[0] - 0.02, -top[2] - 0.02, top[0] + 0.02, -low[2] + 0.02)


def _pipes(
    context: HouseContext, layout: Layout, rim: float, asset: HalfRoundGutters | BoxGutters
) -> Mesh:
    radius = asset.pipe_diameter / 2.0
    out = context.slopes.overhang if not context.flat else 0.0
    face = CLADDING if context.boarded else 0.0
    wall = face + 0.045 + radius + 0.035
    z = out - EDGE + asset.gutter_size / 2.0 + 0.004
    made = []
    for edge in _drained(context):
        for x in _pipe_places(edge, layout):
            path = (x, rim - asset.gutter_size * 0.45, z)
            made.append(placed(downpipe(path, wall, 0.02, radius, face), edge))
    return merge(*made)


def _drained(context: HouseContext) -> list[Edge]:
    """The long sides under eaves."""
    found = []
    for edge in context.plan.edges:
        top = context.wall_tops[edge.number]
        level = float(np.ptp(top[:, 1])) < 1e-3 and abs(float(top[0, 1]) - context.top) < 5e-3
        if level and edge.length > 3.5 and edge.turn_start > 0 and abs(float(edge.out[1])) > 0.5:
            found.append(edge)
    return found or [
        edge for edge in context.plan.edges
        if abs(float(context.wall_tops[edge.number][0, 1]) - context.top) < 5e-3
        and float(np.ptp(context.wall_tops[edge.number][:, 1])) < 1e-3 and edge.length > 2.0
    ][:2]  # fmt: skip


def _pipe_places(edge: Edge, layout: Layout) -> list[float]:
    ends = [0.17] + ([edge.length - 0.17] if edge.length > 9.0 and edge.turn_end > 0 else [])
    spans = [o.span for o in layout.of(edge.number)]
    return [x for x in ends if all(x + 0.1 < a or x - 0.1 > b for a, b in spans)]
