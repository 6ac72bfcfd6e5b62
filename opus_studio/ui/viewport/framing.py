"""How large a model stands in the picture, and when the camera must step back or come nearer."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.viewport.camera import Orbit

FILL: Final = 0.9
"""Share of the free area that a model's box takes; what stands in the box takes about 0.8."""

SMALL: Final = 0.45
"""The same share below which a model counts as too small."""

_TOP, _BOTTOM, _SIDE = 46.0, 46.0, 14.0
"""Logical pixels at the edges that captions and figures are written over."""

_LEAST: Final = 0.6
"""Share of a small picture that counts as free whatever is written over it."""


def free_area(width: float, height: float) -> tuple[float, float]:
    """Width and height of the middle of a picture that nothing is written over, pixels."""
    return (
        max(width - 2 * _SIDE, width * _LEAST),
        max(height - _TOP - _BOTTOM, height * _LEAST),
    )


def fitted(orbit: Orbit, bounds: NDArray[np.float64], width: float, height: float) -> Orbit:
    """The camera from the same side with the whole box in the free area.

    Args:
        orbit: The camera.
        bounds: `(2, 3)` lowest and highest corner, metres.
        width: Of the picture, logical pixels.
        height: Likewise.
    """
    free_width, free_height = free_area(width, height)
    return orbit.fitted(bounds, free_width / free_height, height / (free_height * FILL))


def must_refit(orbit: Orbit, bounds: NDArray[np.float64], width: float, height: float) -> bool:
    """Whether the box leaves the picture or has become too small in it; see `fitted`."""
    corners = np.array([[bounds[i, 0], bounds[j, 1], bounds[k, 2]]
                        for i in (0, 1) for j in (0, 1) for k in (0, 1)])  # fmt: skip
    places = orbit.project(corners, width, height)
    if not np.isfinite(places).all():
        return True
    low, high = places.min(axis=0), places.max(axis=0)
    if np.any(low < 0) or high[0] > width or high[1] > height:
        return True
    free_width, free_height = free_area(width, height)
    return bool(max((high[0] - low[0]) / free_width, (high[1] - low[1]) / free_height) < SMALL)
