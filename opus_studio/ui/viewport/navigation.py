"""The user's hand on the model: an orbiting camera moved by mouse, wheel, touch pad and keys."""

from __future__ import annotations

import time
from abc import abstractmethod
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from opus_studio.ui.viewport import framing
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import Orbit, ViewName
from opus_studio.ui.viewport.displayed_model import DisplayedModel

_CLICK = 4
"""Logical pixels that the pointer may move between press and release of a click."""

_TURNS: Final = (
    ("Turn left", ("Left",), -15.0, 0.0),
    ("Turn right", ("Right",), 15.0, 0.0),
    ("Turn up", ("Up",), 0.0, 10.0),
    ("Turn down", ("Down",), 0.0, -10.0),
)
"""Words, keys, and degrees of azimuth and elevation."""

_ZOOMS: Final = (("Zoom in", ("+", "="), 1.2), ("Zoom out", ("-",), 1 / 1.2))


class Navigation(QWidget):
    """Holds the camera's place and moves it; what is shown is the heirs' business."""

    part_clicked = Signal(str)
    """The slot of the part that the user clicked."""
    camera_changed = Signal()
    point_clicked = Signal(QPointF)
    """The user clicked there while `measuring`."""

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
        self.measuring = False
        self._moved = False
        for text, keys, azimuth, elevation in _TURNS:
            self._key(text, keys, partial(self._turn_by_hand, azimuth, elevation))
        for text, keys, factor in _ZOOMS:
            self._key(text, keys, partial(self._zoom_by_hand, factor))

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
        """The whole of what is shown in the picture, as large as is good to look at."""
        self._moved = False
        self.set_orbit(framing.fitted(self.orbit, self._subject, *self._picture))

    def fit_if_needed(self) -> None:
        """As `fit` when the model has left the picture or become small in it.

        Not when the user has moved the camera since it was last fitted: then it stays there.
        """
        if not self._moved and framing.must_refit(self.orbit, self._subject, *self._picture):
            self.fit()

    def stage_at(self, place: QPointF) -> int:
        """Number of the model, from the left, whose picture lies there."""
        count = len(self.displayed_models)
        return min(int(max(place.x(), 0.0) * count / max(self.width(), 1)), count - 1)

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

    @property
    def _subject(self) -> NDArray[np.float64]:
        """`(2, 3)` box of everything that shall be in the picture, metres."""
        person = self.look.person
        boxes = np.stack([displayed.subject(person=person) for displayed in self.displayed_models])
        return np.stack([boxes[:, 0].min(0), boxes[:, 1].max(0)])

    @property
    def _picture(self) -> tuple[float, float]:
        """Width and height of one model's picture, logical pixels."""
        return (max(self.width(), 1) / len(self.displayed_models), float(max(self.height(), 1)))

    def _move_by_hand(self, orbit: Orbit) -> None:
        self._moved = True
        self.set_orbit(orbit)

    def _turn_by_hand(self, azimuth: float, elevation: float) -> None:
        self._move_by_hand(self.orbit.turned(azimuth, elevation))

    def _zoom_by_hand(self, factor: float) -> None:
        self._move_by_hand(self.orbit.zoomed(factor))

    def _key(self, text: str, keys: tuple[str, ...], slot: partial[None]) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        self.addAction(action)

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
            self._move_by_hand(self.orbit.turned(-step.x() * scale, step.y() * scale))
        else:
            height = max(self.height(), 1)
            self._move_by_hand(self.orbit.panned(-step.x() / height, step.y() / height))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A release close to the press is a click on a part."""
        pressed, self._pressed, self._last = self._pressed, None, None
        self._tell_held()
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            moved = event.position() - pressed
            if abs(moved.x()) + abs(moved.y()) <= _CLICK:
                if self.measuring:
                    self.point_clicked.emit(event.position())
                else:
                    self._click(event.position())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Everything into the picture."""
        if not self.measuring:
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

    def _zoom(self, factor: float, place: QPointF) -> None:
        width = self.width() / len(self.displayed_models)
        x = place.x() % width if width else 0.0
        height = max(self.height(), 1)
        self._move_by_hand(
            self.orbit.zoomed(factor, (x - width / 2) / height, 0.5 - place.y() / height)
        )
