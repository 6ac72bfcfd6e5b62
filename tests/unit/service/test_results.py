"""What a caller reads of a job as a whole."""

from __future__ import annotations

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.results import overall_status, pause

P, R, C, F, X = (
    JobStatus.PENDING,
    JobStatus.IN_PROGRESS,
    JobStatus.COMPLETED,
    JobStatus.FAILED,
    JobStatus.CANCELLED,
)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([P, P], P),
        ([P, R], R),
        ([P, C], R),
        ([C, C], C),
        ([C, F], C),
        ([C, X], X),
        ([C, F, X], X),
        ([F, F], F),
        ([X, X], X),
        ([F, R], R),
    ],
)
def test_the_state_of_a_whole_job(parts, whole):
    assert overall_status(parts) is whole


def test_a_caller_is_asked_to_look_again_soon_and_later_less_often():
    pauses = [pause(age) for age in (-5, 0, 1, 3, 1e9)]
    assert pauses == sorted(pauses)
    assert pause(2) == 0.5
    assert 0.02 <= pauses[0] <= 0.1
    assert pauses[-1] == 1
