"""What can be chosen for a house: what stands before its front door.

The house decides of what kind it is, how large, and of what design; everything else is the nested
Porch's. Steps keep 2R + T near 0.63 m.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opus_studio.engine.components.shared.house_finishes import stone_finish
from opus_studio.engine.schema import SIZES, Asset, Slot, choice, length


@dataclass(frozen=True)
class EntranceBase(Asset):
    """What every entrance has."""

    steps_width: float = length(
        1.8, 1.2, 3.6, "Width of the steps; at least that of the door.", step=0.05,
        typical=(1.5, 2.2),
    )  # fmt: skip
    landing_depth: float = length(
        1.2, 0.9, 2.6, "Depth of the landing before the door.", step=0.05, typical=(1.0, 1.4)
    )
    tread: float = length(0.3, 0.26, 0.4, "Depth of a step.", step=0.01)
    steps_finish: str = stone_finish("What steps and landing are made of.")


def _design(text: str, default: str, **styles: tuple[str, ...]) -> Any:
    """A template of the nested Porch; what is asked of the Porch itself comes before it."""
    every = tuple(dict.fromkeys([default, *(name for names in styles.values() for name in names)]))
    return choice(default, every, text, tags=styles)


@dataclass(frozen=True)
class Stoop(
    EntranceBase, name="house_entrance_stoop", label="Steps",
    tags=("rustic", "industrial", "small"), weight=0.35,
):  # fmt: skip
    """Steps and a landing, nothing above."""

    design: str = _design("Which landing.", "stone_stoop", rustic=("stone_stoop",),
                          industrial=("stone_stoop", "brick_stoop"))  # fmt: skip


@dataclass(frozen=True)
class Canopy(
    EntranceBase, name="house_entrance_canopy", label="Canopy",
    tags=("modern", "industrial", "classic", "small", "medium"), weight=0.6,
):  # fmt: skip
    """A slab, a pane or a small roof over the door on rods or brackets."""

    canopy_depth: float = length(1.0, 0.6, 1.6, "How far it stands out.", step=0.05)
    design: str = _design(
        "Which canopy.", "modern_canopy", modern=("modern_canopy", "glass_canopy"),
        industrial=("modern_canopy", "glass_canopy"), classic=("bracketed_hood",),
        rustic=("tiled_hood",),
    )  # fmt: skip


@dataclass(frozen=True)
class Porch(
    EntranceBase, name="house_entrance_porch", label="Porch",
    tags=("craftsman", "rustic", "classic", *SIZES), weight=1.1,
):  # fmt: skip
    """A roof on posts over the landing."""

    porch_width: float = length(
        3.0, 2.0, 6.0, "Width over the posts; less where the wall is short.", step=0.1,
        typical=(2.6, 4.0),
    )  # fmt: skip
    porch_depth: float = length(1.8, 1.2, 2.8, "How far it stands out.", step=0.05)
    design: str = _design(
        "Which porch.", "hipped_porch", craftsman=("craftsman_bungalow", "hipped_porch"),
        rustic=("cottage_gable", "brick_piers", "victorian_turned"),
        classic=("hipped_porch", "victorian_turned"),
    )  # fmt: skip


@dataclass(frozen=True)
class Veranda(
    Porch,
    name="house_entrance_veranda",
    label="Veranda",
    tags=("rustic", "modern", "medium", "large"),
    weight=0.9,
):
    """A long porch under a roof that leans against the wall."""

    porch_width: float = length(
        5.6, 3.0, 8.0, "Width over the posts; less where the wall is short.", step=0.1,
        typical=(4.8, 7.6),
    )  # fmt: skip
    porch_depth: float = length(2.0, 1.4, 2.8, "How far it stands out.", step=0.05)
    design: str = _design("Which veranda.", "farmhouse_veranda", rustic=("farmhouse_veranda",),
                          modern=("steel_veranda",))  # fmt: skip


@dataclass(frozen=True)
class Portico(
    EntranceBase,
    name="house_entrance_portico",
    label="Portico",
    tags=("classic", "medium", "large"),
    weight=0.8,
):
    """Columns carrying an entablature, with a pediment where the wall has room for it."""

    portico_width: float = length(
        2.6, 2.0, 4.5, "Width over the columns; less where the wall is short.", step=0.1,
        typical=(2.4, 3.2),
    )  # fmt: skip
    portico_depth: float = length(1.4, 1.1, 2.4, "How far it stands out.", step=0.05)
    design: str = _design("Which portico.", "georgian_portico",
                          classic=("georgian_portico", "fluted_portico"))  # fmt: skip


ENTRANCE = Slot("house_entrance", Stoop, Canopy, Porch, Veranda, Portico, label="Entrance",
                takes_model_color=False)  # fmt: skip
