"""Bars bent to any line, their section changing on the way: posts, slats, rails, bows, arms."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry import loft
from opus_studio.engine.geometry.build import Floats, Ints, cross, pack, unit
from opus_studio.engine.scene import Mesh


def curve(keys: ArrayLike, count: int) -> Floats:
    """`(count, 3)` points on a smooth line through key points, about evenly spaced.

    A cubic Hermite spline over the chords' lengths (Catmull and Rom, 1974).

    Args:
        keys: `(n, 3)` metres; at least two.
        count: How many points.
    """
    points = np.asarray(keys, dtype=np.float64)
    chord = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1)))
    slope = np.gradient(points, chord, axis=0, edge_order=1)
    at = np.linspace(0.0, chord[-1], count)
    cell = np.clip(np.searchsorted(chord, at, side="right") - 1, 0, len(points) - 2)
    step = (chord[cell + 1] - chord[cell])[:, None]
    t = ((at - chord[cell])[:, None]) / step
    return np.asarray(
        (2 * t**3 - 3 * t**2 + 1) * points[cell]
        + (t**3 - 2 * t**2 + t) * step * slope[cell]
        + (3 * t**2 - 2 * t**3) * points[cell + 1]
        + (t**3 - t**2) * step * slope[cell + 1],
        dtype=np.float64,
    )


def bar(
    path: ArrayLike,
    width: ArrayLike,
    thickness: ArrayLike,
    *,
    up: ArrayLike = (0.0, 1.0, 0.0),
    ease: float = 0.003,
    segments: int = 2,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A bar of rectangular section with rounded edges along a smooth line.

    Args:
        path: `(n, 3)` its middle, metres; not parallel to `up`.
        width: Across `up`, metres; one, or one for each point.
        thickness: Along `up`, metres; one, or one for each point.
        up: One direction, or one for each point.
        ease: Radius of the edges, metres; limited to 0.9 of half the section.
        segments: Chords of an edge.
        uv_offset: Where on the finish it is cut, metres.
    """
    points = np.asarray(path, dtype=np.float64)
    count = len(points)
    half = np.empty((count, 2))
    half[:, 0] = np.asarray(width, dtype=np.float64) / 2.0
    half[:, 1] = np.asarray(thickness, dtype=np.float64) / 2.0
    along = np.empty_like(points)
    along[1:-1] = points[2:] - points[:-2]
    along[0], along[-1] = points[1] - points[0], points[-1] - points[-2]
    along = unit(along)
    side = unit(cross(np.broadcast_to(np.asarray(up, dtype=np.float64), points.shape), along))
    top = cross(along, side)
    radius = np.minimum(ease, 0.9 * half.min(1))
    end = 0.8 * float(min(radius[0], radius[-1]))
    turn = end * (1.0 - math.sqrt(0.5))
    lead = (0.0, turn, end)
    inset = np.array([end, turn, 0.0])
    first = points[0] + along[0] * np.array(lead)[:, None]
    last = points[-1] - along[-1] * np.array(lead)[::-1, None]
    row = np.concatenate([[0, 0, 0], np.arange(1, count - 1), [count - 1] * 3])
    shrink = np.concatenate([inset, np.zeros(count - 2), inset[::-1]])
    middle = np.concatenate([first, points[1:-1], last])
    signs, bends = _corners(segments)
    room = half[row] - shrink[:, None]
    corner = np.minimum(np.maximum(radius[row] - shrink, 0.2 * radius[row]), 0.9 * room.min(1))
    core = room - corner[:, None]
    flat = signs * core[:, None] + bends * corner[:, None, None]
    rings = middle[:, None] + flat[..., :1] * side[row][:, None] + flat[..., 1:] * top[row][:, None]
    return _solids(rings[None], flat[None, [0, -1]], np.array([uv_offset]))


def soft_rest(path: Floats, width: float, length: float, thickness: float) -> Mesh:
    """A pad that lies on an arm rest and follows it, its ends rounded.

    Args:
        path: `(n, 3)` along the middle of the rest's upper side, metres.
        width: Metres.
        length: Metres; what the rest leaves at most.
        thickness: Metres.
    """
    run = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1)))
    long = min(length, 0.9 * run[-1])
    middle = 0.52 * run[-1]
    at = np.clip(np.linspace(middle - long / 2, middle + long / 2, 15), 0.0, run[-1])
    line = np.stack([np.interp(at, run, path[:, k]) for k in range(3)], -1)
    line[:, 1] += 0.35 * thickness
    part = np.linspace(-1.0, 1.0, 15)
    full = (1.0 - np.abs(part) ** 6) ** 0.5
    return bar(line, width * (0.6 + 0.4 * full), thickness * (0.45 + 0.55 * full),
               ease=0.42 * thickness, segments=4)  # fmt: skip


def rods(
    paths: ArrayLike,
    radii: ArrayLike,
    *,
    segments: int = 12,
    uv_offsets: ArrayLike = ((0.0, 0.0),),
) -> Mesh:
    """Round rods along smooth lines, all in one mesh: spindles, stretchers, wires.

    Args:
        paths: `(b, n, 3)` their middles, metres.
        radii: `(n,)` or `(b, n)`, metres.
        segments: Chords around.
        uv_offsets: `(b, 2)` or one for all, metres.
    """
    points = np.asarray(paths, dtype=np.float64)
    along = np.empty_like(points)
    along[:, 1:-1] = points[:, 2:] - points[:, :-2]
    along[:, 0], along[:, -1] = points[:, 1] - points[:, 0], points[:, -1] - points[:, -2]
    along = unit(along)
    # One reference for each rod, far from its way.
    mean = np.abs(points[:, -1] - points[:, 0])
    reference = np.eye(3)[mean.argmin(1)][:, None]
    side = unit(cross(np.broadcast_to(reference, points.shape), along))
    top = cross(along, side)
    angle = np.arange(segments) * (2.0 * math.pi / segments)
    size = np.broadcast_to(np.asarray(radii, dtype=np.float64), points.shape[:2])
    flat = np.stack([np.cos(angle), np.sin(angle)], -1) * size[..., None, None]
    rings = points[:, :, None] + flat[..., :1] * side[:, :, None] + flat[..., 1:] * top[:, :, None]
    return _solids(rings, flat[:, [0, -1]], np.asarray(uv_offsets, dtype=np.float64))


def _solids(rings: Floats, ends: Floats, offsets: Floats) -> Mesh:
    """Closed smooth bodies through rings, capped at both ends by fans.

    Args:
        rings: `(b, r, k, 3)`, counter-clockwise seen against the way from the first to the last.
        ends: `(b, 2, k, 2)` first and last ring in their own planes.
        offsets: `(b, 2)` or `(1, 2)` where each is cut from its finish.
    """
    bodies, rows, count = rings.shape[:3]
    ring = np.concatenate([rings, rings[:, :, :1]], 2)
    ahead = np.empty_like(rings)
    ahead[:, 1:-1] = rings[:, 2:] - rings[:, :-2]
    ahead[:, 0], ahead[:, -1] = rings[:, 1] - rings[:, 0], rings[:, -1] - rings[:, -2]
    around = np.roll(rings, -1, 2) - np.roll(rings, 1, 2)
    normals = unit(cross(around, ahead))
    normals = np.concatenate([normals, normals[:, :, :1]], 2)
    step = np.sqrt(((rings[:, 1:] - rings[:, :-1]) ** 2).sum(-1)).mean(2)
    reach = np.sqrt(((ring[:, :, 1:] - ring[:, :, :-1]) ** 2).sum(-1))
    uvs = np.empty((bodies, rows, count + 1, 2))
    uvs[..., 0] = np.concatenate([np.zeros((bodies, 1)), np.cumsum(step, 1)], 1)[..., None]
    uvs[..., 0, 1], uvs[..., 1:, 1] = 0.0, -np.cumsum(reach, 2)
    uvs[..., 1] += 0.5 * reach.sum(2)[..., None]
    heading = [unit(rings[:, 0].mean(1) - rings[:, 1].mean(1)),
               unit(rings[:, -1].mean(1) - rings[:, -2].mean(1))]  # fmt: skip
    blocks = [(ring.reshape(bodies, -1, 3), normals.reshape(bodies, -1, 3),
               uvs.reshape(bodies, -1, 2))]  # fmt: skip
    for number, at in enumerate((0, -1)):
        cap = np.concatenate([rings[:, at], rings[:, at].mean(1)[:, None]], 1)
        facing = np.broadcast_to(heading[number][:, None], cap.shape)
        chart = np.zeros((bodies, count + 1, 2))
        chart[:, :-1] = ends[:, number] * ((-1.0, 1.0) if at == 0 else (1.0, 1.0))
        blocks.append((cap, facing, chart))
    positions, facings, charts = (np.concatenate(parts, 1) for parts in zip(*blocks, strict=True))
    faces = _weave(rows, count)
    shift = (np.arange(bodies) * positions.shape[1])[:, None, None]
    return pack(positions, facings, charts + offsets[:, None], faces + shift)


@lru_cache(maxsize=64)
def _weave(rows: int, count: int) -> Ints:
    """Triangles of one body of `_solids`."""
    width = count + 1
    index = (np.arange(rows - 1)[:, None] * width + np.arange(count)).ravel()
    side = np.concatenate([np.stack([index, index + 1, index + 1 + width], -1),
                           np.stack([index, index + 1 + width, index + width], -1)])  # fmt: skip
    rim, base = np.arange(count), rows * width
    after = (rim + 1) % count
    first = np.stack([base + after, base + rim, np.full(count, base + count)], -1)
    base += width
    last = np.stack([base + rim, base + after, np.full(count, base + count)], -1)
    return np.concatenate([side, first, last])


@lru_cache(maxsize=8)
def _corners(segments: int) -> tuple[Floats, Floats]:
    """For each point of a rounded rectangle, its corner's signs and its bend."""
    angle = np.linspace(0.0, math.pi / 2.0, segments + 1)
    turns = (np.arange(4) * (math.pi / 2.0))[:, None] + angle
    signs = np.repeat(
        np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]), segments + 1, 0
    )
    return signs, np.stack([np.cos(turns), np.sin(turns)], -1).reshape(-1, 2)


Relief = Callable[[Floats, Floats], Floats]
"""How far a place `(x, y)` is moved along Z, metres."""


def displaced(mesh: Mesh, relief: Relief) -> Mesh:
    """A mesh moved along Z by a smooth function of x and y: panels and pads bent to a back."""
    x, y, z = mesh.positions.astype(np.float64).T
    step = 1e-4
    across = (relief(x + step, y) - relief(x - step, y)) / (2.0 * step)
    up = (relief(x, y + step) - relief(x, y - step)) / (2.0 * step)
    nx, ny, nz = mesh.normals.astype(np.float64).T
    normals = unit(np.stack([nx - across * nz, ny - up * nz, nz], -1))
    positions = np.stack([x, y, z + relief(x, y)], -1)
    return pack(positions, normals, mesh.uvs, mesh.triangles, mesh.closed)


def tapered_plan(mesh: Mesh, depth: float, ratio: float) -> Mesh:
    """A mesh whose width shrinks from its front (z = depth / 2) to a ratio of it at its back."""
    positions = mesh.positions.astype(np.float64)
    slope = (1.0 - ratio) / depth
    factor = 1.0 - slope * (depth / 2.0 - positions[:, 2])
    nx, ny, nz = mesh.normals.astype(np.float64).T
    normals = unit(np.stack([nx / factor, ny, nz - positions[:, 0] * slope * nx / factor], -1))
    positions[:, 0] *= factor
    return pack(positions, normals, mesh.uvs, mesh.triangles, mesh.closed)


def levelled(mesh: Mesh, low: float, high: float) -> Mesh:
    """A mesh stretched a hair along Y, so that it reaches from one level to another, metres."""
    positions = mesh.positions.astype(np.float64)
    bottom, top = positions[:, 1].min(), positions[:, 1].max()
    positions[:, 1] = low + (positions[:, 1] - bottom) * ((high - low) / (top - bottom))
    return pack(positions, mesh.normals, mesh.uvs, mesh.triangles, mesh.closed)


def sheared(mesh: Mesh, height: float, by: tuple[float, float]) -> Mesh:
    """A mesh that stands on y = 0, leaning so that what is `height` up moves by (x, z), metres.

    Its foot stays flat on the floor: how splayed legs are cut.
    """
    sx, sz = by[0] / height, by[1] / height
    positions = mesh.positions.astype(np.float64)
    positions[:, 0] += sx * positions[:, 1]
    positions[:, 2] += sz * positions[:, 1]
    nx, ny, nz = mesh.normals.astype(np.float64).T
    normals = unit(np.stack([nx, ny - sx * nx - sz * nz, nz], -1))
    return pack(positions, normals, mesh.uvs, mesh.triangles, mesh.closed)


def hoop(
    plan: ArrayLike,
    width: float,
    thickness: float,
    *,
    ease: float = 0.005,
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A flat closed frame inside an outline, its underside on y = 0; the grain runs around.

    Args:
        plan: `(n, 2)` the outer outline as (X, -Z), counter-clockwise, metres; its corners are
            rounder than the frame is wide.
        width: Of the frame, metres.
        thickness: Along Y, metres.
        ease: Radius of the edges, metres.
        uv_offset: Where on the finish it is cut, metres.
    """
    points = np.asarray(plan, dtype=np.float64)
    ahead = unit(np.roll(points, -1, 0) - np.roll(points, 1, 0))
    inward = np.stack([-ahead[:, 1], ahead[:, 0]], -1)
    radius = min(ease, 0.45 * thickness, 0.45 * width)
    signs, bends = _corners(2)
    core = np.array([width / 2.0 - radius, thickness / 2.0 - radius])
    section = signs * core + bends * radius
    # Right of the way is outside: the section's x runs outwards, its y up.
    flat = points[:, None] + (width / 2.0 - section[:, 0])[None, :, None] * inward[:, None]
    rings = np.empty((len(points), len(section), 3))
    rings[..., 0], rings[..., 2] = flat[..., 0], -flat[..., 1]
    rings[..., 1] = thickness / 2.0 + section[:, 1]
    return loft(rings[:, ::-1], closed=True, uv_offset=uv_offset)


def shrunk(outline: ArrayLike, by: float) -> Floats:
    """`(n, 2)` a smooth convex outline moved inwards, counter-clockwise, metres."""
    points = np.asarray(outline, dtype=np.float64)
    ahead = unit(np.roll(points, -1, 0) - np.roll(points, 1, 0))
    return points + by * np.stack([-ahead[:, 1], ahead[:, 0]], -1)


def resampled(outline: ArrayLike, count: int) -> Floats:
    """`(count, 2)` points spread evenly on a closed outline of `(n, 2)` points."""
    points = np.asarray(outline, dtype=np.float64)
    ring = np.concatenate([points, points[:1]])
    run = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(ring, axis=0), axis=1)))
    at = np.linspace(0.0, run[-1], count, endpoint=False)
    return np.stack([np.interp(at, run, ring[:, k]) for k in range(2)], -1)
