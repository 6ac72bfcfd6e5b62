"""The history of the user's jobs: one row for each, of every run of the program.

A row is written before the service is called, so that no job is lost by a crash in between. What
runs the jobs is `runner.JobRunner`.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library import search
from opus_studio.library.clock import Clock, utc_now
from opus_studio.library.database import Database
from opus_studio.library.errors import NotFoundError
from opus_studio.library.job_record import Change, JobChanged, JobRecord
from opus_studio.library.observers import Observers

__all__ = ["Change", "JobChanged", "JobHistory", "JobRecord"]

logger = logging.getLogger(__name__)


class JobHistory:
    """The rows of the jobs."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        """Read and write the jobs of a database.

        Args:
            database: The library.
            clock: Tells the times of a row.
        """
        self._database = database
        self._clock = clock
        self._observers: Observers[JobChanged] = Observers()

    def subscribe(self, callback: Callable[[JobChanged], None]) -> Callable[[], None]:
        """Call `callback` after every change of a row; returns what ends that."""
        return self._observers.subscribe(callback)

    def create(self, request: GenerationRequest, service: str, batch: str = "") -> JobRecord:
        """Write the row of a new job.

        Args:
            request: What is asked for; its seed must be decided.
            service: `embedded` or the service's address.
            batch: Shared by the jobs of one click.

        Raises:
            ValueError: The request has no seed.
            DatabaseError: The row could not be written; nothing must be sent then.
        """
        if request.seed is None:
            raise ValueError("a job's seed is drawn before its row is written")
        record = JobRecord(
            id=uuid.uuid4().hex,
            service=service,
            request=request,
            created=self._clock(),
            batch=batch,
            idempotency_key=new_key(),
        )
        values = {
            "id": record.id,
            "service": service,
            "batch": batch,
            "idempotency_key": record.idempotency_key,
            "request": request.to_text(),
            "status": record.status.value,
            "created": record.created.isoformat(),
            "words": _words(record),
        }
        with self._database.transaction() as connection:
            connection.execute(
                f"INSERT INTO jobs ({', '.join(values)}, number) "  # noqa: S608 - our own names
                f"VALUES ({', '.join('?' * len(values))}, "
                "(SELECT COALESCE(MAX(number), 0) + 1 FROM jobs))",
                tuple(values.values()),
            )
        self._observers.tell(JobChanged(record, Change.ADDED))
        return record

    def get(self, job_id: str) -> JobRecord:
        """One job.

        Raises:
            NotFoundError: There is none of that id.
        """
        record = self.find(job_id)
        if record is None:
            raise NotFoundError("This job is not in the list any more.")
        return record

    def find(self, job_id: str) -> JobRecord | None:
        """One job, or None."""
        rows = self._database.query("SELECT * FROM jobs WHERE id = ?", (job_id,))
        return _record(rows[0]) if rows else None

    def list(
        self,
        text: str = "",
        statuses: Collection[JobStatus] = (),
        *,
        removed: bool = False,
        limit: int = -1,
    ) -> tuple[JobRecord, ...]:
        """Jobs, the newest first.

        Args:
            text: Words that must all occur in model, seed, keywords or parameters.
            statuses: Only these; empty means all.
            removed: The removed ones in place of the others.
            limit: At most so many; -1 means all.
        """
        where, values = search.conditions(text)
        where.append("removed = ?")
        parameters: list[Any] = [*values, int(removed)]
        if statuses:
            where.append(f"status IN ({', '.join('?' * len(statuses))})")
            parameters += [status.value for status in statuses]
        rows = self._database.query(
            f"SELECT * FROM jobs WHERE {' AND '.join(where)} "  # noqa: S608 - values are bound
            "ORDER BY number DESC LIMIT ?",
            (*parameters, limit),
        )
        return tuple(record for row in rows if (record := _readable(row)) is not None)

    def unfinished(self) -> tuple[JobRecord, ...]:
        """Jobs that wait or run, the oldest first; removed ones are not followed up."""
        waiting = self.list(statuses=(JobStatus.PENDING, JobStatus.IN_PROGRESS))
        return tuple(reversed(waiting))

    def update(self, job_id: str, **changes: Any) -> JobRecord:
        """Change fields of a job; a change that changes nothing is not written or announced.

        Args:
            job_id: The job.
            changes: Fields of `JobRecord` other than `id`, `request` and `created`.

        Raises:
            NotFoundError: There is none of that id.
            TypeError: A field that does not exist, or that never changes.
        """
        if fixed := changes.keys() & {"id", "request", "created"}:
            raise TypeError(f"a job's {', '.join(sorted(fixed))} never change")
        with self._database.transaction() as connection:
            row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
            if row is None:
                raise NotFoundError("This job is not in the list any more.")
            before = _record(row)
            record = replace(before, **changes)
            if record == before:
                return before
            columns = ", ".join(f"{name} = ?" for name in changes)
            connection.execute(
                f"UPDATE jobs SET {columns} WHERE id = ?",  # noqa: S608 - names checked by replace
                (*(_stored(getattr(record, name)) for name in changes), job_id),
            )
        change = Change.CHANGED
        if record.removed != before.removed:
            change = Change.REMOVED if record.removed else Change.RESTORED
        self._observers.tell(JobChanged(record, change))
        return record

    def move(self, job_id: str, status: JobStatus, **changes: Any) -> JobRecord:
        """Change a job's status, and its times along with it.

        Raises:
            NotFoundError: There is none of that id.
        """
        now = self._clock()
        changes["status"] = status
        if status is JobStatus.PENDING:
            changes |= {"started": None, "ended": None}
        elif status is JobStatus.IN_PROGRESS and self.get(job_id).started is None:
            changes["started"] = now
        elif status.is_final:
            changes["ended"] = now
        if status is JobStatus.COMPLETED:
            changes |= {"progress": 1.0, "stage": "", "error": ""}
        return self.update(job_id, **changes)

    def star(self, job_id: str, starred: bool = True) -> JobRecord:
        """Mark or unmark a job as one to keep."""
        return self.update(job_id, starred=starred)

    def set_thumbnail(self, job_id: str, picture: Path | None) -> JobRecord:
        """Say where the picture of the result is."""
        return self.update(job_id, thumbnail=picture)

    def remove(self, job_id: str) -> JobRecord:
        """Take a job off the list. Its assets stay in the library."""
        return self.update(job_id, removed=True)

    def undo_remove(self, job_id: str) -> JobRecord:
        """Bring a removed job back, to where it stood.

        Raises:
            NotFoundError: It has been purged meanwhile.
        """
        return self.update(job_id, removed=False)

    def purge(self) -> int:
        """Delete the removed rows for good; answers how many. The assets stay."""
        gone = self.list(removed=True)
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM jobs WHERE id = ? AND removed = 1", [(job.id,) for job in gone]
            )
        for record in gone:
            self._observers.tell(JobChanged(record, Change.PURGED))
        return len(gone)


def new_key() -> str:
    """A name for a creation that no other one has."""
    return uuid.uuid4().hex


def _words(record: JobRecord) -> str:
    request = record.request
    return search.searchable(
        [record.model, request.seed, record.summary, *request.parameters, *request.keywords]
    )


def _stored(value: object) -> object:
    """A field as its column keeps it."""
    match value:
        case JobStatus():
            return value.value
        case datetime():
            return value.isoformat()
        case Path():
            return str(value)
        case tuple():
            return json.dumps(value)
        case bool():
            return int(value)
        case _:
            return value


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _readable(row: sqlite3.Row) -> JobRecord | None:
    """The job, or None when its request is not one that this program understands.

    One such row must not take the whole history away.
    """
    try:
        return _record(row)
    except ValueError as error:
        logger.warning("Job %s cannot be shown: %s", row["id"], error)
        return None


def _record(row: sqlite3.Row) -> JobRecord:
    return JobRecord(
        id=row["id"],
        service=row["service"],
        request=GenerationRequest.from_text(row["request"]),
        created=datetime.fromisoformat(row["created"]),
        remote_uid=row["remote_uid"],
        batch=row["batch"],
        status=JobStatus(row["status"]),
        progress=row["progress"],
        stage=row["stage"],
        started=_time(row["started"]),
        ended=_time(row["ended"]),
        error=row["error"],
        message=row["message"],
        thumbnail=Path(row["thumbnail"]) if row["thumbnail"] else None,
        asset_ids=tuple(json.loads(row["asset_ids"])),
        starred=bool(row["starred"]),
        removed=bool(row["removed"]),
        resubmits=row["resubmits"],
        settled=bool(row["settled"]),
        idempotency_key=row["idempotency_key"],
        sent=bool(row["sent"]),
    )
