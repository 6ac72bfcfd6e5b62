"""The widget that draws: one or two stages, an orbiting camera, quality that follows the hand.

A frame is rendered only when something changed, once per paint. While the camera or the model
moves, frames are drawn with fewer pixels if the machine is slow, and sharpened when all is at rest.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from pyvistaqt import QtInteractor
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer

from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.viewport.camera import Orbit, ViewName
from opus_studio.ui.viewport.looks import TextureStore
from opus_studio.ui.viewport.stage import Imported, Look, Stage

logger = logging.getLogger(__name__)

_REST_AFTER = 180
"""Milliseconds without change after which the picture is sharpened."""

_SMOOTH = 0.030
"""Seconds that a frame may take while something moves."""

_QUICK = 0.010
"""Seconds below which a full frame is quick."""

_LEAST_SHARE = 0.5
"""Least share of the picture's width and height that is drawn while something moves."""

_CLICK = 4
"""Logical pixels that the pointer may move between press and release of a click."""


class Viewport(QtInteractor):
    """Draws a model, and a second one beside it when two are compared."""

    part_clicked = Signal(str)
    camera_changed = Signal()
    frame_drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, auto_update=False, multi_samples=0)
        self.setObjectName("viewport")
        self.setAccessibleName("Model")
        self.setAcceptDrops(False)  # files are dropped on the window, not on the model
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        store = TextureStore()
        self.main = Stage(self.renderer, store)
        self._second_renderer = vtkOpenGLRenderer()
        self.second = Stage(self._second_renderer, store)
        self.orbit = Orbit()
        self._comparing = False
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._moving = self._was_moving = False
        self._share = 1.0
        self._finer = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_AFTER)
        self._rest.timeout.connect(self._come_to_rest)
        self._turntable = QTimer(self)
        self._turntable.setInterval(25)
        self._turntable.timeout.connect(self._turn_a_little)
        self._turned_at = 0.0

    # --- what is shown ---------------------------------------------------------------------

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in the picture, from the left."""
        return (self.main, self.second) if self._comparing else (self.main,)

    @property
    def is_sharp(self) -> bool:
        """The last frame was drawn at full quality, and nothing changed since."""
        return not self._moving and not self._was_moving

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
        self.update()

    # --- camera ------------------------------------------------------------------------------

    @property
    def aspect(self) -> float:
        """Width over height of one stage's picture."""
        return max(self.width(), 1) / len(self.stages) / max(self.height(), 1)

    def set_orbit(self, orbit: Orbit) -> None:
        """Put the camera there."""
        self.orbit = orbit
        self._move()
        self.camera_changed.emit()

    def look_from(self, view: ViewName) -> None:
        """A preset side, the whole model in the picture."""
        self.orbit = self.orbit.looking(view)
        self.fit()

    def fit(self) -> None:
        """The whole of what is shown in the picture."""
        boxes = np.stack([stage.subject for stage in self.stages])
        bounds = np.stack([boxes[:, 0].min(0), boxes[:, 1].max(0)])
        self.set_orbit(self.orbit.fitted(bounds, self.aspect, 1.28))

    def set_parallel(self, parallel: bool) -> None:
        """Orthographic or perspective."""
        self.set_orbit(replace(self.orbit, parallel=parallel))

    def set_turntable(self, on: bool) -> None:
        """Let the model turn slowly."""
        self._turned_at = time.monotonic()
        if on:
            self._turntable.start()
        else:
            self._turntable.stop()

    # --- pictures ------------------------------------------------------------------------------

    def picture(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """What is shown, at full quality.

        Args:
            transparent: Without background.
            finer: Twice as many pixels each way as on the screen.
        """
        self._ensure_initialized()
        self._moving, self._finer = False, finer
        self._prepare_frame()
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
        self._finer = False
        width, height, _ = capture.GetOutput().GetDimensions()
        scalars = capture.GetOutput().GetPointData().GetScalars()
        pixels = np.ascontiguousarray(vtk_to_numpy(scalars).reshape(height, width, -1)[::-1])
        formats = QImage.Format
        kind = formats.Format_RGBA8888_Premultiplied if transparent else formats.Format_RGB888
        image = QImage(pixels.data, width, height, width * pixels.shape[2], kind)
        return image.copy()  # the pixels belong to numpy

    # --- frames ------------------------------------------------------------------------------

    def paintGL(self) -> None:
        """Render once and show it."""
        self._prepare_frame()
        finer = not self._moving and self._finer
        started = time.perf_counter()
        super().paintGL()
        if self.ren_win is not None and self._ctx is not None:
            self.ren_win.WaitForCompletion()
        if self._moving and self._was_moving:
            self._adapt(time.perf_counter() - started)
        elif not self._moving and not finer:
            self._refine(time.perf_counter() - started)
        self._was_moving = self._moving
        self.frame_drawn.emit()

    def _prepare_frame(self) -> None:
        """Pixels, smoothing and camera of the next frame."""
        share = self._share if self._moving else 2.0 if self._finer else 1.0
        ratio = self.devicePixelRatioF() * share
        width, height = max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        if tuple(self.ren_win.GetSize()) != (width, height):
            self.ren_win.SetSize(width, height)
        for stage in self.stages:
            stage.renderer.SetUseFXAA(not self._moving)
            stage.apply_camera(self.orbit)

    def _adapt(self, spent: float) -> None:
        """Fewer pixels after a slow moving frame, more after a fast one; one step at a time.

        The first frame after a rest does not count: it changes the size of the frame buffers.
        """
        if spent > 1.3 * _SMOOTH:
            self._share = max(self._share * 0.84, _LEAST_SHARE)
        elif spent < 0.6 * _SMOOTH:
            self._share = min(self._share * 1.19, 1.0)

    def _refine(self, spent: float) -> None:
        """On a machine that is quick enough, a resting picture is drawn finer and averaged."""
        if spent < _QUICK and self.devicePixelRatioF() < 2:
            self._finer = True
            self.update()

    def _move(self) -> None:
        """Something changed: draw soon and fast, then well."""
        self._moving = True
        self._finer = False
        self._rest.start()
        self.update()

    def _come_to_rest(self) -> None:
        if self._pressed is not None or self._turntable.isActive():
            self._rest.start()
            return
        self._moving = False
        self.update()

    def _turn_a_little(self) -> None:
        now = time.monotonic()
        elapsed, self._turned_at = now - self._turned_at, now
        if self._pressed is None and self.isVisible():
            self.set_orbit(self.orbit.turned(24.0 * min(elapsed, 0.2), 0.0))

    # --- input: our own orbit; VTK's styles roll the horizon and quit on `q` --------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left turns, right, middle or Shift moves."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._last = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn or move while a button is down."""
        if self._last is None or not event.buttons():
            event.accept()
            return
        step = event.position() - self._last
        self._last = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.buttons() & Qt.MouseButton.LeftButton and not shifted:
            scale = 220.0 / max(self.height(), 1)
            self.set_orbit(self.orbit.turned(-step.x() * scale, step.y() * scale))
        else:
            height = max(self.height(), 1)
            self.set_orbit(self.orbit.panned(-step.x() / height, step.y() / height))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A release close to the press is a click on a part."""
        pressed, self._pressed, self._last = self._pressed, None, None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            moved = event.position() - pressed
            if abs(moved.x()) + abs(moved.y()) <= _CLICK:
                slot = self.slot_at(event.position())
                if slot:
                    self.part_clicked.emit(slot)
        self._rest.start()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Everything into the picture."""
        self.fit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom towards the pointer."""
        self._zoom(float(1.0015 ** event.angleDelta().y()), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinch on a touch pad."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom(1.0 + event.value(), event.position())
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn, plus and minus zoom; everything else is the window's."""
        turns = {
            Qt.Key.Key_Left: (-15.0, 0.0),
            Qt.Key.Key_Right: (15.0, 0.0),
            Qt.Key.Key_Up: (0.0, 10.0),
            Qt.Key.Key_Down: (0.0, -10.0),
        }
        key = Qt.Key(event.key())
        if key in turns:
            self.set_orbit(self.orbit.turned(*turns[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_orbit(self.orbit.zoomed(1.2))
        elif key == Qt.Key.Key_Minus:
            self.set_orbit(self.orbit.zoomed(1 / 1.2))
        else:
            event.ignore()
            return
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing of VTK's."""
        event.ignore()

    def enterEvent(self, event: QEvent) -> None:
        """Nothing of VTK's."""
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing of VTK's."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay informed."""
        super().resizeEvent(event)
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

    def _zoom(self, factor: float, place: QPointF) -> None:
        width = self.width() / len(self.stages)
        x = place.x() % width if width else 0.0
        height = max(self.height(), 1)
        self.set_orbit(
            self.orbit.zoomed(factor, (x - width / 2) / height, 0.5 - place.y() / height)
        )

    def shut_down(self) -> None:
        """Stop the timers and give the graphics card's memory back, while the context lives."""
        self._rest.stop()
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
