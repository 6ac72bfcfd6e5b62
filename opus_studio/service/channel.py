"""Progress out of a worker and cancellation into it, through two small files.

Files work for every kind of executor that shares a disk with the service, survive the death of
either side, cost microseconds, and nothing at all while nobody asks. The time of the progress file
is the worker's heartbeat: it changes every second for as long as the process runs.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HEARTBEAT_SECONDS: Final = 1.0
"""Time between two signs of life of a worker at work."""

_PROGRESS = "progress"
_CANCEL = "cancel"
_RECORD = 48  # bytes; one write of a fixed length, so that a reader never sees half of it


class Cancelled(Exception):  # noqa: N818 - not an error: what was asked for has happened
    """Raised in the worker at the first progress point after the job was cancelled."""


@dataclass(frozen=True)
class Progress:
    """How far a running variant is.

    Attributes:
        fraction: 0..1.
        stage: `geometry`, `textures` or `export`.
    """

    fraction: float
    stage: str


class Reporter:
    """The worker's end. Call it at each progress point; it raises `Cancelled` when told to stop.

    Args:
        directory: The running variant's folder.
        interval: Seconds between two heartbeats.
    """

    def __init__(self, directory: Path, interval: float = HEARTBEAT_SECONDS) -> None:
        self._cancel = str(directory / _CANCEL)
        self._path = str(directory / _PROGRESS)
        flags = os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._path, flags, 0o600)
        self._closed = threading.Event()
        self._interval = interval
        self._heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        self._heart.start()

    def __call__(self, fraction: float, stage: str) -> None:
        """Report a fraction 0..1 and the stage.

        Raises:
            Cancelled: The job was cancelled.
        """
        if os.path.exists(self._cancel):
            raise Cancelled
        record = f"{min(max(fraction, 0.0), 1.0):.4f} {stage}".encode()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, record[:_RECORD].ljust(_RECORD))

    def close(self) -> None:
        """Let go of the file; the heartbeat ends."""
        self._closed.set()
        self._heart.join()
        os.close(self._descriptor)

    def _beat(self) -> None:
        while not self._closed.wait(self._interval):
            with contextlib.suppress(OSError):  # the folder of a cancelled job may be gone
                os.utime(self._path)


def read_progress(directory: Path) -> Progress | None:
    """What the worker last reported, or None when it has not begun."""
    try:
        fraction, stage = (directory / _PROGRESS).read_text("utf-8").split()
        return Progress(float(fraction), stage)
    except (OSError, ValueError):
        return None


def read_heartbeat(directory: Path) -> int | None:
    """A number that changes with each heartbeat, or None when no worker has begun."""
    try:
        return (directory / _PROGRESS).stat().st_mtime_ns
    except OSError:
        return None


def request_cancel(directory: Path) -> None:
    """Ask the worker to stop at its next progress point."""
    with contextlib.suppress(OSError):
        if directory.is_dir():
            (directory / _CANCEL).touch()
