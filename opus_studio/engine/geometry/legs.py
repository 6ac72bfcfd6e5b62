"""Legs of tables, chairs and beds: square and tapered, turned, cabriole. They stand on y = 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    require_positive,
    round_segments,
)
from opus_studio.engine.geometry.lathe import lathe
from opus_studio.engine.geometry.loft import loft
from opus_studio.engine.geometry.outline import Outline
from opus_studio.engine.geometry.profiles import rectangle
from opus_studio.engine.geometry.transform import merge
from opus_studio.engine.scene import Mesh

TurnedKind = Literal[
    "block", "fillet", "bead", "ring", "cove", "vase", "taper", "column", "reel", "foot", "ball"
]


@dataclass(frozen=True)
class Turning:
    """One member of a turned leg, from the top down.

    Attributes:
        kind: `block` stays square; `fillet` is a short straight step; `bead` and `ring` half
            rounds; `cove` and `reel` hollows; `vase` swells below; `taper` and `column` run
            straight; `foot` is a tapering tip; `ball` a full round.
        length: Relative length; all members together fill the height.
        start: Radius at the upper end, relative to half the leg's width.
        end: Radius at the lower end.
    """

    kind: TurnedKind
    length: float
    start: float
    end: float


CLASSIC_TURNING: tuple[Turning, ...] = (
    Turning("block", 0.18, 1.0, 1.0),
    Turning("cove", 0.02, 0.92, 0.62),
    Turning("bead", 0.025, 0.80, 0.80),
    Turning("fillet", 0.008, 0.58, 0.58),
    Turning("reel", 0.045, 0.60, 0.60),
    Turning("fillet", 0.008, 0.72, 0.72),
    Turning("ring", 0.018, 0.92, 0.92),
    Turning("fillet", 0.008, 0.66, 0.66),
    Turning("vase", 0.27, 0.56, 0.50),
    Turning("bead", 0.02, 0.68, 0.68),
    Turning("taper", 0.27, 0.56, 0.42),
    Turning("ring", 0.02, 0.62, 0.62),
    Turning("reel", 0.025, 0.44, 0.44),
    Turning("ball", 0.08, 0.60, 0.34),
)
"""A turned leg as on a farmhouse table."""


def tapered_leg(
    height: float,
    top: float = 0.060,
    bottom: float = 0.035,
    *,
    straight: float = 0.10,
    inner_sides_only: bool = False,
    bevel: float = 0.002,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A square leg that tapers below its straight top.

    Args:
        height: Metres.
        top: Side of the square at the top, metres.
        bottom: Side at the floor, metres.
        straight: Length at the top that keeps its width (where rails join), metres.
        inner_sides_only: The sides towards +X and +Z stay upright; the others taper, as on
            Shaker tables. Turn the leg so that they face outwards.
        bevel: Radius of the edges, metres.
        uv_offset: Where on the finish this leg is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero or the straight part is longer than the leg.
    """
    require_positive(height=height, top=top, bottom=bottom)
    if not 0.0 <= straight < height:
        raise ValueError("The straight part of a leg must be shorter than the leg.")
    segments = (1, 1, 2)[detail]
    ease = max(min(bevel, 0.2 * min(top, bottom)), 1e-4)
    levels = [0.0, ease, height - straight] + ([height - ease] if straight > 2.0 * ease else [])
    levels += [height]
    sides = [bottom - 2.0 * ease, bottom, top, *([top] if straight > 2.0 * ease else [])]
    sides += [top - 2.0 * ease]
    if straight <= 2.0 * ease:
        levels[2], sides[2] = height - ease, top
    rings = np.empty((len(levels), 4 * (segments + 1), 3))
    for row, (level, side) in enumerate(zip(levels, sides, strict=True)):
        section = rectangle(side, side, ease, segments, centred=True).points
        shift = 0.0
        if inner_sides_only:
            whole = side + (2.0 * ease if row in (0, len(levels) - 1) else 0.0)
            shift = (top - whole) / 2.0
        rings[row] = _laid(section, level) + np.array([shift, 0.0, shift])
    smooth_rows = np.ones(len(levels), bool)
    smooth_rows[2] = abs(top - bottom) / (height - straight) < 0.03 or straight <= 2.0 * ease
    return loft(rings, smooth_rows=smooth_rows, uv_offset=uv_offset)


def turned_leg(
    height: float,
    width: float = 0.070,
    members: tuple[Turning, ...] = CLASSIC_TURNING,
    *,
    bevel: float = 0.002,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A leg turned on the lathe, with square blocks left where rails join.

    Args:
        height: Metres.
        width: Side of the blocks; a radius of 1 in a member is half of it; metres.
        members: From the top down; their lengths are fitted to the height.
        bevel: Radius of the edges of the blocks, metres.
        uv_offset: Where on the finish this leg is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or there are no members.
    """
    require_positive(height=height, width=width)
    if not members:
        raise ValueError("A turned leg needs members.")
    total = sum(member.length for member in members)
    half = width / 2.0
    level = height
    pieces: list[Mesh] = []
    run: list[tuple[Turning, float, float]] = []
    for member in members:
        lower = level - height * member.length / total
        if member.kind == "block":
            pieces += _turned(run, half, uv_offset, detail)
            run = []
            pieces.append(_block(lower, level, width * member.start, bevel, uv_offset, detail))
        else:
            run.append((member, level, lower))
        level = lower
    pieces += _turned(run, half, uv_offset, detail)
    return merge(*pieces)


def _block(
    low: float,
    high: float,
    side: float,
    bevel: float,
    uv_offset: tuple[float, float],
    detail: int,
) -> Mesh:
    """A square length whose ends are turned off to a shallow cone, as a lathe leaves them."""
    segments = (1, 1, 2)[detail]
    ease = max(min(bevel, 0.1 * side), 1e-4)
    cone = min(0.10 * side, 0.2 * (high - low))
    levels = [low, low + cone, high - ease, high]
    sides = [side - 2.2 * cone, side, side, side - 2.0 * ease]
    rings = np.stack(
        [
            _laid(
                rectangle(s, s, max(ease, 0.3 * cone if i == 0 else ease), segments, True).points, y
            )
            for i, (y, s) in enumerate(zip(levels, sides, strict=True))
        ]
    )
    return loft(rings, smooth_rows=[True, False, True, True], uv_offset=uv_offset)


def _turned(
    run: list[tuple[Turning, float, float]],
    half: float,
    uv_offset: tuple[float, float],
    detail: int,
) -> list[Mesh]:
    """The round part between two blocks, reaching a little into each."""
    if not run:
        return []
    top, bottom = run[0][1], run[-1][2]
    pen = Outline((0.0, bottom), (2, 3, 4)[detail])
    first = True
    for member, high, low in reversed(run):
        if first:
            pen.to(half * member.end, low)
            first = False
        _member(pen, member, half, high, low)
    count = round_segments(half, detail, least=12)
    return [lathe(pen.to(0.0, top).end(), segments=count, uv_offset=uv_offset)]


def _member(pen: Outline, member: Turning, half: float, high: float, low: float) -> None:
    """One member, drawn upwards."""
    above, below, tall = half * member.start, half * member.end, high - low
    if member.kind in ("bead", "ring"):
        neck = max(below - min(tall / 2.0, 0.6 * below), 0.1 * below)
        pen.to(neck, low)
        pen.arc(neck, high, 2.0 * (below - neck) / tall)
    elif member.kind in ("cove", "reel"):
        pen.to(below, low)
        depth = 0.22 if member.kind == "reel" else 0.3
        pen.arc(above, high, -2.0 * min(depth * tall, 0.5 * min(above, below)) / tall)
    elif member.kind == "vase":
        belly = max(above, below) * 1.45
        y1, y2 = low + 0.30 * tall, low + 0.62 * tall
        waist = 0.465 * (belly + above)
        pen.to(below, low)
        # Long shallow arcs need more chords than their turn alone would give them.
        usual, pen.segments = pen.segments, 6 * pen.segments
        pen.arc(belly, y1, _steep(belly - below, y1 - low))
        pen.arc(waist, y2, _steep(belly - waist, y2 - y1))
        pen.arc(above, high, -_steep(waist - above, high - y2))
        pen.segments = usual
    elif member.kind == "ball":
        pen.to(below, low)
        belly = max(above, below)
        pen.arc(belly, low + 0.55 * tall, _steep(belly - below, 0.55 * tall))
        pen.arc(0.6 * belly, high, _steep(0.4 * belly, 0.45 * tall))
    elif member.kind in ("taper", "column", "fillet", "foot"):
        pen.to(below, low).to(above, high)
    else:
        raise ValueError(f"There is no turned member called {member.kind}.")


def _steep(across: float, tall: float) -> float:
    """Bulge of an arc over a step that is upright at its widest end."""
    ratio = max(across, 1e-6) / tall
    return math.tan(0.5 * math.atan(min(ratio, 1.0 / ratio)))


def cabriole_leg(
    height: float,
    width: float = 0.065,
    *,
    reach: float | None = None,
    ankle: float = 0.42,
    foot: Literal["pad", "scroll"] = "pad",
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """An S-shaped leg: a knee that swells out, a slim ankle, a pad foot.

    It bends diagonally, out towards (+X, +Z); turn it for the other corners. The block at its top
    is about the Y axis.

    Args:
        height: Metres; 0.40 to 0.75 is usual.
        width: Of the block at the top, metres.
        reach: How far the knee comes out beyond the block, metres; None takes 0.45 of the width.
            At most 0.09 of the height.
        ankle: Thickness of the ankle relative to the block.
        foot: A round pad, or a scroll that points out.
        uv_offset: Where on the finish this leg is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(height=height, width=width, ankle=ankle)
    knee = min(0.45 * width if reach is None else reach, 0.09 * height)
    toe = 0.62 if foot == "pad" else 0.85
    # Height, outwards shift, width and squareness (1 a square, 0 a circle) of key sections.
    keys = np.array(
        [
            [0.000, 0.72 * knee, 0.72 * toe, 0.00],
            [0.006, 0.74 * knee, 0.98 * toe, 0.00],
            [0.022, 0.76 * knee, 1.22 * toe, 0.00],
            [0.042, 0.74 * knee, 1.28 * toe, 0.00],
            [0.060, 0.66 * knee, 1.10 * toe, 0.00],
            [0.086, 0.48 * knee, 0.55, 0.05],
            [0.130, 0.22 * knee, ankle, 0.10],
            [0.200, 0.06 * knee, 0.96 * ankle, 0.15],
            [0.320, 0.10 * knee, 1.12 * ankle, 0.20],
            [0.460, 0.36 * knee, 0.64, 0.28],
            [0.600, 0.78 * knee, 0.88, 0.40],
            [0.700, 0.98 * knee, 1.06, 0.55],
            [0.770, 0.92 * knee, 1.14, 0.70],
            [0.820, 0.58 * knee, 1.10, 0.85],
            [0.850, 0.20 * knee, 1.02, 1.00],
        ]
    )
    steps = (14, 26, 46)[detail]
    pad = np.linspace(0.042, 0.12, (4, 6, 8)[detail])
    level = np.concatenate([keys[:3, 0], pad, np.linspace(keys[6, 0], keys[-1, 0], steps)])
    shift, size, square = (_spline(keys[:, 0], keys[:, k], level) for k in (1, 2, 3))
    level = np.append(level, [0.862, 0.996, 1.0])
    shift = np.append(shift, [0.0, 0.0, 0.0])
    size = np.append(size, [1.0, 1.0, 1.0 - 0.004 / width])
    square = np.append(square, [1.0, 1.0, 1.0])
    count = 4 * (3, 5, 7)[detail]
    section = _superellipse(np.clip(square, 0.0, 1.0), count) * (size * width / 2.0)[:, None, None]
    rings = np.empty((len(level), count, 3))
    outwards = shift / math.sqrt(2.0)
    rings[..., 0] = section[..., 0] + outwards[:, None]
    rings[..., 1] = (level * height)[:, None]
    rings[..., 2] = -section[..., 1] + outwards[:, None]
    smooth_rows = np.ones(len(level), bool)
    smooth_rows[[0, -4, -3]] = [False, True, False]
    return loft(rings, smooth_rows=smooth_rows, uv_offset=uv_offset)


def _superellipse(square: Floats, count: int) -> Floats:
    """`(s, count, 2)` sections between a circle (0) and a square with small corners (1)."""
    angle = (np.arange(count) + 0.5) * (2.0 * math.pi / count)
    cosine, sine = np.cos(angle), np.sin(angle)
    power = 2.0 + 14.0 * square[:, None] ** 2
    radius = (np.abs(cosine) ** power + np.abs(sine) ** power) ** (-1.0 / power)
    return np.stack([radius * cosine, radius * sine], -1)


def _spline(x: Floats, y: Floats, at: Floats) -> Floats:
    """Monotone cubic interpolation (Fritsch and Carlson, 1980): no waves between the keys."""
    step, rise = np.diff(x), np.diff(y)
    slope = rise / step
    inner = np.where(slope[:-1] * slope[1:] > 0.0, 1.0, 0.0)
    weight = (2.0 * step[1:] + step[:-1], step[1:] + 2.0 * step[:-1])
    safe = np.where(inner > 0.0, slope[:-1], 1.0), np.where(inner > 0.0, slope[1:], 1.0)
    middle = inner * (weight[0] + weight[1]) / (weight[0] / safe[0] + weight[1] / safe[1])
    tangent = np.concatenate([slope[:1], middle, slope[-1:]])
    cell = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(step) - 1)
    t = (at - x[cell]) / step[cell]
    h = step[cell]
    return np.asarray(
        (2 * t**3 - 3 * t**2 + 1) * y[cell]
        + (t**3 - 2 * t**2 + t) * h * tangent[cell]
        + (3 * t**2 - 2 * t**3) * y[cell + 1]
        + (t**3 - t**2) * h * tangent[cell + 1],
        dtype=np.float64,
    )


def _laid(section: Floats, level: float) -> Floats:
    """A section in plan at a height: counter-clockwise seen from above."""
    return np.stack([section[:, 0], np.full(len(section), level), -section[:, 1]], -1)
