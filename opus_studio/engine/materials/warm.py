"""Compile or load every kernel before a user waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from opus_studio.engine.materials.registry import FINISHES
from opus_studio.engine.materials.synth import texture_set

SIZE = 16
"""Edge in pixels of the maps painted to warm up."""


def warm_up() -> Iterator[None]:
    """Read a mesh, then paint every finish at the smallest size, one a step.

    That compiles or loads every kernel.
    All of them take some ten seconds the first time on a machine, and about a second from then on
    (numba's cache). Whoever has other things to do does them between two steps.
    """
    from opus_studio.engine.materials import charts

    corner = np.zeros((3, 3), np.float32)
    triangle = np.array([[0, 1, 2]], np.uint32)
    charts.slender(corner, 1.0)
    charts.small_share(corner[:, :2].copy(), triangle, 1.0)
    charts.end_triangles(corner, corner[:, :2].copy(), triangle)
    yield
    for name, finish in FINISHES.items():
        if finish.textured:
            texture_set(name, SIZE, threads=1)
            yield
