"""From the service's answers to JSON or to errors; every shape of an error's body is read here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from opus_studio.api import reading
from opus_studio.api.errors import (
    InvalidRequest,
    NotFound,
    OpusError,
    ProtocolError,
    QuotaExceeded,
    ServiceUnavailable,
    StructureDisabled,
    Timeout,
    Unauthorized,
)

_LONGEST_MESSAGE = 1_000
_HIDDEN = "[key]"
_STRUCTURES_OFF = (
    "The service does not create structures at the moment: it has switched that off. "
    "Components still work, and the embedded service creates structures."
)


@dataclass(frozen=True)
class ErrorBody:
    """What the body of an error says.

    Attributes:
        message: The service's own words, or empty.
        code: The service's code, or empty.
        field: The field that it speaks of, or empty.
    """

    message: str = ""
    code: str = ""
    field: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer as it came.

    Attributes:
        status: HTTP status.
        headers: Its headers.
        body: Its whole body.
        requested_at: When the request was sent (UTC).
    """

    status: int
    headers: httpx.Headers
    body: bytes
    requested_at: datetime

    def json(self) -> Any:
        """The parsed body.

        Raises:
            ProtocolError: When it is not JSON.
        """
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise ProtocolError(
                "The service's answer could not be read. Is this the address of an OPUS service?",
                status=self.status,
                requested_at=self.requested_at,
            ) from error

    def retry_after(self) -> float | None:
        """Seconds from now that the header `Retry-After` names, as a number or as a date."""
        raw = self.headers.get("Retry-After", "")
        found = reading.seconds(raw)
        if found is not None or not raw:
            return found
        try:
            moment = parsedate_to_datetime(raw)
            return max((moment - self.requested_at).total_seconds(), 0.0)
        except (ValueError, TypeError, OverflowError):
            return None

    def error_body(self, key: str = "") -> ErrorBody:
        """What the body says of an error, in any of its shapes, with the key struck out."""
        try:
            data = self.json()
        except ProtocolError:
            data = self._plain_text()
        found = read_error_body(data)
        message, code, field = (
            part.replace(key, _HIDDEN) if key else part
            for part in (found.message, found.code, found.field)
        )
        return ErrorBody(message[:_LONGEST_MESSAGE], code[:100], field[:200])

    def _plain_text(self) -> str:
        """The body as text, unless it is a page for a browser or something else altogether."""
        kind = self.headers.get("Content-Type", "text/plain")
        words = self.body.decode("utf-8", "replace").strip()
        return words if kind.startswith("text/plain") and not words.startswith("<") else ""


def read_error_body(data: Any) -> ErrorBody:
    """Read `error`, `detail` or `message`, each as text, object or (FastAPI's) list of objects."""
    if not isinstance(data, Mapping):
        return ErrorBody(message=reading.text(data))
    code, field = reading.text(data.get("code")), reading.text(data.get("field"))
    for name in ("error", "detail", "message"):
        inner = data.get(name)
        for item in reading.mappings(inner):
            message = reading.first_text(item, "message", "msg", "detail")
            location = item.get("loc")
            where = location[-1] if isinstance(location, list) and location else item.get("field")
            inner_code = reading.text(item.get("code"))
            if message or inner_code:
                return ErrorBody(message, inner_code or code, reading.text(where) or field)
        if words := reading.text(inner):
            return ErrorBody(words, code, field)
    return ErrorBody("", code, field)


def error_of(answer: Answer, *, key: str = "", structure: bool = False) -> OpusError:
    """The error that an answer other than 2xx stands for.

    Args:
        answer: What came.
        key: The key in use; it is struck out of whatever the service says.
        structure: Whether it answers the creation of a structure, which the vendor has off.
    """
    error_body = answer.error_body(key)
    if structure and _says_structures_are_off(answer.status, error_body):
        return _made(StructureDisabled, _STRUCTURES_OFF, answer, error_body)
    kind, sentence = _meaning(answer.status, error_body)
    return _made(kind, sentence, answer, error_body)


def _made(kind: type[OpusError], sentence: str, answer: Answer, error_body: ErrorBody) -> OpusError:
    own = error_body.message
    if own and kind in (InvalidRequest, NotFound):
        message = own  # it names what is wrong better than any sentence of ours
    else:
        message = f"{sentence} It says: {own}" if own else sentence
    return kind(
        message,
        code=error_body.code or None,
        field=error_body.field or None,
        status=answer.status,
        requested_at=answer.requested_at,
        retry_after=answer.retry_after(),
    )


def _meaning(status: int, error_body: ErrorBody) -> tuple[type[OpusError], str]:
    """Class and plain words for a status."""
    if status in (401, 403):
        return Unauthorized, "The service did not accept the key. Check it in the settings."
    if status in (402, 429):
        return QuotaExceeded, "The service takes no more requests from this key for now."
    if status == 404:
        return NotFound, "The service does not know what was asked for, or not this address."
    if status == 408:
        return Timeout, "The service gave up waiting for the request. Try again."
    if status == 413:
        return InvalidRequest, "The request is larger than the service accepts."
    if 400 <= status < 500:
        return InvalidRequest, f"The service refused the request (status {status})."
    if status >= 500:
        return ServiceUnavailable, (
            f"The service has a fault or is overloaded (status {status}). Try again later."
        )
    return ProtocolError, (
        f"The address leads elsewhere (status {status}). Check it in the settings."
    )


def _says_structures_are_off(status: int, error_body: ErrorBody) -> bool:
    """Whether an error to Create Structure means that the vendor has it switched off.

    A service that gives a code of its own says precisely what is wrong; only without one does the
    status alone count.
    """
    if error_body.code:
        return error_body.code == StructureDisabled.default_code
    words = error_body.message.casefold()
    if "disabled" in words or "switched off" in words:
        return True
    return status in (404, 405, 410, 500, 501, 503)
