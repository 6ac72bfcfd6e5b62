"""What fills the frame: fixed panes, casements, sliding and double-hung sashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.schema import (
    SIZES,
    Asset,
    Slot,
    angle,
    choice,
    count,
    flag,
    length,
    ratio,
    tagged,
)

_RAIL_STYLES: Final = tagged(
    modern=(0.045, 0.055),
    classic=(0.055, 0.07),
    rustic=(0.07, 0.095),
    industrial=(0.04, 0.045),
)


def _rail_width(*styles: str) -> Any:
    """The width of stiles and rails, reacting to some styles.

    A keyword that a parameter reacts to also chooses its asset: each asset names its own styles.
    """
    return length(
        0.06,
        0.04,
        0.1,
        "Width of the sash's stiles and rails.",
        step=0.005,
        typical=(0.045, 0.075),
        tags={style: _RAIL_STYLES[style] for style in styles},
    )


@dataclass(frozen=True)
class SashBase(Asset):
    """What every sash has."""

    rail_width: float = _rail_width()
    bottom_rail_ratio: float = ratio(
        1.3, 1.0, 1.8, "How much wider the bottom rail is than the others.", step=0.05
    )


@dataclass(frozen=True)
class FixedOpening(
    Asset,
    name="window_opening_fixed",
    label="Fixed light",
    tags=("simple", "modern", "industrial", "scandinavian", *SIZES),
    weight=0.8,
):
    """Glass held in the frame by beads; it does not open."""

    bead_width: float = length(
        0.018, 0.012, 0.03, "Width of the glazing beads.", step=0.001, typical=(0.014, 0.022)
    )
    lights: int = count(
        1,
        1,
        5,
        "Side-by-side panes, parted by mullions where each stays at least 0.3 m wide.",
        typical=(1, 3),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(1, 4)),
    )


@dataclass(frozen=True)
class CasementOpening(
    SashBase,
    name="window_opening_casement",
    label="Casement",
    tags=("simple", "modern", "classic", "rustic", "craftsman", "scandinavian", *SIZES),
    weight=0.9,
):
    """Side-hung sashes that swing outwards: one, a meeting pair, or several between mullions."""

    rail_width: float = _rail_width("modern", "classic", "rustic", "industrial")
    sashes: int = count(
        2,
        1,
        4,
        "Number of sashes: one, a pair, three between mullions, or two pairs; fewer where they "
        "would be too narrow.",
        typical=(1, 2),
        tags=tagged(small=(1, 1), medium=(1, 2), large=(2, 4)),
    )
    hand: str = choice("left", ("left", "right"), "Side of the hinges of a single sash.")
    opening_angle: float = angle(0, 0, 110, "How far the sashes stand open.", typical=(0, 0))


@dataclass(frozen=True)
class SlidingOpening(
    SashBase,
    name="window_opening_sliding",
    label="Sliding",
    tags=("modern", "simple", "industrial", "medium", "large"),
):
    """Sashes that slide past each other on two tracks."""

    rail_width: float = _rail_width("modern", "industrial")
    panels: int = count(2, 2, 4, "Number of sashes.", typical=(2, 3))
    opening: float = ratio(
        0.0, 0.0, 1.0, "How far the moving sashes are slid open.", typical=(0.0, 0.0)
    )


@dataclass(frozen=True)
class DoubleHungOpening(
    SashBase,
    name="window_opening_double_hung",
    label="Double-hung sash",
    tags=("classic", "simple", "craftsman", "small", "medium"),
    weight=1.3,
):
    """Two sashes that slide up and down behind each other, with a meeting rail."""

    rail_width: float = _rail_width("classic")
    lower_opening: float = ratio(
        0.0, 0.0, 0.9, "How far the lower sash is raised.", typical=(0.0, 0.0)
    )
    upper_ratio: float = ratio(
        0.5, 0.35, 0.6, "Share of the height that the upper sash takes.", typical=(0.48, 0.5)
    )
    horns: bool = flag(
        True, "Curved horns below the upper sash's stiles.", tags=tagged(classic=0.9, simple=0.1)
    )


OPENING = Slot(
    "window_opening",
    FixedOpening,
    CasementOpening,
    SlidingOpening,
    DoubleHungOpening,
    label="Opening",
)
