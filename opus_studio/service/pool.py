"""Worker processes behind `concurrent.futures.Executor`: one executor for each process.

A process of its own for each executor means that a death is the death of one task, that a process
which hangs can be ended without its neighbours, and that it is always known which one is meant.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Lock
from typing import Protocol

from opus_studio.service.worker import Outcome, Task, initialize, ready, run

_log = logging.getLogger(__name__)

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows ends a process by either


class Pool(Protocol):
    """What the queue needs of whatever runs the work."""

    @property
    def width(self) -> int:
        """How many tasks run at the same time."""

    def submit(self, task: Task) -> Future[Outcome]:
        """Start a task; the future fails with `BrokenExecutor` when its worker dies."""

    def kill(self, future: Future[Outcome]) -> None:
        """End the worker of a task at once; its future fails with `BrokenExecutor`."""

    def close(self) -> None:
        """Stop the workers, also those that are at work; does not wait."""


class ProcessPool:
    """Processes on this machine; one that dies is replaced.

    The workers are started by `spawn`, warm themselves in the background from the first moment, and
    end by themselves when this object is closed or this process dies, however it dies.

    Args:
        width: Number of processes.
        cache: Folder that the workers share for what they have computed.
    """

    def __init__(self, width: int, cache: str) -> None:
        # A lock, since the first worker fills the kernel cache from which the others read.
        turn = multiprocessing.get_context("spawn").Lock()
        self._slots = [_Slot(cache, turn) for _ in range(width)]

    @property
    def width(self) -> int:
        """Number of processes."""
        return len(self._slots)

    def submit(self, task: Task) -> Future[Outcome]:
        """Start a task in a process that is free.

        Raises:
            BrokenExecutor: No process can be started.
            RuntimeError: All are at work.
        """
        for slot in self._slots:
            if slot.free:
                return slot.submit(task)
        raise RuntimeError("every worker is at work")

    def kill(self, future: Future[Outcome]) -> None:
        """End the worker of a task at once."""
        for slot in self._slots:
            if slot.current is future:
                slot.kill()

    def close(self) -> None:
        """Stop the workers, also those that are at work."""
        for slot in self._slots:
            slot.close()


class _Slot:
    """One process, or the one that takes its place.

    Attributes:
        current: The task that was last given to it.
    """

    def __init__(self, cache: str, turn: Lock) -> None:
        self._cache = cache
        self._turn = turn
        self.current: Future[Outcome] | None = None
        self._start()

    @property
    def free(self) -> bool:
        return self.current is None or self.current.done()

    def submit(self, task: Task) -> Future[Outcome]:
        try:
            self.current = self._executor.submit(run, task)
        except BrokenProcessPool:
            _log.warning("A worker process died; starting a new one.")
            self.close()
            self._start()
            self.current = self._executor.submit(run, task)
        return self.current

    def kill(self) -> None:
        """End the process, also one that is stopped or hangs."""
        with contextlib.suppress(OSError, EOFError):
            while self._parent_end.poll():
                self._pid = self._parent_end.recv()
        if self._pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self._pid, _KILL)

    def close(self) -> None:
        self.kill()
        self._parent_end.close()
        self._child_end.close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        # Only this process keeps the parent's end: when it is closed, by us or by our death, the
        # worker sees the end of the pipe and leaves. Through it the worker tells its number first.
        self._parent_end, self._child_end = context.Pipe(duplex=True)
        self._pid = 0
        self._executor = ProcessPoolExecutor(
            1,
            mp_context=context,
            initializer=initialize,
            initargs=(self._child_end, self._turn, self._cache),
        )
        self._executor.submit(ready)  # the executor starts its process for the first task


PoolFactory = Callable[[], Pool]
