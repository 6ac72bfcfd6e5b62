"""Two-dimensional outlines: what is extruded, swept, turned and cut.

A `Profile` is a polygon (or an open line) whose corners are each smooth or hard. By convention the
profile of a frame or moulding lies with its back on y = 0, runs across the face along x from its
outer edge at x = 0, and rises to the front along y; `sweep.frame` and `prism.extrude` read it so.

`outline.Outline` draws a profile of one's own with lines and arcs; `mouldings` has the classic
ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import Polygon as ShapelyPolygon

from opus_studio.engine.geometry.build import (
    FINEST,
    SMALLEST_BEVEL,
    Floats,
    Ints,
    following,
    preceding,
    quarter_segments,
    require_count,
    require_not_negative,
    require_positive,
    unit,
)

SMOOTH_ANGLE = 30.0
"""Degrees. A turn below it is a curve, a turn above it an edge."""


@dataclass(frozen=True, eq=False)
class Rails:
    """A profile ready for skinning: hard corners doubled, one rail a vertex.

    Attributes:
        points: `(r, 2)` metres.
        normals: `(r, 2)` unit, out of the profile.
        arc: `(r,)` metres along the outline.
        edges: `(e, 2)` rails joined by a face, in the profile's direction.
        mitre: `(r, 2)` how far a rail moves when the outline is offset outwards by one metre.
    """

    points: Floats
    normals: Floats
    arc: Floats
    edges: Ints
    mitre: Floats


@dataclass(frozen=True, eq=False)
class Profile:
    """An outline, counter-clockwise when closed.

    Attributes:
        points: `(k, 2)` float64, metres, without repeated or collinear points.
        smooth: `(k,)` whether the surface bends softly over each point.
        closed: Whether the last point joins the first.
    """

    points: Floats
    smooth: NDArray[np.bool_]
    closed: bool = True

    @classmethod
    def of(
        cls, points: ArrayLike, *, closed: bool = True, smooth_angle: float = SMOOTH_ANGLE
    ) -> Profile:
        """A profile through `(k, 2)` points; turns below the angle (degrees) are smooth.

        A closed clockwise outline is reversed.

        Raises:
            ValueError: There are too few points, or the outline encloses nothing.
        """
        array = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if not np.isfinite(array).all():
            raise ValueError("A profile holds a point that is not finite.")
        array = tidy(array, closed)
        if len(array) < (3 if closed else 2):
            raise ValueError("A profile needs three points, or two when it is open.")
        if closed and signed_area(array) < 0.0:
            array = array[::-1].copy()
        directions = unit(following(array) - array)
        turn = np.einsum("ij,ij->i", directions, preceding(directions))
        return cls(array, turn > math.cos(math.radians(smooth_angle)), closed)

    @cached_property
    def bounds(self) -> Floats:
        """`(2, 2)` lowest and highest corner, metres."""
        return np.stack([self.points.min(0), self.points.max(0)])

    @property
    def width(self) -> float:
        """Extent along x, metres."""
        return float(self.bounds[1, 0] - self.bounds[0, 0])

    @property
    def height(self) -> float:
        """Extent along y, metres."""
        return float(self.bounds[1, 1] - self.bounds[0, 1])

    @cached_property
    def area(self) -> float:
        """Square metres enclosed."""
        return abs(signed_area(self.points))

    def moved(self, x: float, y: float) -> Profile:
        """The same profile elsewhere."""
        return Profile(self.points + np.array([x, y]), self.smooth, self.closed)

    def mirrored(self) -> Profile:
        """The profile with x reversed about the middle of its width."""
        points = self.points.copy()
        points[:, 0] = self.bounds.sum(0)[0] - points[:, 0]
        return Profile(points[::-1].copy(), self.smooth[::-1].copy(), self.closed)

    def rotated(self, degrees: float) -> Profile:
        """The profile turned about its origin, counter-clockwise."""
        angle = math.radians(degrees)
        c, s = math.cos(angle), math.sin(angle)
        return Profile(self.points @ np.array([[c, s], [-s, c]]), self.smooth, self.closed)

    def eased(self, radius: float, segments: int = 2) -> Profile:
        """The profile with its hard outer corners rounded, as a plane or sandpaper does it.

        Args:
            radius: Metres; limited to 0.45 of the shorter neighbouring edge.
            segments: Chords in each corner; 1 is a chamfer.
        """
        return _eased(self, radius, segments)

    @cached_property
    def rails(self) -> Rails:
        """The profile ready for skinning."""
        return _rails(self)


@dataclass(frozen=True, eq=False)
class Polygon:
    """A profile with holes.

    Attributes:
        outer: The outside, counter-clockwise.
        holes: Outlines inside it, each counter-clockwise as well.
    """

    outer: Profile
    holes: tuple[Profile, ...] = ()

    @property
    def rings(self) -> tuple[Profile, ...]:
        """The outline and the holes, each with the material on its left."""
        return (self.outer, *(_reversed(hole) for hole in self.holes))


def signed_area(points: Floats) -> float:
    """Square metres of a closed `(k, 2)` outline; positive when counter-clockwise."""
    x, y = points[:, 0], points[:, 1]
    return float(0.5 * (np.dot(x, following(y)) - np.dot(y, following(x))))


def tidy(points: Floats, closed: bool = True, tolerance: float = 1e-6) -> Floats:
    """The outline without repeated and collinear points (metres): they would tear caps open."""
    for _ in range(4):
        before, after = preceding(points), following(points)
        ahead, span = after - points, after - before
        gap = np.hypot(ahead[:, 0], ahead[:, 1])
        if not closed:
            gap[-1] = np.inf
        near = gap < tolerance
        length = np.maximum(np.hypot(span[:, 0], span[:, 1]), 1e-12)
        height = np.abs(span[:, 0] * ahead[:, 1] - span[:, 1] * ahead[:, 0]) / length
        flat = height < tolerance * 0.1
        if not closed:
            flat[[0, -1]] = False
        drop = near | flat
        if not drop.any():
            break
        # Of two neighbours in question only one goes in a round: the other may then be a corner.
        drop[1:] &= ~drop[:-1]
        points = points[~drop]
    return points


def _eased(profile: Profile, radius: float, segments: int) -> Profile:
    points = profile.points
    ahead, behind = following(points) - points, preceding(points) - points
    long_ahead, long_behind = np.hypot(*ahead.T), np.hypot(*behind.T)
    ahead, behind = ahead / long_ahead[:, None], behind / long_behind[:, None]
    turn = math.pi - np.arccos(np.clip(np.einsum("ij,ij->i", ahead, behind), -1.0, 1.0))
    outer = behind[:, 0] * ahead[:, 1] - behind[:, 1] * ahead[:, 0] < 0.0
    reach = np.minimum(radius * np.tan(turn / 2.0), 0.45 * np.minimum(long_ahead, long_behind))
    chosen = ~profile.smooth & outer & (reach > SMALLEST_BEVEL / 2.0) & (turn > 0.3)
    if not profile.closed:
        chosen[[0, -1]] = False
    counts = np.where(chosen, segments + 1, 1)
    corner = points[chosen]
    ahead, behind, turn, reach = ahead[chosen], behind[chosen], turn[chosen], reach[chosen]
    part = (turn[:, None] * (np.arange(segments + 1) / segments))[..., None]
    size = (reach / np.tan(turn / 2.0))[:, None, None]
    inward = unit(ahead - behind * np.einsum("ij,ij->i", ahead, behind)[:, None])[:, None]
    start = (corner + behind * reach[:, None])[:, None]
    arcs = start - behind[:, None] * size * np.sin(part) + inward * size * (1.0 - np.cos(part))
    rows, bent = np.repeat(points, counts, 0), np.repeat(chosen, counts)
    rows[bent] = arcs.reshape(-1, 2)
    return Profile(rows, np.repeat(profile.smooth, counts) | bent, profile.closed)


def _reversed(profile: Profile) -> Profile:
    return Profile(profile.points[::-1].copy(), profile.smooth[::-1].copy(), profile.closed)


def _rails(profile: Profile) -> Rails:
    points, closed = profile.points, profile.closed
    ahead = following(points) - points
    length = np.hypot(ahead[:, 0], ahead[:, 1])
    normal = np.stack([ahead[:, 1], -ahead[:, 0]], -1) / length[:, None]
    before = preceding(normal)
    if not closed:
        normal[-1] = normal[-2]
        before[0] = normal[0]
        length[-1] = length[-2]
    weight = preceding(length)[:, None]
    blend = unit(before * weight + normal * length[:, None])
    mitre = (before + normal) / (1.0 + np.einsum("ij,ij->i", before, normal))[:, None]
    source, first, second, starts, ends = doubling(profile.smooth, closed)
    normals = blend[source]
    hard = (first != second) & ~profile.smooth
    normals[first[hard]] = before[hard]
    normals[second[hard]] = normal[hard]
    run = np.concatenate([[0.0], np.cumsum(length)])
    arc = run[:-1][source]
    if closed:
        arc[0] = run[-1]
    return Rails(points[source], normals, arc, np.stack([starts, ends], -1), mitre[source])


def doubling(smooth: NDArray[np.bool_], closed: bool) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """How the points of an outline become rails: one each, two where the surface has an edge.

    Args:
        smooth: `(k,)` whether the surface bends softly over each point.
        closed: Whether the last point joins the first; then the first is the seam of the UVs.

    Returns:
        `(r,)` the point of each rail; `(k,)` the rail of each point that ends the face before it,
        and the one that begins the face after it; `(e,)` the rails where faces start and end.
    """
    count = len(smooth)
    doubled = ~smooth
    if closed:
        doubled[0] = True
    else:
        doubled[[0, -1]] = False
    first = np.concatenate([[0], np.cumsum(1 + doubled)[:-1]])
    second = first + doubled
    source = np.repeat(np.arange(count), 1 + doubled)
    if closed:
        return source, first, second, second, following(first)
    return source, first, second, second[:-1], first[1:]


@lru_cache(maxsize=512)
def rectangle(
    width: float, height: float, bevel: float = 0.0, segments: int = 2, centred: bool = False
) -> Profile:
    """A rectangle with rounded corners, its lower left corner at the origin unless centred.

    Args:
        width: Along x, metres.
        height: Along y, metres.
        bevel: Radius of the corners, metres; limited to 0.45 of the shorter side.
        segments: Chords in each corner; 1 is a chamfer.
        centred: About the origin instead.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(width=width, height=height)
    require_not_negative(bevel=bevel)
    require_count(1, segments=segments)
    radius = min(bevel, 0.45 * min(width, height))
    x, y = (-width / 2.0, -height / 2.0) if centred else (0.0, 0.0)
    if radius < SMALLEST_BEVEL:
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
        return Profile(corners + np.array([x, y]), np.zeros(4, bool))
    angle = np.linspace(0.0, math.pi / 2.0, segments + 1)
    turns = (np.arange(4) * math.pi / 2.0)[:, None] - math.pi / 2.0 + angle
    centres = np.array([[1, 0], [1, 1], [0, 1], [0, 0]]) * (width, height)
    inset = np.array([[-1, 1], [-1, -1], [1, -1], [1, 1]]) * radius
    points = (centres + inset)[:, None] + radius * np.stack([np.cos(turns), np.sin(turns)], -1)
    points = points.reshape(-1, 2) + np.array([x, y])
    return Profile(points, np.ones(len(points), bool))


@lru_cache(maxsize=128)
def circle(radius: float, segments: int | None = None, detail: int = FINEST) -> Profile:
    """A round section about the origin, metres.

    Raises:
        ValueError: The radius is not above zero or there are fewer than three segments.
    """
    return ellipse(radius, radius, segments, detail)


@lru_cache(maxsize=128)
def ellipse(
    radius_x: float, radius_y: float, segments: int | None = None, detail: int = FINEST
) -> Profile:
    """An oval section about the origin, metres.

    Raises:
        ValueError: A radius is not above zero or there are fewer than three segments.
    """
    require_positive(radius_x=radius_x, radius_y=radius_y)
    count = 4 * quarter_segments(detail) if segments is None else segments
    require_count(3, segments=count)
    angle = np.arange(count) * (2.0 * math.pi / count)
    points = np.stack([radius_x * np.cos(angle), radius_y * np.sin(angle)], -1)
    return Profile(points, np.ones(count, bool))


def offset(profile: Profile, distance: float, round_corners: bool = False) -> Profile:
    """The outline moved outwards (inwards when negative) by a distance in metres.

    Raises:
        ValueError: Nothing is left, or the outline falls into several pieces.
    """
    join = "round" if round_corners else "mitre"
    shape = ShapelyPolygon(profile.points).buffer(distance, join_style=join, mitre_limit=10.0)
    if shape.is_empty or shape.geom_type != "Polygon":
        raise ValueError(f"Offsetting the outline by {distance} m leaves no single outline.")
    return Profile.of(np.asarray(shape.exterior.coords)[:-1])
