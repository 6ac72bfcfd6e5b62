"""Presets named after porches as they are built."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.components.porch.assets import (
    BatteredPosts,
    ColumnPosts,
    CraftsmanForm,
    FlatCanopy,
    GableForm,
    GlassCanopy,
    HipForm,
    HoodCanopy,
    MasonryPosts,
    PorticoForm,
    SquarePosts,
    SteelPosts,
    StoopForm,
    TurnedPosts,
    VerandaForm,
)
from opus_studio.engine.components.porch.part_assets import (
    BoardCeiling,
    BracketTrim,
    BrickFloor,
    CheekSteps,
    ClayTiles,
    DeckFloor,
    DentilTrim,
    JoistCeiling,
    NoLamp,
    PendantLamp,
    PlainTrim,
    Shingles,
    Slates,
    SpindleTrim,
    StandingSeam,
    StoneFloor,
    StraightSteps,
    WrapSteps,
)
from opus_studio.engine.components.porch.rail_assets import Balustrade, MetalRailing, NoRailing
from opus_studio.engine.schema import Template, use

_WHITE: Final = "painted_wood/white"
_CREAM: Final = "painted_wood/cream"

_CRAFTSMAN: Final = Template(
    "craftsman_bungalow",
    "A low gable on battered posts that stand on stone bases, with knee brackets and rafter tails.",
    (
        use(CraftsmanForm, porch_width=4.4, porch_depth=2.2, floor_height=0.5, pitch=20,
            overhang=0.45, beam_height=0.26, gable_face="upright"),
        use(BatteredPosts, post_width=0.34, taper=0.68, base_height=0.85,
            base_finish="stone_rubble", finish=_CREAM),
        use(StoneFloor, floor_finish="concrete", body_finish="stone_rubble"),
        use(CheekSteps, steps_width=1.8, cheek_width=0.32),
        use(BracketTrim, bracket="knee", bracket_size=0.3, finish=_CREAM),
        use(JoistCeiling, ceiling_finish="pine"),
        use(Shingles, shingle="asphalt_shingle/taupe"),
        use(Balustrade, pattern="square", rail_height=0.75, on_steps=True, finish=_CREAM),
        use(PendantLamp),
    ),
    ("craftsman",),
)  # fmt: skip

_GEORGIAN: Final = Template(
    "georgian_portico",
    "Tuscan columns in pairs carrying an entablature with dentils and a pediment.",
    (
        use(PorticoForm, porch_width=3.4, porch_depth=1.6, floor_height=0.5, head_height=2.6,
            pitch=20, beam_height=0.44, level_roof=False),
        use(ColumnPosts, post_width=0.26, fluted=False, paired=True, pilasters=True, finish=_WHITE),
        use(StoneFloor, floor_finish="limestone", body_finish="limestone"),
        use(StraightSteps, steps_width=2.2, tread=0.32),
        use(DentilTrim, finish=_WHITE),
        use(BoardCeiling, ceiling_finish=_WHITE),
        use(Slates),
        use(NoRailing),
        use(PendantLamp),
    ),
    ("classic",),
)  # fmt: skip

_DORIC: Final = Template(
    "fluted_portico",
    "Fluted columns around a landing with steps on three sides, below a level roof.",
    (
        use(PorticoForm, porch_width=3.0, porch_depth=1.7, floor_height=0.45, head_height=2.7,
            beam_height=0.46, level_roof=True),
        use(ColumnPosts, post_width=0.3, fluted=True, paired=False, pilasters=True, finish=_WHITE),
        use(StoneFloor, floor_finish="limestone", body_finish="ashlar"),
        use(WrapSteps, tread=0.32),
        use(DentilTrim, finish=_WHITE),
        use(BoardCeiling, ceiling_finish=_WHITE),
        use(Slates),
        use(NoRailing),
        use(PendantLamp),
    ),
    ("classic",),
)  # fmt: skip

_VICTORIAN: Final = Template(
    "victorian_turned",
    "Turned posts under a spindle frieze, a sunburst in the gable, lattice below the deck.",
    (
        use(GableForm, porch_width=3.0, porch_depth=1.8, floor_height=0.55, pitch=38,
            gable_face="sunburst", head_height=2.5),
        use(TurnedPosts, post_width=0.14, pilasters=True, finish=_WHITE),
        use(DeckFloor, skirt="lattice", deck_finish="painted_wood/grey", skirt_finish=_WHITE),
        use(StraightSteps, steps_width=1.5),
        use(SpindleTrim, spindle_height=0.22, finish=_WHITE),
        use(BoardCeiling, ceiling_finish="painted_wood/sky"),
        use(Slates),
        use(Balustrade, pattern="turned", rail_height=0.9, on_steps=True, finish=_WHITE),
        use(PendantLamp),
    ),
    ("classic",),
)  # fmt: skip

_FARMHOUSE: Final = Template(
    "farmhouse_veranda",
    "A long veranda on chamfered posts with curved brackets under a sheet roof.",
    (
        use(VerandaForm, porch_width=6.4, porch_depth=2.2, floor_height=0.45, pitch=13,
            bay_width=2.2),
        use(SquarePosts, post_width=0.15, post_face="chamfered", paired=False, finish=_WHITE),
        use(DeckFloor, skirt="lattice", deck_finish="painted_wood/grey", skirt_finish=_WHITE),
        use(StraightSteps, steps_width=1.7),
        use(BracketTrim, bracket="curved", bracket_size=0.42, finish=_WHITE),
        use(BoardCeiling, ceiling_finish="painted_wood/sky"),
        use(StandingSeam, sheet="painted_metal/anthracite"),
        use(Balustrade, pattern="square", rail_height=0.9, on_steps=True, finish=_WHITE),
        use(PendantLamp),
    ),
    ("rustic",),
)  # fmt: skip

_HIPPED: Final = Template(
    "hipped_porch",
    "Boxed posts in white under a shallow hipped roof, on a brick base between cheek walls.",
    (
        use(HipForm, porch_width=3.2, porch_depth=1.8, floor_height=0.5, pitch=22),
        use(SquarePosts, post_width=0.2, post_face="boxed", paired=False, finish=_WHITE),
        use(BrickFloor, floor_finish="limestone", body_finish="running_bond_brick"),
        use(CheekSteps, steps_width=1.7, cheek_width=0.3),
        use(PlainTrim, finish=_WHITE),
        use(BoardCeiling, ceiling_finish=_WHITE),
        use(Shingles, shingle="asphalt_shingle/charcoal"),
        use(Balustrade, pattern="square", rail_height=0.9, on_steps=True, finish=_WHITE),
        use(PendantLamp),
    ),
    ("simple",),
)  # fmt: skip

_COTTAGE: Final = Template(
    "cottage_gable",
    "An oak frame with curved braces and a trussed gable under clay tiles.",
    (
        use(GableForm, porch_width=2.1, porch_depth=1.4, floor_height=0.2, pitch=45,
            gable_face="truss", head_height=2.2),
        use(SquarePosts, post_width=0.15, post_face="chamfered", paired=False, finish="oak"),
        use(StoneFloor, floor_finish="limestone", body_finish="stone_rubble"),
        use(StraightSteps, steps_width=1.4),
        use(BracketTrim, bracket="curved", bracket_size=0.4, finish="oak"),
        use(JoistCeiling, ceiling_finish="oak"),
        use(ClayTiles),
        use(NoRailing),
        use(NoLamp),
    ),
    ("rustic",),
)  # fmt: skip

_BRICK: Final = Template(
    "brick_piers",
    "Brick piers with stone caps carry a plain gable over a brick landing.",
    (
        use(GableForm, porch_width=2.8, porch_depth=1.7, floor_height=0.35, pitch=32,
            gable_face="boards"),
        use(MasonryPosts, post_width=0.33, masonry="running_bond_brick", cap_finish="limestone"),
        use(BrickFloor, floor_finish="limestone", body_finish="running_bond_brick"),
        use(StraightSteps, steps_width=1.7),
        use(PlainTrim, finish=_WHITE),
        use(BoardCeiling, ceiling_finish=_WHITE),
        use(ClayTiles),
        use(NoRailing),
        use(PendantLamp),
    ),
    ("simple",),
)  # fmt: skip

_STEEL: Final = Template(
    "steel_veranda",
    "A thin sheet roof on H-section posts over a concrete floor.",
    (
        use(VerandaForm, porch_width=5.2, porch_depth=1.9, floor_height=0.3, pitch=6,
            beam_height=0.18, overhang=0.18),
        use(SteelPosts, post_width=0.1, section="flanged", finish="painted_metal/black"),
        use(StoneFloor, floor_finish="concrete", body_finish="concrete", nosing=0.0),
        use(StraightSteps, steps_width=2.4),
        use(PlainTrim, finish="painted_metal/black"),
        use(BoardCeiling, ceiling_finish="pine"),
        use(StandingSeam, sheet="galvanised_steel"),
        use(MetalRailing, infill="bars", rail_height=0.95, on_steps=True,
            finish="painted_metal/black"),
        use(NoLamp),
    ),
    ("industrial",),
)  # fmt: skip

_MODERN: Final = Template(
    "modern_canopy",
    "A slim dark frame with a boarded underside, hung from two rods.",
    (
        use(FlatCanopy, porch_width=2.2, porch_depth=1.1, floor_height=0.3,
            canopy_thickness=0.12, rods=True, frame_finish="painted_metal/anthracite"),
        use(StoneFloor, floor_finish="concrete", body_finish="concrete", nosing=0.0),
        use(StraightSteps, steps_width=2.2),
        use(BoardCeiling, ceiling_finish="oak"),
        use(NoRailing),
    ),
    ("modern",),
)  # fmt: skip

_GLASS: Final = Template(
    "glass_canopy",
    "Two panes of laminated glass on tapered steel arms.",
    (
        use(GlassCanopy, porch_width=2.0, porch_depth=1.0, floor_height=0.3, glass="clear_glass",
            frame_finish="brushed_aluminium"),
        use(StoneFloor, floor_finish="granite", body_finish="granite"),
        use(StraightSteps, steps_width=2.0),
        use(NoRailing),
    ),
    ("modern",),
)  # fmt: skip

_HOOD: Final = Template(
    "tiled_hood",
    "A small tiled gable on gallows brackets.",
    (
        use(HoodCanopy, porch_width=1.7, porch_depth=0.85, floor_height=0.2, hood="gable",
            bracket="gallows", pitch=40),
        use(StoneFloor, floor_finish="stone_rubble", body_finish="stone_rubble"),
        use(StraightSteps, steps_width=1.5),
        use(NoRailing),
        use(PlainTrim, finish="oak"),
        use(BoardCeiling, ceiling_finish="oak"),
        use(ClayTiles),
    ),
    ("rustic",),
)  # fmt: skip

_BRACKETED: Final = Template(
    "bracketed_hood",
    "A shallow hipped hood of slate on sawn scroll brackets.",
    (
        use(HoodCanopy, porch_width=1.9, porch_depth=0.85, floor_height=0.4, hood="hip",
            bracket="scroll", pitch=24),
        use(StoneFloor, floor_finish="limestone", body_finish="limestone"),
        use(CheekSteps, steps_width=1.5),
        use(NoRailing),
        use(PlainTrim, finish=_WHITE),
        use(BoardCeiling, ceiling_finish=_WHITE),
        use(Slates),
    ),
    ("classic",),
)  # fmt: skip

_STOOP: Final = Template(
    "brick_stoop",
    "An open landing of brick with stone treads and railings.",
    (
        use(StoopForm, porch_width=1.9, porch_depth=1.3, floor_height=0.52),
        use(BrickFloor, floor_finish="limestone", body_finish="running_bond_brick"),
        use(StraightSteps, steps_width=1.6),
        use(MetalRailing, infill="bars", rail_height=0.9, on_steps=True,
            finish="painted_metal/black"),
    ),
    ("simple",),
)  # fmt: skip


_STONE: Final = Template(
    "stone_stoop",
    "A broad open landing of stone.",
    (
        use(StoopForm, porch_width=2.2, porch_depth=1.2, floor_height=0.35),
        use(StoneFloor, floor_finish="limestone", body_finish="limestone"),
        use(StraightSteps, steps_width=2.2),
        use(NoRailing),
    ),
    ("rustic",),
)  # fmt: skip

TEMPLATES: Final = (
    _CRAFTSMAN, _GEORGIAN, _DORIC, _VICTORIAN, _FARMHOUSE, _HIPPED, _COTTAGE, _BRICK, _STEEL,
    _MODERN, _GLASS, _HOOD, _BRACKETED, _STOOP, _STONE,
)  # fmt: skip
"""The presets, in the order in which they are shown."""
