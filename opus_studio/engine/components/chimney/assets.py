"""What can be chosen for a chimney: its form, crown, bands, panels and flashing.

Bricks are 215 x 65 mm with joints of 10 (BS EN 771-1): widths in steps of half a brick keep whole
bricks at the corners. A flue ends at least 0.4 m above the ridge (EN 15287-1); lead is let into a
joint 150 mm above the roof and laid 150 mm on the slope (BS 6915).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.shared.house_finishes import metal_finish
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

MASONRY: Final = (
    "running_bond_brick",
    "flemish_bond_brick",
    "stone_rubble",
    "ashlar",
    "stucco/white",
    "stucco/light_grey",
    "stucco/cream",
    "concrete",
)
"""Finishes of shafts."""

MASONRY_STYLES: Final = tagged(
    classic=("running_bond_brick", "flemish_bond_brick", "ashlar"),
    modern=("stucco/white", "stucco/light_grey", "concrete"),
    rustic=("stone_rubble", "running_bond_brick", "stone_rubble"),
    craftsman=("stone_rubble", "running_bond_brick", "running_bond_brick"),
    industrial=("running_bond_brick", "running_bond_brick", "concrete"),
)


@dataclass(frozen=True)
class FormBase(Asset):
    """What every chimney has."""

    stack_height: float = length(
        1.6, 0.8, 6.0, "From the point where its axis meets the roof to the top of its crown.",
        step=0.025, typical=(1.4, 2.2),
        tags=tagged(small=(1.0, 1.3), medium=(1.5, 1.9), large=(2.1, 2.8)), correlated_with="size",
    )  # fmt: skip


def _foot(default: str) -> Any:
    return choice(
        default, ("slope", "ridge", "level"),
        "Where it stands: on a slope that falls to the front, on a ridge, or on a level roof.",
        typical=("slope", "ridge"),
    )  # fmt: skip


def _pitch() -> Any:
    return angle(40, 10, 65, "Slope of the roof that it stands on.", typical=(30, 47))


def _masonry(*styles: str) -> Any:
    tags = {style: MASONRY_STYLES[style] for style in styles}
    return finish("running_bond_brick", MASONRY, "What the shaft is made of.",
                  typical=MASONRY[:2], tags=tags, correlated_with="masonry")  # fmt: skip


@dataclass(frozen=True)
class MasonryBase(FormBase):
    """What every chimney of brick, stone or render has."""

    stack_width: float = length(
        0.9, 0.45, 3.2, "Overall width of the shaft, along the ridge.", step=0.1125,
        typical=(0.675, 1.2375),
        tags=tagged(small=(0.45, 0.675), medium=(0.7875, 1.0125), large=(1.35, 2.1)),
        correlated_with="size",
    )  # fmt: skip
    stack_depth: float = length(
        0.5625, 0.45, 1.2, "Overall depth of the shaft, across the ridge.", step=0.1125,
        typical=(0.45, 0.675),
    )  # fmt: skip
    quoins: bool = flag(
        False, "Dressed stones at its corners, where it is of rubble or rendered.", chance=0.4
    )


@dataclass(frozen=True)
class StackForm(
    MasonryBase, name="chimney_form_stack", label="Stack",
    tags=("classic", "modern", "rustic", "industrial", *SIZES), weight=1.4,
):  # fmt: skip
    """A plain shaft through the roof."""

    foot: str = _foot("ridge")
    roof_pitch: float = _pitch()
    masonry: str = _masonry("classic", "modern", "rustic", "industrial")


@dataclass(frozen=True)
class ClusterForm(
    MasonryBase, name="chimney_form_cluster", label="Cluster of shafts", tags=("classic", "large"),
    weight=0.6,
):  # fmt: skip
    """Two to four free shafts on a common base, as on Tudor houses."""

    shafts: int = count(2, 2, 4, "Number of shafts.", typical=(2, 3))
    plan: str = choice(
        "diagonal", ("diagonal", "octagonal", "square"), "What a shaft is seen from above.",
        tags=tagged(classic=("diagonal", "octagonal")),
    )  # fmt: skip
    base_share: float = ratio(
        0.34, 0.2, 0.5, "Height of the base above the roof against the whole.", step=0.01
    )
    foot: str = _foot("ridge")
    roof_pitch: float = _pitch()
    masonry: str = _masonry("classic")


@dataclass(frozen=True)
class BreastForm(
    MasonryBase, name="chimney_form_breast", label="Breast", tags=("craftsman", "rustic", "large"),
    weight=0.8,
):  # fmt: skip
    """A chimney from the ground before an end wall, wide at its hearth, narrowing above it."""

    stack_height: float = length(
        6.4, 3.0, 14.0, "From the ground to the top of its crown.", step=0.025, typical=(5.4, 7.6),
    )  # fmt: skip
    breast_width: float = length(
        1.8, 0.9, 3.2, "Width of its foot; at least that of the shaft.", step=0.1125,
        typical=(1.575, 2.1375),
    )  # fmt: skip
    breast_depth: float = length(
        0.675, 0.5, 1.4, "Depth of its foot; at least that of the shaft.", step=0.1125,
        typical=(0.5625, 0.7875),
    )  # fmt: skip
    shoulder_share: float = ratio(
        0.42, 0.2, 0.7, "Where it begins to narrow, against its whole height.", step=0.01,
        typical=(0.36, 0.5),
    )  # fmt: skip
    shoulders: str = choice(
        "sloped", ("sloped", "tumbled", "stepped"),
        "Weathered stone slopes, steep brick tumbling, or a flight of small steps.",
        tags=tagged(craftsman=("sloped", "tumbled"), rustic=("sloped", "stepped")),
    )  # fmt: skip
    one_sided: bool = flag(False, "It narrows on its right side only.", chance=0.2)
    masonry: str = _masonry("craftsman", "rustic")


@dataclass(frozen=True)
class FlueForm(
    FormBase, name="chimney_form_flue", label="Steel flue", tags=("modern", "industrial"),
    weight=0.7,
):  # fmt: skip
    """A twin-wall steel pipe with locking bands, through a roof or up a wall on brackets."""

    flue_diameter: float = length(
        0.2, 0.13, 0.45, "Diameter of the outer pipe.", step=0.01, typical=(0.17, 0.25),
        tags=tagged(industrial=(0.24, 0.34)),
    )  # fmt: skip
    mount: str = choice(
        "roof", ("roof", "wall"), "It leaves the roof, or climbs a wall on brackets."
    )
    wall_height: float = length(
        5.6, 2.5, 12.0, "On a wall: from the ground to its top.", step=0.05, typical=(4.5, 7.0)
    )
    foot: str = _foot("slope")
    roof_pitch: float = _pitch()
    metal: str = metal_finish("What pipe and brackets are made of.", "modern", "industrial")


@dataclass(frozen=True)
class CrownBase(Asset):
    """What every crown has."""

    haunch: float = length(
        0.06, 0.03, 0.12, "Height of the mortar that sheds the water from its top.", step=0.005
    )


@dataclass(frozen=True)
class PlainCrown(
    CrownBase, name="chimney_crown_plain", label="Plain", tags=("modern", "rustic"), weight=0.5
):
    """The shaft ends in a bed of mortar."""


@dataclass(frozen=True)
class OversailingCrown(
    CrownBase, name="chimney_crown_oversailing", label="Oversailing courses",
    tags=("rustic", "industrial", "craftsman"),
):  # fmt: skip
    """One or two courses that stand out, and a plain one above."""

    oversail: float = length(0.03, 0.015, 0.055, "How far a course stands out.", step=0.005)
    oversailing_courses: int = count(2, 1, 3, "Courses that stand out.")


@dataclass(frozen=True)
class CorbelledCrown(
    CrownBase, name="chimney_crown_corbelled", label="Corbelled", tags=("classic", "craftsman"),
    weight=1.2,
):  # fmt: skip
    """Courses stepping out under a tall neck of brick, and in again."""

    corbels: int = count(3, 2, 5, "Courses that step out.", typical=(2, 4))
    corbel: float = length(0.02, 0.012, 0.035, "How far each stands out.", step=0.001)
    blocking_courses: int = count(2, 1, 5, "Courses of the neck above them.", typical=(2, 3))


@dataclass(frozen=True)
class DentilCrown(
    CrownBase, name="chimney_crown_dentil", label="Dentils", tags=("classic",), weight=0.8
):
    """A row of headers with gaps between them under oversailing courses."""

    dentil_projection: float = length(0.035, 0.02, 0.05, "How far they stand out.", step=0.005)
    blocking_courses: int = count(2, 1, 4, "Courses above them.")


@dataclass(frozen=True)
class SlabCrown(
    CrownBase, name="chimney_crown_slab", label="Cast cap", tags=("modern", "craftsman", "rustic")
):
    """A weathered slab of concrete or stone with a drip."""

    cap_overhang: float = length(
        0.06, 0.03, 0.14, "How far it stands out.", step=0.005,
        tags=tagged(modern=(0.03, 0.05), craftsman=(0.06, 0.1)),
    )  # fmt: skip
    cap_thickness: float = length(0.09, 0.05, 0.2, "Its height at the edge.", step=0.005)
    cap_finish: str = finish(
        "concrete", ("limestone", "concrete", "ashlar", "granite"), "What it is made of.",
        tags=tagged(modern=("concrete",), craftsman=("concrete", "limestone"),
                    rustic=("limestone", "granite")),
    )  # fmt: skip


@dataclass(frozen=True)
class CorniceCrown(
    CrownBase, name="chimney_crown_cornice", label="Stone cornice", tags=("classic", "large"),
    weight=0.7,
):  # fmt: skip
    """A moulded cornice of stone below a plain blocking course."""

    cornice_height: float = length(0.2, 0.12, 0.32, "Height of the mouldings.", step=0.01)
    cornice_projection: float = length(0.12, 0.06, 0.2, "How far they stand out.", step=0.01)
    cornice_finish: str = finish(
        "limestone", ("limestone", "ashlar", "stucco/white", "concrete"), "What it is made of."
    )


@dataclass(frozen=True)
class NoBands(
    Asset, name="chimney_bands_none", label="None", tags=("modern", "rustic", "industrial")
):
    """A plain shaft."""


@dataclass(frozen=True)
class StringBands(
    Asset, name="chimney_bands_string", label="String courses", tags=("classic", "craftsman")
):
    """Courses that stand out around the shaft."""

    band_count: int = count(1, 1, 3, "Number of bands.", typical=(1, 2))
    band_courses: int = count(1, 1, 3, "Courses of a band.")
    band_projection: float = length(0.022, 0.012, 0.04, "How far they stand out.", step=0.002)
    stone_bands: bool = flag(False, "They are of pale stone.", chance=0.3,
                             tags=tagged(classic=0.4, craftsman=0.1))  # fmt: skip


@dataclass(frozen=True)
class NoPanels(
    Asset, name="chimney_panels_none", label="None",
    tags=("modern", "rustic", "craftsman", "industrial"), weight=1.6,
):  # fmt: skip
    """Flush faces."""


@dataclass(frozen=True)
class RecessedPanels(
    Asset, name="chimney_panels_recessed", label="Recessed panels", tags=("classic",)
):
    """Faces sunk between strips at the corners."""

    panel_depth: float = length(0.045, 0.025, 0.06, "How deep they are.", step=0.001)
    strip_width: float = length(0.1125, 0.08, 0.225, "Width of the strips.", step=0.0125)
    panel_columns: int = count(1, 1, 3, "Panels beside each other on a long face.")


@dataclass(frozen=True)
class NoFlashing(Asset, name="chimney_flashing_none", label="None", weight=0.1):
    """Bare masonry: the roof brings its own."""


@dataclass(frozen=True)
class FlashingBase(Asset):
    """What all flashing has."""

    lap: float = length(0.15, 0.1, 0.25, "How far the lead lies on the roof.", step=0.01)
    upstand: float = length(0.15, 0.1, 0.25, "How high it is dressed up the masonry.", step=0.01)
    flashing_finish: str = finish(
        "lead", ("lead", "copper", "painted_metal/anthracite", "galvanised_steel"),
        "The metal.", typical=("lead",), correlated_with="flashing",
    )  # fmt: skip


@dataclass(frozen=True)
class SteppedFlashing(
    FlashingBase, name="chimney_flashing_stepped", label="Stepped lead",
    tags=("classic", "rustic", "craftsman", "industrial"), weight=1.5,
):  # fmt: skip
    """Lead that steps up the courses beside the slope, with an apron below."""


@dataclass(frozen=True)
class RakingFlashing(
    FlashingBase, name="chimney_flashing_raking", label="Straight sheet", tags=("modern",)
):
    """Sheet whose upper edge follows the slope."""


FORM = Slot("chimney_form", StackForm, ClusterForm, BreastForm, FlueForm, label="Form")
CROWN = Slot("chimney_crown", PlainCrown, OversailingCrown, CorbelledCrown, DentilCrown, SlabCrown,
             CorniceCrown, label="Crown", takes_model_color=False)  # fmt: skip
BANDS = Slot("chimney_bands", NoBands, StringBands, label="Bands", takes_model_color=False)
PANELS = Slot("chimney_panels", NoPanels, RecessedPanels, label="Panels")
FLASHING = Slot("chimney_flashing", SteppedFlashing, RakingFlashing, NoFlashing, label="Flashing",
                takes_model_color=False)  # fmt: skip
