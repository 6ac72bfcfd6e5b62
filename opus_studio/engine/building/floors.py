"""Floors and ceilings: slabs over any plan."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry import Profile, extrude, translate
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh


def floor(plan: Floats, top: float, thickness: float, bevel: float = 0.0) -> Mesh:
    """A level slab.

    Args:
        plan: `(n, 2)` its outline, counter-clockwise.
        top: Height of its upper face, metres.
        thickness: Metres.
        bevel: Of its edges, metres.
    """
    # The extrusion along y puts the section's y on z, so the plan is turned over.
    section = Profile.of(np.asarray(plan) * (1.0, -1.0))
    body = extrude(section, thickness, axis="y", start=0.0, bevel=bevel, segments=1)
    return translate(body, (0.0, top - thickness, 0.0))
