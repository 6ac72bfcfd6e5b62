"""Everything that can go wrong on the wire, as one tree of exceptions.

An error carries what a person needs to read: what happened in plain words, the service's own words,
its code and the field it speaks of, the HTTP status, and when the request was sent. The key is
never in it.
"""

# The names say what happened, as a person would; all of them end in the one root `OpusError`.
# ruff: noqa: N818

from __future__ import annotations

from datetime import UTC, datetime

VENDOR_CONTACT = "genel@capoom.com"
"""Where the vendor wants failed jobs of its own service reported, with the time of the request."""


class OpusError(Exception):
    """The root of everything that this room raises.

    Attributes:
        message: What happened, in plain words, fit to be shown.
        code: The service's code (`unknown_parameter`, ...), or this class's own; never empty.
        field: The field of the request that the service complains of, or None.
        status: HTTP status of the answer, or None when there was no answer.
        requested_at: When the request was sent (UTC), or None when none was sent.
        retry_after: Seconds that the service asks to wait, or None.
    """

    default_code = "error"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        field: str | None = None,
        status: int | None = None,
        requested_at: datetime | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.field = field
        self.status = status
        self.requested_at = requested_at
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.__dict__.copy()))

    def report(self) -> str:
        """The error as lines of text for a bug report; nothing secret is in it."""
        lines = [self.message, f"Code: {self.code}"]
        if self.field:
            lines.append(f"Field: {self.field}")
        if self.status is not None:
            lines.append(f"HTTP status: {self.status}")
        if self.requested_at is not None:
            moment = self.requested_at.astimezone(UTC)
            lines.append(f"Time of the request: {moment:%Y-%m-%d %H:%M:%S} UTC")
        return "\n".join(lines)


def _rebuild(kind: type[OpusError], message: str, state: dict[str, object]) -> OpusError:
    error = kind(message)
    error.__dict__.update(state)
    return error


class Unauthorized(OpusError):
    """The key is missing, wrong, or not subscribed to the API."""

    default_code = "unauthorized"


class QuotaExceeded(OpusError):
    """The account has no requests left for now; `retry_after` says for how long, if it is known."""

    default_code = "quota_exceeded"


class NotFound(OpusError):
    """The service knows no such model or job."""

    default_code = "not_found"


class CancelUnsupported(NotFound):
    """The service has no way to cancel a job; it may go on, but need not be followed any longer."""

    default_code = "cancel_unsupported"


class InvalidRequest(OpusError):
    """The service refuses the request as it stands; `code` and `field` say what is wrong."""

    default_code = "invalid_request"


class StructureDisabled(OpusError):
    """The service has switched the creation of structures off."""

    default_code = "structure_disabled"


class ServiceUnavailable(OpusError):
    """The service answered that it cannot work at the moment (5xx)."""

    default_code = "service_unavailable"


class Unreachable(OpusError):
    """No connection: a wrong address, no network, a proxy or a certificate in the way.

    Attributes:
        never_sent: The request cannot have reached the service; to send it again does no harm.
    """

    default_code = "unreachable"
    never_sent: bool = False


class Timeout(Unreachable):
    """The service did not answer in time."""

    default_code = "timeout"


class ClientClosed(Unreachable):
    """The client was closed here, such as after a change of service; ask with another client."""

    default_code = "client_closed"
    never_sent = True


class ProtocolError(OpusError):
    """The service answered something that is not the OPUS protocol."""

    default_code = "unreadable_answer"


class ResultExpired(OpusError):
    """A download link has expired, and a new one could not be had."""

    default_code = "result_expired"


class DownloadFailed(OpusError):
    """A file could not be fetched whole, or could not be written to the disk."""

    default_code = "download_failed"
    PASSING = ("cut_off", "damaged", "too_slow")
    """Codes of failures after which the download may succeed when it is gone on with."""


class UnsafeArchive(OpusError):
    """A downloaded archive is damaged, or would do what a package of a model never does."""

    default_code = "unsafe_archive"


class DamagedArchive(UnsafeArchive):
    """A downloaded archive is not a whole zip file; fetched again it may be."""

    default_code = "damaged_archive"
