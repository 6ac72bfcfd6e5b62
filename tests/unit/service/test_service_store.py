"""What the store and the janitor keep and forget."""

from __future__ import annotations

import asyncio

import pytest

from opus_studio.service.janitor import Janitor, Limits
from opus_studio.service.queue import Places
from opus_studio.service.store import JobStore, NewVariant, Status

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


def finish(store: JobStore, places: Places, uid: str, size: int) -> None:
    add(store, uid)
    folder = places.result(uid, 0)
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
    assert second.status is Status.PENDING
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
    places = Places.under(tmp_path)
    finish(store, places, "a", 10)
    janitor = Janitor(store, places, clock=clock)
    clock.now += DAY - 1
    janitor.sweep()
    assert store.job("a")[0].status is Status.COMPLETED
    clock.now += 2
    janitor.sweep()
    (variant,) = store.job("a")
    assert variant.failure is not None
    assert variant.failure.code == "expired"
    assert "seed 0" in variant.failure.message
    assert list(places.results.iterdir()) == []


def test_the_oldest_files_go_when_there_are_too_many_but_fresh_ones_stay(tmp_path, store, clock):
    places = Places.under(tmp_path)
    janitor = Janitor(store, places, Limits(size=25, spared=60), clock)
    for uid in ("a", "b", "c"):
        finish(store, places, uid, 10)
        clock.now += 61
    finish(store, places, "d", 100)
    janitor.sweep()
    assert sorted(path.name for path in places.results.iterdir()) == ["d"]
    assert store.job("d")[0].status is Status.COMPLETED


def test_a_job_is_forgotten_after_a_month_unless_it_still_waits(tmp_path, store, clock):
    places = Places.under(tmp_path)
    finish(store, places, "done", 10)
    add(store, "waits")
    clock.now += 32 * DAY
    janitor = Janitor(store, places, clock=clock)
    janitor.sweep()
    clock.now += 31 * DAY
    janitor.sweep()
    assert store.job("done") == []
    assert store.variant("done", 0) is None
    assert len(store.job("waits")) == 1


async def test_the_janitor_comes_again(tmp_path, store, clock):
    places = Places.under(tmp_path)
    finish(store, places, "a", 10)
    janitor = Janitor(store, places, clock=clock)
    janitor.start(interval=0.01)
    clock.now += 2 * DAY
    async with asyncio.timeout(5):
        while store.job("a")[0].status is Status.COMPLETED:  # noqa: ASYNC110 - no event to hear
            await asyncio.sleep(0)
    janitor.stop()
