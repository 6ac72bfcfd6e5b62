"""What the runner tells the user about a job: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from opus_studio.api.errors import VENDOR_CONTACT
from opus_studio.api.messages import JobResult, JobStatus
from opus_studio.library.settings import EMBEDDED, RAPIDAPI_ADDRESS


def service_label(service: str) -> str:
    """A job's service in words."""
    return "the built-in service" if service == EMBEDDED else service


def other_service(service: str) -> str:
    """The job belongs to a service that is not the one in use."""
    return f"Waits until {service_label(service)} is chosen in the settings again."


def waiting(reason: str, retry_after: float | None, *, accepted: bool) -> str:
    """The service cannot be reached or is overloaded at the moment.

    Args:
        reason: What is wrong.
        retry_after: Seconds that the service asks to wait, or None.
        accepted: The service has the job.
    """
    asked = f" It asks to wait {_duration(retry_after)}." if retry_after else ""
    if accepted:
        return f"Connection lost, still trying. {reason}{asked}"
    return f"{reason}{asked} The job is kept and tried again."


def refused_for_long(reason: str, retry_after: float | None) -> str:
    """The service does not take the job, and will not for a time that is not waited for."""
    if retry_after is None:
        return reason
    return f"{reason} It asks to wait {_duration(retry_after)}: choose Retry then."


def sent_again() -> str:
    """The service has lost the job, or never took it."""
    return "The service does not have this job (any more), so it was sent again with the same seed."


def lost_twice(reason: str) -> str:
    """The service lost it again."""
    return (
        f"The service lost this job twice. It says: {reason} Choose Retry to send it again, or "
        "check the service in the settings."
    )


def no_answer() -> str:
    """The call that creates the job had no answer, and the service cannot tell repetitions."""
    return (
        "The service did not answer when the job was sent. It may have been taken all the same: "
        "look at your account at the service before you choose Retry."
    )


def local(error: Exception) -> str:
    """Something on this machine, such as a disk that refuses."""
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        place = f" ({error.filename})" if error.filename else ""
        return (
            f"The files could not be written: {reason}{place}. "
            "Check the folder for assets in the settings, then retry."
        )
    return str(error)


def unexpected(error: Exception) -> str:
    """A fault of this program."""
    return (
        f"Opus Studio made a mistake ({type(error).__name__}). Retry; if it happens again, copy "
        "the report and send it to us."
    )


def failure(result: JobResult, service: str) -> tuple[str, str]:
    """Code and message of a job for which the service has no files."""
    told = result.error
    code = told.code if told and told.code else "failed"
    message = told.message if told and told.message else "The service gave no reason."
    if urlsplit(service).hostname == urlsplit(RAPIDAPI_ADDRESS).hostname:
        message += (
            f" Retry, or write to {VENDOR_CONTACT} with the time of the request; "
            "Copy report has both."
        )
    return code, message


def cancelled_there() -> str:
    """Not the user's doing."""
    return "The service cancelled the job. Choose Retry to send it again."


def cancel_failed(reason: str) -> str:
    """The service was not told."""
    return f"Cancelled here, but the service could not be told and may go on with it: {reason}"


def cancel_elsewhere(service: str) -> str:
    """The service that has the job is not the one in use."""
    return f"Cancelled here; {service_label(service)} is not in use and may go on with it."


def cancel_answer(status: JobStatus) -> str:
    """The service was told; it may have been too late."""
    if status is JobStatus.COMPLETED:
        return "Cancelled here; the service had already finished it."
    return ""


def _duration(seconds: float) -> str:
    """A waiting time as a person says it."""
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {name}s"
    return f"{seconds:.0f} seconds"


def completed(
    note: str, failures: Sequence[str], variants: int, incomplete: Sequence[str] = ()
) -> str:
    """The job is done, perhaps not whole.

    Args:
        note: What was said of it before.
        failures: What the service says of each variant that it could not make.
        variants: How many there are.
        incomplete: What the service says of each variant that lacks a format.
    """
    told = [note, *dict.fromkeys(incomplete)]
    if failures:
        told.append(f"{len(failures)} of {variants} variants failed: {failures[0]}")
    return " ".join(part for part in told if part)
