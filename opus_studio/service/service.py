"""The service's parts put together over a data directory."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from starlette.types import ASGIApp

from opus_studio.service.job_queue import JobQueue
from opus_studio.service.job_store import NewerStoreError
from opus_studio.service.links import LINK_SECONDS, LinkSigner, link_secret
from opus_studio.service.paths import ServicePaths
from opus_studio.service.pool import PoolFactory, ProcessPool
from opus_studio.service.retention import RetentionLimits, RetentionSweeper
from opus_studio.service.routes import Endpoints, create_app
from opus_studio.service.salvage import open_store

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
    link_seconds: float = LINK_SECONDS,
) -> AsyncIterator[ASGIApp]:
    """The application over a data directory, with its queue at work, until the block ends.

    Args:
        data: Folder of the database, the results and the cache; made when missing.
        key: What callers must send as `X-RapidAPI-Key`.
        pool: Makes what runs the work; None: worker processes.
        limits: What is kept of finished work.
        patience: Seconds to wait for another service to let go of the folder.
        link_seconds: How long a download link holds.

    Raises:
        StartError: The folder cannot be used, or another service uses it.
    """
    with ExitStack() as stack:
        try:
            paths = ServicePaths.under(data)
            stack.enter_context(_locked(data, patience))
            reached = paths.clear_work()  # first: on a full disk it makes room for the rest
            links = LinkSigner(link_secret(data / "link-secret"), link_seconds)
            store = stack.enter_context(closing(open_store(data / "jobs.sqlite3")))
        except NewerStoreError as error:
            raise StartError(
                f"The jobs in {data} were written by a later version of this program ({error})."
                " Update it, or give another folder with --data."
            ) from error
        except (OSError, sqlite3.Error) as error:
            raise StartError(f"The data folder {data} cannot be used: {_plain(error)}") from error
        queue = JobQueue(store, (pool or process_pool(None, paths.cache))(), paths)
        sweeper = RetentionSweeper(store, paths, limits or RetentionLimits())
        try:
            queue.recover(reached)
            sweeper.start()
            yield create_app(Endpoints(store, queue, paths, links), key)
        finally:
            sweeper.stop()
            queue.close()


@contextmanager
def _locked(data: Path, patience: float) -> Iterator[None]:
    """A lock of the system's, which takes it back however this process ends."""
    lock = FileLock(data / "lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise StartError(
            f"Another OPUS service is using the data folder {data}. Give another one with --data."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _plain(error: OSError | sqlite3.Error) -> str:
    """What the system says, with its commonest word in plain ones."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) == errno.ENOSPC:
        return "its disk is full. Free some space there, then start again."
    return f"{error}"
