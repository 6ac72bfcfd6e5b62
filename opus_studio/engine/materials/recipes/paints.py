"""Paint on wood and on metal."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01


def painted_wood(band: Band) -> Layers:
    """Brushed satin paint: fine brush marks along the piece, the grain faintly telegraphing."""
    strokes = band.noise(4, 128, octaves=4, gain=0.7, seed=21)
    grain = band.noise(2, 24, octaves=5, gain=0.6, seed=22)
    peel = band.noise(128, octaves=2, gain=0.6, seed=23)
    height = strokes * np.float32(5e-5) + grain * np.float32(8e-5)
    add(height, peel, 2e-5)
    tone = strokes * np.float32(0.12) + grain * np.float32(0.20)
    band.noise(4, 4, octaves=4, amplitude=0.12, seed=24, out=tone)
    tone += 0.55
    rough = 0.42 + strokes * np.float32(0.05)
    add(rough, grain, -0.03)
    return Layers(height, tone, rough)


def chipped_paint(band: Band) -> Layers:
    """Old paint worn off in many small chips along the grain, down to grey-brown wood."""
    wear = band.noise(16, 64, octaves=4, gain=0.6, seed=25)
    grain = band.noise(4, 128, octaves=4, gain=0.75, seed=26)
    rings = band.noise(2, 24, octaves=4, gain=0.6, seed=27)
    add(wear, grain, 0.35)
    bare = ramp01(wear, 0.98, 1.05)
    rim = ramp01(wear, 0.80, 0.99) - bare
    paint_tone = 0.62 + grain * np.float32(0.10)
    add(paint_tone, rings, 0.10)
    add(paint_tone, rim, -0.16)
    wood_tone = 0.5 + grain * np.float32(0.22)
    add(wood_tone, rings, 0.20)
    tone = mix(paint_tone, wood_tone, bare)
    height = grain * np.float32(6e-5)
    add(height, rings, 8e-5)
    add(height, rim, 1.2e-4)
    add(height, bare, -3.5e-4)
    rough = 0.55 + bare * np.float32(0.30)
    add(rough, grain, 0.04)
    return Layers(height, tone, rough, mask=bare)


def painted_metal(band: Band) -> Layers:
    """Powder coat: an even orange-peel skin with a soft sheen."""
    peel = band.noise(128, octaves=3, gain=0.65, seed=31)
    broad = band.noise(8, octaves=4, seed=32)
    tone = 0.5 + broad * np.float32(0.07)
    add(tone, peel, 0.08)
    height = peel * np.float32(6e-5)
    rough = 0.36 + broad * np.float32(0.04)
    add(rough, peel, 0.03)
    return Layers(height, tone, rough)


ENTRIES = (
    Entry(
        Finish(
            "painted_wood",
            "paint",
            "Painted wood",
            "Joinery in brushed satin paint, off-white; takes any colour.",
            small_tile=0.5,
        ),
        Recipe(painted_wood, ("#d6d2c8", "#e4e1d8", "#ece9e1")),
    ),
    Entry(
        Finish(
            "chipped_paint",
            "paint",
            "Chipped paint",
            "Old painted wood, worn through to the grain; blue-green, takes any colour.",
            small_tile=0.5,
        ),
        Recipe(
            chipped_paint,
            ("#48645f", "#5d7d77", "#6f9089", "#80a098", "#93b0a8"),
            ("#4a3a2c", "#6d5844", "#8b745b", "#a18a70", "#b7a288"),
            occlusion=(0.35, 0.0, 4e-4),
        ),
    ),
    Entry(
        Finish(
            "painted_metal",
            "paint",
            "Painted metal",
            "Powder-coated metal, anthracite; takes any colour.",
            tile=0.4,
            small_tile=0.2,
            painted_tile=1.0,
        ),
        Recipe(painted_metal, ("#33373a", "#3a3f43", "#43484c")),
    ),
)
