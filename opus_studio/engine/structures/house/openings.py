"""Which opening stands where: the entrance first, then windows bay by bay, floor by floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.footprint import Edge
from opus_studio.engine.building.placement import Bays, Span, apart, bays
from opus_studio.engine.structures.house.assets import (
    OPENINGS,
    FreeOpenings,
    OpeningsBase,
    SymmetricalOpenings,
)
from opus_studio.engine.structures.house.balcony import Terrace, terrace
from opus_studio.engine.structures.house.chimney import breast_width, stack_spot
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.entrance_assets import (
    ENTRANCE,
    Porch,
    Portico,
)
from opus_studio.engine.structures.house.garage import Garage, site
from opus_studio.engine.structures.house.opening import Opening
from opus_studio.engine.structures.house.roof_assets import (
    CHIMNEY,
    BreastChimney,
    StackChimney,
)
from opus_studio.engine.structures.house.units import Unit
from opus_studio.engine.structures.house.wall_assets import CORNERS, Quoins


def clearance(context: HouseContext) -> float:
    """Least distance of any opening from a corner, metres: clear of the wall that joins there."""
    corner = context.resolved[CORNERS]
    stones = (
        corner.quoin_length + 0.04 if isinstance(corner, Quoins) and not context.boarded else 0.0
    )
    return max(0.3, context.thickness + 0.08, stones)


@dataclass(frozen=True, eq=False)
class Layout:
    """Where everything in the walls is.

    Attributes:
        openings: All of them; the entrance first.
        breast: Side of the plan and place along it of a chimney breast; None without one.
        garage: Where the garage stands; None without one.
        terrace: Where the balcony is; None without one.
    """

    openings: tuple[Opening, ...]
    breast: tuple[int, float] | None
    garage: Garage | None = None
    terrace: Terrace | None = None

    @property
    def entrance(self) -> Opening:
        """The front door."""
        return self.openings[0]

    def of(self, edge: int) -> list[Opening]:
        """The openings of a side."""
        return [opening for opening in self.openings if opening.edge == edge]


def layout(context: HouseContext) -> Layout:
    """Place the entrance, the chimney breast and all windows."""
    door = context.units.entrance()
    front = _entrance_edge(context, door)
    rule = context.resolved[OPENINGS]
    breast = _breast(context, front)
    annex = site(context, front, breast)
    lines = {edge.number: _bays(context, rule, edge, edge is front) for edge in context.plan.edges}
    at = _door_place(context, rule, front, lines[front.number], door)
    lines[front.number] = _beside_door(context, front, lines[front.number], at, door)
    entrance = Opening(front.number, at, context.ground, door, 0)
    found = [entrance]
    for edge in context.plan.edges:
        taken = _taken(context, edge, breast)
        made = _windows(context, rule, edge, lines[edge.number], taken, entrance)
        made += _gable_window(context, rule, edge, taken)
        found.extend(opening for opening in made if _clear(opening, annex))
    found, balcony = terrace(context, found)
    return Layout(tuple(found), breast, annex, balcony)


def _clear(opening: Opening, annex: Garage | None) -> bool:
    """Whether a window keeps clear of the garage: beside it or above its roof."""
    if annex is None or annex.side != opening.edge:
        return True
    (left, right), (low, high) = opening.span, annex.span
    if right < low - 0.35 or left > high + 0.35:
        return True
    return opening.y + min(0.0, float(opening.unit.bounds[0, 1])) > annex.peak + 0.1


def _entrance_edge(context: HouseContext, door: Unit) -> Edge:
    """The front side for the entrance: long, and in the middle rather than at the end."""
    width = float(np.ptp(context.plan.points[:, 0]))
    room = door.need + 2 * clearance(context)

    def worth(edge: Edge) -> float:
        facing = float(-edge.out[1])
        aside = abs(float(edge.at(edge.length / 2.0)[0])) / width
        fits = 0.0 if edge.length >= room else -100.0
        return 10.0 * facing + fits + edge.length / width - 1.2 * aside

    return max(context.plan.edges, key=worth)


def _breast(context: HouseContext, front: Edge) -> tuple[int, float] | None:
    """The chimney breast: in the middle of a gable or of an end wall."""
    if not isinstance(context.resolved[CHIMNEY], BreastChimney):
        return None
    ends = [e for e in context.plan.edges if abs(float(e.out[0])) > 0.9 and e is not front]
    best = max(ends, key=lambda e: (e.number in context.gables, e.length))
    top = context.wall_tops[best.number]
    at = float(top[top[:, 1].argmax(), 0]) if best.number in context.gables else best.length / 2.0
    return best.number, at


def _taken(context: HouseContext, edge: Edge, breast: tuple[int, float] | None) -> list[Span]:
    if breast is None or breast[0] != edge.number:
        return []
    half = breast_width(context) / 2.0 + 0.1
    return [(breast[1] - half, breast[1] + half)]


def _bays(context: HouseContext, rule: OpeningsBase, edge: Edge, is_front: bool) -> Bays:
    share = 1.0
    if abs(float(edge.out[0])) > 0.5:
        share = rule.side_share
    elif float(edge.out[1]) > 0.5:
        share = rule.back_share
    if share < 0.12:
        return Bays((), edge.length)
    margin = max(rule.corner_margin, clearance(context))
    need = context.units.main().need
    margins = (margin, margin)
    odd = is_front and isinstance(rule, SymmetricalOpenings)
    line = bays(edge.length, need, rule.window_spacing / share, margins, odd=odd)
    if line.centres:
        return line
    # A short wall still takes one window, a narrow one if need be.
    least = context.units.sized(0.6, context.units.main_size[1]).need
    return bays(edge.length, least, edge.length, (clearance(context), clearance(context)), most=1)


def _door_place(
    context: HouseContext, rule: OpeningsBase, edge: Edge, line: Bays, door: Unit
) -> float:
    """Where along its wall the door stands."""
    low = clearance(context) + door.need / 2.0
    high = edge.length - low
    if high <= low:
        return edge.length / 2.0
    if isinstance(rule, SymmetricalOpenings) or len(line.centres) < 2:
        return edge.length / 2.0
    draw = float(context.resolved.stream("entrance").random())
    places = line.centres[1:-1] or line.centres
    if isinstance(context.resolved[ENTRANCE], Porch | Portico):
        return min(max(min(places, key=lambda x: abs(x - edge.length / 2.0)), low), high)
    return min(max(places[int(draw * len(places))], low), high)


def _beside_door(context: HouseContext, edge: Edge, line: Bays, at: float, door: Unit) -> Bays:
    """The bays of the entrance wall; where few fit, one on each side of the door."""
    half = door.need / 2.0 + 0.25
    need = context.units.main().need
    clear = [c for c in line.centres if abs(c - at) > half + need / 2.0]
    if len(clear) >= 2:
        return line
    centres = [
        (at - half + clearance(context)) / 2.0,
        (edge.length + at + half - clearance(context)) / 2.0,
    ]
    rooms = [at - half - clearance(context), edge.length - clearance(context) - at - half]
    least = context.units.sized(0.6, context.units.main_size[1]).need
    kept = [c for c, room in zip(centres, rooms, strict=True) if room > least + 0.1]
    if len(kept) <= len(clear):
        return line
    middle = [at] if half + need / 2.0 < min(abs(c - at) for c in kept) else []
    return Bays(tuple(sorted([*kept, *middle])), line.pitch)


def _windows(
    context: HouseContext,
    rule: OpeningsBase,
    edge: Edge,
    line: Bays,
    taken: list[Span],
    entrance: Opening,
) -> list[Opening]:
    units = context.units
    width, height = units.main_size
    kinds = context.resolved.stream(f"bays {edge.number}").random(max(len(line.centres), 1))
    found = []
    for floor in range(context.floors):
        tall = height if floor == 0 else height * rule.upper_height_ratio
        blocked = [*taken]
        if floor == 0 and entrance.edge == edge.number:
            low, high = entrance.span
            blocked.append((low - 0.12, high + 0.12))
        for centre, kind in zip(line.centres, kinds, strict=False):
            free = isinstance(rule, FreeOpenings) and kind < rule.narrow_share
            for wide in (width, 0.55 * width, 0.6) if not free else (0.55 * width, 0.6):
                unit = units.sized(wide, tall)
                room = clearance(context) <= centre - unit.need / 2 and centre + unit.need / 2 <= (
                    edge.length - clearance(context)
                )
                if room and apart(centre, unit.need / 2.0, blocked):
                    base = context.floor_level(floor) + context.head - unit.height
                    found.append(Opening(edge.number, centre, base, unit, floor))
                    break
    return found


def _gable_window(
    context: HouseContext, rule: OpeningsBase, edge: Edge, taken: list[Span]
) -> list[Opening]:
    """A small window under a gable's tip where there is room for one."""
    if edge.number not in context.gables or not rule.gable_windows:
        return []
    if (
        isinstance(context.resolved[CHIMNEY], StackChimney)
        and stack_spot(context).edge == edge.number
    ):
        return []  # The flue is in this wall.
    top = context.wall_tops[edge.number]
    middle = (float(top[top[:, 1] >= top[:, 1].max() - 1e-3, 0].min())
              + float(top[top[:, 1] >= top[:, 1].max() - 1e-3, 0].max())) / 2.0  # fmt: skip
    w, h = context.units.main_size
    for share in (1.0, 0.8, 0.65):
        unit = context.units.sized(min(w, 1.0) * share, min(h, 1.25) * share)
        low, high = unit.bounds[:, 1]
        half = unit.need / 2.0
        base = context.top + 0.40 - min(low, 0.0)
        room = float(np.interp([middle - half, middle + half], top[:, 0], top[:, 1]).min())
        inside = half + clearance(context) < middle < edge.length - half - clearance(context)
        if inside and base + high + 0.3 < room and apart(middle, half, taken):
            # A high gable carries its window a little above the floor.
            lift = min(0.35, 0.4 * (room - base - high - 0.3))
            return [Opening(edge.number, middle, base + lift, unit, context.floors)]
    return []
