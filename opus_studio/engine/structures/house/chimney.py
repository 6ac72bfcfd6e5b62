"""The chimney of a house: the nested Chimney, fitted to the roof and put on a fire wall.

A stack stands on the ridge, over a gable wall or over a wall inside; a breast before an end wall.
The flue ends at least 0.4 m above the highest ridge (EN 15287-1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import shapely

from opus_studio.engine.building.chimney import COURSE
from opus_studio.engine.building.covering import DECK
from opus_studio.engine.building.flashing import Surface, apron, cover, saddle, side
from opus_studio.engine.building.footprint import world
from opus_studio.engine.building.ridges import Joint, joints
from opus_studio.engine.components import chimney as component
from opus_studio.engine.components.chimney import Site
from opus_studio.engine.components.chimney.assets import (
    FLASHING,
    FORM,
    BreastForm,
    ClusterForm,
    FlashingBase,
    FlueForm,
    StackForm,
)
from opus_studio.engine.components.chimney.pot_assets import (
    POTS,
    NoPots,
    PotBase,
)
from opus_studio.engine.geometry import merge, mirror, quaternion, translate, turn
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Node, Part
from opus_studio.engine.schema import Asset, Resolved, Slot
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.roof_assets import (
    CHIMNEY,
    ROOF,
    BreastChimney,
    ChimneyBase,
    GableBase,
    ShedRoof,
    StackChimney,
)

MODEL: Final = component.MODEL

_LEAST = 0.4
_BED = 0.10
"""How far a breast is let into its wall, metres."""


@dataclass(frozen=True, eq=False)
class Spot:
    """Where a stack leaves the roof.

    Attributes:
        plan: `(2,)` x and p of its axis.
        heading: Degrees by which its own frame is turned about Y.
        y: Height of the roof's upper face at the axis, metres.
        foot: What it stands on: `ridge`, `slope` or `level`.
        pitch: Of the roof there, degrees.
        edge: The side of the plan whose gable wall carries it; None over a wall inside.
    """

    plan: Floats
    heading: float
    y: float
    foot: str
    pitch: float
    edge: int | None = None


def chimney(context: HouseContext, breast: tuple[int, float] | None) -> tuple[Node, ...]:
    """The chimney as a branch; none when there is none.

    Args:
        context: The house.
        breast: Side of the plan and place along it of a breast.
    """
    asset = context.resolved[CHIMNEY]
    if isinstance(asset, BreastChimney) and breast is not None:
        return (_breast(context, asset, breast),)
    if isinstance(asset, StackChimney):
        return (_stack(context, asset),)
    return ()


def covered(context: HouseContext, pitch: float) -> float:
    """How far the highest of the covering is above a slope's plane, metres.

    Args:
        context: The house.
        pitch: Of the slope, degrees.
    """
    return context.depth + DECK + context.covering.step / math.cos(math.radians(pitch))


def sunk(context: HouseContext, pitch: float) -> float:
    """How far lead reaches down: below the courses, which are let 12 mm into the deck, metres."""
    return (context.covering.step + 0.016) / math.cos(math.radians(pitch))


def _peak(context: HouseContext, asset: ChimneyBase) -> float:
    """Where the flue may end, metres."""
    return context.peak + context.depth + DECK + max(_LEAST, asset.chimney_height)


def _with(resolved: Resolved, slot: Slot[Any], allowed: tuple[type, ...], other: Asset) -> Resolved:
    """The values with another asset where the one drawn does not suit this house."""
    if isinstance(resolved[slot], allowed):
        return resolved
    return resolved.with_asset(slot, other)


def _fitted(context: HouseContext, asset: ChimneyBase, resolved: Resolved) -> Resolved:
    """Pots as many as the house says; less detail, as for all that is small on a house."""
    if not asset.pots and isinstance(resolved[POTS], PotBase):
        resolved = resolved.with_asset(POTS, NoPots())
    resolved = resolved.fitted(POTS, pots=max(asset.pots, 1), flues=max(asset.pots, 1))
    return replace(context.note(resolved), detail=min(context.resolved.detail, 1))


def _stack(context: HouseContext, asset: StackChimney) -> Node:
    spot = stack_spot(context)
    high = _peak(context, asset) - spot.y
    brick = asset.chimney_finish.endswith("brick")
    suits = (StackForm, ClusterForm, FlueForm) if high > 1.9 and brick else (StackForm, FlueForm)
    values = _with(context.resolved.nested[(MODEL.name, "")], FORM, suits, StackForm())
    wide, deep = stack_size(context, values)
    values = values.fitted(
        FORM, stack_width=wide, stack_depth=deep, stack_height=high,
        foot=spot.foot, roof_pitch=spot.pitch, masonry=asset.chimney_finish, mount="roof",
    )  # fmt: skip
    material = context.material(CHIMNEY, "Chimney", asset.chimney_finish)
    site = Site(material=material, foot=0.12 if spot.foot == "level" else None,
                sunk=sunk(context, spot.pitch))  # fmt: skip
    node = Node("Chimney", children=component.assemble(_fitted(context, asset, values), site))
    turned = quaternion("y", spot.heading)
    return replace(node, slot=CHIMNEY.name).moved(world(spot.plan[0], spot.plan[1], spot.y), turned)


def stack_size(context: HouseContext, resolved: Resolved) -> tuple[float, float]:
    """Width along the ridge and depth across it, metres; a cluster needs room for its shafts."""
    asset = context.resolved[CHIMNEY]
    assert isinstance(asset, ChimneyBase)
    if isinstance(resolved[FORM], ClusterForm):
        return max(asset.chimney_width, 1.125), max(asset.chimney_depth, 0.675)
    return asset.chimney_width, asset.chimney_depth


def stack_spot(context: HouseContext) -> Spot:
    """Where the stack stands."""
    asset = context.resolved[CHIMNEY]
    assert isinstance(asset, ChimneyBase)
    if context.flat:
        edge = context.plan.edges[context.back]
        inset = context.thickness + asset.chimney_width / 2.0 + 0.3
        point = edge.at(inset, -(context.thickness + asset.chimney_depth / 2.0 + 0.3))
        return Spot(point, 0.0, context.top + 0.04, "level", 0.0)
    ridges = [j for j in joints(context.roof) if j.ridge and abs(j.high[1] - j.low[1]) < 0.02]
    ridges = [j for j in ridges if j.length > asset.chimney_width + 0.3]
    if not ridges:
        return _on_slope(context, asset)
    best = max(ridges, key=lambda j: (round(float(j.high[1]), 1), j.length))
    return _on_ridge(context, asset, best)


def _on_ridge(context: HouseContext, asset: ChimneyBase, ridge: Joint) -> Spot:
    """Over a gable wall at one end of the ridge, or over a wall inside."""
    draw = context.resolved.stream("chimney side")
    ends = [ridge.low, ridge.high]
    if float(draw.random()) < 0.5:
        ends.reverse()
    along = (ends[1] - ends[0]) / ridge.length
    half = asset.chimney_width / 2.0
    edge = _gable_at(context, ends[0])
    if edge is not None and float(draw.random()) < 0.6 and ridge.length > 2.0 * half + 1.0:
        # Its outer face a hair inside the wall's, clear of the bargeboards.
        inner = _verge(context) + half + 0.0313
    else:
        edge = None
        inner = min(max(0.9 + 0.12 * ridge.length, 1.2 * half + 0.4), ridge.length / 2.0)
        inner += 0.0037  # Off the round figures at which seams stand.
    spot = ends[0] + along * inner
    heading = math.degrees(math.atan2(-along[2], along[0]))
    pitch = math.degrees(math.acos(min(float(ridge.first[1]), 1.0)))
    plan = np.array([spot[0], -spot[2]])
    y = context.top + float(spot[1]) + covered(context, pitch)
    return Spot(plan, heading, y, "ridge", pitch, edge)


def _verge(context: HouseContext) -> float:
    roof = context.resolved[ROOF]
    return roof.verge if isinstance(roof, GableBase) else 0.0


def _gable_at(context: HouseContext, end: Floats) -> int | None:
    """The gable over which a ridge ends."""
    point = np.array([end[0], -end[2]])
    for number in context.gables:
        edge = context.plan.edges[number]
        if abs(float((point - edge.start) @ edge.out) - _verge(context)) < 0.05:
            return number
    return None


def _on_slope(context: HouseContext, asset: ChimneyBase) -> Spot:
    """High on a slope that does not look to the front, falling to its own front."""
    room = 0.5 * math.hypot(asset.chimney_width, asset.chimney_depth) + 0.25

    def worth(number: int) -> float:
        facet = context.roof[number]
        return shapely.Polygon(facet.points[:, :2]).area * (1.0 if facet.normal[1] > -0.5 else 0.5)

    best = context.roof[max(range(len(context.roof)), key=worth)]
    shape = shapely.Polygon(best.points[:, :2])
    inner = shape.buffer(-room)
    low, high = best.points[:, 2].min(), best.points[:, 2].max()
    middle = np.asarray((inner if not inner.is_empty else shape).representative_point().coords[0])
    downhill = best.normal[:2] / max(float(np.hypot(*best.normal[:2])), 1e-9)
    span = (high - low) * 0.2 * best.normal[2] / max(float(np.hypot(*best.normal[:2])), 1e-9)
    up = middle - downhill * span
    point = up if not inner.is_empty and inner.contains(shapely.Point(up)) else middle
    # Off the round figures at which seams stand.
    point = point + 0.0037 * np.array([-downhill[1], downhill[0]])
    heading = math.degrees(math.atan2(float(downhill[0]), float(-downhill[1])))
    pitch = math.degrees(math.acos(min(float(best.normal[2]), 1.0)))
    y = context.top + float(best.height_at(point[None])[0]) + covered(context, pitch)
    return Spot(point, heading, y, "slope", pitch)


def _breast(context: HouseContext, asset: BreastChimney, where: tuple[int, float]) -> Node:
    edge = context.plan.edges[where[0]]
    gable = edge.number in context.gables
    roof_out = 0.0 if context.flat else (_verge(context) if gable else context.slopes.overhang)
    out = max(asset.chimney_depth - 0.1, roof_out + 0.2 if roof_out else 0.45)
    top = _peak(context, asset)
    if not gable and not context.flat:
        top = context.peak + context.depth + DECK + _LEAST
    start = context.top - (0.9 if context.floors > 1 or gable else 0.7)
    values = _with(
        context.resolved.nested[(MODEL.name, "")], FORM, (BreastForm,),
        BreastForm(shoulders="tumbled" if asset.chimney_finish.endswith("brick") else "sloped"),
    )  # fmt: skip
    values = values.fitted(
        FORM, stack_width=asset.chimney_width, stack_depth=out + _BED, stack_height=top,
        breast_width=breast_width(context), breast_depth=out, shoulder_share=start / top,
        one_sided=False, masonry=asset.chimney_finish,
    )  # fmt: skip
    material = context.material(CHIMNEY, "Chimney", asset.chimney_finish)
    branches = component.assemble(
        _fitted(context, asset, values), Site(bed=_BED, material=material)
    )
    lead = _breast_lead(context, values, edge.number in context.gables)
    children = (*branches, *lead)
    return edge.place(Node("Chimney", children=children, slot=CHIMNEY.name), where[1])


def _breast_lead(context: HouseContext, resolved: Resolved, gable: bool) -> tuple[Node, ...]:
    """Lead where the roof meets a breast, in the breast's frame: at a gable's tip or at eaves."""
    asset, form = resolved[FLASHING], resolved[FORM]
    plain = (
        not context.flat
        and len(context.slopes.parts) == 1
        and not isinstance(context.resolved[ROOF], ShedRoof)
    )
    if not plain or not isinstance(asset, FlashingBase) or not isinstance(form, BreastForm):
        return ()
    pitch = context.slopes.parts[0][1]
    deep, half, lap = sunk(context, pitch), form.stack_width / 2.0, asset.lap
    if gable:
        y, turned = context.peak + covered(context, pitch), quaternion("y", 90.0)
        surface = Surface(pitch, pitch, sunk=deep)
        span = (-half, half)
        # Seen along the wall: the ridge runs out of it, and ends at the verge.
        pieces = [side(_BED, span, surface, asset.upstand, COURSE, form.stack_height - y),
                  cover(_BED, span, surface, lap)]  # fmt: skip
        wide = _BED + _verge(context) - lap - 0.02
        if wide > 0.04:
            middle = (_BED + lap - _verge(context) + 0.0126) / 2.0
            aprons = [apron(wide, way * half, way, surface, lap, asset.upstand)
                      for way in (1.0, -1.0)]  # fmt: skip
            pieces += [translate(piece, (middle, 0.0, 0.0)) for piece in aprons]
        mesh = turn(merge(*pieces), turned)
    else:
        y = context.top + covered(context, pitch)
        surface = Surface(pitch, -pitch, sunk=deep)
        span = (-_BED, context.slopes.overhang - 0.03)
        right = side(half, span, surface, asset.upstand, COURSE, form.stack_height - y)
        laid = cover(half, span, surface, lap)
        pieces = [right, mirror(right, "x"), laid, mirror(laid, "x"),
                  apron(2.0 * half, -_BED, -1.0, surface, lap, asset.upstand)]  # fmt: skip
        if half > 0.38:
            pieces.append(saddle(2.0 * half, -_BED, surface))
        mesh = merge(*pieces)
    metal = resolved.material(FLASHING, "Chimney flashing", asset.flashing_finish)
    part = Part(translate(mesh, (0.0, y, 0.0)), metal)
    return (Node("Flashing", (part,), slot=CHIMNEY.name),)


def breast_width(context: HouseContext) -> float:
    """Width of the breast's foot, metres."""
    asset = context.resolved[CHIMNEY]
    assert isinstance(asset, ChimneyBase)
    wide = asset.chimney_width * (asset.breast_ratio if isinstance(asset, BreastChimney) else 1.0)
    return min(wide, 2.2)
