"""From Generate to the finished asset in the viewport, and every action on a job."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library.assets import AssetRecord
from opus_studio.library.errors import LibraryError
from opus_studio.library.job_history import JobChanged, JobRecord
from opus_studio.protocol import MAX_COUNT
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.services import Services
from opus_studio.ui.tasks import cancel_tasks, spawn

logger = logging.getLogger(__name__)

SHOWN_FORMATS = ("glb", "gltf", "obj")
"""What the viewport can show, the best first."""


class JobsController(QObject):
    """Runs jobs for the panes; the panes only ask."""

    notice = Signal(str)
    """A sentence for the user."""
    undoable = Signal(str, object)
    """A sentence, and what takes back what it speaks of."""
    asset_ready = Signal(object)
    """A job of this session has finished: its first `AssetRecord`."""
    reuse_asked = Signal(object)
    """The form shall take this `GenerationRequest` over."""
    finished = Signal(object)
    """A job that ran has come to its end: its `JobRecord`."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._running: set[str] = set()
        self._unsubscribe = services.runner.subscribe(self._on_job)
        services.thumbnails.made.connect(self._on_thumbnail)

    async def stop(self) -> None:
        """Before the window closes."""
        self._unsubscribe()
        await cancel_tasks(self)

    # --- asking for assets ------------------------------------------------------------------

    def generate(self, request: GenerationRequest, count: int = 1) -> None:
        """Start a job for `count` consecutive seeds; more than the API's ten go as a series."""
        try:
            if count > MAX_COUNT:
                self._services.runner.submit_series(request, count)
            else:
                self._services.runner.submit(request)
        except LibraryError as error:
            self.notice.emit(str(error))

    def variations(self, job_id: str, count: int) -> JobRecord:
        """More of the same kind, with the seeds that follow; the first job of them."""
        return self._services.runner.continue_series(job_id, count)[0]

    def export_as(self, job_id: str, extension: str) -> None:
        """The same asset in another format: the same request and seed make the same asset."""
        request = self._services.jobs.get(job_id).request
        self.generate(request.model_copy(update={"extensions": (extension,)}))

    def retry(self, job_id: str) -> None:
        """Start a failed job anew."""
        self._services.runner.retry(job_id)

    def cancel(self, job_id: str) -> None:
        """Stop a job, here and on the service."""
        spawn(self._cancel(job_id), "jobs.cancel", owner=self)

    def remove(self, job_id: str) -> None:
        """Take a row out of the table; it can be taken back."""
        spawn(self._remove(job_id), "jobs.remove", owner=self)

    def undo_remove(self, job_id: str) -> None:
        """Bring a removed row back."""
        self._services.jobs.undo_remove(job_id)

    def reuse(self, job_id: str) -> None:
        """Give a job's choices to the form."""
        self.reuse_asked.emit(self._services.jobs.get(job_id).request)

    # --- looking at them ------------------------------------------------------------------------

    def asset_of(self, job_id: str) -> AssetRecord | None:
        """The first asset of a job that still stands on the disk."""
        record = self._services.jobs.get(job_id)
        found = (self._services.assets.find(asset_id) for asset_id in record.asset_ids)
        return next((asset for asset in found if asset is not None and asset.exists), None)

    def open_folder(self, job_id: str) -> None:
        """Open the folder of a job's asset in the system's file manager."""
        asset = self.asset_of(job_id)
        if asset is None:
            self.notice.emit("This job has no files on the disk.")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(asset.folder)))

    def open_asset_folder(self, asset_id: str) -> None:
        """Open the folder of an asset in the system's file manager."""
        folder = self._services.assets.get(asset_id).folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def open_assets_folder(self) -> None:
        """Open the folder of all assets, made if it is not there yet."""
        folder = self._services.settings.assets_in(self._services.paths.assets)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def render_missing_thumbnails(self) -> None:
        """Order pictures of finished assets that have none."""
        for asset in self._services.assets.list():
            if asset.thumbnail is None or not asset.thumbnail.is_file():
                self._order_thumbnail(asset)

    # --- inside -----------------------------------------------------------------------------------

    async def _cancel(self, job_id: str) -> None:
        record = await self._services.runner.cancel(job_id)
        if record.message:
            self.notice.emit(record.message)

    async def _remove(self, job_id: str) -> None:
        await self._services.runner.remove(job_id)

    def _on_job(self, change: JobChanged) -> None:
        record = change.record
        if not record.is_final:
            self._running.add(record.id)
            return
        if record.id not in self._running:
            return
        self._running.discard(record.id)
        self.finished.emit(record)
        if record.status is JobStatus.COMPLETED:
            self._on_completed(record)
        elif record.status is JobStatus.FAILED:
            self.notice.emit(f"{model_name(record.model)} was not made: {record.message}")

    def _on_completed(self, record: JobRecord) -> None:
        assets = [self._services.assets.find(asset_id) for asset_id in record.asset_ids]
        present = [asset for asset in assets if asset is not None]
        for asset in reversed(present):
            self._order_thumbnail(asset)
        if present:
            self.asset_ready.emit(present[0])

    def _order_thumbnail(self, asset: AssetRecord) -> None:
        file = asset.best_file(*SHOWN_FORMATS)
        if file is not None and asset.exists:
            folder = self._services.asset_thumbnails
            folder.mkdir(parents=True, exist_ok=True)
            self._services.thumbnails.of_file(file, folder / f"{asset.id}.png")

    def _on_thumbnail(self, picture: Path) -> None:
        if picture.parent != self._services.asset_thumbnails:
            return
        asset = self._services.assets.find(picture.stem)
        if asset is None:
            return
        self._services.assets.set_thumbnail(asset.id, picture)
        job = self._services.jobs.find(asset.job_id)
        if job is not None and job.asset_ids and job.asset_ids[0] == asset.id:
            self._services.jobs.set_thumbnail(job.id, picture)
