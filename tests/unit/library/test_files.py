"""Writing and moving files so that nothing is lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from opus_studio.library import files
from opus_studio.library.errors import DiskFullError


def test_only_a_full_disk_is_one():
    assert files.is_disk_full(OSError(errno.ENOSPC, "x"))
    assert files.is_disk_full(OSError(errno.EDQUOT, "x"))
    assert not files.is_disk_full(OSError(errno.EACCES, "x"))
    assert not files.is_disk_full(ValueError())


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "deep" / "settings.json"
    files.write_atomically(path, "first\n")
    files.write_atomically(path, "zweite Fassung: ä\n")
    assert path.read_bytes() == "zweite Fassung: ä\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "settings.json"
    files.write_atomically(path, "old")
    beside: list[str] = []

    def full(handle: int) -> None:
        beside.extend(each.name for each in tmp_path.iterdir() if each != path)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFullError, match=str(tmp_path)):
        files.write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    assert [name.startswith(".settings.json-") for name in beside] == [True]


def test_another_trouble_is_not_called_a_full_disk(tmp_path: Path):
    with pytest.raises(FileExistsError):
        files.write_atomically(_file(tmp_path / "file") / "settings.json", "x")
    with pytest.raises(OSError, match="denied"), files.disk_full_named(tmp_path):
        raise OSError(errno.EACCES, "Permission denied")


def test_damaged_files_are_kept_beside_each_other(tmp_path: Path):
    kept = []
    for number in range(4):
        path = _file(tmp_path / "library.db", str(number))
        _file(tmp_path / "library.db-wal", f"wal {number}")
        kept.append(files.set_aside(path, "-wal", "-shm"))
        assert not path.exists()
    assert [path.read_text() for path in kept] == ["0", "1", "2", "3"]
    assert [path.with_name(path.name + "-wal").read_text() for path in kept] == [
        f"wal {number}" for number in range(4)
    ]
    assert len(list(tmp_path.iterdir())) == 8
    assert all(path.name.startswith("library.db.damaged-20") for path in kept)


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path):
    assert files.folder_size(tmp_path / "none") == 0
    (tmp_path / "deep").mkdir()
    _file(tmp_path / "a", "12345")
    _file(tmp_path / "deep" / "b", "123")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert files.folder_size(tmp_path) == 8 + (tmp_path / "gone").lstat().st_size


def _file(path: Path, text: str = "") -> Path:
    path.write_text(text)
    return path
