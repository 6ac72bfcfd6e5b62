"""The queue on a pool whose tasks end when the test says so."""

from __future__ import annotations

import asyncio
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.channel import Cancelled, Reporter
from opus_studio.service.job_queue import JobQueue
from opus_studio.service.job_store import Failure, JobStore, NewVariant
from opus_studio.service.paths import ServicePaths
from opus_studio.service.worker import Outcome, Task


class ScriptedPool:
    """Collects tasks; the test ends them."""

    def __init__(self, width: int = 2) -> None:
        self.width = width
        self.tasks: list[tuple[Task, Future[Outcome]]] = []
        self.closed = False

    def submit(self, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.tasks.append((task, future))
        return future

    def close(self) -> None:
        self.closed = True

    @property
    def seeds(self) -> list[int]:
        return [task.request["seed"] for task, _ in self.tasks]

    async def finish(self, number: int) -> None:
        task, future = self.tasks[number]
        archive = Path(task.directory) / "made.zip"
        archive.write_bytes(b"zip")
        future.set_result(Outcome({"glb": str(archive)}))
        await turns()

    async def die(self, *numbers: int) -> None:
        for number in numbers:
            self.tasks[number][1].set_exception(BrokenExecutor())
        await turns()


async def turns() -> None:
    """Let the loop run what other threads have handed to it."""
    for _ in range(3):
        await asyncio.sleep(0)


class Bench:
    """A queue over a scripted pool and a fresh data folder."""

    def __init__(self, data: Path, width: int = 2) -> None:
        self.paths = ServicePaths.under(data)
        self.store = JobStore(data / "jobs.sqlite3")
        self.pool = ScriptedPool(width)
        self.queue = JobQueue(self.store, self.pool, self.paths)

    def add(self, uid: str, *seeds: int) -> None:
        self.queue.add(
            uid, [NewVariant({"name": "Window", "seed": seed}, (), "token") for seed in seeds]
        )

    def states(self, uid: str) -> list[JobStatus]:
        return [variant.status for variant in self.store.job(uid)]

    def close(self) -> None:
        self.queue.close()
        self.store.close()


@pytest.fixture
async def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.close()


async def test_a_finished_job_has_its_zip_in_the_results_and_nothing_else_is_left(bench):
    bench.add("a", 1)
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED]
    assert (bench.paths.result("a", 0) / "glb.zip").read_bytes() == b"zip"
    assert bench.store.job("a")[0].size == 3
    assert list(bench.paths.work.iterdir()) == []


async def test_no_more_run_at_once_than_there_are_workers(bench):
    bench.add("a", 1, 2, 3)
    assert bench.states("a") == [JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS, JobStatus.PENDING]
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED, JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS]


async def test_a_batch_does_not_shut_out_a_single_model(bench):
    bench.add("batch", 1, 2, 3, 4, 5)
    bench.add("single", 9)
    await bench.pool.finish(0)
    await bench.pool.finish(1)
    assert 9 in bench.pool.seeds[:4]


async def test_cancelling_what_waits_takes_it_out(bench):
    bench.add("a", 1, 2)
    bench.add("b", 3)
    bench.queue.cancel("b")
    await bench.pool.finish(0)
    await bench.pool.finish(1)
    assert bench.states("b") == [JobStatus.CANCELLED]
    assert bench.pool.seeds == [1, 2]


async def test_cancelling_what_runs_stops_it_at_the_next_progress_point(bench):
    bench.add("a", 1)
    task, future = bench.pool.tasks[0]
    reporter = Reporter(Path(task.directory))
    reporter(0.25, "textures")
    progress = bench.queue.progress("a", 0)
    assert progress is not None
    assert (progress.fraction, progress.stage) == (0.25, "textures")
    bench.queue.cancel("a")
    assert bench.states("a") == [JobStatus.CANCELLED]
    with pytest.raises(Cancelled):
        reporter(0.5, "export")
    reporter.close()
    future.set_result(Outcome())
    await turns()
    assert bench.states("a") == [JobStatus.CANCELLED]
    assert bench.queue.counts == {"waiting": 0, "running": 0}


async def test_files_that_come_after_the_cancellation_are_not_kept(bench):
    bench.add("a", 1)
    bench.queue.cancel("a")
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.CANCELLED]
    assert list(bench.paths.results.iterdir()) == []


async def test_a_finished_job_stays_finished_when_it_is_cancelled(bench):
    bench.add("a", 1)
    await bench.pool.finish(0)
    bench.queue.cancel("a")
    assert bench.states("a") == [JobStatus.COMPLETED]


@pytest.mark.expects_log_errors
async def test_a_job_whose_worker_dies_is_tried_once_more_then_fails_in_plain_words(bench):
    bench.add("a", 1)
    await bench.pool.die(0)
    assert bench.states("a") == [JobStatus.IN_PROGRESS]
    await bench.pool.die(1)
    assert bench.states("a") == [JobStatus.FAILED]
    failure = bench.store.job("a")[0].failure
    assert failure is not None
    assert failure.code == "worker_died"
    assert "texture resolution" in failure.message


@pytest.mark.expects_log_errors
async def test_the_neighbour_of_a_job_that_kills_its_worker_is_made(bench):
    bench.add("killer", 1)
    bench.add("neighbour", 2)
    bench.add("later", 3)
    await bench.pool.die(0, 1)
    assert bench.pool.seeds == [1, 2, 1]  # one suspect alone, nothing beside it
    await bench.pool.die(2)
    assert bench.states("killer") == [JobStatus.FAILED]
    await bench.pool.finish(3)
    assert bench.states("neighbour") == [JobStatus.COMPLETED]
    await bench.pool.finish(4)
    assert bench.states("later") == [JobStatus.COMPLETED]


async def test_a_suspect_can_be_cancelled(bench):
    bench.add("killer", 1)
    bench.add("neighbour", 2)
    await bench.pool.die(0, 1)
    bench.queue.cancel("neighbour")
    await bench.pool.finish(2)
    assert bench.states("neighbour") == [JobStatus.CANCELLED]
    assert bench.pool.seeds == [1, 2, 1]


@pytest.mark.expects_log_errors
async def test_an_error_of_the_engine_fails_the_job_without_details(bench, caplog):
    bench.add("a", 1)
    bench.pool.tasks[0][1].set_exception(ZeroDivisionError("secret"))
    await turns()
    failure = bench.store.job("a")[0].failure
    assert failure is not None
    assert failure.code == "internal"
    assert "secret" not in failure.message
    assert "secret" in caplog.text


async def test_a_refusal_from_the_worker_reaches_the_job(bench):
    bench.add("a", 1)
    bench.pool.tasks[0][1].set_result(Outcome(failure=Failure("disk", "It is full.")))
    await turns()
    assert bench.store.job("a")[0].failure == Failure("disk", "It is full.")


async def test_jobs_go_on_after_the_process_was_killed(tmp_path):
    first = Bench(tmp_path)
    first.add("a", 1, 2, 3)
    await first.pool.finish(0)
    first.store.close()  # what kill -9 leaves: no orderly end

    second = Bench(tmp_path)
    second.queue.recover()
    assert second.states("a") == [JobStatus.COMPLETED, JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS]
    assert second.pool.seeds == [2, 3]
    second.close()


async def test_a_job_that_kills_the_service_again_and_again_is_given_up(tmp_path):
    for _ in range(5):
        bench = Bench(tmp_path)
        bench.queue.recover()
        if not bench.store.job("a"):
            bench.add("a", 1)
        bench.store.close()
    last = Bench(tmp_path)
    last.queue.recover()
    assert last.states("a") == [JobStatus.FAILED]
    last.close()


async def test_closing_leaves_the_running_jobs_for_the_next_process(tmp_path):
    for _ in range(7):  # more often than a crash would be forgiven
        bench = Bench(tmp_path)
        bench.queue.recover()
        if not bench.store.job("a"):
            bench.add("a", 1)
        assert bench.states("a") == [JobStatus.IN_PROGRESS]
        bench.close()
        assert bench.pool.closed
