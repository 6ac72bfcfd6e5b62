"""The queue on a pool whose tasks end when the test says so."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service import failures
from opus_studio.service.channel import Cancelled, Reporter
from opus_studio.service.errors import ServiceError
from opus_studio.service.job_queue import MOST_WAITING, JobQueue, Limits
from opus_studio.service.job_store import JobStore
from opus_studio.service.paths import ServicePaths
from opus_studio.service.records import Failure, NewVariant
from opus_studio.service.worker import Outcome, Task


class ScriptedPool:
    """Collects tasks; the test ends them."""

    def __init__(self, width: int = 2) -> None:
        self.width = width
        self.tasks: list[tuple[Task, Future[Outcome]]] = []
        self.closed = False
        self.killed: list[int] = []
        self.broken = 0

    def submit(self, task: Task) -> Future[Outcome]:
        if self.broken:
            self.broken -= 1
            raise BrokenExecutor
        future: Future[Outcome] = Future()
        self.tasks.append((task, future))
        return future

    def kill(self, future: Future[Outcome]) -> None:
        number = next(n for n, (_, known) in enumerate(self.tasks) if known is future)
        if number not in self.killed:
            self.killed.append(number)
            future.set_exception(BrokenExecutor())

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

    def begin(self, number: int, fraction: float = 0.5) -> None:
        """The worker reports a part of the work."""
        reporter = Reporter(Path(self.tasks[number][0].directory), interval=1000)
        reporter(fraction, "textures")
        reporter.close()

    async def die(self, *numbers: int, at: float | None = 0.5) -> None:
        """The workers die at a part of the work; None: before they have begun."""
        for number in numbers:
            if at is not None:
                self.begin(number, at)
            self.tasks[number][1].set_exception(BrokenExecutor())
        await turns()


async def turns() -> None:
    """Let the loop run what other threads have handed to it."""
    for _ in range(3):
        await asyncio.sleep(0)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A queue over a scripted pool and a fresh data folder; `clock` says how late it is."""

    def __init__(self, data: Path, width: int = 2) -> None:
        self.paths = ServicePaths.under(data)
        self.reached = self.paths.clear_work()
        self.store = JobStore(data / "jobs.sqlite3")
        self.pool = ScriptedPool(width)
        self.clock = Clock()
        self.queue = JobQueue(
            self.store, self.pool, self.paths, Limits(check=0.001), clock=self.clock
        )

    async def recover(self) -> None:
        self.queue.recover(self.reached)
        await turns()

    async def add(self, uid: str, *seeds: int) -> None:
        self.queue.add(uid, [NewVariant({"name": "Window", "seed": seed}) for seed in seeds])
        await turns()

    async def until(self, condition) -> None:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - the queue's own timer tells nobody
                await asyncio.sleep(0.001)

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
    await bench.add("a", 1)
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED]
    assert (bench.paths.result("a", 0) / "glb.zip").read_bytes() == b"zip"
    assert bench.store.job("a")[0].size == 3
    await bench.until(lambda: not any(bench.paths.work.iterdir()))


async def test_no_more_run_at_once_than_there_are_workers(bench):
    await bench.add("a", 1, 2, 3)
    assert bench.states("a") == [JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS, JobStatus.PENDING]
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED, JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS]


async def test_a_batch_does_not_shut_out_a_single_model(tmp_path):
    bench = Bench(tmp_path, width=1)
    await bench.add("batch", 1, 2, 3)
    await bench.add("single", 8)
    await bench.add("other", 9)
    for number in range(4):
        await bench.pool.finish(number)
    assert bench.pool.seeds == [1, 2, 8, 9, 3]
    bench.close()


async def test_what_came_first_runs_first(tmp_path):
    bench = Bench(tmp_path, width=1)
    for seed in range(4):
        await bench.add(f"job {seed}", seed)
    for number in range(3):
        await bench.pool.finish(number)
    assert bench.pool.seeds == [0, 1, 2, 3]
    bench.close()


async def test_a_job_waits_until_its_creation_is_answered(bench):
    bench.queue.add("a", [NewVariant({"name": "Window", "seed": 1})])
    assert bench.states("a") == [JobStatus.PENDING]
    await turns()
    assert bench.states("a") == [JobStatus.IN_PROGRESS]


async def test_a_queue_that_is_too_long_takes_no_more(bench):
    await bench.add("a", *range(MOST_WAITING))
    with pytest.raises(ServiceError, match="wait already") as refusal:
        await bench.add("b", 1, 2, 3)
    assert refusal.value.status == 429
    assert bench.store.job("b") == []


async def test_cancelling_what_waits_takes_it_out(bench):
    await bench.add("a", 1, 2)
    await bench.add("b", 3)
    bench.queue.cancel("b")
    await bench.pool.finish(0)
    await bench.pool.finish(1)
    assert bench.states("b") == [JobStatus.CANCELLED]
    assert bench.pool.seeds == [1, 2]


async def test_cancelling_what_runs_stops_it_at_the_next_progress_point(bench):
    await bench.add("a", 1)
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
    await bench.add("a", 1)
    bench.queue.cancel("a")
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.CANCELLED]
    assert list(bench.paths.results.iterdir()) == []


async def test_a_finished_job_stays_finished_when_it_is_cancelled(bench):
    await bench.add("a", 1)
    await bench.pool.finish(0)
    bench.queue.cancel("a")
    assert bench.states("a") == [JobStatus.COMPLETED]


@pytest.mark.expects_log_errors
async def test_a_job_whose_worker_dies_at_the_same_place_is_given_up_in_plain_words(bench, caplog):
    await bench.add("a", 1)
    for number in range(2):
        await bench.pool.die(number)
        assert bench.states("a") == [JobStatus.IN_PROGRESS]
    await bench.pool.die(2)
    assert bench.states("a") == [JobStatus.FAILED]
    failure = bench.store.job("a")[0].failure
    assert failure == failures.WORKER_DIED
    assert "texture resolution" in failure.message
    assert "given up" in caplog.text


async def test_deaths_at_different_places_are_not_the_jobs_fault(bench):
    await bench.add("a", 1)
    for number in range(9):
        await bench.pool.die(number, at=0.05 + 0.1 * number)
        assert bench.states("a") == [JobStatus.IN_PROGRESS]
    await bench.pool.finish(9)
    assert bench.states("a") == [JobStatus.COMPLETED]


@pytest.mark.expects_log_errors
async def test_the_neighbour_of_a_job_that_kills_its_worker_is_made(bench, caplog):
    await bench.add("killer", 1)
    await bench.add("neighbour", 2)
    await bench.add("later", 3)
    await bench.pool.die(0)
    assert bench.pool.seeds == [1, 2], "nothing runs beside what has killed its worker"
    await bench.pool.finish(1)
    assert bench.pool.seeds == [1, 2, 1]
    await bench.pool.die(2)
    await bench.pool.die(3)
    assert bench.states("killer") == [JobStatus.FAILED]
    assert bench.states("neighbour") == [JobStatus.COMPLETED]
    await bench.pool.finish(4)
    assert bench.states("later") == [JobStatus.COMPLETED]
    assert "killer" in caplog.text


async def test_nothing_is_begun_beside_a_job_that_has_killed_its_worker(bench):
    await bench.add("killer", 1)
    await bench.pool.die(0)
    await bench.add("later", 2)
    assert bench.pool.seeds == [1, 1]
    await bench.pool.finish(1)
    assert bench.pool.seeds == [1, 1, 2]


async def test_a_job_that_has_killed_its_worker_runs_alone_after_a_restart_too(tmp_path):
    first = Bench(tmp_path)
    await first.add("killer", 1)
    await first.pool.die(0)
    await first.add("later", 2)
    first.store.close()

    second = Bench(tmp_path)
    await second.recover()
    assert second.pool.seeds == [1]
    await second.pool.finish(0)
    assert second.pool.seeds == [1, 2]
    second.close()


async def test_a_worker_that_dies_before_it_begins_is_not_the_jobs_fault(bench):
    await bench.add("a", 1)
    for number in range(3):
        await bench.pool.die(number, at=None)
        await bench.until(lambda number=number: len(bench.pool.tasks) > number + 1)
    await bench.pool.finish(3)
    assert bench.states("a") == [JobStatus.COMPLETED]
    assert bench.store.job("a")[0].deaths == 0


async def test_workers_that_cannot_be_started_at_once_are_waited_for(bench):
    bench.pool.broken = 3
    await bench.add("a", 1)
    await bench.until(lambda: bench.pool.tasks)
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED]


@pytest.mark.expects_log_errors
async def test_a_computer_that_starts_no_worker_at_all_is_told(bench, caplog):
    bench.pool.broken = 100
    await bench.add("a", 1)
    await bench.until(lambda: bench.states("a") == [JobStatus.FAILED])
    assert bench.store.job("a")[0].failure == failures.NO_WORKER
    assert "no worker can be started" in caplog.text


async def test_a_worker_that_hangs_is_ended_and_its_job_runs_again(bench):
    await bench.add("a", 1)
    await bench.add("b", 2)
    bench.pool.begin(0)
    bench.pool.begin(1)
    await asyncio.sleep(0.05)
    bench.clock.now = 29
    bench.pool.begin(1)  # a heartbeat
    await asyncio.sleep(0.05)
    assert bench.pool.killed == []
    bench.clock.now = 31
    await bench.until(lambda: bench.pool.killed)
    assert bench.pool.killed == [0], "the other one has shown a sign of life"
    await bench.pool.finish(1)
    assert bench.pool.seeds == [1, 2, 1]
    await bench.pool.finish(2)
    assert bench.states("a") == [JobStatus.COMPLETED]


async def test_a_worker_that_never_begins_is_replaced_in_the_end(bench):
    await bench.add("a", 1)
    bench.clock.now = 239
    await asyncio.sleep(0.05)
    assert bench.pool.killed == []
    bench.clock.now = 241
    await bench.until(lambda: bench.pool.killed == [0])


async def test_a_cancelled_job_that_does_not_stop_is_ended(bench):
    await bench.add("a", 1)
    bench.queue.cancel("a")
    bench.clock.now = 6
    await bench.until(lambda: bench.pool.killed == [0])
    await bench.until(lambda: bench.queue.counts == {"waiting": 0, "running": 0})
    assert bench.states("a") == [JobStatus.CANCELLED]


async def test_what_takes_too_long_fails_and_says_what_to_lower(bench):
    await bench.add("a", 1)
    for minute in range(1, 16):
        bench.clock.now = 60.0 * minute + 1
        bench.pool.begin(0)
        await asyncio.sleep(0.01)
    await bench.until(lambda: bench.states("a") == [JobStatus.FAILED])
    assert bench.store.job("a")[0].failure == failures.TOOK_TOO_LONG
    assert len(bench.pool.tasks) == 1


async def test_a_job_that_waits_to_run_alone_can_be_cancelled(bench):
    await bench.add("killer", 1)
    await bench.add("neighbour", 2)
    await bench.pool.die(0)
    bench.queue.cancel("killer")
    await bench.pool.finish(1)
    assert bench.states("killer") == [JobStatus.CANCELLED]
    assert bench.pool.seeds == [1, 2]


@pytest.mark.expects_log_errors
async def test_an_error_of_the_engine_fails_the_job_without_details(bench, caplog):
    await bench.add("a", 1)
    bench.pool.tasks[0][1].set_exception(ZeroDivisionError("secret"))
    await turns()
    failure = bench.store.job("a")[0].failure
    assert failure is not None
    assert failure.code == "internal"
    assert "secret" not in failure.message
    assert "secret" in caplog.text


async def test_a_refusal_from_the_worker_reaches_the_job(bench):
    await bench.add("a", 1)
    bench.pool.tasks[0][1].set_result(Outcome(failure=Failure("disk", "It is full.")))
    await turns()
    assert bench.store.job("a")[0].failure == Failure("disk", "It is full.")


async def test_jobs_go_on_after_the_process_was_killed(tmp_path):
    first = Bench(tmp_path)
    await first.add("a", 1, 2, 3)
    await first.pool.finish(0)
    first.store.close()  # what kill -9 leaves: no orderly end

    second = Bench(tmp_path)
    await second.recover()
    assert second.states("a") == [JobStatus.COMPLETED, JobStatus.IN_PROGRESS, JobStatus.IN_PROGRESS]
    assert second.pool.seeds == [2, 3]
    second.close()


async def killed_service(data, at: float | None) -> Bench:
    """A service that is killed (no orderly end) while its first worker is at a part of the work."""
    bench = Bench(data)
    await bench.recover()
    if not bench.store.job("a"):
        await bench.add("a", 1)
    if bench.pool.tasks and at is not None:
        bench.pool.begin(0, at)
    bench.store.close()
    return bench


async def test_a_job_that_kills_the_service_at_the_same_place_is_given_up(tmp_path):
    for _ in range(5):
        await killed_service(tmp_path, at=0.5)
    last = Bench(tmp_path)
    await last.recover()
    assert last.store.job("a")[0].failure == failures.SERVICE_DIED
    last.close()


@pytest.mark.parametrize("places", [[None] * 9, [0.1 * n for n in range(1, 10)]])
async def test_a_service_that_is_killed_by_others_gives_no_job_up(tmp_path, places):
    for at in places:
        await killed_service(tmp_path, at)
    last = Bench(tmp_path)
    await last.recover()
    assert last.states("a") == [JobStatus.IN_PROGRESS]
    last.close()


async def test_what_an_earlier_process_was_at_work_on_is_cleared_away(tmp_path):
    first = Bench(tmp_path)
    await first.add("a", 1)
    (Path(first.pool.tasks[0][0].directory) / "half.png").touch()
    (first.paths.work / "stray").touch()
    first.store.close()
    second = Bench(tmp_path)
    assert list(second.paths.work.iterdir()) == []
    second.close()


async def test_a_full_disk_fails_one_job_and_the_queue_lives_on(bench, monkeypatch):
    real = Path.mkdir

    def full(self, *args, **named):
        if self.parent == bench.paths.work:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(self, *args, **named)

    monkeypatch.setattr(Path, "mkdir", full)
    await bench.add("a", 1)
    failure = bench.store.job("a")[0].failure
    assert failure is not None
    assert (failure.code, "full" in failure.message) == ("disk", True)
    monkeypatch.undo()
    await bench.add("b", 2)
    await bench.pool.finish(0)
    assert bench.states("b") == [JobStatus.COMPLETED]


async def test_a_job_store_on_a_full_disk_stops_no_job(tmp_path):
    """The database refuses every page more; what it was told meanwhile is written afterwards."""
    bench = Bench(tmp_path, width=1)
    await bench.add("a", 1, 2)
    refuse_writes(bench.store)
    await bench.pool.finish(0)
    assert bench.states("a") == [JobStatus.COMPLETED, JobStatus.IN_PROGRESS]
    await bench.pool.finish(1)
    assert bench.states("a") == [JobStatus.COMPLETED] * 2
    allow_writes(bench.store)
    assert bench.store.flush()
    again = JobStore(tmp_path / "jobs.sqlite3")
    assert [variant.status for variant in again.job("a")] == [JobStatus.COMPLETED] * 2
    again.close()
    bench.close()


async def test_a_store_that_cannot_be_read_for_a_moment_loses_no_job(bench, monkeypatch, caplog):
    await bench.add("a", 1, 2, 3)

    def unreadable(*key):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(bench.store, "variant", unreadable)
    await bench.pool.finish(0)
    assert "cannot be read" in caplog.text
    monkeypatch.undo()
    await bench.until(lambda: len(bench.pool.tasks) == 3)
    for number in (1, 2):
        await bench.pool.finish(number)
    await bench.until(lambda: len(bench.pool.tasks) == 4)
    await bench.pool.finish(3)
    assert bench.states("a") == [JobStatus.COMPLETED] * 3


def refuse_writes(store: JobStore) -> None:
    store._database.execute("PRAGMA query_only = ON")


def allow_writes(store: JobStore) -> None:
    store._database.execute("PRAGMA query_only = OFF")


async def test_closing_leaves_the_running_jobs_for_the_next_process(tmp_path):
    for _ in range(7):  # more often than a crash would be forgiven
        bench = Bench(tmp_path)
        await bench.recover()
        if not bench.store.job("a"):
            await bench.add("a", 1)
        assert bench.states("a") == [JobStatus.IN_PROGRESS]
        bench.close()
        assert bench.pool.closed
