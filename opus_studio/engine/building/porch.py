"""The roofs of porches, as planes for `covering.roof_body`: gabled, hipped, leaning on a wall.

Everything stands in the frame of the wall: x along it, y up, z out; a plan point is (x, -z). Such
a roof ends at the wall, so only its eaves and verges move with the inset.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.geometry.build import Floats

_AT_WALL = 0.1
_NEAR = 0.06


@dataclass(frozen=True)
class Pitched:
    """How a porch's roof rises.

    Attributes:
        height: Of its lower face over the edge of what carries it, metres.
        pitch: Degrees.
        overhang: How far its eaves stand out before that edge, metres.
    """

    height: float
    pitch: float
    overhang: float


def gable_planes(
    width: float, front: float, back: float, slope: Pitched, *, verge: float, inset: float = 0.0
) -> list[Facet]:
    """Two slopes whose ridge runs square to the wall.

    Args:
        width: Of what carries it, metres.
        front: z of its face, metres.
        back: z where the roof ends at the wall or behind it, metres.
        slope: How it rises from both sides.
        verge: How far it stands out to the front, metres.
        inset: The planes end so far inside eaves and verge, metres.
    """
    half = width / 2.0 + slope.overhang
    a, z1, z0 = half - inset, front + verge - inset, back + _AT_WALL * inset
    right = [(a, z1), (a, z0), (0.0, z0), (0.0, z1)]
    left = [(-a, z0), (-a, z1), (0.0, z1), (0.0, z0)]
    return [
        _facet(ring, number, along, [half - abs(x) for x, _ in ring], slope)
        for number, (ring, along) in enumerate(((right, (0.0, 1.0)), (left, (0.0, -1.0))))
    ]


def hip_planes(
    width: float, front: float, back: float, slope: Pitched, inset: float = 0.0
) -> list[Facet]:
    """Slopes to the front and to both sides, ending at the wall; see `gable_planes`."""
    half, deep = width / 2.0 + slope.overhang, front + slope.overhang - back
    if abs(half - deep) < _NEAR:
        # A ridge of no length is widened to one that can be covered.
        half = deep + _NEAR
    a, z1, z0 = half - inset, front + slope.overhang - inset, back + _AT_WALL * inset
    b = z1 - z0
    if a > b:
        ridge = a - b
        rings = [[(-a, z1), (a, z1), (ridge, z0), (-ridge, z0)],
                 [(a, z1), (a, z0), (ridge, z0)], [(-a, z0), (-a, z1), (-ridge, z0)]]  # fmt: skip
    else:
        tip = z1 - a
        rings = [[(-a, z1), (a, z1), (0.0, tip)], [(a, z1), (a, z0), (0.0, z0), (0.0, tip)],
                 [(-a, z0), (-a, z1), (0.0, tip), (0.0, z0)]]  # fmt: skip
    full = front + slope.overhang
    lines = ((1.0, 0.0), (0.0, 1.0), (0.0, -1.0))
    return [
        _facet(ring, number, along, [min(half - abs(x), full - z) for x, z in ring], slope)
        for number, (ring, along) in enumerate(zip(rings, lines, strict=True))
    ]


def lean_to_planes(
    width: float, front: float, back: float, slope: Pitched, *, verge: float, inset: float = 0.0
) -> list[Facet]:
    """One slope that falls from the wall to the front; see `gable_planes`."""
    a, full = width / 2.0 + verge - inset, front + slope.overhang
    z1, z0 = full - inset, back + _AT_WALL * inset
    ring = [(-a, z1), (a, z1), (a, z0), (-a, z0)]
    return [_facet(ring, 0, (1.0, 0.0), [full - z for _, z in ring], slope)]


def wall_line(facets: Sequence[Facet]) -> Floats:
    """`(k, 2)` x and height of a porch roof's planes along the wall, from left to right."""
    points = np.concatenate([facet.points for facet in facets])
    line = points[points[:, 1] > points[:, 1].max() - 1e-6][:, [0, 2]]
    line = line[np.argsort(line[:, 0])]
    keep = np.append(True, np.diff(line[:, 0]) > 1e-6)
    return np.asarray(line[keep])


def _facet(
    ring: Sequence[tuple[float, float]],
    number: int,
    along: tuple[float, float],
    inward: Sequence[float],
    slope: Pitched,
) -> Facet:
    tangent = math.tan(math.radians(slope.pitch))
    rows = [
        (x, -z, slope.height + (distance - slope.overhang) * tangent)
        for (x, z), distance in zip(ring, inward, strict=True)
    ]
    return Facet(np.array(rows), number, np.array(along))
