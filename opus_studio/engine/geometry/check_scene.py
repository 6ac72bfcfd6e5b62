"""A whole asset looked over: every mesh by itself, and faces that fight for the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely

from opus_studio.engine.geometry.build import Floats, Ints, cross, unit
from opus_studio.engine.geometry.check import Report, check, shells
from opus_studio.engine.scene import Mesh, Placed, Scene

FIGHTING_DISTANCE = 2e-4
"""Metres. Overlapping parallel faces closer than this flicker."""

_SMALLEST_OVERLAP = 2e-6
_NORMAL_STEP = 2e-3


@dataclass(frozen=True)
class Overlap:
    """Faces of two pieces that lie in one plane and cover each other.

    Attributes:
        first: Name of the node and material of one.
        second: Of the other; the same name when both are pieces of one mesh.
        area: Square metres covered.
        place: Middle of the largest overlap, metres in the world.
        facing: Both look the same way: they flicker. Otherwise they touch back to back.
    """

    first: str
    second: str
    area: float
    place: tuple[float, float, float]
    facing: bool

    def __str__(self) -> str:
        x, y, z = self.place
        verb = "fights with" if self.facing else "touches"
        return (
            f"{self.first} {verb} {self.second}: {self.area * 1e4:.2f} cm2 "
            f"at ({x:.3f}, {y:.3f}, {z:.3f})"
        )


@dataclass(frozen=True)
class SceneReport:
    """What `check_scene` found.

    Attributes:
        meshes: Name and report of every different mesh.
        fights: Faces that flicker.
        contacts: Faces of two pieces pressed against each other, back to back: not visible, and
            in order where a joint is meant.
        triangles: As drawn.
        size: Width, height and depth of everything, metres.
    """

    meshes: tuple[tuple[str, Report], ...]
    fights: tuple[Overlap, ...]
    contacts: tuple[Overlap, ...]
    triangles: int
    size: tuple[float, float, float]

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, one line each; empty when the asset is sound."""
        return tuple(self._problems())

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems

    @property
    def uv_density(self) -> tuple[float, float, float]:
        """Lowest 5th percentile, middle median and highest 95th percentile over the meshes."""
        figures = np.array([report.uv_density for _, report in self.meshes] or [(1.0, 1.0, 1.0)])
        return (
            float(figures[:, 0].min()),
            float(np.median(figures[:, 1])),
            float(figures[:, 2].max()),
        )

    def _problems(self) -> Iterator[str]:
        for name, report in self.meshes:
            for problem in report.problems:
                yield f"{name}: {problem}"
        for fight in self.fights:
            yield f"{fight}."

    def __str__(self) -> str:
        width, height, depth = self.size
        low, mid, high = self.uv_density
        head = (
            f"{len(self.meshes)} meshes, {self.triangles} triangles, "
            f"{width:.3f} x {height:.3f} x {depth:.3f} m, "
            f"UV density {low:.2f}/{mid:.2f}/{high:.2f}, {len(self.contacts)} contacts"
        )
        lines = self.problems or ("No problems found.",)
        return "\n".join([head, *(f"  - {line}" for line in lines)])


def check_scene(scene: Scene) -> SceneReport:
    """Look over every part of a scene where it stands."""
    placed = joined_shares(scene.placed())
    reports: dict[int, tuple[str, Report]] = {}
    for item in placed:
        key = id(item.part.mesh)
        if key not in reports:
            reports[key] = (_name(item), check(item.part.mesh))
    overlaps = coplanar(placed)
    bounds = scene.bounds
    width, height, depth = (bounds[1] - bounds[0]).tolist()
    return SceneReport(
        meshes=tuple(reports.values()),
        fights=tuple(overlap for overlap in overlaps if overlap.facing),
        contacts=tuple(overlap for overlap in overlaps if not overlap.facing),
        triangles=scene.triangle_count,
        size=(width, height, depth),
    )


def joined_shares(placed: Iterable[Placed]) -> list[Placed]:
    """The parts, those that share a mesh between several materials as that mesh, once a place."""
    result: list[Placed] = []
    seen: set[tuple[int, bytes]] = set()
    for item in placed:
        mesh = item.part.whole
        if mesh is None:
            result.append(item)
            continue
        key = (id(mesh), item.matrix.tobytes())
        if key not in seen:
            seen.add(key)
            result.append(replace(item, part=replace(item.part, mesh=mesh, whole=None)))
    return result


def coplanar(placed: list[Placed]) -> list[Overlap]:
    """Overlapping parallel faces of different pieces within 0.2 mm, the largest first.

    A piece is a connected shell, so that pieces merged into one mesh are told apart as well.
    """
    corners, piece, part = gathered(placed)
    if not len(corners):
        return []
    facing = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    doubled = np.sqrt(np.einsum("ij,ij->i", facing, facing))
    real = doubled > _SMALLEST_OVERLAP
    corners, piece, part = corners[real], piece[real], part[real]
    normal = unit(facing[real])
    axis = np.abs(np.round(normal, 3)).argmax(1)
    sign = np.where(np.take_along_axis(normal, axis[:, None], 1)[:, 0] < 0.0, -1.0, 1.0)
    plane = normal * sign[:, None]
    height = np.einsum("ij,ij->i", plane, corners.mean(1))
    pairs = _pairs(corners, piece, plane, height, axis)
    if not len(pairs):
        return []
    a, b = pairs.T
    area, centre, gap = _overlap(corners, plane, height, axis, a, b)
    kept = (area > _SMALLEST_OVERLAP) & (gap <= FIGHTING_DISTANCE)
    return _listed(placed, part, sign, a[kept], b[kept], area[kept], centre[kept])


def gathered(placed: list[Placed]) -> tuple[Floats, Ints, Ints]:
    """Corners in the world, the piece, and the number of the part of every triangle."""
    corners, pieces, parts, count = [], [], [], 0
    known: dict[int, Ints] = {}
    for number, item in enumerate(placed):
        mesh = item.part.mesh
        corners.append(item.points[mesh.triangles])
        shell = known.setdefault(id(mesh), _shell_numbers(mesh))
        pieces.append(shell + count)
        count += int(shell.max(initial=-1)) + 1
        parts.append(np.full(len(mesh.triangles), number))
    if not corners:
        return np.zeros((0, 3, 3)), np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(corners), np.concatenate(pieces), np.concatenate(parts)


def _shell_numbers(mesh: Mesh) -> Ints:
    return shells(mesh)[0]


def _pairs(corners: Floats, piece: Ints, plane: Floats, height: Floats, axis: Ints) -> Ints:
    """Triangles of different pieces in one plane whose projections touch, `(p, 2)`."""
    direction = np.round(plane / _NORMAL_STEP).astype(np.int64) + 1024
    key = (direction[:, 0] << 22) | (direction[:, 1] << 11) | direction[:, 2]
    found = []
    # Two combs, half a tooth apart: faces within the distance share a tooth of one of them.
    for phase in (0.0, 0.5):
        tooth = np.floor(height / (2.0 * FIGHTING_DISTANCE) + phase).astype(np.int64)
        _, bucket = np.unique(key * (1 << 24) + tooth, return_inverse=True)
        bucket = bucket.ravel()
        count = int(bucket.max()) + 1
        low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
        np.minimum.at(low, bucket, piece)
        np.maximum.at(high, bucket, piece)
        chosen = np.flatnonzero((low != high)[bucket])
        if not len(chosen):
            continue
        boxes = _boxes(corners[chosen], axis[chosen], bucket[chosen])
        tree = shapely.STRtree(boxes)
        left, right = tree.query(boxes)
        a, b = chosen[left], chosen[right]
        near = np.abs(height[a] - height[b]) <= FIGHTING_DISTANCE
        keep = (a < b) & (piece[a] != piece[b]) & near
        found.append(np.stack([a[keep], b[keep]], -1))
    return np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 2), np.int64)


def _flat(corners: Floats, axis: Ints) -> Floats:
    """Corners without the coordinate that they face most, `(t, 3, 2)`."""
    keep = np.array([[1, 2], [2, 0], [0, 1]])[axis]
    return np.take_along_axis(corners, keep[:, None, :].repeat(3, 1), 2)


def _boxes(corners: Floats, axis: Ints, bucket: Ints) -> np.ndarray:
    """Bounding boxes of the flattened triangles, each plane far from the next."""
    flat = _flat(corners, axis)
    stride = 2.0 * float(np.abs(flat).max(initial=0.0)) + 1.0
    _, number = np.unique(bucket, return_inverse=True)
    low, high = flat.min(1), flat.max(1)
    shift = number.ravel() * stride
    inset = 1e-5  # neighbours that only touch are no overlap
    return shapely.box(
        low[:, 0] + shift + inset, low[:, 1] + inset, high[:, 0] + shift - inset, high[:, 1] - inset
    )


def _overlap(
    corners: Floats, plane: Floats, height: Floats, axis: Ints, a: Ints, b: Ints
) -> tuple[Floats, Floats, Floats]:
    """Square metres that each pair shares, its middle in the world, and how far apart it is there.

    Planes that are a little askew may be equally far from the origin and yet apart at the overlap.
    """
    first = shapely.polygons(_flat(corners[a], axis[a]))
    second = shapely.polygons(_flat(corners[b], axis[a]))
    shared = shapely.intersection(first, second)
    tilt = np.abs(np.take_along_axis(plane[a], axis[a][:, None], 1)[:, 0])
    middle = shapely.get_coordinates(shapely.centroid(shared))
    empty = shapely.is_empty(shared)
    spot = np.zeros((len(a), 2))
    spot[~empty] = middle
    ahead = _rise(plane, height, axis, a, a, spot)
    behind = _rise(plane, height, axis, b, a, spot)
    centre = 0.5 * (corners[a].mean(1) + corners[b].mean(1))
    return shapely.area(shared) / tilt, centre, np.abs(ahead - behind) * tilt


def _rise(plane: Floats, height: Floats, axis: Ints, t: Ints, along: Ints, spot: Floats) -> Floats:
    """Where the planes of triangles `t` stand over flat places, along the axis that `along` has."""
    keep = np.array([[1, 2], [2, 0], [0, 1]])[axis[along]]
    flat = np.take_along_axis(plane[t], keep, 1)
    facing = np.take_along_axis(plane[t], axis[along][:, None], 1)[:, 0]
    return (height[t] - np.einsum("ij,ij->i", flat, spot)) / facing


def _listed(
    placed: list[Placed],
    part: Ints,
    sign: Floats,
    a: Ints,
    b: Ints,
    area: Floats,
    centre: Floats,
) -> list[Overlap]:
    """The pairs of triangles summed up by the parts that they belong to."""
    if not len(a):
        return []
    same = (sign[a] == sign[b]).astype(np.int64)
    low, high = np.minimum(part[a], part[b]), np.maximum(part[a], part[b])
    key = (low * len(placed) + high) * 2 + same
    groups, number = np.unique(key, return_inverse=True)
    number = number.ravel()
    total = np.bincount(number, area)
    found = []
    for index in np.argsort(-total):
        members = np.flatnonzero(number == index)
        largest = members[area[members].argmax()]
        x, y, z = centre[largest].tolist()
        pair = int(groups[index]) // 2
        first, second = divmod(pair, len(placed))
        found.append(
            Overlap(
                _name(placed[first]),
                _name(placed[second]),
                float(total[index]),
                (x, y, z),
                bool(groups[index] % 2),
            )
        )
    return found


def _name(item: Placed) -> str:
    return f"{item.node.name} [{item.part.material.name}]"
