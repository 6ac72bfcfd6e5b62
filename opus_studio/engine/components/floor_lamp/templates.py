"""Named presets: floor lamps as they are known in shops and houses."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.components.floor_lamp.assets import (
    ArcStand,
    BellBase,
    BlockBase,
    ClassicBulb,
    ColumnStand,
    DiscBase,
    FilamentBulb,
    FootSwitchCable,
    InlineSwitchCable,
    PullChainCable,
    ReadingStand,
    TorchiereStand,
    TripodStand,
)
from opus_studio.engine.components.floor_lamp.shade_assets import (
    DomeShade,
    DrumShade,
    EmpireShade,
    GlobeShade,
)
from opus_studio.engine.schema import Template, use

TEMPLATES: Final = (
    Template(
        "italian_arc",
        "A chromed arc from a block of marble with a wide metal dome.",
        (
            use(
                ArcStand,
                height=2.15,
                reach=1.25,
                tube_thickness=0.026,
                head_tilt=4.0,
                finish="polished_steel",
            ),
            use(
                DomeShade,
                dome_diameter=0.36,
                depth_ratio=0.55,
                inside="white",
                metal="polished_steel",
            ),
            use(BlockBase, base_size=0.3, base_thickness=0.12, finish="white_marble"),
            use(ClassicBulb, brightness=0.9),
            use(FootSwitchCable, sheath="matte_plastic/black"),
        ),
        ("modern",),
    ),
    Template(
        "scandinavian_tripod",
        "Three slim oak legs below a white drum.",
        (
            use(
                TripodStand,
                height=1.5,
                leg_spread=0.2,
                leg_thickness=0.03,
                spreader=False,
                head_tilt=0.0,
                wood="oak",
                metal="painted_metal/white",
            ),
            use(
                DrumShade,
                shade_diameter=0.45,
                height_ratio=0.58,
                lining="white",
                fabric="linen/white",
            ),
            use(ClassicBulb, brightness=0.9),
            use(InlineSwitchCable, sheath="canvas/light_grey"),
        ),
        ("scandinavian",),
    ),
    Template(
        "art_deco_torchiere",
        "A brass pole with rings and a cone that lights the ceiling.",
        (
            use(TorchiereStand, height=1.78, tube_thickness=0.024, collars=3, finish="brass"),
            use(
                DomeShade,
                dome_diameter=0.38,
                depth_ratio=0.45,
                inside="white",
                metal="brass",
            ),
            use(BellBase, base_size=0.3, bell_height=0.075, finish="brass"),
            use(ClassicBulb, brightness=1.0),
            use(FootSwitchCable, sheath="matte_plastic/black"),
        ),
        ("classic",),
    ),
    Template(
        "pharmacy_lamp",
        "A brass reading lamp with a small tilting dome on an arm.",
        (
            use(
                ReadingStand,
                height=1.3,
                arm_length=0.32,
                arm_angle=10.0,
                head_tilt=22.0,
                tube_thickness=0.017,
                finish="brass",
            ),
            use(DomeShade, dome_diameter=0.19, depth_ratio=0.75, inside="white", metal="brass"),
            use(DiscBase, base_size=0.25, base_thickness=0.018, finish="brass"),
            use(ClassicBulb, brightness=0.9),
            use(FootSwitchCable, sheath="matte_plastic/black"),
        ),
        ("classic",),
    ),
    Template(
        "hotel_standard",
        "A turned walnut column with a pleated empire shade.",
        (
            use(
                ColumnStand,
                height=1.6,
                column_style="turned",
                column_thickness=0.045,
                metal="brass",
                wood="walnut",
            ),
            use(
                EmpireShade,
                shade_diameter=0.46,
                height_ratio=0.62,
                narrow_ratio=0.55,
                pleats=True,
                lining="white",
                fabric="linen/cream",
            ),
            use(BellBase, base_size=0.28, bell_height=0.06, finish="brass"),
            use(ClassicBulb, brightness=0.9),
            use(PullChainCable, chain_length=0.2, sheath="canvas/ochre"),
        ),
        ("classic",),
    ),
    Template(
        "studio_tripod",
        "A film set's lamp: a wide dome on braced wooden legs.",
        (
            use(
                TripodStand,
                height=1.6,
                leg_spread=0.22,
                leg_thickness=0.04,
                spreader=True,
                head_tilt=25.0,
                wood="teak",
                metal="painted_metal/black",
            ),
            use(
                DomeShade,
                dome_diameter=0.42,
                depth_ratio=0.5,
                inside="gold",
                metal="painted_metal/black",
            ),
            use(FilamentBulb, brightness=0.9),
            use(InlineSwitchCable, sheath="canvas/black"),
        ),
        ("industrial",),
    ),
    Template(
        "opal_globe",
        "A glowing ball of opal glass on a slim brass pole.",
        (
            use(TorchiereStand, height=1.65, tube_thickness=0.018, collars=0, finish="brass"),
            use(GlobeShade, globe_diameter=0.3, glass="porcelain/white"),
            use(DiscBase, base_size=0.28, base_thickness=0.03, finish="black_marble"),
            use(ClassicBulb, brightness=0.9),
            use(FootSwitchCable, sheath="canvas/black"),
        ),
        ("modern",),
    ),
)
