"""What the service knows of a job and its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from opus_studio.protocol import JobStatus
from opus_studio.service.paths import Key


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
    """

    request: Mapping[str, Any]
    chosen: Sequence[str] = ()


@dataclass(frozen=True)
class Variant:
    """One model of a job, as stored.

    Attributes:
        uid: The job's identifier.
        number: Place within the job, from 0.
        request: The body of the equivalent single create call, seed included.
        chosen: Names of the parameters that the user set.
        created: When the job was accepted, seconds since the epoch.
        status: Where it stands.
        deaths: How often in a row its worker has died at the same place of the work.
        interruptions: How often in a row the whole service has died at the same place.
        reached: The part of the work, 0..1, at which the last death or interruption came; -1: none.
        age: Seconds of the service's running since it ended.
        size: Bytes of its zips.
        extensions: Formats whose zips exist.
        digests: The SHA-256 of each zip, hexadecimal, where it is known.
        failure: Why it failed; for a completed one, why its files, or those of a
            format, are not there.
    """

    uid: str
    number: int
    request: Mapping[str, Any]
    chosen: tuple[str, ...]
    created: float
    status: JobStatus
    deaths: int = 0
    interruptions: int = 0
    reached: float = -1.0
    age: float = 0.0
    size: int = 0
    extensions: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None

    @property
    def key(self) -> Key:
        """Identifier and place: what names it."""
        return (self.uid, self.number)
