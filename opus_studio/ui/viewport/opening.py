"""A bar over the picture while a file is being opened, with a button that stops waiting for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import ElidedLabel

PATIENCE: Final = 300
"""Milliseconds of opening before the bar is shown."""

_FROM_TOP: Final = 52
"""Logical pixels from the picture's upper edge: below what is written there."""


class OpeningBar(QFrame):
    """What is being opened, that it goes on, and Cancel."""

    cancelled = Signal()
    """The user does not want to wait."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("opening_bar")
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        space = tokens().space_m
        row = QHBoxLayout(self)
        row.setContentsMargins(space, tokens().space_s, tokens().space_s, tokens().space_s)
        row.setSpacing(space)
        self._label = ElidedLabel("", parent=self)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("opening_progress")
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(90, 6)
        button = QPushButton("Cancel", self)
        button.setObjectName("opening_cancel")
        button.setToolTip("Stop opening (Esc)")
        button.clicked.connect(self.cancelled)
        for widget in (self._label, self._progress, button):
            row.addWidget(widget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE)
        self._soon.timeout.connect(self._appear)
        self.hide()

    def begin(self, text: str) -> None:
        """Something is being opened; the bar comes when it takes long."""
        self._label.set_text(text)
        self._progress.setAccessibleName(text)
        if self.isVisible():
            self.place()
        else:
            self._soon.start()

    def end(self) -> None:
        """It is open, or nobody waits for it any more."""
        self._soon.stop()
        self.hide()

    def place(self) -> None:
        """In the middle of the parent's upper edge."""
        parent = self.parentWidget()
        width = min(self.sizeHint().width(), max(parent.width() - 24, 120))
        self.resize(width, self.sizeHint().height())
        self.move((parent.width() - width) // 2, _FROM_TOP)

    def _appear(self) -> None:
        self.place()
        self.show()
        self.raise_()
