"""Handles, straps and pulls on the leaf of a garage door."""

from __future__ import annotations

from functools import lru_cache

from opus_studio.engine.components.garage_door.assets import (
    HARDWARE,
    CarriageHardware,
    HandleHardware,
)
from opus_studio.engine.components.garage_door.context import GarageDoorContext
from opus_studio.engine.components.shared.door_fittings import flat_strap, ring_handle, thumb_latch
from opus_studio.engine.geometry import circle, extrude, merge, mirror, tube
from opus_studio.engine.scene import Mesh, Node, Part, Vector

LIFT_HANDLE = 0.2
"""Height of a sectional door's handle above its lower edge, metres."""


@lru_cache(maxsize=8)
def t_handle(detail: int = 2) -> Mesh:
    """A turning T handle on a round, lockable boss; 52 mm deep, on the face z = 0."""
    boss = extrude(circle(0.032, (14, 20, 30)[detail]), 0.009, start=0.0, bevel=0.0025)
    neck = extrude(circle(0.012, (10, 14, 20)[detail]), 0.036, start=0.008, bevel=0.001)
    grip = tube([(-0.05, 0.0, 0.043), (0.05, 0.0, 0.043)], 0.009, ends="round",
                segments=(8, 12, 16)[detail], detail=min(detail, 1))  # fmt: skip
    return merge(boss, neck, grip)


def fitting(context: GarageDoorContext, name: str, mesh: Mesh, at: Vector) -> Node:
    """A fitting on a face."""
    return Node(name, (Part(mesh, context.metal()),), translation=at, slot=HARDWARE.name)


def pulls(context: GarageDoorContext, y: float, z: float, spread: float = 0.1) -> list[Node]:
    """What is gripped in the middle of a leaf: a T handle, or a pair of pulls.

    Args:
        context: The garage door being made.
        y: Height, metres.
        z: Of the face, metres.
        spread: Distance of a pair's pulls from the middle, metres.
    """
    asset = context.resolved[HARDWARE]
    if isinstance(asset, HandleHardware):
        return [fitting(context, "Handle", t_handle(context.detail), (0.0, y, z))]
    if not isinstance(asset, CarriageHardware):
        return []
    mesh = ring_handle(context.detail) if asset.pull == "ring" else thumb_latch(context.detail)
    return [
        fitting(context, f"Pull {name}", mesh, (side * spread, y, z))
        for name, side in (("left", -1.0), ("right", 1.0))
    ]


def straps(
    context: GarageDoorContext, levels: tuple[float, ...], half: float, z: float
) -> list[Node]:
    """Straps inwards from both ends of a leaf; none unless it is a carriage house's.

    Args:
        context: The garage door being made.
        levels: Heights, metres.
        half: Half the leaf's visible width, metres.
        z: Of the face, metres.
    """
    asset = context.resolved[HARDWARE]
    if not isinstance(asset, CarriageHardware):
        return []
    long = round(min(asset.strap_length, 0.7 * half), 3)
    left = flat_strap(long, 0.045, context.detail)
    right = mirror(left, "x")
    nodes = []
    for number, y in enumerate(levels):
        nodes.append(fitting(context, f"Strap left {number + 1}", left, (-half, y, z)))
        nodes.append(fitting(context, f"Strap right {number + 1}", right, (half, y, z)))
    return nodes


def section_fittings(
    context: GarageDoorContext, number: int, count: int, size: tuple[float, float, float]
) -> tuple[Node, ...]:
    """What one of the sections carries, counted from the lowest.

    Args:
        context: The garage door being made.
        number: Of the section.
        count: Of sections.
        size: Width, height and depth, metres.
    """
    width, high, thick = size
    rim = 0.5 * min(0.085, 0.18 * high)
    nodes: list[Node] = []
    if isinstance(context.resolved[HARDWARE], HandleHardware):
        # A lift handle stands low, where it never meets the head.
        nodes += pulls(context, LIFT_HANDLE, thick) if number == 0 else []
    elif number == min(1, count - 2):
        nodes += pulls(context, min(0.8 * high, 0.95 * high - 0.06), thick)
    if number in (0, count - 1):
        y = rim if number == 0 else high - rim
        # The face starts where the frame's lap ends.
        nodes += straps(
            context, (y + 0.02 if number == 0 else y - 0.02,), width / 2.0 - 0.05, thick
        )
    return tuple(nodes)
