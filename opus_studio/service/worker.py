"""What runs in a worker process: one variant, from its request to its zips."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from opus_studio.engine import catalog
from opus_studio.engine.errors import RequestError
from opus_studio.engine.request import read_request
from opus_studio.protocol import overall_progress
from opus_studio.service import failures
from opus_studio.service.channel import Cancelled, Reporter
from opus_studio.service.records import Failure

if TYPE_CHECKING:
    from opus_studio.engine.materials import TextureCache

_log = logging.getLogger(__name__)


_MEMORY: Final = Failure(
    "out_of_memory",
    "The computer has not enough memory for this; try a smaller texture resolution.",
)


@dataclass(frozen=True)
class Task:
    """What a worker gets.

    Attributes:
        request: The body of a single create call, seed included.
        directory: An empty folder of its own; also the channel to the service.
        cache: Folder that all workers share.
    """

    request: Mapping[str, Any]
    directory: str
    cache: str


@dataclass(frozen=True)
class Outcome:
    """What a worker gives back.

    Attributes:
        archives: The zip of each extension, inside the task's folder.
        digests: The SHA-256 of each zip, hexadecimal.
        failure: Why there are none, in words for the user; beside archives, why a format that was
            asked for is not among them.
    """

    archives: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None


def run(task: Task) -> Outcome:
    """Make one variant. Answers an outcome without archives when the job was cancelled.

    Raises:
        Exception: A fault of the engine; the queue writes it to the log.
    """
    with closing(Reporter(Path(task.directory))) as report:
        try:
            archives, failure = _make(task, report)
            digests = {extension: _secured(path) for extension, path in archives.items()}
            named = {extension: str(path) for extension, path in archives.items()}
            return Outcome(named, digests, failure)
        except Cancelled:
            return Outcome()
        except RequestError as error:
            return Outcome(failure=Failure(error.code, error.message))
        except MemoryError:
            return Outcome(failure=_MEMORY)
        except OSError as error:
            _log.warning("The files of a job could not be written: %s", error)
            return Outcome(failure=failures.disk(error))


def _make(task: Task, report: Reporter) -> tuple[dict[str, Path], Failure | None]:
    """Resolve, build, paint, write and zip: the zips, and why a format is missing if one is."""
    # Here, not above: the service itself imports this module, and needs no exporter.
    from opus_studio.engine.export import package
    from opus_studio.engine.generate import generate

    def progress(stage: str, fraction: float) -> None:
        report(overall_progress(stage, fraction), stage)

    progress("geometry", 0.0)
    directory = Path(task.directory)
    resolved = catalog.resolve_request(read_request(task.request, seed=0))
    made = generate(
        resolved,
        directory / "files",
        textures=_textures(task.cache),
        received=task.request,
        progress=progress,
    )
    archives = package(made.files, made.directory, directory / "zips", name=resolved.model.name)
    progress("export", 1.0)
    return archives, failures.formats(made.failures) if made.failures else None


def _secured(path: Path) -> str:
    """Bring a finished file to the disk, and answer its SHA-256."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _textures(directory: str) -> TextureCache:
    """This process's texture sets; on disk they are shared by all workers."""
    from opus_studio.engine.materials import TextureCache

    return TextureCache(Path(directory) / "textures")


def ready() -> None:
    """Does nothing: a task that makes the pool start a process."""


def initialize(parent_pipe: Connection, turn: Lock, directory: str) -> None:
    """First thing in a new process: tell who it is, tie its life to the service's, then warm up.

    Args:
        parent_pipe: Takes this process's number; ends when the service closes it or dies.
        turn: One process at a time warms up, so that the next finds its kernels compiled.
        directory: Folder that all workers share.
    """
    try:
        parent_pipe.send(os.getpid())
    except OSError:  # the service has ended meanwhile
        os._exit(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the service, which ends us
    threading.Thread(
        target=_exit_with_parent, args=(parent_pipe,), name="parent-pipe", daemon=True
    ).start()
    with turn:
        try:
            _warm(directory)
        except Exception:
            # A worker that could not warm up still works, and tells the cause with its first job.
            _log.exception("The worker could not warm up.")


def _warm(directory: str) -> None:
    """Import everything that a job needs, and compile or load every texture kernel."""
    from opus_studio.engine import generate  # noqa: F401
    from opus_studio.engine.materials import warm_up

    _textures(directory)
    catalog.models()
    for _ in warm_up():
        pass


def _exit_with_parent(parent_pipe: Connection) -> None:
    try:
        parent_pipe.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)  # at once, whatever the main thread is at; nothing of value is lost
