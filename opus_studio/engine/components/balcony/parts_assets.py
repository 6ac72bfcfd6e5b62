"""What can be chosen for a balcony's slab and for what carries it.

Decks are 28 mm boards with gaps of 5 mm on joists 0.4 m apart (span tables for C24); bar gratings
have 30 x 3 mm bearing bars 34 mm apart (DIN 24537); drips stand 20 mm behind the edge.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.fence.palette import finishes, styled
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, tagged


@dataclass(frozen=True)
class ConcreteSlab(
    Asset, name="balcony_slab_concrete", label="Concrete", tags=("modern", "simple", "industrial"),
    weight=1.3,
):  # fmt: skip
    """A cast slab with a nosing and a drip, and a floor between the nosings."""

    nosing: str = choice("square", ("square", "bullnose", "chamfered"), "Shape of its edge.")
    drip: bool = flag(True, "A drip under the edge.", chance=0.85)
    slab_finish: str = finish(
        "concrete", ("concrete", "board_marked_concrete", "stucco", "terrazzo"),
        "What the slab is made of.", typical=("concrete", "stucco"), correlated_with="",
        tags=tagged(modern=("concrete", "stucco"), simple=("stucco", "concrete"),
                    industrial=("board_marked_concrete", "concrete")),
    )  # fmt: skip
    floor_finish: str = finish(
        "terrazzo",
        ("concrete", "terrazzo", "paving", "granite", "teak"),
        "What one walks on.",
        correlated_with="",
        tags=tagged(industrial=("concrete",), modern=("terrazzo", "granite", "paving")),
    )


@dataclass(frozen=True)
class TimberSlab(
    Asset, name="balcony_slab_timber", label="Timber", tags=("rustic", "simple"), weight=1.0
):
    """Deck boards on joists behind a fascia."""

    board_width: float = length(
        0.14, 0.08, 0.2, "Width of a deck board.", step=0.005, typical=(0.12, 0.15)
    )
    joist_spacing: float = length(0.4, 0.3, 0.6, "Distance of the joists.", step=0.05)
    boards_along: bool = flag(True, "Deck boards run along the wall.", chance=0.75)
    scalloped: bool = flag(False, "A fascia sawn to scallops.", chance=0.1,
                           tags=tagged(rustic=0.5))  # fmt: skip
    slab_finish: str = finish(
        "oak", finishes("wood"), "What the deck and its joists are made of.",
        typical=("oak", "teak", "pine"),
        tags={"rustic": ("oak", "oak", "teak", "pine"), "simple": ("pine", "teak")},
    )  # fmt: skip


@dataclass(frozen=True)
class SteelSlab(
    Asset, name="balcony_slab_steel", label="Steel", tags=("industrial", "modern"), weight=1.0
):
    """A frame of channels with a grating, planks or a plate."""

    deck: str = choice(
        "grating", ("grating", "planks", "plate"), "What lies in the frame.",
        tags=tagged(industrial=("grating", "plate"), modern=("planks", "grating")),
    )  # fmt: skip
    slab_finish: str = finish(
        "painted_metal/anthracite", finishes("metal"), "What the frame is made of.",
        tags=styled("metal", "industrial", "modern"),
    )  # fmt: skip
    deck_finish: str = finish(
        "teak", finishes("wood"), "What planks are made of.", typical=("teak", "oak"),
        tags=styled("wood", "modern"),
    )  # fmt: skip


@dataclass(frozen=True)
class StoneSlab(
    Asset, name="balcony_slab_stone", label="Stone", tags=("classic",), weight=1.5
):  # fmt: skip
    """A stone slab with a moulded edge."""

    moulding: str = choice("cyma", ("cyma", "torus", "stepped"), "How its edge is worked.")
    slab_finish: str = finish(
        "limestone", ("limestone", "travertine", "granite", "white_marble", "concrete"),
        "What the slab is made of.", typical=("limestone", "granite"), correlated_with="stone",
        tags=tagged(classic=("limestone",)),
    )  # fmt: skip


SLAB = Slot("balcony_slab", ConcreteSlab, TimberSlab, SteelSlab, StoneSlab, label="Slab")


@dataclass(frozen=True)
class Cantilever(
    Asset, name="balcony_support_cantilever", label="Cantilever", tags=("modern", "simple")
):
    """Nothing below: the slab is held in the wall."""


@dataclass(frozen=True)
class BracketBase(Asset):
    """What all brackets have."""

    bracket_drop: float = length(
        0.6, 0.25, 1.0, "How far brackets reach down the wall.", typical=(0.45, 0.8)
    )
    bracket_spacing: float = length(
        1.3, 0.7, 2.0, "Greatest distance of two brackets.", step=0.05, typical=(0.9, 1.6)
    )


@dataclass(frozen=True)
class KneeBraces(
    BracketBase, name="balcony_support_braces", label="Knee braces", tags=("rustic", "simple")
):
    """Timber brackets with a strut, straight or curved."""

    brace_size: float = length(0.1, 0.07, 0.16, "Side of the timbers.", step=0.005)
    curved: bool = flag(True, "The strut is curved.", chance=0.5, tags=tagged(rustic=0.7))
    support_finish: str = finish(
        "oak", finishes("wood"), "What the brackets are made of.", typical=("oak", "teak", "pine"),
        tags={"rustic": ("oak", "oak", "teak", "pine"), "simple": ("pine", "teak")},
    )  # fmt: skip


@dataclass(frozen=True)
class IronScrolls(
    BracketBase, name="balcony_support_scrolls", label="Iron scrolls",
    tags=("classic", "industrial"),
):  # fmt: skip
    """Brackets of flat iron with a scroll in each corner."""

    support_finish: str = finish(
        "painted_metal/black", finishes("metal"), "What the brackets are made of.",
        tags=styled("metal", "classic", "industrial"),
    )  # fmt: skip


@dataclass(frozen=True)
class Consoles(
    BracketBase, name="balcony_support_consoles", label="Stone consoles", tags=("classic",),
    weight=1.5,
):  # fmt: skip
    """Carved stone brackets."""

    console_width: float = length(0.2, 0.14, 0.32, "Width of a console.", typical=(0.17, 0.26))
    shape: str = choice(
        "scroll", ("scroll", "stepped", "cove"), "Outline of a console from the side."
    )
    support_finish: str = finish(
        "limestone", ("limestone", "travertine", "granite", "white_marble", "concrete"),
        "What the consoles are made of.", typical=("limestone", "granite"), correlated_with="stone",
        tags=tagged(classic=("limestone",)),
    )  # fmt: skip


@dataclass(frozen=True)
class GroundPosts(
    Asset, name="balcony_support_posts", label="Posts", tags=("rustic", "simple", "industrial"),
    weight=0.7,
):  # fmt: skip
    """Posts from the ground under a beam along the front."""

    post_height: float = length(
        2.6, 2.2, 4.0, "Height of the slab's underside above the ground.", step=0.05,
        typical=(2.4, 3.0),
    )  # fmt: skip
    post_kind: str = choice(
        "timber", ("timber", "steel", "column"), "What the posts are.",
        tags=tagged(rustic=("timber",), simple=("timber", "steel"), industrial=("steel",)),
    )  # fmt: skip
    post_size: float = length(0.14, 0.08, 0.3, "Side or diameter.", typical=(0.12, 0.18))
    braced: bool = flag(True, "Knee braces under the beam.", chance=0.3, tags=tagged(rustic=0.9))
    support_finish: str = finish(
        "oak", tuple(dict.fromkeys((*finishes("wood"), *finishes("metal"), *finishes("stone")))),
        "What the posts are made of.", typical=("oak", "pine"),
        tags={"rustic": ("oak", "oak", "teak", "pine"), "simple": ("pine", "teak"),
              "industrial": ("painted_metal/black", "galvanised_steel")},
    )  # fmt: skip


@dataclass(frozen=True)
class TieRods(Asset, name="balcony_support_rods", label="Tie rods", tags=("modern", "industrial")):
    """Steel rods from the front edge up to the wall."""

    rod_rise: float = length(
        1.6, 1.0, 2.4, "How high above the floor they meet the wall.", step=0.05,
        typical=(1.3, 2.0),
    )  # fmt: skip
    rod_diameter: float = length(0.022, 0.014, 0.036, "Diameter.", step=0.002)
    support_finish: str = finish(
        "steel", finishes("metal"), "What the rods are made of.",
        tags=styled("metal", "modern", "industrial"),
    )  # fmt: skip


SUPPORT = Slot(
    "balcony_support", Cantilever, KneeBraces, IronScrolls, Consoles, GroundPosts, TieRods,
    label="Support",
)  # fmt: skip
