"""Tangents for the exporters: what a normal map is read against."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry.build import Floats, cross, unit
from opus_studio.engine.scene import Mesh


def tangents(mesh: Mesh) -> NDArray[np.float32]:
    """`(n, 4)` unit tangents along U, and the sign of the bitangent, as glTF wants them.

    The bitangent is `cross(normal, tangent.xyz) * w` and points along V upwards. A vertex's
    tangent is the angle-weighted mean over its faces, made square to its normal, as MikkTSpace
    does it. A vertex without UVs gets any tangent that is square to its normal.
    """
    a, b, c = mesh.triangles.T.astype(np.int64)
    positions, uvs = mesh.positions.astype(np.float64), mesh.uvs.astype(np.float64)
    ab, ac = positions[b] - positions[a], positions[c] - positions[a]
    p, q = uvs[b] - uvs[a], uvs[c] - uvs[a]
    signed = p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]
    side = np.where(signed < 0.0, -1.0, 1.0)
    along = unit(ab * (q[:, 1] * side)[:, None] - ac * (p[:, 1] * side)[:, None])
    angles = _corner_angles(ab, ac) * (np.abs(signed) > 1e-16)
    index, count = np.concatenate([a, b, c]), len(positions)
    weight = angles.reshape(-1)
    total = np.stack(
        [np.bincount(index, (along[:, k] * angles).reshape(-1), minlength=count) for k in range(3)],
        -1,
    )
    handed = np.bincount(index, np.tile(side, 3) * weight, minlength=count)
    normals = mesh.normals.astype(np.float64)
    flat = total - normals * np.einsum("ij,ij->i", total, normals)[:, None]
    lost = np.einsum("ij,ij->i", flat, flat) < 1e-16
    if lost.any():
        spare = np.zeros((int(lost.sum()), 3))
        spare[np.arange(len(spare)), np.abs(normals[lost]).argmin(1)] = 1.0
        flat[lost] = cross(normals[lost], spare)
    result = np.empty((count, 4), np.float32)
    result[:, :3] = unit(flat)
    result[:, 3] = np.where(handed < 0.0, -1.0, 1.0)
    return result


def _corner_angles(ab: Floats, ac: Floats) -> Floats:
    """`(3, m)` angles at the corners of triangles, by the law of cosines."""
    bc = ac - ab
    x, y, z = (np.einsum("ij,ij->i", side, side) for side in (ab, ac, bc))
    safe_a = np.sqrt(np.maximum(x * y, 1e-40))
    safe_b = np.sqrt(np.maximum(x * z, 1e-40))
    first = np.arccos(np.clip((x + y - z) / (2.0 * safe_a), -1.0, 1.0))
    second = np.arccos(np.clip((x + z - y) / (2.0 * safe_b), -1.0, 1.0))
    return np.stack([first, second, math.pi - first - second])
