"""The pattern kernels: courses of units (bricks, boards) and scattered marks (blades, stones).

The same rules as in `kernels`: bands of rows with wrap-around, no lock, no dependence on how the
map is cut into bands.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.kernels import Plane

F = np.float32

_KERNEL = {"fastmath": True, "cache": True, "nogil": True}


@numba.njit(**_KERNEL)
def courses(
    planes: NDArray[np.float32],
    row0: int,
    tile: float,
    course_edges: NDArray[np.float32],
    first_unit: NDArray[np.int32],
    unit_edges: NDArray[np.float32],
    values: NDArray[np.float32],
) -> None:
    """Draw courses of units.

    `course_edges` (courses + 1) metres from the top; the units of course c are `first_unit[c]` to
    `first_unit[c + 1]` in `unit_edges`, each the metres from the left at which a unit begins; it
    ends where the next begins, and the last ends at the first one's beginning, around the edge.
    `planes` `(3 + k, rows, n)` receive metres to the nearest side of the unit, the place along it
    from its left and across it from its top (0..1), and the unit's `values` `(k, units)`.
    """
    _, rows, n = planes.shape
    pixel = F(tile) / F(n)
    for j in range(rows):
        y = (F((row0 + j) % n) + F(0.5)) * pixel
        c = 0
        while course_edges[c + 1] <= y:
            c += 1
        top, bottom = course_edges[c], course_edges[c + 1]
        edge_y = min(y - top, bottom - y)
        planes[2, j, :] = (y - top) / (bottom - top)
        first, last = first_unit[c], first_unit[c + 1]
        for k in range(first, last):
            start = unit_edges[k]
            end = unit_edges[k + 1] if k + 1 < last else unit_edges[first] + F(tile)
            begin = int(np.ceil(start / pixel - F(0.5)))
            stop = int(np.ceil(end / pixel - F(0.5)))
            scale = F(1) / (end - start)
            for part in range(2):
                low = max(begin - part * n, 0)
                high = min(stop - part * n, n)
                if low >= high:
                    continue
                edge, along = planes[0, j, low:high], planes[1, j, low:high]
                offset = (F(low + part * n) + F(0.5)) * pixel
                for i in range(high - low):
                    x = F(np.int32(i)) * pixel + offset
                    edge[i] = min(min(x - start, end - x), edge_y)
                    along[i] = (x - start) * scale
                for v in range(len(values)):
                    planes[3 + v, j, low:high] = values[v, k]


@numba.njit(**_KERNEL)
def marks(height: Plane, value: Plane, row0: int, tile: float, table: Plane) -> None:
    """Lay domed marks over each other; the higher one wins at each pixel.

    `table` `(k, 10)`, rising in y: centre x and y (0..tile) from the top left, half length, half
    width, cosine and sine of the direction (all metres and image axes), height of the crown,
    height that the far end is lifted, taper towards the far end 0..1, and the value to write.
    `height` and `value` keep what they had where no mark is higher.
    """
    rows, n = height.shape
    pixel = F(tile) / F(n)
    scale = F(n) / F(tile)
    reach = F(0)
    for k in range(len(table)):
        reach = max(reach, table[k, 2], table[k, 3])
    for shift in range(-1, 2):
        top = F(row0) * pixel - F(shift) * F(tile)
        first = _bisect(table, top - reach)
        last = _bisect(table, top + F(rows) * pixel + reach)
        for k in range(first, last):
            x, half_length, half_width = table[k, 0], table[k, 2], table[k, 3]
            y = table[k, 1] + F(shift) * F(tile)
            cosine, sine = table[k, 4], table[k, 5]
            crown, lift, taper, mark_value = table[k, 6], table[k, 7], table[k, 8], table[k, 9]
            # The ellipse as p dx^2 + 2 q dx dy + r dy^2 < 1 gives each row's stretch of pixels.
            l1, w1 = F(1) / half_length, F(1) / half_width
            l2, w2 = l1 * l1, w1 * w1
            p = cosine * cosine * l2 + sine * sine * w2
            q = cosine * sine * (l2 - w2)
            r = sine * sine * l2 + cosine * cosine * w2
            reach_y = np.sqrt(p / (p * r - q * q))
            inverse, slant = F(1) / p, q / p
            a1, b1 = pixel * cosine * l1, -pixel * sine * w1
            first_y = max(int(np.floor((y - reach_y) * scale)), row0)
            last_y = min(int(np.ceil((y + reach_y) * scale)), row0 + rows - 1)
            for row in range(first_y, last_y + 1):
                dy = (F(row) + F(0.5)) * pixel - y
                root = (q * q - p * r) * dy * dy + p
                if root <= F(0):
                    continue
                spread = np.sqrt(root) * inverse
                middle = x - slant * dy
                begin = int(np.floor((middle - spread) * scale))
                stop = int(np.ceil((middle + spread) * scale))
                # Nearly always one part: two where the mark lies across the edge of the map.
                for part in range(-1 if begin < 0 else 0, 2 if stop >= n else 1):
                    low = max(begin, part * n)
                    high = min(stop + 1, part * n + n)
                    if low >= high:
                        continue
                    dx = (F(low) + F(0.5)) * pixel - x
                    a0, b0 = (dx * cosine + dy * sine) * l1, (dy * cosine - dx * sine) * w1
                    heights = height[row - row0, low - part * n : high - part * n]
                    values = value[row - row0, low - part * n : high - part * n]
                    for i in range(high - low):
                        step = F(np.int32(i))
                        a, b = a0 + step * a1, b0 + step * b1
                        narrow = F(1) - taper * F(0.5) * (a + F(1))
                        inside = (F(1) - a * a) * narrow * narrow - b * b
                        level = crown * inside + lift * a if inside > F(0) else F(-1e9)
                        before, kept = heights[i], values[i]
                        values[i] = mark_value if level > before else kept
                        heights[i] = max(level, before)


@numba.njit(**_KERNEL)
def _bisect(table: NDArray[np.float32], y: float) -> int:
    """Index of the first mark whose y (column 1, rising) is not under `y`."""
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        if table[middle, 1] < y:
            low = middle + 1
        else:
            high = middle
    return low


@numba.njit(**_KERNEL)
def bumps(out: Plane, row0: int, tile: float, table: Plane) -> None:
    """Add smooth bumps `amplitude * (1 - r2)^2`.

    `table` `(k, 5)`: centre x and y, half length along x, half width along y (metres), amplitude.
    """
    rows, n = out.shape
    pixel = F(tile) / F(n)
    scale = F(n) / F(tile)
    for k in range(len(table)):
        x, y, half_length, half_width, amplitude = table[k]
        first_x = int(np.floor((x - half_length) * scale))
        last_x = int(np.ceil((x + half_length) * scale))
        for shift in range(-1, 2):
            centre_y = y + F(shift) * F(tile)
            first_y = max(int(np.floor((centre_y - half_width) * scale)), row0)
            last_y = min(int(np.ceil((centre_y + half_width) * scale)), row0 + rows - 1)
            for row in range(first_y, last_y + 1):
                b = ((F(row) + F(0.5)) * pixel - centre_y) / half_width
                for column in range(first_x, last_x + 1):
                    a = ((F(column) + F(0.5)) * pixel - x) / half_length
                    inside = F(1) - a * a - b * b
                    if inside > F(0):
                        out[row - row0, column % n] += amplitude * inside * inside
