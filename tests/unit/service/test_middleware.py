"""What happens when the service itself is at fault, and the small parts around the routes."""

from __future__ import annotations

import httpx
import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.channel import Cancelled, Reporter, read_progress, request_cancel
from opus_studio.service.middleware import AuthMiddleware
from opus_studio.service.results import overall_status, pause

P, R, C, F, X = (
    JobStatus.PENDING,
    JobStatus.IN_PROGRESS,
    JobStatus.COMPLETED,
    JobStatus.FAILED,
    JobStatus.CANCELLED,
)


@pytest.mark.expects_log_errors
async def test_a_bug_is_answered_in_the_documented_shape_and_tells_no_secrets(caplog):
    async def broken(scope, receive, send):
        raise ZeroDivisionError("the secret of the house")

    transport = httpx.ASGITransport(AuthMiddleware(broken, "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test") as http:
        answer = await http.get("/get_model_names", headers={"X-RapidAPI-Key": "key"})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "secret" not in answer.text
    assert "the secret of the house" in caplog.text


@pytest.mark.parametrize("key", ["", "ke", "keyy", "KEY", "k\xe9y"])
async def test_a_key_must_be_the_very_one(key):
    async def never(scope, receive, send):
        pytest.fail("a stranger came in")

    transport = httpx.ASGITransport(AuthMiddleware(never, "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test") as http:
        answer = await http.get("/x", headers={"X-RapidAPI-Key": key.encode("latin-1")})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([P, P], P),
        ([P, R], R),
        ([P, C], R),
        ([C, C], C),
        ([C, F, X], C),
        ([F, X], F),
        ([X, X], X),
        ([F, R], R),
    ],
)
def test_the_state_of_a_whole_job(parts, whole):
    assert overall_status(parts) is whole


def test_a_caller_is_asked_to_look_again_soon_and_later_less_often():
    pauses = [pause(age) for age in (-5, 0, 1, 3, 1e9)]
    assert pauses == sorted(pauses)
    assert 0.02 <= pauses[0] <= 0.1
    assert pauses[-1] == 1


def test_progress_is_seen_on_the_other_side(tmp_path):
    assert read_progress(tmp_path) is None
    report = Reporter(tmp_path)
    for fraction, stage in ((0.0, "geometry"), (0.5, "textures"), (2.0, "export")):
        report(fraction, stage)
        progress = read_progress(tmp_path)
        assert progress is not None
        assert (progress.fraction, progress.stage) == (min(fraction, 1.0), stage)
    request_cancel(tmp_path)
    with pytest.raises(Cancelled):
        report(0.9, "export")
    report.close()


def test_cancelling_what_has_no_folder_any_more_is_no_error(tmp_path):
    request_cancel(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
