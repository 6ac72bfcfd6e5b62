"""What the service says about jobs: the ticket of a creation, and how far a job has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field

from opus_studio.api import reading
from opus_studio.api.attributes import Message
from opus_studio.api.errors import ProtocolError
from opus_studio.protocol import MAX_SEED, JobStatus

LONGEST_UID = 200
"""Characters of a job's identifier; what is longer, or holds a space, is a sentence."""


_STATUS_SPELLINGS = {status.value: status for status in JobStatus} | {
    "QUEUED": JobStatus.PENDING,
    "SUSPENDED": JobStatus.PENDING,
    "RUNNING": JobStatus.IN_PROGRESS,
    "INPROGRESS": JobStatus.IN_PROGRESS,
    "CANCELED": JobStatus.CANCELLED,
}


def read_status(value: Any) -> JobStatus | None:
    """A status in either vocabulary, without regard to case; None when it is not known."""
    word = reading.text(value).upper().replace(" ", "_").replace("-", "_")
    return _STATUS_SPELLINGS.get(word)


class JobFailure(Message):
    """Why a job or one of its variants failed, in the service's own words.

    Attributes:
        code: For programs, or empty.
        message: For people, or empty.
    """

    code: str = ""
    message: str = ""

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """Read an error given as an object or as bare text; None when there is none."""
        source = reading.mapping(data)
        code = reading.text(source.get("code"))
        message = reading.first_text(source, "message", "detail") or reading.text(data)
        return cls(code=code, message=message) if code or message else None


class VariantResult(Message):
    """One of the results of a job.

    Attributes:
        status: Where it stands.
        urls: Extension (lower case, no dot) to the address of its zip.
        seed: The seed that made it, when the service says so.
        error: Why it failed, or None.
    """

    status: JobStatus
    urls: dict[str, str] = Field(default_factory=dict)
    seed: int | None = None
    error: JobFailure | None = None


class JobResult(Message):
    """The answer of Get Job Result.

    Attributes:
        uid: The job.
        status: Where it stands as a whole.
        results: One for each variant; empty as long as the service has none to tell of.
        progress: 0..1 while it is not finished, or None when the service does not say.
        stage: `geometry`, `textures`, `export`, or empty.
        error: Why there are no files, or None: a failure, or (`expired`) that they were kept for
            a time and are gone.
        retry_after: Seconds to wait before asking again, or None.
    """

    uid: str
    status: JobStatus
    results: tuple[VariantResult, ...] = ()
    progress: float | None = None
    stage: str = ""
    error: JobFailure | None = None
    retry_after: float | None = None

    @property
    def urls(self) -> dict[str, str]:
        """The links of the first variant that has any."""
        return next((variant.urls for variant in self.results if variant.urls), {})

    @classmethod
    def read(cls, data: Any, uid: str, *, retry_after: float | None = None) -> Self:
        """Read the answer in any of its spellings.

        Args:
            data: The parsed JSON.
            uid: The job that was asked for.
            retry_after: What the header of that name said; the field, being finer, goes before it.

        Raises:
            ProtocolError: When it tells neither a known status nor any result.
        """
        source = reading.mapping(data)
        status = _status(source)
        variants = _variants(source, status)
        if status is None:
            status = _overall(variants)
        progress = reading.number(source.get("progress"))
        return cls(
            uid=uid,
            status=status,
            results=variants,
            progress=None if progress is None else min(max(progress, 0.0), 1.0),
            stage=reading.text(source.get("stage")),
            error=_job_failure(source, status, variants),
            retry_after=_retry_after(source, retry_after),
        )


class JobTicket(Message):
    """The answer to a creation: under which name the job can be asked for.

    Attributes:
        uid: The identifier of the job.
        status: Where it stands.
        retry_after: Seconds to wait before asking for the result, or None.
        warnings: What the service did not take over, in its own words.
    """

    uid: str
    status: JobStatus = JobStatus.PENDING
    retry_after: float | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Any, *, retry_after: float | None = None) -> Self:
        """Read the answer in any of its spellings, a bare JSON string among them.

        Raises:
            ProtocolError: When there is no identifier in it.
        """
        source = reading.mapping(data)
        uid = reading.first_text(source, *_IDENTIFIERS) or reading.text(data)
        if not uid or len(uid) > LONGEST_UID or not uid.isprintable() or " " in uid:
            raise ProtocolError("The service took the request but named no job in its answer.")
        return cls(
            uid=uid,
            status=_status(source) or JobStatus.PENDING,
            retry_after=_retry_after(source, retry_after),
            warnings=_warnings(source.get("warnings")),
        )


_IDENTIFIERS = ("batch_job_id", "result_uid", "job_uid", "job_id", "batch_id")
_STATUS_FIELDS = ("overall_status", "status", "job_status")


def _status(source: Mapping[str, Any]) -> JobStatus | None:
    found = (read_status(source.get(name)) for name in _STATUS_FIELDS)
    return next((status for status in found if status is not None), None)


def _variants(source: Mapping[str, Any], overall: JobStatus | None) -> tuple[VariantResult, ...]:
    """The list of results; links at the top level count as a list of one."""
    entries = list(reading.mappings(source.get("results")))
    if not entries and source.get("urls"):
        entries = [{name: source.get(name) for name in ("urls", "seed")}]
    variants = []
    for entry in entries:
        urls = _urls(entry.get("urls"))
        seed = reading.whole(entry.get("seed"))
        seed = seed if seed is not None and 0 <= seed <= MAX_SEED else None
        status = _status(entry) or (JobStatus.COMPLETED if urls else overall)
        variants.append(
            VariantResult(
                status=status or JobStatus.PENDING,
                urls=urls,
                seed=seed,
                error=JobFailure.read(entry.get("error")),
            )
        )
    return tuple(variants)


def _urls(raw: Any) -> dict[str, str]:
    """Links as an object, or as a list of `{"extension", "url"}`."""
    pairs = (
        raw.items()
        if isinstance(raw, Mapping)
        else ((item.get("extension"), item.get("url")) for item in reading.mappings(raw))
    )
    cleaned = ((reading.text(key).lower().lstrip("."), reading.text(url)) for key, url in pairs)
    return {extension: url for extension, url in cleaned if extension and url}


def _overall(variants: tuple[VariantResult, ...]) -> JobStatus:
    """The status of the whole where the service tells only those of the parts."""
    statuses = {variant.status for variant in variants}
    if not statuses:
        raise ProtocolError("The service told no status of the job in its answer.")
    if len(statuses) == 1:
        return statuses.pop()
    if all(status.is_final for status in statuses):
        return JobStatus.COMPLETED if JobStatus.COMPLETED in statuses else JobStatus.FAILED
    return JobStatus.IN_PROGRESS


def _job_failure(
    source: Mapping[str, Any], status: JobStatus, variants: tuple[VariantResult, ...]
) -> JobFailure | None:
    """The job's own error; else what its message or its first variant without files says."""
    own = JobFailure.read(source.get("error"))
    has_files = any(variant.urls for variant in variants)
    if own is not None or has_files or status not in (JobStatus.FAILED, JobStatus.COMPLETED):
        return own
    message = reading.first_text(source, "message", "detail")
    if message and status is JobStatus.FAILED:
        return JobFailure(message=message)
    return next((variant.error for variant in variants if variant.error is not None), None)


def _retry_after(source: Mapping[str, Any], header: float | None) -> float | None:
    """The field goes first: it may name parts of a second, the header knows whole ones only."""
    field = reading.seconds(source.get("retry_after"))
    return field if field is not None else header


def _warnings(raw: Any) -> tuple[str, ...]:
    plain = reading.texts(raw)
    told = (reading.first_text(item, "message", "detail") for item in reading.mappings(raw))
    return plain + tuple(text for text in told if text)
