"""A section drawn along a path: frames with mitred corners, mouldings, handrails, gutters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opus_studio.engine.geometry.build import (
    Floats,
    Ints,
    cross,
    floats,
    following,
    pack,
    quads,
    require_positive,
    unit,
)
from opus_studio.engine.geometry.profiles import SMOOTH_ANGLE, Profile
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh


@dataclass(frozen=True, eq=False)
class _Stations:
    """Sections along a path. A hard corner has two: one for the piece before, one for after.

    `across` and `rise` are where the profile's x and y go, slanted into the mitre;
    `side` and `top` are the piece's own square directions, for normals.
    """

    points: Floats
    along: Floats
    across: Floats
    rise: Floats
    side: Floats
    top: Floats
    distance: Floats
    smooth: NDArray[np.bool_]
    run: Ints


def sweep(
    profile: Profile,
    path: ArrayLike,
    *,
    closed: bool = False,
    up: ArrayLike | None = (0.0, 0.0, 1.0),
    smooth_angle: float = SMOOTH_ANGLE,
    caps: bool = True,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """A profile drawn along a path, mitred at its corners.

    The profile's x points to the left of the path as seen from above (`up` towards the eye), its y
    along `up`. U runs along each piece from where it starts, V around the section.

    Args:
        profile: The section; an open one makes a ribbon (which is not closed).
        path: `(n, 3)` metres.
        closed: Whether the last point joins the first.
        up: Where the profile's y points; None carries it along without twist.
        smooth_angle: Degrees; a sharper turn is a mitre between two pieces, a softer one a bend.
        caps: Whether the ends of an open path are filled.
        uv_offsets: Metres; one for all, or one for each piece between mitres.

    Raises:
        ValueError: The path has no length, runs along `up`, or turns too sharply for the profile.
    """
    points = _clean(floats(path, "path", 3), closed)
    stations = _stations(points, closed, up, math.cos(math.radians(smooth_angle)))
    rails = profile.rails
    x, y = rails.points.T
    offset = x[:, None] * stations.across[:, None] + y[:, None] * stations.rise[:, None]
    positions = stations.points[:, None] + offset
    nx, ny = rails.normals.T
    normals = nx[:, None] * stations.side[:, None] + ny[:, None] * stations.top[:, None]
    if stations.smooth[1:-1].any():
        normals = unit(normals)
    slant = np.einsum("srk,sk->sr", offset, stations.along)
    slant[stations.smooth] = 0.0
    uvs = np.empty((*positions.shape[:2], 2))
    uvs[..., 0] = stations.distance[:, None] + slant
    uvs[..., 1] = rails.arc.max() - rails.arc
    offsets = floats(uv_offsets, "uv_offsets", 2)
    uvs += offsets[stations.run % len(offsets)][:, None]
    rows = _links(stations.run.tobytes())
    starts, ends = rails.edges.T
    _refuse_folds(positions, stations.along, rows)
    width = len(rails.arc)
    triangles = quads(rows * width, starts, (rows + 1) * width, ends).reshape(-1, 3)
    body = pack(positions, normals, uvs, triangles, profile.closed and (closed or caps))
    if closed or not (caps and profile.closed):
        return body
    return _capped(body, profile, stations, positions)


def frame(
    width: float,
    height: float,
    profile: Profile,
    *,
    sides: Literal["all", "no_bottom"] = "all",
    origin: Literal["bottom", "centre"] = "bottom",
    z: float = 0.0,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """A rectangular frame with mitred corners in the XY plane, of exactly this outer size.

    The profile's x runs from the outer edge inwards, its y to the front (+Z).

    Args:
        width: Outside, metres.
        height: Outside, metres.
        profile: The section of every side.
        sides: `no_bottom` leaves the lower side out (a casing that stands on the floor).
        origin: Bottom centre or centre of the rectangle.
        z: Where the profile's y = 0 lies, metres.
        uv_offsets: Metres; one for all, or one for each side (bottom, right, top, left; without
            a bottom: right, top, left).

    Raises:
        ValueError: The sides of the frame leave no opening.
    """
    require_positive(width=width, height=height)
    if not profile.closed:
        raise ValueError("A frame needs a closed profile.")
    template = _frame_template(profile, sides)
    inside = 2.0 * profile.bounds[1, 0]
    tall = height - inside if sides == "all" else height - inside / 2.0
    if min(width - inside, tall) <= 1e-7:
        raise ValueError(
            f"A frame of {width} by {height} m leaves no opening between sides of {inside / 2.0} m."
        )
    low = 0.0 if origin == "bottom" else -height / 2.0
    size = np.array([width, height, 0.0])
    positions = template.positions + (template.reach * size)[:, None] + (0.0, low, z)
    uvs = template.uvs.copy()
    uvs[..., 0] += (template.distance @ size)[:, None]
    offsets = floats(uv_offsets, "uv_offsets", 2)
    uvs += offsets[template.run % len(offsets)][:, None]
    return pack(positions, template.normals, uvs, template.triangles)


@dataclass(frozen=True, eq=False)
class _FrameTemplate:
    """A frame of size zero: what is added for each metre of its width and height."""

    positions: Floats  # (s, r, 3)
    normals: Floats  # (s, r, 3)
    uvs: Floats  # (s, r, 2)
    reach: Floats  # (s, 3) where a station's corner is, for each metre of the size
    distance: Floats  # (s, 3) how far along the path it is, for each metre of the size
    run: Ints  # (s,)
    triangles: Ints


@lru_cache(maxsize=256)
def _frame_template(profile: Profile, sides: str) -> _FrameTemplate:
    # A big frame is swept once; its corners' own shape is the same at every size.
    size = 4.0 * max(1.0, float(profile.bounds[1, 0]))
    corners = np.array([[-0.5, 0, 0], [0.5, 0, 0], [0.5, 1, 0], [-0.5, 1, 0]])
    if sides == "all":
        body = sweep(profile, corners * size, closed=True)
        stations = [0, 1, 1, 2, 2, 3, 3, 0]
        distance = [[0, 0], [1, 0], [1, 0], [1, 1], [1, 1], [2, 1], [2, 1], [2, 2]]
        run = [0, 0, 1, 1, 2, 2, 3, 3]
    else:
        body = sweep(profile, (corners * size)[[1, 2, 3, 0]])
        stations = [1, 2, 2, 3, 3, 0, 1, 0]
        distance = [[0, 0], [0, 1], [0, 1], [1, 1], [1, 1], [1, 2], [0, 0], [0, 0]]
        run = [0, 0, 1, 1, 2, 2, 0, 2]
    width, ends = len(profile.rails.arc), len(profile.points)
    counts = np.array([width] * 6 + ([width] * 2 if sides == "all" else [ends] * 2))
    reach = np.repeat(corners[stations], counts, 0)
    along = np.repeat(np.column_stack([distance, np.zeros(8)]), counts, 0)
    uvs = body.uvs.astype(np.float64)
    uvs[:, 0] -= along.sum(1) * size
    return _FrameTemplate(
        (body.positions - reach * size)[:, None],
        body.normals[:, None].astype(np.float64),
        uvs[:, None],
        reach,
        along,
        np.repeat(run, counts),
        body.triangles.astype(np.int64),
    )


def loop(
    outline: Profile | ArrayLike,
    profile: Profile,
    *,
    z: float = 0.0,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """A mitred frame along any closed outline in the XY plane: arched heads, round windows.

    Args:
        outline: The outer edge, counter-clockwise from the front; smooth points are bends.
        profile: The section: x inwards, y to the front.
        z: Where the profile's y = 0 lies, metres.
        uv_offsets: Metres; one for all, or one for each piece between mitres.

    Raises:
        ValueError: A bend is too tight for the profile.
    """
    shape = outline if isinstance(outline, Profile) else Profile.of(outline)
    path = np.column_stack([shape.points, np.full(len(shape.points), z)])
    return sweep(profile, path, closed=True, uv_offsets=uv_offsets)


def _clean(points: Floats, closed: bool) -> Floats:
    step = np.diff(points, axis=0, append=points[:1])
    far = np.einsum("ij,ij->i", step, step) > 1e-12
    if not closed:
        far[-1] = True
    if not far.all():
        points = points[far]
    if len(points) < (3 if closed else 2):
        raise ValueError("A path needs two points, or three when it is closed.")
    return points


def _stations(points: Floats, closed: bool, up: ArrayLike | None, smooth: float) -> _Stations:
    count = len(points)
    step = following(points) - points
    if not closed:
        step = step[:-1]
    length = np.sqrt(np.einsum("ij,ij->i", step, step))
    along = step / length[:, None]
    side, top = frames(along, up, closed)
    pieces = len(along)
    # The pieces that end and begin at each point; a closed path meets its first point again.
    place = np.arange(count + closed)
    before, after = (place - 1) % pieces, place % pieces
    if not closed:
        before[0], after[-1] = 0, pieces - 1
    cosine = np.einsum("ij,ij->i", along[before], along[after])
    if cosine.min() < -0.95:
        raise ValueError("The path turns back on itself.")
    hard = cosine < smooth
    repeats = 1 + hard
    repeats[[0, -1]] = 1
    index = np.repeat(place, repeats)
    second = np.append(False, index[1:] == index[:-1])
    before, after, soft = before[index], after[index], ~hard[index]
    second[0] = True
    own = np.where(second, after, before)
    # The mitre plane halves the corner; both pieces' axes are slid along into it.
    halving = along[before] + along[after]
    across = _slid(side, along, before, halving) + _slid(side, along, after, halving)
    rise = _slid(top, along, before, halving) + _slid(top, along, after, halving)
    own_side = np.where(soft[:, None], unit(side[before] + side[after]), side[own])
    own_top = np.where(soft[:, None], unit(top[before] + top[after]), top[own])
    distance = np.append(0.0, np.cumsum(length))[index]
    second[0] = False
    return _Stations(
        np.concatenate([points, points[:1]])[index],
        along[own],
        0.5 * across,
        0.5 * rise,
        own_side,
        own_top,
        distance,
        soft,
        np.cumsum(second),
    )


def _slid(axes: Floats, along: Floats, piece: Ints, halving: Floats) -> Floats:
    axis, direction = axes[piece], along[piece]
    ratio = np.einsum("ij,ij->i", axis, halving) / np.einsum("ij,ij->i", direction, halving)
    return axis - direction * ratio[:, None]


def frames(along: Floats, up: ArrayLike | None, closed: bool) -> tuple[Floats, Floats]:
    """The square directions of each piece of a path: to its left, and upwards.

    Args:
        along: `(m, 3)` unit directions of the pieces.
        up: Wanted upwards direction; None carries the first piece's along without twist.
        closed: Whether the last piece joins the first.

    Raises:
        ValueError: A piece runs along `up`.
    """
    if up is None:
        return _carried(along, closed)
    upwards = np.asarray(up, dtype=np.float64)
    side = cross(upwards, along)
    size = np.sqrt(np.einsum("ij,ij->i", side, side))
    if size.min() < 1e-6:
        raise ValueError("The path runs along its up direction; give another or None.")
    side /= size[:, None]
    return side, cross(along, side)


def _carried(along: Floats, closed: bool) -> tuple[Floats, Floats]:
    """Frames without twist (rotation minimising)."""
    turns = cross(along[:-1], along[1:])
    normal = turns[np.einsum("ij,ij->i", turns, turns).argmax()] if len(turns) else np.zeros(3)
    size = float(np.linalg.norm(normal))
    if size > 1e-6 and np.abs(along @ normal).max() < 1e-6 * size:
        return frames(along, normal / size, closed)
    first = np.zeros(3)
    first[np.abs(along[0]).argmin()] = 1.0
    side = np.empty_like(along)
    side[0] = unit(cross(first, along[0]))
    # Each frame is the one before turned by the path's own bend: sequential by its nature.
    for piece in range(1, len(along)):
        axis = along[piece - 1] + along[piece]
        mirrored = side[piece - 1] - axis * (2.0 * (side[piece - 1] @ axis) / (axis @ axis))
        side[piece] = mirrored + 2.0 * along[piece] * -(mirrored @ along[piece])
        side[piece] = unit(side[piece] - along[piece] * (side[piece] @ along[piece]))
    top = cross(along, side)
    if closed:
        side, top = _untwisted(along, side, top)
    return side, top


def _untwisted(along: Floats, side: Floats, top: Floats) -> tuple[Floats, Floats]:
    """Spread the twist that is left after going round evenly over the loop."""
    axis = along[-1] + along[0]
    arrived = side[-1] - axis * (2.0 * (side[-1] @ axis) / (axis @ axis))
    arrived = arrived - along[0] * (arrived @ along[0])
    angle = math.atan2(float(arrived @ top[0]), float(arrived @ side[0]))
    turn = -angle * np.arange(len(along)) / len(along)
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    return side * c + top * s, top * c - side * s


@lru_cache(maxsize=256)
def _links(run: bytes) -> Ints:
    """Stations that are joined to the next one."""
    runs = np.frombuffer(run, dtype=np.int64)
    return np.flatnonzero(runs[1:] == runs[:-1])


def _refuse_folds(positions: Floats, along: Floats, rows: Ints) -> None:
    ahead = positions[rows + 1] - positions[rows]
    if np.einsum("srk,sk->sr", ahead, along[rows + 1]).min() <= 1e-7:
        raise ValueError("The profile is too wide for a corner or a short piece of the path.")


def _capped(body: Mesh, profile: Profile, stations: _Stations, positions: Floats) -> Mesh:
    rails = profile.rails
    starts = rails.edges[:, 0]
    flat = rails.points[starts]
    faces = triangulate([flat])
    count = len(flat)
    base = len(body.positions)
    normals = np.repeat(np.stack([-stations.along[0], stations.along[-1]]), count, 0)
    uvs = np.concatenate([flat * (-1.0, 1.0), flat])
    ends = np.concatenate([positions[0, starts], positions[-1, starts]])
    return pack(
        np.concatenate([body.positions, ends]),
        np.concatenate([body.normals, normals]),
        np.concatenate([body.uvs, uvs]),
        np.concatenate([body.triangles, faces[:, ::-1] + base, faces + base + count]),
    )
