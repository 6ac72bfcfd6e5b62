"""Finished assets in the viewport: of a job, of the library, and of what was just generated."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from opus_studio.library.assets import AssetRecord
from opus_studio.ui.controllers.jobs import SHOWN_FORMATS
from opus_studio.ui.controllers.preview import PreviewController
from opus_studio.ui.services import Services
from opus_studio.ui.tasks import cancel_tasks, spawn
from opus_studio.ui.viewport.pane import ModelFileError, ViewportPane


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
    """Id of the asset that is shown now."""

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

    def show(self, asset: AssetRecord) -> None:
        """Show a finished asset's own file in the preview's place."""
        file = asset.best_file(*SHOWN_FORMATS)
        if file is None:
            self.notice.emit("The viewport shows glb, gltf and obj; this asset has none of them.")
            return
        self._previews.hold()
        self.shown.emit(asset.id)
        spawn(self._show_file(file, f"{asset.model} {asset.seed}"), "assets.show", owner=self)

    def show_by_id(self, asset_id: str) -> None:
        """As `show`."""
        self.show(self._services.assets.get(asset_id))

    def show_job(self, job_id: str) -> None:
        """Show the first asset of a job."""
        asset = self._first_of(job_id)
        if asset is None:
            self.notice.emit("This job has no files to show yet.")
        else:
            self.show(asset)

    async def stop(self) -> None:
        """Before the window closes."""
        await cancel_tasks(self)

    def _first_of(self, job_id: str) -> AssetRecord | None:
        ids = self._services.jobs.get(job_id).asset_ids
        found = (self._services.assets.find(asset_id) for asset_id in ids)
        return next((asset for asset in found if asset is not None and asset.exists), None)

    async def _show_file(self, file: Path, title: str) -> None:
        try:
            await self._viewport.show_asset(file, title)
        except ModelFileError as error:
            self.notice.emit(str(error))
