"""The preview's child processes: `python -m opus_studio.ui.preview.worker build|paint FOLDER`.

A child reads one JSON request a line from its standard input and answers one JSON line each, with
the result in a segment of FOLDER. It ends when its input ends, which is also what happens when the
window is killed. `build` resolves and builds; `paint` compiles the texture kernels and paints small
texture sets, so that compiling never delays geometry.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TextIO

from opus_studio.ui.preview.segments import write_segment

logger = logging.getLogger(__name__)

Answer = tuple[dict[str, Any], object]
"""The JSON part, and what goes through the segment (None for nothing)."""

Chores = Iterator[dict[str, Any] | None]
"""What is done a step at a time while there is no request; a step may have something to say."""

Role = tuple[Callable[[dict[str, Any]], Answer], Chores]
"""What answers a request, and the chores."""


def main(role: str, folder: Path) -> None:
    """Serve until the input ends."""
    _step_back(role)
    replies = _own_stdout()
    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, folder), daemon=True).start()
    try:
        _serve(role, folder, requests, replies, {"build": _builder, "paint": _painter}[role]())
    except BrokenPipeError:
        _leave(folder)


def _serve(
    role: str,
    folder: Path,
    requests: SimpleQueue[dict[str, Any]],
    replies: TextIO,
    spoken: Role,
) -> None:
    """Answer requests, and do chores between them."""
    handle, chores = spoken
    _send(replies, {"event": "ready", "pid": os.getpid()})
    number = 0
    while True:
        request = _awaited(requests, chores, replies)
        number += 1
        answer, payload = handle(request)
        if payload is not None:
            path = folder / f"{role}-{os.getpid()}-{number}"
            started = time.perf_counter()
            try:
                answer["lengths"] = write_segment(payload, path)
            except FileNotFoundError:  # the window has gone and taken the folder along
                return
            answer["segment"] = str(path)
            answer["write"] = time.perf_counter() - started
        _send(replies, answer)


def _awaited(
    requests: SimpleQueue[dict[str, Any]], chores: Chores, replies: TextIO
) -> dict[str, Any]:
    """The next request; chores are done until it comes."""
    while True:
        with contextlib.suppress(Empty):
            return requests.get_nowait()
        try:
            said = next(chores)
        except StopIteration:
            return requests.get()
        if said is not None:
            _send(replies, said)


def _step_back(role: str) -> None:
    """Let the window go first where processors are few; painting waits for building, too."""
    if hasattr(os, "nice"):
        os.nice({"build": 3, "paint": 6}[role])


def _own_stdout() -> TextIO:
    """A private channel on the original output; whatever a library prints goes to stderr."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _send(channel: TextIO, answer: Mapping[str, Any]) -> None:
    channel.write(json.dumps(answer) + "\n")
    channel.flush()


def _listen(requests: SimpleQueue[dict[str, Any]], folder: Path) -> None:
    """Queue requests; the end of the input ends the process at once, even in mid-build."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    _leave(folder)


def _leave(folder: Path) -> None:
    """The window has gone: remove what it left, and end without further ado."""
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _builder() -> Role:
    from opus_studio.engine.errors import RequestError
    from opus_studio.ui.preview.build import build_geometry

    def build(request: dict[str, Any]) -> Answer:
        number = request["id"]
        try:
            result = build_geometry(
                request["name"],
                request["parameters"],
                request["keywords"],
                request["seed"],
                number,
            )
        except RequestError as error:
            failure = {"code": error.code, "message": error.message, "field": error.field}
            return {"event": "failed", "id": number, **failure}, None
        except Exception as error:  # a model's own fault must not end the preview
            logger.exception("Building %s failed", request["name"])
            message = f"The preview of {request['name']} could not be built: {error}"
            failure = {"code": "preview_failed", "message": message}
            return {"event": "failed", "id": number, "field": "", **failure}, None
        return {"event": "built", "id": number}, result

    return build, _bring_in()


def _bring_in() -> Chores:
    """All models, a step each; then their names are told."""
    from opus_studio.engine import catalog

    for _ in catalog.load():
        yield None
    yield {"event": "models", "models": list(catalog.models())}


def _painter() -> Role:
    from opus_studio.ui.preview.paint import paint, warm_up_stepwise

    def answer(request: dict[str, Any]) -> Answer:
        started = time.perf_counter()
        try:
            painted = paint(request["names"])
        except Exception:  # the model stays in plain colours
            logger.exception("Painting %s failed", request["names"])
            painted = {}
        seconds = time.perf_counter() - started
        return {"event": "painted", "names": request["names"], "seconds": seconds}, painted

    return answer, warm_up_stepwise()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    main(sys.argv[1], Path(sys.argv[2]))
