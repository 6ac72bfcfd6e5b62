"""What a pane shows when it has nothing to show: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.spinner import Spinner


class EmptyState(QWidget):
    """An icon, a title, a sentence and perhaps one button, in the middle of the room.

    Args:
        icon_name: A name of `ui.theme.icon`.
        title: What is the case.
        text: What it means and what to do.
        object_name: For tests; the button is called `<object_name>_button`.
        action: Text of the button, or empty for none.
        callback: What the button does.
        role: The `Tokens` colour of the icon.
        parent: The owner.
    """

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        object_name: str,
        *,
        action: str = "",
        callback: Callable[[], object] | None = None,
        role: str = "text_dim",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(f"{title}. {text}".strip())
        layout = _centred(self)
        picture = _Picture(icon_name, role, self)
        layout.addWidget(picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(tokens().space_xs)
        layout.addWidget(_text_label(title, "title", self))
        if text:
            layout.addWidget(_text_label(text, "dim", self))
        self.button: QPushButton | None = None
        if action:
            self.button = QPushButton(action, self)
            self.button.setObjectName(f"{object_name}_button")
            self.button.setAccessibleName(action)
            if callback is not None:
                self.button.clicked.connect(lambda _checked=False: callback())
            layout.addSpacing(tokens().space_s)
            layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class LoadingState(QWidget):
    """A spinner and a sentence, in the middle of the room."""

    def __init__(self, text: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(text)
        layout = _centred(self)
        layout.addWidget(Spinner(28, self), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(tokens().space_s)
        layout.addWidget(_text_label(text, "dim", self))
        layout.addStretch(3)


class _Picture(QLabel):
    """A large icon that follows the theme."""

    def __init__(self, icon_name: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon(icon_name, role)
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())


def _centred(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    margin = tokens().space_xl
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(tokens().space_s)
    layout.addStretch(2)
    return layout


def _text_label(text: str, kind: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
