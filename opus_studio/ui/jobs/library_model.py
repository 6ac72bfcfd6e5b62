"""The finished assets as a list that follows the library, and which of them are in sight."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from opus_studio.library.assets import AssetChanged, AssetRecord, AssetStore, Change
from opus_studio.ui.jobs import wording
from opus_studio.ui.jobs.job_table import BEST_FILES
from opus_studio.ui.widgets.row_filter import RowFilter

Index = QModelIndex | QPersistentModelIndex


class AssetRole(IntEnum):
    """What `LibraryModel.data` tells beyond Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2
    PICTURE = Qt.ItemDataRole.UserRole + 3
    STARRED = Qt.ItemDataRole.UserRole + 4


class LibraryModel(QAbstractListModel):
    """Every asset that is not in the trash, the newest first; rows change in place."""

    _news = Signal(object)

    def __init__(self, assets: AssetStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[AssetRecord] = list(assets.list())
        # By way of a signal, so that news from another thread arrive in this one.
        self._news.connect(self._on_news)
        unsubscribe = assets.subscribe(self._news.emit)
        self.destroyed.connect(lambda: unsubscribe())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row has to say."""
        if not index.isValid() or index.row() >= len(self._records):
            return None
        asset = self._records[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.asset_name(asset)
            case Qt.ItemDataRole.AccessibleTextRole:
                marked = ", starred" if asset.starred else ""
                size = wording.spoken_size(asset.size_on_disk)
                return f"{wording.asset_name(asset)}, {size}{marked}"
            case Qt.ItemDataRole.ToolTipRole:
                return _about(asset)
            case AssetRole.ID:
                return asset.id
            case AssetRole.RECORD:
                return asset
            case AssetRole.PICTURE:
                return asset.thumbnail
            case AssetRole.STARRED:
                return asset.starred
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: assets can be dragged to other programs."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Qt: files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt: the file that opens each asset."""
        found = (self._records[index.row()].best_file(*BEST_FILES) for index in indexes)
        mime = QMimeData()
        files = [path for path in found if path is not None and path.exists()]
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt: the files are copied; the library keeps its own."""
        return Qt.DropAction.CopyAction

    def records(self) -> tuple[AssetRecord, ...]:
        """All rows."""
        return tuple(self._records)

    def _on_news(self, news: AssetChanged) -> None:
        asset = news.record
        row = next((row for row, one in enumerate(self._records) if one.id == asset.id), -1)
        if news.change in (Change.REMOVED, Change.PURGED) or asset.trashed is not None:
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._records[row]
                self.endRemoveRows()
        elif row >= 0:
            self._records[row] = asset
            self.dataChanged.emit(self.index(row), self.index(row))
        else:
            age = -asset.created.timestamp()
            row = bisect.bisect_left(self._records, age, key=lambda one: -one.created.timestamp())
            self.beginInsertRows(QModelIndex(), row, row)
            self._records.insert(row, asset)
            self.endInsertRows()


class LibraryFilter(RowFilter):
    """Lets through what was found, what is starred, what came of certain jobs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: frozenset[str] | None = None
        self._starred = False
        self._jobs: frozenset[str] | None = None

    def set_found(self, asset_ids: Iterable[str] | None) -> None:
        """Let only these assets through; None lets all."""
        with self.changing():
            self._found = None if asset_ids is None else frozenset(asset_ids)

    def set_starred(self, starred: bool) -> None:
        """Let only starred assets through."""
        with self.changing():
            self._starred = starred

    def set_jobs(self, job_ids: Iterable[str] | None) -> None:
        """Let only the assets of these jobs through, in the order of their seeds; None lets all."""
        with self.changing():
            self._jobs = None if job_ids is None else frozenset(job_ids)
        self.sort(-1 if self._jobs is None else 0)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt: whether one row stands before another."""
        first, second = left.data(AssetRole.RECORD), right.data(AssetRole.RECORD)
        return bool(first.seed < second.seed)

    def records(self) -> tuple[AssetRecord, ...]:
        """What is in sight."""
        rows = range(self.rowCount())
        return tuple(self.index(row, 0).data(AssetRole.RECORD) for row in rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Qt: whether a row is shown."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        asset = index.data(AssetRole.RECORD)
        return (
            isinstance(asset, AssetRecord)
            and (self._found is None or asset.id in self._found)
            and (not self._starred or asset.starred)
            and (self._jobs is None or asset.job_id in self._jobs)
        )


def _about(asset: AssetRecord) -> str:
    lines = [wording.asset_name(asset), f"Seed {asset.seed}"]
    if asset.size_m is not None:
        lines.append(" × ".join(f"{edge:.2f}" for edge in asset.size_m) + " m")
    if asset.triangles is not None:
        lines.append(f"{asset.triangles:,} triangles".replace(",", " "))
    lines.append(", ".join(asset.files))
    return "\n".join(line for line in lines if line)
