"""What can be chosen for a porch's railing; a nested Fence makes it."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.porch import palette
from opus_studio.engine.schema import Asset, Slot, choice, flag, length, tagged


@dataclass(frozen=True)
class NoRailing(
    Asset, name="porch_railing_none", label="None",
    tags=("modern", "industrial", "classic", "rustic"), weight=0.5,
):  # fmt: skip
    """Open between the posts."""


@dataclass(frozen=True)
class Balustrade(
    Asset, name="porch_railing_balustrade", label="Balustrade",
    tags=("craftsman", "simple", "classic", "rustic"), weight=1.3,
):  # fmt: skip
    """A timber railing between the posts, on both sides of the way in."""

    pattern: str = choice(
        "square", ("square", "turned", "crossed"), "Square balusters, turned ones, or crosses.",
        tags=tagged(classic=("turned", "square"), rustic=("square", "crossed"),
                    craftsman=("square",), simple=("square",)),
    )  # fmt: skip
    rail_height: float = length(
        0.91, 0.6, 1.1, "Height of the rail above the floor.", step=0.01, typical=(0.85, 0.95)
    )
    on_steps: bool = flag(True, "Rails beside the steps where these have no walls.", chance=0.7)
    finish: str = palette.trim("What it is made of.", "craftsman", "simple", "classic", "rustic")


@dataclass(frozen=True)
class MetalRailing(
    Asset, name="porch_railing_metal", label="Metal railing", tags=("modern", "industrial"),
):  # fmt: skip
    """Upright bars, cables or panes of glass between slim posts."""

    infill: str = choice(
        "bars", ("bars", "cables", "glass"), "What fills it.",
        tags=tagged(modern=("cables", "glass", "bars"), industrial=("bars", "cables")),
    )  # fmt: skip
    rail_height: float = length(
        0.95, 0.8, 1.1, "Height of the rail above the floor.", step=0.01, typical=(0.9, 1.0)
    )
    on_steps: bool = flag(True, "Rails beside the steps where these have no walls.", chance=0.7)
    finish: str = palette.metal("What it is made of.", "modern", "industrial")


RAILING = Slot("porch_railing", NoRailing, Balustrade, MetalRailing, label="Railing")
