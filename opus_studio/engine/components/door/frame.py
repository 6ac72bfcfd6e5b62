"""The fixed frame: jambs and head, mullions and transom bar, stops, the solid arched head."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.door.context import REBATE, DoorContext
from opus_studio.engine.components.shared.joinery import nose
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    frame,
    merge,
    rectangle,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh


def outer_frame(context: DoorContext) -> Mesh:
    """Everything that is fixed in the wall, of exactly the size asked for, at z = -depth..0."""
    sampler = context.sampler("frame")
    section = rectangle(context.jamb, context.depth, 0.0018, 2)
    ring = frame(context.width, context.height, section, sides="no_bottom", z=-context.depth,
                 uv_offsets=sampler(3))  # fmt: skip
    pieces = [ring, *_divisions(context)]
    if context.slides:
        return merge(*pieces)
    if context.rise:
        pieces.append(_spandrels(context))
    pieces.append(_stops(context))
    return merge(*pieces)


def arch_line(width: float, top: float, rise: float, count: int = 28) -> Floats:
    """`(n, 2)` points of an arched head from its right springing to the left one, metres.

    Args:
        width: Between the springings; the arch is centred on x = 0, metres.
        top: Height of the crown, metres.
        rise: Of the crown above the springings, at most half the width, metres.
        count: Points.
    """
    radius = (width * width / 4.0 + rise * rise) / (2.0 * rise)
    half = math.asin(min(1.0, width / 2.0 / radius))
    angle = np.linspace(half, -half, count)
    points = np.stack([radius * np.sin(angle), top - radius + radius * np.cos(angle)], -1)
    return np.asarray(points, dtype=np.float64)


def arch_top(x: float, width: float, top: float, rise: float) -> float:
    """Height of an arched head at a distance from its middle, metres; see `arch_line`."""
    radius = (width * width / 4.0 + rise * rise) / (2.0 * rise)
    inside = max(radius * radius - x * x, 0.0)
    return top - radius + math.sqrt(inside)


def _divisions(context: DoorContext) -> list[Mesh]:
    """Mullions and the transom bar, a hair shallower than the frame that they meet square."""
    plan, deep = context.plan, context.depth - 0.001
    z = -context.depth / 2.0
    sizes: list[tuple[float, float, float]] = []
    centres: list[tuple[float, float, float]] = []
    if plan.above:
        sizes.append((context.width - 2 * context.jamb, context.jamb, deep))
        centres.append((0.0, plan.above[0] - context.jamb / 2.0, z))
    for x0, x1 in plan.sides:
        x = x1 + context.jamb / 2.0 if x0 < plan.left else x0 - context.jamb / 2.0
        sizes.append((context.jamb, plan.side_top, deep))
        centres.append((x, plan.side_top / 2.0, z))
    if not sizes:
        return []
    sampler = context.sampler("mullions")
    return [boxes(sizes, centres, 0.0015, uv_offsets=sampler(len(sizes)))]


def _stops(context: DoorContext) -> Mesh:
    """The strips against which the leaf closes, mitred or bent along the head."""
    plan = context.plan
    section = nose(REBATE, context.depth - context.seat - 0.0012, context.edge)
    sampler = context.sampler("stops")
    back = -context.depth + context.seat
    if not context.rise:
        ring = frame(plan.width, plan.top, section, sides="no_bottom", uv_offsets=sampler(3))
        return translate(ring, (plan.middle, 0.0, back))
    head = arch_line(plan.width, plan.top, context.rise)
    foot = plan.width / 2.0
    line = np.concatenate([[[foot, 0.0]], head, [[-foot, 0.0]]])
    path = np.column_stack([line[:, 0] + plan.middle, line[:, 1], np.full(len(line), back)])
    return sweep(section, path, uv_offsets=sampler(1)[0])


def _spandrels(context: DoorContext) -> Mesh:
    """Two solid corners that make an arch of a square head, a hair behind the frame's faces."""
    plan = context.plan
    arch = arch_line(plan.width, plan.top - 0.0004, context.rise - 0.0002, 29)
    foot = plan.width / 2.0
    crown = len(arch) // 2
    right = arch[: crown + 1]
    reach = context.jamb * 0.5
    corner = [
        (foot + reach, float(right[0, 1])),
        (foot + reach, plan.top + reach),
        (0.0, plan.top + reach),
    ]
    outline = np.concatenate([right[::-1], corner])
    sampler = context.sampler("spandrels")
    pieces = []
    for mirrored in (False, True):
        points = outline * (-1.0, 1.0) if mirrored else outline
        offset = sampler(1)[0].tolist()
        body = extrude(Profile.of(points, smooth_angle=20.0), context.depth - 0.0016, axis="z",
                       uv_offset=(offset[0], offset[1]))  # fmt: skip
        pieces.append(translate(body, (plan.middle, 0.0, -context.depth / 2.0)))
    return merge(*pieces)
