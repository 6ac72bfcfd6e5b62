"""What fills the balustrade of a stair: balusters of four kinds, cables, panes, boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from opus_studio.engine.components.stair.palette import (
    METALS,
    metal_finish,
    wood_finish,
)
from opus_studio.engine.schema import Asset, Slot, choice, count, finish, flag, length, tagged

Fill: TypeAlias = Literal["uprights", "cables", "panes", "boards"]
"""What fills a balustrade."""

Form: TypeAlias = Literal["turned", "square", "stopped", "iron", "rod"]
"""How an upright is worked; the chamfers of a stopped one end below its square ends."""


@dataclass(frozen=True)
class BalustersBase(Asset):
    """What everything that fills a balustrade tells of itself."""

    fill: ClassVar[Fill] = "uprights"
    """What stands or runs between the posts."""
    waist: ClassVar[float] = 1.0
    """Width between its square ends against that of the ends."""

    @property
    def is_glass(self) -> bool:
        """Panes, which hang outside the steps where no closed string holds them."""
        return self.fill == "panes"

    @property
    def width(self) -> float:
        """Of one of its uprights, metres."""
        return 0.02

    @property
    def form(self) -> Form:
        """How an upright is worked."""
        return "square"

    @property
    def turning(self) -> str:
        """The shape of a turned upright."""
        return "vase"

    @property
    def baskets(self) -> int:
        """Every how many bars one has a basket; 0 for none."""
        return 0

    @property
    def cable_diameter(self) -> float:
        """Metres."""
        return 0.0

    @property
    def glass_thickness(self) -> float:
        """Of a pane, metres."""
        return 0.0

    @property
    def glass_finish(self) -> str:
        """The glass of panes."""
        return "clear_glass"

    @property
    def board_width(self) -> float:
        """Of a board, metres."""
        return 0.0

    @property
    def finish_name(self) -> str:
        """What its uprights, cables or fixings are made of."""
        raise NotImplementedError


@dataclass(frozen=True)
class TurnedBalusters(
    BalustersBase,
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
    baluster_finish: str = wood_finish(
        "baluster", "What the balusters are made of.", "classic", "rustic"
    )

    waist = 0.6

    @property
    def form(self) -> Form:
        """Turned on the lathe."""
        return "turned"

    @property
    def width(self) -> float:
        """Metres."""
        return self.baluster_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.baluster_finish


@dataclass(frozen=True)
class SquareBalusters(
    BalustersBase,
    name="stair_balusters_square",
    label="Square",
):
    """Square sticks, plain or with chamfered edges."""

    baluster_width: float = length(0.032, 0.025, 0.045, "Side of a stick.", step=0.001)
    chamfered: bool = flag(
        False, "Edges chamfered between square ends.", chance=0.3, tags=tagged(rustic=0.8)
    )
    baluster_finish: str = wood_finish(
        "baluster", "What the balusters are made of.", "simple", "scandinavian", "rustic"
    )

    @property
    def form(self) -> Form:
        """Plain, or with stopped chamfers."""
        return "stopped" if self.chamfered else "square"

    @property
    def width(self) -> float:
        """Metres."""
        return self.baluster_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.baluster_finish


@dataclass(frozen=True)
class IronBalusters(
    BalustersBase,
    name="stair_balusters_iron",
    label="Wrought iron",
):
    """Square iron bars, twisted, some of them with a basket."""

    bar_width: float = length(0.014, 0.012, 0.018, "Side of a bar.", step=0.001)
    baskets: int = count(2, 0, 3, "Every how many bars one has a basket; 0 for none.")
    iron_finish: str = metal_finish("The iron.", "rustic", "classic")

    @property
    def form(self) -> Form:
        """Wrought."""
        return "iron"

    @property
    def width(self) -> float:
        """Metres."""
        return self.bar_width

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.iron_finish


@dataclass(frozen=True)
class RodBalusters(
    BalustersBase,
    name="stair_balusters_rods",
    label="Steel rods",
):
    """Slim round rods."""

    rod_diameter: float = length(0.014, 0.01, 0.02, "Diameter of a rod.", step=0.001)
    rod_finish: str = metal_finish("The rods.", "modern", "industrial", "scandinavian")

    @property
    def form(self) -> Form:
        """Round."""
        return "rod"

    @property
    def width(self) -> float:
        """Metres."""
        return self.rod_diameter

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.rod_finish


@dataclass(frozen=True)
class Cables(
    BalustersBase,
    name="stair_balusters_cables",
    label="Cables",
):
    """Taut steel cables or bars along the slope, held by posts."""

    cable_diameter: float = length(0.006, 0.004, 0.012, "Diameter of a cable.", step=0.001)
    cable_finish: str = metal_finish("The cables.", "modern", "industrial")

    fill = "cables"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.cable_finish


@dataclass(frozen=True)
class GlassPanels(
    BalustersBase,
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

    fill = "panes"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.fixing_finish


@dataclass(frozen=True)
class BoardedGuard(
    BalustersBase,
    name="stair_balusters_boards",
    label="Boarded",
    weight=0.7,
):
    """A closed parapet of upright boards."""

    board_width: float = length(0.12, 0.08, 0.18, "Width of a board.", step=0.005)
    baluster_finish: str = wood_finish(
        "baluster", "What the boards are made of.", "rustic", "scandinavian"
    )

    fill = "boards"

    @property
    def finish_name(self) -> str:
        """What it is made of."""
        return self.baluster_finish


BALUSTERS: Slot[BalustersBase] = Slot(
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
