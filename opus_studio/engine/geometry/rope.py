"""Rope, chain, wire mesh and chain-link."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry import layout
from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    cross,
    floats,
    require_not_negative,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.loft import loft
from opus_studio.engine.geometry.sweep import frames
from opus_studio.engine.geometry.transform import from_matrix, merge, place
from opus_studio.engine.geometry.tube import tube
from opus_studio.engine.scene import Mesh


def rope(
    path: ArrayLike,
    radius: float = 0.008,
    *,
    strands: int = 3,
    lay: float | None = None,
    closed: bool = False,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A laid rope: round strands twisted about each other along a path.

    Args:
        path: `(n, 3)` metres; it is sampled again to the twist's own step.
        radius: Over the strands, metres.
        strands: 3 or 4 are usual.
        lay: Length of a whole turn, metres; None takes 7 radii.
        closed: Whether the last point joins the first.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero or there are fewer than two strands.
    """
    require_positive(radius=radius)
    if strands < 2:
        raise ValueError("A rope needs two strands.")
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    turn = 7.0 * radius if lay is None else lay
    line = resampled(floats(path, "path", 3), turn / (12, 16, 24)[detail], closed)
    step = np.roll(line, -1, 0) - line
    if not closed:
        step[-1] = step[-2]
    ahead = unit(step)
    behind = np.roll(ahead, 1, 0)
    if not closed:
        behind[0] = ahead[0]
    along = unit(ahead + behind)
    side, top = frames(along, None, closed)
    gone = np.append(0.0, np.cumsum(np.sqrt((step**2).sum(1))))
    turns = gone[:-1] / turn
    if closed:
        # A whole number of strand steps, so that the ends meet.
        turns = turns * max(1, round(gone[-1] / turn * strands)) / strands / (gone[-1] / turn)
    count = strands * (4, 6, 8)[detail]
    angle = np.arange(count) * (2.0 * math.pi / count)
    # A strand is round; between two of them the section falls back to where their circles meet.
    wave = np.abs(np.sin(0.5 * strands * angle))
    section = radius * (0.8 + 0.2 * wave**0.7)
    twist = angle + 2.0 * math.pi * turns[:, None]
    ring = np.cos(twist)[..., None] * side[:, None] + np.sin(twist)[..., None] * top[:, None]
    points = line[:, None] + ring * section[:, None]
    if closed:
        points = np.concatenate([points, points[:1]])
        shift = round((turns[1] - turns[0]) * len(line) * strands) % strands
        points[-1] = np.roll(points[0], -shift * (count // strands), 0)
        return _wound(points, uv_offset)
    return loft(points, uv_offset=uv_offset)


def _wound(points: Floats, uv_offset: tuple[float, float]) -> Mesh:
    """A closed rope: its last section lies on the first, some strands further."""
    body = loft(points, caps=False, uv_offset=uv_offset)
    return Mesh(body.positions, body.normals, body.uvs, body.triangles, closed=True)


def resampled(path: Floats, step: float, closed: bool = False) -> Floats:
    """A path at even steps of about this length, metres."""
    ring = np.concatenate([path, path[:1]]) if closed else path
    length = np.sqrt((np.diff(ring, axis=0) ** 2).sum(1))
    gone = np.append(0.0, np.cumsum(length))
    require_positive(length=float(gone[-1]))
    count = max(3, math.ceil(gone[-1] / step))
    at = np.linspace(0.0, gone[-1], count + 1)
    at = at[:-1] if closed else at
    return np.stack([np.interp(at, gone, ring[:, k]) for k in range(3)], -1)


def catenary(start: ArrayLike, end: ArrayLike, sag: float, count: int = 24) -> Floats:
    """`(count + 1, 3)` points of a hanging line between two places, metres.

    A parabola: within a hundredth of the true catenary for a sag under a fifth of the span.

    Args:
        start: `(3,)` metres.
        end: `(3,)` metres.
        sag: How far its middle hangs below the straight line, metres.
        count: Chords.
    """
    require_not_negative(sag=sag)
    part = np.linspace(0.0, 1.0, count + 1)[:, None]
    low, high = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    line = low + (high - low) * part
    line[:, 1] -= 4.0 * sag * (part * (1.0 - part))[:, 0]
    return line


def chain(
    path: ArrayLike,
    wire: float = 0.0025,
    *,
    link: float | None = None,
    width: float | None = None,
    detail: int = FINEST,
) -> Mesh:
    """A chain of oval links along a path, each turned a quarter against the one before.

    Args:
        path: `(n, 3)` metres.
        wire: Radius of the wire, metres.
        link: Outer length of a link, metres; None takes 13 radii.
        width: Outer width of a link, metres; None takes 7.6 radii.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or a link leaves no room for the next.
    """
    require_positive(wire=wire)
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    long, wide = 13.0 * wire if link is None else link, 7.6 * wire if width is None else width
    if wide <= 6.2 * wire or long < wide:
        raise ValueError("The links of a chain must leave room for two wires, and be longer.")
    pitch = long - 4.0 * wire
    line = resampled(floats(path, "path", 3), pitch)
    middle = 0.5 * (line[:-1] + line[1:])
    along = unit(np.diff(line, axis=0))
    side, top = frames(along, None, False)
    turned = np.arange(len(middle)) % 2 == 1
    across = np.where(turned[:, None], top, side)
    third = cross(along, across)
    rotations = [from_matrix(np.stack(axes, 1)) for axes in zip(along, across, third, strict=True)]
    quarter = (3, 4, 6)[detail]
    bend, straight = wide / 2.0 - wire, (long - wide) / 2.0
    angle = np.linspace(-math.pi / 2.0, math.pi / 2.0, 2 * quarter + 1)
    arc = np.stack([straight + bend * np.cos(angle), bend * np.sin(angle)], -1)
    oval = np.concatenate([arc, -arc])
    ring = tube(
        np.column_stack([oval, np.zeros(len(oval))]),
        wire,
        closed=True,
        segments=(5, 6, 8)[detail],
        detail=detail,
    )
    return place(ring, middle, rotations)


def wire_mesh(
    width: float,
    height: float,
    pitch: float = 0.05,
    wire: float = 0.0015,
    *,
    woven: bool = True,
    detail: int = FINEST,
) -> Mesh:
    """Crossing wires about the origin in the XY plane, woven over and under or welded.

    Args:
        width: Metres.
        height: Metres.
        pitch: Wanted distance between wires, metres; the nearest that fits is taken.
        wire: Radius of the wires, metres.
        woven: The wires pass over and under each other; else one layer lies before the other.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or the wires leave no openings.
    """
    require_positive(width=width, height=height, pitch=pitch, wire=wire)
    if pitch <= 3.0 * wire:
        raise ValueError("The wires of a mesh must stand further apart than they are thick.")
    columns, across = layout.by_pitch(width - 2.0 * wire, pitch)
    rows, up = layout.by_pitch(height - 2.0 * wire, pitch)
    x, y = layout.centred(columns + 1, across), layout.centred(rows + 1, up)
    sides = (4, 5, 6)[detail]
    level = _wires(x, y, width, wire, woven, sides, detail)
    upright = _wires(y, x, height, wire, woven, sides, detail, upright=True)
    return merge(level, upright)


def _wires(
    crossings: Floats,
    places: Floats,
    length: float,
    wire: float,
    woven: bool,
    sides: int,
    detail: int,
    upright: bool = False,
) -> Mesh:
    """All wires of one direction: alternating waves, shifted to their places."""
    meshes = []
    for parity in (0, 1):
        chosen = places[parity::2]
        if not len(chosen):
            continue
        sign = (1.0 if parity == 0 else -1.0) * (-1.0 if upright else 1.0)
        if woven:
            t = _crossing_steps(crossings, length, (1, 2, 4)[detail])
            pitch = crossings[1] - crossings[0]
            z = sign * wire * np.cos(math.pi * (t - crossings[0]) / pitch)
        else:
            t = np.array([-length / 2.0, length / 2.0])
            z = np.full(2, -wire if upright else wire) * 0.98
        flat = np.zeros(len(t))
        line = np.stack([flat, t, z], -1) if upright else np.stack([t, flat, z], -1)
        one = tube(line, wire, segments=sides, detail=0)
        shift = np.zeros((len(chosen), 3))
        shift[:, 0 if upright else 1] = chosen
        meshes.append(place(one, shift))
    return merge(*meshes)


def _crossing_steps(crossings: Floats, length: float, between: int) -> Floats:
    """Places along a wire: its ends, its crossings, and some between them, metres."""
    pitch = float(crossings[1] - crossings[0])
    inner = np.linspace(crossings[0], crossings[-1], (len(crossings) - 1) * between * 2 + 1)
    ends = length / 2.0
    outer = [] if ends - abs(float(crossings[0])) < 0.005 * pitch else [ends]
    return np.concatenate([[-value for value in outer], inner, outer])


def chain_link(
    width: float,
    height: float,
    pitch: float = 0.05,
    wire: float = 0.0016,
    *,
    detail: int = FINEST,
) -> Mesh:
    """Chain-link fencing about the origin in the XY plane: zigzag wires hooked into each other.

    Args:
        width: Metres.
        height: Metres.
        pitch: Side of a diamond, metres; 40 to 60 mm are sold.
        wire: Radius of the wire, metres; 1.25 to 2.5 mm are sold.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or the wires leave no openings.
    """
    require_positive(width=width, height=height, pitch=pitch, wire=wire)
    if pitch <= 6.0 * wire:
        raise ValueError("The wires of a fence must stand further apart than they are thick.")
    half = pitch / math.sqrt(2.0)
    count, across = layout.by_pitch(width - half - 2.0 * wire, half)
    steps, up = layout.by_pitch(height - 2.0 * wire, half, minimum=2)
    turn = np.arange(steps + 1)
    y = layout.centred(steps + 1, up)
    meshes = []
    for parity in (0, 1):
        # A spiral flattened: it goes to and fro, and swings behind and before at its turns.
        x = ((turn + parity) % 2) * (across + 2.2 * wire) - 0.5 * across - 1.1 * wire
        ends = np.stack([x, y, np.zeros(len(x))], -1)
        line = _knuckled(ends, wire, detail)
        one = tube(line, wire, segments=(4, 5, 6)[detail], detail=0)
        places = layout.centred(count, across)[parity::2]
        if len(places):
            shift = np.zeros((len(places), 3))
            shift[:, 0] = places
            meshes.append(place(one, shift))
    return merge(*meshes)


def _knuckled(ends: Floats, wire: float, detail: int) -> Floats:
    """A zigzag whose runs lie by turns before and behind, joined by small hooks at the turns."""
    runs = []
    for i, (low, high) in enumerate(pairwise(ends)):
        side = 1.05 * wire * (1.0 if i % 2 == 0 else -1.0)
        share = np.array([0.06, 0.94]) if detail < 2 else np.array([0.05, 0.12, 0.88, 0.95])
        depth = np.array([1.0, 1.0]) if detail < 2 else np.array([0.75, 1.0, 1.0, 0.75])
        part = low + (high - low) * share[:, None]
        part[:, 2] = side * depth
        runs += [low[None], part]
    return np.concatenate([*runs, ends[-1:]])
