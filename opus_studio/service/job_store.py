"""The service's jobs in SQLite: they outlive the process.

A job is one create call; it has one variant for each model that the call asked for. A row is
written before the work that it speaks of, so after a crash every accepted job is still known.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opus_studio.protocol import JobStatus

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    uid TEXT PRIMARY KEY,
    created REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS variants (
    uid TEXT NOT NULL REFERENCES jobs (uid) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    request TEXT NOT NULL,
    chosen TEXT NOT NULL,
    token TEXT NOT NULL,
    status TEXT NOT NULL,
    deaths INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0,
    ended REAL,
    bytes INTEGER NOT NULL DEFAULT 0,
    extensions TEXT NOT NULL DEFAULT '[]',
    error_code TEXT,
    error_message TEXT,
    PRIMARY KEY (uid, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS variants_by_status ON variants (status, ended);
"""
_VERSION = 1


@dataclass(frozen=True)
class Failure:
    """Why a variant failed: the API's code and a sentence for the user."""

    code: str
    message: str


@dataclass(frozen=True)
class NewVariant:
    """What is written when a job is accepted.

    Attributes:
        request: The body of the equivalent single create call, seed included.
        chosen: Names of the parameters that the user set; what variations must keep.
        token: The secret part of the download links.
    """

    request: Mapping[str, Any]
    chosen: Sequence[str]
    token: str


@dataclass(frozen=True)
class Variant:
    """One model of a job, as stored.

    Attributes:
        uid: The job's identifier.
        number: Place within the job, from 0.
        request: The body of the equivalent single create call, seed included.
        chosen: Names of the parameters that the user set.
        created: When the job was accepted, seconds since the epoch.
        token: The secret part of the download links.
        status: Where it stands.
        deaths: How often a worker has died over it.
        interruptions: How often the whole service has died over it.
        ended: When it reached a final state, seconds since the epoch.
        size: Bytes of its zips.
        extensions: Formats whose zips exist.
        failure: Why it failed, when it did.
    """

    uid: str
    number: int
    request: Mapping[str, Any]
    chosen: tuple[str, ...]
    created: float
    token: str
    status: JobStatus
    deaths: int
    interruptions: int
    ended: float | None
    size: int
    extensions: tuple[str, ...]
    failure: Failure | None


class JobStore:
    """All jobs of one data directory. Used from one thread only.

    Args:
        path: The database file; its folder must exist.
        clock: Seconds since the epoch.

    Raises:
        sqlite3.OperationalError: The file cannot be opened.
        sqlite3.DatabaseError: It is damaged, no database, or of another version.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._prepare()
        except sqlite3.Error:
            self._database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _prepare(self) -> None:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"version {version} of the job store is not known")
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA busy_timeout=5000;" + _SCHEMA + f"PRAGMA user_version={_VERSION};"
        )

    def add(self, uid: str, variants: Sequence[NewVariant]) -> None:
        """Write a new job with all its variants, or nothing."""
        with self._transaction():
            self._database.execute("INSERT INTO jobs VALUES (?, ?)", (uid, self._clock()))
            self._database.executemany(
                "INSERT INTO variants (uid, number, request, chosen, token, status)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        uid,
                        n,
                        json.dumps(v.request),
                        json.dumps(v.chosen),
                        v.token,
                        JobStatus.PENDING,
                    )
                    for n, v in enumerate(variants)
                ],
            )

    def job(self, uid: str) -> list[Variant]:
        """The variants of a job in order; empty when there is no such job."""
        return self._select("WHERE uid = ? ORDER BY number", (uid,))

    def variant(self, uid: str, number: int) -> Variant | None:
        """One variant, or None."""
        found = self._select("WHERE uid = ? AND number = ?", (uid, number))
        return found[0] if found else None

    def recover(self) -> list[Variant]:
        """Put what was running back to pending; answer everything that waits, oldest first."""
        self._database.execute(
            "UPDATE variants SET status = ?, interruptions = interruptions + 1 WHERE status = ?",
            (JobStatus.PENDING, JobStatus.IN_PROGRESS),
        )
        return self._select("WHERE status = ? ORDER BY created, uid, number", (JobStatus.PENDING,))

    def start(self, uid: str, number: int) -> None:
        """A worker has been given the variant."""
        self._set(uid, number, status=JobStatus.IN_PROGRESS)

    def requeue(self, uid: str, number: int, deaths: int) -> None:
        """It waits again, after its worker has died, or because the service ends in order."""
        self._set(uid, number, status=JobStatus.PENDING, deaths=deaths)

    def complete(self, uid: str, number: int, extensions: Iterable[str], size: int) -> None:
        """Its zips are in place."""
        self._set(
            uid,
            number,
            status=JobStatus.COMPLETED,
            ended=self._clock(),
            extensions=json.dumps(list(extensions)),
            bytes=size,
        )

    def fail(self, uid: str, number: int, failure: Failure) -> None:
        """It cannot be made."""
        self._set(
            uid,
            number,
            status=JobStatus.FAILED,
            ended=self._clock(),
            error_code=failure.code,
            error_message=failure.message,
            extensions="[]",
            bytes=0,
        )

    def cancel(self, uid: str, number: int) -> None:
        """It is no longer wanted."""
        self._set(uid, number, status=JobStatus.CANCELLED, ended=self._clock())

    def completed(self) -> list[Variant]:
        """Everything whose zips are on disk, oldest first."""
        return self._select("WHERE status = ? ORDER BY ended", (JobStatus.COMPLETED,))

    def forget_before(self, moment: float) -> int:
        """Drop jobs all of whose variants ended before `moment`; answer how many."""
        dropped = self._database.execute(
            "DELETE FROM jobs WHERE NOT EXISTS (SELECT 1 FROM variants WHERE"
            " variants.uid = jobs.uid AND (ended IS NULL OR ended >= ?))",
            (moment,),
        )
        return int(dropped.rowcount)

    def _set(self, uid: str, number: int, **columns: Any) -> None:
        assignments = ", ".join(f"{name} = ?" for name in columns)
        self._database.execute(
            f"UPDATE variants SET {assignments} WHERE uid = ? AND number = ?",  # noqa: S608 - our names
            (*columns.values(), uid, number),
        )

    def _select(self, where: str, values: tuple[Any, ...]) -> list[Variant]:
        rows = self._database.execute(
            "SELECT uid, number, request, chosen, created, token, status, deaths, interruptions,"  # noqa: S608
            " ended, bytes, extensions, error_code, error_message"
            f" FROM variants JOIN jobs USING (uid) {where}",
            values,
        )
        return [_variant(row) for row in rows]

    def _transaction(self) -> _Transaction:
        return _Transaction(self._database)


class _Transaction:
    """All of it or nothing; taken for writing at once, so that it cannot fail half way."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")


def _variant(row: tuple[Any, ...]) -> Variant:
    (uid, number, request, chosen, created, token, status, deaths, interruptions) = row[:9]
    ended, size, extensions, code, message = row[9:]
    return Variant(
        uid=uid,
        number=number,
        request=json.loads(request),
        chosen=tuple(json.loads(chosen)),
        created=created,
        token=token,
        status=JobStatus(status),
        deaths=deaths,
        interruptions=interruptions,
        ended=ended,
        size=size,
        extensions=tuple(json.loads(extensions)),
        failure=Failure(code, message) if code else None,
    )
