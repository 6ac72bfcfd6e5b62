"""A word that can be switched on: tags, templates, file formats, filters."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring

_HEIGHT = 25
_PADDING = 10
_ICON = 14


class Chip(QCheckBox):
    """A checkable pill; to a screen reader it is a check box.

    Args:
        text: What it says.
        object_name: For tests and style.
        accessible: What a screen reader says; the text when empty.
        icon_name: An icon before the text, or empty.
        checkable: False makes it a small button, such as "12 more".
        parent: The owner.
    """

    def __init__(
        self,
        text: str,
        object_name: str,
        *,
        accessible: str = "",
        icon_name: str = "",
        checkable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible or text)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon_name = icon_name
        self._inherited = False

    @property
    def inherited(self) -> bool:
        """Whether it counts although it is not switched on here: a more general choice has it."""
        return self._inherited

    def set_inherited(self, inherited: bool) -> None:
        """Mark it as counting by a more general choice; drawn with an accent outline."""
        if inherited != self._inherited:
            self._inherited = inherited
            self.update()

    def hitButton(self, position: QPoint) -> bool:
        """Qt: the whole widget can be clicked."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * _PADDING
        return QSize(width + (_ICON + 4 if self._icon_name else 0), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return QSize(min(self.sizeHint().width(), 48), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        hover = self.underMouse() and self.isEnabled()
        if self.isChecked():
            ink = "on_accent"
            fill_rounded(
                painter, rect, radius, theme.accent_fill_hover if hover else theme.accent_fill
            )
        elif self._inherited:
            ink = "accent"
            fill_rounded(painter, rect, radius, theme.accent_soft, theme.accent)
        else:
            ink = "text"
            fill_rounded(
                painter, rect, radius, theme.hover if hover else theme.raised, theme.border_strong
            )
        if not self.isEnabled():
            ink = "text_disabled"
        left = _PADDING
        if self._icon_name:
            place = QRectF(left - 1, (rect.height() - _ICON) / 2, _ICON, _ICON)
            icon(self._icon_name, ink).paint(painter, place.toRect())
            left += _ICON + 4
        painter.setPen(QColor(getattr(theme, ink)))
        room = rect.adjusted(left, 0, -_PADDING + 1, 0)
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            # On the chosen chip the ring would drown in its own colour: draw it in the text's.
            focus_ring(painter, rect, radius - 1)
            if self.isChecked():
                fill_rounded(painter, rect.adjusted(2, 2, -2, -2), radius - 2, "", theme.on_accent)
