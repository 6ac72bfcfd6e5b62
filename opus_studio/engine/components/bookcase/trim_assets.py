"""What can be chosen for the crown and the base of a bookcase.

Plinths are 50-100 mm, baseboards 80-130 mm, feet 60-200 mm and cornices 50-120 mm high in makers'
catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.schema import Asset, Slot, choice, flag, length, ratio, tagged


@dataclass(frozen=True)
class FlushCrown(
    Asset,
    name="library_crown_flush",
    label="Flush top",
    tags=("modern", "simple", "scandinavian", "industrial"),
):
    """The top board lies over the sides and ends with them."""


@dataclass(frozen=True)
class CapCrown(
    Asset,
    name="library_crown_cap",
    label="Cap board",
    tags=("simple", "craftsman", "rustic"),
):
    """A board that overhangs the front and the sides, its edge eased."""

    cap_thickness: float = length(
        0.028, 0.02, 0.05, "Thickness of the board.", step=0.002, typical=(0.022, 0.036),
        tags=tagged(rustic=(0.034, 0.05)),
    )  # fmt: skip
    cap_overhang: float = length(
        0.018, 0.006, 0.035, "How far it overhangs.", step=0.001, typical=(0.012, 0.024)
    )


@dataclass(frozen=True)
class CorniceCrown(Asset, name="library_crown_cornice", label="Cornice", tags=("classic",)):
    """A moulded cornice, mitred around front and sides, over a frieze."""

    cornice_height: float = length(
        0.08, 0.05, 0.12, "Height of the moulding.", step=0.005, typical=(0.06, 0.1),
        tags=tagged(small=(0.05, 0.065), medium=(0.065, 0.085), large=(0.085, 0.12)),
        correlated_with="size",
    )  # fmt: skip
    projection_ratio: float = ratio(
        0.7, 0.5, 0.9, "How far it stands out, against its height.", step=0.05
    )
    dentils: bool = flag(False, "A row of small blocks below the moulding.", chance=0.3)


@dataclass(frozen=True)
class PlinthBase(
    Asset,
    name="library_base_plinth",
    label="Recessed plinth",
    tags=("modern", "simple", "scandinavian"),
):
    """A board set back below the bottom, between sides that stand on the floor."""

    plinth_height: float = length(
        0.07, 0.04, 0.12, "Height of the plinth.", step=0.005, typical=(0.05, 0.09)
    )
    plinth_setback: float = length(
        0.03, 0.005, 0.06, "How far it is set back.", step=0.005, typical=(0.01, 0.05)
    )


@dataclass(frozen=True)
class SkirtingBase(
    Asset,
    name="library_base_skirting",
    label="Moulded base",
    tags=("classic", "craftsman", "rustic"),
):
    """A baseboard around front and sides, as on the wall beside it."""

    skirting_height: float = length(
        0.1, 0.07, 0.15, "Height of the baseboard.", step=0.005, typical=(0.08, 0.13)
    )
    skirting_profile: str = choice(
        "ogee", ("square", "bullnose", "torus", "ogee"), "How its upper edge is worked.",
        tags=tagged(classic=("ogee", "torus"), craftsman=("square",), rustic=("square", "bullnose"),
                    simple=("square",)),
    )  # fmt: skip


@dataclass(frozen=True)
class FeetBase(
    Asset,
    name="library_base_feet",
    label="Feet",
    tags=("scandinavian", "modern", "rustic", "classic", "industrial"),
    weight=0.8,
):
    """Feet under the sides and uprights."""

    foot_height: float = length(
        0.13, 0.06, 0.2, "Height of the feet.", step=0.005, typical=(0.09, 0.16),
        tags=tagged(scandinavian=(0.13, 0.18), classic=(0.07, 0.1), rustic=(0.07, 0.1)),
    )  # fmt: skip
    foot_form: str = choice(
        "tapered", ("tapered", "block", "bun", "turned"), "The feet's shape.",
        tags=tagged(scandinavian=("tapered",), modern=("tapered", "block"), simple=("block",),
                    classic=("bun", "turned"), rustic=("block", "bun"), industrial=("block",)),
    )  # fmt: skip


@dataclass(frozen=True)
class FloorBase(
    Asset,
    name="library_base_floor",
    label="On the floor",
    tags=("industrial", "simple", "modern"),
    weight=0.6,
):
    """The lowest board lies just above the floor."""


CROWN = Slot("library_crown", FlushCrown, CapCrown, CorniceCrown, label="Crown")
BASE = Slot("library_base", PlinthBase, SkirtingBase, FeetBase, FloorBase, label="Base")
