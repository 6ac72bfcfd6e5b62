"""What every part of a chair is made with: its values, materials, cuts and main sizes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.chair.assets import LAYOUT
from opus_studio.engine.components.chair.options import (
    ARMS,
    BACK,
    LEGS,
    SEAT,
    ArmBase,
    BackBase,
    LegBase,
    PaddedArms,
    PaddedBack,
    PaddedSeat,
    SeatBase,
    SlingSeat,
    StarBase,
    TubeLegs,
    WireLegs,
)
from opus_studio.engine.geometry import merge
from opus_studio.engine.scene import Material, Mesh, Node, Part
from opus_studio.engine.schema import Slot


@dataclass(frozen=True)
class ChairContext(BuildContext):
    """A chair being made."""

    @cached_property
    def height(self) -> float:
        """Height of the seat, metres."""
        return self.resolved[LAYOUT].seat_height

    @cached_property
    def width(self) -> float:
        """Width of the seat, metres."""
        return self.resolved[LAYOUT].seat_width

    @cached_property
    def depth(self) -> float:
        """Depth of the seat, metres; its middle stands at z = 0 while the chair is built."""
        return self.resolved[LAYOUT].seat_depth

    @cached_property
    def rise(self) -> float:
        """Height of the chair above its seat, metres."""
        return self.resolved[LAYOUT].back_height

    @cached_property
    def top(self) -> float:
        """Height of the chair over all, metres."""
        return self.height + self.rise

    @cached_property
    def lean(self) -> float:
        """How far the back goes back for each metre up."""
        return math.tan(math.radians(self.resolved[LAYOUT].back_angle - 90.0))

    @property
    def seat(self) -> SeatBase:
        """The seat asked for."""
        return self.resolved[SEAT]

    @property
    def back(self) -> BackBase:
        """The back asked for."""
        return self.resolved[BACK]

    @property
    def arms(self) -> ArmBase:
        """The arm rests asked for."""
        return self.resolved[ARMS]

    @property
    def legs(self) -> LegBase:
        """The legs asked for."""
        return self.resolved[LEGS]

    def one(self, name: str) -> tuple[float, float]:
        """Where a single piece is cut from its finish."""
        x, y = self.sampler(name)(1)[0].tolist()
        return (x, y)

    def stream(self, name: str) -> np.random.Generator:
        """Random numbers for the wrinkles of a cushion."""
        return self.resolved.stream(name)

    @cached_property
    def frame(self) -> Material:
        """The wood of legs, posts and rails; that of the back or seat where legs are of steel."""
        return self.material(LEGS, "Frame", self.wood)

    @cached_property
    def wood(self) -> str:
        """The finish of the chair's wood."""
        for asset in (self.legs, self.seat, self.back, self.arms):
            for name in ("leg_finish", "seat_finish", "back_finish", "arm_finish"):
                if hasattr(asset, name):
                    return str(getattr(asset, name))
        return "oak"

    @cached_property
    def back_wood(self) -> Material:
        """The wood of slats, spindles and panels."""
        return self.material(BACK, "Back", str(getattr(self.back, "back_finish", self.wood)))

    @cached_property
    def seat_wood(self) -> Material:
        """The wood of a seat or of the frame around its cane."""
        return self.material(SEAT, "Seat", str(getattr(self.seat, "seat_finish", self.wood)))

    @cached_property
    def arm_wood(self) -> Material:
        """The wood of the arm rests."""
        return self.material(ARMS, "Arms", str(getattr(self.arms, "arm_finish", self.wood)))

    @cached_property
    def metal(self) -> str:
        """The finish of steel legs and fittings."""
        if isinstance(self.legs, TubeLegs | WireLegs | StarBase):
            return self.legs.base_finish
        return "steel"

    @cached_property
    def cover(self) -> Material:
        """What the seat is covered with."""
        return self.material(SEAT, "Cover", self.fabric)

    @cached_property
    def back_cover(self) -> Material:
        """What the back is covered with: the seat's cover where the seat has one."""
        return self.material(BACK, "Back cover", self.fabric)

    @cached_property
    def fabric(self) -> str:
        """The finish of the upholstery."""
        if isinstance(self.seat, PaddedSeat | SlingSeat):
            return self.seat.cover
        if isinstance(self.back, PaddedBack):
            return self.back.back_cover
        if isinstance(self.arms, PaddedArms):
            return self.arms.arm_cover
        return "linen"


def node(
    name: str, slot: Slot[Any] | None, *pieces: tuple[Material, Mesh | Iterable[Mesh]], **rest: Any
) -> Node:
    """A named node of meshes with their materials; pieces of one material become one mesh."""
    grouped: dict[tuple[Material, bool], list[Mesh]] = {}
    for material, given in pieces:
        for mesh in [given] if isinstance(given, Mesh) else given:
            if len(mesh.triangles):
                grouped.setdefault((material, mesh.closed), []).append(mesh)
    parts = tuple(Part(merge(*meshes), material) for (material, _), meshes in grouped.items())
    return Node(name, parts, slot=slot.name if slot else "", **rest)
