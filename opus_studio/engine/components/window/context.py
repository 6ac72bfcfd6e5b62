"""What every part of a window is made with: its values, materials, cuts and main sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.window.assets import (
    FRAME,
    GLASS,
    HARDWARE,
    OPENING,
    FixedOpening,
    FrostedGlass,
    SashBase,
    TintedGlass,
)
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Slot

REBATE = 0.012
"""How far a sash laps the frame's stop, metres."""

GAP = 0.003
"""Clearance around a sash, metres."""

SETBACK = 0.006
"""How far the sashes' faces lie behind that of the frame, metres."""


@dataclass(frozen=True)
class WindowContext(BuildContext):
    """A window being made."""

    @cached_property
    def width(self) -> float:
        """Overall width of the frame, metres."""
        return self.resolved[FRAME].frame_width

    @cached_property
    def height(self) -> float:
        """Overall height of the frame, metres."""
        return self.resolved[FRAME].frame_height

    @cached_property
    def depth(self) -> float:
        """Depth of the frame, which stands at -depth..0, metres."""
        return self.resolved[FRAME].frame_depth

    @cached_property
    def face(self) -> float:
        """Width of the frame's members: as asked for, less in a very small window."""
        return min(self.resolved[FRAME].face_width, 0.15 * min(self.width, self.height))

    @cached_property
    def edge(self) -> str:
        """How inner edges are worked."""
        return self.resolved[FRAME].profile

    @cached_property
    def cover(self) -> float:
        """How far a casing laps the frame's face; the hinges' side stays free."""
        return 0.35 * (self.face - REBATE)

    @cached_property
    def opening_angle(self) -> float:
        """How far sashes stand out before the wall, degrees."""
        return float(getattr(self.resolved[OPENING], "opening_angle", 0.0))

    def joinery(self, slot: Slot[Any], name: str) -> Material:
        """The frame's finish, in the slot's colour where one was asked for."""
        return self.material(slot, name, self.resolved[FRAME].finish)

    def metal(self, name: str = "Fittings") -> Material:
        """What handles, hinges and stays are made of."""
        return self.material(HARDWARE, name, self.resolved[HARDWARE].handle_finish)

    @cached_property
    def glass(self) -> Material:
        """The panes' material."""
        asset = self.resolved[GLASS]
        if isinstance(asset, FrostedGlass):
            finish = "frosted_glass"
        elif isinstance(asset, TintedGlass):
            finish = "tinted_glass"
        else:
            finish = "clear_glass"
        return self.resolved.material(GLASS, "Glass", finish)

    @cached_property
    def sheets(self) -> int:
        """Sheets of glass asked for."""
        return self.resolved[GLASS].panes

    @cached_property
    def rail_width(self) -> float:
        """Width of stiles and rails asked for, metres; zero for a fixed light."""
        asset = self.resolved[OPENING]
        return asset.rail_width if isinstance(asset, SashBase) else 0.0

    @cached_property
    def nose(self) -> float:
        """Width of the mouldings that hold the glass, metres."""
        asset = self.resolved[OPENING]
        return asset.bead_width if isinstance(asset, FixedOpening) else 0.011
