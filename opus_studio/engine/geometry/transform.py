"""Moving, turning, mirroring, merging and repeating meshes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import AXES, Axis, Floats, cross, floats, pack, unit
from opus_studio.engine.scene import Mesh, Quaternion

EMPTY = Mesh(
    np.zeros((0, 3), np.float32),
    np.zeros((0, 3), np.float32),
    np.zeros((0, 2), np.float32),
    np.zeros((0, 3), np.uint32),
)
"""A mesh of nothing: what merging nothing gives."""


def quaternion(axis: Axis | ArrayLike, degrees: float) -> Quaternion:
    """The rotation about an axis by an angle, counter-clockwise seen against the axis.

    Raises:
        ValueError: The axis has no length.
    """
    direction = _direction(axis)
    half = math.radians(degrees) / 2.0
    x, y, z = (direction * math.sin(half)).tolist()
    return (x, y, z, math.cos(half))


def multiply(second: Quaternion, first: Quaternion) -> Quaternion:
    """The rotation that turns by `first` and then by `second`."""
    ax, ay, az, aw = second
    bx, by, bz, bw = first
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )


def look_along(direction: ArrayLike, up: ArrayLike = (0.0, 1.0, 0.0)) -> Quaternion:
    """The rotation that turns +Z to a direction and keeps +Y as near to `up` as it can.

    Raises:
        ValueError: The direction has no length.
    """
    forward = _direction(direction)
    side = cross(np.asarray(up, dtype=np.float64), forward)
    if np.linalg.norm(side) < 1e-9:
        side = cross([0.0, 0.0, 1.0] if abs(forward[2]) < 0.9 else [1.0, 0.0, 0.0], forward)
    side = unit(side)
    return from_matrix(np.stack([side, cross(forward, side), forward], 1))


def from_matrix(matrix: Floats) -> Quaternion:
    """The quaternion of a `(3, 3)` rotation matrix (column vectors)."""
    m = np.asarray(matrix, dtype=np.float64)
    # Every row of this matrix is a multiple of the quaternion; the longest is the most exact.
    k = np.array(
        [
            [
                1 + m[0, 0] - m[1, 1] - m[2, 2],
                m[0, 1] + m[1, 0],
                m[0, 2] + m[2, 0],
                m[2, 1] - m[1, 2],
            ],
            [
                m[0, 1] + m[1, 0],
                1 - m[0, 0] + m[1, 1] - m[2, 2],
                m[1, 2] + m[2, 1],
                m[0, 2] - m[2, 0],
            ],
            [
                m[0, 2] + m[2, 0],
                m[1, 2] + m[2, 1],
                1 - m[0, 0] - m[1, 1] + m[2, 2],
                m[1, 0] - m[0, 1],
            ],
            [
                m[2, 1] - m[1, 2],
                m[0, 2] - m[2, 0],
                m[1, 0] - m[0, 1],
                1 + m[0, 0] + m[1, 1] + m[2, 2],
            ],
        ]
    )
    row = k[k.diagonal().argmax()]
    x, y, z, w = (row / np.linalg.norm(row) * (1.0 if row[3] >= 0.0 else -1.0)).tolist()
    return (x, y, z, w)


def rotation_matrices(rotations: ArrayLike) -> Floats:
    """`(k, 3, 3)` matrices (column vectors) of `(k, 4)` quaternions `(x, y, z, w)`."""
    x, y, z, w = np.asarray(rotations, dtype=np.float64).reshape(-1, 4).T
    return np.stack(
        [
            np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], -1),
            np.stack([2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], -1),
            np.stack([2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)], -1),
        ],
        -2,
    )


def translate(mesh: Mesh, by: ArrayLike) -> Mesh:
    """The mesh moved by three metres figures."""
    moved = mesh.positions + np.asarray(by, dtype=np.float32)
    return Mesh(moved, mesh.normals, mesh.uvs, mesh.triangles, mesh.closed)


def rotate(
    mesh: Mesh, axis: Axis | ArrayLike, degrees: float, about: ArrayLike = (0.0, 0.0, 0.0)
) -> Mesh:
    """The mesh turned about an axis through a point, counter-clockwise seen against the axis.

    Raises:
        ValueError: The axis has no length.
    """
    return turn(mesh, quaternion(axis, degrees), about)


def turn(mesh: Mesh, rotation: Quaternion, about: ArrayLike = (0.0, 0.0, 0.0)) -> Mesh:
    """The mesh turned by a quaternion about a point."""
    matrix = rotation_matrices(rotation)[0].T
    pivot = np.asarray(about, dtype=np.float64)
    positions = (mesh.positions - pivot) @ matrix + pivot
    return pack(positions, mesh.normals @ matrix, mesh.uvs, mesh.triangles, mesh.closed)


def scale(mesh: Mesh, factors: ArrayLike) -> Mesh:
    """The mesh stretched along the axes by three positive factors; normals stay true.

    UVs stay as they are: their density changes with the factors.

    Raises:
        ValueError: A factor is not above zero (use `mirror`).
    """
    stretch = np.broadcast_to(np.asarray(factors, dtype=np.float64), 3)
    if not (stretch > 0.0).all():
        raise ValueError("A scale factor must be above zero; mirror turns a mesh over.")
    normals = unit(mesh.normals / stretch)
    return pack(mesh.positions * stretch, normals, mesh.uvs, mesh.triangles, mesh.closed)


def mirror(mesh: Mesh, axis: Axis, about: float = 0.0) -> Mesh:
    """The mesh reflected across a plane; winding and UV charts are set right again.

    Args:
        mesh: What to reflect.
        axis: The plane's normal.
        about: Where the plane stands along that axis, metres.
    """
    column = AXES[axis]
    positions, normals = mesh.positions.copy(), mesh.normals.copy()
    positions[:, column] = 2.0 * about - positions[:, column]
    normals[:, column] *= -1.0
    uvs = mesh.uvs * np.array([-1.0, 1.0], np.float32)
    return pack(positions, normals, uvs, mesh.triangles[:, ::-1], mesh.closed)


def fit(mesh: Mesh, low: ArrayLike, high: ArrayLike) -> Mesh:
    """The mesh stretched and moved so that its bounding box is exactly this one, metres.

    Meant for small corrections: UVs keep their values.

    Raises:
        ValueError: The box is turned inside out.
    """
    lower, upper = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    bounds = mesh.bounds
    span = bounds[1] - bounds[0]
    factors = np.where(span > 0.0, (upper - lower) / np.where(span > 0.0, span, 1.0), 1.0)
    return translate(scale(translate(mesh, -bounds[0]), factors), lower)


def stretched(mesh: Mesh, factors: ArrayLike, shift: ArrayLike) -> Mesh:
    """The mesh scaled along the axes and then moved, all in one step; UVs keep their values.

    Args:
        mesh: What to stretch; meant for small corrections.
        factors: `(3,)`, above zero.
        shift: `(3,)` metres.
    """
    size = np.asarray(factors, dtype=np.float32)
    positions = mesh.positions * size
    positions += np.asarray(shift, dtype=np.float32)
    normals = mesh.normals / size
    length = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    normals /= np.maximum(length, np.float32(1e-12))[:, None]
    return Mesh(positions, normals, mesh.uvs, mesh.triangles, mesh.closed)


def merge(*meshes: Mesh) -> Mesh:
    """One mesh from several, closed if every one is."""
    if len(meshes) == 1:
        return meshes[0]
    if not meshes:
        return EMPTY
    triangles = np.concatenate([mesh.triangles for mesh in meshes])
    vertex = face = 0
    for mesh in meshes:
        following = face + len(mesh.triangles)
        if vertex:
            triangles[face:following] += np.uint32(vertex)
        vertex, face = vertex + len(mesh.positions), following
    return Mesh(
        np.concatenate([mesh.positions for mesh in meshes]),
        np.concatenate([mesh.normals for mesh in meshes]),
        np.concatenate([mesh.uvs for mesh in meshes]),
        triangles,
        all(mesh.closed for mesh in meshes),
    )


def place(
    mesh: Mesh,
    positions: ArrayLike,
    rotations: ArrayLike | None = None,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """Many copies of a mesh as one mesh.

    Where the copies may share their UVs, let nodes share the mesh instead: files stay small.

    Args:
        mesh: What to repeat.
        positions: `(k, 3)`, metres.
        rotations: `(k, 4)` quaternions `(x, y, z, w)`, or one for all; None for none.
        uv_offsets: `(k, 2)` or one for all, metres.

    Raises:
        ValueError: An array has another shape.
    """
    places = floats(positions, "positions", 3).astype(np.float32)
    offsets = floats(uv_offsets, "uv_offsets", 2).astype(np.float32)
    count, many = len(places), len(mesh.positions)
    normals = np.broadcast_to(mesh.normals, (count, many, 3))
    if rotations is None:
        points = mesh.positions + places[:, None]
    else:
        matrices = rotation_matrices(floats(rotations, "rotations", 4)).astype(np.float32)
        turned = np.swapaxes(matrices, 1, 2)
        points = mesh.positions @ turned + places[:, None]
        normals = np.broadcast_to(mesh.normals @ turned, (count, many, 3))
    uvs = np.broadcast_to(mesh.uvs + offsets[:, None], (count, many, 2))
    steps = (np.arange(count, dtype=np.uint32) * np.uint32(many))[:, None, None]
    return pack(points, normals, uvs, mesh.triangles + steps, mesh.closed)


def with_uv_offset(mesh: Mesh, offset: ArrayLike) -> Mesh:
    """The mesh cut elsewhere from its finish: every UV moved by two metres figures."""
    uvs = mesh.uvs + np.asarray(offset, dtype=np.float32)
    return Mesh(mesh.positions, mesh.normals, uvs, mesh.triangles, mesh.closed)


def flipped(mesh: Mesh) -> Mesh:
    """The mesh seen from the other side: the lining of a card or cloth."""
    uvs = mesh.uvs * np.array([-1.0, 1.0], np.float32)
    return pack(mesh.positions, -mesh.normals, uvs, mesh.triangles[:, ::-1], mesh.closed)


def _direction(axis: Axis | ArrayLike) -> Floats:
    if isinstance(axis, str):
        direction = np.zeros(3)
        direction[AXES[axis]] = 1.0
        return direction
    direction = np.asarray(axis, dtype=np.float64)
    length = float(np.linalg.norm(direction))
    if direction.shape != (3,) or not length > 0.0 or not math.isfinite(length):
        raise ValueError("An axis must be x, y, z or three numbers that are not all zero.")
    return direction / length
