"""The main window: light, so that it is in sight at once; the workspace comes into it later."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from opus_studio.library.settings import Settings
from opus_studio.ui.theme import app_icon
from opus_studio.ui.widgets import LoadingState


class MainWindow(QMainWindow):
    """A frame that says that it is starting until `show_workspace` is called."""

    closing = Signal()
    """The user wants to leave; the application ends everything in order and then the window."""
    painted = Signal()
    """The window can be seen."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._seen = False
        self.setObjectName("main_window")
        self.setWindowTitle("Opus Studio")
        self.setWindowIcon(app_icon())
        self.setCentralWidget(LoadingState("Starting…", "window_loading", self))
        if not self.restoreGeometry(QByteArray(settings.window_geometry)):
            self.resize(1480, 940)

    def show_workspace(self, workspace: QWidget) -> None:
        """Put the workspace in the place of the first sight."""
        self.setCentralWidget(workspace)

    def save_geometry(self) -> None:
        """Keep place and size for the next start."""
        self._settings.window_geometry = bytes(self.saveGeometry().data())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the user closes the window; it goes when everything has ended."""
        event.ignore()
        self.hide()
        self.closing.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()
