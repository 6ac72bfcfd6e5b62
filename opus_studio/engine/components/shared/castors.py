"""Swivel bases: five-star feet, twin castors and gas springs of office chairs.

Sizes follow EN 1335-1: castors of 50-65 mm, stability radius at least 195 mm; gas springs of the
usual 50 mm and 28 mm tubes.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.shared.bars import bar, curve
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    extrude,
    lathe,
    merge,
    rotate,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh


@lru_cache(maxsize=16)
def castor_wheel(radius: float, detail: int = 2) -> Mesh:
    """A pair of wheels about the X axis, its axle at the origin, metres."""
    r = radius
    pen = Outline((0.0, -0.0095), (2, 3, 4)[detail]).to(0.45 * r, -0.0095)
    pen.to(0.52 * r, -0.007).to(0.74 * r, -0.007).to(0.80 * r, -0.0095).to(r - 0.003, -0.0095)
    pen.arc(r, -0.0065).to(r, 0.0065).arc(r - 0.003, 0.0095).to(0.0, 0.0095)
    wheel = rotate(lathe(pen.end(), segments=(14, 20, 28)[detail], grain="around"), "z", 90.0)
    # The dished side faces out on both.
    left = rotate(wheel, "y", 180.0)
    return merge(translate(wheel, (0.0165, 0.0, 0.0)), translate(left, (-0.0165, 0.0, 0.0)))


@lru_cache(maxsize=16)
def castor_hood(radius: float, trail: float = 0.018, detail: int = 2) -> Mesh:
    """The housing over a pair of wheels, its axle at the origin and its stem at z = -trail."""
    r = radius
    outer, inner = r + 0.004, 0.34 * r
    angle = np.radians(np.linspace(-18.0, 198.0, (9, 13, 19)[detail]))
    rim = np.stack([outer * np.cos(angle), outer * np.sin(angle)], -1)
    back = np.radians(np.linspace(205.0, 335.0, 5))
    hub = np.stack([inner * np.cos(back), inner * np.sin(back)], -1)
    web = extrude(Profile.of(np.concatenate([rim, hub])), 0.011, bevel=0.002)
    web = rotate(web, "y", 90.0)
    cover = tube(
        np.stack([np.zeros(len(rim)), rim[:, 1], -rim[:, 0]], -1)[1:-1],
        0.0055,
        ends="round",
        segments=8,
    )
    stem = lathe(
        [
            (0.0, 0.3 * r),
            (0.010, 0.3 * r),
            (0.010, r + 0.008),
            (0.0085, r + 0.010),
            (0.0, r + 0.010),
        ],
        segments=16,
    )
    # The pin goes 4 mm into the arm, whose end lies 30 mm above the wheel.
    pin = lathe([(0.0, r), (0.0055, r), (0.0055, r + 0.034), (0.0, r + 0.034)], segments=12)
    return merge(web, cover, translate(merge(stem, pin), (0.0, 0.0, -trail)))


@lru_cache(maxsize=16)
def star_arm(radius: float, tip: float, rise: float, detail: int = 2) -> Mesh:
    """One arm of a star along +Z from the axis, its tip at a height, metres.

    Args:
        radius: From the axis to the castor, metres.
        tip: Height of the arm's end above the floor, metres.
        rise: How much higher its root is, metres.
        detail: Level of detail, 0 to 2.
    """
    keys = np.array(
        [
            [0.0, tip + 1.08 * rise, 0.018],
            [0.0, tip + 0.93 * rise, 0.32 * radius],
            [0.0, tip + 0.45 * rise, 0.72 * radius],
            [0.0, tip + 0.011, radius + 0.016],
        ]
    )
    path = curve(keys, (8, 12, 18)[detail])
    part = np.linspace(0.0, 1.0, len(path))
    wide = 0.058 - 0.022 * part
    deep = 0.046 - 0.024 * np.sqrt(part)
    return bar(path, wide, deep, ease=0.012, segments=(2, 3, 4)[detail])


def star_hub(tip: float, rise: float, detail: int = 2) -> Mesh:
    """The boss in which the column stands, about the Y axis, metres."""
    low, high = tip + rise - 0.040, tip + rise + 0.030
    pen = Outline((0.0, low), 3).to(0.034, low).arc(0.040, low + 0.006)
    pen.to(0.037, high - 0.004).arc(0.033, high).to(0.0, high)
    return lathe(pen.end(), segments=(16, 24, 32)[detail])


def gas_spring(low: float, high: float, detail: int = 2) -> tuple[Mesh, Mesh]:
    """The outer tube and the piston of a column between two heights, about the Y axis, metres."""
    split = low + min(0.62 * (high - low), 0.22)
    count = (16, 24, 32)[detail]
    case = Outline((0.0, low), 3).to(0.0245, low).to(0.0245, split - 0.012)
    case.to(0.027, split - 0.010).to(0.027, split - 0.002).arc(0.025, split).to(0.0, split)
    piston = [(0.0, split - 0.004), (0.0140, split - 0.004), (0.0140, high), (0.0, high)]
    return lathe(case.end(), segments=count), lathe(piston, segments=count)


def around(count: int, start: float = 0.0) -> list[float]:
    """Angles of `count` arms about the Y axis, degrees."""
    return [start + 360.0 * k / count for k in range(count)]


def polar(radius: float, degrees: float) -> tuple[float, float]:
    """(x, z) at an angle from +Z towards +X, metres."""
    angle = math.radians(degrees)
    return radius * math.sin(angle), radius * math.cos(angle)
