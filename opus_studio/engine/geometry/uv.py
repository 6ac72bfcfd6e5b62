"""UVs in metres for surfaces that no primitive laid out, and offsets for those that one did."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry.build import AXES, Axis, Floats, cross, pack
from opus_studio.engine.scene import Mesh


def offsets(stream: np.random.Generator, count: int, span: float = 8.0) -> Floats:
    """`(count, 2)` places on a finish, so that no two boards are the same board; metres.

    Args:
        stream: The stream of the part's own name.
        count: How many pieces.
        span: Over how many metres of finish they are cut.
    """
    return stream.random((count, 2)) * span


def box_project(mesh: Mesh, grain: Axis = "y") -> Mesh:
    """The mesh with each face laid flat along the axis that it faces most; U along the grain.

    Charts are never mirrored. Vertices are split where charts meet; normals stay.

    Args:
        mesh: Any mesh.
        grain: Axis along which U runs; on faces across it U is level.
    """
    corners = mesh.positions[mesh.triangles].astype(np.float64)
    facing = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    axis = np.abs(facing).argmax(1)
    sign = np.take_along_axis(facing, axis[:, None], 1)[:, 0] >= 0.0
    chart = np.repeat(axis * 2 + sign, 3)
    key = mesh.triangles.reshape(-1).astype(np.int64) * 6 + chart
    kept, number = np.unique(key, return_inverse=True)
    source, chart = kept // 6, kept % 6
    directions = np.stack([_chart_axes(k // 2, 1.0 if k % 2 else -1.0, grain) for k in range(6)])
    positions = mesh.positions[source].astype(np.float64)
    uvs = np.einsum("nij,nj->ni", directions[chart], positions)
    return pack(positions, mesh.normals[source], uvs, number.reshape(-1, 3), mesh.closed)


def planar(
    mesh: Mesh, u_axis: tuple[float, float, float], v_axis: tuple[float, float, float]
) -> Mesh:
    """The mesh with UVs read off along two directions; right for what faces `u_axis x v_axis`."""
    uvs = mesh.positions @ np.array([u_axis, v_axis], np.float32).T
    return Mesh(mesh.positions, mesh.normals, uvs, mesh.triangles, mesh.closed)


def _chart_axes(axis: int, sign: float, grain: Axis) -> Floats:
    """`(2, 3)` directions of U and V on the faces towards one side of an axis."""
    normal, u_axis = np.zeros(3), np.zeros(3)
    normal[axis] = sign
    if axis != AXES[grain]:
        u_axis[AXES[grain]] = 1.0
    elif axis == 1:
        u_axis[0] = 1.0
    else:
        u_axis = cross([0.0, 1.0, 0.0], normal)
    return np.stack([u_axis, cross(normal, u_axis)])
