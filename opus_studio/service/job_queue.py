"""Which job runs when: fair order, cancellation, and what happens when a worker dies."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections import OrderedDict, deque
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Future
from pathlib import Path

from opus_studio.service.channel import Progress, read_progress, request_cancel
from opus_studio.service.job_store import Failure, JobStore, NewVariant, Variant
from opus_studio.service.paths import Key, ServicePaths
from opus_studio.service.pool import Pool
from opus_studio.service.worker import Outcome, Task

_log = logging.getLogger(__name__)

_MAX_DEATHS = 2
_MAX_INTERRUPTIONS = 5
_DEATH = Failure(
    "worker_died",
    "The program that makes the model ended unexpectedly twice; the computer may be short of"
    " memory. Try a smaller texture resolution, or other values.",
)
_INTERRUPTED = Failure(
    "service_died",
    "The service ended unexpectedly several times while it made this model. Try a smaller texture"
    " resolution, or other values.",
)
_NO_START = Failure(
    "no_worker",
    "The work could not be started: the computer is out of memory, processes or disk space.",
)
_DISK = Failure("disk", "The finished files could not be kept; is the disk full?")
_BUG = Failure("internal", "The model could not be made because of an error in the service.")


class _FairQueue:
    """What waits, in fair order: jobs take turns, so a batch does not shut out a single model."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, deque[int]] = OrderedDict()

    def append(self, key: Key) -> None:
        self._jobs.setdefault(key[0], deque()).append(key[1])

    def take(self) -> Key | None:
        if not self._jobs:
            return None
        uid, numbers = self._jobs.popitem(last=False)
        number = numbers.popleft()
        if numbers:
            self._jobs[uid] = numbers
        return uid, number

    def remove(self, key: Key) -> bool:
        numbers = self._jobs.get(key[0])
        if numbers is None or key[1] not in numbers:
            return False
        numbers.remove(key[1])
        if not numbers:
            del self._jobs[key[0]]
        return True

    def __len__(self) -> int:
        return sum(len(numbers) for numbers in self._jobs.values())


class JobQueue:
    """Runs the store's jobs on a pool. Lives on one event loop; nothing here blocks it.

    When a worker dies, every variant that was running is under suspicion. Suspects run again one at
    a time with nothing beside them, so a second death is blamed on the right one.

    Args:
        store: The jobs.
        pool: What runs them.
        paths: Where files are kept.
    """

    def __init__(self, store: JobStore, pool: Pool, paths: ServicePaths) -> None:
        self._store = store
        self._pool = pool
        self._paths = paths
        self._waiting = _FairQueue()
        self._suspects: deque[Key] = deque()
        self._running: dict[Key, Future[Outcome]] = {}
        self._alone = False
        self._loop = asyncio.get_running_loop()
        self._closed = False

    def recover(self) -> None:
        """Queue again what an earlier process left unfinished, and clear what it left behind."""
        shutil.rmtree(self._paths.work, ignore_errors=True)
        self._paths.work.mkdir(parents=True, exist_ok=True)
        for variant in self._store.recover():
            key = (variant.uid, variant.number)
            if variant.interruptions >= _MAX_INTERRUPTIONS:
                self._store.fail(*key, _INTERRUPTED)
            elif variant.deaths:
                self._suspects.append(key)
            else:
                self._waiting.append(key)
        self._dispatch()

    def add(self, uid: str, variants: list[NewVariant]) -> None:
        """Accept a job: written first, then run when its turn comes."""
        self._store.add(uid, variants)
        for number in range(len(variants)):
            self._waiting.append((uid, number))
        self._dispatch()

    def cancel(self, uid: str) -> None:
        """Take out what waits; ask what runs to stop at its next progress point."""
        for variant in self._store.job(uid):
            if variant.status.is_final:
                continue
            key = (uid, variant.number)
            self._store.cancel(*key)
            if key in self._running:
                request_cancel(self._paths.scratch(key))
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
        for key in self._running:
            variant = self._store.variant(*key)
            if variant is not None and not variant.status.is_final:
                self._store.requeue(*key, variant.deaths)
        self._pool.close()

    def _dispatch(self) -> None:
        while not self._closed and (key := self._next()) is not None:
            variant = self._store.variant(*key)
            if variant is not None and not variant.status.is_final:
                self._begin(variant)

    def _next(self) -> Key | None:
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        if self._alone or len(self._running) >= self._pool.width:
            return None
        return self._waiting.take()

    def _begin(self, variant: Variant) -> None:
        key = (variant.uid, variant.number)
        scratch = self._paths.scratch(key)
        self._store.start(*key)
        try:
            shutil.rmtree(scratch, ignore_errors=True)  # what a worker that died left
            scratch.mkdir(parents=True)
            future = self._pool.submit(Task(variant.request, str(scratch), str(self._paths.cache)))
        except (OSError, BrokenExecutor):
            _log.exception("Job %s, variant %d: could not be started.", *key)
            self._store.fail(*key, _NO_START)
            return
        self._running[key] = future
        self._alone = variant.deaths > 0
        future.add_done_callback(lambda done: self._from_pool(key, done))

    def _from_pool(self, key: Key, future: Future[Outcome]) -> None:
        """Called in a thread of the pool's."""
        try:
            self._loop.call_soon_threadsafe(self._ended, key, future)
        except RuntimeError:
            _log.debug("The loop ended before %s did.", key)

    def _ended(self, key: Key, future: Future[Outcome]) -> None:
        if self._closed:
            return
        del self._running[key]
        self._alone = False
        variant = self._store.variant(*key)
        if variant is not None and not variant.status.is_final:
            self._settle(variant, future)
        shutil.rmtree(self._paths.scratch(key), ignore_errors=True)
        self._dispatch()

    def _settle(self, variant: Variant, future: Future[Outcome]) -> None:
        key = (variant.uid, variant.number)
        try:
            outcome = future.result()
        except (BrokenExecutor, CancelledError):
            self._after_death(variant)
        except Exception:
            _log.exception("Job %s, variant %d: error in the worker.", *key)
            self._store.fail(*key, _BUG)
        else:
            if outcome.failure is not None:
                self._store.fail(*key, outcome.failure)
            else:
                self._keep(variant, outcome)

    def _after_death(self, variant: Variant) -> None:
        key = (variant.uid, variant.number)
        deaths = variant.deaths + 1
        if deaths >= _MAX_DEATHS:
            _log.error("Job %s, variant %d: its worker died again; given up.", *key)
            self._store.fail(*key, _DEATH)
        else:
            _log.warning("Job %s, variant %d: its worker died; trying once more.", *key)
            self._store.requeue(*key, deaths)
            self._suspects.append(key)

    def _keep(self, variant: Variant, outcome: Outcome) -> None:
        key = (variant.uid, variant.number)
        target = self._paths.result(*key)
        size = 0
        try:
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for extension, path in outcome.archives.items():
                size += Path(path).stat().st_size
                Path(path).replace(target / f"{extension}.zip")
        except OSError:
            _log.exception("Job %s, variant %d: the files could not be kept.", *key)
            self._store.fail(*key, _DISK)
        else:
            self._store.complete(*key, outcome.archives, size)
