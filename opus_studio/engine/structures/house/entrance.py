"""The way to the front door: the nested Porch in the design and the size that suits the house."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from opus_studio.engine.authoring.nesting import apply_design
from opus_studio.engine.building.footprint import Edge
from opus_studio.engine.components import porch
from opus_studio.engine.components.porch.assets import FORM, POSTS
from opus_studio.engine.components.porch.part_assets import FLOOR, STEPS, NoLamp
from opus_studio.engine.components.porch.site import Behind, Site
from opus_studio.engine.scene import Node
from opus_studio.engine.schema import Resolved, use
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.entrance_assets import (
    ENTRANCE,
    Canopy,
    EntranceBase,
    Porch,
    Portico,
)
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import LAMP as HOUSE_LAMP
from opus_studio.engine.structures.house.roof_assets import NoLamp as NoHouseLamp
from opus_studio.engine.structures.house.wall_assets import PLINTH
from opus_studio.engine.values import Value

PORCH = porch.MODEL

_LANDING_DROP = 0.012
_BEDDED = 0.0233
_CLEAR = 0.25
_GUTTER = 0.2


def entrance(context: HouseContext, layout: Layout) -> tuple[Node, ...]:
    """Landing and steps, and what shelters the door, as one branch at the wall."""
    door = layout.entrance
    edge = context.plan.edges[door.edge]
    values = context.note(_values(context))
    made = porch.assemble(values, _site(context, layout, edge))
    return (edge.place(Node("Entrance", children=made, slot=ENTRANCE.name), door.x),)


def _values(context: HouseContext) -> Resolved:
    """The nested Porch: its design from the entrance's kind, its sizes from the house."""
    asset = context.resolved[ENTRANCE]
    design = next(t for t in PORCH.templates if t.name == _design(asset))
    values = apply_design(context.resolved.nested[(PORCH.name, "")], design.uses)
    if not isinstance(context.resolved[HOUSE_LAMP], NoHouseLamp):
        values = apply_design(values, (use(NoLamp),))
    values = values.fitted(FORM, **_sizes(asset))
    values = values.fitted(STEPS, steps_width=asset.steps_width, tread=asset.tread)
    base = context.resolved[PLINTH].plinth_finish
    values = values.fitted(POSTS, base_finish=base, cap_finish=asset.steps_finish)
    return values.fitted(
        FLOOR, landing_depth=asset.landing_depth, floor_finish=asset.steps_finish, body_finish=base
    )


def _design(asset: EntranceBase) -> str:
    return str(getattr(asset, "design", "stone_stoop"))


def _sizes(asset: EntranceBase) -> dict[str, Value]:
    """Width and depth of the porch that the house decides, metres."""
    if isinstance(asset, Porch):
        return {"porch_width": asset.porch_width, "porch_depth": asset.porch_depth}
    if isinstance(asset, Portico):
        return {"porch_width": asset.portico_width, "porch_depth": asset.portico_depth}
    if isinstance(asset, Canopy):
        return {"porch_depth": asset.canopy_depth}
    return {"porch_width": asset.steps_width, "porch_depth": asset.landing_depth}


def _site(context: HouseContext, layout: Layout, edge: Edge) -> Site:
    """What the house tells of the wall with its door."""
    door = layout.entrance
    drop = door.y - (context.ground - _LANDING_DROP)
    others = [o for o in layout.of(edge.number) if o is not door and o.floor == 0]
    return Site(
        floor=context.ground - _LANDING_DROP,
        need=door.unit.need,
        head=float(door.unit.bounds[1, 1]) + drop + 0.07,
        left=door.x - _margin(context, edge.turn_start),
        right=edge.length - door.x - _margin(context, edge.turn_end),
        highest=_highest(context, layout, edge),
        behind=_behind(context, edge),
        covering=None if context.flat else context.covering,
        boards=context.boards,
        trim=context.trim_finish,
        cladding=CLADDING if context.boarded else 0.0,
        taken=tuple((o.span[0] - door.x, o.span[1] - door.x) for o in others),
        bedded=_BEDDED,
        owner="Porch",
    )


def _margin(context: HouseContext, turn: float) -> float:
    """How far a porch keeps from a corner: from the eaves of a wing that joins there, metres."""
    wing = turn < 0.0 and context.floors == 1 and not context.flat
    return context.slopes.overhang + _GUTTER if wing else _CLEAR


def _highest(context: HouseContext, layout: Layout, edge: Edge) -> Callable[[float, float], float]:
    """How high a roof over the door may rise on its wall: below eaves, rakes and windows."""
    x, top = layout.entrance.x, context.wall_tops[edge.number]
    terrace = layout.terrace
    eaves = math.inf
    if not context.flat and edge.number not in context.gables:
        over = context.slopes
        eaves = context.top - over.overhang * math.tan(math.radians(over.parts[0][1])) - 0.06

    def highest(left: float, right: float) -> float:
        span = np.linspace(x + left, x + right, 5)
        limit = min(float(np.interp(span, top[:, 0], top[:, 1]).min()) - 0.15, eaves)
        for opening in layout.of(edge.number):
            low, high = opening.span
            if opening.floor > 0 and low < x + right and high > x + left:
                limit = min(limit, opening.y + float(opening.unit.bounds[0, 1]) - 0.1)
        if terrace and terrace.over(edge.number, x + left, x + right):
            limit = min(limit, terrace.low - 0.05)
        return limit

    return highest


def _behind(context: HouseContext, edge: Edge) -> Behind | None:
    """The slope above the door of a low house, into which the porch's roof may run."""
    plain = not context.flat and len(context.slopes.parts) == 1
    if context.floors > 1 or not plain or edge.number in context.gables:
        return None
    over, pitch = context.slopes.overhang, context.slopes.parts[0][1]
    eaves = context.top - over * math.tan(math.radians(pitch))
    return Behind(context.top, eaves, over, pitch, context.depth)
