"""What every part of a bookcase is made with: its values, materials, cuts and compartments."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.color import color as named_color
from opus_studio.engine.components.bookcase.assets import LAYOUT
from opus_studio.engine.components.bookcase.trim_assets import (
    BASE,
    FeetBase,
    PlinthBase,
    SkirtingBase,
)
from opus_studio.engine.scene import Material, Node
from opus_studio.engine.schema import Slot

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
class BookcaseContext(BuildContext):
    """A bookcase being made.

    Attributes:
        resolved: The resolved values.
        fine: Edges are rounded and fittings finely turned; a case of many parts has chamfers.
    """

    fine: bool = True

    @cached_property
    def width(self) -> float:
        """Overall width, metres."""
        return self.resolved[LAYOUT].overall_width

    @cached_property
    def height(self) -> float:
        """Overall height, metres."""
        return self.resolved[LAYOUT].overall_height

    @cached_property
    def depth(self) -> float:
        """Overall depth, metres."""
        return self.resolved[LAYOUT].overall_depth

    @cached_property
    def board(self) -> float:
        """Thickness of sides and shelves, metres."""
        return self.resolved[LAYOUT].board_thickness

    @cached_property
    def bottom(self) -> float:
        """Height of the lowest board's underside over the floor, metres."""
        base = self.resolved[BASE]
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
        base = self.resolved[BASE]
        if not isinstance(base, SkirtingBase):
            return 0.0
        return min(base.skirting_height, 0.12 * self.height)

    def wood(self, slot: Slot[Any] = LAYOUT, name: str = "Case") -> Material:
        """The case's finish, in the slot's colour where one was asked for."""
        return self.material(slot, name, self.resolved[LAYOUT].finish)

    def material(self, slot: Slot[Any], name: str, finish: str) -> Material:
        """The material of a part; parts of the case that look the same share one."""
        group = "" if slot.takes_model_color else name
        return self._shared(self.resolved.material(slot, name, finish), group)

    def fixed_material(self, name: str, finish: str) -> Material:
        """A material that no colour setting changes: page blocks, pins."""
        base, _, color = finish.partition("/")
        return self._shared(Material(name, base, named_color(color) if color else None), name)
