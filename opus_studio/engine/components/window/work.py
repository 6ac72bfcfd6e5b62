"""What every part of a window is made with: its values, materials, cuts and main sizes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from opus_studio.engine.colors import color as named_color
from opus_studio.engine.components.parts.joinery import Cut, cutter
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
from opus_studio.engine.resolve import Resolved
from opus_studio.engine.scene import Color, Material
from opus_studio.engine.spec import Slot

REBATE = 0.012
"""How far a sash laps the frame's stop, metres."""

GAP = 0.003
"""Clearance around a sash, metres."""

SETBACK = 0.006
"""How far the sashes' faces lie behind that of the frame, metres."""


@dataclass(frozen=True)
class Work:
    """A window being made.

    Attributes:
        values: The resolved values.
    """

    values: Resolved
    _materials: dict[tuple[str, Color | None], Material] = field(default_factory=dict)

    @cached_property
    def width(self) -> float:
        """Overall width of the frame, metres."""
        return self.values[FRAME].frame_width

    @cached_property
    def height(self) -> float:
        """Overall height of the frame, metres."""
        return self.values[FRAME].frame_height

    @cached_property
    def depth(self) -> float:
        """Depth of the frame, which stands at -depth..0, metres."""
        return self.values[FRAME].frame_depth

    @cached_property
    def face(self) -> float:
        """Width of the frame's members: as asked for, less in a very small window."""
        return min(self.values[FRAME].face_width, 0.15 * min(self.width, self.height))

    @cached_property
    def edge(self) -> str:
        """How inner edges are worked."""
        return self.values[FRAME].profile

    @cached_property
    def cover(self) -> float:
        """How far a casing laps the frame's face; the hinges' side stays free."""
        return 0.35 * (self.face - REBATE)

    @property
    def detail(self) -> int:
        """Level of detail, 0 to 2."""
        return self.values.detail

    @cached_property
    def opening_angle(self) -> float:
        """How far sashes stand out before the wall, degrees."""
        return float(getattr(self.values[OPENING], "opening_angle", 0.0))

    def cut(self, name: str) -> Cut:
        """Where the boards of a part are cut from its finish."""
        return cutter(self.values.stream(name))

    def joinery(self, slot: Slot[Any], name: str) -> Material:
        """The frame's finish, in the slot's colour where one was asked for."""
        return self.worn(slot, name, self.values[FRAME].finish)

    def metal(self, name: str = "Fittings") -> Material:
        """What handles, hinges and stays are made of."""
        return self.worn(HARDWARE, name, self.values[HARDWARE].handle_finish)

    def worn(self, slot: Slot[Any], name: str, finish: str) -> Material:
        """The material of a part; parts that look the same share one."""
        made = self.values.material(slot, name, finish)
        return self._materials.setdefault((made.finish, made.color), made)

    @cached_property
    def glass(self) -> Material:
        """The panes' material."""
        asset = self.values[GLASS]
        if isinstance(asset, FrostedGlass):
            finish = "frosted_glass"
        elif isinstance(asset, TintedGlass):
            finish = "tinted_glass"
        else:
            finish = "clear_glass"
        return self.values.material(GLASS, "Glass", finish)

    @cached_property
    def sheets(self) -> int:
        """Sheets of glass asked for."""
        return self.values[GLASS].panes

    def plain(self, name: str, finish: str, color: str = "") -> Material:
        """A material that no colour setting changes: gaskets, spacers, lead."""
        chosen = named_color(color) if color else None
        made = Material(name, finish, chosen)
        return self._materials.setdefault((finish, chosen), made)

    @cached_property
    def rail_width(self) -> float:
        """Width of stiles and rails asked for, metres; zero for a fixed light."""
        asset = self.values[OPENING]
        return asset.rail_width if isinstance(asset, SashBase) else 0.0

    @cached_property
    def nose(self) -> float:
        """Width of the mouldings that hold the glass, metres."""
        asset = self.values[OPENING]
        return asset.bead_width if isinstance(asset, FixedOpening) else 0.011
