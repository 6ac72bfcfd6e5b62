from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from opus_studio.library.database import Database
from opus_studio.library.errors import (
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseNewerError,
)

ONE = (("CREATE TABLE a (x INTEGER)",),)
TWO = (*ONE, ("ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 7", "CREATE TABLE b (z TEXT)"))


def test_the_file_uses_write_ahead_logging(database: Database) -> None:
    assert database.query("PRAGMA journal_mode")[0][0] == "wal"
    assert database.set_aside is None
    assert database.damage_message == ""


def test_a_later_version_brings_an_older_file_up_to_date_and_keeps_its_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.db"
    with closing(Database(path, ONE)) as old:
        old.execute("INSERT INTO a VALUES (1)")
    with closing(Database(path, TWO)) as new:
        assert tuple(new.query("SELECT x, y FROM a")[0]) == (1, 7)
        new.execute("INSERT INTO b VALUES ('here')")


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Database(path, ONE).close()
    broken = (*ONE, ("CREATE TABLE b (z TEXT)", "SELECT nonsense FROM nowhere"))
    with pytest.raises(DatabaseError, match="nowhere"):
        Database(path, broken)
    with closing(Database(path, TWO)) as again:
        assert again.query("SELECT z FROM b") == []


def test_a_file_of_a_later_version_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Database(path, TWO).close()
    with pytest.raises(DatabaseNewerError, match="later version"):
        Database(path, ONE)
    with closing(Database(path, TWO)) as again:
        assert again.set_aside is None


@pytest.mark.parametrize("content", [b"this is no database at all, not by far" * 50, None])
def test_a_damaged_file_is_kept_and_the_user_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.db"
    with closing(Database(path, ONE)) as first, first.transaction() as connection:
        connection.executemany("INSERT INTO a VALUES (?)", [(n,) for n in range(5000)])
    whole = path.read_bytes()
    damaged = content or whole[:4096] + b"\xa5" * 4096 + whole[8192:]
    path.write_bytes(damaged)

    with closing(Database(path, ONE)) as fresh:
        assert fresh.set_aside is not None
        assert fresh.set_aside.read_bytes() == damaged
        assert str(fresh.set_aside) in fresh.damage_message
        assert fresh.query("SELECT * FROM a") == []
        fresh.execute("INSERT INTO a VALUES (1)")
    with closing(Database(path, ONE)) as later:
        assert later.set_aside is None
        assert len(later.query("SELECT * FROM a")) == 1


def test_damage_while_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(Database(path, ONE)) as database:
        with database.transaction() as connection:
            connection.executemany("INSERT INTO a VALUES (?)", [(n,) for n in range(50000)])
        database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        database.query("PRAGMA shrink_memory")
        path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 600_000)
        with pytest.raises(DatabaseDamagedError, match="Restart"):
            database.query("SELECT SUM(x) FROM a")


def test_a_transaction_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def write_half(database: Database) -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO a VALUES (1)")
            connection.execute("INSERT INTO nowhere VALUES (1)")

    with closing(Database(tmp_path / "x.db", ONE)) as database:
        with pytest.raises(DatabaseError, match="nowhere"):
            write_half(database)
        assert database.query("SELECT * FROM a") == []


def test_another_process_that_holds_on_is_named_as_the_cause(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with (
        closing(Database(path, ONE, busy_seconds=0.01)) as database,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusyError, match="in use"):
            database.execute("INSERT INTO a VALUES (1)")


def test_processes_that_start_together_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.db"
    path.parent.mkdir()
    path.write_bytes(b"damaged " * 1000)  # worse still: all find it damaged
    script = (
        "import sys; from pathlib import Path\n"
        "from opus_studio.library.database import Database\n"
        "database = Database(Path(sys.argv[1]))\n"
        "for number in range(20):\n"
        "    database.execute('INSERT INTO favourites VALUES (?, ?)',"
        " (f'{sys.argv[2]}-{number}', ''))\n"
        "print(database.set_aside is not None)\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    answers = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert sorted(answers) == ["False", "False", "True"]
    assert len(list(path.parent.glob("*.damaged-*"))) == 1
    with closing(Database(path)) as database:
        assert len(database.query("SELECT * FROM favourites")) == 60


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseError, match="file"):
        Database(tmp_path / "file" / "x.db")
