"""The bases of a table: legs of four kinds, trestles, pedestals, sled frames.

Legs are 50-75 mm square (stout farmhouse ones up to 110 mm), hairpin rods 10-14 mm, flat steel
bars 60 x 10 to 80 x 20 mm, columns of pedestals 90-150 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from opus_studio.engine.components.table.palette import (
    METAL_FINISHES,
    WOODS,
    bases,
    metals,
    mixed,
)
from opus_studio.engine.schema import (
    Asset,
    angle,
    choice,
    count,
    finish,
    flag,
    length,
    ratio,
    tagged,
)


@dataclass(frozen=True)
class TableBase(Asset):
    """What every base tells of itself."""

    has_legs: ClassVar[bool] = False
    """A leg stands at each corner, with nothing between."""
    highest_frame: ClassVar[float] = 1.0
    """Metres: a higher frame above it looks wrong."""

    if TYPE_CHECKING:  # each declares its own choices

        @property
        def finish(self) -> str:
            """What it is made of."""

    @property
    def wanted_inset(self) -> float:
        """How far its legs stand in from the edge of the top, metres."""
        return 0.05


@dataclass(frozen=True)
class LegBase(TableBase):
    """What all bases with a leg at each corner have."""

    has_legs = True

    leg_inset: float = length(
        0.03,
        0.0,
        0.2,
        "How far the legs stand in from the edge of the top.",
        step=0.005,
        typical=(0.015, 0.06),
    )

    @property
    def wanted_inset(self) -> float:
        """How far its legs stand in from the edge of the top, metres."""
        return self.leg_inset


_TAPERED = ("simple", "modern", "classic", "scandinavian")


@dataclass(frozen=True)
class TaperedBase(LegBase, name="furniture_table_base_tapered", label="Square legs", tags=_TAPERED):
    """Four square legs, tapered or straight."""

    leg_width: float = length(
        0.065,
        0.04,
        0.12,
        "Side of a leg at its top.",
        step=0.005,
        tags=tagged(
            simple=(0.055, 0.075),
            modern=(0.05, 0.07),
            classic=(0.055, 0.07),
            scandinavian=(0.045, 0.06),
        ),
    )
    taper: float = ratio(
        0.6,
        0.4,
        1.0,
        "Side of a leg at the floor against that at its top.",
        step=0.05,
        tags=tagged(
            simple=(0.7, 1.0), modern=(1.0, 1.0), classic=(0.45, 0.55), scandinavian=(0.5, 0.65)
        ),
    )
    finish: str = finish("oak", WOODS, "The wood of the base.", tags=bases(*_TAPERED))


_TURNED = ("classic", "rustic")


@dataclass(frozen=True)
class TurnedBase(LegBase, name="furniture_table_base_turned", label="Turned legs", tags=_TURNED):
    """Four legs turned on the lathe, with square blocks where rails join."""

    leg_width: float = length(
        0.08,
        0.06,
        0.13,
        "Side of the square blocks.",
        step=0.005,
        tags=tagged(classic=(0.065, 0.08), rustic=(0.085, 0.11)),
    )
    turning: str = choice(
        "farmhouse",
        ("farmhouse", "baluster", "column"),
        "The pattern of the turning.",
        tags=tagged(classic=("baluster", "column"), rustic=("farmhouse", "baluster")),
    )
    stretchers: bool = flag(
        False,
        "Rails between the legs' feet, in the shape of an H.",
        chance=0.3,
        tags=tagged(classic=0.15, rustic=0.45),
    )
    finish: str = finish("oak", WOODS, "The wood of the base.", tags=bases(*_TURNED))


_SPLAYED = ("scandinavian", "modern", "simple")


@dataclass(frozen=True)
class SplayedBase(
    LegBase, name="furniture_table_base_splayed", label="Splayed legs", tags=_SPLAYED
):
    """Four round tapered legs that lean outwards."""

    leg_width: float = length(
        0.055, 0.04, 0.08, "Diameter of a leg at its top.", step=0.005, typical=(0.045, 0.065)
    )
    splay: float = angle(8, 0, 14, "How far the legs lean outwards.", typical=(5, 11))
    taper: float = ratio(
        0.5,
        0.35,
        1.0,
        "Diameter at the floor against that at the top.",
        step=0.05,
        typical=(0.4, 0.6),
    )
    finish: str = finish("oak", WOODS, "The wood of the base.", tags=bases(*_SPLAYED))


_TRESTLE = ("rustic", "industrial", "simple")


@dataclass(frozen=True)
class TrestleBase(
    TableBase, name="furniture_table_base_trestle", label="Trestle", tags=_TRESTLE, weight=1.1
):
    """Two trestles; under a round top they cross in the middle."""

    trestle_style: str = choice(
        "post",
        ("post", "cross", "a_frame"),
        "A post on a foot, a cross of two boards, or two sloping legs.",
        tags=tagged(
            rustic=("post", "cross"), industrial=("cross", "a_frame"), simple=("a_frame", "post")
        ),
    )
    member_width: float = length(
        0.09,
        0.06,
        0.15,
        "Width of the trestles' members.",
        step=0.005,
        tags=tagged(rustic=(0.09, 0.12), industrial=(0.08, 0.1), simple=(0.07, 0.085)),
    )
    end_inset: float = ratio(
        0.18, 0.1, 0.3, "How far the trestles stand in, of the top's width.", typical=(0.14, 0.22)
    )
    stretcher: bool = flag(
        True,
        "A rail that joins the trestles, wedged through them.",
        chance=0.8,
        tags=tagged(rustic=1.0, industrial=0.7, simple=0.5),
    )
    finish: str = finish(
        "oak", WOODS, "What the trestles are made of.", tags=mixed("trestle", *_TRESTLE)
    )


_PEDESTAL = ("classic", "modern")


@dataclass(frozen=True)
class PedestalBase(
    TableBase, name="furniture_table_base_pedestal", label="Pedestal", tags=_PEDESTAL, weight=1.2
):
    """One column in the middle, two under a long top."""

    pedestal_style: str = choice(
        "turned",
        ("turned", "tulip", "reeded", "column"),
        "Turned with sabre feet, a tulip, a reeded drum, or a square column on crossed feet.",
        tags=tagged(classic=("turned", "turned", "column"), modern=("tulip", "reeded", "tulip")),
    )
    column_width: float = length(
        0.12, 0.08, 0.2, "Thickness of the column.", step=0.005, typical=(0.1, 0.15)
    )
    spread: float = ratio(
        0.62, 0.5, 0.8, "Width of the foot against the depth of the top.", typical=(0.55, 0.7)
    )
    finish: str = finish(
        "mahogany", WOODS, "What the pedestal is made of.", tags=mixed("pedestal", *_PEDESTAL)
    )


_SLED = ("modern", "industrial")


@dataclass(frozen=True)
class SledBase(TableBase, name="furniture_table_base_sled", label="Sled frames", tags=_SLED):
    """Two closed frames of flat steel on the floor; under a round top they cross."""

    bar_width: float = length(
        0.06, 0.03, 0.12, "Width of the bars, seen from the side of the table.", step=0.005
    )
    bar_thickness: float = length(
        0.02, 0.01, 0.05, "Thickness of the bars, seen from the end.", step=0.002,
        typical=(0.012, 0.03),
    )  # fmt: skip
    flare: float = ratio(
        0.0,
        -0.35,
        0.35,
        "How much wider (or narrower, below 0) the frames are at the floor than at the top.",
        step=0.05,
        typical=(-0.25, 0.1),
        tags=tagged(modern=(-0.3, 0.2), industrial=(-0.15, 0.0)),
    )
    end_inset: float = ratio(
        0.14, 0.04, 0.28, "How far the frames stand in, of the top's width.", typical=(0.08, 0.2)
    )
    finish: str = finish("painted_metal/black", METAL_FINISHES, "The metal.", tags=metals(*_SLED))


_HAIRPIN = ("industrial", "modern", "scandinavian")


@dataclass(frozen=True)
class HairpinBase(
    LegBase, name="furniture_table_base_hairpin", label="Hairpin legs", tags=_HAIRPIN
):
    """Four legs of bent steel rod on plates screwed to the top."""

    # Below a high frame its slim rods would look like stilts.
    highest_frame = 0.05

    rods: int = count(3, 2, 3, "Rods in each leg.")
    rod_thickness: float = length(
        0.012, 0.008, 0.016, "Diameter of the rod.", step=0.001, typical=(0.01, 0.014)
    )
    splay: float = angle(5, 0, 10, "How far the legs lean outwards.", typical=(3, 7))
    finish: str = finish(
        "painted_metal/black", METAL_FINISHES, "The metal.", tags=metals(*_HAIRPIN)
    )
