"""The walls of a house with what is fixed to them, and the floors inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import shapely

from opus_studio.engine.building.floors import floor
from opus_studio.engine.building.footprint import Edge
from opus_studio.engine.building.wall_trim import (
    band_profile,
    coping_profile,
    corner_boards,
    placed,
    plinth_profile,
    quoins,
    ring,
)
from opus_studio.engine.building.walls import elevation, wall
from opus_studio.engine.geometry import merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part
from opus_studio.engine.structures.house.cladding import cladding, wall_finish
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.garage import covered
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import EAVES, ROOF, FlatRoof
from opus_studio.engine.structures.house.wall_assets import (
    BANDS,
    CORNERS,
    PLINTH,
    WALLS,
    BandCourse,
    CornerBoards,
    Quoins,
)

_LINING = 0.015
_FOOT = 0.02


Fixed: TypeAlias = Mapping[int, Sequence[shapely.Geometry]]
"""For a side of the plan: what is fixed to its wall and lets no boards pass, seen from outside."""


def shell(context: HouseContext, layout: Layout, fixed: Fixed) -> tuple[Node, ...]:
    """Walls, plinth, bands, corners and floors, each a branch."""
    nodes = [
        Node("Walls", children=tuple(_walls(context, layout, fixed)), slot=WALLS.name),
        Node("Plinth", (_plinth(context),), slot=PLINTH.name),
        Node("Interior", children=tuple(_interior(context, layout)), slot=WALLS.name),
    ]
    nodes.extend(_bands(context))
    nodes.extend(_corners(context))
    nodes.extend(_parapet(context))
    return tuple(nodes)


def _walls(context: HouseContext, layout: Layout, fixed: Fixed) -> list[Node]:
    material = context.material(WALLS, "Walls", wall_finish(context))
    nodes, run = [], 0.0
    for edge in context.plan.edges:
        # No two heads quite in one line: walls then have no slivers.
        holes = [o.hole.grown(0.0043 + 2e-4 * k) for k, o in enumerate(layout.of(edge.number))]
        outline = elevation(edge.length, _FOOT, context.wall_tops[edge.number])
        # Courses run on around the corner: U goes on from wall to wall.
        mesh = wall(edge, outline, holes, thickness=context.thickness, shift=(run, 0.0),
                    upright=context.upright)  # fmt: skip
        parts = [Part(mesh, material)]
        clad = _boards(context, layout, edge, outline, fixed.get(edge.number, ()))
        if clad is not None:
            parts.append(Part(clad, material))
        nodes.append(edge.place(Node(f"Wall {edge.number + 1}", tuple(parts))))
        run += edge.length
    return nodes


def _boards(
    context: HouseContext,
    layout: Layout,
    edge: Edge,
    outline: Floats,
    fixed: Sequence[shapely.Geometry],
) -> Mesh | None:
    # Off every round figure, so that no board ends just where a sill or a band does.
    foot = context.ground - 0.0213
    fronts = [opening.front for opening in layout.of(edge.number)]
    fronts += [*covered(layout.garage, edge), *fixed]
    # Corner boards cover the ends.
    ends = [0.006 if turn > 0.0 else 0.03 for turn in (edge.turn_start, edge.turn_end)]
    return cladding(context, str(edge.number), outline, fronts, foot, ends, edge)


def _plinth(context: HouseContext) -> Part:
    asset = context.resolved[PLINTH]
    profile = plinth_profile(asset.plinth_projection, context.ground - 0.012)
    # A hair above the ground, on which steps and chimneys stand.
    mesh = ring(context.plan.points, profile, 0.003)
    return Part(mesh, context.material(PLINTH, "Plinth", asset.plinth_finish))


def _interior(context: HouseContext, layout: Layout) -> list[Node]:
    plaster = context.fixed_material("Plaster", "plaster")
    boards = context.fixed_material("Floor", "oak")
    linings = []
    high = context.top - 0.03
    for edge in context.plan.edges:
        inside = [o for o in layout.of(edge.number) if o.y + o.unit.height < high - 0.05]
        holes = [o.hole.grown(0.0049 + 2e-4 * k) for k, o in enumerate(inside)]
        outline = elevation(edge.length, context.ground - 0.1,
                            np.array([[0.0, high], [edge.length, high]]))  # fmt: skip
        mesh = wall(edge, outline, holes, thickness=_LINING, inset=context.thickness)
        linings.append(placed(mesh, edge))
    inner = context.plan.offset(-(context.thickness - 0.01))
    slabs = [
        floor(
            inner, context.floor_level(number), 0.24 if number else min(0.24, context.ground - 0.04)
        )
        for number in range(context.floors)
    ]
    return [
        Node("Linings", (Part(merge(*linings), plaster),)),
        Node("Floors", (Part(merge(*slabs), boards),)),
        Node("Ceiling", (Part(floor(inner, context.top - 0.01, 0.06), plaster),)),
    ]


def _bands(context: HouseContext) -> list[Node]:
    asset = context.resolved[BANDS]
    if not isinstance(asset, BandCourse):
        return []
    out = asset.band_projection + (CLADDING + 0.014 if context.boarded else 0.0)
    corner = context.resolved[CORNERS]
    if isinstance(corner, Quoins):
        out = max(out, corner.quoin_projection + 0.012)
    profile = band_profile(out, asset.band_height)
    rows = [
        ring(context.plan.points, profile, context.floor_level(number) - asset.band_height,
             context.uv_offsets(f"band {number}", 1))
        for number in range(1, context.floors)
    ]  # fmt: skip
    if context.flat:
        rows.append(ring(context.plan.points, profile, context.top - 0.5 * asset.band_height))
    if not rows:
        return []
    finish = context.trim_finish if context.boarded else "limestone"
    return [Node("Bands", (Part(merge(*rows), context.material(BANDS, "Bands", finish)),),
                 slot=BANDS.name)]  # fmt: skip


def _corners(context: HouseContext) -> list[Node]:
    asset = context.resolved[CORNERS]
    level = context.top + context.parapet if context.flat else context.top
    if isinstance(asset, Quoins) and not context.boarded:
        mesh = quoins(
            context.plan, context.ground, level - 0.02, height=asset.quoin_height,
            long=asset.quoin_length, short=min(0.55 * asset.quoin_length, context.thickness - 0.03),
            projection=asset.quoin_projection, offsets=context.uv_offsets("quoins", 40),
        )  # fmt: skip
        material = context.material(CORNERS, "Quoins", asset.quoin_finish)
        return [Node("Quoins", (Part(mesh, material),), slot=CORNERS.name)]
    if not context.boarded and not isinstance(asset, CornerBoards):
        return []
    if not context.boarded:
        return []
    width = asset.corner_width if isinstance(asset, CornerBoards) else 0.09
    tops = [
        min(float(context.wall_tops[e.number][0, 1]), float(context.wall_tops[e.number - 1][-1, 1]))
        for e in context.plan.edges
    ]
    mesh = corner_boards(
        context.plan, context.ground - 0.026, tops, width=width, thickness=CLADDING + 0.012,
        offsets=context.uv_offsets("corner boards", 40),
    )  # fmt: skip
    return [Node("Corner boards", (Part(mesh, context.trim(CORNERS, "Corner boards")),),
                 slot=CORNERS.name)]  # fmt: skip


def _parapet(context: HouseContext) -> list[Node]:
    asset = context.resolved[ROOF]
    if not isinstance(asset, FlatRoof):
        return []
    high = context.top + context.parapet
    profile = coping_profile(context.thickness, asset.coping_overhang, 0.05)
    coping = ring(context.plan.points, profile, high - 0.004)
    deck = floor(context.plan.offset(-(context.thickness - 0.03)), context.top + 0.04, 0.08)
    return [
        Node("Coping", (Part(coping, context.trim(EAVES, "Coping")),), slot=EAVES.name),
        Node(
            "Roof deck", (Part(deck, context.fixed_material("Gravel", "gravel")),), slot=ROOF.name
        ),
    ]
