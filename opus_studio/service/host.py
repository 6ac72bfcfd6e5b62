"""For the window: starts the service as a child process, watches it, restarts it, and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import secrets
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, TypeAlias
from urllib.parse import urlsplit

import opus_studio
from opus_studio.service.environment import KEY_VARIABLE

_log = logging.getLogger(__name__)

Spawn: TypeAlias = Callable[[Coroutine[Any, Any, None], str], "asyncio.Task[None]"]
"""Starts a named task, keeps it, and shows its failure."""

READY_SECONDS: Final = 60.0
"""How long a start may take: a cold disk and a virus scanner included."""

STOP_SECONDS: Final = 6.0
"""How long the service may take to end in order before it is killed."""

STEADY_SECONDS: Final = 30.0
"""A service that ran this long and died is started again at once, as if it were the first time."""

PAUSES: Final = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds to wait before each restart in a row; the last one holds for all that follow."""

LOG_BYTES: Final = 1 << 20
"""A log larger than this is begun anew at the next start."""

_GIVE_UP = 3


class HostError(RuntimeError):
    """The embedded service could not be started; the text says why, for the user."""


@dataclass(frozen=True)
class Endpoint:
    """Where the service is.

    Attributes:
        url: Its address, such as `http://127.0.0.1:43210`.
        key: What a client sends as `X-RapidAPI-Key`.
        pid: Its process.
    """

    url: str
    key: str
    pid: int


def default_command() -> tuple[str, ...]:
    """How this program is started as a service, from source and from a frozen build."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "serve")
    # -P: a file in the current folder that is called like a module of Python's is not one of ours.
    return (sys.executable, "-P", "-m", "opus_studio", "serve")


class ServiceHost:
    """The embedded service, for as long as the window is open.

    A service that dies is started again over the same data and, when it is still free, at the same
    port: jobs go on, and a client that tries again meets it where it was. The child also ends by
    itself when this process dies, since its input then ends.

    Args:
        data: Folder for the service's jobs and files.
        spawn: Starts tasks.
        workers: Number of worker processes; None: the service decides.
        command: What to run; `--host`, `--port` and so on are added.
        log: File that takes the service's error output; None: this process's own.
    """

    def __init__(
        self,
        data: Path,
        spawn: Spawn,
        *,
        workers: int | None = None,
        command: Sequence[str] | None = None,
        log: Path | None = None,
    ) -> None:
        self._data = data
        self._spawn = spawn
        self._workers = workers
        self._command = tuple(command or default_command())
        self._log = log
        self._key = secrets.token_urlsafe(32)
        self._port = 0
        self._process: Process | None = None
        self._endpoint: Endpoint | None = None
        self._failure: HostError | None = None
        self._changed = asyncio.Event()
        self._watcher: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def start(self) -> None:
        """Begin to start the service; does not wait. `endpoint` does it too when needed."""
        if self._watcher is None or (self._watcher.done() and not self._stopping.is_set()):
            self._failure = None
            self._watcher = self._spawn(self._watch(), "service-host")

    async def endpoint(self) -> tuple[str, str]:
        """Address and key of the running service; waits while it starts or starts again.

        Raises:
            HostError: It could not be started several times in a row, or was stopped.
        """
        found = await self.running()
        return found.url, found.key

    async def running(self) -> Endpoint:
        """Like `endpoint`, with the process's number."""
        self.start()
        while True:
            if self._endpoint is not None:
                return self._endpoint
            if self._stopping.is_set():
                raise HostError("The service has been stopped.")
            if self._failure is not None:
                raise self._failure
            self._changed.clear()
            await self._changed.wait()

    async def stop(self) -> None:
        """End the service in order: unfinished jobs wait for the next start."""
        self._stopping.set()
        self._changed.set()
        if self._process is not None:
            await self._end(self._process)
        if self._watcher is not None:
            await asyncio.wait([self._watcher])

    async def _watch(self) -> None:
        """Keep the service running until it is told to stop or cannot be started."""
        loop = asyncio.get_running_loop()
        failed = restarts = 0
        while not self._stopping.is_set():
            began = loop.time()
            try:
                process = await self._launch()
            except HostError as error:
                failed += 1
                _log.warning("%s", error)
                if failed >= _GIVE_UP:
                    self._tell(None, error)
                    return
            else:
                failed = 0
                code = await process.wait()
                self._tell(None, None)
                if self._stopping.is_set():
                    return
                _log.warning("The service ended with code %s; it is started again.", code)
            restarts = 0 if loop.time() - began > STEADY_SECONDS else restarts + 1
            await self._pause(PAUSES[min(restarts, len(PAUSES)) - 1] if restarts else 0.0)

    async def _launch(self) -> Process:
        """Start the child and wait for its ready line."""
        process = self._process = await self._execute()
        assert process.stdout is not None
        if self._stopping.is_set():
            await self._end(process)
        line = b""
        with contextlib.suppress(TimeoutError, ValueError):
            async with asyncio.timeout(READY_SECONDS):
                line = await process.stdout.readline()
        try:
            ready = json.loads(line)
            endpoint = Endpoint(ready["url"], ready["key"], ready["pid"])
            self._port = urlsplit(endpoint.url).port or 0
        except (ValueError, KeyError, TypeError) as error:
            await self._end(process)
            self._port = 0  # it may have been taken by another program
            code, reason = process.returncode, self._last_words()
            raise HostError(f"The service could not be started (code {code}). {reason}") from error
        self._tell(endpoint, None)
        return process

    def _last_words(self) -> str:
        """The last line of the log: a service that cannot start says there why."""
        try:
            lines = self._log.read_bytes()[-1000:].splitlines() if self._log else []
        except OSError:
            return ""
        return lines[-1].decode(errors="replace") if lines else ""

    async def _execute(self) -> Process:
        options = ["--host", "127.0.0.1", "--port", str(self._port), "--data", str(self._data)]
        if self._workers is not None:
            options += ["--workers", str(self._workers)]
        with contextlib.ExitStack() as stack:
            errors: IO[bytes] | int | None = None
            try:
                if self._log is not None:
                    errors = stack.enter_context(_open_log(self._log))
                elif sys.stderr is None:  # a windowed program without a console
                    errors = DEVNULL
                return await asyncio.create_subprocess_exec(
                    *self._command,
                    *options,
                    "--watch-stdin",
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=errors,
                    env=_environment() | {KEY_VARIABLE: self._key},
                )
            except OSError as error:
                raise HostError(f"The service could not be started: {error}") from error

    async def _end(self, process: Process) -> None:
        """Close the child's input, which tells it to end; be firmer when it does not."""
        if process.stdin is not None:
            process.stdin.close()
        for firmer in (process.terminate, process.kill):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await process.wait()
            if process.returncode is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                firmer()
        await process.wait()

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _tell(self, endpoint: Endpoint | None, failure: HostError | None) -> None:
        self._endpoint = endpoint
        self._failure = failure
        self._changed.set()


def _environment() -> dict[str, str]:
    """Ours, and where this very package lies; nothing in it means the current folder."""
    root = str(Path(opus_studio.__file__).resolve().parents[1])
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = dict.fromkeys([root, *(path for path in given if path)])
    return dict(os.environ) | {"PYTHONPATH": os.pathsep.join(paths)}


def _open_log(path: Path) -> IO[bytes]:
    """The log, to be added to; begun anew when it has become large."""
    path.parent.mkdir(parents=True, exist_ok=True)
    large = path.exists() and path.stat().st_size > LOG_BYTES
    return path.open("wb" if large else "ab")
