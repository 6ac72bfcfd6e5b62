"""Leather: grain leather and suede."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, ramp01
from opus_studio.engine.materials.recipes.fabrics import napped


def leather(band: Band) -> Layers:
    """Pebbled full grain: islands of 1.5 to 4 mm parted by creases, rubbed lighter on top."""
    near, second, value = band.cells(256, 256, jitter=0.9, seed=301)
    wrinkle = band.noise(16, octaves=3, gain=0.65, seed=303)
    pores = band.grain(1.0, 304)
    broad = band.noise(8, octaves=3, gain=0.6, seed=305)
    edge = second - near
    add(edge, wrinkle, 8e-5)
    island = ramp01(edge, 0.0, 0.0017)
    fold = ramp01(np.abs(wrinkle), 0.07, 0.0)
    tone = 0.30 + island * np.float32(0.26)
    add(tone, value, 0.05)
    add(tone, broad, 0.04)
    add(tone, wrinkle, 0.03)
    add(tone, fold, -0.04)
    add(tone, pores, 0.03)
    height = island * np.float32(2.6e-4)
    add(height, wrinkle, 7e-5)
    add(height, fold, -1.6e-4)
    add(height, pores, 2e-5)
    rough = 0.54 - island * np.float32(0.10)
    add(rough, broad, 0.04)
    return Layers(height, tone, rough)


ENTRIES = (
    Entry(
        Finish(
            "leather",
            "leather",
            "Leather",
            "Pebbled full-grain cowhide, cognac, semi-aniline.",
            tile=0.5,
            painted_tile=1.0,
        ),
        Recipe(
            leather,
            ("#331a0e", "#603319", "#8a4d27", "#a96a3b", "#c08657"),
            occlusion=(0.4, 2.2e-4, 5e-4),
        ),
    ),
    Entry(
        Finish(
            "suede",
            "leather",
            "Suede",
            "Napped split leather, sand brown.",
            tile=0.6,
            painted_tile=1.0,
        ),
        Recipe(
            napped(306, 0.16, 2.5e-4, 0.93),
            ("#5e4632", "#785b43", "#937356", "#a98a6c", "#bda284"),
        ),
    ),
)
