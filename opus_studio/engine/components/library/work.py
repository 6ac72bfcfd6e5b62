"""What every part of a bookcase is made with: its values, materials, cuts and compartments."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import Cut, cutter
from opus_studio.engine.color import Color
from opus_studio.engine.color import color as named_color
from opus_studio.engine.components.library.assets import LAYOUT
from opus_studio.engine.components.library.trim_assets import (
    BASE,
    FeetBase,
    PlinthBase,
    SkirtingBase,
)
from opus_studio.engine.scene import Material, Node
from opus_studio.engine.schema import Resolved, Slot

SKIRTING: float = 0.016
"""Thickness of a moulded base, metres."""

FRAME: float = 0.02
"""Thickness of a face frame, metres."""


@dataclass(frozen=True)
class Cell:
    """A compartment to be filled.

    Attributes:
        x: Clear width from left to right, metres.
        y: From the shelf's top to what is above, metres.
        front: z of the shelf's front edge.
        depth: Usable, metres.
        low: The lowest compartments of a case take the heaviest books.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    front: float
    depth: float
    low: bool = False

    @property
    def width(self) -> float:
        """Clear width, metres."""
        return self.x[1] - self.x[0]

    @property
    def height(self) -> float:
        """Clear height, metres."""
        return self.y[1] - self.y[0]


@dataclass
class Made:
    """What a layout is made of.

    Attributes:
        case: Branches whose bounding box is the overall size.
        fronts: Doors and drawers.
        cells: What can be filled.
        beside: Branches that do not count in the size.
    """

    case: list[Node] = field(default_factory=list)
    fronts: list[Node] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    beside: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """A bookcase being made.

    Attributes:
        values: The resolved values.
        fine: Edges are rounded and fittings finely turned; a case of many parts has chamfers.
    """

    values: Resolved
    fine: bool = True
    _materials: dict[tuple[str, str, Color | None], Material] = field(default_factory=dict)

    @cached_property
    def width(self) -> float:
        """Overall width, metres."""
        return self.values[LAYOUT].overall_width

    @cached_property
    def height(self) -> float:
        """Overall height, metres."""
        return self.values[LAYOUT].overall_height

    @cached_property
    def depth(self) -> float:
        """Overall depth, metres."""
        return self.values[LAYOUT].overall_depth

    @cached_property
    def board(self) -> float:
        """Thickness of sides and shelves, metres."""
        return self.values[LAYOUT].board_thickness

    @cached_property
    def bottom(self) -> float:
        """Height of the lowest board's underside over the floor, metres."""
        base = self.values[BASE]
        most = 0.12 * self.height
        if isinstance(base, PlinthBase):
            return min(base.plinth_height, most)
        if isinstance(base, FeetBase):
            return min(base.foot_height, most)
        if isinstance(base, SkirtingBase):
            return max(self.skirting + 0.012 - self.board, 0.03)
        return 0.008

    @cached_property
    def skirting(self) -> float:
        """Height of a moulded base, metres; 0 for another."""
        base = self.values[BASE]
        if not isinstance(base, SkirtingBase):
            return 0.0
        return min(base.skirting_height, 0.12 * self.height)

    def cut(self, name: str) -> Cut:
        """Where the boards of a part are cut from its finish."""
        return cutter(self.values.stream(name))

    def wood(self, slot: Slot[Any] = LAYOUT, name: str = "Case") -> Material:
        """The case's finish, in the slot's colour where one was asked for."""
        return self.worn(slot, name, self.values[LAYOUT].finish)

    def worn(self, slot: Slot[Any], name: str, finish: str) -> Material:
        """The material of a part; parts of the case that look the same share one."""
        made = self.values.material(slot, name, finish)
        group = "" if slot.takes_model_color else name
        return self._materials.setdefault((group, made.finish, made.color), made)

    def plain(self, name: str, finish: str) -> Material:
        """A material that no colour setting changes: page blocks, pins."""
        base, _, color = finish.partition("/")
        chosen = named_color(color) if color else None
        made = Material(name, base, chosen)
        return self._materials.setdefault((name, base, chosen), made)
