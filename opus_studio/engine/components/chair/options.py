"""Seats, backs, arms and legs: what a designer can mix on a kind of chair.

A layout that cannot use an asset as it is takes the nearest that it can: a Windsor chair's seat is
always a plank (a padded one carries a loose cushion), an office chair always stands on its star.
Cane is woven on a 12-15 mm pitch, cords are 3-8 mm thick, arm rests lie 0.18-0.26 m above the seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.chair.palette import CORD, COVER, METAL, WOOD, made_of
from opus_studio.engine.schema import SIZES, Asset, Slot, choice, count, flag, length, ratio, tagged

ALL: Final = ("simple", "modern", "classic", "rustic", "industrial", "scandinavian")


class SeatBase(Asset):
    """A seat."""


@dataclass(frozen=True)
class WoodSeat(
    SeatBase,
    name="furniture_chair_seats_wood",
    label="Wood",
    tags=("rustic", "simple", "industrial", "scandinavian", "classic", *SIZES),
):
    """A plank hollowed to a saddle, or moulded plywood on a steel frame."""

    thickness: float = length(
        0.026, 0.018, 0.045, "Thickness of the plank.", step=0.001,
        tags=tagged(simple=(0.018, 0.024), scandinavian=(0.018, 0.026), rustic=(0.030, 0.042)),
    )  # fmt: skip
    saddle: float = ratio(0.6, 0.0, 1.0, "How deep the plank is hollowed.", typical=(0.4, 1.0))
    seat_finish: str = made_of(
        WOOD, "oak", "What the seat is made of.", "simple classic rustic industrial scandinavian"
    )


@dataclass(frozen=True)
class WovenSeat(
    SeatBase,
    name="furniture_chair_seats_woven",
    label="Woven cord",
    tags=("rustic", "scandinavian", "classic", *SIZES),
):
    """Rush or paper cord wound over the four rails, in fields that meet in diagonals."""

    cord_diameter: float = length(
        0.006, 0.0045, 0.009, "Diameter of a cord.", step=0.0005,
        tags=tagged(rustic=(0.007, 0.009), scandinavian=(0.0045, 0.0055)),
    )  # fmt: skip
    cord_finish: str = made_of(
        CORD, "canvas/sand", "Colour of the cord.", "classic rustic scandinavian"
    )


@dataclass(frozen=True)
class PaddedSeat(
    SeatBase,
    name="furniture_chair_seats_padded",
    label="Padded",
    tags=("modern", "classic", "simple", "industrial", "scandinavian", *SIZES),
):
    """A cushion of foam in fabric or leather."""

    pad_thickness: float = length(
        0.05, 0.03, 0.09, "Thickness of the padding.", step=0.005, typical=(0.04, 0.07),
        tags=tagged(simple=(0.035, 0.05), classic=(0.055, 0.08)),
    )  # fmt: skip
    piping: bool = flag(False, "A cord along the seams.", chance=0.3,
                        tags=tagged(classic=0.8, modern=0.25, industrial=0.4))  # fmt: skip
    cover: str = made_of(
        COVER,
        "linen",
        "What seat and back are covered with.",
        "simple modern classic industrial scandinavian",
    )


@dataclass(frozen=True)
class CaneSeat(
    SeatBase,
    name="furniture_chair_seats_cane",
    label="Cane",
    tags=("modern", "classic", "scandinavian", *SIZES),
):
    """Six-way cane webbing in a wooden frame."""

    cane_pitch: float = length(
        0.0135, 0.012, 0.016, "Distance of the holes in the webbing.", step=0.0005
    )
    seat_finish: str = made_of(
        WOOD, "beech", "What the frame around the cane is made of.", "modern classic scandinavian"
    )


@dataclass(frozen=True)
class SlingSeat(
    SeatBase,
    name="furniture_chair_seats_sling",
    label="Leather sling",
    tags=("modern", "industrial", *SIZES),
):
    """Saddle leather stretched between the rails."""

    leather_sag: float = length(0.012, 0.004, 0.022, "How deep the leather hangs.", step=0.002)
    cover: str = made_of(COVER, "leather/black", "What the sling is made of.", "modern industrial")


class BackBase(Asset):
    """A back."""


@dataclass(frozen=True)
class SlatBack(
    BackBase,
    name="furniture_chair_backs_slats",
    label="Slats",
    tags=("rustic", "simple", "classic", "scandinavian", *SIZES),
):
    """Level slats between the posts, bent to the sitter's back."""

    slats: int = count(
        4, 2, 6, "Number of slats; fewer where they would touch.", typical=(3, 5),
        tags=tagged(simple=(2, 3), scandinavian=(2, 3), small=(2, 3), classic=(4, 5)),
    )  # fmt: skip
    slat_height: float = length(0.055, 0.035, 0.09, "Height of a slat.", step=0.005)
    slat_arch: float = ratio(
        0.5, 0.0, 1.0, "How far the upper edges are arched.",
        tags=tagged(simple=(0.0, 0.1), scandinavian=(0.0, 0.3), classic=(0.6, 1.0)),
    )  # fmt: skip
    back_finish: str = made_of(
        WOOD, "oak", "What the slats are made of.", "simple classic rustic scandinavian"
    )


@dataclass(frozen=True)
class SpindleBack(
    BackBase,
    name="furniture_chair_backs_spindles",
    label="Spindles",
    tags=("rustic", "classic", "scandinavian", "simple", *SIZES),
):
    """Turned upright spindles below a bow or a crest rail."""

    spindles: int = count(
        7, 4, 11, "Number of spindles; fewer where they would touch.", typical=(5, 9)
    )
    spindle_diameter: float = length(
        0.012, 0.009, 0.016, "Diameter of a spindle at its thickest.", step=0.001
    )
    swell: float = ratio(0.5, 0.0, 1.0, "How far the spindles swell below their middle.")
    back_finish: str = made_of(
        WOOD, "oak", "What the spindles are made of.", "simple classic rustic scandinavian"
    )


@dataclass(frozen=True)
class PanelBack(
    BackBase,
    name="furniture_chair_backs_panel",
    label="Panel",
    tags=("modern", "classic", "industrial", "simple", "scandinavian", *SIZES),
):
    """A shaped wooden board: a splat between the rails, or a bent plywood panel."""

    panel_width: float = ratio(0.45, 0.25, 0.9, "Width of the board relative to the back.")
    panel_waist: float = ratio(
        0.6, 0.35, 1.0, "Width of the board at its waist, relative to its widest.",
        tags=tagged(modern=(0.9, 1.0), simple=(0.9, 1.0), classic=(0.4, 0.6)),
    )  # fmt: skip
    back_finish: str = made_of(
        WOOD,
        "walnut",
        "What the board is made of.",
        "simple modern classic industrial scandinavian",
    )


@dataclass(frozen=True)
class CaneBack(
    BackBase,
    name="furniture_chair_backs_cane",
    label="Cane or mesh",
    tags=("modern", "classic", "scandinavian", *SIZES),
):
    """Webbing in a frame: cane on wood and steel, a knitted mesh on an office chair."""

    back_pitch: float = length(
        0.0135, 0.012, 0.016, "Distance of the holes in the webbing.", step=0.0005
    )
    back_frame: float = length(
        0.032, 0.024, 0.045, "Width of the frame around the webbing.", step=0.002
    )
    back_finish: str = made_of(
        WOOD,
        "beech",
        "What the frame around the webbing is made of.",
        "modern classic scandinavian",
    )


@dataclass(frozen=True)
class PaddedBack(
    BackBase,
    name="furniture_chair_backs_padded",
    label="Padded",
    tags=("modern", "classic", "simple", "industrial", *SIZES),
):
    """A padded back, plain, buttoned or channelled."""

    back_padding: float = length(
        0.055, 0.035, 0.09, "Thickness of the padding.", step=0.005, typical=(0.045, 0.07)
    )
    tufting: str = choice(
        "none", ("none", "buttons", "diamond", "channel"), "How the padding is held in.",
        tags=tagged(classic=("diamond", "buttons", "none"), modern=("none", "channel", "none"),
                    simple=("none",), industrial=("none", "channel")),
    )  # fmt: skip
    back_cover: str = made_of(
        COVER, "linen", "What the back is covered with.", "simple modern classic industrial"
    )


class ArmBase(Asset):
    """Arm rests."""


@dataclass(frozen=True)
class NoArms(
    ArmBase, name="furniture_chair_arms_none", label="None", tags=(*ALL, *SIZES), weight=3.0
):
    """No arm rests."""


def _arm_height() -> Any:
    return length(
        0.215, 0.18, 0.26, "Height of the arm rests above the seat.", step=0.005,
        typical=(0.20, 0.23),
    )  # fmt: skip


def _arm_width() -> Any:
    return length(0.05, 0.035, 0.09, "Width of the arm rests.", step=0.005, typical=(0.045, 0.065))


@dataclass(frozen=True)
class WoodArms(
    ArmBase,
    name="furniture_chair_arms_wood",
    label="Wood",
    tags=("classic", "rustic", "scandinavian", "simple", "modern", "medium", "large"),
):
    """Shaped wooden arm rests on posts."""

    arm_height: float = _arm_height()
    arm_width: float = _arm_width()
    arm_finish: str = made_of(
        WOOD, "oak", "What the arm rests are made of.", "simple modern classic rustic scandinavian"
    )


@dataclass(frozen=True)
class PaddedArms(
    ArmBase,
    name="furniture_chair_arms_padded",
    label="Padded",
    tags=("modern", "classic", "industrial", "medium", "large"),
):
    """Arm rests with a soft pad."""

    arm_height: float = _arm_height()
    arm_width: float = _arm_width()
    pad_length: float = length(0.26, 0.20, 0.32, "Length of the pads.")
    arm_cover: str = made_of(
        COVER, "leather/black", "What the pads are covered with.", "modern classic industrial"
    )


@dataclass(frozen=True)
class LoopArms(
    ArmBase,
    name="furniture_chair_arms_loop",
    label="Tube loop",
    tags=("modern", "industrial", "medium", "large"),
):
    """A bent steel tube on each side; chairs of wood take wooden arms instead."""

    arm_height: float = _arm_height()
    arm_finish: str = made_of(
        METAL, "polished_steel", "What the tube is made of.", "modern industrial"
    )


class LegBase(Asset):
    """Legs or a base."""


@dataclass(frozen=True)
class SquareLegs(
    LegBase,
    name="furniture_chair_legs_square",
    label="Square tapered",
    tags=("modern", "simple", "classic", "scandinavian", "rustic", "industrial", *SIZES),
):
    """Square wooden legs that taper towards the floor."""

    leg_width: float = length(0.036, 0.028, 0.05, "Side of a leg at its top.", step=0.001)
    leg_taper: float = ratio(0.65, 0.45, 1.0, "Width at the floor relative to the top.")
    leg_finish: str = made_of(
        WOOD,
        "oak",
        "What legs, posts and rails are made of.",
        "simple modern classic rustic industrial scandinavian",
    )


@dataclass(frozen=True)
class RoundLegs(
    LegBase,
    name="furniture_chair_legs_round",
    label="Round tapered",
    tags=("scandinavian", "simple", "modern", "rustic", *SIZES),
):
    """Round wooden legs, smooth and tapered."""

    leg_width: float = length(0.036, 0.028, 0.046, "Diameter of a leg at its thickest.", step=0.001)
    leg_taper: float = ratio(0.6, 0.45, 1.0, "Width at the floor relative to the thickest.")
    leg_finish: str = made_of(
        WOOD, "oak", "What legs, posts and rails are made of.", "simple modern rustic scandinavian"
    )


@dataclass(frozen=True)
class TurnedLegs(
    LegBase,
    name="furniture_chair_legs_turned",
    label="Turned",
    tags=("classic", "rustic", *SIZES),
):
    """Wooden legs turned with rings, reels and vases."""

    leg_width: float = length(0.040, 0.032, 0.05, "Diameter of a leg at its thickest.", step=0.001)
    rings: int = count(2, 0, 3, "Number of turned rings.")
    leg_finish: str = made_of(
        WOOD, "oak", "What legs, posts and rails are made of.", "classic rustic"
    )


@dataclass(frozen=True)
class TubeLegs(
    LegBase,
    name="furniture_chair_legs_tube",
    label="Steel tube",
    tags=("modern", "industrial", "simple", *SIZES),
):
    """Four legs of bent steel tube; a joined chair of wood takes square legs instead."""

    tube_width: float = length(0.02, 0.014, 0.026, "Diameter of the tube.", step=0.001)
    base_finish: str = made_of(
        METAL, "painted_metal/black", "What the tube is made of.", "simple modern industrial"
    )


@dataclass(frozen=True)
class WireLegs(
    LegBase,
    name="furniture_chair_legs_wire",
    label="Wire base",
    tags=("modern", "industrial", "scandinavian", *SIZES),
    weight=0.7,
):
    """A light base of braced steel rods; a joined chair of wood takes square legs instead."""

    rod_diameter: float = length(0.010, 0.008, 0.013, "Diameter of a rod.", step=0.0005)
    base_finish: str = made_of(
        METAL, "polished_steel", "What the rods are made of.", "modern industrial scandinavian"
    )


@dataclass(frozen=True)
class StarBase(
    LegBase,
    name="furniture_chair_legs_star",
    label="Star base",
    tags=("modern", "industrial", "simple", *SIZES),
    weight=0.7,
):
    """A star on castors or glides below a column; a joined chair of wood takes square legs."""

    star_radius: float = length(
        0.315, 0.28, 0.36, "Length of an arm from the column to the castor.", step=0.005,
        typical=(0.30, 0.33), tags=tagged(small=(0.28, 0.30), large=(0.32, 0.35)),
    )  # fmt: skip
    castor_diameter: float = length(0.055, 0.048, 0.065, "Diameter of the castors.", step=0.001)
    base_finish: str = made_of(
        METAL, "polished_steel", "What the star is made of.", "simple modern industrial"
    )


SEAT: Final[Slot[SeatBase]] = Slot(
    "furniture_chair_seats", WoodSeat, WovenSeat, PaddedSeat, CaneSeat, SlingSeat, label="Seat"
)
BACK: Final[Slot[BackBase]] = Slot(
    "furniture_chair_backs", SlatBack, SpindleBack, PanelBack, CaneBack, PaddedBack, label="Back"
)
ARMS: Final[Slot[ArmBase]] = Slot(
    "furniture_chair_arms", NoArms, WoodArms, PaddedArms, LoopArms, label="Arms"
)
LEGS: Final[Slot[LegBase]] = Slot(
    "furniture_chair_legs", SquareLegs, RoundLegs, TurnedLegs, TubeLegs, WireLegs, StarBase,
    label="Legs",
)  # fmt: skip
