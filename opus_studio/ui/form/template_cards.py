"""The templates of a model as cards with pictures, of which one is chosen or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from opus_studio.ui.form.labels import humanise
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.state import FormState
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import Chip
from opus_studio.ui.widgets.flow_layout import flow_widget
from opus_studio.ui.widgets.painting import fill_rounded, focus_ring, two_lines
from opus_studio.ui.widgets.pictures import draw_picture, scaled_picture

CARD = QSize(98, 110)
_PICTURE = QSize(90, 68)
_INSET = 4

NONE = ""
"""The template that stands for none."""


class TemplateCard(QRadioButton):
    """A picture with a name; to a screen reader a radio button.

    Args:
        template: Its name on the wire; `NONE` for the card that takes a template back.
        model: The model on the wire.
        where: The model in words, for screen readers.
        pictures: Where its picture comes from.
        parent: The owner.
    """

    def __init__(
        self, template: str, model: str, where: str, pictures: FormPictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._template = template
        self._model = model
        self._pictures = pictures
        text = humanise(template) if template else "None"
        self.setText(text)
        self.setToolTip(text if template else "No template: everything follows the seed")
        self.setObjectName(f"template:{model}:{template or 'none'}")
        self.setAccessibleName(f"Template {text}, {where}" if template else f"No template, {where}")
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return CARD

    def minimumSizeHint(self) -> QSize:
        """Qt: the least that it can be drawn in."""
        return CARD

    def hitButton(self, position: QPoint) -> bool:
        """Qt: the whole card can be clicked."""
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key goes down; Enter chooses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw in the theme in force."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        fill = theme.accent_soft if chosen else theme.hover if self.underMouse() else theme.raised
        fill_rounded(painter, rect, theme.radius, fill, "" if chosen else theme.border)
        if chosen:
            fill_rounded(
                painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, "", theme.accent
            )
        self._paint_picture(painter, QRect(QPoint(_INSET, _INSET), _PICTURE))
        font = self.font()
        font.setPixelSize(theme.font_small)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        top = _INSET + _PICTURE.height()
        room = QRectF(4, top, rect.width() - 8, rect.height() - top - 1)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignCenter, two_lines(self.text(), font, room.width())
        )
        if self.hasFocus():
            focus_ring(painter, rect, theme.radius)

    def _paint_picture(self, painter: QPainter, room: QRect) -> None:
        theme = tokens()
        if self._template:
            file = self._pictures.of_template(self._model, self._template)
            picture = scaled_picture(file, room.size(), self.devicePixelRatioF())
            if not picture.isNull():
                draw_picture(painter, room, picture, theme.radius - 2)
                return
        fill_rounded(painter, QRectF(room), theme.radius - 2, theme.field)
        place = QRect(0, 0, 22, 22)
        place.moveCenter(room.center())
        icon("bookmark" if self._template else "cancel", "text_dim").paint(painter, place)


class TemplateCards(QWidget):
    """All templates of a model, `None` first.

    Args:
        state: The form's state.
        key: The model, or `*` for the main one: where the template's word is put.
        model: The model's name on the wire.
        where: The model in words.
        templates: The names on the wire.
        pictures: Where the pictures come from.
        parent: The owner.
    """

    LIMIT = 5
    """Templates in sight before "more" is pressed; a chosen one always is."""

    def __init__(
        self,
        state: FormState,
        key: str,
        model: str,
        where: str,
        templates: Sequence[str],
        pictures: FormPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._key = key
        self._open = False
        self._query = ""
        self._only_set = False
        self.setObjectName(f"templates:{key}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        holder, flow = flow_widget(self)
        outer.addWidget(holder)
        self._cards = {
            name: TemplateCard(name, model, where, pictures, holder) for name in (NONE, *templates)
        }
        for name, card in self._cards.items():
            card.clicked.connect(partial(self._on_clicked, name))
            flow.addWidget(card)
        self._more = Chip("", f"more_templates:{key}", checkable=False, parent=holder)
        self._more.clicked.connect(self._on_more)
        flow.addWidget(self._more)
        pictures.made.connect(self._on_picture)
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        chosen = self._state.template(self._key)
        hidden = 0
        for place, (name, card) in enumerate(self._cards.items()):
            card.setChecked(name == chosen)
            if self._query or self._only_set:
                is_shown = bool(name) and self._fits(name, chosen)
            else:
                is_shown = self._open or place <= self.LIMIT or name == chosen
                hidden += not is_shown
            card.setVisible(is_shown)
        many = len(self._cards) > self.LIMIT + 1
        self._more.setVisible(many and not (self._query or self._only_set))
        self._more.setText("Fewer" if self._open else f"{hidden} more")
        self._more.setAccessibleName(self._more.text())
        self._more.updateGeometry()

    def apply_filter(self, query: str, only_set: bool) -> bool:
        """Show the cards that a search finds and, if wanted, only the one that is chosen.

        Returns:
            Whether any card is left.
        """
        self._query, self._only_set = query, only_set
        chosen = self._state.template(self._key)
        found = any(name and self._fits(name, chosen) for name in self._cards)
        self.setVisible(found or not (query or only_set))
        self.refresh()
        return found

    def _fits(self, name: str, chosen: str) -> bool:
        found = self._query in humanise(name).casefold()
        return found and (name == chosen or not self._only_set)

    def _on_clicked(self, name: str) -> None:
        # A click on the chosen card takes it back, as on a chip.
        again = self._state.template(self._key) == name
        self._state.choose_template(self._key, NONE if again else name)
        self.refresh()

    def _on_more(self) -> None:
        self._open = not self._open
        self.refresh()

    def _on_picture(self, _file: object) -> None:
        self.update()
        for card in self._cards.values():
            card.update()
