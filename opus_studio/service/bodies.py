"""From the bytes that a caller sent to checked values. Whatever is wrong is told."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.requests import Request as HttpRequest

from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_request
from opus_studio.engine.schema import Request
from opus_studio.protocol import following_seed
from opus_studio.service.errors import ServiceError

BODY_LIMIT: Final = 1 << 20
"""Largest body that is read, bytes; the longest sensible request has a hundredth of it."""

KEY_LIMIT: Final = 255
"""Characters of an idempotency key."""

_DRAIN_LIMIT = 16 * BODY_LIMIT
_NUMBER_LIMIT = 2**63
_DEPTH_LIMIT = 32


@dataclass(frozen=True)
class Order:
    """One model to make.

    Attributes:
        request: What to make, seed included.
        chosen: Names of the parameters that the user set; variations keep them.
    """

    request: Request
    chosen: tuple[str, ...]


async def read_json(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object in a request's body.

    Raises:
        ServiceError: The body is too large, no JSON, no object, or holds something that JSON's
            readers do not agree on (NaN, infinity, huge numbers, broken text).
    """
    raw = await _read_limited(request)
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ServiceError("invalid_json", "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise ServiceError("invalid_json", "The body must be a JSON object.")
    _check(body, "", 0)
    return body


def read_order(body: Mapping[str, Any], seed: int) -> Order:
    """The single model that a create call asks for.

    Args:
        body: The call's JSON object. See `read_request`.
        seed: The drawn seed.

    Raises:
        RequestError: The body has not the right form.
    """
    request = read_request(body, seed=seed)
    return Order(request, tuple(request.parameters))


def read_flag(values: Mapping[str, Any], field: str) -> bool:
    """An optional switch of a query: `true` or `1`, `false` or `0`; missing means false.

    Raises:
        RequestError: It is something else.
    """
    text = str(values.get(field, "false")).casefold()
    if text not in ("true", "1", "false", "0"):
        raise RequestError("invalid_value", f"{field} is {text!r}; allowed: true, false.", field)
    return text in ("true", "1")


def read_idempotency_key(value: str | None) -> str | None:
    """The header `Idempotency-Key`; None when it is not there.

    Raises:
        RequestError: It is empty, too long, or holds what a key never holds.
    """
    if value is None:
        return None
    if not (0 < len(value) <= KEY_LIMIT and value.isascii() and value.isprintable()):
        raise RequestError(
            "invalid_value",
            f"Idempotency-Key must be 1 to {KEY_LIMIT} printable ASCII characters.",
            "Idempotency-Key",
        )
    return value


def read_count(body: Mapping[str, Any], limit: int) -> int:
    """How many models a batch asks for, 1 to `limit`.

    Raises:
        RequestError: `count` is missing, no whole number, or out of range.
    """
    count = body.get("count")
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= limit:
        raise RequestError(
            "invalid_count",
            f"count is {count!r}; allowed is a whole number from 1 to {limit}.",
            "count",
        )
    return count


def read_text(values: Mapping[str, Any], field: str) -> str:
    """A text that must be there.

    Raises:
        RequestError: It is missing or no text.
    """
    value = values.get(field)
    if not isinstance(value, str) or not value:
        raise RequestError("invalid_value", f"{field} is missing.", field)
    return value


def consecutive(order: Order, count: int) -> list[Order]:
    """The same order with the seeds that follow its own; after the last seed comes 0."""
    return [
        replace(order, request=replace(order.request, seed=following_seed(order.request.seed, i)))
        for i in range(count)
    ]


async def _read_limited(request: HttpRequest) -> bytes:
    """The body; a too large one is read to its end, so that the caller can hear the answer."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= BODY_LIMIT:
            chunks.append(chunk)
        elif size > _DRAIN_LIMIT:
            break
    if size > BODY_LIMIT:
        raise ServiceError(
            "payload_too_large", f"The body is too large; allowed are {BODY_LIMIT} bytes."
        )
    return b"".join(chunks)


def _check(value: object, field: str, depth: int) -> None:
    """Refuse what JSON's readers do not agree on, anywhere in the body."""
    if depth > _DEPTH_LIMIT:
        raise ServiceError("invalid_json", "The body is nested too deeply.")
    if isinstance(value, float) and not math.isfinite(value):
        raise ServiceError("invalid_value", f"{field} is not a finite number.", field)
    if isinstance(value, int) and abs(value) > _NUMBER_LIMIT:
        raise ServiceError("invalid_value", f"{field} is too large a number.", field)
    if isinstance(value, str):
        _check_text(value, field)
    elif isinstance(value, list):
        for item in value:
            _check(item, field, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key, field or "name")
            _check(item, f"{field}.{key}" if field else key, depth + 1)


def _check_text(text: str, field: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ServiceError("invalid_value", "A text holds half a character.", None) from error
    if "\0" in text:
        raise ServiceError("invalid_value", "A text holds a zero character.", None)
