"""Keeps the finished files within limits of age and size."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from opus_studio.service.job_store import JobStore
from opus_studio.service.paths import ServicePaths
from opus_studio.service.records import Failure, Variant

_log = logging.getLogger(__name__)

_DAY = 24 * 3600.0

EXPIRED: Final = "expired"
"""Code of a completed variant whose files are no longer kept."""


@dataclass(frozen=True)
class RetentionLimits:
    """How long and how much is kept. Time counts while the service runs.

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
    """Sweeps now and again, on the event loop; files are removed in a thread.

    Ages are sums of the time between sweeps, told by a clock that only runs forward: a system clock
    that is set two days ahead deletes nothing, and one that was wrong keeps nothing for ever.

    Args:
        store: The jobs.
        paths: Where their files lie.
        limits: What is kept.
        clock: Seconds of any beginning that never go back.
    """

    def __init__(
        self,
        store: JobStore,
        paths: ServicePaths,
        limits: RetentionLimits = RetentionLimits(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._paths = paths
        self._limits = limits
        self._clock = clock
        self._swept = clock()
        self._timer: asyncio.TimerHandle | None = None

    def start(self, interval: float = 300.0) -> None:
        """Sweep now and every `interval` seconds, on the running loop."""
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(interval, self.start, interval)
        try:
            gone = self.sweep()
        except sqlite3.Error as error:
            _log.warning("The finished files could not be looked through: %s", error)
        else:
            if gone:
                loop.run_in_executor(None, remove_folders, gone)

    def stop(self) -> None:
        """Sweep no more."""
        if self._timer is not None:
            self._timer.cancel()

    def sweep(self) -> list[Path]:
        """Decide what is too old or too much.

        Returns:
            The folders that nothing refers to any more.
        """
        now = self._clock()
        elapsed, self._swept = now - self._swept, now
        self._store.grow_older(elapsed)
        kept = self._store.with_files()
        total = sum(variant.size for variant in kept)
        gone = []
        for variant in kept:
            too_much = total > self._limits.max_bytes and variant.age > self._limits.min_age
            if variant.age > self._limits.max_age or too_much:
                self._drop(variant)
                gone.append(self._paths.result(*variant.key))
                total -= variant.size
        self._store.forget_older(self._limits.forget_after)
        return [*gone, *self._orphans()]

    def _drop(self, variant: Variant) -> None:
        _log.info("The files of job %s, variant %d, are removed.", *variant.key)
        self._store.drop_files(
            *variant.key,
            Failure(
                EXPIRED,
                "The files were kept for a day and are gone now. Generate the model again with"
                f" seed {variant.request['seed']} to get the same files.",
            ),
        )

    def _orphans(self) -> list[Path]:
        """Empty folders, and those of jobs that nobody knows, such as of a store that was lost."""
        known = self._store.uids()
        return [
            path
            for path in self._paths.results.iterdir()
            if path.name not in known or (path.is_dir() and not any(path.iterdir()))
        ]


def remove_folders(folders: list[Path]) -> None:
    """Delete folders, and files that lie where folders should; what cannot be deleted stays."""
    for folder in folders:
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                folder.unlink()
