"""The service's jobs in SQLite: they outlive the process.

A job is one create call; it has one variant for each model that the call asked for. A row is
written before the work that it speaks of, so after a crash every accepted job is still known.

A change of a variant's state that the disk refuses is kept in memory, shown to every reader, and
written with the next change that the disk takes: a full disk costs no job and stops no queue.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from opus_studio.protocol import JobStatus
from opus_studio.service.paths import Key
from opus_studio.service.records import Failure, NewVariant, Variant

_log = logging.getLogger(__name__)

_STEPS: Final = (
    """
    CREATE TABLE jobs (
        uid TEXT PRIMARY KEY,
        created REAL NOT NULL
    ) STRICT;
    CREATE TABLE variants (
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
    CREATE INDEX variants_by_status ON variants (status, ended);
    """,
    """
    ALTER TABLE jobs ADD COLUMN idempotency_key TEXT;
    ALTER TABLE jobs ADD COLUMN fingerprint TEXT;
    CREATE UNIQUE INDEX jobs_by_key ON jobs (idempotency_key);
    ALTER TABLE variants ADD COLUMN reached REAL NOT NULL DEFAULT -1;
    ALTER TABLE variants ADD COLUMN age REAL NOT NULL DEFAULT 0;
    ALTER TABLE variants ADD COLUMN digests TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE variants DROP COLUMN token;
    """,
)
"""The steps of the schema, oldest first; `PRAGMA user_version` counts those that were taken."""

KEY_SECONDS: Final = 24 * 3600.0
"""How long the same idempotency key answers the same job."""

_COLUMNS: Final = (
    "uid, number, request, chosen, created, status, deaths, interruptions, reached, age, bytes,"
    " extensions, digests, error_code, error_message"
)


class NewerStoreError(Exception):
    """The file was written by a later version of the program; it was left as it is."""


class JobStore:
    """All jobs of one data directory. Used from one thread only.

    Args:
        path: The database file; its folder must exist.
        clock: Seconds since the epoch.

    Raises:
        NewerStoreError: A later version wrote the file.
        sqlite3.OperationalError: The file cannot be opened.
        sqlite3.DatabaseError: It is damaged, or no database.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._unwritten: dict[Key, dict[str, Any]] = {}
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Let go of the file, after a last attempt to write what could not be written before."""
        self.flush()
        self._database.close()

    def _prepare(self) -> None:
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA busy_timeout=5000;"
        )
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version > len(_STEPS):
            raise NewerStoreError(f"version {version}; this program knows {len(_STEPS)}")
        (answer,) = self._database.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise sqlite3.DatabaseError(str(answer))
        for number, step in enumerate(_STEPS[version:], start=version + 1):
            self._database.executescript(f"BEGIN; {step} PRAGMA user_version={number}; COMMIT;")
        try:
            self._select("LIMIT 0", ())
        except sqlite3.OperationalError as error:
            raise sqlite3.DatabaseError(f"its tables are not whole: {error}") from error

    def add(
        self,
        uid: str,
        variants: Sequence[NewVariant],
        *,
        idempotency_key: str | None = None,
        fingerprint: str = "",
    ) -> None:
        """Write a new job with all its variants, or nothing.

        Args:
            uid: Its identifier.
            variants: At least one.
            idempotency_key: The caller's name for the call; see `find_call`.
            fingerprint: What the call asked for, to tell a repetition from a mistake.
        """
        now = self._clock()
        with _Transaction(self._database):
            self._database.execute(
                "UPDATE jobs SET idempotency_key = NULL WHERE idempotency_key = ?",
                (idempotency_key,),
            )
            self._database.execute(
                "INSERT INTO jobs (uid, created, idempotency_key, fingerprint) VALUES (?, ?, ?, ?)",
                (uid, now, idempotency_key, fingerprint),
            )
            self._database.executemany(
                "INSERT INTO variants (uid, number, request, chosen, status)"
                " VALUES (?, ?, ?, ?, ?)",
                [
                    (uid, n, json.dumps(v.request), json.dumps(v.chosen), JobStatus.PENDING)
                    for n, v in enumerate(variants)
                ],
            )

    def find_call(self, idempotency_key: str) -> tuple[str, str] | None:
        """Job and fingerprint of the call with that key within the last `KEY_SECONDS`, or None."""
        row = self._database.execute(
            "SELECT uid, fingerprint FROM jobs WHERE idempotency_key = ? AND created > ?",
            (idempotency_key, self._clock() - KEY_SECONDS),
        ).fetchone()
        return (row["uid"], row["fingerprint"]) if row else None

    def job(self, uid: str) -> list[Variant]:
        """The variants of a job in order; empty when there is no such job."""
        return self._select("WHERE uid = ? ORDER BY number", (uid,))

    def variant(self, uid: str, number: int) -> Variant | None:
        """One variant, or None."""
        found = self._select("WHERE uid = ? AND number = ?", (uid, number))
        return found[0] if found else None

    def recover(self) -> list[Variant]:
        """Everything that waits or was running when the last process ended, oldest first."""
        return self._select(
            "WHERE status IN (?, ?) ORDER BY created, uid, number",
            (JobStatus.PENDING, JobStatus.IN_PROGRESS),
        )

    def start(self, uid: str, number: int) -> None:
        """A worker has been given the variant."""
        self._set(uid, number, status=JobStatus.IN_PROGRESS)

    def requeue(
        self,
        uid: str,
        number: int,
        *,
        deaths: int | None = None,
        interruptions: int | None = None,
        reached: float | None = None,
    ) -> None:
        """It waits again; what is None stays as it is."""
        counts = {"deaths": deaths, "interruptions": interruptions, "reached": reached}
        known = {name: value for name, value in counts.items() if value is not None}
        self._set(uid, number, status=JobStatus.PENDING, **known)

    def complete(
        self,
        uid: str,
        number: int,
        digests: Mapping[str, str],
        extensions: Iterable[str],
        size: int,
        *,
        incomplete: Failure | None = None,
    ) -> None:
        """Its zips are in place.

        Args:
            uid: The job.
            number: Which of its variants.
            digests: The SHA-256 of each zip.
            extensions: The formats, in the order in which they were asked for.
            size: Bytes of all of them.
            incomplete: Why a format that was asked for is not among them.
        """
        self._end(
            uid,
            number,
            JobStatus.COMPLETED,
            extensions=json.dumps(list(extensions)),
            digests=json.dumps(dict(digests)),
            bytes=size,
            error_code=incomplete.code if incomplete else None,
            error_message=incomplete.message if incomplete else None,
        )

    def drop_files(self, uid: str, number: int, reason: Failure) -> None:
        """Its zips are no longer kept; the variant stays completed."""
        self._set(
            uid,
            number,
            extensions="[]",
            bytes=0,
            error_code=reason.code,
            error_message=reason.message,
        )

    def fail(self, uid: str, number: int, failure: Failure) -> None:
        """It cannot be made."""
        self._end(
            uid,
            number,
            JobStatus.FAILED,
            error_code=failure.code,
            error_message=failure.message,
        )

    def cancel(self, uid: str, number: int) -> None:
        """It is no longer wanted."""
        self._end(uid, number, JobStatus.CANCELLED)

    def with_files(self) -> list[Variant]:
        """Everything whose zips are on disk, oldest first."""
        return self._select(
            "WHERE status = ? AND extensions <> '[]' ORDER BY age DESC, ended",
            (JobStatus.COMPLETED,),
        )

    def grow_older(self, seconds: float) -> None:
        """Count the time that the service has run since everything that has ended did so."""
        self._database.execute(
            "UPDATE variants SET age = age + ? WHERE ended IS NOT NULL", (seconds,)
        )

    def forget_older(self, age: float) -> int:
        """Drop jobs all of whose variants are older than `age` seconds; answer how many."""
        dropped = self._database.execute(
            "DELETE FROM jobs WHERE NOT EXISTS (SELECT 1 FROM variants WHERE"
            " variants.uid = jobs.uid AND (ended IS NULL OR age <= ?))",
            (age,),
        )
        return int(dropped.rowcount)

    def uids(self) -> set[str]:
        """Every job that is known."""
        return {row["uid"] for row in self._database.execute("SELECT uid FROM jobs")}

    def flush(self) -> bool:
        """Write what could not be written before; False while the disk still refuses."""
        for key, columns in list(self._unwritten.items()):
            assignments = ", ".join(f"{name} = ?" for name in columns)
            try:
                self._database.execute(
                    f"UPDATE variants SET {assignments} WHERE uid = ? AND number = ?",  # noqa: S608 - our names
                    (*columns.values(), *key),
                )
            except sqlite3.Error as error:
                _log.warning("Job %s, variant %d: its state is not written yet: %s", *key, error)
                return False
            del self._unwritten[key]
        return True

    def _end(self, uid: str, number: int, status: JobStatus, **columns: Any) -> None:
        self._set(uid, number, status=status, ended=self._clock(), age=0.0, **columns)

    def _set(self, uid: str, number: int, **columns: Any) -> None:
        self._unwritten.setdefault((uid, number), {}).update(columns)
        self.flush()

    def _select(self, where: str, values: tuple[Any, ...]) -> list[Variant]:
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM variants JOIN jobs USING (uid) {where}",  # noqa: S608 - our names
            values,
        ).fetchall()
        found = []
        for row in rows:
            columns = dict(row) | self._unwritten.get((row["uid"], row["number"]), {})
            try:
                found.append(_variant(columns))
            except (ValueError, TypeError) as error:  # one such row must not take the others away
                _log.warning("Job %s, variant %s cannot be read: %s", *row[:2], error)
        return found


class _Transaction:
    """All of it or nothing; taken for writing at once, so that it cannot fail half way."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._database.execute("COMMIT")
        elif self._database.in_transaction:  # SQLite rolls back by itself when the disk is full
            self._database.execute("ROLLBACK")


def _variant(row: Mapping[str, Any]) -> Variant:
    request = json.loads(row["request"])
    if not isinstance(request, dict) or not {"name", "seed"} <= request.keys():
        raise ValueError("its request is not one")
    return Variant(
        uid=row["uid"],
        number=row["number"],
        request=request,
        chosen=tuple(json.loads(row["chosen"])),
        created=row["created"],
        status=JobStatus(row["status"]),
        deaths=row["deaths"],
        interruptions=row["interruptions"],
        reached=row["reached"],
        age=row["age"],
        size=row["bytes"],
        extensions=tuple(json.loads(row["extensions"])),
        digests=json.loads(row["digests"]),
        failure=Failure(row["error_code"], row["error_message"]) if row["error_code"] else None,
    )
