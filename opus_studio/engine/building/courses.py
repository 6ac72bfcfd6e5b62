"""Coverings laid by course: tiles, slates, shingles on a slope, weatherboards on a wall.

Every course is a thin wedge that laps the one below, so that the covering has its steps in the
light, at its edges and against the sky. The finish brings the joints within the course: the
courses' gauge is the finish's own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely

from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

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
    count = max(1, math.ceil((high - start) / gauge - 1e-6) - first)
    bottoms = start + (first + np.arange(count)) * gauge
    lows, highs = bottoms, bottoms + gauge
    if chamfer:
        bottoms = np.repeat(bottoms, 2)
        lows, highs = bottoms.copy(), bottoms + gauge
        lows[1::2] += chamfer
        highs[::2] = lows[1::2]
    bands = shapely.box(left - 1.0, lows, right + 1.0, highs)
    parts, owner = shapely.get_parts(shapely.intersection(shape, bands), return_index=True)
    keep = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 2e-4)
    rings: list[Floats] = []
    tops: list[Floats] = []
    for part, base in zip(parts[keep], bottoms[owner[keep]], strict=True):
        for piece in _without_holes(part):
            ring = clean(counter_clockwise(shapely.get_coordinates(piece.exterior)[:-1]))
            if len(ring) < 3:
                continue
            share = np.clip((ring[:, 1] - base) / gauge, 0.0, 1.0)
            rings.append(ring)
            lean = step + share * (thin - step)
            tops.append(lean - np.maximum(chamfer - (ring[:, 1] - base), 0.0))
    return prisms(rings, [np.full(len(ring), -sink) for ring in rings], tops, frame, shift)


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
