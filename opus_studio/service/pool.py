"""Worker processes behind `concurrent.futures.Executor`."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from opus_studio.service.worker import Outcome, Task, initialize, ready, run

_log = logging.getLogger(__name__)


class Pool(Protocol):
    """What the queue needs of whatever runs the work."""

    @property
    def width(self) -> int:
        """How many tasks run at the same time."""

    def submit(self, task: Task) -> Future[Outcome]:
        """Start a task; the future fails with `BrokenExecutor` when its worker dies."""

    def close(self) -> None:
        """Stop the workers, also those that are at work."""


class ProcessPool:
    """A pool of processes on this machine that rebuilds itself after a worker has died.

    The workers are started by `spawn`, warm themselves in the background from the first moment, and
    end by themselves when this object is closed or this process dies, however it dies.

    Args:
        width: Number of processes.
        cache: Folder that the workers share for what they have computed.
    """

    def __init__(self, width: int, cache: str) -> None:
        self._width = width
        self._cache = cache
        self._start()

    @property
    def width(self) -> int:
        """Number of processes."""
        return self._width

    def submit(self, task: Task) -> Future[Outcome]:
        """Start a task in a warm worker; starts new workers first when the old ones have died."""
        try:
            return self._executor.submit(run, task)
        except BrokenProcessPool:
            _log.warning("A worker process died; starting new ones.")
            self._stop()
            self._start()
            return self._executor.submit(run, task)

    def close(self) -> None:
        """Stop the workers, also those that are at work."""
        self._stop()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        # Only this process holds the writing end: when it is closed, by us or by our death, the
        # workers see the end of the pipe and leave.
        parent_pipe, self._pipe_writer = context.Pipe(duplex=False)
        self._parent_pipe = parent_pipe
        # A lock, since the first worker fills the kernel cache from which the others read.
        self._executor: Executor = ProcessPoolExecutor(
            self._width,
            mp_context=context,
            initializer=initialize,
            initargs=(parent_pipe, context.Lock(), self._cache),
        )
        for _ in range(self._width):  # the pool starts one process for each waiting task
            self._executor.submit(ready)

    def _stop(self) -> None:
        self._pipe_writer.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._parent_pipe.close()


PoolFactory = Callable[[], Pool]
