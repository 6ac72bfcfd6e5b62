"""The noise kernels: tileable gradient noise, cellular noise, white noise and lookup curves.

Every kernel works on a band of image rows, `(rows, n)` float32, of which the first is row `row0`
of the map (it may be -1 or n: rows wrap around), and releases the interpreter lock. A row depends
on its own number only, so bands may be cut and spread over threads at will without changing a
byte. What is constant along a row or a lattice cell is computed once for it; the inner loops are
short polynomials that the compiler turns into vector code.

numba promotes `uint32 * uint32` to `uint64`; the hash truncates at every step to stay 32 bits wide.
"""

from __future__ import annotations

from typing import TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.float32]
"""`(rows, n)` float32: a band of a map."""

F = np.float32
U = np.uint32

VALUE = F(0.6)
"""Weight of the lattice points' own values: pure gradient noise is zero at all of them, which shows
as a grid where the cells are long."""

_INLINE = {"inline": "always", "cache": True, "nogil": True}
_KERNEL = {"fastmath": True, "cache": True, "nogil": True}


@numba.njit(**_INLINE)
def hash2(x: int, y: int, seed: int) -> np.uint32:
    """32 well-mixed bits from two lattice coordinates and a seed (multiply-xorshift)."""
    h = U(U(U(x) * U(0x9E3779B1)) ^ U(U(y) * U(0x85EBCA77)))
    h = U(h + U(U(seed) * U(0xC2B2AE3D)))
    h = U(U(h ^ U(h >> U(15))) * U(0x2C1B3C6D))
    h = U(U(h ^ U(h >> U(12))) * U(0x297A2D39))
    return U(h ^ U(h >> U(15)))


@numba.njit(**_INLINE)
def _gradients(iy: int, px: int, seed: int, gx: Plane, gy: Plane) -> None:
    """One lattice row of gradients, components uniform in -1..1."""
    for k in range(px):
        h = hash2(k, iy, seed)
        gx[k] = F(np.int32(h & U(0xFFFF)) - 32768) * F(3.0517578e-5)
        gy[k] = F(np.int32(U(h >> U(16))) - 32768) * F(3.0517578e-5)


@numba.njit(**_INLINE)
def _cells(line: Plane, slope: Plane, value: Plane, p: int, m: int) -> None:
    """Add a row of noise, `p` cells of `m` pixels, from the lattice row's slopes and values."""
    step = F(1) / F(m)
    for c in range(p):
        low_slope, low_value = slope[c], value[c]
        high_slope = slope[c + 1]
        high_value = value[c + 1] - high_slope
        cell = line[c * m : c * m + m]
        for i in range(m):
            x = F(np.int32(i)) * step
            fade = x * x * x * (x * (x * F(6) - F(15)) + F(10))
            low = low_slope * x + low_value
            high = high_slope * x + high_value
            cell[i] += low + fade * (high - low)


@numba.njit(**_INLINE)
def _halves(line: Plane, slope: Plane, value: Plane, p: int) -> None:
    """The same for cells of two pixels, at x = 0 and x = 1/2 (where the fade is 1/2)."""
    for c in range(p):
        line[2 * c] += value[c]
        line[2 * c + 1] += F(0.5) * (value[c] + value[c + 1]) + F(0.25) * (slope[c] - slope[c + 1])


@numba.njit(**_INLINE)
def _quarters(line: Plane, slope: Plane, value: Plane, p: int) -> None:
    """The same for cells of four pixels; fade(1/4) = 53/512, fade(3/4) = 459/512."""
    low, high = F(53.0 / 512.0), F(459.0 / 512.0)
    for c in range(p):
        v0, v1, s0, s1 = value[c], value[c + 1], slope[c], slope[c + 1]
        line[4 * c] += v0
        line[4 * c + 1] += high * (v0 + F(0.25) * s0) + low * (v1 - F(0.75) * s1)
        line[4 * c + 2] += F(0.5) * (v0 + v1) + F(0.25) * (s0 - s1)
        line[4 * c + 3] += low * (v0 + F(0.75) * s0) + high * (v1 - F(0.25) * s1)


@numba.njit(**_KERNEL)
def gradient_noise(
    out: Plane,
    row0: int,
    px: int,
    py: int,
    octaves: int,
    gain: float,
    amplitude: float,
    seed: int,
) -> None:
    """Add fractal gradient noise to `out`.

    `px` cells along the map (must divide its width) and `py` across in the first octave; both
    double with each octave while the amplitude falls by `gain`.
    """
    rows, n = out.shape
    size = (px << (octaves - 1)) + 1
    # The gradients above and below the row, kept for each octave while the lattice row lasts.
    lattice = np.empty((octaves, 4, size), np.float32)
    known = np.full(octaves, -1, np.int64)
    slope, value = np.empty(size, np.float32), np.empty(size, np.float32)
    for j in range(rows):
        line = out[j]
        row = (row0 + j) % n
        amp = F(amplitude)
        p, q = px, py
        for octave in range(octaves):
            y = F(row) * F(q) / F(n)
            iy = int(y)
            dy = y - F(iy)
            gx0, gy0 = lattice[octave, 0], lattice[octave, 1]
            gx1, gy1 = lattice[octave, 2], lattice[octave, 3]
            if known[octave] != iy:
                known[octave] = iy
                _gradients(iy, p, seed + octave, gx0, gy0)
                _gradients((iy + 1) % q, p, seed + octave, gx1, gy1)
            fade_y = dy * dy * dy * (dy * (dy * F(6) - F(15)) + F(10))
            for c in range(p):
                above = gy0[c] * (dy + VALUE * gx0[c])
                below = gy1[c] * (dy - F(1) + VALUE * gx1[c])
                slope[c] = amp * (gx0[c] + fade_y * (gx1[c] - gx0[c]))
                value[c] = amp * (above + fade_y * (below - above))
            slope[p], value[p] = slope[0], value[0]
            m = n // p
            if m == 2:
                _halves(line, slope, value, p)
            elif m == 4:
                _quarters(line, slope, value, p)
            else:
                _cells(line, slope, value, p, m)
            p *= 2
            q *= 2
            amp *= F(gain)


@numba.njit(**_KERNEL)
def white_noise(out: Plane, row0: int, amplitude: float, seed: int) -> None:
    """Add independent uniform noise, -amplitude..amplitude, to every pixel of `out`."""
    rows, n = out.shape
    scale = F(amplitude) * F(2.0**-31)
    for j in range(rows):
        line = out[j]
        row = (row0 + j) % n
        for i in range(n):
            line[i] += F(np.int32(hash2(i, row, seed))) * scale


@numba.njit(**_INLINE)
def _distance(x: float, y: float) -> float:
    """Its square."""
    return x * x + y * y


@numba.njit(**_INLINE)
def _points(
    xs: Plane, ys: Plane, values: Plane, m: int, row: int, around: int, jitter: float, seed: int
) -> None:
    """One lattice row of feature points, in cells, each repeated for the `m` pixels of its cell.

    From the cell left of the map to the one right of it; `row` may be outside, `around` is the
    number of rows.
    """
    cells = len(xs) // m
    for c in range(cells):
        h = hash2((c - 1) % (cells - 2), row % around, seed)
        off_x = F(np.int32(h & U(0xFFFF))) * F(1.0 / 65536) - F(0.5)
        off_y = F(np.int32(U(h >> U(16)))) * F(1.0 / 65536) - F(0.5)
        mixed = np.int32(U(U(h * U(0x9E3779B1)) >> U(8)))
        x = F(c - 1) + F(0.5) + off_x * F(jitter)
        y = F(row) + F(0.5) + off_y * F(jitter)
        value = F(mixed) * F(1.0 / (1 << 24))
        for i in range(c * m, c * m + m):
            xs[i], ys[i], values[i] = x, y, value


@numba.njit(**_KERNEL)
def cellular_noise(
    f1: Plane,
    f2: Plane,
    value: Plane,
    row0: int,
    px: int,
    py: int,
    size_x: float,
    size_y: float,
    jitter: float,
    seed: int,
) -> None:
    """Write the distances to the nearest and second nearest feature point, and the cell's value.

    One point in each of `px` by `py` cells of `size_x` by `size_y` metres, off its centre by up
    to half a cell times `jitter`. `f1`, `f2` in metres; `value` uniform in 0..1, one for a cell.
    """
    rows, n = f1.shape
    m = n // px
    pixel = F(size_x) / F(m)
    # The points of three lattice rows, repeated for each pixel of their cell, with a cell to spare
    # at both ends: the loops over the nine neighbours then run along the whole row.
    points_x = np.empty((3, n + 2 * m), np.float32)
    points_y = np.empty((3, n + 2 * m), np.float32)
    values = np.empty((3, n + 2 * m), np.float32)
    known, first = -2, 0
    for j in range(rows):
        y = F((row0 + j) % n) * F(py) / F(n)
        iy = int(y)
        if iy != known:
            # The next lattice row brings one new row of points; two of the three are there.
            begin = 2 if iy == known + 1 else 0
            first = (first + 1) % 3 if begin else 0
            known = iy
            for r in range(begin, 3):
                k = (first + r) % 3
                _points(points_x[k], points_y[k], values[k], m, iy + r - 1, py, jitter, seed)
                points_x[k] *= F(size_x)
                points_y[k] *= F(size_y)
        near, second, mine = f1[j], f2[j], value[j]
        near[:] = F(1e9)
        second[:] = F(1e9)
        metres_y = y * F(size_y)
        for r in range(3):
            k = (first + r) % 3
            x0, x1, x2 = points_x[k, :n], points_x[k, m : m + n], points_x[k, 2 * m : 2 * m + n]
            y0, y1, y2 = points_y[k, :n], points_y[k, m : m + n], points_y[k, 2 * m : 2 * m + n]
            v0, v1, v2 = values[k, :n], values[k, m : m + n], values[k, 2 * m : 2 * m + n]
            for i in range(n):
                x = F(np.int32(i)) * pixel
                d0 = _distance(x - x0[i], metres_y - y0[i])
                d1 = _distance(x - x1[i], metres_y - y1[i])
                d2 = _distance(x - x2[i], metres_y - y2[i])
                a, b = near[i], second[i]
                w, w0, w1, w2 = mine[i], v0[i], v1[i], v2[i]
                b = min(b, max(a, d0))
                w = w0 if d0 < a else w
                a = min(a, d0)
                b = min(b, max(a, d1))
                w = w1 if d1 < a else w
                a = min(a, d1)
                second[i] = min(b, max(a, d2))
                mine[i] = w2 if d2 < a else w
                near[i] = min(a, d2)
        for i in range(n):
            near[i] = np.sqrt(near[i])
            second[i] = np.sqrt(second[i])


@numba.njit(**_KERNEL)
def lookup(out: Plane, position: Plane, table: Plane) -> None:
    """Write `table[position]`, linearly interpolated and periodic; its length is a power of two."""
    rows, n = out.shape
    wrap = np.int32(len(table) - 1)
    for j in range(rows):
        for i in range(n):
            x = position[j, i]
            below = np.floor(x)
            k = np.int32(below)
            low = table[k & wrap]
            out[j, i] = low + (x - below) * (table[(k + np.int32(1)) & wrap] - low)


@numba.njit(**_KERNEL)
def smoothstep(out: Plane, plane: Plane, low: float, high: float) -> None:
    """Write 0 where `plane` is under `low`, 1 over `high`, 3x^2 - 2x^3 between."""
    rows, n = out.shape
    scale = F(1) / (F(high) - F(low))
    for j in range(rows):
        line, result = plane[j], out[j]
        for i in range(n):
            x = min(max((line[i] - F(low)) * scale, F(0)), F(1))
            result[i] = x * x * (F(3) - F(2) * x)


@numba.njit(**_KERNEL)
def blend(out: Plane, low: Plane, high: Plane, weight: Plane) -> None:
    """Write `low` where the weight is 0, `high` where it is 1."""
    rows, n = out.shape
    for j in range(rows):
        result, first, second, share = out[j], low[j], high[j], weight[j]
        for i in range(n):
            result[i] = first[i] + (second[i] - first[i]) * share[i]


@numba.njit(**_KERNEL)
def accumulate(out: Plane, plane: Plane, factor: float) -> None:
    """Add `plane * factor` to `out`."""
    rows, n = out.shape
    scale = F(factor)
    for j in range(rows):
        result, line = out[j], plane[j]
        for i in range(n):
            result[i] += line[i] * scale
