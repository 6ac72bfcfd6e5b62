"""Balusters of wood and of stone on their bottom rails."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.fence.context import WIDEST_OPENING, FenceContext
from opus_studio.engine.components.fence.infill_assets import Balusters, StoneBalusters
from opus_studio.engine.components.fence.palette import MASONRY
from opus_studio.engine.components.fence.span import Span, even, level_bar, merged, slab, stacked
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    box_project,
    boxes,
    lathe,
    merge,
    place,
    tapered_leg,
)
from opus_studio.engine.scene import Mesh

_WAISTS = {"turned": 0.46, "tapered": 0.62, "sawn": 0.55, "square": 1.0}
_STONE_WAIST = 0.5
"""The narrowest place of balusters against their width: no ball shall pass there either."""

_TALLEST = 1.15
"""Metres. Higher balusters would look like poles: longer blocks, or a wall, carry the rest."""


def balusters(context: FenceContext, kind: Balusters, span: Span) -> Mesh:
    """A bottom rail, a fillet under the handrail, and balusters between them."""
    sampler = context.sampler(f"balusters {span.variant}")
    wide = min(kind.baluster_width, 0.12 * span.tall, 0.92 * context.post_width)
    if kind.baluster_shape == "sawn":
        wide = min(2.0 * max(kind.baluster_width, 0.045), 0.2 * span.tall, 0.4 * span.clear)
    rail = (min(0.05, 0.1 * span.tall), min(max(0.06, wide + 0.012), context.depth))
    fillet = (min(0.018, 0.05 * span.tall), min(wide + 0.012, context.depth))
    low, high = span.low + rail[0], span.high - fillet[0]
    rails = [
        level_bar(span, span.low + rail[0] / 2.0, rail, uv_offset=sampler(1)[0], bevel=0.004),
        level_bar(span, high + fillet[0] / 2.0 - 0.0004, fillet, uv_offset=sampler(1)[0]),
    ]
    gap = 0.35 * kind.baluster_gap if kind.baluster_shape == "sawn" else kind.baluster_gap
    slack = (1.0 - _WAISTS[kind.baluster_shape]) * wide
    limit = WIDEST_OPENING - slack if context.railing else 0.14
    places, wide = even(span, wide, min(gap, limit), limit)
    tall = high - low + 0.002
    heavy = 2.0 if kind.baluster_shape == "turned" else 1.0
    lod = context.lod(places[1] - places[0] if len(places) > 1 else span.clear, heavy)
    body = _baluster(kind.baluster_shape, round(wide, 5), round(tall, 5), lod)
    spots = [(x, low - 0.001, 0.0) for x in places]
    return merged([*rails, place(body, spots, uv_offsets=sampler(len(places)))])


@lru_cache(maxsize=64)
def _baluster(shape: str, wide: float, tall: float, lod: int) -> Mesh:
    """A wooden baluster from y = 0."""
    if shape == "square":
        return bevelled_box((wide, tall, wide), 0.003, centre=(0.0, tall / 2.0, 0.0), grain="y",
                            segments=1)  # fmt: skip
    if shape == "tapered":
        lower = tapered_leg(tall, wide, 0.62 * wide, straight=0.25 * tall, bevel=0.002,
                            detail=min(lod, 1))  # fmt: skip
        return lower
    if shape == "sawn":
        return _sawn(wide, tall, (7, 12, 20)[lod])
    worked = min(0.66 * tall, 0.66 * _TALLEST)
    ends = (tall - worked) / 2.0
    return _turned(wide, tall, ends, lod)


def _turned(wide: float, tall: float, ends: float, lod: int) -> Mesh:
    """A turned baluster between two square blocks; long railings get fewer faces and rings."""
    half, low = wide / 2.0, 1.1 * ends
    worked = tall - 2.0 * ends
    shape = [_TURNED[k] for k in _KEPT[lod]] if lod < 2 else list(_TURNED)
    line = Profile.of([(r * half, low - 0.001 + y * (worked + 0.002)) for r, y in shape],
                      closed=False, smooth_angle=(60.0, 52.0, 45.0)[lod])  # fmt: skip
    blocks = boxes(
        [(wide, low, wide), (wide, 0.9 * ends, wide)],
        [(0.0, low / 2.0, 0.0), (0.0, tall - 0.45 * ends, 0.0)],
        0.0015, grain="y", segments=1,
    )  # fmt: skip
    return merge(lathe(line, segments=(6, 10, 16)[lod]), blocks)


_TURNED = (
    (0.7, 0.0), (0.56, 0.02), (0.56, 0.035), (0.82, 0.05), (0.86, 0.065), (0.82, 0.08),
    (0.5, 0.095), (0.5, 0.115), (0.62, 0.16), (0.72, 0.24), (0.67, 0.32), (0.53, 0.42),
    (0.48, 0.47), (0.66, 0.49), (0.7, 0.505), (0.66, 0.52), (0.47, 0.54), (0.5, 0.66),
    (0.58, 0.8), (0.62, 0.87), (0.52, 0.895), (0.52, 0.91), (0.82, 0.925), (0.86, 0.94),
    (0.82, 0.955), (0.56, 0.97), (0.56, 0.985), (0.7, 1.0),
)  # fmt: skip
"""Radius against half the width over height of a turned baluster between its blocks."""

_KEPT = (
    (0, 1, 4, 6, 9, 12, 14, 16, 19, 20, 23, 25, 27),
    (0, 1, 3, 5, 6, 8, 9, 10, 12, 13, 15, 16, 18, 19, 20, 22, 24, 25, 27),
)
"""Which of them are made at the coarse and at the middle level of detail."""


def _sawn(wide: float, tall: float, steps: int) -> Mesh:
    """A flat baluster sawn to a silhouette: a waist between two swellings."""
    half = wide / 2.0
    y = np.linspace(0.1 * tall, 0.9 * tall, steps + 1)
    share = (y - y[0]) / (y[-1] - y[0])
    # Two lobes that are full at their thirds and drawn in at the ends and in the middle.
    right = half * (0.66 + 0.34 * np.sin(2.0 * math.pi * share) ** 2 - 0.1 * (1.0 - share))
    line = [(half, 0.0), (half, 0.08 * tall), *zip(right, y, strict=True), (half, 0.92 * tall),
            (half, tall)]  # fmt: skip
    points = [*line, *((-x, level) for x, level in reversed(line))]
    outline = Profile.of(points, smooth_angle=32.0)
    return sawn_board(outline, 0.022, grain="y", bevel=0.0015)


_STONE: dict[str, tuple[tuple[float, float], ...]] = {
    "vase": ((0.62, 0.0), (0.62, 0.03), (0.55, 0.05), (0.52, 0.09), (0.68, 0.16), (0.92, 0.24),
             (1.0, 0.33), (0.94, 0.42), (0.76, 0.54), (0.6, 0.66), (0.53, 0.77), (0.5, 0.86),
             (0.58, 0.885), (0.62, 0.905), (0.58, 0.925), (0.52, 0.945), (0.62, 0.98), (0.64, 1.0)),
    "double_vase": ((0.62, 0.0), (0.62, 0.03), (0.52, 0.06), (0.64, 0.12), (0.9, 0.2), (1.0, 0.26),
                    (0.86, 0.35), (0.6, 0.42), (0.5, 0.455), (0.6, 0.475), (0.64, 0.5),
                    (0.6, 0.525), (0.5, 0.545), (0.6, 0.58), (0.86, 0.65), (1.0, 0.74),
                    (0.9, 0.8), (0.64, 0.88), (0.52, 0.94), (0.62, 0.97), (0.62, 1.0)),
    "column": ((0.78, 0.0), (0.78, 0.04), (0.68, 0.07), (0.72, 0.1), (0.66, 0.14), (0.68, 0.3),
               (0.66, 0.5), (0.6, 0.7), (0.54, 0.86), (0.62, 0.88), (0.64, 0.9), (0.62, 0.92),
               (0.55, 0.94), (0.7, 0.98), (0.72, 1.0)),
}  # fmt: skip
"""Radius (against half the width) over height of stone balusters, from below."""


def stone_balusters(context: FenceContext, kind: StoneBalusters, span: Span) -> Mesh:
    """Balusters between a plinth course and the coping; a wall below where they are high."""
    deep = min(kind.baluster_width * 1.35, 0.9 * context.post_width, context.depth)
    course = min(0.12, 0.14 * span.tall)
    floor = context.base_height + 0.0005
    wall = max(span.high - floor - _TALLEST, 0.0)
    low = floor + wall + course
    pieces = []
    if wall > 0.0:
        body = _block(span, floor, floor + wall + 0.001, 0.86 * deep)
        masonry = kind.infill_finish.split("/")[0] in MASONRY
        pieces.append(box_project(body, "x") if masonry else body)
    pieces.append(_block(span, floor + wall, low, deep))
    tall = span.high - low
    wide = min(kind.baluster_width, 0.34 * tall, deep, 0.6 * span.clear)
    limit = 0.097
    if context.railing:
        wide = min(wide, 0.15)
        limit = WIDEST_OPENING - (1.0 - _STONE_WAIST) * wide
    places, wide = even(span, wide, min(0.4 * wide, limit), limit)
    lod = context.lod(places[1] - places[0] if len(places) > 1 else span.clear, 1.6)
    each = _stone_baluster(kind.baluster_shape, round(wide, 5), round(tall, 5), lod)
    pieces.append(place(each, [(x, low - 0.0005, 0.0) for x in places]))
    return merged(pieces)


def _block(span: Span, low: float, high: float, deep: float) -> Mesh:
    long, x = span.rail
    return bevelled_box((long, high - low, deep), 0.006, centre=(x, (low + high) / 2.0, 0.0),
                        grain="x", segments=1)  # fmt: skip


@lru_cache(maxsize=32)
def _stone_baluster(shape: str, wide: float, tall: float, lod: int) -> Mesh:
    """A turned stone between a square plinth and an abacus, from y = 0."""
    plinth = min(0.09 * tall, 0.45 * wide)
    abacus = 0.8 * plinth
    half, worked = wide / 2.0, tall - plinth - abacus
    line = _STONE[shape]
    if lod == 0:
        line = tuple(p for k, p in enumerate(line) if k in (0, len(line) - 1) or k % 2 == 1)
    turned = Profile.of([(r * half, plinth - 0.001 + y * (worked + 0.002)) for r, y in line],
                        closed=False, smooth_angle=48.0)  # fmt: skip
    body = lathe(turned, segments=(8, 12, 20)[lod])
    base = stacked(
        slab(0.98 * wide if shape != "column" else 0.86 * wide, 0.0, plinth, 0.004), corner=lod
    )
    crown = stacked(slab(0.8 * wide, tall - abacus, tall, 0.004), corner=lod)
    return merge(body, base, crown)


__all__ = ["balusters", "stone_balusters"]
