"""From the form to the viewport: every change is previewed, the newest wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from opus_studio.ui.form.form_pane import FormPane
from opus_studio.ui.preview.result import PreviewFailure, PreviewResult
from opus_studio.ui.services import Services
from opus_studio.ui.viewport.pane import ViewportPane

PATIENCE = 300
"""Milliseconds before the viewport says that a newer picture is being made."""

NEWER = "A newer version is being made\u2026"
PLAIN = "Preparing textures\u2026"
NO_PREVIEW = (
    "There is no live preview of this model: the service makes it. "
    "Press Generate to see it here when it is finished."
)


class PreviewController(QObject):
    """Asks for previews and shows them, in the viewport and as the form's dimmed values."""

    def __init__(
        self, services: Services, form: FormPane, viewport: ViewportPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preview = services.preview
        self._thumbnails = services.thumbnails
        self._form = form
        self._viewport = viewport
        self._held = self._said_newer = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._request)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._say_newer)
        form.changed.connect(self.refresh)
        form.slot_hovered.connect(self._on_hover)
        viewport.part_clicked.connect(form.open_section)
        self._preview.ready.connect(self._on_ready)
        self._preview.failed.connect(self._on_failed)
        self._preview.busy.connect(self._on_busy)

    def refresh(self) -> None:
        """Show the preview of the form as it stands, whatever is shown now."""
        self._held = False
        state = self._form.state
        if state is not None:
            self._viewport.expect_preview(state.attributes.main.name)
        self._soon.start()

    def hold(self) -> None:
        """Leave the viewport alone until the form changes: a finished asset is shown."""
        self._held = True

    def _request(self) -> None:
        request = self._form.preview_request()
        if request is None:
            return
        if self._preview.knows(request.name):
            self._preview.request(request)
        else:
            self._viewport.set_notice(NO_PREVIEW)

    def _on_ready(self, result: PreviewResult) -> None:
        values = {value.key: (value.value, value.origin) for value in result.values}
        self._form.set_resolved(values, result.assets, result.seed)
        if not self._held:
            self._viewport.set_notice(PLAIN if result.plain else "")
            self._viewport.show_preview(result)

    def _on_failed(self, failure: PreviewFailure) -> None:
        self._said_newer = False  # what is said now stays when the waiting ends
        unknown = failure.code == "unknown_model"
        self._viewport.set_notice(NO_PREVIEW if unknown else failure.message)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._slow.start()
            return
        self._slow.stop()
        self._thumbnails.resume()
        if self._said_newer:
            self._viewport.set_notice("")
        self._said_newer = False

    def _say_newer(self) -> None:
        if not self._held:
            self._said_newer = True
            self._viewport.set_notice(NEWER)

    def _on_hover(self, slot: str) -> None:
        self._viewport.highlight(slot or None)
