"""Slabs that are built up: timber decks on joists, and steel frames with gratings or planks."""

from __future__ import annotations

import math

import numpy as np
import shapely

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.balcony.context import BalconyContext, Outline
from opus_studio.engine.components.balcony.parts_assets import SLAB, SteelSlab, TimberSlab
from opus_studio.engine.components.balcony.slab import ringed
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    box_project,
    boxes,
    merge,
    rotate,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Part

_DECK = 0.028
"""Metres. Thickness of deck boards."""

_FASCIA = 0.036
_LIP = 0.02
"""Metres. How far the deck stands out over the fascia."""

_WEB = 0.008
"""Metres. Thickness of a channel's web and flanges."""


def timber(context: BalconyContext, kind: TimberSlab) -> tuple[Part, ...]:
    """Deck boards over joists, closed by a fascia."""
    plan, thick = context.plan, context.thick
    sampler = context.sampler("deck")
    wood = context.material(SLAB, "Deck", kind.slab_finish)
    deck = planks(plan, 0.0, (thick - _DECK, thick), kind.board_width, kind.boards_along, sampler)
    high = thick - _DECK
    below = merge(_fascia(context, kind, high, sampler), *_joists(context, kind, high, sampler))
    return (Part(merge(deck, below), wood),)


def planks(
    plan: Outline,
    inset: float,
    levels: tuple[float, float],
    width: float,
    along: bool,
    sampler: UvSampler,
) -> Mesh:
    """Boards with open joints that fill the outline.

    Args:
        plan: The outline.
        inset: How far inside it the boards end, metres.
        levels: Of the underside and the top, metres.
        width: Wanted width of a board, metres.
        along: Whether they run along the wall, else away from it.
        sampler: Where they are cut from their finish.
    """
    field = _region(plan, inset)
    x0, z0, x1, z1 = field.bounds
    span = z1 - z0 if along else x1 - x0
    count = max(1, round((span + 0.005) / (width + 0.005)))
    board = (span + 0.005) / count - 0.005
    low, high = levels
    pieces = []
    for k, offset in enumerate(sampler(count)):
        start = (z0 if along else x0) + k * (board + 0.005)
        strip = (
            shapely.box(x0, start, x1, start + board)
            if along
            else shapely.box(start, z0, start + board, z1)
        )
        found = _polygons(shapely.intersection(field, strip))
        pieces += [_plank(piece, (low, high), along, offset) for piece in found]
    return merge(*pieces)


def _plank(
    piece: shapely.Polygon, levels: tuple[float, float], along: bool, offset: Floats
) -> Mesh:
    points = np.asarray(piece.exterior.coords)[:-1]
    low, high = levels
    outline = Profile.of(np.round(np.stack([points[:, 0], -points[:, 1]], -1), 6))
    board = sawn_board(outline, high - low, grain="x" if along else "y", bevel=0.003,
                       uv_offset=(float(offset[0]), float(offset[1])))  # fmt: skip
    return translate(rotate(board, "x", -90.0), (0.0, (low + high) / 2.0, 0.0))


def _region(plan: Outline, inset: float) -> shapely.Polygon:
    return shapely.Polygon(plan.path(inset, 24))


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    """The larger pieces of an intersection; slivers at the tips of an arc are left out."""
    found = list(getattr(shape, "geoms", [shape]))
    return [p for p in found if p.geom_type == "Polygon" and p.area > 6e-4 and _stout(p)]


def _stout(piece: shapely.Polygon) -> bool:
    x0, z0, x1, z1 = piece.bounds
    return bool(min(x1 - x0, z1 - z0) > 0.012)


def _fascia(context: BalconyContext, kind: TimberSlab, high: float, sampler: UvSampler) -> Mesh:
    """Boards around the three free sides, the front one scalloped where wanted."""
    plan = context.plan
    if plan.bow:
        section = Profile.of([(0.0, 0.0), (_FASCIA, 0.0), (_FASCIA, high), (0.0, high)]).eased(
            0.003
        )
        way = plan.path(_LIP, 18)
        path = np.column_stack([way[:, 0], np.zeros(len(way)), way[:, 1]])
        return sweep(section, path, up=(0.0, 1.0, 0.0), smooth_angle=14.0)
    half, front = plan.width / 2.0 - _LIP, plan.depth - _LIP
    pieces = []
    if kind.scalloped:
        outline = _scallops(2.0 * half, high)
        board = sawn_board(outline, _FASCIA, bevel=0.003, uv_offset=sampler(1)[0])
        pieces.append(translate(board, (0.0, 0.0, front - _FASCIA / 2.0)))
    else:
        pieces.append(bevelled_box((2.0 * half, high, _FASCIA), 0.003, grain="x",
                                   centre=(0.0, high / 2.0, front - _FASCIA / 2.0),
                                   uv_offset=sampler(1)[0]))  # fmt: skip
    long = front - _FASCIA - 0.0005
    size = (_FASCIA, high - 0.0006, long)
    x = half - _FASCIA / 2.0
    pieces.append(
        boxes(
            size,
            [(-x, high / 2.0 + 0.0003, long / 2.0), (x, high / 2.0 + 0.0003, long / 2.0)],
            0.003,
            grain="z",
            uv_offsets=sampler(2),
        )
    )
    return merge(*pieces)


def _scallops(width: float, high: float) -> Profile:
    """A board whose lower edge is sawn to hanging rounds, its lowest points on y = 0."""
    count = max(3, round(width / 0.16))
    pitch = width / count
    rise = min(0.4 * pitch, 0.45 * high)
    line: list[tuple[float, float]] = []
    for k in range(count):
        centre = -width / 2.0 + (k + 0.5) * pitch
        for step in range(9):
            if step == 0 and k:
                continue
            turn = math.pi * (1.0 - step / 8.0)
            line.append((centre + 0.5 * pitch * math.cos(turn), rise - rise * math.sin(turn)))
    return Profile.of([*line, (width / 2.0, high), (-width / 2.0, high)], smooth_angle=40.0)


def _joists(
    context: BalconyContext, kind: TimberSlab, high: float, sampler: UvSampler
) -> list[Mesh]:
    """A ledger on the wall, and joists from it to the fascia."""
    plan = context.plan
    inner = plan.width - 2.0 * (_LIP + _FASCIA)
    tall = high - max(context.soffit, 0.004)
    y = high - tall / 2.0 - 0.0005
    ledger = bevelled_box((inner - 0.002, tall, 0.04), 0.003, centre=(0.0, y, 0.02), grain="x",
                          segments=1, uv_offset=sampler(1)[0])  # fmt: skip
    count = max(2, math.ceil(inner / kind.joist_spacing))
    xs = [-inner / 2.0 + inner * k / count for k in range(1, count)]
    sizes, centres = [], []
    for x in xs:
        end = plan.front(x, _LIP + _FASCIA) - 0.0005 - (0.002 if plan.bow else 0.0)
        long = end - 0.0405
        if long > 0.05:
            sizes.append((0.045, tall - 0.002, long))
            centres.append((x, y, 0.0405 + long / 2.0))
    if not sizes:
        return [ledger]
    return [
        ledger,
        boxes(sizes, centres, 0.003, grain="z", segments=1, uv_offsets=sampler(len(sizes))),
    ]


def steel(context: BalconyContext, kind: SteelSlab) -> tuple[Part, ...]:
    """A frame of channels, bearers, and what one walks on."""
    plan, thick = context.plan, context.thick
    metal = context.material(SLAB, "Frame", kind.slab_finish)
    flange = min(0.06, 0.4 * thick, 0.2 * plan.depth)
    section = Profile.of(
        [(0.0, 0.0), (flange, 0.0), (flange, _WEB), (_WEB, _WEB), (_WEB, thick - _WEB),
         (flange, thick - _WEB), (flange, thick), (0.0, thick)]
    ).eased(0.0015)  # fmt: skip
    way = plan.path(0.0, 16)
    path = np.column_stack([way[:, 0], np.zeros(len(way)), way[:, 1]])
    frame = sweep(section, path, up=(0.0, 1.0, 0.0), smooth_angle=14.0)
    inner = plan.width - 2.0 * _WEB - 0.001
    wall = bevelled_box((inner, thick - 2 * _WEB - 0.002, 0.01), 0.0015, grain="x",
                        centre=(0.0, thick / 2.0, 0.0055))  # fmt: skip
    deep = {"grating": 0.03, "planks": _DECK, "plate": 0.006}[kind.deck]
    pieces = [frame, wall, *_bearers(plan, thick - deep - 0.003, 0.45 * thick)]
    inset = flange + 0.004
    levels = (thick - deep - 0.002, thick - 0.002)
    if kind.deck == "planks":
        boards = planks(plan, inset, levels, 0.12, True, context.sampler("deck"))
        return (Part(merge(*pieces), metal),
                Part(boards, context.material(SLAB, "Deck", kind.deck_finish)))  # fmt: skip
    if kind.deck == "grating":
        pieces.append(_grating(plan, inset, levels))
    else:
        low, high = levels
        plate = ringed(plan, [(inset, low), (inset, high - 0.001), (inset + 0.001, high)], 16)
        pieces.append(box_project(plate, "x"))
    return (Part(merge(*pieces), metal),)


def _bearers(plan: Outline, top: float, tall: float) -> list[Mesh]:
    """Hollow sections from the wall to the front that carry the deck."""
    inner = plan.width - 2.0 * _WEB
    count = max(2, math.ceil(inner / 0.8))
    sizes, centres = [], []
    for k in range(1, count):
        x = -inner / 2.0 + inner * k / count
        long = plan.front(x, _WEB) - 0.0145 - (0.003 if plan.bow else 0.0005)
        sizes.append((0.05, tall, long))
        centres.append((x, top - tall / 2.0, 0.0108 + long / 2.0))
    return [boxes(sizes, centres, 0.003, grain="z", segments=1)] if sizes else []


def _grating(plan: Outline, inset: float, levels: tuple[float, float]) -> Mesh:
    """Bearing bars away from the wall, crossed by thin rods."""
    low, high = levels
    inner = plan.width - 2.0 * inset
    steps = max(2, min(round(plan.depth / 0.1), 26))
    rods = [0.012 + (plan.depth - inset - 0.012) * k / steps for k in range(1, steps)]
    count = max(4, min(round(inner / 0.034), 110))
    sizes, centres = [], []
    for k in range(count + 1):
        x = -inner / 2.0 + 0.002 + (inner - 0.004) * k / count
        end = plan.front(x, inset) - 0.001
        if any(abs(abs(end - z) - 0.003) < 0.0006 for z in rods):
            end -= 0.0015  # a bar's end and a rod's face share no plane
        sizes.append((0.004, high - low, end - 0.012))
        centres.append((x, (low + high) / 2.0, (end + 0.012) / 2.0))
    bearing = boxes(sizes, centres, 0.0, grain="z", segments=0)
    sizes, centres = [], []
    for z in rods:
        half = _half_width(plan, z, inset)
        if half > 0.1:
            sizes.append((2.0 * half - 0.004, 0.006, 0.006))
            centres.append((0.0, high - 0.0045, z))
    return merge(bearing, boxes(sizes, centres, 0.0, grain="x", segments=0))


def _half_width(plan: Outline, z: float, inset: float) -> float:
    """Half of the plan's width at a distance from the wall, metres."""
    half = plan.width / 2.0 - inset
    if plan.bow == 0.0 or z <= plan.front(half, inset):
        return half
    radius = plan.radius - inset
    rise = z - (plan.depth - plan.radius)
    return math.sqrt(max(radius * radius - rise * rise, 0.0))
