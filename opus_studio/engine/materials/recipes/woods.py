"""Timbers: sawn figure from a growth-ring coordinate, with pores, rays, fibre and knots.

A board cut from a log shows the contour lines of the distance to the pith. Here the ring
coordinate is a slow wave across the grain (each crest is the heart of a plain-sawn board, where
the contours close into cathedrals) plus noise drawn out along the grain. A periodic table of rings
of uneven width turns it into early and late wood.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Paint, Recipe
from opus_studio.engine.materials.finish import FURNITURE_TILE, Finish
from opus_studio.engine.materials.recipes.entry import Entry, add

RINGS = 64
"""Rings in a ring table."""

SAMPLES = 64
"""Samples of the table for each ring."""


@dataclass(frozen=True)
class Timber:
    """What tells one timber from another.

    Attributes:
        hearts: Plain-sawn hearts across the tile (each a band of cathedrals).
        rings: Rings on each side of a heart.
        wander: How far the rings wander along the grain, in rings.
        latewood: Depth of the dark late wood, in tone.
        sharpness: How late in the ring it comes: 1 even, 6 a thin line.
        streaks: Broad colour streaks, in tone.
        fibre: Fine fibre along the grain, in tone.
        pores: Dark pores, in tone; `pore_length` cells along the tile, `pore_share` 0..1.
        ring_porous: The pores crowd into the early wood.
        rays: Light ray flecks across the rings, in tone.
        ribbon: Stripes of interlocked grain that shine in turn, in tone.
        knots: Knots on the tile.
        gloss: Mean roughness.
        relief: Depth of the open grain, metres.
    """

    hearts: int = 4
    rings: float = 9.0
    wander: float = 5.0
    latewood: float = 0.22
    sharpness: float = 2.0
    streaks: float = 0.10
    fibre: float = 0.10
    pores: float = 0.25
    pore_length: int = 32
    pore_share: float = 0.35
    ring_porous: bool = False
    rays: float = 0.0
    ribbon: float = 0.0
    knots: int = 0
    gloss: float = 0.5
    relief: float = 6e-5
    seed: int = 1


@cache
def ring_table(sharpness: float, seed: int) -> NDArray[np.float32]:
    """`(RINGS * SAMPLES)` float32: 0 in early wood to 1 in late wood, rings of uneven weight."""
    rng = np.random.default_rng(seed)
    widths = rng.lognormal(0.0, 0.35, RINGS)
    edges = np.concatenate([[0.0], np.cumsum(widths)]) / widths.sum()
    at = (np.arange(RINGS * SAMPLES) + 0.5) / (RINGS * SAMPLES)
    ring = np.searchsorted(edges, at, side="right") - 1
    phase = (at - edges[ring]) / (edges[ring + 1] - edges[ring])
    weight = rng.uniform(0.45, 1.0, RINGS)[ring]
    table = phase**sharpness * np.minimum((1.0 - phase) * 9.0, 1.0) * weight
    return table.astype(np.float32)


@cache
def knot_tables(count: int, seed: int, tile: float) -> tuple[NDArray[np.float32], ...]:
    """Bumps that bend the rings around each knot, and the knots themselves (small and dark)."""
    rng = np.random.default_rng(seed)
    cells = max(int(np.ceil(np.sqrt(count))), 1)
    places = rng.permutation(cells * cells)[:count]
    x = (places % cells + rng.uniform(0.2, 0.8, count)) * tile / cells
    y = (places // cells + rng.uniform(0.2, 0.8, count)) * tile / cells
    size = rng.uniform(0.007, 0.016, count)
    bend = np.stack([x, y, size * 9.0, size * 3.6, rng.uniform(6.0, 9.0, count)], axis=1)
    core = np.stack([x, y, size * 1.35, size * 1.0, np.ones(count)], axis=1)
    return bend.astype(np.float32), core.astype(np.float32)


def rings_of(
    band: Band, timber: Timber, offset: NDArray[np.float32] | float = 0.0
) -> NDArray[np.float32]:
    """The ring coordinate: one unit a ring."""
    seed = timber.seed * 16
    wave = np.cos(band.y * np.float32(2 * np.pi * timber.hearts / band.tile))
    sway = band.noise(2, 2 * timber.hearts, octaves=2, amplitude=timber.rings * 0.55, seed=seed)
    add(sway, wave, timber.rings)
    sway += offset
    return band.noise(
        2, 8, octaves=5, gain=0.42, amplitude=timber.wander * 0.4, seed=seed + 1, out=sway
    )


def grain_of(
    band: Band, timber: Timber, offset: NDArray[np.float32] | float = 0.0
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Tone around 0, openness of the pores 0..1, and darkness of the knots 0..1."""
    seed = timber.seed * 16
    position = rings_of(band, timber, offset)
    knots = np.zeros_like(position)
    if timber.knots:
        bend, core = knot_tables(timber.knots, timber.seed, band.tile)
        band.bumps(bend, position)
        band.bumps(core, knots)
        np.sqrt(knots, out=knots)
    position *= SAMPLES
    late = band.lookup(position, ring_table(timber.sharpness, timber.seed))
    tone = late * np.float32(-timber.latewood)
    band.noise(2, 14, octaves=4, gain=0.6, amplitude=timber.streaks, seed=seed + 2, out=tone)
    band.noise(8, 256, octaves=4, gain=0.75, amplitude=timber.fibre, seed=seed + 3, out=tone)
    if timber.ribbon:
        stripe = band.noise(2, 16, octaves=2, amplitude=3.0, seed=seed + 4)
        add(stripe, band.y, 2 * np.pi * 14 / band.tile)
        tone += np.sin(stripe) * np.float32(timber.ribbon)
    openness = band.noise(
        timber.pore_length, 1024, octaves=2, gain=0.9, amplitude=1.0, seed=seed + 5
    )
    threshold = 1.0 - timber.pore_share * 1.6
    openness -= np.float32(threshold)
    if timber.ring_porous:
        openness += (0.35 - late) * np.float32(0.9)
    openness *= 2.2
    np.clip(openness, 0.0, 1.0, out=openness)
    add(tone, openness, -timber.pores)
    if timber.rays:
        rays = band.noise(64, 256, octaves=2, gain=0.7, amplitude=1.0, seed=seed + 6)
        rays -= 0.75
        np.clip(rays, 0.0, 0.5, out=rays)
        add(tone, rays, 2 * timber.rays)
    return tone, openness, knots


def timber_paint(timber: Timber) -> Paint:
    """A painter of a continuous face of that timber."""

    def paint(band: Band) -> Layers:
        tone, openness, knots = grain_of(band, timber)
        height = openness * np.float32(-timber.relief)
        add(height, tone, timber.relief * 0.6)
        rough = openness * np.float32(0.14)
        rough += np.float32(timber.gloss)
        add(rough, tone, -0.12)
        tone += np.float32(0.62)
        if timber.knots:
            add(tone, knots, -0.75)
        return Layers(height, tone, rough)

    return paint


END_TILE = 0.25
"""Edge of the tile of end grain, metres: the 64 rings of the table are 3.9 mm each."""


def end_paint(timber: Timber) -> Paint:
    """A painter of that timber sawn across: arcs of rings, pores as dots, rays across the rings.

    Sawn ends drink more oil than faces, and are darker by a fifth (Hoadley, Understanding Wood).
    """

    def paint(band: Band) -> Layers:
        seed = timber.seed * 16 + 8
        bow = np.cos(band.x * np.float32(2 * np.pi / band.tile)) * np.float32(5.0)
        position = band.noise(4, octaves=4, gain=0.45, amplitude=0.9, seed=seed)
        position += bow
        add(position, band.y, RINGS / band.tile)
        position *= SAMPLES
        late = band.lookup(position, ring_table(timber.sharpness, timber.seed))
        pores = band.noise(256, octaves=2, gain=0.9, seed=seed + 1)
        pores -= np.float32(0.9)
        if timber.ring_porous:
            pores += (0.35 - late) * np.float32(0.8)
        pores *= 1.6
        np.clip(pores, 0.0, 1.0, out=pores)
        rays = band.noise(256, 8, octaves=2, gain=0.8, seed=seed + 2)
        cloud = band.noise(8, octaves=3, gain=0.6, seed=seed + 3)
        tone = late * np.float32(-timber.latewood * 0.9)
        add(tone, pores, -timber.pores)
        add(tone, rays, 0.03 + timber.rays * 0.6)
        add(tone, cloud, 0.04)
        height = pores * np.float32(-timber.relief)
        add(height, late, 2e-5)
        rough = pores * np.float32(0.10)
        rough += np.float32(timber.gloss + 0.10)
        tone += np.float32(0.46)
        return Layers(height, tone, rough)

    return paint


OAK = Timber(
    hearts=4, rings=9.0, wander=6.0, latewood=0.30, sharpness=1.2, streaks=0.08, fibre=0.08,
    pores=0.24, pore_length=128, pore_share=0.42, ring_porous=True, rays=0.07, gloss=0.52, seed=1,
)  # fmt: skip
WALNUT = Timber(
    hearts=3, rings=9.0, wander=8.0, latewood=0.26, sharpness=1.3, streaks=0.12, fibre=0.10,
    pores=0.20, pore_length=128, pore_share=0.30, gloss=0.44, seed=2,
)  # fmt: skip
PINE = Timber(
    hearts=4, rings=10.0, wander=5.0, latewood=0.40, sharpness=3.0, streaks=0.06, fibre=0.07,
    pores=0.0, pore_length=64, pore_share=0.2, knots=5, gloss=0.55, relief=4e-5, seed=3,
)  # fmt: skip
TEAK = Timber(
    hearts=3, rings=14.0, wander=5.0, latewood=0.28, sharpness=2.0, streaks=0.11, fibre=0.12,
    pores=0.20, pore_length=128, pore_share=0.32, ring_porous=True, gloss=0.56, seed=4,
)  # fmt: skip
BEECH = Timber(
    hearts=3, rings=9.0, wander=4.0, latewood=0.10, sharpness=1.2, streaks=0.07, fibre=0.05,
    pores=0.16, pore_length=256, pore_share=0.36, gloss=0.48, relief=3e-5, seed=5,
)  # fmt: skip
MAHOGANY = Timber(
    hearts=2, rings=4.0, wander=5.0, latewood=0.10, sharpness=1.2, streaks=0.10, fibre=0.16,
    pores=0.20, pore_length=128, pore_share=0.36, ribbon=0.08, gloss=0.34, seed=6,
)  # fmt: skip
BIRCH_VENEER = Timber(
    hearts=1, rings=3.0, wander=12.0, latewood=0.34, sharpness=1.2, streaks=0.06, fibre=0.06,
    pores=0.05, pore_length=64, pore_share=0.3, gloss=0.58, relief=3e-5, seed=7,
)  # fmt: skip


@dataclass(frozen=True)
class _Wood:
    """A timber as it stands in the list."""

    name: str
    label: str
    description: str
    ramp: tuple[str, ...]
    timber: Timber = field(default_factory=Timber)


_WOODS = (
    _Wood(
        "oak",
        "Oak",
        "Plain-sawn European oak, oiled: open pores, cathedrals and ray flecks.",
        ("#4f3620", "#80582f", "#a97c48", "#c39a63", "#d3b17e"),
        OAK,
    ),
    _Wood(
        "walnut",
        "Walnut",
        "Black walnut, satin: chocolate brown with wavy darker streaks.",
        ("#24160f", "#3d2619", "#5b3a26", "#7a5236", "#987050"),
        WALNUT,
    ),
    _Wood(
        "pine",
        "Pine",
        "Knotty Scots pine: pale yellow early wood, orange late wood, brown knots.",
        ("#5c2f14", "#a5672f", "#cf9653", "#e2b878", "#ecd09a"),
        PINE,
    ),
    _Wood(
        "teak",
        "Teak",
        "Oiled teak: golden brown with fine dark lines, as on decks and garden furniture.",
        ("#3d2410", "#70441f", "#9c6732", "#b98246", "#cf9d62"),
        TEAK,
    ),
    _Wood(
        "beech",
        "Beech",
        "Steamed beech: even pinkish tan with small dark flecks.",
        ("#6b4226", "#a5734a", "#cb9c72", "#d9ae86", "#e4c09b"),
        BEECH,
    ),
    _Wood(
        "mahogany",
        "Mahogany",
        "Polished mahogany: red brown with ribbon stripes that change with the light.",
        ("#2a0e09", "#501c10", "#762f1b", "#954428", "#b15f3c"),
        MAHOGANY,
    ),
)


def _face(wood: _Wood) -> Entry:
    """What is sawn along the grain; on small parts, finer, as those are cut from straight wood."""
    described = Finish(
        wood.name,
        "wood",
        wood.label,
        wood.description,
        roughness=wood.timber.gloss,
        small_tile=0.4,
        painted_tile=FURNITURE_TILE,
        end_grain=f"{wood.name}_end_grain",
    )
    shading = (0.35, 0.0, wood.timber.relief * 1.5)
    return Entry(described, Recipe(timber_paint(wood.timber), wood.ramp, occlusion=shading))


def _end(wood: _Wood) -> Entry:
    """What is sawn across the grain."""
    described = Finish(
        f"{wood.name}_end_grain",
        "wood",
        f"{wood.label}, end grain",
        f"{wood.label} sawn across the grain: the rings as arcs, pores as dots.",
        tile=END_TILE,
        small_tile=END_TILE / 2,
        painted_tile=END_TILE,
        roughness=wood.timber.gloss + 0.1,
        variant_of=wood.name,
    )
    return Entry(described, Recipe(end_paint(wood.timber), wood.ramp, occlusion=(0.3, 0.0, 2e-4)))


ENTRIES = (*(_face(wood) for wood in _WOODS), *(_end(wood) for wood in _WOODS))
