"""Named presets: tables as they are known in shops and houses."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.components.table.assets import (
    ArchedApron,
    NoApron,
    ScallopedApron,
    StraightApron,
)
from opus_studio.engine.components.table.base_assets import (
    HairpinBase,
    PedestalBase,
    SledBase,
    SplayedBase,
    TaperedBase,
    TrestleBase,
    TurnedBase,
)
from opus_studio.engine.components.table.layouts import (
    ExtendableLayout,
    OvalLayout,
    RectangleLayout,
    RoundLayout,
)
from opus_studio.engine.components.table.top_assets import (
    GlassTop,
    PlankTop,
    StoneTop,
    VeneerTop,
)
from opus_studio.engine.schema import Template, use

TEMPLATES: Final = (
    Template(
        "farmhouse",
        "Thick boards with breadboard ends on stout turned legs.",
        (
            use(
                RectangleLayout,
                rectangle_table_height=0.76,
                rectangle_table_top_width=2.1,
                rectangle_table_top_depth=0.95,
                corner_radius=0.0,
            ),
            use(
                PlankTop,
                thickness=0.042,
                board_width=0.16,
                breadboard_ends=True,
                grooves=True,
                edge="eased",
                finish="pine",
            ),
            use(
                TurnedBase,
                leg_width=0.1,
                leg_inset=0.04,
                turning="farmhouse",
                stretchers=False,
                finish="painted_wood/ivory",
            ),
            use(StraightApron, apron_height=0.11),
        ),
        ("rustic",),
    ),
    Template(
        "refectory",
        "A long monastery table on posts with a wedged stretcher.",
        (
            use(
                RectangleLayout,
                rectangle_table_height=0.76,
                rectangle_table_top_width=2.6,
                rectangle_table_top_depth=0.95,
                corner_radius=0.0,
            ),
            use(
                PlankTop,
                thickness=0.05,
                board_width=0.2,
                breadboard_ends=True,
                grooves=False,
                edge="eased",
                finish="oak",
            ),
            use(
                TrestleBase,
                trestle_style="post",
                member_width=0.11,
                end_inset=0.17,
                stretcher=True,
                finish="oak",
            ),
            use(NoApron),
        ),
        ("rustic",),
    ),
    Template(
        "shaker",
        "Plain cherry-coloured boards on slim tapered legs.",
        (
            use(
                RectangleLayout,
                rectangle_table_height=0.74,
                rectangle_table_top_width=1.8,
                rectangle_table_top_depth=0.9,
                corner_radius=0.01,
            ),
            use(
                PlankTop,
                thickness=0.024,
                board_width=0.15,
                breadboard_ends=False,
                grooves=False,
                edge="eased",
                finish="beech",
            ),
            use(TaperedBase, leg_width=0.06, taper=0.5, leg_inset=0.03, finish="beech"),
            use(StraightApron, apron_height=0.1),
        ),
        ("simple",),
    ),
    Template(
        "tulip",
        "A marble disc on a flaring white stem.",
        (
            use(RoundLayout, round_table_height=0.73, round_table_top_diameter=1.2),
            use(StoneTop, thickness=0.02, edge="underbevel", finish="white_marble"),
            use(
                PedestalBase,
                pedestal_style="tulip",
                column_width=0.12,
                spread=0.58,
                finish="painted_metal/white",
            ),
            use(NoApron),
        ),
        ("modern",),
    ),
    Template(
        "regency_pedestal",
        "A round mahogany top with a moulded edge on a turned column with sabre feet.",
        (
            use(RoundLayout, round_table_height=0.75, round_table_top_diameter=1.3),
            use(VeneerTop, thickness=0.028, veneer_width=0.4, edge="ogee", finish="mahogany"),
            use(
                PedestalBase,
                pedestal_style="turned",
                column_width=0.14,
                spread=0.68,
                finish="mahogany",
            ),
            use(StraightApron, apron_height=0.07),
        ),
        ("classic",),
    ),
    Template(
        "scandinavian_oval",
        "An oval oak top on splayed round legs.",
        (
            use(
                OvalLayout,
                oval_table_height=0.74,
                oval_table_top_width=1.9,
                oval_table_top_depth=1.0,
                oval_outline="boat",
            ),
            use(
                PlankTop,
                thickness=0.025,
                board_width=0.11,
                breadboard_ends=False,
                grooves=False,
                edge="underbevel",
                finish="oak",
            ),
            use(SplayedBase, leg_width=0.055, splay=9.0, taper=0.5, leg_inset=0.09, finish="oak"),
            use(NoApron),
        ),
        ("scandinavian",),
    ),
    Template(
        "hairpin_desk",
        "Reclaimed boards on three-rod hairpin legs.",
        (
            use(
                RectangleLayout,
                rectangle_table_height=0.74,
                rectangle_table_top_width=1.5,
                rectangle_table_top_depth=0.7,
                corner_radius=0.0,
            ),
            use(
                PlankTop,
                thickness=0.038,
                board_width=0.17,
                breadboard_ends=False,
                grooves=True,
                edge="square",
                finish="pine",
            ),
            use(HairpinBase, rods=3, rod_thickness=0.012, splay=5.0, finish="painted_metal/black"),
            use(NoApron),
        ),
        ("industrial",),
    ),
    Template(
        "glass_conference",
        "A large racetrack of glass on closed steel frames.",
        (
            use(
                OvalLayout,
                oval_table_height=0.74,
                oval_table_top_width=2.6,
                oval_table_top_depth=1.1,
                oval_outline="racetrack",
            ),
            use(GlassTop, thickness=0.015, finish="tinted_glass"),
            use(
                SledBase,
                bar_width=0.07,
                bar_thickness=0.02,
                flare=-0.2,
                end_inset=0.2,
                finish="polished_steel",
            ),
            use(NoApron),
        ),
        ("modern",),
    ),
    Template(
        "draw_leaf",
        "A classic draw-leaf table with both leaves out.",
        (
            use(
                ExtendableLayout,
                extendable_table_height=0.76,
                extendable_table_top_width=1.5,
                extendable_table_top_depth=0.9,
                extendable_table_leaves=2,
                extendable_table_leaf_width=0.45,
                extendable_table_opening=1.0,
            ),
            use(
                PlankTop,
                thickness=0.025,
                board_width=0.15,
                breadboard_ends=False,
                grooves=False,
                edge="eased",
                finish="walnut",
            ),
            use(
                TurnedBase,
                leg_width=0.075,
                leg_inset=0.03,
                turning="baluster",
                stretchers=False,
                finish="walnut",
            ),
            use(ScallopedApron, apron_height=0.09),
        ),
        ("classic",),
    ),
    Template(
        "bistro",
        "A small round marble table on a slim iron column.",
        (
            use(RoundLayout, round_table_height=0.73, round_table_top_diameter=0.7),
            use(StoneTop, thickness=0.022, edge="bullnose", finish="white_marble"),
            use(
                PedestalBase,
                pedestal_style="turned",
                column_width=0.09,
                spread=0.7,
                finish="cast_iron",
            ),
            use(NoApron),
        ),
        ("classic",),
    ),
    Template(
        "french_country",
        "An arched apron between square legs, painted below an oak top.",
        (
            use(
                RectangleLayout,
                rectangle_table_height=0.76,
                rectangle_table_top_width=1.9,
                rectangle_table_top_depth=0.9,
                corner_radius=0.02,
            ),
            use(
                PlankTop,
                thickness=0.03,
                board_width=0.16,
                breadboard_ends=False,
                grooves=False,
                edge="ogee",
                finish="oak",
            ),
            use(
                TaperedBase,
                leg_width=0.07,
                taper=0.5,
                leg_inset=0.05,
                finish="painted_wood/dusty_blue",
            ),
            use(ArchedApron, apron_height=0.11, arch_rise=0.45),
        ),
        ("classic",),
    ),
)
