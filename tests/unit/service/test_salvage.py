"""A job store that is damaged anywhere: the service starts, and what can be read is kept."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from opus_studio.service.job_store import JobStore, NewerStoreError
from opus_studio.service.records import NewVariant
from opus_studio.service.salvage import open_store

JOBS = 300


def written(path: Path) -> int:
    """A store with many jobs and its size in pages."""
    store = JobStore(path)
    for number in range(JOBS):
        store.add(f"job {number:04}", [NewVariant({"name": "Window", "seed": number})])
        store.complete(f"job {number:04}", 0, {"glb": "00" * 32}, ["glb"], 5)
    store.close()
    return path.stat().st_size // 4096


def damage(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(random.Random(page).randbytes(4096))


def asides(folder: Path) -> list[Path]:
    return sorted(folder.glob("jobs.sqlite3.damaged-*"))


def test_whatever_page_is_damaged_the_service_starts_and_keeps_what_it_can_read(tmp_path):
    pages = written(tmp_path / "whole.sqlite3")
    whole = (tmp_path / "whole.sqlite3").read_bytes()
    kept = []
    for page in range(pages):
        folder = tmp_path / str(page)
        folder.mkdir()
        path = folder / "jobs.sqlite3"
        path.write_bytes(whole)
        damage(path, page)
        before = path.read_bytes()
        store = open_store(path)
        assert asides(folder)[0].read_bytes() == before
        store.add("new", [NewVariant({"name": "Window", "seed": 1})])
        kept.append(len(store.uids()) - 1)
        assert all(store.job(uid) for uid in store.uids())
        store.close()
    assert sorted(kept)[len(kept) // 2] > JOBS * 0.8, kept


def test_nothing_is_put_aside_over_an_earlier_one(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    contents = [f"no database {number}".encode() * 100 for number in range(3)]
    for content in contents:
        path.write_bytes(content)
        open_store(path).close()
    assert sorted(aside.read_bytes() for aside in asides(tmp_path)) == contents


def test_a_file_without_its_tables_is_put_aside(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    JobStore(path).close()
    broken = sqlite3.connect(path)
    broken.execute("DROP TABLE variants")
    broken.close()
    open_store(path).close()
    assert len(asides(tmp_path)) == 1


def test_a_damaged_write_ahead_log_is_no_obstacle(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    written(path)
    path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"nonsense" * 1000)
    store = open_store(path)
    assert len(store.uids()) == JOBS
    store.close()


def test_an_empty_file_is_a_new_store(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    path.touch()
    open_store(path).close()
    assert asides(tmp_path) == []


def test_a_later_version_is_neither_put_aside_nor_touched(tmp_path):
    path = tmp_path / "jobs.sqlite3"
    JobStore(path).close()
    later = sqlite3.connect(path)
    later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(NewerStoreError):
        open_store(path)
    assert asides(tmp_path) == []


def test_a_folder_in_the_files_place_is_no_damage_that_can_be_mended(tmp_path):
    (tmp_path / "jobs.sqlite3").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        open_store(tmp_path / "jobs.sqlite3")
