"""Putting flat faces together to one mesh: for bodies that are no box and no extrusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import Floats, Ints, cross, pack, unit
from opus_studio.engine.geometry.profiles import signed_area
from opus_studio.engine.geometry.transform import EMPTY, merge
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh


@dataclass
class Faces:
    """A mesh in the making, face by face, every edge hard."""

    _positions: list[Floats] = field(default_factory=list)
    _normals: list[Floats] = field(default_factory=list)
    _uvs: list[Floats] = field(default_factory=list)
    _triangles: list[Ints] = field(default_factory=list)
    _count: int = 0

    def add(self, points: Floats, uvs: Floats, triangles: ArrayLike) -> None:
        """A flat face.

        Args:
            points: `(k, 3)` places.
            uvs: `(k, 2)` metres on the finish.
            triangles: `(t, 3)` counter-clockwise from outside.
        """
        faces = np.asarray(triangles)
        a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
        normal = cross(b - a, c - a).sum(0)
        size = float(np.sqrt(normal @ normal))
        self._positions.append(points)
        self._normals.append(np.broadcast_to(normal / max(size, 1e-12), points.shape))
        self._uvs.append(uvs)
        self._triangles.append(faces + self._count)
        self._count += len(points)

    def quad(self, points: Floats, u0: float, v0: float) -> None:
        """A four-cornered face, counter-clockwise from outside; U runs along its first edge."""
        along = points[1] - points[0]
        long = float(np.sqrt(along @ along))
        along = along / max(long, 1e-12)
        gap = points - points[0]
        u = gap @ along
        rise = gap - u[:, None] * along
        v = np.sqrt(np.einsum("ij,ij->i", rise, rise))
        self.add(points, np.stack([u + u0, v + v0], -1), _QUAD)

    def mesh(self, closed: bool = True) -> Mesh:
        """What was put together."""
        if not self._positions:
            return EMPTY
        return pack(
            np.concatenate(self._positions),
            np.concatenate(self._normals),
            np.concatenate(self._uvs),
            np.concatenate(self._triangles),
            closed,
        )


_QUAD = np.array([[0, 1, 2], [0, 2, 3]])


def filled(ring: Floats) -> Ints:
    """`(n - 2, 3)` triangles of a simple counter-clockwise polygon; a fan where it is convex."""
    count = len(ring)
    if count == 3:
        return np.array([[0, 1, 2]])
    ahead = np.roll(ring, -1, 0) - ring
    behind = np.roll(ahead, 1, 0)
    turn = behind[:, 0] * ahead[:, 1] - behind[:, 1] * ahead[:, 0]
    if turn.min() > 1e-7:
        i = np.arange(1, count - 1)
        return np.stack([np.zeros_like(i), i, i + 1], -1)
    return triangulate([ring])


def counter_clockwise(ring: Floats) -> Floats:
    """The ring turned so that its area is positive."""
    return ring if signed_area(ring) > 0.0 else ring[::-1].copy()


def prisms(
    rings: Sequence[Floats],
    bottoms: Sequence[Floats],
    tops: Sequence[Floats],
    frame: Floats,
    shift: tuple[float, float],
) -> Mesh:
    """Many closed bodies over polygons in one plane, about 10 microseconds each.

    Args:
        rings: `(k, 2)` each, counter-clockwise, metres in the plane.
        bottoms: `(k,)` each: how far above the plane the lower face is.
        tops: The same of the upper face.
        frame: `(4, 3)` the plane's origin, its two directions and its normal in the scene.
        shift: Where on the finish the plane's origin is, metres.
    """
    groups: dict[int, list[int]] = {}
    meshes: list[Mesh] = []
    for number, ring in enumerate(rings):
        groups.setdefault(len(ring), []).append(number)
    for numbers in groups.values():
        corners = np.stack([rings[k] for k in numbers])
        low = np.stack([bottoms[k] for k in numbers])
        high = np.stack([tops[k] for k in numbers])
        meshes.append(_prisms(corners, low, high, frame, np.asarray(shift)))
    return merge(*meshes)


def _prisms(rings: Floats, low: Floats, high: Floats, frame: Floats, shift: Floats) -> Mesh:
    """Bodies over `(m, k, 2)` polygons of the same number of corners."""
    many, count, _ = rings.shape
    flat = frame[0] + rings @ frame[1:3]
    top = flat + high[..., None] * frame[3]
    bottom = flat + low[..., None] * frame[3]
    caps = _cap_triangles(rings)
    after = np.roll(np.arange(count), -1)
    sides = np.stack([bottom, bottom[:, after], top[:, after], top], 2)
    edge = rings[:, after] - rings
    long = np.hypot(edge[..., 0], edge[..., 1])
    up = rings + shift
    # Sides show as the edge of the same piece: U along them, V up.
    u = np.stack([np.zeros_like(long), long, long, np.zeros_like(long)], -1) + up[..., :1]
    v = np.stack([low, low[:, after], high[:, after], high], -1) + up[..., 1:]
    positions = np.concatenate([top, bottom, sides.reshape(many, -1, 3)], 1)
    uvs = np.concatenate(
        [up, up * (-1.0, 1.0), np.stack([u, v], -1).reshape(many, -1, 2)], 1
    )  # fmt: skip
    # The upper face may lean; the lower one is level or leans by little.
    faces_up = _normals(top, caps)
    faces_down = -_normals(bottom, caps)
    out = unit(cross(sides[:, :, 1] - sides[:, :, 0], frame[3]))
    normals = np.concatenate(
        [
            np.broadcast_to(faces_up[:, None], top.shape),
            np.broadcast_to(faces_down[:, None], top.shape),
            np.repeat(out, 4, 1),
        ],
        1,
    )
    base = 2 * count + 4 * np.arange(count)[:, None, None]
    walls = (base + _QUAD).reshape(-1, 3)
    triangles = np.concatenate(
        [caps, caps[..., ::-1] + count, np.broadcast_to(walls, (many, *walls.shape))], 1
    )
    size = positions.shape[1]
    return pack(positions, normals, uvs, triangles + (np.arange(many) * size)[:, None, None])


def _cap_triangles(rings: Floats) -> Ints:
    """`(m, k - 2, 3)` triangles of polygons: fans, or cut by ears where they are not convex."""
    many, count, _ = rings.shape
    i = np.arange(1, count - 1)
    fan = np.stack([np.zeros_like(i), i, i + 1], -1)
    caps = np.broadcast_to(fan, (many, *fan.shape)).copy()
    ahead = np.roll(rings, -1, 1) - rings
    behind = np.roll(ahead, 1, 1)
    turn = behind[..., 0] * ahead[..., 1] - behind[..., 1] * ahead[..., 0]
    for k in np.flatnonzero(turn.min(1) <= 1e-7):
        caps[k] = triangulate([rings[k]])
    return caps


def _normals(points: Floats, caps: Ints) -> Floats:
    """`(m, 3)` normals of `(m, k, 3)` flat faces."""
    rows = np.arange(len(points))[:, None]
    a, b, c = (points[rows, caps[..., k]] for k in range(3))
    return unit(cross(b - a, c - a).sum(1))
