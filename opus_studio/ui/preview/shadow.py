"""The soft shadow on the ground under a model, from points spread over its triangles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

_PIXELS = 96
_SAMPLES = 4_000
_PADDING = 32
_GOLDEN = 0.6180339887498949
_PLASTIC = 0.7548776662466927


def ground_shadow(
    parts: Sequence[tuple[NDArray[np.float32], NDArray[np.int32]]], bounds: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], tuple[float, float, float, float]]:
    """Darkness of the ground under the model, about 2 ms.

    What is near the ground darkens it sharply, what is high darkens it a little and widely: the
    same picture is gathered at three heights and blurred by a width that grows with the height.

    Args:
        parts: World positions `(n, 3)` and triangles `(m, 3)` of each solid part.
        bounds: `(2, 3)` lowest and highest corner; the ground lies at the lowest Y.

    Returns:
        `(96, 96)` uint8, row 0 at the lowest Z, and its bounds: low X, low Z, high X, high Z.
    """
    low, high = bounds
    width = float(max(high[0] - low[0], high[2] - low[2], 0.05))
    height = float(max(high[1] - low[1], 0.01))
    margin = 0.22 * width + 0.18 * min(height, 2.0)
    half = width / 2 + margin
    centre = (low + high) / 2
    x0, z0 = centre[0] - half, centre[2] - half
    points, weight = _spread(parts)
    spectrum: NDArray[np.complex64] | float = 0.0
    cell = 2 * half / _PIXELS
    above = points[:, 1] - low[1]
    layers = ((0.0, 0.06, 0.012, 0.62), (0.06, 0.45, 0.06, 0.42), (0.45, np.inf, 0.16, 0.30))
    for bottom, top, blur, strength in layers:
        chosen = (above >= bottom) & (above < top)
        if not chosen.any():
            continue
        column = ((points[chosen, 0] - x0) / cell).astype(int)
        row = ((points[chosen, 2] - z0) / cell).astype(int)
        flat = np.clip(row, 0, _PIXELS - 1) * _PIXELS + np.clip(column, 0, _PIXELS - 1)
        gathered = np.bincount(flat, weight[chosen], _PIXELS * _PIXELS).reshape(_PIXELS, _PIXELS)
        cover = 1 - np.exp(-gathered / (cell * cell) * 1.5)
        spread = max(blur * min(1.0, 0.35 + height), 0.02 * width) / cell
        spectrum = spectrum + _blurred(cover.astype(np.float32), spread) * np.float32(strength)
    total = _picture(spectrum)
    darkness = 1 - np.exp(-1.3 * total)
    return (
        (np.clip(darkness, 0, 1) * 190).astype(np.uint8),
        (float(x0), float(z0), float(x0 + 2 * half), float(z0 + 2 * half)),
    )


def _spread(
    parts: Sequence[tuple[NDArray[np.float32], NDArray[np.int32]]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points over all triangles in proportion to their area, and the area each stands for."""
    corners = [positions[triangles] for positions, triangles in parts if len(triangles)]
    if not corners:
        return np.zeros((0, 3)), np.zeros(0)
    triangles = np.concatenate(corners)
    first, second = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    dot = np.einsum("ij,ij->i", first, second)
    square = np.einsum("ij,ij->i", first, first) * np.einsum("ij,ij->i", second, second)
    areas = 0.5 * np.sqrt(np.maximum(square - dot * dot, 0.0))
    cumulated = np.cumsum(areas)
    total = float(cumulated[-1])
    i = np.arange(_SAMPLES)
    chosen = np.searchsorted(cumulated, (i + 0.5) / _SAMPLES * total).clip(0, len(areas) - 1)
    points = np.einsum("ij,ijk->ik", _weights(), triangles[chosen])
    return points, np.full(_SAMPLES, total / _SAMPLES)


@cache
def _weights() -> NDArray[np.float32]:
    """`(n, 3)` places in a triangle, evenly spread, by the weights of its corners."""
    i = np.arange(_SAMPLES)
    u, v = (i * _GOLDEN) % 1.0, (i * _PLASTIC) % 1.0
    root = np.sqrt(u)
    return np.stack([1 - root, root * (1 - v), root * v], axis=1).astype(np.float32)


def _blurred(picture: NDArray[np.float32], sigma: float) -> NDArray[np.complex64]:
    """Spectrum of a picture after a Gaussian blur by `sigma` pixels."""
    size = _PIXELS + _PADDING
    fy = np.exp(-2 * (np.pi * sigma * np.fft.fftfreq(size)) ** 2).astype(np.float32)
    fx = np.exp(-2 * (np.pi * sigma * np.fft.rfftfreq(size)) ** 2).astype(np.float32)
    spectrum: NDArray[np.complex64] = np.fft.rfft2(picture, (size, size)) * fy[:, None] * fx[None]
    return spectrum


def _picture(spectrum: NDArray[np.complex64] | float) -> NDArray[np.float32]:
    """The picture of a spectrum; 0 is an empty one."""
    if isinstance(spectrum, float):
        return np.zeros((_PIXELS, _PIXELS), np.float32)
    size = _PIXELS + _PADDING
    return np.fft.irfft2(spectrum, (size, size))[:_PIXELS, :_PIXELS].astype(np.float32)
