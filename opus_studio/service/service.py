"""The service's parts put together over a data directory."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp

from opus_studio.service.job_queue import JobQueue
from opus_studio.service.job_store import JobStore
from opus_studio.service.paths import ServicePaths
from opus_studio.service.pool import PoolFactory, ProcessPool
from opus_studio.service.retention import RetentionLimits, RetentionSweeper
from opus_studio.service.routes import Endpoints, create_app

_log = logging.getLogger(__name__)

LOCK_SECONDS: Final = 5.0
"""How long a new service waits for the one before it to let go of the data directory."""


class StartError(RuntimeError):
    """The service cannot start; the text says why, in a sentence for the user."""


def process_pool(workers: int | None, cache: Path) -> PoolFactory:
    """How the usual pool is made.

    Args:
        workers: Number of processes; None: half the processors, from 2 to 4.
        cache: Folder that the workers share.
    """
    width = workers or min(max((os.cpu_count() or 1) // 2, 2), 4)
    return lambda: ProcessPool(width, str(cache))


@asynccontextmanager
async def running_service(
    data: Path,
    key: str,
    pool: PoolFactory | None = None,
    limits: RetentionLimits | None = None,
    patience: float = LOCK_SECONDS,
) -> AsyncIterator[ASGIApp]:
    """The application over a data directory, with its queue at work, until the block ends.

    Args:
        data: Folder of the database, the results and the cache; made when missing.
        key: What callers must send as `X-RapidAPI-Key`.
        pool: Makes what runs the work; None: worker processes.
        limits: What is kept of finished work.
        patience: Seconds to wait for another service to let go of the folder.

    Raises:
        StartError: The folder cannot be used, or another service uses it.
    """
    with ExitStack() as stack:
        try:
            paths = ServicePaths.under(data)
            stack.enter_context(closing(_locked(data, patience)))
            store = stack.enter_context(closing(_open_store(data / "jobs.sqlite3")))
        except (OSError, sqlite3.Error) as error:
            raise StartError(f"The data folder {data} cannot be used: {error}") from error
        queue = JobQueue(store, (pool or process_pool(None, paths.cache))(), paths)
        sweeper = RetentionSweeper(store, paths, limits or RetentionLimits())
        try:
            queue.recover()
            sweeper.start()
            yield create_app(Endpoints(store, queue, paths), key)
        finally:
            sweeper.stop()
            queue.close()


def _open_store(path: Path) -> JobStore:
    """The jobs; a damaged file is put aside, since nothing in it is worth not starting for."""
    try:
        return JobStore(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        _log.warning("The job store %s is put aside: %s", path, error)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        path.replace(path.with_suffix(".damaged"))
        return JobStore(path)


def _locked(data: Path, patience: float) -> sqlite3.Connection:
    """A lock that works everywhere and that the system takes back however this process ends."""
    lock = sqlite3.connect(data / "lock.sqlite3", timeout=patience, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise StartError(
            f"Another OPUS service is using the data folder {data}. Give another one with --data."
        ) from error
    return lock
