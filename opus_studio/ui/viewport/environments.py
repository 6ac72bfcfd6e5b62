"""Environment pictures for image-based light, computed here: studio, day and evening.

Each is an equirectangular panorama in linear RGB, `(128, 256, 3)` float32; row 0 looks straight
down, the last row straight up. Everything in them is smooth, so a few samples suffice to prefilter.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.viewport.appearance import LightName

Panorama: TypeAlias = NDArray[np.float32]

_HEIGHT, _WIDTH = 128, 256


@cache
def panorama(name: LightName) -> Panorama:
    """The environment called `name`; computed once (about 5 ms)."""
    return {"studio": _studio, "day": _day, "evening": _evening}[name]()


def _directions() -> NDArray[np.float64]:
    """`(h, w, 3)` unit vectors to the pixels; the picture's centre looks towards +X."""
    elevation = (np.arange(_HEIGHT) + 0.5) / _HEIGHT * np.pi - np.pi / 2
    azimuth = (np.arange(_WIDTH) + 0.5) / _WIDTH * 2 * np.pi - np.pi
    flat = np.cos(elevation)[:, None]
    return np.stack(
        [
            flat * np.cos(azimuth)[None],
            np.broadcast_to(np.sin(elevation)[:, None], (_HEIGHT, _WIDTH)),
            flat * np.sin(azimuth)[None],
        ],
        axis=-1,
    )


def _rise(x: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _mix(a: tuple[float, ...], b: tuple[float, ...], t: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(a) + (np.asarray(b) - np.asarray(a)) * t[..., None]


def _panel(
    directions: NDArray[np.float64],
    towards: tuple[float, float, float],
    half_width: float,
    half_height: float,
    soft: float = 0.12,
) -> NDArray[np.float64]:
    """0..1 coverage by a rectangular light; half sizes and softness as tangents of angles."""
    forward = np.asarray(towards, dtype=float)
    forward /= np.linalg.norm(forward)
    right = np.cross([0.0, 1.0, 0.0], forward)
    right /= np.linalg.norm(right)
    up = np.cross(forward, right)
    along = directions @ forward
    facing = np.maximum(along, 1e-3)
    x, y = np.abs(directions @ right / facing), np.abs(directions @ up / facing)
    inside = (1 - _rise(x, half_width - soft, half_width + soft)) * (
        1 - _rise(y, half_height - soft, half_height + soft)
    )
    return np.where(along > 1e-3, inside, 0.0)


def _studio() -> Panorama:
    """A white cyclorama with three soft boxes, so that metal and glass have something to show."""
    d = _directions()
    y = d[..., 1]
    light = _mix((0.330, 0.322, 0.315), (0.465, 0.480, 0.502), _rise(y, -0.7, 0.1))
    light = light + _mix((0.0, 0.0, 0.0), (0.315, 0.322, 0.338), _rise(y, 0.25, 1.0))
    light *= (0.72 + 0.28 * _rise(d[..., 2], -0.9, 0.7))[..., None]
    for towards, width, height, color in (
        ((-0.75, 0.72, 0.75), 0.62, 0.45, (5.2, 5.05, 4.8)),
        ((0.95, 0.35, 0.55), 0.24, 0.75, (2.3, 2.4, 2.6)),
        ((0.7, 0.55, -0.9), 0.30, 0.60, (3.2, 3.25, 3.4)),
        ((-0.9, 0.30, -0.6), 0.16, 0.70, (2.0, 2.1, 2.3)),
    ):
        light = light + _panel(d, towards, width, height)[..., None] * np.asarray(color)
    return (light + _streaks(d)[..., None] * np.array((1.0, 1.02, 1.05))).astype(np.float32)


def _streaks(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slanted bright bands about the horizon: what upright glass and steel mirror to the viewer."""
    azimuth = np.degrees(np.arctan2(directions[..., 0], directions[..., 2]))
    elevation = np.degrees(np.arcsin(np.clip(directions[..., 1], -1, 1)))
    total = np.zeros_like(azimuth)
    for centre, width, strength in (
        (-42.0, 9.0, 1.9),
        (-24.0, 2.6, 1.3),
        (7.0, 4.0, 1.3),
        (62.0, 7.0, 1.2),
        (128.0, 9.0, 1.2),
        (-132.0, 8.0, 1.2),
    ):
        away = (azimuth + 0.45 * elevation - centre + 180.0) % 360.0 - 180.0
        total += strength * np.exp(-((away / width) ** 4))
    return total * (1 - _rise(np.abs(elevation + 4.0), 26.0, 52.0))


def _sky(
    zenith: tuple[float, float, float],
    horizon: tuple[float, float, float],
    ground: tuple[float, float, float],
    sun: tuple[float, float, float],
    glow: tuple[float, float, float],
    tightness: float,
) -> Panorama:
    d = _directions()
    y = d[..., 1]
    light = _mix(horizon, zenith, np.clip(y, 0, 1) ** 0.45)
    light = (
        _mix(ground, (0.0, 0.0, 0.0), np.zeros_like(y)) * (1 - _rise(y, -0.06, 0.03))[..., None]
        + light * _rise(y, -0.06, 0.03)[..., None]
    )
    towards = np.asarray(sun) / np.linalg.norm(sun)
    cosine = np.clip(d @ towards, 0, 1)
    halo = 0.16 * cosine**6 + cosine**tightness
    light = light + halo[..., None] * np.asarray(glow)
    return light.astype(np.float32)


def _day() -> Panorama:
    """A clear noon with the sun behind the viewer's left shoulder."""
    return _sky(
        zenith=(0.30, 0.48, 0.86),
        horizon=(0.88, 0.95, 1.04),
        ground=(0.42, 0.40, 0.37),
        sun=(-0.6, 0.9, 0.7),
        glow=(5.5, 5.1, 4.4),
        tightness=60,
    )


def _evening() -> Panorama:
    """A low warm sun at the left and a blue sky opposite."""
    return _sky(
        zenith=(0.16, 0.22, 0.42),
        horizon=(0.72, 0.50, 0.38),
        ground=(0.22, 0.18, 0.16),
        sun=(-0.95, 0.30, 0.45),
        glow=(6.5, 3.7, 1.7),
        tightness=40,
    )
