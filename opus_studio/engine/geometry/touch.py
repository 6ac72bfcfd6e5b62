"""Kernels that find which pieces touch, by the distances between their triangles.

Formulas: Ericson, Real-Time Collision Detection, 2005, chapters 5.1.5 and 5.1.9.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

_KERNEL = {"cache": True, "nogil": True}

Floats = NDArray[np.float64]


@numba.njit(**_KERNEL)
def _dot(a: Floats, b: Floats) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@numba.njit(**_KERNEL)
def _point_triangle(p: Floats, a: Floats, b: Floats, c: Floats) -> float:
    """Squared distance from a point to a triangle."""
    ab, ac, ap = b - a, c - a, p - a
    d1, d2 = _dot(ab, ap), _dot(ac, ap)
    if d1 <= 0.0 and d2 <= 0.0:
        return _dot(ap, ap)
    bp = p - b
    d3, d4 = _dot(ab, bp), _dot(ac, bp)
    if d3 >= 0.0 and d4 <= d3:
        return _dot(bp, bp)
    vc = d1 * d4 - d3 * d2
    if vc <= 0.0 and d1 >= 0.0 and d3 <= 0.0:
        off = ap - ab * (d1 / (d1 - d3)) if d1 != d3 else ap
        return _dot(off, off)
    cp = p - c
    d5, d6 = _dot(ab, cp), _dot(ac, cp)
    if d6 >= 0.0 and d5 <= d6:
        return _dot(cp, cp)
    vb = d5 * d2 - d1 * d6
    if vb <= 0.0 and d2 >= 0.0 and d6 <= 0.0:
        off = ap - ac * (d2 / (d2 - d6)) if d2 != d6 else ap
        return _dot(off, off)
    va = d3 * d6 - d5 * d4
    if va <= 0.0 and d4 - d3 >= 0.0 and d5 - d6 >= 0.0:
        w = (d4 - d3) / max((d4 - d3) + (d5 - d6), 1e-300)
        off = bp - (c - b) * w
        return _dot(off, off)
    total = va + vb + vc
    if total == 0.0:
        return min(_dot(ap, ap), _dot(bp, bp), _dot(cp, cp))
    off = ap - ab * (vb / total) - ac * (vc / total)
    return _dot(off, off)


@numba.njit(**_KERNEL)
def _segments(p: Floats, q: Floats, a: Floats, b: Floats) -> float:
    """Squared distance between two segments."""
    d1, d2, r = q - p, b - a, p - a
    e1, e2, f = _dot(d1, d1), _dot(d2, d2), _dot(d2, r)
    if e1 < 1e-18 or e2 < 1e-18:
        return 1e9
    c, m = _dot(d1, r), _dot(d1, d2)
    spread = e1 * e2 - m * m
    s = min(max((m * f - c * e2) / spread, 0.0), 1.0) if spread > 1e-18 else 0.0
    t = (m * s + f) / e2
    if t < 0.0:
        t, s = 0.0, min(max(-c / e1, 0.0), 1.0)
    elif t > 1.0:
        t, s = 1.0, min(max((m - c) / e1, 0.0), 1.0)
    off = r + d1 * s - d2 * t
    return _dot(off, off)


@numba.njit(**_KERNEL)
def _pierces(p: Floats, q: Floats, t: Floats) -> bool:
    """Whether a segment goes through a triangle (Moeller and Trumbore, 1997)."""
    e1, e2, d = t[1] - t[0], t[2] - t[0], q - p
    h = np.cross(d, e2)
    a = _dot(e1, h)
    if abs(a) < 1e-18:
        return False
    s = p - t[0]
    u = _dot(s, h) / a
    if u < 0.0 or u > 1.0:
        return False
    k = np.cross(s, e1)
    v = _dot(d, k) / a
    if v < 0.0 or u + v > 1.0:
        return False
    w = _dot(e2, k) / a
    return 0.0 <= w <= 1.0


@numba.njit(**_KERNEL)
def _near(t: Floats, o: Floats, gap: float) -> bool:
    """Whether two triangles cross or come within `gap` metres."""
    for k in range(3):
        if min(t[0, k], t[1, k], t[2, k]) > max(o[0, k], o[1, k], o[2, k]) + gap:
            return False
        if min(o[0, k], o[1, k], o[2, k]) > max(t[0, k], t[1, k], t[2, k]) + gap:
            return False
    limit = gap * gap
    for i in range(3):
        if _point_triangle(t[i], o[0], o[1], o[2]) <= limit:
            return True
        if _point_triangle(o[i], t[0], t[1], t[2]) <= limit:
            return True
    for i in range(3):
        p, q = t[i], t[(i + 1) % 3]
        if _pierces(p, q, o):
            return True
        if _pierces(o[i], o[(i + 1) % 3], t):
            return True
        for j in range(3):
            if _segments(p, q, o[j], o[(j + 1) % 3]) <= limit:
                return True
    return False


@numba.njit(**_KERNEL)
def _reaches(t: Floats, low: Floats, high: Floats) -> bool:
    for k in range(3):
        if min(t[0, k], t[1, k], t[2, k]) > high[k] or max(t[0, k], t[1, k], t[2, k]) < low[k]:
            return False
    return True


@numba.njit(**_KERNEL)
def _holds(corners: Floats, first: int, last: int, point: Floats) -> bool:
    """Whether a point is within a closed piece, by how often a ray leaves it."""
    end = point + np.array([0.0131, 100.0, 0.0077])
    inside = False
    for t in range(first, last):
        if _pierces(point, end, corners[t]):
            inside = not inside
    return inside


@numba.njit(**_KERNEL)
def _meet(
    corners: Floats, starts: NDArray[np.int64], low: Floats, high: Floats, a: int, b: int,
    gap: float,
) -> bool:  # fmt: skip
    lower, upper = np.empty(3), np.empty(3)
    for k in range(3):
        lower[k] = max(low[a, k], low[b, k]) - gap
        upper[k] = min(high[a, k], high[b, k]) + gap
    mine = np.empty(starts[a + 1] - starts[a], np.int64)
    count = 0
    for t in range(starts[a], starts[a + 1]):
        if _reaches(corners[t], lower, upper):
            mine[count] = t
            count += 1
    for o in range(starts[b], starts[b + 1]):
        if _reaches(corners[o], lower, upper):
            for k in range(count):
                if _near(corners[mine[k]], corners[o], gap):
                    return True
    return _holds(corners, starts[a], starts[a + 1], corners[starts[b], 0]) or _holds(
        corners, starts[b], starts[b + 1], corners[starts[a], 0]
    )


@numba.njit(**_KERNEL)
def _root(parent: NDArray[np.int64], k: int) -> int:
    while parent[k] != k:
        parent[k] = parent[parent[k]]
        k = parent[k]
    return k


@numba.njit(**_KERNEL)
def assemblies(
    corners: Floats,
    starts: NDArray[np.int64],
    low: Floats,
    high: Floats,
    order: NDArray[np.int64],
    parent: NDArray[np.int64],
    gap: float,
) -> NDArray[np.int64]:
    """`(pieces,)` the number of the assembly that each piece belongs to: the least piece in it.

    Args:
        corners: `(m, 3, 3)` corners of the triangles in the world, those of a piece in a row.
        starts: `(pieces + 1,)` the first triangle of each piece.
        low: `(pieces, 3)` lowest corners.
        high: `(pieces, 3)` highest corners.
        order: The pieces by their lowest X.
        parent: `(pieces,)` pieces known to belong together point at the least of them.
        gap: How far apart pieces may be and still touch, metres.
    """
    for i in range(len(order)):
        a = order[i]
        for j in range(i + 1, len(order)):
            b = order[j]
            if low[b, 0] > high[a, 0] + gap:
                break
            if low[b, 1] > high[a, 1] + gap or low[a, 1] > high[b, 1] + gap:
                continue
            if low[b, 2] > high[a, 2] + gap or low[a, 2] > high[b, 2] + gap:
                continue
            ra, rb = _root(parent, a), _root(parent, b)
            if ra != rb and _meet(corners, starts, low, high, a, b, gap):
                parent[max(ra, rb)] = min(ra, rb)
    for k in range(len(parent)):
        parent[k] = _root(parent, k)
    return parent
