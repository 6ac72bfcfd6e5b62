"""Thin surfaces: grids of points to fabric and sheet, with or without thickness."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry.build import Floats, Ints, cross, pack, unit
from opus_studio.engine.geometry.loft import loft
from opus_studio.engine.scene import Mesh


def sheet(
    points: Floats,
    *,
    thickness: float = 0.0,
    looped: bool = False,
    uvs: Floats | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A smooth sheet through a grid, with U along its columns and V against its rows.

    Args:
        points: `(rows, columns, 3)` metres; seen from the face, columns run to the right and rows
            downwards.
        thickness: Metres, behind the face; 0 makes an open sheet (drawn on both sides).
        looped: Whether the last column joins the first.
        uvs: `(rows, columns, 2)` metres (with one column more when looped); None measures them.
        uv_offset: Where on the finish it is cut, metres.

    Raises:
        ValueError: The grid has fewer than two rows or columns.
    """
    grid = np.asarray(points, dtype=np.float64)
    if grid.ndim != 3 or min(grid.shape[:2]) < 2:
        raise ValueError("A sheet needs a grid of at least two rows and columns.")
    if looped:
        grid = np.concatenate([grid, grid[:, :1]], 1)
    rows, columns = grid.shape[:2]
    normals = _grid_normals(grid, looped)
    uvs = (_measured(grid) if uvs is None else uvs) + np.array(uv_offset)
    index = np.arange(rows * columns).reshape(rows, columns)
    faces = _faces(index)
    if thickness <= 0.0:
        return pack(grid, normals, uvs, faces, closed=False)
    back = grid - normals * thickness
    blocks = [
        (grid.reshape(-1, 3), normals.reshape(-1, 3), uvs.reshape(-1, 2), faces),
        (
            back.reshape(-1, 3),
            -normals.reshape(-1, 3),
            uvs.reshape(-1, 2) * (-1.0, 1.0),
            faces[:, ::-1],
        ),
    ]
    edges = [(index[0], True), (index[-1], False)]
    if not looped:
        edges += [(index[:, 0], False), (index[:, -1], True)]
    flat_front, flat_back, flat_uv = grid.reshape(-1, 3), back.reshape(-1, 3), uvs.reshape(-1, 2)
    for line, forward in edges:
        order = line if forward else line[::-1]
        blocks.append(_hem(flat_front[order], flat_back[order], flat_uv[order], thickness))
    shift = np.cumsum([0] + [len(block[0]) for block in blocks[:-1]])
    return pack(
        np.concatenate([block[0] for block in blocks]),
        np.concatenate([block[1] for block in blocks]),
        np.concatenate([block[2] for block in blocks]),
        np.concatenate([block[3] + start for block, start in zip(blocks, shift, strict=True)]),
    )


def _measured(grid: Floats) -> Floats:
    across = np.sqrt((np.diff(grid, axis=1) ** 2).sum(-1))
    down = np.sqrt((np.diff(grid, axis=0) ** 2).sum(-1))
    u, v = np.pad(np.cumsum(across.mean(0)), (1, 0)), np.pad(np.cumsum(down.mean(1)), (1, 0))
    return np.stack(np.broadcast_arrays(u, -v[:, None]), -1)


def _faces(index: Ints) -> Ints:
    a, b = index[1:, :-1].ravel(), index[1:, 1:].ravel()
    c, d = index[:-1, 1:].ravel(), index[:-1, :-1].ravel()
    return np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])


def _grid_normals(grid: Floats, looped: bool) -> Floats:
    """Area-weighted normals; columns to the right, rows downwards, the face towards the eye."""
    body = loft(grid, around=False, caps=False)
    normals = -body.normals.reshape(grid.shape).astype(np.float64)
    if looped:
        both = unit(normals[:, 0] + normals[:, -1])
        normals[:, 0] = normals[:, -1] = both
    return normals


def _hem(
    front: Floats, back: Floats, uvs: Floats, thickness: float
) -> tuple[Floats, Floats, Floats, Ints]:
    """The narrow strip that closes an edge; the sheet lies to the right of the line's way."""
    count = len(front)
    ahead = np.gradient(front, axis=0)
    normals = unit(cross(ahead, back - front))
    index = np.arange(count - 1)
    a, b, c, d = index, index + 1, index + 1 + count, index + count
    faces = np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])
    run = np.append(0.0, np.cumsum(np.sqrt((np.diff(front, axis=0) ** 2).sum(-1))))
    chart = np.stack([np.tile(run, 2), np.repeat([0.0, thickness], count)], -1) + uvs[0]
    return np.concatenate([front, back]), np.tile(normals, (2, 1)), chart, faces
