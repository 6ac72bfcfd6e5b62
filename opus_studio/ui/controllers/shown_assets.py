"""Finished assets in the viewport: one alone, or one beside what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from opus_studio.library.asset_record import AssetRecord
from opus_studio.library.errors import LibraryError
from opus_studio.ui.controllers.jobs import SHOWN_FORMATS
from opus_studio.ui.controllers.preview import PreviewController
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.services import Services
from opus_studio.ui.tasks import cancel_tasks, spawn
from opus_studio.ui.viewport.pane import ModelFileError, ViewportPane

_OFFERED: Final = 12
"""How many finished assets the compare menu lists, the newest first."""


class ShownAssets(QObject):
    """Brings finished assets into the viewport, and says which one is there.

    Args:
        services: For the library and the job history.
        viewport: Where they are shown.
        previews: Holds the preview back while an asset is shown in its place.
        parent: The owner.
    """

    notice = Signal(str)
    """A sentence for the user."""
    shown = Signal(str)
    """Id of the asset that is shown alone now; empty when it is the preview."""

    def __init__(
        self,
        services: Services,
        viewport: ViewportPane,
        previews: PreviewController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._viewport = viewport
        self._previews = previews
        viewport.bar.offer_assets(self._offers)
        viewport.compare_chosen.connect(self.compare_by_id)
        viewport.content_changed.connect(self._on_content)

    def show(self, asset: AssetRecord) -> None:
        """Show an asset in the preview's place."""
        self._open(asset, beside=False)

    def compare(self, asset: AssetRecord) -> None:
        """Show an asset beside what is shown now."""
        self._open(asset, beside=True)

    def show_by_id(self, asset_id: str) -> None:
        """As `show`."""
        self._with(self._services.assets.find(asset_id), self.show)

    def compare_by_id(self, asset_id: str) -> None:
        """As `compare`."""
        self._with(self._services.assets.find(asset_id), self.compare)

    def show_job(self, job_id: str) -> None:
        """Show the first asset of a job."""
        self._with(self._first_of(job_id), self.show)

    def compare_job(self, job_id: str) -> None:
        """Show the first asset of a job beside what is shown now."""
        self._with(self._first_of(job_id), self.compare)

    async def stop(self) -> None:
        """Before the window closes."""
        await cancel_tasks(self)

    def title_of(self, asset: AssetRecord) -> str:
        """What a finished asset is called: `Window, seed 42, 1024 px`."""
        model = model_name(asset.model)
        words = [model, f"seed {asset.seed}"]
        if asset.name != f"{asset.model} {asset.seed}":
            words = [asset.name, *words]
        try:
            resolution = self._services.jobs.get(asset.job_id).request.texture_resolution
        except LibraryError:  # the job was taken off the list; its asset stays
            return ", ".join(words)
        return ", ".join([*words, f"{resolution} px"])

    def _first_of(self, job_id: str) -> AssetRecord | None:
        ids = self._services.jobs.get(job_id).asset_ids
        found = (self._services.assets.find(asset_id) for asset_id in ids)
        return next((asset for asset in found if asset is not None and asset.exists), None)

    def _with(self, asset: AssetRecord | None, use: Callable[[AssetRecord], None]) -> None:
        if asset is None or not asset.exists:
            self.notice.emit("There are no files to show: they are not finished, or not there.")
        else:
            use(asset)

    def _on_content(self) -> None:
        if not self._viewport.shows_asset:
            self.shown.emit("")

    def _offers(self) -> list[tuple[str, str]]:
        newest = self._services.assets.list()[:_OFFERED]
        return [(asset.id, self.title_of(asset)) for asset in newest]

    def _open(self, asset: AssetRecord, *, beside: bool) -> None:
        file = next((asset.files[kind] for kind in SHOWN_FORMATS if kind in asset.files), None)
        if file is None:
            self.notice.emit("The viewport shows glb, gltf and obj; this asset has none of them.")
            return
        if not beside:
            self._previews.hold()
        spawn(self._show_file(asset, file, beside=beside), "assets.show", owner=self)

    async def _show_file(self, asset: AssetRecord, file: Path, *, beside: bool) -> None:
        pane = self._viewport
        title = self.title_of(asset)
        try:
            is_shown = await pane.show_asset(file, title, model=asset.model, beside=beside)
        except ModelFileError as error:
            self.notice.emit(str(error))
            return
        if is_shown and pane.shows_asset and not beside:
            self.shown.emit(asset.id)
