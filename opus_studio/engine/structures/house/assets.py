"""What can be chosen for a house: its plan, its storeys and openings.

Storeys are 2.4 to 3.5 m high. What else there is to choose stands beside this file, a part each:
`wall_assets`, `roof_assets`, `entrance_assets`, `balcony_assets`, `garage_assets`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.schema import SIZES, Asset, Slot, choice, count, flag, length, ratio, tagged

HOUSE_STYLES: Final = ("classic", "modern", "rustic", "craftsman", "industrial")
"""The styles that a house knows."""


@dataclass(frozen=True)
class PlanBase(Asset):
    """What every plan has."""

    body_width: float = length(
        10.5,
        5.0,
        20.0,
        "Width of the main body along the front.",
        step=0.1,
        typical=(8.0, 13.0),
        tags=tagged(small=(6.0, 7.6), medium=(8.5, 11.5), large=(12.0, 15.0)),
        correlated_with="size",
    )
    body_depth: float = length(
        7.5,
        4.5,
        13.0,
        "Depth of the main body from front to back.",
        step=0.1,
        typical=(6.0, 8.8),
        tags=tagged(small=(5.0, 6.0), medium=(6.4, 7.8), large=(7.6, 9.0)),
        correlated_with="size",
    )


@dataclass(frozen=True)
class RectanglePlan(
    PlanBase,
    name="house_footprint_rectangle",
    label="Rectangle",
    tags=(*HOUSE_STYLES, *SIZES),
    weight=1.3,
):
    """One plain rectangular body."""


@dataclass(frozen=True)
class WingBase(PlanBase):
    """What every plan with a wing has."""

    wing_width: float = length(
        4.6, 2.8, 8.0, "Width of a wing; at most half of the body's.", step=0.1, typical=(3.8, 5.6)
    )
    wing_depth: float = length(
        3.0, 0.6, 8.0, "How far a wing comes forward.", step=0.1, typical=(1.6, 4.0)
    )


@dataclass(frozen=True)
class LPlan(
    WingBase,
    name="house_footprint_l_shape",
    label="L-shape",
    tags=("rustic", "craftsman", "modern", "classic", *SIZES),
    weight=0.9,
):
    """A main body with a wing that comes forward at one end."""

    side: str = choice("right", ("left", "right"), "Where the wing is, seen from the front.")


@dataclass(frozen=True)
class TPlan(
    WingBase,
    name="house_footprint_t_shape",
    label="T-shape",
    tags=("classic", "craftsman", "rustic", "medium", "large"),
    weight=0.7,
):
    """A main body with a wing that comes forward in the middle or beside it."""

    wing_shift: float = ratio(
        0.0,
        -1.0,
        1.0,
        "Where the wing is: 0 in the middle, -1 and 1 near the ends.",
        step=0.05,
        typical=(-0.7, 0.7),
        tags=tagged(classic=(0.0, 0.0)),
    )


@dataclass(frozen=True)
class UPlan(
    WingBase,
    name="house_footprint_u_shape",
    label="U-shape",
    tags=("classic", "modern", "large"),
    weight=0.4,
):
    """A main body with a wing at each end around a court; at least 12 m wide."""


@dataclass(frozen=True)
class Storeys(Asset, name="house_storeys_gen", label="Storeys", tags=HOUSE_STYLES):
    """How many floors there are and how high they are."""

    floors: int = count(
        2, 1, 3, "Number of full storeys.", typical=(1, 2),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(2, 2)), correlated_with="size",
    )  # fmt: skip
    floor_height: float = length(
        2.7, 2.4, 3.5, "From floor to floor; more where high windows ask for it.", step=0.05,
        typical=(2.6, 3.0),
        tags=tagged(classic=(2.8, 3.2), rustic=(2.45, 2.65), industrial=(3.0, 3.4)),
    )  # fmt: skip


def _spacing(*styles: str) -> Any:
    ranges: dict[str, tuple[float, float]] = {
        "classic": (2.1, 2.8), "rustic": (2.4, 3.4), "modern": (2.6, 4.0),
        "craftsman": (2.3, 3.2), "industrial": (2.2, 3.0),
    }  # fmt: skip
    return length(
        2.6, 1.2, 6.0, "Distance from window to window aimed at; more where they need it.",
        step=0.05, typical=(2.1, 3.4), tags={style: ranges[style] for style in styles},
    )  # fmt: skip


@dataclass(frozen=True)
class OpeningsBase(Asset):
    """What every rule for openings has."""

    window_spacing: float = _spacing()
    corner_margin: float = length(
        0.55, 0.3, 1.5, "Least distance of a window from a corner.", step=0.05, typical=(0.4, 0.8)
    )
    head_height: float = length(
        2.15, 2.0, 2.5, "Height of the windows' heads above the floor.", step=0.01,
        typical=(2.08, 2.25),
    )  # fmt: skip
    side_share: float = ratio(
        0.7, 0.0, 1.0, "How many windows the sides have against the front.", step=0.05,
        typical=(0.5, 0.85),
    )  # fmt: skip
    back_share: float = ratio(
        0.85, 0.0, 1.0, "How many windows the back has against the front.", step=0.05,
        typical=(0.7, 1.0),
    )  # fmt: skip
    upper_height_ratio: float = ratio(
        0.9, 0.6, 1.0, "Height of upper windows against those of the ground floor.", step=0.01,
        typical=(0.82, 1.0),
    )  # fmt: skip
    gable_windows: bool = flag(True, "A small window in each gable that has room.", chance=0.75)


@dataclass(frozen=True)
class SymmetricalOpenings(
    OpeningsBase,
    name="house_openings_symmetrical",
    label="Symmetrical",
    tags=("classic", "industrial"),
):
    """Even bays, the entrance in the middle of its wall."""

    window_spacing: float = _spacing("classic", "industrial")


@dataclass(frozen=True)
class RegularOpenings(
    OpeningsBase,
    name="house_openings_regular",
    label="Regular",
    tags=("rustic", "craftsman"),
):
    """Even bays, the entrance in one of them."""

    window_spacing: float = _spacing("rustic", "craftsman")


@dataclass(frozen=True)
class FreeOpenings(
    OpeningsBase, name="house_openings_free", label="Free", tags=("modern", "craftsman")
):
    """Wide and narrow windows by turns, the entrance where it suits."""

    window_spacing: float = _spacing("modern", "craftsman")
    narrow_share: float = ratio(
        0.4, 0.0, 1.0, "How many bays have a narrow window.", step=0.05, typical=(0.25, 0.5)
    )


FOOTPRINT = Slot(
    "house_footprint", RectanglePlan, LPlan, TPlan, UPlan, label="Footprint",
    takes_model_color=False,
)  # fmt: skip
STOREYS = Slot("house_storeys", Storeys, label="Storeys", takes_model_color=False)
OPENINGS = Slot(
    "house_openings", SymmetricalOpenings, RegularOpenings, FreeOpenings, label="Openings",
    takes_model_color=False,
)  # fmt: skip
