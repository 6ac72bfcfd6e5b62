"""What Get Job Result answers."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any, Final

from opus_studio.protocol import JobStatus
from opus_studio.service.job_queue import JobQueue
from opus_studio.service.links import LinkSigner
from opus_studio.service.records import Variant

FIRST_PAUSE: Final = 0.05
"""Seconds after which a caller is asked to look again first."""

LONGEST_PAUSE: Final = 1.0
"""Seconds between two looks at a job that takes long."""


class JobAnswers:
    """Writes the state of jobs as the protocol has it.

    Args:
        queue: Knows how far the running variants are.
        links: Signs the download links.
    """

    def __init__(self, queue: JobQueue, links: LinkSigner) -> None:
        self._queue = queue
        self._links = links

    def job(self, variants: Sequence[Variant], address: str) -> dict[str, Any]:
        """A job's answer, with links on the address that the caller used."""
        overall = overall_status([variant.status for variant in variants])
        answer: dict[str, Any] = {"overall_status": overall, "batch_job_id": variants[0].uid}
        results = [self._variant(variant, address) for variant in variants]
        if not overall.is_final:
            answer["retry_after"] = pause(time.time() - variants[0].created)
            answer["progress"] = sum(result.get("progress", 1.0) for result in results) / len(
                results
            )
            answer["stage"] = next((result["stage"] for result in results if "stage" in result), "")
        answer["results"] = results
        return answer

    def _variant(self, variant: Variant, address: str) -> dict[str, Any]:
        request = variant.request
        answer: dict[str, Any] = {
            "status": variant.status,
            "name": request["name"],
            "seed": request["seed"],
        }
        if variant.status is JobStatus.COMPLETED:
            answer["urls"] = {
                extension: self._link(variant, extension, address)
                for extension in variant.extensions
            }
        elif variant.status is JobStatus.IN_PROGRESS:
            progress = self._queue.progress(variant.uid, variant.number)
            answer["progress"] = progress.fraction if progress else 0.0
            answer["stage"] = progress.stage if progress else "geometry"
        elif variant.status is JobStatus.PENDING:
            answer["progress"] = 0.0
        if variant.failure is not None:
            answer["error"] = {"code": variant.failure.code, "message": variant.failure.message}
        return answer

    def _link(self, variant: Variant, extension: str, address: str) -> str:
        """The download link of a zip; it carries its own permission, so it needs no header."""
        query = self._links.query(variant.uid, variant.number, extension)
        return f"{address}/results/{variant.uid}/{variant.number}/{extension}.zip?{query}"


def overall_status(statuses: Sequence[JobStatus]) -> JobStatus:
    """The state of a whole job.

    CANCELLED when it was cancelled before its last variant had ended, whatever was made until then;
    else COMPLETED as soon as all have ended and one of them has been made.
    """
    if all(status is JobStatus.PENDING for status in statuses):
        return JobStatus.PENDING
    if not all(status.is_final for status in statuses):
        return JobStatus.IN_PROGRESS
    for status in (JobStatus.CANCELLED, JobStatus.COMPLETED):
        if status in statuses:
            return status
    return JobStatus.FAILED


def pause(age: float) -> float:
    """Seconds until it is worth looking again at a job that is `age` seconds old."""
    return round(min(max(age / 4, FIRST_PAUSE), LONGEST_PAUSE), 2)


def retry_after(seconds: float) -> dict[str, str]:
    """The header for a pause: HTTP knows whole seconds only; the body has the exact figure."""
    return {"Retry-After": str(max(1, math.ceil(seconds)))}
