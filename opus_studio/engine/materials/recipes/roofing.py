"""Roof coverings: the top of the picture is up the slope; each course lies on the next below."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import BUILDING_TILE, Finish
from opus_studio.engine.materials.layout import bond, from_rows
from opus_studio.engine.materials.recipes.entry import Entry, add, ramp01

TILE_COURSES = 6
"""Courses of clay tiles on the tile: a gauge of 333 mm."""

TILES_ACROSS = 8
"""Clay tiles in a course: a cover width of 250 mm."""

PANTILES = bond(BUILDING_TILE, TILE_COURSES, [1.0] * TILES_ACROSS, [0.0])


def clay_roof_tile(band: Band) -> Layers:
    """Clay pantiles: an S-shaped roll at the side of each, the tail lying on the course below."""
    shade_of, lift_of = PANTILES.values(201), PANTILES.values(202, -2e-3, 2e-3)
    _, along, across, shade, height = band.courses(PANTILES, shade_of, lift_of)
    cloud = band.noise(32, octaves=5, gain=0.66, seed=203)
    sand = band.noise(256, octaves=3, gain=0.85, seed=204)
    lichen = band.noise(32, octaves=5, gain=0.75, seed=205)
    lichen = ramp01(lichen, 1.05, 1.3)
    along = along[:1]  # the courses are not staggered: every row is the same
    angle = along * np.float32(2.0 * np.pi)
    profile = np.cos(angle)
    profile += np.cos(2.0 * angle + 0.6) * np.float32(0.28)
    add(height, profile, 0.021)
    add(height, across, 0.020)
    tail = ramp01(across, 0.985, 1.0)
    add(height, tail, -0.006)
    add(height, cloud, 7e-4)
    add(height, sand, 2e-4)
    seam = ramp01(np.abs(along - 0.5), 0.470, 0.494)
    under = ramp01(across, 0.09, 0.0)
    tone = 0.34 + shade * np.float32(0.36)
    add(tone, cloud, 0.12)
    add(tone, sand, 0.06)
    shadow = 1.0 - under * np.float32(0.55)
    add(shadow, seam, -0.30)
    valley = ramp01(profile, 0.2, -1.1)
    add(shadow, valley, -0.42)
    rough = 0.78 + cloud * np.float32(0.05)
    lichen *= np.float32(0.8)
    return Layers(height, tone, rough, mask=lichen, shade=shadow)


SLATE_COURSES = 10
SLATES = bond(BUILDING_TILE, SLATE_COURSES, [1.0] * 8, [0.0, BUILDING_TILE / 16])


def slate(band: Band) -> Layers:
    """Natural slate: riven blue-grey slabs, 250 mm wide at a gauge of 200 mm, half overlapped."""
    shade_of, lift_of = SLATES.values(211), SLATES.values(212, 0.0, 2.5e-3)
    _, along, across, shade, height = band.courses(SLATES, shade_of, lift_of)
    riven = band.noise(8, 16, octaves=6, gain=0.6, seed=213)
    chips = band.noise(64, octaves=4, gain=0.7, seed=214)
    steps = np.floor(riven * 4.0)
    side = np.minimum(along, 1.0 - along)
    side *= np.float32(0.25)
    add(side, chips, 0.0012)
    gap = ramp01(side, 0.0030, 0.0012)
    low = 1.0 - across
    low *= np.float32(0.2)
    add(low, chips, 0.0018)
    tail = ramp01(low, 0.004, 0.0005)
    under = ramp01(across, 0.075, 0.0)
    add(height, across, 0.009)
    add(height, steps, 2.5e-4)
    add(height, riven, 4e-4)
    add(height, chips, 2e-4)
    add(height, tail, -0.004)
    add(height, gap, -0.008)
    tone = 0.24 + shade * np.float32(0.46)
    add(tone, riven, 0.10)
    add(tone, chips, 0.08)
    shadow = 1.0 - under * np.float32(0.50)
    add(shadow, gap, -0.45)
    rough = 0.56 + chips * np.float32(0.06)
    add(rough, shade, -0.08)
    return Layers(height, tone, rough, shade=shadow)


SHINGLE_COURSES = 14


def _tabs() -> list[list[float]]:
    """Beginnings of the tabs of each course: thirds of a 1 m strip, stepped by a sixth or so."""
    rng = np.random.default_rng(221)
    rows: list[list[float]] = []
    for course in range(SHINGLE_COURSES):
        start = course % 2 * (BUILDING_TILE / 12) + rng.uniform(-0.012, 0.012)
        rows.append([start + tab * BUILDING_TILE / 6 for tab in range(6)])
    return rows


SHINGLES = from_rows(BUILDING_TILE, [1.0] * SHINGLE_COURSES, _tabs())


def asphalt_shingle(band: Band) -> Layers:
    """Three-tab asphalt shingles: mineral granules in blended greys, slots between the tabs."""
    shade_of = SHINGLES.values(222)
    _, along, across, shade = band.courses(SHINGLES, shade_of)
    granules = band.noise(256, octaves=3, gain=1.0, seed=223)
    blend = band.noise(32, 64, octaves=3, gain=0.7, seed=224)
    wobble = band.noise(64, octaves=3, gain=0.6, seed=225)
    band.grain(0.55, 226, out=granules)
    side = np.minimum(along, 1.0 - along)
    side *= np.float32(BUILDING_TILE / 6)
    add(side, wobble, 8e-4)
    slot = ramp01(side, 0.0050, 0.0036)
    low = across + wobble * np.float32(0.008)
    under = ramp01(low, 0.10, 0.0)
    height = across * np.float32(0.0035)
    add(height, granules, 3e-4)
    add(height, slot, -0.003)
    height -= ramp01(across, 0.975, 1.0) * np.float32(0.001)
    tone = 0.26 + shade * np.float32(0.30)
    add(tone, blend, 0.12)
    add(tone, granules, 0.15)
    shadow = 1.0 - under * np.float32(0.52)
    add(shadow, slot, -0.5)
    rough = 0.92 + blend * np.float32(0.03)
    return Layers(height, tone, rough, shade=shadow)


def _roof(name: str, label: str, description: str, recipe: Recipe) -> Entry:
    return Entry(Finish(name, "roofing", label, description, tile=BUILDING_TILE), recipe)


ENTRIES = (
    _roof(
        "clay_roof_tile",
        "Clay roof tiles",
        "Clay pantiles, 250 mm wide at a gauge of 333 mm, with a little lichen.",
        Recipe(
            clay_roof_tile,
            ("#6b3422", "#8f4a30", "#ab6040", "#c07852", "#cf9270"),
            ("#7d7a55", "#989372", "#aaa78a"),
            occlusion=(0.5, 0.0, 0.03),
        ),
    ),
    _roof(
        "slate",
        "Slate",
        "Natural blue-grey roofing slates, 250 mm wide at a gauge of 200 mm.",
        Recipe(
            slate,
            ("#2d3238", "#3f464e", "#515961", "#646b71", "#7a7f82"),
            occlusion=(0.4, 0.003, 0.010),
        ),
    ),
    _roof(
        "asphalt_shingle",
        "Asphalt shingles",
        "Three-tab asphalt shingles with grey mineral granules.",
        Recipe(
            asphalt_shingle,
            ("#232323", "#3d3c3b", "#585654", "#767370", "#9a9793"),
            occlusion=(0.4, 0.001, 0.004),
        ),
    ),
)
