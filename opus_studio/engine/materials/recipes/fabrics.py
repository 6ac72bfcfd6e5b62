"""Cloth: warp and weft yarns, drawn from a few harmonics so that nothing can alias.

A recipe paints yarns of 3 to 5 mm on a metre, which 1024 px still carry; the cloth lies on a tile
of a quarter to a half of that, so that a thread is 0.7 to 1.5 mm.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Band, Layers, Paint, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, ramp01

TAU = 2.0 * np.pi


def waves(band: Band, per_tile: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """`(1, n)` and `(rows, 1)` phases: `per_tile` turns across the tile, along U and down V."""
    turn = np.float32(TAU * per_tile / band.tile)
    return band.x * turn, band.y * turn


def plain_weave(band: Band, yarns: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Height -1..1 of a plain weave of `yarns` a tile, and which yarn is on top (-1 warp, 1 weft).

    Weft (along U) and warp change places where sin(x) sin(y) changes sign; each yarn is rounded
    across its own width.
    """
    x, y = waves(band, yarns / 2)
    over = np.sin(x) * np.sin(y) * np.float32(band.carries(yarns / 2))
    shown = np.float32(-0.5 * band.carries(yarns))
    round_x = np.cos(2 * x) * shown
    round_y = np.cos(2 * y) * shown
    height = round_x + round_y
    height += over * (round_y - round_x)
    return height, over


def woven(yarns: int, slub: float, relief: float, seed: int) -> Paint:
    """A plain weave with uneven yarns: `slub` in tone, `relief` of the yarns in metres.

    A slub is one to four centimetres of one or two yarns: longer ones read as brush strokes on a
    whole sofa.
    """

    def paint(band: Band) -> Layers:
        height, over = plain_weave(band, yarns)
        weft = band.noise(32, 256, octaves=2, gain=0.9, seed=seed)
        warp = band.noise(256, 32, octaves=2, gain=0.9, seed=seed + 1)
        fuzz = band.noise(256, octaves=3, gain=0.8, seed=seed + 2)
        both = weft + warp
        over *= np.float32(0.5)
        uneven = (weft - warp) * over
        add(uneven, both, 0.5)
        tone = 0.52 + uneven * np.float32(slub)
        add(tone, height, 0.10)
        add(tone, fuzz, 0.05)
        height *= np.float32(relief)
        add(height, uneven, relief * 0.5)
        add(height, fuzz, 5e-5)
        rough = 0.92 - tone * np.float32(0.06)
        return Layers(height, tone, rough)

    return paint


def denim(band: Band) -> Layers:
    """Three-one twill: indigo warp in steep diagonal wales, white weft in between."""
    x, y = waves(band, 256.0)
    shown = np.float32(band.carries(256.0))
    wale = np.sin(x + y * np.float32(0.5)) * shown
    steps = np.sin(y) * shown
    flecks = ramp01(wale, -0.35, -0.95)
    flecks *= 0.65 + 0.35 * steps
    warp = band.noise(256, 4, octaves=2, gain=0.8, seed=91)
    slub = band.noise(128, 16, octaves=3, gain=0.7, seed=92)
    fuzz = band.noise(256, octaves=3, gain=0.85, seed=93)
    fade = band.noise(8, octaves=5, gain=0.65, seed=94)
    tone = 0.34 + warp * np.float32(0.10)
    add(tone, slub, 0.06)
    add(tone, fade, 0.02)
    add(tone, fuzz, 0.07)
    add(tone, flecks, 0.42)
    height = wale * np.float32(1.6e-4)
    add(height, steps, 4e-5)
    add(height, fuzz, 5e-5)
    rough = 0.92 - flecks * np.float32(0.04)
    add(rough, slub, 0.02)
    return Layers(height, tone, rough)


STRIPES = 20
"""Herringbone stripes of the tweed on the tile, an even number: 50 mm each."""


def tweed(band: Band) -> Layers:
    """Herringbone tweed: a twill that turns every 50 mm, two greys-browns, coloured neps."""
    period = np.float32(2.0 * band.tile / STRIPES)
    fold = np.abs(np.mod(band.x, period) - period * np.float32(0.5))
    turn = np.float32(TAU * 160.0 / band.tile)
    wale = np.sin(fold * turn + band.y * turn) * np.float32(band.carries(160.0))
    stripe = np.where(np.mod(band.x, period) < period * np.float32(0.5), 0.53, 0.45)
    fuzz = band.noise(256, octaves=3, gain=0.9, seed=101)
    yarn = band.noise(16, 256, octaves=2, gain=0.8, seed=102)
    slub = band.noise(64, octaves=4, gain=0.75, seed=103)
    near, _, value = band.cells(128, 128, jitter=1.0, seed=104)
    add(near, fuzz, 5e-4)
    nep = ramp01(near, 2.0e-3, 1.2e-3)
    nep *= ramp01(value, 0.72, 0.721)
    tone = wale * np.float32(0.26)
    tone += stripe.astype(np.float32)
    add(tone, fuzz, 0.12)
    add(tone, yarn, 0.09)
    add(tone, slub, 0.09)
    tint = (value - 0.72) * np.float32(3.5)
    tone += nep * (tint - tone)
    height = wale * np.float32(3.2e-4)
    add(height, fuzz, 1.6e-4)
    add(height, nep, 2e-4)
    rough = 0.95 - nep * np.float32(0.03)
    return Layers(height, tone, rough, mask=nep)


WALES, KNIT_ROWS = 96, 128
"""Columns and rows of stitches of the knit on the tile: 10.4 x 7.8 mm."""


def wool(band: Band) -> Layers:
    """Stocking stitch in thick wool: columns of V, each leg a twisted, fuzzy yarn."""
    x, _ = waves(band, WALES)
    place = np.mod(band.x * np.float32(WALES / band.tile), 1.0)
    slant = np.abs(place - np.float32(0.5)) * np.float32(2.0)
    leg = np.abs(np.sin(x)) * np.float32(band.carries(2 * WALES))
    row = band.y * np.float32(TAU * KNIT_ROWS / band.tile)
    fuzz = band.noise(256, octaves=3, gain=0.9, seed=111)
    loose = band.noise(64, octaves=4, gain=0.7, seed=112)
    broad = band.noise(16, octaves=4, gain=0.7, seed=113)
    stitch = np.cos(row + slant * np.float32(0.9 * TAU) + loose * np.float32(0.30))
    stitch *= np.float32(0.5 * band.carries(KNIT_ROWS))
    stitch += 0.5
    height = leg * (stitch * np.float32(0.75) + np.float32(0.25))
    twist = np.sin(row * np.float32(3.0) - slant * np.float32(2.0 * TAU)) * leg
    twist *= np.float32(band.carries(3 * KNIT_ROWS))
    tone = 0.26 + height * np.float32(0.42)
    add(tone, twist, 0.04)
    add(tone, fuzz, 0.10)
    add(tone, loose, 0.06)
    add(tone, broad, 0.05)
    height *= np.float32(2.4e-3)
    add(height, fuzz, 2.2e-4)
    add(height, twist, 1e-4)
    rough = 0.96 - fuzz * np.float32(0.02)
    return Layers(height, tone, rough)


def napped(seed: int, crush: float, relief: float, roughness: float) -> Paint:
    """Pile that lies in broad, soft sweeps: where it was brushed the other way it looks lighter."""

    def paint(band: Band) -> Layers:
        lie = band.noise(4, octaves=3, gain=0.45, seed=seed)
        fine = band.noise(64, 32, octaves=3, gain=0.75, seed=seed + 1)
        pile = band.noise(256, octaves=3, gain=1.0, seed=seed + 2)
        brushed = ramp01(lie, -2.0, 2.0)
        tone = 0.40 + brushed * np.float32(crush)
        add(tone, pile, 0.06)
        add(tone, fine, 0.03)
        height = lie * np.float32(relief)
        add(height, fine, 5e-5)
        add(height, pile, 6e-5)
        rough = roughness - brushed * np.float32(0.08)
        add(rough, pile, 0.03)
        return Layers(height, tone, rough)

    return paint


def _cloth(name: str, label: str, description: str, tile: float, recipe: Recipe) -> Entry:
    described = Finish(
        name, "fabric", label, description, tile=tile, painted_tile=1.0, double_sided=True
    )
    return Entry(described, recipe)


ENTRIES = (
    _cloth(
        "linen",
        "Linen",
        "Plain-woven upholstery linen, natural flax, slubbed.",
        0.3,
        Recipe(
            woven(320, 0.125, 2.2e-4, 81),
            ("#75695a", "#9a8c78", "#b8aa94", "#c9bda8", "#d9cfbd"),
            occlusion=(0.45, 2.5e-4, 8e-4),
        ),
    ),
    _cloth(
        "canvas",
        "Canvas",
        "Heavy cotton canvas, even weave, ecru; awnings, deck chairs, slip covers.",
        0.22,
        Recipe(
            woven(200, 0.05, 4.5e-4, 85),
            ("#8e8369", "#b3a88d", "#cdc3aa", "#dcd4be", "#e7e1cf"),
            occlusion=(0.6, 4e-4, 1.2e-3),
        ),
    ),
    _cloth(
        "wool",
        "Knitted wool",
        "Thick wool in stocking stitch, oatmeal; throws, poufs and cushions.",
        0.6,
        Recipe(
            wool,
            ("#5d5346", "#8f8371", "#b5a994", "#cfc5b2", "#e2dbcc"),
            occlusion=(0.7, 2.2e-3, 2.2e-3),
        ),
    ),
    _cloth(
        "velvet",
        "Velvet",
        "Cotton velvet with a crushed nap, deep teal.",
        0.7,
        Recipe(
            napped(115, 0.13, 6e-4, 0.72),
            ("#20302f", "#1f4a49", "#25645f", "#3f857d", "#74ada4"),
        ),
    ),
    _cloth(
        "tweed",
        "Tweed",
        "Herringbone wool tweed, brown and cream with coloured neps.",
        0.4,
        Recipe(
            tweed,
            ("#3a3029", "#5c4c3f", "#857360", "#b1a18b", "#d1c5b0"),
            ("#a4532b", "#b9852e", "#4a6b7a", "#5f7a48", "#d8cdb5"),
            occlusion=(0.4, 3e-4, 8e-4),
        ),
    ),
    _cloth(
        "denim",
        "Denim",
        "Indigo denim, three-one twill with a white weft.",
        0.35,
        Recipe(
            denim,
            ("#1f2740", "#2d3c60", "#4a5f86", "#7b90b0", "#bcc8d6"),
            occlusion=(0.35, 1.5e-4, 4e-4),
        ),
    ),
)
