"""What the user knows of a job, and the news of its changes."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from opus_studio.api.messages import GenerationRequest, JobStatus


@dataclass(frozen=True)
class JobRecord:
    """One job as the user knows it.

    Attributes:
        id: Our own identifier (uuid, hex); it exists before the service knows of the job.
        service: `embedded`, or the address of the service that was asked.
        request: What was asked for. Its seed is never None.
        created: When the user asked (UTC).
        remote_uid: The service's identifier; empty until it has answered.
        batch: Shared by the jobs of one click on Generate; empty for a job of its own.
        status: Where it stands.
        progress: 0..1 of the current status.
        stage: `geometry`, `textures`, `export`, `download`, or empty.
        started: When the service took it (UTC), or None.
        ended: When it reached its final status (UTC), or None.
        error: Code of the failure, or empty.
        message: What the user should read: a failure, a warning, why it waits. May be empty.
        thumbnail: Picture of the result, or None.
        asset_ids: The assets that came of it.
        starred: The user wants to keep it.
        removed: The user took it off the list; `JobHistory.undo_remove` brings it back.
        resubmits: How often it was sent again because the service had lost it.
        settled: The service has said its last word on `remote_uid`: a retry must send anew.
        idempotency_key: Names the call that creates it, so that a call whose answer was lost makes
            no second job.
        sent: That call may have reached the service.
    """

    id: str
    service: str
    request: GenerationRequest
    created: datetime
    remote_uid: str = ""
    batch: str = ""
    status: JobStatus = JobStatus.PENDING
    progress: float = 0.0
    stage: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    error: str = ""
    message: str = ""
    thumbnail: Path | None = None
    asset_ids: tuple[str, ...] = ()
    starred: bool = False
    removed: bool = False
    resubmits: int = 0
    settled: bool = False
    idempotency_key: str = ""
    sent: bool = False

    @property
    def model(self) -> str:
        """Name of the model."""
        return self.request.name

    @property
    def seed(self) -> int:
        """The seed of the first variant; the others follow it."""
        return self.request.seed or 0

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.status.is_final

    @property
    def summary(self) -> str:
        """What the user set, short: `large, modern, frame width 1.2`."""
        words = [word for given in self.request.keywords.values() for word in given]
        values = [
            f"{key.rpartition('/')[2].replace('_', ' ')} {_short(value)}"
            for key, value in self.request.parameters.items()
        ]
        return ", ".join([*words, *values])

    def duration(self, now: datetime) -> timedelta:
        """How long it took, or has been taking until `now`."""
        return (self.ended or now) - (self.started or self.created)

    def report(self) -> str:
        """The job as lines of text for a bug report; nothing secret is in it."""
        lines = [
            f"Model: {self.model}",
            f"Service: {self.service}",
            f"Status: {self.status.value}",
            f"Time of the request: {self.created:%Y-%m-%d %H:%M:%S} UTC",
            f"Job: {self.id}",
            f"Job at the service: {self.remote_uid or 'none'}",
            f"Error: {self.error or 'none'}",
            f"Message: {self.message or 'none'}",
            f"Request: {json.dumps(self.request.body(), sort_keys=True)}",
        ]
        return "\n".join(lines)


class Change(enum.Enum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    PURGED = "purged"


@dataclass(frozen=True)
class JobChanged:
    """A job is new, other than before, or gone from the list.

    Attributes:
        record: The job as it is now.
        change: What happened.
    """

    record: JobRecord
    change: Change


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (tuple, list)):
        return "/".join(_short(part) for part in value)
    return str(value)
