"""Woven seats and backs: cane webbing and seats of rush or cord.

Chair caner's practice: six-way cane on a 12-15 mm pitch with strands of 2-3 mm; a rush seat is
wound of cords of 5-9 mm over four rails and shows four fields that meet in diagonals.
"""

from __future__ import annotations

import numpy as np

from opus_studio.engine.geometry.build import Floats, Ints, pack, unit
from opus_studio.engine.geometry.surface import sheet
from opus_studio.engine.scene import Mesh


def cane(
    outline: Floats,
    *,
    pitch: float = 0.0135,
    steps: int = 6,
    strand: float = 0.0026,
    diagonals: bool = True,
) -> Mesh:
    """Webbing of flat strands in the XY plane about the origin, facing +Z; open ribbons.

    Args:
        outline: `(n, 2)` a convex outline that the strands fill, counter-clockwise, metres.
        pitch: Distance of the holes, metres.
        steps: Pieces of each ribbon, so that the webbing can be bent.
        strand: Width of a ribbon, metres; less than the pitch divided by 2.24.
        diagonals: Six-way cane; without them a plain mesh of crossing pairs.
    """
    low, high = outline.min(0), outline.max(0)
    w, h = np.maximum(-low, high).tolist()
    columns = np.arange(-int(w / pitch), int(w / pitch) + 1) * pitch
    rows = np.arange(-int(h / pitch), int(h / pitch) + 1) * pitch
    part = 0.62 * strand
    x = np.concatenate([columns - part, columns + part])
    y = np.concatenate([rows - part, rows + part])
    x, y = x[np.abs(x) < w - strand], y[np.abs(y) < h - strand]
    reach = int((w + h) / pitch)
    shift = np.arange(-reach, reach + 1) * pitch
    low, high = np.maximum(-w, shift - h), np.minimum(w, shift + h)
    starts = [
        np.stack([x, np.full_like(x, -h)], -1),
        np.stack([np.full_like(y, -w), y], -1),
        np.stack([low, low - shift], -1),
        np.stack([low, shift - low], -1),
    ]
    ends = [
        np.stack([x, np.full_like(x, h)], -1),
        np.stack([np.full_like(y, w), y], -1),
        np.stack([high, high - shift], -1),
        np.stack([high, shift - high], -1),
    ]
    if not diagonals:
        starts, ends = starts[:2], ends[:2]
    level = np.repeat(
        [0.0004, -0.0004, 0.0012, -0.0012][: len(starts)], [len(group) for group in starts]
    )
    start, end, kept = _clipped(np.concatenate(starts), np.concatenate(ends), outline, 2 * strand)
    return _ribbons(start, end, level[kept], strand, steps)


def _clipped(
    starts: Floats, ends: Floats, outline: Floats, least: float
) -> tuple[Floats, Floats, Ints]:
    """Segments cut to a convex outline (Cyrus and Beck, 1978), and the numbers of those left."""
    way = ends - starts
    edge = np.roll(outline, -1, 0) - outline
    inward = np.stack([-edge[:, 1], edge[:, 0]], -1)
    gain = way @ inward.T
    before = np.einsum("knj,nj->kn", starts[:, None] - outline, inward)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = -before / gain
    low = np.where(gain > 1e-12, at, 0.0).max(1, initial=0.0)
    high = np.where(gain < -1e-12, at, 1.0).min(1, initial=1.0)
    outside = ((np.abs(gain) <= 1e-12) & (before < 0.0)).any(1)
    long = (high - low) * np.linalg.norm(way, axis=1) > least
    kept = np.flatnonzero(long & ~outside)
    way, begin = way[kept], starts[kept]
    return begin + way * low[kept, None], begin + way * high[kept, None], kept


def _ribbons(starts: Floats, ends: Floats, level: Floats, width: float, steps: int) -> Mesh:
    way = ends - starts
    length = np.linalg.norm(way, axis=1)
    across = unit(np.stack([-way[:, 1], way[:, 0]], -1)) * (width / 2.0)
    part = np.linspace(0.0, 1.0, steps + 1)
    middle = starts[:, None] + way[:, None] * part[:, None]
    positions = np.empty((len(starts), steps + 1, 2, 3))
    positions[..., 0, :2] = middle - across[:, None]
    positions[..., 1, :2] = middle + across[:, None]
    positions[..., 2] = level[:, None, None]
    uvs = np.empty((*positions.shape[:3], 2))
    uvs[..., 0] = (part * length[:, None])[..., None] + 0.37 * np.arange(len(starts))[:, None, None]
    uvs[..., 0, 1], uvs[..., 1, 1] = -width / 2.0, width / 2.0
    normals = np.broadcast_to([0.0, 0.0, 1.0], positions.shape)
    return pack(positions, normals, uvs, _strips(len(starts), steps + 1, 2), closed=False)


def rush(
    front: float,
    back: float,
    depth: float,
    thickness: float,
    *,
    cord: float = 0.007,
    corner: tuple[float, float] = (0.03, 0.03),
    sag: float = 0.008,
) -> Mesh:
    """A seat wound of cords over four rails, its top on y = 0, its front at z = depth / 2.

    Args:
        front: Width at the front, metres.
        back: Width at the back, metres.
        depth: Along Z, metres.
        thickness: Of the rails with their cords, metres.
        cord: Diameter of a cord, metres.
        corner: Room that front and back legs take at each corner, metres.
        sag: How deep the middle lies, metres.
    """
    fields = [
        _wound(front, depth, thickness, cord, corner, sag, side)
        for side in ("front", "back", "left", "right")
    ]
    lines = np.concatenate([field[0] for field in fields])
    outs = np.concatenate([field[1] for field in fields])
    ways = np.concatenate([field[2] for field in fields])
    # The trapezoid: x shrinks towards the back.
    factor = 1.0 - (1.0 - back / front) * (0.5 - lines[..., 2] / depth)
    lines[..., 0] *= factor
    ways = ways * np.where(np.abs(ways[:, :1]) > 0.5, factor.mean(1)[:, None], 1.0)
    angle = np.radians([-80.0, -32.0, 32.0, 80.0])
    sine, cosine = np.sin(angle)[:, None], np.cos(angle)[:, None]
    radius = cord / 2.0
    across, out = ways[:, None, None, :] * sine, outs[:, :, None, :] * cosine
    positions = lines[:, :, None] + radius * 1.06 * across + radius * (out - outs[:, :, None])
    run = np.linalg.norm(np.diff(lines, axis=1), axis=-1)
    u = np.concatenate([np.zeros((len(lines), 1)), np.cumsum(run, 1)], 1)
    uvs = np.empty((*positions.shape[:3], 2))
    uvs[..., 0] = u[..., None] + 0.29 * np.arange(len(lines))[:, None, None]
    uvs[..., 1] = np.radians([-80.0, -32.0, 32.0, 80.0]) * radius
    count, long = lines.shape[:2]
    return pack(positions, unit(across + out), uvs, _strips(count, long, 4), closed=False)


def _wound(
    width: float,
    depth: float,
    thickness: float,
    cord: float,
    corner: tuple[float, float],
    sag: float,
    side: str,
) -> tuple[Floats, Floats, Floats]:
    """Lines `(k, 6, 3)`, outward directions, and directions across of one field's cords."""
    level = side in ("front", "back")
    half, deep = (width / 2.0, depth / 2.0) if level else (depth / 2.0, width / 2.0)
    room = (corner[0], corner[0]) if side == "front" else (corner[1], corner[1])
    low, high = -half + (room[0] if level else corner[1]), half - (room[1] if level else corner[0])
    many = max(4, int((high - low) / cord))
    at = low + (np.arange(many) + 0.5) * (high - low) / many
    reach = np.minimum(np.minimum(half - np.abs(at), deep) + 0.3 * cord, deep)
    bend = 0.45 * thickness
    inner = np.minimum(np.maximum(reach, bend + 0.004), deep)
    knee = np.minimum(bend, 0.98 * inner)
    dip = sag * np.sin(0.5 * np.pi * np.minimum(inner / min(half, deep), 1.0))
    zero = np.zeros_like(at)
    away = np.stack([inner, knee, 0.18 * bend + zero, 0.18 * bend + zero, knee, inner], 1)
    drop = np.stack(
        [dip, zero, 0.25 * thickness + zero, 0.75 * thickness + zero, thickness + zero,
         thickness + zero - 0.5 * dip], 1
    )  # fmt: skip
    away[:, 2:4] -= 0.18 * bend
    up = np.array([1.0, 0.97, 0.5, -0.5, -0.97, -1.0])
    out = np.array([0.0, 0.25, 0.87, 0.87, 0.25, 0.0])
    sign = 1.0 if side in ("front", "right") else -1.0
    lines, outs = np.empty((many, 6, 3)), np.zeros((many, 6, 3))
    along, far = (0, 2) if level else (2, 0)
    lines[..., along] = at[:, None]
    lines[..., far] = sign * (deep - away)
    lines[..., 1] = -drop
    outs[..., far], outs[..., 1] = sign * out, up
    ways = np.zeros((many, 3))
    # So that across, along the cord and out are right-handed.
    ways[:, along] = sign if level else -sign
    return lines, unit(outs), ways


def _strips(count: int, rows: int, columns: int) -> Floats:
    """`(t, 3)` triangles of `count` grids of vertices, one after another."""
    index = np.arange(count * rows * columns).reshape(count, rows, columns)
    a, b = index[:, :-1, :-1].ravel(), index[:, 1:, :-1].ravel()
    c, d = index[:, 1:, 1:].ravel(), index[:, :-1, 1:].ravel()
    return np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])


def sling(line: Floats, width: float, thickness: float = 0.004, sag: float = 0.012) -> Mesh:
    """Leather stretched between two rails: a strip along a line in (y, z), wrapped over its sides.

    Args:
        line: `(n, 2)` of its middle seen from the side, (y, z), from the front or the top, metres;
            the face is to the left of its way as seen from +X.
        width: Along X between the middles of the rails, metres.
        thickness: Of the leather, metres.
        sag: How deep the middle hangs, metres.
    """
    x = np.linspace(-0.5, 0.5, 15)
    ahead = unit(np.gradient(line, axis=0))
    # Facing: the tangent (dy, dz) turned a quarter.
    out = np.stack([ahead[:, 1], -ahead[:, 0]], -1)
    hang = sag * np.cos(np.pi * x)
    points = np.empty((len(line), len(x), 3))
    points[..., 0] = x * width
    points[..., 1:] = line[:, None] + out[:, None] * hang[:, None]
    return sheet(points, thickness=thickness)
