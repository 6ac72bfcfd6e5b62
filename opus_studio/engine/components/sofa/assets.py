"""What can be chosen for a sofa's shape: layouts, arms and backs.

Sizes follow EN 1725/EN 12520 practice and the catalogues of makers: two-seaters 1.35-1.75 m wide,
three-seaters 1.85-2.25 m, four-seaters up to 2.8 m; 0.80-1.10 m deep; seats 0.38-0.48 m high (the
cushion's top) and 0.50-0.65 m deep; backs 0.68-0.98 m high; arms 0.55-0.70 m high, 0.08-0.30 m
wide; back rests reclined by 5-18 degrees; chaises 1.45-1.75 m long.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.schema import Asset, Slot, angle, choice, count, flag, length, tagged


@dataclass(frozen=True)
class Layout(Asset):
    """What every layout has."""

    overall_depth: float = length(
        0.92,
        0.8,
        1.1,
        "Depth of the sofa's body, from the back to the front of the arms.",
        typical=(0.86, 1.02),
        tags=tagged(small=(0.82, 0.88), medium=(0.88, 0.96), large=(0.96, 1.08)),
        correlated_with="size",
    )
    overall_height: float = length(
        0.82,
        0.68,
        0.98,
        "Height of the back over the floor.",
        typical=(0.74, 0.9),
        tags=tagged(modern=(0.7, 0.8), simple=(0.76, 0.86), classic=(0.82, 0.94)),
    )
    seat_height: float = length(
        0.43,
        0.38,
        0.48,
        "Height of the seat cushions' top over the floor.",
        typical=(0.41, 0.45),
        tags=tagged(modern=(0.38, 0.42), classic=(0.44, 0.47)),
    )


@dataclass(frozen=True)
class StraightLayout(
    Layout,
    name="furniture_sofa_layouts_straight",
    label="Straight",
    weight=1.6,
):
    """A straight sofa for two, three or four."""

    sofa_straight_overall_width: float = length(
        2.05,
        1.3,
        2.9,
        "Overall width, arms included.",
        typical=(1.45, 2.5),
        tags=tagged(small=(1.35, 1.65), medium=(1.85, 2.15), large=(2.35, 2.85)),
        correlated_with="size",
    )
    seats: int = count(
        3,
        2,
        4,
        "Seats asked for; each stays between 0.45 and 1.0 m wide.",
        typical=(2, 3),
        tags=tagged(small=(2, 2), medium=(3, 3), large=(3, 4)),
        correlated_with="size",
    )


@dataclass(frozen=True)
class ChaiseLayout(
    Layout,
    name="furniture_sofa_layouts_chaise",
    label="Chaise",
):
    """A straight sofa whose seat at one end reaches forward to a chaise longue."""

    sofa_chaise_overall_width: float = length(
        2.45,
        1.7,
        3.2,
        "Overall width, arms included.",
        typical=(2.1, 2.8),
        tags=tagged(small=(1.8, 2.1), medium=(2.3, 2.6), large=(2.8, 3.2)),
        correlated_with="size",
    )
    chaise_length: float = length(
        1.55,
        1.35,
        1.8,
        "Length of the chaise, from the back to its front.",
        typical=(1.45, 1.7),
        tags=tagged(small=(1.4, 1.5), medium=(1.5, 1.6), large=(1.6, 1.75)),
        correlated_with="size",
    )
    chaise_width: float = length(
        0.78,
        0.62,
        1.0,
        "Width of the chaise's cushion.",
        typical=(0.7, 0.9),
        correlated_with="size",
    )
    seats: int = count(
        2,
        1,
        3,
        "Seats beside the chaise; each stays between 0.45 and 1.0 m wide.",
        correlated_with="size",
    )
    side: str = choice("right", ("left", "right"), "Side of the chaise, as seen from the front.")


@dataclass(frozen=True)
class ModularLayout(
    Layout,
    name="furniture_sofa_layouts_modular",
    label="Modular corner",
):
    """A corner sofa of separate modules: seats, a square corner, seats along the other wall."""

    sofa_modular_overall_width: float = length(
        2.7,
        1.9,
        3.6,
        "Overall width along the back wall.",
        typical=(2.2, 3.2),
        tags=tagged(small=(1.95, 2.3), medium=(2.5, 2.8), large=(3.0, 3.6)),
        correlated_with="size",
    )
    sofa_modular_overall_length: float = length(
        2.2,
        1.9,
        3.4,
        "Overall length along the side wall.",
        typical=(2.0, 2.7),
        tags=tagged(small=(1.95, 2.1), medium=(2.1, 2.4), large=(2.5, 3.2)),
        correlated_with="size",
    )
    module_gap: float = length(
        0.006, 0.002, 0.02, "Gap between two modules.", step=0.001, typical=(0.004, 0.01)
    )
    side: str = choice("right", ("left", "right"), "Side of the corner, as seen from the front.")


@dataclass(frozen=True)
class ChesterfieldLayout(
    Layout,
    name="furniture_sofa_layouts_chesterfield",
    label="Chesterfield",
    tags=("classic", "industrial", "rustic"),
    weight=0.8,
):
    """Back and arms of one height in one deep-buttoned sweep; the arm decides its edge's shape.

    It has a buttoned inside whatever back is chosen: rolled, rounded or square at the top.
    """

    sofa_chesterfield_overall_width: float = length(
        2.1,
        1.4,
        2.8,
        "Overall width, arms included.",
        typical=(1.6, 2.4),
        tags=tagged(small=(1.5, 1.7), medium=(1.95, 2.2), large=(2.4, 2.75)),
        correlated_with="size",
    )
    seats: int = count(
        3,
        2,
        4,
        "Seats asked for; each stays between 0.45 and 1.0 m wide.",
        typical=(2, 3),
        tags=tagged(small=(2, 2), medium=(3, 3), large=(3, 4)),
        correlated_with="size",
    )
    button_spacing: float = length(
        0.15, 0.11, 0.2, "Distance of two buttons in a row.", step=0.005, typical=(0.13, 0.17)
    )
    button_depth: float = length(
        0.026, 0.012, 0.038, "How deep the buttons are drawn.", step=0.002, typical=(0.02, 0.032)
    )


@dataclass(frozen=True)
class Arm(Asset):
    """What every arm has."""

    arm_height: float = length(
        0.6,
        0.4,
        0.8,
        "Height of the arm over the floor; at most the back's.",
        typical=(0.55, 0.66),
    )
    arm_width: float = length(
        0.18,
        0.08,
        0.32,
        "Width of the arm.",
        typical=(0.12, 0.24),
        tags=tagged(small=(0.1, 0.14), medium=(0.14, 0.2), large=(0.2, 0.28)),
        correlated_with="size",
    )


@dataclass(frozen=True)
class TrackArm(
    Arm,
    name="sofa_arm_track",
    label="Track arm",
    tags=("simple", "modern", "industrial"),
    weight=1.3,
):
    """A square upholstered arm with a flat top, its front panel piped."""

    softness: float = length(
        0.03, 0.018, 0.06, "Radius of the padded edges.", step=0.002, typical=(0.022, 0.045)
    )


@dataclass(frozen=True)
class RolledArm(Arm, name="sofa_arm_rolled", label="Rolled arm", tags=("classic", "rustic")):
    """An arm that rolls over to the outside, with a scroll-shaped panel in front."""

    roll_radius: float = length(
        0.09, 0.06, 0.12, "Radius of the roll, at most half the arm's width.", step=0.005
    )
    nailheads: bool = flag(
        False, "Nails around the front panel.", chance=0.3, tags=tagged(classic=0.6, rustic=0.4)
    )


@dataclass(frozen=True)
class SlopedArm(
    Arm,
    name="sofa_arm_sloped",
    label="Sloped arm",
    tags=("scandinavian", "simple", "rustic"),
):
    """A slim arm that falls from the back towards the front."""

    fall: float = length(
        0.09, 0.03, 0.2, "How much higher the arm is at the back.", step=0.005, typical=(0.05, 0.13)
    )


@dataclass(frozen=True)
class CircularArm(
    Arm, name="sofa_arm_circular", label="Circular arm", tags=("modern", "scandinavian")
):
    """A plump arm, round on top and round in front, like a bolster."""

    bulge: float = length(0.012, 0.0, 0.025, "How far the fill swells the arm's sides.", step=0.001)


@dataclass(frozen=True)
class NoArm(Asset, name="sofa_arm_none", label="No arms", tags=("modern",), weight=0.35):
    """Seat and back run through to the ends."""


@dataclass(frozen=True)
class Back(Asset):
    """What every back has."""

    recline: float = angle(11, 5, 18, "Lean of the back rest from the upright.", typical=(8, 14))


@dataclass(frozen=True)
class CushionBack(
    Back,
    name="sofa_back_cushions",
    label="Loose cushions",
    tags=("simple", "modern", "rustic", "scandinavian"),
    weight=1.6,
):
    """A padded frame with a loose cushion for each seat."""

    back_cushion_thickness: float = length(
        0.19, 0.12, 0.26, "Thickness of the back cushions.", typical=(0.16, 0.22)
    )
    cushion_rise: float = length(
        0.05, 0.0, 0.12, "How far the cushions rise above the frame.", typical=(0.03, 0.09)
    )
    cushion_form: str = choice(
        "box",
        ("box", "knife"),
        "A border between two panels, or two panels sewn edge to edge.",
        tags=tagged(modern=("box", "knife"), simple=("box",), rustic=("knife",)),
    )


@dataclass(frozen=True)
class TightBack(
    Back,
    name="sofa_back_tight",
    label="Tight back",
    tags=("modern", "scandinavian", "simple"),
    weight=0.8,
):
    """Upholstered all over, with a seam between the seats."""

    fullness: float = length(
        0.02, 0.0, 0.035, "How far the padding swells between the seams.", step=0.001
    )


@dataclass(frozen=True)
class ButtonedBack(
    Back,
    name="sofa_back_buttoned",
    label="Buttoned back",
    tags=("classic", "industrial", "scandinavian"),
    weight=0.7,
):
    """Deep-buttoned diamonds on the inside of the back."""

    button_pitch: float = length(
        0.16, 0.11, 0.22, "Distance of two buttons in a row.", step=0.005, typical=(0.14, 0.18)
    )
    button_pull: float = length(
        0.022, 0.01, 0.034, "How deep the buttons are drawn.", step=0.002, typical=(0.016, 0.028)
    )


@dataclass(frozen=True)
class ChannelledBack(
    Back,
    name="sofa_back_channelled",
    label="Channelled back",
    tags=("modern", "classic"),
    weight=0.6,
):
    """Upright padded channels, as in the 1930s."""

    channel_width: float = length(
        0.11, 0.06, 0.2, "Width of a channel.", step=0.005, typical=(0.08, 0.14)
    )
    channel_depth: float = length(
        0.02, 0.008, 0.032, "Depth of the seams between channels.", step=0.002
    )


@dataclass(frozen=True)
class CamelBack(
    Back, name="sofa_back_camel", label="Camel back", tags=("classic", "rustic"), weight=0.7
):
    """A tight back whose upper edge rises to a hump in the middle."""

    hump: float = length(
        0.12, 0.04, 0.2, "How much the middle stands above the ends.", typical=(0.08, 0.15)
    )


LAYOUT = Slot(
    "furniture_sofa_layouts",
    StraightLayout,
    ChaiseLayout,
    ModularLayout,
    ChesterfieldLayout,
    label="Layout",
)
ARM = Slot("sofa_arm", TrackArm, RolledArm, SlopedArm, CircularArm, NoArm, label="Arms")
BACK = Slot(
    "sofa_back", CushionBack, TightBack, ButtonedBack, ChannelledBack, CamelBack, label="Back"
)
