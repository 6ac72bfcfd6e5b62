"""How long a job goes on trying, and what may be sent again without costing twice."""

from __future__ import annotations

from opus_studio.api.errors import OpusError, Unreachable

FIRST_PAUSE = 0.5
"""Seconds before the second attempt; doubled with each further one."""

LONGEST_PAUSE = 30.0
"""Seconds; what the pause grows to."""

MOST_FAILURES = 240
"""Failures in a row before a job is given up: about two hours without the service."""

MOST_REFUSALS = 8
"""The same for a service that answers, but with a fault: about two minutes."""

LONGEST_OBEYED = 600.0
"""Seconds; a service that asks for more (a daily quota) is not waited for."""


class Backoff:
    """How often one job has failed in a row, and how long to wait before the next attempt."""

    def __init__(self) -> None:
        self._failures = 0

    def succeeded(self) -> None:
        """The service answered as it should."""
        self._failures = 0

    def pause_after(self, error: OpusError) -> float | None:
        """Seconds to wait, or None when it is time to give up."""
        self._failures += 1
        most = MOST_FAILURES if isinstance(error, Unreachable) else MOST_REFUSALS
        asked = error.retry_after
        if self._failures > most or (asked is not None and asked > LONGEST_OBEYED):
            return None
        if asked is not None:
            return max(FIRST_PAUSE, asked)
        return min(FIRST_PAUSE * 2.0 ** min(self._failures - 1, 16), LONGEST_PAUSE)


def may_have_been_taken(error: Unreachable) -> bool:
    """Whether a creation that failed so may have reached the service all the same."""
    return not error.never_sent
