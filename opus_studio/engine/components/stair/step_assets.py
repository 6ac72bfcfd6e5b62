"""Steps and what carries them, and the runner on them.

Wooden treads are 30 to 50 mm thick and project 20 to 30 mm over the riser (BS 585-1; the overlap
of open ones is 16 mm at least, Approved Document K, 1.10); strings are 35 to 50 mm, steel plates
10 to 15 mm thick.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.stair.assets import STAIR_STYLES
from opus_studio.engine.components.stair.palette import METALS, column, every
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, ratio, tagged

_STONES: Final = (*every("stone"), "black_marble")
_TREADS: Final = (*every("tread"), *METALS)
_STRINGS: Final = tuple(dict.fromkeys((*every("string"), "walnut", "painted_wood/navy")))


def _tread(*styles: str) -> Any:
    return finish("oak", _TREADS, "What the treads are made of.", tags=column("tread", *styles))


@dataclass(frozen=True)
class StepsBase(Asset):
    """What all steps have."""


@dataclass(frozen=True)
class ClosedSteps(
    StepsBase,
    name="stair_steps_closed",
    label="Treads and risers",
    weight=1.5,
):
    """Treads with nosings, and risers that close the gaps between them."""

    tread_thickness: float = length(0.036, 0.03, 0.05, "Thickness of a tread.", step=0.001)
    nosing: float = length(
        0.025, 0.02, 0.03, "How far a tread projects over its riser.", step=0.001
    )
    nose: str = choice(
        "round",
        ("round", "square", "moulded"),
        "The nosing's edge: half round, square, or half round over a scotia.",
        tags=tagged(
            simple=("round",), classic=("moulded",), rustic=("round",), scandinavian=("square",)
        ),
    )
    tread_finish: str = _tread("simple", "classic", "rustic", "scandinavian")
    riser_finish: str = finish(
        "painted_wood/white",
        every("riser"),
        "What the risers are made of.",
        tags=column("riser", "simple", "classic", "rustic", "scandinavian"),
    )


@dataclass(frozen=True)
class OpenSteps(
    StepsBase,
    name="stair_steps_open",
    label="Open treads",
):
    """Thick treads with nothing between them, or a bar against slipping through."""

    tread_thickness: float = length(
        0.045, 0.035, 0.08, "Thickness of a tread.", step=0.001, typical=(0.04, 0.06)
    )
    nosing: float = length(0.03, 0.02, 0.05, "How far a tread overlaps the one below.", step=0.001)
    nose: str = choice(
        "square",
        ("square", "round"),
        "The tread's front edge.",
        tags=tagged(modern=("square",), industrial=("square",), scandinavian=("round", "square")),
    )
    riser_bar: bool = flag(False, "A bar below each tread.", chance=0.25)
    tread_finish: str = _tread("modern", "industrial", "scandinavian")


@dataclass(frozen=True)
class ConcreteSteps(
    StepsBase,
    name="stair_steps_concrete",
    label="Concrete",
    tags=("modern", "industrial"),
    weight=0.7,
):
    """Cast in one piece with the slab below, bare or with a covering on the treads."""

    waist: float = length(0.15, 0.12, 0.22, "Thickness of the slab below the steps.", step=0.005)
    covering: bool = flag(False, "Wooden boards on the treads.", chance=0.45)
    core_finish: str = finish(
        "concrete",
        ("concrete", "board_marked_concrete", "plaster"),
        "What the body is made of.",
        typical=("concrete", "board_marked_concrete"),
    )
    tread_finish: str = finish(
        "oak", _TREADS, "What the covering is made of.", tags=column("tread", "modern")
    )


@dataclass(frozen=True)
class StoneSteps(
    StepsBase,
    name="stair_steps_stone",
    label="Stone",
    weight=0.6,
):
    """A solid body faced with stone slabs on treads and risers."""

    tread_thickness: float = length(0.03, 0.02, 0.05, "Thickness of a tread slab.", step=0.001)
    nosing: float = length(0.022, 0.015, 0.03, "How far a slab projects.", step=0.001)
    waist: float = length(0.15, 0.12, 0.22, "Thickness of the body below.", step=0.005)
    stone_finish: str = finish(
        "limestone",
        _STONES,
        "The stone of treads and risers.",
        tags=column("stone", "classic", "rustic"),
    )
    core_finish: str = finish(
        "plaster", ("plaster", "concrete", "limestone"), "The body's sides and underside.",
        typical=("plaster",),
    )  # fmt: skip


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
class WoodenStrings(Asset):
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


@dataclass(frozen=True)
class Spine(
    Asset,
    name="stair_carriage_spine",
    label="Steel spine",
):
    """One steel beam below the middle of the treads, with a saddle for each."""

    spine_width: float = length(0.14, 0.1, 0.2, "Width of the beam.", step=0.005)
    spine_height: float = length(0.2, 0.15, 0.3, "Height of the beam.", step=0.005)
    steel_finish: str = _steel("modern", "industrial")


@dataclass(frozen=True)
class Plates(
    Asset,
    name="stair_carriage_plates",
    label="Steel plates",
):
    """Two upright steel plates with the treads between them on cleats."""

    plate_thickness: float = length(0.012, 0.01, 0.015, "Thickness of a plate.", step=0.001)
    plate_height: float = length(0.26, 0.22, 0.34, "Height of a plate across the slope.")
    steel_finish: str = _steel("modern", "industrial")


@dataclass(frozen=True)
class NoRunner(Asset, name="stair_runner_none", label="None", tags=STAIR_STYLES, weight=1.4):
    """Bare treads."""


@dataclass(frozen=True)
class CarpetRunner(
    Asset,
    name="stair_runner_carpet",
    label="Carpet",
    weight=0.7,
):
    """A carpet from nosing to nosing; not on winders, spirals and open steps."""

    runner_width: float = ratio(0.66, 0.4, 0.85, "Width against the steps.", typical=(0.6, 0.72))
    rods: bool = flag(True, "Stair rods in the creases.", chance=0.8)
    carpet_finish: str = finish(
        "velvet/oxblood",
        (*every("carpet"), "wool/forest"),
        "The carpet.",
        tags=column("carpet", "classic", "rustic"),
    )
    border_finish: str = finish(
        "velvet/mustard",
        ("velvet/mustard", "velvet/cream", "wool/cream", "wool/charcoal", "tweed/chocolate"),
        "The borders.",
        tags=tagged(
            classic=("velvet/mustard", "velvet/cream", "velvet/mustard", "velvet/cream"),
            rustic=("tweed/chocolate", "wool/cream", "wool/cream", "tweed/chocolate"),
        ),
    )
    rod_finish: str = finish(
        "brass",
        METALS,
        "The stair rods.",
        typical=("brass", "bronze", "steel"),
        tags=column("metal", "classic", "rustic"),
    )


STEPS = Slot("stair_steps", ClosedSteps, OpenSteps, ConcreteSteps, StoneSteps, label="Steps")
CARRIAGE = Slot(
    "stair_carriage", ClosedStrings, CutStrings, Spine, Plates, label="Strings and carriage"
)
RUNNER = Slot("stair_runner", NoRunner, CarpetRunner, label="Runner", takes_model_color=False)
