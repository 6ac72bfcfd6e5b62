"""Fittings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opus_studio.engine.components.window.assets.palette import (
    METAL_STYLES,
    METALS,
)
from opus_studio.engine.schema import Asset, Slot, finish, length


def _metal(*styles: str) -> Any:
    """The metal of fittings, reacting to some styles; see `_rail_width`."""
    tags = {style: METAL_STYLES[style] for style in styles}
    return finish("steel", METALS, "The metal.", tags=tags, correlated_with="metal")


@dataclass(frozen=True)
class HardwareBase(Asset):
    """What all fittings have."""

    handle_finish: str = _metal()


@dataclass(frozen=True)
class LeverHardware(
    HardwareBase,
    name="window_hardware_lever",
    label="Lever handle",
    tags=("modern", "simple"),
):
    """A lever on an oval rose, with concealed hinges."""

    handle_finish: str = _metal("modern", "industrial", "simple", "scandinavian")
    lever_length: float = length(0.12, 0.09, 0.15, "Length of the lever.", step=0.005)


@dataclass(frozen=True)
class ClassicHardware(
    HardwareBase,
    name="window_hardware_classic",
    label="Classic",
    tags=("classic", "rustic", "simple", "craftsman"),
):
    """A turned knob or fastener, a stay, and visible butt hinges with finials."""

    handle_finish: str = _metal("classic", "rustic", "craftsman", "simple")
    knob_radius: float = length(0.016, 0.012, 0.022, "Radius of the knob.", step=0.001)


HARDWARE = Slot(
    "window_hardware", LeverHardware, ClassicHardware, label="Hardware", takes_model_color=False
)
