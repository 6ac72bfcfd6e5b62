"""What is written over the model: dimensions, statistics, captions, notices."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from opus_studio.ui.form.labels import humanise
from opus_studio.ui.form.units import LengthUnit, length_number
from opus_studio.ui.preview.result import Statistics
from opus_studio.ui.theme import tokens
from opus_studio.ui.viewport.camera import Orbit
from opus_studio.ui.viewport.displayed_model import DisplayedModel
from opus_studio.ui.viewport.measuring import Measurement

_SAME = 1.5e-3
"""Metres by which two sizes may differ and still be told as one."""


_GAP = "    "
"""Between two statements of a line."""


def length_text(metres: float, unit: str) -> str:
    """A length as the form shows it: `1.20 m`."""
    return f"{length_number(metres, LengthUnit(unit))} {unit}"


def size_text(size: Iterable[float], unit: str) -> str:
    """Width, height and depth, as the form shows lengths: `1.20 × 1.40 × 0.18 m`."""
    return " × ".join(length_number(edge, LengthUnit(unit)) for edge in size) + f" {unit}"


def sizes_text(model: DisplayedModel, unit: str) -> str:
    """The sizes of a model, each with what it is the size of."""
    figures = model.statistics
    overall = model.bounds[1] - model.bounds[0]
    parts = [f"Overall {size_text(overall, unit)}"]
    if np.any(np.abs(overall - figures.size) > _SAME):
        name = " and ".join(figures.size_of) or "main part"
        parts.append(f"{humanise(name)} {size_text(figures.size, unit)}")
    return _GAP.join(parts)


def figures_text(figures: Statistics) -> str:
    """What a model is made of, in figures."""
    parts = [
        f"{figures.triangles:,} triangles".replace(",", "\u202f"),
        f"{figures.vertices:,} vertices".replace(",", "\u202f"),
        f"{figures.materials} material{'' if figures.materials == 1 else 's'}",
    ]
    if figures.texture_memory:
        parts.append(f"{figures.texture_memory / 2**20:.1f} MB textures")
    return _GAP.join(parts)


class Overlay(QWidget):
    """A transparent sheet over the viewport; the mouse does not see it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("viewport_overlay")
        self.orbit = Orbit()
        self.displayed_models: tuple[DisplayedModel, ...] = ()
        self.captions: tuple[str, ...] = ()
        self.notice = self.hint = ""
        self.measurement = Measurement()
        self.unit = "m"
        self.on_dark = self.dimensions = False

    def paintEvent(self, _: QPaintEvent) -> None:
        """Write everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, statistics=True)
        painter.end()

    def paint(self, painter: QPainter, *, statistics: bool) -> None:
        """Dimensions, captions and notices with a painter of this widget's size."""
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
                self._paint_statistics(painter, displayed, width)
            if number == self.measurement.stage:
                self._paint_measurement(painter, width)
            if (statistics or count > 1) and number < len(self.captions):
                self._pill(painter, self.captions[number], QPointF(12, 12))
            painter.restore()
        if count > 1:
            painter.setPen(QPen(QColor(tokens().border_strong), 1))
            painter.drawLine(QPointF(width, 0), QPointF(width, self.height()))
        if statistics:
            self._paint_notice(painter)

    def _paint_statistics(self, painter: QPainter, displayed: DisplayedModel, width: float) -> None:
        """At the lower left, in two lines where one has no room."""
        lines = [figures_text(displayed.statistics), sizes_text(displayed, self.unit)]
        metrics = QFontMetricsF(painter.font())
        together = _GAP.join(reversed(lines))
        if metrics.horizontalAdvance(together) + 44 <= width:
            lines = [together]
        bottom = self.height() - 12.0
        for line in lines:
            self._pill(painter, line, QPointF(12, bottom), bottom=True)
            bottom -= metrics.height() + 14

    def _paint_notice(self, painter: QPainter) -> None:
        """In the middle of the upper edge, below the captions where there is no room beside."""
        words = self.hint or self.notice
        if not words:
            return
        metrics = QFontMetricsF(painter.font())
        long = max(map(metrics.horizontalAdvance, self.captions), default=0.0) + 44
        half = (metrics.horizontalAdvance(words) + 32) / 2
        beside = len(self.captions) < 2 and long + half < self.width() / 2
        at = QPointF(self.width() / 2, 12 if beside else 16 + metrics.height() + 10)
        self._pill(painter, words, at, centred=True)

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

    def _paint_measurement(self, painter: QPainter, width: float) -> None:
        """The points that were clicked, and their distance once there are two."""
        points = self.measurement.points
        if not points:
            return
        places = self.orbit.project(np.array(points), width, self.height())
        ends = [QPointF(*place) for place in places if np.isfinite(place).all()]
        length = self.measurement.length
        if length is not None and len(ends) == 2:
            self._dimension(painter, ends[0], ends[1], length_text(length, self.unit))
        painter.setPen(QPen(QColor(tokens().panel), 1.5))
        painter.setBrush(QColor(tokens().accent))
        for end in ends:
            painter.drawEllipse(end, 4.5, 4.5)

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
