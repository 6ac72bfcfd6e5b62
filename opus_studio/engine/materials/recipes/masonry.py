"""Walls: brick bonds, natural stone, concrete, render and plaster, terracotta.

Work size of a brick 215 x 102.5 x 65 mm with 10 mm joints (BS EN 771-1, UK format): 75 mm courses.
On a 2 m tile 26 courses and 9 stretchers come within 3 % of that.
"""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Paint, Recipe
from opus_studio.engine.materials.finish import BUILDING_TILE, Finish
from opus_studio.engine.materials.layout import Courses, bond, random_courses
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01

BRICK_COURSES = 26
STRETCHERS = 9
PAIRS = 6
"""Stretcher and header pairs in a course of Flemish bond."""


def brickwork(layout: Courses, seed: int, burnt_headers: bool = False) -> Paint:
    """Fired clay bricks in recessed, sanded lime mortar."""
    hue = np.random.default_rng(seed).normal(0.58, 0.13, layout.units)
    if burnt_headers:
        starts = layout.unit_edges.astype(np.float64)
        nexts = np.roll(starts, -1)
        nexts[layout.first_unit[1:] - 1] = starts[layout.first_unit[:-1]] + BUILDING_TILE
        hue -= 0.34 * (nexts - starts < 0.15)
    hue_of = np.clip(hue, 0.1, 0.95).astype(np.float32)
    proud_of = layout.values(seed + 1, -8e-4, 8e-4)

    def paint(band: Band) -> Layers:
        edge, _, _, clay, relief = band.courses(layout, hue_of, proud_of)
        rough_clay = band.noise(64, octaves=5, gain=0.65, seed=seed)
        drag = band.noise(64, 128, octaves=3, gain=0.6, seed=seed + 1)
        sand = band.noise(256, octaves=3, gain=0.85, seed=seed + 2)
        add(edge, drag, 0.0014)
        mortar = ramp01(edge, 0.0062, 0.0042)
        add(clay, rough_clay, 0.11)
        add(clay, sand, 0.08)
        pits = ramp01(rough_clay, 0.9, 1.3)
        add(clay, pits, -0.22)
        add(relief, rough_clay, 6e-4)
        add(relief, drag, 3e-4)
        add(relief, pits, -1.6e-3)
        relief += np.minimum(edge - 0.012, 0.0) * np.float32(0.12)
        joint = sand * np.float32(5e-4)
        joint -= 0.0055
        sand *= np.float32(0.24)
        sand += 0.6
        tone = mix(clay, sand, mortar)
        height = mix(relief, joint, mortar)
        rough = 0.80 + sand * np.float32(0.14)
        return Layers(height, tone, rough, mask=mortar)

    return paint


RUNNING = bond(
    BUILDING_TILE, BRICK_COURSES, [1.0] * STRETCHERS, [0.0, BUILDING_TILE / STRETCHERS / 2]
)
FLEMISH = bond(BUILDING_TILE, BRICK_COURSES, [1.0, 0.5] * PAIRS, [0.0, BUILDING_TILE / PAIRS / 2])
ASHLAR = random_courses(BUILDING_TILE, [1.0, 1.3, 1.0, 0.8, 1.2, 1.0, 1.3], (0.38, 0.72), 141)


def stone_rubble(band: Band) -> Layers:
    """Random rubble: split field stones of 15 to 30 cm in wide pointed joints."""
    near, second, value = band.cells(8, 13, jitter=0.78, seed=151)
    face = band.noise(16, octaves=6, gain=0.6, seed=152)
    sand = band.noise(256, octaves=3, gain=0.85, seed=153)
    tilt = band.noise(16, octaves=2, gain=0.5, seed=154)
    edge = second - near
    add(edge, face, 0.010)
    add(edge, sand, 0.0015)
    joint = ramp01(edge, 0.030, 0.020)
    dome = ramp01(edge, 0.015, 0.10)
    tone = 0.22 + value * np.float32(0.58)
    add(tone, face, 0.13)
    add(tone, sand, 0.07)
    stone = dome * np.float32(0.016)
    add(stone, face, 0.0045)
    add(stone, tilt, 0.004)
    add(stone, sand, 4e-4)
    pointing = sand * np.float32(7e-4)
    pointing -= 0.004
    height = mix(stone, pointing, joint)
    mortar = 0.55 + sand * np.float32(0.22)
    tone = mix(tone, mortar, joint)
    rough = 0.82 + joint * np.float32(0.08)
    return Layers(height, tone, rough, mask=joint)


def ashlar(band: Band) -> Layers:
    """Dressed sandstone blocks with fine joints: bedding lines, rubbed faces, soft arrises."""
    shade_of, lift_of = ASHLAR.values(142), ASHLAR.values(143, -1e-3, 1e-3)
    edge, _, _, shade, height = band.courses(ASHLAR, shade_of, lift_of)
    bed = band.noise(2, 16, octaves=5, gain=0.62, seed=144)
    cloud = band.noise(16, octaves=5, gain=0.65, seed=145)
    grit = band.noise(256, octaves=3, gain=0.9, seed=146)
    add(edge, cloud, 0.0008)
    joint = ramp01(edge, 0.0042, 0.0022)
    arris = ramp01(edge, 0.011, 0.003)
    tone = 0.34 + shade * np.float32(0.34)
    bed *= 0.4 + shade
    add(tone, bed, 0.12)
    add(tone, cloud, 0.10)
    add(tone, grit, 0.06)
    add(tone, joint, -0.20)
    add(height, bed, 2.5e-4)
    add(height, cloud, 5e-4)
    add(height, grit, 2e-4)
    add(height, arris, -2.5e-3)
    add(height, joint, -3e-3)
    rough = 0.84 + grit * np.float32(0.04)
    return Layers(height, tone, rough)


def concrete(band: Band) -> Layers:
    """Fair-faced concrete: clouds of the pour, blow holes, a cement skin."""
    cloud = band.noise(8, octaves=6, gain=0.66, seed=161)
    fine = band.noise(128, octaves=4, gain=0.75, seed=162)
    near, _, value = band.cells(64, 64, jitter=1.0, seed=163)
    size = np.maximum(value - 0.80, 0.0)
    size *= np.float32(0.022)
    add(size, fine, 0.0003)
    holes = ramp01(near - size, 0.0006, -0.0006)
    holes *= ramp01(value, 0.80, 0.801)
    tone = 0.55 + cloud * np.float32(0.16)
    add(tone, fine, 0.09)
    add(tone, holes, -0.45)
    height = cloud * np.float32(6e-4)
    add(height, fine, 1.2e-4)
    add(height, holes, -2.2e-3)
    rough = 0.78 + cloud * np.float32(0.05)
    add(rough, fine, 0.03)
    return Layers(height, tone, rough)


BOARDS = random_courses(BUILDING_TILE, [1.0, 1.1, 0.9, 1.0] * 4, (1.1, 1.9), 165)


def board_marked_concrete(band: Band) -> Layers:
    """Concrete cast against sawn boards: their grain, their steps and the fins between them."""
    shade_of, lift_of = BOARDS.values(166), BOARDS.values(167, -1.6e-3, 1.6e-3)
    edge, _, _, shade, height = band.courses(BOARDS, shade_of, lift_of)
    rings = band.noise(4, 32, octaves=4, gain=0.5, seed=168)
    add(rings, shade, 2.0)
    grain = np.sin(rings * np.float32(7.0))
    fibre = band.noise(8, 256, octaves=3, gain=0.8, seed=169)
    cloud = band.noise(8, octaves=5, gain=0.65, seed=170)
    fin = ramp01(edge, 0.0035, 0.0008)
    tone = 0.44 + shade * np.float32(0.07)
    add(tone, grain, 0.02)
    add(tone, fibre, 0.03)
    add(tone, cloud, 0.12)
    tone -= ramp01(edge, 0.004, 0.0012) * np.float32(0.05)
    add(height, grain, 1.6e-4)
    add(height, fibre, 1.8e-4)
    add(height, fin, 1.8e-3)
    rough = 0.82 + fibre * np.float32(0.04)
    return Layers(height, tone, rough)


def stucco(band: Band) -> Layers:
    """Rough-cast render, sprayed in blobs of 5 to 15 mm, painted cream."""
    near, _, value = band.cells(128, 128, jitter=1.0, seed=181)
    blob = ramp01(near, 0.011, 0.002)
    blob *= value
    lumps = band.noise(64, octaves=4, gain=0.7, seed=182)
    broad = band.noise(8, octaves=4, gain=0.6, seed=183)
    height = blob * np.float32(0.0032)
    add(height, lumps, 0.0016)
    add(height, broad, 0.0008)
    tone = 0.52 + lumps * np.float32(0.07)
    add(tone, blob, 0.08)
    add(tone, broad, 0.04)
    rough = 0.92 - blob * np.float32(0.06)
    return Layers(height, tone, rough)


def plaster(band: Band) -> Layers:
    """Trowelled gypsum plaster, painted matt: faint trowel sweeps."""
    sweep = band.noise(8, octaves=3, gain=0.6, seed=71)
    trowel = band.noise(8, 16, octaves=5, gain=0.6, seed=72)
    fine = band.noise(256, octaves=3, gain=0.8, seed=73)
    height = sweep * np.float32(8e-4) + trowel * np.float32(7e-4)
    add(height, fine, 1.0e-4)
    tone = 0.6 + sweep * np.float32(0.03)
    add(tone, trowel, 0.06)
    add(tone, fine, 0.06)
    rough = 0.88 - trowel * np.float32(0.05)
    return Layers(height, tone, rough)


QUARRY = bond(BUILDING_TILE, 10, [1.0] * 10, [0.0])


def terracotta(band: Band) -> Layers:
    """Hand-made terracotta floor tiles, 200 mm, with pillowed edges and wide pale joints."""
    shade_of, lift_of = QUARRY.values(191), QUARRY.values(192, -8e-4, 8e-4)
    edge, _, _, shade, lift = band.courses(QUARRY, shade_of, lift_of)
    cloud = band.noise(16, octaves=5, gain=0.65, seed=193)
    fire = band.noise(32, octaves=4, gain=0.6, seed=194)
    sand = band.noise(256, octaves=3, gain=0.85, seed=195)
    add(edge, cloud, 0.0011)
    joint = ramp01(edge, 0.0058, 0.0040)
    pillow = ramp01(edge, 0.003, 0.022)
    tone = 0.28 + shade * np.float32(0.30)
    add(tone, cloud, 0.13)
    add(tone, fire, 0.10)
    add(tone, pillow, 0.12)
    add(lift, pillow, 0.0020)
    add(lift, cloud, 5e-4)
    add(lift, sand, 1e-4)
    grout = sand * np.float32(4e-4)
    grout -= 0.0020
    height = mix(lift, grout, joint)
    sand *= np.float32(0.2)
    sand += 0.5
    rough = 0.62 + joint * np.float32(0.28)
    return Layers(height, mix(tone, sand, joint), rough, mask=joint)


def _wall(
    name: str, label: str, description: str, recipe: Recipe, *, small_tile: float = 0.0
) -> Entry:
    """A finish of walls; stone is chosen smaller for piers and stacks (`small_tile`, metres)."""
    described = Finish(
        name,
        "masonry",
        label,
        description,
        tile=BUILDING_TILE,
        small_tile=small_tile,
        small_part=PIER,
        painted_tile=BUILDING_TILE,
    )
    return Entry(described, recipe)


PIER = 1.6
"""Metres: faces of piers, stacks and parapets are narrower, those of walls are wider."""


_MORTAR = ("#8d877b", "#b3ac9d", "#cdc7b9")

ENTRIES = (
    _wall(
        "running_bond_brick",
        "Brick, running bond",
        "Red clay brick laid as stretchers, half overlapped, lime mortar.",
        Recipe(
            brickwork(RUNNING, 61),
            ("#43261f", "#6e3527", "#8f4a33", "#a8613f", "#bb7c55"),
            _MORTAR,
            occlusion=(0.35, -5e-4, 5e-3),
        ),
    ),
    _wall(
        "flemish_bond_brick",
        "Brick, Flemish bond",
        "Orange stock brick, stretchers and burnt headers in turn in each course.",
        Recipe(
            brickwork(FLEMISH, 64, burnt_headers=True),
            ("#3b2c2a", "#6d4636", "#a5663f", "#bd8050", "#cf9c6c"),
            _MORTAR,
            occlusion=(0.35, -5e-4, 5e-3),
        ),
    ),
    _wall(
        "stone_rubble",
        "Stone rubble",
        "Random rubble wall of split field stones with wide joints.",
        Recipe(
            stone_rubble,
            ("#4a4741", "#6f6a60", "#8c8373", "#a1917a", "#b5a992"),
            ("#8f887a", "#aea695", "#c6bfae"),
            occlusion=(0.6, 0.010, 0.018),
        ),
        small_tile=1.1,
    ),
    _wall(
        "ashlar",
        "Ashlar",
        "Dressed sandstone blocks in courses, with fine joints.",
        Recipe(
            ashlar,
            ("#8a7354", "#a98f69", "#c0a882", "#d0bb97", "#ddcbab"),
            occlusion=(0.55, -2e-3, 4e-3),
        ),
        small_tile=1.25,
    ),
    _wall(
        "concrete",
        "Concrete",
        "Fair-faced concrete from smooth formwork, with blow holes.",
        Recipe(
            concrete,
            ("#5c5b58", "#7d7b77", "#94928d", "#a5a39d", "#b6b4ae"),
            occlusion=(0.6, -6e-4, 2e-3),
        ),
    ),
    _wall(
        "board_marked_concrete",
        "Board-marked concrete",
        "Concrete cast against rough sawn boards.",
        Recipe(
            board_marked_concrete,
            ("#5f5d59", "#7b7873", "#918e88", "#a4a19b", "#b5b2ab"),
            occlusion=(0.35, -5e-4, 2.5e-3),
        ),
    ),
    _wall(
        "stucco",
        "Stucco",
        "Rough-cast render, painted cream.",
        Recipe(
            stucco,
            ("#c9bb9c", "#dccfb3", "#e8dec6"),
            occlusion=(0.45, 1e-3, 4e-3),
        ),
    ),
    _wall(
        "plaster",
        "Plaster",
        "Trowelled interior plaster, matt off-white.",
        Recipe(plaster, ("#d5d0c6", "#e3dfd6", "#ebe8e1"), occlusion=(0.15, 0.0, 1.5e-3)),
    ),
    _wall(
        "terracotta",
        "Terracotta tiles",
        "Hand-made terracotta floor tiles, 200 mm, pale joints.",
        Recipe(
            terracotta,
            ("#83452c", "#a65c3a", "#be744a", "#cf8a5e", "#dca47b"),
            ("#9c9384", "#b8b0a1", "#cec7b9"),
            occlusion=(0.4, 1e-3, 3e-3),
        ),
    ),
)
