"""What can be chosen for a house: roof, chimney, dormers, gutters.

Pitches are those that the coverings bear: pantiles and slates from about 25 degrees, shingles from
15, sheet from 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opus_studio.engine.components.shared.house_finishes import (
    metal_finish,
    trim_finish,
)
from opus_studio.engine.components.shared.roofing import (
    ClayTilesBase,
    ShinglesBase,
    SlatesBase,
    StandingSeamBase,
)
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
)


@dataclass(frozen=True)
class RoofBase(Asset):
    """What every roof has."""

    overhang: float = length(
        0.45, 0.1, 0.9, "How far the eaves stand out before the walls.", step=0.01,
        typical=(0.3, 0.6),
    )  # fmt: skip
    roof_depth: float = length(
        0.2, 0.14, 0.34, "Thickness of the roof at the eaves without its covering.", step=0.01,
        typical=(0.17, 0.24),
    )  # fmt: skip


def _pitch(default: float, typical: tuple[float, float], **tags: tuple[float, float]) -> Any:
    return angle(default, 18, 58, "Slope of the roof.", typical=typical, tags=tags)


@dataclass(frozen=True)
class GableBase(RoofBase):
    """What every roof with gables has."""

    verge: float = length(
        0.25, 0.05, 0.6, "How far the roof stands out before the gables.", step=0.01,
        typical=(0.15, 0.35),
    )  # fmt: skip


@dataclass(frozen=True)
class GableRoof(
    GableBase, name="house_roof_gable", label="Gable", tags=("classic", "rustic", *SIZES),
    weight=1.2,
):  # fmt: skip
    """Two slopes between gables; wings have gables of their own."""

    pitch: float = _pitch(40, (33, 47), classic=(34, 42), rustic=(42, 50))


@dataclass(frozen=True)
class HipRoof(
    RoofBase, name="house_roof_hip", label="Hip", tags=("classic", "craftsman", "modern", *SIZES),
):  # fmt: skip
    """Slopes on all sides."""

    pitch: float = _pitch(30, (24, 36), classic=(28, 38), modern=(20, 25), craftsman=(24, 30))


@dataclass(frozen=True)
class HalfHipRoof(
    GableBase, name="house_roof_half_hip", label="Half-hip", tags=("rustic", "medium", "large"),
    weight=0.7,
):  # fmt: skip
    """Gables whose tips are cut off by small hips."""

    pitch: float = _pitch(44, (40, 50))
    gable_share: float = ratio(
        0.55, 0.25, 0.8, "Share of the gable's height that stays upright.", step=0.01,
        typical=(0.45, 0.65),
    )  # fmt: skip


@dataclass(frozen=True)
class GambrelRoof(
    GableBase, name="house_roof_gambrel", label="Gambrel", tags=("rustic",), weight=0.7
):
    """Steep below and shallow above, as on barns and Dutch colonial houses."""

    lower_pitch: float = angle(62, 55, 72, "Slope of the lower part.")
    upper_pitch: float = angle(28, 18, 36, "Slope of the upper part.")
    break_share: float = ratio(
        0.34, 0.22, 0.45, "Where the break is: share of the half width.", step=0.01
    )


@dataclass(frozen=True)
class MansardRoof(
    RoofBase, name="house_roof_mansard", label="Mansard", tags=("classic", "large"), weight=0.5
):
    """A steep lower part on all sides and a shallow hip above it."""

    lower_pitch: float = angle(70, 60, 76, "Slope of the lower part.")
    upper_pitch: float = angle(16, 8, 26, "Slope of the upper part.")
    lower_height: float = length(
        2.0, 1.2, 2.8, "Height of the lower part.", step=0.05, typical=(1.6, 2.3)
    )


@dataclass(frozen=True)
class ShedRoof(
    RoofBase, name="house_roof_shed", label="Shed", tags=("modern", "industrial", "small"),
    weight=0.7,
):  # fmt: skip
    """One slope that falls to the back."""

    shed_pitch: float = angle(9, 4, 18, "Slope of the roof.", typical=(6, 12))


@dataclass(frozen=True)
class FlatRoof(
    RoofBase, name="house_roof_flat", label="Flat with parapet", tags=("modern", "industrial"),
    weight=0.8,
):  # fmt: skip
    """A level roof behind a parapet with a coping."""

    parapet_height: float = length(
        0.45, 0.2, 1.1, "Height of the parapet above the roof.", step=0.05, typical=(0.3, 0.6)
    )
    coping_overhang: float = length(0.04, 0.02, 0.09, "How far the coping stands out.", step=0.005)


@dataclass(frozen=True)
class CrossGableRoof(
    GableBase, name="house_roof_cross_gable", label="Cross-gable", tags=("craftsman", "classic"),
    weight=0.8,
):  # fmt: skip
    """Gables on all sides; a plain body gets a shallow gabled bay in its front."""

    pitch: float = _pitch(36, (30, 42), craftsman=(26, 34), classic=(36, 44))
    bay_share: float = ratio(
        0.38, 0.25, 0.5, "Width of the bay against the front.", step=0.01, typical=(0.34, 0.42)
    )
    bay_depth: float = length(0.9, 0.6, 2.0, "How far the bay stands out.", step=0.05)


@dataclass(frozen=True)
class ClayTiles(
    ClayTilesBase, name="house_roofing_clay_tiles", label="Clay tiles", tags=("rustic", "classic")
):
    """Pantiles in courses with half-round ridge tiles."""


@dataclass(frozen=True)
class Slates(
    SlatesBase, name="house_roofing_slates", label="Slates",
    tags=("classic", "industrial", "rustic"),
):  # fmt: skip
    """Natural slates in courses of 200 mm."""


@dataclass(frozen=True)
class Shingles(
    ShinglesBase, name="house_roofing_shingles", label="Shingles", tags=("craftsman", "classic")
):
    """Asphalt shingles in courses of 143 mm."""


@dataclass(frozen=True)
class StandingSeam(
    StandingSeamBase, name="house_roofing_standing_seam", label="Standing seam",
    tags=("modern", "industrial", "rustic"),
):  # fmt: skip
    """Sheet metal with upright seams."""


@dataclass(frozen=True)
class EavesBase(Asset):
    """What all eaves have."""

    board_thickness: float = length(
        0.028, 0.02, 0.045, "Thickness of fascia and bargeboards.", step=0.001
    )


@dataclass(frozen=True)
class ClosedEaves(
    EavesBase, name="house_eaves_closed", label="Closed", tags=("classic", "modern", "industrial")
):
    """Boarded below, with a plain fascia."""

    trim: str = trim_finish("What fascia, soffit and corner boards are made of.",
                            "classic", "modern", "industrial")  # fmt: skip


@dataclass(frozen=True)
class OpenEaves(
    EavesBase, name="house_eaves_rafters", label="Rafter tails", tags=("craftsman", "rustic")
):
    """Rafters show their shaped ends below the boards."""

    trim: str = trim_finish("What fascia, soffit and corner boards are made of.",
                            "craftsman", "rustic")  # fmt: skip
    rafter_spacing: float = length(
        0.6, 0.4, 0.9, "Distance of the rafters.", step=0.01, typical=(0.55, 0.7)
    )
    rafter_width: float = length(0.075, 0.05, 0.12, "Width of a rafter.", step=0.005)


@dataclass(frozen=True)
class NoGutters(Asset, name="house_gutters_none", label="None", tags=("rustic",), weight=0.25):
    """The water falls from the eaves."""


@dataclass(frozen=True)
class HalfRoundGutters(
    Asset, name="house_gutters_half_round", label="Half round",
    tags=("classic", "rustic", "craftsman", "industrial"),
):  # fmt: skip
    """Half-round gutters and round pipes."""

    gutter_size: float = length(0.13, 0.1, 0.18, "Width of the gutter.", step=0.005)
    pipe_diameter: float = length(0.08, 0.06, 0.11, "Diameter of the pipes.", step=0.002)
    metal: str = metal_finish("What they are made of.", "classic", "rustic", "craftsman",
                              "industrial")  # fmt: skip


@dataclass(frozen=True)
class BoxGutters(Asset, name="house_gutters_box", label="Box", tags=("modern",)):
    """Square gutters and round pipes."""

    gutter_size: float = length(0.13, 0.1, 0.18, "Width of the gutter.", step=0.005)
    pipe_diameter: float = length(0.08, 0.06, 0.11, "Diameter of the pipes.", step=0.002)
    metal: str = metal_finish("What they are made of.", "modern")


@dataclass(frozen=True)
class NoChimney(
    Asset, name="house_chimney_none", label="None", tags=("modern", "industrial"), weight=0.7
):
    """No chimney."""


@dataclass(frozen=True)
class ChimneyBase(Asset):
    """What every chimney has."""

    chimney_width: float = length(
        0.9, 0.5, 1.6, "Length of the stack.", step=0.05, typical=(0.7, 1.1)
    )
    chimney_depth: float = length(0.6, 0.45, 0.9, "Depth of the stack.", step=0.05)
    chimney_height: float = length(
        0.9, 0.4, 2.0, "How far it ends above the ridge.", step=0.05, typical=(0.6, 1.1)
    )
    pots: int = count(2, 0, 4, "Number of pots.", typical=(1, 3))
    chimney_finish: str = finish(
        "running_bond_brick", ("running_bond_brick", "flemish_bond_brick", "stone_rubble",
                               "stucco/white", "stucco/light_grey", "concrete"),
        "What it is made of.", typical=("running_bond_brick", "flemish_bond_brick"),
        correlated_with="masonry",
    )  # fmt: skip


@dataclass(frozen=True)
class StackChimney(
    ChimneyBase, name="house_chimney_stack", label="Stack",
    tags=("classic", "rustic", "modern", "industrial"),
):  # fmt: skip
    """A stack through the roof near one end of the ridge."""


@dataclass(frozen=True)
class BreastChimney(
    ChimneyBase, name="house_chimney_breast", label="Breast", tags=("craftsman", "rustic"),
    weight=0.7,
):  # fmt: skip
    """A chimney built before an end wall, narrowing above its shoulders."""

    breast_ratio: float = ratio(1.7, 1.2, 2.4, "Width of its foot against the stack.", step=0.05)


@dataclass(frozen=True)
class NoDormers(
    Asset, name="house_dormers_none", label="None",
    tags=("modern", "industrial", "classic", "rustic", "craftsman"), weight=2.2,
):  # fmt: skip
    """An unbroken roof."""


@dataclass(frozen=True)
class DormersBase(Asset):
    """What all rows of dormers have."""

    dormers: int = count(3, 1, 6, "Most dormers in a row.", typical=(2, 5))
    dormer_bays: str = choice(
        "every", ("every", "every_second", "middle"),
        "Over every window below, over every second one, or over the middle only.",
        typical=("every", "every_second"),
    )  # fmt: skip
    setback: float = length(
        0.65, 0.2, 1.6, "How far their faces stand behind the wall.", step=0.05, typical=(0.4, 0.9)
    )


@dataclass(frozen=True)
class FrontDormers(
    DormersBase, name="house_dormers_front", label="Front", tags=("rustic", "craftsman", "classic"),
):  # fmt: skip
    """Dormers in the front slopes, over the windows below."""


@dataclass(frozen=True)
class BothDormers(
    DormersBase, name="house_dormers_both", label="Front and back", tags=("classic",), weight=0.7
):
    """Dormers in the front and the back slopes."""


@dataclass(frozen=True)
class NoLamp(Asset, name="house_lamp_none", label="None", tags=("rustic", "industrial")):
    """No lamp at the door."""


@dataclass(frozen=True)
class Lantern(
    Asset, name="house_lamp_lantern", label="Lantern", tags=("classic", "craftsman", "modern")
):
    """A lantern on the wall beside the door."""

    lamp_size: float = length(0.34, 0.2, 0.5, "Height of the lantern.", step=0.01)
    lit: bool = flag(True, "The lamp is on.", chance=0.5)


ROOF = Slot(
    "house_roof", GableRoof, HipRoof, HalfHipRoof, GambrelRoof, MansardRoof, ShedRoof, FlatRoof,
    CrossGableRoof, label="Roof", takes_model_color=False,
)  # fmt: skip
ROOFING = Slot(
    "house_roofing", ClayTiles, Slates, Shingles, StandingSeam, label="Roofing",
    takes_model_color=False,
)  # fmt: skip
EAVES = Slot("house_eaves", ClosedEaves, OpenEaves, label="Eaves", takes_model_color=False)
GUTTERS = Slot(
    "house_gutters", HalfRoundGutters, BoxGutters, NoGutters, label="Gutters",
    takes_model_color=False,
)  # fmt: skip
CHIMNEY = Slot(
    "house_chimney", NoChimney, StackChimney, BreastChimney, label="Chimney",
    takes_model_color=False,
)  # fmt: skip
DORMERS = Slot(
    "house_dormers", NoDormers, FrontDormers, BothDormers, label="Dormers",
    takes_model_color=False,
)  # fmt: skip
LAMP = Slot("house_lamp", NoLamp, Lantern, label="Lamp", takes_model_color=False)
