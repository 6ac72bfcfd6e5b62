"""What can be chosen for a sofa's cushions, cover, legs and pillows.

Seat cushions are 0.10-0.20 m thick, back cushions 0.12-0.25 m; welts are cords of 4-5 mm; feet are
0.04-0.18 m high (a robot vacuum needs 0.09 m); scatter cushions measure 0.40-0.55 m.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.sofa.palette import (
    FABRICS,
    LEATHERS,
    METALS,
    PIPINGS,
    VELVETS,
    WOODS,
    by_style,
    distinct,
)
from opus_studio.engine.schema import Asset, Slot, angle, choice, finish, length, tagged

_PIPING = ("matching", "contrast", "none")


@dataclass(frozen=True)
class Seat(Asset):
    """What every seat has."""

    seat_cushion_thickness: float = length(
        0.15,
        0.09,
        0.21,
        "Thickness of the seat cushions, less where the seat is too low for it.",
        typical=(0.13, 0.18),
    )
    sag: float = length(
        0.008,
        0.0,
        0.025,
        "How deep sitting has pressed the seats in.",
        step=0.001,
        typical=(0.004, 0.014),
        tags=tagged(modern=(0.002, 0.006), rustic=(0.012, 0.022)),
    )


@dataclass(frozen=True)
class LooseSeat(
    Seat,
    name="sofa_seat_cushions_loose",
    label="Cushion for each seat",
    weight=1.8,
    tags=("simple", "classic", "rustic", "scandinavian", "modern", "industrial"),
):
    """A loose box cushion for each seat."""

    crown: float = length(
        0.032,
        0.012,
        0.055,
        "How far the fill swells a cushion's middle.",
        step=0.001,
        typical=(0.024, 0.042),
    )


@dataclass(frozen=True)
class BenchSeat(
    Seat,
    name="sofa_seat_cushions_bench",
    label="Bench cushion",
    tags=("modern", "scandinavian", "simple"),
):
    """One long cushion over all the seats of a side."""

    crown: float = length(
        0.026,
        0.012,
        0.045,
        "How far the fill swells the cushion's middle.",
        step=0.001,
        typical=(0.02, 0.034),
    )


@dataclass(frozen=True)
class TuftedSeat(
    Seat,
    name="sofa_seat_cushions_tufted",
    label="Tufted cushions",
    tags=("modern", "scandinavian", "industrial"),
    weight=0.7,
):
    """Cushions buttoned in squares, as on a daybed."""

    tuft_pitch: float = length(0.2, 0.15, 0.3, "Distance of two buttons.", typical=(0.17, 0.24))
    tuft_pull: float = length(
        0.024, 0.01, 0.04, "How deep the buttons are drawn.", step=0.002, typical=(0.018, 0.03)
    )


@dataclass(frozen=True)
class Cover(Asset):
    """What every cover has."""

    piping: str = choice(
        "matching",
        _PIPING,
        "The cord in the seams: of the same cover, in a second colour, or none.",
        typical=("matching", "matching", "contrast", "none"),
        tags=tagged(
            classic=("matching", "contrast"), modern=("none", "matching"), rustic=("matching",)
        ),
    )
    piping_finish: str = finish(
        "linen/chocolate", distinct(PIPINGS), "Of contrasting piping.", typical=PIPINGS
    )

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        raise NotImplementedError


@dataclass(frozen=True)
class FabricCover(
    Cover,
    name="sofa_upholstery_fabric",
    label="Fabric",
    weight=1.7,
    tags=("simple", "modern", "rustic", "scandinavian"),
):
    """Linen, canvas or tweed."""

    cover: str = finish(
        "linen/oatmeal",
        distinct(FABRICS),
        "The cloth.",
        typical=FABRICS,
        tags=by_style(FABRICS, "simple", "modern", "rustic", "scandinavian"),
    )

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.cover


@dataclass(frozen=True)
class VelvetCover(
    Cover, name="sofa_upholstery_velvet", label="Velvet", tags=("classic", "modern"), weight=0.8
):
    """Cotton velvet."""

    cover: str = finish(
        "velvet/petrol",
        distinct(VELVETS),
        "The velvet.",
        typical=VELVETS,
        tags=by_style(VELVETS, "classic", "modern"),
    )

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.cover


@dataclass(frozen=True)
class LeatherCover(
    Cover,
    name="sofa_upholstery_leather",
    label="Leather",
    tags=("classic", "industrial", "rustic"),
):
    """Full-grain cowhide."""

    cover: str = finish(
        "leather/cognac",
        distinct(LEATHERS),
        "The hide.",
        typical=LEATHERS,
        tags=by_style(LEATHERS, "classic", "industrial", "rustic"),
    )

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.cover


@dataclass(frozen=True)
class Support(Asset):
    """What a sofa stands on."""

    def ground(self, deck: float) -> float:
        """Height of the body's underside over the floor, where its top lies at `deck`; metres."""
        raise NotImplementedError

    @property
    def clear(self) -> float:
        """Height that stays free below the body, metres."""
        raise NotImplementedError


@dataclass(frozen=True)
class Leg(Support):
    """What every support has."""

    leg_height: float = length(
        0.12, 0.04, 0.18, "Height of the legs.", step=0.005, typical=(0.09, 0.16)
    )

    @property
    def clear(self) -> float:
        """Height that stays free below the body, metres."""
        return self.leg_height

    def ground(self, deck: float) -> float:
        """Height of the body's underside over the floor, metres."""
        return self.leg_height


@dataclass(frozen=True)
class TaperedLeg(
    Leg,
    name="sofa_legs_tapered",
    label="Tapered legs",
    tags=("scandinavian", "modern", "simple"),
    weight=1.4,
):
    """Round tapered legs that stand outwards."""

    splay: float = angle(8, 0, 16, "How far the legs stand outwards.", typical=(4, 12))
    leg_width: float = length(0.045, 0.032, 0.065, "Width at the top.", step=0.001)
    leg_finish: str = finish(
        "oak",
        distinct(WOODS),
        "The wood.",
        typical=WOODS,
        tags=by_style(WOODS, "scandinavian", "modern", "simple"),
    )


@dataclass(frozen=True)
class BlockLeg(
    Leg, name="sofa_legs_block", label="Block feet", tags=("simple", "rustic", "industrial")
):
    """Square blocks of wood."""

    leg_width: float = length(0.065, 0.045, 0.1, "Width of a block.", step=0.005)
    leg_finish: str = finish(
        "oak",
        distinct(WOODS),
        "The wood.",
        typical=WOODS,
        tags=by_style(WOODS, "simple", "rustic", "industrial"),
    )


@dataclass(frozen=True)
class TurnedLeg(Leg, name="sofa_legs_turned", label="Turned feet", tags=("classic", "rustic")):
    """Buns when low, turned legs when high."""

    leg_width: float = length(0.08, 0.055, 0.11, "Widest part of a foot.", step=0.005)
    leg_finish: str = finish(
        "mahogany",
        distinct(WOODS),
        "The wood.",
        typical=WOODS,
        tags=by_style(WOODS, "classic", "rustic"),
    )


@dataclass(frozen=True)
class MetalLeg(
    Leg, name="sofa_legs_metal", label="Metal hoops", tags=("industrial", "modern"), weight=0.8
):
    """Hoops of round steel from front to back."""

    bar: float = length(0.014, 0.01, 0.022, "Thickness of the steel.", step=0.001)
    leg_finish: str = finish(
        "painted_metal/black",
        distinct(METALS),
        "The metal.",
        typical=METALS,
        tags=by_style(METALS, "industrial", "modern"),
    )


@dataclass(frozen=True)
class Plinth(Support, name="sofa_legs_plinth", label="Plinth", tags=("modern",), weight=0.5):
    """A set-back plinth: the sofa seems to float."""

    plinth_height: float = length(0.05, 0.03, 0.1, "Height of the plinth.", step=0.005)
    leg_finish: str = finish(
        "oak", distinct(WOODS), "The wood.", typical=WOODS, tags=by_style(WOODS, "modern")
    )

    @property
    def clear(self) -> float:
        """Height that stays free below the body, metres."""
        return self.plinth_height

    def ground(self, deck: float) -> float:
        """Height of the body's underside over the floor, metres."""
        return self.plinth_height


@dataclass(frozen=True)
class Skirt(Support, name="sofa_legs_skirt", label="Skirt", tags=("classic",), weight=0.4):
    """A pleated skirt that hides block feet."""

    skirt_height: float = length(0.16, 0.1, 0.2, "Height of the skirt.", typical=(0.13, 0.18))
    pleats: str = choice("pleated", ("pleated", "gathered", "plain"), "How the skirt falls.")

    def ground(self, deck: float) -> float:
        """Height of the body's underside over the floor, metres."""
        return min(self.skirt_height, deck - 0.06)

    @property
    def clear(self) -> float:
        """Height that stays free below the body, metres."""
        return 0.1


SEAT = Slot("sofa_seat_cushions", LooseSeat, BenchSeat, TuftedSeat, label="Seat cushions")
COVER: Slot[Cover] = Slot(
    "sofa_upholstery", FabricCover, VelvetCover, LeatherCover, label="Upholstery"
)
LEGS: Slot[Support] = Slot(
    "sofa_legs",
    TaperedLeg,
    BlockLeg,
    TurnedLeg,
    MetalLeg,
    Plinth,
    Skirt,
    label="Legs",
    takes_model_color=False,
)
