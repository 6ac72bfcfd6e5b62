"""The main window: it places the panes and connects them; everything else is done elsewhere.

It comes in two steps, since a user who starts the studio shall see it at once: first the bare
window, which needs little more than Qt, then the panes with all that they import.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QMainWindow,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from opus_studio.library.settings import SettingChanged, Settings
from opus_studio.ui.menus import make_menus
from opus_studio.ui.tasks import cancel_tasks, spawn
from opus_studio.ui.theme import app_icon, icon
from opus_studio.ui.turns import import_by_turns
from opus_studio.ui.viewport.viewport_loader import ViewportHost

if TYPE_CHECKING:
    from opus_studio.library.assets import AssetRecord
    from opus_studio.ui.services import Services

_PANES = (
    "opus_studio.ui.widgets",
    "opus_studio.ui.catalogue",
    "opus_studio.ui.form.state",
    "opus_studio.ui.form.value_slider",
    "opus_studio.ui.form.parameter_row",
    "opus_studio.ui.form.color_row",
    "opus_studio.ui.form.section",
    "opus_studio.ui.form.model_head",
    "opus_studio.ui.form.form_pane",
    "opus_studio.ui.jobs.job_table",
    "opus_studio.ui.jobs.job_view",
    "opus_studio.ui.jobs.jobs_pane",
    "opus_studio.ui.jobs.asset_grid",
    "opus_studio.ui.jobs.library_pane",
    "opus_studio.ui.controllers.jobs",
    "opus_studio.ui.controllers.models",
    "opus_studio.ui.controllers.presets",
    "opus_studio.ui.controllers.preview",
    "opus_studio.ui.notifier",
    "opus_studio.ui.widgets.toast",
)
"""Imported one a turn of the event loop, in Qt's own thread: they define widgets. From the ground
up, so that no turn is long."""


class MainWindow(QMainWindow):
    """Catalogue, viewport and jobs at the left, the form at the right."""

    closing = Signal()
    """The user wants to leave; the application ends everything in order and then the window."""
    viewport_ready = Signal()
    """The viewport has drawn its first frame."""
    painted = Signal()
    """The window can be seen."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._seen = False
        self.setObjectName("main_window")
        self.setWindowTitle("Opus Studio")
        self.setWindowIcon(app_icon())
        self.viewport = ViewportHost(self)
        self.setCentralWidget(self.viewport)
        if not self.restoreGeometry(QByteArray(settings.window_geometry)):
            self.resize(1480, 940)

    async def furnish(self, services: Services) -> None:
        """Put the panes in and connect them, in turns so short that the window stays alive."""
        await import_by_turns(_PANES)
        self._make_panes(services)
        for pane in (self.catalogue, self.form, self.jobs, self.library):
            await asyncio.sleep(0)
            pane.ensurePolished()  # now, one by one, instead of all when they are shown
        await asyncio.sleep(0)
        self._place()
        await asyncio.sleep(0)
        make_menus(self)
        self._connect()
        self._restore_layout()
        self.setAcceptDrops(True)

    def _make_panes(self, services: Services) -> None:
        from opus_studio.ui.catalogue import CataloguePane
        from opus_studio.ui.controllers.jobs import JobsController
        from opus_studio.ui.controllers.models import ModelsController
        from opus_studio.ui.controllers.presets import PresetsController
        from opus_studio.ui.controllers.preview import PreviewController
        from opus_studio.ui.form.form_pane import FormPane
        from opus_studio.ui.jobs.jobs_pane import JobsPane
        from opus_studio.ui.jobs.library_pane import LibraryPane
        from opus_studio.ui.notifier import Notifier
        from opus_studio.ui.widgets.toast import Toast

        self._services = services
        self.catalogue = CataloguePane(self)
        self.form = FormPane(self)
        self.jobs = JobsPane(services.jobs, services.assets, parent=self)
        self.library = LibraryPane(services.assets, services.jobs, self)
        self.toast = Toast(self, "window_toast")
        self.models = ModelsController(services, self.catalogue, self.form, self)
        self.previews = PreviewController(services, self.form, self)
        self.job_actions = JobsController(services, self)
        self.presets = PresetsController(services.presets, self.form, self)
        self.notifier = Notifier(self, services.settings)
        self._generated_as: object = None

    # --- life -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Once the window is painted: bring the viewport in and read the catalogue."""
        spawn(self._load_viewport(), "window.viewport", owner=self)
        self.models.load()
        self.job_actions.picture_missing()
        if self._services.settings.damage_message:
            self.say(self._services.settings.damage_message)
        if not self._services.settings.first_start_done:
            self._first_start()

    async def stop(self) -> None:
        """Before the window goes: end what runs, keep what the user arranged."""
        self._services.settings.window_geometry = bytes(self.saveGeometry().data())
        self._services.settings.window_layout = bytes(self._body.saveState().data())
        self._unsubscribe()
        self.presets.stop()
        await self.models.stop()
        await self.job_actions.stop()
        await cancel_tasks(self)
        self.viewport.shut_down()

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
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a generated asset gives its parameters back."""
        path = _dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.presets.load_dropped(path)

    # --- placing ----------------------------------------------------------------------------------

    def _place(self) -> None:
        self.takeCentralWidget()  # the viewport, alone until now
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setObjectName("upper_splitter")
        upper.addWidget(self.catalogue)
        upper.addWidget(self.viewport)
        upper.setStretchFactor(1, 1)
        upper.setSizes([280, 760])
        upper.setChildrenCollapsible(False)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("bottom_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.jobs, icon("play"), "Jobs")
        self.tabs.addTab(self.library, icon("folder"), "Library")
        left = QSplitter(Qt.Orientation.Vertical)
        left.setObjectName("left_splitter")
        left.addWidget(upper)
        left.addWidget(self.tabs)
        left.setStretchFactor(0, 1)
        left.setSizes([660, 220])
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setObjectName("body_splitter")
        self._body.addWidget(left)
        self._body.addWidget(self.form)
        self._body.setStretchFactor(0, 1)
        self._body.setSizes([1080, 380])
        self._body.setChildrenCollapsible(False)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)
        self.setCentralWidget(centre)

    def _restore_layout(self) -> None:
        from opus_studio.ui.form.units import LengthUnit

        settings = self._services.settings
        self._body.restoreState(QByteArray(settings.window_layout))
        self.form.set_length_unit(LengthUnit(settings.units))

    # --- connecting -------------------------------------------------------------------------------

    def _connect(self) -> None:
        form, jobs, actions = self.form, self.jobs, self.job_actions
        form.generate_requested.connect(self._generate)
        form.notice.connect(self.say)
        self.models.model_shown.connect(self.presets.show_model)
        for teller in (actions, self.presets):
            teller.notice.connect(self.say)
            teller.undoable.connect(self.offer_undo)
            teller.reuse_asked.connect(self.models.reuse)
        jobs.show_requested.connect(self._show_job)
        jobs.folder_requested.connect(actions.open_folder)
        jobs.export_requested.connect(actions.export_as)
        jobs.reuse_requested.connect(actions.reuse)
        jobs.variations_requested.connect(self._ask_variations)
        jobs.retry_requested.connect(actions.retry)
        jobs.cancel_requested.connect(actions.cancel)
        jobs.remove_requested.connect(actions.remove)
        jobs.undo_remove_requested.connect(actions.undo_remove)
        jobs.notice.connect(self.say)
        self.library.show_requested.connect(self._show_stored)
        self.library.folder_requested.connect(actions.open_asset_folder)
        actions.asset_ready.connect(self._on_asset_ready)
        actions.finished.connect(self.notifier.tell)
        self._unsubscribe = self._services.settings.subscribe(self._on_setting)

    def _generate(self, request: object) -> None:
        self._generated_as = self.form.preview_request()
        self.tabs.setCurrentWidget(self.jobs)
        self.job_actions.generate(request, self.form.count)  # type: ignore[arg-type]

    async def _load_viewport(self) -> None:
        pane = await self.viewport.load()
        pane.set_unit(self._services.settings.units)
        pane.message.connect(self.say)
        pane.ready.connect(self.viewport_ready)
        self.previews.attach(pane)
        if pane.is_drawn:  # it may have been, while it was put in its place
            self.viewport_ready.emit()

    def _on_asset_ready(self, asset: AssetRecord) -> None:
        """Show it, unless the user has moved on to something else meanwhile."""
        if self.form.preview_request() == self._generated_as:
            self.show_asset(asset)
        else:
            self.say(f"{asset.model} {asset.seed} is finished: it stands in the jobs below.")

    def _ask_variations(self, job_id: str) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("variations_dialog")
        dialog.setWindowTitle("Generate variations")
        dialog.setLabelText("How many? Their seeds follow the first one's.")
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, 50)
        dialog.setIntValue(6)
        dialog.setOkButtonText("Generate")
        dialog.intValueSelected.connect(partial(self._vary, job_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _vary(self, job_id: str, count: int) -> None:
        first = self.job_actions.variations(job_id, count)
        self.tabs.setCurrentWidget(self.library)
        self.library.show_batch(first.batch or first.id)

    def _show_job(self, job_id: str) -> None:
        asset = self.job_actions.asset_of(job_id)
        if asset is None:
            self.say("This job has no files to show yet.")
        else:
            self.show_asset(asset)

    def _show_stored(self, asset_id: str) -> None:
        self.show_asset(self._services.assets.get(asset_id))

    def show_asset(self, asset: AssetRecord) -> None:
        """Show a finished asset's own file in the viewport."""
        from opus_studio.ui.controllers.jobs import SHOWN_FORMATS

        file = asset.best_file(*SHOWN_FORMATS)
        if file is None:
            self.say("The viewport shows glb, gltf and obj; this asset has none of them.")
            return
        self.previews.hold()
        self.library.set_shown(asset.id)
        spawn(self._show_file(file, f"{asset.model} {asset.seed}"), "window.show", owner=self)

    async def _show_file(self, file: Path, title: str) -> None:
        from opus_studio.ui.viewport.displayed_model import ModelFileError

        pane = await self.viewport.load()
        try:
            await pane.show_asset(file, title)
        except ModelFileError as error:
            self.say(str(error))

    # --- menus ------------------------------------------------------------------------------------

    def open_settings(self) -> None:
        """Show the settings; nothing waits for them."""
        from opus_studio.ui.dialogs import SettingsDialog

        services = self._services
        dialog = SettingsDialog(
            services.settings,
            services.credentials,
            services.test_connection,
            self,
            usual={"files.assets_folder": str(services.paths.assets)},
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _first_start(self) -> None:
        from opus_studio.ui.dialogs import FirstStart

        services = self._services
        dialog = FirstStart(
            services.settings,
            self,
            credentials=services.credentials,
            usual_folder=services.paths.assets,
            test_connection=services.test_connection,
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        from opus_studio.ui.dialogs import ShortcutsDialog

        dialog = ShortcutsDialog(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_jobs(self) -> None:
        """Bring the jobs to the front."""
        self.tabs.setCurrentWidget(self.jobs)
        self.jobs.setFocus()

    def show_library(self) -> None:
        """Bring the library to the front."""
        self.tabs.setCurrentWidget(self.library)
        self.library.setFocus()

    def open_assets(self) -> None:
        """Show the folder of the assets."""
        folder = self._services.settings.assets_in(self._services.paths.assets)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def ask_open(self) -> None:
        """Ask for an asset whose parameters shall be taken over."""
        dialog = QFileDialog(self, "Open a generated asset", "", "Generated assets (*.json)")
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self._open_output)
        dialog.open()

    def _open_output(self, path: str) -> None:
        self.presets.load_dropped(Path(path))

    def _on_setting(self, change: SettingChanged) -> None:
        from opus_studio.ui.form.units import LengthUnit

        if change.key == "appearance.units":
            unit = str(change.value)
            self.form.set_length_unit(LengthUnit(unit))
            if self.viewport.pane is not None:
                self.viewport.pane.set_unit(unit)
        elif change.key.startswith("service."):
            self.models.load()
            self._services.runner.resume()


def _dropped(urls: Sequence[QUrl]) -> Path | None:
    """The first thing on this machine that may be a generated asset."""
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
