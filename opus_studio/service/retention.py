"""Keeps the finished files within limits of age and size."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

from opus_studio.service.job_store import Failure, JobStore, Variant
from opus_studio.service.paths import ServicePaths

_log = logging.getLogger(__name__)

_DAY = 24 * 3600.0


@dataclass(frozen=True)
class RetentionLimits:
    """How long and how much is kept.

    Attributes:
        max_age: Seconds that files are kept after completion (24 h, as the vendor does).
        max_bytes: Bytes of all finished files together; the oldest go first.
        forget_after: Seconds after which a job is forgotten altogether.
        min_age: Seconds during which files are kept whatever their size, to be downloaded.
    """

    max_age: float = _DAY
    max_bytes: int = 4 * 2**30
    forget_after: float = 30 * _DAY
    min_age: float = 600.0


class RetentionSweeper:
    """Sweeps now and again, on the event loop.

    Args:
        store: The jobs.
        paths: Where their files lie.
        limits: What is kept.
        clock: Seconds since the epoch, the store's.
    """

    def __init__(
        self,
        store: JobStore,
        paths: ServicePaths,
        limits: RetentionLimits = RetentionLimits(),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._paths = paths
        self._limits = limits
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None

    def start(self, interval: float = 300.0) -> None:
        """Sweep now and every `interval` seconds, on the running loop."""
        self.sweep()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(interval, self.start, interval)

    def stop(self) -> None:
        """Sweep no more."""
        if self._timer is not None:
            self._timer.cancel()

    def sweep(self) -> None:
        """Remove what is too old or too much."""
        now = self._clock()
        kept = self._store.completed()
        total = sum(variant.size for variant in kept)
        for variant in kept:
            age = now - (variant.ended or now)
            too_much = total > self._limits.max_bytes and age > self._limits.min_age
            if age > self._limits.max_age or too_much:
                self._remove(variant)
                total -= variant.size
        self._store.forget_before(now - self._limits.forget_after)

    def _remove(self, variant: Variant) -> None:
        _log.info("The files of job %s, variant %d, are removed.", variant.uid, variant.number)
        seed = variant.request["seed"]
        self._store.fail(
            variant.uid,
            variant.number,
            Failure(
                "expired",
                "The files were kept for a day and are gone now. Generate the model again with"
                f" seed {seed} to get the same files.",
            ),
        )
        folder = self._paths.result(variant.uid, variant.number)
        shutil.rmtree(folder, ignore_errors=True)
        if folder.parent.is_dir() and not any(folder.parent.iterdir()):
            folder.parent.rmdir()
