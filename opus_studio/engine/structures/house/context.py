"""What every part of a house is made with: its plan, levels, roof planes and materials."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.building.covering import Boards, Covering
from opus_studio.engine.building.footprint import (
    Footprint,
    l_plan,
    rectangle_plan,
    t_plan,
    u_plan,
)
from opus_studio.engine.building.roof_forms import (
    Facet,
    Slopes,
    gable_candidates,
    lowest_over,
    shed_roof,
    sloped_roof,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved, Slot
from opus_studio.engine.structures.house.assets import (
    FOOTPRINT,
    OPENINGS,
    STOREYS,
    LPlan,
    TPlan,
    UPlan,
    WingBase,
)
from opus_studio.engine.structures.house.entrance_assets import (
    ENTRANCE,
    Porch,
    Portico,
)
from opus_studio.engine.structures.house.roof_assets import (
    EAVES,
    ROOF,
    ROOFING,
    ClosedEaves,
    CrossGableRoof,
    FlatRoof,
    GableBase,
    GableRoof,
    GambrelRoof,
    HalfHipRoof,
    HipRoof,
    MansardRoof,
    OpenEaves,
    ShedRoof,
)
from opus_studio.engine.structures.house.units import Units
from opus_studio.engine.structures.house.wall_assets import (
    PLINTH,
    WALLS,
    BattenWalls,
    WeatherboardWalls,
)
from opus_studio.engine.values import ResolvedValue, Value

LINTEL = 0.32
"""Least height between the head of an opening and the next floor, metres."""

EAVES_IN_STEP = 0.8
"""Most that the eaves stand out, for a metre that a wing stands before the main body."""

CLADDING = 0.024
"""How far boards stand out before the wall, metres."""


@dataclass(frozen=True)
class HouseContext(BuildContext):
    """A house being made.

    Attributes:
        derived: What the house chose for the models inside it; see `Scene.derived`.
    """

    derived: dict[str, ResolvedValue] = field(default_factory=dict)

    # Plan and levels

    @cached_property
    def plan(self) -> Footprint:
        """The outer faces of the walls."""
        asset, roof = self.resolved[FOOTPRINT], self.resolved[ROOF]
        w, d = asset.body_width, asset.body_depth
        if isinstance(asset, WingBase):
            return self._winged(asset)
        if isinstance(roof, CrossGableRoof):
            return t_plan(w, d, roof.bay_share * w, roof.bay_depth)
        return rectangle_plan(w, d)

    def _winged(self, asset: WingBase) -> Footprint:
        w, d = asset.body_width, asset.body_depth
        wing = min(asset.wing_width, 0.5 * w, 0.9 * d)
        out = min(asset.wing_depth, 0.9 * d)
        if isinstance(asset, TPlan):
            free = (w - wing) / 2.0 - 0.9
            return t_plan(w, d, wing, out, asset.wing_shift * max(free, 0.0))
        if isinstance(asset, UPlan):
            wide = max(w, 12.0)
            return u_plan(wide, d, min(wing, 0.33 * wide), out)
        right = not isinstance(asset, LPlan) or asset.side == "right"
        if isinstance(self.resolved[ROOF], GableBase):
            # A wing that stands in from the corner leaves the main gable whole.
            shift = (w - wing) / 2.0 - 0.9
            return t_plan(w, d, wing, out, shift if right else -shift)
        return l_plan(w, d, wing, out, right)

    @cached_property
    def units(self) -> Units:
        """The windows and the door."""
        return Units.of(
            self.resolved,
            self.fit,
            trim_finish=self.trim_finish,
            boarded=self.boarded,
            longest_wall=max(edge.length for edge in self.plan.edges),
        )

    @cached_property
    def ground(self) -> float:
        """Height of the ground floor, metres."""
        return self.resolved[PLINTH].plinth_height

    @cached_property
    def head(self) -> float:
        """Height of window heads above their floor, metres."""
        tallest = self.units.main_size[1]
        return max(self.resolved[OPENINGS].head_height, tallest + 0.12)

    @cached_property
    def storey(self) -> float:
        """From floor to floor, metres."""
        least = max(self.head, self.units.door_size[1]) + LINTEL
        pitched = not self.flat and len(self.slopes.parts) == 1
        if self.floors == 1 and pitched and isinstance(self.resolved[ENTRANCE], Porch | Portico):
            # The porch runs on from the eaves, over the door's casing.
            drop = self.slopes.overhang * math.tan(math.radians(self.slopes.parts[0][1]))
            least = max(least, float(self.units.entrance().bounds[1, 1]) + drop + 0.2)
        return max(self.resolved[STOREYS].floor_height, least)

    @cached_property
    def floors(self) -> int:
        """Number of full storeys."""
        return self.resolved[STOREYS].floors

    @cached_property
    def top(self) -> float:
        """Where roof and walls meet at the eaves, metres."""
        return self.ground + self.floors * self.storey

    def floor_level(self, number: int) -> float:
        """Height of a floor, metres; 0 is the ground floor."""
        return self.ground + number * self.storey

    @cached_property
    def thickness(self) -> float:
        """Of the outer walls, metres."""
        return self.resolved[WALLS].wall_thickness

    @cached_property
    def boarded(self) -> bool:
        """Whether boards cover the walls."""
        return isinstance(self.resolved[WALLS], WeatherboardWalls | BattenWalls)

    @cached_property
    def upright(self) -> bool:
        """Whether the grain of the walls runs up."""
        return isinstance(self.resolved[WALLS], BattenWalls)

    # Roof

    @cached_property
    def flat(self) -> bool:
        """Whether the roof is level behind a parapet."""
        return isinstance(self.resolved[ROOF], FlatRoof)

    @cached_property
    def gables(self) -> tuple[int, ...]:
        """The sides of the plan that are gables."""
        if not isinstance(self.resolved[ROOF], GableBase):
            return ()
        chosen: list[int] = []
        count = len(self.plan.edges)
        found = sorted(
            gable_candidates(self.plan), key=lambda i: abs(float(self.plan.edges[i].out[0])) < 0.5
        )
        for i in found:
            if not {(i - 1) % count, (i + 1) % count} & set(chosen):
                chosen.append(i)
        return tuple(chosen)

    @cached_property
    def overhang(self) -> float:
        """How far the eaves stand out, metres.

        It gives way to a shallow wing: past the wing's front the eaves of the main body would have
        no wing to meet.
        """
        wanted = float(self.resolved[ROOF].overhang)
        levels = np.unique(np.round([float(edge.start[1]) for edge in self.plan.edges], 6))
        step = float(np.diff(levels).min(initial=math.inf))
        return min(wanted, EAVES_IN_STEP * step)

    @cached_property
    def slopes(self) -> Slopes:
        """How the roof rises."""
        asset = self.resolved[ROOF]
        if isinstance(asset, GambrelRoof):
            # Half of the main body's depth: where the ridge is.
            half = self.resolved[FOOTPRINT].body_depth / 2.0
            out = min(self.overhang, 0.4)
            parts = ((0.0, 30.0), (0.0, asset.lower_pitch),
                     (asset.break_share * half, asset.upper_pitch))  # fmt: skip
            return Slopes(out, parts)
        if isinstance(asset, MansardRoof):
            out = min(self.overhang, 0.35)
            run = asset.lower_height / math.tan(math.radians(asset.lower_pitch))
            parts = ((0.0, 24.0), (0.02, asset.lower_pitch), (run + 0.02, asset.upper_pitch))
            return Slopes(out, parts)
        if isinstance(asset, GableRoof | HipRoof | HalfHipRoof | CrossGableRoof):
            return Slopes(self.overhang, ((0.0, asset.pitch),))
        return Slopes(self.overhang, ((0.0, 5.0),))

    def facets(self, inset: float = 0.0) -> list[Facet]:
        """The roof's planes, heights above `top`, ending so far inside their edges.

        Raises:
            ValueError: The roof is flat.
        """
        asset = self.resolved[ROOF]
        if self.flat:
            raise ValueError("A flat roof has no planes.")
        if isinstance(asset, ShedRoof):
            return shed_roof(self.plan, self.shed_pitch, self.overhang, self.back, inset)
        verge = asset.verge if isinstance(asset, GableBase) else None
        share = asset.gable_share if isinstance(asset, HalfHipRoof) else 0.0
        return sloped_roof(
            self.plan, self.slopes, gables=self.gables, verge=verge, half_hip=share, inset=inset
        )

    def planes(self, inset: float = 0.0) -> list[Facet]:
        """The roof's planes where they stand, ending so far inside their edges."""
        return [facet.raised(self.top) for facet in self.facets(inset)]

    @cached_property
    def roof(self) -> list[Facet]:
        """The planes out to the edge of the covering; nothing when the roof is flat."""
        return [] if self.flat else self.facets()

    @cached_property
    def back(self) -> int:
        """The longest side that looks to the back."""
        facing = [e for e in self.plan.edges if float(e.out[1]) > 0.9]
        return max(facing, key=lambda edge: edge.length).number

    @cached_property
    def shed_pitch(self) -> float:
        """Slope of a shed roof, degrees; less over a deep plan."""
        asset = self.resolved[ROOF]
        assert isinstance(asset, ShedRoof)
        deep = float(np.ptp(self.plan.points[:, 1]))
        return min(asset.shed_pitch, math.degrees(math.atan(1.5 / deep)))

    @cached_property
    def parapet(self) -> float:
        """Height of a flat roof's parapet above `top`, metres."""
        asset = self.resolved[ROOF]
        return asset.parapet_height if isinstance(asset, FlatRoof) else 0.0

    @cached_property
    def wall_tops(self) -> tuple[Floats, ...]:
        """For each side `(k, 2)` metres along it and height of its wall's upper edge."""
        lines = []
        for edge in self.plan.edges:
            if self.flat:
                high = self.top + self.parapet
                lines.append(np.array([[0.0, high], [edge.length, high]]))
                continue
            line = lowest_over(self.roof, edge.start, edge.end)
            line[0, 0], line[-1, 0] = 0.0, edge.length
            lines.append(line + np.array([0.0, self.top - 0.003]))
        return tuple(lines)

    @cached_property
    def peak(self) -> float:
        """Height of the highest ridge without its covering, metres."""
        if self.flat:
            return self.top + self.parapet
        return self.top + max(float(facet.points[:, 2].max()) for facet in self.roof)

    @cached_property
    def depth(self) -> float:
        """Height of the roof's body at its edge, metres."""
        return self.resolved[ROOF].roof_depth

    # What stands in and before it

    def fit(self, nested: Resolved, slot: Slot[Any], **values: Value) -> Resolved:
        """A nested model with values that the house derives, which are noted for the record."""
        return self.note(nested.fitted(slot, **values))

    def note(self, nested: Resolved) -> Resolved:
        """Remember what of a nested model the house has chosen; of several, that of the first."""
        for value in nested.derived:
            self.derived.setdefault(value.key, value)
        return nested

    # Materials

    def trim(self, slot: Slot[Any], name: str) -> Material:
        """What boards, posts and fascias are made of."""
        return self.material(slot, name, self.trim_finish)

    @cached_property
    def covering(self) -> Covering:
        """What lies on the roofs."""
        return self.resolved[ROOFING].covering(partial(self.material, ROOFING), ROOFING.name)

    @cached_property
    def boards(self) -> Boards:
        """Fascia, bargeboards and soffit."""
        material = self.trim(EAVES, "Fascia")
        return Boards(material, self.resolved[EAVES].board_thickness, EAVES.name)

    @cached_property
    def trim_finish(self) -> str:
        """The finish of boards, posts and fascias."""
        asset = self.resolved[EAVES]
        assert isinstance(asset, ClosedEaves | OpenEaves)
        return asset.trim
