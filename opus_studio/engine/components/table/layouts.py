"""The layouts of a table: the shape and size of its top.

Heights follow EN 1730 and EN 527 practice (dining 0.72-0.76 m), widths what makers sell: 0.60 m
of edge and 0.40 m of depth for each person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from opus_studio.engine.components.shared.tops import (
    Plan,
    boat_plan,
    elliptic_plan,
    rectangular_plan,
)
from opus_studio.engine.schema import Asset, choice, count, length, ratio, tagged

HEIGHT_SIZES: Final = (0.72, 0.76)


def _height() -> float:
    value: float = length(
        0.75, 0.68, 0.8, "Overall height, floor to top.", step=0.005, typical=HEIGHT_SIZES
    )
    return value


_CRISP: Final = 0.004
"""Radius of corners that are not rounded, metres."""


@dataclass(frozen=True)
class TableLayout(Asset):
    """What every layout tells of its top, whatever its own parameters are called."""

    is_round: ClassVar[bool] = False
    """A circle, or nearly one: bases that have two ends cross in its middle."""
    has_corners: ClassVar[bool] = True
    """The top is a rectangle."""
    extends: ClassVar[bool] = False
    """Leaves lie below the top."""
    takes_end_boards: ClassVar[bool] = False
    """Boards may lie across the ends of the top, and its boards may have eased joints."""

    @property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the closed table, metres."""
        raise NotImplementedError

    def plan(self, *, plain: bool) -> Plan:
        """The outline of the top; `plain` keeps the corners for boards that meet there."""
        width, _, depth = self.size
        return rectangular_plan(width, depth, _CRISP)


@dataclass(frozen=True)
class RectangleLayout(
    TableLayout, name="furniture_table_layouts_rectangle", label="Rectangle", weight=1.6
):
    """A rectangular top."""

    takes_end_boards = True

    rectangle_table_height: float = _height()
    rectangle_table_top_width: float = length(
        1.8,
        0.6,
        3.2,
        "Overall width of the top.",
        typical=(1.2, 2.4),
        tags=tagged(small=(0.75, 1.2), medium=(1.4, 1.9), large=(2.1, 3.0)),
        correlated_with="size",
    )
    rectangle_table_top_depth: float = length(
        0.9,
        0.55,
        1.3,
        "Overall depth of the top.",
        typical=(0.78, 1.0),
        tags=tagged(small=(0.65, 0.8), medium=(0.8, 0.95), large=(0.95, 1.1)),
        correlated_with="size",
    )
    corner_radius: float = length(
        0.01,
        0.0,
        0.15,
        "Radius of the top's corners.",
        step=0.005,
        typical=(0.0, 0.04),
    )

    @property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the table, metres."""
        return (
            self.rectangle_table_top_width,
            self.rectangle_table_height,
            self.rectangle_table_top_depth,
        )

    def plan(self, *, plain: bool) -> Plan:
        """The outline of the top."""
        width, _, depth = self.size
        return rectangular_plan(width, depth, _CRISP if plain else max(self.corner_radius, _CRISP))


@dataclass(frozen=True)
class RoundLayout(TableLayout, name="furniture_table_layouts_round", label="Round"):
    """A circular top."""

    is_round = True
    has_corners = False

    round_table_height: float = _height()
    round_table_top_diameter: float = length(
        1.2,
        0.6,
        1.8,
        "Overall diameter of the top.",
        typical=(0.8, 1.5),
        tags=tagged(small=(0.65, 0.85), medium=(1.0, 1.25), large=(1.4, 1.7)),
        correlated_with="size",
    )

    @property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the table, metres."""
        across = self.round_table_top_diameter
        return across, self.round_table_height, across

    def plan(self, *, plain: bool) -> Plan:
        """The outline of the top."""
        return elliptic_plan(self.round_table_top_diameter, self.round_table_top_diameter)


@dataclass(frozen=True)
class OvalLayout(TableLayout, name="furniture_table_layouts_oval", label="Oval"):
    """A long top with rounded ends: an ellipse, a racetrack or a boat shape."""

    has_corners = False

    oval_table_height: float = _height()
    oval_table_top_width: float = length(
        2.0,
        1.1,
        3.0,
        "Overall width of the top.",
        typical=(1.5, 2.4),
        tags=tagged(small=(1.2, 1.5), medium=(1.7, 2.0), large=(2.3, 2.8)),
        correlated_with="size",
    )
    oval_table_top_depth: float = length(
        1.0,
        0.75,
        1.3,
        "Overall depth of the top.",
        typical=(0.85, 1.15),
        tags=tagged(small=(0.8, 0.9), medium=(0.95, 1.05), large=(1.05, 1.2)),
        correlated_with="size",
    )
    oval_outline: str = choice(
        "ellipse", ("ellipse", "racetrack", "boat"), "The shape seen from above."
    )

    @property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the table, metres; it stays longer than it is deep."""
        wide = self.oval_table_top_width
        return wide, self.oval_table_height, min(self.oval_table_top_depth, 0.85 * wide)

    def plan(self, *, plain: bool) -> Plan:
        """The outline of the top."""
        width, _, depth = self.size
        if self.oval_outline == "racetrack":
            return rectangular_plan(width, depth, depth / 2.0)
        if self.oval_outline == "boat":
            return boat_plan(width, depth)
        return elliptic_plan(width, depth)


@dataclass(frozen=True)
class ExtendableLayout(TableLayout, name="furniture_table_layouts_extendable", label="Extendable"):
    """A draw-leaf table: leaves below the top slide out at the ends and rise level with it."""

    extends = True

    extendable_table_height: float = _height()
    extendable_table_top_width: float = length(
        1.6,
        1.1,
        2.2,
        "Width of the top without leaves.",
        typical=(1.3, 1.8),
        tags=tagged(small=(1.15, 1.3), medium=(1.4, 1.6), large=(1.7, 2.1)),
        correlated_with="size",
    )
    extendable_table_top_depth: float = length(
        0.9,
        0.75,
        1.1,
        "Overall depth of the top.",
        typical=(0.8, 1.0),
        tags=tagged(small=(0.78, 0.85), medium=(0.85, 0.95), large=(0.95, 1.05)),
        correlated_with="size",
    )
    extendable_table_leaves: int = count(2, 1, 2, "Number of leaves.")
    extendable_table_leaf_width: float = length(
        0.45, 0.3, 0.55, "How much each leaf adds; at most what the top hides.", typical=(0.4, 0.5)
    )
    extendable_table_opening: float = ratio(
        0.0,
        0.0,
        1.0,
        "How far the leaves are drawn out; at 1 they stand level with the top.",
        typical=(0.0, 0.0),
        tags=tagged(small=(0.0, 0.0), medium=(0.0, 0.0), large=(1.0, 1.0)),
    )

    @property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the closed table, metres."""
        return (
            self.extendable_table_top_width,
            self.extendable_table_height,
            self.extendable_table_top_depth,
        )
