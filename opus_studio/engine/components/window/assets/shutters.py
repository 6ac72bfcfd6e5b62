"""Shutters."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.schema import SIZES, Asset, Slot, angle, count, finish, length


@dataclass(frozen=True)
class NoShutters(
    Asset,
    name="window_shutters_none",
    label="None",
    tags=(
        "modern",
        "simple",
        "classic",
        "industrial",
        "rustic",
        "craftsman",
        "scandinavian",
        *SIZES,
    ),
    weight=1.8,
):
    """No shutters."""


@dataclass(frozen=True)
class ShutterBase(Asset):
    """What every pair of shutters has."""

    shutter_angle: float = angle(
        180,
        0,
        180,
        "0 closed before the window, 180 flat against the wall; open sashes push further.",
        typical=(172, 180),
    )
    shutter_thickness: float = length(0.036, 0.028, 0.05, "Thickness of a leaf.", step=0.001)
    shutter_finish: str = finish(
        "painted_wood/sage",
        (
            "painted_wood/forest",
            "oak",
            "painted_wood/dusty_blue",
            "painted_wood/anthracite",
            "painted_wood/bottle_green",
            "walnut",
            "painted_wood/navy",
            "painted_wood/black",
            "pine",
            "painted_wood/sage",
        ),
        "What the leaves are made of.",
    )


@dataclass(frozen=True)
class LouvredShutters(
    ShutterBase,
    name="window_shutters_louvred",
    label="Louvred",
    tags=("classic", "simple", "small", "medium"),
):
    """Framed leaves filled with sloping blades."""

    blade_width: float = length(0.06, 0.045, 0.09, "Width of a blade.", step=0.005)
    blade_angle: float = angle(45, 30, 60, "Slope of the blades against the level.")


@dataclass(frozen=True)
class PanelledShutters(
    ShutterBase,
    name="window_shutters_panelled",
    label="Panelled",
    tags=("classic", "craftsman", "small", "medium"),
):
    """Framed leaves with raised panels."""

    panels: int = count(2, 1, 4, "Panels above each other.")


@dataclass(frozen=True)
class BoardedShutters(
    ShutterBase,
    name="window_shutters_boarded",
    label="Ledged and braced",
    tags=("rustic", "small", "medium"),
):
    """Vertical boards on ledges with a brace, hung on strap hinges."""

    board_width: float = length(0.11, 0.08, 0.16, "Width of a board.", step=0.005)


SHUTTERS = Slot(
    "window_shutters",
    NoShutters,
    LouvredShutters,
    PanelledShutters,
    BoardedShutters,
    label="Shutters",
)
