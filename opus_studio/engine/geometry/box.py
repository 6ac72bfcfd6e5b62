"""Boxes with bevelled edges, one or hundreds at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    AXES,
    FINEST,
    SMALLEST_BEVEL,
    Axis,
    Floats,
    Ints,
    cross,
    floats,
    pack,
    require_not_negative,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.transform import merge
from opus_studio.engine.scene import Mesh

_DETAIL_SEGMENTS = (0, 1, 2)


@dataclass(frozen=True, eq=False)
class _Template:
    """A bevelled box taken apart into what scales with its half sizes and with its bevel."""

    signs: Floats  # (n, 3) multiplies the half sizes of the core
    bends: Floats  # (n, 3) multiplies the bevel
    normals: Floats  # (n, 3)
    uv_cores: Floats  # (n, 2, 3) UV for each metre of the core's half sizes
    uv_halves: Floats  # (n, 2, 3) UV for each metre of the box's half sizes
    uv_bends: Floats  # (n, 2) UV for each metre of bevel
    triangles: Ints


def bevelled_box(
    size: ArrayLike,
    bevel: float = 0.002,
    *,
    centre: ArrayLike = (0.0, 0.0, 0.0),
    grain: Axis | None = None,
    segments: int | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A box of exactly this size with every edge rounded: a board, a slab, a post.

    Args:
        size: Width, height and depth, metres.
        bevel: Radius of the edges, metres; limited to 0.45 of the smallest size.
        centre: Of the box, metres.
        grain: Axis along which U runs; None is the longest.
        segments: Chords of an edge: 0, 1 or an even number; None takes 0, 1 or 2 by the level
            of detail.
        uv_offset: Where on the finish this piece is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    return boxes(
        floats(size, "size", 3),
        floats(centre, "centre", 3),
        bevel,
        grain=grain,
        segments=segments,
        uv_offsets=uv_offset,
        detail=detail,
    )


def boxes(
    sizes: ArrayLike,
    centres: ArrayLike,
    bevel: ArrayLike = 0.002,
    *,
    grain: Axis | None = None,
    segments: int | None = None,
    uv_offsets: ArrayLike = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """Many bevelled boxes in one mesh, about 15 microseconds each.

    Args:
        sizes: `(k, 3)`, or `(3,)` for all, metres.
        centres: `(k, 3)`, metres.
        bevel: Radius of the edges, one or `(k,)`, metres; limited to 0.45 of the smallest size.
        grain: Axis along which U runs in every box; None is the longest axis of each box.
        segments: Chords of an edge: 0, 1 or an even number; None takes 0, 1 or 2 by the level
            of detail.
        uv_offsets: `(k, 2)` or one for all, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or the numbers of rows do not agree.
    """
    places = floats(centres, "centres", 3)
    extents = floats(sizes, "sizes", 3)
    count = max(len(places), len(extents))
    if len(extents) not in (1, count) or len(places) not in (1, count):
        raise ValueError(f"There are {len(extents)} sizes for {len(places)} centres.")
    extents = np.broadcast_to(extents, (count, 3))
    places = np.broadcast_to(places, (count, 3))
    require_positive(size=float(extents.min()))
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    steps = _DETAIL_SEGMENTS[detail] if segments is None else segments
    if steps < 0 or (steps > 1 and steps % 2):
        raise ValueError(f"segments must be 0, 1 or an even number, not {steps}.")
    radius = np.minimum(np.asarray(bevel, dtype=np.float64), 0.45 * extents.min(1))
    require_not_negative(bevel=float(radius.min()))
    if steps == 0 or radius.min() < SMALLEST_BEVEL:
        radius, steps = np.zeros(count), 0
    offsets = np.broadcast_to(floats(uv_offsets, "uv_offsets", 2), (count, 2))
    if grain is not None:
        return _assemble(extents, places, radius, offsets, AXES[grain], steps)
    longest = extents.argmax(1)
    if (longest == longest[0]).all():
        return _assemble(extents, places, radius, offsets, int(longest[0]), steps)
    groups = [np.flatnonzero(longest == axis) for axis in range(3)]
    return merge(
        *(
            _assemble(extents[g], places[g], radius[g], offsets[g], axis, steps)
            for axis, g in enumerate(groups)
            if len(g)
        )
    )


def rounded_box(
    size: ArrayLike,
    radius: float,
    *,
    centre: ArrayLike = (0.0, 0.0, 0.0),
    grain: Axis | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A box with generously rounded edges and spherical corners, of exactly this size.

    Args:
        size: Width, height and depth, metres.
        radius: Of the edges, metres; limited to 0.45 of the smallest size.
        centre: Of the box, metres.
        grain: Axis along which U runs; None is the longest.
        uv_offset: Where on the finish this piece is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size or the radius is not above zero, or detail is unknown.
    """
    require_positive(radius=radius)
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    steps = (2, 4, 8)[detail]
    return bevelled_box(
        size, radius, centre=centre, grain=grain, segments=steps, uv_offset=uv_offset
    )


def _assemble(
    extents: Floats, places: Floats, radius: Floats, offsets: Floats, grain: int, steps: int
) -> Mesh:
    template = _template(grain, steps)
    halves = extents / 2.0
    cores = halves - radius[:, None]
    positions = template.signs * cores[:, None]
    positions += template.bends * radius[:, None, None]
    positions += places[:, None]
    size = len(template.signs)
    uvs = (cores @ template.uv_cores.reshape(-1, 3).T).reshape(-1, size, 2)
    uvs += (halves @ template.uv_halves.reshape(-1, 3).T).reshape(-1, size, 2)
    uvs += template.uv_bends * radius[:, None, None]
    uvs += offsets[:, None]
    normals = np.broadcast_to(template.normals, (len(extents), size, 3))
    triangles = template.triangles + (np.arange(len(extents)) * size)[:, None, None]
    return pack(positions, normals, uvs, triangles)


@lru_cache(maxsize=64)
def _template(grain: int, steps: int) -> _Template:
    """One chart a face; a chart reaches over the half of each rounded edge that is nearer."""
    faces = [(axis, sign) for axis in range(3) for sign in (-1.0, 1.0)]
    charts = [_chart(axis, sign, grain, steps) for axis, sign in faces]
    if steps == 1:
        charts += [_edge((a, p), (b, q), grain) for a, p in faces for b, q in faces if a < b]
        charts += [
            _corner(np.array([x, y, z]), grain)
            for x in (-1.0, 1.0)
            for y in (-1.0, 1.0)
            for z in (-1.0, 1.0)
        ]
    sizes = np.cumsum([0] + [len(chart.signs) for chart in charts[:-1]])
    triangles = [chart.triangles + size for chart, size in zip(charts, sizes, strict=True)]
    return _Template(
        np.concatenate([chart.signs for chart in charts]),
        np.concatenate([chart.bends for chart in charts]),
        np.concatenate([chart.normals for chart in charts]),
        np.concatenate([chart.uv_cores for chart in charts]),
        np.concatenate([chart.uv_halves for chart in charts]),
        np.concatenate([chart.uv_bends for chart in charts]),
        np.concatenate(triangles),
    )


def _axes(axis: int, sign: float, grain: int) -> tuple[Floats, Floats, Floats]:
    """A face's normal and the directions of its U and V."""
    normal = np.zeros(3)
    normal[axis] = sign
    u_axis = np.zeros(3)
    if axis != grain:
        u_axis[grain] = 1.0
    elif axis == 1:
        u_axis[0] = 1.0
    else:
        # End grain seen from the end: V is up.
        u_axis = cross([0.0, 1.0, 0.0], normal)
    return normal, u_axis, cross(normal, u_axis)


def _chart(axis: int, sign: float, grain: int, steps: int) -> _Template:
    normal, u_axis, v_axis = _axes(axis, sign, grain)
    reach = steps // 2
    turn = np.arange(reach + 1) * (math.pi / 2.0 / max(steps, 1))
    turns = np.concatenate([turn[::-1], turn])
    sides = np.repeat([-1.0, 1.0], reach + 1)
    su, sv = (values.ravel() for values in np.meshgrid(sides, sides))
    tu, tv = (values.ravel() for values in np.meshgrid(turns, turns))
    signs = su[:, None] * u_axis + sv[:, None] * v_axis + normal
    # Great circles through the face's middle: neighbouring charts meet in the same points.
    bends = unit(normal + (su * np.tan(tu))[:, None] * u_axis + (sv * np.tan(tv))[:, None] * v_axis)
    uv_cores = np.stack([su[:, None] * np.abs(u_axis), sv[:, None] * np.abs(v_axis)], 1)
    uv_halves = np.zeros_like(uv_cores)
    if axis != grain:
        uv_halves[:, 1] = _wrap(normal, grain)
    width = len(sides)
    a = (np.arange(width - 1)[:, None] * width + np.arange(width - 1)).ravel()
    triangles = np.concatenate(
        [np.stack([a, a + 1, a + width + 1], 1), np.stack([a, a + width + 1, a + width], 1)]
    )
    uv_bends = np.stack([su * tu, sv * tv], 1)
    return _Template(signs, bends, bends, uv_cores, uv_halves, uv_bends, triangles)


def _edge(first: tuple[int, float], second: tuple[int, float], grain: int) -> _Template:
    """The chamfer between two faces, in the first one's chart, with the normals of both."""
    normal, u_axis, v_axis = _axes(*first, grain)
    out = np.zeros(3)
    out[second[0]] = second[1]
    along = cross(normal, out)
    ends = np.array([-1.0, 1.0, -1.0, 1.0])
    signs = ends[:, None] * along + normal + out
    bends = np.stack([normal, normal, out, out])
    across = np.array([0.0, 0.0, 1.0, 1.0]) * math.sqrt(2.0)
    direction = np.array([out @ u_axis, out @ v_axis])
    return _filled(signs, bends, across[:, None] * direction, first, grain, [[0, 1, 3], [0, 3, 2]])


def _corner(corner: Floats, grain: int) -> _Template:
    """The triangle where three chamfers meet, in the chart of the face across the grain."""
    first = ((grain + 1) % 3, float(corner[(grain + 1) % 3]))
    _, u_axis, v_axis = _axes(*first, grain)
    others = [axis for axis in range(3) if axis != first[0]]
    bends = np.zeros((3, 3))
    bends[0, first[0]] = first[1]
    for row, axis in enumerate(others, 1):
        bends[row, axis] = corner[axis]
    near, far = math.cos(math.pi / 12.0), math.sin(math.pi / 12.0)
    outs = bends[1:] @ np.stack([u_axis, v_axis], 1)
    moves = math.sqrt(2.0) * np.stack(
        [np.zeros(2), near * outs[0] + far * outs[1], far * outs[0] + near * outs[1]]
    )
    return _filled(np.tile(corner, (3, 1)), bends, moves, first, grain, [[0, 1, 2]])


def _filled(
    signs: Floats,
    bends: Floats,
    uv_bends: Floats,
    face: tuple[int, float],
    grain: int,
    triangles: list[list[int]],
) -> _Template:
    """Chamfer faces placed in a face's chart and wound outwards."""
    normal, u_axis, v_axis = _axes(*face, grain)
    uv_cores = np.stack([signs * u_axis * u_axis, signs * v_axis * v_axis], 1)
    uv_cores[:, 0] *= np.sign(u_axis.sum())
    uv_cores[:, 1] *= np.sign(v_axis.sum())
    uv_halves = np.zeros_like(uv_cores)
    if face[0] != grain:
        uv_halves[:, 1] = _wrap(normal, grain)
    faces = np.array(triangles)
    corners = (signs + bends)[faces]
    facing = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    inward = np.einsum("ij,ij->i", facing, signs[faces[:, 0]]) < 0.0
    faces[inward] = faces[inward][:, ::-1]
    return _Template(signs, bends, bends, uv_cores, uv_halves, uv_bends, faces)


def _wrap(normal: Floats, grain: int) -> Floats:
    """How much V a face is on from the first one around the grain, for each half size."""
    along = np.zeros(3)
    along[grain] = 1.0
    facing = np.zeros(3)
    facing[(grain + 1) % 3] = 1.0
    around = np.abs(facing) + np.abs(cross(facing, along))
    for quarter in range(4):
        if np.allclose(normal, facing):
            return around * quarter
        facing = cross(facing, along)
    raise ValueError("The face lies across the grain.")
