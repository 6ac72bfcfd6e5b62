"""The library's SQLite database: opening, numbered migrations, safe sharing.

Write-ahead logging, so that one process reads while another writes. Opening (check, migrations,
setting a damaged file aside) happens under a lock between processes: two windows started together
never migrate, or rescue, the same file twice.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from opus_studio.library.errors import (
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseNewerError,
    DiskFullError,
)
from opus_studio.library.files import set_aside
from opus_studio.library.schema import MIGRATIONS

logger = logging.getLogger(__name__)

Migration = Sequence[str]
"""Statements that lead from one version of the schema to the next."""

_BUSY_SECONDS = 10.0
_COMPANIONS = ("-wal", "-shm", "-journal")
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """One connection to the library's database. Usable from several threads, one at a time.

    Attributes:
        path: The file.
        set_aside: Where a damaged file was kept when this opening found one, else None. Whoever
            opens the database shows it to the user (`damage_message`).
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration] = MIGRATIONS,
        *,
        busy_seconds: float = _BUSY_SECONDS,
    ) -> None:
        """Open the file, make or mend its schema, and set a damaged file aside.

        Args:
            path: The file; its folder is made when missing.
            migrations: The steps of the schema, oldest first. `PRAGMA user_version` counts those
                that a file has been through.
            busy_seconds: How long to wait for another process before giving up.

        Raises:
            DatabaseNewerError: A later version of the program wrote the file.
            DatabaseBusyError: Another process keeps the file locked.
            DiskFullError: No room for the file.
            DatabaseError: The file cannot be opened for another reason.
        """
        self.path = path
        self.set_aside: Path | None = None
        self._busy_seconds = busy_seconds
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(
                f"The folder {path.parent} cannot be made: {error.strerror}. "
                "Check that you may write there."
            ) from error
        with _named_errors(path), _opening_lock(path, busy_seconds):
            try:
                self._connection = self._open(migrations)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                logger.warning("The database %s is damaged: %s", path, error)
                try:
                    self.set_aside = set_aside(path, *_COMPANIONS)
                except OSError as problem:
                    raise DatabaseDamagedError(
                        f"The library {path} is damaged and another program holds it open. "
                        "Close every window of Opus Studio and start again."
                    ) from problem
                self._connection = self._open(migrations)

    @property
    def damage_message(self) -> str:
        """What to tell the user about a damaged file; empty when there was none."""
        if self.set_aside is None:
            return ""
        return (
            "The library of jobs and assets could not be read and a new one was begun. The "
            f"damaged file was kept as {self.set_aside}. Your generated files are untouched."
        )

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Rows of a SELECT.

        Raises:
            DatabaseError: As `transaction`.
        """
        with self._lock, _named_errors(self.path):
            return self._connection.execute(sql, values).fetchall()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one writing statement in a transaction of its own; answers the rows it touched.

        Raises:
            DatabaseError: As `transaction`.
        """
        with self.transaction() as connection:
            return connection.execute(sql, values).rowcount

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written together or not at all.

        Raises:
            DatabaseBusyError: Another process keeps writing.
            DatabaseDamagedError: The file is unreadable.
            DiskFullError: No room.
            DatabaseError: Anything else that SQLite reports.
        """
        with self._lock, _named_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors, such as a full disk.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """End the connection; nothing can be asked afterwards."""
        with self._lock:
            self._connection.close()

    def _open(self, migrations: Sequence[Migration]) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        # SQLite's own lower() knows ASCII only.
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if answer != "ok":
                raise _damage(str(answer))
            _migrate(connection, migrations, self.path)
        except BaseException:
            connection.close()
            raise
        return connection


def _migrate(connection: sqlite3.Connection, migrations: Sequence[Migration], path: Path) -> None:
    """Bring the schema up to date, all steps in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(migrations):
            raise DatabaseNewerError(
                f"The library {path} was written by a later version of Opus Studio "
                f"(schema {version}, this one knows {len(migrations)}). Update Opus Studio, or "
                "move the file away to begin a new library."
            )
        for number, statements in enumerate(migrations[version:], start=version + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _damage(text: str) -> sqlite3.DatabaseError:
    """The error that SQLite itself raises for a malformed file, with the check's finding."""
    error = sqlite3.DatabaseError(text)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _code(error: sqlite3.Error) -> int:
    """The primary result code: the low byte of the extended one."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _is_damage(error: sqlite3.Error) -> bool:
    return _code(error) in _DAMAGE


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, which say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = _code(error)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise DatabaseBusyError(
                f"The library {path} is in use by another program. Close it and try again."
            ) from error
        if code == sqlite3.SQLITE_FULL:
            raise DiskFullError(path.parent) from error
        if code in _DAMAGE:
            raise DatabaseDamagedError(
                f"The library {path} is damaged. Restart Opus Studio: it keeps the damaged file "
                "under another name and begins a new library."
            ) from error
        raise DatabaseError(f"The library {path} cannot be used: {error}.") from error


@contextlib.contextmanager
def _opening_lock(path: Path, seconds: float) -> Iterator[None]:
    """Keep other processes from opening the same database meanwhile.

    SQLite's own exclusive lock on an empty file beside the database: it works alike on every
    platform, and ends by itself when the process that holds it dies.
    """
    lock = sqlite3.connect(
        path.with_name(path.name + ".lock"), timeout=seconds, isolation_level=None
    )
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()
