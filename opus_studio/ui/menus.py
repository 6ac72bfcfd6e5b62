"""The main window's menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from opus_studio.ui.theme import icon

if TYPE_CHECKING:
    from opus_studio.ui.main_window import MainWindow


def make_menus(window: MainWindow) -> None:
    """Put the menus into a window that has its panes."""
    file_menu = _menu(window, "&File")
    _action(file_menu, "Open a generated asset\u2026", "Ctrl+O", window.ask_open, "folder")
    _action(file_menu, "Open the assets folder", "", window.open_assets, "folder")
    file_menu.addSeparator()
    _action(file_menu, "Settings\u2026", "Ctrl+,", window.open_settings, "settings")
    file_menu.addSeparator()
    _action(file_menu, "Quit", "Ctrl+Q", window.close, "")
    edit_menu = _menu(window, "&Edit")
    edit_menu.addActions([window.form.undo_action, window.form.redo_action])
    edit_menu.addSeparator()
    edit_menu.addAction(window.form.generate_action)
    go_menu = _menu(window, "&Go")
    go_menu.addActions([window.catalogue.find_action, window.catalogue.star_action])
    _action(go_menu, "Live preview", "Ctrl+L", window.previews.refresh, "eye")
    _action(go_menu, "Jobs", "Ctrl+J", window.show_jobs, "play")
    _action(go_menu, "Library", "Ctrl+B", window.show_library, "folder")
    help_menu = _menu(window, "&Help")
    _action(help_menu, "Keyboard shortcuts", "F1", window.show_shortcuts, "info")


def _menu(window: MainWindow, title: str) -> QMenu:
    menu = window.menuBar().addMenu(title)
    menu.setObjectName(f"menu_{title.strip('&').lower()}")
    return menu


def _action(menu: QMenu, text: str, key: str, slot: Callable[[], object], picture: str) -> None:
    action = QAction(text, menu)
    if picture:
        action.setIcon(icon(picture))
    if key:
        action.setShortcut(QKeySequence(key))
    action.triggered.connect(slot)
    menu.addAction(action)
