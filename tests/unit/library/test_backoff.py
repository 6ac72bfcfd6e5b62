"""How long a job waits between attempts."""

from __future__ import annotations

import pytest

from opus_studio.api.errors import (
    ClientClosed,
    InvalidRequest,
    OpusError,
    ProtocolError,
    QuotaExceeded,
    ServiceUnavailable,
    Timeout,
    Unreachable,
)
from opus_studio.library.backoff import Backoff, was_not_taken


def pauses(error: OpusError, *, accepted: bool) -> list[float]:
    backoff = Backoff()
    found = []
    while (pause := backoff.pause_after(error, accepted=accepted)) is not None:
        found.append(pause)
    return found


@pytest.mark.parametrize(
    ("error", "accepted", "count"),
    [
        (Unreachable("x"), False, 240),
        (ServiceUnavailable("x"), False, 8),
        (ServiceUnavailable("x"), True, 240),
        (ProtocolError("x"), True, 240),
    ],
)
def test_pauses_double_to_half_a_minute(error: OpusError, accepted: bool, count: int):
    found = pauses(error, accepted=accepted)
    assert len(found) == count
    assert found[:7] == [0.5, 1, 2, 4, 8, 16, 30]
    assert set(found[7:]) == {30.0}


def test_a_success_begins_the_count_anew():
    backoff = Backoff()
    for _ in range(3):
        backoff.pause_after(Unreachable("x"), accepted=True)
    backoff.succeeded()
    assert backoff.pause_after(Unreachable("x"), accepted=True) == 0.5


@pytest.mark.parametrize(
    ("asked", "accepted", "pause"),
    [(0.1, True, 0.5), (7, False, 7), (120, False, 120), (121, False, None), (121, True, 120)],
)
def test_what_the_service_asks_for(asked: float, accepted: bool, pause: float | None):
    error = QuotaExceeded("x", retry_after=asked)
    assert Backoff().pause_after(error, accepted=accepted) == pause


@pytest.mark.parametrize(
    ("error", "sure"),
    [
        (Unreachable("x"), False),
        (Timeout("x"), False),
        (ClientClosed("x"), True),
        (QuotaExceeded("x", status=429), True),
        (QuotaExceeded("x"), True),
        (InvalidRequest("x", status=422), True),
        (InvalidRequest("x", status=400), True),
        (InvalidRequest("x", status=499), True),
        (Timeout("x", status=408), False),
        (OpusError("x", status=408), False),
        (ServiceUnavailable("x", status=500), False),
        (ServiceUnavailable("x", status=502), False),
        (ProtocolError("x", status=200), False),
        (ProtocolError("x"), False),
    ],
)
def test_what_cannot_have_made_a_job(error: OpusError, sure: bool):
    assert was_not_taken(error) is sure
