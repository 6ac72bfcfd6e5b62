"""Books: boards that overhang the page block, rounded and banded spines, printed titles.

A book stands upright on y = 0 with its spine to the front: it fills x from 0 to its thickness, y up
to its height and z from its depth (negative, the fore-edge) to 0 (the spine's highest place).
Meshes are cached: a format is one mesh however many books are made of it.

Trimmed sizes are those of the British trade (A and B format paperbacks, demy, royal, crown quarto)
and ISO 216; boards are 2-3 mm thick and stand 3 mm ("squares") over the block, as binders cut them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import numpy as np

from opus_studio.engine.geometry import EMPTY, Profile, extrude, merge, translate
from opus_studio.engine.geometry.build import Floats, pack
from opus_studio.engine.scene import Mesh

Binding = Literal["paper", "cloth", "leather"]
"""A paperback, a cloth-bound book with rounded spine, an old one with raised bands."""

SQUARE: Final = 0.003
"""How far boards overhang the page block, metres."""

Quad: TypeAlias = tuple[float, float, float, float, float, float]
"""x0, x1, y0, y1 of a card, and its z at both x; metres."""

_PRINT = 0.0004


@dataclass(frozen=True)
class Format:
    """A size of book.

    Attributes:
        binding: How it is bound.
        height: Metres.
        depth: From spine to fore-edge, metres.
        thickness: Metres.
    """

    binding: Binding
    height: float
    depth: float
    thickness: float


@dataclass(frozen=True, eq=False)
class Book:
    """The meshes of a book, each to wear its own material.

    Attributes:
        cover: Boards and spine.
        pages: The block.
        print: Title and lines on the spine: cards just above it, open.
    """

    cover: Mesh
    pages: Mesh
    print: Mesh


PAPERBACKS: Final = tuple(
    Format("paper", h, d, t)
    for h, d, sizes in (
        (0.178, 0.111, (0.014, 0.021, 0.028)),
        (0.198, 0.129, (0.012, 0.018, 0.026, 0.035)),
        (0.216, 0.138, (0.017, 0.024)),
        (0.234, 0.156, (0.015, 0.030)),
    )
    for t in sizes
)
HARDBACKS: Final = tuple(
    Format("cloth", h, d, t)
    for h, d, sizes in (
        (0.186, 0.124, (0.020, 0.028)),
        (0.206, 0.136, (0.019, 0.026, 0.034)),
        (0.222, 0.145, (0.022, 0.031, 0.042)),
        (0.240, 0.162, (0.025, 0.036, 0.048)),
        (0.256, 0.196, (0.018, 0.030)),
        (0.285, 0.220, (0.017, 0.028)),
        (0.310, 0.236, (0.026,)),
    )
    for t in sizes
)
ANTIQUES: Final = tuple(
    Format("leather", h, d, t)
    for h, d, sizes in (
        (0.172, 0.108, (0.024, 0.031)),
        (0.200, 0.128, (0.029, 0.037)),
        (0.226, 0.146, (0.031, 0.042, 0.052)),
        (0.262, 0.178, (0.038, 0.050)),
        (0.305, 0.208, (0.046,)),
    )
    for t in sizes
)


@lru_cache(maxsize=256)
def book(form: Format, detail: int = 2) -> Book:
    """The meshes of a format.

    Args:
        form: Size and binding.
        detail: 2 has grooved joints and finely rounded spines (about 100 triangles, leather 290),
            1 about 55 (leather 150); 0 about 45 (leather, with gilt lines for bands, 70).
    """
    h, t = form.height, form.thickness
    lay = _Lay.of(form, detail)
    cover = translate(extrude(_cover(lay), h, axis="y"), (0.0, h / 2.0, 0.0))
    inside = h - 2.0 * lay.square
    block = translate(extrude(_block(lay), inside, axis="y"), (0.0, h / 2.0, 0.0))
    if form.binding == "leather":
        bands = _band_heights(form, detail)
        if detail == 0:
            return Book(cover, block, _cards([c for y in bands for c in _ring(lay, y, y + 0.0022)]))
        crescent = _crescent(lay, 0.0022)
        cover = merge(
            cover, *(translate(extrude(crescent, 0.0055, axis="y"), (0, y, 0)) for y in bands)
        )
        return Book(cover, block, _gilding(lay, h, bands, detail))
    return Book(cover, block, _title(lay, h, seed=round(1e5 * (h + t)), detail=detail))


@dataclass(frozen=True)
class _Lay:
    """The section of a book across its height: x over the thickness, z to the front, metres."""

    thickness: float
    depth: float
    board: float
    square: float
    rise: float
    arc: int
    groove: bool

    @classmethod
    def of(cls, form: Format, detail: int) -> _Lay:
        t = form.thickness
        if form.binding == "paper":
            return cls(t, form.depth, 0.0005, 0.0, 0.0, 1, False)
        rise = min(0.24 * t, 0.0075)
        board = 0.0025 if t > 0.018 else 0.002
        return cls(t, form.depth, board, SQUARE, rise, (2, 3, 5)[detail], detail == 2)

    def spine(self, grow: float = 0.0, segments: int | None = None) -> Floats:
        """`(k, 2)` points of the spine from the right board to the left, `grow` outside of it."""
        t = self.thickness
        count = segments or self.arc
        if self.rise == 0.0:
            return np.array([[t, grow], [0.0, grow]])
        half = t / 2.0
        radius = (half**2 + self.rise**2) / (2.0 * self.rise)
        reach = np.arcsin(half / radius)
        turn = np.linspace(reach, -reach, count + 1)
        r = radius + grow
        return np.stack([half + r * np.sin(turn), r * np.cos(turn) - radius], -1)


@lru_cache(maxsize=256)
def _cover(lay: _Lay) -> Profile:
    t, d, b = lay.thickness, lay.depth, lay.board
    spine = lay.spine()
    right, left = [], []
    if lay.groove:
        z = spine[0, 1]
        right = [(t, z - 0.011), (t - 0.0014, z - 0.0065), (t - 0.0003, z - 0.001)]
        left = [(t - x, z) for x, z in reversed(right)]
        spine = spine[1:-1]
    # The block's own rounding shows above it, so the cover follows it inside.
    inner = lay.spine(-b, 3 if lay.groove else 1)
    inner = np.clip(inner, (b, -d), (t - b, 0.0))[::-1]
    points = [(t, -d), *right, *spine.tolist(), *left, (0.0, -d), (b, -d), *inner.tolist(),
              (t - b, -d)]  # fmt: skip
    return Profile.of(points)


@lru_cache(maxsize=256)
def _block(lay: _Lay) -> Profile:
    t, b = lay.thickness, lay.board + 0.0001
    front = np.clip(lay.spine(-b - 0.0003, 3 if lay.groove else 1), (b, -1.0), (t - b, 0.0))
    return Profile.of([(t - b, -lay.depth + lay.square + 0.0003), *front.tolist(),
                       (b, -lay.depth + lay.square + 0.0003)])  # fmt: skip


def _crescent(lay: _Lay, rise: float) -> Profile:
    """The section of a raised band: it rises over the spine and dies away towards the boards."""
    outer = lay.spine(rise)
    inner = lay.spine(-0.6 * lay.board, 1)
    outer[0], outer[-1] = lay.spine(0.0003)[0], lay.spine(0.0003)[-1]
    inside = np.clip(inner[::-1], (0.001, -1.0), (lay.thickness - 0.001, 0.0))
    return Profile.of([*outer.tolist(), *inside.tolist()])


def _band_heights(form: Format, detail: int) -> list[float]:
    count = 4 if form.height < 0.21 or detail < 2 else 5
    shares = (np.arange(count) + 1.0) / (count + 1.0)
    return (form.height * (0.02 + 0.96 * shares)).tolist()


def _cards(quads: list[Quad]) -> Mesh:
    """Open rectangles facing the front: x0, x1, y0, y1, and z at both x."""
    if not quads:
        return EMPTY
    x0, x1, y0, y1, z0, z1 = np.array(quads).T
    positions = np.stack(
        [
            np.stack([x0, y0, z0], -1),
            np.stack([x1, y0, z1], -1),
            np.stack([x1, y1, z1], -1),
            np.stack([x0, y1, z0], -1),
        ],
        1,
    )
    slope = np.stack([z0 - z1, np.zeros_like(x0), x1 - x0], -1)
    normals = np.repeat(slope / np.linalg.norm(slope, axis=1, keepdims=True), 4, 0)
    faces = np.array([[0, 1, 2], [0, 2, 3]]) + 4 * np.arange(len(quads))[:, None, None]
    return pack(positions, normals, positions[..., :2], faces, closed=False)


def _ring(lay: _Lay, y0: float, y1: float) -> list[Quad]:
    """Cards around the spine between two heights."""
    line = lay.spine(_PRINT)
    return [(b[0], a[0], y0, y1, b[1], a[1]) for a, b in pairwise(line)]


def _title(lay: _Lay, height: float, seed: int, detail: int) -> Mesh:
    """Author, title and publisher's mark: along the spine, or across a thick one in short lines.

    Words are slim cards of uneven length, which is how print looks from two metres.
    """
    random = np.random.default_rng(seed)
    t = lay.thickness
    z = float(lay.spine(_PRINT)[:, 1].max())
    # Print lies on the flat facet in the middle of a rounded spine.
    facet = t if lay.rise == 0.0 else 0.98 * t / lay.arc
    if t > 0.03 and random.random() < 0.5:
        cards = _lines_across(lay, height, facet, z, random)
    else:
        cards = _lines_along(lay, height, min(0.0042, 0.34 * t, facet), z, random, detail)
    foot, mark = 0.055 * height, min(0.006, 0.5 * facet)
    cards.append((t / 2 - mark / 2, t / 2 + mark / 2, foot, foot + mark, z, z))
    if detail == 2 and lay.rise and random.random() < 0.5:
        cards += [
            *_ring(lay, 0.93 * height, 0.93 * height + 0.0012),
            *_ring(lay, 0.035 * height, 0.035 * height + 0.0012),
        ]
    return _cards(cards)


def _lines_along(
    lay: _Lay, height: float, letter: float, z: float, random: np.random.Generator, detail: int
) -> list[Quad]:
    cards: list[Quad] = []
    middle = lay.thickness / 2.0
    y = height * (0.90 - 0.05 * random.random())
    words = (
        ((0.3, 1, 1.0),),
        ((0.13, 1, 0.72), (0.36, 2, 1.0)),
        ((0.14, 2, 0.72), (0.36, 4, 1.0)),
    )[detail]
    for share, count, tall in words:
        lengths = random.uniform(0.5, 1.5, count)
        lengths *= share * height / lengths.sum()
        half = letter * tall / 2.0
        for length in lengths:
            cards.append((middle - half, middle + half, y - length, y, z, z))
            y -= length + 0.6 * letter
        y -= 0.05 * height
    return cards


def _lines_across(
    lay: _Lay, height: float, facet: float, z: float, random: np.random.Generator
) -> list[Quad]:
    cards: list[Quad] = []
    middle, y = lay.thickness / 2.0, 0.86 * height
    for lines, tall, gap in ((1, 0.0026, 0.008), (3, 0.0036, 0.0032)):
        for _ in range(lines):
            half = facet * random.uniform(0.28, 0.47)
            cards.append((middle - half, middle + half, y - tall, y, z, z))
            y -= tall + gap
        y -= 0.006
    return cards


def _gilding(lay: _Lay, height: float, bands: list[float], detail: int) -> Mesh:
    """Gilt fillets beside the bands and a lettering piece between two of them."""
    cards: list[Quad] = []
    for y in bands if detail == 2 else bands[:1]:
        cards += _ring(lay, y - 0.0054, y - 0.0044)
    cards += _ring(lay, 0.014 * height, 0.014 * height + 0.0015)
    line = lay.spine(_PRINT)
    z = float(line[:, 1].max())
    middle, wide = lay.thickness / 2.0, 0.95 * lay.thickness / lay.arc
    low, high = bands[-2] + 0.006, bands[-1] - 0.008
    for share, reach in ((0.78, 0.9), (0.5, 0.6), (0.24, 0.8)):
        y = low + share * (high - low)
        cards.append((middle - reach * wide / 2, middle + reach * wide / 2, y, y + 0.0028, z, z))
    return _cards(cards)
