"""The section of one slot: which asset fills it, its words, its colour, its parameters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from opus_studio.api.messages import SlotAttributes
from opus_studio.protocol import EVERYTHING
from opus_studio.ui.form.color_row import ColorRow
from opus_studio.ui.form.fields import wear
from opus_studio.ui.form.keyword_chips import KeywordChips
from opus_studio.ui.form.labels import asset_label, is_found, slot_label
from opus_studio.ui.form.parameter_row import RESET_WIDTH, ParameterRow, row_grid
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.rows import make_row
from opus_studio.ui.form.section_header import HEIGHT, SectionHeader
from opus_studio.ui.form.state import FormState
from opus_studio.ui.form.words import repeats_asset, shared_words
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import ElidedLabel, QuietComboBox, icon_button

_FROM_SEED = "Chosen from the seed. Pick one above to set its values."


class SlotSection(QWidget):
    """Head and body; the body is made when it is opened for the first time.

    Args:
        state: The form's state.
        slot: What it is about.
        pictures: Of finishes.
        parent: The owner.
    """

    hovered = Signal(str)
    """The pointer came in: the slot's name; left: an empty string."""

    def __init__(
        self,
        state: FormState,
        slot: SlotAttributes,
        pictures: FormPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.slot = slot
        self._pictures = pictures
        self.title = slot_label(slot)
        self._state = state
        self._body: _SectionBody | None = None
        self._forced_open = False
        self.setObjectName(f"section:{slot.name}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.header = SectionHeader(self.title, f"header:{slot.name}", self)
        self.header.setToolTip(slot.description)
        self.header.toggled.connect(self._apply_open)
        layout.addWidget(self.header)
        self._reset = icon_button(
            "reset",
            f"Reset everything in {self.title}",
            f"reset_section:{slot.name}",
            size=14,
            parent=self.header,
        )
        self._reset.setFixedSize(QSize(RESET_WIDTH, RESET_WIDTH))
        self._reset.hide()
        self._reset.clicked.connect(self._on_reset)
        self.refresh()

    @property
    def is_built(self) -> bool:
        """Whether the body exists."""
        return self._body is not None

    @property
    def is_open(self) -> bool:
        """Whether the body is in sight."""
        return self.header.isChecked() or self._forced_open

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.header.setChecked(is_open)

    def refresh(self) -> None:
        """Show what the state holds now."""
        asset = self._state.shown_asset(self.slot.name)
        chosen = bool(self._state.chosen_asset(self.slot.name))
        several = len(self.slot.assets) > 1
        summary = asset_label(asset, self.slot) if asset and several else "Auto" if several else ""
        count = self._state.touched_count(self.slot.name)
        rgb = self._state.choices.colors.get(self.slot.name)
        self._reset.setVisible(count > 0)
        self.header.set_state(
            summary,
            is_chosen=chosen and several,
            count=count,
            color=None if rgb is None else QColor.fromRgbF(*rgb),
            room_right=RESET_WIDTH + 2 if count else 0,
        )
        if self._body is not None and (self.is_open or self._body.isVisible()):
            self._body.refresh()

    def apply_filter(self, query: str, only_set: bool) -> bool:
        """Show only what a search finds and, if wanted, what the user set.

        Returns:
            Whether anything is left; the section hides itself otherwise.
        """
        filtering = bool(query) or only_set
        whole = not only_set and query in self.title.casefold()
        found = whole or self._finds(query, only_set)
        self._forced_open = filtering and found
        self.header.set_forced(self._forced_open)
        self.setVisible(found)
        if found:
            self._apply_open()
            if self._body is not None:
                self._body.apply_filter("" if whole else query, only_set)
                if not filtering:
                    self._body.refresh()
        return found

    def row(self, key: str) -> ParameterRow | None:
        """The row of a parameter, if it is built and shown."""
        return self._body.rows.get(key) if self._body else None

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: the pointer comes in."""
        super().enterEvent(event)
        self.hovered.emit(self.slot.name)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer goes out."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the room has changed."""
        super().resizeEvent(event)
        self._reset.move(self.width() - RESET_WIDTH - tokens().space_s, (HEIGHT - RESET_WIDTH) // 2)

    def _finds(self, query: str, only_set: bool) -> bool:
        """Whether a row would be left; asked of the attributes, since the body may not exist."""
        if only_set and not self._state.touched_count(self.slot.name):
            return False
        if not query:
            return True
        texts = [asset_label(each, self.slot) for each in self.slot.assets]
        texts += self.slot.keywords
        return any(query in text.casefold().replace("_", " ") for text in texts) or any(
            is_found(parameter, query)
            for asset in self.slot.assets
            for parameter in asset.parameters
            if not only_set or self._state.shown(parameter.key).is_set
        )

    def _apply_open(self, _checked: bool = False) -> None:
        if self.is_open and self._body is None:
            self._body = _SectionBody(self._state, self.slot, self.title, self._pictures, self)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._body)
            self._body.remade.connect(self._order_tabs)
            self._order_tabs()
        if self._body is not None:
            if self.is_open:
                self._body.refresh()
            self._body.setVisible(self.is_open)

    def _order_tabs(self) -> None:
        """Let Tab walk in the order of sight; Qt's own order is that of making."""
        for before, widget in pairwise(self.controls()):
            QWidget.setTabOrder(before, widget)

    def controls(self) -> list[QWidget]:
        """What Tab stops at, in the order of sight."""
        inside = self._body.controls() if self._body is not None else []
        return [self.header, self._reset, *inside]

    def _on_reset(self) -> None:
        self._state.reset_slot(self.slot.name)
        self.header.setFocus(Qt.FocusReason.OtherFocusReason)


class _AssetLine(QWidget):
    """Which of the alternatives fills the slot."""

    def __init__(self, state: FormState, slot: SlotAttributes, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self._slot = slot
        grid = row_grid(self)
        grid.addWidget(ElidedLabel("Type", role="text_dim", parent=self), 0, 0)
        self._combo = QuietComboBox(f"asset:{slot.name}", f"Type of {title}", self)
        self._combo.addItem("Auto", "")
        for asset in slot.assets:
            self._combo.addItem(asset_label(asset, slot), asset.name)
            self._combo.setItemData(
                self._combo.count() - 1, asset.description, Qt.ItemDataRole.ToolTipRole
            )
        self._combo.activated.connect(self._on_activated)
        grid.addWidget(self._combo, 0, 1, 1, 2)

    def refresh(self) -> None:
        """Show what the state holds now; Auto tells what it came to."""
        chosen = self._state.chosen_asset(self._slot.name)
        asset = self._state.shown_asset(self._slot.name)
        came_to = asset_label(asset, self._slot) if asset and not chosen else ""
        self._combo.setItemText(0, f"Auto: {came_to}" if came_to else "Auto")
        self._combo.setCurrentIndex(self._combo.findData(chosen))
        wear(self._combo, "set" if chosen else "auto")

    def matches(self, query: str) -> bool:
        """Whether a search finds one of the alternatives."""
        return any(
            query in self._combo.itemText(index).casefold() for index in range(self._combo.count())
        )

    def _on_activated(self, index: int) -> None:
        self._state.choose_asset(self._slot.name, self._combo.itemData(index))


class _SectionBody(QWidget):
    """Asset, words, parameters, colour."""

    remade = Signal()
    """Another asset's rows have taken the place of those before."""

    def __init__(
        self,
        state: FormState,
        slot: SlotAttributes,
        title: str,
        pictures: FormPictures,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.rows: dict[str, ParameterRow] = {}
        self._state = state
        self._slot = slot
        self._asset_name: str | None = None
        self._query = ""
        self._only_set = False
        theme = tokens()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.space_l, 0, theme.space_s, theme.space_m)
        self._layout.setSpacing(2)
        self._asset = _AssetLine(state, slot, title, self) if len(slot.assets) > 1 else None
        if self._asset is not None:
            self._layout.addWidget(self._asset)
        self._chips: KeywordChips | None = None
        if slot.keywords:
            # Templates and the words that several slots have stand above, for the whole model.
            templates = frozenset(word for asset in slot.assets for word in asset.templates)
            model = state.attributes.model(slot.model)
            shared = shared_words(model.slots if model else (slot,))
            words = sorted(slot.keywords, key=lambda word: word in shared)
            repeating = {w for w in words if w in templates or repeats_asset(slot, w)}
            own = [word for word in words if word not in shared and word not in repeating]
            self._chips = KeywordChips(
                state,
                slot.name,
                words,
                templates,
                (slot.model, EVERYTHING),
                title,
                repeating=frozenset(repeating),
                limit=min(len(own), 5),
                parent=self,
            )
            self._chips.setContentsMargins(0, theme.space_xs, theme.space_m, theme.space_xs)
            self._layout.addWidget(self._chips)
        self._hint = QLabel(_FROM_SEED, self)
        self._hint.setProperty("kind", "small")
        self._hint.setWordWrap(True)
        self._layout.addWidget(self._hint)
        self._first_row = self._layout.count()
        self._color = ColorRow(state, slot.name, title, self)
        self._layout.addWidget(self._color)
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        asset = self._state.shown_asset(self._slot.name)
        if self._asset is not None:
            self._asset.refresh()
        if self._chips is not None:
            self._chips.refresh()
        name = asset.name if asset else ""
        if name != self._asset_name:
            self._asset_name = name
            self._remake_rows()
        for row in self.rows.values():
            row.refresh()
        self._color.refresh()
        self._say_hint(_FROM_SEED if asset is None and self._asset is not None else "")
        if self._query or self._only_set:
            self.apply_filter(self._query, self._only_set)

    def controls(self) -> Iterator[QWidget]:
        """What takes the keyboard, in the order of sight."""
        for index in range(self._layout.count()):
            item = self._layout.itemAt(index)
            part = item.widget() if item is not None else None
            for widget in part.findChildren(QWidget) if part is not None else ():
                # The list that a drop-down opens is a window of its own.
                inside = widget.window() is self.window()
                if inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    yield widget

    def apply_filter(self, query: str, only_set: bool) -> None:
        """Show only the rows that a search finds and, if wanted, that the user set."""
        self._query, self._only_set = query, only_set
        for key, row in self.rows.items():
            fits = not query or row.matches(query)
            row.setVisible(fits and (not only_set or self._state.shown(key).is_set))
        elsewhere = self._found_elsewhere(query) if query and not only_set else ()
        if query or only_set:
            self._say_hint(
                f"Belongs to {', '.join(elsewhere)}: pick it above." if elsewhere else ""
            )
        if self._asset is not None:
            chosen = bool(self._state.chosen_asset(self._slot.name))
            wanted = not query or bool(elsewhere) or self._asset.matches(query)
            self._asset.setVisible(wanted and (chosen or not only_set))
        colored = self._slot.name in self._state.choices.colors
        self._color.setVisible(("colour" in query or not query) and (colored or not only_set))
        if self._chips is not None:
            self._chips.apply_filter(query, only_set)

    def _found_elsewhere(self, query: str) -> tuple[str, ...]:
        """The alternatives that have what is searched for, while the one shown has not."""
        if any(row.matches(query) for row in self.rows.values()):
            return ()
        return tuple(
            asset_label(asset, self._slot)
            for asset in self._slot.assets
            if any(is_found(parameter, query) for parameter in asset.parameters)
        )

    def _say_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _remake_rows(self) -> None:
        """Put the rows of the asset that fills the slot in place of those before."""
        for row in self.rows.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        asset = self._state.shown_asset(self._slot.name)
        for index, parameter in enumerate(asset.parameters if asset else ()):
            row = make_row(self._state, parameter, self._pictures, self)
            self._layout.insertWidget(self._first_row + index, row)
            self.rows[parameter.key] = row
        self.remade.emit()
        if self._query or self._only_set:
            self.apply_filter(self._query, self._only_set)
