"""Boards sawn to a shape, and bodies that lean: aprons, feet, brackets, raked legs."""

from __future__ import annotations

from typing import Literal

import numpy as np

from opus_studio.engine.geometry import Profile, extrude
from opus_studio.engine.geometry.build import unit
from opus_studio.engine.scene import Mesh


def sawn_board(
    outline: Profile,
    thickness: float,
    *,
    grain: Literal["x", "y"] = "x",
    bevel: float = 0.002,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A board sawn to an outline in the XY plane, centred on z = 0, its edges eased.

    Args:
        outline: The shape, metres.
        thickness: Along Z, metres.
        grain: The axis along which the wood runs; on the narrow edges it follows the outline.
        bevel: Of the edges, metres.
        uv_offset: Where on the finish it is cut, metres.
    """
    body = extrude(outline, thickness, axis="z", bevel=bevel, segments=2)
    wall = len(body.uvs) - 2 * len(outline.points)
    uvs = body.uvs.copy()
    # A quarter turn of a chart keeps it unmirrored.
    turned = np.stack([uvs[:, 1], -uvs[:, 0]], -1)
    uvs[:wall] = turned[:wall]
    if grain == "y":
        uvs[wall:] = turned[wall:]
    shifted = uvs + np.asarray(uv_offset, dtype=np.float32)
    return Mesh(body.positions, body.normals, shifted, body.triangles)


def leaning(mesh: Mesh, x: float, z: float) -> Mesh:
    """The mesh sheared so that what is level stays level: a raked leg with a flat foot.

    Args:
        mesh: What leans; it stands still at y = 0.
        x: How far along X for each metre of height.
        z: How far along Z for each metre of height.
    """
    positions, normals = mesh.positions.copy(), mesh.normals.astype(np.float64)
    positions[:, 0] += np.float32(x) * mesh.positions[:, 1]
    positions[:, 2] += np.float32(z) * mesh.positions[:, 1]
    normals[:, 1] -= x * normals[:, 0] + z * normals[:, 2]
    shaded = unit(normals).astype(np.float32)
    return Mesh(positions, shaded, mesh.uvs, mesh.triangles, mesh.closed)
