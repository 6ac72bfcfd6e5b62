"""What every part of a chimney is made with: its sizes, its shafts, its roof and its materials."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.building.chimney import COURSE, rectangle_at, regular
from opus_studio.engine.building.flashing import SUNK, Surface
from opus_studio.engine.components.chimney.assets import (
    CROWN,
    FORM,
    BreastForm,
    ClusterForm,
    CorbelledCrown,
    CorniceCrown,
    DentilCrown,
    FlueForm,
    MasonryBase,
    OversailingCrown,
    SlabCrown,
    StackForm,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material

STONE = "limestone"
"""What dressings of brick and rubble chimneys are made of."""


@dataclass(frozen=True, eq=False)
class Shaft:
    """One upright body of masonry with a crown of its own.

    Attributes:
        plan: `(k, 2)` corners, (x, p).
        foot: Where it stands, metres.
        centre: `(2,)` middle of the plan.
        width: Along x, metres.
        depth: Along z, metres.
        sides: Its flues stand within a square, an octagon (8) or a square on its corner (-4).
    """

    plan: Floats
    foot: float
    centre: tuple[float, float]
    width: float
    depth: float
    sides: int = 4


@dataclass(frozen=True)
class Site:
    """What a building says of the place where a chimney stands.

    Attributes:
        bed: How far a breast is let into its wall, metres.
        foot: How far a shaft runs down below the roof, metres; None as far as it needs.
        material: The building's own masonry to use, or None.
        sunk: How far flashing reaches down into the covering, metres.
    """

    bed: float = 0.0
    foot: float | None = None
    material: Material | None = None
    sunk: float = SUNK


@dataclass(frozen=True)
class ChimneyContext(BuildContext):
    """A chimney being made.

    Attributes:
        site: Where it stands.
    """

    site: Site = field(default_factory=Site)

    @cached_property
    def masonry(self) -> MasonryBase:
        """The form when it is of masonry.

        Raises:
            TypeError: It is a steel flue.
        """
        form = self.resolved[FORM]
        if not isinstance(form, MasonryBase):
            raise TypeError("A steel flue has no masonry.")
        return form

    @cached_property
    def width(self) -> float:
        """Overall, along x, metres."""
        return self.masonry.stack_width

    @cached_property
    def depth(self) -> float:
        """Overall, along z, metres."""
        return self.masonry.stack_depth

    @cached_property
    def top(self) -> float:
        """Height of the crown's top, metres."""
        form = self.resolved[FORM]
        least = self.highest + self.crown_height + 0.3
        if isinstance(form, ClusterForm):
            least = self.base_top + self.crown_height + 0.8
        if isinstance(form, BreastForm):
            least += self.shoulder[1]
        return max(form.stack_height, least)

    @cached_property
    def surface(self) -> Surface:
        """The roof around it."""
        form = self.resolved[FORM]
        if not isinstance(form, StackForm | ClusterForm | FlueForm) or form.foot == "level":
            return Surface(0.0, 0.0, sunk=self.site.sunk)
        pitch = form.roof_pitch
        return Surface(pitch, pitch if form.foot == "ridge" else -pitch, sunk=self.site.sunk)

    @cached_property
    def highest(self) -> float:
        """How high the roof comes up the shaft, metres."""
        return max(self.surface.height(z) for z in (-self.depth / 2.0, 0.0, self.depth / 2.0))

    @cached_property
    def feet(self) -> Floats:
        """`(4,)` height of the corners of the shaft's foot, below the roof, metres."""
        half = self.depth / 2.0
        if self.site.foot is not None:
            return np.full(4, -self.site.foot)
        front, back = self.surface.height(half) - 0.08, self.surface.height(-half) - 0.08
        if self.surface.level:
            return np.zeros(4)
        if self.surface.back > 0.0:
            return np.full(4, min(front, back))
        return np.array([front, front, back, back])

    @cached_property
    def plan(self) -> Floats:
        """The outline of the shaft, or of a cluster's base."""
        return rectangle_at(self.width, self.depth, p=self.middle)

    @cached_property
    def middle(self) -> float:
        """Where the shaft's middle is, p, metres: a breast's back lies in the wall's plane."""
        if isinstance(self.resolved[FORM], BreastForm):
            return -(self.depth - self.site.bed) / 2.0
        return 0.0

    @cached_property
    def shaft_x(self) -> float:
        """Where the shaft's middle is along x, metres."""
        form = self.resolved[FORM]
        if isinstance(form, BreastForm) and form.one_sided:
            return -(self.breast[0] - self.width) / 2.0
        return 0.0

    # A breast

    @cached_property
    def breast(self) -> tuple[float, float]:
        """Width and depth of a breast's foot, its bed in the wall included, metres."""
        form = self.resolved[FORM]
        assert isinstance(form, BreastForm)
        return (max(form.breast_width, self.width), max(form.breast_depth + self.site.bed,
                                                        self.depth))  # fmt: skip

    @cached_property
    def shoulder(self) -> tuple[float, float]:
        """Where a breast begins to narrow and where it has narrowed, metres."""
        form = self.resolved[FORM]
        assert isinstance(form, BreastForm)
        wide, deep = self.breast
        run = (wide - self.width) * (1.0 if form.one_sided else 0.5)
        slope = {"sloped": 1.2, "tumbled": 1.9, "stepped": 1.5}[form.shoulders]
        rise = max(run * slope, (deep - self.depth) * 1.4, 0.075)
        room = form.stack_height - self.crown_height - 0.6
        low = min(form.shoulder_share * form.stack_height, max(room - rise, 0.8))
        return low, low + rise

    # A cluster

    @cached_property
    def base_top(self) -> float:
        """Where the base of a cluster ends, metres."""
        form = self.resolved[FORM]
        assert isinstance(form, ClusterForm)
        return self.highest + max(form.base_share * (form.stack_height - self.highest), 0.36)

    @cached_property
    def shafts(self) -> tuple[Shaft, ...]:
        """The bodies that carry crowns."""
        form = self.resolved[FORM]
        if not isinstance(form, ClusterForm):
            plan = rectangle_at(self.width, self.depth, self.shaft_x, self.middle)
            foot = self.shoulder[1] if isinstance(form, BreastForm) else 0.0
            return (Shaft(plan, foot, (self.shaft_x, self.middle), self.width, self.depth),)
        room = self.width - 0.06
        count = min(form.shafts, max(1, int(room / 0.36)))
        pitch = room / count
        across = min(pitch - 0.1, self.depth - 0.06)
        places = (np.arange(count) - (count - 1) / 2.0) * pitch
        made = []
        for x in places.tolist():
            if form.plan == "diagonal":
                plan, sides = regular(4, across / 2**0.5, x, turn=0.0), -4
            elif form.plan == "octagonal":
                plan, sides = regular(8, 0.94 * across, x), 8
            else:
                plan, sides = rectangle_at(0.86 * across, 0.86 * across, x), 4
            wide = float(np.ptp(plan[:, 0]))
            made.append(Shaft(plan, self.base_top, (x, 0.0), wide, wide, sides))
        return tuple(made)

    @cached_property
    def spread(self) -> float:
        """How far a crown may stand out before it meets its neighbour, metres."""
        if len(self.shafts) < 2:
            return 0.3
        a, b = self.shafts[:2]
        gap = b.centre[0] - a.centre[0] - (a.width + b.width) / 2.0
        # A square on its corner moves its corner by more than its sides.
        return (gap / 2.0 - 0.008) / (2**0.5 if a.sides == -4 else 1.0)

    # Heights

    @cached_property
    def crown_height(self) -> float:
        """From the crown's foot to its top, metres."""
        asset = self.resolved[CROWN]
        if isinstance(asset, OversailingCrown):
            return COURSE * (asset.oversailing_courses + 2)
        if isinstance(asset, CorbelledCrown):
            return COURSE * (2 * self.corbels + asset.blocking_courses - 1)
        if isinstance(asset, DentilCrown):
            return COURSE * (asset.blocking_courses + 3)
        if isinstance(asset, SlabCrown):
            return asset.cap_thickness
        if isinstance(asset, CorniceCrown):
            return asset.cornice_height + 0.1
        return 0.0

    @cached_property
    def corbels(self) -> int:
        """Courses that a corbelled crown steps out by: a short stack has no room for many."""
        asset, form = self.resolved[CROWN], self.resolved[FORM]
        assert isinstance(asset, CorbelledCrown)
        if isinstance(form, BreastForm):
            return asset.corbels
        foot = self.base_top if isinstance(form, ClusterForm) else self.highest
        room = 0.4 * (form.stack_height - foot) / COURSE
        return max(1, min(asset.corbels, int((room - asset.blocking_courses + 1) / 2)))

    @cached_property
    def neck(self) -> float:
        """Where the crown begins, metres."""
        return self.top - self.crown_height

    def uv(self, name: str) -> tuple[float, float]:
        """Where a piece of masonry is cut, metres: courses count down from the crown's top."""
        along, up = self.uv_offsets(name, 1)[0].tolist()
        return round(along / 0.225) * 0.225, round(up / 0.15) * 0.15 - self.top

    def joint(self, y: float) -> float:
        """The height of the joint nearest to a height, metres."""
        return self.top - round((self.top - y) / COURSE) * COURSE

    # Materials

    @cached_property
    def body(self) -> Material:
        """What the shaft is made of."""
        if self.site.material is not None and self.resolved.color(FORM) is None:
            return self.site.material
        form = self.masonry
        assert isinstance(form, StackForm | ClusterForm | BreastForm)
        return self.material(FORM, "Chimney", form.masonry)

    @cached_property
    def brick(self) -> bool:
        """Whether it is laid in courses of brick."""
        return self.body.finish.endswith("brick")

    @cached_property
    def dressing(self) -> Material:
        """What copings, slopes and quoins are made of."""
        if self.body.finish == "concrete":
            return self.fixed_material("Chimney dressings", "concrete")
        rubble = self.body.finish == "stone_rubble"
        return self.fixed_material("Chimney dressings", f"{STONE}/stone" if rubble else STONE)
