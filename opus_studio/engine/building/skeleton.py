"""The straight skeleton of a simple polygon: where the slopes of a roof of one pitch meet.

The polygon's edges move inwards at the same speed; the traces of its corners divide it into one
face for each edge (Aichholzer and others 1995). The front is followed from event to event: at each,
corners that have met become one, and a corner that has reached an edge divides the front. Events
of the same moment are taken together, so that the symmetrical plans of buildings need no luck.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from opus_studio.engine.geometry.build import Floats

_NEAR = 1e-6
"""Metres. Points closer than this are one."""


@dataclass(frozen=True, eq=False)
class Skeleton:
    """A polygon divided into the faces of its straight skeleton.

    Attributes:
        nodes: `(k, 3)` x, p and the distance from the edges, metres; the polygon's own corners
            come first, in order.
        faces: For each edge the nodes around its face, counter-clockwise from the edge's start.
    """

    nodes: Floats
    faces: tuple[tuple[int, ...], ...]


Point = tuple[float, float]


@dataclass
class _Vertex:
    """A corner of the front: where it is, how it moves, and the edges before and after it."""

    x: float
    y: float
    vx: float
    vy: float
    before: int
    after: int
    start: int
    reflex: bool


Ring = list[_Vertex]


@dataclass
class _Front:
    points: list[Point]
    time: float = 0.0
    nodes: list[tuple[float, float, float]] = field(default_factory=list)
    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    along: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.points)
        for i, (x, y) in enumerate(self.points):
            ex, ey = self.points[(i + 1) % count]
            length = math.hypot(ex - x, ey - y)
            self.along.append(((ex - x) / length, (ey - y) / length))
            self.nodes.append((x, y, 0.0))

    def vertex(self, x: float, y: float, before: int, after: int, start: int) -> _Vertex:
        (ax, ay), (bx, by) = self.along[before], self.along[after]
        lean = 1.0 + ax * bx + ay * by
        turn = ax * by - ay * bx
        if lean < 1e-9:  # edges that run against each other: the corner of a closed crack
            return _Vertex(x, y, 0.0, 0.0, before, after, start, False)
        vx, vy = (-ay - by) / lean, (ax + bx) / lean
        return _Vertex(x, y, vx, vy, before, after, start, turn < 1e-9)

    def node(self, vertex: _Vertex) -> int:
        """The node where a vertex stands now; its trace ends there."""
        number = next(
            (
                k
                for k, (x, y, t) in enumerate(self.nodes)
                if abs(x - vertex.x) < _NEAR
                and abs(y - vertex.y) < _NEAR
                and abs(t - self.time) < 2.0 * _NEAR
            ),
            len(self.nodes),
        )
        if number == len(self.nodes):
            self.nodes.append((vertex.x, vertex.y, self.time))
        if number != vertex.start:
            self.arcs.append((vertex.start, number, vertex.before, vertex.after))
        return number

    def next_event(self, ring: Ring) -> float:
        """How long until two corners of the ring meet or one meets an edge."""
        soonest = math.inf
        count = len(ring)
        for i, a in enumerate(ring):
            b = ring[(i + 1) % count]
            ux, uy = self.along[a.after]
            rate = (b.vx - a.vx) * ux + (b.vy - a.vy) * uy
            if rate < -1e-12:
                soonest = min(soonest, -((b.x - a.x) * ux + (b.y - a.y) * uy) / rate)
        for i, vertex in enumerate(ring):
            if vertex.reflex:
                soonest = self._first_hit(ring, i, vertex, soonest)
        return max(soonest, 0.0)

    def _first_hit(self, ring: Ring, i: int, v: _Vertex, soonest: float) -> float:
        count = len(ring)
        for j, a in enumerate(ring):
            if j == i or (j + 1) % count == i:
                continue
            b = ring[(j + 1) % count]
            ux, uy = self.along[a.after]
            closing = 1.0 - (ux * v.vy - uy * v.vx)
            if closing < 1e-12:
                continue
            step = (ux * (v.y - a.y) - uy * (v.x - a.x)) / closing
            if not -_NEAR <= step < soonest:
                continue
            px, py = v.x + v.vx * step, v.y + v.vy * step
            first = (px - a.x - a.vx * step) * ux + (py - a.y - a.vy * step) * uy
            last = (b.x + b.vx * step - px) * ux + (b.y + b.vy * step - py) * uy
            if first > -_NEAR and last > -_NEAR:
                soonest = max(step, 0.0)
        return soonest

    def settle(self, ring: Ring) -> list[Ring]:
        """The rings that a ring falls into at this moment; closed ones leave their ridge."""
        waiting, settled = [ring], []
        while waiting:
            current = self._joined(waiting.pop())
            if len(current) < 3:
                ends = [self.node(vertex) for vertex in current]
                if len(ends) == 2 and ends[0] != ends[1]:
                    self.arcs.append((ends[0], ends[1], current[0].after, current[1].after))
                continue
            parts = self._divided(current)
            if parts:
                waiting.extend(parts)
            else:
                settled.append(current)
        return settled

    def _joined(self, ring: Ring) -> Ring:
        """The ring with corners that have met made one."""
        count = len(ring)
        far = [
            max(abs(v.x - ring[i - 1].x), abs(v.y - ring[i - 1].y)) > _NEAR
            for i, v in enumerate(ring)
        ]
        if all(far):
            return ring
        if not any(far):
            for vertex in ring:
                self.node(vertex)
            return []
        first = far.index(True)
        joined: Ring = []
        group: Ring = []
        for k in range(count + 1):
            i = (first + k) % count
            if group and (far[i] or k == count):
                joined.append(self._united(group))
                group = []
            group.append(ring[i])
        return joined

    def _united(self, group: Ring) -> _Vertex:
        if len(group) == 1:
            return group[0]
        numbers = [self.node(vertex) for vertex in group]
        x, y, _ = self.nodes[numbers[0]]
        return self.vertex(x, y, group[0].before, group[-1].after, numbers[0])

    def _divided(self, ring: Ring) -> list[Ring]:
        """Two rings where a corner stands on another or on an edge; nothing when none does."""
        count = len(ring)
        for i in range(count):
            for j in range(i + 2, count - (i == 0)):
                if max(abs(ring[i].x - ring[j].x), abs(ring[i].y - ring[j].y)) < _NEAR:
                    return self._at_vertices(ring, i, j)
        for i, v in enumerate(ring):
            for j, a in enumerate(ring):
                if j == i or (j + 1) % count == i:
                    continue
                b = ring[(j + 1) % count]
                ux, uy = self.along[a.after]
                off = abs(ux * (v.y - a.y) - uy * (v.x - a.x))
                first = (v.x - a.x) * ux + (v.y - a.y) * uy
                last = (b.x - v.x) * ux + (b.y - v.y) * uy
                if off < _NEAR and first > _NEAR and last > _NEAR:
                    return self._at_edge(ring, i, j)
        return []

    def _at_vertices(self, ring: Ring, i: int, j: int) -> list[Ring]:
        a, b = ring[i], ring[j]
        number = self.node(a)
        self.node(b)
        x, y, _ = self.nodes[number]
        outer = self.vertex(x, y, a.before, b.after, number)
        inner = self.vertex(x, y, b.before, a.after, number)
        return [[outer, *ring[j + 1 :], *ring[:i]], [inner, *ring[i + 1 : j]]]

    def _at_edge(self, ring: Ring, i: int, j: int) -> list[Ring]:
        v, edge = ring[i], ring[j].after
        number = self.node(v)
        x, y, _ = self.nodes[number]
        turned = ring[i:] + ring[:i]
        cut = (j - i) % len(ring)
        first = self.vertex(x, y, v.before, edge, number)
        second = self.vertex(x, y, edge, v.after, number)
        return [[first, *turned[cut + 1 :]], [second, *turned[1 : cut + 1]]]


def straight_skeleton(points: Floats) -> Skeleton:
    """The skeleton of a simple polygon, counter-clockwise, `(n, 2)` metres.

    Raises:
        ValueError: The polygon crosses itself or has no area.
    """
    corners: list[Point] = [(float(x), float(y)) for x, y in points]
    count = len(corners)
    front = _Front(corners)
    ring = [front.vertex(x, y, (i - 1) % count, i, i) for i, (x, y) in enumerate(corners)]
    rings = [ring]
    for _ in range(8 * count):
        step = min(front.next_event(ring) for ring in rings)
        if not math.isfinite(step):
            break
        front.time += step
        for vertex in (vertex for ring in rings for vertex in ring):
            vertex.x += vertex.vx * step
            vertex.y += vertex.vy * step
        rings = [part for ring in rings for part in front.settle(ring)]
        if not rings:
            faces = tuple(_face(front.arcs, edge, count) for edge in range(count))
            return Skeleton(np.array(front.nodes), faces)
    raise ValueError("The polygon crosses itself or has no area: it has no straight skeleton.")


def _face(arcs: list[tuple[int, int, int, int]], edge: int, count: int) -> tuple[int, ...]:
    """The nodes around the face of an edge, chained from the arcs that border it."""
    near: dict[int, list[int]] = {}
    for a, b, left, right in arcs:
        if edge in (left, right) and left != right:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    start, here = edge, (edge + 1) % count
    chain = [start, here]
    while here != start:
        ahead = near.get(here)
        if not ahead:
            raise ValueError("The polygon crosses itself: a face of its skeleton is open.")
        step = ahead.pop()
        near[step].remove(here)
        here = step
        chain.append(here)
    return tuple(chain[:-1])
