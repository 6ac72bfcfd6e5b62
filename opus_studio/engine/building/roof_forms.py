"""The planes of a roof over any simple polygon: hip, gable, half-hip, gambrel, mansard, shed.

A roof is made from the straight skeleton of its eaves line. Each side of the plan raises one slope;
a side that is a gable gives its slope up to its neighbours, whose ridge runs on to it. A profile
says how the slope rises with the distance from the eaves, so that gambrels and mansards are roofs
with a break in it. Heights are metres above the top of the walls: the roof's lower face passes
through the outer edge of every wall that carries eaves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely

from opus_studio.engine.building.footprint import Footprint
from opus_studio.engine.building.skeleton import Skeleton, straight_skeleton
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.profiles import signed_area, tidy


@dataclass(frozen=True)
class Slopes:
    """How a roof rises inwards from its eaves.

    Attributes:
        overhang: How far the eaves stand out before the wall, metres.
        parts: Pitch in degrees from each distance to the wall line on, metres; the first begins
            at the eaves.
    """

    overhang: float
    parts: tuple[tuple[float, float], ...]

    @cached_property
    def breaks(self) -> tuple[float, ...]:
        """Distances from the eaves at which the pitch changes, metres."""
        return tuple(self.overhang + start for start, _ in self.parts[1:])

    def height(self, distance: Floats) -> Floats:
        """Metres above the wall's top at distances from the eaves."""
        raw = self._raw(np.asarray(distance, dtype=np.float64))
        return raw - self._raw(np.array(self.overhang))

    def _raw(self, distance: Floats) -> Floats:
        starts = [0.0, *self.breaks, math.inf]
        total = np.zeros_like(distance)
        for k, (_, pitch) in enumerate(self.parts):
            run = np.clip(distance, starts[k], starts[k + 1]) - starts[k]
            total = total + run * math.tan(math.radians(pitch))
        return total


@dataclass(frozen=True, eq=False)
class Facet:
    """One plane of a roof.

    Attributes:
        points: `(k, 3)` x, p and height, counter-clockwise seen from above.
        edge: The side of the plan that it rises from.
        along: `(2,)` level direction, the eaves' own.
        level: Which part of a broken slope it is, from the eaves up.
    """

    points: Floats
    edge: int
    along: Floats
    level: int = 0

    @cached_property
    def normal(self) -> Floats:
        """`(3,)` unit, upwards, in (x, p, height)."""
        points = self.points
        rolled = np.roll(points, -1, 0)
        # Newell's sum is exact for any flat polygon.
        total = np.cross(points - points[0], rolled - points[0]).sum(0)
        return np.asarray(total / np.linalg.norm(total))

    @cached_property
    def up(self) -> Floats:
        """`(3,)` unit, up the slope."""
        level = np.array([self.along[0], self.along[1], 0.0])
        return np.asarray(np.cross(self.normal, level))

    def height_at(self, plan: Floats) -> Floats:
        """Heights of the plane over `(n, 2)` plan points."""
        n, origin = self.normal, self.points[0]
        return np.asarray(origin[2] - ((plan - origin[:2]) @ n[:2]) / n[2])

    def raised(self, by: float) -> Facet:
        """The same plane higher up."""
        return replace(self, points=self.points + np.array([0.0, 0.0, by]))


def gable_candidates(plan: Footprint) -> tuple[int, ...]:
    """The sides that can be gables: in a hipped roof their slope ends a ridge square to them."""
    skeleton = straight_skeleton(plan.points)
    faces, _ = _merged(skeleton, plan)
    found = []
    for i, face in enumerate(faces):
        before, after = plan.edges[i - 1], plan.edges[(i + 1) % len(plan.edges)]
        square = float(before.along @ after.along) < -0.995
        if len(face) == 3 and square:
            found.append(i)
    return tuple(found)


def _merged(skeleton: Skeleton, plan: Footprint) -> tuple[list[list[int]], list[int]]:
    """The faces, those of sides in one line joined where they touch, and where each side's is.

    A wing before a wall parts its eaves, not its slope.
    """
    faces = [list(face) for face in skeleton.faces]
    home = list(range(len(faces)))
    edges = plan.edges
    for i, first in enumerate(edges):
        for j in range(i + 1, len(edges)):
            in_line = float(first.along @ edges[j].along) > 1.0 - 1e-9 and (
                abs(float((edges[j].start - first.start) @ first.out)) < 1e-6
            )
            if in_line and home[j] == j and home[i] != j:
                whole = _spliced(faces[home[i]], faces[j])
                if whole:
                    faces[home[i]], faces[j], home[j] = whole, [], home[i]
    corners = len(skeleton.faces)
    uses = np.bincount(np.concatenate([np.array(f, int) for f in faces]))
    for k, face in enumerate(faces):
        faces[k] = [
            n for at, n in enumerate(face)
            if n < corners or uses[n] != 2 or not _between_neighbours(skeleton.nodes, face, at)
        ]  # fmt: skip
    return faces, home


def _spliced(first: list[int], second: list[int]) -> list[int]:
    """Two faces joined along the run of nodes that they share; nothing when there is none."""
    shared = [n for n in first if n in second]
    for k, node in enumerate(first):
        ahead = first[(k + 1) % len(first)]
        if node in second and ahead in second and second[second.index(node) - 1] == ahead:
            break
    else:
        return []
    one = first[k + 1 :] + first[: k + 1]
    at = second.index(node)
    two = second[at:] + second[:at]
    # Nodes inside the shared run are on neither outline any more.
    ring = [*one, *two[1:-1]]
    inner = {n for n in shared if ring.count(n) > 1}
    ring = [n for n in ring if n not in inner or n in (one[0], one[-1])]
    return list(dict.fromkeys(ring))


def _between_neighbours(nodes: Floats, face: list[int], at: int) -> bool:
    """Whether a node lies on the line between those beside it."""
    a, b, c = nodes[face[at - 1]], nodes[face[at]], nodes[face[(at + 1) % len(face)]]
    return float(np.linalg.norm(np.cross(b - a, c - b))) < 1e-6


def sloped_roof(
    plan: Footprint,
    slopes: Slopes,
    *,
    gables: Sequence[int] = (),
    verge: float | None = None,
    half_hip: float = 0.0,
    inset: float = 0.0,
) -> list[Facet]:
    """The planes of a roof whose sides all have the same slopes.

    Args:
        plan: The outer faces of the walls.
        slopes: How it rises.
        gables: Sides that are gables; those that cannot be are hipped.
        verge: How far the roof stands out before a gable, metres; None is as far as the eaves.
        half_hip: Share of a gable's height that is a wall below a small hip; 0 for full gables.
        inset: The roof ends so many metres inside its eaves and verges: for what lies below it.

    Raises:
        ValueError: The eaves cross each other.
    """
    out = np.full(len(plan.edges), slopes.overhang - inset)
    if gables and verge is not None:
        out[list(gables)] = verge - inset
    corners = plan.offset(out)
    skeleton = straight_skeleton(corners)
    nodes, faces, half_hipped = _with_gables(skeleton, plan, corners, gables, half_hip)
    facets: list[Facet] = []
    for i, face in enumerate(faces):
        if len(face) < 3:
            continue
        points = nodes[list(face)]
        along = plan.edges[i].along
        if i in half_hipped:
            points[:, 2] = slopes.height(points[:, 2] + inset)
            facets.append(Facet(points, i, along))
            continue
        facets.extend(_broken(points, i, along, corners[i], slopes, inset))
    return facets


def _with_gables(
    skeleton: Skeleton,
    plan: Footprint,
    corners: Floats,
    gables: Sequence[int],
    half_hip: float,
) -> tuple[Floats, list[list[int]], set[int]]:
    """Nodes (with distance) and faces, the slopes of gables given to their neighbours.

    The last of the three are the sides that keep a half-hip.
    """
    nodes = skeleton.nodes.tolist()
    faces, home = _merged(skeleton, plan)
    given: set[int] = set()
    count = len(faces)
    for i in gables:
        face = faces[i]
        if len(face) != 3 or {(i - 1) % count, (i + 1) % count} & given:
            continue
        left, right = home[i - 1], home[(i + 1) % count]
        given.add(i)
        a, b, apex = face
        start, end = corners[i], corners[(i + 1) % count]
        before = corners[i - 1] - start
        along = end - start
        # The ridge runs on, parallel to the eaves beside it, to the gable.
        direction = before / np.hypot(*before)
        point = np.array(nodes[apex][:2])
        across = direction[0] * along[1] - direction[1] * along[0]
        gap = start - point
        share = (gap[0] * direction[1] - gap[1] * direction[0]) / across
        foot = start + share * along
        high = nodes[apex][2]
        number = len(nodes)
        if half_hip <= 0.0:
            nodes.append([*foot.tolist(), high])
            faces[left] = _between(faces[left], a, apex, [number])
            faces[right] = _between(faces[right], b, apex, [number])
            faces[i] = []
            continue
        rakes = [corner + half_hip * (foot - corner) for corner in (start, end)]
        tip = foot + (1.0 - half_hip) * (point - foot)
        nodes.extend([*rake.tolist(), half_hip * high] for rake in rakes)
        nodes.append([*tip.tolist(), high])
        faces[left] = _between(faces[left], a, apex, [number, number + 2])
        faces[right] = _between(faces[right], b, apex, [number + 1, number + 2])
        faces[i] = [number, number + 1, number + 2]
    return np.array(nodes), faces, given if half_hip > 0.0 else set()


def _between(face: list[int], low: int, apex: int, added: list[int]) -> list[int]:
    """The face with nodes put between its corner on the eaves and the ridge's old end."""
    i, j = face.index(low), face.index(apex)
    if (i + 1) % len(face) == j:
        return face[: i + 1] + added + face[i + 1 :]
    return face[: j + 1] + added[::-1] + face[j + 1 :]


def _broken(
    points: Floats, edge: int, along: Floats, start: Floats, slopes: Slopes, inset: float
) -> list[Facet]:
    """The planes of one face, cut where the pitch changes."""
    inward = np.array([-along[1], along[0]])
    flat = np.stack([(points[:, :2] - start) @ along, points[:, 2]], -1)
    levels = [-1.0, *(b - inset for b in slopes.breaks), 1e4]
    facets = []
    for k in range(len(levels) - 1):
        pieces = [flat] if len(levels) == 2 else _band(flat, levels[k], levels[k + 1])
        for piece in pieces:
            plan = start + piece[:, :1] * along + piece[:, 1:] * inward
            high = slopes.height(piece[:, 1] + inset)
            facets.append(Facet(np.column_stack([plan, high]), edge, along, k))
    return facets


def _band(flat: Floats, low: float, high: float) -> list[Floats]:
    """The parts of a polygon between two levels of its second coordinate."""
    left, right = flat[:, 0].min() - 1.0, flat[:, 0].max() + 1.0
    shape = shapely.intersection(shapely.Polygon(flat), shapely.box(left, low, right, high))
    pieces = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 1e-6]
    rings = [np.asarray(shapely.get_coordinates(p.exterior))[:-1] for p in pieces]
    return [ring if signed_area(ring) > 0.0 else ring[::-1] for ring in rings]


def shed_roof(
    plan: Footprint, pitch: float, overhang: float, low_side: int, inset: float = 0.0
) -> list[Facet]:
    """One plane over any plan, lowest at a side; 0 is the height at that side's wall line.

    Args:
        plan: The outer faces of the walls.
        pitch: Degrees.
        overhang: On all sides, metres.
        low_side: The side that it falls to.
        inset: As for `sloped_roof`.
    """
    corners = plan.offset(overhang - inset)
    edge = plan.edges[low_side]
    run = -(corners - edge.start) @ edge.out
    points = np.column_stack([corners, run * math.tan(math.radians(pitch))])
    return [Facet(points, low_side, edge.along)]


def gabled_roof(
    plan: Footprint, eaves: int, pitch: float, overhang: float, verge: float, inset: float = 0.0
) -> list[Facet]:
    """Two slopes over a rectangle, rising from one side and from the one opposite.

    Unlike `sloped_roof`, the ridge may run along the shorter sides.

    Args:
        plan: The outer faces of four walls, square to each other.
        eaves: The side from which one slope rises.
        pitch: Degrees.
        overhang: How far the eaves stand out, metres.
        verge: How far the roof stands out before the two gables, metres.
        inset: As for `sloped_roof`.
    """
    out = np.full(4, verge - inset)
    out[[eaves, (eaves + 2) % 4]] = overhang - inset
    corners = np.roll(plan.offset(out), -eaves, 0)
    slope = math.tan(math.radians(pitch))
    low = -(overhang - inset) * slope
    high = low + slope * float(np.hypot(*(corners[2] - corners[1]))) / 2.0
    tips = (corners[[0, 1]] + corners[[3, 2]]) / 2.0
    facets = []
    for side, order in ((eaves, (0, 1)), ((eaves + 2) % 4, (2, 3))):
        ends = tips[::-1] if side == eaves else tips
        ring = np.concatenate([corners[list(order)], ends])
        points = np.column_stack([ring, [low, low, high, high]])
        facets.append(Facet(points, side, plan.edges[side].along))
    return facets


def lowest_over(facets: Sequence[Facet], a: Floats, b: Floats) -> Floats:
    """`(k, 2)` the roof's lower face over the plan line from a to b: metres along it and height.

    Raises:
        ValueError: No plane lies over the line.
    """
    length = float(np.hypot(*(b - a)))
    u = (b - a) / length
    stops = {0.0, length}
    for facet in facets:
        plan = facet.points[:, :2]
        away = (plan - a) @ np.array([-u[1], u[0]])
        here = (plan - a) @ u
        for i in range(len(plan)):
            d0, d1 = away[i], away[i - 1]
            if d0 * d1 < 0.0 or abs(d0) < 1e-9:
                s = (
                    here[i]
                    if abs(d0 - d1) < 1e-9
                    else here[i] + (here[i - 1] - here[i]) * (d0 / (d0 - d1))
                )
                if 1e-4 < s < length - 1e-4:
                    stops.add(round(float(s), 6))
    along = np.array(sorted(stops))
    places = a + along[:, None] * u
    heights = np.full(len(along), np.inf)
    for facet in facets:
        shape = shapely.Polygon(facet.points[:, :2]).buffer(1e-4)
        inside = shapely.intersects_xy(shape, places[:, 0], places[:, 1])
        heights[inside] = np.minimum(heights[inside], facet.height_at(places)[inside])
    if not np.isfinite(heights).all():
        raise ValueError("The roof does not cover the wall.")
    line = np.column_stack([along, heights])
    return np.vstack([line[:1], tidy(line, closed=False, tolerance=1e-4)[1:]])
