"""Upright balusters: turned, square, of wrought iron, slim rods."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.shared.bars import rods
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    circle,
    extrusions,
    lathe,
    loft,
    merge,
    place,
    rectangle,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

_INTO = 0.008
Member = tuple[str, float, float, float]
"""Kind, length, and radius above and below, relative to half the width; from the top."""

_VASE: tuple[Member, ...] = (
    ("cove", 0.03, 0.88, 0.6),
    ("bead", 0.03, 0.84, 0.84),
    ("cove", 0.035, 0.66, 0.58),
    ("taper", 0.36, 0.62, 0.82),
    ("bead", 0.026, 0.95, 0.95),
    ("vase", 0.26, 0.62, 0.6),
    ("bead", 0.03, 0.84, 0.84),
    ("cove", 0.03, 0.6, 0.88),
)
_COLUMN: tuple[Member, ...] = (
    ("cove", 0.03, 0.88, 0.66),
    ("bead", 0.03, 0.92, 0.92),
    ("taper", 0.74, 0.6, 0.86),
    ("bead", 0.03, 0.96, 0.96),
    ("cove", 0.03, 0.7, 0.88),
)
_SPOOL: tuple[Member, ...] = (
    ("cove", 0.05, 0.88, 0.6),
    *(("bead", 0.1, 0.9, 0.9) for _ in range(8)),
    ("cove", 0.05, 0.6, 0.88),
)
_TURNINGS = {"vase": _VASE, "column": _COLUMN, "spool": _SPOOL}

Place = tuple[float, float, float]
"""Where along a run, and the heights of both ends, metres."""


def fineness(detail: int, count: int) -> int:
    """How finely so many balusters are made, 0 to 4, so that they stay within the budget.

    Args:
        detail: Level of detail, 0 to 2.
        count: How many there are.
    """
    limits = (110, 72, 44, 22)
    return min((0, 3, 4)[detail], sum(count < limit for limit in limits))


def balusters(
    context: StairContext, places: list[Place], name: str, slope: float, fine: int
) -> Mesh:
    """Balusters of a run in one mesh.

    Args:
        context: The stair being made.
        places: Where they stand.
        name: Of the run; names the stream that says where each is cut.
        slope: Of the rail above: ends reach into it over their whole width.
        fine: How finely they are made, 0 to 4: many balusters share one budget.
    """
    asset = context.resolved[BALUSTERS]
    uv_offsets = context.resolved.stream(f"{name} balusters").random((len(places), 2)) * 8.0
    extra = slope * context.baluster / 2.0 + 0.004
    aside = _aside(context)
    if asset.form == "rod":
        d = asset.width
        long = [y1 - y0 + extra + _INTO for _, y0, y1 in places]
        centres = [(u, (y0 + y1 + extra - _INTO) / 2.0, aside) for u, y0, y1 in places]
        return extrusions(circle(d / 2.0, (4, 5, 6, 8, 12)[fine]), long, centres, axis="y",
                          uv_offsets=uv_offsets)  # fmt: skip
    if asset.form == "square":
        d = asset.width
        sizes = [(d, y1 - y0 + extra + _INTO, d) for _, y0, y1 in places]
        centres = [(u, (y0 + y1 + extra - _INTO) / 2.0, aside) for u, y0, y1 in places]
        return boxes(sizes, centres, 0.002, grain="y", segments=(0, 0, 0, 1, 1)[fine],
                     uv_offsets=uv_offsets)  # fmt: skip
    groups: dict[tuple[float, bool], list[int]] = defaultdict(list)
    for k, (_, y0, y1) in enumerate(places):
        special = asset.baskets > 0 and k % asset.baskets == asset.baskets // 2
        groups[(round(y1 - y0, 4), special)].append(k)
    pieces = []
    for (high, special), members in groups.items():
        one = one_baluster(context, high + extra, special, fine)
        spots = [(places[k][0], places[k][1], aside) for k in members]
        pieces.append(place(one, spots, uv_offsets=uv_offsets[members]))
    return merge(*pieces)


def _aside(context: StairContext) -> float:
    """How far balusters stand aside, so as not to be flush with a string or rail; metres."""
    rail = context.rail_size[0]
    gaps = [abs(wide - context.baluster) / 2.0 for wide in (context.string, rail, 0.62 * rail)]
    shifts = (0.0, 0.0011, 0.0022, 0.0033, 0.0044)
    return next(s for s in shifts if min(abs(gap - s) for gap in gaps) > 0.0004)


def one_baluster(context: StairContext, high: float, special: bool, fine: int) -> Mesh:
    """One baluster standing on y = 0, reaching a little below.

    Args:
        context: The stair being made.
        high: Metres.
        special: An iron one has a basket.
        fine: How finely it is made, 0 to 4.
    """
    asset = context.resolved[BALUSTERS]
    if asset.form == "rod":
        return extrusions(circle(asset.width / 2.0, (4, 5, 6, 8, 12)[fine]), high + _INTO,
                          [(0.0, (high - _INTO) / 2.0, 0.0)], axis="y")  # fmt: skip
    if asset.form == "square":
        d = asset.width
        return boxes((d, high + _INTO, d), [(0.0, (high - _INTO) / 2.0, 0.0)], 0.002, grain="y",
                     segments=(0, 0, 0, 1, 1)[fine])  # fmt: skip
    if asset.form == "turned":
        return turned(asset.turning, asset.width, round(high, 4), fine)
    if asset.form == "stopped":
        return _stopped(asset.width, high)
    return iron(asset.width, round(high, 4), special, fine)


@lru_cache(maxsize=64)
def turned(kind: str, width: float, high: float, fine: int) -> Mesh:
    """A turned baluster on y = 0, its square foot reaching a little below.

    Args:
        kind: `vase`, `column` or `spool`.
        width: Side of the square ends, metres.
        high: Metres.
        fine: How finely it is turned, 0 to 4.
    """
    low, top = 0.17 * high, 0.8 * high
    # The hollows are the first to go where very many stand.
    members = tuple(m for m in _TURNINGS[kind] if fine or m[0] != "cove")
    ends = boxes([(width, low + _INTO, width), (width, high - top, width)],
                 [(0.0, (low - _INTO) / 2.0, 0.0), (0.0, (high + top) / 2.0, 0.0)],
                 0.002, grain="y", segments=(0, 0, 0, 1, 1)[fine])  # fmt: skip
    shaft = lathe(shaft_line(members, width / 2.0, low - 0.002, top + 0.002, fine),
                  segments=(5, 6, 8, 10, 12)[fine])  # fmt: skip
    return merge(ends, shaft)


def shaft_line(
    members: tuple[Member, ...], half: float, low: float, high: float, fine: int
) -> Profile:
    """The outline of a turned shaft from below, for `lathe`.

    Args:
        members: From the top.
        half: Half the baluster's width, metres.
        low: Where it begins, metres.
        high: Where it ends, metres.
        fine: How many points curves get, 0 to 4.
    """
    total = sum(member[1] for member in members)
    points: list[tuple[float, float]] = []
    smooth: list[bool] = []
    y = low
    for kind, share, above, below in reversed(members):
        tall = (high - low) * share / total
        count = {"bead": (2, 2, 2, 2, 3), "cove": (1, 1, 1, 2, 3), "vase": (2, 3, 3, 5, 8)}.get(
            kind, (1, 1, 1, 1, 2)
        )
        t = np.linspace(0.0, 1.0, count[fine] + 1)
        radii = _radii(kind, t, below, above)
        for k, (part, radius) in enumerate(zip(t.tolist(), radii.tolist(), strict=True)):
            points.append((half * radius, y + tall * part))
            smooth.append(0 < k < len(t) - 1)
        y += tall
    outline, soft = np.array(points), np.array(smooth)
    apart = np.append(True, np.abs(np.diff(outline, axis=0)).sum(1) > 1e-6)
    return Profile(outline[apart], soft[apart], closed=False)


def _radii(kind: str, t: Floats, below: float, above: float) -> Floats:
    """Relative radii of a member at shares of its height."""
    line = below + (above - below) * t
    if kind == "bead":
        return line * (0.72 + 0.28 * np.sin(math.pi * t))
    if kind == "cove":
        return line - 0.1 * np.sin(math.pi * t) * np.minimum(above, below)
    if kind == "vase":
        swell = np.where(t < 0.32, np.sin(math.pi / 2.0 * t / 0.32) ** 2,
                         np.cos(math.pi / 2.0 * (t - 0.32) / 0.68) ** 2)  # fmt: skip
        return line + (0.96 - line) * swell
    return line


def _stopped(width: float, high: float) -> Mesh:
    """A square stick whose edges are chamfered between its ends."""
    ends, run, c = 0.13, 0.02, 0.2 * width
    stops = [(-_INTO, 0.0015), (ends, 0.0015), (ends + run, c), (high - ends - 0.05 - run, c),
             (high - ends - 0.05, 0.0015), (high, 0.0015)]  # fmt: skip
    rings = []
    for y, edge in stops:
        section = rectangle(width, width, edge, 1, centred=True).points
        rings.append(np.stack([section[:, 0], np.full(8, y), -section[:, 1]], -1))
    hard = np.zeros(6, bool)
    return loft(np.stack(rings), smooth=np.zeros(8, bool), smooth_rows=hard)


@lru_cache(maxsize=64)
def iron(width: float, high: float, basket: bool, fine: int) -> Mesh:
    """A square bar, twisted in the middle, on a shoe; or one that opens to a basket.

    Args:
        width: Of the bar, metres.
        high: Metres.
        basket: Four wires wind around a hollow in the middle.
        fine: How finely it is made, 0 to 4.
    """
    shoe = bevelled_box((2.3 * width, 0.026, 2.3 * width), 0.004, centre=(0.0, 0.0125, 0.0),
                        segments=(0, 0, 0, 1, 1)[fine])  # fmt: skip
    collar = bevelled_box((1.7 * width, 0.018, 1.7 * width), 0.003, segments=(0, 0, 0, 0, 1)[fine])
    middle, reach = 0.5 * high, 0.075
    if not basket:
        part = np.linspace(-1.0, 1.0, (5, 5, 9, 13, 17)[fine])
        turn = part * math.pi * (0.5, 0.5, 1.0, 1.25, 1.5)[fine]
        span = 0.22 * high
        levels = np.concatenate([[-_INTO], middle + part * span, [high]])
        angle = np.concatenate([turn[:1], turn, turn[-1:]])
        rings = _bar_rings(width, levels, angle)
        bar = loft(rings, smooth=np.zeros(4, bool))
        knots = place(
            collar, [(0.0, middle - span - 0.008, 0.0), (0.0, middle + span + 0.008, 0.0)]
        )
        return merge(bar, shoe, knots) if fine > 1 else merge(bar, shoe)
    bars = [
        loft(_bar_rings(width, np.array(pair), np.zeros(2)), smooth=np.zeros(4, bool))
        for pair in ((-_INTO, middle - reach), (middle + reach, high))
    ]
    t = np.linspace(0.0, 1.0, (4, 4, 5, 7, 10)[fine])
    bulge = 0.2 * width + 0.026 * np.sin(math.pi * t) ** 0.8
    turn = 2.0 * math.pi * (0.6 * t + np.arange(4)[:, None] / 4.0)
    level = np.broadcast_to(middle + (2.0 * t - 1.0) * (reach + 0.003), turn.shape)
    paths = np.stack([bulge * np.cos(turn), level, bulge * np.sin(turn)], -1)
    wires = rods(paths, np.full(len(t), 0.0032), segments=(3, 3, 4, 5, 6)[fine])
    knots = place(collar, [(0.0, middle - reach - 0.004, 0.0), (0.0, middle + reach + 0.004, 0.0)])
    return merge(*bars, shoe, knots, wires)


def _bar_rings(width: float, levels: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Squares laid level, each turned by its angle, counter-clockwise from above."""
    corner = np.arange(4) * (math.pi / 2.0) + math.pi / 4.0 + angle[:, None]
    r = width / math.sqrt(2.0)
    return np.stack([r * np.cos(corner), np.broadcast_to(levels[:, None], corner.shape),
                     -r * np.sin(corner)], -1)  # fmt: skip
