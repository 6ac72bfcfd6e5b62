"""Errors that a caller of the service is told about."""

from __future__ import annotations

from typing import Any

UNKNOWN_JOB = "unknown_job"
INTERNAL = "internal"

_STATUS = {
    "unauthorized": 401,
    "quota_exceeded": 429,
    "unknown_model": 404,
    UNKNOWN_JOB: 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "payload_too_large": 413,
    "invalid_json": 400,
    "expired_link": 410,
    INTERNAL: 500,
    "unavailable": 503,
}


class ServiceError(Exception):
    """A request that cannot be served, in words for the person who made it.

    Attributes:
        code: One of the API's error codes, such as `unknown_model`.
        message: What is wrong and what would be right, in a sentence.
        field: The part of the request that is meant, or None.
        status: The HTTP status; by default the one that belongs to the code, else 422.
    """

    def __init__(
        self, code: str, message: str, field: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.status = status if status is not None else _STATUS.get(code, 422)

    def body(self) -> dict[str, Any]:
        """The documented shape: `{"error": {"code", "message", "field"}}`."""
        error = {"code": self.code, "message": self.message}
        if self.field:
            error["field"] = self.field
        return {"error": error}
