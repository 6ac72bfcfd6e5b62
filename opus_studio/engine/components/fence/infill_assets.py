"""What can be chosen between the posts of a fence.

Pickets of 65 to 90 mm, feather-edged boards of 100 to 150 mm and slats of 45 to 140 mm are what
timber merchants sell; wrought bars of 12 to 20 mm stand 110 mm apart (BS 1722-9); stainless cables
of 3 to 6 mm are strung at 80 mm (they give when pushed); laminated panes are 8.8 to 21.5 mm thick.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.fence.palette import finishes, styled
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

_WOOD = finishes("wood")
_METAL = finishes("metal")


@dataclass(frozen=True)
class Pickets(
    Asset,
    name="fence_infill_picket",
    label="Pickets",
    tags=("simple", "classic", "rustic", "scandinavian"),
    weight=1.5,
):
    """Upright pickets on two or three rails."""

    picket_width: float = length(
        0.07, 0.04, 0.14, "Width of a picket.", step=0.005, typical=(0.06, 0.09)
    )
    picket_gap: float = length(
        0.05, 0.015, 0.12, "Wanted space between pickets.", step=0.005, typical=(0.035, 0.07)
    )
    picket_top: str = choice(
        "pointed",
        ("pointed", "rounded", "gothic", "dog_eared", "flat"),
        "How the tops are sawn.",
        tags=tagged(
            simple=("pointed", "rounded"),
            classic=("gothic", "pointed"),
            rustic=("pointed", "dog_eared"),
            scandinavian=("flat", "rounded", "dog_eared"),
        ),
    )
    top_line: str = choice(
        "straight",
        ("straight", "scalloped", "arched"),
        "Whether the tops of a bay run level, sag or rise between the posts.",
        typical=("straight", "straight", "scalloped", "arched"),
        tags=tagged(classic=("scalloped", "straight", "arched"), rustic=("straight", "scalloped")),
    )
    top_line_depth: float = ratio(
        0.15, 0.02, 0.35, "Rise or sag of the tops against their height.", typical=(0.1, 0.2)
    )
    infill_finish: str = finish(
        "painted_wood/white", _WOOD, "What the pickets are made of.",
        tags=styled("wood", "simple", "classic", "rustic", "scandinavian"),
    )  # fmt: skip


@dataclass(frozen=True)
class Boards(
    Asset, name="fence_infill_boards", label="Boards", tags=("simple", "rustic", "craftsman")
):
    """Upright boards without gaps: edge to edge, lapped, or on both sides in turn."""

    lay: str = choice(
        "close", ("close", "lapped", "both_sides"), "How the boards are laid.",
        tags=tagged(simple=("lapped", "close"), rustic=("lapped", "both_sides"),
                    craftsman=("close", "both_sides")),
    )  # fmt: skip
    board_width: float = length(
        0.125, 0.07, 0.2, "Width of a board.", step=0.005, typical=(0.1, 0.15)
    )
    infill_finish: str = finish(
        "pine", _WOOD, "What the boards are made of.",
        tags=styled("wood", "simple", "rustic", "craftsman"),
    )  # fmt: skip


@dataclass(frozen=True)
class Slats(
    Asset, name="fence_infill_slats", label="Level slats",
    tags=("modern", "scandinavian", "industrial"), weight=1.3,
):  # fmt: skip
    """Level slats one above the other, on battens."""

    slat_width: float = length(
        0.09, 0.03, 0.18, "Height of a slat.", step=0.005, typical=(0.06, 0.14)
    )
    slat_gap: float = length(
        0.015, 0.005, 0.09, "Wanted space between slats.", step=0.001, typical=(0.01, 0.03)
    )
    alternating: bool = flag(False, "Every second slat is a narrow one.", chance=0.3)
    infill_finish: str = finish(
        "teak", _WOOD, "What the slats are made of.",
        tags=styled("wood", "modern", "scandinavian", "industrial"),
    )  # fmt: skip


@dataclass(frozen=True)
class Lattice(
    Asset, name="fence_infill_lattice", label="Lattice", tags=("craftsman", "classic", "simple"),
    weight=0.7,
):  # fmt: skip
    """A trellis in a frame, over boards or from the ground up."""

    pattern: str = choice("diagonal", ("diagonal", "square"), "How the strips cross.")
    lattice_share: float = ratio(
        0.35, 0.2, 1.0, "Share of the height that is lattice; boards fill the rest.",
        typical=(0.25, 0.5),
    )  # fmt: skip
    lattice_pitch: float = length(
        0.085, 0.055, 0.2, "Distance of the strips.", step=0.005, typical=(0.07, 0.11)
    )
    strip_width: float = length(0.028, 0.018, 0.05, "Width of a strip.", step=0.002)
    infill_finish: str = finish(
        "painted_wood/white", _WOOD, "What the panels are made of.",
        tags=styled("wood", "craftsman", "classic", "simple"),
    )  # fmt: skip


@dataclass(frozen=True)
class IronBars(
    Asset, name="fence_infill_iron", label="Wrought iron", tags=("classic", "industrial", "rustic"),
    weight=1.5,
):  # fmt: skip
    """Bars through flat rails, with finials, collars, rings and scrolls."""

    bar_size: float = length(
        0.016, 0.01, 0.025, "Side or diameter of a bar.", step=0.001, typical=(0.012, 0.018)
    )
    bar_gap: float = length(
        0.1, 0.06, 0.14, "Wanted space between bars.", step=0.005, typical=(0.09, 0.11)
    )
    bar_shape: str = choice(
        "square", ("square", "round", "twisted"), "Section of the bars.",
        tags=tagged(classic=("square", "round", "twisted"), industrial=("square", "round"),
                    rustic=("twisted", "square")),
    )  # fmt: skip
    finial: str = choice(
        "spear", ("spear", "leaf", "ball", "none"), "What the bars end in, above the upper rail.",
        tags=tagged(classic=("spear", "leaf", "ball"), industrial=("none",),
                    rustic=("leaf", "spear")),
    )  # fmt: skip
    collars: bool = flag(
        True, "Forged collars around every second bar.", chance=0.5,
        tags=tagged(classic=0.7, industrial=0.0),
    )  # fmt: skip
    frieze: str = choice(
        "none", ("none", "rings", "scrolls"), "What fills the band below the upper rail.",
        tags=tagged(classic=("rings", "scrolls", "none"), industrial=("none",),
                    rustic=("scrolls", "none")),
    )  # fmt: skip
    infill_finish: str = finish(
        "painted_metal/black", _METAL, "What the bars are made of.",
        tags=styled("metal", "classic", "industrial", "rustic"),
    )  # fmt: skip


@dataclass(frozen=True)
class Cables(
    Asset, name="fence_infill_cable", label="Cables", tags=("modern", "industrial")
):  # fmt: skip
    """Stainless cables, strained by turnbuckles."""

    cable_diameter: float = length(0.005, 0.003, 0.008, "Diameter of a cable.", step=0.001)
    cable_gap: float = length(
        0.08, 0.05, 0.12, "Wanted distance of the cables.", step=0.005, typical=(0.07, 0.09)
    )
    upright: bool = flag(False, "Cables run up and down.", chance=0.15)
    infill_finish: str = finish(
        "steel", ("steel", "polished_steel", "galvanised_steel", "painted_metal/black"),
        "What cables and fittings are made of.",
        tags=tagged(modern=("steel",), industrial=("galvanised_steel", "steel")),
    )  # fmt: skip


@dataclass(frozen=True)
class Balusters(
    Asset, name="fence_infill_baluster", label="Balusters",
    tags=("classic", "craftsman", "simple"), weight=1.2,
):  # fmt: skip
    """Wooden balusters between a bottom rail and a handrail."""

    baluster_shape: str = choice(
        "turned",
        ("turned", "square", "tapered", "sawn"),
        "How the balusters are worked.",
        tags=tagged(
            classic=("turned",), craftsman=("square", "sawn"), simple=("square", "tapered")
        ),
    )
    baluster_width: float = length(
        0.045, 0.03, 0.09, "Width of a baluster.", step=0.005, typical=(0.038, 0.055)
    )
    baluster_gap: float = length(
        0.085, 0.04, 0.12, "Wanted space between balusters.", step=0.005, typical=(0.07, 0.095)
    )
    infill_finish: str = finish(
        "painted_wood/white", _WOOD, "What the balusters are made of.",
        tags=styled("wood", "classic", "craftsman", "simple"),
    )  # fmt: skip


@dataclass(frozen=True)
class StoneBalusters(
    Asset, name="fence_infill_stone_baluster", label="Stone balusters", tags=("classic",),
    weight=0.8,
):  # fmt: skip
    """Turned stone balusters under a coping; a dwarf wall carries them where they are high."""

    baluster_shape: str = choice(
        "vase", ("vase", "double_vase", "column"), "Outline of the balusters."
    )
    baluster_width: float = length(
        0.13, 0.11, 0.2, "Greatest diameter of a baluster.", step=0.005, typical=(0.11, 0.15)
    )
    infill_finish: str = finish(
        "limestone", finishes("stone"), "What the balustrade is made of.",
        typical=("limestone", "white_marble"),
        tags=tagged(classic=("limestone",)),
    )  # fmt: skip


@dataclass(frozen=True)
class GlassPanes(
    Asset, name="fence_infill_glass", label="Glass", tags=("modern", "scandinavian")
):  # fmt: skip
    """Panes of safety glass, held by clamps, in a channel or on spigots."""

    glass_thickness: float = length(
        0.0135, 0.0088, 0.0215, "Thickness of the panes.", step=0.0005, typical=(0.0115, 0.0175)
    )
    fixing: str = choice("clamps", ("clamps", "channel", "spigots"), "What holds the panes.")
    glass_finish: str = finish(
        "clear_glass", ("clear_glass", "tinted_glass", "frosted_glass"), "Kind of glass.",
        correlated_with="glass",
    )  # fmt: skip
    infill_finish: str = finish(
        "steel", _METAL, "What the fittings are made of.",
        tags=styled("metal", "modern", "scandinavian"),
    )  # fmt: skip


@dataclass(frozen=True)
class LevelRails(
    Asset, name="fence_infill_rail", label="Post and rail", tags=("rustic", "simple")
):  # fmt: skip
    """Level rails from post to post: sawn, cleft or round, crossed where wanted."""

    rails: int = count(3, 2, 5, "Number of rails.", typical=(2, 4))
    rail_section: str = choice(
        "sawn", ("sawn", "split", "round"), "How the rails are made.",
        tags=tagged(rustic=("split", "round"), simple=("sawn",)),
    )  # fmt: skip
    rail_width: float = length(
        0.12, 0.06, 0.2, "Height of a rail.", step=0.005, typical=(0.09, 0.15)
    )
    crossed: bool = flag(False, "Braces cross in each bay.", chance=0.25)
    infill_finish: str = finish(
        "oak", _WOOD, "What the rails are made of.", tags=styled("wood", "rustic", "simple")
    )


INFILL = Slot(
    "fence_infill", Pickets, Boards, Slats, Lattice, IronBars, Cables, Balusters, StoneBalusters,
    GlassPanes, LevelRails, label="Infill",
)  # fmt: skip
