"""Every shortcut of the window, read from its actions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import SearchField

_WIDE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


class ShortcutsDialog(QDialog):
    """Opened by F1; lists what the window has at this moment.

    Args:
        window: Where the actions are looked for.
        parent: The owner; the window when None.
    """

    def __init__(self, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent or window)
        self.setObjectName("shortcuts_dialog")
        self.setWindowTitle("Shortcuts")
        self.setAccessibleName("Shortcuts")
        self.resize(520, 560)
        theme = tokens()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space_l, theme.space_l, theme.space_l, theme.space_m)
        layout.setSpacing(theme.space_m)
        self.search = SearchField("Search shortcuts", "shortcuts_search", self)
        self.search.textChanged.connect(self._on_search)
        layout.addWidget(self.search)
        self.table = _table(self)
        self._lines: list[str] = []
        rows = sorted(set(found_shortcuts(window)), key=lambda row: tuple(map(str.casefold, row)))
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._lines.append(" ".join(row).casefold())
            for column, text in enumerate(row):
                self.table.setItem(number, column, QTableWidgetItem(text))
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _on_search(self, text: str) -> None:
        words = text.casefold().split()
        for row, line in enumerate(self._lines):
            self.table.setRowHidden(row, not all(word in line for word in words))


def found_shortcuts(window: QWidget) -> Iterator[tuple[str, str, str]]:
    """Place, what it does and keys of every action of a window that has a shortcut."""
    for action in window.findChildren(QAction):
        keys = [
            sequence.toString(QKeySequence.SequenceFormat.NativeText)
            for sequence in action.shortcuts()
            if not sequence.isEmpty()
        ]
        text = action.text().replace("&", "").partition("\t")[0].rstrip("…")
        if keys and text:
            yield _place(action), text, ", ".join(keys)


def _place(action: QAction) -> str:
    """The pane in which an action's keys work; "Everywhere" where that is the whole window."""
    widget = None if action.shortcutContext() in _WIDE else action.parent()
    while isinstance(widget, QWidget):
        if widget.isWindow() and not isinstance(widget, QMenu):
            break
        if widget.accessibleName():
            return widget.accessibleName()
        widget = widget.parentWidget()
    return "Everywhere"


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, 3, parent)
    table.setObjectName("shortcuts_table")
    table.setAccessibleName("Shortcuts")
    table.setHorizontalHeaderLabels(["Where", "What", "Keys"])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(30)
    heads = table.horizontalHeader()
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setHighlightSections(False)
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table
