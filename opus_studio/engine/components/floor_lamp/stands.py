"""Stands: arc, tripod, torchiere, reading lamp, column. Each carries the head on a pivot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.floor_lamp.assets import (
    ArcStand,
    ColumnStand,
    ReadingStand,
    TorchiereStand,
    TripodStand,
)
from opus_studio.engine.components.floor_lamp.context import FloorLampContext
from opus_studio.engine.components.floor_lamp.head import head
from opus_studio.engine.components.shared.boards import leaning
from opus_studio.engine.geometry import (
    lathe,
    merge,
    quaternion,
    rotate,
    translate,
    tube,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh, Node, Part


@dataclass(frozen=True)
class Stand:
    """A stand with its head.

    Attributes:
        node: The branch.
        feed: Height in a tripod's middle from which the cable falls, metres; 0 where it leaves
            the base.
    """

    node: Node
    feed: float = 0.0


_HUB = 0.052
"""Height of a tripod's hub, metres."""


def _round(context: FloorLampContext, radius: float) -> int:
    return ((8, 12, 16) if radius < 0.012 else (12, 18, 28))[context.detail]


def _pole(context: FloorLampContext, low: float, high: float, radius: float) -> Mesh:
    """An upright tube with eased ends."""
    ease = min(0.0015, 0.2 * radius)
    line = [(0.0, low), (radius - ease, low), (radius, low + ease), (radius, high - ease),
            (radius - ease, high), (0.0, high)]  # fmt: skip
    return lathe(line, segments=_round(context, radius))


def _collar(context: FloorLampContext, at: float, radius: float, tall: float = 0.014) -> Mesh:
    """A ring around a pole, rounded at both ends."""
    return translate(_ring(radius, tall, _round(context, radius + 0.005)), (0.0, at, 0.0))


@lru_cache(maxsize=128)
def _ring(radius: float, tall: float, segments: int) -> Mesh:
    half, out = tall / 2.0, radius + 0.005
    line = [(0.0, -half), (radius + 0.001, -half), (out - 0.001, 0.002 - half),
            (out, 0.004 - half), (out, half - 0.004), (out - 0.001, half - 0.002),
            (radius + 0.001, half), (0.0, half)]  # fmt: skip
    return lathe(line, grain="around", segments=segments)


def arc(context: FloorLampContext, asset: ArcStand) -> Stand:
    """A pole that bends over; the head hangs from its end."""
    r, high = asset.tube_thickness / 2.0, asset.height
    low = context.base_height - 0.002
    bend = low + 0.42 * (high - low)
    # A quarter of an ellipse up to the apex, and on until the end is reached.
    wide, tall = 0.60 * asset.reach, high - r - bend
    last = math.acos(asset.reach / wide - 1.0)
    steps = (10, 18, 30)[context.detail]
    angle = np.concatenate(
        [np.linspace(math.pi, math.pi / 2.0, steps)[:-1], np.linspace(math.pi / 2.0, last, steps)]
    )
    x, y = wide * (1.0 + np.cos(angle)), bend + tall * np.sin(angle)
    curve = np.stack([x, y, np.zeros(len(x))], -1)
    path = np.concatenate([[[0.0, bend - 0.10, 0.0]], curve])
    bow = tube(path, r, ends="round", segments=_round(context, r))
    body = merge(
        _pole(context, low, bend - 0.02, r + 0.004),
        _collar(context, bend - 0.022, r + 0.0035, 0.018),
        _collar(context, low + 0.0105, r + 0.0045, 0.018),
        bow,
    )
    end = (float(x[-1]), float(y[-1]) - r - 0.006, 0.0)
    lamp = head(context, 0.045).node(context, end, quaternion("z", 180.0 + asset.head_tilt))
    return Stand(Node("Stand", (Part(body, context.metal),), (lamp,)))


def tripod(context: FloorLampContext, asset: TripodStand) -> Stand:
    """Three legs hinged to a hub; a stem carries the head."""
    lamp = head(context, 0.03)
    pivot = asset.height - lamp.high
    hub = pivot - 0.045
    spread = asset.leg_spread * asset.height
    hinge, thick = 0.030, asset.leg_thickness / 2.0
    at = hub - 0.5 * _HUB
    slope = (spread - hinge) / at
    leg = leaning(_tripod_leg(context, at, thick), 0.0, -slope)
    tip = leaning(_tip(context, at, thick), 0.0, -slope)
    wood = context.worn_wood
    legs = []
    for number in range(3):
        turn = 120.0 * number
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        body = with_uv_offset(leg, context.uv_offset(f"Leg {number + 1}"))
        legs.append(
            Node(
                f"Leg {number + 1}",
                (
                    Part(body, wood),
                    Part(tip, context.fixed_material("Feet", "matte_plastic", "charcoal")),
                ),
                translation=(hinge * s, at, hinge * c),
                rotation=quaternion("y", turn),
            )
        )
    parts = [_hub(context, hub), _pole(context, hub - 0.003, pivot, 0.009)]
    if asset.spreader:
        parts.append(_spreader(context, at, hinge, slope))
    tilt = quaternion("x", asset.head_tilt)
    children = (*legs, lamp.node(context, (0.0, pivot, 0.0), tilt))
    level = 0.42 * at - 0.027 if asset.spreader else hub - _HUB + 0.003
    return Stand(Node("Stand", (Part(merge(*parts), context.metal),), children), level)


def _tripod_leg(context: FloorLampContext, long: float, radius: float) -> Mesh:
    """A leg below its hinge at the origin: slim at both ends, thickest above its middle."""
    foot = 0.55 * radius
    line = [
        (0.0, -long + 0.012), (foot, -long + 0.012), (0.78 * radius, -0.72 * long),
        (0.96 * radius, -0.5 * long), (radius, -0.35 * long), (0.94 * radius, -0.18 * long),
        (0.72 * radius, -0.004), (0.66 * radius, 0.004), (0.0, 0.006),
    ]  # fmt: skip
    return lathe(line, segments=_round(context, 0.02))


def _tip(context: FloorLampContext, long: float, radius: float) -> Mesh:
    r = 0.55 * radius + 0.0015
    line = [(0.0, -long), (r - 0.002, -long), (r, -long + 0.003), (r, -long + 0.018),
            (0.0, -long + 0.018)]  # fmt: skip
    return lathe(line, grain="around", segments=_round(context, 0.011))


def _hub(context: FloorLampContext, top: float) -> Mesh:
    low, r = top - _HUB, 0.046
    line = [(0.0, low), (0.020, low), (0.026, low + 0.004), (0.030, low + 0.014),
            (r - 0.002, top - 0.022), (r, top - 0.019), (r, top - 0.006), (r - 0.004, top - 0.002),
            (0.016, top), (0.0, top)]  # fmt: skip
    return lathe(line, grain="around", segments=_round(context, r))


def _spreader(context: FloorLampContext, hinge_at: float, hinge: float, slope: float) -> Mesh:
    """A rod down the middle and three arms to the legs."""
    level = 0.42 * hinge_at
    reach = hinge + slope * (hinge_at - level)
    rod = _pole(context, level - 0.03, hinge_at, 0.004)
    arm = tube([(0.0, level, 0.0), (0.0, level, reach)], 0.0035, segments=8)
    arms = [rotate(arm, "y", 120.0 * number) for number in range(3)]
    return merge(rod, *arms, _collar(context, level, 0.006, 0.022))


def torchiere(context: FloorLampContext, asset: TorchiereStand) -> Stand:
    """A straight pole with rings; the shade opens to the ceiling."""
    r = asset.tube_thickness / 2.0
    lamp = head(context, 0.03)
    pivot, low = asset.height - lamp.high, context.base_height - 0.002
    parts = [_pole(context, low, pivot, r), _collar(context, low + 0.008, r)]
    for number in range(asset.collars):
        share = (number + 1) / (asset.collars + 1)
        parts.append(_collar(context, low + share * (pivot - low), r, 0.022))
        parts.append(_collar(context, low + share * (pivot - low) + 0.017, r - 0.002, 0.008))
    parts.append(_collar(context, pivot - 0.018, r - 0.001, 0.018))
    node = lamp.node(context, (0.0, pivot, 0.0), quaternion("x", asset.head_tilt))
    return Stand(Node("Stand", (Part(merge(*parts), context.metal),), (node,)))


def reading(context: FloorLampContext, asset: ReadingStand) -> Stand:
    """A pole with a sliding clamp, an arm that turns in it, and a head at the arm's end."""
    r, low = asset.tube_thickness / 2.0, context.base_height - 0.002
    top = asset.height - 0.016
    clamp = asset.height - 0.085
    pole = merge(
        _pole(context, low, top, r), _collar(context, low + 0.008, r), _finial(context, top, r)
    )
    rod = 0.72 * r
    side = 0.030
    knuckle = rotate(_pole(context, -side - 0.012, side, r + 0.006), "x", 90.0)
    knob = rotate(_collar(context, -side - 0.018, 0.011, 0.016), "x", 90.0)
    sleeve = _pole(context, -0.024, 0.024, r + 0.0065)
    reach = asset.arm_length
    # The arm runs beside the pole, through the knuckle, with a ball at its short end.
    bar = tube(
        [(-0.07, 0.0, side - 0.012), (reach, 0.0, side - 0.012)],
        rod,
        ends="round",
        segments=_round(context, rod),
    )
    ball = translate(rotate(_ball(context, 1.9 * rod), "z", 90.0), (-0.07, 0.0, side - 0.012))
    raised = quaternion("z", asset.arm_angle)
    tilt = quaternion("z", 180.0 + asset.head_tilt - asset.arm_angle)
    lamp = head(context, 0.036).node(context, (reach, 0.0, side - 0.012), tilt, raised)
    arm = Node(
        "Arm",
        (Part(merge(knuckle, bar, ball), context.metal),),
        (lamp,),
        (0.0, clamp, 0.0),
        raised,
    )
    slide = Node(
        "Clamp", (Part(merge(sleeve, knob), context.metal),), translation=(0.0, clamp, 0.0)
    )
    return Stand(Node("Stand", (Part(pole, context.metal),), (slide, arm)))


def _ball(context: FloorLampContext, radius: float) -> Mesh:
    turn = np.linspace(-math.pi / 2.0, math.pi / 2.0, (7, 9, 13)[context.detail])
    line = np.stack([radius * np.cos(turn), radius * np.sin(turn)], -1)
    line[[0, -1], 0] = 0.0
    return lathe(line, grain="around", segments=_round(context, 0.011))


def _finial(context: FloorLampContext, at: float, r: float) -> Mesh:
    line = [(0.0, at - 0.004), (r + 0.003, at - 0.004), (r + 0.003, at - 0.001), (0.6 * r, at),
            (0.55 * r, at + 0.003), (0.9 * r, at + 0.006), (r, at + 0.010), (0.8 * r, at + 0.0135),
            (0.4 * r, at + 0.0155), (0.0, at + 0.016)]  # fmt: skip
    return lathe(line, grain="around", segments=_round(context, 0.011))


def column(context: FloorLampContext, asset: ColumnStand) -> Stand:
    """One upright: a plain tube, or turned wood between metal ends."""
    lamp = head(context, 0.035)
    pivot, low = asset.height - lamp.high, context.base_height - 0.002
    r = asset.column_thickness / 2.0
    node = lamp.node(context, (0.0, pivot, 0.0), (0.0, 0.0, 0.0, 1.0))
    if asset.column_style == "plain":
        body = merge(
            _pole(context, low, pivot - 0.05, r),
            _collar(context, low + 0.008, r),
            _pole(context, pivot - 0.052, pivot, min(0.009, r)),
            _collar(context, pivot - 0.05, r, 0.012),
        )
        return Stand(Node("Stand", (Part(body, context.metal),), (node,)))
    metal = merge(
        _pole(context, pivot - 0.06, pivot, 0.008), _collar(context, pivot - 0.0505, 0.014)
    )
    turned = with_uv_offset(
        _turned_post(context, low, pivot - 0.055, max(r, 0.020)), context.uv_offset("Post")
    )
    post = Node("Post", (Part(turned, context.worn_wood),))
    return Stand(Node("Stand", (Part(metal, context.metal),), (post, node)))


def _turned_post(context: FloorLampContext, low: float, high: float, r: float) -> Mesh:
    """A long post with a vase below, rings and a slow taper above."""
    tall = high - low
    rows: list[tuple[float, float]] = [(0.0, 0.0), (1.35, 0.0), (1.35, 0.012)]

    def ring(at: float, out: float, size: float = 0.012) -> None:
        for t in np.linspace(-1.0, 1.0, (4, 5, 7)[context.detail]).tolist():
            swell = 0.28 * math.sqrt(max(1.0 - t * t, 0.0))
            rows.append((out + swell, at + 0.5 * size * t))

    ring(0.020, 1.05)
    for t in np.linspace(0.0, 1.0, (6, 9, 13)[context.detail]).tolist():
        belly = 0.75 + 0.80 * math.sin(math.pi * t**0.75) ** 1.3
        rows.append((belly, 0.034 + (0.30 * tall - 0.034) * t))
    ring(0.30 * tall + 0.010, 0.92)
    ring(0.30 * tall + 0.024, 0.80, 0.008)
    rows += [
        (0.86 - 0.28 * t, 0.30 * tall + 0.034 + (0.66 * tall - 0.05) * t)
        for t in np.linspace(0.0, 1.0, (4, 6, 9)[context.detail]).tolist()
    ]
    ring(0.965 * tall, 0.72)
    rows += [(0.56, 0.975 * tall), (0.85, tall - 0.004), (0.85, tall), (0.0, tall)]
    line = [(out * r, low + at) for out, at in rows]
    return lathe(line, segments=_round(context, 0.03))
