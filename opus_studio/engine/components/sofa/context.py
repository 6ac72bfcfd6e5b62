"""What every part of a sofa is made with: its values, materials and main sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.color import Color
from opus_studio.engine.color import color as named_color
from opus_studio.engine.components.sofa.assets import (
    ARM,
    BACK,
    LAYOUT,
    Arm,
    ButtonedBack,
    ChesterfieldLayout,
    CushionBack,
    ModularLayout,
    TightBack,
)
from opus_studio.engine.components.sofa.soft_assets import (
    COVER,
    LEGS,
    SEAT,
)
from opus_studio.engine.geometry import merge, with_uv_offset
from opus_studio.engine.scene import Material, Mesh, Part
from opus_studio.engine.schema import Slot

CORD = 0.0045
"""Radius of the piping, metres."""

SINK = 0.042
"""How far back cushions stand below the seat cushions' crowns, metres."""


@dataclass(frozen=True)
class SofaContext(BuildContext):
    """A sofa being made.

    Attributes:
        resolved: The resolved values.
    """

    # Materials

    def cover(self, slot: Slot[Any], name: str) -> Material:
        """The upholstery, in the colour asked for the slot, the upholstery or the model."""
        finish, _, shade = self._cover_finish.partition("/")
        own = self._own_color(slot)
        name = "Upholstery" if own is None else name
        asked = own if own is not None else self.resolved.color(COVER)
        color = asked if asked is not None else (named_color(shade) if shade else None)
        return self._shared(Material(name, finish, color))

    def piping(self, slot: Slot[Any], name: str) -> Material:
        """What the cords are covered with."""
        if self.resolved[COVER].piping != "contrast":
            return self.cover(slot, name)
        finish, _, shade = self.resolved[COVER].piping_finish.partition("/")
        return self._shared(Material("Piping", finish, named_color(shade)))

    def soft(
        self, slot: Slot[Any], name: str, body: Mesh, cords: Mesh | None, key: str
    ) -> tuple[Part, ...]:
        """Body and cords as parts, cut from the cover at a place of their own."""
        offset = self.resolved.stream(f"cut {key}").random(2) * 8.0
        fabric = self.cover(slot, name)
        body = with_uv_offset(body, offset)
        if cords is None or not len(cords.triangles):
            return (Part(body, fabric),)
        trim = self.piping(slot, name)
        if trim == fabric:
            return (Part(merge(body, cords), fabric),)
        return (Part(body, fabric), Part(cords, trim))

    def _shared(self, made: Material, group: str = "") -> Material:
        """Materials of one name are numbered: each slot may have a colour of its own."""
        taken = sum(m.name.startswith(made.name) for m in self._materials.values())
        name = f"{made.name} {taken + 1}" if taken else made.name
        return super()._shared(replace(made, name=name), group)

    def _own_color(self, slot: Slot[Any]) -> Color | None:
        names = (self.resolved.assets[slot.name].name, slot.name)
        return next((self.resolved.colors[n] for n in names if n in self.resolved.colors), None)

    @cached_property
    def _cover_finish(self) -> str:
        return self.resolved[COVER].finish_name

    @cached_property
    def cord(self) -> float:
        """Radius of the piping; 0 without."""
        return 0.0 if self.resolved[COVER].piping == "none" else CORD

    @property
    def soft_detail(self) -> int:
        """Of cushions, which are many: one level lower."""
        return max(self.resolved.detail - 1, 0)

    @property
    def seat_detail(self) -> int:
        """Of seat cushions: the seven and more of a large corner sofa are coarser."""
        layout = self.resolved[LAYOUT]
        large = isinstance(layout, ModularLayout) and (
            layout.sofa_modular_overall_width + layout.sofa_modular_overall_length > 5.6
        )
        return 0 if large else self.soft_detail

    # Sizes, metres

    @cached_property
    def depth(self) -> float:
        """Of the body without a chaise."""
        return self.resolved[LAYOUT].overall_depth

    @cached_property
    def height(self) -> float:
        """Of the back."""
        return self.resolved[LAYOUT].overall_height

    @cached_property
    def ground(self) -> float:
        """Underside of the body over the floor: the height of legs or plinth."""
        return self.resolved[LEGS].ground(self.deck)

    @cached_property
    def seat_top(self) -> float:
        """Top of the seat cushions."""
        return self.resolved[LAYOUT].seat_height

    @cached_property
    def cushion(self) -> float:
        """Thickness of the seat cushions: as asked for, as far as a rail of 0.09 m stays below."""
        room = self.seat_top - self.resolved[LEGS].clear - 0.09
        return min(self.resolved[SEAT].seat_cushion_thickness, room)

    @cached_property
    def deck(self) -> float:
        """Top of the body below the cushions."""
        return self.seat_top - self.cushion

    @cached_property
    def slope(self) -> float:
        """Tangent of the back's lean."""
        degrees = self.resolved[BACK].recline
        return math.tan(math.radians(min(degrees, 6.0) if self.is_chesterfield else degrees))

    @cached_property
    def frame_top(self) -> float:
        """Height of the back's frame, which loose cushions overtop."""
        back = self.resolved[BACK]
        if isinstance(back, CushionBack) and not self.is_chesterfield:
            return max(self.height - back.cushion_rise, self.seat_top + 0.16)
        return self.height

    @cached_property
    def is_chesterfield(self) -> bool:
        """Back and arms are one buttoned sweep."""
        return isinstance(self.resolved[LAYOUT], ChesterfieldLayout)

    @cached_property
    def is_modular(self) -> bool:
        """A corner of modules."""
        return isinstance(self.resolved[LAYOUT], ModularLayout)

    @cached_property
    def has_cushions(self) -> bool:
        """Loose cushions stand before the back."""
        return isinstance(self.resolved[BACK], CushionBack) and not self.is_chesterfield

    @cached_property
    def back_cushion(self) -> float:
        """Thickness of the loose back cushions, 0 without: what leaves a seat 0.46 m deep."""
        back = self.resolved[BACK]
        if not isinstance(back, CushionBack) or self.is_chesterfield:
            return 0.0
        room = self.depth - 0.12 - self.slope * (self.frame_top - self.seat_top) - 0.46
        return min(back.back_cushion_thickness, max(room, 0.11))

    @cached_property
    def back_top(self) -> float:
        """Thickness of the back at its upper edge."""
        if self.has_cushions:
            return 0.12
        lean = self.slope * (self.frame_top - self.seat_top)
        seat = min(max(self.depth - 0.30, 0.54), 0.66)
        return min(max(self.depth - seat - lean, 0.11), 0.2)

    def inside(self, y: float) -> float:
        """How far the inside of the back stands before the sofa's rear, at a height."""
        return self.back_top + self.slope * (self.frame_top - y)

    @cached_property
    def front_of_back(self) -> float:
        """How far before the rear one leans against something, at the seat's height."""
        if self.is_chesterfield:
            return max(self.arm_width, 0.16) + self.slope * (self.height - self.seat_top)
        back = self.resolved[BACK]
        padding = back.button_pull if isinstance(back, ButtonedBack) else 0.0
        padding = back.fullness if isinstance(back, TightBack) else padding
        padding += self.back_cushion / math.cos(math.atan(self.slope))
        return self.inside(self.seat_top) + padding

    @cached_property
    def arm(self) -> Arm | None:
        """The arm, or None for a sofa without."""
        asset = self.resolved[ARM]
        return asset if isinstance(asset, Arm) else None

    @cached_property
    def arm_width(self) -> float:
        """0 without arms."""
        return self.arm.arm_width if self.arm else 0.0

    @cached_property
    def arm_height(self) -> float:
        """Of the arm's front, at most that of the back's frame."""
        return min(self.arm.arm_height, self.frame_top) if self.arm else 0.0
