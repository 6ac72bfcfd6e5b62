"""Outlines cut out of half planes and boxes, and boards of them whose grain runs up a slope."""

from __future__ import annotations

import shapely

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import Profile, rotate
from opus_studio.engine.scene import Mesh

_SLIVER = 0.0045


def outline_of(shape: shapely.Geometry) -> Profile:
    """The largest piece of a shape as an outline, without slivers and needless points."""
    core = max(shapely.get_parts(shape.buffer(-_SLIVER, join_style="mitre")), key=shapely.area)
    shape = core.buffer(_SLIVER, join_style="mitre")
    ring = shapely.get_coordinates(shapely.simplify(shape, 1e-5).exterior)[:-1]
    return Profile.of(ring)


def raked(
    outline: Profile, thick: float, pitch: float, offset: tuple[float, float], bevel: float = 0.003
) -> Mesh:
    """A board in the XY plane about z = 0 whose grain runs up the slope.

    Args:
        outline: Metres.
        thick: Metres.
        pitch: Of the grain, degrees.
        offset: Where on the finish it is cut, metres.
        bevel: Of its edges, metres.
    """
    level = sawn_board(outline.rotated(-pitch), thick, bevel=bevel, uv_offset=offset)
    return rotate(level, "z", pitch)
