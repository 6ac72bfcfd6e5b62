"""Between the form and the library: what was set on a model is kept, and goes on there."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from opus_studio.library.errors import LibraryError
from opus_studio.library.form_states import FormStates
from opus_studio.ui.form.form_pane import FormPane

logger = logging.getLogger(__name__)

SOON = 400
"""Milliseconds after the last change until it is written."""


class FormStatesController(QObject):
    """Keeps the state of the form shown, and finds that of another model.

    Args:
        store: The library's form states.
        form: The form.
        parent: The owner.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(self, store: FormStates, form: FormPane, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._form = form
        self._shown: tuple[str, str] | None = None
        self._has_failed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._save)
        form.edited.connect(self._soon.start)

    def switch_to(self, service: str, model: str) -> str | None:
        """Keep what the form shows now; answer what was kept of the model that comes, or None."""
        self.flush()
        self._shown = (service, model)
        try:
            return self._store.load(service, model)
        except LibraryError as error:
            self._tell(error)
            return None

    def flush(self) -> None:
        """Write what waits, at once."""
        if self._soon.isActive():
            self._soon.stop()
            self._save()

    def _save(self) -> None:
        content = self._form.kept_text()
        if self._shown is None or content is None:
            return
        try:
            self._store.save(*self._shown, content)
        except LibraryError as error:
            self._tell(error)
        else:
            self._has_failed = False

    def _tell(self, error: LibraryError) -> None:
        """Say it once, not at every change."""
        logger.warning("The state of the form was not kept: %s", error)
        if not self._has_failed:
            self._has_failed = True
            self.notice.emit(f"What you set is not kept when you leave this model. {error}")
