"""The shades of a floor lamp: fabric drums and cones, glass balls, metal domes.

Shades on sale are 0.35-0.50 m wide and 0.52-0.70 as high; heads of reading lamps 0.15-0.22 m.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.floor_lamp.palette import (
    DOMES,
    FABRICS,
    GLASSES,
    domes,
    fabrics,
    glasses,
)
from opus_studio.engine.schema import Asset, choice, finish, flag, length, ratio, tagged

_DRUM = ("modern", "simple", "scandinavian")
_EMPIRE = ("classic", "rustic")


@dataclass(frozen=True)
class FabricShade(Asset):
    """What every shade of fabric has."""

    shade_diameter: float = length(
        0.42,
        0.16,
        0.65,
        "Width of the shade at its wider end.",
        typical=(0.36, 0.48),
        tags=tagged(small=(0.3, 0.36), medium=(0.4, 0.45), large=(0.48, 0.56)),
        correlated_with="size",
    )
    lining: str = choice(
        "white", ("white", "gold", "copper"), "The inner side.", typical=("white", "white", "gold")
    )


@dataclass(frozen=True)
class DrumShade(
    FabricShade,
    name="floor_lamp_shade_drum",
    label="Drum",
    tags=_DRUM,
    weight=1.2,
):
    """A cylinder of fabric on two rings."""

    height_ratio: float = ratio(
        0.62, 0.4, 1.0, "Height of the shade against its width.", typical=(0.52, 0.7)
    )
    fabric: str = finish("linen/white", FABRICS, "The fabric.", tags=fabrics(*_DRUM))


@dataclass(frozen=True)
class EmpireShade(FabricShade, name="floor_lamp_shade_empire", label="Empire", tags=_EMPIRE):
    """A cone of fabric, wider at its open end."""

    height_ratio: float = ratio(
        0.62, 0.45, 0.9, "Height of the shade against its width.", typical=(0.55, 0.7)
    )
    narrow_ratio: float = ratio(
        0.6, 0.35, 0.85, "Width of the narrow end against that of the wide one.",
        typical=(0.5, 0.7),
    )  # fmt: skip
    pleats: bool = flag(
        False, "Fabric laid in soft pleats.", chance=0.3, tags=tagged(classic=0.55, rustic=0.1)
    )
    fabric: str = finish("linen/cream", FABRICS, "The fabric.", tags=fabrics(*_EMPIRE))


_GLOBE = ("modern", "classic", "scandinavian")


@dataclass(frozen=True)
class GlobeShade(Asset, name="floor_lamp_shade_globe", label="Globe", tags=_GLOBE, weight=0.8):
    """A ball of blown glass in a metal gallery."""

    globe_diameter: float = length(
        0.28,
        0.14,
        0.45,
        "Diameter of the ball.",
        typical=(0.22, 0.34),
        tags=tagged(small=(0.18, 0.22), medium=(0.25, 0.3), large=(0.34, 0.4)),
        correlated_with="size",
    )
    glass: str = finish("porcelain/white", GLASSES, "The glass.", tags=glasses(*_GLOBE))


_DOME = ("modern", "industrial", "rustic", "simple")


@dataclass(frozen=True)
class DomeShade(Asset, name="floor_lamp_shade_dome", label="Dome", tags=_DOME):
    """A dome of spun metal, painted light inside."""

    dome_diameter: float = length(
        0.34,
        0.14,
        0.6,
        "Width at the rim.",
        typical=(0.28, 0.42),
        tags=tagged(small=(0.24, 0.28), medium=(0.32, 0.38), large=(0.42, 0.5)),
        correlated_with="size",
    )
    depth_ratio: float = ratio(
        0.5, 0.35, 0.75, "Depth of the dome against its width.", typical=(0.42, 0.6)
    )
    inside: str = choice(
        "white", ("white", "gold", "metal"), "The inner side.", typical=("white", "white", "gold")
    )
    metal: str = finish("painted_metal/black", DOMES, "The metal.", tags=domes(*_DOME))
