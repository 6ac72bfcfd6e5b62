"""A switch for yes and no."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring


class Switch(QCheckBox):
    """A check box drawn as a sliding knob; `dimmed` shows that its value is automatic."""

    def __init__(self, object_name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._dimmed = False

    def set_dimmed(self, dimmed: bool) -> None:
        """Whether its value is automatic."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(38, 24)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """Qt: the whole widget can be clicked."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 3, 34, 18)
        if not self.isChecked():
            fill_rounded(painter, track, 9, theme.pressed, theme.text_dim)
        else:
            fill_rounded(painter, track, 9, theme.text_dim if self._dimmed else theme.accent_fill)
        on_knob = theme.panel if self._dimmed else theme.on_accent
        knob = on_knob if self.isChecked() else theme.text_dim
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(knob))
        painter.drawEllipse(QPointF(27 if self.isChecked() else 11, 12), 6, 6)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 11)
