"""What stands on a stage, in figures: the window knows them at once, the drawing follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import PreviewResult, Statistics, Triple

PERSON_HEIGHT: Final = 1.75
"""Metres; between the medians of men and women in DIN 33402-2:2020 with shoes."""

PERSON_BOX: Final = np.array([[-0.281, 0.0, -0.119], [0.281, PERSON_HEIGHT, 0.186]])
"""The box of the person for scale, standing at the origin, metres."""


def empty_box() -> NDArray[np.float64]:
    """What an empty stage is taken for: a cube of 1 m on the ground."""
    return np.array([[-0.5, 0.0, -0.5], [0.5, 1.0, 0.5]])


@dataclass(frozen=True, eq=False)
class DisplayedModel:
    """One model's figures.

    Attributes:
        bounds: `(2, 3)` lowest and highest corner of everything, metres.
        size_bounds: The same of what the size speaks of (a window's frame without its sill).
        statistics: What the user reads about the model.
        is_empty: There is no model.
    """

    bounds: NDArray[np.float64] = field(default_factory=empty_box)
    size_bounds: NDArray[np.float64] = field(default_factory=empty_box)
    statistics: Statistics = field(default_factory=Statistics)
    is_empty: bool = True

    def subject(self, *, person: bool) -> NDArray[np.float64]:
        """`(2, 3)` box of what shall be in the picture: the model, and a person beside it."""
        if not person:
            return self.bounds
        box = PERSON_BOX + np.array(place_of_person(self.bounds))
        return np.stack([np.minimum(self.bounds[0], box[0]), np.maximum(self.bounds[1], box[1])])


def displayed_model_of(result: PreviewResult) -> DisplayedModel:
    """The figures of a built model."""
    size_bounds = result.bounds if result.size_bounds is None else result.size_bounds
    return DisplayedModel(result.bounds, size_bounds, result.statistics, not result.draws)


def place_of_person(bounds: NDArray[np.float64]) -> Triple:
    """Where the person for scale stands beside a model: at its right, half way back."""
    low, high = bounds
    gap = 0.40 + 0.04 * float(high[0] - low[0])
    return (float(high[0]) + gap, float(low[1]), float(low[2] + high[2]) / 2)


class ModelFileError(ValueError):
    """A model file cannot be shown; the text says which and why."""
