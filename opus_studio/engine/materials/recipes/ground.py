"""Ground: grass, soil, gravel, asphalt, sand."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import BUILDING_TILE, Finish
from opus_studio.engine.materials.layout import strewn
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01


@cache
def blades() -> NDArray[np.float32]:
    """Blades of grass, 64 to 120 mm, rising towards the tip."""
    rng = np.random.default_rng(351)
    table = strewn(rng, BUILDING_TILE, 7_000, (0.064, 0.118), (0.0066, 0.0118))
    table[:, 6] = 0.0022 + rng.uniform(0.0, 0.0165, len(table))
    table[:, 7] = rng.uniform(0.0016, 0.0077, len(table))
    table[:, 8] = 0.85
    return table.astype(np.float32)


def grass(band: Band) -> Layers:
    """A mown lawn seen from above: blades over each other, some dry."""
    thatch = band.noise(128, octaves=2, gain=0.8, seed=354)
    np.abs(thatch, out=thatch)  # ridges: tangled stems
    height = thatch * np.float32(-0.0062)
    height += np.float32(0.0039)
    value = thatch
    value *= np.float32(-0.4)
    value += np.float32(0.45)
    band.marks(blades(), height, value)
    tone = height * np.float32(0.62 / 0.0132)
    tone += np.float32(0.075)
    np.clip(tone, 0.0, 0.62, out=tone)
    add(tone, value, 0.26)
    band.noise(8, octaves=2, gain=0.6, amplitude=0.05, seed=352, out=tone)
    dry = ramp01(value, 0.955, 0.965)
    value *= np.float32(-0.12)
    value += np.float32(0.80)
    return Layers(height, tone, value, mask=dry)


@cache
def stones(seed: int, count: int, low: float, high: float) -> NDArray[np.float32]:
    """Rounded stones, `low` to `high` metres across, domed."""
    rng = np.random.default_rng(seed)
    table = strewn(rng, BUILDING_TILE, count, (low, high), (low * 0.7, high * 0.7))
    table[:, 6] = table[:, 3] * rng.uniform(0.75, 1.15, count)
    return table.astype(np.float32)


def gravel(band: Band) -> Layers:
    """Washed river gravel, 12 to 40 mm, greys, ochres and whites, on grit."""
    height = band.noise(256, octaves=2, gain=0.8, amplitude=0.002, seed=361)
    value = band.full(0.3)
    band.marks(stones(362, 9_000, 0.011, 0.024), height, value)
    band.marks(stones(363, 5_000, 0.018, 0.044), height, value)
    face = band.noise(64, octaves=5, gain=0.7, seed=364)
    fine = band.noise(256, octaves=3, gain=0.9, seed=365)
    tone = value + face * np.float32(0.08)
    add(tone, fine, 0.05)
    shadow = ramp01(height, -0.002, 0.0115)
    shadow *= np.float32(0.46)
    shadow += 0.58
    add(height, face, 3e-4)
    add(height, fine, 1e-4)
    rough = 0.72 + face * np.float32(0.05)
    return Layers(height, tone, rough, shade=shadow)


def soil(band: Band) -> Layers:
    """Raked topsoil: crumbs of 5 to 30 mm, a few pebbles."""
    clods = band.noise(32, octaves=5, gain=0.72, seed=371)
    near, _, value = band.cells(64, 64, jitter=1.0, seed=372)
    _, _, crumb = band.cells(128, 128, jitter=1.0, seed=373)
    broad = band.noise(8, octaves=3, gain=0.6, seed=374)
    lump = ramp01(near, 0.020, 0.004)
    lump *= value
    height = clods * np.float32(0.0045)
    add(height, lump, 0.008)
    add(height, crumb, 0.0016)
    pebbles = np.zeros_like(height)
    tint = np.zeros_like(height)
    band.marks(stones(375, 500, 0.006, 0.018), pebbles, tint)
    stone = ramp01(pebbles, 5e-4, 15e-4)
    tone = 0.40 + clods * np.float32(0.22)
    add(tone, crumb, 0.20)
    add(tone, lump, 0.14)
    add(tone, broad, 0.06)
    tone = mix(tone, tint, stone)
    height += pebbles
    rough = 0.95 - stone * np.float32(0.15)
    return Layers(height, tone, rough, mask=stone)


def asphalt(band: Band) -> Layers:
    """Worn asphalt: stone chippings of 4 to 14 mm in black bitumen, some polished pale."""
    near, second, value = band.cells(128, 128, jitter=1.0, seed=381)
    _, _, small = band.cells(256, 256, jitter=1.0, seed=382)
    fine = band.noise(256, octaves=3, gain=0.9, seed=383)
    broad = band.noise(8, octaves=4, gain=0.65, seed=384)
    edge = second - near
    add(edge, fine, 7e-4)
    chip = ramp01(edge, 0.0010, 0.0035)
    chip *= ramp01(value, 0.25, 0.55)
    tone = 0.20 + small * np.float32(0.24)
    tone += chip * (value * np.float32(0.46) - np.float32(0.06))
    add(tone, fine, 0.07)
    add(tone, broad, 0.05)
    height = chip * np.float32(0.0016)
    add(height, small, 7e-4)
    add(height, fine, 2.5e-4)
    rough = 0.90 - chip * np.float32(0.12)
    return Layers(height, tone, rough)


RIPPLES = 20
"""Wind ripples on the tile: 100 mm apart."""


def sand(band: Band) -> Layers:
    """Dry beach sand with wind ripples."""
    sway = band.noise(2, 4, octaves=5, gain=0.55, seed=391)
    crest = band.noise(8, octaves=4, gain=0.6, seed=392)
    grains = band.noise(256, octaves=3, gain=1.0, seed=393)
    band.grain(0.6, 394, out=grains)
    phase = sway * np.float32(4.2)
    add(phase, band.y, 2 * np.pi * RIPPLES / band.tile)
    ripple = np.sin(phase)
    ripple += np.sin(2.0 * phase + 0.9) * np.float32(0.24)
    ripple *= 0.62 + 0.30 * crest
    height = ripple * np.float32(0.0042)
    add(height, crest, 0.0018)
    add(height, grains, 1.5e-4)
    tone = 0.56 + ripple * np.float32(0.10)
    add(tone, grains, 0.12)
    add(tone, crest, 0.07)
    rough = 0.92 + grains * np.float32(0.02)
    return Layers(height, tone, rough)


def _ground(name: str, label: str, description: str, recipe: Recipe) -> Entry:
    return Entry(Finish(name, "ground", label, description, tile=BUILDING_TILE), recipe)


ENTRIES = (
    _ground(
        "grass",
        "Grass",
        "A mown lawn.",
        Recipe(
            grass,
            ("#1f2a14", "#35491d", "#527028", "#739239", "#9bb257"),
            ("#6a5a30", "#94824a", "#b5a468"),
            occlusion=(0.65, 0.016, 0.018),
        ),
    ),
    _ground(
        "soil",
        "Soil",
        "Raked topsoil with crumbs and a few pebbles.",
        Recipe(
            soil,
            ("#241a13", "#3c2c20", "#57412f", "#72583f", "#8c7053"),
            ("#6f6a62", "#8d877d", "#a9a398"),
            occlusion=(0.65, 0.004, 0.010),
        ),
    ),
    _ground(
        "gravel",
        "Gravel",
        "Washed river gravel, 12 to 40 mm.",
        Recipe(
            gravel,
            ("#5f5a55", "#8b8781", "#a5937a", "#bdb8ae", "#dcd8cf"),
            occlusion=(0.6, 0.010, 0.012),
        ),
    ),
    _ground(
        "asphalt",
        "Asphalt",
        "Worn road asphalt with pale chippings.",
        Recipe(
            asphalt,
            ("#26272a", "#3d3e40", "#58585a", "#7b7a78", "#a3a19c"),
            occlusion=(0.4, 8e-4, 2e-3),
        ),
    ),
    _ground(
        "sand",
        "Sand",
        "Dry sand with wind ripples.",
        Recipe(
            sand,
            ("#a08660", "#bfa57c", "#d2bb93", "#dfcba6", "#e9dabb"),
            occlusion=(0.25, 0.003, 0.008),
        ),
    ),
)
