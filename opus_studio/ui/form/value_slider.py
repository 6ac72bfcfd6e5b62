"""The slider of a numeric parameter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets.painting import fill_rounded

_KNOB = 6.0
_MOST_POSITIONS = 100_000


class ValueSlider(QSlider):
    """A slider over a range of numbers, in steps; it jumps to where it is clicked.

    Args:
        low: Value at the left end.
        high: Value at the right end.
        step: Value of one position.
        object_name: For tests.
        accessible: What it changes, in words.
        parent: The owner.
    """

    moved = Signal(float)
    """The user moves it: the new value, again and again."""

    settled = Signal()
    """The movement is over."""

    def __init__(
        self,
        low: float,
        high: float,
        step: float,
        object_name: str,
        accessible: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._low, self._high = low, high
        positions = round((high - low) / step) if high > low else 0
        self._step = step if positions <= _MOST_POSITIONS else (high - low) / _MOST_POSITIONS
        self.setRange(0, max(1, min(positions, _MOST_POSITIONS)))
        self.setSingleStep(1)
        self.setPageStep(max(1, self.maximum() // 10))
        self._dimmed = True
        self._quiet = False
        self._known = False
        self.valueChanged.connect(self._report)
        self.sliderReleased.connect(self.settled)

    def show_value(self, value: float | None, *, dimmed: bool) -> None:
        """Show a value without a signal; `dimmed` for an automatic one, None when nobody knows."""
        self._dimmed = dimmed
        self._known = value is not None
        self.update()
        if self.isSliderDown():
            return
        position = 0.0 if value is None else (value - self._low) / self._step
        self._quiet = True
        self.setValue(min(max(round(position), 0), self.maximum()))
        self._quiet = False

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(96, 24)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return QSize(48, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes down."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setSliderDown(True)
        self._jump(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer moves with a button down."""
        if self.isSliderDown():
            self._jump(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        super().keyPressEvent(event)
        if not event.isAutoRepeat():
            self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel turns."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        inset = _KNOB + 4
        left, right = inset, self.width() - inset
        at = left + (right - left) * self.value() / max(self.maximum(), 1)
        ink = theme.text_dim if self._dimmed else theme.accent
        if not self.isEnabled():
            ink = theme.text_disabled
        fill_rounded(painter, QRectF(left, middle - 2, right - left, 4), 2, theme.pressed)
        if self._known:
            fill_rounded(painter, QRectF(left, middle - 2, at - left, 4), 2, ink)
        else:
            # Nobody knows the value yet: the knob waits in the middle, without a filled track.
            at = (left + right) / 2
            ink = theme.border_strong
        painter.setPen(QPen(QColor(ink), 2))
        painter.setBrush(QColor(theme.panel if self._dimmed else ink))
        knob = _KNOB if self.underMouse() or self.isSliderDown() else _KNOB - 1
        painter.drawEllipse(QPointF(at, middle), knob - 0.5, knob - 0.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(at, middle), _KNOB + 2.5, _KNOB + 2.5)

    def _jump(self, x: float) -> None:
        inset = _KNOB + 4
        room = max(self.width() - 2 * inset, 1.0)
        self.setValue(round(min(max((x - inset) / room, 0.0), 1.0) * self.maximum()))

    def _report(self, position: int) -> None:
        if not self._quiet:
            value = self._low + position * self._step
            # Position times step carries rounding dust: 0.1 * 3 is not 0.3.
            self.moved.emit(min(round(value, 9), self._high))
