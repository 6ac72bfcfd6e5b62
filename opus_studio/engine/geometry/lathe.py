"""Bodies of revolution: knobs, bases, bowls, turned posts."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    compacted,
    quads,
    require_count,
    round_segments,
)
from opus_studio.engine.geometry.profiles import Profile, Rails
from opus_studio.engine.scene import Mesh


def lathe(
    profile: Profile | ArrayLike,
    *,
    segments: int | None = None,
    grain: Literal["axis", "around"] = "axis",
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A profile turned about the Y axis; always a closed body.

    Args:
        profile: x is the radius, y the height, metres. An open line runs from the bottom's axis
            over the outside to the top's (its ends are joined to the axis when they are not on
            it); a closed one makes a ring.
        segments: Chords around; None takes what the largest radius needs.
        grain: Whether U runs along the axis (wood) or around it (metal, ceramics, fabric).
        uv_offset: Where on the finish this piece is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A radius is negative, nothing is enclosed, or there are under 3 segments.
    """
    shape = profile if isinstance(profile, Profile) else Profile.of(profile, closed=False)
    if shape.points[:, 0].min() < -1e-9:
        raise ValueError("A radius of the turned profile is negative.")
    if shape.points[:, 0].max() < 1e-4:
        raise ValueError("The turned profile has no radius.")
    shape = shape if shape.closed else _to_axis(shape)
    rails = shape.rails
    radius = rails.points[:, 0]
    count = round_segments(float(radius.max()), detail) if segments is None else segments
    require_count(3, segments=count)
    # The seam is at the back.
    angle = np.linspace(-math.pi, math.pi, count + 1)
    sine, cosine = np.sin(angle), np.cos(angle)
    sine[-1], cosine[-1] = sine[0], cosine[0]
    positions = np.empty((count + 1, len(radius), 3))
    positions[..., 0] = sine[:, None] * radius
    positions[..., 1] = rails.points[:, 1]
    positions[..., 2] = cosine[:, None] * radius
    normals = np.empty_like(positions)
    normals[..., 0] = sine[:, None] * rails.normals[:, 0]
    normals[..., 1] = rails.normals[:, 1]
    normals[..., 2] = cosine[:, None] * rails.normals[:, 0]
    on_axis = (radius < 1e-9) & ~_is_flat(rails)
    normals[:, on_axis] = np.stack(
        [np.zeros(on_axis.sum()), np.sign(rails.normals[on_axis, 1]), np.zeros(on_axis.sum())], -1
    )
    uvs = _uvs(rails, angle, positions, grain) + np.array(uv_offset)
    width = len(radius)
    starts, ends = rails.edges.T
    row = np.arange(count) * width
    faces = quads(row, starts, row + width, ends).reshape(-1, 3)[:, ::-1]
    pole = radius < 1e-9
    # At a pole a cell is one triangle: the other has two corners there.
    real = pole[faces % width].sum(1) < 2
    return compacted(positions, normals, uvs, faces[real])


def _to_axis(shape: Profile) -> Profile:
    """The open line with both ends on the axis, running so that the body lies to its left."""
    points, smooth = shape.points, shape.smooth
    r, y = points.T
    enclosed = float(((r[1:] ** 2 + r[1:] * r[:-1] + r[:-1] ** 2) * np.diff(y)).sum())
    if enclosed < 0.0:
        points, smooth = points[::-1], smooth[::-1]
    if abs(enclosed) < 1e-12:
        raise ValueError("The turned profile encloses nothing.")
    points, smooth = points.copy(), smooth.copy()
    for end in (0, -1):
        smooth[end] = False
        if points[end, 0] < 1e-6:
            points[end, 0] = 0.0
            continue
        place = [[0.0, points[end, 1]]]
        if end == 0:
            points, smooth = np.concatenate([place, points]), np.append(False, smooth)
        else:
            points, smooth = np.concatenate([points, place]), np.append(smooth, False)
    return Profile(points, smooth, closed=False)


def _is_flat(rails: Rails) -> np.ndarray:
    """`(r,)` whether a rail belongs to a disc across the axis."""
    return np.abs(rails.normals[:, 1]) > 0.999


def _uvs(rails: Rails, angle: Floats, positions: Floats, grain: str) -> Floats:
    """Each band between hard corners is a chart of its own; discs are seen straight on."""
    starts, ends = rails.edges.T
    width = len(rails.arc)
    linked = np.zeros(width, bool)
    linked[ends[ends == starts + 1]] = True
    band = np.cumsum(~linked) - 1
    # The last face of a closed profile ends on its first rail.
    band[ends[ends < starts]] = band[starts[ends < starts]]
    radius = rails.points[:, 0]
    step = np.abs(rails.arc[ends] - rails.arc[starts])
    middle = 0.5 * (radius[starts] + radius[ends])
    # The chart's width is right where most of its surface is.
    area = np.bincount(band[starts], step * middle, minlength=band.max() + 1)
    square = np.bincount(band[starts], step * middle**2, minlength=band.max() + 1)
    weight = (square / np.maximum(area, 1e-30))[band]
    across = angle[:, None] * weight
    along = np.broadcast_to(rails.arc, across.shape)
    uvs = np.stack([along, -across] if grain == "axis" else [across, along], -1)
    members = np.maximum(np.bincount(band), 1)
    facing = np.bincount(band, rails.normals[:, 1]) / members
    steady = np.bincount(band, np.abs(rails.normals[:, 1])) / members
    disc = (steady > 0.97)[band] & (np.abs(facing) > 0.97)[band]
    if disc.any():
        uvs[:, disc, 0] = positions[:, disc, 0]
        uvs[:, disc, 1] = -positions[:, disc, 2] * np.sign(facing)[band][disc]
    return uvs
