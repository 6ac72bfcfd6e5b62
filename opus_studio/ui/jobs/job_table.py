"""The jobs as a table that follows the history: rows change in place, the newest comes first."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from opus_studio.api.messages import JobStatus
from opus_studio.library.assets import AssetRecord, AssetStore
from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.job_history import Change, JobChanged, JobHistory, JobRecord
from opus_studio.ui.form.labels import model_name
from opus_studio.ui.jobs import wording

Index = QModelIndex | QPersistentModelIndex

BEST_FILES = ("glb", "usdz", "usd", "fbx", "gltf", "obj")
"""Formats in the order in which one file is chosen to be handed to another program."""


class JobColumn(IntEnum):
    """The columns, from left to right."""

    MODEL = 0
    SUMMARY = 1
    STATUS = 2
    STARTED = 3
    DURATION = 4
    ACTIONS = 5


class JobRole(IntEnum):
    """What `JobTableModel.data` tells beyond Qt's own roles, in every column."""

    ID = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2
    PICTURE = Qt.ItemDataRole.UserRole + 3
    FORMATS = Qt.ItemDataRole.UserRole + 4


_HEADINGS = ("Model", "What was set", "Status", "Started", "Time", "Actions")


class JobTableModel(QAbstractTableModel):
    """Every job of every run of the program.

    Args:
        jobs: The history.
        assets: Where the files of finished jobs are; None shows no pictures and drags nothing.
        clock: Tells the time for durations.
        parent: The owner.
    """

    _news = Signal(object)

    def __init__(
        self,
        jobs: JobHistory,
        assets: AssetStore | None = None,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._assets = assets
        self._clock = clock
        self._records: list[JobRecord] = list(jobs.list())
        self._pictures: dict[str, Path | None] = {}
        # By way of a signal, so that news from another thread arrive in this one.
        self._news.connect(self._on_news)
        self._unsubscribe = unsubscribe = jobs.subscribe(self._news.emit)
        self.destroyed.connect(lambda: unsubscribe())

    def close(self) -> None:
        """Follow the history no longer."""
        self._unsubscribe()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Qt: how many columns there are."""
        return 0 if parent.isValid() else len(JobColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt: the headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section] if section != JobColumn.ACTIONS else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell has to say."""
        if not index.isValid() or index.row() >= len(self._records):
            return None
        job = self._records[index.row()]
        column = JobColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(job, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(job, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(job, column)
            case JobRole.ID:
                return job.id
            case JobRole.RECORD:
                return job
            case JobRole.PICTURE:
                return self._picture(job)
            case JobRole.FORMATS:
                return self.formats_of(job)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: finished jobs can be dragged to other programs."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if self._records[index.row()].asset_ids:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Qt: files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: the files of the jobs, one for each asset."""
        rows = sorted({index.row() for index in indexes})
        files = [path for row in rows for path in self.files_of(self._records[row])]
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt: the files are copied; the library keeps its own."""
        return Qt.DropAction.CopyAction

    def files_of(self, job: JobRecord) -> tuple[Path, ...]:
        """The file that opens each asset of a job, as far as they are still there."""
        found = (asset.best_file(*BEST_FILES) for asset in self.assets_of(job))
        return tuple(path for path in found if path is not None and path.exists())

    def formats_of(self, job: JobRecord) -> frozenset[str]:
        """The formats that were asked for, and those that every asset of the job has by now."""
        present = [frozenset(asset.files) for asset in self.assets_of(job)]
        later = frozenset.intersection(*present) if present else frozenset()
        return later | frozenset(job.request.extensions)

    def assets_of(self, job: JobRecord) -> tuple[AssetRecord, ...]:
        """The assets of a job that have not been deleted."""
        if self._assets is None:
            return ()
        found = (self._assets.find(asset_id) for asset_id in job.asset_ids)
        return tuple(asset for asset in found if asset is not None and asset.trashed is None)

    def record(self, job_id: str) -> JobRecord | None:
        """The job as it is shown, or None."""
        row = self.row_of(job_id)
        return self._records[row] if row >= 0 else None

    def row_of(self, job_id: str) -> int:
        """The row of a job, or -1."""
        return next((row for row, job in enumerate(self._records) if job.id == job_id), -1)

    def has_unfinished(self) -> bool:
        """Whether any job waits or runs."""
        return any(not job.is_final for job in self._records)

    def tick(self) -> None:
        """Let the durations of unfinished jobs be shown anew."""
        for row, job in enumerate(self._records):
            if not job.is_final:
                index = self.index(row, JobColumn.DURATION)
                self.dataChanged.emit(index, index, [int(Qt.ItemDataRole.DisplayRole)])

    def _on_news(self, news: JobChanged) -> None:
        job = news.record
        row = self.row_of(job.id)
        gone = news.change in (Change.REMOVED, Change.PURGED)
        if gone or job.removed:
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._records[row]
                self.endRemoveRows()
            return
        if row >= 0:
            if job.asset_ids != self._records[row].asset_ids or job.is_final:
                self._pictures.pop(job.id, None)
            self._records[row] = job
            last = self.index(row, len(JobColumn) - 1)
            self.dataChanged.emit(self.index(row, 0), last)
            return
        # The list is sorted by falling time; a job that comes back goes to where it stood.
        age = -job.created.timestamp()
        row = bisect.bisect_left(self._records, age, key=lambda one: -one.created.timestamp())
        self.beginInsertRows(QModelIndex(), row, row)
        self._records.insert(row, job)
        self.endInsertRows()

    def _picture(self, job: JobRecord) -> Path | None:
        if job.thumbnail is not None:
            return job.thumbnail
        if not job.asset_ids:
            return None
        if job.id not in self._pictures:
            pictures = (asset.thumbnail for asset in self.assets_of(job))
            picture = next((one for one in pictures if one is not None), None)
            if picture is None:  # it may come later: ask again
                return None
            self._pictures[job.id] = picture
        return self._pictures[job.id]

    def _text(self, job: JobRecord, column: JobColumn) -> str:
        match column:
            case JobColumn.MODEL:
                return model_name(job.model)
            case JobColumn.SUMMARY:
                return job.summary or "Everything automatic"
            case JobColumn.STATUS:
                return wording.STATUS_WORDS[job.status]
            case JobColumn.STARTED:
                return wording.spoken_time(job.created, self._clock())
            case JobColumn.DURATION:
                return self._duration(job)
        return ""

    def _duration(self, job: JobRecord) -> str:
        if job.is_final:
            return wording.spoken_duration(job.duration(self._clock()))
        return wording.running_duration(job.duration(self._clock()))

    def _spoken(self, job: JobRecord, column: JobColumn) -> str:
        match column:
            case JobColumn.MODEL:
                return f"{model_name(job.model)}, {wording.details(job)}"
            case JobColumn.SUMMARY:
                return ". ".join(part for part in (self._text(job, column), job.message) if part)
            case JobColumn.STATUS:
                return wording.status_words(job)
            case JobColumn.ACTIONS:
                return "Actions are in the context menu"
        return self._text(job, column)

    def _tooltip(self, job: JobRecord, column: JobColumn) -> str:
        match column:
            case JobColumn.MODEL:
                return f"{model_name(job.model)}\n{wording.details(job)}"
            case JobColumn.SUMMARY | JobColumn.STATUS:
                lines = [job.summary or "Everything automatic", job.message]
                if job.status is JobStatus.FAILED:
                    lines.append(f"Asked for at {_moment(job.created)}")
                return "\n".join(line for line in lines if line)
            case JobColumn.STARTED:
                return _moment(job.created)
        return ""


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
