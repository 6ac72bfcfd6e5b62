"""Crowns: what a shaft ends in, from a bed of mortar to a moulded cornice of stone."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.building.chimney import COURSE, Level, grown, rectangle_at, tower
from opus_studio.engine.building.wall_trim import ring
from opus_studio.engine.components.chimney.assets import (
    CROWN,
    CorbelledCrown,
    CorniceCrown,
    CrownBase,
    DentilCrown,
    OversailingCrown,
    SlabCrown,
)
from opus_studio.engine.components.chimney.context import ChimneyContext, Shaft
from opus_studio.engine.geometry import (
    Profile,
    cornice,
    merge,
    place,
    quaternion,
)
from opus_studio.engine.geometry.build import Floats, unit
from opus_studio.engine.scene import Material, Mesh, Node, Part


def crowns(context: ChimneyContext) -> tuple[Node, ...]:
    """The crowns of all shafts and the mortar on them."""
    asset = context.resolved[CROWN]
    nodes = []
    made = [_crown(context, asset, shaft) for shaft in context.shafts]
    crown = merge(*made)
    if len(crown.triangles):
        nodes.append(Node("Crown", (Part(crown, _material(context, asset)),), slot=CROWN.name))
    beds = merge(*(_haunch(context, asset, shaft) for shaft in context.shafts))
    bed = context.fixed_material("Chimney mortar", "concrete")
    return (*nodes, Node("Flaunching", (Part(beds, bed),), slot=CROWN.name))


def _material(context: ChimneyContext, asset: CrownBase) -> Material:
    if isinstance(asset, SlabCrown):
        return context.material(CROWN, "Chimney cap", asset.cap_finish)
    if isinstance(asset, CorniceCrown):
        return context.material(CROWN, "Chimney cornice", asset.cornice_finish)
    return context.body


def _crown(context: ChimneyContext, asset: CrownBase, shaft: Shaft) -> Mesh:
    if isinstance(asset, OversailingCrown):
        count = asset.oversailing_courses
        outs = [0.5 * asset.oversail, *[asset.oversail] * count, 0.35 * asset.oversail]
        return _courses(context, shaft, outs)
    if isinstance(asset, CorbelledCrown):
        steps = [asset.corbel * (k + 1) for k in range(context.corbels)]
        outs = [*steps, *[steps[-1]] * (asset.blocking_courses - 1), *steps[-2::-1], 0.4 * steps[0]]
        return _courses(context, shaft, outs)
    if isinstance(asset, DentilCrown):
        return _dentils(context, asset, shaft)
    if isinstance(asset, SlabCrown):
        return _slab(context, asset, shaft)
    if isinstance(asset, CorniceCrown):
        return _cornice(context, asset, shaft)
    return merge()


def _courses(context: ChimneyContext, shaft: Shaft, outs: list[float]) -> Mesh:
    """Courses that stand out by metres each, from the crown's foot to its top."""
    most = max(outs)
    share = min(1.0, context.spread / most)
    levels: list[Level] = []
    y = context.neck
    before = None
    for out in [o * share for o in outs]:
        plan = grown(shaft.plan, out)
        if before is None or abs(out - before) > 1e-6:
            levels.append(Level(plan, y + (0.0004 if before is not None else 0.0)))
        else:
            levels.pop()
        y += COURSE
        levels.append(Level(plan, y))
        before = out
    return tower(_eased(levels, shaft, y), uv=context.uv("crown"))


def _eased(levels: list[Level], shaft: Shaft, top: float) -> list[Level]:
    """The levels with the last exactly at the crown's top."""
    return [*levels[:-1], Level(levels[-1].plan, top)]


def _dentils(context: ChimneyContext, asset: DentilCrown, shaft: Shaft) -> Mesh:
    """A course of headers that stand out with gaps between them, and what they carry."""
    out = min(asset.dentil_projection, 0.5 * context.spread)
    first = context.neck
    plain = 0.004
    body = [plain, plain, 0.0]
    neck = _courses_at(context, shaft, body[:2], first, "dentil neck")
    over = _courses_at(
        context, shaft,
        [out + 0.012, *[out + 0.03 if out + 0.03 < context.spread else out + 0.012]
         * max(asset.blocking_courses - 1, 0), out],
        first + 2 * COURSE, "crown",
    )  # fmt: skip
    plan = grown(shaft.plan, plain)
    ahead = np.roll(plan, -1, 0)
    pieces = []
    for k, (a, b) in enumerate(zip(plan, ahead, strict=True)):
        pieces.append(_row(context, a, b, out, first + COURSE, k))
    return merge(neck, over, *pieces)


def _courses_at(
    context: ChimneyContext, shaft: Shaft, outs: list[float], foot: float, name: str
) -> Mesh:
    levels: list[Level] = []
    y, before = foot, None
    for out in outs:
        plan = grown(shaft.plan, out)
        if before is not None and abs(out - before) < 1e-6:
            levels.pop()
        else:
            levels.append(Level(plan, y + (0.0004 if before is not None else 0.0)))
        y += COURSE
        levels.append(Level(plan, y))
        before = out
    return tower(levels, uv=context.uv(name))


def _row(context: ChimneyContext, a: Floats, b: Floats, out: float, y: float, number: int) -> Mesh:
    """Headers along one side, about half of it gaps, one near each end."""
    along = unit(b - a)
    outward = np.array([along[1], -along[0]])
    long = float(np.hypot(*(b - a)))
    wide = 0.1025
    count = max(2, int((long - 0.02) / 0.17))
    if long < 0.30:
        wide, count = min(0.06, 0.3 * long), 2
    places = np.linspace(wide / 2.0 + 0.004, long - wide / 2.0 - 0.004, count)
    middle = a + places[:, None] * along + (out - 0.03) / 2.0 * outward
    centres = np.stack([middle[:, 0], np.full(count, y), -middle[:, 1]], -1)
    plan = rectangle_at(wide, out + 0.03)
    # Where two sides meet, inside the shaft, their headers share no face.
    more = 0.003 + 0.0006 * (number % 2)
    header = tower([Level(plan, -more), Level(plan, COURSE + more)], bevel=0.003)
    cuts = np.column_stack([0.225 * (np.arange(count) + number), np.full(count, y - context.top)])
    heading = float(np.degrees(np.arctan2(along[1], along[0])))
    return place(header, centres, quaternion("y", heading), cuts)


def _slab(context: ChimneyContext, asset: SlabCrown, shaft: Shaft) -> Mesh:
    """A cast slab, its drip a groove away from the shaft, its top falling to all sides."""
    out = min(asset.cap_overhang, context.spread)
    y, tall = context.neck, asset.cap_thickness
    wide = grown(shaft.plan, out)
    drip = grown(shaft.plan, 0.6 * out)
    inner = grown(shaft.plan, 0.35 * out)
    levels = [Level(inner, y + 0.006), Level(drip, y + 0.0065), Level(grown(drip, 0.006), y),
              Level(wide, y + 0.0005), Level(wide, y + 0.72 * tall),
              Level(grown(shaft.plan, -0.04), y + tall)]  # fmt: skip
    offsets = context.uv_offsets("cap", 1)[0].tolist()
    return tower(levels, bevel=0.008, uv=(offsets[0], offsets[1]))


def _cornice(context: ChimneyContext, asset: CorniceCrown, shaft: Shaft) -> Mesh:
    """Mouldings around the shaft, a plain course above them."""
    out = min(asset.cornice_projection, context.spread)
    if out < 0.05:
        # Between close shafts there is room for a plain block only.
        wide, offsets = grown(shaft.plan, out), context.uv_offsets("cap", 1)[0].tolist()
        return tower([Level(wide, context.neck), Level(wide, context.top)], bevel=0.008,
                     uv=(offsets[0], offsets[1]))  # fmt: skip
    drawn = cornice(asset.cornice_height, out)
    points = drawn.points[:, ::-1] + (-0.02, 0.0)
    points[:, 0] = np.where(drawn.points[:, 1] < 1e-6, -0.03, drawn.points[:, 1])
    section = Profile(points[::-1].copy(), drawn.smooth[::-1].copy())
    offsets = context.uv_offsets("cap", 2)
    around = ring(shaft.plan, section, context.neck, offsets[0])
    over = grown(shaft.plan, 0.25 * out)
    y = context.neck + asset.cornice_height
    block = tower([Level(over, y - 0.02), Level(over, context.top)], bevel=0.008,
                  uv=(float(offsets[1, 0]), float(offsets[1, 1])))  # fmt: skip
    return merge(around, block)


def _haunch(context: ChimneyContext, asset: CrownBase, shaft: Shaft) -> Mesh:
    """Mortar on the top, falling from the pots to the edge."""
    edge = grown(shaft.plan, -0.012)
    inset = 0.3 * min(shaft.width, shaft.depth) / (2**0.5 if shaft.sides == -4 else 1.0)
    y = context.top - 0.01
    levels = [Level(edge, y), Level(edge, context.top + 0.012),
              Level(grown(edge, -inset), context.top + asset.haunch)]  # fmt: skip
    offsets = context.uv_offsets("haunch", 1)[0].tolist()
    return tower(levels, bevel=0.006, uv=(offsets[0], offsets[1]))
