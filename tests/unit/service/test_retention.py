"""What is kept, for how long, and what goes first."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.job_store import JobStore
from opus_studio.service.paths import ServicePaths
from opus_studio.service.records import NewVariant, Variant
from opus_studio.service.retention import RetentionLimits, RetentionSweeper, remove_folders

DAY = 24 * 3600.0


class Clock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A store with finished jobs, and a sweeper whose time the test makes."""

    def __init__(self, data, limits: RetentionLimits | None = None) -> None:
        self.paths = ServicePaths.under(data)
        self.store = JobStore(data / "jobs.sqlite3")
        self.clock = Clock()
        self.sweeper = RetentionSweeper(
            self.store, self.paths, limits or RetentionLimits(), self.clock
        )

    def finish(self, uid: str, size: int = 10) -> None:
        self.store.add(uid, [NewVariant({"name": "Window", "seed": 7})])
        folder = self.paths.result(uid, 0)
        folder.mkdir(parents=True)
        (folder / "glb.zip").write_bytes(b"x" * size)
        self.store.complete(uid, 0, {}, ["glb"], size)

    def later(self, seconds: float) -> None:
        self.clock.now += seconds
        remove_folders(self.sweeper.sweep())

    def variant(self, uid: str) -> Variant:
        (variant,) = self.store.job(uid)
        return variant

    def kept(self) -> list[str]:
        walked = os.walk(self.paths.results)
        return sorted(Path(root).parent.name for root, _, names in walked if "glb.zip" in names)


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.store.close()


def test_files_go_after_a_day_and_the_job_stays_completed_and_says_how_to_get_them_back(bench):
    bench.finish("a")
    bench.later(DAY - 1)
    assert bench.kept() == ["a"]
    bench.later(2)
    assert bench.kept() == []
    gone = bench.variant("a")
    assert (gone.status, gone.extensions) == (JobStatus.COMPLETED, ())
    assert gone.failure is not None
    assert gone.failure.code == "expired"
    assert "seed 7" in gone.failure.message
    bench.later(1)
    assert list(bench.paths.results.iterdir()) == []


def test_the_oldest_files_go_when_there_are_too_many_but_fresh_ones_stay(tmp_path):
    bench = Bench(tmp_path, RetentionLimits(max_bytes=120, min_age=60))
    for uid in ("a", "b", "c"):
        bench.finish(uid, 10)
        bench.later(61)
    bench.finish("d", 100)
    bench.later(1)
    assert bench.kept() == ["b", "c", "d"], "as many go as must, and no more"
    bench.finish("e", 1000)
    bench.later(1)
    assert bench.kept() == ["d", "e"], "what is fresh stays"
    bench.store.close()


def test_a_job_is_forgotten_after_a_month_unless_it_still_waits(bench):
    bench.finish("done")
    bench.store.add("waits", [NewVariant({"name": "Window", "seed": 1})])
    bench.later(29 * DAY)
    assert bench.store.uids() == {"done", "waits"}
    bench.later(2 * DAY)
    assert bench.store.uids() == {"waits"}
    assert bench.store.variant("done", 0) is None


def test_the_systems_clock_deletes_nothing(bench, tmp_path):
    bench.finish("a")
    later = JobStore(tmp_path / "jobs.sqlite3", clock=lambda: 1e12)
    sweeper = RetentionSweeper(later, bench.paths, clock=bench.clock)
    remove_folders(sweeper.sweep())
    assert bench.kept() == ["a"]
    later.close()


def test_results_of_a_clock_that_was_ahead_are_not_kept_for_ever(tmp_path, bench):
    ahead = JobStore(tmp_path / "jobs.sqlite3", clock=lambda: 1e12)
    bench.store, right = ahead, bench.store
    bench.finish("a")
    bench.store = right
    ahead.close()
    bench.later(DAY + 1)
    assert bench.kept() == []


def test_what_belongs_to_no_job_is_removed(bench):
    bench.finish("a")
    stray = bench.paths.result("stray", 0)
    stray.mkdir(parents=True)
    (stray / "glb.zip").touch()
    (bench.paths.results / "file").touch()
    bench.later(1)
    assert [path.name for path in bench.paths.results.iterdir()] == ["a"]


async def test_the_sweeper_comes_again_and_again(bench):
    bench.sweeper.start(interval=0.005)
    for round_ in range(4):
        bench.finish(f"job {round_}")
        bench.clock.now += 2 * DAY
        async with asyncio.timeout(10):
            while bench.kept():  # noqa: ASYNC110 - no event to hear
                await asyncio.sleep(0.001)
    bench.sweeper.stop()
    bench.finish("late")
    bench.clock.now += 2 * DAY
    await asyncio.sleep(0.05)
    assert bench.kept() == ["late"]


async def test_a_store_that_cannot_be_read_for_a_while_does_not_end_the_sweeping(bench, caplog):
    bench.finish("a")
    bench.store._database.execute("PRAGMA query_only = ON")
    bench.sweeper.start(interval=0.005)
    assert "could not be looked through" in caplog.text
    bench.store._database.execute("PRAGMA query_only = OFF")
    bench.clock.now += 2 * DAY
    async with asyncio.timeout(10):
        while bench.kept():  # noqa: ASYNC110 - no event to hear
            await asyncio.sleep(0.001)
    bench.sweeper.stop()
