"""Coverings laid by course: tiles, slates, shingles on a slope, weatherboards on a wall.

Every course is a thin wedge that laps the one below, so that the covering has its steps in the
light, at its edges and against the sky. The finish brings the joints within the course: the
courses' gauge is the finish's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import shapely
from numpy.typing import NDArray

from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

_LEAST = 0.004
"""Metres of a course's height below which it is left out."""

_FEW = 6
"""Points of a closed ring of so few corners that no three can lie in one line."""

_SINK = 0.012
"""Metres that courses reach into what they lie on."""


def courses(
    shape: shapely.Geometry,
    frame: Floats,
    *,
    gauge: float,
    step: float,
    thin: float,
    start: float,
    shift: tuple[float, float],
    sink: float = _SINK,
    chamfer: float = 0.0,
) -> Mesh:
    """Lay a flat shape with courses.

    Args:
        shape: A polygon, or several, with holes; metres in the plane, courses along its x.
        frame: `(4, 3)` the plane's origin, its two directions and its normal in the scene.
        gauge: Height of a course that is seen, metres.
        step: How far a course's lower edge stands out, metres.
        thin: How far its upper edge stands out, metres.
        start: Where the first course begins, metres in the plane's y.
        shift: Where on the finish the plane's origin is, metres.
        sink: How far the courses reach into what they lie on, metres.
        chamfer: Of a course's lower edge, which then catches the shade, metres.
    """
    left, low, right, high = shape.bounds
    first = math.floor((low - start) / gauge + 1e-6)
    # What is left of a course below a few millimetres is none.
    count = max(1, math.ceil((high - start - _LEAST) / gauge) - first)
    bottoms = start + (first + np.arange(count)) * gauge
    lows, end = bottoms, bottoms[-1] + gauge
    if chamfer:
        bottoms = np.repeat(bottoms, 2)
        lows = bottoms.copy()
        lows[1::2] += chamfer
    # Each band ends just where the next begins, to the last bit.
    highs = np.append(lows[1:], end)
    shape = shapely.transform(shape, partial(_snapped, levels=lows))
    bands = shapely.box(left - 1.0, lows, right + 1.0, highs)
    parts, owner = shapely.get_parts(shapely.intersection(shape, bands), return_index=True)
    keep = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 2e-4)
    rings: list[Floats] = []
    tops: list[Floats] = []
    for outlines, base in zip(_outlines(parts[keep]), bottoms[owner[keep]], strict=True):
        for outline in outlines:
            ring = clean(counter_clockwise(outline))
            if len(ring) < 3 or np.ptp(ring, axis=0).min() < 0.5 * _LEAST:
                continue
            share = np.clip((ring[:, 1] - base) / gauge, 0.0, 1.0)
            rings.append(ring)
            lean = step + share * (thin - step)
            tops.append(lean - np.maximum(chamfer - (ring[:, 1] - base), 0.0))
    return prisms(rings, [np.full(len(ring), -sink) for ring in rings], tops, frame, shift)


def _outlines(parts: NDArray[np.object_]) -> Iterator[list[Floats]]:
    """The corners of what each part of a course is made of; of most it is one plain outline."""
    corners, index = shapely.get_coordinates(shapely.get_exterior_ring(parts), return_index=True)
    ends = np.searchsorted(index, np.arange(1, len(parts)))
    holes = shapely.get_num_interior_rings(parts)
    for part, ring, hole in zip(parts, np.split(corners, ends), holes, strict=True):
        if not hole and len(ring) <= _FEW:
            yield [ring[:-1]]
            continue
        pieces = (bit for whole in _without_holes(part) for bit in _plain(whole))
        yield [shapely.get_coordinates(piece.exterior)[:-1] for piece in pieces]


def _snapped(points: Floats, levels: Floats) -> Floats:
    """Corners that nearly lie on the joint of two courses moved onto it: no slivers are left."""
    high = points[:, 1]
    after = np.minimum(np.searchsorted(levels, high), len(levels) - 1)
    before = np.maximum(after - 1, 0)
    upper = np.abs(levels[after] - high) < np.abs(levels[before] - high)
    near = np.where(upper, levels[after], levels[before])
    close = np.abs(near - high) < 0.5 * _LEAST
    return np.column_stack([points[:, 0], np.where(close, near, high)])


def _without_holes(part: shapely.Geometry) -> list[shapely.Geometry]:
    if not len(part.interiors):
        return [part]
    left, low, right, high = part.bounds
    middle = part.interiors[0].centroid.x
    cut = shapely.intersection(
        part, [shapely.box(left, low, middle, high), shapely.box(middle, low, right, high)]
    )
    pieces = [p for p in shapely.get_parts(cut) if p.geom_type == "Polygon" and p.area > 2e-4]
    return [whole for piece in pieces for whole in _without_holes(piece)]


def _plain(part: shapely.Geometry) -> list[shapely.Geometry]:
    """A piece cut upright where more than two of its corners lie at one height.

    Heads of windows in one line would leave triangles without area between them.
    """
    ring = clean(shapely.get_coordinates(part.exterior)[:-1])
    heights = np.sort(ring[:, 1])
    if len(ring) < 6 or not (heights[2:] - heights[:-2] < 1e-5).any():
        return [part]
    at = np.sort(ring[:, 0])
    at = at[np.diff(at, prepend=-np.inf) > 1e-4]
    _, low, _, high = part.bounds
    bits = shapely.intersection(part, shapely.box(at[:-1], low - 1.0, at[1:], high + 1.0))
    return [b for b in shapely.get_parts(bits) if b.geom_type == "Polygon" and b.area > 2e-5]


def clean(ring: Floats) -> Floats:
    """The ring without points closer than a tenth of a millimetre and without spikes."""
    step = np.empty_like(ring)
    step[1:], step[0] = ring[1:] - ring[:-1], ring[0] - ring[-1]
    far = np.abs(step).max(1) > 1e-4
    if not far.all():
        ring = ring[far]
        if len(ring) < 3:
            return ring
        step = np.empty_like(ring)
        step[1:], step[0] = ring[1:] - ring[:-1], ring[0] - ring[-1]
    ahead = np.empty_like(step)
    ahead[:-1], ahead[-1] = step[1:], step[0]
    turn = step[:, 0] * ahead[:, 1] - step[:, 1] * ahead[:, 0]
    long2 = (ahead * ahead).sum(1) * (step * step).sum(1)
    return np.asarray(ring[turn * turn > 1e-10 * long2])


def pierced(shape: shapely.Geometry, facet: Facet, holes: Sequence[Floats]) -> shapely.Geometry:
    """A shape in the plane of `facet_frame` without what lies over plan rings.

    Args:
        shape: In the plane, metres.
        facet: The plane.
        holes: `(k, 2)` rings each, seen from above, metres.
    """
    level = np.array([facet.along[0], facet.along[1], 0.0])
    origin = facet.points[0] - facet.up * (facet.points[0, 2] / max(facet.up[2], 1e-6))
    for hole in holes:
        gap = np.column_stack([hole, facet.height_at(hole)]) - origin
        ring = shapely.Polygon(np.stack([gap @ level, gap @ facet.up], -1))
        # A little wider than the hole in the deck, so that the two never share a face.
        ring = ring.buffer(0.006, join_style="mitre", mitre_limit=2.0)
        shape = shapely.difference(shape, ring)
    return shape


def facet_frame(facet: Facet, rise: float) -> tuple[Floats, Floats]:
    """The `(4, 3)` frame of a roof's plane raised by metres, and its `(k, 2)` corners in it.

    The frame's origin lies on the line along which the plane meets the walls' top.
    """
    level = np.array([facet.along[0], facet.along[1], 0.0])
    up, normal = facet.up, facet.normal
    origin = facet.points[0] - up * (facet.points[0, 2] / max(up[2], 1e-6))
    gap = facet.points - origin
    flat = np.stack([gap @ level, gap @ up], -1)
    raised = origin + np.array([0.0, 0.0, rise])
    rows = np.stack([raised, level, up, normal])
    return rows[:, [0, 2, 1]] * (1.0, 1.0, -1.0), flat
