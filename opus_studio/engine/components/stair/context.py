"""What every part of a stair is made with: its sizes, its plan, its materials and cuts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS
from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.guard_assets import HANDRAIL, NEWEL
from opus_studio.engine.components.stair.plan import (
    Flight,
    Frame,
    Plan,
    lower_share,
    turned_plan,
    winders_for,
)
from opus_studio.engine.components.stair.sizes import FACING, OVERHANG, Sizes
from opus_studio.engine.components.stair.step_assets import STEPS
from opus_studio.engine.scene import Material


@dataclass(frozen=True)
class StairContext(Sizes):
    """A stair being made."""

    # ---- the balustrade -------------------------------------------------------------------

    @cached_property
    def sides(self) -> tuple[float, ...]:
        """The signs of z at which a balustrade stands: -1 left, +1 right."""
        return self.resolved[LAYOUT].sides

    @cached_property
    def hung_glass(self) -> bool:
        """Panes stand outside the steps on discs, not in a closed string."""
        held = self.carriage == "closed" and not self.resolved[LAYOUT].is_spiral
        return self.resolved[BALUSTERS].is_glass and not held

    @cached_property
    def steel_posts(self) -> bool:
        """Slim posts on the steps instead of newels on the floor."""
        return self.resolved[NEWEL].is_steel

    @cached_property
    def post(self) -> float:
        """Side of a newel, 0 where panes need none; metres."""
        if self.hung_glass:
            return 0.0
        if self.steel_posts or self.solid:
            return self._least_post
        return clear_of_steps(self._least_post, self)

    @cached_property
    def _least_post(self) -> float:
        wide = self.resolved[NEWEL].width
        if self.steel_posts:
            # Not flush with a string or its capping.
            while min(abs(wide - self.string - k) for k in (0.0, 0.022)) < 0.0028:
                wide += 0.003
            return wide
        # Rails die into newels, which are wider.
        return max(wide, self.rail_size[0] + 0.012)

    @cached_property
    def inset(self) -> float:
        """Of the balustrade's middle from the flight's outer face, metres."""
        if self.carriage == "closed":
            return self.string / 2.0
        if self.hung_glass:
            return -0.02 - self.resolved[BALUSTERS].glass_thickness / 2.0
        if self.carriage == "cut":
            return OVERHANG + self.string / 2.0
        if self.solid:
            # Newels stand on the steps, clear of their edges.
            return max(0.05, self._least_post / 2.0 + (0.02 if self.steel_posts else 0.006))
        return max(0.05, self.string + 0.036)

    @cached_property
    def baluster(self) -> float:
        """Width of a baluster, metres."""
        return self.resolved[BALUSTERS].width

    @cached_property
    def gap(self) -> float:
        """Greatest distance between the middles of two balusters, metres."""
        # Turned ones are slimmer between their square ends.
        return 0.097 + self.resolved[BALUSTERS].waist * self.baluster

    @cached_property
    def rail_size(self) -> tuple[float, float]:
        """Width and height of the handrail's section, metres."""
        return self.resolved[HANDRAIL].section

    @cached_property
    def rail_height(self) -> float:
        """Of the handrail's upper side above the line of the nosings, metres."""
        return self.resolved[HANDRAIL].handrail_height

    # ---- the plan -------------------------------------------------------------------------

    @cached_property
    def winders(self) -> int:
        """How many steps wind in the turn; 0 for a landing or none."""
        if self.resolved[LAYOUT].corner != "winders":
            return 0
        # No spine carries winders, and wide flights leave their feet too narrow.
        return 0 if self.carriage == "spine" else winders_for(self.width, self.going)

    @cached_property
    def landing(self) -> float:
        """Depth of the landing, metres."""
        return self.width * self.resolved[LAYOUT].landing_depth

    @cached_property
    def well(self) -> float:
        """Between the flights of a half turn, metres."""
        return self.resolved[LAYOUT].well

    @cached_property
    def plan(self) -> Plan:
        """Where the flights lie; the middle of the steps is over the origin."""
        foot = Frame(heading=90.0)
        first = self._plan_from(foot)
        across, reach = self.width / 2.0, self.nosing
        corners = [
            flight.frame.at(x, 0.0, z)
            for flight in first.flights
            for x in (-reach, flight.treads * self.going)
            for z in (-across, across)
        ]
        if first.turn is not None:
            far = 1.5 * self.width + self.well if first.turn.half else across
            sides = (-first.turn.side * across, first.turn.side * far)
            corners += [first.turn.frame.at(self.landing, 0.0, z) for z in sides]
        xs, zs = [c[0] for c in corners], [c[2] for c in corners]
        x, z = (min(xs) + max(xs)) / 2.0, (min(zs) + max(zs)) / 2.0
        return self._plan_from(Frame(-x, 0.0, -z, 90.0))

    def _plan_from(self, foot: Frame) -> Plan:
        layout, step = self.resolved[LAYOUT], (self.going, self.rise)
        if not layout.is_turned:
            return Plan((Flight("Flight", foot, self.risers, True, True),))
        side = -1.0 if layout.turn == "left" else 1.0
        below = lower_share(self.risers, self.winders or 1, layout.split)
        well = self.well if layout.is_half_turn else None
        return turned_plan(foot, (below, self.risers), step, self.width, side, self.winders, well)

    # ---- materials ------------------------------------------------------------------------

    def one(self, name: str) -> tuple[float, float]:
        """Where one board is cut from its finish, metres."""
        u, v = self.resolved.stream(name).random(2).tolist()
        return (8.0 * u, 8.0 * v)

    @cached_property
    def tread_material(self) -> Material:
        """What one walks on."""
        steps = self.resolved[STEPS]
        if steps.is_bare:
            return self.core_material
        return self.material(STEPS, "Treads", steps.finish_name)

    @cached_property
    def riser_material(self) -> Material:
        """Risers: boards of their own finish, slabs as the treads."""
        steps = self.resolved[STEPS]
        if steps.has_riser_boards:
            return self.material(STEPS, "Risers", steps.riser_finish)
        return self.tread_material

    @cached_property
    def core_material(self) -> Material:
        """The body of solid steps."""
        return self.material(STEPS, "Body", self.resolved[STEPS].body_finish)

    @cached_property
    def string_material(self) -> Material:
        """Strings, landing frames, spandrels; the steel of spines and plates."""
        asset = self.resolved[CARRIAGE]
        if self.carriage == "solid":
            return self.core_material
        return self.material(CARRIAGE, "Steel" if asset.is_steel else "Strings", asset.finish_name)

    @cached_property
    def newel_finish(self) -> str:
        """Of newels and posts."""
        return self.resolved[NEWEL].finish_name

    @cached_property
    def column_finish(self) -> str:
        """Of a spiral's column and arms: the steel, else what the newels are made of."""
        asset = self.resolved[CARRIAGE]
        return asset.finish_name if asset.is_steel else self.newel_finish

    @cached_property
    def column_material(self) -> Material:
        """A spiral's column and arms."""
        if self.solid:
            return self.core_material
        return self.material(CARRIAGE, "Column", self.column_finish)

    @cached_property
    def baluster_material(self) -> Material:
        """Balusters, rods, cables, or the discs that hold panes."""
        return self.material(BALUSTERS, "Balusters", self.resolved[BALUSTERS].finish_name)

    @cached_property
    def rail_material(self) -> Material:
        """The handrail."""
        return self.material(HANDRAIL, "Handrail", self.resolved[HANDRAIL].finish_name)

    @cached_property
    def fitting_material(self) -> Material:
        """Brackets of wall rails."""
        return self.material(HANDRAIL, "Brackets", self.resolved[HANDRAIL].bracket_finish)

    @cached_property
    def newel_material(self) -> Material:
        """Newels and posts."""
        return self.material(NEWEL, "Newels", self.newel_finish)


def clear_of_steps(wide: float, context: StairContext) -> float:
    """A newel's side, a little widened until no face of it falls into a face of the steps.

    Newels at a turn stand across its edges, into which risers, treads and rims are let.

    Args:
        wide: As asked for, metres.
        context: The stair being made.
    """
    # Faces of risers, treads, rims and strings from the turn's edge, on either side; metres.
    slab = context.riser_thick or FACING
    near = [0.0, 0.0012, 0.002, 0.006, 0.011, 0.022, context.nosing, context.nosing + 0.001]
    near += [slab - 0.0022, slab - 0.001, slab, slab + 0.001]
    rims = [0.046, 0.051, context.riser_thick + 0.046]
    for _ in range(60):
        half = wide / 2.0
        apart = min(abs(abs(half - context.inset) - plane) for plane in near)
        if min(apart, *(abs(half + context.inset - plane) for plane in rims)) > 0.0006:
            break
        wide += 0.0006
    return wide
