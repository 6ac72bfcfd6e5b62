"""The field in which a value is typed; it leaves undo to the form's own history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from opus_studio.ui.form.measure import has_unit
from opus_studio.ui.theme import tokens

_NOTCH = 120
"""What `QWheelEvent.angleDelta` says for one notch (Qt documentation of QWheelEvent)."""


_UNIT_GAP = 4
"""Pixels between a value and its unit."""

_FRAME = 22
"""Pixels that border, padding and the caret take of a field's width; see the style sheet."""


def wear(widget: QWidget, origin: str) -> None:
    """Dress a field as `auto`, `set` or `wrong`; see `ui.theme`'s style sheet."""
    if widget.property("origin") == origin:
        return
    widget.setProperty("origin", origin)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class TypedField(QLineEdit):
    """A line in which a value is typed, with a unit behind it.

    It shows what it is told to, except while the user is typing in it.
    """

    typed = Signal(str)
    """At every keystroke: the text so far."""

    finished = Signal(str)
    """Enter, Tab or a click elsewhere, after the text was changed."""

    abandoned = Signal()
    """Escape: the text was given up."""

    stepped = Signal(float)
    """An arrow key or the wheel in the focused field: how many steps, signed."""

    def __init__(self, object_name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._suffix = ""
        self._shown = ""
        self._select_on_release = False
        self.textEdited.connect(self.typed)
        self.textChanged.connect(self._make_room)
        self.editingFinished.connect(self.commit)

    def show_value(self, text: str, suffix: str, origin: str) -> None:
        """Show a value; typing that is not finished stays."""
        self._shown = text
        wear(self, origin)
        self._suffix = suffix
        if not self.isModified() and self.text() != text:
            self.setText(text)
        self._make_room()

    @property
    def shown_suffix(self) -> str:
        """The unit behind the text; none where the text names one itself."""
        return "" if has_unit(self.text()) else self._suffix

    def width_for(self, text: str, suffix: str) -> int:
        """Pixels in which a value and its unit are seen whole."""
        metrics = self.fontMetrics()
        unit = metrics.horizontalAdvance(suffix) + _UNIT_GAP if suffix else 0
        return metrics.horizontalAdvance(text) + unit + _FRAME

    def commit(self) -> None:
        """Hand over what was typed, if anything was."""
        if self.isModified():
            self.setModified(False)
            self.finished.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Qt: any event."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
            and (event.matches(QKeySequence.StandardKey.Undo) or _is_redo(event))
        ):
            # Nothing was typed: undo belongs to the form.
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down."""
        step = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}.get(Qt.Key(event.key()))
        if step is not None:
            factor = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            self.setModified(False)
            self.stepped.emit(step * factor)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.abandoned.emit()
            self.setText(self._shown)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel turns."""
        if not self.hasFocus():
            event.ignore()
            return
        self.setModified(False)
        self.stepped.emit(event.angleDelta().y() / _NOTCH)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard comes in."""
        super().focusInEvent(event)
        self._select_on_release = event.reason() == Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the pointer goes up."""
        super().mouseReleaseEvent(event)
        if self._select_on_release and not self.hasSelectedText():
            self.selectAll()
        self._select_on_release = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        super().paintEvent(event)
        if self.shown_suffix:
            painter = QPainter(self)
            theme = tokens()
            painter.setPen(QColor(theme.text_dim if self.isEnabled() else theme.text_disabled))
            room = QRect(self.rect()).adjusted(0, 0, -8, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._suffix
            )

    def _make_room(self) -> None:
        """Keep the text off the unit behind it."""
        unit = self.shown_suffix
        room = self.fontMetrics().horizontalAdvance(unit) + _UNIT_GAP if unit else 0
        if room != self.textMargins().right():
            self.setTextMargins(0, 0, room, 0)
            self.update()


def _is_redo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Redo)
