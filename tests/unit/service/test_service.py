"""What a service that cannot start says of the reason."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from opus_studio.service.service import StartError, running_service


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("in SQLite's words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "its disk is full"),
        (OSError(errno.EACCES, "Permission denied"), "Permission denied"),
        (sqlite_error(sqlite3.SQLITE_FULL), "its disk is full"),
        (sqlite_error(sqlite3.SQLITE_FULL | 256), "its disk is full"),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN), "in SQLite's words"),
        (sqlite3.OperationalError("without a code"), "without a code"),
    ],
)
async def test_the_reason_is_told(tmp_path, monkeypatch, error, words):
    def refuse(path):
        raise error

    monkeypatch.setattr("opus_studio.service.service.open_store", refuse)
    with pytest.raises(StartError) as refusal:
        async with running_service(tmp_path, "key", lambda: pytest.fail("it has started")):
            pass
    assert str(tmp_path) in str(refusal.value)
    assert words in str(refusal.value)


async def test_after_a_failed_start_the_folder_is_free(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "opus_studio.service.service.open_store", lambda path: (_ for _ in ()).throw(OSError("x"))
    )
    for _ in range(2):
        with pytest.raises(StartError, match="cannot be used"):
            async with running_service(tmp_path, "key", patience=0.01):
                pass
