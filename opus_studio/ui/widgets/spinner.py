"""A turning arc: something is on its way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from opus_studio.ui.theme import tokens

_PERIOD_MS = 40
_DEGREES = 14


class Spinner(QWidget):
    """Turns while it is visible and costs nothing while it is not."""

    def __init__(self, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName("Working")
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self._turn)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it comes into sight."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: it goes out of sight."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(2.0, self.width() / 9)
        rect = QRectF(self.rect()).adjusted(width, width, -width, -width)
        for color, start, span in ((tokens().pressed, 0, 360), (tokens().accent, self._angle, 100)):
            pen = QPen(QColor(color), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(rect, -start * 16, -span * 16)

    def _turn(self) -> None:
        self._angle = (self._angle + _DEGREES) % 360
        self.update()
