"""Moulded shell chairs: seat and back in one thin shell on a base of wood, tube, wire or a star."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, Shell
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.legs import (
    leg_from,
    mounting,
    star_base,
    tube_base,
    wire_base,
)
from opus_studio.engine.components.chair.options import (
    LEGS,
    SEAT,
    NoArms,
    PaddedBack,
    PaddedSeat,
    StarBase,
    TubeLegs,
    WireLegs,
)
from opus_studio.engine.components.shared.bars import curve, levelled, resampled
from opus_studio.engine.geometry import bevelled_box, loft, merge, rounded
from opus_studio.engine.geometry.build import Floats, cross, pack, unit
from opus_studio.engine.scene import Mesh, Node

PAD = 0.020
"""Thickness of a pad on the seat of a shell, metres."""


@dataclass(frozen=True, eq=False)
class _Surface:
    """The middle of a shell over (x, s): s runs from the front lip over the seat to the top.

    Attributes:
        run: `(n,)` values of s, metres; evenly spaced.
        line: `(n, 2)` (y, z) of the middle line.
        out: `(n, 2)` (y, z) of its normal, towards the sitter.
        half: `(n,)` half width before the corners are rounded, metres.
        lift: `(n,)` how far the rims curl up, metres.
        wings: `(n,)` how far they rise further to arm rests, metres.
    """

    run: Floats
    line: Floats
    out: Floats
    half: Floats
    lift: Floats
    wings: Floats

    def at(self, plan: Floats) -> Floats:
        """`(..., 3)` points over `(..., 2)` places (x, s)."""
        x, s = plan[..., 0], plan[..., 1]
        y, z, oy, oz, half, lift, wings = (
            np.interp(s, self.run, row)
            for row in (*self.line.T, *self.out.T, self.half, self.lift, self.wings)
        )
        t = np.abs(x) / half
        rim, wing = lift * t**2.2, wings * t**4
        # Wings rise all in one direction: along the normals they would meet in the bend.
        return np.stack([x, y + rim * oy + 0.90 * wing, z + rim * oz + 0.43 * wing], -1)

    def normals(self, plan: Floats) -> Floats:
        """`(..., 3)` directions towards the sitter."""
        step = 0.002
        sideways, onwards = np.array([step, 0.0]), np.array([0.0, step])
        across = self.at(plan + sideways) - self.at(plan - sideways)
        ends = np.array([0.0, self.run[-1]])
        before, after = plan - onwards, plan + onwards
        for place in (before, after):
            place[..., 1] = place[..., 1].clip(*ends)
        return unit(cross(across, self.at(after) - self.at(before)))

    def below(self, x: float, z: float) -> float:
        """Height of the seat over a place on the floor, metres."""
        seat = len(self.run) // 2
        s = self.run[np.abs(self.line[:seat, 1] - z).argmin()]
        return float(self.at(np.array([x, s]))[1])


def shell(context: ChairContext) -> list[Node]:
    """The branches of a shell chair."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, Shell)
    pad = PAD if isinstance(context.seat, PaddedSeat) else 0.0
    surface = _surface(context, layout, pad)
    outline = _outline(surface, context.detail)
    body = _thick(surface, outline, layout.shell_thickness)
    body = levelled(body, float(body.bounds[0, 1]), context.top)
    wide = float(body.bounds[1, 0] - body.bounds[0, 0])
    body.positions[:, 0] *= context.width / wide
    pieces = [(context.material(LAYOUT, "Shell", layout.shell_finish), body)]
    lining = _lining(context, surface, outline, layout)
    if lining is not None:
        lining.positions[:, 0] *= context.width / wide
        pieces.append((context.cover if pad else context.back_cover, lining))
    elif pad:
        pieces.append((context.cover, _pad(context, surface, layout)))
    return [node("Shell", SEAT, *pieces), *_base(context, surface, layout)]


def _profile(context: ChairContext, drop: float, count: int) -> Floats:
    """`(count, 2)` (z, y) of the middle line from the front lip to the back's top."""
    d, h, lean = context.depth, context.height - drop, context.lean
    rise = context.top - h

    def back(y: float) -> tuple[float, float]:
        return (-d / 2 - lean * y + 0.012 * math.sin(math.pi * min(y / rise, 1.0)), h + y)

    keys = [
        (d / 2 + 0.006, h - 0.028),
        (d / 2 - 0.022, h - 0.008),
        (d / 2 - 0.075, h),
        (0.05 * d, h - 0.010),
        (-0.24 * d, h - 0.019),
        (-0.38 * d, h - 0.010),
        (-0.465 * d, h + 0.022),
        back(0.085),
        back(0.5 * rise),
        back(0.8 * rise),
        back(rise),
    ]
    flat = curve([(0.0, y, z) for z, y in keys], count)
    return flat[:, [2, 1]]


def _surface(context: ChairContext, layout: Shell, drop: float) -> _Surface:
    line = _profile(context, drop + layout.shell_thickness / 2, 200)
    length = np.append(0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T)))
    run = np.linspace(0.0, length[-1], 161)
    z, y = np.interp(run, length, line[:, 0]), np.interp(run, length, line[:, 1])
    tangent = unit(np.stack([np.gradient(y, run), np.gradient(z, run)], -1))
    share = run / run[-1]
    keys = np.array([0.0, 0.15, 0.30, 0.47, 0.66, 0.84, 1.0])
    waist, arms = layout.waist, not isinstance(context.arms, NoArms)
    narrow = max(waist, 0.98) if arms else waist
    upper = 0.45 + 0.5 * narrow
    wide = np.array([0.95, 1.0, 0.985, narrow, max(narrow, upper), upper, 0.93 * upper])
    curl = np.array([0.3, 0.7, 1.0, 1.0, 0.85, 0.65, 0.35])
    return _Surface(
        run,
        np.stack([y, z], -1),
        np.stack([-tangent[:, 1], tangent[:, 0]], -1),
        context.width / 2 * _eased(share, keys, wide),
        0.042 * layout.dish * _eased(share, keys, curl),
        (0.11 if arms else 0.0) * np.exp(-(((share - 0.48) / 0.17) ** 2)),
    )


def _outline(surface: _Surface, detail: int) -> Floats:
    """`(k, 2)` the shell's edge as (x, s), counter-clockwise, its corners rounded."""
    total, corner = surface.run[-1], 0.105
    bend = np.linspace(0.0, math.pi / 2, (5, 7, 10)[detail])
    lead = corner * (1.0 - np.cos(bend))
    s = np.concatenate(
        [lead, np.linspace(corner, total - corner, (14, 22, 30)[detail])[1:-1], total - lead[::-1]]
    )
    near = np.clip(1.0 - np.minimum(s, total - s) / corner, 0.0, 1.0)
    x = np.interp(s, surface.run, surface.half) - 0.095 * (1.0 - np.sqrt(1.0 - near**2))
    part = np.linspace(-1.0, 1.0, (6, 9, 13)[detail])[1:-1]
    front = np.stack([x[0] * part, 0.0 * part], -1)
    top = np.stack([-x[-1] * part, total + 0.0 * part], -1)
    right = np.stack([x, s], -1)
    return np.concatenate([front, right, top, right[::-1] * [-1.0, 1.0]])


def _eased(share: Floats, keys: Floats, values: Floats) -> Floats:
    """Values between keys, softly."""
    raw = np.interp(share, keys, values)
    fine = np.linspace(0.0, 1.0, 201)
    kernel = np.hanning(49)
    soft = np.convolve(
        np.pad(np.interp(fine, keys, values), 24, mode="edge"), kernel / kernel.sum(), "valid"
    )
    return np.where(share >= 0, np.interp(share, fine, soft), raw)


def _thick(surface: _Surface, outline: Floats, thickness: float, offset: float = 0.0) -> Mesh:
    """A body along the surface inside an outline, with round edges; the grain runs along s.

    Args:
        surface: What it follows.
        outline: `(k, 2)` as (x, s), counter-clockwise.
        thickness: Metres.
        offset: How far its middle lies before the surface, metres.
    """
    h = thickness / 2
    middle = outline.mean(0)
    share = np.array([1.0, 0.95, 0.88, 0.79, 0.68, 0.55, 0.41, 0.26, 0.12, 0.03])[:, None, None]
    plans = middle + (outline - middle) * share
    points, facing = surface.at(plans), surface.normals(plans)
    points = points + offset * facing
    along = np.roll(points[0], -1, 0) - np.roll(points[0], 1, 0)
    out = unit(cross(unit(along), facing[0]))
    turn = np.radians([180.0, 144.0, 108.0, 72.0, 36.0])[:, None, None]
    bead = points[0] + h * (np.cos(turn) * facing[0] + np.sin(turn) * out)
    ahead = np.roll(outline, -1, 0) - np.roll(outline, 1, 0)
    away = unit(np.stack([ahead[:, 1], -ahead[:, 0]], -1))
    chart = outline + h * turn * away
    upper = _charted(
        np.concatenate([bead, points + h * facing]), np.concatenate([chart, plans]) * [-1.0, 1.0]
    )
    lower = _charted((points - h * facing)[::-1], plans[::-1])
    return merge(upper, lower)


def _charted(rings: Floats, plans: Floats) -> Mesh:
    """A skin over rings that ends or begins in a small hole's patch, with UVs from a plan."""
    skin = loft(rings, caps=False)
    inner = -1 if np.ptp(plans[-1, :, 1]) < np.ptp(plans[0, :, 1]) else 0
    count = rings.shape[1]
    index = np.arange(count)
    centre = rings[inner].mean(0)
    normals = np.asarray(skin.normals, dtype=np.float64).reshape(len(rings), count + 1, 3)
    heading = unit(normals[inner].mean(0))
    base = len(skin.positions)
    start = (len(rings) - 1 if inner else 0) * (count + 1)
    # A loft's seam comes first in each row, then its points.
    fan = np.stack([start + 1 + index, start + (2 + index) % (count + 1), np.full(count, base)], -1)
    if not inner:
        fan = fan[:, ::-1]
    looped = np.concatenate([plans[:, :1], plans], 1).reshape(-1, 2)
    uvs = np.concatenate([looped, plans[inner].mean(0)[None]])[:, ::-1]
    return pack(
        np.concatenate([skin.positions, centre[None]]),
        np.concatenate([skin.normals, heading[None]]),
        uvs,
        np.concatenate([skin.triangles, fan]),
    )


def _lining(
    context: ChairContext, surface: _Surface, outline: Floats, layout: Shell
) -> Mesh | None:
    """Padding over the whole inside of the shell, when the back is padded."""
    if not isinstance(context.back, PaddedBack):
        return None
    middle = np.array([0.0, surface.run[-1] / 2])
    # A deeper dish bends tighter at its sides, and thick padding would fold there.
    thick = (0.36 - 0.12 * layout.dish) * context.back.back_padding
    # What stands before a leaning back rises with its thickness: it ends below the shell's top.
    inner = middle + (outline - middle) * [0.93, 1.0 - (0.015 + thick) / middle[1]]
    return _thick(surface, inner, thick, layout.shell_thickness / 2 + thick / 2 - 0.004)


def _pad(context: ChairContext, surface: _Surface, layout: Shell) -> Mesh:
    """A thin pad that lies on the seat and follows it."""
    wide, long = 0.40 * context.width, 0.88 * context.depth
    corners = np.array([[-wide, 0.045], [wide, 0.045], [0.96 * wide, long], [-0.96 * wide, long]])
    plan = resampled(rounded(corners, 0.09, 6).points, 72)
    return _thick(surface, plan, PAD, layout.shell_thickness / 2 + PAD / 2 - 0.002)


def _base(context: ChairContext, surface: _Surface, layout: Shell) -> list[Node]:
    w, d, legs = context.width, context.depth, context.legs
    half = layout.shell_thickness / 2
    heads = [
        (-0.28 * w, 0.24 * d),
        (0.28 * w, 0.24 * d),
        (-0.26 * w, -0.24 * d),
        (0.26 * w, -0.24 * d),
    ]
    under = [surface.below(x, z) - half for x, z in heads]
    if isinstance(legs, StarBase):
        level = surface.below(0.0, -0.02) - half - 0.004
        star = star_base(context, 4, level - 0.008, castors=False)
        plate = node(
            "Plate",
            LEGS,
            (context.material(LEGS, "Base", context.metal), mounting((0.15, 0.15), level + 0.004)),
        )
        return [*star, plate]
    if isinstance(legs, TubeLegs):
        return [tube_base(context, heads, [u - 0.8 * legs.tube_width / 2 for u in under], 0.05)]
    if isinstance(legs, WireLegs):
        return [wire_base(context, heads, under, 0.055, surface.below)]
    cuts = [(float(x), float(y)) for x, y in context.sampler("legs")(4)]
    meshes, brackets = [], []
    for k, ((x, z), y) in enumerate(zip(heads, under, strict=True)):
        out, far = math.copysign(0.075, x), math.copysign(0.085, z)
        tall = y - 0.006
        meshes.append(
            leg_from(context, (x + 0.5 * out, z + 0.5 * far), (0.86 * x, 0.82 * z), tall, cuts[k])
        )
        brackets.append(
            bevelled_box((0.05, 0.010, 0.05), 0.003, centre=(0.86 * x, tall - 0.0005, 0.82 * z))
        )
    steel = context.fixed_material("Brackets", "painted_metal/black")
    low = min(under)
    brackets += [
        bevelled_box((0.44 * w, 0.012, 0.028), 0.003, centre=(0.0, low - 0.014, z))
        for z in (0.82 * heads[0][1], 0.82 * heads[2][1])
    ]
    return [
        node(
            "Legs", LEGS, (context.material(LEGS, "Legs", context.wood), meshes), (steel, brackets)
        )
    ]
