"""Which box of a finished asset its size speaks of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.protocol import OUTPUT_NAME
from opus_studio.ui.preview.result import Triple

_SAME: Final = 1.5e-3
"""Metres that a box may differ from the size that the record tells."""


def nominal_size(path: Path) -> Triple | None:
    """The size, metres, that an asset's parameters name, from the record beside its file.

    A window's is its frame's, without the sill. None where the record does not tell it, or is
    another asset's.
    """
    try:
        record = json.loads((path.parent / OUTPUT_NAME).read_text(encoding="utf-8"))
        if record["model"] != path.stem:
            return None
        told = record.get("nominal_size_m") or record["size_m"]
        width, height, depth = (float(edge) for edge in told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    size = (width, height, depth)
    return size if all(np.isfinite(size)) and min(size) >= 0.0 else None


def box_of_size(
    parts: Sequence[NDArray[np.float64]], bounds: NDArray[np.float64], size: Triple | None
) -> NDArray[np.float64]:
    """The box, `(2, 3)` corners, of which `size` speaks: a part's of that size, else one inside.

    Args:
        parts: The box of each slot.
        bounds: The box of everything.
        size: Width, height, depth; None, or more than `bounds` is, stands for `bounds`.
    """
    if size is None or np.any(np.array(size) > bounds[1] - bounds[0] + _SAME):
        return bounds
    for box in (bounds, *parts):
        if np.all(np.abs(box[1] - box[0] - size) < _SAME):
            return box
    low, high = bounds
    half = np.array(size) / 2
    middle = (low + high) / 2
    middle[1] = low[1] + half[1]
    return np.stack([middle - half, middle + half])
