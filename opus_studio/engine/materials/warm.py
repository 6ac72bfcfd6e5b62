"""Compile or load every kernel before a user waits for it."""

from __future__ import annotations

from collections.abc import Callable

from opus_studio.engine.materials.registry import FINISHES
from opus_studio.engine.materials.synth import texture_set

SIZE = 16
"""Edge in pixels of the maps painted to warm up."""


def warm_up(progress: Callable[[float], None] | None = None) -> None:
    """Paint every finish at the smallest size, which compiles or loads every kernel.

    Takes some ten seconds the first time on a machine, and about a second from then on (numba's
    cache). `progress` is called with 0..1. The window stays usable meanwhile if this runs in
    another process.
    """
    names = [name for name, described in FINISHES.items() if described.textured]
    for done, name in enumerate(names):
        texture_set(name, SIZE, threads=1)
        if progress is not None:
            progress((done + 1) / len(names))
