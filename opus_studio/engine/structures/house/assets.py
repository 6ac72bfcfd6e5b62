"""What can be chosen for a house, first part: its plan, its storeys, walls and openings.

Storeys of 2.4 to 3.5 m, walls of 0.20 to 0.45 m, plinths of 0.15 to 0.9 m; bricks of 215 x 65 mm,
weatherboards of 150 to 225 mm with 25 to 32 mm of lap (BS 1186-3 practice).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.parts.house_finishes import stone_finish, trim_finish
from opus_studio.engine.spec import (
    SIZES,
    Asset,
    Slot,
    choice,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)

HOUSE_STYLES: Final = ("classic", "modern", "rustic", "craftsman", "industrial")
"""The styles that a house knows."""


@dataclass(frozen=True)
class PlanBase(Asset):
    """What every plan has."""

    body_width: float = length(
        10.5,
        5.0,
        20.0,
        "Width of the main body along the front.",
        step=0.1,
        typical=(8.0, 13.0),
        tags=tagged(small=(6.0, 7.6), medium=(8.5, 11.5), large=(12.0, 15.0)),
        follows="size",
    )
    body_depth: float = length(
        7.5,
        4.5,
        13.0,
        "Depth of the main body from front to back.",
        step=0.1,
        typical=(6.0, 8.8),
        tags=tagged(small=(5.0, 6.0), medium=(6.4, 7.8), large=(7.6, 9.0)),
        follows="size",
    )


@dataclass(frozen=True)
class RectanglePlan(
    PlanBase,
    name="house_footprint_rectangle",
    label="Rectangle",
    tags=(*HOUSE_STYLES, *SIZES),
    weight=1.3,
):
    """One plain rectangular body."""


@dataclass(frozen=True)
class WingBase(PlanBase):
    """What every plan with a wing has."""

    wing_width: float = length(
        4.6, 2.8, 8.0, "Width of a wing; at most half of the body's.", step=0.1, typical=(3.8, 5.6)
    )
    wing_depth: float = length(
        3.0, 0.6, 8.0, "How far a wing comes forward.", step=0.1, typical=(1.6, 4.0)
    )


@dataclass(frozen=True)
class LPlan(
    WingBase,
    name="house_footprint_l_shape",
    label="L-shape",
    tags=("rustic", "craftsman", "modern", "classic", *SIZES),
    weight=0.9,
):
    """A main body with a wing that comes forward at one end."""

    side: str = choice("right", ("left", "right"), "Where the wing is, seen from the front.")


@dataclass(frozen=True)
class TPlan(
    WingBase,
    name="house_footprint_t_shape",
    label="T-shape",
    tags=("classic", "craftsman", "rustic", "medium", "large"),
    weight=0.7,
):
    """A main body with a wing that comes forward in the middle or beside it."""

    wing_shift: float = ratio(
        0.0,
        -1.0,
        1.0,
        "Where the wing is: 0 in the middle, -1 and 1 near the ends.",
        step=0.05,
        typical=(-0.7, 0.7),
        tags=tagged(classic=(0.0, 0.0)),
    )


@dataclass(frozen=True)
class UPlan(
    WingBase,
    name="house_footprint_u_shape",
    label="U-shape",
    tags=("classic", "modern", "large"),
    weight=0.4,
):
    """A main body with a wing at each end around a court; at least 12 m wide."""


@dataclass(frozen=True)
class Storeys(Asset, name="house_storeys_gen", label="Storeys", tags=HOUSE_STYLES):
    """How many floors there are and how high they are."""

    floors: int = count(
        2, 1, 3, "Number of full storeys.", typical=(1, 2),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(2, 2)), follows="size",
    )  # fmt: skip
    floor_height: float = length(
        2.7, 2.4, 3.5, "From floor to floor; more where high windows ask for it.", step=0.05,
        typical=(2.6, 3.0),
        tags=tagged(classic=(2.8, 3.2), rustic=(2.45, 2.65), industrial=(3.0, 3.4)),
    )  # fmt: skip


@dataclass(frozen=True)
class Plinth(Asset, name="house_plinth_gen", label="Plinth", tags=HOUSE_STYLES):
    """The base on which the house stands."""

    plinth_height: float = length(
        0.42, 0.15, 0.9, "Height of the ground floor above the ground.", step=0.01,
        typical=(0.3, 0.6),
        tags=tagged(modern=(0.16, 0.3), industrial=(0.16, 0.3), classic=(0.4, 0.7)),
    )  # fmt: skip
    plinth_projection: float = length(
        0.04, 0.015, 0.08, "How far it stands out before the walls.", step=0.005
    )
    plinth_finish: str = stone_finish("What it is made of.", *HOUSE_STYLES)


@dataclass(frozen=True)
class WallBase(Asset):
    """What every wall has."""

    wall_thickness: float = length(
        0.32, 0.2, 0.45, "Thickness of the outer walls.", step=0.01, typical=(0.26, 0.38)
    )


@dataclass(frozen=True)
class BrickWalls(
    WallBase,
    name="house_walls_brick",
    label="Brick",
    tags=("classic", "industrial", "rustic"),
    weight=1.1,
):
    """Facing brickwork in courses that run around the corners."""

    brick: str = finish(
        "running_bond_brick",
        ("running_bond_brick", "flemish_bond_brick", "running_bond_brick/cream",
         "running_bond_brick/charcoal", "running_bond_brick/oatmeal"),
        "The bricks.",
        typical=("running_bond_brick", "flemish_bond_brick", "running_bond_brick"),
        follows="masonry",
    )  # fmt: skip


@dataclass(frozen=True)
class RenderWalls(
    WallBase, name="house_walls_render", label="Render", tags=("modern", "classic"), weight=1.0
):
    """Smooth or rough-cast render."""

    render: str = finish(
        "stucco/white",
        ("stucco/white", "stucco/cream", "stucco/sand", "stucco/light_grey", "stucco/blush",
         "stucco/sage", "stucco/mustard", "stucco"),
        "The render.",
        tags=tagged(
            modern=("stucco/white", "stucco/light_grey", "stucco/white"),
            classic=("stucco/cream", "stucco", "stucco/sand"),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class StoneWalls(
    WallBase, name="house_walls_stone", label="Stone", tags=("rustic", "classic"), weight=0.8
):
    """Natural stone: rubble or dressed."""

    stone: str = finish(
        "stone_rubble",
        ("stone_rubble", "ashlar", "stone_rubble/sand", "stone_rubble/stone"),
        "The stone.",
        tags=tagged(rustic=("stone_rubble", "stone_rubble/sand"), classic=("ashlar",)),
        follows="masonry",
    )


_BOARDS: Final = (
    "painted_wood/white", "painted_wood/sage", "painted_wood/dusty_blue", "painted_wood/olive",
    "painted_wood/cream", "painted_wood/light_grey", "painted_wood/brick_red",
    "painted_wood/mustard", "painted_wood/taupe", "painted_wood/petrol", "painted_wood/anthracite",
    "weathered_boards", "teak",
)  # fmt: skip


@dataclass(frozen=True)
class WeatherboardWalls(
    WallBase,
    name="house_walls_weatherboard",
    label="Weatherboard",
    tags=("craftsman", "classic", "rustic"),
    weight=1.1,
):
    """Lapped boards, each with its own lower edge in the light."""

    board_height: float = length(
        0.16, 0.11, 0.24, "What is seen of a board.", step=0.005, typical=(0.13, 0.19)
    )
    board_finish: str = finish(
        "painted_wood/white",
        _BOARDS,
        "What the boards are made of.",
        tags=tagged(
            craftsman=("painted_wood/sage", "painted_wood/olive", "painted_wood/taupe"),
            classic=("painted_wood/white", "painted_wood/dusty_blue", "painted_wood/light_grey"),
            rustic=("painted_wood/brick_red", "painted_wood/white", "painted_wood/cream"),
        ),
    )


@dataclass(frozen=True)
class BattenWalls(
    WallBase,
    name="house_walls_board_and_batten",
    label="Board and batten",
    tags=("rustic", "modern"),
    weight=0.7,
):
    """Upright boards with strips over their joints."""

    batten_spacing: float = length(
        0.36, 0.2, 0.6, "Between the strips.", step=0.01, typical=(0.28, 0.42)
    )
    board_finish: str = finish(
        "painted_wood/brick_red",
        _BOARDS,
        "What the boards are made of.",
        tags=tagged(
            rustic=("painted_wood/brick_red", "painted_wood/white", "painted_wood/anthracite"),
            modern=("painted_wood/anthracite", "painted_wood/white", "teak"),
        ),
    )


@dataclass(frozen=True)
class ConcreteWalls(
    WallBase,
    name="house_walls_concrete",
    label="Concrete",
    tags=("industrial", "modern"),
    weight=0.5,
):
    """Fair-faced concrete."""

    concrete: str = finish(
        "concrete", ("concrete", "board_marked_concrete"), "The concrete.", follows="masonry"
    )


@dataclass(frozen=True)
class PlainCorners(
    Asset, name="house_corners_plain", label="Plain", tags=("modern", "industrial", "rustic")
):
    """Walls meet bare; boarded walls get slim corner strips."""


@dataclass(frozen=True)
class Quoins(Asset, name="house_corners_quoins", label="Quoins", tags=("classic", "rustic")):
    """Dressed stones at the corners, long and short in turn; boards on boarded walls."""

    quoin_height: float = length(0.3, 0.2, 0.45, "Height of a stone.", step=0.01)
    quoin_length: float = length(0.5, 0.35, 0.75, "Length of its long side.", step=0.01)
    quoin_projection: float = length(
        0.02, 0.01, 0.05, "How far they stand out.", step=0.005, typical=(0.015, 0.03)
    )
    quoin_finish: str = finish(
        "limestone", ("limestone", "ashlar", "granite", "concrete/sand"),
        "What they are made of.", typical=("limestone", "ashlar"), follows="masonry",
    )  # fmt: skip


@dataclass(frozen=True)
class CornerBoards(
    Asset, name="house_corners_boards", label="Corner boards", tags=("craftsman", "classic")
):
    """Painted boards on every corner."""

    corner_width: float = length(0.13, 0.08, 0.22, "Width of a board.", step=0.005)


@dataclass(frozen=True)
class NoBands(Asset, name="house_bands_none", label="None", tags=("modern", "rustic", "craftsman")):
    """Nothing marks the floors."""


@dataclass(frozen=True)
class BandCourse(
    Asset, name="house_bands_course", label="Band course", tags=("classic", "industrial")
):
    """A band around the house at each upper floor."""

    band_height: float = length(0.18, 0.08, 0.35, "Height of the band.", step=0.01)
    band_projection: float = length(
        0.04, 0.015, 0.08, "How far it stands out.", step=0.005, typical=(0.03, 0.05)
    )


def _spacing(*styles: str) -> Any:
    ranges: dict[str, tuple[float, float]] = {
        "classic": (2.1, 2.8), "rustic": (2.4, 3.4), "modern": (2.6, 4.0),
        "craftsman": (2.3, 3.2), "industrial": (2.2, 3.0),
    }  # fmt: skip
    return length(
        2.6, 1.2, 6.0, "Distance from window to window aimed at; more where they need it.",
        step=0.05, typical=(2.1, 3.4), tags={style: ranges[style] for style in styles},
    )  # fmt: skip


@dataclass(frozen=True)
class OpeningsBase(Asset):
    """What every rule for openings has."""

    window_spacing: float = _spacing()
    corner_margin: float = length(
        0.55, 0.3, 1.5, "Least distance of a window from a corner.", step=0.05, typical=(0.4, 0.8)
    )
    head_height: float = length(
        2.15, 2.0, 2.5, "Height of the windows' heads above the floor.", step=0.01,
        typical=(2.08, 2.25),
    )  # fmt: skip
    side_share: float = ratio(
        0.7, 0.0, 1.0, "How many windows the sides have against the front.", step=0.05,
        typical=(0.5, 0.85),
    )  # fmt: skip
    back_share: float = ratio(
        0.85, 0.0, 1.0, "How many windows the back has against the front.", step=0.05,
        typical=(0.7, 1.0),
    )  # fmt: skip
    upper_height_ratio: float = ratio(
        0.9, 0.6, 1.0, "Height of upper windows against those of the ground floor.", step=0.01,
        typical=(0.82, 1.0),
    )  # fmt: skip
    gable_windows: bool = flag(True, "A small window in each gable that has room.", chance=0.75)


@dataclass(frozen=True)
class SymmetricalOpenings(
    OpeningsBase,
    name="house_openings_symmetrical",
    label="Symmetrical",
    tags=("classic", "industrial"),
):
    """Even bays, the entrance in the middle of its wall."""

    window_spacing: float = _spacing("classic", "industrial")


@dataclass(frozen=True)
class RegularOpenings(
    OpeningsBase,
    name="house_openings_regular",
    label="Regular",
    tags=("rustic", "craftsman"),
):
    """Even bays, the entrance in one of them."""

    window_spacing: float = _spacing("rustic", "craftsman")


@dataclass(frozen=True)
class FreeOpenings(
    OpeningsBase, name="house_openings_free", label="Free", tags=("modern", "craftsman")
):
    """Wide and narrow windows by turns, the entrance where it suits."""

    window_spacing: float = _spacing("modern", "craftsman")
    narrow_share: float = ratio(
        0.4, 0.0, 1.0, "How many bays have a narrow window.", step=0.05, typical=(0.25, 0.5)
    )


FOOTPRINT = Slot(
    "house_footprint", RectanglePlan, LPlan, TPlan, UPlan, label="Footprint",
    takes_model_color=False,
)  # fmt: skip
STOREYS = Slot("house_storeys", Storeys, label="Storeys", takes_model_color=False)
PLINTH = Slot("house_plinth", Plinth, label="Plinth", takes_model_color=False)
WALLS = Slot(
    "house_walls",
    BrickWalls,
    RenderWalls,
    StoneWalls,
    WeatherboardWalls,
    BattenWalls,
    ConcreteWalls,
    label="Walls",
)
CORNERS = Slot(
    "house_corners", PlainCorners, Quoins, CornerBoards, label="Corners", takes_model_color=False
)
BANDS = Slot("house_bands", NoBands, BandCourse, label="Bands", takes_model_color=False)
OPENINGS = Slot(
    "house_openings", SymmetricalOpenings, RegularOpenings, FreeOpenings, label="Openings",
    takes_model_color=False,
)  # fmt: skip
__all__ = [
    "BANDS", "CORNERS", "FOOTPRINT", "HOUSE_STYLES", "OPENINGS", "PLINTH", "STOREYS", "WALLS",
    "trim_finish",
]  # fmt: skip
