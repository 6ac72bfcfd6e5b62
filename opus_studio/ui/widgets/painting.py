"""Drawing that the self-painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from opus_studio.ui.theme import tokens


def fill_rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: str = "", outline: str = ""
) -> None:
    """A rounded rectangle with a crisp one-pixel outline inside `rect`; empty means none."""
    painter.setPen(QPen(QColor(outline), 1.0) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = 0.5 if outline else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The two-pixel ring around what has the keyboard."""
    painter.setPen(QPen(QColor(tokens().focus), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
