"""What can be chosen to stand on a chimney: pots, liners, cowls and slabs on piers."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.shared.house_finishes import metal_finish
from opus_studio.engine.schema import Asset, Slot, count, finish, flag, length, tagged


@dataclass(frozen=True)
class NoPots(Asset, name="chimney_pots_none", label="Flue liners", tags=("modern", "rustic")):
    """Clay liners end just above the crown."""

    liner_diameter: float = length(0.2, 0.15, 0.28, "Width of a liner.", step=0.005)
    flues: int = count(1, 1, 4, "Number of flues.", typical=(1, 2))


@dataclass(frozen=True)
class PotBase(Asset):
    """What all pots have."""

    pots: int = count(2, 1, 8, "Number of pots; fewer where there is no room.", typical=(1, 4))
    pot_height: float = length(0.45, 0.2, 0.9, "Height of a pot.", step=0.025, typical=(0.3, 0.6))
    pot_diameter: float = length(0.24, 0.17, 0.34, "Width of its foot.", step=0.005)
    pot_finish: str = finish(
        "plaster/terracotta",
        ("plaster/terracotta", "plaster/sand", "plaster/brick_red", "plaster/ochre"),
        "What pots are made of.",
        typical=("plaster/terracotta", "plaster/sand"),
        correlated_with="pots",
    )


@dataclass(frozen=True)
class RollTopPots(
    PotBase, name="chimney_pots_roll_top", label="Roll-top pots",
    tags=("classic", "rustic", "craftsman", "industrial"), weight=1.4,
):  # fmt: skip
    """Tapered pots with a rolled rim."""


@dataclass(frozen=True)
class CrownPots(PotBase, name="chimney_pots_crown", label="Crown pots", tags=("classic",)):
    """Pots with a ring of points, as on Victorian houses."""

    points: int = count(8, 6, 12, "Points of the crown.")


@dataclass(frozen=True)
class OctagonalPots(
    PotBase, name="chimney_pots_octagonal", label="Tall octagonal pots", tags=("classic", "large"),
    weight=0.7,
):  # fmt: skip
    """Tall eight-sided pots with moulded bands."""


@dataclass(frozen=True)
class LouvredPots(
    PotBase, name="chimney_pots_louvred", label="Louvred pots", tags=("rustic", "industrial"),
    weight=0.6,
):  # fmt: skip
    """Closed pots that let the smoke out between rings."""

    louvres: int = count(4, 3, 6, "Rings.")


@dataclass(frozen=True)
class CoverSlab(
    Asset, name="chimney_pots_cover", label="Cover on piers", tags=("modern", "rustic", "craftsman")
):
    """A flat slab on short piers that keeps the rain out."""

    flues: int = count(1, 1, 4, "Number of flues below it.", typical=(1, 2))
    cover_rise: float = length(0.22, 0.14, 0.4, "Height of the piers.", step=0.01)
    cover_thickness: float = length(0.06, 0.04, 0.1, "Thickness of the slab.", step=0.005)
    cover_finish: str = finish(
        "concrete", ("concrete", "limestone", "slate", "granite"), "What it is made of.",
        tags=tagged(rustic=("slate", "limestone", "granite"), modern=("concrete",)),
    )  # fmt: skip


@dataclass(frozen=True)
class CowlPots(
    Asset, name="chimney_pots_cowl", label="Cowls", tags=("modern", "industrial", "craftsman")
):
    """Metal hoods over the flues."""

    flues: int = count(1, 1, 4, "Number of flues.", typical=(1, 2))
    cowl_diameter: float = length(0.2, 0.15, 0.3, "Width of the neck.", step=0.005)
    rotating: bool = flag(False, "The hood is a turning ball of vanes.", chance=0.35)
    cowl_finish: str = metal_finish("What they are made of.", "modern", "industrial", "craftsman")


POTS = Slot("chimney_pots", NoPots, RollTopPots, CrownPots, OctagonalPots, LouvredPots, CoverSlab,
            CowlPots, label="Pots", takes_model_color=False)  # fmt: skip
