"""What the user reads of a job."""

from __future__ import annotations

import pytest

from opus_studio.api.messages import JobFailure, JobResult
from opus_studio.library import job_messages as messages
from opus_studio.protocol import JobStatus

VENDOR = "https://opus5.p.rapidapi.com/"


def result(code: str = "", message: str = "") -> JobResult:
    error = JobFailure(code=code, message=message) if code or message else None
    return JobResult(uid="job", status=JobStatus.FAILED, error=error)


@pytest.mark.parametrize(
    ("code", "message", "read"),
    [
        ("out_of_memory", "Too large.", ("out_of_memory", "Too large.")),
        ("", "Too large.", ("failed", "Too large.")),
        ("out_of_memory", "", ("out_of_memory", "The service gave no reason.")),
        ("", "", ("failed", "The service gave no reason.")),
    ],
)
def test_a_failure_is_told_in_the_services_words(code: str, message: str, read: tuple[str, str]):
    assert messages.failure(result(code, message), "embedded") == read
    told = messages.failure(result(code, message), VENDOR)
    assert told[0] == read[0]
    assert told[1].startswith(read[1])
    assert "genel@capoom.com" in told[1]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "5 seconds"),
        (89, "89 seconds"),
        (90, "2 minutes"),
        (5_399, "90 minutes"),
        (5_400, "2 hours"),
        (36_000, "10 hours"),
        (129_599, "36 hours"),
        (172_800, "2 days"),
    ],
)
def test_a_waiting_time_is_said_as_people_say_it(seconds: float, words: str):
    assert f"asks to wait {words}." in messages.waiting("Busy.", seconds, accepted=True)
    assert f"asks to wait {words}:" in messages.refused_for_long("Busy.", seconds)


def test_nothing_is_said_of_a_time_that_nobody_asked_for():
    assert messages.waiting("Busy.", None, accepted=False) == (
        "Busy. The job is kept and tried again."
    )
    assert messages.waiting("Busy.", None, accepted=True) == (
        "Connection lost, still trying. Busy."
    )
    assert messages.refused_for_long("Busy.", None) == "Busy."


def test_a_cancellation_that_came_too_late_is_told():
    assert "already finished" in messages.cancel_answer(JobStatus.COMPLETED)
    for status in set(JobStatus) - {JobStatus.COMPLETED}:
        assert messages.cancel_answer(status) == ""


def test_where_a_job_goes_on_is_told():
    assert "the built-in service" in messages.cancel_elsewhere("embedded")
    assert VENDOR in messages.cancel_elsewhere(VENDOR)
    assert "the built-in service" in messages.other_service("embedded")


def test_what_the_disk_says_is_told_with_the_place():
    told = messages.local(OSError(13, "Permission denied", "/assets/x"))
    assert "Permission denied (/assets/x)" in told
    assert "OSError" in messages.local(OSError())
    assert messages.local(ValueError("As it stands.")) == "As it stands."
    assert "ZeroDivisionError" in messages.unexpected(ZeroDivisionError())


def test_how_many_variants_failed_is_told():
    assert messages.completed("Note.", (), 3) == "Note."
    assert messages.completed("", ("Bad.", "Worse."), 3) == "2 of 3 variants failed: Bad."
    assert messages.completed("Note.", ("Bad.",), 2) == "Note. 1 of 2 variants failed: Bad."
