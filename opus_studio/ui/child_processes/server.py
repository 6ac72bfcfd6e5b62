"""The child's end: reads one JSON request a line, answers one JSON line each.

A child ends when its input ends, which is also what happens when the window is killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TextIO


@dataclass(frozen=True)
class Role:
    """What a child does.

    Attributes:
        answer: Answers a request.
        chores: What is done a step at a time while there is no request; a step may have something
            to say.
    """

    answer: Callable[[dict[str, Any]], Mapping[str, Any]]
    chores: Iterator[Mapping[str, Any] | None] = field(default_factory=lambda: iter(()))


def serve(make_role: Callable[[], Role], *, nice: int, on_end: Callable[[], object]) -> None:
    """Answer requests until the input ends, and do chores between them.

    Args:
        make_role: Called once the process is set up; may take long.
        nice: Added to the process's niceness, so that the window goes first where processors are
            few.
        on_end: Called before the process ends by itself.
    """
    if hasattr(os, "nice"):
        os.nice(nice)
    answers = _take_stdout()
    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, on_end), daemon=True).start()
    try:
        role = make_role()
        _send(answers, {"event": "ready", "pid": os.getpid()})
        while True:
            _send(answers, role.answer(_next_request(requests, role, answers)))
    except BrokenPipeError:
        _leave(on_end)


def _next_request(
    requests: SimpleQueue[dict[str, Any]], role: Role, answers: TextIO
) -> dict[str, Any]:
    """The next request; chores are done until it comes."""
    while True:
        with contextlib.suppress(Empty):
            return requests.get_nowait()
        try:
            said = next(role.chores)
        except StopIteration:
            return requests.get()
        if said is not None:
            _send(answers, said)


def _take_stdout() -> TextIO:
    """A private channel on the original output; whatever a library prints goes to stderr."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _send(channel: TextIO, answer: Mapping[str, Any]) -> None:
    channel.write(json.dumps(answer) + "\n")
    channel.flush()


def _listen(requests: SimpleQueue[dict[str, Any]], on_end: Callable[[], object]) -> None:
    """Queue requests; the end of the input ends the process at once, even in mid-work."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    _leave(on_end)


def _leave(on_end: Callable[[], object]) -> None:
    """The window has gone: clear up, and end without further ado."""
    on_end()
    os._exit(0)
