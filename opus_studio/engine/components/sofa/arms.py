"""The arms: upholstered sections drawn from the back to the front, with panels and seams."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.shared.upholstery import (
    End,
    Padded,
    Section,
    cord_along,
    fitted,
    padded,
    section,
)
from opus_studio.engine.components.sofa.assets import (
    ARM,
    CircularArm,
    RolledArm,
    SlopedArm,
    TrackArm,
)
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.plan import Run
from opus_studio.engine.geometry import EMPTY, lathe, merge, mirror, place
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

STEM = 0.58
"""Thickness of a rolled arm's stem, relative to its width over the roll."""

_SOFT = 0.016

REAR = 0.008
"""How far an arm stays before the rear of the back, metres."""


def arms(context: SofaContext, run: Run) -> list[Node]:
    """The arms of a run."""
    if not run.arms or context.arm is None:
        return []
    right, nails = _right_arm(context)
    made = []
    for at, side in run.arms:
        name = "Arm right" if side > 0 else "Arm left"
        body, cords, studs = (
            mesh if side > 0 or not len(mesh.triangles) else mirror(mesh, "x")
            for mesh in (right.body, right.cords, nails)
        )
        parts = context.soft(ARM, "Arm cover", body, cords, f"{run.name} {name}")
        if len(studs.triangles):
            parts += (Part(studs, context.fixed_material("Nails", "brass")),)
        made.append(Node(name, parts, translation=(at, 0.0, 0.0)))
    return made


def _right_arm(context: SofaContext) -> tuple[Padded, Mesh]:
    """An arm with its inner face at x = 0 and the rear of the sofa at z = 0; and its nails."""
    asset = context.arm
    nails = EMPTY
    if isinstance(asset, RolledArm):
        made, nails = _rolled(context, asset)
    elif isinstance(asset, CircularArm):
        made = _circular(context, asset)
    elif isinstance(asset, SlopedArm):
        made = _sloped(context, asset)
    else:
        assert isinstance(asset, TrackArm)
        made = _track(context, asset)
    return made, nails


def _fitted(context: SofaContext, made: Padded, top: float) -> Padded:
    """The arm at its exact outer sizes."""
    return fitted(made, (0.0, context.ground, REAR), (context.arm_width, top, context.depth))


def _drawn(shape: Section, stations: Floats, lift: Floats | None = None) -> Floats:
    """`(s, k, 3)` rings of an (x, y) section at z stations; `lift` scales y at each."""
    rings = np.empty((len(stations), len(shape.points), 3))
    rings[..., 0] = shape.points[:, 0]
    rings[..., 1] = shape.points[:, 1] * (1.0 if lift is None else lift[:, None])
    rings[..., 2] = stations[:, None]
    return rings


def _ends(context: SofaContext) -> tuple[End, End]:
    """The rear's panel needs no cord on a sofa of many modules, whose triangles are counted."""
    return ("plain" if context.is_modular else "panel", "panel")


def _stations(context: SofaContext, ends: float, pitch: float = 0.11) -> Floats:
    low, high = REAR + ends, context.depth - ends
    return np.linspace(low, high, max(4, math.ceil((high - low) / pitch)))


def _swell(rings: Floats, amount: float) -> Floats:
    """Sections swelling a little in the middle of the length."""
    share = np.linspace(0.0, 1.0, len(rings))
    middle = rings.mean(1, keepdims=True)
    swell = 1.0 + amount * np.sin(math.pi * share)[:, None]
    out = rings.copy()
    out[..., 0] = middle[..., 0] + (rings[..., 0] - middle[..., 0]) * swell
    return out


def _track(context: SofaContext, asset: TrackArm) -> Padded:
    width, low, top = context.arm_width, context.ground, context.arm_height
    soft = min(asset.softness, 0.32 * width)
    shape = section(
        [(0.0, low), (width, low), (width, top), (0.0, top)],
        [0.016, 0.016, soft, soft],
        bulge=0.008,
        segments=5,
    )
    rim = 0.75 * min(soft, 0.02)
    rings = _swell(_drawn(shape, _stations(context, rim + 0.009)), 0.012)
    made = padded(
        rings,
        ends=_ends(context),
        rim=min(rim, 0.014),
        dome=0.009,
        cord=context.cord,
        detail=context.detail,
    )
    return _fitted(context, made, top)


def _sloped(context: SofaContext, asset: SlopedArm) -> Padded:
    width, low = context.arm_width, context.ground
    front = context.arm_height
    rear = min(front + asset.fall, context.frame_top)
    soft = min(0.03, 0.32 * width)
    shape = section(
        [(0.0, 0.0), (width, 0.0), (width, 1.0), (0.0, 1.0)],
        [0.016, 0.016, soft, soft],
        bulge=0.006,
        segments=5,
    )
    stations = _stations(context, 0.024, 0.06)
    share = np.linspace(0.0, 1.0, len(stations))
    # The line falls gently at first, then runs out almost level.
    falling = 1.0 - share + 0.18 * np.sin(2.0 * math.pi * share)
    tops = front + (rear - front) * falling
    rings = _drawn(shape, stations)
    y = shape.points[:, 1]
    # Fillets keep their size: only the straight sides are stretched.
    upper = np.clip((y - 0.06) / (1.0 - 0.12), 0.0, 1.0)
    heights = low + np.where(
        y > 0.94,
        tops[:, None] - low - 1.0 + y,
        np.where(y < 0.06, y, 0.06 + upper * (tops[:, None] - low - 0.12)),
    )
    rings[..., 1] = heights
    made = padded(
        rings, ends=_ends(context), rim=0.014, dome=0.009, cord=context.cord, detail=context.detail
    )
    return _fitted(context, made, rear)


def stadium(width: float, low: float, top: float, bulge: float, steps: int) -> Floats:
    """`(k, 2)` outline of an arm with a half-round top, counter-clockwise from the bottom left."""
    r = width / 2.0
    turn = np.linspace(0.0, math.pi, steps + 1)
    arch = np.stack([r + r * np.cos(turn), top - r + r * np.sin(turn)], -1)
    part = np.linspace(0.0, 1.0, max(3, steps // 2))[1:-1]
    swell = bulge * np.sin(math.pi * part)
    height = low + 0.016 + (top - r - low - 0.016) * part
    right = np.stack([width + swell, height], -1)
    left = np.stack([-swell, height], -1)[::-1]
    foot = np.linspace(0.0, 1.0, 5)[1:-1, None]
    e = min(0.016, 0.4 * r)
    bottom = np.array([e, low]) + foot * np.array([width - 2 * e, 0.0])
    return np.concatenate(
        [
            [[e, low]],
            bottom,
            [[width - e, low], [width, low + e]],
            right,
            arch,
            left,
            [[0, low + e]],
        ]
    )


def _circular(context: SofaContext, asset: CircularArm) -> Padded:
    width, low, top = context.arm_width, context.ground, context.arm_height
    r = width / 2.0
    steps = (8, 12, 16)[context.detail]
    nose = context.depth - r
    straight = np.linspace(REAR + 0.03, nose, max(4, math.ceil(nose / 0.11)))
    turn = np.linspace(0.0, math.radians(84.0), (4, 6, 8)[context.detail])[1:]
    widths = np.concatenate([np.full(len(straight), width), width * np.cos(turn)])
    stations = np.concatenate([straight, nose + r * np.sin(turn)])
    share = np.clip(stations / nose, 0.0, 1.0)
    rings = np.empty((len(stations), len(stadium(width, low, top, 0.0, steps)), 3))
    for row, (wide, z) in enumerate(zip(widths, stations, strict=True)):
        swell = asset.bulge * math.sin(math.pi * min(0.15 + 0.85 * float(share[row]), 1.0))
        peak = top - (width - wide) / 2.0
        outline = stadium(float(wide), low, peak, swell, steps)
        rings[row, :, 0] = outline[:, 0] + (width - wide) / 2.0
        rings[row, :, 1] = outline[:, 1]
        rings[row, :, 2] = z
    made = padded(
        rings,
        ends=(_ends(context)[0], "hidden"),
        rim=0.004,
        dome=0.004,
        cord=context.cord,
        detail=context.detail,
    )
    seam = rings[len(straight) - 1]
    cords = [made.cords] if len(made.cords.triangles) else []
    if context.cord:
        cords.append(cord_along(seam + 0.0, context.cord, closed=True, detail=context.soft_detail))
    return _fitted(context, Padded(made.body, merge(*cords) if cords else EMPTY), top)


def bottom(ends: Floats) -> Floats:
    """The underside between an inner and an outer foot, its corners rounded, without the feet."""
    (left, low), (right, _) = ends
    turn = np.linspace(0.0, math.pi / 2.0, 4)
    corner = _SOFT * np.stack([np.sin(turn), 1.0 - np.cos(turn)], -1)
    first = np.array([left + _SOFT, low]) + corner[:-1][::-1] * (-1.0, 1.0)
    last = np.array([right - _SOFT, low]) + corner[:-1]
    middle = (first[-1] + last[0]) / 2.0
    return np.concatenate([first, middle[None], last])


def scroll(
    width: float,
    low: float,
    top: float,
    radius: float,
    steps: int,
    lean: float = 0.0,
    pitch: float = 0.04,
) -> tuple[Floats, Floats]:
    """An arm or back that rolls over outwards, `(k, 2)` counter-clockwise, inner face at r = 0.

    Args:
        width: Over the roll, metres.
        low: Bottom, metres.
        top: Of the roll, metres.
        radius: Of the roll, limited to 0.4 to 0.5 of the width, metres.
        steps: Chords of the roll.
        lean: How far the foot of the inner face stands before its top, metres.
        pitch: Greatest distance of points up the inner face, metres.

    Returns:
        The outline, and for each point its metres up the inner face and over the roll from the
        foot (NaN on the bottom and the outside).
    """
    r = min(max(radius, 0.4 * width), 0.5 * width, 0.45 * (top - low))
    centre = np.array([width - r, top - r])
    stem = STEM * width
    # Where the outside of the stem meets the roll from below.
    dip = math.acos(max(-1.0, min(1.0, (stem - centre[0]) / r))) if stem < width else 0.0
    meet = -min(dip, math.radians(125.0))
    stem = centre[0] + r * math.cos(meet)
    turn = np.linspace(meet, math.radians(90.0), steps + 1)
    roll = centre + r * np.stack([np.cos(turn), np.sin(turn)], -1)
    # From the roll's top to the inner face in a wider curve: the roll may be narrower.
    reach = centre[0]
    bend = np.linspace(math.radians(90.0), math.radians(180.0), steps // 2 + 2)[1:]
    shoulder = np.array([reach, top - r]) + np.stack([reach * np.cos(bend), r * np.sin(bend)], -1)
    foot = low + _SOFT
    face = np.linspace(top - r, foot, max(4, math.ceil((top - r - low) / pitch)))[1:]
    inner = np.stack([-lean * (top - r - face) / (top - r - low), face], -1)
    rise = np.linspace(foot, centre[1] + r * math.sin(meet), 6)[:-1]
    outer = np.stack([np.full(len(rise), stem), rise], -1)
    heel = np.array([[-lean, low], [stem, low]])
    outer = np.concatenate([bottom(heel), outer])
    points = np.concatenate([outer, roll, shoulder, inner])
    step = np.hypot(*np.diff(points[::-1], axis=0).T)
    run = np.append(0.0, np.cumsum(step))[::-1].copy()
    run[: len(outer)] = np.nan
    return points, run


def _rolled(context: SofaContext, asset: RolledArm) -> tuple[Padded, Mesh]:
    width, low, top = context.arm_width, context.ground, context.arm_height
    radius = min(max(asset.roll_radius, 0.4 * width), 0.5 * width)
    outline, _ = scroll(width, low, top, radius, (8, 12, 16)[context.detail])
    shape = Section(outline, np.zeros(0, np.int64), np.zeros(0))
    rim, dome = 0.01, 0.01
    rings = _drawn(shape, _stations(context, rim + dome))
    hub = np.array([0.3 * width, top - radius * 1.15, 0.0])
    made = padded(
        rings,
        ends=_ends(context),
        rim=rim,
        dome=dome,
        cord=context.cord,
        hub=(hub, hub),
        detail=context.detail,
    )
    nails = front_nails(outline, context) if asset.nailheads else EMPTY
    return _fitted(context, made, top), nails


def front_nails(outline: Floats, context: SofaContext) -> Mesh:
    """Round-headed nails just inside the front panel's seam."""
    ahead = np.roll(outline, -1, 0) - np.roll(outline, 1, 0)
    away = np.stack([ahead[:, 1], -ahead[:, 0]], -1)
    away /= np.hypot(*away.T)[:, None]
    stem = float(np.ptp(outline[outline[:, 1] < context.ground + 0.05, 0]))
    ring = outline - min(0.026, 0.28 * stem) * away
    ring = ring[ring[:, 1] > context.ground + 0.02]
    step = np.append(0.0, np.cumsum(np.hypot(*np.diff(ring, axis=0).T)))
    count = int(step[-1] / 0.024)
    at = np.linspace(0.0, step[-1], count)
    points = np.stack([np.interp(at, step, ring[:, k]) for k in range(2)], -1)
    # In tight bends the inner line crowds: a nail too near to an earlier one is left out.
    apart = np.hypot(*np.moveaxis(points[:, None] - points, -1, 0))
    points = points[~(np.tril(apart < 0.016, -1).any(1))]
    z = context.depth - 0.0055
    turn = (math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5))
    return place(_nail(), np.column_stack([points, np.full(len(points), z)]), [turn])


@lru_cache(maxsize=1)
def _nail() -> Mesh:
    return lathe([(0.0055, 0.0), (0.004, 0.0028), (0.0, 0.004)], segments=7)
