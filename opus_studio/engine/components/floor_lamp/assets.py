"""What can be chosen for a floor lamp: its slots, their assets and parameters.

Sizes are those of lamps on sale: 1.4-1.7 m to the top of a shaded lamp (the shade's lower rim near
the eyes of somebody seated, 1.0-1.2 m), 1.7-1.85 m for an uplighter, 1.9-2.2 m for an arc that
reaches 0.9-1.2 m, 1.2-1.5 m for a reading lamp; shades 0.35-0.50 m wide; bases 0.24-0.32 m wide
and as heavy as the lamp needs to stand (EN 60598-1 asks for no fall at a tilt of 6 degrees).
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.floor_lamp.palette import (
    BASES,
    CABLES,
    METALS,
    WOODS,
    bases,
    cables,
    metals,
    woods,
)
from opus_studio.engine.components.floor_lamp.shade_assets import (
    DomeShade,
    DrumShade,
    EmpireShade,
    GlobeShade,
)
from opus_studio.engine.schema import (
    Asset,
    Slot,
    angle,
    choice,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)

_ARC = ("modern", "industrial", "simple")


@dataclass(frozen=True)
class ArcStand(Asset, name="floor_lamp_stand_arc", label="Arc", tags=_ARC):
    """A tube that bends over in a wide arc and lets the shade hang from its end."""

    height: float = length(
        2.0,
        1.6,
        2.4,
        "Overall height.",
        typical=(1.85, 2.15),
        tags=tagged(small=(1.65, 1.8), medium=(1.9, 2.05), large=(2.15, 2.35)),
        correlated_with="size",
    )
    reach: float = length(
        1.05,
        0.6,
        1.5,
        "How far the end of the arc stands out from the base.",
        typical=(0.85, 1.2),
        tags=tagged(small=(0.65, 0.8), medium=(0.9, 1.1), large=(1.2, 1.45)),
        correlated_with="size",
    )
    tube_thickness: float = length(
        0.024, 0.016, 0.04, "Diameter of the tube.", step=0.001, typical=(0.02, 0.03)
    )
    head_tilt: float = angle(0, -30, 45, "How far the head is tilted outwards.", typical=(0, 12))
    finish: str = finish("polished_steel", METALS, "The metal.", tags=metals(*_ARC))


_TRIPOD = ("scandinavian", "modern", "rustic", "industrial")


@dataclass(frozen=True)
class TripodStand(Asset, name="floor_lamp_stand_tripod", label="Tripod", tags=_TRIPOD, weight=1.2):
    """Three legs that meet in a hub below the shade."""

    height: float = length(
        1.5,
        1.1,
        1.8,
        "Overall height, floor to the top of the upright shade.",
        typical=(1.4, 1.6),
        tags=tagged(small=(1.15, 1.3), medium=(1.4, 1.55), large=(1.62, 1.75)),
        correlated_with="size",
    )
    leg_spread: float = ratio(
        0.2, 0.14, 0.28, "Distance of a foot from the middle, of the height.", typical=(0.17, 0.23)
    )
    leg_thickness: float = length(
        0.032, 0.02, 0.05, "Diameter of a leg at its thickest.", step=0.001, typical=(0.026, 0.038)
    )
    spreader: bool = flag(
        True,
        "A rod with arms that keeps the legs apart.",
        chance=0.5,
        tags=tagged(scandinavian=0.3, modern=0.2, rustic=0.6, industrial=0.9),
    )
    head_tilt: float = angle(0, 0, 40, "How far the head is tilted to the front.", typical=(0, 0))
    wood: str = finish("oak", WOODS, "What the legs are made of.", tags=woods(*_TRIPOD))
    metal: str = finish("brass", METALS, "The metal of hub and stem.", tags=metals(*_TRIPOD))


_TORCHIERE = ("classic", "modern", "simple")


@dataclass(frozen=True)
class TorchiereStand(Asset, name="floor_lamp_stand_torchiere", label="Torchiere", tags=_TORCHIERE):
    """A tall slim pole whose shade opens upwards and lights the ceiling."""

    height: float = length(
        1.78,
        1.5,
        2.0,
        "Overall height.",
        typical=(1.7, 1.85),
        tags=tagged(small=(1.52, 1.62), medium=(1.72, 1.82), large=(1.88, 1.98)),
        correlated_with="size",
    )
    tube_thickness: float = length(
        0.022, 0.014, 0.035, "Diameter of the pole.", step=0.001, typical=(0.018, 0.026)
    )
    collars: int = count(
        1, 0, 3, "Rings on the pole.", tags=tagged(classic=(2, 3), modern=(0, 0), simple=(0, 1))
    )
    head_tilt: float = angle(0, 0, 45, "How far the bowl is tilted.", typical=(0, 0))
    finish: str = finish("brass", METALS, "The metal.", tags=metals(*_TORCHIERE))


_READING = ("classic", "industrial", "simple")


@dataclass(frozen=True)
class ReadingStand(
    Asset, name="floor_lamp_stand_reading", label="Reading (pharmacy)", tags=_READING
):
    """A pole with an arm that turns, slides and carries a small head over the book."""

    height: float = length(
        1.3,
        1.05,
        1.6,
        "Height of the pole with its finial.",
        typical=(1.2, 1.42),
        tags=tagged(small=(1.08, 1.18), medium=(1.25, 1.35), large=(1.45, 1.55)),
        correlated_with="size",
    )
    arm_length: float = length(
        0.3, 0.18, 0.5, "From the pole to the head.", typical=(0.24, 0.38), correlated_with="size"
    )
    arm_angle: float = angle(8, -20, 45, "How far the arm rises.", typical=(0, 18))
    head_tilt: float = angle(20, 0, 70, "How far the head is tilted outwards.", typical=(8, 30))
    tube_thickness: float = length(
        0.016, 0.012, 0.026, "Diameter of the pole.", step=0.001, typical=(0.014, 0.02)
    )
    finish: str = finish("brass", METALS, "The metal.", tags=metals(*_READING))


_COLUMN = ("classic", "rustic", "simple", "scandinavian")


@dataclass(frozen=True)
class ColumnStand(Asset, name="floor_lamp_stand_column", label="Column", tags=_COLUMN):
    """One upright with the shade on top: a plain tube or turned wood."""

    height: float = length(
        1.55,
        1.2,
        1.85,
        "Overall height, floor to the top of the upright shade.",
        typical=(1.48, 1.65),
        tags=tagged(small=(1.25, 1.38), medium=(1.48, 1.58), large=(1.68, 1.8)),
        correlated_with="size",
    )
    column_style: str = choice(
        "plain",
        ("plain", "turned"),
        "A plain tube, or wood turned on the lathe.",
        tags=tagged(
            classic=("turned", "plain"), rustic=("turned",), simple=("plain",),
            scandinavian=("plain",),
        ),
    )  # fmt: skip
    column_thickness: float = length(
        0.028, 0.016, 0.06, "Thickness of the column.", step=0.001, typical=(0.022, 0.038)
    )
    metal: str = finish("brass", METALS, "The metal of a plain column.", tags=metals(*_COLUMN))
    wood: str = finish("walnut", WOODS, "The wood of a turned column.", tags=woods(*_COLUMN))


@dataclass(frozen=True)
class FootBase(Asset):
    """What every weighted base has."""

    base_size: float = length(
        0.28,
        0.2,
        0.45,
        "Width of the base; at least what the lamp needs to stand safely.",
        typical=(0.25, 0.32),
        tags=tagged(small=(0.22, 0.25), medium=(0.26, 0.3), large=(0.32, 0.38)),
        correlated_with="size",
    )


_DISC = ("modern", "simple", "scandinavian", "industrial")


@dataclass(frozen=True)
class DiscBase(FootBase, name="floor_lamp_base_disc", label="Disc", tags=_DISC):
    """A flat weighted disc with felt below."""

    base_thickness: float = length(
        0.02, 0.012, 0.08, "Height of the disc.", step=0.001, typical=(0.015, 0.03)
    )
    finish: str = finish("painted_metal/black", BASES, "Metal or stone.", tags=bases(*_DISC))


_BLOCK = ("modern", "industrial")


@dataclass(frozen=True)
class BlockBase(FootBase, name="floor_lamp_base_block", label="Block", tags=_BLOCK, weight=0.8):
    """A heavy square block of stone or steel."""

    base_thickness: float = length(
        0.06, 0.03, 0.2, "Height of the block.", step=0.005, typical=(0.04, 0.08)
    )
    finish: str = finish("white_marble", BASES, "Stone or metal.", tags=bases(*_BLOCK))


_BELL = ("classic", "rustic")


@dataclass(frozen=True)
class BellBase(FootBase, name="floor_lamp_base_bell", label="Stepped bell", tags=_BELL):
    """A turned base that rises to the pole in mouldings."""

    bell_height: float = length(
        0.07, 0.04, 0.12, "Height of the base.", step=0.005, typical=(0.055, 0.085)
    )
    finish: str = finish("brass", BASES, "The metal.", tags=bases(*_BELL))


@dataclass(frozen=True)
class BulbBase(Asset):
    """What every bulb has."""

    color_temperature: int = count(
        2700, 2200, 4000, "Colour of the light in kelvin; 2700 is warm white.",
        typical=(2600, 3000),
    )  # fmt: skip
    brightness: float = ratio(
        0.8, 0.0, 1.0, "How brightly it shines; 0 is switched off.", typical=(0.7, 1.0)
    )


@dataclass(frozen=True)
class ClassicBulb(BulbBase, name="floor_lamp_bulb_classic", label="Classic A60", weight=2.0):
    """A frosted bulb of the usual shape, 60 mm across."""


@dataclass(frozen=True)
class GlobeBulb(
    BulbBase, name="floor_lamp_bulb_globe", label="Globe G95", tags=("modern", "scandinavian")
):
    """A large round frosted bulb."""

    bulb_diameter: float = length(
        0.095, 0.08, 0.125, "Diameter of the bulb.", step=0.005, typical=(0.08, 0.095)
    )


@dataclass(frozen=True)
class FilamentBulb(
    BulbBase, name="floor_lamp_bulb_filament", label="Filament", tags=("industrial", "rustic")
):
    """Clear glass with visible glowing threads."""


_CABLE = ("modern", "simple", "classic", "rustic", "industrial", "scandinavian")


@dataclass(frozen=True)
class CableBase(Asset):
    """What every cable has."""

    cable_length: float = length(
        0.6, 0.2, 2.0, "How far the plug lies behind the lamp.", step=0.05, typical=(0.3, 0.5)
    )
    sheath: str = finish(
        "matte_plastic/black", CABLES, "Plastic or woven cable.", tags=cables(*_CABLE)
    )


@dataclass(frozen=True)
class FootSwitchCable(
    CableBase, name="floor_lamp_cable_foot_switch", label="Foot switch", tags=_CABLE
):
    """A round switch on the floor, pressed with the foot."""


@dataclass(frozen=True)
class InlineSwitchCable(
    CableBase,
    name="floor_lamp_cable_inline_switch",
    label="Inline switch",
    tags=("simple", "modern", "scandinavian", "industrial", "rustic"),
):
    """A small rocker switch in the cable."""


@dataclass(frozen=True)
class PullChainCable(
    CableBase,
    name="floor_lamp_cable_pull_chain",
    label="Pull chain",
    tags=("classic", "rustic"),
    weight=0.4,
):
    """A plain cable; a ball chain at the lampholder switches the light."""

    chain_length: float = length(
        0.16, 0.08, 0.3, "Length of the chain.", step=0.01, typical=(0.14, 0.22)
    )


STAND: Slot[ArcStand | TripodStand | TorchiereStand | ReadingStand | ColumnStand] = Slot(
    "floor_lamp_stand",
    ArcStand,
    TripodStand,
    TorchiereStand,
    ReadingStand,
    ColumnStand,
    label="Stand",
)
SHADE: Slot[DrumShade | EmpireShade | GlobeShade | DomeShade] = Slot(
    "floor_lamp_shade", DrumShade, EmpireShade, GlobeShade, DomeShade, label="Shade"
)
BASE: Slot[DiscBase | BlockBase | BellBase] = Slot(
    "floor_lamp_base", DiscBase, BlockBase, BellBase, label="Base"
)
BULB = Slot(
    "floor_lamp_bulb", ClassicBulb, GlobeBulb, FilamentBulb, label="Bulb", takes_model_color=False
)
CABLE = Slot(
    "floor_lamp_cable",
    FootSwitchCable,
    InlineSwitchCable,
    PullChainCable,
    label="Cable",
    takes_model_color=False,
)
