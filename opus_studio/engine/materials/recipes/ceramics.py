"""Ceramics: porcelain, crackled stoneware glaze, glazed wall tiles."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.layout import bond
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01


def porcelain(band: Band) -> Layers:
    """Vitreous china: a deep, slightly wavy glaze with a rare pinhole."""
    wave = band.noise(16, octaves=3, gain=0.5, seed=321)
    broad = band.noise(4, octaves=3, seed=322)
    near, _, value = band.cells(32, 32, jitter=1.0, seed=323)
    speck = ramp01(near, 1.2e-3, 6e-4)
    speck *= ramp01(value, 0.90, 0.901)
    height = wave * np.float32(5e-5)
    add(height, speck, -1e-4)
    tone = 0.62 + broad * np.float32(0.10)
    add(tone, wave, 0.06)
    add(tone, speck, -0.5)
    rough = 0.09 + wave * np.float32(0.015)
    return Layers(height, tone, rough)


def ceramic(band: Band) -> Layers:
    """Celadon stoneware: glaze pooling thick and thin, a crackle net, iron specks."""
    pool = band.noise(8, octaves=4, gain=0.55, seed=324)
    warp = band.noise(32, octaves=4, gain=0.6, seed=325)
    near, second, _ = band.cells(32, 32, jitter=1.0, seed=326)
    fine_near, fine_second, value = band.cells(64, 64, jitter=1.0, seed=327)
    crack = second - near
    add(crack, warp, 1.4e-3)
    crack = ramp01(np.abs(crack), 1.1e-3, 2e-4)
    hair = fine_second - fine_near
    add(hair, warp, 7e-4)
    hair = ramp01(np.abs(hair), 8e-4, 2e-4)
    speck = ramp01(fine_near, 1.4e-3, 8e-4)
    speck *= ramp01(value, 0.86, 0.861)
    tone = 0.64 + pool * np.float32(0.09)
    add(tone, warp, 0.04)
    add(tone, crack, -0.42)
    add(tone, hair, -0.20)
    add(tone, speck, -0.55)
    height = pool * np.float32(1.5e-4)
    add(height, crack, -2e-5)
    rough = 0.16 + crack * np.float32(0.10)
    add(rough, pool, 0.02)
    return Layers(height, tone, rough)


METRO = bond(1.0, 14, [1.0] * 7, [0.0, 1.0 / 14])


def metro_tile(band: Band) -> Layers:
    """Bevelled glazed wall tiles, 143 x 71 mm in half bond, grey grout."""
    shade_of, tilt_of = METRO.values(331), METRO.values(332, -1.0, 1.0)
    edge, along, _, shade, tilt = band.courses(METRO, shade_of, tilt_of)
    wave = band.noise(16, octaves=3, gain=0.5, seed=333)
    sand = band.noise(256, octaves=2, gain=0.8, seed=334)
    joint = ramp01(edge, 0.0019, 0.0011)
    bevel = np.clip((edge - 0.0015) * np.float32(1.0 / 0.0105), 0.0, 1.0)
    height = bevel * np.float32(0.0032)
    height += tilt * (along - 0.5) * np.float32(8e-4)
    add(height, wave, 6e-5)
    grout = sand * np.float32(2e-4)
    grout -= 0.0008
    height = mix(height, grout, joint)
    tone = 0.5 + shade * np.float32(0.3)
    add(tone, wave, 0.08)
    tone += sand * joint
    rough = 0.10 + joint * np.float32(0.75)
    add(rough, wave, 0.01)
    return Layers(height, tone, rough, mask=joint)


ENTRIES = (
    Entry(
        Finish(
            "porcelain",
            "ceramic",
            "Porcelain",
            "White vitreous china: sanitary ware, tableware, lamp bases.",
            ior=1.52,
        ),
        Recipe(porcelain, ("#d8dadb", "#e6e8e8", "#eeefee")),
    ),
    Entry(
        Finish(
            "ceramic",
            "ceramic",
            "Stoneware glaze",
            "Celadon-glazed stoneware with crackle and iron specks.",
            ior=1.52,
        ),
        Recipe(ceramic, ("#3f4a3c", "#68796a", "#8fa390", "#adc0ad", "#c6d3c3")),
    ),
    Entry(
        Finish(
            "metro_tile",
            "ceramic",
            "Metro tiles",
            "Bevelled glazed wall tiles, 143 x 71 mm in half bond, grey grout.",
            ior=1.52,
        ),
        Recipe(
            metro_tile,
            ("#e2e4e2", "#e9ebe9", "#efefed"),
            ("#86847f", "#9a9893", "#adaba6"),
            occlusion=(0.45, 6e-4, 1.6e-3),
        ),
    ),
)
