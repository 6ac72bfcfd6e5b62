"""The picture child: `python -m opus_studio.ui.picture_worker`.

Reads one JSON order a line (`model` or `file`, and `out`), answers one JSON line each, and ends
when its input ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SIZE = (480, 360)
"""Pixels of a picture: the shape of the tiles, sharp on a screen of double scale."""

PORTRAIT_SEEDS: Mapping[str, int] = {}
"""The seed of a model's portrait where the first one does not flatter it."""


def main() -> None:
    """Serve until the input ends, after everything that the user waits for."""
    if hasattr(os, "nice"):
        os.nice(10)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what VTK prints must not end up among the answers
    from opus_studio.ui.viewport.appearance import Look
    from opus_studio.ui.viewport.offscreen import OffscreenRenderer

    _say(answers, {"event": "ready"})
    with OffscreenRenderer(SIZE, Look()) as renderer:
        for line in sys.stdin:
            order = json.loads(line)
            try:
                _render(renderer, order)
            except Exception as error:  # the child answers for whatever a file may do to it
                _say(answers, {"out": order["out"], "error": str(error)})
            else:
                _say(answers, {"out": order["out"]})


def _render(renderer: Any, order: Mapping[str, Any]) -> None:
    """One picture, written whole or not at all."""
    from opus_studio.ui.viewport.offscreen import write_png

    if "model" in order:
        from opus_studio.ui.preview.build import build_preview

        name = order["model"]
        renderer.place(build_preview(name, seed=PORTRAIT_SEEDS.get(name, 1)))
    else:
        renderer.place(order["file"])
    out = Path(order["out"])
    draft = out.with_name(f".{out.stem}-{os.getpid()}.png")
    write_png(renderer.take("iso", transparent=True), draft)
    draft.replace(out)


def _say(answers: Any, answer: Mapping[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
