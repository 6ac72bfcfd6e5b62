"""Cables strained between posts, and panes of glass with their fixings."""

from __future__ import annotations

import math
from functools import lru_cache

from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.infill_assets import INFILL, Cables, GlassPanes
from opus_studio.engine.components.fence.span import Span, level_bar, lying, merged, rod
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    circle,
    extrude,
    lathe,
    place,
    quaternion,
    translate,
)
from opus_studio.engine.scene import Mesh, Part, Vector

_SUPPORT = 1.07
"""Metres. Cables need a spacer at least every 42 inches, or they give way."""


def cables(context: FenceContext, kind: Cables, span: Span) -> Mesh:
    """Level cables through the posts with turnbuckles at the outer ones, or upright ones."""
    radius = kind.cable_diameter / 2.0
    wanted = min(kind.cable_gap, 0.08) if context.railing else kind.cable_gap
    if kind.upright:
        return _upright(context, span, radius, wanted)
    # Lowest and highest cable lie one distance from the ground and from the rail.
    floor = min(context.base_height, span.low)
    count = max(2, math.ceil((span.high - floor) / wanted) - 1)
    step = (span.high - floor) / (count + 1)
    levels = [floor + step * (k + 1) for k in range(count)]
    lod = context.lod(min(context.spacing, span.clear), 1.5 * count)
    pieces = [_cable(lod, radius, (span.left, y, 0.0), (span.right, y, 0.0)) for y in levels]
    tall = 0.05 + 0.012 * span.clear
    fitting = turnbuckle(round(min(tall + 0.05, 0.3 * span.clear), 4), round(radius, 5), lod)
    for end, outer in zip((-1.0, 1.0), span.outer, strict=True):
        if outer:
            x = end * span.clear / 2.0
            turn = quaternion("z", 0.0 if end < 0.0 else 180.0)
            pieces.append(place(fitting, [(x, y, 0.0) for y in levels], [turn] * count))
    spans = math.ceil(span.clear / _SUPPORT)
    if spans > 1:
        tall = levels[-1] - levels[0] + 4.0 * radius + 0.02
        size = (0.008, tall, min(0.03, context.depth))
        centres = [(-span.clear / 2.0 + span.clear * k / spans, (levels[0] + levels[-1]) / 2.0, 0.0)
                   for k in range(1, spans)]  # fmt: skip
        pieces.append(boxes(size, centres, 0.0015, grain="y", segments=1))
    return merged(pieces)


def _cable(lod: int, radius: float, start: Vector, end: Vector) -> Mesh:
    """A straight cable; without eased rims where there are hundreds."""
    return rod(start, end, radius, (5, 6, 8)[lod], bevel=0.15 * radius if lod else 0.0)


def _upright(context: FenceContext, span: Span, radius: float, wanted: float) -> Mesh:
    """A bottom rail, and cables from it up to a rail under the handrail."""
    flat = (0.01, min(0.04, context.depth))
    levels = [span.low + flat[0] / 2.0, span.high - flat[0] / 2.0 - 0.0006]
    pieces = [level_bar(span, level, flat, bevel=0.001) for level in levels]
    count = max(1, math.ceil(span.clear / wanted) - 1)
    step = span.clear / (count + 1)
    xs = [-span.clear / 2.0 + step * (k + 1) for k in range(count)]
    low, high = levels[0] + flat[0] / 2.0 - 0.001, levels[1] - flat[0] / 2.0 + 0.001
    lod = context.lod(step)
    wire = _cable(lod, radius, (0.0, low, 0.0), (0.0, high, 0.0))
    pieces.append(place(wire, [(x, 0.0, 0.0) for x in xs]))
    long = round(min(0.1, 0.22 * (high - low)), 4)
    fitting = turnbuckle(long, round(radius, 5), lod)
    stood = quaternion("z", 90.0)
    pieces.append(place(fitting, [(x, low + 0.002, 0.0) for x in xs], [stood] * count))
    return merged(pieces)


@lru_cache(maxsize=64)
def turnbuckle(long: float, radius: float, lod: int) -> Mesh:
    """A swage terminal with its turning body and lock nut, along +X from a post's face x = 0.

    Args:
        long: Metres.
        radius: Of the cable, metres.
        lod: Level of detail, 0 to 2.
    """
    body, stud = 2.3 * radius + 0.0015, 1.5 * radius + 0.0005
    head = body + 0.002
    line = [
        (0.0, -0.001),
        (head, -0.001),
        (head, 0.0025),
        (0.8 * body, 0.004),
        (0.8 * body, 0.1 * long),
        (body, 0.12 * long),
        (body, 0.5 * long),
        (stud, 0.56 * long),
        (stud, 0.94 * long),
        (1.15 * radius, long),
        (0.0, long),
    ]
    if lod == 0:
        line = [line[0], line[1], line[2], line[4], line[6], line[7], line[9], line[10]]
    return lying(lathe(line, segments=(5, 8, 12)[lod]))


def glass(context: FenceContext, kind: GlassPanes, span: Span) -> list[Part]:
    """A pane with clamps on the posts, a channel below it or spigots."""
    thick = kind.glass_thickness
    beside = min(0.02, 0.08 * span.clear)
    low, high = span.low, span.high
    fixing = "clamps" if span.framed else kind.fixing
    if fixing == "channel":
        beside = min(0.008, 0.08 * span.clear)
    if fixing == "spigots":
        low = max(low, span.low + 0.02)
    wide, tall = span.clear - 2.0 * beside, high - low
    middle = (low + high) / 2.0
    material = context.resolved.material(INFILL, "Glass", kind.glass_finish)
    pane = bevelled_box(
        (wide, tall, thick), 0.0012, centre=(0.0, middle, 0.0), grain="x", segments=1
    )
    held = {"clamps": _clamps, "channel": _channel, "spigots": _spigots}[fixing]
    return [Part(held(context, span, (wide, low, high, thick)), context.infill_material),
            Part(pane, material)]  # fmt: skip


def _clamps(context: FenceContext, span: Span, pane: tuple[float, float, float, float]) -> Mesh:
    """D-shaped clamps from the posts, two or three at each side of the pane."""
    wide, low, high, thick = pane
    reach = span.clear / 2.0 - wide / 2.0 + min(0.032, 0.16 * wide)
    tall = min(0.05, 0.14 * (high - low))
    deep = thick + 0.012
    count = 3 if high - low > 1.3 else 2
    inset = 0.16 * (high - low)
    ys = [low + inset + (high - low - 2 * inset) * k / (count - 1) for k in range(count)]
    pieces = []
    for side in (-1.0, 1.0):
        x = side * (span.clear / 2.0 - reach / 2.0 + 0.0005)
        # Two jaws with the pane between them, and the block that holds both.
        jaw = (reach, tall, (deep - thick) / 2.0 + 0.0002)
        for z in (-1.0, 1.0):
            at = z * (thick / 2.0 + jaw[2] / 2.0 - 0.0004)
            pieces.append(boxes(jaw, [(x, y, at) for y in ys], 0.002, segments=1))
        block = span.clear / 2.0 - wide / 2.0 + 0.0005
        pieces.append(
            boxes(
                (block, tall - 0.004, thick),
                [(side * (span.clear / 2.0 - block / 2.0 + 0.0005), y, 0.0) for y in ys],
                0.001,
                segments=1,
            )
        )
    return merged(pieces)


def _channel(context: FenceContext, span: Span, pane: tuple[float, float, float, float]) -> Mesh:
    """An aluminium shoe along the foot of the pane."""
    wide, low, high, thick = pane
    tall = min(0.1, 0.16 * (high - low))
    deep = max(min(0.06, context.depth), thick + 0.012)
    floor = max(low - 0.03, context.base_height + 0.0005)
    section = [(-deep / 2, 0.0), (deep / 2, 0.0), (deep / 2, tall), (thick / 2 + 0.0015, tall),
               (thick / 2 + 0.0015, 0.012), (-thick / 2 - 0.0015, 0.012),
               (-thick / 2 - 0.0015, tall), (-deep / 2, tall)]  # fmt: skip
    # Extrusions along X take (Y, Z).
    shape = Profile.of([(y, z) for z, y in section]).eased(0.001, 1)
    body = extrude(shape, span.clear - 0.002, axis="x", bevel=0.0)
    shoe = translate(body, (0.0, floor, 0.0))
    if low - floor < 0.012:
        return shoe
    # Setting blocks carry the pane.
    blocks = boxes(
        (0.06, low - floor - 0.0115, thick),
        [(s * 0.3 * wide, (low + floor + 0.0115) / 2.0, 0.0) for s in (-1.0, 1.0)],
        0.001,
        segments=1,
    )
    return merged([shoe, blocks])


def _spigots(context: FenceContext, span: Span, pane: tuple[float, float, float, float]) -> Mesh:
    """Two forked feet that clamp the lower edge."""
    wide, low, high, thick = pane
    floor = context.base_height
    radius = min(0.026, 0.12 * wide)
    grip = min(0.1, 0.16 * (high - low))
    half = 0.5 * thick + 0.009
    xs = [s * 0.28 * wide for s in (-1.0, 1.0)]
    plate = lathe([(0.0, 0.0), (2.0 * radius, 0.0), (2.0 * radius, 0.008), (1.9 * radius, 0.01),
                   (0.0, 0.01)], segments=(12, 16, 24)[context.post_detail])  # fmt: skip
    pieces = [place(plate, [(x, floor, 0.0) for x in xs])]
    top = low + grip
    stem = low - floor - 0.002
    pieces.append(
        boxes(
            (2.0 * radius, stem - 0.009, 2.0 * half),
            [(x, floor + 0.009 + (stem - 0.009) / 2.0, 0.0) for x in xs],
            0.003,
            segments=1,
        )
    )
    jaw = half - thick / 2.0 + 0.0004
    for side in (-1.0, 1.0):
        z = side * (thick / 2.0 - 0.0004 + jaw / 2.0)
        pieces.append(
            boxes(
                (2.0 * radius - 0.002, top - low + 0.006, jaw - 0.0006),
                [(x, (top + low - 0.006) / 2.0, z) for x in xs],
                0.002,
                segments=1,
            )
        )
    bolt = extrude(circle(0.006, 6), 2.0 * half + 0.004, axis="z", bevel=0.001, segments=1)
    pieces.append(place(bolt, [(x, low + 0.45 * grip, 0.0) for x in xs]))
    return merged(pieces)
