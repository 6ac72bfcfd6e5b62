"""Named presets: houses as they are known in the street and in the country."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.schema import Template, use
from opus_studio.engine.structures.house.assets import (
    FreeOpenings,
    LPlan,
    RectanglePlan,
    RegularOpenings,
    Storeys,
    SymmetricalOpenings,
    TPlan,
)
from opus_studio.engine.structures.house.balcony_assets import NoBalcony
from opus_studio.engine.structures.house.entrance_assets import (
    Canopy,
    Porch,
    Portico,
    Stoop,
    Veranda,
)
from opus_studio.engine.structures.house.garage_assets import AttachedGarage, NoGarage
from opus_studio.engine.structures.house.roof_assets import (
    BothDormers,
    BoxGutters,
    BreastChimney,
    ClayTiles,
    ClosedEaves,
    CrossGableRoof,
    FrontDormers,
    GableRoof,
    HalfHipRoof,
    HalfRoundGutters,
    HipRoof,
    Lantern,
    MansardRoof,
    NoChimney,
    NoDormers,
    NoLamp,
    OpenEaves,
    Shingles,
    Slates,
    StackChimney,
    StandingSeam,
)
from opus_studio.engine.structures.house.wall_assets import (
    BandCourse,
    BattenWalls,
    BrickWalls,
    CornerBoards,
    NoBands,
    PlainCorners,
    Plinth,
    Quoins,
    RenderWalls,
    StoneWalls,
    WeatherboardWalls,
)

_BUNGALOW: Final = Template(
    "bungalow",
    "A low craftsman house under a wide cross-gabled roof, with a porch and a chimney breast.",
    (
        use(LPlan, body_width=11.6, body_depth=7.6, wing_width=4.8, wing_depth=2.2, side="right"),
        use(Storeys, floors=1, floor_height=2.75),
        use(Plinth, plinth_height=0.5, plinth_finish="stone_rubble"),
        use(WeatherboardWalls, board_height=0.14, board_finish="painted_wood/sage"),
        use(CornerBoards, corner_width=0.12),
        use(NoBands),
        use(RegularOpenings, window_spacing=2.6, gable_windows=True),
        use(CrossGableRoof, pitch=29, overhang=0.6, verge=0.5, roof_depth=0.18),
        use(Shingles, shingle="asphalt_shingle/taupe"),
        use(OpenEaves, trim="painted_wood/cream", rafter_spacing=0.6),
        use(HalfRoundGutters, metal="painted_metal/white"),
        use(Porch, porch_width=3.4, porch_depth=1.9, design="craftsman_bungalow",
            steps_finish="concrete"),
        use(BreastChimney, chimney_width=0.9, chimney_height=0.7, pots=1,
            chimney_finish="stone_rubble"),
        use(FrontDormers, dormers=1, dormer_bays="middle", setback=0.9),
        use(Lantern),
        use(NoGarage),
        use(NoBalcony),
    ),
    ("craftsman",),
)  # fmt: skip

_FARMHOUSE: Final = Template(
    "farmhouse",
    "A white boarded farmhouse with steep gables, a sheet roof and a porch.",
    (
        use(TPlan, body_width=12.4, body_depth=6.8, wing_width=4.8, wing_depth=2.4,
            wing_shift=0.85),
        use(Storeys, floors=2, floor_height=2.7),
        use(Plinth, plinth_height=0.45, plinth_finish="stone_rubble"),
        use(WeatherboardWalls, board_height=0.16, board_finish="painted_wood/white"),
        use(CornerBoards, corner_width=0.14),
        use(NoBands),
        use(RegularOpenings, window_spacing=2.5),
        use(GableRoof, pitch=44, overhang=0.4, verge=0.35),
        use(StandingSeam, sheet="painted_metal/anthracite"),
        use(ClosedEaves, trim="painted_wood/white"),
        use(HalfRoundGutters, metal="painted_metal/white"),
        use(Veranda, porch_width=5.8, porch_depth=2.0, design="farmhouse_veranda"),
        use(StackChimney, chimney_width=0.9, chimney_finish="running_bond_brick"),
        use(NoDormers),
        use(Lantern),
        use(NoGarage),
        use(NoBalcony),
    ),
    ("rustic",),
)  # fmt: skip

_TOWNHOUSE: Final = Template(
    "townhouse",
    "Three narrow storeys of brick with tall even windows, bands and a slate roof.",
    (
        use(RectanglePlan, body_width=7.4, body_depth=9.6),
        use(Storeys, floors=3, floor_height=3.0),
        use(Plinth, plinth_height=0.7, plinth_finish="ashlar"),
        use(BrickWalls, brick="flemish_bond_brick"),
        use(Quoins, quoin_finish="ashlar"),
        use(BandCourse, band_height=0.2),
        use(SymmetricalOpenings, window_spacing=2.1, upper_height_ratio=0.94, side_share=0.4),
        use(GableRoof, pitch=38, overhang=0.3, verge=0.12),
        use(Slates, slate="slate"),
        use(ClosedEaves, trim="painted_wood/white"),
        use(HalfRoundGutters, metal="painted_metal/black"),
        use(Canopy, canopy_depth=0.85, design="bracketed_hood", steps_finish="limestone"),
        use(StackChimney, chimney_width=1.4, pots=4, chimney_finish="flemish_bond_brick"),
        use(NoDormers),
        use(Lantern),
        use(NoGarage),
        use(NoBalcony),
    ),
    ("classic",),
)  # fmt: skip

_VILLA: Final = Template(
    "villa",
    "A rendered villa with a portico between two even wings of windows, hipped in slate.",
    (
        use(TPlan, body_width=14.0, body_depth=8.6, wing_width=5.0, wing_depth=1.0,
            wing_shift=0.0),
        use(Storeys, floors=2, floor_height=3.1),
        use(Plinth, plinth_height=0.7, plinth_finish="ashlar"),
        use(RenderWalls, render="stucco/cream"),
        use(Quoins, quoin_finish="limestone"),
        use(BandCourse, band_height=0.22),
        use(SymmetricalOpenings, window_spacing=2.4, upper_height_ratio=0.92),
        use(HipRoof, pitch=30, overhang=0.6),
        use(Slates, slate="slate"),
        use(ClosedEaves, trim="painted_wood/white"),
        use(HalfRoundGutters, metal="copper"),
        use(Portico, portico_width=3.2, portico_depth=1.8, design="georgian_portico",
            steps_finish="limestone"),
        use(StackChimney, chimney_width=1.2, pots=3, chimney_finish="stucco/white"),
        use(NoDormers),
        use(Lantern),
        use(AttachedGarage, garage_side="right", garage_width=6.0, garage_pitch=24),
        use(NoBalcony),
    ),
    ("classic",),
)  # fmt: skip

_COTTAGE: Final = Template(
    "cottage",
    "A small stone cottage under a steep half-hipped roof of clay tiles.",
    (
        use(RectanglePlan, body_width=8.2, body_depth=5.6),
        use(Storeys, floors=1, floor_height=2.5),
        use(Plinth, plinth_height=0.24, plinth_finish="stone_rubble"),
        use(StoneWalls, stone="stone_rubble", wall_thickness=0.45),
        use(Quoins, quoin_finish="ashlar"),
        use(NoBands),
        use(RegularOpenings, window_spacing=2.5),
        use(HalfHipRoof, pitch=48, overhang=0.3, verge=0.2, gable_share=0.6),
        use(ClayTiles, tile="clay_roof_tile"),
        use(OpenEaves, trim="oak"),
        use(HalfRoundGutters, metal="galvanised_steel"),
        use(Stoop, design="stone_stoop", steps_finish="limestone"),
        use(StackChimney, chimney_width=0.8, pots=2, chimney_finish="stone_rubble"),
        use(FrontDormers, dormers=2, dormer_bays="every", setback=0.3),
        use(Lantern),
        use(NoGarage),
        use(NoBalcony),
    ),
    ("rustic", "small"),
)  # fmt: skip

_BARN: Final = Template(
    "barn_conversion",
    "A long dark boarded barn under a plain sheet roof, with wide openings.",
    (
        use(RectanglePlan, body_width=16.0, body_depth=7.6),
        use(Storeys, floors=1, floor_height=3.1),
        use(Plinth, plinth_height=0.3, plinth_finish="running_bond_brick"),
        use(BattenWalls, batten_spacing=0.34, board_finish="painted_wood/anthracite"),
        use(PlainCorners),
        use(NoBands),
        use(FreeOpenings, window_spacing=3.4, narrow_share=0.35),
        use(GableRoof, pitch=42, overhang=0.25, verge=0.15),
        use(StandingSeam, sheet="galvanised_steel"),
        use(ClosedEaves, trim="painted_metal/anthracite"),
        use(BoxGutters, metal="painted_metal/anthracite"),
        use(Canopy, design="modern_canopy", canopy_depth=1.1, steps_finish="concrete"),
        use(NoChimney),
        use(NoDormers),
        use(NoLamp),
        use(AttachedGarage, garage_width=3.8, garage_roof="pitched", garage_pitch=40),
        use(NoBalcony),
    ),
    ("modern", "large"),
)  # fmt: skip

_SECOND_EMPIRE: Final = Template(
    "second_empire",
    "Two tall storeys of brick under a slate mansard with a row of dormers on each side.",
    (
        use(RectanglePlan, body_width=11.2, body_depth=9.2),
        use(Storeys, floors=2, floor_height=3.1),
        use(Plinth, plinth_height=0.6, plinth_finish="ashlar"),
        use(BrickWalls, brick="running_bond_brick"),
        use(Quoins, quoin_finish="limestone"),
        use(BandCourse, band_height=0.2),
        use(SymmetricalOpenings, window_spacing=2.2, upper_height_ratio=0.94),
        use(MansardRoof, overhang=0.3, lower_pitch=70, upper_pitch=15, lower_height=2.7),
        use(Slates, slate="slate"),
        use(ClosedEaves, trim="painted_wood/white"),
        use(HalfRoundGutters, metal="painted_metal/white"),
        use(StackChimney, chimney_width=1.2, pots=3, chimney_finish="running_bond_brick"),
        use(BothDormers, dormers=5, dormer_bays="every"),
        use(Lantern),
        use(NoGarage),
        use(NoBalcony),
    ),
    ("classic", "large"),
)  # fmt: skip

TEMPLATES: Final = (
    _BUNGALOW, _FARMHOUSE, _TOWNHOUSE, _VILLA, _COTTAGE, _BARN, _SECOND_EMPIRE
)  # fmt: skip
