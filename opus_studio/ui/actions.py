"""Every action of the main window, made once: the menus list them, the workspace connects them."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from opus_studio.ui.theme import icon


class Actions:
    """The window's own actions, and those of its panes that the menus show, too.

    Args:
        window: Owns the actions; their shortcuts work everywhere in it.
        pane_edit: Actions of the panes for the Edit menu.
        pane_go: Actions of the panes for the Go menu.

    Attributes:
        open_asset: Take the parameters of a generated asset over.
        open_assets_folder: Show where the assets lie.
        settings: Open the settings.
        quit: Close the window.
        live_preview: Show the preview of the form as it stands.
        show_jobs: Bring the jobs to the front.
        show_library: Bring the library to the front.
        shortcuts: List the keyboard shortcuts.
        pane_edit: As given.
        pane_go: As given.
    """

    def __init__(
        self,
        window: QWidget,
        *,
        pane_edit: tuple[QAction, ...] = (),
        pane_go: tuple[QAction, ...] = (),
    ) -> None:
        self._window = window
        self.pane_edit = pane_edit
        self.pane_go = pane_go
        self.open_asset = self._make("Open a generated asset…", "Ctrl+O", "folder")
        self.open_assets_folder = self._make("Open the assets folder", "", "folder")
        self.settings = self._make("Settings…", "Ctrl+,", "settings")
        self.quit = self._make("Quit", "Ctrl+Q", "")
        self.live_preview = self._make("Live preview", "Ctrl+L", "eye")
        self.show_jobs = self._make("Jobs", "Ctrl+J", "play")
        self.show_library = self._make("Library", "Ctrl+B", "folder")
        self.shortcuts = self._make("Keyboard shortcuts", "F1", "info")

    def _make(self, text: str, key: str, icon_name: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action_{text.rstrip('…').lower().replace(' ', '_')}")
        if icon_name:
            action.setIcon(icon(icon_name))
        if key:
            action.setShortcut(QKeySequence(key))
        return action
