"""The service as a process of its own: address, key, ready line, orderly end."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn

from opus_studio.engine import catalog
from opus_studio.service.environment import KEY_VARIABLE
from opus_studio.service.http_limits import (
    ConnectionLimits,
    limited_protocol,
    quiet_accept_errors,
    raise_file_limit,
)
from opus_studio.service.service import StartError, process_pool, running_service

_log = logging.getLogger(__name__)

GRACE_SECONDS: Final = 3
"""How long open downloads may go on after the end was asked for."""

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    data: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    workers: int | None = None,
    *,
    watch_stdin: bool = False,
) -> int:
    """Run the service until it is told to end: SIGTERM, SIGINT, or the end of its input.

    Once it accepts connections it writes one line of JSON to its output, and nothing more:
    `{"url": "http://127.0.0.1:43210", "key": "...", "pid": 4711}`.

    Args:
        data: Folder for jobs and files; made when missing.
        host: Address to listen on.
        port: 0 lets the system choose.
        workers: Number of worker processes; None: by the number of processors.
        watch_stdin: End when the input ends, that is when the parent process is gone.

    Returns:
        The exit code: 0 after it was told to end; 2 when it cannot start, with the reason as one
        sentence on the error output.
    """
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # callers could fill the log
    os.umask(0o077)
    try:
        key = _key(host)
        with _listen(host, port) as listener:
            asyncio.run(_serve(listener, host, key, data, workers, watch_stdin))
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


async def _serve(
    listener: socket.socket,
    host: str,
    key: str,
    data: Path,
    workers: int | None,
    watch_stdin: bool,
) -> None:
    pool = process_pool(workers, data / "cache")
    limits = ConnectionLimits()
    raise_file_limit(4 * limits.connections)
    quiet_accept_errors(asyncio.get_running_loop())
    async with running_service(data, key, pool) as app:
        config = uvicorn.Config(
            app,
            http=limited_protocol(limits),
            ws="none",
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        line = {"url": _url(host, listener), "key": key, "pid": os.getpid()}
        server = _Server(config, line)
        if watch_stdin:
            _watch_stdin(server.stop_soon)
        # Meanwhile the models are read in, so that the first answer about them is quick too.
        threading.Thread(target=catalog.models, name="read-models", daemon=True).start()
        await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it accepts connections, and ends with exit code 0 when asked to end."""

    def __init__(self, config: uvicorn.Config, ready: dict[str, Any]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(json.dumps(self._ready) + "\n")
            sys.stdout.flush()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Unlike the original, not raised again afterwards: to be told to end is no failure."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._on_signal) for number in _STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop_soon(self) -> None:
        """End in order; may be called from any thread, also after the end."""
        self.should_exit = True

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit  # asked twice: do not wait for downloads
        self.should_exit = True


def _key(host: str) -> str:
    """The key from the environment, where worker processes shall not find it; else a random one."""
    key = os.environ.pop(KEY_VARIABLE, "")
    if key:
        if not (key.isascii() and key.isprintable()):
            raise StartError(f"{KEY_VARIABLE} may hold printable ASCII characters only.")
        return key
    if not _is_loopback(host):
        raise StartError(
            f"To listen on {host}, which other computers can reach, set a key in the environment"
            f" variable {KEY_VARIABLE}."
        )
    return secrets.token_urlsafe(32)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, where = found[0]
        # With the protocol named, asyncio switches Nagle's delay off: 40 ms on every answer.
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError) as error:
        raise StartError(f"The address {host} cannot be used: {error}") from error
    try:
        if os.name == "posix":  # elsewhere it would allow two services on one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise StartError(f"Cannot listen on {host}, port {port}: {error}") from error
    return listener


def _url(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    unspecified = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - replaced, not listened on
    name = unspecified.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _watch_stdin(ended: Callable[[], None]) -> None:
    def wait() -> None:
        # The bare system call: a buffered read would hold a lock that Python wants at its end.
        while os.read(0, 1024):
            pass
        _log.info("The input has ended, so the service ends too.")
        ended()

    threading.Thread(target=wait, name="watch-stdin", daemon=True).start()
