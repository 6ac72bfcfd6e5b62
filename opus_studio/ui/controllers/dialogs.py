"""Opens the window's dialogs; none is waited for, and each is gone when it is closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QWidget

from opus_studio.ui.dialogs import FirstStart, SettingsDialog, ShortcutsDialog
from opus_studio.ui.services import Services

MAX_VARIATIONS = 50
_SUGGESTED_VARIATIONS = 6


class DialogsController(QObject):
    """Settings, first start, shortcuts, and the two small questions.

    Args:
        services: What the dialogs read and change.
        window: Over which they open.
    """

    asset_file_chosen = Signal(Path)
    """The user has chosen the file of an asset whose parameters shall be taken over."""
    variations_chosen = Signal(str, int)
    """The user wants so many variations of this job."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def open_settings(self) -> None:
        """Show the settings."""
        services = self._services
        _open(
            SettingsDialog(
                services.settings,
                services.credentials,
                services.test_connection,
                self._window,
                usual={"files.assets_folder": str(services.paths.assets)},
            )
        )

    def show_first_start(self) -> None:
        """Greet a new user in a few steps that can be skipped."""
        services = self._services
        _open(
            FirstStart(
                services.settings,
                self._window,
                credentials=services.credentials,
                usual_folder=services.paths.assets,
                test_connection=services.test_connection,
            )
        )

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        _open(ShortcutsDialog(self._window))

    def ask_asset_file(self) -> None:
        """Ask for an asset whose parameters shall be taken over."""
        dialog = QFileDialog(
            self._window, "Open a generated asset", "", "Generated assets (*.json)"
        )
        dialog.setObjectName("open_asset_dialog")
        dialog.fileSelected.connect(self._on_asset_file)
        _open(dialog)

    def ask_variations(self, job_id: str) -> None:
        """Ask how many variations of a job are wanted."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("variations_dialog")
        dialog.setWindowTitle("Generate variations")
        dialog.setLabelText("How many? Their seeds follow the first one's.")
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, MAX_VARIATIONS)
        dialog.setIntValue(_SUGGESTED_VARIATIONS)
        dialog.setOkButtonText("Generate")
        dialog.intValueSelected.connect(partial(self.variations_chosen.emit, job_id))
        _open(dialog)

    def _on_asset_file(self, path: str) -> None:
        self.asset_file_chosen.emit(Path(path))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
