"""The search field that catalogue, form and jobs share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from opus_studio.ui.theme import icon


class SearchField(QLineEdit):
    """A line with a magnifier and a button to clear it; Escape clears it too.

    Args:
        placeholder: What can be searched; also the accessible name.
        object_name: For tests and style.
        parent: The owner.
    """

    def __init__(self, placeholder: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon("search", "text_dim"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(
            icon("cancel", "text_dim"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setText("Clear the search")
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _offer_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))
