"""What can be chosen for a house: the garage at its side.

A single garage is 3 m wide and 5 to 6 m deep inside, a double one 5.5 m wide (common guidance of
German and British planners).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opus_studio.engine.schema import SIZES, Asset, Slot, angle, choice, length, tagged
from opus_studio.engine.structures.house.assets import HOUSE_STYLES


@dataclass(frozen=True)
class NoGarage(
    Asset,
    name="house_garage_none",
    label="None",
    tags=(*HOUSE_STYLES, *SIZES),
    weight=1.7,
):
    """No garage."""


@dataclass(frozen=True)
class AttachedGarage(
    Asset,
    name="house_garage_attached",
    label="Attached",
    tags=("modern", "craftsman", "classic", "industrial", *SIZES),
):
    """A lower wing with a garage door, before a side wall of the house."""

    garage_side: str = choice(
        "right", ("left", "right"), "Where it stands, seen from the front.",
    )  # fmt: skip
    garage_width: float = length(
        3.6, 3.0, 7.0, "Width outside; more where a wide door was set.", step=0.05,
        typical=(3.3, 4.2),
        tags=tagged(small=(3.2, 3.4), medium=(3.4, 4.2), large=(5.8, 6.6)), correlated_with="size",
    )  # fmt: skip
    garage_depth: float = length(
        6.0, 4.7, 8.0, "Depth outside; less where the house is not as deep.", step=0.05,
        typical=(5.4, 6.4),
    )  # fmt: skip
    garage_setback: float = length(
        0.6, 0.2, 3.0, "How far it stands back from the house's front.", step=0.05,
        typical=(0.3, 1.2),
    )  # fmt: skip
    garage_height: float = length(
        2.6, 2.3, 3.2, "Height of its walls.", step=0.05, typical=(2.5, 2.75)
    )
    garage_roof: str = choice(
        "pitched", ("pitched", "flat"),
        "Its roof; flat where there is no room for a pitched one.",
        tags=tagged(modern=("flat",), craftsman=("pitched",), classic=("pitched",)),
    )  # fmt: skip
    garage_pitch: float = angle(
        30.0, 15.0, 45.0, "Slope of its roof, at most that of the house's.", typical=(26, 36)
    )


GARAGE: Final = Slot(
    "house_garage", NoGarage, AttachedGarage, label="Garage", takes_model_color=False
)
