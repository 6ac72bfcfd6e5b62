"""The thumbnails' child process: `python -m opus_studio.ui.thumbnails.worker`.

A request has `model` (and perhaps a `template` of it), `file` or `finish`; and `out`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opus_studio.protocol import EVERYTHING
from opus_studio.ui.child_processes.server import Role, serve
from opus_studio.ui.preview.build import build_preview
from opus_studio.ui.preview.swatch import render_ball
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.offscreen import OffscreenRenderer, write_png

SIZE = (480, 360)
"""Pixels of a thumbnail: the shape of the tiles, sharp on a screen of double scale."""

FINISH_SIZE = 128
"""Pixels of the edge of a finish's sphere."""

MODEL_SEEDS: Mapping[str, int] = {}
"""The seed of a model's thumbnail where the first one does not flatter it."""

_NICE = 10
"""After everything that the user waits for."""


def main() -> None:
    """Serve until the input ends."""
    serve(_renderer, nice=_NICE, on_end=lambda: None)


def _renderer() -> Role:
    renderer = OffscreenRenderer(SIZE, Look())

    def answer(order: dict[str, Any]) -> Mapping[str, Any]:
        try:
            _render(renderer, order)
        except Exception as error:  # the child answers for whatever a file may do to it
            return {"out": order["out"], "error": str(error)}
        return {"out": order["out"]}

    return Role(answer)


def _render(renderer: OffscreenRenderer, order: Mapping[str, Any]) -> None:
    """One thumbnail, written whole or not at all."""
    out = Path(order["out"])
    if "finish" in order:
        _write(render_ball(order["finish"], FINISH_SIZE), out)
        return
    if "model" in order:
        name = order["model"]
        words = {EVERYTHING: [order["template"]]} if "template" in order else {}
        seed = MODEL_SEEDS.get(name, 1)
        renderer.place(build_preview(name, seed=seed, keywords=words))
    else:
        renderer.place(order["file"])
    _write(renderer.take("iso", transparent=True), out)


def _write(picture: NDArray[np.uint8], out: Path) -> None:
    draft = out.with_name(f".{out.stem}-{os.getpid()}.png")
    write_png(picture, draft)
    draft.replace(out)


if __name__ == "__main__":
    main()
