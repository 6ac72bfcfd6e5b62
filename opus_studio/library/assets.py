"""The finished assets: their rows, their folders, and a trash that can be undone.

Layout: `<assets folder>/<Model>-<seed>-<short id>/<extension>/...`, one folder for each format, so
that two formats never fight over a texture's name. A deleted asset waits in `.trash` beside its
folder, on the same disk, until it is purged.
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from opus_studio.library import search
from opus_studio.library.asset_record import AssetChanged, AssetRecord, Space, folder_name
from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.database import Database
from opus_studio.library.errors import AssetError, NotFoundError
from opus_studio.library.files import folder_size
from opus_studio.library.job_record import Change
from opus_studio.library.observers import Observers

__all__ = ["AssetChanged", "AssetRecord", "AssetStore", "Change", "Space", "folder_name"]

logger = logging.getLogger(__name__)

TRASH_NAME = ".trash"
"""Folder beside the assets in which deleted ones wait."""


class AssetStore:
    """The rows and folders of the assets."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        """Read and write the assets of a database.

        Args:
            database: The library.
            clock: Tells the times of a row.
        """
        self._database = database
        self._clock = clock
        self._observers: Observers[AssetChanged] = Observers()

    def subscribe(self, callback: Callable[[AssetChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change; returns what ends that."""
        return self._observers.subscribe(callback)

    def record(
        self,
        asset_id: str,
        *,
        job_id: str,
        model: str,
        seed: int,
        folder: Path,
        files: Mapping[str, Path],
        size_on_disk: int,
        triangles: int | None = None,
        size_m: tuple[float, float, float] | None = None,
        words: str = "",
    ) -> AssetRecord:
        """Write the row of an asset whose folder is complete; a second time replaces the first.

        Args:
            asset_id: Its identifier (uuid, hex).
            job_id: The job that it came of.
            model: Name of the model.
            seed: The seed that made it.
            folder: Where its files are.
            files: Extension to the file that opens it.
            size_on_disk: Bytes of everything in the folder.
            triangles: As drawn, when known.
            size_m: Width, height, depth in metres, when known.
            words: What else it can be found by, such as its keywords.
        """
        record = AssetRecord(
            id=asset_id,
            job_id=job_id,
            model=model,
            name=f"{model} {seed}",
            seed=seed,
            folder=folder,
            files=dict(files),
            size_on_disk=size_on_disk,
            created=self._clock(),
            triangles=triangles,
            size_m=size_m,
        )
        known = self.find(asset_id) is not None
        self._database.execute(
            "INSERT OR REPLACE INTO assets (id, job_id, model, name, seed, folder, files, "
            "size_on_disk, created, triangles, size_m, words) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                asset_id,
                job_id,
                model,
                record.name,
                seed,
                str(folder),
                _files_text(record),
                size_on_disk,
                record.created.isoformat(),
                triangles,
                json.dumps(size_m) if size_m else None,
                search.searchable([model, seed, words, *files]),
            ),
        )
        self._tell(record, Change.CHANGED if known else Change.ADDED)
        return record

    def get(self, asset_id: str) -> AssetRecord:
        """One asset, deleted or not.

        Raises:
            NotFoundError: There is none of that id.
        """
        record = self.find(asset_id)
        if record is None:
            raise NotFoundError("This asset is not in the library any more.")
        return record

    def find(self, asset_id: str) -> AssetRecord | None:
        """One asset, deleted or not, or None."""
        rows = self._database.query("SELECT * FROM assets WHERE id = ?", (asset_id,))
        return _record(rows[0]) if rows else None

    def list(
        self, text: str = "", *, job_id: str = "", starred: bool = False, trashed: bool = False
    ) -> tuple[AssetRecord, ...]:
        """Assets, the newest first.

        Args:
            text: Words that must all occur in name, model, seed, keywords or formats.
            job_id: Only those of one job.
            starred: Only starred ones.
            trashed: The deleted ones in place of the others.
        """
        where, values = search.conditions(text, "(casefold(name) || ' ' || words)")
        where.append("trashed IS NOT NULL" if trashed else "trashed IS NULL")
        if job_id:
            where.append("job_id = ?")
            values.append(job_id)
        if starred:
            where.append("starred = 1")
        rows = self._database.query(
            f"SELECT * FROM assets WHERE {' AND '.join(where)} "  # noqa: S608 - values are bound
            "ORDER BY created DESC, rowid DESC",
            values,
        )
        return tuple(_record(row) for row in rows)

    def total(self) -> Space:
        """How many assets there are and what they take on disk, the trash not counted."""
        row = self._database.query(
            "SELECT COUNT(*) AS number, COALESCE(SUM(size_on_disk), 0) AS size "
            "FROM assets WHERE trashed IS NULL"
        )[0]
        return Space(row["number"], row["size"])

    def star(self, asset_id: str, starred: bool = True) -> AssetRecord:
        """Mark or unmark an asset as one to keep."""
        return self._update(asset_id, starred=starred)

    def rename(self, asset_id: str, name: str) -> AssetRecord:
        """Give an asset another name; its folder keeps its own.

        Raises:
            AssetError: The name is empty.
            NotFoundError: There is no such asset.
        """
        if not name.strip():
            raise AssetError("An asset needs a name.")
        return self._update(asset_id, name=name.strip())

    def set_thumbnail(self, asset_id: str, picture: Path | None) -> AssetRecord:
        """Say where the picture of an asset is."""
        return self._update(asset_id, thumbnail=picture)

    def add_files(self, asset_id: str, files: Mapping[str, Path]) -> AssetRecord:
        """Take note of more formats that were put into an asset's folder, and measure it again.

        Args:
            asset_id: The asset.
            files: Extension to the file that opens it, inside the asset's folder.

        Raises:
            AssetError: A file is not inside the folder.
            NotFoundError: There is no such asset.
        """
        asset = self.get(asset_id)
        for path in files.values():
            if not path.is_relative_to(asset.folder):
                raise AssetError(f"{path.name} is not in the asset's folder {asset.folder}.")
        return self._update(
            asset_id,
            files={**asset.files, **files},
            size_on_disk=folder_size(asset.folder),
        )

    def delete(self, asset_id: str) -> AssetRecord:
        """Move an asset to the trash; `undelete` brings it back until the trash is purged.

        Raises:
            AssetError: Its folder cannot be moved; nothing has changed.
            NotFoundError: There is no such asset.
        """
        record = self.get(asset_id)
        if record.trashed is not None:
            return record
        # The row first: if the program dies in between, `undelete` and `purge` find the folder in
        # either place.
        trashed = self._write(record, trashed=self._clock())
        if record.folder.is_dir():
            target = _trash_place(record)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                record.folder.rename(target)
            except OSError as error:
                self._write(trashed, trashed=None)
                raise AssetError(
                    f"{record.folder.name} cannot be deleted: {error.strerror}. "
                    "Another program may have one of its files open."
                ) from error
        self._tell(trashed, Change.REMOVED)
        return trashed

    def undelete(self, asset_id: str) -> AssetRecord:
        """Bring an asset back from the trash.

        Raises:
            AssetError: Its folder cannot be moved back; it stays in the trash.
            NotFoundError: It has been purged.
        """
        record = self.get(asset_id)
        place = _trash_place(record)
        if record.trashed is None:
            return record
        if place.is_dir():
            try:
                place.rename(record.folder)
            except OSError as error:
                raise AssetError(
                    f"{record.folder.name} cannot be brought back: {error.strerror}."
                ) from error
        restored = self._write(record, trashed=None)
        self._tell(restored, Change.RESTORED)
        return restored

    def purge(self) -> Space:
        """Delete everything in the trash for good. Slow on large files: may run in a thread.

        Returns:
            What was freed. An asset whose files could not be deleted stays in the trash.
        """
        count = size = 0
        for record in self.list(trashed=True):
            try:
                for place in (_trash_place(record), record.folder):
                    if place.is_dir():
                        shutil.rmtree(place)
            except OSError as error:
                logger.warning("%s stays in the trash: %s", record.folder.name, error)
                continue
            self._database.execute(
                "DELETE FROM assets WHERE id = ? AND trashed IS NOT NULL", (record.id,)
            )
            count += 1
            size += record.size_on_disk
        return Space(count, size)

    def unstarred(self) -> tuple[AssetRecord, ...]:
        """What `free_space` would remove: neither the asset nor its job was starred."""
        rows = self._database.query(
            "SELECT * FROM assets WHERE trashed IS NULL AND starred = 0 AND job_id NOT IN "
            "(SELECT id FROM jobs WHERE starred = 1) ORDER BY created DESC, rowid DESC"
        )
        return tuple(_record(row) for row in rows)

    def trash_unstarred(self) -> Space:
        """Move everything that was never starred to the trash: quick, and still undoable.

        Returns:
            What was moved. An asset whose files are in use stays where it is.
        """
        count = size = 0
        for record in self.unstarred():
            try:
                self.delete(record.id)
            except AssetError as error:
                logger.warning("%s", error)
                continue
            count += 1
            size += record.size_on_disk
        return Space(count, size)

    def free_space(self) -> Space:
        """Delete for good what was never starred, and what is in the trash.

        Returns:
            What was freed.
        """
        self.trash_unstarred()
        return self.purge()

    def _update(self, asset_id: str, **changes: Any) -> AssetRecord:
        before = self.get(asset_id)
        record = self._write(before, **changes)
        if record != before:
            self._tell(record, Change.CHANGED)
        return record

    def _write(self, record: AssetRecord, **changes: Any) -> AssetRecord:
        changed = replace(record, **changes)
        stored = {
            "name": changed.name,
            "starred": int(changed.starred),
            "thumbnail": str(changed.thumbnail or ""),
            "files": _files_text(changed),
            "size_on_disk": changed.size_on_disk,
            "trashed": changed.trashed.isoformat() if changed.trashed else None,
        }
        columns = [name for name in stored if name in changes]
        self._database.execute(
            f"UPDATE assets SET {', '.join(f'{name} = ?' for name in columns)} "  # noqa: S608
            "WHERE id = ?",
            (*(stored[name] for name in columns), record.id),
        )
        return changed

    def _tell(self, record: AssetRecord, change: Change) -> None:
        self._observers.tell(AssetChanged(record, change))


def _files_text(record: AssetRecord) -> str:
    """The files as their column keeps them: relative to the folder."""
    return json.dumps(
        {key: path.relative_to(record.folder).as_posix() for key, path in record.files.items()}
    )


def _trash_place(record: AssetRecord) -> Path:
    return record.folder.parent / TRASH_NAME / record.id


def _record(row: sqlite3.Row) -> AssetRecord:
    folder = Path(row["folder"])
    size = json.loads(row["size_m"]) if row["size_m"] else None
    return AssetRecord(
        id=row["id"],
        job_id=row["job_id"],
        model=row["model"],
        name=row["name"],
        seed=row["seed"],
        folder=folder,
        files={key: folder / path for key, path in json.loads(row["files"]).items()},
        size_on_disk=row["size_on_disk"],
        created=datetime.fromisoformat(row["created"]),
        thumbnail=Path(row["thumbnail"]) if row["thumbnail"] else None,
        starred=bool(row["starred"]),
        triangles=row["triangles"],
        size_m=tuple(size) if size else None,
        trashed=datetime.fromisoformat(row["trashed"]) if row["trashed"] else None,
    )
