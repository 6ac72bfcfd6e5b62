"""A one-line label that shortens its text with an ellipsis and tells the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opus_studio.ui.theme import tokens


class ElidedLabel(QWidget):
    """Text in one line that never asks for more width than there is.

    Args:
        text: What it says.
        role: The `Tokens` colour that it wears.
        bold: Strong type.
        parent: The owner.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._hint = ""
        self._role = role
        self._alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if bold:
            self.set_bold(True)
        self.set_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self._refresh_tooltip()
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """A sentence for the tooltip, shown below the text."""
        self._hint = hint
        self._refresh_tooltip()

    def set_role(self, role: str) -> None:
        """Wear another of the theme's colours."""
        if role != self._role:
            self._role = role
            self.update()

    def set_bold(self, bold: bool) -> None:
        """Strong or ordinary type."""
        font = self.font()
        font.setBold(bold)
        self.setFont(font)

    def set_alignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Where in its room the text stands."""
        self._alignment = alignment
        self.update()

    def is_elided(self) -> bool:
        """Whether the text does not fit."""
        return QFontMetrics(self.font()).horizontalAdvance(self._text) > self.width()

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room has changed."""
        super().resizeEvent(event)
        self._refresh_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        role = self._role if self.isEnabled() else "text_disabled"
        painter.setPen(QColor(getattr(tokens(), role)))
        shown = QFontMetrics(self.font()).elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self._alignment, shown)

    def _refresh_tooltip(self) -> None:
        lines = [self._text] if self._hint or self.is_elided() else []
        self.setToolTip("\n".join([*lines, self._hint] if self._hint else lines))
