"""What every part of a balcony is made with: its outline, derived sizes and materials."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.balcony.assets import PLAN, RAILING, BowedPlan, JulietPlan
from opus_studio.engine.components.balcony.parts_assets import (
    SLAB,
    SUPPORT,
    Cantilever,
    ConcreteSlab,
    Consoles,
    GroundPosts,
    IronScrolls,
    KneeBraces,
    SteelSlab,
    StoneSlab,
    TieRods,
    TimberSlab,
)
from opus_studio.engine.components.fence.context import is_chosen
from opus_studio.engine.components.fence.palette import partner
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.schema import Asset

_SUITED: Final[dict[type[Asset], tuple[type[Asset], ...]]] = {
    ConcreteSlab: (Cantilever, Consoles, GroundPosts, TieRods),
    TimberSlab: (KneeBraces, GroundPosts, TieRods),
    SteelSlab: (Cantilever, IronScrolls, GroundPosts, TieRods),
    StoneSlab: (Consoles, IronScrolls),
}
"""What carries which slab, where nobody asked for something else; the first is the usual."""


@dataclass(frozen=True)
class Outline:
    """A plan before the wall z = 0, symmetrical about x = 0.

    Attributes:
        width: Overall, metres.
        depth: Overall, metres.
        bow: Rise of the front's arc, metres; 0 is straight.
    """

    width: float
    depth: float
    bow: float = 0.0

    @property
    def radius(self) -> float:
        """Of the front's arc, metres."""
        return ((self.width / 2.0) ** 2 + self.bow**2) / (2.0 * self.bow)

    def front(self, x: float, inset: float = 0.0) -> float:
        """Z of the front at an x, moved inwards by an inset; metres."""
        if self.bow == 0.0:
            return self.depth - inset
        radius = self.radius - inset
        centre = self.depth - self.radius
        return centre + math.sqrt(max(radius * radius - x * x, 0.0))

    def path(self, inset: float, pieces: int) -> Floats:
        """`(n, 2)` x, z from the wall along the left side, the front and the right side back.

        Args:
            inset: Inwards from the edge, metres.
            pieces: Chords of the front; a straight front is one.
        """
        half = self.width / 2.0 - inset
        count = pieces if self.bow else 1
        if self.bow:
            angles = math.asin(min(half / (self.radius - inset), 1.0))
            xs = (self.radius - inset) * np.sin(np.linspace(-angles, angles, count + 1))
        else:
            xs = np.array([-half, half])
        front = [(float(x), self.front(float(x), inset)) for x in xs]
        return np.array([(-half, 0.0), *front, (half, 0.0)])


@dataclass(frozen=True)
class BalconyContext(BuildContext):
    """A balcony being made."""

    @cached_property
    def plan(self) -> Outline:
        """The slab's outline."""
        plan = self.resolved[PLAN]
        width, depth = float(plan.balcony_width), float(plan.balcony_depth)
        if isinstance(plan, BowedPlan):
            # The sides stay long enough to end the railing, the arc flatter than a half circle.
            return Outline(width, depth, min(plan.bow, 0.55 * depth, 0.3 * width))
        return Outline(width, depth)

    @property
    def juliet(self) -> bool:
        """Whether nobody stands on it."""
        return isinstance(self.resolved[PLAN], JulietPlan)

    @cached_property
    def thick(self) -> float:
        """Thickness of the slab, metres; ledges are thin."""
        wanted = self.resolved[PLAN].slab_thickness
        return min(wanted, 0.14) if self.juliet and not self._set("slab_thickness") else wanted

    def _set(self, name: str) -> bool:
        key = f"{self.resolved[PLAN].name}/{name}"
        return any(v.key == key and v.origin.value != "random" for v in self.resolved.values)

    @cached_property
    def soffit(self) -> float:
        """Level at which supports meet the slab, metres: scallops hang down below the joists."""
        slab = self.resolved[SLAB]
        scalloped = isinstance(slab, TimberSlab) and slab.scalloped and self.plan.bow == 0.0
        return 0.34 * (self.thick - 0.028) if scalloped else 0.0

    @cached_property
    def support(self) -> Asset:
        """What carries the slab: as drawn, or what suits the slab."""
        drawn = self.resolved[SUPPORT]
        if is_chosen(self.resolved, SUPPORT):
            return drawn
        kinds = _SUITED[type(self.resolved[SLAB])]
        if self.juliet:
            kinds = tuple(k for k in kinds if k not in (GroundPosts, TieRods, KneeBraces))
            kinds = kinds or (Cantilever,)
        if isinstance(drawn, kinds):
            return drawn
        if kinds[0] is Cantilever:
            return Cantilever()
        return kinds[0](support_finish=self.slab_finish)  # type: ignore[call-arg]

    @cached_property
    def slab_finish(self) -> str:
        """What the slab is made of."""
        return str(getattr(self.resolved[SLAB], "slab_finish"))  # noqa: B009

    @cached_property
    def support_finish(self) -> str:
        """What the supports are made of: as the slab where both are of one kind."""
        own = str(getattr(self.support, "support_finish", self.slab_finish))
        if is_chosen(self.resolved, SUPPORT):
            return own
        slab = self.resolved[SLAB]
        same = (
            isinstance(slab, TimberSlab) and isinstance(self.support, KneeBraces | GroundPosts)
        ) or (isinstance(slab, StoneSlab) and isinstance(self.support, Consoles))
        if same or (isinstance(slab, SteelSlab) and not isinstance(self.support, GroundPosts)):
            return self.slab_finish
        if isinstance(self.support, TieRods | IronScrolls):
            return partner(str(getattr(self.resolved[RAILING], "railing_finish", own)), "metal")
        return own
