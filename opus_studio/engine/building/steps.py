"""Outside steps with a landing, in the frame of the wall that they lead to."""

from __future__ import annotations

import math

from opus_studio.engine.geometry import boxes
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

RISE = 0.175
"""Metres. The highest step: with a tread of 0.28 m and more 2R + T stays in 0.60..0.66."""


def step_count(height: float) -> int:
    """How many rises lead up a height, metres."""
    return max(1, math.ceil(height / RISE - 1e-6))


def steps(
    width: float,
    height: float,
    landing: tuple[float, float],
    tread: float,
    offsets: Floats,
) -> Mesh:
    """A landing before a wall and steps down from it, about x = 0, from z = 0 outwards.

    Args:
        width: Of the steps, metres.
        height: Of the landing, metres.
        landing: Its width and depth, metres.
        tread: Depth of a step, metres.
        offsets: `(k, 2)` where on the finish they are cut, taken in turn, metres.
    """
    count = step_count(height)
    rise = height / count
    sizes = [(landing[0], height, landing[1] + 0.03)]
    centres = [(0.0, height / 2.0, (landing[1] - 0.03) / 2.0)]
    for k in range(1, count):
        top = height - k * rise
        sizes.append((width, top, tread))
        centres.append((0.0, top / 2.0, landing[1] + (k - 0.5) * tread))
    cut = offsets[[k % len(offsets) for k in range(count)]]
    return boxes(sizes, centres, 0.008, grain="x", segments=1, uv_offsets=cut)
