"""The head of the pane: the model's name, undo, presets, search and filter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from opus_studio.ui.form.presets_menu import PresetsMenu
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import ElidedLabel, SearchField, icon_button


class FormToolbar(QWidget):
    """Title and buttons in one line, search below.

    Args:
        undo: The action that takes back.
        redo: The action that does again.
        parent: The owner.
    """

    filter_changed = Signal(str, bool)
    """What is searched for, and whether only what the user set shall be shown."""
    expand_requested = Signal(bool)
    """All sections shall open (True) or close."""
    reset_requested = Signal()
    """Everything shall be given back."""

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space_l, theme.space_m, theme.space_m, theme.space_s)
        outer.setSpacing(theme.space_s)
        line = QHBoxLayout()
        line.setSpacing(2)
        self._title = ElidedLabel("", bold=True, parent=self)
        font = self._title.font()
        font.setPixelSize(theme.font_display)
        self._title.setFont(font)
        line.addWidget(self._title, 1)
        for action, name in ((undo, "undo"), (redo, "redo")):
            button = QToolButton(self)
            button.setObjectName(f"{name}_button")
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            line.addWidget(button)
        self.presets = PresetsMenu(self)
        line.addWidget(self._menu_button("bookmark", "Presets", "presets", self.presets))
        line.addWidget(self._menu_button("menu", "More", "form_more", self._more_menu()))
        outer.addLayout(line)
        below = QHBoxLayout()
        below.setSpacing(theme.space_xs)
        self.search = SearchField("Find a parameter", "form_search", self)
        self.search.textChanged.connect(self._on_filter)
        below.addWidget(self.search, 1)
        self.only_set = icon_button(
            "filter", "Show only what I set", "only_set", checkable=True, parent=self
        )
        self.only_set.toggled.connect(self._on_filter)
        below.addWidget(self.only_set)
        outer.addLayout(below)

    def set_title(self, title: str, hint: str) -> None:
        """Name the model; `hint` is its description."""
        self._title.set_text(title)
        self._title.set_hint(hint)

    def clear_filter(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.only_set.setChecked(False)

    def _on_filter(self, _change: object = None) -> None:
        self.filter_changed.emit(self.search.text(), self.only_set.isChecked())

    def _menu_button(self, icon_name: str, text: str, name: str, menu: QMenu) -> QToolButton:
        button = icon_button(icon_name, text, name, role="text", parent=self)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _more_menu(self) -> QMenu:
        menu = QMenu("More", self)
        menu.setObjectName("form_more_menu")
        for name, text, icon_name, slot in (
            ("expand_all", "Expand all", "expand-all", self._on_expand),
            ("collapse_all", "Collapse all", "collapse-all", self._on_collapse),
            ("reset_all", "Reset everything", "reset", self.reset_requested.emit),
        ):
            if name == "reset_all":
                menu.addSeparator()
            menu.addAction(icon(icon_name), text, slot).setObjectName(name)
        return menu

    def _on_expand(self) -> None:
        self.expand_requested.emit(True)

    def _on_collapse(self) -> None:
        self.expand_requested.emit(False)
