"""What can be chosen for a house: its walls and what is fixed around them.

Walls of 0.20 to 0.45 m, plinths of 0.15 to 0.9 m; bricks of 215 x 65 mm, weatherboards of 150 to
225 mm with 25 to 32 mm of lap (BS 1186-3 practice).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opus_studio.engine.components.shared.house_finishes import stone_finish
from opus_studio.engine.schema import Asset, Slot, finish, length, tagged
from opus_studio.engine.structures.house.assets import HOUSE_STYLES


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
        correlated_with="masonry",
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
        correlated_with="masonry",
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
        "concrete",
        ("concrete", "board_marked_concrete"),
        "The concrete.",
        correlated_with="masonry",
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
        "What they are made of.", typical=("limestone", "ashlar"), correlated_with="masonry",
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
