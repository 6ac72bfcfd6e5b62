"""Sills and casings."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.schema import SIZES, Asset, Slot, angle, finish, length, ratio, tagged


@dataclass(frozen=True)
class NoSill(
    Asset, name="window_sill_none", label="None", tags=("modern", "industrial", *SIZES), weight=0.5
):
    """No sill."""


@dataclass(frozen=True)
class StoneSill(
    Asset,
    name="window_sill_stone",
    label="Stone",
    tags=("classic", "rustic", "simple", "industrial", *SIZES),
):
    """A weathered stone sill with a drip groove and end stools."""

    projection: float = length(
        0.07,
        0.03,
        0.15,
        "How far the sill stands out before the frame.",
        step=0.005,
        typical=(0.05, 0.09),
    )
    thickness: float = length(
        0.07,
        0.04,
        0.12,
        "Height of the sill's front edge.",
        step=0.005,
        tags=tagged(small=(0.045, 0.06), medium=(0.055, 0.075), large=(0.065, 0.095)),
    )
    overhang: float = length(
        0.06,
        0.0,
        0.15,
        "How far the sill runs past the frame on each side.",
        step=0.005,
        typical=(0.04, 0.09),
    )
    stone: str = finish(
        "limestone",
        ("limestone", "granite", "concrete"),
        "The stone.",
        correlated_with="masonry",
    )


@dataclass(frozen=True)
class WoodSill(
    Asset,
    name="window_sill_wood",
    label="Wood",
    tags=("classic", "rustic", "simple", "craftsman", "scandinavian", *SIZES),
):
    """A sloping wooden sill with a rounded nose and a drip groove."""

    projection: float = length(
        0.05, 0.03, 0.12, "How far the sill stands out before the frame.", step=0.005
    )
    thickness: float = length(0.04, 0.028, 0.07, "Height of the sill's front edge.", step=0.002)
    overhang: float = length(
        0.04, 0.0, 0.12, "How far the sill runs past the frame on each side.", step=0.005
    )


@dataclass(frozen=True)
class MetalSill(
    Asset,
    name="window_sill_metal",
    label="Folded metal",
    tags=("modern", "industrial", "simple", "scandinavian", *SIZES),
):
    """A thin folded sheet with a drip edge and upstands at the ends."""

    projection: float = length(
        0.05, 0.03, 0.15, "How far the sheet stands out before the frame.", step=0.005
    )
    slope: float = angle(6, 4, 15, "Fall of the sheet.")


@dataclass(frozen=True)
class NoTrim(
    Asset,
    name="window_trim_none",
    label="None",
    tags=("modern", "industrial", "simple", *SIZES),
    weight=0.8,
):
    """The frame meets the wall bare."""


@dataclass(frozen=True)
class TrimBase(Asset):
    """What every casing has."""

    casing_width: float = length(
        0.09,
        0.04,
        0.16,
        "Width of the casing.",
        step=0.005,
        typical=(0.06, 0.12),
        tags=tagged(small=(0.05, 0.075), medium=(0.07, 0.1), large=(0.09, 0.13)),
    )
    casing_thickness: float = length(
        0.02,
        0.012,
        0.035,
        "How far the casing stands out from the wall.",
        step=0.001,
        typical=(0.016, 0.026),
    )


@dataclass(frozen=True)
class FlatTrim(
    TrimBase,
    name="window_trim_flat",
    label="Flat boards",
    tags=("modern", "simple", "rustic", "scandinavian"),
):
    """Flat boards with eased edges, butted below a plain head."""


@dataclass(frozen=True)
class MouldedTrim(TrimBase, name="window_trim_moulded", label="Moulded casing", tags=("classic",)):
    """A mitred, moulded casing all around with a backband."""


@dataclass(frozen=True)
class CraftsmanTrim(
    TrimBase, name="window_trim_craftsman", label="Craftsman", tags=("craftsman", "rustic")
):
    """Flat sides below a taller head with a fillet and a cap that run past them."""

    head_ratio: float = ratio(
        1.4, 1.0, 2.0, "Height of the head against the casing's width.", step=0.05
    )
    ears: float = length(0.025, 0.0, 0.06, "How far the cap runs past the sides.", step=0.005)


@dataclass(frozen=True)
class PedimentTrim(
    TrimBase, name="window_trim_pediment", label="Pediment", tags=("classic",), weight=0.4
):
    """A moulded casing with a cornice and a triangular pediment."""

    pitch: float = angle(18, 10, 30, "Slope of the pediment.")


SILL = Slot("window_sill", NoSill, StoneSill, WoodSill, MetalSill, label="Sill")

TRIM = Slot("window_trim", NoTrim, FlatTrim, MouldedTrim, CraftsmanTrim, PedimentTrim, label="Trim")
