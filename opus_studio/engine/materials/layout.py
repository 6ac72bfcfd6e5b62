"""Layouts: bonds of bricks, boards and slates, strewn marks. Made once, drawn by a kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Courses:
    """Courses of units that fill a square tile without a gap.

    Attributes:
        course_edges: `(courses + 1)` float32, metres from the top.
        first_unit: `(courses + 1)` int32, index of each course's first unit.
        unit_edges: `(units)` float32, metres from the left where each unit begins.
    """

    course_edges: NDArray[np.float32]
    first_unit: NDArray[np.int32]
    unit_edges: NDArray[np.float32]

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.unit_edges)

    @property
    def course_of(self) -> NDArray[np.int64]:
        """`(units)` the course that each unit lies in."""
        return np.repeat(np.arange(len(self.first_unit) - 1), np.diff(self.first_unit))

    def values(self, seed: int, low: float = 0.0, high: float = 1.0) -> NDArray[np.float32]:
        """`(units)` float32: a random value for each unit."""
        return np.random.default_rng(seed).uniform(low, high, self.units).astype(np.float32)


def from_rows(
    tile: float, heights: Sequence[float], rows: Sequence[Sequence[float] | NDArray[np.float64]]
) -> Courses:
    """Courses of relative `heights`, each with its units' beginnings (metres, wrapped here)."""
    edges = np.concatenate([[0.0], np.cumsum(heights)])
    starts = [np.sort(np.mod(row, tile)) for row in rows]
    return Courses(
        course_edges=(edges * (tile / edges[-1])).astype(np.float32),
        first_unit=np.concatenate([[0], np.cumsum([len(row) for row in starts])]).astype(np.int32),
        unit_edges=np.concatenate(starts).astype(np.float32),
    )


def bond(tile: float, courses: int, pattern: Sequence[float], shifts: Sequence[float]) -> Courses:
    """Equal courses of units whose relative lengths repeat as `pattern` across the tile.

    `pattern` is the whole course; course c begins at `shifts[c % len]` metres.
    """
    starts = np.concatenate([[0.0], np.cumsum(pattern)])
    starts = starts[:-1] * (tile / starts[-1])
    rows = [starts + shifts[c % len(shifts)] for c in range(courses)]
    return from_rows(tile, [1.0] * courses, rows)


def random_courses(
    tile: float,
    heights: Sequence[float],
    length: tuple[float, float],
    seed: int,
) -> Courses:
    """Courses of relative `heights` with units of random length (metres), joints staggered."""
    rng = np.random.default_rng(seed)
    rows: list[NDArray[np.float64]] = []
    for _ in heights:
        best, best_gap = np.zeros(1), -1.0
        for _ in range(8):  # the try whose joints stand farthest from those of the course above
            lengths: list[float] = []
            while sum(lengths) < tile:
                lengths.append(rng.uniform(*length))
            starts = np.cumsum(lengths) * (tile / sum(lengths)) + rng.uniform(0, tile)
            starts = np.mod(starts, tile)
            gap = _joint_gap(starts, rows[-1], tile) if rows else tile
            if gap > best_gap:
                best, best_gap = starts, gap
        rows.append(best)
    return from_rows(tile, heights, rows)


def _joint_gap(starts: NDArray[np.float64], others: NDArray[np.float64], tile: float) -> float:
    """The least distance between two sets of joints, around the edge."""
    distance = np.abs(starts[:, None] - others[None, :])
    return float(np.minimum(distance, tile - distance).min())


def strewn(
    rng: np.random.Generator,
    tile: float,
    count: int,
    length: tuple[float, float],
    width: tuple[float, float],
) -> NDArray[np.float64]:
    """`(count, 10)` marks strewn over the tile in all directions, rising in y.

    Columns as in `patterns.marks`; `length` and `width` metres, drawn evenly between the two. The
    heights and the taper are left at 0.
    """
    table = np.zeros((count, 10))
    side = int(np.ceil(np.sqrt(count)))
    cell = rng.permutation(side * side)[:count]
    table[:, 0] = (cell % side + rng.uniform(0, 1, count)) * tile / side
    table[:, 1] = (cell // side + rng.uniform(0, 1, count)) * tile / side
    table[:, 2] = rng.uniform(*length, count) / 2
    table[:, 3] = rng.uniform(*width, count) / 2
    angle = rng.uniform(0, 2 * np.pi, count)
    table[:, 4], table[:, 5] = np.cos(angle), np.sin(angle)
    table[:, 9] = rng.uniform(0, 1, count)
    return table[np.argsort(table[:, 1])]
