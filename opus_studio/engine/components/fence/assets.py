"""What can be chosen for a fence: where it runs and the posts between which it hangs.

Sizes follow the trade: bays of 1.8 m between 75 to 100 mm posts (BS 1722), field fences of 1.05 to
1.35 m, garden fences of 0.9 to 1.8 m. Railings follow the International Residential Code, R312: at
least 0.91 m high and no opening that a ball of 102 mm passes (EN 1991 practice: 0.9 to 1.1 m and
0.10 to 0.12 m). `infill_assets` and `trim_assets` hold the other slots.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.fence.palette import finishes, styled
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
    tagged,
)


@dataclass(frozen=True)
class LayoutBase(Asset):
    """What every fence's plan has.

    The height is that of the highest regular part, the handrail or the tips of pickets and bars;
    posts and their caps may stand above it. The length is overall, from the outermost cap or foot
    of the first post to that of the last one.
    """

    fence_length: float = length(
        4.0,
        0.8,
        12.0,
        "Overall length of the front, over the posts and their caps.",
        step=0.05,
        typical=(2.4, 7.0),
        tags=tagged(small=(1.2, 2.4), medium=(3.2, 5.2), large=(7.0, 11.0)),
        correlated_with="size",
    )
    fence_height: float = length(
        1.1,
        0.4,
        2.4,
        "Height of handrail, pickets or panels above the ground; posts may stand higher.",
        typical=(0.85, 1.7),
        tags=tagged(small=(0.6, 0.9), medium=(0.95, 1.25), large=(1.5, 2.0)),
        correlated_with="size",
    )
    use: str = choice(
        "by_infill",
        ("by_infill", "fence", "railing"),
        "A railing guards a drop: about a metre high, with openings below 0.10 m; `by_infill` "
        "takes balusters, cables and glass for one.",
        typical=("by_infill",),
    )
    bay_spacing: float = length(
        1.8, 0.6, 3.0, "Greatest distance between two posts; bays are made equal.",
        step=0.05, typical=(1.3, 2.2),
    )  # fmt: skip
    ground_gap: float = length(
        0.05, 0.02, 0.15, "Free space below the infill.", step=0.005, typical=(0.04, 0.08)
    )


@dataclass(frozen=True)
class Straight(LayoutBase, name="fence_layout_gen", label="Straight", tags=SIZES, weight=2.5):
    """One straight run."""


@dataclass(frozen=True)
class Corner(LayoutBase, name="fence_layout_corner", label="Around a corner", tags=SIZES):
    """A front with one side or two, as around a garden or a terrace."""

    side_length: float = length(
        2.0, 0.8, 5.0, "Length of a side, over its posts.", step=0.05, typical=(1.4, 4.0),
        tags=tagged(small=(1.0, 1.6), medium=(1.6, 3.0), large=(3.0, 5.0)), correlated_with="size",
    )  # fmt: skip
    sides: int = count(1, 1, 2, "Number of sides: one makes an L, two a U.")
    corner_angle: float = angle(
        90, 90, 150, "Angle between front and side, inside.", typical=(90, 90)
    )


LAYOUT = Slot("fence_layout", Straight, Corner, label="Layout")


@dataclass(frozen=True)
class PostBase(Asset):
    """What every post has."""

    post_rise: float = length(
        0.06, 0.01, 0.25, "How far posts stand above the infill, without their caps.",
        step=0.005, typical=(0.03, 0.1),
    )  # fmt: skip


@dataclass(frozen=True)
class WoodPosts(
    PostBase,
    name="fence_posts_wood",
    label="Square timber",
    tags=("simple", "modern", "classic", "rustic", "craftsman", "scandinavian"),
    weight=2.0,
):
    """Square timber posts with eased edges and a cap."""

    post_width: float = length(
        0.09, 0.06, 0.2, "Side of the square.", step=0.005, typical=(0.08, 0.11),
        tags=tagged(craftsman=(0.12, 0.17), modern=(0.07, 0.1)),
    )  # fmt: skip
    cap: str = choice(
        "pyramid",
        ("pyramid", "ball", "flat", "gothic", "none"),
        "What protects the end grain.",
        tags=tagged(
            simple=("pyramid", "flat"),
            modern=("flat", "none"),
            classic=("ball", "gothic"),
            rustic=("pyramid", "none"),
            craftsman=("flat", "pyramid"),
            scandinavian=("flat", "pyramid"),
        ),
    )
    collar: bool = flag(
        False, "A moulding around the post below its cap.", chance=0.2,
        tags=tagged(classic=0.8, craftsman=0.8, modern=0.0, rustic=0.0),
    )  # fmt: skip
    post_finish: str = finish(
        "painted_wood/white", finishes("wood"), "What the posts are made of.",
        tags=styled("wood", "simple", "modern", "classic", "rustic", "craftsman", "scandinavian"),
    )  # fmt: skip


@dataclass(frozen=True)
class RoundPosts(PostBase, name="fence_posts_round", label="Round timber", tags=("rustic",)):
    """Round posts, turned or barked."""

    post_diameter: float = length(
        0.1, 0.07, 0.18, "Diameter.", step=0.005, typical=(0.09, 0.13)
    )  # fmt: skip
    post_top: str = choice(
        "domed", ("domed", "pointed", "bevelled"), "How the upper end is worked."
    )
    post_finish: str = finish(
        "oak", finishes("wood"), "What the posts are made of.", tags=styled("wood", "rustic")
    )


@dataclass(frozen=True)
class SteelPosts(
    PostBase, name="fence_posts_steel", label="Steel", tags=("modern", "industrial", "classic")
):
    """Posts of square or round steel tube, on plates where they are bolted down."""

    post_width: float = length(
        0.05, 0.03, 0.1, "Side or diameter.", step=0.002, typical=(0.04, 0.06)
    )
    section: str = choice(
        "square", ("square", "round"), "Section of the tube.",
        tags=tagged(modern=("square", "round"), industrial=("square",), classic=("square",)),
    )  # fmt: skip
    cap: str = choice(
        "flat", ("flat", "ball", "pyramid"), "How the upper end is closed.",
        tags=tagged(modern=("flat",), industrial=("flat", "pyramid"), classic=("ball", "pyramid")),
    )  # fmt: skip
    base_plate: bool = flag(True, "A plate with bolts at the foot.", chance=0.7)
    post_finish: str = finish(
        "painted_metal/black", finishes("metal"), "What the posts are made of.",
        tags=styled("metal", "modern", "industrial", "classic"),
    )  # fmt: skip


@dataclass(frozen=True)
class NewelPosts(PostBase, name="fence_posts_newel", label="Turned newels", tags=("classic",)):
    """Newels turned between square blocks, with a finial."""

    post_width: float = length(
        0.11, 0.08, 0.16, "Side of the blocks.", step=0.005, typical=(0.1, 0.13)
    )
    finial: str = choice("ball", ("ball", "acorn", "mushroom"), "What crowns the newel.")
    post_finish: str = finish(
        "painted_wood/white", finishes("wood"), "What the newels are made of.",
        tags=styled("wood", "classic"),
    )  # fmt: skip


@dataclass(frozen=True)
class Piers(
    PostBase,
    name="fence_posts_pier",
    label="Masonry piers",
    tags=("classic", "rustic", "craftsman", "industrial"),
    weight=0.7,
):
    """Piers of brick or stone with a capstone."""

    post_width: float = length(
        0.34, 0.22, 0.6, "Side of the shaft; one and a half bricks are 0.33 m.",
        typical=(0.3, 0.44),
    )  # fmt: skip
    cap: str = choice(
        "pyramid", ("pyramid", "flat", "ball"), "Shape of the capstone.",
        tags=tagged(classic=("ball", "pyramid"), rustic=("flat", "pyramid"),
                    craftsman=("flat", "pyramid"), industrial=("flat",)),
    )  # fmt: skip
    footing: bool = flag(True, "A wider course at the foot.", chance=0.6)
    post_finish: str = finish(
        "limestone", finishes("stone"), "What the piers are made of.",
        tags=styled("stone", "classic", "rustic", "craftsman", "industrial"),
    )  # fmt: skip


POSTS = Slot("fence_posts", WoodPosts, RoundPosts, SteelPosts, NewelPosts, Piers, label="Posts")


__all__ = [
    "LAYOUT",
    "POSTS",
    "Corner",
    "LayoutBase",
    "NewelPosts",
    "Piers",
    "PostBase",
    "RoundPosts",
    "SteelPosts",
    "Straight",
    "WoodPosts",
]
