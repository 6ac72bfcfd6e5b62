"""The last kernel: from the planes that a recipe painted to the three maps."""

from __future__ import annotations

from typing import TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.kernels import Plane

F = np.float32

Words: TypeAlias = NDArray[np.uint32]
"""Rows of pixels, seen as 32-bit words."""

_KERNEL = {"fastmath": True, "cache": True, "nogil": True}


_INLINE = {"fastmath": True, "cache": True, "nogil": True, "inline": "always"}

STOPS = 5
"""Colours of a ramp: few enough to blend without a table, which would have to be gathered from."""


@numba.njit(**_INLINE)
def _byte(value: np.float32, low: np.float32, high: np.float32) -> np.int32:
    """Clamp, and round to the nearest."""
    return np.int32(min(max(value, low), high) + F(0.5))


@numba.njit(**_INLINE)
def _store(words: Words, packed: NDArray[np.int32]) -> None:
    """Write a row of pixels, packed as 0x00BBGGRR, in three bytes each: four in three words."""
    for k in range(len(packed) // 4):
        p0, p1 = np.uint32(packed[4 * k]), np.uint32(packed[4 * k + 1])
        p2, p3 = np.uint32(packed[4 * k + 2]), np.uint32(packed[4 * k + 3])
        words[3 * k] = p0 | np.uint32(p1 << np.uint32(24))
        words[3 * k + 1] = np.uint32(p1 >> np.uint32(8)) | np.uint32(p2 << np.uint32(16))
        words[3 * k + 2] = np.uint32(p2 >> np.uint32(16)) | np.uint32(p3 << np.uint32(8))


@numba.njit(**_INLINE)
def _weight(value: np.float32) -> np.float32:
    return min(max(value, F(0)), F(1))


@numba.njit(**_INLINE)
def _blend(red: Plane, green: Plane, blue: Plane, tone: Plane, ramp: Plane) -> None:
    """Write a row of colours: the ramp at each tone, as a sum of its four clamped steps."""
    r0, g0, b0 = ramp[0, 0], ramp[0, 1], ramp[0, 2]
    r1, g1, b1 = ramp[1, 0] - r0, ramp[1, 1] - g0, ramp[1, 2] - b0
    r2, g2, b2 = ramp[2, 0] - ramp[1, 0], ramp[2, 1] - ramp[1, 1], ramp[2, 2] - ramp[1, 2]
    r3, g3, b3 = ramp[3, 0] - ramp[2, 0], ramp[3, 1] - ramp[2, 1], ramp[3, 2] - ramp[2, 2]
    r4, g4, b4 = ramp[4, 0] - ramp[3, 0], ramp[4, 1] - ramp[3, 1], ramp[4, 2] - ramp[3, 2]
    for i in range(len(tone)):
        t = tone[i] * F(4)
        w1, w2, w3, w4 = _weight(t), _weight(t - F(1)), _weight(t - F(2)), _weight(t - F(3))
        red[i] = r0 + w1 * r1 + w2 * r2 + w3 * r3 + w4 * r4
        green[i] = g0 + w1 * g1 + w2 * g2 + w3 * g3 + w4 * g4
        blue[i] = b0 + w1 * b1 + w2 * b2 + w3 * b3 + w4 * b4


@numba.njit(**_INLINE)
def _blend_second(
    red: Plane, green: Plane, blue: Plane, tone: Plane, mask: Plane, ramp: Plane
) -> None:
    """Blend a row of colours towards the second ramp by the mask."""
    r2, g2, b2 = np.empty_like(red), np.empty_like(red), np.empty_like(red)
    _blend(r2, g2, b2, tone, ramp)
    for i in range(len(tone)):
        w = _weight(mask[i])
        red[i] += w * (r2[i] - red[i])
        green[i] += w * (g2[i] - green[i])
        blue[i] += w * (b2[i] - blue[i])


@numba.njit(**_INLINE)
def _slopes(nx: Plane, ny: Plane, above: Plane, here: Plane, below: Plane, scale: float) -> None:
    """Write the surface's downhill slopes along +U and +V: central differences, around the edge."""
    n = len(here)
    left, right = here[: n - 2], here[2:]
    inner = nx[1 : n - 1]
    for i in range(n - 2):
        inner[i] = (left[i] - right[i]) * scale
    nx[0] = (here[n - 1] - here[1]) * scale
    nx[n - 1] = (here[n - 2] - here[0]) * scale
    for i in range(n):
        ny[i] = (below[i] - above[i]) * scale


@numba.njit(**_KERNEL)
def compose(
    base: Words,
    normal: Words,
    orm: Words,
    height: Plane,
    tone: Plane,
    mask: Plane,
    shade: Plane,
    rough: Plane,
    opacity: Plane,
    ramps: NDArray[np.float32],
    setting: NDArray[np.float32],
) -> None:
    """Write one band of the maps.

    `base`, `normal`, `orm` `(rows, 3 n / 4)` uint32: the rows of three-byte pixels seen as little
    endian words; `base` `(rows, n)` if it carries opacity. The planes are float32 and two rows
    taller (one above, one below): `height` metres, `tone` 0..1 position in the colour ramps,
    `mask` 0..1 from the first ramp to the second, `shade` factor on the colour, `rough` 0..1,
    `opacity` 0..1. A plane of one row only means: not used (mask 0, shade 1, opacity 1).
    `ramps` `(2, STOPS, 3)` float32 sRGB 0..255. `setting`: pixel edge in metres; occlusion's
    strength, the height above which there is none, and the depth over which it sets in;
    metallic where the mask is under a half, and over.
    """
    rows, n = rough.shape
    red, green, blue = np.empty(n, np.float32), np.empty(n, np.float32), np.empty(n, np.float32)
    packed = np.empty(n, np.int32)
    masked, shaded, clear = len(mask) > 1, len(shade) > 1, len(opacity) > 1
    strength, top, fall = setting[1] * F(255), setting[2], F(1) / setting[3]
    metal, metal_step = np.int32(setting[4] * F(255)), setting[5] - setting[4]
    for j in range(rows - 2):
        _blend(red, green, blue, tone[j + 1], ramps[0])
        if masked:
            _blend_second(red, green, blue, tone[j + 1], mask[j + 1], ramps[1])
        if shaded:
            line = shade[j + 1]
            for i in range(n):
                red[i] *= line[i]
                green[i] *= line[i]
                blue[i] *= line[i]
        for i in range(n):
            packed[i] = (
                _byte(red[i], F(30), F(240))
                | _byte(green[i], F(30), F(240)) << np.int32(8)
                | _byte(blue[i], F(30), F(240)) << np.int32(16)
            )
        if clear:
            line = opacity[j + 1]
            words = base[j]
            for i in range(n):
                alpha = _byte(line[i] * F(255), F(0), F(255))
                words[i] = np.uint32(packed[i]) | np.uint32(np.uint32(alpha) << np.uint32(24))
        else:
            _store(base[j], packed)
        here, beside = height[j + 1], rough[j + 1]
        _slopes(red, green, height[j], here, height[j + 2], F(0.5) / setting[0])
        for i in range(n):
            z = F(127.5) / np.sqrt(red[i] * red[i] + green[i] * green[i] + F(1))
            packed[i] = (
                np.int32(red[i] * z + F(128))
                | np.int32(green[i] * z + F(128)) << np.int32(8)
                | np.int32(z + F(127.99)) << np.int32(16)
            )
        _store(normal[j], packed)
        for i in range(n):
            depth = _weight((top - here[i]) * fall)
            packed[i] = (
                np.int32(F(255.5) - strength * depth)
                | _byte(beside[i] * F(255), F(8), F(255)) << np.int32(8)
                | metal << np.int32(16)
            )
        if masked and metal_step != F(0):
            line = mask[j + 1]
            other = np.int32(setting[5] * F(255)) << np.int32(16)
            for i in range(n):
                if line[i] > F(0.5):
                    packed[i] = (packed[i] & np.int32(0xFFFF)) | other
        _store(orm[j], packed)
