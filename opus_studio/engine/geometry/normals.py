"""Normals for a mesh that was not made by a primitive: hard on edges, smooth on curves."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.geometry.build import Floats, Ints, cross, unit
from opus_studio.engine.geometry.profiles import SMOOTH_ANGLE


def shade(
    points: Floats, triangles: Ints, smooth_angle: float = SMOOTH_ANGLE
) -> tuple[Floats, Floats, Ints, Ints]:
    """Split the corners of a mesh where its faces meet in an edge.

    A corner's normal is the sum of the normals of those faces around its point that lean less than
    the angle against its own face, weighted by area and by the corner's angle: broad faces stay
    flat beside their bevels.

    Args:
        points: `(p, 3)` welded, metres.
        triangles: `(m, 3)` counter-clockwise from outside.
        smooth_angle: Degrees.

    Returns:
        Positions `(n, 3)`, normals `(n, 3)`, triangles `(m, 3)` over them, and `(n,)` the point
        that each vertex stands at.
    """
    corners = points[triangles]
    facing = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat = unit(facing)
    sides = unit(np.roll(corners, -1, 1) - corners)
    spread = np.arccos(np.clip(-np.einsum("ijk,ijk->ij", sides, np.roll(sides, 1, 1)), -1.0, 1.0))
    weighted = facing[:, None] * spread[..., None]
    normals = _gathered(triangles, flat, weighted.reshape(-1, 3), smooth_angle)
    # Corners at one point with one normal are one vertex.
    rounded = np.round(normals * 2048.0).astype(np.int64) + 4096
    key = ((rounded[:, 0] << 26) | (rounded[:, 1] << 13) | rounded[:, 2]) + (
        triangles.reshape(-1) << 39
    ) % (1 << 62)
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    source = triangles.reshape(-1)[first]
    return points[source], normals[first], number.reshape(-1, 3), source


def _gathered(triangles: Ints, flat: Floats, weighted: Floats, smooth_angle: float) -> Floats:
    """The normal of every corner from all the corners at its point."""
    point = triangles.reshape(-1)
    order = np.argsort(point, kind="stable")
    count = np.bincount(point)
    many = count[point[order]]
    begin = (np.cumsum(count) - count)[point[order]]
    # Pairs of corners at one point: each corner with every one in its group.
    left = np.repeat(np.arange(len(order)), many)
    within = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    right = np.repeat(begin, many) + within
    face = order // 3
    lean = np.einsum("ij,ij->i", flat[face[left]], flat[face[right]])
    near = lean > math.cos(math.radians(smooth_angle))
    left, right = order[left[near]], order[right[near]]
    total: Floats = np.stack(
        [np.bincount(left, weighted[right, k], minlength=len(point)) for k in range(3)], -1
    )
    return unit(total)
