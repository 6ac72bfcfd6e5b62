"""Steps to the front door, and what shelters it: a canopy, a porch or a portico."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.covering import roof_body
from opus_studio.engine.building.footprint import Edge, Footprint
from opus_studio.engine.building.porch import (
    beams,
    brackets,
    columns,
    cornice_roof,
    gable_panel,
    posts,
    slab_canopy,
)
from opus_studio.engine.building.roof_forms import Facet, Slopes, sloped_roof
from opus_studio.engine.building.steps import steps
from opus_studio.engine.geometry import boxes, merge
from opus_studio.engine.scene import Node, Part
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import (
    ENTRANCE,
    Canopy,
    Porch,
    Portico,
)
from opus_studio.engine.structures.house.work import CLADDING, Work

_LANDING_DROP = 0.012
_FLATTEST = 14.0


@dataclass(frozen=True)
class _Shelter:
    """The body of a porch, metres in the wall's frame about the door."""

    width: float
    depth: float
    low: float
    high: float
    pitch: float
    back: float


def entrance(work: Work, layout: Layout) -> tuple[Node, ...]:
    """Steps, and canopy or porch, as branches."""
    asset = work.values[ENTRANCE]
    door = layout.entrance
    edge = work.plan.edges[door.edge]
    made: list[Node] = []
    shelter = _shelter(work, layout, edge) if isinstance(asset, Porch | Portico) else None
    if shelter:
        made.extend(_porch(work, edge, door.x, shelter))
    elif isinstance(asset, Canopy | Porch | Portico):
        made.extend(_canopy(work, layout, edge))
    made.append(_steps(work, edge, door.x, door.unit.need, shelter))
    return (Node("Entrance", children=tuple(made), slot=ENTRANCE.name),)


def _steps(work: Work, edge: Edge, x: float, need: float, shelter: _Shelter | None) -> Node:
    asset = work.values[ENTRANCE]
    width = max(asset.steps_width, need + 0.2)
    landing = (max(width, shelter.width + 0.16), shelter.depth + 0.2) if shelter else (
        width, asset.landing_depth
    )  # fmt: skip
    width = min(width, landing[0])
    mesh = steps(width, work.ground - _LANDING_DROP, landing, asset.tread, work.cuts("steps", 12))
    part = Part(mesh, work.worn(ENTRANCE, "Steps", asset.steps_finish))
    return edge.place(Node("Steps", (part,)), x)


def _limit(work: Work, layout: Layout, edge: Edge, half: float) -> float:
    """How high a roof over the door may rise on its wall: below eaves, rakes and windows."""
    x = layout.entrance.x
    top = work.wall_tops[edge.number]
    span = np.linspace(x - half, x + half, 5)
    limit = float(np.interp(span, top[:, 0], top[:, 1]).min()) - 0.15
    if not work.flat and edge.number not in work.gables:
        over = work.slopes
        limit = min(
            limit, work.top - over.overhang * math.tan(math.radians(over.parts[0][1])) - 0.06
        )
    for opening in layout.of(edge.number)[0:]:
        low, high = opening.span
        if opening.floor > 0 and low < x + half and high > x - half:
            limit = min(limit, opening.y + float(opening.unit.bounds[0, 1]) - 0.1)
    terrace = layout.terrace
    if terrace and terrace.over(edge.number, x - half, x + half):
        limit = min(limit, terrace.low - 0.05)
    return limit


def _shelter(work: Work, layout: Layout, edge: Edge) -> _Shelter | None:
    asset = work.values[ENTRANCE]
    door = layout.entrance
    if isinstance(asset, Porch):
        wide, deep, pitch = asset.porch_width, asset.porch_depth, asset.porch_pitch
    else:
        assert isinstance(asset, Portico)
        wide, deep, pitch = asset.portico_width, asset.portico_depth, asset.pediment_pitch
    free = 2.0 * min(door.x, edge.length - door.x) - 0.5
    wide = min(max(wide, door.unit.need + 0.5), free)
    if wide < door.unit.need + 0.3:
        return None
    head = door.y + float(door.unit.bounds[1, 1]) + 0.08
    low = max(head, door.y + 2.15)
    beam = 0.24
    eaves = 0.22
    limit = _limit(work, layout, edge, wide / 2.0 + eaves)
    room = limit - (low + beam) - 0.25
    steepest = math.degrees(math.atan(max(room, 0.0) / (wide / 2.0)))
    if steepest >= _FLATTEST:
        return _Shelter(wide, deep, low, low + beam, min(pitch, steepest), 0.02)
    if room >= 0.0:
        return _Shelter(wide, deep, low, low + beam, 0.0, 0.02)
    plain = len(work.slopes.parts) == 1 and not work.flat
    if not (work.floors == 1 and plain and edge.number not in work.gables):
        return None
    # On a low house the porch's roof runs on into the main one, from the same eaves.
    over = work.slopes
    tangent = math.tan(math.radians(over.parts[0][1]))
    low = work.top - over.overhang * tangent - 0.08
    if low < head - 0.02:
        return None
    own = min(max(pitch, 16.0), over.parts[0][1])
    rise = (wide / 2.0) * math.tan(math.radians(own)) + work.depth
    back = min(rise / tangent + 0.2, 0.45 * work.slopes.overhang + 3.0)
    return _Shelter(wide, deep, low, work.top, own, back)


def _porch(work: Work, edge: Edge, x: float, shelter: _Shelter) -> list[Node]:
    asset = work.values[ENTRANCE]
    trim = work.trim(ENTRANCE, "Porch")
    classic = isinstance(asset, Portico)
    thick = 0.8 * asset.column_width if isinstance(asset, Portico) else 0.16
    if isinstance(asset, Porch):
        thick = max(asset.post_width * 0.85, 0.12)
    half = shelter.width / 2.0 - thick / 2.0 - 0.02
    places = [(-half, shelter.depth), (half, shelter.depth)]
    if shelter.width > 3.6:
        inner = max(0.36 * shelter.width / 2.0, 0.75)
        places += [(-inner, shelter.depth), (inner, shelter.depth)]
    foot = work.ground - _LANDING_DROP
    if isinstance(asset, Portico):
        carried = columns(places, asset.column_width, foot, shelter.low + 0.002)
    else:
        assert isinstance(asset, Porch)
        carried = posts(places, asset.post_width, foot, shelter.low + 0.002)
    body = [carried, beams(shelter.width, shelter.depth, shelter.low, shelter.high, thick)]
    front = shelter.depth + thick / 2.0
    ceiling = boxes(
        (shelter.width - 0.04, 0.02, shelter.depth + 0.0073),
        (0.0, shelter.low + 0.0613, shelter.depth / 2.0 - 0.00365),
        0.0,
    )
    name = "Portico" if classic else "Porch"
    if not shelter.pitch:
        body.append(cornice_roof(shelter.width, front, shelter.high))
        return [edge.place(Node(name, (Part(merge(*body, ceiling), trim),)), x)]
    body.append(gable_panel(shelter.width - 0.01, shelter.pitch, shelter.high - 0.02,
                            front - 0.03, 0.06))  # fmt: skip
    node = Node(name, (Part(merge(*body, ceiling), trim),))
    return [edge.place(node, x), *_porch_roof(work, edge, x, shelter, front)]


def _porch_roof(work: Work, edge: Edge, x: float, shelter: _Shelter, front: float) -> list[Node]:
    half = shelter.width / 2.0
    corners = [edge.at(x + s * half, out) for s, out in
               ((-1, front), (1, front), (1, -shelter.back), (-1, -shelter.back))]  # fmt: skip
    plan = Footprint.of(corners)
    gables = [e.number for e in plan.edges if abs(float(e.out @ edge.out)) > 0.9]
    slopes = Slopes(0.18, ((0.0, shelter.pitch),))

    def planes(inset: float) -> list[Facet]:
        made = sloped_roof(plan, slopes, gables=gables, verge=0.16, inset=inset)
        return [facet.raised(shelter.high) for facet in made]

    return roof_body(planes, work.covering, work.boards, 0.11, "Porch roof", work.cuts)


def _canopy(work: Work, layout: Layout, edge: Edge) -> list[Node]:
    asset = work.values[ENTRANCE]
    door = layout.entrance
    thick = asset.canopy_thickness if isinstance(asset, Canopy) else 0.16
    deep = asset.canopy_depth if isinstance(asset, Canopy) else 1.0
    wide = min(door.unit.need + 0.6, 2.0 * min(door.x, edge.length - door.x) - 0.2)
    low = door.y + float(door.unit.bounds[1, 1]) + 0.06
    limit = _limit(work, layout, edge, wide / 2.0)
    if low + thick + 0.03 > limit:
        return []
    out = CLADDING if work.boarded else 0.0
    rods = limit - low - thick - 0.05
    mesh = slab_canopy(wide, deep, low, thick, rods)
    if rods < 0.35:
        mesh = merge(mesh, brackets(wide, min(deep, 0.7), low + 0.001))
    part = Part(mesh, work.trim(ENTRANCE, "Canopy"))
    return [edge.place(Node("Canopy", (part,)), door.x, 0.0, out)]
