"""Opening the job store whatever state its file is in: nothing readable is lost."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from opus_studio.service.job_store import JobStore

_log = logging.getLogger(__name__)

_COMPANIONS: Final = ("-wal", "-shm", "-journal")
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_store(path: Path) -> JobStore:
    """The jobs of a file; a damaged one is put aside, and what can be read of it is taken over.

    Raises:
        NewerStoreError: A later version of the program wrote it; it is left as it is.
        sqlite3.Error: It cannot be opened for another reason, such as a full disk.
        OSError: A damaged file cannot be put aside.
    """
    try:
        return JobStore(path)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        aside = put_aside(path, *_COMPANIONS)
        _log.warning(
            "The job store %s is damaged (%s) and was put aside as %s.", path, error, aside
        )
    fresh = JobStore(path)
    fresh.close()
    taken = _take_over(aside, path)
    _log.warning("%d rows of the damaged job store could be read.", taken)
    return JobStore(path)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error speaks of what is in the file, and not of the disk or of another process."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _DAMAGE


def put_aside(path: Path, *companions: str) -> Path:
    """Rename something damaged, never over an earlier one, and answer its new name.

    Args:
        path: The file or folder.
        companions: Suffixes of files that belong to it and move along.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number = 1
    while (target := path.with_name(f"{path.name}.damaged-{stamp}-{number}")).exists():
        number += 1
    path.replace(target)
    for suffix in companions:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.replace(target.with_name(target.name + suffix))
    return target


def _take_over(damaged: Path, path: Path) -> int:
    """Copy every row that can be read; answers how many."""
    with (
        contextlib.closing(sqlite3.connect(damaged)) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        source.row_factory = sqlite3.Row
        taken = 0
        for table, key in (("jobs", "uid"), ("variants", "uid, number")):
            known = {row[1] for row in target.execute(f"PRAGMA table_info({table})")}
            for row in _readable_rows(source, table, key):
                columns = [name for name in row if name in known]
                with contextlib.suppress(sqlite3.Error):
                    taken += target.execute(
                        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)})"  # noqa: S608 - our names
                        f" VALUES ({', '.join('?' * len(columns))})",
                        [row[name] for name in columns],
                    ).rowcount
        target.execute("DELETE FROM variants WHERE uid NOT IN (SELECT uid FROM jobs)")
        target.execute("DELETE FROM jobs WHERE uid NOT IN (SELECT uid FROM variants)")
        target.commit()
        return taken


def _readable_rows(source: sqlite3.Connection, table: str, key: str) -> Iterator[dict[str, Any]]:
    """The rows before the damage from either end, by the table itself and by its key."""
    backwards = key.replace(",", " DESC,") + " DESC"
    for order in ("", f"ORDER BY {key}", f"ORDER BY {backwards}"):
        with contextlib.suppress(sqlite3.Error):
            for row in source.execute(f"SELECT * FROM {table} {order}"):  # noqa: S608 - our names
                yield dict(row)
