"""Finishes, and the texture sets that they wear.

A finish is a recipe of noise kernels with parameters and a physical size. `finish` and `families`
list them, `texture_set` paints the maps, `appearance` says what an exporter writes for a material,
and `TextureCache` keeps encoded sets on disk. Kernels compile on first use: `warm_up` does that in
the background. numba keeps the compiled kernels beside this package, or in `NUMBA_CACHE_DIR` if
that is set before the first import.
"""

from __future__ import annotations

from opus_studio.engine.materials.appearance import Appearance, TextureKey, appearance
from opus_studio.engine.materials.cache import EncodedSet, TextureCache
from opus_studio.engine.materials.encode import encode_png
from opus_studio.engine.materials.finish import AlphaMode, Finish
from opus_studio.engine.materials.registry import FINISHES, UnknownFinishError, families, finish
from opus_studio.engine.materials.synth import TextureSet, texture_set
from opus_studio.engine.materials.warm import warm_up

__all__ = [
    "FINISHES",
    "AlphaMode",
    "Appearance",
    "EncodedSet",
    "Finish",
    "TextureCache",
    "TextureKey",
    "TextureSet",
    "UnknownFinishError",
    "appearance",
    "encode_png",
    "families",
    "finish",
    "texture_set",
    "warm_up",
]
