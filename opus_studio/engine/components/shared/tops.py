"""Tops of tables and cabinets: a plan, an edge moulding all around, boards glued side by side.

A top is one closed body. Its boards differ by where they are cut from the finish, as in a glued
top that was planed flat; the edge moulding runs around all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry import loft, triangulate
from opus_studio.engine.geometry.build import Floats, Ints, pack, unit
from opus_studio.engine.scene import Mesh

TopEdge: TypeAlias = Literal["square", "eased", "bullnose", "underbevel", "ogee"]
"""How the edge of a top is worked."""

_TINIEST = 4e-4
_NEAR_JOINT = 0.004


@dataclass(frozen=True, eq=False)
class Plan:
    """The outline of a top seen from above, y to the back (-Z), counter-clockwise; metres.

    It starts at its front and can be drawn in. A point stands at `core`, `bend` away from it: the
    bend of a rounded corner becomes shorter as the plan is drawn in, until the corner is sharp.

    Attributes:
        core: `(k, 2)` centres of the corners' arcs.
        bend: `(k, 2)` unit directions out of the plan; zero-length in no place.
        reach: `(k,)` radius of the arc at each point.
        side: `(k, 2)` signs of the corner that a core belongs to; 0 where it stays in place.
    """

    core: Floats
    bend: Floats
    reach: float
    side: Floats

    def inset(self, distance: float) -> Floats:
        """`(k, 2)` the outline moved inwards by a distance in metres."""
        radius = max(self.reach - distance, _TINIEST)
        drawn = distance - (self.reach - radius)
        return np.asarray(self.core - self.side * drawn + self.bend * radius, dtype=np.float64)

    @cached_property
    def points(self) -> Floats:
        """`(k, 2)` the outline itself."""
        return self.inset(0.0)


@lru_cache(maxsize=64)
def rectangular_plan(width: float, depth: float, radius: float, segments: int = 5) -> Plan:
    """A rectangle with rounded corners; half the depth as radius makes a racetrack.

    Args:
        width: Along X, metres.
        depth: Along Z, metres.
        radius: Of the corners, metres; limited by half the shorter side.
        segments: Chords of a corner.
    """
    r = min(max(radius, _TINIEST), 0.499 * min(width, depth))
    count = max(segments, min(24, math.ceil(segments * r / 0.05)))
    turn = np.linspace(0.0, math.pi / 2.0, count + 1)
    corners = np.array([[1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]])
    angle = (np.arange(4) * math.pi / 2.0 - math.pi / 2.0)[:, None] + turn
    side = np.repeat(corners, count + 1, 0)
    bend = np.stack([np.cos(angle).ravel(), np.sin(angle).ravel()], -1)
    core = side * (np.array([width, depth]) / 2.0 - r)
    return Plan(core, bend, r, side)


@lru_cache(maxsize=64)
def elliptic_plan(width: float, depth: float, segments: int = 72) -> Plan:
    """An ellipse, or a circle where both sizes are the same; metres."""
    angle = np.arange(segments) * (2.0 * math.pi / segments) - math.pi / 2.0
    half = np.array([width, depth]) / 2.0
    circle = np.stack([np.cos(angle), np.sin(angle)], -1)
    return _soft(circle * half, unit(circle / half), 0.4 * float((half.min() ** 2) / half.max()))


@lru_cache(maxsize=64)
def boat_plan(width: float, depth: float, narrowing: float = 0.82, radius: float = 0.09) -> Plan:
    """Long sides that bow out towards the middle, straight ends, soft corners.

    Args:
        width: Along X, metres.
        depth: Along Z at the middle, metres.
        narrowing: Depth at the ends against that at the middle.
        radius: Of the corners, metres.
    """
    from shapely import Polygon

    x = np.linspace(-0.5, 0.5, 41) * width
    bow = depth / 2.0 * (narrowing + (1.0 - narrowing) * (1.0 - (2.0 * x / width) ** 2))
    ring = np.concatenate([np.stack([x, -bow], -1), np.stack([x, bow], -1)[::-1]])
    soft = Polygon(ring).buffer(-radius, join_style="mitre").buffer(radius, quad_segs=8)
    points = np.asarray(soft.exterior.coords)[:-1]
    area = np.sum(
        points[:, 0] * np.roll(points[:, 1], -1) - np.roll(points[:, 0], -1) * points[:, 1]
    )
    points = points if area > 0 else points[::-1]
    points = points * (np.array([width, depth]) / np.ptp(points, axis=0))
    front = int(np.lexsort((points[:, 0], np.round(points[:, 1], 6)))[0])
    points = np.roll(points, -front, 0)
    ahead = unit(np.roll(points, -1, 0) - points)
    out = np.stack([ahead[:, 1], -ahead[:, 0]], -1)
    return _soft(points, unit(out + np.roll(out, 1, 0)), 0.9 * radius)


def _soft(points: Floats, out: Floats, reach: float) -> Plan:
    """A plan that is smooth all around and is drawn in by less than its tightest bend."""
    return Plan(points - out * reach, out, reach, np.zeros_like(points))


def split(plan: Plan, joints: Floats) -> tuple[Plan, list[tuple[int, int]]]:
    """The plan with points where glue joints reach its outline.

    Args:
        plan: The plan.
        joints: y of the joints, ascending, metres.

    Returns:
        The plan and, for each joint that crosses it, the number of its point on the right and on
        the left.
    """
    for y in joints:
        plan = _with_point(_with_point(plan, float(y), 1.0), float(y), -1.0)
    pairs: list[tuple[int, int]] = []
    for y in joints:
        right, left = _nearest(plan, float(y), 1.0), _nearest(plan, float(y), -1.0)
        if not pairs or (right > pairs[-1][0] and left < pairs[-1][1]):
            pairs.append((right, left))
    return plan, pairs


def _nearest(plan: Plan, y: float, sign: float) -> int:
    points = plan.points
    wrong = points[:, 0] * sign <= 1e-6
    return int((np.abs(points[:, 1] - y) + 10.0 * wrong).argmin())


def _with_point(plan: Plan, y: float, sign: float) -> Plan:
    points = plan.points
    following = np.roll(points, -1, 0)
    low, high = (points, following) if sign > 0 else (following, points)
    crossing = np.flatnonzero((low[:, 1] <= y) & (high[:, 1] > y) & (points[:, 0] * sign > 0))
    near = _nearest(plan, y, sign)
    if not len(crossing) or abs(points[near, 1] - y) < _NEAR_JOINT:
        return plan
    at = int(crossing[0])
    share = (y - points[at, 1]) / (following[at, 1] - points[at, 1])

    def between(rows: Floats) -> Floats:
        new = rows[at] + share * (np.roll(rows, -1, 0)[at] - rows[at])
        return np.insert(rows, at + 1, new, 0)

    core, side = between(plan.core), between(plan.side)
    if abs(side[at + 1, 1]) < 1.0:  # on a straight end a joint stays where it is
        side[at + 1, 1] = 0.0
    return Plan(core, unit(between(plan.bend)), plan.reach, side)


@lru_cache(maxsize=128)
def edge_rings(edge: TopEdge, thickness: float) -> tuple[Floats, NDArray[np.bool_]]:
    """`(r, 2)` inset and height of a worked edge from the underside up, and its soft rows.

    Args:
        edge: The moulding.
        thickness: Of the top, metres.
    """
    t = thickness
    ease = min(0.0035 if edge == "eased" else 0.0012, 0.22 * t)
    upper, lower = _quarter(ease, t, up=True), _quarter(min(ease, 0.002), t, up=False)
    if edge == "bullnose":
        turn = np.linspace(-math.pi / 2.0, math.pi / 2.0, 11)
        out = min(0.5 * t, 0.020)
        rows = np.stack([out * (1.0 - np.cos(turn)), 0.5 * t * (1.0 + np.sin(turn))], -1)
    elif edge == "underbevel":
        nose, back = max(0.35 * t, min(0.006, 0.6 * t)), min(1.6 * t, 0.05)
        under = [[back + 0.004, 0.0], [back, 0.0007], [0.0015, t - nose - 0.001], [0.0, t - nose]]
        rows = np.concatenate([under, _quarter(min(0.0015, 0.3 * nose), t, up=True)])
    elif edge == "ogee":
        rows = np.concatenate([lower, _ogee(t)])
    else:
        rows = np.concatenate([lower, upper])
    step = np.diff(rows, axis=0)
    keep = np.append(True, np.hypot(step[:, 0], step[:, 1]) > 1e-5)
    rows = rows[keep]
    heading = unit(np.diff(rows, axis=0))
    soft = np.ones(len(rows), bool)
    soft[1:-1] = np.einsum("ij,ij->i", heading[1:], heading[:-1]) > math.cos(math.radians(32.0))
    return rows, soft


def _quarter(radius: float, t: float, up: bool) -> Floats:
    turn = np.linspace(0.0, math.pi / 2.0, 4)
    inset, rise = radius * (1.0 - np.cos(turn)), radius * np.sin(turn)
    rows = np.stack([inset, t - radius + rise], -1)
    return rows if up else np.stack([inset[::-1], radius - rise[::-1]], -1)


def _ogee(t: float) -> Floats:
    """Above a straight edge a quirk, then a hollow that turns into a round: a classic moulding."""
    size = min(0.52 * t, 0.016)
    low, quirk = t - size, 0.12 * size
    half = 0.5 * (size - quirk)
    turn = np.linspace(0.0, math.pi / 2.0, 5)
    hollow = np.stack([quirk + half * np.sin(turn), low + quirk + half * (1.0 - np.cos(turn))], -1)
    swell = np.stack(
        [quirk + half + half * (1.0 - np.cos(turn)), low + quirk + half + half * np.sin(turn)], -1
    )
    return np.concatenate([[[0.0, low], [quirk, low]], hollow, swell[1:]])


def top(
    plan: Plan,
    thickness: float,
    edge: TopEdge,
    *,
    joints: Floats | tuple[float, ...] = (),
    uv_offsets: Floats,
    base: float = 0.0,
) -> Mesh:
    """A top of boards along X with a worked edge; exactly the plan's size.

    Args:
        plan: The outline.
        thickness: Metres.
        edge: The moulding.
        joints: y of the joints between boards, ascending, metres.
        uv_offsets: `(boards, 2)` where each board is cut from its finish, front to back, metres.
        base: Y of the underside, metres.
    """
    plan, pairs = split(plan, np.asarray(joints, dtype=np.float64))
    rows, soft = edge_rings(edge, thickness)
    count = len(plan.core)
    rings = np.empty((len(rows), count, 3))
    for number, (inset, rise) in enumerate(rows):
        flat = plan.inset(float(inset))
        rings[number] = np.stack([flat[:, 0], np.full(count, base + rise), -flat[:, 1]], -1)
    board = np.zeros(count, dtype=np.int64)
    for number, (right, left) in enumerate(pairs, 1):
        board[right:left] = number
    offsets = np.asarray(uv_offsets, dtype=np.float64)[: len(pairs) + 1]
    blocks = [_edge_band(rings, soft, board, offsets, edge)]
    strips = _strips(pairs, count)
    for number, strip in enumerate(strips):
        blocks.append(_face(rings[-1][strip], 1.0, offsets[number]))
        blocks.append(_face(rings[0][strip], -1.0, offsets[number]))
    shift = np.cumsum([0] + [len(block[0]) for block in blocks[:-1]])
    return pack(
        np.concatenate([block[0] for block in blocks]),
        np.concatenate([block[1] for block in blocks]),
        np.concatenate([block[2] for block in blocks]),
        np.concatenate([block[3] + start for block, start in zip(blocks, shift, strict=True)]),
    )


def _strips(pairs: list[tuple[int, int]], count: int) -> list[Ints]:
    """The points around each board, from the front one to the back one."""
    index = np.arange(count)
    if not pairs:
        return [index]
    first_right, first_left = pairs[0]
    strips = [np.concatenate([index[first_left:], index[: first_right + 1]])]
    for (right, left), (next_right, next_left) in pairwise(pairs):
        strips.append(np.concatenate([index[right : next_right + 1], index[next_left : left + 1]]))
    right, left = pairs[-1]
    return [*strips, index[right : left + 1]]


def _face(ring: Floats, side: float, offset: Floats) -> tuple[Floats, Floats, Floats, Ints]:
    flat = np.stack([ring[:, 0], -ring[:, 2]], -1)
    faces = triangulate([flat])
    faces = faces if side > 0.0 else faces[:, ::-1]
    normals = np.tile([0.0, side, 0.0], (len(ring), 1))
    return ring, normals, flat * (1.0, side) + offset, faces


def _edge_band(
    rings: Floats, soft: NDArray[np.bool_], board: Ints, offsets: Floats, edge: TopEdge
) -> tuple[Floats, Floats, Floats, Ints]:
    """The worked edge, U running around it, cut where the boards meet."""
    body = loft(rings, smooth_rows=soft, caps=False)
    width = rings.shape[1] + 1
    normals = body.normals.reshape(-1, width, 3).astype(np.float64)
    if edge not in ("ogee", "underbevel"):
        normals[0] = (0.0, -1.0, 0.0)
    if edge != "ogee":
        normals[-1] = (0.0, 1.0, 0.0)
    triangles = body.triangles.astype(np.int64)
    # Faces come row by row, two for each column.
    column = (np.arange(len(triangles)) // 2) % rings.shape[1]
    key = triangles * len(offsets) + board[column][:, None]
    kept, number = np.unique(key, return_inverse=True)
    source, owner = kept // len(offsets), kept % len(offsets)
    charts = np.stack([-body.uvs[:, 1], body.uvs[:, 0]], -1)[source] + offsets[owner]
    positions = body.positions[source].astype(np.float64)
    return positions, normals.reshape(-1, 3)[source], charts, number.reshape(-1, 3)
