"""What can be chosen around a door's leaf: frame, lights, glass, casing, threshold.

Sizes: clear widths of DIN 18101 and BS 4787, thresholds of at most 20 mm where wheels shall pass
(DIN 18040-2).
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.door.palette import (
    FRAME_STYLES,
    FRAMES,
)
from opus_studio.engine.schema import (
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


@dataclass(frozen=True)
class OuterFrame(Asset, name="door_outer_frame_gen", label="Frame"):
    """Head and jambs in the wall, with stops against which the leaf closes."""

    frame_width: float = length(
        0.98,
        0.7,
        1.8,
        "Overall width of the frame.",
        typical=(0.85, 1.2),
        tags=tagged(small=(0.74, 0.88), medium=(0.92, 1.08), large=(1.4, 1.8)),
        correlated_with="size",
    )
    frame_height: float = length(
        2.1,
        1.9,
        2.6,
        "Overall height of the frame.",
        typical=(2.0, 2.3),
        tags=tagged(small=(1.95, 2.05), medium=(2.04, 2.18), large=(2.3, 2.6)),
        correlated_with="size",
    )
    frame_depth: float = length(
        0.12, 0.09, 0.2, "Depth of the frame in the wall.", step=0.005, typical=(0.1, 0.15)
    )
    face_width: float = length(
        0.06,
        0.042,
        0.1,
        "Width of jambs and head with their stops, seen from the front.",
        step=0.002,
        typical=(0.05, 0.075),
        tags=tagged(
            modern=(0.046, 0.055),
            classic=(0.058, 0.078),
            rustic=(0.075, 0.1),
            industrial=(0.044, 0.052),
            scandinavian=(0.048, 0.058),
        ),
    )
    profile: str = choice(
        "square",
        ("square", "chamfered", "ovolo", "ogee"),
        "Moulding along the inner edge of the stops.",
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
        "painted_wood/white", FRAMES, "What frame and casing are made of.", tags=FRAME_STYLES
    )


@dataclass(frozen=True)
class NoLights(
    Asset, name="door_lights_none", label="None", tags=("small", "medium", "large"), weight=1.5
):
    """The leaf fills the frame."""


@dataclass(frozen=True)
class LightsBase(Asset):
    """What every fixed light beside or above a leaf has."""

    light_columns: int = count(1, 1, 3, "Panes side by side in a light.", typical=(1, 1))
    light_rows: int = count(1, 1, 6, "Panes above each other in a light.", typical=(1, 4))


@dataclass(frozen=True)
class SidelightsBase(LightsBase):
    """What every sidelight has."""

    sidelight_width: float = length(
        0.3,
        0.15,
        0.6,
        "Width of the glazed opening beside the leaf; less where the leaf needs it.",
        typical=(0.24, 0.4),
    )
    base_height: float = length(
        0.1,
        0.08,
        0.9,
        "Height of the solid foot of a sidelight; a panel where there is room.",
        typical=(0.1, 0.7),
    )


@dataclass(frozen=True)
class TransomBase(LightsBase):
    """What every transom light has."""

    transom_height: float = length(
        0.3,
        0.15,
        0.6,
        "Height of the glazed opening above the leaf; less where the leaf needs it.",
        typical=(0.25, 0.4),
    )
    transom_columns: int = count(3, 1, 6, "Panes side by side above the leaf.", typical=(1, 5))


@dataclass(frozen=True)
class LeftLight(
    SidelightsBase, name="door_lights_left", label="Sidelight left", tags=("large",), weight=0.5
):
    """A fixed light to the left of the leaf."""


@dataclass(frozen=True)
class RightLight(
    SidelightsBase, name="door_lights_right", label="Sidelight right", tags=("large",), weight=0.5
):
    """A fixed light to the right of the leaf."""


@dataclass(frozen=True)
class SideLights(
    SidelightsBase, name="door_lights_sides", label="Sidelights", tags=("large",), weight=0.8
):
    """Fixed lights on both sides of the leaf."""


@dataclass(frozen=True)
class TransomLight(
    TransomBase, name="door_lights_transom", label="Transom", tags=("large",), weight=0.8
):
    """A fixed light above the leaf."""


@dataclass(frozen=True)
class SurroundLights(
    SidelightsBase,
    TransomBase,
    name="door_lights_surround",
    label="Sidelights and transom",
    tags=("large",),
    weight=0.8,
):
    """Fixed lights on both sides and above."""


@dataclass(frozen=True)
class GlassBase(Asset):
    """What every glazing has."""

    panes: int = count(2, 1, 3, "Sheets in a glazing unit: single, double, triple.")


@dataclass(frozen=True)
class ClearGlass(GlassBase, name="door_glass_clear", label="Clear", tags=STYLES, weight=3.0):
    """Clear float glass."""


@dataclass(frozen=True)
class FrostedGlass(
    GlassBase, name="door_glass_frosted", label="Frosted", tags=("private", *STYLES), weight=1.0
):
    """Glass that light passes and looks do not."""


@dataclass(frozen=True)
class TintedGlass(
    GlassBase, name="door_glass_tinted", label="Tinted", tags=("private", "modern"), weight=0.3
):
    """Grey sun-protection glass."""


@dataclass(frozen=True)
class NoTrim(
    Asset, name="door_trim_none", label="None",
    tags=("modern", "industrial", "rustic", *SIZES), weight=0.7,
):  # fmt: skip
    """The frame meets the wall bare."""


@dataclass(frozen=True)
class TrimBase(Asset):
    """What every casing has."""

    casing_width: float = length(
        0.09,
        0.05,
        0.16,
        "Width of the casing.",
        step=0.005,
        typical=(0.07, 0.12),
        tags=tagged(small=(0.06, 0.08), medium=(0.075, 0.105), large=(0.095, 0.14)),
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
    TrimBase, name="door_trim_flat", label="Flat boards",
    tags=("modern", "simple", "rustic", "scandinavian", "industrial"),
):  # fmt: skip
    """Flat boards with eased edges below a plain head."""


@dataclass(frozen=True)
class MouldedTrim(TrimBase, name="door_trim_moulded", label="Moulded casing", tags=("classic",)):
    """A mitred, moulded casing with a backband."""


@dataclass(frozen=True)
class CraftsmanTrim(
    TrimBase, name="door_trim_craftsman", label="Craftsman", tags=("craftsman", "simple")
):
    """Flat sides on plinth blocks below a taller head with a fillet and a cap."""

    head_ratio: float = ratio(
        1.4, 1.0, 2.0, "Height of the head against the casing's width.", step=0.05
    )
    ears: float = length(0.025, 0.0, 0.06, "How far the cap runs past the sides.", step=0.005)


@dataclass(frozen=True)
class PedimentTrim(
    TrimBase, name="door_trim_pediment", label="Pilasters and pediment", tags=("classic",),
    weight=0.8,
):  # fmt: skip
    """Fluted pilasters on plinths that carry an entablature and a pediment."""

    pitch: float = angle(
        20, 0, 30, "Slope of the pediment; a level cornice below 10.", typical=(14, 24)
    )


@dataclass(frozen=True)
class StoneTrim(
    Asset, name="door_trim_stone", label="Stone surround", tags=("rustic", "classic"), weight=0.5
):
    """Dressed stone jambs of long and short blocks below a lintel with a keystone."""

    stone_width: float = length(0.16, 0.1, 0.26, "Width of the short blocks.", step=0.005)
    stone_projection: float = length(
        0.03, 0.015, 0.06, "How far the stones stand out from the wall.", step=0.005
    )
    keystone: bool = flag(True, "A keystone in the middle of the lintel.", chance=0.6)
    stone: str = finish(
        "limestone",
        ("limestone", "granite", "concrete"),
        "The stone.",
        correlated_with="masonry",
    )


@dataclass(frozen=True)
class NoThreshold(
    Asset, name="door_threshold_none", label="None", tags=("modern", "industrial", *SIZES),
    weight=0.4,
):  # fmt: skip
    """The floor runs through under the leaf."""


@dataclass(frozen=True)
class WoodThreshold(
    Asset, name="door_threshold_wood", label="Wooden sill",
    tags=("classic", "simple", "craftsman", "scandinavian", *SIZES),
):  # fmt: skip
    """A sloping hardwood sill with a rounded nose."""

    threshold_height: float = length(0.03, 0.015, 0.05, "Height under the leaf.", step=0.001)
    projection: float = length(0.045, 0.02, 0.1, "How far it stands out.", step=0.005)
    wood: str = finish("oak", ("oak", "teak", "walnut"), "The wood.", correlated_with="sill")


@dataclass(frozen=True)
class StoneThreshold(
    Asset, name="door_threshold_stone", label="Stone step",
    tags=("classic", "rustic", "simple", *SIZES),
):  # fmt: skip
    """A dressed stone that runs out before the wall and past the frame."""

    threshold_height: float = length(0.035, 0.02, 0.06, "Height under the leaf.", step=0.001)
    projection: float = length(0.12, 0.05, 0.3, "How far it stands out.", step=0.005)
    overhang: float = length(0.12, 0.0, 0.3, "How far it runs past the frame.", step=0.005)
    stone: str = finish(
        "limestone",
        ("limestone", "granite", "concrete"),
        "The stone.",
        correlated_with="masonry",
    )


@dataclass(frozen=True)
class MetalThreshold(
    Asset, name="door_threshold_metal", label="Metal ramp",
    tags=("modern", "industrial", "scandinavian", *SIZES),
):  # fmt: skip
    """A low ribbed aluminium profile that wheels roll over."""

    threshold_height: float = length(0.018, 0.012, 0.025, "Height under the leaf.", step=0.001)
    metal: str = finish(
        "brushed_aluminium", ("brushed_aluminium", "steel", "painted_metal/black"), "The metal.",
        correlated_with="sill",
    )  # fmt: skip


FRAME = Slot("door_outer_frame", OuterFrame, label="Frame")
LIGHTS = Slot(
    "door_lights", NoLights, LeftLight, RightLight, SideLights, TransomLight, SurroundLights,
    label="Sidelights and transom",
)  # fmt: skip
GLASS = Slot(
    "door_glass", ClearGlass, FrostedGlass, TintedGlass, label="Glass", takes_model_color=False
)
TRIM = Slot(
    "door_trim", NoTrim, FlatTrim, MouldedTrim, CraftsmanTrim, PedimentTrim, StoneTrim,
    label="Casing",
)  # fmt: skip
THRESHOLD = Slot(
    "door_threshold", NoThreshold, WoodThreshold, StoneThreshold, MetalThreshold,
    label="Threshold", takes_model_color=False,
)  # fmt: skip
