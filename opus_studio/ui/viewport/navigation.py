"""The user's hand on the model: an orbiting camera moved by mouse, wheel, touch pad and keys."""

from __future__ import annotations

import time
from abc import abstractmethod
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import Orbit, ViewName
from opus_studio.ui.viewport.displayed_model import DisplayedModel

_CLICK = 4
"""Logical pixels that the pointer may move between press and release of a click."""


class Navigation(QWidget):
    """Holds the camera's place and moves it; what is shown is the heirs' business."""

    part_clicked = Signal(str)
    """The slot of the part that the user clicked."""
    camera_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.orbit = Orbit()
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._turntable = QTimer(self)
        self._turntable.setInterval(25)
        self._turntable.timeout.connect(self._turn_a_little)
        self._turned_at = 0.0

    @property
    @abstractmethod
    def displayed_models(self) -> tuple[DisplayedModel, ...]:
        """The models in the picture, from the left."""

    @property
    @abstractmethod
    def look(self) -> Look:
        """How they are shown."""

    @abstractmethod
    def _move_camera(self) -> None:
        """The camera is elsewhere."""

    @abstractmethod
    def _set_held(self, held: bool) -> None:
        """The user takes the model in hand, or lets it go."""

    @abstractmethod
    def _click(self, place: QPointF) -> None:
        """The user clicked there."""

    # --- camera ------------------------------------------------------------------------------

    @property
    def aspect(self) -> float:
        """Width over height of one stage's picture."""
        return max(self.width(), 1) / len(self.displayed_models) / max(self.height(), 1)

    def set_orbit(self, orbit: Orbit) -> None:
        """Put the camera there."""
        self.orbit = orbit
        self._move_camera()
        self.camera_changed.emit()

    def look_from(self, view: ViewName) -> None:
        """A preset side, the whole model in the picture."""
        self.orbit = self.orbit.looking(view)
        self.fit()

    def fit(self) -> None:
        """The whole of what is shown in the picture."""
        person = self.look.person
        boxes = np.stack([displayed.subject(person=person) for displayed in self.displayed_models])
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
        self._tell_held()

    def _tell_held(self) -> None:
        self._set_held(self._pressed is not None or self._turntable.isActive())

    def _turn_a_little(self) -> None:
        now = time.monotonic()
        elapsed, self._turned_at = now - self._turned_at, now
        if self._pressed is None and self.isVisible():
            self.set_orbit(self.orbit.turned(24.0 * min(elapsed, 0.2), 0.0))

    # --- input -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left turns, right, middle or Shift moves."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._last = event.position()
        self._tell_held()
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
        self._tell_held()
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            moved = event.position() - pressed
            if abs(moved.x()) + abs(moved.y()) <= _CLICK:
                self._click(event.position())
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

    def _zoom(self, factor: float, place: QPointF) -> None:
        width = self.width() / len(self.displayed_models)
        x = place.x() % width if width else 0.0
        height = max(self.height(), 1)
        self.set_orbit(
            self.orbit.zoomed(factor, (x - width / 2) / height, 0.5 - place.y() / height)
        )
