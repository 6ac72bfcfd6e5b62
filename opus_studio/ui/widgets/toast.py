"""A message over the lower edge of a pane, with at most one action, that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.icon_button import icon_button
from opus_studio.ui.widgets.painting import fill_rounded

_WIDEST = 560
_MARGIN = 12


class Toast(QFrame):
    """Says "Removed Window 48213." with an "Undo" beside it. Blocks nothing.

    It stays while the pointer is on it or the keyboard is in it. A new message takes the place of
    the one before; `closed` is told of that when the new one is already in sight.

    Args:
        parent: The pane over whose lower edge it lies.
        object_name: For tests; the button is called `<object_name>_action`.
    """

    closed = Signal(bool)
    """A message is gone; True when its action was chosen (and has been done)."""

    def __init__(self, parent: QWidget, object_name: str = "toast") -> None:
        super().__init__(parent)
        self._pane = parent
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._callback: Callable[[], object] | None = None
        self._role = ""
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setObjectName(f"{object_name}_text")
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._action.setObjectName(f"{object_name}_action")
        self._action.clicked.connect(self._act)
        self._close = icon_button("cancel", "Dismiss", f"{object_name}_close", parent=self)
        self._close.clicked.connect(self.dismiss)
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 7, 7)
        layout.setSpacing(tokens().space_s)
        layout.addWidget(self._picture)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        parent.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        text: str,
        *,
        action: str = "",
        callback: Callable[[], object] | None = None,
        seconds: float = 8.0,
        role: str = "",
    ) -> None:
        """Say something.

        Args:
            text: What happened, in plain words.
            action: Text of the button, such as "Undo"; empty for none.
            callback: What the button does.
            seconds: How long it stays; 0 until it is dismissed.
            role: `warning` or `danger` adds a sign in that colour.
        """
        replaces = not self.isHidden()
        self._callback = callback
        self._role = role
        self._text.setText(text)
        self.setAccessibleName(text)
        self._picture.setVisible(bool(role))
        if role:
            sign = icon("warning", role)
            self._picture.setPixmap(sign.pixmap(tokens().icon_size, tokens().icon_size))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._timer.setInterval(int(seconds * 1000))
        self.show()
        self.raise_()
        self._place()
        self._restart()
        # Screen readers say an alert at once, wherever the keyboard is.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if replaces:
            self.closed.emit(False)

    def text(self) -> str:
        """What it says, or said last."""
        return self._text.text()

    def action_button(self) -> QPushButton:
        """The button of the action."""
        return self._action

    def dismiss(self) -> None:
        """Take the message away without its action."""
        if not self.isHidden():
            self._put_away()
            self.closed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: something happens to the pane."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt: anything happens."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.FocusIn):
            self._timer.stop()
        elif event.type() == QEvent.Type.HoverLeave:
            self._restart()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QColor(getattr(theme, self._role or "border_strong")).name()
        fill_rounded(painter, self.rect().toRectF(), theme.radius_large, theme.raised, outline)

    def _restart(self) -> None:
        if self._timer.interval() > 0:
            self._timer.start()

    def _expire(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._restart()
            return
        self.dismiss()

    def _act(self) -> None:
        callback = self._callback
        self._put_away()
        if callback is not None:
            callback()
        self.closed.emit(True)

    def _put_away(self) -> None:
        self._timer.stop()
        self._callback = None
        self.hide()

    def _place(self) -> None:
        pane = self._pane
        width = min(_WIDEST, max(120, pane.width() - 2 * _MARGIN), self._wanted_width())
        height = min(self._line.totalHeightForWidth(width), pane.height())
        left = (pane.width() - width) // 2
        self.setGeometry(left, max(0, pane.height() - height - _MARGIN), width, height)

    def _wanted_width(self) -> int:
        metrics = self._text.fontMetrics()
        words = metrics.horizontalAdvance(self._text.text())
        rest = self._close.sizeHint().width() + 21 + 3 * tokens().space_s + 4
        if self._action.text():
            rest += self._action.sizeHint().width()
        if self._role:
            rest += tokens().icon_size
        return words + rest
