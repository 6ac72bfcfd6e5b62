"""What is overhead in a porch: ceiling boards, joists, and a hanging lantern."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.part_assets import (
    CEILING,
    LAMP,
    BoardCeiling,
    JoistCeiling,
    PendantLamp,
)
from opus_studio.engine.components.shared.light import glow
from opus_studio.engine.geometry import Profile, bevelled_box, boxes, lathe, merge, rotate, tube
from opus_studio.engine.scene import Material, Mesh, Node, Part

_THICK = 0.016


def ceiling(context: PorchContext) -> tuple[Node, ...]:
    """Boards between the beams, with joists where they show."""
    shape = context.shape
    if not shape.carried:
        return ()
    asset = context.resolved[CEILING]
    x, front = shape.width / 2.0 - shape.beam, shape.depth - shape.beam
    back = context.site.cladding + 0.0012
    low = level(context)
    joisted = isinstance(asset, JoistCeiling)
    width = asset.ceiling_board if isinstance(asset, BoardCeiling | JoistCeiling) else 0.1
    count = max(2, round((front - back) / width))
    step = (front - back) / count
    zs = back + (np.arange(count) + 0.5) * step
    sizes = [(2 * x + 0.012, _THICK, step - 0.004)] * count
    centres = [(0.0, low + _THICK / 2.0, float(z)) for z in zs]
    boarded = boxes(sizes, centres, 0.003, segments=1, grain="x",
                    uv_offsets=context.uv_offsets("ceiling", count))  # fmt: skip
    lining = bevelled_box((2 * x + 0.01, 0.008, front - back + 0.004), 0.0, segments=0,
                          centre=(0.0, low + _THICK + 0.003, (front + back) / 2.0 + 0.002)
                          )  # fmt: skip
    parts = [Part(merge(boarded, lining), context.ceiling)]
    if joisted and isinstance(asset, JoistCeiling):
        parts.append(Part(_joists(context, asset.joist_spacing, x, front, back), context.trim))
    return (Node("Ceiling", tuple(parts), slot=CEILING.name),)


def level(context: PorchContext) -> float:
    """Height of the ceiling's underside, metres: below whatever hangs over it."""
    shape = context.shape
    if shape.back < 0.0:
        return shape.low + 0.04
    return shape.low + 0.45 * (shape.high - shape.low)


def _joists(context: PorchContext, spacing: float, x: float, front: float, back: float) -> Mesh:
    """Joists below the boards, from the wall to the front beam."""
    tall = min(0.09, 0.8 * (level(context) - context.shape.low))
    count = max(2, round(2 * x / spacing))
    xs = -x + (np.arange(count) + 0.5) * (2 * x / count)
    y = level(context) - tall / 2.0 + 0.002
    long = front - back + 0.01
    return boxes(
        [(0.06, tall, long)] * count,
        [(float(a), y, (front + back) / 2.0) for a in xs],
        0.004,
        segments=1,
        grain="z",
        uv_offsets=context.uv_offsets("joists", count),
    )


def lamp(context: PorchContext) -> tuple[Node, ...]:
    """A lantern below the ceiling before the door, where there is headroom."""
    asset, shape = context.resolved[LAMP], context.shape
    if not isinstance(asset, PendantLamp) or not shape.carried:
        return ()
    top = level(context)
    tall = min(asset.lantern_height, top - shape.floor - 2.0 - 0.06)
    if tall < 0.16:
        return ()
    drop = min(0.16, top - shape.floor - 2.0 - tall)
    z = 0.55 * shape.depth
    metal, glass, bulb = _lantern(tall, drop)
    shine = glow(2700.0) if asset.lit else (0.0, 0.0, 0.0)
    bright = Material("Lamp", "porcelain", None, shine, 4.0 if asset.lit else 1.0)
    parts = (
        Part(metal, context.fixed_material("Lantern", "painted_metal/black")),
        Part(bulb, bright),
        Part(glass, context.fixed_material("Lantern glass", "clear_glass")),
    )
    return (Node("Lamp", parts, translation=(shape.door, top, z), slot=LAMP.name),)


def _lantern(tall: float, drop: float) -> tuple[Mesh, Mesh, Mesh]:
    """Frame, panes and bulb of a lantern hanging from y = 0."""
    w, bar = 0.5 * tall, 0.012
    low, high = -drop - tall, -drop - 0.22 * tall
    reach = w / 2.0
    post = [(sx * (reach - bar / 2), (low + high) / 2.0, sz * (reach - bar / 2))
            for sx in (-1, 1) for sz in (-1, 1)]  # fmt: skip
    frame = boxes([(bar, high - low, bar)] * 4, post, 0.002, segments=1)
    plates = boxes(
        [(w + 0.02, 0.014, w + 0.02), (w + 0.02, 0.014, w + 0.02)],
        [(0.0, low, 0.0), (0.0, high, 0.0)], 0.003, segments=1,
    )  # fmt: skip
    r = 0.72 * w
    cap = lathe(Profile.of([(0.0, high + 0.006), (r, high + 0.006), (0.3 * r, high + 0.14 * tall),
                            (0.16 * r, high + 0.19 * tall), (0.0, high + 0.19 * tall)],
                           closed=False), segments=4)  # fmt: skip
    rod = tube([(0.0, high + 0.17 * tall, 0.0), (0.0, -0.004, 0.0)], 0.006, segments=8)
    rose = lathe(Profile.of([(0.0, -0.022), (0.03, -0.02), (0.05, -0.004), (0.05, 0.0),
                             (0.0, 0.0)], closed=False), segments=16)  # fmt: skip
    metal = merge(frame, plates, rotate(cap, "y", 45.0), rod, rose)
    side = high - low - 0.016
    panes = boxes(
        [(w - 2 * bar - 0.002, side, 0.003)] * 2 + [(0.003, side, w - 2 * bar - 0.002)] * 2,
        [(0.0, (low + high) / 2, s * (reach - bar / 2)) for s in (-1, 1)]
        + [(s * (reach - bar / 2), (low + high) / 2, 0.0) for s in (-1, 1)],
        0.0, segments=0,
    )  # fmt: skip
    body = 0.2 * w
    bulb = lathe(Profile.of([(0.0, low + 0.006), (0.5 * body, low + 0.006),
                             (0.5 * body, low + 0.3 * tall), (body, low + 0.38 * tall),
                             (0.7 * body, low + 0.5 * tall), (0.0, low + 0.55 * tall)],
                            closed=False, smooth_angle=60.0), segments=14)  # fmt: skip
    return metal, panes, bulb
