"""When a call is sent again, and how long to wait before: the one place for this patience."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from opus_studio.api.errors import (
    ClientClosed,
    DownloadFailed,
    QuotaExceeded,
    ServiceUnavailable,
    Unreachable,
)

logger = logging.getLogger(__name__)

Sleep: TypeAlias = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

ATTEMPTS = 4
LONGEST_WAIT = 30.0
"""Seconds; a service that asks for more is not waited for, its error goes to the caller."""

_PASSING_STATUSES = (502, 503, 504)
_back_off = wait_random_exponential(multiplier=0.5, max=8.0)


def retrying(sleep: Sleep, *, repeatable: bool, attempts: int = ATTEMPTS) -> AsyncRetrying:
    """The policy for one call; call the answer with the coroutine function to be tried.

    Args:
        sleep: Waits between attempts.
        repeatable: Whether sending twice does no harm. If not, only what the service cannot have
            taken is sent again: no connection came about, or it refused for the quota (429).
        attempts: How often it is tried.
    """
    return AsyncRetrying(
        sleep=sleep,
        stop=stop_after_attempt(attempts),
        wait=_wait,
        retry=retry_if_exception(_is_worth_repeating if repeatable else _was_not_taken),
        before_sleep=_tell,
        reraise=True,
    )


def _was_not_taken(error: BaseException) -> bool:
    if isinstance(error, ClientClosed):
        return False
    if isinstance(error, QuotaExceeded):
        return error.status == 429 and _is_waited_for(error.retry_after)
    return isinstance(error, Unreachable) and error.never_sent


def _is_worth_repeating(error: BaseException) -> bool:
    if isinstance(error, ClientClosed):
        return False
    if isinstance(error, ServiceUnavailable):
        return error.status in _PASSING_STATUSES and _is_waited_for(error.retry_after)
    if isinstance(error, DownloadFailed):
        return error.code in DownloadFailed.PASSING
    return isinstance(error, Unreachable) or _was_not_taken(error)


def _is_waited_for(wait: float | None) -> bool:
    return wait is None or wait <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    """Seconds: what the service asks for, else a random time that grows with the attempts."""
    error = state.outcome.exception() if state.outcome is not None else None
    if isinstance(error, QuotaExceeded | ServiceUnavailable) and error.retry_after is not None:
        return error.retry_after
    return _back_off(state)


def _tell(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome is not None else None
    logger.info("Attempt %d failed, trying again: %s", state.attempt_number, error)
