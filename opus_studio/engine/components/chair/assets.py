"""The kinds of chair: slot `furniture_chair_layouts`, with the sizes that each is made in.

Sizes follow EN 1335-1 (office chairs: seats 0.38-0.53 m high, arm rests 0.20-0.25 m above them),
EN 1729-1 and the practice of chair makers: dining seats 0.40-0.46 m high (0.50 at the most),
0.38-0.45 m deep, 0.40-0.50 m wide, backs at 95-110 degrees. Heights are those of the unloaded seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.chair.palette import METAL, SHELL, made_of
from opus_studio.engine.schema import (
    SIZES,
    Asset,
    Slot,
    angle,
    choice,
    finish,
    flag,
    length,
    ratio,
    tagged,
)


def _seat_height(default: float = 0.45, high: float = 0.50) -> Any:
    return length(
        default, 0.38, high, "Height of the seat's highest place above the floor.", step=0.005,
        typical=(0.435, 0.465), tags=tagged(small=(0.40, 0.43), medium=(0.44, 0.455),
                                            large=(0.46, 0.48)),
        correlated_with="size",
    )  # fmt: skip


def _seat_width(default: float, low: float, high: float) -> Any:
    span = high - low
    return length(
        default, low, high, "Width of the seat over all.", step=0.005,
        typical=(low + 0.2 * span, low + 0.75 * span),
        tags=tagged(small=(low, low + 0.25 * span), medium=(low + 0.35 * span, low + 0.6 * span),
                    large=(low + 0.75 * span, high)),
        correlated_with="size",
    )  # fmt: skip


def _seat_depth(default: float = 0.42, low: float = 0.37, high: float = 0.48) -> Any:
    return length(
        default, low, high, "Depth of the seat from its front edge to the back.", step=0.005,
        typical=(low + 0.02, high - 0.03),
        tags=tagged(small=(low, low + 0.03), medium=(low + 0.04, high - 0.04),
                    large=(high - 0.03, high)),
        correlated_with="size",
    )  # fmt: skip


def _back_height(default: float, low: float, high: float) -> Any:
    span = high - low
    return length(
        default, low, high, "Height of the chair above its seat.", step=0.005,
        typical=(low + 0.2 * span, low + 0.8 * span),
        tags=tagged(small=(low, low + 0.3 * span), medium=(low + 0.35 * span, low + 0.65 * span),
                    large=(low + 0.7 * span, high)),
        correlated_with="size",
    )  # fmt: skip


def _back_angle(default: float, low: float, high: float) -> Any:
    return angle(default, 93, 112, "Angle between seat and back.", typical=(low, high))


@dataclass(frozen=True)
class ChairBase(Asset):
    """What every chair has."""

    seat_height: float = _seat_height()
    seat_width: float = _seat_width(0.45, 0.38, 0.54)
    seat_depth: float = _seat_depth()
    back_height: float = _back_height(0.5, 0.36, 0.7)
    back_angle: float = _back_angle(100, 97, 105)


@dataclass(frozen=True)
class LadderBack(
    ChairBase,
    name="furniture_chair_layouts_ladder_back",
    label="Ladder-back",
    tags=("classic", "rustic", "simple", "scandinavian", *SIZES),
):
    """A joined dining chair: two tall back posts, front legs, rails and stretchers of wood."""

    seat_width: float = _seat_width(0.46, 0.40, 0.54)
    back_height: float = _back_height(0.52, 0.36, 0.68)
    post_width: float = length(
        0.034, 0.028, 0.044, "Thickness of the back posts.", step=0.001,
        tags=tagged(simple=(0.030, 0.034), scandinavian=(0.028, 0.032), rustic=(0.036, 0.044)),
    )  # fmt: skip
    finials: bool = flag(
        True, "Turned tips on the back posts, where they are round.", chance=0.2,
        tags=tagged(classic=0.9, rustic=0.7, simple=0.0, scandinavian=0.0),
    )  # fmt: skip
    seat_taper: float = ratio(
        0.84, 0.75, 1.0, "Width of the seat's back relative to its front.", typical=(0.80, 0.90)
    )


@dataclass(frozen=True)
class Windsor(
    ChairBase,
    name="furniture_chair_layouts_windsor",
    label="Windsor",
    tags=("classic", "rustic", "scandinavian", *SIZES),
):
    """A saddled plank seat into which splayed legs, spindles and a steam-bent bow are socketed."""

    seat_width: float = _seat_width(0.45, 0.40, 0.54)
    back_height: float = _back_height(0.50, 0.38, 0.66)
    back_angle: float = _back_angle(102, 99, 106)
    bow: str = choice(
        "hoop", ("hoop", "comb"),
        "A bow bent over the spindles, or a comb: a crest rail on top of them.",
        tags=tagged(classic=("hoop",), rustic=("hoop", "comb"), scandinavian=("comb", "hoop")),
    )  # fmt: skip
    leg_splay: float = angle(11, 6, 17, "How far the legs lean out.", typical=(8, 14))
    bow_thickness: float = length(
        0.022, 0.018, 0.028, "Thickness of the bow.", step=0.001,
    )  # fmt: skip


@dataclass(frozen=True)
class Upholstered(
    ChairBase,
    name="furniture_chair_layouts_upholstered",
    label="Upholstered",
    tags=("modern", "classic", "simple", *SIZES),
):
    """A padded dining chair: sprung seat and stuffed back in fabric or leather on slim legs."""

    seat_height: float = _seat_height(0.47)
    seat_width: float = _seat_width(0.49, 0.43, 0.58)
    seat_depth: float = _seat_depth(0.45, 0.40, 0.50)
    back_height: float = _back_height(0.46, 0.32, 0.64)
    back_angle: float = _back_angle(101, 98, 105)
    back_bow: float = length(
        0.03, 0.0, 0.07, "How far the sides of the back come round.", step=0.005,
        tags=tagged(simple=(0.0, 0.02), modern=(0.025, 0.06), classic=(0.0, 0.03)),
    )  # fmt: skip
    back_taper: float = ratio(
        0.94, 0.80, 1.06, "Width of the back's top relative to its foot.", typical=(0.86, 1.0)
    )


@dataclass(frozen=True)
class Cantilever(
    ChairBase,
    name="furniture_chair_layouts_cantilever",
    label="Cantilever",
    tags=("modern", "industrial", *SIZES),
):
    """A springing frame bent from one steel tube, without back legs."""

    seat_width: float = _seat_width(0.46, 0.42, 0.54)
    back_height: float = _back_height(0.37, 0.30, 0.48)
    back_angle: float = _back_angle(101, 97, 104)
    tube_diameter: float = length(
        0.024, 0.020, 0.028, "Diameter of the steel tube.", step=0.001, typical=(0.022, 0.026)
    )
    bend_radius: float = length(
        0.075, 0.045, 0.11, "Radius of the tube's bends.", step=0.005, typical=(0.06, 0.09)
    )
    frame_finish: str = made_of(
        METAL, "polished_steel", "What the tube is made of.", "modern industrial"
    )


@dataclass(frozen=True)
class Shell(
    ChairBase,
    name="furniture_chair_layouts_shell",
    label="Moulded shell",
    tags=("modern", "scandinavian", "simple", "industrial", *SIZES),
):
    """Seat and back moulded in one shell of plywood or plastic on a light base."""

    seat_height: float = _seat_height(0.45)
    seat_width: float = _seat_width(0.46, 0.41, 0.54)
    back_height: float = _back_height(0.37, 0.30, 0.46)
    back_angle: float = _back_angle(103, 100, 107)
    shell_thickness: float = length(
        0.009, 0.006, 0.012, "Thickness of the shell.", step=0.0005, typical=(0.007, 0.010)
    )
    dish: float = ratio(0.5, 0.0, 1.0, "How far the sides of the shell curl up.",
                        typical=(0.3, 0.9))  # fmt: skip
    waist: float = ratio(
        0.86, 0.62, 1.0, "Width where seat and back meet, relative to the seat.",
        typical=(0.70, 0.96),
    )  # fmt: skip
    shell_finish: str = made_of(
        SHELL, "plywood", "What the shell is made of.", "simple modern industrial scandinavian"
    )


@dataclass(frozen=True)
class Office(
    ChairBase,
    name="furniture_chair_layouts_office",
    label="Office swivel",
    tags=("modern", "industrial", "simple", *SIZES),
):
    """A swivel chair on a five-star base with castors, a gas spring and a tilting back."""

    seat_height: float = length(
        0.47, 0.40, 0.53, "Height of the seat's highest place above the floor.", step=0.005,
        typical=(0.44, 0.50), tags=tagged(small=(0.42, 0.44), medium=(0.45, 0.48),
                                          large=(0.48, 0.53)),
    )  # fmt: skip
    seat_width: float = _seat_width(0.49, 0.44, 0.56)
    seat_depth: float = _seat_depth(0.45, 0.40, 0.50)
    back_height: float = _back_height(0.56, 0.40, 0.74)
    back_angle: float = _back_angle(98, 95, 101)
    recline: float = angle(0, 0, 25, "How far the back leans further.", typical=(0, 0))
    swivel: float = angle(0, -180, 180, "How far the seat is turned on its base.",
                          typical=(0, 0))  # fmt: skip
    headrest: bool = flag(False, "A headrest above the back.", chance=0.2,
                          tags=tagged(large=0.6, small=0.0, simple=0.0))  # fmt: skip
    body_finish: str = finish(
        "matte_plastic/black",
        ("matte_plastic/black", "matte_plastic/anthracite", "matte_plastic/light_grey"),
        "What shells, frames and housings are moulded of.",
        typical=("matte_plastic/black", "matte_plastic/anthracite"),
        tags=tagged(simple=("matte_plastic/light_grey", "matte_plastic/anthracite")),
    )  # fmt: skip


LAYOUT: Final[Slot[ChairBase]] = Slot(
    "furniture_chair_layouts", LadderBack, Windsor, Upholstered, Cantilever, Shell, Office,
    label="Kind",
)  # fmt: skip
