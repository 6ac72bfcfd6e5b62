"""Compile or load every kernel before a user waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from opus_studio.engine.materials.registry import FINISHES
from opus_studio.engine.materials.synth import texture_set

SIZE = 16
"""Edge in pixels of the maps painted to warm up."""


def warm_up() -> Iterator[None]:
    """Paint every finish at the smallest size, one a step: that compiles or loads every kernel.

    All of them take some ten seconds the first time on a machine, and about a second from then on
    (numba's cache). Whoever has other things to do does them between two steps.
    """
    for name, finish in FINISHES.items():
        if finish.textured:
            texture_set(name, SIZE, threads=1)
            yield
