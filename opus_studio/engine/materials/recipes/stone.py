"""Cut and polished stone, terrazzo, paving."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Paint, Recipe
from opus_studio.engine.materials.finish import BUILDING_TILE, FURNITURE_TILE, Finish
from opus_studio.engine.materials.layout import bond, random_courses, strewn
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01


def marble(seed: int, veins: float, clouds: float) -> Paint:
    """Polished marble: many veins along the bed, none much stronger than the others, and hairs.

    A single strong vein or knot would be seen again on each tile of a floor or a long top.
    """

    def paint(band: Band) -> Layers:
        warp = band.noise(4, octaves=6, gain=0.46, seed=seed)
        fine = band.noise(8, 16, octaves=5, gain=0.56, seed=seed + 1)
        where = band.noise(16, octaves=3, gain=0.6, seed=seed + 2)
        cloud = band.noise(8, octaves=4, gain=0.6, seed=seed + 3)
        phase = warp * np.float32(1.5) + fine * np.float32(0.30)
        add(phase, band.x, np.pi * 5 / band.tile)
        add(phase, band.y, np.pi * 9 / band.tile)
        line = np.abs(np.sin(phase))
        strength = ramp01(where, -0.8, 1.4)
        sharp = ramp01(line, 0.06, 0.0) * strength
        halo = ramp01(line, 0.60, 0.0) * strength
        hair = ramp01(np.abs(fine), 0.025, 0.0)
        hair *= ramp01(where, 0.6, -0.8)
        tone = 0.80 + cloud * np.float32(clouds)
        add(tone, halo, -(veins * 0.24))
        add(tone, sharp, -(veins * 0.42))
        add(tone, hair, -(veins * 0.20))
        height = sharp * np.float32(-1e-5)
        rough = 0.14 + halo * np.float32(0.04)
        add(rough, cloud, 0.02)
        return Layers(height, tone, rough)

    return paint


def granite(band: Band) -> Layers:
    """Polished granite: pale feldspar of 8 mm, grey quartz of 4 mm between, specks of mica."""
    near, second, value = band.cells(128, 128, jitter=1.0, seed=241)
    _, _, small = band.cells(256, 256, jitter=1.0, seed=242)
    cloud = band.noise(64, octaves=4, gain=0.85, seed=243)
    mica = ramp01(small + cloud * np.float32(0.05), 0.87, 0.90)
    border = ramp01(second - near, 1.2e-3, 0.0)
    tone = 0.26 + value * np.float32(0.34)
    add(tone, small, 0.30)
    add(tone, cloud, 0.09)
    add(tone, border, -0.07)
    add(tone, mica, -0.72)
    height = border * np.float32(-1e-5)
    rough = 0.16 + mica * np.float32(0.07)
    add(rough, small, 0.03)
    return Layers(height, tone, rough)


@cache
def shells() -> NDArray[np.float32]:
    """Broken shells in limestone, 4 to 16 mm, hardly proud of the face."""
    rng = np.random.default_rng(291)
    table = strewn(rng, FURNITURE_TILE, 2_600, (0.005, 0.018), (0.0020, 0.0050))
    table[:, 6] = 1e-4
    return table.astype(np.float32)


def limestone(band: Band) -> Layers:
    """Honed oolitic limestone: grains of a millimetre, broken shells, pits of 1 to 4 mm."""
    oolite = band.noise(256, octaves=3, gain=0.95, seed=292)
    bed = band.noise(4, 16, octaves=5, gain=0.55, seed=293)
    near, _, value = band.cells(128, 128, jitter=1.0, seed=294)
    relief = np.zeros_like(oolite)
    tint = band.full(0.5)
    band.marks(shells(), relief, tint)
    tint -= np.float32(0.5)
    add(near, oolite, 8e-4)
    add(near, value, -0.030)  # of the cells only those with a high value reach down to a pit
    pit = ramp01(near, -0.0272, -0.0282)
    tone = 0.58 + bed * np.float32(0.07)
    add(tone, oolite, 0.09)
    add(tone, tint, 0.55)
    add(tone, pit, -0.40)
    height = oolite * np.float32(6e-5)
    add(height, relief, 1.0)
    add(height, pit, -9e-4)
    rough = 0.66 + pit * np.float32(0.2)
    add(rough, oolite, 0.03)
    add(rough, tint, -0.10)
    return Layers(height, tone, rough)


def terrazzo(band: Band) -> Layers:
    """Ground terrazzo: marble chips of three sizes in a pale cement."""
    wobble = band.noise(64, octaves=3, gain=0.6, seed=251)
    near, second, value = band.cells(32, 32, jitter=1.0, seed=252)
    small_near, small_second, small_value = band.cells(128, 128, jitter=1.0, seed=253)
    edge = second - near
    add(edge, wobble, 0.0016)
    large = ramp01(edge, 0.0075, 0.0083)
    large *= ramp01(value, 0.30, 0.301)
    edge = small_second - small_near
    add(edge, wobble, 6e-4)
    small = ramp01(edge, 0.0019, 0.0024)
    small *= ramp01(small_value, 0.25, 0.251)
    chips = np.maximum(large, small)
    tint = mix(small_value, value, large)
    tint = np.floor(np.clip((tint - 0.25) * 6.666, 0.0, 4.999)) * np.float32(0.25)
    add(tint, wobble, 0.02)
    cement = 0.6 + wobble * np.float32(0.12)
    tone = mix(cement, tint, chips)
    height = chips * np.float32(1e-5)
    rough = 0.34 - chips * np.float32(0.14)
    return Layers(height, tone, rough, mask=np.float32(1.0) - chips)


def travertine(band: Band) -> Layers:
    """Honed travertine cut across the bed: bands, and long voids along them."""
    bands = band.noise(2, 24, octaves=6, gain=0.6, seed=261)
    cloud = band.noise(8, 16, octaves=5, gain=0.62, seed=262)
    voids = band.noise(16, 64, octaves=4, gain=0.75, seed=263)
    add(voids, bands, 0.55)
    voids = ramp01(voids, 1.24, 1.46)
    tone = 0.60 + bands * np.float32(0.14)
    add(tone, cloud, 0.12)
    add(tone, voids, -0.36)
    height = voids * np.float32(-1.6e-3)
    add(height, cloud, 2e-5)
    rough = 0.42 + voids * np.float32(0.35)
    add(rough, cloud, 0.04)
    return Layers(height, tone, rough)


FLAGS = random_courses(BUILDING_TILE, [1.0, 1.4, 0.9, 1.2], (0.42, 0.85), 271)


def paving(band: Band) -> Layers:
    """Riven sandstone flags, 350 to 600 mm, with pointed joints."""
    shade_of, lift_of = FLAGS.values(272), FLAGS.values(273, -1.5e-3, 1.5e-3)
    edge, _, _, shade, height = band.courses(FLAGS, shade_of, lift_of)
    riven = band.noise(8, octaves=7, gain=0.58, seed=274)
    grit = band.noise(256, octaves=3, gain=0.85, seed=275)
    add(edge, riven, 0.0025)
    joint = ramp01(edge, 0.0085, 0.0060)
    arris = ramp01(edge, 0.018, 0.006)
    tone = 0.26 + shade * np.float32(0.42)
    add(tone, riven, 0.14)
    add(tone, grit, 0.07)
    add(height, riven, 0.0022)
    height += np.floor(riven * 3.0) * np.float32(6e-4)
    add(height, grit, 2e-4)
    add(height, arris, -3e-3)
    pointing = grit * np.float32(6e-4)
    pointing -= 0.0065
    height = mix(height, pointing, joint)
    grit *= np.float32(0.22)
    grit += 0.5
    rough = 0.82 + joint * np.float32(0.1)
    return Layers(height, mix(tone, grit, joint), rough, mask=joint)


SETTS = bond(BUILDING_TILE, 20, [1.0, 1.2, 0.9, 1.1, 1.0, 0.95] * 2 + [1.0, 1.15, 0.9], [0.0, 0.07])


def setts(band: Band) -> Layers:
    """Granite setts, 100 x 130 mm, domed by wear, sand in the joints."""
    shade_of, lift_of = SETTS.values(281), SETTS.values(282, -3e-3, 3e-3)
    edge, along, across, shade, height = band.courses(SETTS, shade_of, lift_of)
    face = band.noise(32, octaves=5, gain=0.62, seed=283)
    grit = band.noise(256, octaves=3, gain=0.9, seed=284)
    add(edge, face, 0.0045)
    joint = ramp01(edge, 0.0095, 0.0065)
    along -= 0.5
    across -= 0.5
    along *= along
    across *= across
    dome = (0.25 - along * along * 4.0) * (0.25 - across * across * 4.0)
    dome *= 16.0
    add(height, dome, 0.014)
    add(height, face, 0.0018)
    add(height, grit, 3e-4)
    sand = grit * np.float32(7e-4)
    sand -= 0.006
    height = mix(height, sand, joint)
    tone = 0.22 + shade * np.float32(0.40)
    add(tone, dome, 0.14)
    add(tone, grit, 0.11)
    add(tone, face, 0.06)
    grit *= np.float32(0.25)
    grit += 0.45
    rough = 0.74 + joint * np.float32(0.18)
    return Layers(height, mix(tone, grit, joint), rough, mask=joint)


ENTRIES = (
    Entry(
        Finish("white_marble", "stone", "White marble", "Polished Carrara marble with grey veins."),
        Recipe(marble(231, 0.95, 0.07), ("#6f7377", "#9b9fa2", "#c5c8c9", "#dfe0e0", "#ecece9")),
    ),
    Entry(
        Finish("black_marble", "stone", "Black marble", "Polished black marble with white veins."),
        Recipe(marble(235, 1.15, 0.05), ("#e6e2da", "#a9a6a0", "#5a5855", "#29292a", "#202021")),
    ),
    Entry(
        Finish("granite", "stone", "Granite", "Polished grey granite with black mica."),
        Recipe(granite, ("#2b2c2e", "#73726f", "#a09d98", "#bcb8b2", "#d6d3cd")),
    ),
    Entry(
        Finish(
            "limestone",
            "stone",
            "Limestone",
            "Honed pale limestone with broken shells; sills, copings, hearths.",
        ),
        Recipe(
            limestone,
            ("#8c8474", "#ada595", "#c5beb0", "#d4cec2", "#e3dfd5"),
            occlusion=(0.5, -1e-4, 8e-4),
        ),
    ),
    Entry(
        Finish("terrazzo", "stone", "Terrazzo", "Terrazzo: coloured marble chips in pale cement."),
        Recipe(
            terrazzo,
            ("#3d4a4c", "#b0643f", "#8e8c86", "#d9b98a", "#efeae0"),
            ("#c9c3b8", "#d6d1c7", "#dfdbd2"),
        ),
    ),
    Entry(
        Finish(
            "travertine", "stone", "Travertine", "Honed Roman travertine, banded, voids unfilled."
        ),
        Recipe(
            travertine,
            ("#77603f", "#ab9169", "#cdb48d", "#dcc9a8", "#e8dbc3"),
            occlusion=(0.6, -1e-4, 1.2e-3),
        ),
    ),
    Entry(
        Finish(
            "paving",
            "stone",
            "Paving",
            "Riven sandstone flags laid in courses, pointed joints.",
            tile=BUILDING_TILE,
        ),
        Recipe(
            paving,
            ("#5f5a50", "#837b6d", "#9f9482", "#b2a894", "#c3bbaa"),
            ("#6f695e", "#8d8678", "#a59e90"),
            occlusion=(0.55, -2e-3, 6e-3),
        ),
    ),
    Entry(
        Finish(
            "setts",
            "stone",
            "Granite setts",
            "Street paving of granite setts, worn round, sand joints.",
            tile=BUILDING_TILE,
        ),
        Recipe(
            setts,
            ("#3e3f40", "#5d5c5b", "#7b7977", "#959290", "#adaaa6"),
            ("#4c463c", "#6a6253", "#857b69"),
            occlusion=(0.65, 0.006, 0.014),
        ),
    ),
)
