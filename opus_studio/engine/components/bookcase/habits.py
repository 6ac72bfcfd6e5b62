"""How the shelves of a bookcase are filled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Habits:
    """How a filling is arranged; shares 0..1.

    Attributes:
        fill: How much of the length is taken.
        objects: Compartments with something beside books.
        stacks: Compartments with lying books.
        hardbacks: Cloth-bound books against paperbacks.
        leaning: The last books of a row may lean.
        series: Volumes in a set.
        display: Objects stand alone, few books.
    """

    fill: float
    objects: float
    stacks: float
    hardbacks: float
    leaning: bool
    series: int = 4
    display: bool = False
