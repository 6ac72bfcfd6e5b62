"""Balusters, handrail and newels.

Handrails lie 0.90 to 1.10 m above the pitch line (Approved Document K, 1.34; DIN 18065 6.9), and
no gap lets a sphere of 100 mm through (Approved Document K, 1.39).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from opus_studio.engine.components.stair.palette import (
    METALS,
    metal_finish,
    wood_finish,
)
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, tagged


@dataclass(frozen=True)
class RailBase(Asset):
    """What every handrail has."""

    handrail_height: float = length(
        0.92, 0.9, 1.1, "Its upper side above the line of the nosings.", typical=(0.9, 1.0)
    )
    bracket_finish: str = finish(
        "brass", METALS, "The brackets of wall rails.",
        typical=("brass", "steel", "painted_metal/black", "bronze"),
    )  # fmt: skip

    form: ClassVar[Literal["moulded", "round", "square"]] = "square"
    """The shape of its section."""

    @property
    def section(self) -> tuple[float, float]:
        """Width and height, metres."""
        raise NotImplementedError

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        raise NotImplementedError


@dataclass(frozen=True)
class MouldedRail(
    RailBase,
    name="stair_handrail_moulded",
    label="Moulded",
):
    """A moulded section with a round back and hollow flanks."""

    rail_width: float = length(0.062, 0.055, 0.075, "Width.", step=0.001)
    rail_depth: float = length(0.062, 0.05, 0.07, "Height of the section.", step=0.001)
    rail_finish: str = wood_finish(
        "rail", "What the rail is made of.", "classic", "rustic", "simple"
    )

    form = "moulded"

    @property
    def section(self) -> tuple[float, float]:
        """Width and height, metres."""
        return (self.rail_width, self.rail_depth)

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.rail_finish


@dataclass(frozen=True)
class RoundRail(
    RailBase,
    name="stair_handrail_round",
    label="Round",
):
    """A round pole or tube."""

    rail_diameter: float = length(0.045, 0.04, 0.055, "Diameter.", step=0.001)
    rail_finish: str = wood_finish(
        "rail", "What the rail is made of.", "simple", "scandinavian", "industrial", "modern"
    )

    form = "round"

    @property
    def section(self) -> tuple[float, float]:
        """Width and height, metres."""
        return (self.rail_diameter, self.rail_diameter)

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.rail_finish


@dataclass(frozen=True)
class SquareRail(
    RailBase,
    name="stair_handrail_square",
    label="Square",
):
    """A rectangular section with eased edges."""

    rail_width: float = length(0.055, 0.04, 0.08, "Width.", step=0.001)
    rail_depth: float = length(0.04, 0.03, 0.06, "Height of the section.", step=0.001)
    rail_finish: str = wood_finish(
        "rail", "What the rail is made of.", "modern", "simple", "scandinavian", "industrial"
    )

    @property
    def section(self) -> tuple[float, float]:
        """Width and height, metres."""
        return (self.rail_width, self.rail_depth)

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.rail_finish


@dataclass(frozen=True)
class NewelBase(Asset):
    """What every newel has."""

    is_steel: ClassVar[bool] = False
    """A slim post on the steps, not a newel on the floor."""
    form: ClassVar[Literal["square", "turned", "chamfered"]] = "square"
    """How its shaft is worked."""

    @property
    def width(self) -> float:
        """Side or diameter, metres."""
        raise NotImplementedError

    @property
    def cap(self) -> str:
        """What lies on it: `flat`, `pyramid`, `ball` or `acorn`."""
        return "pyramid"

    @property
    def round_post(self) -> bool:
        """A round tube."""
        return False

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        raise NotImplementedError


@dataclass(frozen=True)
class TurnedNewel(
    NewelBase,
    name="stair_newel_turned",
    label="Turned",
):
    """A turned shaft between square blocks, with a ball or an acorn on top."""

    newel_width: float = length(0.095, 0.085, 0.12, "Side of the blocks.", step=0.001)
    cap: str = choice("ball", ("ball", "acorn"), "What stands on it.")
    newel_finish: str = wood_finish("newel", "What the newels are made of.", "classic", "rustic")

    form = "turned"

    @property
    def width(self) -> float:
        """Metres."""
        return self.newel_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.newel_finish


@dataclass(frozen=True)
class SquareNewel(
    NewelBase,
    name="stair_newel_square",
    label="Square",
):
    """A plain square post with a cap."""

    newel_width: float = length(0.09, 0.07, 0.12, "Side of the post.", step=0.001)
    cap: str = choice(
        "flat",
        ("flat", "pyramid"),
        "The cap.",
        tags=tagged(scandinavian=("flat",), simple=("pyramid", "flat")),
    )
    newel_finish: str = wood_finish(
        "newel", "What the newels are made of.", "simple", "scandinavian"
    )

    @property
    def width(self) -> float:
        """Metres."""
        return self.newel_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.newel_finish


@dataclass(frozen=True)
class ChamferedNewel(
    NewelBase,
    name="stair_newel_chamfered",
    label="Chamfered",
):
    """A square post with stopped chamfers and a pyramid."""

    newel_width: float = length(0.1, 0.085, 0.13, "Side of the post.", step=0.001)
    newel_finish: str = wood_finish("newel", "What the newels are made of.", "rustic")

    form = "chamfered"

    @property
    def width(self) -> float:
        """Metres."""
        return self.newel_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.newel_finish


@dataclass(frozen=True)
class SteelPost(
    NewelBase,
    name="stair_newel_steel",
    label="Steel post",
):
    """A slim steel post on a foot plate."""

    post_width: float = length(0.045, 0.035, 0.06, "Side or diameter of the post.", step=0.001)
    round_post: bool = flag(False, "A round tube.", chance=0.35)
    post_finish: str = metal_finish("The posts.", "modern", "industrial")

    is_steel = True

    @property
    def width(self) -> float:
        """Metres."""
        return self.post_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.post_finish


HANDRAIL: Slot[RailBase] = Slot(
    "stair_handrail", MouldedRail, RoundRail, SquareRail, label="Handrail"
)
NEWEL: Slot[NewelBase] = Slot(
    "stair_newel", TurnedNewel, SquareNewel, ChamferedNewel, SteelPost, label="Newels"
)
