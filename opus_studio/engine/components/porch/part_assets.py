"""What can be chosen for a porch, second part: floor, steps, railing, trim, ceiling, roofing.

Steps keep to 2R + T = 0.60..0.66 m (DIN 18065, 0.59..0.65 m; Blondel's rule), rises under 0.19 m.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.porch import palette
from opus_studio.engine.components.shared.roofing import (
    ClayTilesBase,
    ShinglesBase,
    SlatesBase,
    StandingSeamBase,
)
from opus_studio.engine.schema import Asset, Slot, choice, flag, length, tagged


@dataclass(frozen=True)
class FloorBase(Asset):
    """What every floor has."""

    landing_depth: float = length(
        1.2, 0.9, 2.6, "Depth of the landing where no posts stand on it.", step=0.05,
        typical=(1.0, 1.4),
    )  # fmt: skip


@dataclass(frozen=True)
class DeckFloor(
    FloorBase, name="porch_floor_deck", label="Deck",
    tags=("rustic", "craftsman", "simple", "modern", "classic"),
):  # fmt: skip
    """Boards on a rim, with a skirt below."""

    board_width: float = length(0.115, 0.08, 0.16, "Width of a board.", step=0.005)
    skirt: str = choice(
        "lattice", ("lattice", "upright", "level"), "What closes the space below.",
        tags=tagged(classic=("lattice",), rustic=("upright", "lattice"), modern=("level",),
                    craftsman=("level", "lattice"), simple=("upright", "lattice")),
    )  # fmt: skip
    deck_finish: str = palette.deck("What the boards are made of.", "rustic", "craftsman",
                                    "simple", "modern", "classic")  # fmt: skip
    skirt_finish: str = palette.trim("What rim and skirt are made of.", "rustic", "craftsman",
                                     "simple", "modern", "classic")  # fmt: skip


@dataclass(frozen=True)
class StoneFloor(
    FloorBase, name="porch_floor_stone", label="Stone",
    tags=("classic", "modern", "industrial", "simple", "rustic", "craftsman"), weight=1.2,
):  # fmt: skip
    """Slabs with nosings on a body of the same or another stone."""

    slab_length: float = length(0.8, 0.4, 1.4, "Length of a slab.", step=0.05)
    nosing: float = length(0.025, 0.0, 0.04, "How far slabs stand out.", step=0.005)
    floor_finish: str = palette.stone("What slabs and treads are made of.", "classic", "modern",
                                      "industrial", "simple", "rustic", "craftsman")  # fmt: skip
    body_finish: str = palette.stone("What carries them.", "classic", "modern", "industrial",
                                     "simple", "rustic", "craftsman")  # fmt: skip


@dataclass(frozen=True)
class BrickFloor(
    FloorBase, name="porch_floor_brick", label="Brick", tags=("rustic", "craftsman", "simple"),
    weight=0.6,
):  # fmt: skip
    """A body of brick under slabs of stone."""

    slab_length: float = length(0.6, 0.4, 1.2, "Length of a slab.", step=0.05)
    nosing: float = length(0.03, 0.0, 0.04, "How far slabs stand out.", step=0.005)
    floor_finish: str = palette.stone("What slabs and treads are made of.", "rustic", "craftsman",
                                      "simple")  # fmt: skip
    body_finish: str = palette.masonry("What carries them.", "rustic", "craftsman",
                                       "simple")  # fmt: skip


@dataclass(frozen=True)
class StepsBase(Asset):
    """What all steps have."""

    steps_width: float = length(
        1.7, 1.0, 3.6, "Width of the steps; at least that of the door.", step=0.05,
        typical=(1.4, 2.1),
    )  # fmt: skip
    tread: float = length(0.3, 0.27, 0.36, "Depth of a step.", step=0.01, typical=(0.28, 0.32))


@dataclass(frozen=True)
class StraightSteps(StepsBase, name="porch_steps_straight", label="Straight",
                    tags=("simple", "modern", "rustic", "industrial", "craftsman", "classic"),
                    weight=1.5):  # fmt: skip
    """Straight to the front."""


@dataclass(frozen=True)
class CheekSteps(StepsBase, name="porch_steps_cheeks", label="Between cheek walls",
                 tags=("classic", "craftsman", "rustic")):  # fmt: skip
    """Between low walls with copings."""

    cheek_width: float = length(0.28, 0.2, 0.4, "Width of a wall.", step=0.01)


@dataclass(frozen=True)
class WrapSteps(StepsBase, name="porch_steps_wrap", label="On three sides",
                tags=("classic", "modern"), weight=0.5):  # fmt: skip
    """All around the landing."""


@dataclass(frozen=True)
class TrimBase(Asset):
    """What every trim has: the finish of beams, gable and boards."""


@dataclass(frozen=True)
class PlainTrim(
    TrimBase, name="porch_trim_plain", label="Plain", tags=("modern", "industrial", "simple"),
):  # fmt: skip
    """Beams with a small moulding and nothing else."""

    finish: str = palette.trim("What beams and boards are made of.", "modern", "industrial",
                               "simple")  # fmt: skip


@dataclass(frozen=True)
class BracketTrim(
    TrimBase, name="porch_trim_brackets", label="Brackets",
    tags=("rustic", "craftsman", "classic", "simple"),
):  # fmt: skip
    """Brackets or braces between posts and beams."""

    bracket: str = choice(
        "curved", ("scroll", "curved", "knee"), "Sawn scrolls, curved braces, or straight ones.",
        tags=tagged(rustic=("curved", "knee"), craftsman=("knee",), classic=("scroll",),
                    simple=("curved",)),
    )  # fmt: skip
    bracket_size: float = length(
        0.38, 0.2, 0.6, "How far they reach.", step=0.01, typical=(0.3, 0.45)
    )
    finish: str = palette.trim("What beams, brackets and boards are made of.", "rustic",
                               "craftsman", "classic", "simple")  # fmt: skip


@dataclass(frozen=True)
class DentilTrim(TrimBase, name="porch_trim_dentils", label="Dentils", tags=("classic",)):
    """Small blocks in a row below the cornice."""

    dentil: float = length(0.045, 0.03, 0.07, "Width of a block.", step=0.005)
    finish: str = palette.trim("What beams and boards are made of.", "classic")


@dataclass(frozen=True)
class SpindleTrim(
    TrimBase, name="porch_trim_spindles", label="Spindle frieze", tags=("classic", "rustic"),
    weight=0.6,
):  # fmt: skip
    """A row of turned spindles between a rail and the beam, with scrolls at the posts."""

    spindle_height: float = length(0.22, 0.14, 0.3, "Height of the frieze.", step=0.01)
    finish: str = palette.trim("What beams and spindles are made of.", "classic", "rustic")


@dataclass(frozen=True)
class BoardCeiling(
    Asset, name="porch_ceiling_boards", label="Boards",
    tags=("classic", "simple", "modern", "industrial", "craftsman"), weight=1.4,
):  # fmt: skip
    """Narrow boards along the wall."""

    ceiling_board: float = length(0.1, 0.06, 0.18, "Width of a board.", step=0.005)
    ceiling_finish: str = palette.lining("What it is made of.", "classic", "simple", "modern",
                                         "industrial", "craftsman")  # fmt: skip


@dataclass(frozen=True)
class JoistCeiling(
    Asset, name="porch_ceiling_joists", label="Joists", tags=("rustic", "craftsman")
):
    """Wide boards on joists that show."""

    ceiling_board: float = length(0.16, 0.1, 0.22, "Width of a board.", step=0.005)
    joist_spacing: float = length(0.6, 0.4, 0.9, "Distance of the joists.", step=0.01)
    ceiling_finish: str = palette.lining("What it is made of.", "rustic", "craftsman")


@dataclass(frozen=True)
class NoLamp(Asset, name="porch_lamp_none", label="None", tags=("rustic", "simple", "industrial")):
    """No lamp."""


@dataclass(frozen=True)
class PendantLamp(
    Asset, name="porch_lamp_lantern", label="Hanging lantern",
    tags=("classic", "craftsman", "modern", "rustic"), weight=0.7,
):  # fmt: skip
    """A lantern hanging below the ceiling."""

    lantern_height: float = length(0.3, 0.18, 0.42, "Height of the lantern.", step=0.01)
    lit: bool = flag(True, "The lamp is on.", chance=0.5)


@dataclass(frozen=True)
class ClayTiles(
    ClayTilesBase, name="porch_roofing_clay_tiles", label="Clay tiles", tags=("rustic",)
):
    """Pantiles in courses with half-round ridge tiles."""


@dataclass(frozen=True)
class Slates(SlatesBase, name="porch_roofing_slates", label="Slates", tags=("classic",)):
    """Natural slates in courses of 200 mm."""


@dataclass(frozen=True)
class Shingles(
    ShinglesBase, name="porch_roofing_shingles", label="Shingles", tags=("craftsman", "simple")
):
    """Asphalt shingles in courses of 143 mm."""


@dataclass(frozen=True)
class StandingSeam(
    StandingSeamBase, name="porch_roofing_standing_seam", label="Standing seam",
    tags=("modern", "industrial", "rustic"),
):  # fmt: skip
    """Sheet metal with upright seams."""


FLOOR = Slot("porch_floor", DeckFloor, StoneFloor, BrickFloor, label="Floor",
             takes_model_color=False)  # fmt: skip
STEPS = Slot("porch_steps", StraightSteps, CheekSteps, WrapSteps, label="Steps",
             takes_model_color=False)  # fmt: skip
TRIM = Slot("porch_trim", PlainTrim, BracketTrim, DentilTrim, SpindleTrim, label="Trim")
CEILING = Slot("porch_ceiling", BoardCeiling, JoistCeiling, label="Ceiling",
               takes_model_color=False)  # fmt: skip
LAMP = Slot("porch_lamp", NoLamp, PendantLamp, label="Lamp", takes_model_color=False)
ROOFING = Slot("porch_roofing", ClayTiles, Slates, Shingles, StandingSeam, label="Roofing",
               takes_model_color=False)  # fmt: skip
