"""What is fixed around walls: plinth, bands, cornices, copings, quoins and corner boards."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.building.footprint import Edge, Footprint, world
from opus_studio.engine.geometry import Profile, boxes, merge, sweep, translate, turn
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

SQUARE = (80.0, 100.0)
"""Degrees of turn of the corners that quoins and corner boards are made for."""


def ring(plan: Floats, profile: Profile, y: float, uv_offset: ArrayLike = (0.0, 0.0)) -> Mesh:
    """A moulding all around a plan.

    Args:
        plan: `(n, 2)` counter-clockwise: the line along which the profile's x = 0 runs.
        profile: Its x is out of the building, its y up.
        y: Height of the profile's y = 0, metres.
        uv_offset: Where on the finish it is cut, metres.
    """
    path = np.stack([plan[:, 0], np.full(len(plan), y), -plan[:, 1]], -1)
    return sweep(_inwards(profile), path, closed=True, up=(0.0, 1.0, 0.0), uv_offsets=uv_offset)


def run(line: Floats, profile: Profile, y: float, uv_offset: ArrayLike = (0.0, 0.0)) -> Mesh:
    """A moulding along an open plan line with the building on its left; see `ring`."""
    path = np.stack([line[:, 0], np.full(len(line), y), -line[:, 1]], -1)
    return sweep(_inwards(profile), path, up=(0.0, 1.0, 0.0), uv_offsets=uv_offset)


def _inwards(profile: Profile) -> Profile:
    """A sweep's x points to the left of the path, which is into the building."""
    points = profile.points * (-1.0, 1.0)
    return Profile(points[::-1].copy(), profile.smooth[::-1].copy(), profile.closed)


def plinth_profile(projection: float, height: float) -> Profile:
    """A base course with a weathered top, its back let into the wall."""
    p = projection
    points = [(-0.05, 0.0), (p, 0.0), (p, height - 1.2 * p), (0.0, height), (-0.05, height)]
    return Profile.of(points).eased(min(0.006, 0.4 * p))


def band_profile(projection: float, height: float) -> Profile:
    """A flat string course with a weathered top and a drip below."""
    p, h = projection, height
    points = [(-0.03, 0.0), (0.37 * p, 0.0), (0.37 * p, 0.12 * h), (p, 0.12 * h), (p, 0.8 * h),
              (0.0, h), (-0.03, h)]  # fmt: skip
    return Profile.of(points).eased(min(0.004, 0.2 * p))


def coping_profile(width: float, overhang: float, thickness: float) -> Profile:
    """A parapet's cap with a fall to the roof and drips on both sides; x = 0 is the wall's face."""
    t = thickness
    points = [
        (-width - overhang, 0.0),
        (overhang, 0.0),
        (overhang, t),
        (-width - overhang, 0.7 * t),
    ]
    return Profile.of(points).eased(0.008)


def convex_corners(plan: Footprint) -> list[tuple[Edge, Edge]]:
    """The outer corners that are about square: the wall before and the wall after each."""
    edges = plan.edges
    low, high = SQUARE
    return [(edges[i - 1], e) for i, e in enumerate(edges) if low <= e.turn_start <= high]


def quoins(
    plan: Footprint,
    foot: float,
    top: float,
    *,
    height: float,
    long: float,
    short: float,
    projection: float,
    offsets: Floats,
) -> Mesh:
    """Dressed stones at every outer corner, long and short in turn.

    Args:
        plan: The outer faces of the walls.
        foot: Where the lowest begins, metres.
        top: Where the highest may end, metres.
        height: Of a course, about, metres.
        long: Length of a stone's long side, metres.
        short: Of its short side, metres.
        projection: How far the stones stand out, metres.
        offsets: `(k, 2)` where on the finish stones are cut; taken in turn, metres.
    """
    count = max(2, round((top - foot) / height))
    tall = (top - foot) / count
    pieces: list[Mesh] = []
    for number, (_, edge) in enumerate(convex_corners(plan)):
        sizes, centres = [], []
        for k in range(count):
            along, back = (long, short) if (k + number) % 2 else (short, long)
            size = (along + projection, tall - 0.010, back + projection)
            sizes.append(size)
            centres.append(
                ((along - projection) / 2.0, foot + (k + 0.5) * tall, (projection - back) / 2.0)
            )
        cut = offsets[(np.arange(count) + 7 * number) % len(offsets)]
        stones = boxes(sizes, centres, 0.006, segments=1, grain="x", uv_offsets=cut)
        pieces.append(placed(stones, edge))
    return merge(*pieces)


def corner_boards(
    plan: Footprint,
    foot: float,
    tops: Sequence[float],
    *,
    width: float,
    thickness: float,
    offsets: Floats,
) -> Mesh:
    """Two boards on every square corner, outer ones and inner ones.

    Args:
        plan: The outer faces of the walls.
        foot: Their lower end, metres.
        tops: Their upper end at each corner of the plan, metres.
        width: Of a board, metres.
        thickness: How far they stand out, metres.
        offsets: `(k, 2)` where on the finish boards are cut, taken in turn, metres.
    """
    pieces: list[Mesh] = []
    for number, edge in enumerate(plan.edges):
        before = plan.edges[number - 1]
        high = tops[number]
        outer = edge.turn_start > 0.0
        if not SQUARE[0] <= abs(edge.turn_start) <= SQUARE[1]:
            continue
        tall = high - foot - 0.0025
        wide = width if outer else 0.6 * width
        reach = thickness if outer else -thickness * 0.6
        # One board runs past the corner and covers the edge of the other.
        first = (wide + reach, tall, thickness + 0.02)
        at = ((wide - reach) / 2.0, foot + tall / 2.0, (thickness - 0.02) / 2.0)
        cut = offsets[(2 * number) % len(offsets)]
        pieces.append(placed(boxes(first, at, 0.003, segments=1, uv_offsets=cut), edge))
        second = (wide, tall - 0.002, thickness + 0.019)
        x = before.length - wide / 2.0 - (0.0215 if outer else 0.001)
        at = (x, foot + tall / 2.0, (thickness - 0.019) / 2.0)
        cut = offsets[(2 * number + 1) % len(offsets)]
        pieces.append(placed(boxes(second, at, 0.003, segments=1, uv_offsets=cut), before))
    return merge(*pieces)


def placed(mesh: Mesh, edge: Edge, y: float = 0.0) -> Mesh:
    """A mesh made in a wall's frame, moved to where the wall stands."""
    x, p = edge.start
    return translate(turn(mesh, edge.rotation), world(x, p, y))


def battens(lines: Floats, width: float, out: float, cuts: Floats) -> Mesh:
    """Upright strips on a wall, in its frame.

    Args:
        lines: `(k, 3)` x, foot and top of each, metres.
        width: Metres.
        out: How far they stand out, metres.
        cuts: `(k, 2)` where on the finish they are cut, metres.
    """
    tall = lines[:, 2] - lines[:, 1]
    sizes = np.column_stack([np.full(len(lines), width), tall, np.full(len(lines), out)])
    middle = (lines[:, 1] + lines[:, 2]) / 2.0
    centres = np.column_stack([lines[:, 0], middle, np.full(len(lines), out / 2.0)])
    return boxes(sizes, centres, 0.003, segments=1, grain="y", uv_offsets=cuts)
