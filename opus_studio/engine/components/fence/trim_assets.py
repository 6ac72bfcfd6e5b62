"""What can be chosen besides posts and infill: rails, handrail or capping, gate and base.

Arris rails are 75 mm triangles (BS 1722-5); handrails of 32 to 68 mm can be gripped (IRC R311.7.8);
garden gates are 0.75 to 1.2 m wide, those for carts 2.4 to 4 m.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.fence.palette import finishes, styled
from opus_studio.engine.schema import (
    STYLES,
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


@dataclass(frozen=True)
class RailBase(Asset):
    """What every rail behind pickets and boards has."""

    rail_width: float = length(
        0.07, 0.04, 0.12, "Height of a rail.", step=0.005, typical=(0.06, 0.09)
    )


@dataclass(frozen=True)
class SawnRails(RailBase, name="fence_rails_sawn", label="Sawn", tags=STYLES, weight=2.0):
    """Rails of rectangular section."""

    rail_thickness: float = length(0.035, 0.025, 0.06, "Depth of a rail.", step=0.005)


@dataclass(frozen=True)
class ArrisRails(RailBase, name="fence_rails_arris", label="Arris", tags=("rustic", "simple")):
    """Three-cornered rails that shed the rain."""


@dataclass(frozen=True)
class HalfRoundRails(RailBase, name="fence_rails_half_round", label="Half round", tags=("rustic",)):
    """Poles sawn in half, flat side to the pickets."""


RAILS = Slot("fence_rails", SawnRails, ArrisRails, HalfRoundRails, label="Rails")


@dataclass(frozen=True)
class NoTop(Asset, name="fence_top_none", label="None", tags=("simple", "rustic"), weight=1.5):
    """The infill ends freely; where it needs a rail on top it gets a plain one."""


@dataclass(frozen=True)
class FlatTop(
    Asset, name="fence_top_flat", label="Flat", tags=("simple", "modern", "craftsman", "rustic",
    "scandinavian", "industrial"),
):  # fmt: skip
    """A level board or flat bar."""

    top_width: float = length(0.11, 0.04, 0.2, "Width.", step=0.005, typical=(0.09, 0.14))
    top_thickness: float = length(
        0.032, 0.008, 0.06, "Thickness.", step=0.002, typical=(0.028, 0.04)
    )
    top_finish: str = finish(
        "painted_wood/white", tuple(dict.fromkeys((*finishes("rail"), *finishes("metal")))),
        "What it is made of.", typical=finishes("rail"), tags=styled("rail"),
    )  # fmt: skip


@dataclass(frozen=True)
class MouldedTop(
    Asset, name="fence_top_moulded", label="Moulded handrail", tags=("classic", "craftsman")
):  # fmt: skip
    """A handrail with a rounded back and hollow flanks."""

    top_width: float = length(0.068, 0.05, 0.12, "Width.", step=0.002, typical=(0.06, 0.09))
    top_finish: str = finish(
        "mahogany",
        tuple(dict.fromkeys((*finishes("rail"), *finishes("metal")))),
        "What it is made of.",
        typical=finishes("rail"),
        tags=styled("rail", "classic", "craftsman"),
    )


@dataclass(frozen=True)
class RoundTop(Asset, name="fence_top_round", label="Round tube", tags=("modern", "industrial")):
    """A round handrail."""

    top_diameter: float = length(0.045, 0.032, 0.068, "Diameter.", step=0.001, typical=(0.04, 0.05))
    top_finish: str = finish(
        "steel", tuple(dict.fromkeys((*finishes("metal"), *finishes("rail")))),
        "What it is made of.", typical=finishes("metal"),
        tags=styled("metal", "modern", "industrial"),
    )  # fmt: skip


@dataclass(frozen=True)
class Coping(Asset, name="fence_top_coping", label="Stone coping", tags=("classic",), weight=0.3):
    """A weathered coping stone with a drip under its edges."""

    top_width: float = length(0.24, 0.16, 0.4, "Width.", typical=(0.2, 0.3))
    top_thickness: float = length(0.09, 0.05, 0.16, "Thickness.", typical=(0.08, 0.12))
    top_finish: str = finish(
        "limestone", finishes("stone"), "What it is made of.",
        typical=("limestone", "travertine"), tags=tagged(classic=("limestone", "travertine")),
    )  # fmt: skip


TOP = Slot("fence_top", NoTop, FlatTop, MouldedTop, RoundTop, Coping, label="Handrail")


@dataclass(frozen=True)
class NoGate(Asset, name="fence_gate_none", label="None", tags=("small", *STYLES), weight=3.0):
    """No gate."""


@dataclass(frozen=True)
class GateBase(Asset):
    """What every gate has."""

    opening_angle: float = angle(0, 0, 90, "How far it stands open.", typical=(0, 0))
    gate_position: float = ratio(
        0.5, 0.0, 1.0, "Where it stands along the front.", typical=(0.3, 0.7)
    )
    braced: bool = flag(True, "A brace from the lower hinge to the upper corner.", chance=0.85)
    gate_hardware: str = choice(
        "strap", ("strap", "butt"), "Kind of hinges.",
        tags=tagged(modern=("butt",), industrial=("butt",), rustic=("strap",), classic=("strap",)),
    )  # fmt: skip
    hardware_finish: str = finish(
        "painted_metal/black",
        ("painted_metal/black", "hammered_iron", "galvanised_steel", "steel", "bronze"),
        "What hinges and latch are made of.",
        tags=tagged(modern=("steel", "painted_metal/black"), rustic=("hammered_iron",),
                    industrial=("galvanised_steel",), craftsman=("bronze", "painted_metal/black"),
                    classic=("painted_metal/black",), simple=("painted_metal/black",)),
    )  # fmt: skip


@dataclass(frozen=True)
class SingleGate(
    GateBase, name="fence_gate_single", label="Single", tags=("medium", "large", *STYLES)
):  # fmt: skip
    """One leaf that fits the infill."""

    gate_width: float = length(
        0.95, 0.6, 1.6, "Clear width between the gate's posts.", step=0.05, typical=(0.85, 1.1)
    )


@dataclass(frozen=True)
class DoubleGate(
    GateBase, name="fence_gate_double", label="Double", tags=("large", *STYLES), weight=0.5
):  # fmt: skip
    """A pair of leaves that meet in the middle."""

    gate_width: float = length(
        2.4, 1.2, 4.0, "Clear width between the gate's posts.", step=0.05, typical=(1.6, 3.0)
    )


GATE = Slot("fence_gate", NoGate, SingleGate, DoubleGate, label="Gate")


@dataclass(frozen=True)
class NoBase(Asset, name="fence_base_none", label="None", tags=STYLES, weight=3.0):
    """The infill stands free of the ground."""


@dataclass(frozen=True)
class GravelBoard(
    Asset, name="fence_base_gravel_board", label="Gravel board", tags=("simple", "industrial")
):  # fmt: skip
    """A board between the posts that keeps the infill out of the soil."""

    board_height: float = length(0.15, 0.1, 0.3, "Height.", typical=(0.15, 0.2))
    base_finish: str = finish(
        "concrete", ("concrete", "pine", "oak", "board_marked_concrete", "granite"),
        "What it is made of.", correlated_with="",
    )  # fmt: skip


@dataclass(frozen=True)
class Plinth(
    Asset, name="fence_base_plinth", label="Plinth wall", tags=("classic", "rustic"), weight=0.5
):  # fmt: skip
    """A low wall with a coping that the fence stands on."""

    plinth_height: float = length(0.3, 0.12, 0.6, "Height.", typical=(0.2, 0.4))
    plinth_width: float = length(0.22, 0.14, 0.4, "Width of the wall.", typical=(0.2, 0.3))
    base_finish: str = finish(
        "running_bond_brick", finishes("stone"), "What the wall is made of.",
        tags=styled("stone", "classic", "rustic"),
    )  # fmt: skip


BASE = Slot("fence_base", NoBase, GravelBoard, Plinth, label="Base")
