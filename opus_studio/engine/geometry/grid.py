"""Surfaces over a grid of rows and columns: their triangles, normals and lengths.

What many bodies share is kept by the number of rows and columns, so that a body costs no more than
its own points.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry.build import Floats

Bools = NDArray[np.bool_]
Faces = NDArray[np.uint32]
Shades = NDArray[np.float32]


@lru_cache(maxsize=128)
def grid_faces(rows: int, columns: int, *, other: bool = False) -> Faces:
    """`(rows - 1, columns - 1, 2, 3)` triangles of a grid's cells; not to be written to.

    A cell runs (row, column) -> (row, column + 1) -> (row + 1, column + 1) counter-clockwise.

    Args:
        rows: Of points.
        columns: Of points; a ring has its first one again at the end.
        other: Whether cells are cut from (row, column + 1) to (row + 1, column), not from
            (row, column) to (row + 1, column + 1).
    """
    index = np.arange(rows * columns, dtype=np.uint32).reshape(rows, columns)
    a, b = index[:-1, :-1], index[:-1, 1:]
    c, d = index[1:, 1:], index[1:, :-1]
    corners = (a, b, d, b, c, d) if other else (a, b, c, a, c, d)
    faces = np.stack(corners, -1).reshape(rows - 1, columns - 1, 2, 3)
    faces.flags.writeable = False
    return faces


@lru_cache(maxsize=128)
def turned_faces(rows: int, columns: int, *, other: bool = False) -> Faces:
    """The triangles of `grid_faces`, seen from the other side; not to be written to."""
    faces = np.ascontiguousarray(grid_faces(rows, columns, other=other)[..., ::-1])
    faces.flags.writeable = False
    return faces


def cut_faces(rows: int, columns: int, other: Bools, *, turned: bool = False) -> Faces:
    """`(m, 3)` triangles of a grid whose cells are cut each in its own way.

    Args:
        rows: Of points.
        columns: Of points.
        other: `(rows - 1, columns - 1)`; see `grid_faces`.
        turned: Whether the triangles face the other side.
    """
    made = turned_faces if turned else grid_faces
    plain, crossed = made(rows, columns), made(rows, columns, other=True)
    return np.where(other[..., None, None], crossed, plain).reshape(-1, 3)


def grid_normals(points: Floats, other: Bools | None = None, *, ring: bool = False) -> Shades:
    """`(m, n, 3)` normals of a grid's points, smooth, weighted by the triangles' areas.

    Args:
        points: `(m, n, 3)` metres.
        other: `(m - 1, n - 1)` how its cells are cut, see `grid_faces`; None for all plain.
        ring: The last column is the first one again.
    """
    return normalised(grid_areas(points, other, ring=ring))


def normalised(areas: Shades) -> Shades:
    """`(m, n, 3)` normals from the sums of `grid_areas`."""
    length = np.sqrt(np.einsum("kij,kij->ij", areas, areas))
    length[length == 0.0] = 1.0
    return (areas / length).transpose(1, 2, 0)


def grid_areas(points: Floats, other: Bools | None = None, *, ring: bool = False) -> Shades:
    """`(3, m, n)` doubled areas of the triangles around each point, as vectors; see `grid_normals`.

    Grids that meet in a seam are shaded as one when their sums along it are added.
    """
    # Meshes are kept in single precision, so their normals need no more.
    p = np.ascontiguousarray(points.transpose(2, 0, 1), dtype=np.float32)
    a, b = p[:, :-1, :-1], p[:, :-1, 1:]
    c, d = p[:, 1:, 1:], p[:, 1:, :-1]
    # Both triangles of a cell together are the same however it is cut; the first one is not.
    both = _cross(c - a, d - b)
    first = _cross(b - a, (c if other is None else np.where(other, d, c)) - a)
    second = both - first
    total = np.zeros_like(p)
    if other is None:
        total[:, :-1, :-1] = both
        total[:, :-1, 1:] += first
        total[:, 1:, 1:] += both
        total[:, 1:, :-1] += second
    else:
        total[:, :-1, :-1] = np.where(other, first, both)
        total[:, :-1, 1:] += np.where(other, both, first)
        total[:, 1:, 1:] += np.where(other, second, both)
        total[:, 1:, :-1] += np.where(other, both, second)
    if ring:
        total[:, :, 0] += total[:, :, -1]
        total[:, :, -1] = total[:, :, 0]
    return total


def run_lengths(points: Floats, axis: int) -> Floats:
    """`(m, n)` how far along an axis of a grid its `(m, n, 3)` points lie, metres."""
    step = points[1:] - points[:-1] if axis == 0 else points[:, 1:] - points[:, :-1]
    gone = np.zeros(points.shape[:2])
    length = np.sqrt(np.einsum("ijk,ijk->ij", step, step))
    np.cumsum(length, axis, out=gone[1:] if axis == 0 else gone[:, 1:])
    return gone


def _cross(u: Shades, v: Shades) -> Shades:
    """Cross products of vectors along the first axis."""
    result = np.empty_like(u)
    result[0] = u[1] * v[2] - u[2] * v[1]
    result[1] = u[2] * v[0] - u[0] * v[2]
    result[2] = u[0] * v[1] - u[1] * v[0]
    return result
