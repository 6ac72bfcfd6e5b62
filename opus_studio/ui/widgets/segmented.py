"""A few exclusive choices side by side, all in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring

_HEIGHT = 28


class _Segment(QRadioButton):
    """One of the choices: a radio button drawn as a field of the control."""

    def __init__(self, text: str, object_name: str, accessible: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hitButton(self, position: QPoint) -> bool:
        """Qt: the whole widget can be clicked."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 20, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return QSize(self.sizeHint().width() - 12, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            inside = cell.adjusted(2, 2, -2, -2)
            fill_rounded(painter, inside, theme.radius - 2, theme.raised, theme.border_strong)
        ink = theme.text if chosen or self.underMouse() else theme.text_dim
        painter.setPen(QColor(ink if self.isEnabled() else theme.text_disabled))
        font = self.font()
        font.setBold(chosen)
        painter.setFont(font)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, cell, theme.radius - 1)


class SegmentedControl(QWidget):
    """One of several values; arrow keys move the choice.

    Args:
        choices: `(value, text)` in the order of display.
        object_name: For tests and style; the segments are called `<object_name>:<value>`.
        accessible: What is chosen here, in words.
        parent: The owner.
    """

    value_changed = Signal(object)
    """The user chose a value."""

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]],
        object_name: str,
        accessible: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._segments: dict[Any, _Segment] = {}
        for value, text in choices:
            segment = _Segment(text, f"{object_name}:{value}", f"{accessible}: {text}", self)
            segment.toggled.connect(partial(self._on_toggled, value))
            layout.addWidget(segment, 1)
            self._segments[value] = segment
        self._value = choices[0][0]
        self._segments[self._value].setChecked(True)
        self.setFocusProxy(self._segments[self._value])

    def value(self) -> Any:
        """The chosen value."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Choose without a signal; a value that is not offered is left alone."""
        if value in self._segments and value != self._value:
            self._value = value
            self._segments[value].setChecked(True)
            self.setFocusProxy(self._segments[value])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), tokens().radius, tokens().pressed)

    def _on_toggled(self, value: Any, is_chosen: bool) -> None:
        if is_chosen and value != self._value:
            self._value = value
            self.setFocusProxy(self._segments[value])
            self.value_changed.emit(value)
