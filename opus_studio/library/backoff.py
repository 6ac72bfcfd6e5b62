"""How long a job goes on trying, and what may be sent again without costing twice."""

from __future__ import annotations

from opus_studio.api.errors import OpusError, QuotaExceeded, Unreachable

FIRST_PAUSE = 0.5
"""Seconds before the second attempt; doubled with each further one."""

LONGEST_PAUSE = 30.0
"""Seconds; what the pause grows to."""

MOST_FAILURES = 240
"""Failures in a row before a job is given up: about two hours without the service."""

MOST_REFUSALS = 8
"""The same for a service that answers, but with a fault: about two minutes."""

LONGEST_OBEYED = 120.0
"""Seconds; a service that asks for more before it takes a job (a daily quota) is not waited for."""


class Backoff:
    """How often one job has failed in a row, and how long to wait before the next attempt."""

    def __init__(self) -> None:
        self._failures = 0

    def succeeded(self) -> None:
        """The service answered as it should."""
        self._failures = 0

    def pause_after(self, error: OpusError, *, accepted: bool) -> float | None:
        """Seconds to wait, or None when it is time to give up.

        Args:
            error: What went wrong.
            accepted: The service has the job: it goes on there whatever is wrong on the way.
        """
        self._failures += 1
        patient = accepted or isinstance(error, Unreachable)
        asked = error.retry_after
        if self._failures > (MOST_FAILURES if patient else MOST_REFUSALS):
            return None
        if asked is not None and asked > LONGEST_OBEYED and not accepted:
            return None
        own = min(FIRST_PAUSE * 2.0 ** min(self._failures - 1, 16), LONGEST_PAUSE)
        return own if asked is None else min(max(own, asked), LONGEST_OBEYED)


def was_not_taken(error: OpusError) -> bool:
    """Whether a creation that failed so cannot have made a job."""
    if isinstance(error, Unreachable):
        return error.never_sent
    if isinstance(error, QuotaExceeded):
        return True
    return error.status is not None and 400 <= error.status < 500 and error.status != 408
