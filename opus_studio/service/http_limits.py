"""How long a caller may take, and how many may be connected: nobody can hold the service up.

uvicorn has limits for idle connections and for requests at work; a connection that never finishes
its request's head or body, or never reads its answer, it keeps for ever.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from opus_studio.service.errors import ServiceError

_log = logging.getLogger(__name__)

QUIET_SECONDS: Final = 60.0
"""At most so often the log says that connections cannot be accepted or are refused."""


@dataclass(frozen=True)
class ConnectionLimits:
    """What one caller, and all together, may take.

    Attributes:
        connections: At the same time; whoever comes after them is refused (429).
        head_seconds: For the request line and the headers.
        body_seconds: For the body.
        stall_seconds: During which a caller reads nothing of its answer.
    """

    connections: int = 512
    head_seconds: float = 10.0
    body_seconds: float = 30.0
    stall_seconds: float = 60.0


class Seldom:
    """Lets something be said once in a time, however often it happens.

    Args:
        seconds: The time.
        clock: Seconds of any beginning that never go back.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._said = -float("inf")

    def __call__(self) -> bool:
        """Whether it may be said now."""
        now = self._clock()
        if now - self._said < self._seconds:
            return False
        self._said = now
        return True


def limited_protocol(limits: ConnectionLimits) -> type[H11Protocol]:
    """The protocol class for uvicorn's configuration (`http=`)."""
    seldom = Seldom(QUIET_SECONDS)

    class LimitedProtocol(H11Protocol):
        """One connection with a deadline for whatever is awaited of the caller."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._deadline: asyncio.TimerHandle | None = None
            self._stall: asyncio.TimerHandle | None = None
            self._awaited: str | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > limits.connections:
                if seldom():
                    _log.warning("Connections are refused: %d are open.", limits.connections)
                transport.write(_REFUSAL)
                transport.close()
                return
            self._await_caller()

        def connection_lost(self, exc: Exception | None) -> None:
            for timer in (self._deadline, self._stall):
                if timer is not None:
                    timer.cancel()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._await_caller()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._await_caller()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stall = self.loop.call_later(limits.stall_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._stall is not None:
                self._stall.cancel()

        def _await_caller(self) -> None:
            """Give what is awaited now a deadline; what was awaited before keeps its own."""
            awaited: str | None = None
            if self.cycle is None or self.cycle.response_complete:
                # Between two requests uvicorn's own limit holds until the next one begins.
                begun = self.cycle is None or bool(self.conn.trailing_data[0])
                awaited = "head" if begun else None
            elif self.cycle.more_body:
                awaited = "body"
            if awaited == self._awaited:
                return
            self._awaited = awaited
            if self._deadline is not None:
                self._deadline.cancel()
            if awaited is not None:
                seconds = limits.head_seconds if awaited == "head" else limits.body_seconds
                self._deadline = self.loop.call_later(seconds, self.transport.abort)

    return LimitedProtocol


def quiet_accept_errors(loop: asyncio.AbstractEventLoop) -> None:
    """Say seldom that no connection can be accepted; asyncio says it a hundred times a second."""
    seldom = Seldom(QUIET_SECONDS)

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "accept" not in str(context.get("message", "")):
            loop.default_exception_handler(context)
        elif seldom():
            _log.warning("No connection can be accepted: %s", context.get("exception"))

    loop.set_exception_handler(handle)


def raise_file_limit(wanted: int) -> None:
    """Allow this process so many open files, where the system lets it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _refusal() -> bytes:
    error = ServiceError("quota_exceeded", "Too many callers at the same time; try again later.")
    body = json.dumps(error.body()).encode()
    head = (
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 5\r\n"
        f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


_REFUSAL: Final = _refusal()
