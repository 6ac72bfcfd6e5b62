"""What every primitive is made with: packing arrays into a `Mesh`, and refusing bad arguments."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opus_studio.engine.scene import Mesh

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Value = TypeVar("Value", bound=np.generic)
Axis: TypeAlias = Literal["x", "y", "z"]

AXES: dict[str, int] = {"x": 0, "y": 1, "z": 2}
FINEST = 2
"""The most detailed of the three levels of detail (0, 1, 2)."""

SMALLEST_BEVEL = 1e-4
"""Metres. A smaller bevel cannot be seen and would only make degenerate triangles."""

_QUARTER = (2, 3, 6)


def pack(
    positions: ArrayLike,
    normals: ArrayLike,
    uvs: ArrayLike,
    triangles: ArrayLike,
    closed: bool = True,
) -> Mesh:
    """A mesh from arrays of any shape whose last axis is the component.

    Args:
        positions: `(..., 3)`, metres.
        normals: `(..., 3)`, unit length.
        uvs: `(..., 2)`, metres.
        triangles: `(..., 3)` vertex indices.
        closed: Whether the mesh bounds a volume.
    """
    return Mesh(
        np.ascontiguousarray(positions, dtype=np.float32).reshape(-1, 3),
        np.ascontiguousarray(normals, dtype=np.float32).reshape(-1, 3),
        np.ascontiguousarray(uvs, dtype=np.float32).reshape(-1, 2),
        np.ascontiguousarray(triangles, dtype=np.uint32).reshape(-1, 3),
        closed,
    )


def floats(values: ArrayLike, name: str, columns: int) -> Floats:
    """`(n, columns)` float64 of the values, a single row included.

    Raises:
        ValueError: The shape is another one, or a value is not finite.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim == 1:
        array = array[None]
    if array.ndim != 2 or array.shape[1] != columns:
        raise ValueError(f"{name} must have {columns} columns, not the shape {array.shape}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds a value that is not a finite number.")
    return array


def require_positive(**lengths: float) -> None:
    """Refuse lengths that are not finite and above zero.

    Raises:
        ValueError: Naming the first bad one.
    """
    for name, value in lengths.items():
        if not (math.isfinite(value) and value > 0.0):
            raise ValueError(f"{name} must be above zero, not {value}.")


def require_not_negative(**lengths: float) -> None:
    """Refuse values that are not finite or below zero.

    Raises:
        ValueError: Naming the first bad one.
    """
    for name, value in lengths.items():
        if not (math.isfinite(value) and value >= 0.0):
            raise ValueError(f"{name} must not be below zero, not {value}.")


def require_count(minimum: int, **counts: int) -> None:
    """Refuse counts below a minimum.

    Raises:
        ValueError: Naming the first bad one.
    """
    for name, value in counts.items():
        if value < minimum:
            raise ValueError(f"{name} must be at least {minimum}, not {value}.")


def quarter_segments(detail: int) -> int:
    """Chords in a quarter turn of a visible curve at a level of detail.

    Raises:
        ValueError: The level is not 0, 1 or 2.
    """
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    return _QUARTER[detail]


def round_segments(radius: float, detail: int, least: int = 6) -> int:
    """Chords in a full circle so that the chord error stays small for its radius, in metres.

    The finest level keeps the error under about 0.3 mm, the coarsest under 3 mm; the number is
    a multiple of four, so that the size along the axes is exact.
    """
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    error = (3e-3, 1e-3, 3e-4)[detail]
    ratio = max(1.0 - error / max(radius, 2.0 * error), 0.0)
    count = max(math.ceil(math.pi / max(math.acos(ratio), 1e-3)), least + 2 * detail)
    return min(-(-count // 4) * 4, (16, 32, 64)[detail])


def unit(vectors: Floats) -> Floats:
    """The vectors of the last axis, at length one; a zero vector stays zero."""
    length = np.asarray(np.sqrt(np.einsum("...i,...i->...", vectors, vectors)))
    length[length == 0.0] = 1.0
    return vectors / length[..., None]


def limits(points: NDArray[np.floating]) -> Floats:
    """`(2, 3)` lowest and highest corner of `(n, 3)` points; far quicker than along the rows."""
    columns = np.ascontiguousarray(points.T)
    return np.stack([columns.min(1), columns.max(1)]).astype(np.float64)


def percentile(values: NDArray[np.floating], percent: float) -> float:
    """The value below which so many percent of some values lie; far quicker than numpy's."""
    place = (values.size - 1) * percent / 100.0
    low = math.floor(place)
    high = min(low + 1, values.size - 1)
    parted = np.partition(values, (low, high))
    below, above = float(parted[low]), float(parted[high])
    return below + (above - below) * (place - low)


def following(ring: NDArray[Value]) -> NDArray[Value]:
    """For each row of a closed ring the one after it; quicker than `np.roll`."""
    return np.concatenate([ring[1:], ring[:1]])


def preceding(ring: NDArray[Value]) -> NDArray[Value]:
    """For each row of a closed ring the one before it."""
    return np.concatenate([ring[-1:], ring[:-1]])


def chords(ring: Floats) -> Floats:
    """`(n, k)` from the point before each point of a closed ring to the one after it."""
    steps = np.empty_like(ring)
    steps[1:-1] = ring[2:] - ring[:-2]
    steps[0], steps[-1] = ring[1] - ring[-1], ring[0] - ring[-2]
    return steps


def quads(rows: Ints, columns: Ints, next_rows: Ints, next_columns: Ints) -> Ints:
    """`(r, c, 2, 3)` triangles of a grid's cells from the vertex index of each corner.

    Row offsets and columns are added, so a caller passes rows that are multiplied by the width.
    A cell runs (row, column) -> (row, next column) -> (next row, next column) counter-clockwise.
    """
    a = rows[:, None] + columns
    faces = np.empty((*a.shape, 2, 3), np.int64)
    faces[..., 0, 0] = faces[..., 1, 0] = a
    faces[..., 0, 1] = rows[:, None] + next_columns
    faces[..., 0, 2] = faces[..., 1, 1] = next_rows[:, None] + next_columns
    faces[..., 1, 2] = next_rows[:, None] + columns
    return faces


def compacted(
    positions: Floats, normals: Floats, uvs: Floats, triangles: Ints, closed: bool = True
) -> Mesh:
    """A mesh from arrays as in `pack`, without the vertices that no triangle uses."""
    used = np.zeros(positions.size // 3, bool)
    used[triangles] = True
    number = np.cumsum(used) - 1
    return pack(
        positions.reshape(-1, 3)[used],
        normals.reshape(-1, 3)[used],
        uvs.reshape(-1, 2)[used],
        number[triangles],
        closed,
    )


def cross(first: ArrayLike, second: ArrayLike) -> Floats:
    """`(..., 3)` cross products; for small arrays several times quicker than numpy's."""
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    ax, ay, az = a[..., 0], a[..., 1], a[..., 2]
    bx, by, bz = b[..., 0], b[..., 1], b[..., 2]
    result = np.empty(np.broadcast_shapes(a.shape, b.shape))
    result[..., 0] = ay * bz - az * by
    result[..., 1] = az * bx - ax * bz
    result[..., 2] = ax * by - ay * bx
    return result
