"""Throw pillows of a sofa."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.sofa.palette import (
    PILLOWS,
    SECOND_PILLOWS,
    by_style,
    distinct,
)
from opus_studio.engine.schema import Asset, Slot, count, finish, length


@dataclass(frozen=True)
class Pillow(Asset):
    """What all throw pillows have."""

    pillow_finish: str = finish(
        "linen/rust",
        distinct(PILLOWS),
        "Of the first pillows.",
        typical=PILLOWS,
        tags=by_style(PILLOWS, "simple", "modern", "classic", "rustic", "scandinavian"),
    )


@dataclass(frozen=True)
class NoPillows(
    Asset, name="sofa_throw_pillows_none", label="None", tags=("simple", "industrial"), weight=0.7
):
    """No throw pillows."""


@dataclass(frozen=True)
class SquarePillows(
    Pillow,
    name="sofa_throw_pillows_square",
    label="Square pillows",
    tags=("simple", "modern", "classic", "rustic", "scandinavian"),
    weight=1.2,
):
    """Knife-edged square pillows in the corners."""

    pillow_count: int = count(2, 1, 5, "How many.", typical=(2, 3))
    pillow_size: float = length(0.46, 0.38, 0.56, "Side of a pillow.", typical=(0.42, 0.5))
    second_finish: str = finish(
        "wool/cream",
        distinct(SECOND_PILLOWS),
        "Of every second pillow.",
        typical=SECOND_PILLOWS,
        tags=by_style(SECOND_PILLOWS, "simple", "modern", "classic", "rustic", "scandinavian"),
    )


@dataclass(frozen=True)
class LumbarPillow(
    Pillow,
    name="sofa_throw_pillows_lumbar",
    label="Lumbar pillows",
    tags=("modern", "scandinavian", "classic"),
    weight=0.8,
):
    """Long low pillows for the small of the back."""

    pillow_count: int = count(1, 1, 2, "How many.")
    pillow_length: float = length(0.6, 0.45, 0.75, "Length of a pillow.")


@dataclass(frozen=True)
class Bolsters(
    Pillow, name="sofa_throw_pillows_bolster", label="Bolsters", tags=("classic",), weight=0.4
):
    """A round bolster against each arm."""

    bolster_diameter: float = length(0.17, 0.13, 0.22, "Diameter of a bolster.", step=0.005)


PILLOW = Slot(
    "sofa_throw_pillows",
    SquarePillows,
    LumbarPillow,
    Bolsters,
    NoPillows,
    label="Throw pillows",
    takes_model_color=False,
)
