from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from library_double import Bench, ManualClock, OpusDouble

from opus_studio.api import download
from opus_studio.api.errors import DownloadFailed
from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.library.database import Database
from opus_studio.library.delivery import PARTIAL_PREFIX, tidy
from opus_studio.library.job_history import Change, JobChanged, JobRecord

WINDOW = GenerationRequest(
    name="Window",
    extensions=("glb", "obj"),
    parameters={"window_outer_frame_gen/frame_width": 1.0},
    keywords={"*": ("modern",)},
)


@pytest.fixture
def double() -> OpusDouble:
    return OpusDouble()


@pytest.fixture
async def bench(
    double: OpusDouble, database: Database, tmp_path: Path, clock: ManualClock
) -> AsyncIterator[Bench]:
    bench = Bench(double, database, tmp_path / "assets", clock)
    yield bench
    await bench.close()


async def test_a_job_runs_from_click_to_asset(bench: Bench, double: OpusDouble) -> None:
    events: list[JobChanged] = []
    bench.runner.subscribe(events.append)
    rows_at_creation: list[tuple[JobRecord, ...]] = []
    double.on_create = lambda: rows_at_creation.append(bench.jobs.list())

    job = bench.runner.submit(WINDOW)
    assert job.status is JobStatus.PENDING
    assert job.seed == 48213
    done = await bench.finish(job)

    assert rows_at_creation[0][0].id == job.id, "the row is written before the call"
    assert double.created[0]["seed"] == 48213
    assert done.status is JobStatus.COMPLETED
    assert done.progress == 1.0
    assert done.started is not None
    assert done.ended is not None
    assert done.created < done.started < done.ended
    statuses = list(dict.fromkeys(event.record.status for event in events))
    assert statuses == [JobStatus.PENDING, JobStatus.IN_PROGRESS, JobStatus.COMPLETED]
    assert events[0].change is Change.ADDED
    progress = [event.record.progress for event in events]
    assert progress == sorted(progress)
    assert {event.record.stage for event in events} >= {"textures", "download"}

    (asset,) = bench.assets.list(job_id=job.id)
    assert done.asset_ids == (asset.id,)
    assert asset.folder == bench.folder / f"Window-48213-{asset.id[:8]}"
    assert asset.files["glb"].read_bytes().startswith(b"model")
    assert set(asset.files) == {"glb", "obj"}
    assert asset.triangles == 1240
    assert asset.size_m == (1.0, 2.0, 0.1)
    assert asset.size_on_disk == sum(
        path.stat().st_size for path in asset.folder.rglob("*") if path.is_file()
    )
    assert (asset.folder / "opus_output.json").is_file()
    assert [path.name for path in bench.folder.iterdir()] == [asset.folder.name]


async def test_a_batch_gives_one_asset_for_each_variant(bench: Bench) -> None:
    job = bench.runner.submit(WINDOW.model_copy(update={"count": 3, "seed": 7}))
    done = await bench.finish(job)
    assets = [bench.assets.get(asset_id) for asset_id in done.asset_ids]
    assert [asset.seed for asset in assets] == [7, 8, 9]
    assert len({asset.folder for asset in assets}) == 3


async def test_a_format_that_failed_is_told_and_the_others_kept(
    bench: Bench, double: OpusDouble
) -> None:
    double.broken_formats = {"obj"}
    double.failure = {"code": "format_failed", "message": "Not every format could be written."}
    done = await bench.finish(
        bench.runner.submit(WINDOW.model_copy(update={"extensions": ("glb", "obj")}))
    )
    assert done.status is JobStatus.COMPLETED
    assert set(bench.assets.get(done.asset_ids[0]).files) == {"glb"}
    assert "Not every format could be written." in done.message


async def test_variants_that_failed_are_told_and_the_others_kept(
    bench: Bench, double: OpusDouble
) -> None:
    double.failing = {1}
    done = await bench.finish(bench.runner.submit(WINDOW.model_copy(update={"count": 3})))
    assert done.status is JobStatus.COMPLETED
    assert len(done.asset_ids) == 2
    assert "1 of 3 variants failed: The frame is too thin." in done.message


async def test_a_row_that_never_reached_the_service_is_sent_with_its_own_seed(
    bench: Bench, double: OpusDouble
) -> None:
    job = bench.jobs.create(WINDOW.model_copy(update={"seed": 5}), "embedded")
    assert bench.runner.resume() == (job,)
    assert bench.runner.resume() == (), "what runs is left alone"
    done = await bench.finish(job)
    assert done.status is JobStatus.COMPLETED
    assert [body["seed"] for body in double.created] == [5]


async def test_closing_in_the_middle_and_opening_again_finishes_the_job(
    bench: Bench, double: OpusDouble, database: Database, clock: ManualClock
) -> None:
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    await bench.runner.stop()
    left = bench.jobs.get(job.id)
    assert left.status is JobStatus.IN_PROGRESS
    assert left.remote_uid == "remote-0"

    double.polls_until_done = 0
    later = Bench(double, database, bench.folder, clock)
    later.runner.resume()
    done = await later.finish(job)
    await later.close()
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 1, "it was not sent again"


async def test_dying_between_the_folder_and_its_row_delivers_once(
    bench: Bench, double: OpusDouble, database: Database
) -> None:
    job = bench.runner.submit(WINDOW)
    done = await bench.finish(job)
    database.execute("DELETE FROM assets")
    bench.jobs.update(done.id, status=JobStatus.IN_PROGRESS, asset_ids=(), ended=None)
    (bench.folder / f"{PARTIAL_PREFIX}left").mkdir()
    tidy(bench.folder)
    bench.runner.resume()
    again = await bench.finish(job)
    assert again.asset_ids == done.asset_ids
    assert len(list(bench.folder.iterdir())) == 1
    assert len(double.created) == 1


async def test_a_job_that_the_service_lost_is_sent_again_with_the_same_seed(
    bench: Bench, double: OpusDouble
) -> None:
    double.on_poll = lambda uid: double.forget("remote-0")
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert [body["seed"] for body in double.created] == [48213, 48213]


async def test_a_job_lost_twice_fails_and_says_what_to_do(bench: Bench, double: OpusDouble) -> None:
    double.on_poll = lambda uid: double.jobs.clear()
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.FAILED
    assert "Retry" in done.message
    assert len(double.created) == 2


async def test_an_expired_link_is_asked_for_anew(bench: Bench, double: OpusDouble) -> None:
    double.expired_links = 1
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 1


async def test_a_result_that_expired_for_good_is_made_again_once(
    bench: Bench, double: OpusDouble
) -> None:
    double.expired_links = 10**9
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.FAILED
    assert "expired" in done.message
    assert len(double.created) == 2
    assert list(bench.folder.iterdir()) == []

    double.expired_links = 0
    bench.runner.retry(done.id)
    assert (await bench.finish(done)).status is JobStatus.COMPLETED


async def test_a_full_disk_fails_in_words_and_a_retry_only_fetches(
    double: OpusDouble, database: Database, tmp_path: Path, clock: ManualClock
) -> None:
    full = True

    async def fetch(*args: Any, **named: Any) -> download.Package:
        package = await download.fetch(*args, **named)
        if full and package.extension == "obj":
            cause = OSError(errno.ENOSPC, "No space left on device")
            raise DownloadFailed("The files could not be written.") from cause
        return package

    bench = Bench(double, database, tmp_path / "assets", clock, fetch)
    job = bench.runner.submit(WINDOW)
    failed = await bench.finish(job)
    assert failed.status is JobStatus.FAILED
    assert "full" in failed.message
    assert str(bench.folder) in failed.message
    assert list(bench.folder.iterdir()) == []
    assert bench.assets.list() == ()

    full = False
    bench.runner.retry(job.id)
    done = await bench.finish(job)
    await bench.close()
    assert done.status is JobStatus.COMPLETED
    assert done.message == ""
    assert len(double.created) == 1, "it was not generated again"


async def test_an_assets_folder_that_cannot_be_written_is_named(
    bench: Bench, double: OpusDouble
) -> None:
    bench.folder.write_text("a file in the way")
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.status is JobStatus.FAILED
    assert str(bench.folder) in failed.message
    assert "settings" in failed.message


async def test_a_service_that_restarts_on_another_port_is_found_again(
    bench: Bench, double: OpusDouble
) -> None:
    messages: list[str] = []
    bench.runner.subscribe(lambda event: messages.append(event.record.message))
    double.on_poll = lambda uid: setattr(double, "port", 9001)
    asked = 0

    def address() -> str:
        """The host takes until the fourth question to learn of the new port."""
        nonlocal asked
        asked += 1
        return "http://127.0.0.1:8001/" if asked < 4 else "http://127.0.0.1:9001/"

    bench.address = address
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 1
    assert any("still trying" in message for message in messages)
    assert done.message == ""


async def test_a_service_that_never_comes_back_is_given_up_in_the_end(
    bench: Bench, double: OpusDouble
) -> None:
    double.refuse = (503, {"error": {"code": "starting", "message": "Starting."}})
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.status is JobStatus.FAILED
    assert failed.error == "starting"
    assert max(bench.pauses) <= 60


async def test_a_refused_request_fails_at_once_with_the_services_own_words(
    bench: Bench, double: OpusDouble
) -> None:
    words = "frame_width is 9; allowed is 0.4 to 3.0 m."
    double.refuse = (422, {"error": {"code": "out_of_range", "message": words}})
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert (failed.status, failed.error, failed.message) == (
        JobStatus.FAILED,
        "out_of_range",
        words,
    )
    assert bench.pauses == []


async def test_a_failure_at_the_vendor_names_whom_to_ask(bench: Bench, double: OpusDouble) -> None:
    bench.service = "https://opus5.p.rapidapi.com/"
    double.failing = {0}
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.message.startswith("The frame is too thin.")
    assert "genel@capoom.com" in failed.message


async def test_a_job_that_the_service_could_not_make_is_sent_anew_by_retry(
    bench: Bench, double: OpusDouble
) -> None:
    double.failing = {0}
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.status is JobStatus.FAILED
    assert failed.message == "The frame is too thin."
    assert "Time of the request" in failed.report()

    double.failing = set()
    again = bench.runner.retry(failed.id)
    assert again.status is JobStatus.PENDING
    assert again.message == ""
    done = await bench.finish(failed)
    assert done.status is JobStatus.COMPLETED
    assert [body["seed"] for body in double.created] == [48213, 48213]
    with pytest.raises(ValueError, match="COMPLETED"):
        bench.runner.retry(done.id)


async def test_a_job_may_be_retried_in_the_moment_in_which_it_fails(
    bench: Bench, double: OpusDouble
) -> None:
    double.failing = {0}

    def retry_at_once(event: JobChanged) -> None:
        if event.record.status is JobStatus.FAILED:
            double.failing = set()
            bench.runner.retry(event.record.id)

    bench.runner.subscribe(retry_at_once)
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.COMPLETED, 100_000)
    assert len(double.created) == 2


async def test_a_key_refused_in_mid_job_costs_nothing_twice(
    bench: Bench, double: OpusDouble
) -> None:
    refusal = (401, {"error": {"code": "unauthorized", "message": "Wrong key."}})
    double.on_poll = lambda uid: setattr(double, "refuse", refusal)
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.status is JobStatus.FAILED

    double.on_poll = lambda uid: None
    double.refuse = None
    bench.runner.retry(failed.id)
    assert (await bench.finish(failed)).status is JobStatus.COMPLETED
    assert len(double.created) == 1


@pytest.mark.parametrize("status", [0, 500, 502, 503, 504])
async def test_a_lost_answer_makes_no_second_job(
    bench: Bench, double: OpusDouble, status: int
) -> None:
    """The service takes the job, but its answer does not arrive, or something else does."""
    if status:
        lose_answers(double, status, 3)
    else:
        double.silent_creations = 3
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 1


@pytest.mark.parametrize("status", [0, 500, 502, 503, 504])
async def test_a_service_that_cannot_tell_repetitions_is_asked_once(
    bench: Bench, double: OpusDouble, status: int
) -> None:
    bench.service = double.address
    double.idempotent = False
    if status:
        lose_answers(double, status, 3)
    else:
        double.silent_creations = 3
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert (failed.status, failed.error) == (JobStatus.FAILED, "unanswered")
    assert "may have been taken" in failed.message
    assert len(double.created) == 1

    double.silent_creations = 0
    bench.runner.retry(failed.id)
    assert (await bench.finish(failed)).status is not JobStatus.PENDING
    assert len(double.created) == 2, "the user has decided"


def lose_answers(double: OpusDouble, status: int, count: int) -> None:
    """The first so many creations are taken, and a proxy answers in the service's place."""
    real = double._create

    async def create(request: httpx.Request) -> httpx.Response:
        nonlocal count
        answer = await real(request)
        count -= 1
        return answer if count < 0 else httpx.Response(status, text="bad gateway")

    double._create = create  # type: ignore[method-assign]


async def test_a_window_that_dies_before_the_answer_makes_no_second_job(
    bench: Bench, double: OpusDouble, database: Database, clock: ManualClock
) -> None:
    double.gate = asyncio.Event()
    under_way = asyncio.Event()
    double.on_create = under_way.set
    job = bench.runner.submit(WINDOW)
    await under_way.wait()
    double.gate.set()
    later = Bench(double, database, bench.folder, clock)
    await bench.runner.stop()
    later.runner.resume()
    assert (await later.finish(job)).status is JobStatus.COMPLETED
    assert len(double.created) == 1
    await later.close()


async def test_an_answer_to_a_creation_that_cannot_be_read_is_not_asked_for_again(
    bench: Bench, double: OpusDouble
) -> None:
    double.garbled_creations = 5
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert (failed.status, failed.error) == (JobStatus.FAILED, "unreadable_answer")
    assert double.garbled_creations == 4
    assert len(double.created) == 1


async def test_each_click_is_a_call_of_its_own(bench: Bench, double: OpusDouble) -> None:
    first = bench.runner.submit(WINDOW)
    second = bench.runner.submit(WINDOW)
    await bench.finish(first)
    await bench.finish(second)
    assert len(double.created) == 2
    assert first.idempotency_key != second.idempotency_key


async def test_a_service_in_trouble_is_asked_less_and_less_often(
    bench: Bench, double: OpusDouble
) -> None:
    """The job is under way there: nothing is given up, and nobody is stormed."""
    messages: list[str] = []
    bench.runner.subscribe(lambda event: messages.append(event.record.message))
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    double.refuse = (503, {"message": "Overloaded."})
    bench.pauses.clear()
    await bench.until(lambda: len(bench.pauses) > 300, 100_000)
    assert bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS
    assert sum(bench.pauses[:100]) > 300, "seconds for the first 100 questions"
    assert max(bench.pauses[-50:]) == 30.0
    assert any("still trying" in message for message in messages)
    double.refuse = None
    double.polls_until_done = 0
    assert (await bench.finish(job)).status is JobStatus.COMPLETED
    assert len(double.created) == 1


async def test_a_service_that_asks_for_a_day_in_mid_job_loses_no_job(
    bench: Bench, double: OpusDouble
) -> None:
    messages: list[str] = []
    bench.runner.subscribe(lambda event: messages.append(event.record.message))
    answers = iter([True] * 3)
    real = double._result

    def result(uid: str) -> httpx.Response:
        if next(answers, False):
            headers = {"Retry-After": "100000"}
            return httpx.Response(429, json={"message": "Enough."}, headers=headers)
        return real(uid)

    double._result = result  # type: ignore[method-assign]
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert max(bench.pauses) == 120.0
    assert any("28 hours" in message for message in messages)


async def test_a_quota_for_the_day_is_told_and_not_waited_for(
    bench: Bench, double: OpusDouble
) -> None:
    real = double.handle
    double.refuse = (429, {"message": "Enough for today."})

    async def handle(request: httpx.Request) -> httpx.Response:
        answer = await real(request)
        answer.headers["Retry-After"] = "7200"
        return answer

    double.handle = handle  # type: ignore[method-assign]
    failed = await bench.finish(bench.runner.submit(WINDOW))
    assert failed.status is JobStatus.FAILED
    assert "2 hours" in failed.message
    assert bench.pauses == []


async def test_files_that_are_gone_at_the_service_are_made_again(
    bench: Bench, double: OpusDouble
) -> None:
    gone = {"code": "expired", "message": "The files are gone."}
    double.completed_without_files = {
        "overall_status": "COMPLETED",
        "results": [{"status": "COMPLETED", "error": gone}],
    }
    double.on_create = lambda: (
        setattr(double, "completed_without_files", None) if double.created else None
    )
    done = await bench.finish(bench.runner.submit(WINDOW))
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 2


async def test_a_library_without_room_leaves_no_row_behind(
    bench: Bench, double: OpusDouble, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing can be written while the job is under way; afterwards it goes on."""
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    database._connection.execute("PRAGMA query_only = ON")
    await bench.until(lambda: bench.pauses.count(30.0) > 3)
    assert bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS
    assert "waits for the library" in caplog.text
    database._connection.execute("PRAGMA query_only = OFF")
    done = await bench.finish(job)
    assert done.status is JobStatus.COMPLETED
    assert len(double.created) == 1


async def test_a_late_answer_does_not_bring_a_cancelled_job_back(
    bench: Bench, double: OpusDouble
) -> None:
    seen: list[JobStatus] = []
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)

    def cancel_while_asked(uid: str) -> None:
        if not bench.jobs.get(job.id).is_final:
            bench.jobs.move(job.id, JobStatus.CANCELLED)
            bench.runner.subscribe(lambda event: seen.append(event.record.status))
        elif len(bench.pauses) > 5:
            double.cancelled.append(uid)

    double.on_poll = cancel_while_asked
    assert (await bench.finish(job)).status is JobStatus.CANCELLED
    assert set(seen) <= {JobStatus.CANCELLED}


async def test_seeds_are_counted_where_nobody_tells_them(bench: Bench, double: OpusDouble) -> None:
    real = double._final

    def untold(uid: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = real(uid, body)
        for result in answer["results"]:
            del result["seed"]
        return answer

    double._final = untold  # type: ignore[method-assign]
    double.paperless = True
    done = await bench.finish(
        bench.runner.submit(WINDOW.model_copy(update={"count": 3, "seed": 7}))
    )
    assert [bench.assets.get(asset_id).seed for asset_id in done.asset_ids] == [7, 8, 9]


async def test_cancel_ends_the_job_here_and_there(bench: Bench, double: OpusDouble) -> None:
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    cancelled = await bench.runner.cancel(job.id)
    assert cancelled.status is JobStatus.CANCELLED
    assert cancelled.ended is not None
    assert double.cancelled == ["remote-0"]
    assert (await bench.finish(job)).status is JobStatus.CANCELLED
    assert await bench.runner.cancel(job.id) == bench.jobs.get(job.id)


async def test_a_service_that_cannot_cancel_is_told_of(bench: Bench, double: OpusDouble) -> None:
    double.can_cancel = False
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    cancelled = await bench.runner.cancel(job.id)
    assert cancelled.status is JobStatus.CANCELLED
    assert "cannot cancel" in cancelled.message


async def test_a_service_that_is_gone_is_no_obstacle_to_cancelling(
    bench: Bench, double: OpusDouble
) -> None:
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    double.refuse = (500, {"message": "broken"})
    cancelled = await bench.runner.cancel(job.id)
    assert cancelled.status is JobStatus.CANCELLED
    assert "could not be told" in cancelled.message


async def test_a_job_of_another_service_is_cancelled_here_only(
    bench: Bench, double: OpusDouble
) -> None:
    job = bench.jobs.create(WINDOW.model_copy(update={"seed": 1}), "http://studio:8000/")
    bench.jobs.update(job.id, remote_uid="theirs")
    cancelled = await bench.runner.cancel(job.id)
    assert cancelled.status is JobStatus.CANCELLED
    assert "http://studio:8000/" in cancelled.message
    assert double.cancelled == []


async def test_cancelled_while_fetching_a_retry_only_fetches(
    double: OpusDouble, database: Database, tmp_path: Path, clock: ManualClock
) -> None:
    never = asyncio.Event()
    fetching = asyncio.Event()
    stuck = True

    async def fetch(*args: Any, **named: Any) -> download.Package:
        fetching.set()
        if stuck:
            await never.wait()
        return await download.fetch(*args, **named)

    bench = Bench(double, database, tmp_path / "assets", clock, fetch)
    job = bench.runner.submit(WINDOW)
    await fetching.wait()
    await bench.runner.cancel(job.id)
    assert (await bench.finish(job)).status is JobStatus.CANCELLED
    assert list(bench.folder.iterdir()) == []

    stuck = False
    double.cancelled.clear()
    bench.runner.retry(job.id)
    assert (await bench.finish(job)).status is JobStatus.COMPLETED
    assert len(double.created) == 1
    await bench.close()


async def test_cancelling_while_the_call_is_under_way_leaves_no_orphan(
    bench: Bench, double: OpusDouble
) -> None:
    double.gate = asyncio.Event()
    under_way = asyncio.Event()
    double.on_create = under_way.set
    job = bench.runner.submit(WINDOW)
    await under_way.wait()
    assert (await bench.runner.cancel(job.id)).status is JobStatus.CANCELLED
    double.gate.set()
    done = await bench.finish(job)
    assert done.status is JobStatus.CANCELLED
    assert double.cancelled == ["remote-0"]


async def test_a_cancelled_job_can_be_retried(bench: Bench, double: OpusDouble) -> None:
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    await bench.runner.cancel(job.id)
    double.polls_until_done = 0
    bench.runner.retry(job.id)
    assert (await bench.finish(job)).status is JobStatus.COMPLETED


async def test_a_running_job_that_is_removed_is_cancelled_first(
    bench: Bench, double: OpusDouble
) -> None:
    double.polls_until_done = 10**9
    job = bench.runner.submit(WINDOW)
    await bench.until(lambda: bench.jobs.get(job.id).status is JobStatus.IN_PROGRESS)
    await bench.runner.remove(job.id)
    assert bench.jobs.list() == ()
    assert double.cancelled == ["remote-0"]
    assert bench.jobs.undo_remove(job.id).status is JobStatus.CANCELLED


async def test_variations_have_the_seeds_that_follow_in_as_few_calls_as_possible(
    bench: Bench, double: OpusDouble
) -> None:
    base = await bench.finish(bench.runner.submit(WINDOW.model_copy(update={"seed": 100})))
    double.created.clear()
    jobs = bench.runner.continue_series(base.id, 25)
    assert len({job.batch for job in jobs}) == 1
    for job in jobs:
        assert (await bench.finish(job)).status is JobStatus.COMPLETED
    asked = sorted((body["seed"], body.get("count", 1)) for body in double.created)
    assert asked == [(101, 10), (111, 10), (121, 5)]
    seeds = sorted(asset.seed for job in jobs for asset in bench.assets.list(job_id=job.id))
    assert seeds == list(range(101, 126))


async def test_a_job_of_another_service_waits_for_it(bench: Bench, double: OpusDouble) -> None:
    job = bench.jobs.create(WINDOW.model_copy(update={"seed": 1}), "http://studio:8000/")
    assert bench.runner.resume() == ()
    waiting = bench.jobs.get(job.id)
    assert waiting.status is JobStatus.PENDING
    assert "http://studio:8000/" in waiting.message
    assert double.created == []

    bench.service = "http://studio:8000/"
    bench.runner.resume()
    assert (await bench.finish(job)).status is JobStatus.COMPLETED


async def test_a_subscriber_that_fails_does_not_stop_the_job(
    bench: Bench, double: OpusDouble, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: JobChanged) -> None:
        raise RuntimeError("a fault in the window")

    stop = bench.runner.subscribe(fail)
    job = bench.runner.submit(WINDOW)
    stop()
    assert "a subscriber failed" in caplog.text.lower()
    caplog.clear()
    assert (await bench.finish(job)).status is JobStatus.COMPLETED
