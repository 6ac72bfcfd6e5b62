"""Pieces of wrought iron: bars, twisted bars, finials, collars, rings and scrolls."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.fence.span import stacked
from opus_studio.engine.geometry import (
    Outline,
    extrude,
    lathe,
    loft,
    merge,
    rectangle,
    scale,
    sweep,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh


@lru_cache(maxsize=64)
def bar(shape: str, size: float, tall: float, lod: int) -> Mesh:
    """An upright bar from y = 0, square, round or twisted along its middle.

    Args:
        shape: `square`, `round` or `twisted`.
        size: Side or diameter, metres.
        tall: Metres.
        lod: Level of detail, 0 to 2.
    """
    if shape == "round":
        r, e = size / 2.0, 0.1 * size
        line = [(0.0, 0.0), (r - e, 0.0), (r, e), (r, tall - e), (r - e, tall), (0.0, tall)]
        return lathe(line, segments=(6, 8, 12)[lod])
    if shape == "twisted" and tall > 12.0 * size:
        return _twisted(size, tall, lod)
    section = rectangle(size, size, 0.08 * size, 1, centred=True)
    return extrude(section, tall, axis="y", start=0.0)


def _twisted(size: float, tall: float, lod: int) -> Mesh:
    """A square bar, twisted between a sixth of its height from below and from above."""
    low, high = 0.17 * tall, 0.83 * tall
    turns = max(1.0, min(round((high - low) / (10.0 * size)), (3, 6, 12)[lod]))
    steps = int(turns * (5, 6, 8)[lod])
    levels = [0.0, *np.linspace(low, high, steps + 1), tall]
    half = size / 2.0
    square = np.array([(half, half), (-half, half), (-half, -half), (half, -half)])
    rows = np.empty((len(levels), 4, 3))
    for row, level in enumerate(levels):
        share = min(max((level - low) / (high - low), 0.0), 1.0)
        angle = 2.0 * math.pi * turns * share
        c, s = math.cos(angle), math.sin(angle)
        x, z = square[:, 0] * c - square[:, 1] * s, square[:, 0] * s + square[:, 1] * c
        rows[row] = np.stack([x, np.full(4, level), -z], -1)
    return loft(rows, smooth=[False] * 4, smooth_rows=[False, *[True] * (len(levels) - 2), False])


@lru_cache(maxsize=64)
def finial(kind: str, size: float, tall: float, lod: int) -> Mesh:
    """The head of a bar: from y = 0 to `tall`.

    Args:
        kind: `spear`, `leaf` or `ball`.
        size: Side of the bar, metres.
        tall: Metres.
        lod: Level of detail, 0 to 2.
    """
    r, around = size / 2.0, (5, 8, 12)[lod]
    if kind == "ball":
        ball = min(0.36 * tall, 1.5 * size)
        centre, neck = tall - ball, 0.55 * r
        line = [(0.0, 0.0), (1.5 * r, 0.0), (1.5 * r, 0.1 * tall), (neck, 0.16 * tall)]
        start = -math.asin(math.sqrt(max(1.0 - (neck / ball) ** 2, 0.0)))
        steps = (5, 6, 9)[lod]
        for k in range(1, steps + 1):
            angle = start + (math.pi / 2.0 - start) * k / steps
            line.append((ball * math.cos(angle) if k < steps else 0.0,
                         centre + ball * math.sin(angle)))  # fmt: skip
        return lathe(line, segments=around)
    knop = [(0.0, 0.0), (1.7 * r, 0.0), (1.9 * r, 0.05 * tall), (1.7 * r, 0.1 * tall),
              (0.9 * r, 0.14 * tall)]  # fmt: skip
    if kind == "leaf":
        line = [*knop, (0.7 * r, 0.24 * tall), (0.0, 0.24 * tall + 0.7 * r)]
        return merge(lathe(line, segments=around), _leaf(0.5 * tall, 0.2 * tall, tall, 0.7 * size))
    if lod == 0:
        knop = [(0.0, 0.0), (1.8 * r, 0.03 * tall), (0.9 * r, 0.12 * tall)]
    line = [*knop, (0.75 * r, 0.26 * tall), (1.15 * r, 0.3 * tall), (2.5 * r, 0.5 * tall),
            (2.1 * r, 0.64 * tall), (0.9 * r, 0.88 * tall), (0.0, tall)]  # fmt: skip
    return scale(lathe(line, segments=around), (1.0, 1.0, 0.62))


def _leaf(wide: float, low: float, high: float, thick: float) -> Mesh:
    """A forged leaf with shoulders, bevelled towards its edge."""
    tall, half = high - low, min(wide / 2.0, 0.33 * (high - low))
    pen = Outline((0.12 * half, low), 3).arc(half, low + 0.42 * tall, 0.3)
    pen.arc(0.06 * half, high, 0.12).to(-0.06 * half, high)
    pen.arc(-half, low + 0.42 * tall, 0.12).arc(-0.12 * half, low, 0.3)
    return extrude(pen.close(), thick, axis="z", bevel=0.3 * thick, segments=1)


@lru_cache(maxsize=32)
def collar(size: float, tall: float, lod: int) -> Mesh:
    """A forged collar around a bar, about the origin: a swelling between two fillets."""
    half, e = tall / 2.0, 0.12 * tall
    a, b = 1.35 * size, 1.9 * size
    sides = [(a, -half), (a, -half + e), (b, -0.16 * tall), (b, 0.16 * tall), (a, half - e),
             (a, half)]  # fmt: skip
    if lod == 0:
        sides = [(a, -half), (b, 0.0), (a, half)]
    return stacked(sides, ease=0.0015, corner=1 if lod == 2 else 0)


@lru_cache(maxsize=32)
def ring(radius: float, wire: float, lod: int) -> Mesh:
    """An upright ring about the origin in the XY plane; outer radius, metres."""
    turns = np.linspace(0.0, 2.0 * math.pi, (10, 18, 28)[lod], endpoint=False)
    middle = radius - wire
    path = np.stack([middle * np.cos(turns), middle * np.sin(turns), 0.0 * turns], -1)
    return tube(path, wire, closed=True, segments=(4, 6, 8)[lod])


@lru_cache(maxsize=32)
def scroll(wide: float, tall: float, bar_size: float, lod: int) -> Mesh:
    """An S-scroll of flat bar that fills a box about the origin in the XY plane."""
    deep, thick = bar_size, min(0.32 * bar_size, 0.05 * min(wide, tall))
    half = _volute(lod)
    path = np.concatenate([half, -half[::-1][1:]])
    path[:, 0] *= (wide - thick) / float(np.ptp(path[:, 0]))
    path[:, 1] *= (tall - thick) / float(np.ptp(path[:, 1]))
    section = rectangle(thick, deep, 0.0, centred=True)
    points = np.column_stack([path, np.zeros(len(path))])
    return sweep(section, points, up=(0.0, 0.0, 1.0), smooth_angle=60.0)


def _volute(lod: int) -> Floats:
    """Half of a scroll from its eye outwards to the origin, `(n, 2)`.

    A clothoid: the curvature grows with the way from the middle, as a smith rolls a scroll.
    """
    steps = (13, 18, 24)[lod]
    turned = 2.3 * math.pi
    fine = np.linspace(0.0, 1.0, 600)
    heading = 0.62 * math.pi + turned * fine**2
    legs = np.stack([np.cos(heading), np.sin(heading)], -1)
    way = np.concatenate([[[0.0, 0.0]], np.cumsum((legs[1:] + legs[:-1]) / 2.0, axis=0)])
    # Even steps of turning: the eye needs more points than the straight middle.
    places = np.sqrt(np.linspace(0.0, 1.0, steps)) * (len(fine) - 1)
    half: Floats = way[np.round(places).astype(np.int64)] / len(fine)
    return half[::-1].copy()
