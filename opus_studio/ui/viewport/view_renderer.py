"""What is drawn, and when: a coarse picture at once while something moves, a good one at rest.

A renderer lives in the thread that made it (see `render_thread`). The methods that change something
only note it; `step` draws, one slice at a time, so that the next change waits for a slice at most:
first what was never drawn before, one part a slice, then a frame with as many pixels as the machine
draws fluently, and when all is at rest a still with smooth edges (see `still`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from PySide6.QtGui import QImage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult, Triple
from opus_studio.ui.viewport.accumulation import Strips, develop, frame_of, introduce
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.materials import TextureStore
from opus_studio.ui.viewport.model_scene import Imported, ModelScene
from opus_studio.ui.viewport.plotter import hidden_window

_REST_AFTER = 0.150
"""Seconds without change after which the still is developed."""

_SMOOTH = 0.030
"""Seconds that a frame may take while something moves."""

_LEAST_SHARE = 0.5
"""Least share of the picture's width and height that is drawn while something moves."""

_DONE: Final = object()


class ViewRenderer:
    """Two stages in one hidden window, and the pictures of them."""

    def __init__(self, show: Callable[[QImage], object]) -> None:
        """Make the context, empty stages, and no picture yet.

        Args:
            show: Hears of every picture that is better than the one before.
        """
        self._show = show
        self._window = hidden_window((64, 64))
        store = TextureStore()
        self.main, self.second = (self._stage(store) for _ in range(2))
        self._window.AddRenderer(self.main.renderer)
        self._window.Render()  # makes the context, in which textures are prepared
        self._comparing = False
        self._orbit = Orbit()
        self._size: tuple[int, int] | None = None
        self._share = 1.0
        self._strips = Strips()
        self._due = False
        self._was_moving = False
        self._held = False
        self._rest_at: float | None = None
        self._introduction: Iterator[None] | None = None
        self._still: Iterator[QImage | None] | None = None

    def _stage(self, store: TextureStore) -> ModelScene:
        return ModelScene(vtkOpenGLRenderer(), store, kindled=False)

    @property
    def _stages(self) -> tuple[ModelScene, ...]:
        return (self.main, self.second) if self._comparing else (self.main,)

    # --- wishes ----------------------------------------------------------------------------

    def show_preview(self, result: PreviewResult, *, second: bool = False) -> None:
        """Exchange the model's arrays."""
        (self.second if second else self.main).show_preview(result)
        self._move()

    def show_imported(self, imported: Imported, *, second: bool = False) -> None:
        """Show a finished file."""
        (self.second if second else self.main).show_imported(imported)
        self._move()

    def clear(self) -> None:
        """Empty stages."""
        self.main.clear()
        self.second.clear()
        self._move()

    def set_look(self, look: Look) -> None:
        """Shading, light, background and surroundings of both stages."""
        self.main.set_look(look)
        self.second.set_look(look)
        self._move()

    def set_orbit(self, orbit: Orbit) -> None:
        """Where the camera is."""
        self._orbit = orbit
        self._move()

    def set_size(self, width: int, height: int) -> None:
        """Pixels of the good picture."""
        self._size = (width, height)
        self._move()

    def set_held(self, held: bool) -> None:
        """Whether the user has the model in hand: there is no rest before it is let go."""
        self._held = held
        if not held and self._rest_at is not None:
            self._rest_at = time.monotonic() + _REST_AFTER

    def set_compare(self, on: bool) -> None:
        """Two stages side by side with one camera."""
        if on == self._comparing:
            return
        self._comparing = on
        self._introduction = None
        self.main.renderer.SetViewport(0.0, 0.0, 0.5 if on else 1.0, 1.0)
        self.second.renderer.SetViewport(0.5, 0.0, 1.0, 1.0)
        if on:
            self._window.AddRenderer(self.second.renderer)
        else:
            self._window.RemoveRenderer(self.second.renderer)
        self._move()

    def highlight(self, slot: str | None) -> None:
        """Light up the parts of a slot; the good picture stays until the next good one."""
        for stage in (self.main, self.second):
            stage.cast.highlight(slot)
        if self._due or self._rest_at is not None:
            return
        self._still = self._develop()

    # --- questions -------------------------------------------------------------------------

    def pick(self, across: float, up: float) -> str:
        """The slot of the part at a place (shares of the picture, from the bottom left), or ""."""
        picked = self._pick(across, up)
        return "" if picked is None else picked[0]

    def pick_point(self, across: float, up: float) -> Triple | None:
        """The point of the model at a place, as `pick`; metres."""
        picked = self._pick(across, up)
        return None if picked is None else picked[1]

    def _pick(self, across: float, up: float) -> tuple[str, Triple] | None:
        width, height = self._window.GetSize()
        stage = self.second if self._comparing and across > 0.5 else self.main
        return stage.pick(across * width, up * height)

    def take(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """The picture at its full quality, at once.

        Args:
            transparent: Without background.
            finer: Twice as many pixels each way as on the screen.
        """
        if self._still is not None:  # it is disturbed, and begins again
            self._still = self._develop()
        for _ in introduce(self._window, self._stages):
            pass
        self._set_up(2.0 if finer else 1.0, smooth=True)
        window = self._window
        window.SetAlphaBitPlanes(int(transparent))
        for stage in self._stages:
            stage.set_transparent(transparent)
        capture = vtkWindowToImageFilter()
        capture.SetInput(window)
        capture.SetInputBufferType(4 if transparent else 3)
        capture.ReadFrontBufferOff()
        capture.Update()
        for stage in self._stages:
            stage.set_transparent(False)
        window.SetAlphaBitPlanes(0)
        width, height, _ = capture.GetOutput().GetDimensions()
        scalars = capture.GetOutput().GetPointData().GetScalars()
        pixels = np.ascontiguousarray(vtk_to_numpy(scalars).reshape(height, width, -1)[::-1])
        formats = QImage.Format
        kind = formats.Format_RGBA8888_Premultiplied if transparent else formats.Format_RGB888
        image = QImage(pixels.data, width, height, width * pixels.shape[2], kind)
        return image.copy()  # the pixels belong to numpy

    # --- drawing ---------------------------------------------------------------------------

    @property
    def is_settled(self) -> bool:
        """Whether the good picture of everything wished for has been shown."""
        return not self._due and self._still is None and self._rest_at is None

    @property
    def patience(self) -> float | None:
        """Seconds until `step` has something to do; None is not before the next wish."""
        if self._size is None:
            return None
        if self._due or self._still is not None:
            return 0.0
        if self._rest_at is None or self._held:
            return None
        return max(self._rest_at - time.monotonic(), 0.0)

    def step(self) -> None:
        """Draw a slice of what is due."""
        if self._due:
            self._step_frame()
        elif self._still is not None:
            self._step_still()
        elif self.patience == 0.0:
            self._rest_at = None
            self._was_moving = False
            self._still = self._develop()

    def release(self) -> None:
        """Give the graphics card's memory and the context back."""
        self._introduction = self._still = None
        for stage in (self.main, self.second):
            stage.release(self._window)
        self._window.Finalize()

    def _move(self) -> None:
        """Something changed: draw soon and fast, then well."""
        self._due = True
        self._still = None
        self._rest_at = time.monotonic() + _REST_AFTER

    def _step_frame(self) -> None:
        if self._introduction is None and any(stage.has_newcomers for stage in self._stages):
            self._introduction = introduce(self._window, self._stages)
        if self._introduction is not None:
            if next(self._introduction, _DONE) is _DONE:
                self._introduction = None
            return
        self._due = False
        self._set_up(self._share)
        started = time.perf_counter()
        self._window.Render()
        self._window.WaitForCompletion()
        if self._was_moving:
            self._adapt(time.perf_counter() - started)
        self._was_moving = True
        self._show(frame_of(self._window))

    def _step_still(self) -> None:
        assert self._still is not None
        picture = next(self._still, _DONE)
        if picture is _DONE:
            self._still = None
        elif isinstance(picture, QImage):
            self._show(picture)

    def _develop(self) -> Iterator[QImage | None]:
        assert self._size is not None
        for _ in introduce(self._window, self._stages):
            yield None
        yield from develop(self._window, self._size, self._stages, self._orbit, self._strips)

    def _set_up(self, share: float, *, smooth: bool = False) -> None:
        """Pixels, smoothing and camera of the next frame."""
        width, height = self._size or (64, 64)
        size = (max(round(width * share), 1), max(round(height * share), 1))
        if tuple(self._window.GetSize()) != size:
            self._window.SetSize(*size)
        for stage in self._stages:
            stage.renderer.SetUseFXAA(smooth)
            stage.apply_camera(self._orbit)

    def _adapt(self, spent: float) -> None:
        """Fewer pixels after a slow moving frame, more after a fast one; one step at a time.

        The first frame after a rest does not count: it changes the size of the frame buffers.
        """
        if spent > 1.3 * _SMOOTH:
            self._share = max(self._share * 0.84, _LEAST_SHARE)
        elif spent < 0.6 * _SMOOTH:
            self._share = min(self._share * 1.19, 1.0)
