"""What can be chosen for a house: a balcony before an upper window.

Balconies to sit on are 1.2 to 1.8 m deep (common European guidance); what they are made of is the
choice of the nested model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opus_studio.engine.schema import SIZES, Asset, Slot, choice, length, tagged
from opus_studio.engine.structures.house.assets import HOUSE_STYLES


@dataclass(frozen=True)
class NoBalcony(
    Asset,
    name="house_balcony_none",
    label="None",
    tags=(*HOUSE_STYLES, *SIZES),
    weight=1.2,
):
    """No balcony."""


@dataclass(frozen=True)
class UpperBalcony(
    Asset,
    name="house_balcony_upper",
    label="Upper floor",
    tags=("modern", "classic", "rustic", *SIZES),
    weight=0.8,
):
    """A balcony on the first floor before a window down to the floor."""

    balcony_side: str = choice("front", ("front", "back"), "Where it is.")
    balcony_width: float = length(
        2.6, 1.4, 6.0, "Width; less where the wall has no room.", step=0.05, typical=(1.8, 3.4),
        tags=tagged(small=(1.6, 2.0), medium=(2.0, 3.0), large=(3.0, 4.5)), correlated_with="size",
    )  # fmt: skip
    balcony_depth: float = length(
        1.2, 0.5, 2.2, "How far it stands out.", step=0.05, typical=(0.9, 1.5)
    )


BALCONY: Final = Slot(
    "house_balcony", NoBalcony, UpperBalcony, label="Balcony", takes_model_color=False
)
