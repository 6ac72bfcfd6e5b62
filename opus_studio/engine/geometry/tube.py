"""Round tubes, rods and pipes with bends: handles, rails, bed frames, gutters' down-pipes."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    FINEST,
    Floats,
    compacted,
    floats,
    pack,
    preceding,
    quarter_segments,
    require_count,
    require_positive,
    round_segments,
    unit,
)
from opus_studio.engine.geometry.grid import grid_faces
from opus_studio.engine.geometry.profiles import circle
from opus_studio.engine.geometry.sweep import frames
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh


def bent(path: ArrayLike, radius: float, segments: int = 4, closed: bool = False) -> Floats:
    """A path whose corners are rounded to arcs.

    Args:
        path: `(n, 3)` metres.
        radius: Of the bends along the path, metres; limited to what neighbouring corners leave.
        segments: Chords in a quarter turn.
        closed: Whether the last point joins the first.

    Raises:
        ValueError: The path has fewer than two points.
    """
    points = floats(path, "path", 3)
    if len(points) < 2:
        raise ValueError("A path needs two points.")
    if radius <= 0.0 or len(points) < 3:
        return points
    rounded: list[Floats] = [] if closed else [points[:1]]
    count = len(points)
    rounded.extend(
        _bend(points[i - 1], points[i], points[(i + 1) % count], radius, segments)
        for i in (range(count) if closed else range(1, count - 1))
    )
    if not closed:
        rounded.append(points[-1:])
    return np.concatenate(rounded)


def _bend(before: Floats, corner: Floats, after: Floats, radius: float, segments: int) -> Floats:
    into, out = corner - before, after - corner
    long_in, long_out = float(np.linalg.norm(into)), float(np.linalg.norm(out))
    into, out = into / long_in, out / long_out
    turn = math.acos(max(-1.0, min(1.0, float(into @ out))))
    if turn < 1e-3 or turn > math.pi - 1e-3:
        return corner[None]
    reach = min(radius * math.tan(turn / 2.0), 0.49 * min(long_in, long_out))
    arc_radius = reach / math.tan(turn / 2.0)
    sideways = unit(out - into * float(into @ out))
    steps = max(1, math.ceil(segments * turn / (math.pi / 2.0)))
    angle = np.linspace(0.0, turn, steps + 1)[:, None]
    start = corner - into * reach
    return start + arc_radius * (np.sin(angle) * into + (1.0 - np.cos(angle)) * sideways)


def tube(
    path: ArrayLike,
    radius: float | ArrayLike,
    *,
    bend_radius: float = 0.0,
    closed: bool = False,
    ends: Literal["flat", "round", "open"] = "flat",
    segments: int | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A round tube along a path, its corners bent to arcs, its ends closed.

    Args:
        path: `(n, 3)` metres.
        radius: Of the tube, metres; one for each point makes a tapering horn (without bends).
        bend_radius: Of the bends along the path, metres. 0 leaves the path as it is.
        closed: Whether the last point joins the first.
        ends: Flat with a small bevel, hemispheres beyond the path's ends, or open.
        segments: Chords around; None takes what the radius needs.
        uv_offset: Where on the finish this piece is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A radius is not above zero or the path has no length.
    """
    quarter = quarter_segments(detail)
    radii = np.asarray(radius, dtype=np.float64)
    require_positive(radius=float(radii.min()))
    points = bent(path, bend_radius, 2 * quarter, closed) if radii.ndim == 0 else np.array(path)
    step = np.diff(points, axis=0, append=points[:1])
    length = np.sqrt(np.einsum("ij,ij->i", step, step))
    if length[: None if closed else -1].min(initial=np.inf) < 1e-7:
        raise ValueError("The path of a tube has two points in the same place.")
    radii = np.broadcast_to(radii, len(points))
    ahead = step / np.maximum(length, 1e-12)[:, None]
    if not closed:
        ahead[-1] = ahead[-2]
    behind = preceding(ahead)
    if not closed:
        behind[0] = ahead[0]
    along = unit(ahead + behind)
    side, top = frames(along, None, closed)
    distance = np.append(0.0, np.cumsum(length))[: len(points)]
    count = segments or round_segments(float(radii.max()), detail)
    require_count(3, segments=count)
    rows = _Rows(points, along, side, top, radii, np.zeros(len(points)), distance)
    if closed:
        return _skin(rows.looped(float(length.sum())), count, uv_offset, capped=False)
    if ends == "open":
        return _skin(rows, count, uv_offset, capped=False, closed=False)
    return _skin(rows.ended(ends, quarter), count, uv_offset, capped=ends == "flat")


class _Rows:
    """Circles along a path: centre, frame, radius, lean of the normal, distance."""

    def __init__(
        self,
        points: Floats,
        along: Floats,
        side: Floats,
        top: Floats,
        radii: Floats,
        lean: Floats,
        distance: Floats,
    ) -> None:
        self.points, self.along, self.side, self.top = points, along, side, top
        self.radii, self.lean, self.distance = radii, lean, distance

    def looped(self, total: float) -> _Rows:
        """With the first circle again at the end."""
        index = np.append(np.arange(len(self.points)), 0)
        rows = self._taken(index)
        rows.distance = np.append(self.distance, total)
        return rows

    def ended(self, ends: str, quarter: int) -> _Rows:
        """With the circles that close both ends: a small bevel, or a hemisphere."""
        index = np.arange(len(self.points))
        steps = 2 if ends == "flat" else quarter
        angle = np.linspace(0.0, math.pi / 2.0, steps + 1)[1:]
        start, end = np.zeros(steps, int), np.full(steps, len(index) - 1)
        rows = self._taken(np.concatenate([start, index, end]))
        for lead, at, turn, sign in (
            (slice(0, steps), 0, angle[::-1], -1.0),
            (slice(len(rows.points) - steps, None), -1, angle, 1.0),
        ):
            radius = float(self.radii[at])
            curve = radius if ends == "round" else min(0.2 * radius, 0.0015)
            shift = sign * (np.sin(turn) * curve - (0.0 if ends == "round" else curve))
            rows.points[lead] = self.points[at] + shift[:, None] * self.along[at]
            rows.radii[lead] = radius - curve * (1.0 - np.cos(turn))
            rows.lean[lead] = sign * turn
            rows.distance[lead] = self.distance[at] + sign * turn * curve
            if ends == "flat":
                # Rows of the path's own ends make way for the bevel.
                own = steps if at == 0 else len(rows.points) - steps - 1
                rows.points[own] = self.points[at] - sign * curve * self.along[at]
        return rows

    def _taken(self, index: np.ndarray) -> _Rows:
        names = ("points", "along", "side", "top", "radii", "lean", "distance")
        return _Rows(*(np.array(getattr(self, name))[index] for name in names))


def _skin(
    rows: _Rows,
    count: int,
    uv_offset: tuple[float, float],
    *,
    capped: bool,
    closed: bool = True,
) -> Mesh:
    angle, cosine, sine = _circle(count)
    ring = cosine[:, None] * rows.side[:, None] + sine[:, None] * rows.top[:, None]
    positions = rows.points[:, None] + ring * rows.radii[:, None, None]
    normals = ring
    if rows.lean.any():
        lean = rows.lean[:, None, None]
        normals = ring * np.cos(lean) + rows.along[:, None] * np.sin(lean)
    uvs = np.empty((*ring.shape[:2], 2))
    uvs[..., 0] = rows.distance[:, None] + uv_offset[0]
    uvs[..., 1] = (math.pi - angle) * _median(rows.radii) + uv_offset[1]
    faces = grid_faces(len(rows.points), count + 1).reshape(-1, 3)
    tip = np.repeat(rows.radii < 1e-9, count + 1)
    if tip.any():
        faces = faces[tip[faces].sum(1) < 2]
        return compacted(positions, normals, uvs, faces, closed)
    body = [positions.reshape(-1, 3)], [normals.reshape(-1, 3)], [uvs.reshape(-1, 2)], [faces]
    if capped:
        fan = _disc(count)
        for at, sign in ((0, -1.0), (-1, 1.0)):
            base = sum(len(block) for block in body[0])
            flat = np.stack([cosine[:-1], sine[:-1]], -1) * rows.radii[at]
            body[0].append(positions[at, :-1])
            body[1].append(np.tile(rows.along[at] * sign, (count, 1)))
            body[2].append(flat * (sign, 1.0) + np.array(uv_offset))
            body[3].append((fan if sign > 0.0 else fan[:, ::-1]) + base)
    positions, normals, uvs, faces = (np.concatenate(blocks) for blocks in body)
    return pack(positions, normals, uvs, faces, closed)


@lru_cache(maxsize=64)
def _circle(count: int) -> tuple[Floats, Floats, Floats]:
    """Angles once around with their cosines and sines, the last place the first one again."""
    angle = np.linspace(0.0, 2.0 * math.pi, count + 1)
    cosine, sine = np.cos(angle), np.sin(angle)
    cosine[-1], sine[-1] = cosine[0], sine[0]
    return angle, cosine, sine


def _median(values: Floats) -> float:
    """Of a few values, much quicker than numpy's."""
    ranked = np.sort(values)
    return 0.5 * float(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2])


@lru_cache(maxsize=64)
def _disc(count: int) -> np.ndarray:
    """Triangles of a regular polygon, halved again and again, so that none is a sliver."""
    return triangulate([circle(1.0, count).points])
