"""A finish in the form: its sphere and name on a button that opens the picker."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from opus_studio.api.messages import ParameterAttributes
from opus_studio.ui.form.finish_picker import FinishPicker, paint_finish
from opus_studio.ui.form.labels import choice_label
from opus_studio.ui.form.parameter_row import ORIGINS, ParameterRow
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.state import FormState
from opus_studio.ui.form.view import Shown
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring

_BALL = 24


class FinishButton(QToolButton):
    """Shows a finish, dimmed when it is automatic."""

    def __init__(
        self, object_name: str, title: str, pictures: FormPictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._pictures = pictures
        self._finish = ""
        self._origin = "auto"
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        pictures.made.connect(self._on_picture)

    @property
    def finish(self) -> str:
        """The finish shown, or empty."""
        return self._finish

    def show_finish(self, finish: str, origin: str) -> None:
        """Show a finish; `origin` is `auto`, `set` or `wrong`."""
        if (finish, origin) != (self._finish, self._origin):
            self._finish, self._origin = finish, origin
            said = choice_label(finish) if finish else "automatic"
            self.setText(said)
            self.setAccessibleName(f"{self._title}: {said}")
            self.update()

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(170, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        border = theme.danger if self._origin == "wrong" else theme.border_strong
        fill_rounded(
            painter,
            rect,
            theme.radius - 2,
            theme.hover if self.underMouse() else theme.field,
            border,
        )
        left = 5
        if self._finish:
            room = QRect(left, (self.height() - _BALL) // 2, _BALL, _BALL)
            paint_finish(painter, room, self._finish, self._pictures, self.devicePixelRatioF())
            left += _BALL + 6
        painter.setPen(QColor(theme.text_dim if self._origin == "auto" else theme.text))
        words = rect.adjusted(left, 0, -22, 0)
        shown = QFontMetrics(self.font()).elidedText(
            self.text() or "Automatic", Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        arrow = QRect(self.width() - 19, (self.height() - 12) // 2, 12, 12)
        icon("chevron-down", "text_dim").paint(painter, arrow)
        if self.hasFocus():
            focus_ring(painter, rect, theme.radius)

    def _on_picture(self, _file: object) -> None:
        self.update()


class FinishRow(ParameterRow):
    """One of several finishes.

    Args:
        state: The form's state.
        parameter: What it edits.
        pictures: Where the spheres come from.
        parent: The owner.
    """

    def __init__(
        self,
        state: FormState,
        parameter: ParameterAttributes,
        pictures: FormPictures,
        parent: QWidget | None = None,
    ) -> None:
        self._pictures = pictures
        self._picker: FinishPicker | None = None
        super().__init__(state, parameter, parent)

    def focus_editor(self) -> None:
        """Give the button the keyboard."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        name = f"choice:{self.key}"
        self._button = FinishButton(name, self.label_text, self._pictures, self)
        self._button.clicked.connect(self._on_clicked)
        self._grid.addWidget(self._button, 0, 1, 1, 2)
        self._last_editor = self._button

    def _show(self, shown: Shown, origin: str) -> None:
        self._button.show_finish(str(shown.value or ""), origin)
        told = shown.problem or ORIGINS.get(shown.origin, "")
        self._button.setToolTip("\n".join(filter(None, (self._button.text(), told))))

    def _on_clicked(self) -> None:
        if self._picker is None:
            self._picker = FinishPicker(self.parameter, self.label_text, self._pictures, self)
            self._picker.picked.connect(self._on_picked)
        self._picker.open_at(self._button, self._button.finish)

    def _on_picked(self, finish: str) -> None:
        self._state.set_value(self.key, finish)
        self.focus_editor()
