"""Hanging and draped fabric: curtains, skirts of sofas and beds, cloths over tables."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    floats,
    require_not_negative,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.surface import sheet
from opus_studio.engine.geometry.transform import fit
from opus_studio.engine.scene import Mesh

_PER_FOLD = (6, 10, 16)
_ROWS = (5, 9, 16)


def curtain(
    width: float,
    height: float,
    stream: np.random.Generator,
    *,
    folds: int | None = None,
    depth: float = 0.09,
    gathered: float = 0.55,
    thickness: float = 0.0015,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A curtain hanging in folds, about x = 0, its hem on y = 0, its face to the front.

    Args:
        width: As it hangs, metres.
        height: Metres.
        stream: Decides how the folds differ.
        folds: How many; None takes one for each 0.13 m.
        depth: From the front of a fold to its back, metres.
        gathered: Depth of the folds at the heading relative to the hem.
        thickness: Of the fabric, metres; 0 makes an open sheet.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(width=width, height=height, depth=depth)
    count = max(2, round(width / 0.13)) if folds is None else folds
    rows = np.linspace(0.0, 1.0, _ROWS[_level(detail)] + 1)
    x = np.linspace(0.0, 1.0, count * _PER_FOLD[detail] + 1)
    # Folds of unequal width and depth, drifting sideways on their way down.
    drift = _noise(x, stream, 4) * 1.1
    swing = _noise(x, stream, 5)
    turn = 2.0 * math.pi * count * x + drift[:, 0]
    opened = gathered + (1.0 - gathered) * rows**0.7
    sway = 0.2 * rows[:, None] ** 2 * swing[:, 1]
    phase = turn + sway
    size = 0.5 * depth * (1.0 + 0.5 * swing[:, 0]) * opened[:, None]
    z = size * (np.sin(phase) + 0.18 * np.sin(2.0 * phase + 1.0 + 2.0 * rows[:, None]))
    sideways = 0.1 * size * np.sin(2.0 * phase) * np.minimum(1.0, 6.0 * x * (1.0 - x))
    points = np.empty((len(rows), len(x), 3))
    points[..., 0] = (x - 0.5) * width + np.minimum(0.5 * width / count, 1.0) * 0.5 * sideways / (
        0.5 * depth
    )
    points[..., 1] = height * (1.0 - rows[:, None])
    points[..., 2] = z
    body = sheet(points, thickness=thickness, uv_offset=uv_offset)
    return _sized(body, (width, height, depth))


def skirt(
    path: ArrayLike,
    height: float,
    *,
    closed: bool = False,
    style: Literal["gathered", "pleated", "plain"] = "pleated",
    pitch: float = 0.12,
    depth: float = 0.012,
    flare: float = 0.01,
    thickness: float = 0.0015,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A skirt hanging from a line in plan: valances, the skirts of sofas and beds.

    Args:
        path: `(n, 2)` plan coordinates (X, Z) of its upper edge; its face lies to the right of
            the line's way as seen from above (a rectangle goes counter-clockwise from above).
        height: Metres; the hem is on y = 0.
        closed: Whether the last point joins the first.
        style: Soft waves, box pleats, or plain with a slight wave.
        pitch: Wanted width of a fold, metres.
        depth: Of the folds at the hem, metres.
        flare: How far the hem stands out, metres.
        thickness: Of the fabric, metres; 0 makes an open sheet.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero or the path has no length.
    """
    require_positive(height=height, pitch=pitch)
    require_not_negative(depth=depth, flare=flare)
    corners = floats(path, "path", 2)
    length = float(_steps(corners, closed).sum())
    require_positive(length=length)
    count = max(1, round(length / pitch))
    line, out, run = _resampled(corners, closed, count * _PER_FOLD[_level(detail)])
    turn = 2.0 * math.pi * count * run
    wave = np.sin(turn)
    if style == "pleated":
        # A box pleat: flat faces with quick returns between.
        wave = np.tanh(3.2 * np.sin(turn) + 1.2)
    elif style == "plain":
        wave = 0.25 * np.sin(turn * 0.5) if count % 2 == 0 else 0.25 * wave
    rows = np.linspace(0.0, 1.0, _ROWS[detail] // 2 + 2)
    spread = (0.15 + 0.85 * rows[:, None]) if style != "pleated" else (0.6 + 0.4 * rows[:, None])
    push = depth * 0.5 * (wave + 1.0) * spread + flare * rows[:, None] ** 1.5
    points = np.empty((len(rows), len(run), 3))
    points[..., 0] = line[:, 0] + out[:, 0] * push
    points[..., 1] = height * (1.0 - rows[:, None])
    points[..., 2] = line[:, 1] + out[:, 1] * push
    return sheet(points, thickness=thickness, looped=closed, uv_offset=uv_offset)


def draped_cloth(
    width: float,
    depth: float,
    drop: float,
    stream: np.random.Generator,
    *,
    folds: float = 0.035,
    thickness: float = 0.0,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A rectangular cloth over a table or bed: flat on top (y = 0), hanging in folds all round.

    Its corners hang lower than its sides, by 1.41 times the drop, as those of a real cloth do.

    Args:
        width: Of the table, metres.
        depth: Of the table, metres.
        drop: How far the sides hang down, metres.
        stream: Decides how the folds differ.
        folds: Depth of the folds at the hem, metres.
        thickness: Of the fabric, metres; 0 makes an open sheet.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(width=width, depth=depth, drop=drop)
    require_not_negative(folds=folds, thickness=thickness)
    pitch = (0.07, 0.045, 0.028)[_level(detail)]
    half = np.array([width, depth]) / 2.0
    flat = [_cloth_lines(float(side), drop, pitch, _ROWS[detail]) for side in half]
    x, z = np.meshgrid(flat[0], flat[1])
    over = np.stack([np.abs(x) - half[0], np.abs(z) - half[1]], -1).clip(0.0)
    gone = np.sqrt((over**2).sum(-1))
    turn = np.arctan2(over[..., 1], over[..., 0])
    out = np.stack([np.sign(x) * np.cos(turn), np.sign(z) * np.sin(turn)], -1)
    on_x, on_z = x.clip(-half[0], half[0]), z.clip(-half[1], half[1])
    phase = stream.uniform(0.0, 6.0, 8)
    waves = []
    for along, side, first in ((on_z, x, 0), (on_x, z, 4)):
        shift = np.where(side > 0.0, phase[first], phase[first + 1])
        slow = np.sin(along * 9.0 + np.where(side > 0.0, phase[first + 2], phase[first + 3]))
        waves.append((0.5 + 0.5 * np.sin(along * 36.0 + shift + 1.4 * slow)) * (0.7 + 0.3 * slow))
    wave = waves[0] * np.cos(turn) ** 2 + waves[1] * np.sin(turn) ** 2
    # Around a corner there is cloth to spare: it stands out in two deep folds.
    wave = wave + (0.5, 0.9, 1.3)[detail] * (0.5 - 0.5 * np.cos(4.0 * turn)) * (over.min(-1) > 0.0)
    roll = min(0.006, 0.2 * drop) + thickness
    bend = np.minimum(gone / roll, math.pi / 2.0)
    push = roll * np.sin(bend) + folds * wave * np.minimum(gone / drop, 1.2) ** 0.8
    fall = roll * (1.0 - np.cos(bend)) + np.maximum(gone - roll * math.pi / 2.0, 0.0)
    lift = thickness + 0.0005
    points = np.stack([on_x + out[..., 0] * push, lift - fall, on_z + out[..., 1] * push], -1)
    chart = np.stack([x, -z], -1)
    return sheet(points, thickness=thickness, uvs=chart, uv_offset=uv_offset)


def _cloth_lines(half: float, drop: float, pitch: float, rows: int) -> Floats:
    """Grid lines of a cloth along one axis: over the top, over the edge, down to the hem."""
    roll = min(0.006, 0.2 * drop)
    edge = half + roll * np.array([0.5, 1.0, math.pi / 2.0])
    down = np.linspace(edge[-1], half + drop, rows + 1)[1:]
    top = np.linspace(-half, half, max(2, math.ceil(2.0 * half / pitch)) + 1)
    side = np.concatenate([edge, down])
    return np.concatenate([-side[::-1], top, side])


def _level(detail: int) -> int:
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    return detail


def _steps(points: Floats, closed: bool) -> Floats:
    step = np.diff(points, axis=0, append=points[:1]) if closed else np.diff(points, axis=0)
    return np.asarray(np.hypot(step[:, 0], step[:, 1]), dtype=np.float64)


def _resampled(points: Floats, closed: bool, count: int) -> tuple[Floats, Floats, Floats]:
    """Points at even steps along a plan line, the outward direction there, and the share gone."""
    ring = np.concatenate([points, points[:1]]) if closed else points
    gone = np.append(0.0, np.cumsum(_steps(points, closed)))
    run = np.linspace(0.0, 1.0, count + 1)
    run = run[:-1] if closed else run
    at = run * gone[-1]
    line = np.stack([np.interp(at, gone, ring[:, k]) for k in range(2)], -1)
    # The direction is taken over a small stretch, so that folds turn a corner softly.
    reach = 0.015
    ahead, behind = at + reach, at - reach
    if closed:
        ahead, behind = ahead % gone[-1], behind % gone[-1]
    span = np.stack(
        [
            np.interp(ahead, gone, ring[:, k]) - np.interp(behind, gone, ring[:, k])
            for k in range(2)
        ],
        -1,
    )
    return line, unit(np.stack([-span[:, 1], span[:, 0]], -1)), run


def _noise(x: Floats, stream: np.random.Generator, waves: int) -> Floats:
    """`(n, 2)` smooth values about -1..1 along 0..1."""
    frequency = np.arange(1, waves + 1) * 2.3
    phase = stream.uniform(0.0, 2.0 * math.pi, (2, waves))
    height = stream.uniform(0.3, 1.0, (2, waves)) / math.sqrt(waves)
    return np.asarray(
        np.einsum("wk,nwk->nw", height, np.sin(x[:, None, None] * frequency * 6.283 + phase)),
        dtype=np.float64,
    )


def _sized(mesh: Mesh, size: tuple[float, float, float]) -> Mesh:
    half = np.array([size[0] / 2.0, 0.0, size[2] / 2.0])
    return fit(mesh, -half, half + np.array([0.0, size[1], 0.0]))
