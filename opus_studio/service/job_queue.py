"""Which job runs when: fair order, cancellation, and what happens when a worker dies or hangs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from opus_studio.service import failures
from opus_studio.service.channel import (
    Progress,
    read_heartbeat,
    read_progress,
    request_cancel,
)
from opus_studio.service.errors import ServiceError
from opus_studio.service.fair_queue import FairQueue
from opus_studio.service.job_store import JobStore
from opus_studio.service.paths import Key, ServicePaths
from opus_studio.service.pool import Pool
from opus_studio.service.records import NewVariant, Variant
from opus_studio.service.worker import Outcome, Task

_log = logging.getLogger(__name__)

MOST_WAITING: Final = 2_000
"""Variants that wait at most; a caller that brings more is asked to come again later."""

MOST_DEATHS: Final = 3
"""Deaths of a worker at the same place of the same variant before it is given up."""

MOST_INTERRUPTIONS: Final = 5
"""The same for deaths of the whole service."""

SAME_PLACE: Final = 0.01
"""Two deaths are at the same place when less than this part of the work lies between them."""

MOST_STARTS: Final = 5
"""Attempts in a row to give a variant to a worker that does not even begin."""


@dataclass(frozen=True)
class Limits:
    """How long a worker may take.

    Attributes:
        start: Seconds until it must have begun: new processes compile their kernels first.
        silence: Seconds without a heartbeat after which it is taken to hang.
        cancel: Seconds that a cancelled one may take to stop by itself.
        work: Seconds for a variant of 1024 px; with the size of its maps it grows.
        check: Seconds between two looks.
    """

    start: float = 240.0
    silence: float = 30.0
    cancel: float = 5.0
    work: float = 900.0
    check: float = 1.0


@dataclass
class _Run:
    """A variant that a worker has.

    Attributes:
        future: Ends when the worker does.
        started: When it was given to it (all times: the monotonic clock, seconds).
        heartbeat: The last one that was seen.
        alive: When it was seen.
        deadline: When it must have ended.
        cancelled: When it was asked to stop, or None.
        overdue: It was ended because it took too long.
    """

    future: Future[Outcome]
    started: float
    alive: float
    deadline: float
    heartbeat: int | None = None
    cancelled: float | None = None
    overdue: bool = False


class JobQueue:
    """Runs the store's jobs on a pool. Lives on one event loop; folders are deleted in a thread.

    A variant whose worker has died runs again with nothing beside it, since the memory that its
    neighbours took may be what it lacked. It is given up when it dies at the same place again and
    again: deaths at different places speak of the machine, not of the variant.

    Args:
        store: The jobs.
        pool: What runs them.
        paths: Where files are kept.
        limits: How long a worker may take.
        clock: Seconds of any beginning that never go back.
    """

    def __init__(
        self,
        store: JobStore,
        pool: Pool,
        paths: ServicePaths,
        limits: Limits = Limits(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._pool = pool
        self._paths = paths
        self._limits = limits
        self._clock = clock
        self._waiting = FairQueue()
        self._suspects: deque[Key] = deque()
        self._running: dict[Key, _Run] = {}
        self._starts: dict[Key, int] = {}
        self._alone = False
        self._closed = False
        self._removed = 0
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(limits.check, self._watch)

    def recover(self, reached: Mapping[Key, float]) -> None:
        """Queue again what an earlier process left unfinished.

        Args:
            reached: How far each variant had come that was at work, 0..1.
        """
        for variant in self._store.recover():
            key = variant.key
            if key in reached:
                here = reached[key]
                again = abs(here - variant.reached) < SAME_PLACE
                interruptions = variant.interruptions + 1 if again else 1
                if interruptions >= MOST_INTERRUPTIONS:
                    self._store.fail(*key, failures.SERVICE_DIED)
                    continue
                self._store.requeue(*key, interruptions=interruptions, reached=here)
            else:
                self._store.requeue(*key)
            if variant.deaths:
                self._suspects.append(key)
            else:
                self._waiting.append(key)
        self._dispatch()

    def add(
        self,
        uid: str,
        variants: Sequence[NewVariant],
        *,
        idempotency_key: str | None = None,
        fingerprint: str = "",
    ) -> None:
        """Accept a job: written first, then run when its turn comes.

        Raises:
            ServiceError: Too much waits already (429).
            sqlite3.Error: It could not be written; nothing is accepted.
        """
        if self.counts["waiting"] + len(variants) > MOST_WAITING:
            raise ServiceError(
                "quota_exceeded", "Too many models wait already; try again in a minute."
            )
        self._store.add(uid, variants, idempotency_key=idempotency_key, fingerprint=fingerprint)
        for number in range(len(variants)):
            self._waiting.append((uid, number))
        self._loop.call_soon(self._dispatch)

    def cancel(self, uid: str) -> None:
        """Take out what waits; ask what runs to stop at its next progress point."""
        for variant in self._store.job(uid):
            if variant.status.is_final:
                continue
            key = variant.key
            self._store.cancel(*key)
            if key in self._running:
                request_cancel(self._paths.scratch(key))
                self._running[key].cancelled = self._clock()
            elif not self._waiting.remove(key) and key in self._suspects:
                self._suspects.remove(key)
        self._dispatch()

    def progress(self, uid: str, number: int) -> Progress | None:
        """How far a running variant is; None when no worker has begun it."""
        if (uid, number) not in self._running:
            return None
        return read_progress(self._paths.scratch((uid, number)))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many variants wait and run, for `/health`."""
        return {
            "waiting": len(self._waiting) + len(self._suspects),
            "running": len(self._running),
        }

    def close(self) -> None:
        """Start nothing more; what runs is stopped, and waits in the store for the next process."""
        self._closed = True
        self._timer.cancel()
        for key in self._running:
            variant = self._store.variant(*key)
            if variant is not None and not variant.status.is_final:
                self._store.requeue(*key)
        self._pool.close()

    def _dispatch(self) -> None:
        while not self._closed and (key := self._next()) is not None:
            try:
                variant = self._store.variant(*key)
            except sqlite3.Error:
                self._later(key)
                return
            if variant is not None and not variant.status.is_final:
                self._begin(variant)

    def _later(self, key: Key) -> None:
        """Its row cannot be read at the moment: it waits again."""
        _log.warning("Job %s, variant %d: its row cannot be read.", *key, exc_info=True)
        self._waiting.append(key)
        self._loop.call_later(self._limits.check, self._dispatch)

    def _next(self) -> Key | None:
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        if self._alone or len(self._running) >= self._pool.width:
            return None
        return self._waiting.take()

    def _begin(self, variant: Variant) -> None:
        key = variant.key
        scratch = self._paths.scratch(key)
        self._store.start(*key)
        try:
            if scratch.exists():  # what a worker that died left
                shutil.rmtree(scratch)
            scratch.mkdir(parents=True, mode=0o700)
            future = self._pool.submit(Task(variant.request, str(scratch), str(self._paths.cache)))
        except OSError as error:
            _log.warning("Job %s, variant %d: could not be started: %s", *key, error)
            self._store.fail(*key, failures.disk(error))
        except BrokenExecutor:
            self._start_again(key)
        else:
            now = self._clock()
            limit = self._limits.work * _size_factor(variant.request)
            self._running[key] = _Run(future, started=now, alive=now, deadline=now + limit)
            self._alone = variant.deaths > 0
            future.add_done_callback(lambda done: self._from_pool(key, done))

    def _start_again(self, key: Key) -> None:
        """No worker began it, which says nothing of the variant: after a moment, again."""
        self._starts[key] = starts = self._starts.get(key, 0) + 1
        if starts >= MOST_STARTS:
            _log.error("Job %s, variant %d: no worker can be started.", *key)
            del self._starts[key]
            self._store.fail(*key, failures.NO_WORKER)
            return
        self._store.requeue(*key)
        self._waiting.append(key)
        # Not at once: whatever ended the processes may be about to end the next ones too.
        self._loop.call_later(self._limits.check, self._dispatch)

    def _from_pool(self, key: Key, future: Future[Outcome]) -> None:
        """Called in a thread of the pool's."""
        try:
            self._loop.call_soon_threadsafe(self._ended, key, future)
        except RuntimeError:
            _log.debug("The loop ended before %s did.", key)

    def _ended(self, key: Key, future: Future[Outcome]) -> None:
        if self._closed:
            return
        run = self._running.pop(key)
        self._alone = False
        try:
            variant = self._store.variant(*key)
        except sqlite3.Error:
            self._later(key)
            return
        if variant is not None and not variant.status.is_final:
            self._settle(variant, run, future)
        self._remove(self._paths.scratch(key))
        self._dispatch()

    def _settle(self, variant: Variant, run: _Run, future: Future[Outcome]) -> None:
        key = variant.key
        try:
            outcome = future.result()
        except (BrokenExecutor, CancelledError):
            self._after_death(variant, run)
        except Exception:
            _log.exception("Job %s, variant %d: error in the worker.", *key)
            self._store.fail(*key, failures.INTERNAL)
        else:
            self._starts.pop(key, None)
            if outcome.failure is not None and not outcome.archives:
                self._store.fail(*key, outcome.failure)
            else:
                self._keep(variant, outcome)

    def _after_death(self, variant: Variant, run: _Run) -> None:
        key = variant.key
        progress = read_progress(self._paths.scratch(key))
        if run.overdue:
            self._store.fail(*key, failures.TOOK_TOO_LONG)
            return
        if progress is None:
            self._start_again(key)
            return
        again = abs(progress.fraction - variant.reached) < SAME_PLACE
        deaths = variant.deaths + 1 if again else 1
        if deaths >= MOST_DEATHS:
            _log.error("Job %s, variant %d: its worker died again; given up.", *key)
            self._store.fail(*key, failures.WORKER_DIED)
        else:
            _log.warning("Job %s, variant %d: its worker died; trying once more.", *key)
            self._store.requeue(*key, deaths=deaths, reached=progress.fraction)
            self._suspects.append(key)

    def _keep(self, variant: Variant, outcome: Outcome) -> None:
        key = variant.key
        target = self._paths.result(*key)
        size = 0
        try:
            if target.exists():
                shutil.rmtree(target)
            target.mkdir(parents=True, mode=0o700)
            for extension, path in outcome.archives.items():
                size += Path(path).stat().st_size
                Path(path).replace(target / f"{extension}.zip")
        except OSError as error:
            _log.warning("Job %s, variant %d: the files could not be kept: %s", *key, error)
            self._store.fail(*key, failures.disk(error))
        else:
            self._store.complete(
                *key, outcome.digests, outcome.archives, size, incomplete=outcome.failure
            )

    def _watch(self) -> None:
        """Look after what runs: end what hangs, takes too long, or does not stop when told."""
        self._timer = self._loop.call_later(self._limits.check, self._watch)
        self._store.flush()
        now = self._clock()
        for key, run in self._running.items():
            heartbeat = read_heartbeat(self._paths.scratch(key))
            if heartbeat != run.heartbeat:
                run.heartbeat, run.alive = heartbeat, now
            reason = self._reason_to_end(run, now)
            if reason:
                _log.warning("Job %s, variant %d: its worker %s and is ended.", *key, reason)
                self._pool.kill(run.future)

    def _reason_to_end(self, run: _Run, now: float) -> str:
        limits = self._limits
        if run.cancelled is not None and now - run.cancelled > limits.cancel:
            return "was cancelled"
        if now > run.deadline:
            run.overdue = True
            return "takes too long"
        patience = limits.silence if run.heartbeat is not None else limits.start
        return "hangs" if now - run.alive > patience else ""

    def _remove(self, folder: Path) -> None:
        """Delete a folder in a thread, under another name: its own may be needed at once."""
        self._removed += 1
        gone = self._paths.work / f".removed-{self._removed}"
        with contextlib.suppress(OSError):
            folder.rename(gone)
            self._loop.run_in_executor(None, lambda: shutil.rmtree(gone, ignore_errors=True))


def _size_factor(request: Mapping[str, object]) -> float:
    """How much longer than one of 1024 px a variant may take: by the pixels of its maps."""
    try:
        return max(1.0, (int(str(request.get("texture_resolution", 1024))) / 1024) ** 2)
    except ValueError:
        return 1.0
