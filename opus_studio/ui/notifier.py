"""Tells the user about finished jobs when the window is not in front."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from opus_studio.api.messages import JobStatus
from opus_studio.library.job_history import JobRecord
from opus_studio.library.settings import Settings
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.theme import app_icon

SHOWN_FOR = 8000
"""Milliseconds."""


class Notifier(QObject):
    """A system notification where the desktop has a tray, and a hint in the task bar."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._tray: QSystemTrayIcon | None = None

    def tell(self, job: JobRecord) -> None:
        """A job has come to its end."""
        if not self._settings.notifications or self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if job.status is JobStatus.CANCELLED or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(app_icon(), self)
            self._tray.messageClicked.connect(self._window.activateWindow)
        self._tray.show()
        done = job.status is JobStatus.COMPLETED
        title = (
            f"{model_name(job.model)} is finished"
            if done
            else f"{model_name(job.model)} was not made"
        )
        self._tray.showMessage(title, job.summary if done else job.message, app_icon(), SHOWN_FOR)
