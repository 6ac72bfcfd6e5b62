"""The picture of a model at rest, developed in slices so short that a new wish waits for none.

Without a graphics card a full picture with smooth edges takes a quarter of a second. So it is drawn
strip by strip, several times over, each time with the camera moved by a fraction of a pixel, and
averaged: first a complete picture, then one with ever smoother edges. What has never been drawn
before (its shaders must be compiled, its textures sent) is drawn on a single pixel first, one part
a slice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.model_scene import ModelScene, Rectangle

SAMPLES = 9
"""Pictures averaged: edges get as many shades between one side and the other."""

_SHOWN_AFTER = frozenset((1, 3, SAMPLES))
"""Numbers of pictures after which their average is worth showing."""

_SLICE = 0.020
"""Seconds that drawing one strip should take."""

_FIRST_ROWS, _LEAST_ROWS = 40, 16
"""Rows of a strip while it is not known how long they take, and of the smallest one."""


class Strips:
    """How many rows to draw at once, learnt from how long each row took the last time."""

    def __init__(self) -> None:
        self._cost = np.zeros(0)

    def end(self, low: int, height: int) -> int:
        """The row before which a strip that begins at `low` ends; `height` is the picture's."""
        if len(self._cost) != height:
            self._cost = np.full(height, _SLICE / _FIRST_ROWS)
        reached = np.cumsum(self._cost[low:])
        rows = int(np.searchsorted(reached, _SLICE))
        return min(low + max(rows, _LEAST_ROWS), height)

    def learn(self, low: int, high: int, spent: float) -> None:
        """The strip from row `low` to before row `high` took so many seconds."""
        self._cost[low:high] = spent / (high - low)


def introduce(window: vtkRenderWindow, stages: Sequence[ModelScene]) -> Iterator[None]:
    """Draw on a single pixel, one by one, the parts that were never drawn as they look now."""
    for stage in stages:
        if stage.kindle():
            with stage.cast.alone(None):
                window.Render()
            yield
        while newcomers := stage.cast.newcomers():
            with _clipped(stages, (0, 0, 1, 1)), stage.cast.alone(newcomers[0]):
                window.Render()
            yield


def develop(
    window: vtkRenderWindow, size: tuple[int, int], stages: Sequence[ModelScene], orbit: Orbit,
    strips: Strips,
) -> Iterator[QImage | None]:  # fmt: skip
    """Draw and average; every step is a slice, and some bring a better picture than before.

    Between two steps nobody else may move the camera or change the window's size.

    Args:
        window: Its context is current.
        size: Width and height in pixels.
        stages: What is drawn, from the left.
        orbit: The camera.
        strips: Decides how many rows are drawn at once.
    """
    width, height = size
    total = np.zeros((height, width, 3), np.uint16)
    received = vtkUnsignedCharArray()
    if tuple(window.GetSize()) != size:
        window.SetSize(*size)
    for stage in stages:
        stage.renderer.SetUseFXAA(False)
        stage.apply_camera(orbit)
    for number in range(1, SAMPLES + 1):
        shift = (_radical_inverse(number, 2) - 0.5, _radical_inverse(number, 3) - 0.5)
        _shift(stages, size, shift)
        low = 0
        while low < height:
            high = strips.end(low, height)
            started = time.perf_counter()
            with _clipped(stages, (0, low, width, high - low)):
                window.Render()
            window.GetPixelData(0, low, width - 1, high - 1, 0, received, 0)
            drawn = vtk_to_numpy(received).reshape(high - low, width, 3)
            total[low:high] += drawn
            strips.learn(low, high, time.perf_counter() - started)
            low = high
            yield None
        if number in _SHOWN_AFTER:
            yield picture_of(((total + number // 2) // number).astype(np.uint8))


def _shift(stages: Sequence[ModelScene], size: tuple[int, int], shift: tuple[float, float]) -> None:
    """Move what is drawn by part of a pixel."""
    for stage in stages:
        low, _, high, _ = stage.renderer.GetViewport()
        across = max((high - low) * size[0], 1.0)
        camera = stage.renderer.GetActiveCamera()
        camera.SetWindowCenter(2 * shift[0] / across, 2 * shift[1] / size[1])


@contextmanager
def _clipped(stages: Sequence[ModelScene], rectangle: Rectangle) -> Iterator[None]:
    """What is drawn meanwhile is drawn there only."""
    for stage in stages:
        stage.clip(rectangle)
    try:
        yield
    finally:
        for stage in stages:
            stage.clip(None)


def frame_of(window: vtkRenderWindow) -> QImage:
    """What the window drew last."""
    width, height = window.GetSize()
    received = vtkUnsignedCharArray()
    window.GetPixelData(0, 0, width - 1, height - 1, 0, received, 0)
    return picture_of(vtk_to_numpy(received).reshape(height, width, 3))


def picture_of(rows: NDArray[np.uint8]) -> QImage:
    """A picture from `(h, w, 3)` uint8, bottom row first, as Qt draws it fastest."""
    height, width, _ = rows.shape
    pixels = np.full((height, width), 0xFF000000, np.uint32)
    flipped = rows[::-1]
    for channel, shift in enumerate((16, 8, 0)):
        pixels |= flipped[..., channel].astype(np.uint32) << np.uint32(shift)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # the pixels belong to numpy


def _radical_inverse(number: int, base: int) -> float:
    """Halton's sequence: points of the unit interval that keep away from each other."""
    result, share = 0.0, 1.0
    while number:
        share /= base
        number, digit = divmod(number, base)
        result += share * digit
    return result
