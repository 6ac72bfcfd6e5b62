"""A skin drawn over sections: legs, arms, handles, anything whose section changes on its way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import Floats, Ints, cross, following, pack, quads, unit
from opus_studio.engine.geometry.profiles import doubling
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh


def loft(
    sections: ArrayLike,
    *,
    smooth: ArrayLike | None = None,
    smooth_rows: ArrayLike | None = None,
    around: bool = True,
    closed: bool = False,
    caps: bool = True,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A skin over sections with the same number of points.

    Seen against the direction from the first section to the last, points go counter-clockwise.
    U runs from section to section (the grain), V around. Normals are weighted by area.

    Args:
        sections: `(s, k, 3)` metres.
        smooth: `(k,)` whether the skin bends softly over each point; None is everywhere.
        smooth_rows: `(s,)` the same for each section.
        around: Whether the last point of a section joins its first (else the skin is a strip).
        closed: Whether the last section joins the first.
        caps: Whether the first and last section are filled (they should be flat).
        uv_offset: Where on the finish this piece is cut, metres.

    Raises:
        ValueError: There are fewer than two sections, or a section has fewer than three points.
    """
    points = np.asarray(sections, dtype=np.float64)
    if points.ndim != 3 or points.shape[2] != 3 or len(points) < 2 or points.shape[1] < 2 + around:
        raise ValueError(f"A loft needs sections as (s, k, 3), not the shape {points.shape}.")
    column, row = (
        _Doubled.of(smooth, points.shape[1], around),
        _Doubled.of(smooth_rows, len(points), closed),
    )
    normals = _normals(points, row, column)
    u, v = _lengths(points, row, column)
    uvs = np.empty((*normals.shape[:2], 2))
    uvs[..., 0], uvs[..., 1] = u[:, None], v
    width = len(column.source)
    faces = quads(row.starts * width, column.starts, row.ends * width, column.ends).reshape(-1, 3)
    positions = points[row.source][:, column.source]
    blocks = [(positions.reshape(-1, 3), normals.reshape(-1, 3), uvs.reshape(-1, 2), faces)]
    if caps and around and not closed:
        blocks += [_cap(points[0], first=True), _cap(points[-1], first=False)]
    shift = np.cumsum([0] + [len(block[0]) for block in blocks[:-1]])
    return pack(
        np.concatenate([block[0] for block in blocks]),
        np.concatenate([block[1] for block in blocks]),
        np.concatenate([block[2] for block in blocks]) + np.array(uv_offset),
        np.concatenate([block[3] + start for block, start in zip(blocks, shift, strict=True)]),
        around and (caps or closed),
    )


@dataclass(frozen=True, eq=False)
class _Doubled:
    """One direction of the grid, its hard lines and its seam doubled."""

    source: Ints  # (r,) the point of each rail
    measure: Ints  # (r,) its place along the direction: the count of points at a seam's end
    takes_before: Floats  # (r,) 1 where the face before bends the normal
    takes_after: Floats  # (r,)
    starts: Ints
    ends: Ints
    count: int
    looped: bool

    @classmethod
    def of(cls, smooth: ArrayLike | None, count: int, looped: bool) -> _Doubled:
        flags = np.ones(count, bool) if smooth is None else np.asarray(smooth, bool)
        if flags.shape != (count,):
            raise ValueError(f"There are {flags.size} smooth flags for {count} points.")
        source, first, second, starts, ends = doubling(flags, looped)
        before, after = np.ones(len(source)), np.ones(len(source))
        hard = ~flags & (first != second)
        before[second[hard]] = 0.0
        after[first[hard]] = 0.0
        measure = source.copy()
        if looped:
            measure[0] = count
        else:
            before[0] = after[-1] = 0.0
        return cls(source, measure, before, after, starts, ends, count, looped)

    def summed(self, cells: Floats) -> Floats:
        """For each rail, the faces on both sides that bend its normal; along the first axis."""
        last = len(cells) - 1
        shape = (-1,) + (1,) * (cells.ndim - 1)
        before = cells[(self.source - 1) % len(cells)]
        after = cells[np.minimum(self.source, last)]
        return before * self.takes_before.reshape(shape) + after * self.takes_after.reshape(shape)


def _normals(points: Floats, row: _Doubled, column: _Doubled) -> Floats:
    """`(rows, columns, 3)` mean of the faces around each vertex, weighted by area."""
    below = points if row.looped else points[:-1]
    above = following(points) if row.looped else points[1:]

    def ahead(grid: Floats) -> tuple[Floats, Floats]:
        return (grid, np.roll(grid, -1, 1)) if column.looped else (grid[:, :-1], grid[:, 1:])

    (a, b), (d, c) = ahead(below), ahead(above)
    cells = cross(c - a, d - b)
    total = row.summed(cells)
    return unit(np.swapaxes(column.summed(np.swapaxes(total, 0, 1)), 0, 1))


def _lengths(points: Floats, row: _Doubled, column: _Doubled) -> tuple[Floats, Floats]:
    """Metres along for each row of vertices, and around for each vertex, 0 in the middle."""
    step = np.diff(points, axis=0, append=points[:1])
    along = np.sqrt(np.einsum("skc,skc->sk", step, step)).mean(1)
    u = np.append(0.0, np.cumsum(along))[row.measure]
    side = np.diff(points, axis=1, append=points[:, :1])
    around = np.sqrt(np.einsum("skc,skc->sk", side, side))
    if not column.looped:
        around[:, -1] = 0.0
    reach = np.concatenate([np.zeros((len(points), 1)), np.cumsum(around, 1)], 1)
    v = reach[:, -1:] / 2.0 - reach
    return u, v[row.source][:, column.measure]


def _cap(section: Floats, first: bool) -> tuple[Floats, Floats, Floats, Ints]:
    ahead = following(section)
    normal = unit(cross(section - section[0], ahead - section[0]).sum(0))
    normal = -normal if first else normal
    level = np.array([1.0, 0.0, 0.0]) if abs(normal[1]) > 0.9 else cross([0.0, 1.0, 0.0], normal)
    u_axis = unit(level - normal * float(level @ normal))
    uvs = section @ np.stack([u_axis, cross(normal, u_axis)], 1)
    if len(section) > 8 and _is_convex(uvs):
        return _fan(section, normal, uvs, first)
    ring = uvs[::-1] if first else uvs
    faces = triangulate([ring])
    if first:
        faces = len(section) - 1 - faces
    return section, np.tile(normal, (len(section), 1)), uvs, faces


def _is_convex(flat: Floats) -> bool:
    side = following(flat) - flat
    onward = following(side)
    turn = side[:, 0] * onward[:, 1] - side[:, 1] * onward[:, 0]
    return bool((turn >= -1e-12).all() or (turn <= 1e-12).all())


def _fan(
    section: Floats, normal: Floats, uvs: Floats, first: bool
) -> tuple[Floats, Floats, Floats, Ints]:
    """A cap about its middle: no slivers where a section's sides are nearly straight."""
    count = len(section)
    points = np.concatenate([section, section.mean(0)[None]])
    charts = np.concatenate([uvs, uvs.mean(0)[None]])
    index = np.arange(count)
    ahead = (index + 1) % count
    middle = np.full(count, count)
    faces = np.stack([middle, ahead, index] if first else [middle, index, ahead], -1)
    return points, np.tile(normal, (count + 1, 1)), charts, faces
