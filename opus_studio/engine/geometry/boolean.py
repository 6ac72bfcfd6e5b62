"""Solids cut from and joined with each other, where that is really needed: walls with openings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manifold3d
import numpy as np

from opus_studio.engine.geometry.build import Axis, pack
from opus_studio.engine.geometry.check import weld
from opus_studio.engine.geometry.normals import shade
from opus_studio.engine.geometry.profiles import SMOOTH_ANGLE
from opus_studio.engine.geometry.uv import box_project
from opus_studio.engine.scene import Mesh


def difference(
    mesh: Mesh, *cutters: Mesh, grain: Axis = "x", smooth_angle: float = SMOOTH_ANGLE
) -> Mesh:
    """A solid without the space that others take up.

    A cutter should stand out of the solid on both sides: faces in one plane leave slivers.

    Args:
        mesh: What is cut; closed.
        cutters: What is taken away; closed, they may overlap.
        grain: Axis along which U runs on the result.
        smooth_angle: Degrees; a softer turn is shaded as a curve.

    Raises:
        ValueError: A mesh is not a closed solid, or nothing is left.
    """
    return _combined(lambda first, rest: first - rest, mesh, cutters, grain, smooth_angle)


def union(mesh: Mesh, *others: Mesh, grain: Axis = "x", smooth_angle: float = SMOOTH_ANGLE) -> Mesh:
    """One solid from several that overlap.

    Raises:
        ValueError: A mesh is not a closed solid.
    """
    return _combined(lambda first, rest: first + rest, mesh, others, grain, smooth_angle)


def intersection(
    mesh: Mesh, *others: Mesh, grain: Axis = "x", smooth_angle: float = SMOOTH_ANGLE
) -> Mesh:
    """The space that a solid shares with others taken together.

    Raises:
        ValueError: A mesh is not a closed solid, or they share nothing.
    """
    return _combined(lambda first, rest: first ^ rest, mesh, others, grain, smooth_angle)


def _combined(
    operation: Callable[[Any, Any], Any],
    mesh: Mesh,
    others: tuple[Mesh, ...],
    grain: Axis,
    smooth_angle: float,
) -> Mesh:
    if not others:
        return mesh
    solids = [_solid(other) for other in others]
    rest = manifold3d.Manifold.batch_boolean(solids, manifold3d.OpType.Add)
    result = operation(_solid(mesh), rest)
    if result.is_empty():
        raise ValueError("Nothing is left of the solid.")
    raw = result.to_mesh64()
    points = np.asarray(raw.vert_properties, dtype=np.float64)[:, :3]
    triangles = np.asarray(raw.tri_verts).astype(np.int64)
    positions, normals, faces, _ = shade(points, triangles, smooth_angle)
    blank = np.zeros((len(positions), 2))
    return box_project(pack(positions, normals, blank, faces), grain)


def _solid(mesh: Mesh) -> Any:
    if not len(mesh.triangles):
        raise ValueError("A boolean needs closed solids; this mesh is empty.")
    number = weld(mesh.positions)
    count = int(number.max()) + 1
    points = np.zeros((count, 3))
    points[number] = mesh.positions
    faces = number[mesh.triangles]
    distinct = (faces != np.roll(faces, 1, 1)).all(1)
    solid = manifold3d.Manifold(
        manifold3d.Mesh64(
            vert_properties=points, tri_verts=np.ascontiguousarray(faces[distinct], np.uint64)
        )
    )
    if solid.status() != manifold3d.Error.NoError or solid.is_empty():
        raise ValueError("A boolean needs closed solids; this mesh is not watertight.")
    return solid
