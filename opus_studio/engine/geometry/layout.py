"""Where repeated pieces go: divisions of a length, grids, and cuts of a finish."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.geometry.build import Floats, require_count, require_not_negative


def divide(length: float, count: int, gap: float = 0.0) -> tuple[Floats, float]:
    """A length split into equal fields with gaps between them.

    Args:
        length: Metres.
        count: Number of fields.
        gap: Width of what stands between two fields, metres.

    Returns:
        `(count,)` centres about 0, and the size of one field; metres.

    Raises:
        ValueError: The gaps leave no room.
    """
    require_count(1, count=count)
    require_not_negative(gap=gap)
    size = (length - gap * (count - 1)) / count
    if not size > 0.0:
        raise ValueError(f"{count} fields with gaps of {gap} m do not fit into {length} m.")
    return centred(count, size + gap), size


def bars(length: float, count: int, width: float) -> Floats:
    """`(count,)` centres, about 0, of bars of a width that leave equal openings all round, metres.

    Raises:
        ValueError: The bars leave no opening.
    """
    if count == 0:
        return np.zeros(0)
    _, size = divide(length, count + 1, width)
    return centred(count, size + width)


def centred(count: int, pitch: float) -> Floats:
    """`(count,)` places at a pitch, symmetrical about 0, metres."""
    return np.asarray((np.arange(count) - (count - 1) / 2.0) * pitch, dtype=np.float64)


def by_pitch(length: float, pitch: float, minimum: int = 1) -> tuple[int, float]:
    """How many equal fields come nearest to a wanted pitch, and the pitch that they then have.

    Raises:
        ValueError: The length or the pitch is not above zero.
    """
    if not (length > 0.0 and pitch > 0.0):
        raise ValueError("A length and a pitch must be above zero.")
    count = max(minimum, round(length / pitch))
    return count, length / count


def at_most(length: float, pitch: float, minimum: int = 1) -> tuple[int, float]:
    """The fewest equal fields none of which is wider than a pitch, and their width.

    Raises:
        ValueError: The length or the pitch is not above zero.
    """
    if not (length > 0.0 and pitch > 0.0):
        raise ValueError("A length and a pitch must be above zero.")
    count = max(minimum, math.ceil(length / pitch - 1e-9))
    return count, length / count


def spread(length: float, count: int, inset: float = 0.0) -> Floats:
    """`(count,)` places about 0 from one end to the other, the outer ones `inset` from the ends.

    Raises:
        ValueError: The insets meet.
    """
    require_count(1, count=count)
    reach = length / 2.0 - inset
    if count == 1:
        return np.zeros(1)
    if not reach > 0.0:
        raise ValueError(f"Insets of {inset} m leave nothing of {length} m.")
    return np.linspace(-reach, reach, count)


def grid(columns: Floats, rows: Floats) -> Floats:
    """`(len(rows) * len(columns), 2)` places of a grid, row by row."""
    x, y = np.meshgrid(columns, rows)
    return np.stack([x.ravel(), y.ravel()], -1)


def staggered(columns: int, rows: int, pitch_x: float, pitch_y: float) -> Floats:
    """`(n, 2)` places of rows shifted by half a pitch: buttons in diamonds, courses of tiles.

    Odd rows have one place fewer, so that the pattern is symmetrical about 0.

    Raises:
        ValueError: A count is below one.
    """
    require_count(1, columns=columns, rows=rows)
    places = []
    for row, y in enumerate(centred(rows, pitch_y)):
        x = centred(columns - row % 2, pitch_x)
        places.append(np.stack([x, np.full_like(x, y)], -1))
    return np.concatenate(places)
