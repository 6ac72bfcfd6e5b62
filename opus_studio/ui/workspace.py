"""What the window holds once it is in sight: the panes, and the controllers that connect them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opus_studio.api.messages import GenerationRequest
from opus_studio.library.assets import AssetRecord
from opus_studio.library.settings import SettingChanged
from opus_studio.ui.actions import Actions
from opus_studio.ui.controllers.dialogs import DialogsController
from opus_studio.ui.controllers.form_pictures import RenderedFormPictures
from opus_studio.ui.controllers.jobs import JobsController
from opus_studio.ui.controllers.models import ModelsController
from opus_studio.ui.controllers.presets import PresetsController
from opus_studio.ui.controllers.preview import PreviewController
from opus_studio.ui.controllers.shown_assets import ShownAssets
from opus_studio.ui.form.units import LengthUnit
from opus_studio.ui.jobs.wording import asset_name
from opus_studio.ui.notifier import Notifier
from opus_studio.ui.panes import PaneLayout, Panes
from opus_studio.ui.services import Services
from opus_studio.ui.viewport.appearance_memory import AppearanceMemory
from opus_studio.ui.widgets.toast import Toast


class Workspace(QWidget):
    """Connects the panes with each other and with what lies below the window.

    Args:
        services: What lies below the window.
        panes: See `make_panes`.
        window: The main window.

    Attributes:
        catalogue, viewport, form, jobs, library: The panes.
        pane_layout: Where they stand.
        toast: Says in passing what has happened.
        models, previews, job_actions, presets, shown_assets, dialogs: The controllers.
        window_actions: For the menus.
    """

    def __init__(self, services: Services, panes: Panes, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("workspace")
        self._services = services
        self.catalogue, self.viewport, self.form = panes.catalogue, panes.viewport, panes.form
        self.jobs, self.library = panes.jobs, panes.library
        self.pane_layout = PaneLayout(panes, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane_layout)
        self.toast = Toast(self, "window_toast")
        self.form.set_pictures(RenderedFormPictures(services, self))
        self.models = ModelsController(services, self.catalogue, self.form, self)
        self.previews = PreviewController(services, self.form, self.viewport, self)
        self.job_actions = JobsController(services, self)
        self.presets = PresetsController(services.presets, self.form, self)
        self.shown_assets = ShownAssets(services, self.viewport, self.previews, self)
        self.dialogs = DialogsController(services, window)
        self._appearance = AppearanceMemory(self.viewport, services.settings)
        self._notifier = Notifier(window, services.settings)
        self.window_actions = Actions(
            window,
            pane_edit=(self.form.undo_action, self.form.redo_action, self.form.generate_action),
            pane_go=(self.catalogue.find_action, self.catalogue.star_action),
        )
        self._generated_as: GenerationRequest | None = None
        self._connect_panes()
        self._connect_controllers()
        self._connect_actions(window)
        self._unsubscribe = services.settings.subscribe(self._on_setting)
        self.pane_layout.restore(services.settings.window_layout)
        self._show_lengths_in(services.settings.units)
        self.setAcceptDrops(True)

    # --- life -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Read the catalogue, and greet a new user."""
        settings = self._services.settings
        self.models.load()
        self.job_actions.render_missing_thumbnails()
        if settings.damage_message:
            self.say(settings.damage_message)
        if not settings.first_start_done:
            self.dialogs.show_first_start()

    async def stop(self) -> None:
        """Before the window goes: end what runs, keep what the user arranged."""
        self._services.settings.window_layout = self.pane_layout.save()
        self._unsubscribe()
        self.presets.stop()
        await self.models.stop()
        await self.shown_assets.stop()
        await self.job_actions.stop()
        self._appearance.stop()
        self.viewport.shut_down()

    def say(self, text: str) -> None:
        """Tell the user something, in passing."""
        self.toast.show_message(text)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Tell what was done, with a button that takes it back."""
        self.toast.show_message(text, action="Undo", callback=undo)

    # --- dropping files -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file comes along."""
        if _dropped(event.mimeData().urls()) is not None:
            _accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a generated asset gives its parameters back."""
        path = _dropped(event.mimeData().urls())
        if path is not None:
            _accept_copy(event)
            self.presets.load_dropped(path)

    # --- connecting -------------------------------------------------------------------------------

    def _connect_panes(self) -> None:
        jobs, actions = self.jobs, self.job_actions
        self.form.generate_requested.connect(self._generate)
        jobs.show_requested.connect(self.shown_assets.show_job)
        jobs.compare_requested.connect(self.shown_assets.compare_job)
        jobs.folder_requested.connect(actions.open_folder)
        jobs.export_requested.connect(actions.export_as)
        jobs.reuse_requested.connect(actions.reuse)
        jobs.variations_requested.connect(self.dialogs.ask_variations)
        jobs.retry_requested.connect(actions.retry)
        jobs.cancel_requested.connect(actions.cancel)
        jobs.remove_requested.connect(actions.remove)
        jobs.undo_remove_requested.connect(actions.undo_remove)
        self.library.show_requested.connect(self.shown_assets.show_by_id)
        self.library.compare_requested.connect(self.shown_assets.compare_by_id)
        self.library.folder_requested.connect(actions.open_asset_folder)
        self.viewport.message.connect(self.say)
        for pane in (self.form, jobs):
            pane.notice.connect(self.say)

    def _connect_controllers(self) -> None:
        self.models.model_shown.connect(self.presets.show_model)
        for controller in (self.job_actions, self.presets):
            controller.notice.connect(self.say)
            controller.undoable.connect(self.offer_undo)
            controller.reuse_asked.connect(self.models.reuse)
        self.job_actions.asset_ready.connect(self._on_asset_ready)
        self.shown_assets.notice.connect(self.say)
        self.models.form_states.notice.connect(self.say)
        self.shown_assets.shown.connect(self.library.set_shown)
        self.job_actions.finished.connect(self._notifier.tell)
        self.dialogs.asset_file_chosen.connect(self.presets.load_dropped)
        self.dialogs.variations_chosen.connect(self._vary)

    def _connect_actions(self, window: QWidget) -> None:
        actions = self.window_actions
        actions.open_asset.triggered.connect(self.dialogs.ask_asset_file)
        actions.open_assets_folder.triggered.connect(self.job_actions.open_assets_folder)
        actions.settings.triggered.connect(self.dialogs.open_settings)
        actions.quit.triggered.connect(window.close)
        actions.live_preview.triggered.connect(self.previews.refresh)
        actions.show_jobs.triggered.connect(self.pane_layout.show_jobs)
        actions.show_library.triggered.connect(self.pane_layout.show_library)
        actions.shortcuts.triggered.connect(self.dialogs.show_shortcuts)

    def _generate(self, request: GenerationRequest) -> None:
        self._generated_as = self.form.preview_request()
        self.pane_layout.tabs.setCurrentWidget(self.jobs)
        self.job_actions.generate(request, self.form.count)

    def _on_asset_ready(self, asset: AssetRecord) -> None:
        """Show it, unless the user has moved on to something else meanwhile."""
        if self.form.preview_request() == self._generated_as:
            self.shown_assets.show(asset)
        else:
            self.say(f"{asset_name(asset)} is finished: it stands in the jobs below.")

    def _vary(self, job_id: str, count: int) -> None:
        first = self.job_actions.variations(job_id, count)
        self.pane_layout.tabs.setCurrentWidget(self.library)
        self.library.show_batch(first.batch or first.id)

    def _on_setting(self, change: SettingChanged) -> None:
        if change.key == "appearance.units":
            self._show_lengths_in(str(change.value))
        elif change.key.startswith("service."):
            self.models.load()
            self._services.runner.resume()

    def _show_lengths_in(self, unit: str) -> None:
        self.form.set_length_unit(LengthUnit(unit))
        self.viewport.set_unit(unit)


def _dropped(urls: Sequence[QUrl]) -> Path | None:
    """The first thing on this machine that may be a generated asset."""
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)


def _accept_copy(event: QDropEvent) -> None:
    """Whatever keys are held: a move would let the file manager delete the user's file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
