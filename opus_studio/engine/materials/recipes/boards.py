"""Wood laid in pieces: plywood with its plugs, parquet, weathered boards."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Recipe
from opus_studio.engine.materials.finish import BUILDING_TILE, Finish
from opus_studio.engine.materials.layout import random_courses
from opus_studio.engine.materials.recipes.entry import Entry, add, mix, ramp01
from opus_studio.engine.materials.recipes.woods import (
    BIRCH_VENEER,
    SAMPLES,
    grain_of,
    ring_table,
)

BLOCKS = 16
"""Parquet: block widths on the tile, so a block is 62.5 mm wide."""

BLOCK_RATIO = 4
"""A block is four widths long: 250 mm."""


def plywood(band: Band) -> Layers:
    """Rotary-cut birch face: broad wild contours, and boat-shaped plugs where knots were."""
    plugs = np.array([[0.23, 0.31, 0.046, 0.015, 1.0], [0.71, 0.78, 0.046, 0.015, 1.0]], np.float32)
    plug = np.zeros((band.rows, band.n), np.float32)
    band.bumps(plugs, plug)
    inside = ramp01(plug, 0.0, 2e-3)
    rim = inside - ramp01(plug, 0.05, 0.10)
    tone, openness, _ = grain_of(band, BIRCH_VENEER, inside * np.float32(2.5))
    height = tone * np.float32(2e-5) - openness * np.float32(2e-5)
    add(height, rim, -8e-5)
    tone += 0.66
    add(tone, inside, 0.10)
    add(tone, rim, -0.4)
    rough = 0.60 - tone * np.float32(0.06)
    return Layers(height, tone, rough)


@cache
def herringbone(blocks: int, ratio: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each cell of one block width: cells from its block's beginning, and the block's number.

    Cell (i, j) belongs to a lying block where (i - j) mod 2r < r, to a standing one elsewhere.
    Numbers of standing blocks are negative.
    """
    i, j = np.meshgrid(np.arange(blocks), np.arange(blocks))
    d = (i - j) % (2 * ratio)
    lying = d < ratio
    along = np.where(lying, d, 2 * ratio - 1 - d)
    first_i = np.where(lying, i - d, i) % blocks
    first_j = np.where(lying, j, j - along) % blocks
    number = 1 + first_j * blocks + first_i
    return along.astype(np.int32), np.where(lying, number, -number).astype(np.int32)


def parquet(band: Band) -> Layers:
    """Oak blocks in herringbone, lacquered; each block sawn from another place."""
    along_cell, number_cell = herringbone(BLOCKS, BLOCK_RATIO)
    width = band.tile / BLOCKS
    u = band.x * np.float32(1.0 / width)
    v = band.y * np.float32(1.0 / width)
    row = v[:, 0].astype(np.int32)
    u, v = u - np.floor(u), v - np.floor(v)

    def spread(cells: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.repeat(cells[row], band.n // BLOCKS, axis=1)

    rng = np.random.default_rng(11)
    values = rng.uniform(0.0, 1.0, (2, BLOCKS * BLOCKS + 1)).astype(np.float32)
    values = values[:, np.abs(number_cell)]
    shade, start = spread(values[0]), spread(values[1])
    lying = spread((number_cell > 0).astype(np.float32))
    across = mix(np.broadcast_to(u, lying.shape), np.broadcast_to(v, lying.shape), lying)
    along = (u + v) - across
    along += spread(along_cell.astype(np.float32))
    edge = np.minimum(across, 1.0 - across)
    np.minimum(edge, along, out=edge)
    np.minimum(edge, BLOCK_RATIO - along, out=edge)
    edge *= np.float32(width)
    lines_u = band.noise(8, 256, octaves=3, gain=0.8, seed=121)
    lines_v = band.noise(256, 8, octaves=2, gain=0.8, seed=122)
    fibre = mix(lines_v, lines_u, lying)
    rings = band.noise(8, octaves=3, amplitude=0.8, seed=123)
    rings += across * (start * np.float32(5.0) + np.float32(3.0))
    add(rings, start, 61.0)
    late = band.lookup(rings * np.float32(SAMPLES), ring_table(1.5, 1))
    gap = ramp01(edge, 0.0016, 0.0004)
    tone = shade * np.float32(0.34) + np.float32(0.50)
    add(tone, late, -0.20)
    add(tone, fibre, 0.09)
    tone -= ramp01(fibre, 0.7, 1.6) * np.float32(0.22)
    add(tone, gap, -0.42)
    height = fibre * np.float32(3e-5)
    add(height, shade, 1e-4)
    add(height, gap, -9e-4)
    rough = 0.34 + fibre * np.float32(0.03)
    add(rough, shade, 0.06)
    add(rough, gap, 0.3)
    return Layers(height, tone, rough)


WEATHERED = random_courses(BUILDING_TILE, [1.0] * 16, (0.7, 1.7), 131)


@cache
def nails() -> NDArray[np.float32]:
    """Two nail heads at both ends of each board (columns of `patterns.marks`)."""
    course = WEATHERED.course_of
    x = np.concatenate([WEATHERED.unit_edges + 0.03, WEATHERED.unit_edges - 0.03])
    x = np.tile(x % BUILDING_TILE, 2)
    top = np.tile(WEATHERED.course_edges[course], 2)
    y = np.concatenate([top + 0.030, top + 0.095])
    table = np.zeros((len(x), 10), np.float32)
    table[:, 0], table[:, 1] = x, y
    table[:, 2] = table[:, 3] = 0.0042
    table[:, 4], table[:, 6], table[:, 9] = 1.0, 1.0, 1.0
    return table[np.argsort(table[:, 1])]


def weathered_boards(band: Band) -> Layers:
    """Silver-grey softwood cladding: raised grain, checks, gaps between boards, rusting nails."""
    board = WEATHERED.values(132)
    lift = WEATHERED.values(133, -1.2e-3, 1.2e-3)
    edge, _, _, shade, height = band.courses(WEATHERED, board, lift)
    rings = band.noise(4, 24, octaves=4, gain=0.45, amplitude=3.0, seed=134)
    add(rings, shade, 63.0)
    add(rings, band.y, 70.0)
    late = band.lookup(rings * np.float32(SAMPLES), ring_table(1.6, 9))
    fibre = band.noise(16, 512, octaves=3, gain=0.8, seed=135)
    stain = band.noise(4, 16, octaves=4, gain=0.6, seed=136)
    checks = band.noise(8, 128, octaves=3, gain=0.7, seed=137)
    checks = ramp01(checks, 1.15, 1.5)
    gap = ramp01(edge, 0.0035, 0.0012)
    nail = np.zeros_like(edge)
    stone = np.zeros_like(edge)
    band.marks(nails(), nail, stone)
    tone = shade * np.float32(0.30) + np.float32(0.46)
    add(tone, late, -0.24)
    add(tone, fibre, 0.10)
    add(tone, stain, 0.16)
    add(tone, checks, -0.5)
    add(tone, gap, -0.9)
    add(height, late, 5e-4)
    add(height, fibre, 1.2e-4)
    add(height, checks, -1.5e-3)
    add(height, gap, -8e-3)
    height += np.minimum(nail, 0.5) * np.float32(1e-3)
    rough = 0.88 - late * np.float32(0.05)
    return Layers(height, tone, rough, mask=stone)


ENTRIES = (
    Entry(
        Finish(
            "plywood",
            "wood",
            "Plywood",
            "Birch plywood: the rotary-cut face with its boat-shaped plugs.",
        ),
        Recipe(plywood, ("#8d653c", "#bd925f", "#d8b585", "#e5c99e", "#ecd7b3")),
    ),
    Entry(
        Finish(
            "parquet",
            "wood",
            "Parquet",
            "Oak parquet laid in herringbone, 62 x 250 mm blocks, satin lacquer.",
        ),
        Recipe(
            parquet,
            ("#2f1d10", "#7a5029", "#a3733f", "#bf9058", "#d3aa74"),
            occlusion=(0.5, 0.0, 1e-3),
        ),
    ),
    Entry(
        Finish(
            "weathered_boards",
            "wood",
            "Weathered boards",
            "Silver-grey softwood cladding, 125 mm boards, raised grain and nails.",
            tile=BUILDING_TILE,
        ),
        Recipe(
            weathered_boards,
            ("#2a2622", "#625b53", "#8d867d", "#aba59c", "#c2bdb4"),
            ("#3a2a22", "#4f382b", "#5d4434"),
            occlusion=(0.7, -1.5e-3, 6e-3),
        ),
    ),
)
