"""What is written over the model: dimensions, statistics, titles, notices."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from opus_studio.ui.preview.result import Statistics
from opus_studio.ui.theme import tokens
from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.displayed_model import DisplayedModel

UNITS: Final = {"m": (1.0, 2, "m"), "cm": (100.0, 1, "cm"), "in": (1 / 0.0254, 1, "in")}
"""Factor from metres, decimals and sign of each unit."""


def length_text(metres: float, unit: str) -> str:
    """A length as the user reads it: `1.20 m`."""
    factor, decimals, sign = UNITS[unit]
    return f"{metres * factor:.{decimals}f} {sign}"


def size_text(size: tuple[float, float, float], unit: str) -> str:
    """Width, height and depth: `1.20 × 1.40 × 0.18 m`."""
    factor, decimals, sign = UNITS[unit]
    return " × ".join(f"{edge * factor:.{decimals}f}" for edge in size) + f" {sign}"


def statistics_text(figures: Statistics, unit: str) -> str:
    """One line about a model."""
    parts = [
        f"{figures.triangles:,} triangles".replace(",", "\u202f"),
        f"{figures.vertices:,} vertices".replace(",", "\u202f"),
        f"{figures.materials} material{'' if figures.materials == 1 else 's'}",
    ]
    if figures.texture_memory:
        parts.append(f"{figures.texture_memory / 2**20:.1f} MB textures")
    return "    ".join([size_text(figures.size, unit), *parts])


class Overlay(QWidget):
    """A transparent sheet over the viewport; the mouse does not see it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("viewport_overlay")
        self.orbit = Orbit()
        self.displayed_models: tuple[DisplayedModel, ...] = ()
        self.titles: tuple[str, ...] = ()
        self.notice = ""
        self.unit = "m"
        self.on_dark = self.dimensions = False

    def paintEvent(self, _: QPaintEvent) -> None:
        """Write everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, statistics=True)
        painter.end()

    def paint(self, painter: QPainter, *, statistics: bool) -> None:
        """Dimensions, titles and notices with a painter of this widget's size."""
        font = QFont(self.font())
        font.setPixelSize(tokens().font_small + 1)
        painter.setFont(font)
        count = max(len(self.displayed_models), 1)
        width = self.width() / count
        for number, displayed in enumerate(self.displayed_models):
            painter.save()
            painter.setClipRect(QRectF(number * width, 0, width, self.height()))
            painter.translate(number * width, 0)
            if self.dimensions and not displayed.is_empty:
                self._paint_dimensions(painter, displayed, width)
            if statistics and displayed.statistics.triangles:
                text = statistics_text(displayed.statistics, self.unit)
                self._pill(painter, text, QPointF(12, self.height() - 12), bottom=True)
            if count > 1 and number < len(self.titles):
                self._pill(painter, self.titles[number], QPointF(12, 12))
            painter.restore()
        if count > 1:
            painter.setPen(QPen(QColor(tokens().border_strong), 1))
            painter.drawLine(QPointF(width, 0), QPointF(width, self.height()))
        if statistics and self.notice:
            self._pill(painter, self.notice, QPointF(self.width() / 2, 14), centred=True)

    def _pill(
        self,
        painter: QPainter,
        text: str,
        at: QPointF,
        *,
        centred: bool = False,
        bottom: bool = False,
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        room = self.width() / max(len(self.displayed_models), 1) - 24
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room - 20, 40))
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 20, metrics.height() + 10)
        box.moveTopLeft(at)
        if centred:
            box.moveLeft(at.x() - box.width() / 2)
        if bottom:
            box.moveBottom(at.y())
        ground = QColor(tokens().panel)
        ground.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(tokens().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_dimensions(self, painter: QPainter, displayed: DisplayedModel, width: float) -> None:
        low, high = displayed.size_bounds
        size = high - low
        gap = 0.06 * float(np.max(size))
        back = self.orbit.axes[2]
        front_z, outwards_z = (high[2], gap) if back[2] >= 0 else (low[2], -gap)
        near_x, outwards_x = (high[0], gap) if back[0] >= 0 else (low[0], -gap)
        far_x = low[0] if near_x == high[0] else high[0]
        z, x = front_z + outwards_z, near_x + outwards_x
        side = far_x - outwards_x
        lines = [
            ((low[0], low[1], z), (high[0], low[1], z), size[0]),
            ((x, low[1], low[2]), (x, low[1], high[2]), size[2]),
            ((side, low[1], front_z), (side, high[1], front_z), size[1]),
        ]
        for start, end, length in lines:
            a, b = self.orbit.project(np.array([start, end]), width, self.height())
            if np.isfinite([a, b]).all() and np.hypot(*(b - a)) > 24:
                self._dimension(painter, QPointF(*a), QPointF(*b), length_text(length, self.unit))

    def _dimension(self, painter: QPainter, a: QPointF, b: QPointF, text: str) -> None:
        color = QColor("#e8ebf0" if self.on_dark else "#2a2f38")
        painter.setPen(QPen(color, 1.4))
        painter.drawLine(a, b)
        along = b - a
        length = max(np.hypot(along.x(), along.y()), 1e-6)
        across = QPointF(-along.y(), along.x()) / length * 5
        for end in (a, b):
            painter.drawLine(end - across, end + across)
        metrics = QFontMetricsF(painter.font())
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
        box.moveCenter((a + b) / 2)
        ground = QColor("#202329" if self.on_dark else "#ffffff")
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(color)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
