"""A patch of colour that is a button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring


class Swatch(QToolButton):
    """Shows a colour, or a stroke through an empty patch for "automatic"."""

    def __init__(self, object_name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._color: QColor | None = None

    def color(self) -> QColor | None:
        """The colour, or None for automatic."""
        return self._color

    def set_color(self, color: QColor | None) -> None:
        """Show a colour; None for automatic."""
        if color != self._color:
            self._color = color
            self.update()

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(44, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self._color is None:
            fill_rounded(painter, rect, theme.radius - 2, theme.field, theme.border_strong)
            painter.setPen(QPen(QColor(theme.text_dim), 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(
                rect.bottomLeft() + QRectF(5, -4, 0, 0).topLeft(),
                rect.topRight() + QRectF(-5, 4, 0, 0).topLeft(),
            )
        else:
            fill_rounded(painter, rect, theme.radius - 2, self._color.name(), theme.text_dim)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), theme.radius)
