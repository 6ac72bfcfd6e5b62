"""The fittings that can be chosen for a door.

Handles stand 0.90 to 1.10 m above the floor (EN 179, BS 8300), letter plates of about 250 x 38 mm
opening 0.7 to 1.7 m above the ground (EN 13724).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opus_studio.engine.components.door.palette import METAL_STYLES, METALS
from opus_studio.engine.schema import Asset, Slot, choice, finish, flag, length, ratio, tagged


def _metal(*styles: str) -> Any:
    """The metal of fittings, reacting to some styles; see `leaf_assets`."""
    tags = {style: METAL_STYLES[style] for style in styles}
    return finish("steel", METALS, "The metal.", tags=tags, correlated_with="metal")


@dataclass(frozen=True)
class HardwareBase(Asset):
    """What all fittings have."""

    handle_finish: str = _metal()
    handle_height: float = length(
        1.02, 0.9, 1.1, "Height of the handle above the floor.", step=0.01, typical=(0.98, 1.06)
    )
    lock: bool = flag(True, "A lock below the handle.", chance=0.9)


@dataclass(frozen=True)
class LeverHardware(
    HardwareBase, name="door_hardware_lever", label="Lever handle",
    tags=("simple", "modern", "scandinavian"),
):  # fmt: skip
    """A lever on a round rose with a profile cylinder below."""

    handle_finish: str = _metal("simple", "modern", "scandinavian")
    lever_length: float = length(0.13, 0.11, 0.15, "Length of the lever.", step=0.005)
    letterbox: bool = flag(False, "A letter plate.", chance=0.35)


@dataclass(frozen=True)
class PullHardware(
    HardwareBase, name="door_hardware_pull", label="Bar pull",
    tags=("modern", "industrial"),
):  # fmt: skip
    """A long upright bar on standoffs, a lever inside."""

    handle_finish: str = _metal("modern", "industrial")
    bar_length: float = length(0.8, 0.3, 1.6, "Length of the bar.", step=0.05, typical=(0.4, 1.4))
    letterbox: bool = flag(False, "A letter plate.", chance=0.15)


@dataclass(frozen=True)
class KnobHardware(
    HardwareBase, name="door_hardware_knob", label="Knob and knocker",
    tags=("classic", "craftsman"),
):  # fmt: skip
    """A turned knob with escutcheon, knocker and letter plate."""

    handle_finish: str = _metal("classic", "craftsman")
    knob_radius: float = length(0.028, 0.024, 0.036, "Radius of the knob.", step=0.001)
    knocker: str = choice(
        "ring", ("none", "ring", "doctor"), "The knocker.",
        tags=tagged(classic=("ring", "doctor"), craftsman=("none", "doctor")),
    )  # fmt: skip
    letterbox: bool = flag(True, "A letter plate.", chance=0.8)


@dataclass(frozen=True)
class LatchHardware(
    HardwareBase, name="door_hardware_latch", label="Latch and straps",
    tags=("rustic",),
):  # fmt: skip
    """A thumb latch or ring handle with long strap hinges on the face."""

    handle_finish: str = _metal("rustic")
    handle: str = choice("latch", ("latch", "ring"), "The handle.")
    strap_ratio: float = ratio(
        0.7, 0.0, 0.85, "Length of the straps against the leaf's width; none below 0.3.",
        typical=(0.5, 0.8),
    )  # fmt: skip
    letterbox: bool = flag(False, "A letter plate.", chance=0.2)


HARDWARE = Slot(
    "door_hardware", LeverHardware, PullHardware, KnobHardware, LatchHardware,
    label="Hardware", takes_model_color=False,
)  # fmt: skip
