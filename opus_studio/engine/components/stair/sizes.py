"""Sizes of a stair's steps and of what carries them, derived from its values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.carriage_assets import CARRIAGE, CarriageKind
from opus_studio.engine.components.stair.plan import risers_for
from opus_studio.engine.components.stair.step_assets import STEPS

Carriage: TypeAlias = CarriageKind | Literal["solid"]
"""What carries the steps."""

HOUSED = 0.012
"""How deep treads and risers are let into closed strings, metres."""

OVERHANG = 0.03
"""How far treads project over the outer face of cut strings, metres."""

RISER = 0.018
"""Thickness of a wooden riser, metres."""

FACING = 0.02
"""Thickness of stone before a riser, metres."""

CAPPING_TOP = 0.017
"""How far the capping stands above a closed string, across the slope, metres."""

FRAME_DEPTH = 0.2
"""Height of the frame below a landing's boards, metres."""

_HEADROOM = 2.0


@dataclass(frozen=True)
class Sizes(BuildContext):
    """Sizes of steps and of what carries them, derived from the values of a stair."""

    @cached_property
    def height(self) -> float:
        """From floor to floor, metres."""
        return self.resolved[LAYOUT].stair_height

    @cached_property
    def going(self) -> float:
        """From riser to riser, on the walking line of a spiral; metres."""
        layout = self.resolved[LAYOUT]
        if not layout.is_spiral:
            return layout.going
        # Who climbs must pass below the landing: narrow spirals turn quickly.
        around = math.radians(360.0 - layout.platform_angle) * self.walking
        return min(layout.going, max(0.63 / (1.0 + 2.0 * _HEADROOM / around), 0.22))

    @cached_property
    def walking(self) -> float:
        """Radius of the walking line of a spiral: two thirds of the width out; metres."""
        layout = self.resolved[LAYOUT]
        return layout.column_diameter / 2.0 + 2.0 / 3.0 * self.width

    @cached_property
    def risers(self) -> int:
        """How many risers there are from floor to floor."""
        return risers_for(self.height, self.going)

    @cached_property
    def rise(self) -> float:
        """Height of a riser, metres."""
        return self.height / self.risers

    @cached_property
    def slope(self) -> float:
        """Rise for each metre of run."""
        return self.rise / self.going

    @cached_property
    def cosine(self) -> float:
        """Of the pitch: what is measured across the slope against upright."""
        return 1.0 / math.hypot(1.0, self.slope)

    @cached_property
    def pitch(self) -> float:
        """Degrees."""
        return math.degrees(math.atan(self.slope))

    @cached_property
    def width(self) -> float:
        """Of a flight over steps and strings, metres."""
        return self.resolved[LAYOUT].width

    @cached_property
    def thick(self) -> float:
        """Thickness of a tread, or of what covers a solid body; metres."""
        return self.resolved[STEPS].thickness

    @cached_property
    def nosing(self) -> float:
        """How far a tread projects, metres."""
        return self.resolved[STEPS].projection

    @cached_property
    def riser_thick(self) -> float:
        """Thickness of a riser board; 0 where there is none; metres."""
        return RISER if self.resolved[STEPS].has_riser_boards else 0.0

    @cached_property
    def solid(self) -> bool:
        """Cast or built in one body."""
        return self.resolved[STEPS].is_solid

    @cached_property
    def carriage(self) -> Carriage:
        """What carries the steps."""
        return "solid" if self.solid else self.resolved[CARRIAGE].kind

    @cached_property
    def cover_depth(self) -> float:
        """How thick the ends of steps are, to which discs are screwed; metres."""
        return 0.1 if self.solid else self.thick

    @cached_property
    def string(self) -> float:
        """Thickness of a string or plate, 0 where there is none; metres."""
        return 0.0 if self.solid else self.resolved[CARRIAGE].thickness

    @cached_property
    def step_width(self) -> float:
        """Length of a tread, metres."""
        if self.carriage == "closed":
            return self.width - 2.0 * self.string + 2.0 * HOUSED
        if self.carriage == "plates":
            return self.width - 2.0 * self.string - 0.0008
        return self.width

    @cached_property
    def string_face(self) -> float:
        """Of a string's outer face from the middle of the flight, metres."""
        return self.width / 2.0 - (OVERHANG if self.carriage == "cut" else 0.0)

    @cached_property
    def soffit(self) -> str:
        """What closes the flight from below: `boards`, `plaster` or `none`."""
        hidden = self.resolved[STEPS].is_open or self.solid
        return "none" if hidden else self.resolved[CARRIAGE].soffit

    @cached_property
    def low(self) -> float:
        """Of a string's or slab's lower edge over the line through the risers' feet, metres."""
        corner = -self.thick - self.slope * self.riser_thick
        if self.carriage == "closed":
            return corner - 0.04 / self.cosine
        if self.carriage == "cut":
            return corner - 0.1 / self.cosine
        if self.carriage == "plates":
            return corner - 0.02 / self.cosine
        steps = self.resolved[STEPS]
        waist = steps.body_depth
        return -waist / self.cosine

    @cached_property
    def high(self) -> float:
        """Of a closed string's upper edge over the line through the risers' feet, metres."""
        asset = self.resolved[CARRIAGE]
        nosings = self.rise + self.slope * self.nosing
        if self.carriage == "plates":
            return max(self.low + asset.plate_height / self.cosine, nosings + 0.012)
        return nosings + asset.string_margin / self.cosine

    @cached_property
    def capped(self) -> bool:
        """There is a capping on closed strings."""
        return self.carriage == "closed" and self.resolved[CARRIAGE].capping

    def line(self, x: float) -> float:
        """Height of the line of the nosings over a flight's foot, metres."""
        return self.rise + self.slope * (x + self.nosing)
