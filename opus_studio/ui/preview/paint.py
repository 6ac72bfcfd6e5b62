"""Small texture sets for the preview."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from opus_studio.engine.materials import TextureCache, TextureKey
from opus_studio.ui.preview.result import TextureArrays

RESOLUTION = 512
"""Edge of a preview's maps, pixels."""

_CACHE = TextureCache(None, threads=2)


def paint(names: Iterable[str], resolution: int = RESOLUTION) -> dict[str, TextureArrays]:
    """Texture sets by the names that `flatten.texture_name` gives."""
    painted = {}
    for name in names:
        finish, _, kind = name.partition(":")
        maps = _CACHE.arrays(TextureKey(finish, kind == "neutral"), resolution)
        painted[name] = TextureArrays(
            name,
            np.ascontiguousarray(maps.base_color[::-1]),
            np.ascontiguousarray(maps.normal[::-1]),
            np.ascontiguousarray(maps.orm[::-1]),
        )
    return painted
