"""Where openings go: rules for bays along a wall, the same on every floor.

A wall is divided into equal bays about as wide as the spacing asked for; an opening stands in the
middle of its bay. So openings of different floors stand above each other, facades are symmetrical,
and nothing comes near a corner, where another wall begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[float, float]


@dataclass(frozen=True)
class Bays:
    """The bays of a wall.

    Attributes:
        centres: Where openings may stand, metres from the wall's start.
        pitch: Width of a bay, metres.
    """

    centres: tuple[float, ...]
    pitch: float


def bays(
    length: float, need: float, spacing: float, margins: Span, *, odd: bool = False, most: int = 99
) -> Bays:
    """Divide a wall.

    Args:
        length: Of the wall, metres.
        need: Width that an opening takes with its casing and shutters, metres.
        spacing: Distance of openings aimed at, metres.
        margins: What stays free at the wall's start and end, metres.
        odd: An odd number of bays: one is in the middle.
        most: No more than so many.
    """
    room = length - margins[0] - margins[1]
    if room < need:
        return Bays((), length)
    low, high = margins[0] + need / 2.0, length - margins[1] - need / 2.0
    closest = need + 0.35
    fit = 1 + int((high - low) / closest + 1e-6)
    count = max(1, min(most, fit, round(length / max(spacing, closest))))
    if odd and count % 2 == 0:
        count += 1 if count + 1 <= min(fit, most) else -1
    if count == 1:
        return Bays((min(max(length / 2.0, low), high),), length)
    step = length / count
    # Even bays; where the outer ones would come too near the corners, the row moves together.
    first, last = max(step / 2.0, low), min(length - step / 2.0, high)
    step = (last - first) / (count - 1)
    return Bays(tuple(first + i * step for i in range(count)), step)


def apart(centre: float, half: float, taken: Sequence[Span], gap: float = 0.15) -> bool:
    """Whether an opening keeps its distance from spans that are taken, metres."""
    return all(centre + half + gap <= low or centre - half - gap >= high for low, high in taken)
