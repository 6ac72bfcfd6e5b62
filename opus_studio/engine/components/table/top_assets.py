"""The tops of a table: boards, veneer, stone, glass.

Solid tops are 22-45 mm thick, veneered ones 18-30 mm, stone 20-30 mm, toughened glass 10-15 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from opus_studio.engine.components.table.palette import (
    GLASSES,
    STONES,
    TOP_WOODS,
    stones,
    tops,
)
from opus_studio.engine.schema import Asset, choice, finish, flag, length, tagged


def _edge(default: str, *styles: str) -> str:
    by_style = {
        "modern": ("underbevel", "square"),
        "simple": ("eased", "square"),
        "classic": ("ogee", "bullnose"),
        "rustic": ("eased",),
        "industrial": ("square", "eased"),
        "scandinavian": ("underbevel", "bullnose", "eased"),
    }
    value: str = choice(
        default,
        ("square", "eased", "bullnose", "underbevel", "ogee"),
        "How the edge of the top is worked.",
        tags={style: by_style[style] for style in styles},
    )
    return value


_PLANK = ("simple", "classic", "rustic", "industrial", "scandinavian")


@dataclass(frozen=True)
class TableTop(Asset):
    """What every top tells of itself, whatever it is made of."""

    is_slab: ClassVar[bool] = False
    """Of stone or glass: nothing is screwed to it, so rails carry it."""
    is_veneered: ClassVar[bool] = False
    """Leaves from one log lie side by side, all of one width."""

    if TYPE_CHECKING:  # each declares its own range and choices

        @property
        def thickness(self) -> float:
            """Metres."""

        @property
        def finish(self) -> str:
            """What it is made of."""

    @property
    def edge_profile(self) -> str:
        """How the edge is worked."""
        return "square"

    @property
    def strip_width(self) -> float:
        """Of its boards or leaves of veneer, metres; 0 for a sheet without joints."""
        return 0.0

    @property
    def has_end_boards(self) -> bool:
        """Boards lie across its ends where the layout takes them."""
        return False

    @property
    def has_grooves(self) -> bool:
        """Its boards have eased joints where the layout takes them."""
        return False


@dataclass(frozen=True)
class PlankTop(
    TableTop, name="furniture_table_top_planks", label="Solid boards", tags=_PLANK, weight=2.0
):
    """Solid boards glued side by side, each with a grain of its own."""

    thickness: float = length(
        0.03,
        0.02,
        0.06,
        "Thickness of the boards.",
        step=0.001,
        typical=(0.025, 0.04),
        tags=tagged(
            simple=(0.024, 0.03),
            classic=(0.025, 0.032),
            rustic=(0.038, 0.052),
            industrial=(0.034, 0.05),
            scandinavian=(0.022, 0.028),
        ),
    )
    board_width: float = length(
        0.12,
        0.06,
        0.3,
        "Width of a board.",
        step=0.005,
        typical=(0.09, 0.18),
        tags=tagged(
            simple=(0.08, 0.12),
            classic=(0.12, 0.18),
            rustic=(0.14, 0.22),
            industrial=(0.1, 0.18),
            scandinavian=(0.08, 0.13),
        ),
    )
    breadboard_ends: bool = flag(
        False,
        "Boards across the ends of a rectangular top, which keep it flat.",
        chance=0.2,
        tags=tagged(rustic=0.7, simple=0.1, classic=0.1, industrial=0.15, scandinavian=0.0),
    )
    grooves: bool = flag(
        False,
        "Small grooves along the joints of a rectangular top.",
        chance=0.2,
        tags=tagged(rustic=0.8, simple=0.1, classic=0.0, industrial=0.6, scandinavian=0.0),
    )
    edge: str = _edge("eased", *_PLANK)
    finish: str = finish("oak", TOP_WOODS, "The wood.", tags=tops(*_PLANK))

    @property
    def edge_profile(self) -> str:
        """How the edge is worked."""
        return self.edge

    @property
    def strip_width(self) -> float:
        """Of its boards, metres."""
        return self.board_width

    @property
    def has_end_boards(self) -> bool:
        """Boards lie across its ends."""
        return self.breadboard_ends

    @property
    def has_grooves(self) -> bool:
        """Its boards have eased joints."""
        return self.grooves


_VENEER = ("modern", "simple", "scandinavian", "classic")


@dataclass(frozen=True)
class VeneerTop(TableTop, name="furniture_table_top_veneer", label="Veneer", tags=_VENEER):
    """A thin veneered or painted board, its leaves of veneer laid in sequence."""

    thickness: float = length(
        0.025,
        0.018,
        0.045,
        "Thickness of the board.",
        step=0.001,
        typical=(0.02, 0.03),
    )
    veneer_width: float = length(
        0.3, 0.15, 0.6, "Width of a leaf of veneer.", step=0.01, typical=(0.2, 0.4)
    )
    edge: str = _edge("square", *_VENEER)
    finish: str = finish("walnut", TOP_WOODS, "Veneer or paint.", tags=tops(*_VENEER))

    is_veneered = True

    @property
    def edge_profile(self) -> str:
        """How the edge is worked."""
        return self.edge

    @property
    def strip_width(self) -> float:
        """Of its leaves of veneer, metres."""
        return self.veneer_width


_STONE = ("modern", "classic", "industrial")


@dataclass(frozen=True)
class StoneTop(TableTop, name="furniture_table_top_stone", label="Stone", tags=_STONE, weight=0.7):
    """One slab of stone with polished edges."""

    thickness: float = length(
        0.02,
        0.015,
        0.05,
        "Thickness of the slab.",
        step=0.001,
        typical=(0.02, 0.03),
    )
    edge: str = _edge("eased", *_STONE)
    finish: str = finish("white_marble", STONES, "The stone.", tags=stones(*_STONE))

    is_slab = True

    @property
    def edge_profile(self) -> str:
        """How the edge is worked."""
        return self.edge


_GLASS = ("modern", "industrial")


@dataclass(frozen=True)
class GlassTop(TableTop, name="furniture_table_top_glass", label="Glass", tags=_GLASS, weight=0.5):
    """A plate of toughened glass with ground edges."""

    is_slab = True

    thickness: float = length(
        0.012, 0.008, 0.019, "Thickness of the glass.", step=0.001, typical=(0.01, 0.015)
    )
    finish: str = finish(
        "clear_glass",
        GLASSES,
        "The glass.",
        tags=tagged(
            modern=("clear_glass", "tinted_glass"), industrial=("clear_glass", "tinted_glass")
        ),
    )
