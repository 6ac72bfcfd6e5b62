"""Straight pieces of one section: boards, bars, slats, plates with holes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    AXES,
    SMALLEST_BEVEL,
    Axis,
    Floats,
    Ints,
    floats,
    pack,
    quads,
    require_count,
    require_not_negative,
    require_positive,
)
from opus_studio.engine.geometry.profiles import Polygon, Profile
from opus_studio.engine.geometry.transform import with_uv_offset
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh

# Where the profile's x, its y and the direction of the extrusion go, for each axis.
_FRAMES = {
    "x": np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
    "y": np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]),
    "z": np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
}


@dataclass(frozen=True, eq=False)
class _Template:
    """An extrusion of length zero whose two ends can be pulled apart.

    `along` is -1 at the start and +1 at the end; the rest is at the end's own origin.
    """

    positions: Floats
    normals: Floats
    uvs: Floats
    along: Floats
    slides: Floats
    triangles: Ints


def extrude(
    shape: Profile | Polygon,
    length: float,
    *,
    axis: Axis = "z",
    bevel: float = 0.0,
    segments: int = 2,
    start: float | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A profile or a polygon with holes, drawn out in a straight line, with bevelled rims.

    The section's (x, y) become (Y, Z) for the axis x, (X, Z) for y and (X, Y) for z: with x and y
    the section's y is out to the front, as for the profiles of frames. U runs along the length.

    Args:
        shape: The section.
        length: Metres.
        axis: Along which axis it is drawn out.
        bevel: Radius of the rims at both ends, metres; limited by the section's own short edges.
        segments: Chords of a rim; 1 is a chamfer.
        start: Lower end along the axis, metres; None centres it on the origin.
        uv_offset: Where on the finish this piece is cut, metres.

    Raises:
        ValueError: A length is not above zero or the section crosses itself.
    """
    require_positive(length=length)
    half = length / 2.0
    centre = np.zeros((1, 3))
    centre[0, AXES[axis]] = 0.0 if start is None else start + half
    return extrusions(
        shape, [length], centre, axis=axis, bevel=bevel, segments=segments, uv_offsets=uv_offset
    )


def extrusions(
    shape: Profile | Polygon,
    lengths: ArrayLike,
    centres: ArrayLike,
    *,
    axis: Axis = "z",
    bevel: float = 0.0,
    segments: int = 2,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """Many parallel pieces of one section in one mesh: glazing bars, slats, balusters.

    Args:
        shape: The section, as in `extrude`.
        lengths: `(k,)` or one length, metres.
        centres: `(k, 3)` middle of each piece, metres.
        axis: Along which axis they are drawn out.
        bevel: Radius of the rims, metres.
        segments: Chords of a rim.
        uv_offsets: `(k, 2)` or one for all, metres.

    Raises:
        ValueError: A length is not above zero or the section crosses itself.
    """
    places = floats(centres, "centres", 3)
    halves = np.broadcast_to(np.asarray(lengths, dtype=np.float64), len(places)) / 2.0
    require_positive(length=float(halves.min()))
    require_not_negative(bevel=bevel)
    require_count(1, segments=segments)
    limit = min(bevel, 0.9 * float(halves.min()))
    template = _template(shape, limit if limit >= SMALLEST_BEVEL else 0.0, segments, axis)
    offsets = floats(uv_offsets, "uv_offsets", 2)
    reach = template.along * halves[:, None]
    positions = template.positions + places[:, None]
    positions += reach[..., None] * _FRAMES[axis][2]
    uvs = template.uvs + offsets[:, None]
    uvs = uvs + (template.slides * halves[:, None])[..., None] * np.array([1.0, 0.0])
    count, many = len(places), len(template.along)
    normals = np.broadcast_to(template.normals, (count, many, 3))
    triangles = template.triangles + (np.arange(count) * many)[:, None, None]
    return pack(positions, normals, uvs, triangles)


@lru_cache(maxsize=256)
def _template(shape: Profile | Polygon, bevel: float, segments: int, axis: Axis) -> _Template:
    rings = shape.rings if isinstance(shape, Polygon) else (shape,)
    bevel = min(bevel, *(inset_limit(ring) for ring in rings)) if bevel else 0.0
    if bevel < SMALLEST_BEVEL:
        bevel, segments = 0.0, 0
    walls = [_wall(ring, bevel, segments) for ring in rings]
    caps = _caps(rings, bevel)
    pieces = [*walls, *caps]
    sizes = np.cumsum([0] + [len(piece.along) for piece in pieces[:-1]])
    frame = _FRAMES[axis]
    return _Template(
        np.concatenate([piece.positions for piece in pieces]) @ frame,
        np.concatenate([piece.normals for piece in pieces]) @ frame,
        np.concatenate([piece.uvs for piece in pieces]),
        np.concatenate([piece.along for piece in pieces]),
        np.concatenate([piece.slides for piece in pieces]),
        np.concatenate([piece.triangles + size for piece, size in zip(pieces, sizes, strict=True)]),
    )


def inset_limit(profile: Profile) -> float:
    """How far, in metres, an outline can be offset inwards before an edge of it vanishes."""
    rails = profile.rails
    starts, ends = rails.edges.T
    edge = rails.points[ends] - rails.points[starts]
    shrink = rails.mitre[ends] - rails.mitre[starts]
    length = np.einsum("ij,ij->i", edge, edge)
    rate = np.einsum("ij,ij->i", edge, shrink)
    closing = rate > 1e-9
    if not closing.any():
        return math.inf
    return 0.85 * float((length[closing] / rate[closing]).min())


def _wall(ring: Profile, bevel: float, segments: int) -> _Template:
    rails = ring.rails
    angle = np.linspace(0.0, math.pi / 2.0, segments + 1) if segments else np.array([math.pi / 2])
    sine, cosine = np.sin(angle), np.cos(angle)
    side = np.repeat([-1.0, 1.0], len(angle))
    sine, cosine = np.concatenate([sine, sine[::-1]]), np.concatenate([cosine, cosine[::-1]])
    bend = np.concatenate([angle, angle[::-1]])
    rows, columns = len(side), len(rails.arc)
    positions = np.empty((rows, columns, 3))
    positions[..., :2] = rails.points - (bevel * (1.0 - sine))[:, None, None] * rails.mitre
    positions[..., 2] = (-side * bevel * (1.0 - cosine))[:, None]
    normals = np.empty((rows, columns, 3))
    normals[..., :2] = rails.normals * sine[:, None, None]
    normals[..., 2] = (side * cosine)[:, None]
    uvs = np.empty((rows, columns, 2))
    uvs[..., 0] = (-side * (bevel - bevel * (math.pi / 2.0 - bend)))[:, None]
    uvs[..., 1] = rails.arc.max() - rails.arc
    row = np.arange(rows) * columns
    starts, ends = rails.edges.T
    triangles = quads(row[:-1], starts, row[1:], ends).reshape(-1, 3)
    along = np.repeat(side, columns)
    return _Template(
        positions.reshape(-1, 3),
        normals.reshape(-1, 3),
        uvs.reshape(-1, 2),
        along,
        along,
        triangles,
    )


def _caps(rings: tuple[Profile, ...], bevel: float) -> list[_Template]:
    flat = [_inset(ring, bevel) for ring in rings]
    triangles = triangulate(flat)
    points = np.concatenate(flat)
    count = len(points)
    caps = []
    for side in (-1.0, 1.0):
        positions = np.concatenate([points, np.zeros((count, 1))], 1)
        normals = np.tile([0.0, 0.0, side], (count, 1))
        along = np.full(count, side)
        faces = triangles if side > 0.0 else triangles[:, ::-1]
        uvs = points * (side, 1.0)
        caps.append(_Template(positions, normals, uvs, along, np.zeros(count), faces))
    return caps


def _inset(ring: Profile, bevel: float) -> Floats:
    """The points of a ring moved inwards, one for each of its own."""
    rails = ring.rails
    starts = rails.edges[:, 0]
    return rails.points[starts] - bevel * rails.mitre[starts]


def prism(
    outline: Profile | ArrayLike,
    height: float,
    *,
    bevel: float = 0.002,
    segments: int = 2,
    start: float = 0.0,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A body over a plan, standing on a level, with every edge bevelled: seats, tops, plinths.

    Args:
        outline: The plan as (X, -Z): drawn as seen from above, y to the back; metres.
        height: Along Y, metres.
        bevel: Radius of the rims and of the plan's hard corners, metres.
        segments: Chords of each bevel.
        start: Y of the underside, metres.
        uv_offset: Where on the finish this piece is cut, metres.

    Raises:
        ValueError: A size is not above zero or the outline crosses itself.
    """
    shape = outline if isinstance(outline, Profile) else Profile.of(outline)
    if bevel >= SMALLEST_BEVEL:
        shape = shape.eased(bevel, segments)
    body = extrude(shape, height, axis="z", bevel=bevel, segments=segments, start=start)
    # Stood up: the extrusion's Z becomes Y, its Y the back.
    positions, normals = body.positions[:, [0, 2, 1]].copy(), body.normals[:, [0, 2, 1]].copy()
    positions[:, 2] *= -1.0
    normals[:, 2] *= -1.0
    # On the sides U runs around the plan, as the grain of a board lies level.
    uvs, wall = body.uvs.copy(), len(body.uvs) - 2 * len(shape.points)
    uvs[:wall, 0], uvs[:wall, 1] = -body.uvs[:wall, 1], body.uvs[:wall, 0]
    return with_uv_offset(Mesh(positions, normals, uvs, body.triangles), uv_offset)
