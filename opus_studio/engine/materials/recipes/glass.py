"""Glass: clear and tinted (no maps), frosted, and leaded lights.

Alpha is for viewers that blend, transmission for those that know `KHR_materials_transmission`.
"""

from __future__ import annotations

from math import hypot

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01


def frosted(band: Band) -> Layers:
    """Sandblasted float glass: an even, fine, frosty grain."""
    frost = band.noise(256, octaves=3, gain=0.95, seed=341)
    broad = band.noise(16, octaves=4, gain=0.6, seed=342)
    band.grain(0.5, 343, out=frost)
    height = frost * np.float32(7e-5)
    tone = 0.5 + frost * np.float32(0.25)
    add(tone, broad, 0.10)
    rough = 0.55 + frost * np.float32(0.05)
    add(rough, broad, 0.03)
    return Layers(height, tone, rough)


DIAMONDS = (8, 6)
"""Diamond quarries across and down the tile: 125 x 167 mm."""

CAME = 0.0055
"""Half width of the lead came, metres."""


def _off(place: NDArray[np.float32], metres: np.float32) -> NDArray[np.float32]:
    """Distance to the nearest whole `place`, of `metres` each."""
    off = np.rint(place)
    off -= place
    np.abs(off, out=off)
    off *= metres
    return off


def leaded(band: Band) -> Layers:
    """Diamond quarries of old glass in rounded lead cames, soldered at the crossings."""
    across, down = DIAMONDS
    u = band.x * np.float32(across / band.tile)
    v = band.y * np.float32(down / band.tile)
    a, b = u + v, u - v
    # The gradient of a and of b is the same everywhere: cells a metre.
    metres = np.float32(band.tile / hypot(across, down))
    off_a, off_b = _off(a, metres), _off(b, metres)
    edge = np.minimum(off_a, off_b)
    off_a *= off_a
    off_b *= off_b
    off_a += off_b
    solder = ramp01(off_a, 2e-4, 4e-5)
    half = solder * np.float32(0.003)
    half += CAME
    came = ramp01(edge - half, 4e-4, -4e-4)
    wave = band.noise(16, octaves=3, gain=0.55, seed=344)
    fine = band.noise(128, octaves=2, gain=0.7, seed=345)
    # A tint for each quarry; the weights are such that it repeats on the tile: 8 (wa + wb) and
    # 6 (wa - wb) are whole.
    quarry = np.floor(a) * np.float32(5 / 16 + 2 / 12)
    add(quarry, np.floor(b), 5 / 16 - 2 / 12)
    quarry = np.abs(quarry - np.rint(quarry)) - np.float32(0.25)
    edge /= half
    edge *= edge
    lead = np.float32(0.0024) - edge * np.float32(0.0024)  # beyond the came the glass shows
    add(lead, solder, 0.0012)
    add(lead, fine, 8e-5)
    glass = wave * np.float32(2.2e-4)
    height = mix(glass, lead, came)
    tone = 0.5 + mix(quarry * np.float32(1.4), fine * np.float32(0.25), came)
    rough = mix(0.04 + wave * np.float32(0.01), 0.48 + fine * np.float32(0.05), came)
    opacity = came * np.float32(0.76)
    opacity += np.float32(0.24)
    return Layers(height, tone, rough, mask=came, opacity=opacity)


ENTRIES = (
    Entry(
        Finish(
            "clear_glass",
            "glass",
            "Clear glass",
            "Float glass, clear.",
            color=(0.93, 0.97, 0.96),
            roughness=0.03,
            textured=False,
            alpha=0.16,
            transmission=0.95,
            ior=1.52,
            alpha_mode="BLEND",
        ),
    ),
    Entry(
        Finish(
            "tinted_glass",
            "glass",
            "Tinted glass",
            "Solar-control float glass, bronze grey.",
            color=(0.18, 0.155, 0.125),
            roughness=0.03,
            textured=False,
            alpha=0.55,
            transmission=0.85,
            ior=1.52,
            alpha_mode="BLEND",
        ),
    ),
    Entry(
        Finish(
            "frosted_glass",
            "glass",
            "Frosted glass",
            "Sandblasted float glass: lets light through, hides what is behind.",
            alpha=0.72,
            transmission=0.85,
            ior=1.52,
            alpha_mode="BLEND",
        ),
        Recipe(frosted, ("#dbe4e3", "#e6eded", "#eff0f0")),
    ),
    Entry(
        Finish(
            "leaded_glass",
            "glass",
            "Leaded glass",
            "Leaded lights: diamond quarries of old glass in lead cames.",
            ior=1.52,
            double_sided=True,
            alpha_mode="BLEND",
            opacity_map=True,
        ),
        Recipe(
            leaded,
            ("#b9cdb8", "#cfdcd0", "#dde6de", "#dfe3cf", "#d8dcc0"),
            ("#3f4245", "#5a5d60", "#76797b"),
            occlusion=(0.3, 5e-4, 1e-3),
            metal=(0.0, 1.0),
        ),
    ),
)
