"""The roof of a house: its body, its covering, its eaves and what drains it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from opus_studio.engine.geometry import Profile, extrusions, merge
from opus_studio.engine.scene import Mesh, Node, Part
from opus_studio.engine.structures.building.courses import courses, facet_frame
from opus_studio.engine.structures.building.footprint import Edge
from opus_studio.engine.structures.building.gutters import downpipe, eaves_runs, gutter
from opus_studio.engine.structures.building.ridges import joints, ridge_tiles, seams
from opus_studio.engine.structures.building.roof import border, fascia, slab
from opus_studio.engine.structures.building.roof_forms import Facet
from opus_studio.engine.structures.building.wall_trim import placed
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import (
    EAVES,
    GUTTERS,
    ROOF,
    ROOFING,
    BoxGutters,
    ClayTiles,
    HalfRoundGutters,
    OpenEaves,
    Shingles,
    Slates,
    StandingSeam,
)
from opus_studio.engine.structures.house.work import CLADDING, EDGE, Work

_DECK = 0.045
_SOFFIT = 0.018
_GAUGES = {ClayTiles: 1.0 / 3.0, Slates: 0.2, Shingles: 1.0 / 7.0}


def covering(work: Work) -> tuple[str, str]:
    """The finish of the covering and of its ridges.

    Raises:
        TypeError: There is no such roofing.
    """
    asset = work.values[ROOFING]
    if isinstance(asset, ClayTiles):
        return asset.tile, asset.tile
    if isinstance(asset, Slates):
        return asset.slate, "concrete/anthracite"
    if isinstance(asset, Shingles):
        return asset.shingle, asset.shingle
    if isinstance(asset, StandingSeam):
        return asset.sheet, asset.sheet
    raise TypeError(f"There is no roofing of {type(asset).__name__}.")


Planes = Callable[[float], list[Facet]]
"""The planes of a roof that ends so far inside its edges, heights in the scene."""


def roofing(work: Work, layout: Layout) -> tuple[Node, ...]:
    """The roof as branches: covering, ridges, eaves, gutters. None of it when the roof is flat."""
    if work.flat:
        return ()
    nodes = [*roof_body(work, work.planes, work.depth, "Roof"), *_gutters(work, layout)]
    asset = work.values[EAVES]
    if isinstance(asset, OpenEaves):
        tails = _rafters(work, asset)
        if len(tails.triangles):
            part = Part(tails, work.trim(EAVES, "Fascia"))
            nodes.append(Node("Rafter tails", (part,), slot=EAVES.name))
    return tuple(nodes)


def roof_body(work: Work, planes: Planes, depth: float, name: str) -> list[Node]:
    """Covering, ridges, fascia and soffit over any planes.

    Args:
        work: The house.
        planes: See `Planes`.
        depth: Height of the body at its edge, metres.
        name: Of the roof.
    """
    finish, capping = covering(work)
    sheet = work.worn(ROOFING, "Roofing", finish)
    facets = planes(0.0)
    deck = slab([f.raised(depth) for f in facets], 0.0, _DECK)
    laid = cover(work, facets, depth + _DECK, name)
    nodes = [Node(name, (Part(deck, sheet), Part(laid, sheet)), slot=ROOFING.name)]
    nodes.extend(_capping(work, facets, capping, depth + _DECK, name))
    trim = work.trim(EAVES, "Fascia")
    thick = work.values[EAVES].board_thickness
    boards = fascia(border(planes(EDGE)), thick, -0.035, depth - 0.002, (0.0, 0.0))
    soffit = slab(planes(EDGE + thick - 0.004), 0.0, _SOFFIT)
    nodes.append(Node(f"{name} eaves", (Part(boards, trim), Part(soffit, trim)), slot=EAVES.name))
    return nodes


def cover(work: Work, facets: list[Facet], rise: float, name: str) -> Mesh:
    """Courses or seams over planes raised by metres."""
    asset = work.values[ROOFING]
    made = []
    for number, facet in enumerate(facets):
        if isinstance(asset, StandingSeam):
            made.append(seams(facet, rise, spacing=asset.seam_spacing, width=0.022,
                              height=asset.seam_height))  # fmt: skip
            continue
        frame, flat = facet_frame(facet, rise)
        # A little past the deck, so that the two never share a face.
        shape = shapely.Polygon(flat).buffer(
            0.005 + 0.0007 * (number % 5), join_style="mitre", mitre_limit=2.0
        )
        if isinstance(asset, ClayTiles):
            step = asset.tile_lift
        elif isinstance(asset, Slates):
            step = asset.slate_lift
        else:
            assert isinstance(asset, Shingles)
            step = asset.shingle_lift
        low = float(flat[:, 1].min()) if facet.level == 0 else 0.0
        gauge = _GAUGES[type(asset)]
        cut = work.cuts(f"{name} {number}", 1)[0]
        # The finish's own courses begin at whole gauges: the shift keeps them there.
        shift = (float(cut[0]), -low)
        made.append(courses(shape, frame, gauge=gauge, step=step, thin=0.0015, start=low,
                            shift=shift))  # fmt: skip
    return merge(*made)


def _capping(work: Work, facets: list[Facet], finish: str, rise: float, name: str) -> list[Node]:
    asset = work.values[ROOFING]
    found = joints(facets)
    clay = isinstance(asset, ClayTiles)
    lift = 0.012
    if isinstance(asset, StandingSeam):
        lift = asset.seam_height
    mesh = ridge_tiles(
        found, rise=rise + lift, round_=clay, width=0.24 if clay else 0.26,
        gauge=0.36 if clay else (2.0 if isinstance(asset, StandingSeam) else 0.33),
        offsets=work.cuts(f"{name} ridge", 60),
    )  # fmt: skip
    if not len(mesh.triangles):
        return []
    material = work.worn(ROOFING, "Ridge", finish)
    return [Node(f"{name} ridge", (Part(mesh, material),), slot=ROOFING.name)]


def _rafters(work: Work, asset: OpenEaves) -> Mesh:
    """Rafter tails below the soffit of every side that carries eaves."""
    out = work.values[ROOF].overhang - EDGE - asset.board_thickness
    if out < 0.15:
        return merge()

    slope = float(np.tan(np.radians(work.slopes.parts[0][1])))
    tall = 0.11
    section = Profile.of(
        [(-0.013, 0.013 * slope - 0.001), (-0.013, -tall), (out * 0.8, -0.8 * out * slope - tall),
         (out, -out * slope - 0.45 * tall), (out, -out * slope - 0.001)]
    )  # fmt: skip
    made = []
    for edge in work.plan.edges:
        top = work.wall_tops[edge.number]
        level = float(np.ptp(top[:, 1])) < 1e-3 and abs(float(top[0, 1]) - work.top) < 5e-3
        if not level:
            continue
        count = max(2, round((edge.length - 0.3) / asset.rafter_spacing) + 1)
        places = np.linspace(0.1537, edge.length - 0.1537, count)
        # The section's x runs out from the wall, its y up.
        turned = Profile.of(section.points[:, ::-1])
        rows = np.column_stack([places, np.full(count, work.top), np.zeros(count)])
        body = extrusions(turned, asset.rafter_width, rows, axis="x", bevel=0.003, segments=1,
                          uv_offsets=work.cuts(f"rafters {edge.number}", count))  # fmt: skip
        made.append(placed(body, edge))
    return merge(*made)


def _gutters(work: Work, layout: Layout) -> list[Node]:
    asset = work.values[GUTTERS]
    if not isinstance(asset, HalfRoundGutters | BoxGutters):
        return []
    edge = border(work.planes(EDGE))
    level = float(edge[:, 2].min())
    rim = level + work.depth - 0.03
    runs = eaves_runs(edge, level)
    mesh = gutter(runs, rim, asset.gutter_size, isinstance(asset, BoxGutters))
    pipes = _pipes(work, layout, rim, asset)
    material = work.worn(GUTTERS, "Gutters", asset.metal)
    return [Node("Gutters", (Part(mesh, material), Part(pipes, material)), slot=GUTTERS.name)]


def _pipes(work: Work, layout: Layout, rim: float, asset: HalfRoundGutters | BoxGutters) -> Mesh:
    radius = asset.pipe_diameter / 2.0
    out = work.slopes.overhang if not work.flat else 0.0
    face = CLADDING if work.boarded else 0.0
    wall = face + 0.045 + radius + 0.035
    z = out - EDGE + asset.gutter_size / 2.0 + 0.004
    made = []
    for edge in _drained(work):
        for x in _pipe_places(edge, layout):
            path = (x, rim - asset.gutter_size * 0.45, z)
            made.append(placed(downpipe(path, wall, 0.02, radius, face), edge))
    return merge(*made)


def _drained(work: Work) -> list[Edge]:
    """The long sides under eaves."""
    found = []
    for edge in work.plan.edges:
        top = work.wall_tops[edge.number]
        level = float(np.ptp(top[:, 1])) < 1e-3 and abs(float(top[0, 1]) - work.top) < 5e-3
        if level and edge.length > 3.5 and edge.turn_start > 0 and abs(float(edge.out[1])) > 0.5:
            found.append(edge)
    return found or [
        edge for edge in work.plan.edges
        if abs(float(work.wall_tops[edge.number][0, 1]) - work.top) < 5e-3
        and float(np.ptp(work.wall_tops[edge.number][:, 1])) < 1e-3 and edge.length > 2.0
    ][:2]  # fmt: skip


def _pipe_places(edge: Edge, layout: Layout) -> list[float]:
    ends = [0.17] + ([edge.length - 0.17] if edge.length > 9.0 and edge.turn_end > 0 else [])
    spans = [o.span for o in layout.of(edge.number)]
    return [x for x in ends if all(x + 0.1 < a or x - 0.1 > b for a, b in spans)]


__all__ = ["Planes", "cover", "covering", "roof_body", "roofing"]
