"""The balcony: which upper window opens onto it, and where the nested Balcony stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from opus_studio.engine.authoring.nesting import apply_design
from opus_studio.engine.components import balcony as model
from opus_studio.engine.components.balcony.assets import PLAN
from opus_studio.engine.components.balcony.parts_assets import Cantilever, ConcreteSlab, TieRods
from opus_studio.engine.components.balcony.place import balcony as placed
from opus_studio.engine.components.balcony.place import floor_of
from opus_studio.engine.components.window.assets import FRAME
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Resolved, use
from opus_studio.engine.structures.house.balcony_assets import BALCONY, UpperBalcony
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.entrance_assets import ENTRANCE, Canopy, Stoop
from opus_studio.engine.structures.house.opening import Opening
from opus_studio.engine.structures.house.units import origin, renamed
from opus_studio.engine.values import Origin

BALCONY_MODEL = model.MODEL

_LET_IN = 0.0067
"""How far the slab reaches into the wall, metres."""

_DESIGNS: Final = (
    (),
    (use(Cantilever),),
    (use(TieRods),),
    (use(ConcreteSlab), use(Cantilever)),
)
"""What carries the slab: as drawn, else what leaves the windows below it free."""

_PORCH = 2.6
"""Half a porch's width with some air, metres."""

_SHELTER = 0.45
"""Height that a canopy takes above the door, metres."""

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
        under: Height of its slab's underside, metres.
        low: Height of what hangs lowest of it before the wall, metres.
        values: The nested Balcony as it fits there.
    """

    window: Opening
    width: float
    depth: float
    floor: float
    under: float
    low: float
    resolved: Resolved

    def over(self, edge: int, left: float, right: float) -> bool:
        """Whether it is above a stretch of a wall."""
        half = self.width / 2.0
        return edge == self.window.edge and (
            self.window.x - half < right and self.window.x + half > left
        )


def terrace(context: HouseContext, openings: list[Opening]) -> tuple[list[Opening], Terrace | None]:
    """The openings with a window down to the floor where a balcony fits, and its place."""
    asset = context.resolved[BALCONY]
    if not isinstance(asset, UpperBalcony) or context.floors < 2:
        return openings, None
    if origin(context.units.window, FRAME, "frame_height") is Origin.SET:
        return openings, None
    # On the side asked for, else on the other one.
    sign = -1.0 if asset.balcony_side == "front" else 1.0
    upper = [o for o in openings if o.floor == 1]
    facing = [o for o in upper if abs(float(context.plan.edges[o.edge].out[1])) > 0.9]
    door = openings[0]
    facing.sort(
        key=lambda o: (
            sign * float(context.plan.edges[o.edge].out[1]) < 0.0,
            o.edge != door.edge,
            abs(o.x - door.x),
        )
    )
    for window in facing:
        made = _at(context, asset, openings, window)
        if made is not None:
            rest = [made.window if o is window else o for o in openings]
            return rest, made
    return openings, None


def _at(
    context: HouseContext, asset: UpperBalcony, openings: list[Opening], window: Opening
) -> Terrace | None:
    tall = context.head - 0.02
    wide = min(max(window.unit.width, 1.0), 1.8)
    unit = context.units.sized(wide, tall)
    opened = replace(window, unit=unit, y=context.floor_level(1) + context.head - unit.height)
    beside = [o for o in openings if o is not window and o.edge == window.edge and o.floor == 1]
    length = context.plan.edges[window.edge].length
    half = min(asset.balcony_width / 2.0, window.x - 0.3, length - window.x - 0.3)
    for other in beside:
        low, high = other.span
        half = min(half, window.x - high - 0.1 if high < window.x else low - window.x - 0.1)
    if half < unit.need / 2.0 + 0.12:
        return None
    floor = opened.y + min(0.0, float(unit.bounds[0, 1])) - _DROP
    drawn = context.resolved.nested[(BALCONY_MODEL.name, "")]
    for design in _DESIGNS:
        values = apply_design(drawn, design)
        made = _terrace(values, opened, 2.0 * half, asset.balcony_depth, floor)
        if not _hides(made, openings, window):
            return None if _in_the_way(context, openings, made) else made
    return None


def _terrace(
    resolved: Resolved, window: Opening, width: float, depth: float, floor: float
) -> Terrace:
    under = floor - floor_of(resolved)
    node = placed(resolved, width=width, depth=depth, ground=under)
    low = min(
        float((part.part.mesh.bounds[:, 1] + part.matrix[1, 3]).min())
        for part in Scene(node).placed()
        if part.node.name.startswith(("Bracket", "Slab"))
    )
    return Terrace(window, width, depth, floor, under, under + min(low, 0.0), resolved)


def _hides(made: Terrace, openings: list[Opening], window: Opening) -> bool:
    """Whether what hangs below it would stand before an opening or its casing."""
    return any(
        made.over(other.edge, *other.span)
        and made.low < other.y + float(other.unit.bounds[1, 1]) + 0.02
        for other in openings
        if other is not window and other.floor == 0
    )


def _in_the_way(context: HouseContext, openings: list[Opening], made: Terrace) -> bool:
    """Whether a porch or a door below, or a wing's wall beside it, leaves no room."""
    door, window, half = openings[0], made.window, made.width / 2.0
    if door.edge == window.edge:
        apart = abs(door.x - window.x)
        bare = isinstance(context.resolved[ENTRANCE], Stoop | Canopy)
        clear = door.y + float(door.unit.bounds[1, 1]) + (_SHELTER if bare else 0.0)
        if apart < half + (door.unit.need / 2.0 if bare else _PORCH) and (
            not bare or made.low < clear
        ):
            return True
    edge = context.plan.edges[window.edge]
    near_start, near_end = window.x - half < 0.35, edge.length - window.x - half < 0.35
    return (edge.turn_start < 0.0 and near_start) or (edge.turn_end < 0.0 and near_end)


def balcony(context: HouseContext, made: Terrace | None) -> tuple[Node, ...]:
    """The balcony as a branch; none when there is none."""
    if made is None:
        return ()
    node = placed(made.resolved, width=made.width, depth=made.depth, ground=made.under)
    sizes = {"balcony_width": made.width, "balcony_depth": made.depth}
    context.note(made.resolved.fitted(PLAN, **sizes))
    edge = context.plan.edges[made.window.edge]
    named = renamed(replace(node, slot=BALCONY.name), "Balcony", {})
    return (edge.place(named, made.window.x, made.under, -_LET_IN),)
