"""Backs between two posts: slats, spindles, a board, cane or padding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.options import (
    BACK,
    CaneBack,
    PaddedBack,
    PanelBack,
    SlatBack,
    SpindleBack,
)
from opus_studio.engine.components.shared.bars import bar, displaced, rods
from opus_studio.engine.components.shared.webbing import cane
from opus_studio.engine.geometry import Stuffing, cushion, rotate, translate
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node


@dataclass(frozen=True)
class Posts:
    """Two back posts that rise from the floor, symmetrical about x = 0.

    Attributes:
        x: Of the right one's middle, metres.
        back: z of their middle at the seat, metres.
        width: Metres.
        seat: Height of the seat, metres.
        top: Height of their ends, metres.
        lean: How far they go back for each metre above the seat.
        kick: How far their feet stand back, metres.
    """

    x: float
    back: float
    width: float
    seat: float
    top: float
    lean: float
    kick: float

    def z(self, y: Floats) -> Floats:
        """Z of the posts' middle at a height, metres."""
        below = self.kick * np.clip(1.0 - y / self.seat, 0.0, None) ** 1.8
        rise = self.top - self.seat
        part = np.clip((y - self.seat) / rise, 0.0, None)
        return np.asarray(self.back - below - self.lean * rise * part**1.25, dtype=np.float64)

    def slope(self, y: float) -> float:
        """How far the posts go back for each metre at a height, as a positive figure."""
        ends = self.z(np.array([y - 0.005, y + 0.005]))
        return float(ends[0] - ends[1]) / 0.01


def rail(
    context: ChairContext,
    posts: Posts,
    y: float,
    tall: float,
    bow: float,
    uv_offset: tuple[float, float],
    *,
    arch: float = 0.0,
    thick: float = 0.014,
) -> Mesh:
    """A slat or rail from post to post, bent backwards, its lower edge level."""
    x = np.linspace(-posts.x, posts.x, (9, 13, 17)[context.detail])
    part = x / posts.x
    grow = arch * 0.45 * tall * np.cos(0.5 * np.pi * part) ** 1.5
    high = tall * (1.0 - 0.18 * arch) + grow
    z = float(posts.z(np.array([y]))[0]) - bow * (1.0 - part**2)
    level = y - tall / 2 + high / 2
    slope = posts.slope(y)
    path = np.stack([x, level, z - slope * (level - y)], -1)
    return bar(path, high, thick, up=(0.0, slope, 1.0), ease=0.0045, uv_offset=uv_offset)


def framed_back(context: ChairContext, posts: Posts) -> Node:
    """What stands between the posts."""
    back = context.back
    cuts = [(float(x), float(y)) for x, y in context.sampler("back")(24)]
    low, high = context.height + 0.16 * context.rise, posts.top
    if isinstance(back, SlatBack):
        return _slats(context, posts, back, low, high, cuts)
    crest_tall = min(0.085, 0.2 * context.rise)
    crest_y = high - 0.016 - 0.5 * crest_tall
    low_tall = 0.036
    arched = 0.8 if isinstance(back, PanelBack | SpindleBack) else 0.25
    bow = 0.024
    rails = [
        rail(context, posts, crest_y - 0.01, crest_tall, bow, cuts[0], arch=arched, thick=0.019),
        rail(context, posts, low, low_tall, bow, cuts[1], thick=0.019),
    ]
    foot, head = low + 0.4 * low_tall, crest_y - 0.01 - 0.4 * crest_tall
    pieces: list[tuple[Material, list[Mesh]]] = [(context.frame, rails)]
    if isinstance(back, SpindleBack):
        pieces.append((context.back_wood, _spindles(context, posts, back, foot, head, bow, cuts)))
    elif isinstance(back, PanelBack):
        pieces.append((context.back_wood, [_splat(context, posts, back, foot, head, bow, cuts[2])]))
    elif isinstance(back, CaneBack):
        w, h = posts.x - 0.3 * posts.width, (head - foot) / 2 + 0.006
        field = np.array([[-w, -h], [w, -h], [w, h], [-w, h]])
        web = cane(field, pitch=back.back_pitch, steps=14)  # fmt: skip
        pieces.append(
            (context.fixed_material("Cane", "canvas/sand"), [_bent(web, posts, foot, head, 0.0)])
        )
    else:
        pieces.append((context.back_cover, [_pad(context, posts, foot, head)]))
    return node("Back", BACK, *pieces)


def _bent(mesh: Mesh, posts: Posts, foot: float, head: float, forward: float) -> Mesh:
    """A flat upright mesh about the origin moved to follow the posts."""
    middle = (foot + head) / 2
    moved = displaced(mesh, lambda x, y: posts.z(y + middle) + forward)
    return translate(moved, (0.0, middle, 0.0))


def _pad(context: ChairContext, posts: Posts, foot: float, head: float) -> Mesh:
    back = context.back
    thick = 0.75 * (back.back_padding if isinstance(back, PaddedBack) else 0.05)
    wide, tall = 2 * posts.x - posts.width + 0.004, head - foot + 0.006
    soft = cushion(wide, tall, thick, context.stream("back"), piping=0.0,
                   stuffing=Stuffing(crown=0.008, corner=0.012, wrinkles=0.0008),
                   detail=max(0, context.detail - 1)).whole  # fmt: skip
    upright = translate(rotate(soft, "x", 90.0), (0.0, 0.0, -0.5 * thick))
    return _bent(upright, posts, foot, head, 0.006)


def _slats(
    context: ChairContext, posts: Posts, back: SlatBack, low: float, high: float,
    uv_offsets: list[tuple[float, float]],
) -> Node:  # fmt: skip
    # The crest is the tallest slat; its arch stays below the posts' ends.
    count = back.slats
    room = high - low
    while count > 2 and room / count < 0.072:
        count -= 1
    pitch = room / count
    tall = min(back.slat_height, 0.62 * pitch)
    crest = min(1.3 * tall, 0.8 * pitch)
    last = high - 0.018 - crest * (0.5 + 0.3 * back.slat_arch)
    levels = np.linspace(low + tall / 2, last, count)
    slats = [
        rail(context, posts, float(y), crest if k == count - 1 else tall, 0.028, uv_offsets[k],
             arch=back.slat_arch, thick=0.011)
        for k, y in enumerate(levels)
    ]  # fmt: skip
    return node("Back", BACK, (context.back_wood, slats))


def spindle(path: Floats, diameter: float, swell: float, uv_offset: tuple[float, float], detail: int
            ) -> Mesh:  # fmt: skip
    """A turned spindle along a line from its foot, thickest below its middle."""
    return spindles(path[None], diameter, swell, [uv_offset], detail)


def spindles(
    paths: Floats, diameter: float, swell: float, uv_offsets: list[tuple[float, float]], detail: int
) -> Mesh:
    """Turned spindles along `(b, n, 3)` lines from their feet, thickest below their middle."""
    part = np.linspace(0.0, 1.0, paths.shape[1])
    bulge = np.exp(-(((part - 0.36) / 0.22) ** 2))
    radius = 0.5 * diameter * (0.66 * (1 - 0.15 * part) + 0.34 * (swell * bulge + 1.0 - swell))
    return rods(paths, radius, segments=(6, 8, 12)[detail], uv_offsets=uv_offsets)


def _spindles(
    context: ChairContext, posts: Posts, back: SpindleBack, foot: float, head: float, bow: float,
    uv_offsets: list[tuple[float, float]],
) -> list[Mesh]:  # fmt: skip
    inner = 2 * posts.x - posts.width
    count = min(back.spindles, int(inner / (2.2 * back.spindle_diameter)))
    y = np.linspace(foot - 0.01, head + 0.01, 13)
    x = inner * ((np.arange(count) + 1) / (count + 1) - 0.5)
    lines = np.empty((count, len(y), 3))
    lines[..., 0], lines[..., 1] = x[:, None], y
    lines[..., 2] = posts.z(y) - bow * (1 - (x[:, None] / posts.x) ** 2)
    return [
        spindles(
            lines, back.spindle_diameter, back.swell, uv_offsets[3 : 3 + count], context.detail
        )
    ]


def _splat(
    context: ChairContext, posts: Posts, back: PanelBack, foot: float, head: float, bow: float,
    uv_offset: tuple[float, float],
) -> Mesh:  # fmt: skip
    """A vase-shaped board from the lower rail to the crest."""
    y = np.linspace(foot - 0.008, head + 0.012, 25)
    part = np.linspace(0.0, 1.0, len(y))
    wide = 0.75 * back.panel_width * (2 * posts.x - posts.width)
    vase = 0.5 + 0.5 * np.cos(4 * np.pi * (part - 0.02)) * (0.5 + 0.5 * part)
    width = wide * (back.panel_waist + (1 - back.panel_waist) * vase)
    z = posts.z(y) - bow
    path = np.stack([np.zeros_like(y), y, z], -1)
    return bar(path, width, 0.012, up=(0.0, 0.0, 1.0), ease=0.004, uv_offset=uv_offset)
