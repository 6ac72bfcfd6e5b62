"""What carries the steps of a stair: strings of wood, a middle spine, plates of steel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, TypeAlias

from opus_studio.engine.components.stair.palette import METALS, column, every
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, tagged

_STRINGS: Final = tuple(dict.fromkeys((*every("string"), "walnut", "painted_wood/navy")))

CarriageKind: TypeAlias = Literal["closed", "cut", "spine", "plates"]
"""Strings into which treads are housed, strings on which they lie, a beam, plates."""


def _string(*styles: str) -> Any:
    return finish(
        "painted_wood/white",
        _STRINGS,
        "What the strings are made of.",
        tags=column("string", *styles),
    )


def _steel(*styles: str) -> Any:
    return finish(
        "painted_metal/black", METALS, "What the steel is made of.", tags=column("metal", *styles)
    )


@dataclass(frozen=True)
class CarriageBase(Asset):
    """What carries the steps."""

    is_steel: ClassVar[bool] = False
    """Of steel: a spiral's column is of the same."""
    kind: ClassVar[CarriageKind]
    """Where the steps lie."""

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        raise NotImplementedError

    @property
    def thickness(self) -> float:
        """Of a string or plate beside the treads, 0 where there is none; metres."""
        return 0.0

    @property
    def soffit(self) -> str:
        """What closes the flight from below: `boards`, `plaster` or `none`."""
        return "none"

    @property
    def spandrel(self) -> bool:
        """Boarding from the floor to the string."""
        return False

    @property
    def string_margin(self) -> float:
        """How far a string stands above the nosings, metres."""
        return 0.045

    @property
    def capping(self) -> bool:
        """A moulded capping on the string."""
        return False

    @property
    def brackets(self) -> bool:
        """Scrolled brackets below the treads' ends."""
        return False

    @property
    def spine_width(self) -> float:
        """Width of the beam below the middle of the treads, metres."""
        return 0.0

    @property
    def spine_height(self) -> float:
        """Height of that beam, metres."""
        return 0.0

    @property
    def plate_height(self) -> float:
        """Height of a plate across the slope, metres."""
        return 0.0


@dataclass(frozen=True)
class WoodenStrings(CarriageBase):
    """What wooden strings have."""

    string_thickness: float = length(0.042, 0.035, 0.05, "Thickness of a string.", step=0.001)
    soffit: str = choice(
        "boards",
        ("boards", "plaster", "none"),
        "What closes the flight from below.",
        typical=("boards", "plaster"),
        tags=tagged(rustic=("boards",)),
    )
    spandrel: bool = flag(
        False, "Boarding from the floor to the string.", chance=0.25, tags=tagged(rustic=0.4)
    )

    @property
    def thickness(self) -> float:
        """Of a string, metres."""
        return self.string_thickness


@dataclass(frozen=True)
class ClosedStrings(
    WoodenStrings,
    name="stair_carriage_closed_string",
    label="Closed strings",
    weight=1.2,
):
    """Boards with straight edges, into which the treads are housed."""

    string_margin: float = length(
        0.045, 0.03, 0.07, "How far the string stands above the nosings.", step=0.005
    )
    capping: bool = flag(
        True, "A moulded capping on the string.", chance=0.7, tags=tagged(scandinavian=0.2)
    )
    string_finish: str = _string("simple", "classic", "rustic", "scandinavian")

    kind = "closed"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.string_finish


@dataclass(frozen=True)
class CutStrings(
    WoodenStrings,
    name="stair_carriage_cut_string",
    label="Cut strings",
):
    """Boards sawn to the shape of the steps, which lie on them."""

    brackets: bool = flag(
        True, "Scrolled brackets below the treads' ends.", chance=0.3,
        tags=tagged(classic=0.85, scandinavian=0.0),
    )  # fmt: skip
    string_finish: str = _string("simple", "classic", "scandinavian")

    kind = "cut"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.string_finish


@dataclass(frozen=True)
class Spine(
    CarriageBase,
    name="stair_carriage_spine",
    label="Steel spine",
):
    """One steel beam below the middle of the treads, with a saddle for each."""

    spine_width: float = length(0.14, 0.1, 0.2, "Width of the beam.", step=0.005)
    spine_height: float = length(0.2, 0.15, 0.3, "Height of the beam.", step=0.005)
    steel_finish: str = _steel("modern", "industrial")

    is_steel = True
    kind = "spine"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.steel_finish


@dataclass(frozen=True)
class Plates(
    CarriageBase,
    name="stair_carriage_plates",
    label="Steel plates",
):
    """Two upright steel plates with the treads between them on cleats."""

    plate_thickness: float = length(0.012, 0.01, 0.015, "Thickness of a plate.", step=0.001)
    plate_height: float = length(0.26, 0.22, 0.34, "Height of a plate across the slope.")
    steel_finish: str = _steel("modern", "industrial")

    is_steel = True
    kind = "plates"

    @property
    def thickness(self) -> float:
        """Of a plate, metres."""
        return self.plate_thickness

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.steel_finish


CARRIAGE: Slot[CarriageBase] = Slot(
    "stair_carriage", ClosedStrings, CutStrings, Spine, Plates, label="Strings and carriage"
)
