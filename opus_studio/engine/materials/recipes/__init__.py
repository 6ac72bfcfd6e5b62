"""The recipes: one file for each kind, each with its `ENTRIES`."""

from __future__ import annotations

from opus_studio.engine.materials.recipes import (
    boards,
    ceramics,
    fabrics,
    glass,
    ground,
    leathers,
    masonry,
    metals,
    paints,
    plastics,
    roofing,
    stone,
    woods,
)
from opus_studio.engine.materials.recipes.entry import Entry

ENTRIES: tuple[Entry, ...] = (
    *woods.ENTRIES,
    *boards.ENTRIES,
    *paints.ENTRIES,
    *metals.ENTRIES,
    *masonry.ENTRIES,
    *roofing.ENTRIES,
    *stone.ENTRIES,
    *fabrics.ENTRIES,
    *leathers.ENTRIES,
    *plastics.ENTRIES,
    *ceramics.ENTRIES,
    *glass.ENTRIES,
    *ground.ENTRIES,
)
"""Every finish, family by family."""
