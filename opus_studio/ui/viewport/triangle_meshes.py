"""Triangles from model files: flat normals where there are none, placing and joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import MeshArrays
from opus_studio.ui.preview.tangents import quick_tangents


@dataclass(frozen=True, eq=False)
class PlacedMesh:
    """A mesh and where it stands: `matrix` is `(4, 4)` float64 to the world, column vectors."""

    mesh: MeshArrays
    matrix: NDArray[np.float64]


def joined(members: Sequence[PlacedMesh], *, tangents: bool) -> MeshArrays:
    """All members as one mesh in the world; mirrored ones keep their outside.

    Args:
        members: At least one.
        tangents: A normal map is worn: the members' own tangents where all have them, else such
            as the preview makes.
    """
    placed = [_in_world(member) for member in members]
    starts = np.cumsum([0, *(len(mesh.positions) for mesh in placed[:-1])])
    positions = np.concatenate([mesh.positions for mesh in placed])
    uvs = np.concatenate([mesh.uvs for mesh in placed])
    triangles = np.concatenate(
        [mesh.triangles + np.int32(start) for mesh, start in zip(placed, starts, strict=True)]
    )
    along: NDArray[np.float32] | None = None
    if tangents:
        own = [mesh.tangents for mesh in placed if mesh.tangents is not None]
        complete = len(own) == len(placed)
        along = np.concatenate(own) if complete else quick_tangents(positions, uvs, triangles)
    normals = np.concatenate([mesh.normals for mesh in placed])
    return MeshArrays(positions, normals, uvs, along, triangles)


def flat_shaded(
    positions: NDArray[np.float32], uvs: NDArray[np.float32], triangles: NDArray[np.int32]
) -> MeshArrays:
    """Every triangle with corners of its own and its plane's normal."""
    corners = positions[triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.repeat(_unit(across), 3, axis=0)
    apart = np.arange(triangles.size, dtype=np.int32).reshape(-1, 3)
    return MeshArrays(corners.reshape(-1, 3), normals, uvs[triangles].reshape(-1, 2), None, apart)


def _in_world(member: PlacedMesh) -> MeshArrays:
    mesh, matrix = member.mesh, member.matrix
    if np.array_equal(matrix, np.eye(4)):
        return mesh
    turn = matrix[:3, :3]
    # The cofactors: the inverse transposed times the determinant, defined for flat scales too.
    across = np.stack([np.cross(turn[(i + 1) % 3], turn[(i + 2) % 3]) for i in range(3)])
    mirrored = bool(np.linalg.det(turn) < 0)
    triangles = mesh.triangles[:, ::-1] if mirrored else mesh.triangles
    return MeshArrays(
        (mesh.positions @ turn.T + matrix[:3, 3]).astype(np.float32),
        _unit(mesh.normals @ (-across if mirrored else across).T),
        mesh.uvs,
        None if mesh.tangents is None else _unit(mesh.tangents @ turn.T),
        np.ascontiguousarray(triangles),
    )


def _unit(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-30), np.float32)
