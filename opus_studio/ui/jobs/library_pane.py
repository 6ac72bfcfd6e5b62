"""The pane of the library: every finished asset as a picture, and the variations of one click."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from opus_studio.library.assets import AssetRecord, AssetStore
from opus_studio.library.errors import LibraryError
from opus_studio.library.job_history import JobHistory
from opus_studio.ui.jobs import wording
from opus_studio.ui.jobs.asset_grid import AssetGrid
from opus_studio.ui.jobs.asset_tile import AssetButton
from opus_studio.ui.jobs.library_bars import Question, VariationsBar
from opus_studio.ui.jobs.library_model import LibraryFilter, LibraryModel
from opus_studio.ui.tasks import spawn
from opus_studio.ui.theme import icon, tokens
from opus_studio.ui.widgets import EmptyState, SearchField, SegmentedControl
from opus_studio.ui.widgets.toast import Toast

logger = logging.getLogger(__name__)


class LibraryPane(QWidget):
    """Looks at, stars and deletes assets of the store itself; all of it can be undone.

    Args:
        assets: The assets.
        jobs: The history, to tell how many variations are still to come.
        parent: The owner.
    """

    show_requested = Signal(str)
    """Show this asset in the viewport."""
    compare_requested = Signal(str)
    """Show this asset beside what is shown."""
    folder_requested = Signal(str)
    """Open the folder of this asset."""

    def __init__(
        self, assets: AssetStore, jobs: JobHistory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("library_pane")
        self.setAccessibleName("Library")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._assets = assets
        self._purge_due = False
        self.model = LibraryModel(assets, self)
        self.filter = LibraryFilter(self)
        self.filter.setSourceModel(self.model)
        self._build(jobs)
        self.toast = Toast(self, "library_toast")
        self.toast.closed.connect(self._on_toast_closed)
        for signal in (
            self.model.rowsInserted,
            self.model.rowsRemoved,
            self.model.dataChanged,
        ):
            signal.connect(self._refresh)
        star = QAction(icon("star"), "Star or unstar the asset", self)
        star.setObjectName("library_star")
        star.setShortcut(QKeySequence("Ctrl+D"))
        star.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        star.triggered.connect(self._star_current)
        self.addAction(star)
        self._refresh()

    def show_batch(self, batch: str) -> None:
        """Show the variations of one click only.

        Args:
            batch: The `batch` that its jobs share, or the id of a single job.
        """
        self.search.clear()
        self.variations.show_batch(batch)
        self.filter.set_jobs(self.variations.job_ids())
        self._refresh()

    def show_all(self) -> None:
        """Show every asset."""
        self.variations.leave()
        self.filter.set_jobs(None)
        self._refresh()

    def set_shown(self, asset_id: str) -> None:
        """Mark the asset that is in the viewport."""
        self.grid.set_shown(asset_id)

    def _build(self, jobs: JobHistory | None) -> None:
        theme = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space_m, theme.space_s, theme.space_m, theme.space_xs + 2)
        head.setSpacing(theme.space_m)
        outer.addLayout(head)
        choices = [(False, "All"), (True, "Starred")]
        self.starred = SegmentedControl(choices, "library_starred", "Assets shown", self)
        self.starred.setFixedWidth(150)
        self.starred.value_changed.connect(self._on_starred)
        head.addWidget(self.starred)
        self.search = SearchField("Search assets", "library_search", self)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(self._refresh)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        self._total = QLabel(self)
        self._total.setObjectName("library_total")
        self._total.setProperty("kind", "small")
        head.addWidget(self._total)
        self.free_button = QPushButton("Free space", self)
        self.free_button.setObjectName("library_free_space")
        self.free_button.setAccessibleName("Free space: delete assets that were never starred")
        self.free_button.setToolTip("Deletes the assets that were never starred")
        self.free_button.clicked.connect(self._ask_to_free)
        head.addWidget(self.free_button)
        self.variations = VariationsBar(jobs, self)
        self.variations.back_clicked.connect(self.show_all)
        self.variations.rest_clicked.connect(self._remove_rest)
        self.variations.changed.connect(self._on_batch)
        outer.addWidget(self.variations)
        self.question = Question(self)
        self.question.confirmed.connect(self._free_space)
        outer.addWidget(self.question)
        body = QWidget(self)
        outer.addWidget(body, 1)
        self._stack = QStackedLayout(body)
        self._holder = QWidget(body)
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(theme.space_m - 4, 0, 0, 0)
        self.grid = AssetGrid(self.filter, self._holder)
        self.grid.chosen.connect(self.show_requested)
        self.grid.compare_chosen.connect(self.compare_requested)
        self.grid.button_clicked.connect(self._on_button)
        inside.addWidget(self.grid)
        self._stack.addWidget(self._holder)
        self.setFocusProxy(self.grid)
        self._message: EmptyState | None = None

    def _on_button(self, asset_id: str, button: AssetButton) -> None:
        match button:
            case AssetButton.STAR:
                self._star(asset_id)
            case AssetButton.FOLDER:
                self.folder_requested.emit(asset_id)
            case AssetButton.DELETE:
                self._delete([asset_id])

    def _star_current(self) -> None:
        asset = self.grid.current_asset()
        if asset is not None:
            self._star(asset.id)

    def _star(self, asset_id: str) -> None:
        asset = self._assets.find(asset_id)
        if asset is not None:
            self._assets.star(asset_id, not asset.starred)

    def _delete(self, asset_ids: Iterable[str]) -> None:
        """Move to the trash, and offer to bring back."""
        gone: list[AssetRecord] = []
        for asset_id in asset_ids:
            try:
                gone.append(self._assets.delete(asset_id))
            except LibraryError as error:
                self.toast.show_message(str(error), role="danger", seconds=0)
                return
        self._offer_undo(gone)

    def _offer_undo(self, gone: list[AssetRecord]) -> None:
        if not gone:
            return
        size = wording.spoken_size(sum(asset.size_on_disk for asset in gone))
        what = wording.asset_name(gone[0]) if len(gone) == 1 else f"{len(gone)} assets"
        ids = [asset.id for asset in gone]
        self.toast.show_message(
            f"{what} deleted, {size}.", action="Undo", callback=partial(self._bring_back, ids)
        )

    def _bring_back(self, asset_ids: list[str]) -> None:
        self._purge_due = False
        for asset_id in asset_ids:
            try:
                self._assets.undelete(asset_id)
            except LibraryError as error:
                self.toast.show_message(str(error), role="danger", seconds=0)

    def _remove_rest(self) -> None:
        self._delete([asset.id for asset in self.filter.records() if not asset.starred])

    def _ask_to_free(self) -> None:
        rest = self._assets.unstarred()
        if not rest:
            self.toast.show_message("Everything in the library is starred: nothing to free.")
            return
        size = wording.spoken_size(sum(asset.size_on_disk for asset in rest))
        words = wording.counted(len(rest), "asset that was", "assets that were")
        self.question.ask(f"Delete {words} never starred? That frees {size}.", "Delete")

    def _free_space(self) -> None:
        spawn(self._trash_unstarred(), "library.free_space", owner=self, on_error=self._on_failure)

    async def _trash_unstarred(self) -> None:
        """One by one, so that the window goes on; the disk is freed when nothing was undone."""
        gone: list[AssetRecord] = []
        trouble = ""
        for asset in self._assets.unstarred():
            try:
                gone.append(self._assets.delete(asset.id))
            except LibraryError as error:
                trouble = str(error)
            await asyncio.sleep(0)
        self._purge_due = bool(gone)
        self._offer_undo(gone)
        if trouble and not gone:
            self.toast.show_message(trouble, role="danger", seconds=0)

    def _on_toast_closed(self, _acted: bool) -> None:
        # While another offer to undo is in sight, nothing is deleted for good.
        if self._purge_due and self.toast.isHidden():
            self._purge_due = False
            spawn(self._purge(), "library.purge", owner=self, on_error=self._on_failure)

    async def _purge(self) -> None:
        freed = await asyncio.to_thread(self._assets.purge)
        logger.info("Freed %d bytes of %d assets", freed.size, freed.count)

    def _on_failure(self, error: Exception) -> None:
        self.toast.show_message(str(error), role="danger", seconds=0)

    def _on_starred(self, starred: bool) -> None:
        self.filter.set_starred(starred)
        self._refresh()

    def _on_batch(self) -> None:
        self.filter.set_jobs(self.variations.job_ids() if self.variations.active else None)
        self._refresh()

    def _refresh(self, *_: object) -> None:
        text = self.search.text().strip()
        found = (asset.id for asset in self._assets.list(text)) if text else None
        self.filter.set_found(found)
        records = self.filter.records()
        size = sum(asset.size_on_disk for asset in records)
        words = wording.counted(len(records), "asset", "assets")
        self._total.setText(f"{words}  ·  {wording.spoken_size(size)}" if records else "")
        self.free_button.setVisible(not self.variations.active and self.model.rowCount() > 0)
        self.variations.set_assets(records)
        if records:
            self._stack.setCurrentWidget(self._holder)
            self._drop_message()
        else:
            self._say_why()

    def _say_why(self) -> None:
        narrowed = self.search.text().strip() or self.starred.value()
        if self.variations.active and not narrowed:
            words = ("clock", "The variations are on their way", "Each appears when it is done.")
        elif narrowed and self.model.rowCount():
            words = ("search", "No asset matches", "Try fewer words, or show all assets.")
        else:
            words = ("cube", "No assets yet", "What you generate is kept here, as pictures.")
        self._drop_message()
        self._message = EmptyState(*words, "library_empty")
        self._stack.addWidget(self._message)
        self._stack.setCurrentWidget(self._message)

    def _drop_message(self) -> None:
        if self._message is not None:
            self._stack.removeWidget(self._message)
            self._message.hide()
            self._message.deleteLater()
            self._message = None
