"""Glazing bars and glass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from opus_studio.engine.schema import STYLES, Asset, Slot, count, length, tagged


@dataclass(frozen=True)
class NoBars(
    Asset,
    name="window_glazing_bars_none",
    label="None",
    tags=("modern", "simple", "scandinavian"),
    weight=1.2,
):
    """Undivided panes."""


_BAR_STYLES: Final = tagged(
    industrial=(0.018, 0.024), classic=(0.02, 0.028), rustic=(0.03, 0.042), craftsman=(0.018, 0.024)
)


def _bar_width(*styles: str) -> Any:
    """The width of glazing bars, reacting to some styles; see `_rail_width`."""
    return length(
        0.024,
        0.012,
        0.045,
        "Width of a bar.",
        step=0.001,
        typical=(0.018, 0.03),
        tags={style: _BAR_STYLES[style] for style in styles},
    )


@dataclass(frozen=True)
class BarsBase(Asset):
    """What every pattern of glazing bars has."""

    bar_width: float = _bar_width()


@dataclass(frozen=True)
class ColonialBars(
    BarsBase,
    name="window_glazing_bars_colonial",
    label="Colonial grid",
    tags=("classic", "rustic", "industrial"),
):
    """An even grid of panes in every sash."""

    bar_width: float = _bar_width("industrial", "classic", "rustic")
    columns: int = count(
        2,
        1,
        6,
        "Panes side by side in a sash; fewer where they would be slits.",
        typical=(2, 3),
    )
    rows: int = count(
        3,
        1,
        8,
        "Panes above each other in a sash; fewer where they would be letter boxes.",
        typical=(2, 4),
    )


@dataclass(frozen=True)
class PrairieBars(
    BarsBase,
    name="window_glazing_bars_prairie",
    label="Prairie",
    tags=("craftsman",),
):
    """Bars near the edges that leave one large pane in the middle."""

    bar_width: float = _bar_width("craftsman")
    margin: float = length(
        0.12,
        0.06,
        0.25,
        "Distance of the bars from the sash's edge.",
        step=0.005,
        typical=(0.09, 0.15),
    )


@dataclass(frozen=True)
class DiamondLead(
    Asset,
    name="window_glazing_bars_diamond",
    label="Diamond lead",
    tags=("rustic", "classic"),
    weight=0.5,
):
    """Lead cames in a diamond lattice on the glass."""

    pane_width: float = length(
        0.12, 0.08, 0.25, "Width of a diamond.", step=0.005, typical=(0.1, 0.16)
    )
    came_width: float = length(0.01, 0.006, 0.016, "Width of a lead came.", step=0.001)


@dataclass(frozen=True)
class GlassBase(Asset):
    """What every glazing has."""

    panes: int = count(2, 1, 3, "Sheets in a glazing unit: single, double, triple.")


@dataclass(frozen=True)
class ClearGlass(GlassBase, name="window_glass_clear", label="Clear", tags=STYLES, weight=4.0):
    """Clear float glass."""


@dataclass(frozen=True)
class FrostedGlass(
    GlassBase, name="window_glass_frosted", label="Frosted", tags=("private",), weight=0.3
):
    """Glass that light passes and looks do not."""


@dataclass(frozen=True)
class TintedGlass(
    GlassBase,
    name="window_glass_tinted",
    label="Tinted",
    tags=("industrial", "modern", "private"),
    weight=0.3,
):
    """Grey sun-protection glass."""


BARS = Slot(
    "window_glazing_bars", NoBars, ColonialBars, PrairieBars, DiamondLead, label="Glazing bars"
)

GLASS = Slot(
    "window_glass", ClearGlass, FrostedGlass, TintedGlass, label="Glass", takes_model_color=False
)
