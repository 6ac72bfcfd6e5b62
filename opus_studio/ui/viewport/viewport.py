"""The widget that draws: one or two stages, and quality that follows the hand.

A frame is rendered only when something changed, once per paint. While the camera or the model
moves, frames are drawn with fewer pixels if the machine is slow; when all is at rest, a still with
smooth edges is developed in short slices (see `still`) and shown from then on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.viewport.looks import TextureStore
from opus_studio.ui.viewport.navigation import Navigation
from opus_studio.ui.viewport.stage import Imported, Look, Stage
from opus_studio.ui.viewport.still import Strips, develop, frame_of, introduce

logger = logging.getLogger(__name__)

_REST_AFTER = 150
"""Milliseconds without change after which the still is developed."""

_SMOOTH = 0.030
"""Seconds that a frame may take while something moves."""

_LEAST_SHARE = 0.5
"""Least share of the picture's width and height that is drawn while something moves."""

_TURN = 0.020
"""Seconds of slices in one turn of the event loop."""


class Viewport(Navigation):
    """Draws a model, and a second one beside it when two are compared."""

    frame_drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport")
        self.setAccessibleName("Model")
        self.setAcceptDrops(False)  # files are dropped on the window, not on the model
        store = TextureStore()
        self.main = Stage(self.renderer, store, kindled=False)
        self._second_renderer = vtkOpenGLRenderer()
        self.second = Stage(self._second_renderer, store, kindled=False)
        self._comparing = False
        self._moving = self._was_moving = False
        self._share = 1.0
        self._strips = Strips()
        self._shown: QImage | None = None
        self._work: Iterator[None] | None = None
        self._introducing = False
        self._due = False
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_AFTER)
        self._rest.timeout.connect(self._come_to_rest)

    # --- what is shown ---------------------------------------------------------------------

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in the picture, from the left."""
        return (self.main, self.second) if self._comparing else (self.main,)

    @property
    def is_sharp(self) -> bool:
        """The still is shown, and nothing changed since."""
        return not self._moving and self._work is None and not self._due

    def show_preview(self, result: PreviewResult, *, second: bool = False) -> None:
        """Exchange the model's arrays; the frame follows with the next paint."""
        self._make_current()
        (self.second if second else self.main).show_preview(result)
        self._move()

    def show_imported(self, imported: Imported, *, second: bool = False) -> None:
        """Show a finished file."""
        self._make_current()
        (self.second if second else self.main).show_imported(imported)
        self._move()

    def set_look(self, look: Look) -> None:
        """Shading, light, background and surroundings of both stages."""
        self._make_current()
        self.main.set_look(look)
        self.second.set_look(look)
        self._move()

    def set_compare(self, on: bool) -> None:
        """Two stages side by side with one camera."""
        if on == self._comparing:
            return
        self._comparing = on
        self._make_current()
        self.main.renderer.SetViewport(0.0, 0.0, 0.5 if on else 1.0, 1.0)
        self._second_renderer.SetViewport(0.5, 0.0, 1.0, 1.0)
        if on:
            self.ren_win.AddRenderer(self._second_renderer)
        else:
            self.ren_win.RemoveRenderer(self._second_renderer)
        self._move()

    def highlight(self, slot: str | None) -> None:
        """Light up the parts of a slot."""
        for stage in (self.main, self.second):
            stage.cast.highlight(slot)
        if not self._moving:
            self._begin(self._settle())

    # --- pictures ------------------------------------------------------------------------------

    def picture(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """What is shown, at full quality.

        Args:
            transparent: Without background.
            finer: Twice as many pixels each way as on the screen.
        """
        self._ensure_initialized()
        for _ in introduce(self.ren_win, self.stages):
            pass
        self._prepare_frame(2.0 if finer else 1.0, smooth=True)
        window = self.ren_win
        window.MakeCurrent()
        window.SetAlphaBitPlanes(int(transparent))
        for stage in self.stages:
            stage.set_transparent(transparent)
        capture = vtkWindowToImageFilter()
        capture.SetInput(window)
        capture.SetInputBufferType(4 if transparent else 3)
        capture.ReadFrontBufferOff()
        capture.Update()
        for stage in self.stages:
            stage.set_transparent(False)
        window.SetAlphaBitPlanes(0)
        width, height, _ = capture.GetOutput().GetDimensions()
        scalars = capture.GetOutput().GetPointData().GetScalars()
        pixels = np.ascontiguousarray(vtk_to_numpy(scalars).reshape(height, width, -1)[::-1])
        formats = QImage.Format
        kind = formats.Format_RGBA8888_Premultiplied if transparent else formats.Format_RGB888
        image = QImage(pixels.data, width, height, width * pixels.shape[2], kind)
        return image.copy()  # the pixels belong to numpy

    # --- frames ------------------------------------------------------------------------------

    def paintGL(self) -> None:
        """Show the still, or render once and show that."""
        if self._shown is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._shown)
            painter.end()
            self._due = False
        else:
            self._prepare_frame(self._share)
            started = time.perf_counter()
            super().paintGL()
            if self.ren_win is not None and self._ctx is not None:
                self.ren_win.WaitForCompletion()
            if self._was_moving:
                self._adapt(time.perf_counter() - started)
            self._was_moving = self._moving
        self.frame_drawn.emit()

    def _cb_frame(self, *_: object) -> None:
        """VTK has drawn: that is no reason to paint, most slices are not meant to be seen."""

    def _prepare_frame(self, share: float, *, smooth: bool = False) -> None:
        """Pixels, smoothing and camera of the next frame."""
        width, height = self._pixels(share)
        if tuple(self.ren_win.GetSize()) != (width, height):
            self.ren_win.SetSize(width, height)
        for stage in self.stages:
            stage.renderer.SetUseFXAA(smooth)
            stage.apply_camera(self.orbit)

    def _pixels(self, share: float = 1.0) -> tuple[int, int]:
        ratio = self.devicePixelRatioF() * share
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _adapt(self, spent: float) -> None:
        """Fewer pixels after a slow moving frame, more after a fast one; one step at a time.

        The first frame after a rest does not count: it changes the size of the frame buffers.
        """
        if spent > 1.3 * _SMOOTH:
            self._share = max(self._share * 0.84, _LEAST_SHARE)
        elif spent < 0.6 * _SMOOTH:
            self._share = min(self._share * 1.19, 1.0)

    def _move(self) -> None:
        """Something changed: draw soon and fast, then well."""
        self._moving = True
        self._rest.start()
        if self._ctx is not None and any(stage.has_newcomers for stage in self.stages):
            self._hold()
            if not self._introducing:
                self._begin(self._introduce())
        else:
            self._stop()
            self._shown = None
            self.update()

    def _come_to_rest(self) -> None:
        if self.is_held or self._work is not None:
            self._rest.start()
            return
        self._moving = self._was_moving = False
        self._hold()
        self._begin(self._settle())

    def _hold(self) -> None:
        """Go on showing the last frame: the slices draw where it was drawn."""
        if self._shown is None and self._ctx is not None:
            self._shown = frame_of(self.ren_win)

    def _introduce(self) -> Iterator[None]:
        self._introducing = True
        yield from introduce(self.ren_win, self.stages)
        self._introducing = False
        self._shown = None
        self.update()

    def _settle(self) -> Iterator[None]:
        yield from introduce(self.ren_win, self.stages)
        pixels = self._pixels()
        for picture in develop(self.ren_win, pixels, self.stages, self.orbit, self._strips):
            if picture is not None:
                self._shown, self._due = picture, True
                self.update()
            yield

    def _begin(self, work: Iterator[None]) -> None:
        if self._ctx is None:
            return
        self._introducing = False
        self._work = work
        self._slices.start()

    def _stop(self) -> None:
        self._introducing = False
        self._work = None
        self._slices.stop()

    def _slice(self) -> None:
        """As much of the work as fits in one turn of the event loop."""
        until = time.perf_counter() + _TURN / 2
        while self._work is not None and time.perf_counter() < until:
            try:
                next(self._work)
            except StopIteration:
                self._stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew, and keep the overlay informed."""
        super().resizeEvent(event)
        self._move()
        self.camera_changed.emit()

    def slot_at(self, place: QPointF) -> str:
        """The slot of the part drawn at a place in the widget; empty for none."""
        if self._ctx is None:
            return ""
        width, height = self.ren_win.GetSize()
        x = place.x() / max(self.width(), 1) * width
        y = (1 - place.y() / max(self.height(), 1)) * height
        stage = self.second if self._comparing and place.x() > self.width() / 2 else self.main
        return stage.pick(x, y) or ""

    def shut_down(self) -> None:
        """Stop the timers and give the graphics card's memory back, while the context lives."""
        self._rest.stop()
        self._stop()
        self._turntable.stop()
        if getattr(self, "_closed", False):
            return
        self._make_current()
        for stage in (self.main, self.second):
            stage.release(self.ren_win)
        self.close()
        # The wrapper of the context's surface would outlive it, and PySide would take it for
        # whatever is made at the same address later.
        self._forget_context()

    def clear(self) -> None:
        """Empty stages."""
        self._make_current()
        self.main.clear()
        self.second.clear()
        self._move()

    def _make_current(self) -> None:
        """What leaves the stage frees its buffers, which must happen in our own context."""
        if self._ctx is not None:
            self.ren_win.MakeCurrent()
