"""The layouts of a stair: straight, with a quarter or a half turn, spiral.

Sizes keep the step formula of Blondel (1675), 2R + T = 0.60 to 0.66 m, as DIN 18065 asks for it;
risers of 0.15 to 0.22 m and goings of 0.22 to 0.30 m are those of private stairs in Approved
Document K (table 1.1). Flights are 0.70 to 1.80 m wide, between the least width of a secondary
stair in DIN 18065 and the widest that needs no middle rail (Approved Document K, 1.15).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from opus_studio.engine.schema import Asset, Slot, angle, choice, count, flag, length, ratio, tagged

STAIR_STYLES: Final = ("simple", "modern", "classic", "rustic", "industrial", "scandinavian")
"""The styles that a stair knows."""


@dataclass(frozen=True)
class LayoutBase(Asset):
    """What every layout has."""

    stair_height: float = length(
        2.8,
        2.2,
        4.2,
        "From floor to floor: the level of the top step.",
        typical=(2.6, 3.0),
        tags=tagged(small=(2.35, 2.55), medium=(2.65, 2.9), large=(3.0, 3.6)),
        correlated_with="size",
    )
    going: float = length(
        0.26,
        0.22,
        0.30,
        "Going from riser to riser, on the walking line where steps wind.",
        step=0.005,
        typical=(0.24, 0.28),
        tags=tagged(small=(0.22, 0.24), medium=(0.25, 0.27), large=(0.27, 0.29)),
        correlated_with="size",
    )

    is_spiral: ClassVar[bool] = False
    """Steps wind around a column."""
    is_turned: ClassVar[bool] = False
    """Two flights with a turn between them."""
    is_half_turn: ClassVar[bool] = False
    """The flights lie side by side."""

    @property
    def sides(self) -> tuple[float, ...]:
        """The signs of z at which a balustrade stands: -1 left, +1 right."""
        raise NotImplementedError

    @property
    def width(self) -> float:
        """Of a flight over steps and strings, metres."""
        raise NotImplementedError

    @property
    def wall_rail(self) -> bool:
        """A handrail on brackets at a side without balustrade."""
        return False

    @property
    def turn(self) -> str:
        """To which side one turns on the way up."""
        return "left"

    @property
    def split(self) -> float:
        """Share of the steps in the lower flight."""
        return 1.0

    @property
    def landing_posts(self) -> bool:
        """Posts from the floor to the landing."""
        return False

    @property
    def corner(self) -> str:
        """What lies in a turn: `landing` or `winders`."""
        return "landing"

    @property
    def well(self) -> float:
        """Between the flights of a half turn, metres."""
        return 0.0

    @property
    def landing_depth(self) -> float:
        """Depth of the landing against the flight's width."""
        return 1.0

    @property
    def spiral_diameter(self) -> float:
        """Over the steps of a spiral, metres."""
        return 0.0

    @property
    def column_diameter(self) -> float:
        """Of the column of a spiral, metres."""
        return 0.0

    @property
    def platform_angle(self) -> float:
        """How far around a spiral's landing reaches, degrees."""
        return 0.0

    @property
    def posts(self) -> int:
        """Balusters at each step of a spiral, at least."""
        return 1


@dataclass(frozen=True)
class FlightLayout(LayoutBase):
    """What layouts of straight flights have."""

    flight_width: float = length(
        0.95,
        0.7,
        1.8,
        "Width of a flight over its steps and strings.",
        typical=(0.85, 1.1),
        tags=tagged(small=(0.74, 0.84), medium=(0.88, 1.05), large=(1.2, 1.6)),
        correlated_with="size",
    )
    guard: str = choice(
        "both",
        ("both", "left", "right", "none"),
        "Which sides have a balustrade, seen by one who climbs; the others stand at a wall.",
        typical=("both", "left", "right"),
    )
    wall_rail: bool = flag(False, "A handrail on brackets at a side without balustrade.")

    @property
    def sides(self) -> tuple[float, ...]:
        """The signs of z at which a balustrade stands: -1 left, +1 right."""
        return {"both": (-1.0, 1.0), "left": (-1.0,), "right": (1.0,), "none": ()}[self.guard]

    @property
    def width(self) -> float:
        """Metres."""
        return self.flight_width


@dataclass(frozen=True)
class StraightLayout(
    FlightLayout,
    name="stair_layout_straight",
    label="Straight",
    tags=STAIR_STYLES,
):
    """One straight flight."""


@dataclass(frozen=True)
class TurnedLayout(FlightLayout):
    """What layouts with a turn have."""

    turn: str = choice("left", ("left", "right"), "To which side one turns on the way up.")
    split: float = ratio(
        0.5, 0.2, 0.8, "Share of the steps in the lower flight.", typical=(0.35, 0.6)
    )
    landing_posts: bool = flag(
        True, "Posts from the floor to the landing; on a spine there are always.", chance=0.7
    )

    is_turned = True


@dataclass(frozen=True)
class LShapeLayout(
    TurnedLayout,
    name="stair_layout_l_shape",
    label="L-shape",
    tags=STAIR_STYLES,
):
    """Two flights at a right angle, with a quarter landing or winders between them."""

    corner: str = choice(
        "landing",
        ("landing", "winders"),
        "A level quarter landing, or winders (not on a middle spine, which carries a landing).",
        tags=tagged(modern=("landing",), industrial=("landing",)),
    )


@dataclass(frozen=True)
class UShapeLayout(
    TurnedLayout,
    name="stair_layout_u_shape",
    label="U-shape",
    tags=STAIR_STYLES,
    weight=0.8,
):
    """Two flights side by side with a half landing between them."""

    well: float = length(
        0.16, 0.14, 0.5, "Width of the open well between the flights.", typical=(0.14, 0.25)
    )
    landing_depth: float = ratio(
        1.0, 1.0, 1.4, "Depth of the landing against the flight's width.", typical=(1.0, 1.15)
    )

    is_half_turn = True


@dataclass(frozen=True)
class SpiralLayout(
    LayoutBase,
    name="stair_layout_spiral",
    label="Spiral",
    tags=STAIR_STYLES,
    weight=0.5,
):
    """Steps around a column, with a landing at the top."""

    spiral_diameter: float = length(
        1.6,
        1.3,
        2.4,
        "Outer diameter over the steps.",
        typical=(1.4, 1.9),
        tags=tagged(small=(1.3, 1.4), medium=(1.5, 1.8), large=(1.9, 2.3)),
        correlated_with="size",
    )
    column_diameter: float = length(
        0.11, 0.08, 0.2, "Diameter of the column.", step=0.005, typical=(0.1, 0.14)
    )
    turn: str = choice("left", ("left", "right"), "To which side one turns on the way up.")
    platform_angle: float = angle(
        60, 45, 90, "How far around the landing at the top reaches.", typical=(55, 75)
    )
    posts: int = count(
        1, 1, 3, "Balusters at each step, at least; more stand where gaps ask for it."
    )

    is_spiral = True

    @property
    def sides(self) -> tuple[float, ...]:
        """A balustrade stands at the outer side only."""
        return (1.0,)

    @property
    def width(self) -> float:
        """Of the steps from the column out, metres."""
        return (self.spiral_diameter - self.column_diameter) / 2.0


LAYOUT: Slot[LayoutBase] = Slot(
    "stair_layout", StraightLayout, LShapeLayout, UShapeLayout, SpiralLayout, label="Layout"
)
