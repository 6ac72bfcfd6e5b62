"""The balcony: which upper window opens onto it, and where the nested Balcony stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opus_studio.engine.components import balcony as model
from opus_studio.engine.components.balcony.assets import PLAN
from opus_studio.engine.components.balcony.place import balcony as placed
from opus_studio.engine.components.balcony.place import floor_of
from opus_studio.engine.components.window.assets import FRAME
from opus_studio.engine.resolve import Origin
from opus_studio.engine.scene import Node
from opus_studio.engine.structures.house.balcony_assets import BALCONY, UpperBalcony
from opus_studio.engine.structures.house.entrance_assets import ENTRANCE, Canopy, Stoop
from opus_studio.engine.structures.house.opening import Opening
from opus_studio.engine.structures.house.units import origin, renamed
from opus_studio.engine.structures.house.work import Work

BALCONY_MODEL = model.MODEL

_LET_IN = 0.0067
"""How far the slab reaches into the wall, metres."""

_DROP = 0.006
"""How far the floor lies below the window's sill, metres."""


@dataclass(frozen=True, eq=False)
class Terrace:
    """A balcony's place.

    Attributes:
        window: The window that opens onto it.
        width: Of the slab, metres.
        depth: How far it stands out, metres.
        floor: Height of its floor, metres.
        low: Height of what hangs lowest of it, metres.
    """

    window: Opening
    width: float
    depth: float
    floor: float
    low: float

    def over(self, edge: int, left: float, right: float) -> bool:
        """Whether it is above a stretch of a wall."""
        half = self.width / 2.0
        return edge == self.window.edge and (
            self.window.x - half < right and self.window.x + half > left
        )


def terrace(work: Work, openings: list[Opening]) -> tuple[list[Opening], Terrace | None]:
    """The openings with a window down to the floor where a balcony fits, and its place."""
    asset = work.values[BALCONY]
    if not isinstance(asset, UpperBalcony) or work.floors < 2:
        return openings, None
    if origin(work.units.window, FRAME, "frame_height") is Origin.SET:
        return openings, None
    sign = -1.0 if asset.balcony_side == "front" else 1.0
    facing = [o for o in openings if o.floor == 1
              and sign * float(work.plan.edges[o.edge].out[1]) > 0.9]  # fmt: skip
    door = openings[0]
    facing.sort(key=lambda o: (o.edge != door.edge, abs(o.x - door.x)))
    for window in facing:
        made = _at(work, asset, openings, window)
        if made is not None:
            rest = [made.window if o is window else o for o in openings]
            return rest, made
    return openings, None


def _at(
    work: Work, asset: UpperBalcony, openings: list[Opening], window: Opening
) -> Terrace | None:
    tall = work.head - 0.02
    wide = min(max(window.unit.width, 1.0), 1.8)
    unit = work.units.sized(wide, tall)
    opened = replace(window, unit=unit, y=work.floor_level(1) + work.head - unit.height)
    beside = [o for o in openings if o is not window and o.edge == window.edge and o.floor == 1]
    length = work.plan.edges[window.edge].length
    half = min(asset.balcony_width / 2.0, window.x - 0.3, length - window.x - 0.3)
    for other in beside:
        low, high = other.span
        half = min(half, window.x - high - 0.1 if high < window.x else low - window.x - 0.1)
    if half < unit.need / 2.0 + 0.12:
        return None
    values = work.values.nested[(BALCONY_MODEL.name, "")]
    floor = opened.y + min(0.0, float(unit.bounds[0, 1])) - _DROP
    low = floor - floor_of(values) - 0.05
    if _in_the_way(work, openings, window, half, asset.balcony_depth, low):
        return None
    return Terrace(opened, 2.0 * half, asset.balcony_depth, floor, low)


def _in_the_way(
    work: Work,
    openings: list[Opening],
    window: Opening,
    half: float,
    depth: float,
    low: float,
) -> bool:
    """Whether a porch below, or a wing's wall beside it, leaves no room."""
    door = openings[0]
    bare = isinstance(work.values[ENTRANCE], Stoop | Canopy)
    if door.edge == window.edge and not bare and abs(door.x - window.x) < half + 2.6:
        return True
    if door.edge == window.edge and abs(door.x - window.x) < half + door.unit.need / 2.0:
        clear = door.y + float(door.unit.bounds[1, 1]) + 0.12
        if low < clear:
            return True
    edge = work.plan.edges[window.edge]
    inner_start, inner_end = edge.turn_start < 0.0, edge.turn_end < 0.0
    near_start, near_end = window.x - half < 0.35, edge.length - window.x - half < 0.35
    return depth > 2.0 or (inner_start and near_start) or (inner_end and near_end)


def balcony(work: Work, made: Terrace | None) -> tuple[Node, ...]:
    """The balcony as a branch; none when there is none."""
    if made is None:
        return ()
    values = work.values.nested[(BALCONY_MODEL.name, "")]
    under = made.floor - floor_of(values)
    node = placed(values, width=made.width, depth=made.depth, ground=under)
    work.fit(values, PLAN, balcony_width=made.width, balcony_depth=made.depth)
    edge = work.plan.edges[made.window.edge]
    named = renamed(replace(node, slot=BALCONY.name), "Balcony", {})
    return (edge.place(named, made.window.x, under, -_LET_IN),)
