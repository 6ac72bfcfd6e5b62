"""The leaves that can be chosen: panelled, flush, glazed, French, boarded, stable, arched, barn.

Sizes follow DIN 18101 and BS 4787: leaves of 35-60 mm, stiles of 95-130 mm, bottom rails of
about 200 mm, lock rails at the height of the handle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.door.palette import LEAF_STYLES, LEAVES
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

EDGES: Final = ("square", "chamfered", "ovolo", "ogee")


def _finish(*styles: str) -> Any:
    """The leaf's finish, reacting to some styles.

    A keyword that a parameter reacts to also chooses its asset: each leaf names its own styles.
    """
    return finish(
        "painted_wood/navy",
        LEAVES,
        "What the leaf is made of.",
        tags=tagged(**{style: LEAF_STYLES[style] for style in styles}),
    )


@dataclass(frozen=True)
class LeafBase(Asset):
    """What every leaf has."""

    leaf_thickness: float = length(
        0.045, 0.038, 0.06, "Thickness of the leaf.", step=0.001, typical=(0.042, 0.054)
    )
    leaf_finish: str = _finish()


@dataclass(frozen=True)
class HungBase(LeafBase):
    """What every leaf on hinges has."""

    hand: str = choice(
        "left", ("left", "right"), "Side of the hinges as seen from outdoors; the first of a pair."
    )
    opening_angle: float = angle(
        0, 0, 110, "How far the leaf stands open into the room.", typical=(0, 0)
    )


def _stile() -> Any:
    return length(
        0.11, 0.08, 0.15, "Width of the leaf's stiles and top rail.", step=0.005,
        typical=(0.095, 0.125),
    )  # fmt: skip


@dataclass(frozen=True)
class PanelledLeaf(
    HungBase,
    name="door_leaf_panelled",
    label="Panelled",
    tags=("classic", "craftsman", "simple", *SIZES),
    weight=1.4,
):
    """Stiles and rails around panels; a pair of leaves in a wide opening."""

    leaf_finish: str = _finish("classic", "craftsman", "simple")
    layout: str = choice(
        "six_panel",
        ("six_panel", "four_panel", "two_panel", "five_panel", "craftsman"),
        "How the panels stand.",
        tags=tagged(
            classic=("six_panel", "four_panel"),
            craftsman=("craftsman", "five_panel"),
            simple=("four_panel", "two_panel"),
        ),
    )
    panel: str = choice(
        "raised",
        ("raised", "flat", "beaded"),
        "The panels: raised and fielded, flat, or of beaded boards.",
        tags=tagged(classic=("raised",), craftsman=("flat",), simple=("flat", "raised")),
    )
    edge: str = choice(
        "ovolo",
        EDGES,
        "Moulding around the panels.",
        tags=tagged(
            classic=("ovolo", "ogee"), craftsman=("chamfered",), simple=("square", "ovolo")
        ),
    )
    stile_width: float = _stile()
    glazed_rows: int = count(
        0,
        0,
        2,
        "How many rows of panels from the top are glazed.",
        typical=(0, 1),
        tags=tagged(craftsman=(1, 1)),
    )


@dataclass(frozen=True)
class FlushLeaf(
    HungBase,
    name="door_leaf_flush",
    label="Flush",
    tags=("modern", "simple", "industrial", "scandinavian", *SIZES),
):
    """A plain slab, with grooves and a narrow light where wanted."""

    leaf_finish: str = _finish("modern", "simple", "industrial", "scandinavian")
    grooves: str = choice(
        "none",
        ("none", "horizontal", "vertical"),
        "Grooves in its face.",
        tags=tagged(
            modern=("horizontal", "none", "vertical"),
            industrial=("horizontal", "none"),
            simple=("none",),
            scandinavian=("vertical", "horizontal"),
        ),
    )
    groove_count: int = count(5, 2, 9, "Number of grooves.", typical=(3, 7))
    light: str = choice(
        "none",
        ("none", "slot", "row", "square"),
        "Glass in the leaf: a tall slot, a row of squares, one square at eye level.",
        tags=tagged(
            modern=("slot", "none", "slot"),
            industrial=("square", "none"),
            simple=("square", "row", "none"),
            scandinavian=("slot", "square", "row"),
        ),
    )


@dataclass(frozen=True)
class GlazedLeaf(
    HungBase,
    name="door_leaf_glazed",
    label="Glazed",
    tags=("modern", "simple", "industrial", "scandinavian", "craftsman", *SIZES),
    weight=0.8,
):
    """Glass in a frame above a panel; a pair of leaves in a wide opening."""

    leaf_finish: str = _finish("modern", "simple", "industrial", "scandinavian", "craftsman")
    stile_width: float = _stile()
    base_ratio: float = ratio(
        0.35, 0.0, 0.6, "Share of the leaf's height below the glass that is panelled.",
        typical=(0.0, 0.45),
    )  # fmt: skip
    columns: int = count(2, 1, 4, "Panes side by side; fewer where they would be slits.",
                         typical=(1, 3), tags=tagged(modern=(1, 1), industrial=(2, 3)))  # fmt: skip
    rows: int = count(2, 1, 6, "Panes above each other; fewer where they would be letter boxes.",
                      typical=(1, 4), tags=tagged(modern=(1, 1), industrial=(3, 5)))  # fmt: skip
    bar_width: float = length(0.024, 0.014, 0.04, "Width of a glazing bar.", step=0.001,
                              typical=(0.018, 0.03))  # fmt: skip
    edge: str = choice("square", EDGES, "Moulding around glass and panel.",
                       tags=tagged(modern=("square",), industrial=("square",),
                                   craftsman=("square", "chamfered"),
                                   scandinavian=("square", "chamfered")))  # fmt: skip


@dataclass(frozen=True)
class FrenchLeaf(
    HungBase,
    name="door_leaf_french",
    label="French pair",
    tags=("classic", "simple", "large"),
    weight=0.9,
):
    """A pair of slender glazed leaves; a single one where the opening is narrow."""

    leaf_finish: str = finish(
        "painted_wood/white",
        LEAVES,
        "What the leaves are made of.",
        tags=tagged(
            classic=("painted_wood/white", "painted_wood/navy", "painted_wood/white",
                     "painted_wood/sage", "mahogany", "painted_wood/white"),
            simple=LEAF_STYLES["simple"],
        ),
    )  # fmt: skip
    stile_width: float = length(0.09, 0.07, 0.12, "Width of the stiles and top rails.", step=0.005)
    columns: int = count(2, 1, 3, "Panes side by side in a leaf.", typical=(1, 2))
    rows: int = count(5, 1, 6, "Panes above each other.", typical=(3, 5))
    bar_width: float = length(0.022, 0.014, 0.036, "Width of a glazing bar.", step=0.001,
                              typical=(0.018, 0.026))  # fmt: skip
    edge: str = choice("ovolo", EDGES, "Moulding around the glass.",
                       tags=tagged(classic=("ovolo", "ogee"), simple=("square",)))  # fmt: skip
    second_opening: float = ratio(
        1.0, 0.0, 1.0, "How far the second leaf follows the first one.", typical=(1.0, 1.0)
    )


@dataclass(frozen=True)
class BoardedLeaf(
    HungBase,
    name="door_leaf_boarded",
    label="Ledged and braced",
    tags=("rustic", "small", "medium"),
    weight=0.8,
):
    """Upright V-jointed boards on ledges and braces."""

    leaf_finish: str = _finish("rustic")
    board_width: float = length(0.13, 0.08, 0.2, "Width of a board.", step=0.005)


@dataclass(frozen=True)
class StableLeaf(
    HungBase,
    name="door_leaf_stable",
    label="Stable door",
    tags=("rustic", "small", "medium"),
    weight=0.8,
):
    """A boarded door in two halves; the upper one opens by itself."""

    leaf_finish: str = _finish("rustic")
    board_width: float = length(0.11, 0.08, 0.18, "Width of a board.", step=0.005)
    split_ratio: float = ratio(0.5, 0.4, 0.6, "Height of the lower half against the whole leaf.")
    upper_angle: float = angle(0, 0, 110, "How far the upper half stands open.", typical=(0, 0))
    upper_glazed: bool = flag(True, "Panes in the upper half.", chance=0.5)


@dataclass(frozen=True)
class ArchedLeaf(
    HungBase,
    name="door_leaf_arched",
    label="Arched",
    tags=("rustic", "classic", *SIZES),
    weight=0.6,
):
    """Heavy boards under an arched head, which is cut out of a solid frame head."""

    leaf_finish: str = finish(
        "oak",
        LEAVES,
        "What the leaf is made of.",
        tags=tagged(
            rustic=("oak", "painted_wood/sage", "pine", "oak", "walnut"),
            classic=("painted_wood/bottle_green", "painted_wood/navy", "oak", "painted_wood/black",
                     "mahogany", "walnut"),
        ),
    )  # fmt: skip
    rise_ratio: float = ratio(
        0.4, 0.1, 0.5, "Rise of the arch against the opening's width; 0.5 is a half circle."
    )
    board_width: float = length(0.14, 0.08, 0.2, "Width of a board.", step=0.005)
    studs: bool = flag(True, "Rows of iron studs on the ledges.", chance=0.6)


@dataclass(frozen=True)
class BarnLeaf(
    LeafBase,
    name="door_leaf_barn",
    label="Barn door",
    tags=("rustic", "industrial", "medium", "large"),
    weight=0.7,
):
    """Braced boards that hang on wheels and slide along a track before the wall."""

    leaf_finish: str = _finish("rustic", "industrial")
    board_width: float = length(0.14, 0.09, 0.2, "Width of a board.", step=0.005)
    brace: str = choice(
        "z", ("z", "x", "k", "none"), "Pattern of the planted braces.",
        tags=tagged(rustic=("x", "z", "k"), industrial=("none", "z")),
    )  # fmt: skip
    slide_to: str = choice("right", ("left", "right"), "Where a single leaf slides to.")
    opening: float = ratio(0.0, 0.0, 1.0, "How far it has slid.", typical=(0.0, 0.0))


LEAF = Slot(
    "door_leaf",
    PanelledLeaf,
    FlushLeaf,
    GlazedLeaf,
    FrenchLeaf,
    BoardedLeaf,
    StableLeaf,
    ArchedLeaf,
    BarnLeaf,
    label="Leaf",
)
