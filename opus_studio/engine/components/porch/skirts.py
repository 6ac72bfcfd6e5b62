"""Timber floors: boards on a rim, the skirt below it, and steps of boards between strings."""

from __future__ import annotations

import itertools

import numpy as np
import shapely

from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.building.steps import Flight
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.part_assets import FLOOR, STEPS, DeckFloor
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    merge,
    rectangle,
    rotate,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_BOARD = 0.028
_RIM = 0.03


def deck(context: PorchContext, half: float, front: float, back: float) -> Node:
    """Boards square to the wall on a rim, with what closes the space below."""
    asset, high = context.resolved[FLOOR], context.shape.floor
    assert isinstance(asset, DeckFloor)
    top = min(_BOARD, 0.5 * high)
    count = max(2, round(2 * half / asset.board_width))
    step = 2 * half / count
    xs = -half + (np.arange(count) + 0.5) * step
    deep = front - back
    width = np.full(count, step - 0.004)
    # The outer boards reach the edge: the floor has the width that was asked for.
    width[[0, -1]] += 0.002
    xs[0] -= 0.001
    xs[-1] += 0.001
    sizes = np.column_stack([width, np.full(count, top), np.full(count, deep)])
    centres = np.column_stack([xs, np.full(count, high - top / 2), np.full(count, back + deep / 2)])
    boarded = boxes(sizes, centres, 0.004, grain="z", segments=1,
                    uv_offsets=context.uv_offsets("deck", count))  # fmt: skip
    below = _skirted(context, asset.skirt, half - 0.022, front - 0.022, back, high - top)
    trim = context.material(FLOOR, "Skirt", asset.skirt_finish)
    boards = context.material(FLOOR, "Deck", asset.deck_finish)
    return Node("Landing", (Part(boarded, boards), Part(below, trim)), slot=FLOOR.name)


def _skirted(
    context: PorchContext, kind: str, half: float, front: float, back: float, high: float
) -> Mesh:
    """A rim board on three sides, corner posts, and lattice or boards down to the ground."""
    tall = min(0.19, high)
    low = high - tall
    if low < 0.09:
        low, tall = 0.0, high
    path = [(-half, low, back), (-half, low, front), (half, low, front), (half, low, back)]
    section = rectangle(_RIM, tall + 0.003, min(0.004, 0.2 * tall), 1)
    rim = sweep(section, path, up=(0.0, 1.0, 0.0), uv_offsets=context.uv_offsets("rim", 3))
    if low == 0.0:
        return rim
    inset = 0.014
    count = max(2, round(2 * half / 1.8) + 1)
    w = 0.11
    xs = np.linspace(-half + inset + w / 2, half - inset - w / 2, count)
    feet = [(float(x), (low + 0.02) / 2.0, front - inset - w / 2.0) for x in xs]
    feet += [(s * (half - inset - w / 2), (low + 0.02) / 2.0, back + w / 2.0 + 0.001)
             for s in (-1.0, 1.0)]  # fmt: skip
    pieces = [rim, boxes((w, low + 0.02, w), feet, 0.004, segments=1, grain="y",
                         uv_offsets=context.uv_offsets("feet", len(feet)))]  # fmt: skip
    for x0, x1 in itertools.pairwise(xs):
        wide = float(x1 - x0) - w + 0.004
        field = _field(kind, wide, low + 0.01)
        pieces.append(translate(field, (float(x0 + x1) / 2.0, 0.0, front - inset - 0.05)))
    deep = front - back - inset - 2 * w + 0.004
    if deep > 0.2:
        side = _field(kind, deep, low + 0.01)
        for s in (-1.0, 1.0):
            turned = _aside(side, s)
            z = (front - inset + back) / 2.0
            pieces.append(translate(turned, (s * (half - inset - 0.05), 0.0, z)))
    return merge(*pieces)


def _aside(mesh: Mesh, side: float) -> Mesh:
    return rotate(mesh, "y", 90.0 * side)


def _field(kind: str, wide: float, tall: float) -> Mesh:
    """Lattice or boards about x = 0 from the ground up, their face to +Z near z = 0.03."""
    low = 0.015
    if kind == "lattice":
        return _lattice(wide, low, tall)
    if kind == "upright":
        count = max(2, round(wide / 0.1))
        step = wide / count
        xs = -wide / 2 + (np.arange(count) + 0.5) * step
        return boxes([(step - 0.012, tall - low, 0.02)] * count,
                     [(float(x), (low + tall) / 2.0, 0.02) for x in xs], 0.003, segments=1,
                     grain="y")  # fmt: skip
    count = max(1, round((tall - low) / 0.11))
    step = (tall - low) / count
    ys = low + (np.arange(count) + 0.5) * step
    return boxes([(wide, step - 0.014, 0.02)] * count, [(0.0, float(y), 0.02) for y in ys], 0.003,
                 segments=1, grain="x")  # fmt: skip


def _lattice(wide: float, low: float, tall: float) -> Mesh:
    """Laths crossing at right angles in two layers."""
    frame = shapely.box(-wide / 2, low, wide / 2, tall)
    reach, pitch, lath = wide + tall, 0.115, 0.034
    made = []
    for layer, lean in enumerate((1.0, -1.0)):
        count = int(reach / pitch) + 2
        starts = (np.arange(count) - count // 2) * pitch
        strips = []
        for at in starts:
            h = lath / 1.4142
            strips.append(shapely.Polygon([
                (at - h - lean * reach, -reach), (at + h - lean * reach, -reach),
                (at + h + lean * reach, reach), (at - h + lean * reach, reach)]))  # fmt: skip
        parts = shapely.get_parts(shapely.intersection(frame, np.array(strips)))
        rings: list[Floats] = [
            counter_clockwise(shapely.get_coordinates(p.exterior)[:-1])
            for p in parts if p.geom_type == "Polygon" and p.area > 3e-4
        ]  # fmt: skip
        origin = np.array([[0.0, 0.0, 0.012 + 0.0092 * layer], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
        low_face, face = [np.zeros(len(r)) for r in rings], [np.full(len(r), 0.009) for r in rings]
        made.append(prisms(rings, low_face, face, origin, (0.3 * layer, 0.0)))
    return merge(*made)


def deck_steps(context: PorchContext, flight: Flight) -> Node:
    """Treads of two boards over risers, between strings that stand on the ground."""
    asset = context.resolved[FLOOR]
    assert isinstance(asset, DeckFloor)
    half, slab, n = flight.width / 2.0, flight.slab, flight.nosing
    treads, places, risers, fronts = [], [], [], []
    for k in range(1, flight.count):
        top, z0, z1 = flight.top(k), flight.face(k - 1), flight.start + k * flight.tread
        deep = (z1 - z0 - 0.005) / 2.0
        for j in range(2):
            treads.append((2 * half, slab, deep))
            places.append((0.0, top - slab / 2.0, z0 + deep / 2.0 + j * (deep + 0.005)))
        low = flight.top(k + 1) if k + 1 < flight.count else 0.0
        risers.append((2 * half - 0.05, top - slab - low + 0.002, 0.02))
        fronts.append((0.0, (top - slab + low + 0.002) / 2.0, z1 - n - 0.0102))
    offsets = context.uv_offsets("treads", len(treads))
    boards = boxes(treads, places, 0.005, grain="x", segments=1, uv_offsets=offsets)
    strings = _strings(flight, half - 0.024)
    closed = boxes(risers, fronts, 0.003, grain="x", segments=1,
                   uv_offsets=context.uv_offsets("risers", len(risers)))  # fmt: skip
    trim = context.material(FLOOR, "Skirt", asset.skirt_finish)
    deck_material = context.material(FLOOR, "Deck", asset.deck_finish)
    parts = (Part(boards, deck_material), Part(merge(closed, strings), trim))
    return Node("Steps", parts, slot=STEPS.name)


def _strings(flight: Flight, half: float) -> Mesh:
    """Boards cut to the steps on both sides, down to the ground."""
    z = flight.face(0) + 0.002
    ring = [(0.0, z)]
    for k in range(flight.count - 1, 0, -1):
        end = flight.face(k) - 0.0215
        start = flight.face(k - 1) - 0.0215 if k > 1 else z
        top = flight.top(k) - flight.slab + 0.001
        ring += [(0.0 if k == flight.count - 1 else ring[-1][0], end), (top, end), (top, start)]
    tidy = [p for i, p in enumerate(ring) if i == 0 or p != ring[i - 1]]
    section = Profile.of(counter_clockwise(np.array(tidy)))
    body = extrude(section, 0.036, axis="x", bevel=0.003, segments=1)
    return merge(*(translate(body, (s * (half - 0.018), 0.0, 0.0)) for s in (-1.0, 1.0)))
