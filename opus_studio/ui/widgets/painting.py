"""Drawing that the self-painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

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


def two_lines(text: str, font: QFont, width: float) -> str:
    """A name broken at a word, and cut at the end of the second line."""
    metrics = QFontMetrics(font)
    words, lines = text.split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    shown = [lines[0], " ".join(lines[1:])] if len(lines) > 1 else lines
    elide = Qt.TextElideMode.ElideRight
    return "\n".join(metrics.elidedText(line, elide, int(width)) for line in shown)
