"""What can be chosen for a balcony: its plan and its railing.

Railings follow the International Residential Code, R312 (0.91 m and more, no opening of 102 mm),
and European practice (0.90 to 1.10 m); a balcony to sit on is 1.2 to 1.8 m deep, a Juliet one
stands 0.1 to 0.4 m before its door. `slab_assets` and `support_assets` hold the other slots.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.fence.palette import finishes, styled
from opus_studio.engine.schema import SIZES, Asset, Slot, choice, finish, flag, length, tagged


@dataclass(frozen=True)
class PlanBase(Asset):
    """What every plan has; width, depth and thickness are those of the whole slab."""

    balcony_width: float = length(2.0, 1.0, 6.0, "Overall width of the slab.", step=0.05)
    balcony_depth: float = length(1.0, 0.2, 2.5, "How far the slab stands out.", step=0.05)
    slab_thickness: float = length(
        0.2, 0.12, 0.32, "Thickness of the slab with its joists or frame.", typical=(0.17, 0.24)
    )


@dataclass(frozen=True)
class RectangularPlan(
    PlanBase, name="balcony_plan_gen", label="Rectangular", tags=SIZES, weight=2.0
):
    """A rectangle before the wall."""

    balcony_width: float = length(
        2.8, 1.0, 6.0, "Overall width of the slab.", step=0.05, typical=(1.8, 4.2),
        tags=tagged(small=(1.2, 1.9), medium=(2.2, 3.4), large=(4.0, 5.8)), correlated_with="size",
    )  # fmt: skip
    balcony_depth: float = length(
        1.3, 0.6, 2.5, "How far the slab stands out.", step=0.05, typical=(1.0, 1.8),
        tags=tagged(small=(0.7, 1.0), medium=(1.1, 1.5), large=(1.6, 2.3)), correlated_with="size",
    )  # fmt: skip


@dataclass(frozen=True)
class BowedPlan(
    PlanBase, name="balcony_plan_bowed", label="Bowed", tags=("classic", *SIZES), weight=0.6
):
    """A front that swells out in an arc."""

    balcony_width: float = length(
        2.4, 1.2, 5.0, "Overall width of the slab.", step=0.05, typical=(1.8, 3.4),
        tags=tagged(small=(1.3, 1.9), medium=(2.2, 3.2), large=(4.0, 5.0)), correlated_with="size",
    )  # fmt: skip
    balcony_depth: float = length(
        1.1, 0.5, 2.2, "How far the slab stands out in the middle.", step=0.05,
        typical=(0.8, 1.4), tags=tagged(small=(0.6, 0.9), medium=(0.9, 1.3), large=(1.3, 1.9)),
        correlated_with="size",
    )  # fmt: skip
    bow: float = length(0.3, 0.08, 0.6, "Rise of the arc.", typical=(0.2, 0.4))


@dataclass(frozen=True)
class JulietPlan(PlanBase, name="balcony_plan_juliet", label="Juliet", tags=("small",), weight=0.6):
    """A ledge with a railing close before a door."""

    balcony_width: float = length(
        1.5, 1.0, 3.0, "Overall width of the slab.", step=0.05, typical=(1.2, 2.0),
        tags=tagged(small=(1.0, 1.8)), correlated_with="size",
    )  # fmt: skip
    balcony_depth: float = length(
        0.3, 0.2, 0.5, "How far the slab stands out.", typical=(0.24, 0.4)
    )


PLAN = Slot("balcony_plan", RectangularPlan, BowedPlan, JulietPlan, label="Plan")


@dataclass(frozen=True)
class RailingBase(Asset):
    """What every railing of a balcony has."""

    railing_height: float = length(
        1.0, 0.9, 1.2, "Height of the handrail above the floor.", typical=(0.95, 1.1)
    )
    inset: float = length(
        0.03, 0.01, 0.12, "Free edge of the slab outside the railing's posts.", step=0.005,
        typical=(0.015, 0.05),
    )  # fmt: skip


@dataclass(frozen=True)
class IronRailing(
    RailingBase, name="balcony_railing_iron", label="Wrought iron",
    tags=("classic", "simple", "industrial"), weight=1.5,
):  # fmt: skip
    """Iron bars under a handrail."""

    pattern: str = choice(
        "bars",
        ("bars", "twisted", "rings", "scrolls"),
        "What the bars look like.",
        tags=tagged(
            classic=("scrolls", "rings", "twisted"), simple=("bars",), industrial=("bars",)
        ),
    )
    collars: bool = flag(False, "Forged collars around the bars.", chance=0.1,
                         tags=tagged(classic=0.7))  # fmt: skip
    wooden_handrail: bool = flag(False, "A moulded handrail of wood on the iron.", chance=0.2)
    railing_finish: str = finish(
        "painted_metal/black", finishes("metal"), "What the railing is made of.",
        tags=styled("metal", "classic", "simple", "industrial"),
    )  # fmt: skip


@dataclass(frozen=True)
class GlassRailing(
    RailingBase, name="balcony_railing_glass", label="Glass", tags=("modern",), weight=1.3
):
    """Panes of safety glass between posts."""

    fixing: str = choice("clamps", ("clamps", "channel"), "What holds the panes.")
    handrail: str = choice("round", ("round", "flat", "wood"), "What lies on the glass.")
    glass_finish: str = finish(
        "clear_glass", ("clear_glass", "tinted_glass", "frosted_glass"), "Kind of glass.",
        typical=("clear_glass", "tinted_glass", "clear_glass"), correlated_with="glass",
    )  # fmt: skip
    railing_finish: str = finish(
        "steel", finishes("metal"), "What posts and fittings are made of.",
        tags=styled("metal", "modern"),
    )  # fmt: skip


@dataclass(frozen=True)
class CableRailing(
    RailingBase, name="balcony_railing_cable", label="Cables", tags=("modern", "industrial")
):
    """Stainless cables between steel posts under a handrail."""

    wooden_handrail: bool = flag(True, "A flat handrail of wood, not of steel.", chance=0.6)
    railing_finish: str = finish(
        "painted_metal/anthracite", finishes("metal"), "What the posts are made of.",
        tags=styled("metal", "modern", "industrial"),
    )  # fmt: skip


@dataclass(frozen=True)
class BalusterRailing(
    RailingBase, name="balcony_railing_baluster", label="Balusters",
    tags=("classic", "simple", "rustic"),
):  # fmt: skip
    """Wooden balusters between posts."""

    baluster_shape: str = choice(
        "square", ("square", "turned", "tapered", "sawn"), "How the balusters are worked.",
        tags=tagged(classic=("turned",), simple=("square", "tapered"), rustic=("sawn", "square")),
    )  # fmt: skip
    railing_finish: str = finish(
        "painted_wood/white", finishes("wood"), "What the railing is made of.",
        tags=styled("wood", "classic", "simple", "rustic"),
    )  # fmt: skip


@dataclass(frozen=True)
class StoneRailing(
    RailingBase, name="balcony_railing_stone", label="Stone balustrade", tags=("classic",),
    weight=0.8,
):  # fmt: skip
    """Stone balusters under a coping, between piers; iron where there is no room for them."""

    baluster_shape: str = choice(
        "vase", ("vase", "double_vase", "column"), "Outline of the balusters."
    )
    railing_finish: str = finish(
        "limestone", finishes("stone"), "What the balustrade is made of.",
        typical=("limestone", "white_marble"), tags=tagged(classic=("limestone",)),
    )  # fmt: skip


@dataclass(frozen=True)
class BoardRailing(
    RailingBase, name="balcony_railing_board", label="Boards", tags=("rustic", "simple", "modern")
):
    """Boards, slats or pickets between timber posts."""

    boards: str = choice(
        "upright", ("upright", "level", "pickets"), "How the boards run.",
        tags=tagged(rustic=("upright", "pickets"), simple=("level", "pickets"), modern=("level",)),
    )  # fmt: skip
    railing_finish: str = finish(
        "oak", finishes("wood"), "What the railing is made of.",
        tags=styled("wood", "rustic", "simple", "modern"),
    )  # fmt: skip


@dataclass(frozen=True)
class FenceRailing(RailingBase, name="balcony_railing_fence", label="As the fence", weight=0.25):
    """The fence inside this balcony, just as it is chosen there."""


RAILING = Slot(
    "balcony_railing", IronRailing, GlassRailing, CableRailing, BalusterRailing, StoneRailing,
    BoardRailing, FenceRailing, label="Railing",
)  # fmt: skip
