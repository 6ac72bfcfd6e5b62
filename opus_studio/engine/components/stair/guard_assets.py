"""Balusters, handrail and newels.

Handrails lie 0.90 to 1.10 m above the pitch line (Approved Document K, 1.34; DIN 18065 6.9), and
no gap lets a sphere of 100 mm through (Approved Document K, 1.39).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.components.stair.palette import METALS, column, every
from opus_studio.engine.schema import Asset, Slot, choice, count, finish, flag, length, tagged

_WOODS: Final = (*every("baluster"), "walnut", "painted_wood/navy")


def _wood(part: str, what: str, *styles: str) -> Any:
    options = tuple(dict.fromkeys((*_WOODS, *every(part), *METALS)))
    return finish("oak", options, what, tags=column(part, *styles))


def _metal(what: str, *styles: str) -> Any:
    return finish("painted_metal/black", METALS, what, tags=column("metal", *styles))


@dataclass(frozen=True)
class TurnedBalusters(
    Asset,
    name="stair_balusters_turned",
    label="Turned",
):
    """Turned on the lathe between square ends."""

    baluster_width: float = length(0.041, 0.035, 0.05, "Side of the square ends.", step=0.001)
    turning: str = choice(
        "vase",
        ("vase", "column", "spool"),
        "The shape: a vase and a taper, a plain column, or beads all the way.",
        tags=tagged(classic=("vase", "column"), rustic=("spool", "vase")),
    )
    baluster_finish: str = _wood("baluster", "What the balusters are made of.", "classic", "rustic")


@dataclass(frozen=True)
class SquareBalusters(
    Asset,
    name="stair_balusters_square",
    label="Square",
):
    """Square sticks, plain or with chamfered edges."""

    baluster_width: float = length(0.032, 0.025, 0.045, "Side of a stick.", step=0.001)
    chamfered: bool = flag(
        False, "Edges chamfered between square ends.", chance=0.3, tags=tagged(rustic=0.8)
    )
    baluster_finish: str = _wood(
        "baluster", "What the balusters are made of.", "simple", "scandinavian", "rustic"
    )


@dataclass(frozen=True)
class IronBalusters(
    Asset,
    name="stair_balusters_iron",
    label="Wrought iron",
):
    """Square iron bars, twisted, some of them with a basket."""

    bar_width: float = length(0.014, 0.012, 0.018, "Side of a bar.", step=0.001)
    baskets: int = count(2, 0, 3, "Every how many bars one has a basket; 0 for none.")
    iron_finish: str = _metal("The iron.", "rustic", "classic")


@dataclass(frozen=True)
class RodBalusters(
    Asset,
    name="stair_balusters_rods",
    label="Steel rods",
):
    """Slim round rods."""

    rod_diameter: float = length(0.014, 0.01, 0.02, "Diameter of a rod.", step=0.001)
    rod_finish: str = _metal("The rods.", "modern", "industrial", "scandinavian")


@dataclass(frozen=True)
class Cables(
    Asset,
    name="stair_balusters_cables",
    label="Cables",
):
    """Taut steel cables or bars along the slope, held by posts."""

    cable_diameter: float = length(0.006, 0.004, 0.012, "Diameter of a cable.", step=0.001)
    cable_finish: str = _metal("The cables.", "modern", "industrial")


@dataclass(frozen=True)
class GlassPanels(
    Asset,
    name="stair_balusters_glass",
    label="Glass",
):
    """Panes of laminated glass, on discs beside the steps or in the capping of a closed string."""

    glass_thickness: float = length(0.0175, 0.0125, 0.0215, "Thickness of a pane.", step=0.0005)
    glass_finish: str = finish(
        "clear_glass",
        ("clear_glass", "frosted_glass", "tinted_glass"),
        "The glass.",
        typical=("clear_glass", "clear_glass", "frosted_glass"),
        correlated_with="glass",
    )
    fixing_finish: str = finish(
        "steel",
        METALS,
        "The discs that hold it.",
        tags=tagged(modern=("steel",)),
        correlated_with="glass",
    )


@dataclass(frozen=True)
class BoardedGuard(
    Asset,
    name="stair_balusters_boards",
    label="Boarded",
    weight=0.7,
):
    """A closed parapet of upright boards."""

    board_width: float = length(0.12, 0.08, 0.18, "Width of a board.", step=0.005)
    baluster_finish: str = _wood(
        "baluster", "What the boards are made of.", "rustic", "scandinavian"
    )


@dataclass(frozen=True)
class RailBase(Asset):
    """What every handrail has."""

    handrail_height: float = length(
        0.92, 0.9, 1.1, "Its upper side above the line of the nosings.", typical=(0.9, 1.0)
    )
    bracket_finish: str = finish(
        "brass", METALS, "The brackets of wall rails.",
        typical=("brass", "steel", "painted_metal/black", "bronze"),
    )  # fmt: skip


@dataclass(frozen=True)
class MouldedRail(
    RailBase,
    name="stair_handrail_moulded",
    label="Moulded",
):
    """A moulded section with a round back and hollow flanks."""

    rail_width: float = length(0.062, 0.055, 0.075, "Width.", step=0.001)
    rail_depth: float = length(0.062, 0.05, 0.07, "Height of the section.", step=0.001)
    rail_finish: str = _wood("rail", "What the rail is made of.", "classic", "rustic", "simple")


@dataclass(frozen=True)
class RoundRail(
    RailBase,
    name="stair_handrail_round",
    label="Round",
):
    """A round pole or tube."""

    rail_diameter: float = length(0.045, 0.04, 0.055, "Diameter.", step=0.001)
    rail_finish: str = _wood(
        "rail", "What the rail is made of.", "simple", "scandinavian", "industrial", "modern"
    )


@dataclass(frozen=True)
class SquareRail(
    RailBase,
    name="stair_handrail_square",
    label="Square",
):
    """A rectangular section with eased edges."""

    rail_width: float = length(0.055, 0.04, 0.08, "Width.", step=0.001)
    rail_depth: float = length(0.04, 0.03, 0.06, "Height of the section.", step=0.001)
    rail_finish: str = _wood(
        "rail", "What the rail is made of.", "modern", "simple", "scandinavian", "industrial"
    )


@dataclass(frozen=True)
class NewelBase(Asset):
    """What every newel has."""


@dataclass(frozen=True)
class TurnedNewel(
    NewelBase,
    name="stair_newel_turned",
    label="Turned",
):
    """A turned shaft between square blocks, with a ball or an acorn on top."""

    newel_width: float = length(0.095, 0.085, 0.12, "Side of the blocks.", step=0.001)
    cap: str = choice("ball", ("ball", "acorn"), "What stands on it.")
    newel_finish: str = _wood("newel", "What the newels are made of.", "classic", "rustic")


@dataclass(frozen=True)
class SquareNewel(
    NewelBase,
    name="stair_newel_square",
    label="Square",
):
    """A plain square post with a cap."""

    newel_width: float = length(0.09, 0.07, 0.12, "Side of the post.", step=0.001)
    cap: str = choice(
        "flat",
        ("flat", "pyramid"),
        "The cap.",
        tags=tagged(scandinavian=("flat",), simple=("pyramid", "flat")),
    )
    newel_finish: str = _wood("newel", "What the newels are made of.", "simple", "scandinavian")


@dataclass(frozen=True)
class ChamferedNewel(
    NewelBase,
    name="stair_newel_chamfered",
    label="Chamfered",
):
    """A square post with stopped chamfers and a pyramid."""

    newel_width: float = length(0.1, 0.085, 0.13, "Side of the post.", step=0.001)
    newel_finish: str = _wood("newel", "What the newels are made of.", "rustic")


@dataclass(frozen=True)
class SteelPost(
    NewelBase,
    name="stair_newel_steel",
    label="Steel post",
):
    """A slim steel post on a foot plate."""

    post_width: float = length(0.045, 0.035, 0.06, "Side or diameter of the post.", step=0.001)
    round_post: bool = flag(False, "A round tube.", chance=0.35)
    post_finish: str = _metal("The posts.", "modern", "industrial")


BALUSTERS = Slot(
    "stair_balusters",
    TurnedBalusters,
    SquareBalusters,
    IronBalusters,
    RodBalusters,
    Cables,
    GlassPanels,
    BoardedGuard,
    label="Balusters",
)
HANDRAIL = Slot("stair_handrail", MouldedRail, RoundRail, SquareRail, label="Handrail")
NEWEL = Slot("stair_newel", TurnedNewel, SquareNewel, ChamferedNewel, SteelPost, label="Newels")
