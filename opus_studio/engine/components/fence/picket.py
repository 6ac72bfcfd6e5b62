"""Pickets and boards: upright pieces on rails that run from post to post."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.infill_assets import Boards, Pickets
from opus_studio.engine.components.fence.span import Span, even, level_bar, level_section, merged
from opus_studio.engine.components.fence.trim_assets import (
    RAILS,
    ArrisRails,
    HalfRoundRails,
    SawnRails,
)
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    boxes,
    extrusions,
    place,
    rectangle,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh

_PROUD = 0.001
"""Metres. How far pickets are let into the rails, so that no light shows between them."""


def pickets(context: FenceContext, kind: Pickets, span: Span) -> Mesh:
    """Rails with pickets before them."""
    sampler = context.sampler(f"pickets {span.variant}")
    limit = 0.094 if context.railing else 0.25
    places, wide = even(span, kind.picket_width, context.gap(kind.picket_gap), limit)
    free = context.capped or (span.leaf and context.capped)
    top = "flat" if free else kind.picket_top
    tops = [span.high] * len(places) if free else _line(kind, span, places, wide)
    head = _HEADS[top] * wide
    rail, thick = rail_depth(context), picket_thickness(context)
    back = -(rail + thick) / 2.0
    z = back + rail + thick / 2.0 - _PROUD
    pieces = _rails(context, span, (span.low, min(tops) - head), back, sampler)
    kept: dict[float, Mesh] = {}
    for x, level, offset in zip(places, tops, sampler(len(places)), strict=True):
        tall = round(level - span.low, 5)
        if tall not in kept:
            shape = _picket(top, round(wide, 5), tall)
            kept[tall] = sawn_board(shape, thick, grain="y", bevel=0.002)
        pieces.append(place(with_uv_offset(kept[tall], offset), [(x, span.low, z)]))
    return merged(pieces)


_HEADS = {"flat": 0.0, "pointed": 0.62, "rounded": 0.5, "gothic": 1.25, "dog_eared": 0.3}
"""Height of a worked top for each metre of a picket's width."""


@lru_cache(maxsize=256)
def _picket(top: str, wide: float, tall: float) -> Profile:
    """Outline of a picket about x = 0, standing on y = 0."""
    half = wide / 2.0
    head = min(_HEADS[top] * wide, 0.5 * tall)
    neck = tall - head
    if top == "flat":
        return rectangle(wide, tall).moved(-half, 0.0)
    pen = Outline((-half, 0.0), 4).to(half, 0.0).to(half, neck)
    if top == "pointed":
        pen.to(0.06 * wide, tall).to(-0.06 * wide, tall)
    elif top == "rounded":
        pen.arc(-half, neck, head / half if head < half else 1.0)
        return pen.close()
    elif top == "dog_eared":
        pen.to(half - head, tall).to(head - half, tall)
    else:
        # A shouldered neck under a pointed arch.
        pen.arc(0.56 * half, neck + 0.22 * head, -0.5).to(0.56 * half, neck + 0.3 * head)
        pen.arc(0.8 * half, neck + 0.52 * head, 0.25).arc(0.04 * half, tall, 0.22)
        pen.to(-0.04 * half, tall)
        pen.arc(-0.8 * half, neck + 0.52 * head, 0.22)
        pen.arc(-0.56 * half, neck + 0.3 * head, 0.25).to(-0.56 * half, neck + 0.22 * head)
        pen.arc(-half, neck, -0.5)
        return pen.close()
    return pen.to(-half, neck).close()


def _line(kind: Pickets, span: Span, places: list[float], wide: float) -> list[float]:
    """The tops of the pickets of a bay, the highest at the field's upper edge."""
    head = _HEADS[kind.picket_top] * wide
    room = max(span.tall - head - 0.26, 0.0)
    depth = min(kind.top_line_depth * span.tall, room)
    if kind.top_line == "straight" or len(places) < 5 or depth < 0.01 or span.leaf:
        return [span.high] * len(places)
    half = max(abs(x) for x in places)
    inner = min(abs(x) for x in places)
    drops = []
    for x in places:
        share = (x * x - inner * inner) / (half * half - inner * inner)
        drops.append(depth * (1.0 - share) if kind.top_line == "scalloped" else depth * share)
    return [span.high - drop for drop in drops]


def picket_thickness(context: FenceContext) -> float:
    """Of pickets and boards on rails, metres."""
    return min(0.02, 0.36 * context.depth)


def rail_depth(context: FenceContext) -> float:
    """Of the rails behind pickets and boards, metres; both together keep within the posts."""
    kind = context.resolved[RAILS]
    wanted = kind.rail_thickness if isinstance(kind, SawnRails) else 0.6 * kind.rail_width
    return min(wanted, context.depth - picket_thickness(context))


def rail_levels(
    context: FenceContext, span: Span, room: tuple[float, float]
) -> tuple[list[float], float]:
    """Middles of the rails behind upright pieces between two levels, and their height."""
    low, high = room
    tall = high - low
    wide = min(context.resolved[RAILS].rail_width, 0.24 * tall)
    inset = min(max(0.16 * tall, 0.7 * wide), 0.22)
    first, last = low + inset, high - inset
    if context.capped and not span.leaf:
        last = high - wide / 2.0 - 0.0015
    count = 3 if tall > 1.35 else 2
    return [first + (last - first) * k / (count - 1) for k in range(count)], wide


def _rails(
    context: FenceContext, span: Span, room: tuple[float, float], back: float, sampler: UvSampler
) -> list[Mesh]:
    """Rails whose backs lie at a z, metres."""
    levels, wide = rail_levels(context, span, room)
    kind, deep = context.resolved[RAILS], rail_depth(context)
    made = []
    for level, offset in zip(levels, sampler(len(levels)), strict=True):
        uv = (float(offset[0]), float(offset[1]))
        if isinstance(kind, ArrisRails | HalfRoundRails):
            section = _arris(wide, deep) if isinstance(kind, ArrisRails) else _pole(wide, deep)
            made.append(level_section(span, level, section, z=back + deep, uv_offset=uv))
        else:
            made.append(level_bar(span, level, (wide, deep), z=back + deep / 2.0, uv_offset=uv,
                                  bevel=0.003))  # fmt: skip
    return made


@lru_cache(maxsize=32)
def _arris(wide: float, deep: float) -> Profile:
    """A triangle with its flat face on y = 0 and its edge to the back: x up."""
    return Profile.of([(-wide / 2.0, 0.0), (0.0, -deep), (wide / 2.0, 0.0)]).eased(0.004)


@lru_cache(maxsize=32)
def _pole(wide: float, deep: float) -> Profile:
    """Half a pole, flat on y = 0."""
    half, angles = wide / 2.0, np.linspace(math.pi, 2.0 * math.pi, 9)
    return Profile.of(np.stack([half * np.cos(angles), deep * np.sin(angles)], -1))


def boards(context: FenceContext, kind: Boards, span: Span) -> Mesh:
    """Rails with boards that leave no gap."""
    sampler = context.sampler(f"boards {span.variant}")
    rail, thick = rail_depth(context), min(picket_thickness(context), 0.018)
    both = kind.lay == "both_sides"
    if both:
        rail = min(rail, max(context.depth - 2.0 * thick, 0.4 * context.depth))
    back = -rail / 2.0 if both else -(rail + thick) / 2.0
    pieces = _rails(context, span, (span.low, span.high), back, sampler)
    face = back + rail_depth(context) - _PROUD
    width = span.clear - 0.002
    count = max(2, round(width / kind.board_width))
    if kind.lay == "lapped":
        pieces.append(_lapped(span, width, count, thick, face, sampler))
        return merged(pieces)
    pitch = width / count
    middle = (span.low + span.high) / 2.0
    xs = [-width / 2.0 + (k + 0.5) * pitch for k in range(count)]
    if both:
        front = face + thick / 2.0
        rear = back + _PROUD - thick / 2.0
        # Boards lap those on the other side, so that nothing is seen through.
        sizes = (min(1.16 * pitch, pitch + 0.03), span.tall, thick)
        zs = [front if k % 2 == 0 else rear for k in range(count)]
        xs = [min(max(x, (sizes[0] - width) / 2.0), (width - sizes[0]) / 2.0) for x in xs]
        centres = [(x, middle, z) for x, z in zip(xs, zs, strict=True)]
    else:
        sizes = (pitch - 0.002, span.tall, thick)
        centres = [(x, middle, face + thick / 2.0) for x in xs]
    pieces.append(boxes(sizes, centres, 0.002, grain="y", segments=1, uv_offsets=sampler(count)))
    return merged(pieces)


def _lapped(
    span: Span, width: float, count: int, thick: float, face: float, sampler: UvSampler
) -> Mesh:
    """Feather-edged boards: each one's thick edge lies on the next one's thin edge."""
    lap = 0.014
    pitch = (width - lap) / count
    board = pitch + lap
    thin = 0.42 * thick
    # The back of the thick edge clears the front of the board that it laps.
    lift = thin + 1.3 * lap * thick / board
    section = Profile.of([(0.0, 0.0), (board, lift), (board, lift + thick), (0.0, thin)]).eased(
        0.0012
    )
    centres = [(-width / 2.0 + k * pitch, (span.low + span.high) / 2.0, face) for k in range(count)]
    return extrusions(section, span.tall, centres, axis="y", bevel=0.0008, segments=1,
                      uv_offsets=sampler(count))  # fmt: skip


__all__ = ["boards", "picket_thickness", "pickets", "rail_depth", "rail_levels"]
