"""What every part of a door is made with: its values, materials, cuts and main sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.door.assets import (
    FRAME,
    GLASS,
    LIGHTS,
    THRESHOLD,
    FrostedGlass,
    SidelightsBase,
    TintedGlass,
    TransomBase,
)
from opus_studio.engine.components.door.hardware_assets import HARDWARE
from opus_studio.engine.components.door.leaf_assets import LEAF, ArchedLeaf, BarnLeaf, HungBase
from opus_studio.engine.components.shared.hinges import KNUCKLE
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Slot

REBATE = 0.014
"""How far a stop stands in before the leaf, metres."""

GAP = 0.003
"""Clearance around a leaf, metres."""

SETBACK = 0.004
"""How far a leaf's inner face lies before that of the frame, metres."""

LEAF_PIN = SETBACK + KNUCKLE
"""How far the hinge pin stands behind a leaf's inner face, metres: its knuckle meets the frame."""

SEAL = 0.002
"""Room for the seal between leaf and stop, metres."""

LEAST_OPENING = 0.62
"""Lights beside a leaf leave it at least this much, metres."""

LEAST_HEIGHT = 1.84
"""A transom leaves the leaf at least this much, metres."""

LEAST_LIGHT = 0.13
"""Lights that would be narrower or lower are left out, metres."""


@dataclass(frozen=True)
class Plan:
    """How the frame is divided.

    Attributes:
        left: x where the leaf's opening begins, metres.
        right: x where it ends, metres.
        top: Height of the opening, metres.
        sides: Spans `(x0, x1)` of sidelights, metres.
        side_top: Height to which sidelights go, metres.
        above: `(y0, y1)` of the transom over the whole width, or None.
    """

    left: float
    right: float
    top: float
    sides: tuple[tuple[float, float], ...]
    side_top: float
    above: tuple[float, float] | None

    @property
    def width(self) -> float:
        """Of the leaf's opening between jambs or mullions, metres."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """X of the leaf's opening, metres."""
        return (self.left + self.right) / 2.0


@dataclass(frozen=True)
class DoorContext(BuildContext):
    """A door being made."""

    @cached_property
    def width(self) -> float:
        """Overall width of the frame, metres."""
        return self.resolved[FRAME].frame_width

    @cached_property
    def height(self) -> float:
        """Overall height of the frame, metres."""
        return self.resolved[FRAME].frame_height

    @cached_property
    def depth(self) -> float:
        """Depth of the frame, which stands at -depth..0, metres."""
        return self.resolved[FRAME].frame_depth

    @cached_property
    def jamb(self) -> float:
        """Width of jambs, head and mullions without their stops, metres."""
        return self.resolved[FRAME].face_width - REBATE

    @cached_property
    def edge(self) -> str:
        """How the stops' edges are worked."""
        return self.resolved[FRAME].profile

    @cached_property
    def thick(self) -> float:
        """Thickness of the leaf, metres; less in a shallow frame."""
        return min(self.resolved[LEAF].leaf_thickness, self.depth - SETBACK - SEAL - 0.018)

    @cached_property
    def seat(self) -> float:
        """How far before the frame's back the stops begin, metres."""
        return SETBACK + self.thick + SEAL

    @cached_property
    def step(self) -> float:
        """Height of the threshold, metres."""
        asset = self.resolved[THRESHOLD]
        return float(getattr(asset, "threshold_height", 0.0))

    @cached_property
    def low(self) -> float:
        """Height of a leaf's lower edge, metres."""
        return self.step + (0.004 if self.step else 0.007)

    @property
    def slides(self) -> bool:
        """Whether the leaf slides before the wall."""
        return isinstance(self.resolved[LEAF], BarnLeaf)

    @cached_property
    def plan(self) -> Plan:
        """Where leaf and lights stand; lights for which there is no room are left out."""
        lights = self.resolved[LIGHTS]
        half = self.width / 2.0 - self.jamb
        head = self.height - self.jamb
        top, above = head, None
        if isinstance(lights, TransomBase) and not self.slides:
            room = min(lights.transom_height, head - self.jamb - LEAST_HEIGHT)
            if room >= LEAST_LIGHT:
                top, above = head - room - self.jamb, (head - room, head)
        sides: list[tuple[float, float]] = []
        left, right = -half, half
        if isinstance(lights, SidelightsBase) and not self.slides:
            name = lights.name.rpartition("_")[2]
            wanted = ("left",) if name == "left" else ("right",) if name == "right" else ("l", "r")
            room = (2 * half - LEAST_OPENING) / len(wanted) - self.jamb
            wide = min(lights.sidelight_width, room)
            if wide >= LEAST_LIGHT:
                if name != "right":
                    sides.append((-half, -half + wide))
                    left = -half + wide + self.jamb
                if name != "left":
                    sides.append((half - wide, half))
                    right = half - wide - self.jamb
        return Plan(left, right, top, tuple(sides), top, above)

    @cached_property
    def rise(self) -> float:
        """How far the head of the leaf's opening is arched, metres."""
        asset = self.resolved[LEAF]
        if not isinstance(asset, ArchedLeaf):
            return 0.0
        return min(asset.rise_ratio * self.plan.width, 0.4 * self.plan.top)

    @cached_property
    def opening_angle(self) -> float:
        """How far the leaf stands open, degrees."""
        asset = self.resolved[LEAF]
        return asset.opening_angle if isinstance(asset, HungBase) else 0.0

    def joinery(self, slot: Slot[Any], name: str) -> Material:
        """The frame's finish, in the slot's colour where one was asked for."""
        return self.material(slot, name, self.resolved[FRAME].finish)

    @cached_property
    def leaf(self) -> Material:
        """What the leaf is made of."""
        return self.material(LEAF, "Leaf", self.resolved[LEAF].leaf_finish)

    def metal(self, name: str = "Fittings") -> Material:
        """What handles, hinges and plates are made of."""
        return self.material(HARDWARE, name, self.resolved[HARDWARE].handle_finish)

    @cached_property
    def glass(self) -> Material:
        """The panes' material."""
        asset = self.resolved[GLASS]
        if isinstance(asset, FrostedGlass):
            finish = "frosted_glass"
        elif isinstance(asset, TintedGlass):
            finish = "tinted_glass"
        else:
            finish = "clear_glass"
        return self.resolved.material(GLASS, "Glass", finish)

    @cached_property
    def sheets(self) -> int:
        """Sheets of glass asked for."""
        return self.resolved[GLASS].panes
