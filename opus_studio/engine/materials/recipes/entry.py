"""One entry of the list of finishes, and small helpers that the recipes share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.band import Recipe
from opus_studio.engine.materials.finish import Finish


@dataclass(frozen=True)
class Entry:
    """A finish and, when it has maps, the recipe that paints them."""

    finish: Finish
    recipe: Recipe | None = None


def ramp01(value: NDArray[np.float32], low: float, high: float) -> NDArray[np.float32]:
    """0 below `low`, 1 above `high`, smooth between (3x^2 - 2x^3); `low` may be the greater."""
    from opus_studio.engine.materials import kernels

    out = np.empty(value.shape, np.float32)
    kernels.smoothstep(out, value, low, high)
    return out


def mix(
    low: NDArray[np.float32], high: NDArray[np.float32], weight: NDArray[np.float32]
) -> NDArray[np.float32]:
    """`low` where the weight is 0, `high` where it is 1."""
    from opus_studio.engine.materials import kernels

    out = np.empty(weight.shape, np.float32)
    kernels.blend(out, low, high, weight)
    return out


def add(out: NDArray[np.float32], plane: NDArray[np.float32], factor: float) -> None:
    """Add `plane * factor` to `out` in one pass; `plane` may be a row or a column."""
    from opus_studio.engine.materials import kernels

    if plane.shape == out.shape:
        kernels.accumulate(out, plane, factor)
    else:
        out += plane * np.float32(factor)
