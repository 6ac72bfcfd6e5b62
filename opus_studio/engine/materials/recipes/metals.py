"""Bare metals.

Colours of clean metals are their reflectance at normal incidence. A map that is metallic
throughout has metallic 1; rust is an oxide, and none.
"""

from __future__ import annotations

import numpy as np

from opus_studio.engine.materials.band import Band, Layers, Paint, Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.recipes.entry import Entry, add, ramp01


def brushed(depth: float, contrast: float, roughness: float, seed: int) -> Paint:
    """Brush lines along U: long fine scratches of uneven depth."""

    def paint(band: Band) -> Layers:
        lines = band.noise(4, 256, octaves=4, gain=0.9, seed=seed)
        short = band.noise(16, 256, octaves=4, gain=0.9, seed=seed + 1)
        broad = band.noise(2, 8, octaves=4, seed=seed + 2)
        add(lines, short, 0.7)
        height = lines * np.float32(depth)
        rough = roughness + lines * np.float32(0.07)
        add(rough, broad, 0.03)
        tone = 0.5 + lines * np.float32(contrast)
        add(tone, broad, 0.08)
        return Layers(height, tone, rough)

    return paint


def polished(depth: float, roughness: float, seed: int, tarnish: float = 0.1) -> Paint:
    """A polished face: hairlines both ways, soft clouds of handling and tarnish."""

    def paint(band: Band) -> Layers:
        clouds = band.noise(16, octaves=4, gain=0.7, seed=seed)
        lines = band.noise(16, 256, octaves=3, gain=0.9, seed=seed + 1)
        band.noise(256, 16, octaves=1, amplitude=0.5, seed=seed + 2, out=lines)
        height = lines * np.float32(depth)
        band.noise(8, octaves=3, amplitude=depth * 6, seed=seed + 3, out=height)
        rough = roughness + clouds * np.float32(0.05)
        rough += np.abs(lines) * np.float32(0.02)
        tone = 0.55 + clouds * np.float32(tarnish)
        add(tone, lines, 0.03)
        return Layers(height, tone, rough)

    return paint


def tarnished(seed: int, share: float) -> Paint:
    """An aged cast face: rubbed bright where it is high, patina (the second ramp) in the lows."""

    def paint(band: Band) -> Layers:
        cast = band.noise(32, octaves=5, gain=0.62, seed=seed)
        fine = band.noise(128, octaves=3, gain=0.7, seed=seed + 1)
        broad = band.noise(8, octaves=4, gain=0.7, seed=seed + 2)
        level = cast + fine * np.float32(0.35)
        add(level, broad, 0.4)
        patina = ramp01(level, share + 0.55, share - 0.55)
        tone = 0.5 + fine * np.float32(0.18)
        add(tone, broad, 0.16)
        height = cast * np.float32(2.5e-4)
        add(height, fine, 7e-5)
        rough = 0.34 + patina * np.float32(0.22)
        add(rough, fine, 0.04)
        return Layers(height, tone, rough, mask=patina)

    return paint


def cast_iron(band: Band) -> Layers:
    """Sand-cast iron, blackened: grains of the mould, a few pits."""
    sand = band.noise(128, octaves=3, gain=0.75, seed=61)
    lumps = band.noise(16, octaves=4, gain=0.6, seed=62)
    pits = ramp01(sand, 0.9, 1.5)
    height = sand * np.float32(2.2e-4)
    add(height, lumps, 4.5e-4)
    add(height, pits, -2.5e-4)
    tone = 0.45 + sand * np.float32(0.16)
    add(tone, lumps, 0.18)
    rough = 0.62 + sand * np.float32(0.06)
    add(rough, lumps, -0.05)
    return Layers(height, tone, rough)


def hammered(band: Band) -> Layers:
    """Forged iron: overlapping hammer dimples, burnished on their rims."""
    near, second, value = band.cells(64, 64, jitter=0.9, seed=65)
    fine = band.noise(64, octaves=4, gain=0.7, seed=66)
    dish = near * near
    dish *= np.float32(2.6)
    rim = ramp01(second - near, 5e-3, 0.0)
    height = dish + fine * np.float32(4e-5)
    add(height, value, 8e-5)
    add(height, rim, -6e-5)
    tone = 0.42 + value * np.float32(0.12)
    add(tone, rim, 0.12)
    add(tone, fine, 0.10)
    rough = 0.46 - rim * np.float32(0.10)
    add(rough, fine, 0.05)
    return Layers(height, tone, rough)


def lead(band: Band) -> Layers:
    """Weathered sheet lead: a dull grey skin, paler where it is rubbed, dressed by hand."""
    skin = band.noise(16, octaves=5, gain=0.75, seed=76)
    dents = band.noise(16, octaves=3, gain=0.6, seed=77)
    scuffs = band.noise(16, 128, octaves=3, gain=0.85, seed=78)
    bloom = ramp01(skin + scuffs * np.float32(0.3), 0.0, 2.0)
    tone = 0.44 + skin * np.float32(0.08)
    add(tone, scuffs, 0.05)
    add(tone, bloom, 0.10)
    height = dents * np.float32(2.2e-4)
    add(height, skin, 6e-5)
    add(height, scuffs, 1.5e-5)
    rough = 0.58 + bloom * np.float32(0.10)
    add(rough, scuffs, 0.03)
    return Layers(height, tone, rough)


def galvanised(band: Band) -> Layers:
    """Hot-dip zinc: the spangle, crystals of 16 to 30 mm as painted, each with its own shine.

    Sheet shows 8 to 15 mm of it (regular spangle, EN 10346), small castings 3 to 6 mm.
    """
    near, second, value = band.cells(64, 64, jitter=1.0, seed=67)
    _, _, broad = band.cells(32, 32, jitter=1.0, seed=68)
    feather = band.noise(64, octaves=4, gain=0.8, seed=69)
    crystal = value * np.float32(0.6) + broad * np.float32(0.4)
    border = ramp01(second - near, 1.5e-3, 0.0)
    tone = 0.06 + crystal * np.float32(0.88)
    add(tone, feather, 0.10)
    add(tone, border, 0.10)
    height = feather * np.float32(2e-5)
    add(height, crystal, 3e-5)
    rough = 0.52 - crystal * np.float32(0.14)
    add(rough, feather, 0.03)
    return Layers(height, tone, rough)


def rust(band: Band) -> Layers:
    """Heavily rusted steel: scaly dark crust, orange bloom, pitting."""
    crust = band.noise(16, octaves=6, gain=0.66, seed=71)
    bloom = band.noise(16, octaves=5, gain=0.68, seed=72)
    grit = band.noise(256, octaves=3, gain=0.9, seed=73)
    scale = ramp01(crust, 0.15, 0.45)
    pits = ramp01(crust + grit * np.float32(0.4), -0.75, -1.1)
    tone = 0.58 + bloom * np.float32(0.16)
    add(tone, grit, 0.14)
    add(tone, scale, -0.28)
    add(tone, pits, -0.26)
    height = crust * np.float32(5e-4)
    add(height, scale, 2.5e-4)
    add(height, grit, 9e-5)
    add(height, pits, -5e-4)
    rough = 0.88 - scale * np.float32(0.10)
    add(rough, grit, 0.04)
    return Layers(height, tone, rough)


MESHES = 16
"""Diamonds of the chain-link along the tile: 62 mm meshes of 3.5 mm wire (BS EN 10223-6: 50 mm)."""


WIRE_RADIUS = 0.0021
"""Metres; a little over the real wire's, so that 1024 px still draw it."""


def chain_link(band: Band) -> Layers:
    """Woven wire fence: zigzag wires, each hooked over its neighbours; cut out between."""
    half = band.tile / MESHES / 2.0
    flat = np.float32(np.sqrt(0.5))
    a = (band.x + band.y) * flat
    b = (band.x - band.y) * flat
    pitch = np.float32(2.0 * half * flat)
    offset_a = a - np.round(a / pitch) * pitch
    offset_b = b - np.round(b / pitch) * pitch
    radius = np.float32(WIRE_RADIUS)
    rise = np.cos(a * np.float32(np.pi / pitch)) * np.cos(b * np.float32(np.pi / pitch))
    rise *= radius
    first = np.sqrt(np.maximum(radius * radius - offset_a * offset_a, 0.0)) + rise
    other = np.sqrt(np.maximum(radius * radius - offset_b * offset_b, 0.0)) - rise
    height = np.maximum(first, other)
    gap = np.minimum(np.abs(offset_a), np.abs(offset_b))
    soft = np.float32(max(band.pixel * 0.5, 1e-4))
    opacity = ramp01(gap, float(radius + soft), float(radius - soft))
    zinc = band.noise(64, octaves=3, gain=0.7, seed=75)
    tone = 0.5 + zinc * np.float32(0.3)
    rough = 0.45 + zinc * np.float32(0.06)
    return Layers(height.astype(np.float32), tone, rough, opacity=opacity)


def _metal(
    name: str,
    label: str,
    description: str,
    paint: Paint,
    ramp: tuple[str, ...],
    second: tuple[str, ...] = (),
    occlusion: tuple[float, float, float] = (0.0, 0.0, 1.0),
    *,
    tiles: tuple[float, float] = (0.5, 0.2),
) -> Entry:
    """A metal; `tiles` on sheets and on small parts, metres, of what is painted as one metre."""
    tile, small = tiles
    described = Finish(
        name,
        "metal",
        label,
        description,
        tile=tile,
        small_tile=small,
        painted_tile=1.0,
        metallic=1.0,
    )
    return Entry(described, Recipe(paint, ramp, second, occlusion, metal=(1.0, 1.0)))


ENTRIES = (
    _metal(
        "steel",
        "Brushed steel",
        "Stainless steel with a brushed face, as on hinges and appliances.",
        brushed(3.2e-5, 0.17, 0.33, 41),
        ("#858789", "#a4a6a8", "#c3c5c6"),
    ),
    _metal(
        "polished_steel",
        "Polished steel",
        "Mirror-polished stainless steel or chrome.",
        polished(4e-6, 0.08, 44, 0.10),
        ("#b4b6b8", "#c6c8c9", "#d6d7d8"),
    ),
    _metal(
        "brushed_aluminium",
        "Brushed aluminium",
        "Anodised aluminium with fine brush lines, as in window profiles.",
        brushed(1.8e-5, 0.13, 0.40, 47),
        ("#bcbec0", "#d3d5d6", "#e4e5e6"),
    ),
    _metal(
        "brass",
        "Brass",
        "Polished brass, lightly handled.",
        polished(8e-6, 0.20, 50, 0.12),
        ("#b0813a", "#d4a757", "#e8c57e"),
        tiles=(0.5, 0.15),
    ),
    _metal(
        "copper",
        "Copper",
        "Polished copper, turning brown in places.",
        polished(8e-6, 0.24, 53, 0.13),
        ("#8c4a31", "#c67b5c", "#eaa686"),
        tiles=(0.5, 0.15),
    ),
    _metal(
        "bronze",
        "Bronze",
        "Patinated bronze: rubbed golden brown, with green-brown lows.",
        tarnished(56, -0.1),
        ("#785833", "#8e6b40", "#a57f50"),
        ("#5c482f", "#715837", "#886c47"),
        tiles=(0.5, 0.15),
    ),
    _metal(
        "cast_iron",
        "Cast iron",
        "Sand-cast iron, blackened, as in stoves, lamp posts and radiators.",
        cast_iron,
        ("#2b2c2e", "#3a3b3d", "#4c4e50"),
        occlusion=(0.3, 0.0, 7e-4),
        tiles=(0.4, 0.15),
    ),
    _metal(
        "hammered_iron",
        "Hammered iron",
        "Hand-forged iron with hammer marks, waxed.",
        hammered,
        ("#2c2d2f", "#434447", "#5c5d60"),
        occlusion=(0.15, 2e-4, 6e-4),
        tiles=(1.0, 0.5),
    ),
    _metal(
        "lead",
        "Lead",
        "Weathered lead: cames, flashings, roofs.",
        lead,
        ("#55595d", "#6e7276", "#898d90", "#a0a4a6", "#b4b7b8"),
        tiles=(1.0, 0.4),
    ),
    _metal(
        "galvanised_steel",
        "Galvanised steel",
        "Hot-dip galvanised steel with its zinc spangle.",
        galvanised,
        ("#7f878c", "#999fa4", "#b5bbbf"),
        tiles=(0.5, 0.2),
    ),
    Entry(
        Finish(
            "rust",
            "metal",
            "Rust",
            "Steel rusted all over, as weathering steel or old machinery.",
            tile=0.8,
            small_tile=0.3,
            painted_tile=1.0,
        ),
        Recipe(
            rust,
            ("#38251c", "#4d2e20", "#664028", "#7d5233", "#946744"),
            occlusion=(0.5, 2e-4, 1.2e-3),
        ),
    ),
    Entry(
        Finish(
            "chain_link",
            "metal",
            "Chain-link mesh",
            "Galvanised woven wire fence, 44 mm mesh; open between the wires.",
            metallic=1.0,
            double_sided=True,
            alpha_mode="MASK",
            opacity_map=True,
        ),
        Recipe(
            chain_link,
            ("#8d9295", "#a8adb0", "#c3c7c9"),
            occlusion=(0.5, 2e-3, 4e-3),
            metal=(1.0, 1.0),
        ),
    ),
    Entry(
        Finish(
            "mirror",
            "metal",
            "Mirror",
            "Silvered glass.",
            color=(0.90, 0.91, 0.91),
            metallic=1.0,
            roughness=0.02,
            textured=False,
        ),
    ),
)
