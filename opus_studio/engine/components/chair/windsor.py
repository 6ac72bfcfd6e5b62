"""Windsor chairs: everything is socketed into a saddled plank seat."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, Windsor
from opus_studio.engine.components.chair.backs import spindle, spindles
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.legs import leg_at, leg_from, leg_size, stretcher
from opus_studio.engine.components.chair.options import (
    ARMS,
    BACK,
    LEGS,
    SEAT,
    NoArms,
    PaddedSeat,
    PanelBack,
    SpindleBack,
    TurnedLegs,
    WoodSeat,
)
from opus_studio.engine.components.chair.seats import seat_pad
from opus_studio.engine.components.shared.bars import bar, curve, levelled
from opus_studio.engine.components.shared.planks import plank, seat_plan
from opus_studio.engine.geometry import fit, translate, tube
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node

Height = Callable[[float], float]
"""How high a spindle at x reaches, metres."""


def windsor(context: ChairContext) -> list[Node]:
    """The branches of a Windsor chair."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, Windsor)
    return [_seat(context), _legs(context, layout), _back(context, layout), *_arms(context, layout)]


def _thickness(context: ChairContext) -> float:
    return max(context.seat.thickness, 0.034) if isinstance(context.seat, WoodSeat) else 0.040


def _seat(context: ChairContext) -> Node:
    w, d, top, thick = context.width, context.depth, context.height, _thickness(context)
    loose = 0.028 if isinstance(context.seat, PaddedSeat) else 0.0
    saddle = context.seat.saddle if isinstance(context.seat, WoodSeat) else 0.5
    plan = seat_plan(w, 0.80 * w, d, corners=(0.09, 0.15), bow=0.022, count=72)
    body = plank(
        plan,
        thick,
        hollow=0.006 + 0.012 * saddle,
        undercut=0.022,
        uv_offset=context.one("seat"),
        detail=context.detail,
    )
    body = fit(body, (-w / 2, top - loose - thick, -d / 2), (w / 2, top - loose, d / 2))
    pieces: list[tuple[Material, Mesh]] = [(context.seat_wood, body)]
    if loose:
        pad = seat_pad(
            context, 0.84 * w, 0.80 * d, loose + 0.016, taper=0.84, corner=0.09, crown=0.006
        )
        at = (0.0, top - loose - 0.016, 0.015)
        pieces += [(m, translate(mesh, at)) for m, mesh in pad.pieces(context.cover)]
    return node("Seat", SEAT, *pieces)


def _seat_top(context: ChairContext) -> float:
    return context.height - (0.028 if isinstance(context.seat, PaddedSeat) else 0.0)


def _legs(context: ChairContext, layout: Windsor) -> Node:
    w, d, thick = context.width, context.depth, _thickness(context)
    tall = _seat_top(context) - 0.35 * thick
    out = math.tan(math.radians(layout.leg_splay)) * tall
    heads = [
        (-0.33 * w, 0.30 * d),
        (0.33 * w, 0.30 * d),
        (-0.25 * w, -0.33 * d),
        (0.25 * w, -0.33 * d),
    ]
    feet = [
        (
            x + math.copysign(0.75 * out, x),
            z + math.copysign(0.65 * out if z > 0 else 0.95 * out, z),
        )
        for x, z in heads
    ]
    cuts = [(float(x), float(y)) for x, y in context.sampler("legs")(8)]
    pieces = [
        leg_from(context, foot, head, tall, cuts[k], socket=True)
        for k, (foot, head) in enumerate(zip(feet, heads, strict=True))
    ]
    turned, size = isinstance(context.legs, TurnedLegs), 0.66 * leg_size(context)
    middles = []
    for k, (front, back) in enumerate(((0, 2), (1, 3))):
        a = leg_at(feet[front], heads[front], tall, 0.40 * tall)
        b = leg_at(feet[back], heads[back], tall, 0.36 * tall)
        pieces.append(stretcher(a, b, size, cuts[4 + k], detail=context.detail))
        middles.append(0.54 * a + 0.46 * b)
    pieces.append(
        stretcher(middles[0], middles[1], size, cuts[6], turned=turned, detail=context.detail)
    )
    return node("Legs", LEGS, (context.frame, pieces))


def _line(context: ChairContext, foot_x: float, head_x: float, top: float, dip: float) -> Floats:
    """A spindle's path from the seat's rim back and up; `dip` 0 at the middle, 1 at the side."""
    base = _seat_top(context) - 0.012
    y = np.linspace(base, top, 11)
    part = (y - base) / (top - base)
    foot_z = -context.depth / 2 + 0.035 + 0.10 * context.depth * dip**2
    x = foot_x + (head_x - foot_x) * part
    return np.stack([x, y, foot_z - context.lean * (y - base)], -1)


def _back(context: ChairContext, layout: Windsor) -> Node:
    back = context.back
    count = back.spindles if isinstance(back, SpindleBack) else 7
    diameter = back.spindle_diameter if isinstance(back, SpindleBack) else 0.011
    swell = back.swell if isinstance(back, SpindleBack) else 0.5
    half = 0.34 * context.width
    count = min(count, int(2 * half / (2.4 * diameter)))
    if isinstance(back, PanelBack):
        count = max(4, count - count % 2)
    cuts = [(float(x), float(y)) for x, y in context.sampler("back")(24)]
    frame, height = (
        _hoop(context, layout, half)
        if layout.bow == "hoop"
        else _comb(context, layout, half, cuts[0])
    )
    places = (np.arange(count) + 0.5) / count * 2.0 - 1.0
    if isinstance(back, PanelBack):
        places = places[np.abs(places) > 1.2 / count]
    spread = (0.90 if layout.bow == "hoop" else 1.02) * half
    lines = [
        _line(context, 0.80 * half * at, spread * at, height(spread * at), abs(at))
        for at in places.tolist()
    ]
    meshes = [spindles(np.stack(lines), diameter, swell, cuts[2 : 2 + len(lines)], context.detail)]
    if isinstance(back, PanelBack):
        meshes.append(_splat(context, back, half, height(0.0), cuts[1], count))
    return node("Back", BACK, (context.frame, frame), (context.back_wood, meshes))


def _splat(
    context: ChairContext,
    back: PanelBack,
    half: float,
    top: float,
    uv_offset: tuple[float, float],
    count: int,
) -> Mesh:
    """A vase-shaped board in the middle of the back, in place of two spindles."""
    line = _line(context, 0.0, 0.0, top, 0.0)
    path = curve(line, 23)
    part = np.linspace(0.0, 1.0, 23)
    wide = min(1.5 * 2 * half / count * 1.25, 0.13)
    vase = 0.5 + 0.5 * np.cos(4 * np.pi * (part - 0.04))
    width = wide * (0.45 + 0.55 * (back.panel_waist + (1 - back.panel_waist) * vase))
    return bar(path, width, 0.010, up=(0.0, 0.0, 1.0), ease=0.004, uv_offset=uv_offset)


def _hoop(context: ChairContext, layout: Windsor, half: float) -> tuple[list[Mesh], Height]:
    """A bow from the seat's sides round over the spindles, and its height over any x."""
    base, r = _seat_top(context) - 0.012, layout.bow_thickness / 2
    top = context.top - r
    angle = np.linspace(0.0, math.pi, (25, 37, 53)[context.detail])
    # Sides rise straight and a little out, the top is a full round.
    cosine, sine = np.cos(angle), np.sin(angle)
    x = half * np.sign(cosine) * np.abs(cosine) ** 0.62 * (1.0 + 0.05 * np.sin(angle) ** 2)
    y = base + (top - base) * sine**0.60
    x *= 0.93 + 0.13 * ((y - base) / (top - base)) * (np.abs(cosine) ** 0.4)
    foot_z = -context.depth / 2 + 0.035 + 0.11 * context.depth
    part = (y - base) / (top - base)
    z = foot_z * (1 - part) + (-context.depth / 2 + 0.035) * part - context.lean * (y - base)
    path = curve(np.stack([x, y, z], -1), len(angle))
    radius = r * (0.86 + 0.14 * np.abs(np.linspace(-1, 1, len(path))))
    made = tube(path, radius, segments=(8, 12, 16)[context.detail], uv_offset=context.one("bow"))
    low = float(made.bounds[0, 1])
    made = levelled(made, low, context.top)
    order = np.argsort(path[:, 0])
    tops = path[order]

    def height(at: float) -> float:
        upper = tops[tops[:, 1] > base + 0.45 * (top - base)]
        return float(np.interp(at, upper[:, 0], upper[:, 1]))

    return [made], height


def _comb(
    context: ChairContext, layout: Windsor, half: float, uv_offset: tuple[float, float]
) -> tuple[list[Mesh], Height]:
    """A bent crest rail on top of the spindles between two stouter posts."""
    tall = 0.062
    x = np.linspace(-1.14, 1.14, 19)
    high = tall * (0.55 + 0.45 * np.cos(0.5 * np.pi * x / 1.14) ** 0.7)
    level = context.top - 0.012 - tall / 2 + 0 * x
    bow = 0.045
    base = _seat_top(context) - 0.012
    z = -context.depth / 2 + 0.035 - context.lean * (level - base) + bow * x**2
    path = np.stack([x * half, level, z], -1)
    crest = bar(
        path, high, 0.017, up=(0.0, context.lean, 1.0), ease=0.006, segments=3, uv_offset=uv_offset
    )
    crest = levelled(crest, float(crest.bounds[0, 1]), context.top)
    posts = []
    for side in (-1.0, 1.0):
        line = _line(context, 0.96 * side * half, 1.08 * side * half, context.top - tall, 1.0)
        line[:, 2] += (bow * 1.08**2 - 0.0) * np.linspace(0, 1, len(line)) ** 1.3 * 0.6
        posts.append(spindle(line, layout.bow_thickness * 0.95, 0.5, uv_offset, context.detail))

    def height(at: float) -> float:
        return context.top - tall + 0.006

    return [crest, *posts], height


def _arms(context: ChairContext, layout: Windsor) -> list[Node]:
    """A bow at elbow height that runs round the back, on turned posts."""
    arms = context.arms
    if isinstance(arms, NoArms):
        return []
    y = context.height + min(float(getattr(arms, "arm_height", 0.215)), 0.7 * context.rise)
    w, d, r = context.width, context.depth, 0.011
    base = _seat_top(context) - 0.012
    rear = -d / 2 + 0.035 - context.lean * (y - base) - 0.006
    keys = np.array(
        [
            [-0.58 * w, y, 0.26 * d],
            [-0.57 * w, y, -0.05 * d],
            [-0.47 * w, y, -0.36 * d],
            [-0.26 * w, y, rear + 0.02],
            [0.0, y, rear],
        ]
    )
    keys = np.concatenate([keys, (keys * [-1, 1, 1])[-2::-1]])
    path = curve(keys, 41)
    part = np.abs(np.linspace(-1.0, 1.0, 41))
    wide = (
        0.024
        + (float(getattr(arms, "arm_width", 0.05)) - 0.024)
        * np.clip((part - 0.55) / 0.4, 0, 1) ** 1.2
    )
    bow = bar(path, wide, 2 * r, ease=0.008, segments=3, uv_offset=context.one("arm bow"))
    pieces = [bow]
    cuts = [(float(a), float(b)) for a, b in context.sampler("arm posts")(4)]
    for k, side in enumerate((-1.0, 1.0)):
        line = np.linspace(
            [side * 0.40 * w, base, 0.14 * d], [side * 0.57 * w, y - 0.004, 0.17 * d], 13
        )
        pieces.append(spindle(line, 0.026, 0.8, cuts[k], context.detail))
        line = np.linspace(
            [side * 0.41 * w, base, -0.12 * d], [side * 0.555 * w, y - 0.004, -0.10 * d], 11
        )
        pieces.append(spindle(line, 0.014, 0.5, cuts[2 + k], context.detail))
    return [node("Arms", ARMS, (context.arm_wood, pieces))]
