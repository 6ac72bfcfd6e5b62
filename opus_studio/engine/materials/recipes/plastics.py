"""Plastics and rubber."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, ramp01


def gloss_plastic(band: Band) -> Layers:
    """Injection-moulded gloss: sink-mark waviness, hairline scuffs."""
    wave = band.noise(8, octaves=3, gain=0.5, seed=311)
    scuff = band.noise(16, 256, octaves=2, gain=0.9, seed=312)
    band.noise(128, 8, octaves=2, gain=0.9, seed=313, out=scuff)
    scuff = ramp01(scuff, 1.6, 2.6)
    height = wave * np.float32(6e-5)
    tone = 0.5 + wave * np.float32(0.05)
    add(tone, scuff, 0.12)
    rough = 0.17 + scuff * np.float32(0.14)
    add(rough, wave, 0.015)
    return Layers(height, tone, rough)


def matte_plastic(band: Band) -> Layers:
    """Spark-eroded mould texture: an even bead-like grain of 0.4 mm (VDI 3400, Ref 33 to 36)."""
    near, second, _ = band.cells(256, 256, jitter=1.0, seed=314)
    wave = band.noise(8, octaves=4, seed=315)
    bead = ramp01(near, 0.0034, 0.0006)
    height = bead * np.float32(2.2e-4)
    tone = 0.44 + bead * np.float32(0.16)
    add(tone, wave, 0.02)
    rough = 0.62 - bead * np.float32(0.08)
    rough += (second - near) * np.float32(4.0)
    return Layers(height, tone, rough)


def rubber(band: Band) -> Layers:
    """Moulded rubber: a matt, finely eroded skin with a grey bloom."""
    bloom = band.noise(8, octaves=5, gain=0.65, seed=316)
    skin = band.noise(128, octaves=4, gain=0.75, seed=317)
    height = skin * np.float32(1.1e-4)
    tone = 0.45 + bloom * np.float32(0.12)
    add(tone, skin, 0.12)
    rough = 0.84 + bloom * np.float32(0.05)
    add(rough, skin, 0.04)
    return Layers(height, tone, rough)


ENTRIES = (
    Entry(
        Finish(
            "plastic",
            "plastic",
            "Gloss plastic",
            "Injection-moulded plastic, signal red, glossy.",
            tile=0.6,
            small_tile=0.3,
            painted_tile=1.0,
        ),
        Recipe(gloss_plastic, ("#a8201c", "#b92822", "#c8372f")),
    ),
    Entry(
        Finish(
            "matte_plastic",
            "plastic",
            "Matt plastic",
            "Moulded plastic with a fine bead grain, graphite; handles, housings, office chairs.",
            tile=0.125,
            small_tile=0.1,
            painted_tile=1.0,
        ),
        Recipe(matte_plastic, ("#2a2b2d", "#3a3b3e", "#4d4f52"), occlusion=(0.3, 1.2e-4, 2e-4)),
    ),
    Entry(
        Finish(
            "rubber",
            "plastic",
            "Rubber",
            "Black moulded rubber, as in seals, feet and tyres.",
            tile=0.25,
            small_tile=0.125,
            painted_tile=1.0,
            ior=1.52,
        ),
        Recipe(rubber, ("#202021", "#29292a", "#373738")),
    ),
)
