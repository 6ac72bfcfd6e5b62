"""The preview's child processes: `python -m opus_studio.ui.preview.worker build|paint FOLDER`.

Each answer's result lies in a segment of FOLDER. `build` resolves and builds; `paint` compiles the
texture kernels and paints small texture sets, so that compiling never delays geometry. Each imports
only what its own work takes.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from opus_studio.ui.child_processes.server import Role, serve
from opus_studio.ui.preview.segments import write_segment

logger = logging.getLogger(__name__)

_NICE = {"build": 3, "paint": 6}
"""Painting waits for building, and both for the window."""

_numbers = count(1)


def main(role: str, folder: str) -> None:
    """Serve until the input ends."""
    place = Path(folder)
    make_role = {"build": _builder, "paint": _painter}[role]
    serve(
        partial(make_role, place),
        nice=_NICE[role],
        on_end=partial(shutil.rmtree, place, ignore_errors=True),
    )


def _with_segment(answer: dict[str, Any], payload: object, folder: Path) -> Mapping[str, Any]:
    """The answer, with the place where its result lies."""
    path = folder / f"{os.getpid()}-{next(_numbers)}"
    started = time.perf_counter()
    try:
        answer["lengths"] = write_segment(payload, path)
    except FileNotFoundError:  # the window has gone and taken the folder along
        sys.exit()
    answer["segment"] = str(path)
    answer["write"] = time.perf_counter() - started
    return answer


def _builder(folder: Path) -> Role:
    from opus_studio.engine.errors import RequestError
    from opus_studio.ui.preview.build import build_geometry

    def build(request: dict[str, Any]) -> Mapping[str, Any]:
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
            return {"event": "failed", "id": number, **failure}
        except Exception as error:  # a model's own fault must not end the preview
            logger.exception("Building %s failed", request["name"])
            message = f"The preview of {request['name']} could not be built: {error}"
            failure = {"code": "preview_failed", "message": message}
            return {"event": "failed", "id": number, "field": "", **failure}
        return _with_segment({"event": "built", "id": number}, result, folder)

    return Role(build, _bring_in())


def _bring_in() -> Iterator[Mapping[str, Any] | None]:
    """All models, a step each; then their names are told."""
    from opus_studio.engine import catalog

    for _ in catalog.load():
        yield None
    yield {"event": "models", "models": list(catalog.models())}


def _painter(folder: Path) -> Role:
    from opus_studio.engine.materials import warm_up
    from opus_studio.ui.preview.paint import paint

    def answer(request: dict[str, Any]) -> Mapping[str, Any]:
        started = time.perf_counter()
        try:
            painted = paint(request["names"])
        except Exception:  # the model stays in plain colours
            logger.exception("Painting %s failed", request["names"])
            painted = {}
        seconds = time.perf_counter() - started
        said = {"event": "painted", "names": request["names"], "seconds": seconds}
        return _with_segment(said, painted, folder)

    return Role(answer, warm_up())


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    main(*sys.argv[1:])
