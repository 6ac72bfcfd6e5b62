"""Shades of fabric, glass and metal with their wires, on a frame of their own.

The head's frame: the lampholder stands on the origin, the bulb points to +Y. A hanging head is
the same turned over.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.floor_lamp.assets import (
    SHADE,
)
from opus_studio.engine.components.floor_lamp.context import FloorLampContext
from opus_studio.engine.components.floor_lamp.shade_assets import (
    DomeShade,
    DrumShade,
    EmpireShade,
    GlobeShade,
)
from opus_studio.engine.components.shared.light import HOLDER
from opus_studio.engine.geometry import (
    Profile,
    circle,
    lathe,
    loft,
    merge,
    place,
    quaternion,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats, unit
from opus_studio.engine.scene import Mesh, Node, Part

_CLOTH = 0.0010
"""Thickness of fabric and of its lining, metres."""

_WIRE = 0.0018
"""Radius of the shade's wires, metres."""

_FITTER = 0.039
"""Height at which the wires meet the lampholder's ring, metres."""


@dataclass(frozen=True)
class Shade:
    """A shade on its head.

    Attributes:
        nodes: Its parts, in the head's frame.
        low: Its lowest point, metres.
        high: Its highest point, metres.
        radius: Where it is widest, metres.
    """

    nodes: tuple[Node, ...]
    low: float
    high: float
    radius: float


def shade(context: FloorLampContext) -> Shade:
    """The shade that was chosen."""
    asset = context.resolved[SHADE]
    if isinstance(asset, DrumShade | EmpireShade):
        return _fabric(context, asset)
    if isinstance(asset, GlobeShade):
        return _globe(context, asset)
    return _dome(context, asset)


def _turned(
    points: Floats | list[tuple[float, float]], context: FloorLampContext, wide: float
) -> Mesh:
    segments = (24, 40, 64)[context.detail] if wide > 0.1 else (16, 24, 32)[context.detail]
    shape = Profile.of(points, closed=True, smooth_angle=38.0)
    return lathe(shape, grain="around", segments=segments)


def _fabric(context: FloorLampContext, asset: DrumShade | EmpireShade) -> Shade:
    wide = context.shade_width / 2.0
    narrow = wide * asset.narrow_ratio if isinstance(asset, EmpireShade) else wide
    narrow = max(narrow, 0.05)
    low = 0.012 if context.opens_up else -0.035
    # High enough to hide the bulb, whatever the width.
    tall = max(asset.height_ratio * context.shade_width, context.bulb_tip + 0.012 - low)
    high = low + tall
    near, far = (narrow, wide) if context.opens_up else (wide, narrow)
    pleated = isinstance(asset, EmpireShade) and asset.pleats
    cloth = (
        _pleated(context, near, far, low, high)
        if pleated
        else _plain(context, near, far, low, high)
    )
    inner = _skin(near, far, low, high, 0.001, 0.0078 if pleated else 0.0023)
    nodes = (
        Node("Fabric", (Part(cloth, context.cloth),)),
        Node("Lining", (Part(_turned(inner, context, wide), context.lining(asset.lining)),)),
        Node("Frame", (Part(_wires(context, near, far, low, high, pleated), context.metal),)),
    )
    return Shade(nodes, low, high, wide)


def _skin(near: float, far: float, low: float, high: float, trim: float, inset: float) -> Floats:
    """The section of a thin conical skin, `inset` inside the shade's surface, cut at its ends."""
    lean = math.hypot(far - near, high - low) / (high - low)
    near, far, low, high = _trimmed(near, far, low, high, trim)
    a, b = inset * lean, (inset + _CLOTH) * lean
    return np.array([[near - b, low], [near - a, low], [far - a, high], [far - b, high]])


def _trimmed(
    near: float, far: float, low: float, high: float, trim: float
) -> tuple[float, float, float, float]:
    """Radii and heights of a cone's ends when it is cut off that much sooner."""
    step = trim * (far - near) / (high - low)
    return near + step, far - step, low + trim, high - trim


def _plain(context: FloorLampContext, near: float, far: float, low: float, high: float) -> Mesh:
    """Smooth fabric with a hem at both ends."""
    body = _turned(_skin(near, far, low, high, 0.0004, 0.0009), context, near)
    return merge(body, *_hems(context, near, far, low, high, 0.0040))


def _hems(
    context: FloorLampContext, near: float, far: float, low: float, high: float, deep: float
) -> list[Mesh]:
    """A band of fabric around each end, turned over its wire."""
    hem, slope = 0.010, (far - near) / (high - low)
    deep *= math.hypot(1.0, slope)
    bands = []
    for start, end in ((low, low + hem), (high - hem, high)):
        lower, upper = near + slope * (start - low), near + slope * (end - low)
        band = [
            (lower - deep, start), (lower - 0.0004, start), (lower, start + 0.0006),
            (upper, end - 0.0006), (upper - 0.0004, end), (upper - deep, end),
        ]  # fmt: skip
        bands.append(_turned(band, context, near))
    return bands


def _pleated(context: FloorLampContext, near: float, far: float, low: float, high: float) -> Mesh:
    """Fabric in soft pleats, as many as lie 20 mm wide at the wide end."""
    count = max(24, 2 * round(math.pi * max(near, far) / 0.022))
    steps = (3, 4, 4)[context.detail]
    # The pleats start at the back, with a ridge on each axis: the width is exact.
    angle = np.arange(count * steps) * (2.0 * math.pi / (count * steps))
    wave = 0.0023 * (np.cos(angle * count) - 1.0)
    rings = []
    near_in, far_in, bottom, top = _trimmed(near, far, low, high, 0.0012)
    corners = (
        (near_in, bottom, 0),
        (far_in, top, 0),
        (far_in, top, 1),
        (near_in, bottom, 1),
    )
    for radius, level, inside in corners:
        out = radius - 0.0013 + wave - inside * _CLOTH
        rings.append(
            np.stack([out * np.cos(angle), np.full(len(angle), level), -out * np.sin(angle)], -1)
        )
    sections = np.stack(rings)
    body = loft(sections, smooth_rows=np.zeros(4, bool), closed=True, caps=False)
    return merge(body, *_hems(context, near, far, low, high, 0.0070))


def _wires(
    context: FloorLampContext, near: float, far: float, low: float, high: float, pleated: bool
) -> Mesh:
    """A ring at each end and three arms from the lampholder's ring to the nearer one."""
    inside = 0.0148 if pleated else 0.0076
    levels = low + 0.0075, high - 0.0075
    rings = [
        _torus(context, radius - inside, _WIRE, level)
        for radius, level in zip((near, far), levels, strict=True)
    ]
    return merge(*rings, _arms(context, near - inside, levels[0]))


def _torus(context: FloorLampContext, radius: float, wire: float, level: float) -> Mesh:
    """A ring of round wire about the Y axis."""
    section = circle(wire, (5, 6, 8)[context.detail]).moved(radius, level)
    return lathe(section, grain="around", segments=(24, 36, 56)[context.detail])


def _arms(context: FloorLampContext, reach: float, level: float) -> Mesh:
    """The spider: three arms from the lampholder's ring to a ring of the shade."""
    start = (0.0, _FITTER, HOLDER[0] + 0.002)
    middle = (0.0, _FITTER, start[2] + max(0.12 * (reach - start[2]), 0.005))
    bend = min(0.02, 0.3 * (reach - start[2]))
    path = [start, middle, (0.0, level, reach)]
    arm = tube(
        path,
        _WIRE,
        bend_radius=bend,
        segments=(5, 6, 8)[context.detail],
        detail=1,
    )
    turns = [quaternion("y", 20.0 + 120.0 * number) for number in range(3)]
    return place(arm, np.zeros((3, 3)), turns)


def _globe(context: FloorLampContext, asset: GlobeShade) -> Shade:
    """A blown ball whose neck sits in a metal gallery."""
    radius = context.shade_width / 2.0
    neck = min(0.042, 0.62 * radius)
    thick = 0.0025
    start = math.asin(neck / radius)
    lip = 0.020
    centre = lip + radius * math.cos(start)
    turn = np.linspace(math.pi - start, 0.0, (16, 24, 36)[context.detail])
    outer = np.stack([radius * np.sin(turn), centre + radius * np.cos(turn)], -1)
    inner = np.stack(
        [(radius - thick) * np.sin(turn), centre + (radius - thick) * np.cos(turn)], -1
    )
    outer[-1, 0] = inner[-1, 0] = 0.0
    collar = [(neck - thick, lip - 0.006), (neck, lip - 0.006)]
    inner[0, 0] = neck - thick
    line = np.concatenate([collar, outer, inner[::-1]])
    opal = asset.glass.startswith("porcelain")
    glass = lathe(
        Profile.of(line, closed=True, smooth_angle=38.0), grain="around",
        segments=(24, 40, 64)[context.detail],
    )  # fmt: skip
    material = context.material(SHADE, "Globe", asset.glass, 1.1 if opal else 0.0)
    cup = [
        (HOLDER[0] - 0.004, 0.002), (0.6 * neck, 0.003), (neck + 0.003, 0.010),
        (neck + 0.0035, lip + 0.006), (neck + 0.0028, lip + 0.0075), (neck + 0.0012, lip + 0.0068),
        (neck + 0.0012, 0.0125), (0.6 * neck, 0.0055), (HOLDER[0] - 0.004, 0.0045),
    ]  # fmt: skip
    nodes = (
        Node("Glass", (Part(glass, material),)),
        Node("Gallery", (Part(_turned(cup, context, neck), context.metal),)),
    )
    return Shade(nodes, 0.0, centre + radius, radius)


def _dome(context: FloorLampContext, asset: DomeShade) -> Shade:
    """Spun metal with a rolled rim, painted inside; closed above the bulb or around its holder."""
    wide = context.shade_width / 2.0
    low = 0.004 if context.opens_up else -0.02
    tall = max(asset.depth_ratio * context.shade_width, _least_depth(context, wide, low))
    neck = HOLDER[0] + 0.006 if context.opens_up else 0.008
    turn = np.linspace(0.0, math.pi / 2.0, (8, 12, 18)[context.detail])
    # From the rim to the neck, a quarter of an ellipse.
    out = neck + (wide - neck) * np.cos(turn)
    rise = tall * np.sin(turn)
    out[-1] = neck
    curve = np.stack([out, rise], -1)
    inner = _offset(curve, 0.0014)
    lining = _offset(curve, 0.0026), _offset(curve, 0.0034)
    for line in lining:  # it ends short of the shell's own hole
        line[-1, 0] += 0.0012
    bodies = [_between(curve, inner), _between(*lining)]
    flip = context.opens_up
    meshes = [_turned(_levelled(line, low, tall, flip), context, wide) for line in bodies]
    rim_at = low + tall if flip else low
    bead = 0.0028
    rim = _torus(context, wide - bead, bead, rim_at)
    metal = context.material(SHADE, "Shade", asset.metal)
    nodes = [
        Node("Shell", (Part(merge(meshes[0], rim), metal),)),
        Node("Lining", (Part(meshes[1], context.lining(asset.inside)),)),
        Node("Cap", (Part(_cap(context, low, tall, neck), context.metal),)),
    ]
    if not flip:
        nodes.append(Node("Frame", (Part(_arms(context, wide - 0.004, low), context.metal),)))
    low, high = (low, low + tall + bead) if flip else (low - bead, low + tall + 0.016)
    return Shade(tuple(nodes), low, high, wide)


def _least_depth(context: FloorLampContext, wide: float, low: float) -> float:
    """The depth at which the round of the bulb stays clear inside the dome, metres."""
    r = context.bulb_size[0] + 0.007
    turn = np.linspace(0.0, math.pi / 2.0, 9)
    level = context.bulb_tip - context.bulb_size[0] + r * np.sin(turn) - low
    if context.opens_up:
        return float(level.max())
    share = np.minimum(r * np.cos(turn) / wide, 0.95)
    return float((level / np.sqrt(1.0 - share**2)).max())


def _offset(curve: Floats, distance: float) -> Floats:
    """The curve moved to the inside of a dome, its ends kept on their levels."""
    ahead = np.gradient(curve, axis=0)
    normal = unit(np.stack([ahead[:, 1], -ahead[:, 0]], -1))
    moved = curve - distance * normal
    moved[0] = curve[0] - (distance, 0.0)
    moved[-1] = curve[-1] - (0.0, distance)
    return moved


def _between(outer: Floats, inner: Floats) -> Floats:
    return np.concatenate([outer, inner[::-1]])


def _levelled(line: Floats, low: float, tall: float, flip: bool) -> Floats:
    """In the head's frame: rim at the top when the dome opens away from the lampholder."""
    level = low + tall - line[:, 1] if flip else low + line[:, 1]
    return np.stack([line[:, 0], level], -1)


def _cap(context: FloorLampContext, low: float, tall: float, neck: float) -> Mesh:
    """Around the lampholder where the dome hangs from it; a small knob on top of another."""
    if context.opens_up:
        r = neck + 0.008
        line = [(0.0, -0.012), (0.012, -0.012), (r - 0.006, -0.006), (r, low - 0.002),
                (r, low - 0.0004), (0.0, low - 0.0004)]  # fmt: skip
        return lathe(line, grain="around", segments=(12, 20, 28)[context.detail])
    r = 0.011
    line = [(0.0, -0.004), (r, 0.0004), (r, 0.003), (0.005, 0.005), (0.0075, 0.009),
            (0.006, 0.014), (0.0, 0.016)]  # fmt: skip
    knob = lathe(line, grain="around", segments=(10, 16, 20)[context.detail])
    return translate(knob, (0.0, low + tall, 0.0))
