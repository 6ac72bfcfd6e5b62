"""Plans of buildings: any simple polygon, its edges as the frames of walls, and some makers.

A plan point is (x, p) with p = -z: seen from above, counter-clockwise, the outdoors on the right.
The front of a house looks to +Z, which is down on the plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from shapely import Polygon as ShapelyPolygon

from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.profiles import signed_area, tidy
from opus_studio.engine.geometry.transform import look_along
from opus_studio.engine.scene import Node, Quaternion, Vector


def world(x: float, p: float, y: float) -> Vector:
    """The place of a plan point at a height."""
    return (float(x), float(y), -float(p))


@dataclass(frozen=True, eq=False)
class Edge:
    """One side of a plan, and the frame of the wall that stands on it.

    In the wall's frame X runs along the wall from `start`, seen from outdoors from left to right,
    Y is up and Z is out; the wall's outer face is z = 0.

    Attributes:
        number: Its place in the plan.
        start: `(2,)` where it begins.
        end: `(2,)` where it ends.
        turn_start: Degrees that the plan turns at its start; positive is a corner that stands out.
        turn_end: The same at its end.
    """

    number: int
    start: Floats
    end: Floats
    turn_start: float
    turn_end: float

    @cached_property
    def length(self) -> float:
        """Metres."""
        return float(np.hypot(*(self.end - self.start)))

    @cached_property
    def along(self) -> Floats:
        """`(2,)` unit direction from start to end."""
        return (self.end - self.start) / self.length

    @cached_property
    def out(self) -> Floats:
        """`(2,)` unit direction to the outdoors."""
        return np.array([self.along[1], -self.along[0]])

    @cached_property
    def rotation(self) -> Quaternion:
        """Turns the wall's frame into the scene's."""
        return look_along((float(self.out[0]), 0.0, -float(self.out[1])))

    def at(self, x: float, out: float = 0.0) -> Floats:
        """The plan point x metres along the wall and so far before it."""
        return self.start + x * self.along + out * self.out

    def place(self, node: Node, x: float = 0.0, y: float = 0.0, out: float = 0.0) -> Node:
        """A branch made in the wall's frame, standing there."""
        px, pp = self.at(x, out)
        return node.moved(world(px, pp, y), self.rotation)


@dataclass(frozen=True, eq=False)
class Footprint:
    """A simple polygon, counter-clockwise, `(n, 2)` metres."""

    points: Floats

    @classmethod
    def of(cls, points: ArrayLike) -> Footprint:
        """A plan through corners; repeated and collinear ones are dropped, clockwise is turned.

        Raises:
            ValueError: The polygon crosses itself or has no area.
        """
        array = tidy(np.asarray(points, dtype=np.float64).reshape(-1, 2), tolerance=1e-4)
        if len(array) < 3 or not ShapelyPolygon(array).is_valid:
            raise ValueError("A footprint must be a simple polygon.")
        if signed_area(array) < 0.0:
            array = array[::-1].copy()
        return cls(array)

    @cached_property
    def area(self) -> float:
        """Square metres."""
        return signed_area(self.points)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Its sides in order."""
        ahead = np.roll(self.points, -1, 0) - self.points
        heading = np.degrees(np.arctan2(ahead[:, 1], ahead[:, 0]))
        turn = (heading - np.roll(heading, 1) + 180.0) % 360.0 - 180.0
        ends = np.roll(self.points, -1, 0)
        return tuple(
            Edge(i, p, ends[i], float(turn[i]), float(turn[(i + 1) % len(turn)]))
            for i, p in enumerate(self.points)
        )

    @cached_property
    def polygon(self) -> ShapelyPolygon:
        """The plan for questions of inside and overlap."""
        return ShapelyPolygon(self.points)

    def offset(self, out: ArrayLike) -> Floats:
        """`(n, 2)` corners with each side moved outwards by its metres (one for all, or `(n,)`)."""
        edges = self.edges
        by = np.broadcast_to(np.asarray(out, dtype=np.float64), len(edges))
        corners = np.empty_like(self.points)
        for i, edge in enumerate(edges):
            before = edges[i - 1]
            corners[i] = _meet(
                before.start + by[i - 1] * before.out, before.along,
                edge.start + by[i] * edge.out, edge.along,
            )  # fmt: skip
        return corners

    def fits(self, corners: Floats) -> bool:
        """Whether offset corners still make a plan: each side runs its own way, none cross."""
        ahead = np.roll(corners, -1, 0) - corners
        same = all(float(a @ edge.along) > 0.05 for a, edge in zip(ahead, self.edges, strict=True))
        return same and bool(ShapelyPolygon(corners).is_valid)


def _meet(a: Floats, u: Floats, b: Floats, v: Floats) -> Floats:
    """Where the lines a + s u and b + t v meet."""
    across = u[0] * v[1] - u[1] * v[0]
    if abs(across) < 1e-9:
        return b
    s = ((b[0] - a[0]) * v[1] - (b[1] - a[1]) * v[0]) / across
    return a + s * u


def rectangle_plan(width: float, depth: float) -> Footprint:
    """A rectangle about the origin."""
    x, p = width / 2.0, depth / 2.0
    return Footprint.of([(-x, -p), (x, -p), (x, p), (-x, p)])


def l_plan(
    width: float, depth: float, wing_width: float, wing_depth: float, right: bool
) -> Footprint:
    """A main body with a wing that comes forward on one side.

    Args:
        width: Of the main body and of the whole, metres.
        depth: Of the main body, metres.
        wing_width: Along the front, metres.
        wing_depth: How far the wing stands out before the main body, metres.
        right: The side of the wing, seen from the front.
    """
    x, p = width / 2.0, (depth + wing_depth) / 2.0
    front, inner = -p, -p + wing_depth
    near = x - wing_width
    points = [(near, front), (x, front), (x, p), (-x, p), (-x, inner), (near, inner)]
    return Footprint.of(points if right else [(-a, b) for a, b in points])


def t_plan(
    width: float, depth: float, wing_width: float, wing_depth: float, shift: float = 0.0
) -> Footprint:
    """A main body with a wing before its middle, moved aside by `shift` metres."""
    x, p = width / 2.0, (depth + wing_depth) / 2.0
    left, right = shift - wing_width / 2.0, shift + wing_width / 2.0
    front, inner = -p, -p + wing_depth
    return Footprint.of(
        [(left, front), (right, front), (right, inner), (x, inner), (x, p), (-x, p), (-x, inner),
         (left, inner)]
    )  # fmt: skip


def u_plan(width: float, depth: float, wing_width: float, wing_depth: float) -> Footprint:
    """A main body with a wing that comes forward at each end, around a court."""
    x, p = width / 2.0, (depth + wing_depth) / 2.0
    near, front, inner = x - wing_width, -p, -p + wing_depth
    return Footprint.of(
        [(near, front), (x, front), (x, p), (-x, p), (-x, front), (-near, front), (-near, inner),
         (near, inner)]
    )  # fmt: skip


def mitre(turn: float, thickness: float) -> float:
    """How far the inner face of a wall is shorter at a corner of a turn in degrees, metres."""
    return thickness * math.tan(math.radians(turn) / 2.0)
