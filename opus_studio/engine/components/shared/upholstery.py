"""Upholstered bodies: padded shapes with rounded rims, domed end panels and piped seams.

A body is a skin over sections, like `geometry.loft`, closed at both ends as an upholsterer closes
it: the cover rolls over the edge, a panel is sewn in, and a cord (welt) hides the seam.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry import EMPTY, merge, tube
from opus_studio.engine.geometry.build import Floats, Ints, chords, cross, limits, pack, quads, unit
from opus_studio.engine.geometry.grid import cut_faces, grid_faces, grid_normals, run_lengths
from opus_studio.engine.geometry.transform import stretched
from opus_studio.engine.scene import Mesh

End = Literal["panel", "plain", "hidden"]
"""How a body ends: a piped panel, a panel without cord, or a flat cap inside another body."""

_SHARES = np.array([1.0, 0.94, 0.78, 0.52, 0.24])
"""Rings of a domed panel, as parts of the way from its hub."""


@dataclass(frozen=True, eq=False)
class Padded:
    """An upholstered body and the cords along its seams.

    Attributes:
        body: The cover.
        cords: Empty without cords.
    """

    body: Mesh
    cords: Mesh


def fitted(made: Padded, low: ArrayLike, high: ArrayLike) -> Padded:
    """Body and cords stretched alike, so that both together fill exactly this box.

    Args:
        made: What to fit; meant for small corrections.
        low: Lowest corner, metres; NaN keeps the corner where it is.
        high: Highest corner, metres; NaN keeps the corner where it is.
    """
    meshes = [mesh for mesh in (made.body, made.cords) if len(mesh.triangles)]
    bounds = np.stack([limits(mesh.positions) for mesh in meshes])
    lower, upper = bounds[:, 0].min(0), bounds[:, 1].max(0)
    target = np.stack([np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)])
    target = np.where(np.isnan(target), [lower, upper], target)
    factor = (target[1] - target[0]) / (upper - lower)
    shift = target[0] - lower * factor

    cords = made.cords
    return Padded(
        stretched(made.body, factor, shift),
        stretched(cords, factor, shift) if len(cords.triangles) else cords,
    )


@dataclass(frozen=True, eq=False)
class Section:
    """A closed outline in (r, y), counter-clockwise, metres.

    Attributes:
        points: `(k, 2)`.
        edge: `(k,)` number of the straight edge that a point lies on, -1 on a fillet.
        part: `(k,)` how far along that edge, 0..1.
    """

    points: Floats
    edge: Ints
    part: Floats

    @property
    def normals(self) -> Floats:
        """`(k, 2)` outward directions."""
        ahead = chords(self.points)
        return unit(np.stack([ahead[:, 1], -ahead[:, 0]], -1))


def section(
    corners: ArrayLike,
    radii: Sequence[float],
    *,
    pitch: float | Sequence[float] = 0.06,
    bulge: float = 0.0,
    segments: int = 4,
) -> Section:
    """A polygon with a fillet at each corner and points along its sides.

    Args:
        corners: `(n, 2)` counter-clockwise, metres.
        radii: Of the fillet at each corner, metres; limited to 0.45 of the shorter side.
        pitch: Greatest distance of points along a side, one for all or one a side, metres.
        bulge: How far the middle of a side of 0.25 m or more stands out, metres.
        segments: Chords in a fillet of a right angle.
    """
    place = np.asarray(corners, dtype=np.float64)
    count = len(place)
    ahead = np.roll(place, -1, 0) - place
    length = np.hypot(*ahead.T)
    ahead = ahead / length[:, None]
    points, edges, parts = [], [], []
    fillets = [
        _fillet(
            place[i],
            ahead[i - 1],
            ahead[i],
            radii[i],
            0.45 * min(length[i - 1], length[i]),
            segments,
        )
        for i in range(count)
    ]
    for index in range(count):
        points.append(fillets[index])
        edges.append(np.full(len(fillets[index]), -1))
        parts.append(np.zeros(len(fillets[index])))
        start = fillets[index][-1]
        span = fillets[(index + 1) % count][0] - start
        far = float(np.hypot(*span))
        step = pitch if isinstance(pitch, float | int) else pitch[index]
        many = max(1, math.ceil(far / step))
        part = np.arange(1, many) / many
        out = np.array([ahead[index][1], -ahead[index][0]])
        swell = bulge * min(1.0, far / 0.25) * np.sin(math.pi * part) ** 0.8
        points.append(start + part[:, None] * span + swell[:, None] * out)
        edges.append(np.full(len(part), index))
        parts.append(part)
    return Section(np.concatenate(points), np.concatenate(edges), np.concatenate(parts))


def _fillet(
    corner: Floats, into: Floats, out: Floats, radius: float, limit: float, segments: int
) -> Floats:
    """`(n, 2)` points of the arc that rounds a corner."""
    turn = math.atan2(into[0] * out[1] - into[1] * out[0], float(into @ out))
    reach = min(radius * math.tan(abs(turn) / 2.0), limit)
    bend = reach / math.tan(abs(turn) / 2.0)
    inward = math.copysign(1.0, turn) * np.array([-into[1], into[0]])
    steps = max(1, math.ceil(segments * abs(turn) / (math.pi / 2.0) - 1e-6))
    angle = np.linspace(0.0, abs(turn), steps + 1)[:, None]
    start = corner - into * reach
    return np.asarray(start + bend * (np.sin(angle) * into + (1.0 - np.cos(angle)) * inward))


def padded(
    rings: Floats,
    *,
    ends: tuple[End, End] = ("panel", "panel"),
    rim: float = 0.018,
    dome: float = 0.012,
    cord: float = 0.0045,
    hub: tuple[Floats | None, Floats | None] = (None, None),
    relief: Floats | None = None,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = 2,
) -> Padded:
    """A cover over sections; a visible end stands `rim + dome` beyond its section.

    Seen against the direction from the first section to the last, points go counter-clockwise.

    Args:
        rings: `(s, k, 3)` metres.
        ends: How the first and the last end are closed.
        rim: Radius of the rolled edges, metres; less than that of the section's corners.
        dome: How far panels stand out, metres.
        cord: Radius of the cords, metres; 0 for none.
        hub: `(3,)` a point of each end that sees its whole outline; None is the middle.
        relief: `(s, k)` how far out the cover stands: creases then run along the triangles' edges.
        uv_offset: Where on the finish the cover is cut, metres.
        detail: Level of detail, 0 to 2.
    """
    rows = [rings]
    panels: list[Mesh] = []
    cords: list[Mesh] = []
    steps = (2, 3, 4)[detail]
    for first in (True, False):
        end, middle = (ends[0], hub[0]) if first else (ends[1], hub[1])
        at, other = (0, 1) if first else (-1, -2)
        out = _facing(rings[at], rings[other])
        if end == "hidden":
            panels.append(_panel(rings[at], out, 0.0, middle, first, uv_offset))
            continue
        rolled = _rolled(rings[at], out, rim, steps, first)
        rows.insert(0, rolled[::-1]) if first else rows.append(rolled)
        panels.append(_panel(rolled[-1], out, dome, middle, first, uv_offset))
        if end == "panel" and cord > 0.0:
            seam = rolled[-2] + 0.25 * cord * out
            cords.append(_cord(seam, cord, detail))
    stack = np.concatenate(rows)
    if relief is not None:
        rims = [steps if end != "hidden" else 0 for end in ends]
        counts = [rims[0] + 1, *[1] * (len(relief) - 2), rims[1] + 1]
        relief = np.repeat(relief, counts, 0)
    body = skin(stack, relief=relief, uv_offset=uv_offset)
    return Padded(merge(body, *panels), merge(*cords) if cords else EMPTY)


def skin(
    rings: Floats, *, relief: Floats | None = None, uv_offset: tuple[float, float] = (0.0, 0.0)
) -> Mesh:
    """The side of a body through `(s, k, 3)` sections, smooth everywhere, open at both ends.

    It says that it is closed: its caller closes it with panels.
    """
    rows, count = rings.shape[:2]
    ring = np.concatenate([rings, rings[:, :1]], 1)
    other = None
    if relief is not None:
        tall = np.concatenate([relief, relief[:, :1]], 1)
        other = tall[:-1, 1:] + tall[1:, :-1] < tall[:-1, :-1] + tall[1:, 1:]
    shape = (rows, count + 1)
    faces = grid_faces(*shape) if other is None else cut_faces(*shape, other)
    normals = grid_normals(ring, other, ring=True)
    u = run_lengths(rings, 0).mean(1)
    v = run_lengths(ring, 1).mean(0)
    uvs = np.empty((*shape, 2))
    uvs[..., 0] = (u - u[-1] / 2.0)[:, None] + uv_offset[0]
    uvs[..., 1] = uv_offset[1] - v
    return pack(ring, normals, uvs, faces)


def _facing(ring: Floats, other: Floats) -> Floats:
    """The direction square to a flat ring, away from the next one."""
    middle = ring.mean(0)
    out = unit(cross(ring - middle, np.roll(ring, -1, 0) - middle).sum(0))
    return out if float((middle - other.mean(0)) @ out) > 0.0 else -out


def _rolled(ring: Floats, out: Floats, rim: float, steps: int, first: bool) -> Floats:
    """`(steps, k, 3)` rings that roll the cover over the edge, the last one flat."""
    ahead = chords(ring)
    along = -out if first else out
    away = unit(cross(ahead, along))
    angle = np.linspace(0.0, math.pi / 2.0, steps + 1)[1:, None, None]
    return ring + rim * (np.sin(angle) * out - (1.0 - np.cos(angle)) * away)


def _panel(
    ring: Floats,
    out: Floats,
    dome: float,
    hub: Floats | None,
    first: bool,
    uv_offset: tuple[float, float],
) -> Mesh:
    """A domed panel inside a ring."""
    count = len(ring)
    # The hub moves into the ring's plane.
    middle = ring.mean(0) if hub is None else hub
    middle = middle + out * float((ring.mean(0) - middle) @ out)
    shares = _SHARES if dome > 0.0 else _SHARES[:1]
    rise = dome * (1.0 - shares**2.6)
    points = middle + (ring - middle) * shares[:, None, None] + rise[:, None, None] * out
    flat = np.concatenate([points.reshape(-1, 3), (middle + dome * out)[None]])
    if dome > 0.0:
        # The hub as one more ring without extent: its own normal is the ring's.
        rows = np.concatenate([points, np.broadcast_to(flat[-1], (1, count, 3))])
        rows = np.concatenate([rows, rows[:, :1]], 1)
        normals = grid_normals(rows, ring=True)[:-1, :-1].reshape(-1, 3)
        normals = np.concatenate([-normals if first else normals, out[None]])
    else:
        normals = np.broadcast_to(out, flat.shape)
    level_axis = cross([0.0, 1.0, 0.0], out) if abs(out[1]) <= 0.9 else np.array([1.0, 0.0, 0.0])
    across = unit(level_axis - out * float(level_axis @ out))
    uvs = flat @ np.stack([across, cross(out, across)], 1) + np.array(uv_offset)
    return pack(flat, normals, uvs, _panel_faces(len(shares), count, first))


@lru_cache(maxsize=128)
def _panel_faces(levels: int, count: int, first: bool) -> Ints:
    """Triangles of rings one inside the other and of the fan about their hub."""
    index = np.arange(count)
    after = (index + 1) % count
    step = np.arange(levels - 1) * count
    rows = quads(step, index, step + count, after).reshape(-1, 3)
    last = (levels - 1) * count
    fan = np.stack([last + index, last + after, np.full(count, levels * count)], -1)
    faces = np.concatenate([rows, fan])
    return faces[:, ::-1] if first else faces


def _cord(ring: Floats, radius: float, detail: int) -> Mesh:
    """A cord through a ring, its points thinned to what a cord needs."""
    step = np.sqrt(((ring[1:] - ring[:-1]) ** 2).sum(-1)).tolist()
    keep = [0]
    gone = 0.0
    for index, length in enumerate(step, 1):
        gone += length
        if gone >= 3.6 * radius:
            keep.append(index)
            gone = 0.0
    return tube(ring[keep], radius, closed=True, segments=(4, 5, 6)[detail], detail=detail)


def cord_along(path: Floats, radius: float, *, closed: bool = False, detail: int = 1) -> Mesh:
    """A cord sewn along any line of `(n, 3)` points, metres; its ends are rounded."""
    return tube(
        path, radius, closed=closed, ends="round", segments=(4, 5, 6)[detail], detail=detail
    )
