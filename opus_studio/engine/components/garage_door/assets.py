"""What can be chosen for a garage door.

Sizes follow the trade: openings of 2.1 to 5.0 m by 2.0 to 2.6 m (North American doors of 8 x 7 and
16 x 7 feet), sections of 0.4 to 0.6 m and 40 mm, tracks bent at a radius of
0.3 to 0.38 m, roller slats of 77 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.schema import (
    SIZES,
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

_PAIRS: Final = {
    "classic": (
        ("painted_wood/white", "painted_wood/white"),
        ("painted_wood/white", "painted_wood/bottle_green"),
        ("painted_wood/ivory", "painted_wood/navy"),
        ("painted_wood/white", "painted_wood/stone"),
    ),
    "modern": (
        ("painted_metal/anthracite", "painted_metal/anthracite"),
        ("painted_metal/black", "walnut"),
        ("painted_metal/anthracite", "painted_metal/light_grey"),
        ("painted_metal/anthracite", "oak"),
    ),
    "simple": (
        ("painted_wood/white", "painted_wood/white"),
        ("painted_wood/white", "painted_wood/grey"),
        ("painted_wood/white", "painted_wood/dusty_blue"),
    ),
    "rustic": (
        ("oak", "oak"),
        ("painted_wood/cream", "painted_wood/sage"),
        ("pine", "pine"),
        ("walnut", "walnut"),
    ),
    "industrial": (
        ("painted_metal/black", "painted_metal/black"),
        ("painted_metal/anthracite", "painted_metal/grey"),
        ("painted_metal/anthracite", "brushed_aluminium"),
    ),
    "craftsman": (
        ("painted_wood/ivory", "walnut"),
        ("painted_wood/cream", "painted_wood/forest"),
        ("oak", "oak"),
        ("painted_wood/white", "mahogany"),
    ),
}
"""Finish of the frame and of the leaf, by style; in one order."""

_ALL: Final = tuple(pair for pairs in _PAIRS.values() for pair in pairs)
FRAMES: Final = tuple(dict.fromkeys(frame for frame, _ in _ALL))
LEAVES: Final = tuple(dict.fromkeys(leaf for _, leaf in _ALL))
METALS: Final = ("painted_metal/black", "steel", "hammered_iron", "brushed_aluminium", "bronze")


def _finish(*styles: str) -> Any:
    """The leaf's finish, reacting to the styles that shall choose its asset."""
    tags = {style: tuple(leaf for _, leaf in _PAIRS[style]) for style in styles}
    return finish("painted_wood/white", LEAVES, "What the leaf is made of.", tags=tags)


@dataclass(frozen=True)
class GarageFrame(Asset, name="garage_door_frame_gen", label="Frame"):
    """Head and jambs around the opening."""

    frame_width: float = length(
        2.6,
        2.1,
        5.4,
        "Overall width of the frame.",
        typical=(2.4, 3.0),
        tags=tagged(small=(2.2, 2.4), medium=(2.5, 2.9), large=(4.6, 5.2)),
        correlated_with="size",
    )
    frame_height: float = length(
        2.2,
        1.95,
        2.8,
        "Overall height of the frame.",
        typical=(2.1, 2.4),
        tags=tagged(small=(2.0, 2.12), medium=(2.15, 2.3), large=(2.3, 2.6)),
        correlated_with="size",
    )
    frame_depth: float = length(
        0.1, 0.08, 0.18, "Depth of the frame in the wall.", step=0.005, typical=(0.09, 0.13)
    )
    face_width: float = length(
        0.08, 0.06, 0.14, "Width of jambs and head.", step=0.005, typical=(0.07, 0.1)
    )
    finish: str = finish(
        "painted_wood/white",
        FRAMES,
        "What frame and casing are made of.",
        tags=tagged(**{k: tuple(f for f, _ in pairs) for k, pairs in _PAIRS.items()}),
    )


@dataclass(frozen=True)
class LeafBase(Asset):
    """What every garage door's leaf has."""

    leaf_finish: str = _finish()
    leaf_thickness: float = length(0.042, 0.038, 0.06, "Thickness of the leaf.", step=0.001)


@dataclass(frozen=True)
class SectionalLeaf(
    LeafBase,
    name="garage_door_leaf_sectional",
    label="Sectional",
    tags=("modern", "simple", "classic", "craftsman", "industrial", *SIZES),
    weight=1.6,
):
    """Hinged sections that run up along tracks and under the ceiling."""

    leaf_finish: str = _finish("modern", "simple", "classic", "craftsman", "industrial")
    sections: int = count(4, 3, 6, "Number of sections.", typical=(4, 5))
    face: str = choice(
        "cassette",
        ("cassette", "long", "ribbed", "plain"),
        "Short raised panels, long ones, level ribs, or plain with grooves between.",
        tags=tagged(
            modern=("ribbed", "plain"),
            simple=("cassette", "ribbed", "long"),
            classic=("cassette",),
            craftsman=("long", "cassette"),
            industrial=("ribbed", "plain"),
        ),
    )
    opening: float = ratio(0.0, 0.0, 1.0, "How far it has run up.", typical=(0.0, 0.0))
    tracks: bool = flag(True, "Tracks on the inside.", chance=1.0)


@dataclass(frozen=True)
class UpAndOverLeaf(
    LeafBase,
    name="garage_door_leaf_up_and_over",
    label="Up-and-over",
    tags=("simple", "rustic", "small", "medium"),
):
    """One leaf that tilts outwards and up until it lies under the head."""

    leaf_finish: str = _finish("simple", "rustic")
    face: str = choice(
        "vertical",
        ("vertical", "horizontal", "herringbone"),
        "How the boards or ribs of its face run.",
        tags=tagged(simple=("vertical", "horizontal"), rustic=("vertical", "herringbone")),
    )
    board_width: float = length(0.11, 0.08, 0.2, "Width of a board or rib.", step=0.005)
    opening: float = ratio(0.0, 0.0, 1.0, "How far it has swung up.", typical=(0.0, 0.0))


@dataclass(frozen=True)
class SideHingedLeaf(
    LeafBase,
    name="garage_door_leaf_side_hinged",
    label="Side-hinged",
    tags=("rustic", "classic", "craftsman", *SIZES),
):
    """A pair of framed leaves that swing outwards, two pairs in a wide opening."""

    leaf_finish: str = _finish("rustic", "classic", "craftsman")
    infill: str = choice(
        "boards",
        ("boards", "panels"),
        "What fills the frames below the windows.",
        tags=tagged(rustic=("boards",), classic=("panels",), craftsman=("boards", "panels")),
    )
    braced: bool = flag(True, "Braces across the boards.", chance=0.6)
    opening_angle: float = angle(0, 0, 100, "How far the leaves stand open.", typical=(0, 0))


@dataclass(frozen=True)
class RollerLeaf(
    LeafBase,
    name="garage_door_leaf_roller",
    label="Roller",
    tags=("industrial", "modern", *SIZES),
    weight=0.7,
):
    """A curtain of slats that winds onto a shaft behind the head."""

    leaf_finish: str = finish(
        "brushed_aluminium",
        LEAVES,
        "What the slats are made of.",
        tags=tagged(
            modern=(
                "painted_metal/anthracite",
                "painted_metal/black",
                "painted_metal/light_grey",
                "brushed_aluminium",
            ),
            industrial=tuple(leaf for _, leaf in _PAIRS["industrial"]),
        ),
    )
    slat_height: float = length(0.077, 0.055, 0.11, "Height of a slat.", step=0.001)
    opening: float = ratio(0.0, 0.0, 1.0, "How far it is wound up.", typical=(0.0, 0.0))
    shaft_box: bool = flag(True, "The box of the shaft on the inside.", chance=1.0)


@dataclass(frozen=True)
class NoWindows(
    Asset,
    name="garage_door_windows_none",
    label="None",
    tags=("modern", "simple", "rustic", "industrial", *SIZES),
):
    """A solid leaf."""


@dataclass(frozen=True)
class WindowsBase(Asset):
    """What all windows in the leaf have."""

    frosted: bool = flag(False, "Frosted glass.", chance=0.3, tags=tagged(modern=0.7))


@dataclass(frozen=True)
class WindowRow(
    WindowsBase,
    name="garage_door_windows_row",
    label="Row",
    tags=("classic", "simple", "craftsman", *SIZES),
):
    """A row of windows near the top."""

    bars: int = count(
        2, 1, 4, "Panes side by side in each window.", typical=(1, 3), tags=tagged(modern=(1, 1))
    )
    bar_rows: int = count(
        1,
        1,
        3,
        "Panes above each other in each window.",
        typical=(1, 2),
        tags=tagged(modern=(1, 1)),
    )


@dataclass(frozen=True)
class FullGlass(
    WindowsBase,
    name="garage_door_windows_full",
    label="All glass",
    tags=("modern", "industrial"),
    weight=0.5,
):
    """Glass in every section or panel but the lowest."""


@dataclass(frozen=True)
class NoTrim(
    Asset,
    name="garage_door_trim_none",
    label="None",
    tags=("modern", "industrial", *SIZES),
    weight=0.7,
):
    """The frame meets the wall bare."""


@dataclass(frozen=True)
class TrimBase(Asset):
    """What every casing has."""

    casing_width: float = length(
        0.12, 0.07, 0.2, "Width of the casing.", step=0.005, typical=(0.09, 0.15)
    )
    casing_thickness: float = length(
        0.022, 0.014, 0.035, "How far it stands out from the wall.", step=0.001
    )


@dataclass(frozen=True)
class FlatTrim(
    TrimBase, name="garage_door_trim_flat", label="Flat boards", tags=("simple", "rustic", "modern")
):
    """Flat boards below a plain head."""


@dataclass(frozen=True)
class CraftsmanTrim(
    TrimBase,
    name="garage_door_trim_craftsman",
    label="Craftsman",
    tags=("craftsman", "rustic", "classic"),
):
    """Flat sides on plinth blocks below a taller head with a fillet and a cap."""

    head_ratio: float = ratio(
        1.4, 1.0, 2.0, "Height of the head against the casing's width.", step=0.05
    )
    keystone: bool = flag(False, "A keystone in the middle of the head.", tags=tagged(classic=0.8))


def _metal(*styles: str) -> Any:
    options = {
        "modern": ("steel", "brushed_aluminium"),
        "simple": ("steel", "painted_metal/black"),
        "industrial": ("steel", "painted_metal/black"),
        "rustic": ("hammered_iron", "painted_metal/black"),
        "classic": ("painted_metal/black",),
        "craftsman": ("bronze", "painted_metal/black"),
    }
    return finish(
        "steel", METALS, "The metal.", tags={s: options[s] for s in styles}, correlated_with="metal"
    )


@dataclass(frozen=True)
class NoHardware(
    Asset, name="garage_door_hardware_none", label="Motor only", tags=("modern",), weight=0.6
):
    """Nothing to be seen outside: a motor opens it."""


@dataclass(frozen=True)
class HandleHardware(
    Asset,
    name="garage_door_hardware_handle",
    label="Lock handle",
    tags=("simple", "industrial", "modern"),
):
    """A turning handle with its lock in the middle of the leaf."""

    handle_finish: str = _metal("simple", "industrial", "modern")


@dataclass(frozen=True)
class CarriageHardware(
    Asset,
    name="garage_door_hardware_carriage",
    label="Carriage house",
    tags=("rustic", "classic", "craftsman"),
):
    """Forged straps and ring or bow pulls, as on a coach house."""

    handle_finish: str = _metal("rustic", "classic", "craftsman")
    pull: str = choice("ring", ("ring", "latch"), "The pulls.")
    strap_length: float = length(0.45, 0.2, 0.8, "Length of the straps.", step=0.01)


FRAME = Slot("garage_door_frame", GarageFrame, label="Frame")
LEAF = Slot(
    "garage_door_leaf", SectionalLeaf, UpAndOverLeaf, SideHingedLeaf, RollerLeaf, label="Leaf"
)
WINDOWS = Slot(
    "garage_door_windows",
    NoWindows,
    WindowRow,
    FullGlass,
    label="Windows",
    takes_model_color=False,
)
TRIM = Slot("garage_door_trim", NoTrim, FlatTrim, CraftsmanTrim, label="Casing")
HARDWARE = Slot(
    "garage_door_hardware",
    NoHardware,
    HandleHardware,
    CarriageHardware,
    label="Hardware",
    takes_model_color=False,
)
