"""The frame of one bay, and the small bodies that several kinds of infill are made of.

A bay's own frame has X along the fence about the middle of the bay, Y up from the ground and Z = 0
in the middle of the posts, the front at +Z.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    circle,
    extrude,
    loft,
    merge,
    rectangle,
    rotate,
    translate,
)
from opus_studio.engine.geometry.build import compacted, cross, unit
from opus_studio.engine.scene import Mesh, Vector


@dataclass(frozen=True)
class Span:
    """A field to fill.

    Attributes:
        clear: Between the posts' faces, metres.
        low: Level of the lower edge, metres.
        high: Level of the upper edge, metres.
        into: How far rails run into what stands at either end, metres.
        outer: Whether cables are strained at either end.
        variant: Which cut of the finish.
        leaf: Whether it is a gate's leaf, which ends in the open.
        framed: Whether it lies in the frame of a gate's leaf.
    """

    clear: float
    low: float
    high: float
    into: tuple[float, float] = (0.0, 0.0)
    outer: tuple[bool, bool] = (True, True)
    variant: int = 0
    leaf: bool = False
    framed: bool = False

    @property
    def left(self) -> float:
        """Where rails begin, metres."""
        return -self.clear / 2.0 - self.into[0]

    @property
    def right(self) -> float:
        """Where rails end, metres."""
        return self.clear / 2.0 + self.into[1]

    @property
    def rail(self) -> tuple[float, float]:
        """Length of a rail and the x of its middle, metres."""
        return self.right - self.left, (self.left + self.right) / 2.0

    @property
    def tall(self) -> float:
        """Height of the field, metres."""
        return self.high - self.low


def raked(mesh: Mesh, slope: float) -> Mesh:
    """The mesh sheared along Y with X: what is upright stays so, what is level follows a slope."""
    if abs(slope) < 1e-9:
        return mesh
    positions, normals = mesh.positions.copy(), mesh.normals.astype(np.float64)
    positions[:, 1] += np.float32(slope) * mesh.positions[:, 0]
    normals[:, 0] -= slope * normals[:, 1]
    normals = unit(normals)
    # In tight grooves a shared normal may turn away from a sheared face: such a face gets its own.
    corners = positions[mesh.triangles].astype(np.float64)
    faces = unit(cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    facing = np.einsum("ikj,ij->ik", normals[mesh.triangles], faces)
    turned = np.flatnonzero(facing.min(1) < 0.02)
    old, triangles = mesh.triangles[turned].ravel(), mesh.triangles.copy()
    triangles[turned] = len(positions) + np.arange(3 * len(turned), dtype=np.uint32).reshape(-1, 3)
    return compacted(
        np.concatenate([positions, positions[old]]).astype(np.float64),
        np.concatenate([normals, faces[turned].repeat(3, 0)]),
        np.concatenate([mesh.uvs, mesh.uvs[old]]).astype(np.float64),
        triangles.astype(np.int64),
        mesh.closed,
    )


def stacked(
    rings: Sequence[tuple[float, float]],
    *,
    ease: float = 0.002,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    smooth: bool = False,
    corner: int = 2,
) -> Mesh:
    """A square body over the Y axis from (side, level) pairs upwards: caps, plinths, mouldings.

    Args:
        rings: Side of the square and its level from the bottom up, metres.
        ease: Radius of the upright edges, metres.
        uv_offset: Where on the finish it is cut, metres.
        smooth: Whether the faces bend softly over the rings, as on a hollow.
        corner: Chords of the upright edges; 0 leaves them sharp.
    """
    radius = min(ease, 0.3 * min(side for side, _ in rings)) if corner else 0.0
    shapes = [rectangle(side, side, radius, max(corner, 1), centred=True) for side, _ in rings]
    points = np.stack(
        [
            np.stack([s.points[:, 0], np.full(len(s.points), y), -s.points[:, 1]], -1)
            for s, (_, y) in zip(shapes, rings, strict=True)
        ]
    )
    rows = [smooth] * len(rings)
    return loft(points, smooth=shapes[0].smooth, smooth_rows=rows, uv_offset=uv_offset)


def slab(side: float, low: float, high: float, ease: float = 0.003) -> list[tuple[float, float]]:
    """Rings of a square slab with chamfered rims, for `stacked`; metres."""
    e = min(ease, 0.3 * (high - low), 0.2 * side)
    return [(side - 2 * e, low), (side, low + e), (side, high - e), (side - 2 * e, high)]


def level_bar(
    span: Span,
    level: float,
    size: tuple[float, float],
    *,
    z: float = 0.0,
    bevel: float = 0.002,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A rectangular rail through the field: the middle's level, height and depth in metres."""
    long, x = span.rail
    return bevelled_box(
        (long, size[0], size[1]), bevel, centre=(x, level, z), grain="x", segments=1,
        uv_offset=uv_offset,
    )  # fmt: skip


def level_section(
    span: Span, level: float, section: Profile, *, z: float = 0.0,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:  # fmt: skip
    """A rail of any section (x up, y to the front) through the field."""
    long, x = span.rail
    body = extrude(section, long, axis="x", bevel=0.001, segments=1, uv_offset=uv_offset)
    return translate(body, (x, level, z))


def even(span: Span, width: float, gap: float, limit: float) -> tuple[list[float], float]:
    """Upright pieces across a field, with the same gap at both ends; flush in a gate's leaf.

    Args:
        span: The field.
        width: Of a piece, metres; narrowed where the field is narrower than two of them.
        gap: Wanted between pieces, metres.
        limit: Greatest gap, metres.

    Returns:
        Their middles about 0, and the width of a piece, metres.
    """
    clear, ends = span.clear, -1 if span.leaf else 1
    width = min(width, 0.45 * clear)
    count = max(1 - ends, round((clear - ends * gap) / (width + gap)), 1)
    while (clear - count * width) / (count + ends) > limit:
        count += 1
    while count > 2 and (clear - count * width) / (count + ends) < 0.004:
        count -= 1
    free = (clear - count * width) / (count + ends)
    first = -clear / 2.0 + (0.0 if span.leaf else free) + width / 2.0
    return [first + k * (width + free) for k in range(count)], width


def rod(start: Vector, end: Vector, radius: float, segments: int = 8, *, bevel: float) -> Mesh:
    """A straight round bar between two places with rims of a bevel; metres."""
    a, b = np.asarray(start), np.asarray(end)
    long = float(np.linalg.norm(b - a))
    body = extrude(circle(radius, segments), long, axis="z", bevel=bevel, segments=1)
    turned = aimed(body, b - a)
    return translate(turned, (a + b) / 2.0)


def aimed(mesh: Mesh, direction: Sequence[float] | np.ndarray) -> Mesh:
    """The mesh turned so that its Z runs along a direction."""
    x, y, z = (float(v) for v in direction)
    flat = math.hypot(x, z)
    tilted = rotate(mesh, "x", -math.degrees(math.atan2(y, flat)))
    return rotate(tilted, "y", math.degrees(math.atan2(x, z)))


def lying(mesh: Mesh) -> Mesh:
    """A body turned about Y, laid down so that its axis runs along +X."""
    return rotate(mesh, "z", -90.0)


def merged(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh from several."""
    return meshes[0] if len(meshes) == 1 else merge(*meshes)
