"""Polygons with holes to triangles: every point used, so that caps stay watertight."""

from __future__ import annotations

from collections.abc import Sequence

import manifold3d
import mapbox_earcut
import numpy as np

from opus_studio.engine.geometry.build import Floats, Ints
from opus_studio.engine.geometry.profiles import signed_area

_SLIVER = 2e-10


def triangulate(rings: Sequence[Floats]) -> Ints:
    """`(m, 3)` counter-clockwise triangles over the points of all rings, in their order.

    Ear clipping is quick but leaves out points that it finds collinear on its way; a cap would
    then have a crack beside its wall. In that case a slower triangulation that keeps every point
    is taken.

    Args:
        rings: The outline, counter-clockwise, and its holes, clockwise; `(k, 2)` metres each.

    Raises:
        ValueError: The rings cross themselves or each other.
    """
    points = rings[0] if len(rings) == 1 else np.concatenate(list(rings))
    count = len(points) + 2 * len(rings) - 4
    if count == 1:
        return np.array([[0, 1, 2]])
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    found = mapbox_earcut.triangulate_float64(points, ends).reshape(-1, 3).astype(np.int64)
    if len(found):
        doubled = _doubled_areas(points, found)
        found = np.where((doubled < 0.0)[:, None], found[:, ::-1], found)
        if len(found) == count and np.abs(doubled).min() > _SLIVER and _fills(doubled, rings):
            return found
    other = np.asarray(
        manifold3d.triangulate([np.asarray(ring) for ring in rings], -1.0, True)
    ).astype(np.int64)
    choices = [
        faces
        for faces in (found, other)
        if len(faces) == count and _fills(_doubled_areas(points, faces), rings)
    ]
    if not choices:
        raise ValueError("The outline crosses itself and cannot be filled.")
    return max(choices, key=lambda faces: float(_doubled_areas(points, faces).min()))


def _fills(doubled: Floats, rings: Sequence[Floats]) -> bool:
    """Whether triangles cover just the area between the rings: those that cross do not."""
    wanted = 2.0 * sum(signed_area(ring) for ring in rings)
    return abs(float(np.abs(doubled).sum()) - wanted) <= 1e-6 * abs(wanted)


def _doubled_areas(points: Floats, triangles: Ints) -> Floats:
    a, b, c = points[triangles[:, 0]], points[triangles[:, 1]], points[triangles[:, 2]]
    ab, ac = b - a, c - a
    return ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
