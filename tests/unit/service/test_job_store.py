"""What the store keeps."""

from __future__ import annotations

import sqlite3

import pytest

from opus_studio.protocol import JobStatus
from opus_studio.service.job_store import KEY_SECONDS, JobStore, NewerStoreError
from opus_studio.service.records import Failure, NewVariant


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


def add(store: JobStore, uid: str, count: int = 1, **named: str) -> None:
    variants = [NewVariant({"name": "Window", "seed": n}, ("a/b",)) for n in range(count)]
    store.add(uid, variants, **named)


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


def test_what_a_completed_variant_lacks_is_read_back(tmp_path, store):
    add(store, "a", 1)
    lacks = Failure("format_failed", "Not every format could be written. fbx: too large.")
    store.complete("a", 0, {"glb": "ab"}, ["glb"], 12, incomplete=lacks)
    (variant,) = JobStore(tmp_path / "jobs.sqlite3").job("a")
    assert (variant.status, variant.extensions) == (JobStatus.COMPLETED, ("glb",))
    assert variant.failure == lacks


def test_how_a_variant_ended_is_read_back(tmp_path, store):
    add(store, "a", 3)
    store.complete("a", 0, {"glb": "ab"}, ["glb", "usd"], 12)
    store.fail("a", 1, Failure("code", "In words."))
    store.cancel("a", 2)
    again = JobStore(tmp_path / "jobs.sqlite3")
    done, failed, cancelled = again.job("a")
    assert (done.status, done.extensions, done.digests) == (
        JobStatus.COMPLETED,
        ("glb", "usd"),
        {"glb": "ab"},
    )
    assert done.size == 12
    assert (failed.status, failed.failure) == (JobStatus.FAILED, Failure("code", "In words."))
    assert (cancelled.status, cancelled.failure) == (JobStatus.CANCELLED, None)
    again.close()


def test_a_job_is_written_whole_or_not_at_all(store):
    bad = [NewVariant({"name": "Window", "seed": 0}), NewVariant({"name": "Window", "seed": set()})]
    with pytest.raises(TypeError):
        store.add("a", bad)
    assert store.uids() == set()
    add(store, "a")
    assert len(store.job("a")) == 1


def test_the_same_job_is_not_written_twice(store):
    add(store, "a")
    with pytest.raises(sqlite3.IntegrityError):
        add(store, "a", 3)
    assert len(store.job("a")) == 1
    add(store, "b")


def test_unfinished_jobs_are_found_again_oldest_first(store, clock):
    add(store, "z")
    clock.now += 1
    add(store, "a", 3)
    store.start("a", 0)
    store.cancel("a", 2)
    assert [v.key for v in store.recover()] == [("z", 0), ("a", 0), ("a", 1)]


def test_a_call_is_found_by_its_key_for_a_day(store, clock):
    add(store, "a", idempotency_key="k", fingerprint="f")
    assert store.find_call("k") == ("a", "f")
    assert store.find_call("other") is None
    clock.now += KEY_SECONDS - 1
    assert store.find_call("k") == ("a", "f")
    clock.now += 2
    assert store.find_call("k") is None
    add(store, "b", idempotency_key="k", fingerprint="g")
    assert store.find_call("k") == ("b", "g")
    add(store, "c")
    add(store, "d")


def test_a_row_that_cannot_be_read_takes_no_other_away(tmp_path, store, caplog):
    add(store, "a", 3)
    other = sqlite3.connect(tmp_path / "jobs.sqlite3")
    with other:
        other.execute("UPDATE variants SET request = '{' WHERE number = 0")
        other.execute("UPDATE variants SET status = 'LOST' WHERE number = 1")
    other.close()
    assert [variant.number for variant in store.job("a")] == [2]
    assert "cannot be read" in caplog.text


def test_what_the_disk_refuses_is_shown_all_the_same_and_written_later(tmp_path, store, caplog):
    add(store, "a")
    store._database.execute("PRAGMA query_only = ON")
    store.start("a", 0)
    store.complete("a", 0, {}, ["glb"], 5)
    assert (store.job("a")[0].status, store.job("a")[0].size) == (JobStatus.COMPLETED, 5)
    assert "not written yet" in caplog.text
    with pytest.raises(sqlite3.Error):
        add(store, "b")
    store._database.execute("PRAGMA query_only = OFF")
    assert store.flush()
    again = JobStore(tmp_path / "jobs.sqlite3")
    assert again.job("a")[0].status is JobStatus.COMPLETED
    assert again.uids() == {"a"}
    again.close()


def test_what_waits_to_be_written_is_written_at_the_end(tmp_path):
    store = JobStore(tmp_path / "jobs.sqlite3")
    add(store, "a")
    store._database.execute("PRAGMA query_only = ON")
    store.cancel("a", 0)
    store._database.execute("PRAGMA query_only = OFF")
    store.close()
    again = JobStore(tmp_path / "jobs.sqlite3")
    assert again.job("a")[0].status is JobStatus.CANCELLED
    again.close()


def test_a_store_of_the_first_version_is_taken_over(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(FIRST_VERSION)
    old.execute("INSERT INTO jobs VALUES ('a', 5.0)")
    old.execute(
        "INSERT INTO variants (uid, number, request, chosen, token, status, extensions, bytes)"
        " VALUES ('a', 0, ?, '[]', 'secret', 'COMPLETED', ?, 9)",
        ('{"name": "Window", "seed": 3}', '["glb"]'),
    )
    old.commit()
    old.close()
    store = JobStore(path)
    (variant,) = store.job("a")
    assert (variant.status, variant.extensions, variant.size) == (JobStatus.COMPLETED, ("glb",), 9)
    assert variant.digests == {}
    add(store, "b", idempotency_key="k")
    store.close()
    again = sqlite3.connect(path)
    assert "token" not in {row[1] for row in again.execute("PRAGMA table_info(variants)")}
    again.close()


def test_a_store_of_a_later_version_is_left_alone(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    JobStore(path).close()
    later = sqlite3.connect(path)
    later.execute("PRAGMA user_version = 99")
    later.close()
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="99"):
        JobStore(path)
    assert path.read_bytes() == before


FIRST_VERSION = """
CREATE TABLE jobs (uid TEXT PRIMARY KEY, created REAL NOT NULL) STRICT;
CREATE TABLE variants (
    uid TEXT NOT NULL REFERENCES jobs (uid) ON DELETE CASCADE,
    number INTEGER NOT NULL, request TEXT NOT NULL, chosen TEXT NOT NULL, token TEXT NOT NULL,
    status TEXT NOT NULL, deaths INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0, ended REAL, bytes INTEGER NOT NULL DEFAULT 0,
    extensions TEXT NOT NULL DEFAULT '[]', error_code TEXT, error_message TEXT,
    PRIMARY KEY (uid, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX variants_by_status ON variants (status, ended);
PRAGMA user_version = 1;
"""
