"""What can be chosen for a porch, first part: its form and what carries it.

Widths and depths are over the beams, where the porch is measured. Roofs have the pitches that
their coverings bear. A porch is usable from a depth of 1.2 m, comfortable for chairs from 1.8 m;
headroom under its beams is 2.1 m and more (building practice; IRC R305 asks for 2.03 m below
beams).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opus_studio.engine.components.porch import palette
from opus_studio.engine.schema import SIZES, Asset, Slot, angle, choice, flag, length, ratio, tagged


def _width(default: float, low: float, high: float, usual: tuple[float, float]) -> Any:
    """Width over the beams; the keywords of size are thirds of what is usual."""
    a, b = usual
    third = (b - a) / 3.0
    return length(
        default, low, high, "Width over posts and beams, or of the canopy.", step=0.05,
        typical=usual, correlated_with="size",
        tags=tagged(small=(a, a + 0.8 * third), medium=(a + third, a + 1.8 * third),
                    large=(a + 2.1 * third, b)),
    )  # fmt: skip


def _depth(default: float, low: float, high: float, usual: tuple[float, float]) -> Any:
    return length(default, low, high, "How far it stands out from the wall.", step=0.05,
                  typical=usual, correlated_with="size")  # fmt: skip


@dataclass(frozen=True)
class FormBase(Asset):
    """What every porch has."""

    floor_height: float = length(
        0.45, 0.0, 0.9, "Height of its floor above the ground.", step=0.01, typical=(0.18, 0.6),
    )  # fmt: skip
    head_height: float = length(
        2.35, 2.1, 3.0, "Clear height below beam or canopy.", step=0.01, typical=(2.25, 2.5)
    )


@dataclass(frozen=True)
class RoofedBase(FormBase):
    """What every porch with a roof on posts has."""

    overhang: float = length(
        0.22, 0.08, 0.6, "How far the eaves stand out before the beams.", step=0.01,
        typical=(0.16, 0.3),
    )  # fmt: skip
    beam_height: float = length(
        0.24, 0.16, 0.4, "Height of the beams.", step=0.01, typical=(0.2, 0.28)
    )
    bay_width: float = length(
        2.3, 1.5, 3.4, "Distance of the posts aimed at.", step=0.05, typical=(2.0, 2.7)
    )


@dataclass(frozen=True)
class GabledBase(RoofedBase):
    """What every porch with a gable to the front has."""

    gable_face: str = choice(
        "boards", ("boards", "upright", "sunburst", "truss"),
        "The gable: level boards, upright ones, rays from its foot, or a truss before boards.",
        tags=tagged(rustic=("truss", "upright"), classic=("sunburst", "boards"),
                    simple=("boards", "upright")),
    )  # fmt: skip


@dataclass(frozen=True)
class GableForm(
    GabledBase, name="porch_form_gable", label="Gable",
    tags=("rustic", "simple", "classic", *SIZES), weight=1.2,
):  # fmt: skip
    """A small entrance porch whose gable looks to the front."""

    porch_width: float = _width(2.4, 1.6, 6.0, (1.9, 3.4))
    porch_depth: float = _depth(1.6, 1.0, 3.0, (1.3, 2.0))
    pitch: float = angle(32, 14, 50, "Slope of the roof.", typical=(26, 40),
                         tags=tagged(rustic=(38, 46)))  # fmt: skip


@dataclass(frozen=True)
class CraftsmanForm(
    GabledBase, name="porch_form_bungalow", label="Bungalow", tags=("craftsman", *SIZES),
):  # fmt: skip
    """A low gable with wide eaves on knee brackets, rafter tails at its sides."""

    porch_width: float = _width(3.6, 2.0, 7.0, (2.8, 5.2))
    porch_depth: float = _depth(2.0, 1.2, 3.0, (1.6, 2.4))
    overhang: float = length(
        0.42, 0.25, 0.6, "How far the eaves stand out before the beams.", step=0.01,
        typical=(0.36, 0.48),
    )  # fmt: skip
    pitch: float = angle(22, 14, 32, "Slope of the roof.", typical=(18, 26))
    gable_face: str = choice(
        "upright", ("boards", "upright", "truss"),
        "The gable: level boards, upright ones, or a truss before boards.",
    )  # fmt: skip


@dataclass(frozen=True)
class HipForm(
    RoofedBase, name="porch_form_hip", label="Hipped", tags=("classic", "craftsman", *SIZES),
    weight=0.8,
):  # fmt: skip
    """A roof that slopes to the front and to both sides."""

    porch_width: float = _width(3.0, 1.6, 7.0, (2.2, 4.2))
    porch_depth: float = _depth(1.7, 1.0, 3.0, (1.4, 2.2))
    pitch: float = angle(24, 12, 40, "Slope of the roof.", typical=(20, 30))


@dataclass(frozen=True)
class VerandaForm(
    RoofedBase, name="porch_form_veranda", label="Veranda",
    tags=("rustic", "simple", "modern", "industrial", *SIZES),
):  # fmt: skip
    """A long porch under a roof that leans against the wall."""

    porch_width: float = _width(5.6, 2.4, 8.0, (4.2, 7.6))
    porch_depth: float = _depth(2.0, 1.2, 3.0, (1.7, 2.5))
    pitch: float = angle(14, 4, 30, "Slope of the roof.", typical=(11, 20),
                         tags=tagged(modern=(5, 8)))  # fmt: skip


@dataclass(frozen=True)
class PorticoForm(
    RoofedBase, name="porch_form_portico", label="Portico", tags=("classic", *SIZES), weight=1.2
):
    """Columns carrying an entablature, and a pediment with a raking cornice."""

    porch_width: float = _width(2.8, 1.8, 6.0, (2.2, 4.0))
    porch_depth: float = _depth(1.5, 0.9, 3.0, (1.2, 1.9))
    beam_height: float = length(
        0.42, 0.3, 0.6, "Height of the entablature.", step=0.01, typical=(0.38, 0.48)
    )
    pitch: float = angle(20, 12, 30, "Slope of the pediment.", typical=(16, 24))
    level_roof: bool = flag(False, "A level roof instead of a pediment.", chance=0.25)


@dataclass(frozen=True)
class CanopyBase(FormBase):
    """What every canopy has."""

    porch_width: float = _width(1.8, 1.2, 4.0, (1.4, 2.6))
    porch_depth: float = _depth(0.95, 0.6, 1.8, (0.8, 1.2))


@dataclass(frozen=True)
class FlatCanopy(
    CanopyBase, name="porch_form_canopy_flat", label="Flat canopy",
    tags=("modern", "industrial", "simple", *SIZES), weight=0.5,
):  # fmt: skip
    """A framed slab with a boarded underside, hung from rods or resting on its own frame."""

    canopy_thickness: float = length(
        0.14, 0.08, 0.24, "Thickness of the slab.", step=0.01, typical=(0.1, 0.18)
    )
    rods: bool = flag(True, "Rods from the wall carry its front.", chance=0.6,
                      tags=tagged(industrial=1.0))  # fmt: skip
    frame_finish: str = palette.metal(
        "What its frame and rods are made of.", "modern", "industrial", "simple"
    )


@dataclass(frozen=True)
class GlassCanopy(
    CanopyBase, name="porch_form_canopy_glass", label="Glass canopy",
    tags=("modern", "industrial", "small", "medium"), weight=0.4,
):  # fmt: skip
    """Panes of laminated glass on steel arms that hang from rods."""

    glass: str = choice("clear_glass", ("clear_glass", "frosted_glass", "tinted_glass"),
                        "The glass.")  # fmt: skip
    fall: float = angle(4, 2, 12, "How much it falls to the front.")
    frame_finish: str = palette.metal("What arms and rods are made of.", "modern", "industrial")


@dataclass(frozen=True)
class HoodCanopy(
    CanopyBase, name="porch_form_canopy_hood", label="Hood on brackets",
    tags=("rustic", "classic", "simple", "craftsman", "small", "medium"), weight=0.4,
):  # fmt: skip
    """A small roof on a pair of brackets."""

    hood: str = choice(
        "gable", ("gable", "hip", "lean_to"), "The shape of the roof.",
        tags=tagged(rustic=("gable", "lean_to"), classic=("hip", "gable"), craftsman=("gable",),
                    simple=("lean_to", "gable")),
    )  # fmt: skip
    pitch: float = angle(34, 16, 50, "Slope of the roof.", typical=(28, 42))
    overhang: float = length(0.1, 0.05, 0.25, "How far its eaves stand out.", step=0.01)
    bracket: str = choice(
        "curved", ("curved", "gallows", "scroll"), "The brackets below it.",
        tags=tagged(rustic=("gallows", "curved"), classic=("scroll",),
                    craftsman=("gallows",), simple=("curved", "gallows")),
    )  # fmt: skip


@dataclass(frozen=True)
class StoopForm(FormBase, name="porch_form_stoop", label="Open landing",
                tags=("simple", "rustic", "small"), weight=0.15):  # fmt: skip
    """A landing and steps with nothing above."""

    porch_width: float = _width(1.8, 1.2, 4.0, (1.4, 2.6))
    porch_depth: float = _depth(1.2, 0.9, 2.6, (1.0, 1.6))


@dataclass(frozen=True)
class PostsBase(Asset):
    """What all posts have."""

    post_width: float = length(
        0.15, 0.08, 0.4, "Width or diameter of a post.", step=0.005, typical=(0.12, 0.2)
    )
    pilasters: bool = flag(True, "Half posts against the wall.", chance=0.8)


@dataclass(frozen=True)
class SquarePosts(
    PostsBase, name="porch_posts_square", label="Square",
    tags=("simple", "rustic", "modern", "craftsman"), weight=1.2,
):  # fmt: skip
    """Square posts: boxed with base and cap, chamfered, or plain."""

    post_face: str = choice(
        "boxed", ("boxed", "chamfered", "plain"), "How they are worked.",
        tags=tagged(simple=("boxed", "chamfered"), rustic=("chamfered",), modern=("plain",),
                    craftsman=("boxed",)),
    )  # fmt: skip
    paired: bool = flag(False, "Two posts side by side.", chance=0.15)
    finish: str = palette.trim("What they are made of.", "simple", "rustic", "modern", "craftsman")


@dataclass(frozen=True)
class TurnedPosts(
    PostsBase, name="porch_posts_turned", label="Turned", tags=("classic", "rustic"), weight=0.8
):
    """Turned on the lathe between square blocks."""

    post_width: float = length(
        0.13, 0.09, 0.22, "Width of the blocks.", step=0.005, typical=(0.11, 0.16)
    )
    finish: str = palette.trim("What they are made of.", "classic", "rustic")


@dataclass(frozen=True)
class ColumnPosts(PostsBase, name="porch_posts_column", label="Columns", tags=("classic",)):
    """Tuscan columns with entasis on plinths, smooth or fluted."""

    post_width: float = length(
        0.26, 0.16, 0.44, "Diameter at the foot.", step=0.01, typical=(0.22, 0.32)
    )
    fluted: bool = flag(False, "Twenty flutes up the shaft.", chance=0.4)
    paired: bool = flag(False, "Two columns side by side.", chance=0.3)
    finish: str = palette.trim("What they are made of.", "classic")


@dataclass(frozen=True)
class SteelPosts(PostsBase, name="porch_posts_steel", label="Steel", tags=("modern", "industrial")):
    """Steel tubes on plates."""

    post_width: float = length(0.09, 0.06, 0.16, "Width of a tube.", step=0.005,
                               typical=(0.07, 0.1))  # fmt: skip
    section: str = choice("square", ("square", "round", "flanged"), "The section.",
                          tags=tagged(modern=("square", "round"),
                                      industrial=("flanged", "round")))  # fmt: skip
    pilasters: bool = flag(False, "Posts against the wall as well.", chance=0.0)
    finish: str = palette.metal("What they are made of.", "modern", "industrial")


@dataclass(frozen=True)
class BatteredPosts(
    PostsBase, name="porch_posts_battered", label="Battered on bases", tags=("craftsman",),
    weight=1.6,
):  # fmt: skip
    """Tapered boxed posts on masonry bases with copings."""

    post_width: float = length(
        0.34, 0.24, 0.44, "Width at the foot.", step=0.01, typical=(0.3, 0.38)
    )
    taper: float = ratio(0.72, 0.55, 1.0, "Width at the top against the foot.", step=0.01,
                         typical=(0.65, 0.8))  # fmt: skip
    base_height: float = length(0.8, 0.65, 1.2, "Height of the base.", step=0.05,
                                typical=(0.7, 0.95))  # fmt: skip
    base_finish: str = palette.masonry("What the bases are built of.", "craftsman")
    finish: str = palette.trim("What the posts are made of.", "craftsman")


@dataclass(frozen=True)
class MasonryPosts(
    PostsBase, name="porch_posts_pier", label="Masonry piers",
    tags=("rustic", "industrial", "simple", "modern"), weight=0.6,
):  # fmt: skip
    """Piers of brick or stone with a base and a cap of stone."""

    post_width: float = length(0.33, 0.28, 0.44, "Width of a pier.", step=0.005)
    masonry: str = palette.masonry("What they are built of.", "rustic", "industrial", "simple",
                                   "modern")  # fmt: skip
    cap_finish: str = palette.stone("What base and cap are made of.", "rustic", "industrial",
                                    "simple", "modern")  # fmt: skip


FORM = Slot(
    "porch_form", GableForm, CraftsmanForm, HipForm, VerandaForm, PorticoForm, FlatCanopy,
    GlassCanopy, HoodCanopy, StoopForm, label="Form", takes_model_color=False,
)  # fmt: skip
POSTS = Slot("porch_posts", SquarePosts, TurnedPosts, ColumnPosts, SteelPosts, BatteredPosts,
             MasonryPosts, label="Posts")  # fmt: skip
