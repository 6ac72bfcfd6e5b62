"""What the store and the sweeper keep and forget."""

from __future__ import annotations

import asyncio

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.job_store import JobStore, NewVariant
from opus_studio.service.paths import ServicePaths
from opus_studio.service.retention import RetentionLimits, RetentionSweeper

DAY = 24 * 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    store = JobStore(tmp_path / "jobs.sqlite3", clock)
    yield store
    store.close()


def add(store: JobStore, uid: str, count: int = 1) -> None:
    store.add(uid, [NewVariant({"name": "Window", "seed": n}, ("a/b",), "t") for n in range(count)])


def finish(store: JobStore, paths: ServicePaths, uid: str, size: int) -> None:
    add(store, uid)
    folder = paths.result(uid, 0)
    folder.mkdir(parents=True)
    (folder / "glb.zip").write_bytes(b"x" * size)
    store.complete(uid, 0, ["glb"], size)


def test_a_job_is_read_back_as_it_was_written(tmp_path, store, clock):
    add(store, "a", 2)
    again = JobStore(tmp_path / "jobs.sqlite3", clock)
    first, second = again.job("a")
    assert (first.number, second.number) == (0, 1)
    assert second.request == {"name": "Window", "seed": 1}
    assert second.chosen == ("a/b",)
    assert second.status is JobStatus.PENDING
    assert second.created == clock.now
    again.close()


def test_a_job_is_written_whole_or_not_at_all(store):
    add(store, "a")
    with pytest.raises(Exception, match="UNIQUE"):
        add(store, "a", 3)
    assert len(store.job("a")) == 1


def test_unfinished_jobs_are_found_again_oldest_first(store, clock):
    add(store, "z")
    clock.now += 1
    add(store, "a", 2)
    store.start("a", 0)
    assert [(v.uid, v.number) for v in store.recover()] == [("z", 0), ("a", 0), ("a", 1)]


def test_files_go_after_a_day_and_the_job_says_how_to_get_them_back(tmp_path, store, clock):
    paths = ServicePaths.under(tmp_path)
    finish(store, paths, "a", 10)
    sweeper = RetentionSweeper(store, paths, clock=clock)
    clock.now += DAY - 1
    sweeper.sweep()
    assert store.job("a")[0].status is JobStatus.COMPLETED
    clock.now += 2
    sweeper.sweep()
    (variant,) = store.job("a")
    assert variant.failure is not None
    assert variant.failure.code == "expired"
    assert "seed 0" in variant.failure.message
    assert list(paths.results.iterdir()) == []


def test_the_oldest_files_go_when_there_are_too_many_but_fresh_ones_stay(tmp_path, store, clock):
    paths = ServicePaths.under(tmp_path)
    sweeper = RetentionSweeper(store, paths, RetentionLimits(max_bytes=25, min_age=60), clock)
    for uid in ("a", "b", "c"):
        finish(store, paths, uid, 10)
        clock.now += 61
    finish(store, paths, "d", 100)
    sweeper.sweep()
    assert sorted(path.name for path in paths.results.iterdir()) == ["d"]
    assert store.job("d")[0].status is JobStatus.COMPLETED


def test_a_job_is_forgotten_after_a_month_unless_it_still_waits(tmp_path, store, clock):
    paths = ServicePaths.under(tmp_path)
    finish(store, paths, "done", 10)
    add(store, "waits")
    clock.now += 32 * DAY
    sweeper = RetentionSweeper(store, paths, clock=clock)
    sweeper.sweep()
    clock.now += 31 * DAY
    sweeper.sweep()
    assert store.job("done") == []
    assert store.variant("done", 0) is None
    assert len(store.job("waits")) == 1


async def test_the_janitor_comes_again(tmp_path, store, clock):
    paths = ServicePaths.under(tmp_path)
    finish(store, paths, "a", 10)
    sweeper = RetentionSweeper(store, paths, clock=clock)
    sweeper.start(interval=0.01)
    clock.now += 2 * DAY
    async with asyncio.timeout(5):
        while store.job("a")[0].status is JobStatus.COMPLETED:  # noqa: ASYNC110 - no event to hear
            await asyncio.sleep(0)
    sweeper.stop()
