"""Shafts of masonry: bodies over convex plans whose courses stay level and run on around corners.

Plans are `(k, 2)` arrays (x, p) with p = -z, counter-clockwise seen from above, as everywhere in
this kernel. A `tower` is chimney shaft, corbelled crown, string course, pier or octagonal pot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import Floats, cross, pack, unit
from opus_studio.engine.scene import Mesh

COURSE = 0.075
"""Height of a brick course with its joint, metres (BS EN 771-1, UK format)."""

HALF_BRICK = 0.1125
"""Half a brick's length with its joint, metres: 215 + 10 is a whole."""

_CONVEX = 0.05


@dataclass(frozen=True, eq=False)
class Level:
    """The outline of a tower at a height.

    Attributes:
        plan: `(k, 2)` its corners.
        y: Metres, one for all corners or `(k,)`: feet may be cut to a slope.
    """

    plan: Floats
    y: float | Floats


def rectangle_at(width: float, depth: float, x: float = 0.0, p: float = 0.0) -> Floats:
    """The plan of a rectangle about (x, p)."""
    a, b = width / 2.0, depth / 2.0
    return np.array([(x - a, p - b), (x + a, p - b), (x + a, p + b), (x - a, p + b)])


def regular(sides: int, across: float, x: float = 0.0, p: float = 0.0, turn: float = 0.5) -> Floats:
    """The plan of a regular polygon about (x, p).

    Args:
        sides: How many.
        across: From flat to flat for an even number, metres.
        x: Of its middle, metres.
        p: The same.
        turn: In sides: half has a side to the front, 0 a corner.
    """
    radius = across / 2.0 / math.cos(math.pi / sides)
    angle = 2.0 * math.pi * (np.arange(sides) + turn) / sides - math.pi / 2.0
    return np.stack([x + radius * np.cos(angle), p + radius * np.sin(angle)], -1)


def grown(plan: Floats, out: ArrayLike) -> Floats:
    """A plan with its sides moved outwards by metres, one for all or `(k,)` from corner to next."""
    ahead = unit(np.roll(plan, -1, 0) - plan)
    outward = np.stack([ahead[:, 1], -ahead[:, 0]], -1)
    by = np.broadcast_to(np.asarray(out, dtype=np.float64), len(plan))
    a, b = np.roll(outward, 1, 0), outward
    turn = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    before = np.roll(by, 1)
    x = (before * b[:, 1] - by * a[:, 1]) / turn
    y = (by * a[:, 0] - before * b[:, 0]) / turn
    return plan + np.stack([x, y], -1)


def tower(
    levels: Sequence[Level], *, bevel: float = 0.004, uv: tuple[float, float] = (0.0, 0.0)
) -> Mesh:
    """A closed body through levels, from the lowest up, its arrises bevelled.

    V is the height, so that courses are level; U runs around the plan from its first corner.

    Args:
        levels: At least two, all with the same number of corners and parallel sides.
        bevel: Width of the chamfer of upright and level arrises, metres.
        uv: Where on the finish the point u = 0, y = 0 is, metres.
    """
    rows = [_corners(level, bevel) for level in levels]
    grid, wide = _arrises(rows, levels[-1], bevel)
    lower, upper = grid[:-1], grid[1:]
    ahead_low, ahead_up = np.roll(lower, -1, 1), np.roll(upper, -1, 1)
    quads = np.stack([lower, ahead_low, ahead_up, upper], 2)
    uvs = _chart(quads) + np.asarray(uv)
    count, columns = quads.shape[:2]
    normals = _bent(unit(cross(ahead_up - lower, upper - ahead_low)), wide)
    base = 4 * np.arange(count * columns)[:, None, None]
    triangles = (base + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
    points, bends = quads.reshape(-1, 3), normals.reshape(-1, 3)
    charts, faces = uvs.reshape(-1, 2), [triangles]
    fan = np.stack(
        [np.zeros(columns - 2, int), *(np.arange(k, columns - 2 + k) for k in (1, 2))], 1
    )
    for ring, up in ((grid[-1], 1.0), (grid[0], -1.0)):
        faces.append((fan if up > 0.0 else fan[:, ::-1]) + len(points))
        points = np.concatenate([points, ring])
        flat = unit(cross(ring - ring[0], np.roll(ring, -1, 0) - ring[0]).sum(0)) * up
        bends = np.concatenate([bends, np.broadcast_to(flat, ring.shape)])
        charts = np.concatenate([charts, ring[:, (0, 2)] * (up, -1.0) + np.asarray(uv)])
    return pack(points, bends, charts, np.concatenate(faces))


def _corners(level: Level, bevel: float) -> Floats:
    """`(2k, 3)` places of a level: each corner cut off by the bevel."""
    plan = level.plan
    ahead = np.roll(plan, -1, 0) - plan
    long = np.hypot(ahead[:, 0], ahead[:, 1])[:, None]
    cut = np.minimum(bevel, 0.2 * long) * ahead / long
    pair = np.stack(
        [plan - np.roll(np.minimum(bevel, 0.2 * long) * ahead / long, 1, 0), plan + cut], 1
    )
    height = np.repeat(np.broadcast_to(np.asarray(level.y, dtype=np.float64), len(plan)), 2)
    flat = pair.reshape(-1, 2)
    return np.stack([flat[:, 0], height, -flat[:, 1]], -1)


def _arrises(rows: list[Floats], last: Level, bevel: float) -> tuple[Floats, list[bool]]:
    """`(r, 2k, 3)` rows with the level arrises that stand out cut, and which strips are faces."""
    made, wide = [rows[0]], []
    for k in range(1, len(rows) - 1):
        back, ahead = rows[k - 1] - rows[k], rows[k + 1] - rows[k]
        near, far = np.linalg.norm(back, axis=1), np.linalg.norm(ahead, axis=1)
        # Seen in section: out to the right, up; a turn to the left stands out.
        side = np.roll(rows[k], -1, 0) - rows[k]
        turn = np.einsum("ij,ij->i", cross(back, ahead), unit(side))[1::2]
        share = turn / (near * far)[1::2]
        wide.append(True)
        if share.min() > -1e-6 and share.max() > _CONVEX:
            step = min(bevel, 0.3 * float(near.min()), 0.3 * float(far.min()))
            made.append(rows[k] + back * (step / near)[:, None])
            made.append(rows[k] + ahead * (step / far)[:, None])
            wide.append(False)
        else:
            made.append(rows[k])
    back = rows[-2] - rows[-1]
    near = np.linalg.norm(back, axis=1)
    step = min(bevel, 0.3 * float(near.min()))
    made.append(rows[-1] + back * (step / near)[:, None])
    inner = Level(grown(last.plan, -step), last.y)
    made.append(_corners(inner, bevel))
    return np.stack(made), [*wide, True, False]


def _bent(normal: Floats, wide: list[bool]) -> Floats:
    """`(r, c, 4, 3)` normals of the corners: faces are flat, chamfers bend between them."""
    rows, columns = normal.shape[:2]
    sides = normal.copy()
    # A chamfer's corners take the normals of the faces beside it; the top's is straight up.
    level = np.flatnonzero(wide)
    below = np.array([level[level <= k].max() for k in range(rows)])
    above = np.array([level[level >= k].min() if (level >= k).any() else rows for k in range(rows)])
    top = np.broadcast_to([0.0, 1.0, 0.0], (1, columns, 3))
    stacked = np.concatenate([sides, top])
    column = np.arange(columns)
    chamfer = column % 2 == 0
    left, right = np.where(chamfer, column - 1, column), np.where(chamfer, column + 1, column)
    left, right = left % columns, right % columns
    lower, upper = stacked[below], stacked[above]
    return np.stack([lower[:, left], lower[:, right], upper[:, right], upper[:, left]], 2)


def _chart(quads: Floats) -> Floats:
    """`(r, c, 4, 2)` U around the plan, V up: each side about its own middle, level by level."""
    first = quads[0, :, 1] - quads[0, :, 0]
    long = np.hypot(first[:, 0], first[:, 2])
    middle = np.cumsum(long) - long / 2.0
    low = quads[:, :, 0]
    along = quads[:, :, 1] - low
    along[..., 1] = 0.0
    flat = np.hypot(along[..., 0], along[..., 2])
    direction = along / np.maximum(flat, 1e-9)[..., None]
    # From each side's own middle, which is the same line at all heights of a straight shaft.
    axis = (quads[0, :, 0] + quads[0, :, 1]) / 2.0
    gap = quads - axis[None, :, None]
    u = np.einsum("rcqk,rck->rcq", gap, direction)
    rise = quads - low[:, :, None]
    rise = rise - np.einsum("rcqk,rck->rcq", rise, direction)[..., None] * direction[:, :, None]
    up = np.linalg.norm(rise, axis=-1)
    # On feet that are cut to a slope both lower corners count from their own height.
    up[..., 1] = 0.0
    v = np.empty_like(u)
    v[..., 0], v[..., 1] = quads[..., 0, 1], quads[..., 1, 1]
    v[..., 3], v[..., 2] = v[..., 0] + up[..., 3], v[..., 0] + up[..., 2]
    sloped = np.abs(quads[..., 1, 1] - quads[..., 0, 1]) > 1e-6
    v[sloped] = quads[sloped][..., 1]
    return np.stack([u + middle[:, None], v], -1)
