"""What can be chosen for a bookcase's shape: layouts, crowns and bases.

Sizes follow EN 14749 (storage furniture) practice and makers' catalogues: 0.25-0.40 m deep (books
need 0.24 m, atlases 0.30 m), 0.5-3.0 m wide, 0.7-2.5 m high; shelves 18-40 mm thick, 0.26-0.40 m
apart; cupboards below 0.60-0.90 m high; leaning ladder shelves 6-12 degrees off the upright;
plinths 50-100 mm, cornices 60-120 mm high.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.bookcase.palette import (
    BACKS,
    FRAMES,
    WOODS,
    by_style,
    distinct,
)
from opus_studio.engine.schema import (
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


@dataclass(frozen=True)
class Layout(Asset):
    """What every layout has."""

    overall_width: float = length(
        1.2,
        0.5,
        3.0,
        "Overall width, cornice and mouldings included.",
        typical=(0.7, 2.2),
        tags=tagged(small=(0.6, 0.85), medium=(0.9, 1.6), large=(1.8, 2.8)),
        correlated_with="size",
    )
    overall_height: float = length(
        2.0,
        0.7,
        2.5,
        "Overall height over the floor.",
        typical=(1.1, 2.3),
        tags=tagged(small=(0.8, 1.2), medium=(1.5, 2.0), large=(2.1, 2.4)),
        correlated_with="size",
    )
    overall_depth: float = length(
        0.32,
        0.25,
        0.40,
        "Overall depth, without handles.",
        step=0.005,
        typical=(0.28, 0.36),
        correlated_with="size",
    )
    shelf_spacing: float = length(
        0.32,
        0.26,
        0.40,
        "Clear height between shelves; the height is divided evenly into the nearest number.",
        step=0.005,
        typical=(0.28, 0.36),
    )
    board_thickness: float = length(
        0.022,
        0.018,
        0.04,
        "Thickness of sides and shelves; thin shelves get more uprights, so that none sags.",
        step=0.001,
        typical=(0.018, 0.03),
        tags=tagged(
            modern=(0.018, 0.025),
            simple=(0.018, 0.022),
            rustic=(0.03, 0.04),
            industrial=(0.028, 0.04),
        ),
    )
    finish: str = finish("oak", WOODS, "What the case is made of.", tags=by_style(WOODS))


@dataclass(frozen=True)
class CaseLayout(Layout):
    """What a layout with sides and a back has."""

    bays: int = count(
        1,
        1,
        6,
        "Bays side by side; more where shelves would sag, fewer where too narrow.",
        typical=(1, 3),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(2, 4)),
        correlated_with="size",
    )
    back: str = choice(
        "sheet",
        ("sheet", "boarded", "open"),
        "A flat back in a rabbet, one of V-jointed boards, or none.",
        typical=("sheet", "sheet", "boarded"),
        tags=tagged(
            modern=("sheet", "sheet", "open"),
            rustic=("boarded",),
            classic=("sheet", "boarded"),
            simple=("sheet",),
        ),
    )
    back_finish: str = finish(
        "oak", distinct(BACKS), "What the back is made of.", typical=BACKS, tags=by_style(BACKS)
    )


@dataclass(frozen=True)
class OpenLayout(
    CaseLayout,
    name="furniture_library_layouts_open",
    label="Open bookcase",
    tags=("simple", "modern", "scandinavian", "rustic"),
    weight=1.3,
):
    """Sides, shelves and a back: the plain bookcase, with adjustable shelves on pins."""

    face_frame: bool = flag(
        False,
        "Stiles and rails planted on the front.",
        chance=0.25,
        tags=tagged(classic=0.9, craftsman=1.0, rustic=0.5, modern=0.0, scandinavian=0.0),
    )
    shelf_stagger: int = count(
        0, 0, 3, "Holes by which the shelves of every other bay lie higher.", typical=(0, 1)
    )
    closed_rows: int = count(
        0, 0, 2, "Lowest rows that are closed by doors.", typical=(0, 0),
        tags=tagged(scandinavian=(0, 1)),
    )  # fmt: skip


@dataclass(frozen=True)
class CabinetLayout(
    CaseLayout,
    name="furniture_library_layouts_cabinet",
    label="Cabinet base",
    tags=("classic", "rustic", "craftsman", "scandinavian", "modern"),
    weight=1.2,
):
    """Open shelves over a deeper cupboard with doors and drawers."""

    base_height: float = length(
        0.78, 0.45, 0.95, "Height of the cupboard, at most 0.45 of the whole.",
        typical=(0.6, 0.85), correlated_with="size",
    )  # fmt: skip
    upper_depth_ratio: float = ratio(
        0.8, 0.65, 1.0, "Depth of the shelves above against that of the cupboard.", step=0.05
    )
    drawers: bool = flag(
        True, "A row of drawers above the doors.", chance=0.6, tags=tagged(classic=0.85, modern=0.3)
    )
    face_frame: bool = flag(
        True,
        "Stiles and rails planted on the front.",
        chance=0.5,
        tags=tagged(classic=1.0, craftsman=1.0, rustic=0.8, modern=0.0, scandinavian=0.0),
    )
    glazed_upper: bool = flag(
        False, "Glazed doors before the shelves above.", chance=0.15, tags=tagged(classic=0.35)
    )


@dataclass(frozen=True)
class LadderLayout(
    Layout,
    name="furniture_library_layouts_ladder",
    label="Ladder shelf",
    tags=("modern", "industrial", "scandinavian"),
    weight=0.8,
):
    """Leaning uprights that meet the wall at the top; the shelves grow deeper towards the floor."""

    top_depth_ratio: float = ratio(
        0.5, 0.4, 0.7, "Depth of the topmost shelf against the overall depth.", step=0.05
    )
    rail: float = length(
        0.032, 0.022, 0.05, "Width of the uprights, seen from the front.", step=0.002,
        typical=(0.025, 0.04),
        tags=tagged(industrial=(0.024, 0.03), scandinavian=(0.03, 0.04)),
    )  # fmt: skip
    gallery: float = length(
        0.05, 0.0, 0.08, "Height of the rim behind and beside each shelf; 0 for none.", step=0.005,
        typical=(0.03, 0.06),
    )  # fmt: skip
    frame_finish: str = finish(
        "painted_metal/black", distinct(FRAMES), "What the uprights are made of.",
        typical=FRAMES, tags=by_style(FRAMES),
    )  # fmt: skip


@dataclass(frozen=True)
class StaggeredLayout(
    Layout,
    name="furniture_library_layouts_staggered",
    label="Staggered cubes",
    tags=("modern", "scandinavian", "industrial", "simple"),
    weight=0.9,
):
    """Compartments of uneven width, their uprights staggered from row to row."""

    pattern: str = choice(
        "offset",
        ("offset", "stepped", "zigzag"),
        "Uprights offset in a rectangle, columns that step down to one side, or rows that jut out "
        "by turns.",
    )
    columns: int = count(
        3,
        2,
        7,
        "Compartments in the lowest row; more where shelves would sag.",
        typical=(2, 5),
        tags=tagged(small=(2, 2), medium=(2, 4), large=(4, 6)),
        correlated_with="size",
    )
    unevenness: float = ratio(
        0.45, 0.0, 1.0, "How different the compartments of a row are in width.", step=0.05
    )
    backed: float = ratio(0.4, 0.0, 1.0, "Share of the compartments that have a back.", step=0.1)
    closed: float = ratio(
        0.15, 0.0, 0.5, "Share of the compartments that are closed by doors.", step=0.05,
        typical=(0.0, 0.3),
    )  # fmt: skip
    back_finish: str = finish(
        "oak", distinct(BACKS), "What the backs are made of.", typical=BACKS, tags=by_style(BACKS)
    )


@dataclass(frozen=True)
class WallLayout(
    CaseLayout,
    name="furniture_library_layouts_wall",
    label="Wall library",
    tags=("classic", "craftsman", "large"),
    weight=0.9,
):
    """A built-in library from wall to wall: pilasters between the bays, cupboards below."""

    overall_width: float = length(
        2.4, 0.9, 3.0, "Overall width, cornice included.", typical=(1.8, 3.0),
        tags=tagged(small=(1.0, 1.5), medium=(1.7, 2.2), large=(2.5, 3.0)), correlated_with="size",
    )  # fmt: skip
    overall_height: float = length(
        2.3, 1.6, 2.5, "Overall height over the floor.", typical=(2.0, 2.5),
        tags=tagged(small=(1.8, 2.0), medium=(2.1, 2.3), large=(2.35, 2.5)), correlated_with="size",
    )  # fmt: skip
    overall_depth: float = length(
        0.38,
        0.32,
        0.40,
        "Overall depth, without handles and ladder.",
        step=0.005,
        correlated_with="size",
    )
    bays: int = count(
        3, 1, 5, "Bays between pilasters.", typical=(2, 4),
        tags=tagged(small=(1, 2), medium=(2, 3), large=(3, 4)), correlated_with="size",
    )  # fmt: skip
    base_height: float = length(
        0.78,
        0.45,
        0.95,
        "Height of the cupboards, at most 0.45 of the whole.",
        typical=(0.65, 0.85),
    )
    pilaster: str = choice(
        "fluted", ("plain", "panelled", "fluted", "reeded"), "How the pilasters are worked.",
        tags=tagged(craftsman=("plain", "panelled"), classic=("fluted", "fluted", "reeded"),
                    modern=("plain",), simple=("plain",)),
    )  # fmt: skip
    pilaster_width: float = length(
        0.08, 0.05, 0.12, "Width of the pilasters; less in a narrow library.", step=0.005,
        typical=(0.065, 0.095),
    )  # fmt: skip
    drawers: bool = flag(False, "A row of drawers above the doors.", chance=0.3)
    rolling_ladder: bool = flag(
        False, "A ladder on wheels that hangs on a rail; stands before the given depth.",
        chance=0.35, tags=tagged(classic=0.5, modern=0.1),
    )  # fmt: skip
    ladder_place: float = ratio(
        0.7, 0.0, 1.0, "Where along the rail the ladder stands, from left to right.", step=0.05,
        typical=(0.2, 0.8),
    )  # fmt: skip


LAYOUT = Slot(
    "furniture_library_layouts",
    OpenLayout,
    CabinetLayout,
    LadderLayout,
    StaggeredLayout,
    WallLayout,
    label="Layout",
)
