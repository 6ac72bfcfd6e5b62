"""Fields that leave the mouse wheel to what scrolls around them, unless they have the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget


class QuietComboBox(QComboBox):
    """A drop-down that ignores the wheel unless it has the keyboard."""

    def __init__(self, object_name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel turns."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class QuietSpinBox(QSpinBox):
    """A number box that ignores the wheel unless it has the keyboard."""

    def __init__(self, object_name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The style sheet's padding does not reach the line inside a number box.
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel turns."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
