"""Does every part touch its assembly, or does something hang in the air?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.geometry.check_scene import gathered, joined_shares
from opus_studio.engine.scene import Scene

TOUCHING = 1e-3
"""Metres. Pieces that come nearer than this touch."""

CLEARANCE = 4e-3
"""Metres. Pieces of a joint that moves stand clear by less than this: a leaf in its frame by 2 to
3 mm, a drawer in its opening by 2 mm, a sash in its groove by 1 to 3 mm."""


@dataclass(frozen=True)
class Floating:
    """Pieces that touch each other, and nothing of the rest.

    Attributes:
        names: The nodes that they are of, each once.
        place: Middle of their bounding box, metres in the world.
        size: Width, height and depth of it, metres.
        pieces: How many.
    """

    names: tuple[str, ...]
    place: tuple[float, float, float]
    size: tuple[float, float, float]
    pieces: int

    def __str__(self) -> str:
        x, y, z = self.place
        named = ", ".join(self.names[:3])
        return f"{named} touches nothing at ({x:.3f}, {y:.3f}, {z:.3f})"


def floating(scene: Scene, gap: float = TOUCHING) -> list[Floating]:
    """What does not touch the assembly, the largest first.

    The assembly is the group of touching pieces that has the largest surface. A piece that is
    within another (a tenon, a core) touches it, and what stands on the ground touches all else
    that does.

    Args:
        scene: What is looked over, where it stands.
        gap: How far apart pieces may be and still touch, metres.
    """
    from opus_studio.engine.geometry import touch

    placed = joined_shares(scene.placed())
    corners, piece, part = gathered(placed)
    if not len(corners):
        return []
    order = np.argsort(piece, kind="stable")
    corners, piece, part = corners[order].astype(np.float64), piece[order], part[order]
    starts = np.flatnonzero(np.append(True, piece[1:] != piece[:-1]))
    part = part[starts]
    low = np.minimum.reduceat(corners.min(1), starts)
    high = np.maximum.reduceat(corners.max(1), starts)
    ends = np.append(starts, len(corners))
    parent = np.arange(len(starts))
    grounded = low[:, 1] <= low[:, 1].min() + gap
    parent[grounded] = np.flatnonzero(grounded)[0]
    group = touch.assemblies(corners, ends, low, high, np.argsort(low[:, 0]), parent, gap)
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.add.reduceat(np.linalg.norm(facing, axis=1), starts)
    index = np.unique(group, return_inverse=True)[1]
    areas = np.bincount(index, area)
    result = []
    for k in np.argsort(-areas)[1:]:
        own = index == k
        bounds = np.stack([low[own].min(0), high[own].max(0)])
        x, y, z = bounds.mean(0).tolist()
        width, height, depth = (bounds[1] - bounds[0]).tolist()
        names = dict.fromkeys(placed[number].node.name for number in part[own])
        result.append(Floating(tuple(names), (x, y, z), (width, height, depth), int(own.sum())))
    return result
