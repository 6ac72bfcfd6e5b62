"""From a recipe to maps: bands of rows, painted and composed on threads, byte for byte the same."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.color import Color
from opus_studio.engine.materials.band import UNUSED, Band, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.registry import finish, recipe

BAND_PIXELS = 1 << 16
"""Pixels in a band: its planes stay in a core's cache, and little of it is the two spare rows."""

RESOLUTIONS = (16, 8192)
"""The least and the greatest edge of a map in pixels; every power of two between them will do."""


LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
"""Weights of linear red, green and blue (ITU-R BT.709)."""

_LIGHTEST = 0.87
"""Linear value of sRGB 240, the lightest that a base colour map holds."""


@dataclass(frozen=True, eq=False)
class TextureSet:
    """The maps of a finish; row 0 is the top of the picture (V = 1).

    Attributes:
        base_color: `(n, n, 3)` uint8 sRGB, or `(n, n, 4)` with opacity.
        normal: `(n, n, 3)` uint8, OpenGL convention: red along +U, green along +V.
        orm: `(n, n, 3)` uint8 linear: occlusion, roughness, metallic.
    """

    base_color: NDArray[np.uint8]
    normal: NDArray[np.uint8]
    orm: NDArray[np.uint8]


def texture_set(
    name: str, resolution: int, *, neutral: bool = False, threads: int = 2
) -> TextureSet:
    """The maps of a finish, tileable, always the same.

    `neutral` gives the base colour as a light grey map of the same figure, made to be multiplied
    by a colour. `threads` changes the time it takes, never the bytes.

    Raises:
        UnknownFinishError: There is no such finish.
        ValueError: The finish has no maps, or `resolution` is not a power of two in 16..8192.
    """
    described = finish(name)
    if not described.textured:
        raise ValueError(f"{described.label} has no texture maps")
    low, high = RESOLUTIONS
    if resolution & (resolution - 1) or not low <= resolution <= high:
        raise ValueError(f"resolution must be a power of two from {low} to {high}: {resolution}")
    return paint_maps(described, recipe(name), resolution, neutral=neutral, threads=threads)


def paint_maps(
    described: Finish, chosen: Recipe, resolution: int, *, neutral: bool, threads: int
) -> TextureSet:
    """The maps of any recipe; `described` gives tile, channels, and the mean for `neutral`."""
    channels = 4 if described.opacity_map else 3
    # One block for the three: numpy asks the system for huge pages from 4 MB on, and fresh small
    # pages would cost half as much as the painting.
    block = np.empty((channels + 6) * resolution * resolution, np.uint8)
    shape = (resolution, resolution)
    base, normal, orm = (
        part.reshape(*shape, -1)
        for part in np.split(block, np.array([channels, channels + 3]) * resolution**2)
    )
    ramps = neutral_ramps(chosen, described.color) if neutral else color_ramps(chosen)
    step = min(resolution, max(16, BAND_PIXELS // resolution))

    def paint(start: int) -> None:
        rows = slice(start, start + step)
        band = Band(resolution, start - 1, step + 2, described.drawn_tile)
        _paint(chosen, band, ramps, base[rows], normal[rows], orm[rows])

    starts = range(0, resolution, step)
    if threads > 1 and len(starts) > 1:
        with ThreadPoolExecutor(threads, thread_name_prefix="texture") as pool:
            list(pool.map(paint, starts))
    else:
        for start in starts:
            paint(start)
    return TextureSet(base, normal, orm)


def _paint(
    chosen: Recipe,
    band: Band,
    ramps: NDArray[np.float32],
    base: NDArray[np.uint8],
    normal: NDArray[np.uint8],
    orm: NDArray[np.uint8],
) -> None:
    """Paint one band and write it to its rows of the maps."""
    from opus_studio.engine.materials import compose

    layers = chosen.paint(band)
    shape = (band.rows, band.n)
    for plane in (layers.height, layers.tone, layers.rough):
        if plane.shape != shape or plane.dtype != np.float32:
            raise TypeError(f"{chosen.paint} painted {plane.dtype} {plane.shape}, not {shape}")
    unmasked = np.zeros((1, 1), np.float32)
    compose.compose(
        _words(base),
        _words(normal),
        _words(orm),
        layers.height,
        layers.tone,
        unmasked if layers.mask is None else layers.mask,
        UNUSED if layers.shade is None else layers.shade,
        layers.rough,
        UNUSED if layers.opacity is None else layers.opacity,
        ramps,
        np.array([band.pixel, *chosen.occlusion, *chosen.metal], np.float32),
    )


def _words(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Contiguous rows of pixels as rows of words (the machine is little endian)."""
    return pixels.reshape(len(pixels), -1).view(np.uint32)


@cache
def color_ramps(chosen: Recipe) -> NDArray[np.float32]:
    """`(2, 5, 3)` float32 sRGB 0..255: the ramps under mask 0 and mask 1."""
    first = expand_ramp(chosen.ramp)
    second = expand_ramp(chosen.second) if chosen.second else first
    return np.stack([first, second]).astype(np.float32)


@cache
def neutral_ramps(chosen: Recipe, mean: Color) -> NDArray[np.float32]:
    """The same ramps in grey, `mean` (linear RGB, the finish's own) raised to 0.6 .. 0.8.

    A colour factor can only darken, so the map must be light for the colour to be reached; what is
    lighter than the mean must still fit under white: the second lightest stop of the ramps does.
    Where it would not, the contrast (the power of the luminance ratio) is reduced.
    """
    linear = srgb_to_linear(color_ramps(chosen) / 255.0)
    ratio = (linear @ LUMINANCE) / max(float(np.dot(mean, LUMINANCE)), 1e-3)
    highest = max(float(np.sort(ratio, axis=1)[:, -2].max()), 1.01)
    level = min(max(_LIGHTEST / highest, 0.6), 0.8)
    power = min(1.0, np.log(_LIGHTEST / level) / np.log(highest))
    grey = linear_to_srgb(np.minimum(level * ratio**power, _LIGHTEST)) * 255.0
    return np.repeat(grey[..., None], 3, axis=2).astype(np.float32)


def expand_ramp(colors: Sequence[str]) -> NDArray[np.float64]:
    """`(5, 3)` sRGB 0..255 from 1, 2, 3 or 5 evenly spaced `#rrggbb` colours."""
    stops = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in colors])
    at = np.linspace(0.0, 1.0, len(stops)) if len(stops) > 1 else np.zeros(1)
    where = np.linspace(0.0, 1.0, 5)
    return np.stack([np.interp(where, at, stops[:, channel]) for channel in range(3)], axis=1)


def srgb_to_linear(value: NDArray[np.floating]) -> NDArray[np.float64]:
    """The sRGB transfer function (IEC 61966-2-1), 0..1 to 0..1."""
    value = np.asarray(value, np.float64)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(value: NDArray[np.floating]) -> NDArray[np.float64]:
    """The inverse of `srgb_to_linear`."""
    value = np.asarray(value, np.float64)
    return np.where(
        value <= 0.0031308, value * 12.92, 1.055 * np.maximum(value, 1e-9) ** (1 / 2.4) - 0.055
    )
