"""Following a job to its end, no more often than the service likes."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable

from opus_studio.api.client import OpusClient
from opus_studio.api.errors import (
    ClientClosed,
    OpusError,
    ProtocolError,
    QuotaExceeded,
    ServiceUnavailable,
    Unreachable,
)
from opus_studio.api.messages import JobResult, JobTicket, ModelKind
from opus_studio.api.retry import Sleep

logger = logging.getLogger(__name__)

FIRST_WAIT = {ModelKind.COMPONENT: 15.0, ModelKind.STRUCTURE: 30.0}
"""Seconds before the first question, as the vendor asks for."""

SECOND_WAIT = {ModelKind.COMPONENT: 5.0, ModelKind.STRUCTURE: 10.0}
GROWTH = 1.5
LONGEST_WAIT = 60.0
"""Seconds; what the waiting grows to when the service does not name a time itself."""

SHORTEST_OBEYED = 0.02
LONGEST_OBEYED = 120.0
"""Seconds; bounds for the time that the service names: never a busy loop, never forgotten."""

MOST_FAILURES = 120
"""Failures in a row before a job is given up: about two hours without the service."""

_PASSING = (Unreachable, ServiceUnavailable, QuotaExceeded, ProtocolError)


async def follow(
    client: OpusClient,
    ticket: JobTicket,
    kind: ModelKind,
    *,
    sleep: Sleep | None = None,
    on_trouble: Callable[[OpusError], None] | None = None,
    most_failures: int = MOST_FAILURES,
) -> AsyncGenerator[JobResult, None]:
    """Ask for the result again and again; yields every answer, the last one being final.

    Waits as long as the service says (`Retry-After`, header or field); else the vendor's time
    first, and then times that grow to a ceiling. To take up a job of an earlier run, hand over a
    ticket with `retry_after=0`.

    Args:
        client: Speaks to the service that has the job.
        ticket: What its creation answered.
        kind: The category of its model; structures take longer.
        sleep: Waits between questions; the client's own when None.
        on_trouble: Told of every failure that is lived through.
        most_failures: Failures in a row that are lived through.

    Raises:
        OpusError: The job is unknown, the key is refused, the client was closed, or too many
            failures followed each other.
    """
    pause = sleep or client.sleep
    wait = FIRST_WAIT[kind] if ticket.retry_after is None else _bounded(ticket.retry_after)
    interval = SECOND_WAIT[kind]
    failures = 0
    while True:
        await pause(wait)
        asked: float | None
        try:
            result = await client.get_result(ticket.uid)
        except ClientClosed:
            raise
        except _PASSING as error:
            failures += 1
            if failures > most_failures:
                raise
            logger.info("Job %s could not be asked for (%d): %s", ticket.uid, failures, error)
            if on_trouble is not None:
                on_trouble(error)
            asked = error.retry_after
        else:
            failures = 0
            yield result
            if result.status.is_final:
                return
            asked = result.retry_after
        if asked is not None:
            wait = _bounded(asked)
        else:
            wait, interval = interval, min(interval * GROWTH, LONGEST_WAIT)


def _bounded(seconds: float) -> float:
    return min(max(seconds, SHORTEST_OBEYED), LONGEST_OBEYED)
