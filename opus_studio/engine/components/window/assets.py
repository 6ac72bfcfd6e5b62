"""What can be chosen for a window: its slots, their assets and parameters.

Sizes follow what joiners make: sash stiles and rails of 55-90 mm (EN 14351-1 practice), glazing
bars of 18-40 mm, double glazing of 24-28 mm, sills that throw water 30-60 mm clear of the wall, and
louvre blades of 45-90 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.spec import (
    SIZES,
    STYLES,
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

JOINERY: Final = (
    "painted_wood/white",
    "oak",
    "painted_wood/ivory",
    "painted_metal/anthracite",
    "painted_wood/sage",
    "walnut",
    "painted_wood/navy",
    "painted_metal/black",
    "pine",
    "brushed_aluminium",
)
"""Finishes of frame, sashes, sill and trim, in one order: the parts of a window belong together."""

JOINERY_STYLES: Final = tagged(
    modern=("painted_metal/anthracite", "painted_metal/black", "brushed_aluminium"),
    simple=("painted_wood/white", "painted_wood/ivory", "pine"),
    classic=("painted_wood/white", "painted_wood/ivory", "painted_wood/sage", "walnut"),
    rustic=("oak", "pine", "walnut"),
    industrial=("painted_metal/black", "painted_metal/anthracite"),
    craftsman=("oak", "walnut", "painted_wood/sage", "painted_wood/ivory"),
    scandinavian=("painted_wood/white", "pine", "painted_wood/ivory"),
)

METALS: Final = ("brass", "steel", "painted_metal/black", "brushed_aluminium", "bronze")
METAL_STYLES: Final = tagged(
    modern=("steel", "brushed_aluminium", "painted_metal/black"),
    classic=("brass",),
    rustic=("painted_metal/black",),
    industrial=("painted_metal/black", "steel"),
    simple=("steel", "brass"),
    craftsman=("bronze", "painted_metal/black"),
    scandinavian=("steel", "brushed_aluminium"),
)


@dataclass(frozen=True)
class OuterFrame(Asset, name="window_outer_frame_gen", label="Frame"):
    """The fixed frame in the wall: head, jambs and bottom rail, with a rebate for the sashes."""

    frame_width: float = length(
        1.2,
        0.4,
        3.0,
        "Overall width of the frame.",
        typical=(0.6, 2.0),
        tags=tagged(small=(0.45, 0.8), medium=(0.9, 1.4), large=(1.6, 2.8)),
        follows="size",
    )
    frame_height: float = length(
        1.4,
        0.4,
        3.0,
        "Overall height of the frame.",
        typical=(0.8, 1.8),
        tags=tagged(small=(0.5, 0.9), medium=(1.1, 1.5), large=(1.6, 2.4)),
        follows="size",
    )
    frame_depth: float = length(
        0.1, 0.08, 0.18, "Depth of the frame in the wall.", step=0.005, typical=(0.085, 0.13)
    )
    face_width: float = length(
        0.055,
        0.035,
        0.1,
        "Width of the frame's members, seen from the front.",
        step=0.005,
        typical=(0.045, 0.07),
        tags=tagged(
            modern=(0.04, 0.05),
            classic=(0.055, 0.075),
            rustic=(0.075, 0.1),
            industrial=(0.035, 0.045),
            scandinavian=(0.045, 0.055),
        ),
    )
    profile: str = choice(
        "square",
        ("square", "chamfered", "ovolo", "ogee"),
        "Moulding along the inner edge, towards the room's outside.",
        tags=tagged(
            modern=("square",),
            simple=("square", "chamfered"),
            classic=("ovolo", "ogee"),
            rustic=("chamfered",),
            industrial=("square",),
            scandinavian=("square",),
        ),
    )
    finish: str = finish(
        "painted_wood/white", JOINERY, "What frame and sashes are made of.", tags=JOINERY_STYLES
    )


_RAIL_STYLES: Final = tagged(
    modern=(0.045, 0.055),
    classic=(0.055, 0.07),
    rustic=(0.07, 0.095),
    industrial=(0.04, 0.045),
)


def _rail_width(*styles: str) -> Any:
    """The width of stiles and rails, reacting to some styles.

    A keyword that a parameter reacts to also chooses its asset: each asset names its own styles.
    """
    return length(
        0.06,
        0.04,
        0.1,
        "Width of the sash's stiles and rails.",
        step=0.005,
        typical=(0.045, 0.075),
        tags={style: _RAIL_STYLES[style] for style in styles},
    )


@dataclass(frozen=True)
class SashBase(Asset):
    """What every sash has."""

    rail_width: float = _rail_width()
    bottom_rail_ratio: float = ratio(
        1.3, 1.0, 1.8, "How much wider the bottom rail is than the others.", step=0.05
    )


@dataclass(frozen=True)
class FixedOpening(
    Asset,
    name="window_opening_fixed",
    label="Fixed light",
    tags=("simple", "modern", "industrial", "scandinavian", *SIZES),
    weight=0.8,
):
    """Glass held in the frame by beads; it does not open."""

    bead_width: float = length(
        0.018, 0.012, 0.03, "Width of the glazing beads.", step=0.001, typical=(0.014, 0.022)
    )
    lights: int = count(
        1,
        1,
        5,
        "Side-by-side panes, parted by mullions where each stays at least 0.3 m wide.",
        typical=(1, 3),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(1, 4)),
    )


@dataclass(frozen=True)
class CasementOpening(
    SashBase,
    name="window_opening_casement",
    label="Casement",
    tags=("simple", "modern", "classic", "rustic", "craftsman", "scandinavian", *SIZES),
    weight=0.9,
):
    """Side-hung sashes that swing outwards: one, a meeting pair, or several between mullions."""

    rail_width: float = _rail_width("modern", "classic", "rustic", "industrial")
    sashes: int = count(
        2,
        1,
        4,
        "Number of sashes: one, a pair, three between mullions, or two pairs; fewer where they "
        "would be too narrow.",
        typical=(1, 2),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(2, 4)),
    )
    hand: str = choice("left", ("left", "right"), "Side of the hinges of a single sash.")
    opening_angle: float = angle(0, 0, 110, "How far the sashes stand open.", typical=(0, 0))


@dataclass(frozen=True)
class SlidingOpening(
    SashBase,
    name="window_opening_sliding",
    label="Sliding",
    tags=("modern", "simple", "industrial", "medium", "large"),
):
    """Sashes that slide past each other on two tracks."""

    rail_width: float = _rail_width("modern", "industrial")
    panels: int = count(2, 2, 4, "Number of sashes.", typical=(2, 3))
    opening: float = ratio(
        0.0, 0.0, 1.0, "How far the moving sashes are slid open.", typical=(0.0, 0.0)
    )


@dataclass(frozen=True)
class DoubleHungOpening(
    SashBase,
    name="window_opening_double_hung",
    label="Double-hung sash",
    tags=("classic", "simple", "craftsman", "small", "medium"),
    weight=1.3,
):
    """Two sashes that slide up and down behind each other, with a meeting rail."""

    rail_width: float = _rail_width("classic")
    lower_opening: float = ratio(
        0.0, 0.0, 0.9, "How far the lower sash is raised.", typical=(0.0, 0.0)
    )
    upper_ratio: float = ratio(
        0.5, 0.35, 0.6, "Share of the height that the upper sash takes.", typical=(0.48, 0.5)
    )
    horns: bool = flag(
        True, "Curved horns below the upper sash's stiles.", tags=tagged(classic=0.9, simple=0.1)
    )


@dataclass(frozen=True)
class NoBars(
    Asset,
    name="window_glazing_bars_none",
    label="None",
    tags=("modern", "simple", "scandinavian"),
    weight=1.2,
):
    """Undivided panes."""


_BAR_STYLES: Final = tagged(
    industrial=(0.018, 0.024), classic=(0.02, 0.028), rustic=(0.03, 0.042), craftsman=(0.018, 0.024)
)


def _bar_width(*styles: str) -> Any:
    """The width of glazing bars, reacting to some styles; see `_rail_width`."""
    return length(
        0.024,
        0.012,
        0.045,
        "Width of a bar.",
        step=0.001,
        typical=(0.018, 0.03),
        tags={style: _BAR_STYLES[style] for style in styles},
    )


@dataclass(frozen=True)
class BarsBase(Asset):
    """What every pattern of glazing bars has."""

    bar_width: float = _bar_width()


@dataclass(frozen=True)
class ColonialBars(
    BarsBase,
    name="window_glazing_bars_colonial",
    label="Colonial grid",
    tags=("classic", "rustic", "industrial"),
):
    """An even grid of panes in every sash."""

    bar_width: float = _bar_width("industrial", "classic", "rustic")
    columns: int = count(
        2,
        1,
        6,
        "Panes side by side in a sash; fewer where they would be slits.",
        typical=(2, 3),
    )
    rows: int = count(
        3,
        1,
        8,
        "Panes above each other in a sash; fewer where they would be letter boxes.",
        typical=(2, 4),
    )


@dataclass(frozen=True)
class PrairieBars(
    BarsBase,
    name="window_glazing_bars_prairie",
    label="Prairie",
    tags=("craftsman",),
):
    """Bars near the edges that leave one large pane in the middle."""

    bar_width: float = _bar_width("craftsman")
    margin: float = length(
        0.12,
        0.06,
        0.25,
        "Distance of the bars from the sash's edge.",
        step=0.005,
        typical=(0.09, 0.15),
    )


@dataclass(frozen=True)
class DiamondLead(
    Asset,
    name="window_glazing_bars_diamond",
    label="Diamond lead",
    tags=("rustic", "classic"),
    weight=0.5,
):
    """Lead cames in a diamond lattice on the glass."""

    pane_width: float = length(
        0.12, 0.08, 0.25, "Width of a diamond.", step=0.005, typical=(0.1, 0.16)
    )
    came_width: float = length(0.01, 0.006, 0.016, "Width of a lead came.", step=0.001)


@dataclass(frozen=True)
class GlassBase(Asset):
    """What every glazing has."""

    panes: int = count(2, 1, 3, "Sheets in a glazing unit: single, double, triple.")


@dataclass(frozen=True)
class ClearGlass(GlassBase, name="window_glass_clear", label="Clear", tags=STYLES, weight=4.0):
    """Clear float glass."""


@dataclass(frozen=True)
class FrostedGlass(
    GlassBase, name="window_glass_frosted", label="Frosted", tags=("private",), weight=0.3
):
    """Glass that light passes and looks do not."""


@dataclass(frozen=True)
class TintedGlass(
    GlassBase,
    name="window_glass_tinted",
    label="Tinted",
    tags=("industrial", "modern", "private"),
    weight=0.3,
):
    """Grey sun-protection glass."""


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
        follows="masonry",
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


@dataclass(frozen=True)
class NoShutters(
    Asset,
    name="window_shutters_none",
    label="None",
    tags=(
        "modern",
        "simple",
        "classic",
        "industrial",
        "rustic",
        "craftsman",
        "scandinavian",
        *SIZES,
    ),
    weight=1.8,
):
    """No shutters."""


@dataclass(frozen=True)
class ShutterBase(Asset):
    """What every pair of shutters has."""

    shutter_angle: float = angle(
        180,
        0,
        180,
        "0 closed before the window, 180 flat against the wall; open sashes push further.",
        typical=(172, 180),
    )
    shutter_thickness: float = length(0.036, 0.028, 0.05, "Thickness of a leaf.", step=0.001)
    shutter_finish: str = finish(
        "painted_wood/sage",
        (
            "painted_wood/forest",
            "oak",
            "painted_wood/dusty_blue",
            "painted_wood/anthracite",
            "painted_wood/bottle_green",
            "walnut",
            "painted_wood/navy",
            "painted_wood/black",
            "pine",
            "painted_wood/sage",
        ),
        "What the leaves are made of.",
    )


@dataclass(frozen=True)
class LouvredShutters(
    ShutterBase,
    name="window_shutters_louvred",
    label="Louvred",
    tags=("classic", "simple", "small", "medium"),
):
    """Framed leaves filled with sloping blades."""

    blade_width: float = length(0.06, 0.045, 0.09, "Width of a blade.", step=0.005)
    blade_angle: float = angle(45, 30, 60, "Slope of the blades against the level.")


@dataclass(frozen=True)
class PanelledShutters(
    ShutterBase,
    name="window_shutters_panelled",
    label="Panelled",
    tags=("classic", "craftsman", "small", "medium"),
):
    """Framed leaves with raised panels."""

    panels: int = count(2, 1, 4, "Panels above each other.")


@dataclass(frozen=True)
class BoardedShutters(
    ShutterBase,
    name="window_shutters_boarded",
    label="Ledged and braced",
    tags=("rustic", "small", "medium"),
):
    """Vertical boards on ledges with a brace, hung on strap hinges."""

    board_width: float = length(0.11, 0.08, 0.16, "Width of a board.", step=0.005)


def _metal(*styles: str) -> Any:
    """The metal of fittings, reacting to some styles; see `_rail_width`."""
    tags = {style: METAL_STYLES[style] for style in styles}
    return finish("steel", METALS, "The metal.", tags=tags, follows="metal")


@dataclass(frozen=True)
class HardwareBase(Asset):
    """What all fittings have."""

    handle_finish: str = _metal()


@dataclass(frozen=True)
class LeverHardware(
    HardwareBase,
    name="window_hardware_lever",
    label="Lever handle",
    tags=("modern", "simple"),
):
    """A lever on an oval rose, with concealed hinges."""

    handle_finish: str = _metal("modern", "industrial", "simple", "scandinavian")
    lever_length: float = length(0.12, 0.09, 0.15, "Length of the lever.", step=0.005)


@dataclass(frozen=True)
class ClassicHardware(
    HardwareBase,
    name="window_hardware_classic",
    label="Classic",
    tags=("classic", "rustic", "simple", "craftsman"),
):
    """A turned knob or fastener, a stay, and visible butt hinges with finials."""

    handle_finish: str = _metal("classic", "rustic", "craftsman", "simple")
    knob_radius: float = length(0.016, 0.012, 0.022, "Radius of the knob.", step=0.001)


FRAME = Slot("window_outer_frame", OuterFrame, label="Frame")
OPENING = Slot(
    "window_opening",
    FixedOpening,
    CasementOpening,
    SlidingOpening,
    DoubleHungOpening,
    label="Opening",
)
BARS = Slot(
    "window_glazing_bars", NoBars, ColonialBars, PrairieBars, DiamondLead, label="Glazing bars"
)
GLASS = Slot(
    "window_glass", ClearGlass, FrostedGlass, TintedGlass, label="Glass", takes_model_color=False
)
SILL = Slot("window_sill", NoSill, StoneSill, WoodSill, MetalSill, label="Sill")
TRIM = Slot("window_trim", NoTrim, FlatTrim, MouldedTrim, CraftsmanTrim, PedimentTrim, label="Trim")
SHUTTERS = Slot(
    "window_shutters",
    NoShutters,
    LouvredShutters,
    PanelledShutters,
    BoardedShutters,
    label="Shutters",
)
HARDWARE = Slot(
    "window_hardware", LeverHardware, ClassicHardware, label="Hardware", takes_model_color=False
)
