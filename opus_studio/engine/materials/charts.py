"""Kernels that read a mesh for the finish on it: how wide its charts are, and where ends are.

A chart is what shares vertices; a piece is what shares places, for vertices are split at the
seams of charts.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

_KERNEL = {"cache": True, "nogil": True}

_STEPS = 65536.0
"""Steps in a metre: places nearer than one of them are the same corner of a piece."""

STRAIGHT = 0.55
"""Least share of a piece's surface whose grain runs the one way that its ends are across."""

ACROSS = 0.8
"""Least cosine between an end's normal and the grain: 37 degrees."""


@numba.njit(**_KERNEL)
def _root(parent: NDArray[np.int32], k: int) -> int:
    while parent[k] != k:
        parent[k] = parent[parent[k]]
        k = parent[k]
    return k


@numba.njit(**_KERNEL)
def _join(parent: NDArray[np.int32], triangles: NDArray[np.uint32]) -> None:
    for t in range(len(triangles)):
        a = _root(parent, np.int64(triangles[t, 0]))
        for c in range(1, 3):
            b = _root(parent, np.int64(triangles[t, c]))
            if a < b:
                parent[b] = a
            elif b < a:
                parent[a] = b
                a = b


@numba.njit(**_KERNEL)
def slender(positions: NDArray[np.float32], width: float) -> bool:
    """Whether everything fits into a square tube of `width` metres along X, Y or Z."""
    wide = 0
    for c in range(3):
        low, high = positions[0, c], positions[0, c]
        for k in range(len(positions)):
            low = min(low, positions[k, c])
            high = max(high, positions[k, c])
        if high - low >= width:
            wide += 1
    return wide < 2


@numba.njit(**_KERNEL)
def small_share(uvs: NDArray[np.float32], triangles: NDArray[np.uint32], width: float) -> float:
    """Share of the surface on charts whose narrower side is under `width` metres."""
    n = len(uvs)
    parent = np.arange(n).astype(np.int32)
    _join(parent, triangles)
    low = np.full((n, 2), np.inf)
    high = np.full((n, 2), -np.inf)
    for k in range(n):
        r = _root(parent, k)
        for c in range(2):
            low[r, c] = min(low[r, c], uvs[k, c])
            high[r, c] = max(high[r, c], uvs[k, c])
    small, whole = 0.0, 1e-12
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        area = abs(
            (uvs[b, 0] - uvs[a, 0]) * (uvs[c, 1] - uvs[a, 1])
            - (uvs[b, 1] - uvs[a, 1]) * (uvs[c, 0] - uvs[a, 0])
        )
        r = _root(parent, np.int64(a))
        whole += area
        if min(high[r, 0] - low[r, 0], high[r, 1] - low[r, 1]) < width:
            small += area
    return small / whole


@numba.njit(**_KERNEL)
def _weld(parent: NDArray[np.int32], positions: NDArray[np.float32]) -> None:
    """Join the vertices that stand at one place: an open-addressed table of places."""
    n = len(positions)
    size = 16
    while size < 2 * n:
        size *= 2
    table = np.full(size, -1, np.int32)
    cells = np.empty((n, 3), np.int64)
    for k in range(n):
        for c in range(3):
            cells[k, c] = np.int64(np.floor(positions[k, c] * _STEPS + 0.5))
        slot = (cells[k, 0] * 73856093 ^ cells[k, 1] * 19349663 ^ cells[k, 2] * 83492791) & (
            size - 1
        )
        while True:
            other = table[slot]
            if other < 0:
                table[slot] = k
                break
            if (
                cells[other, 0] == cells[k, 0]
                and cells[other, 1] == cells[k, 1]
                and cells[other, 2] == cells[k, 2]
            ):
                parent[k] = other
                break
            slot = (slot + 1) & (size - 1)


@numba.njit(**_KERNEL)
def end_triangles(
    positions: NDArray[np.float32], uvs: NDArray[np.float32], triangles: NDArray[np.uint32]
) -> NDArray[np.bool_]:
    """`(m,)` which triangles lie across the grain of a straight piece.

    The grain of a triangle is the direction on it along which U grows; that of a piece is the
    axis that most of its surface agrees on (the first eigenvector of the sum of their outer
    products). A bent piece, where they do not agree, has no ends.
    """
    n, m = len(positions), len(triangles)
    parent = np.arange(n).astype(np.int32)
    _weld(parent, positions)
    _join(parent, triangles)
    tensor = np.zeros((n, 6))
    normal = np.zeros((m, 3))
    root = np.empty(m, np.int64)
    e, f, d = np.empty(3), np.empty(3), np.empty(3)
    for t in range(m):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        for i in range(3):
            e[i] = positions[b, i] - positions[a, i]
            f[i] = positions[c, i] - positions[a, i]
        normal[t, 0] = e[1] * f[2] - e[2] * f[1]
        normal[t, 1] = e[2] * f[0] - e[0] * f[2]
        normal[t, 2] = e[0] * f[1] - e[1] * f[0]
        area = np.sqrt(normal[t, 0] ** 2 + normal[t, 1] ** 2 + normal[t, 2] ** 2)
        v1, v2 = uvs[b, 1] - uvs[a, 1], uvs[c, 1] - uvs[a, 1]
        turn = (uvs[b, 0] - uvs[a, 0]) * v2 - (uvs[c, 0] - uvs[a, 0]) * v1
        sign = 1.0 if turn >= 0.0 else -1.0
        length = 0.0
        for i in range(3):
            d[i] = (e[i] * v2 - f[i] * v1) * sign
            length += d[i] * d[i]
        root[t] = _root(parent, np.int64(a))
        if area > 0.0 and length > 0.0:
            for i in range(3):
                normal[t, i] /= area
            weight = area / length
            r = root[t]
            tensor[r, 0] += weight * d[0] * d[0]
            tensor[r, 1] += weight * d[1] * d[1]
            tensor[r, 2] += weight * d[2] * d[2]
            tensor[r, 3] += weight * d[0] * d[1]
            tensor[r, 4] += weight * d[0] * d[2]
            tensor[r, 5] += weight * d[1] * d[2]
    grain = np.zeros((n, 3))
    known = np.zeros(n, np.bool_)
    ends = np.zeros(m, np.bool_)
    for t in range(m):
        r = root[t]
        if not known[r]:
            known[r] = True
            _axis(tensor[r], grain[r])
        along = normal[t, 0] * grain[r, 0] + normal[t, 1] * grain[r, 1] + normal[t, 2] * grain[r, 2]
        ends[t] = abs(along) > ACROSS
    return ends


@numba.njit(**_KERNEL)
def _axis(t: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Write the first eigenvector, by the power method; leave 0 where it does not rule."""
    trace = t[0] + t[1] + t[2]
    if trace <= 0.0:
        return
    x, y, z = 0.577, 0.577, 0.577
    if t[0] >= t[1] and t[0] >= t[2]:
        x, y, z = 1.0, 0.01, 0.01
    elif t[1] >= t[2]:
        x, y, z = 0.01, 1.0, 0.01
    else:
        x, y, z = 0.01, 0.01, 1.0
    length = 0.0
    for _ in range(12):
        p = t[0] * x + t[3] * y + t[4] * z
        q = t[3] * x + t[1] * y + t[5] * z
        r = t[4] * x + t[5] * y + t[2] * z
        length = np.sqrt(p * p + q * q + r * r)
        if length <= 0.0:
            return
        x, y, z = p / length, q / length, r / length
    if length > STRAIGHT * trace:
        out[0], out[1], out[2] = x, y, z
