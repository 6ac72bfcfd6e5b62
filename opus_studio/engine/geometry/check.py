"""Does a mesh, or a whole scene, keep the promises of a good asset?

`check` looks at one mesh, `check_scene` at every part where it stands. Both answer with figures
and a readable list of what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry.build import Floats, Ints, cross
from opus_studio.engine.scene import Mesh

SMALLEST_AREA = 1e-10
"""Square metres. A triangle below it is degenerate."""

_WELD = 2e-6
"""Metres. Vertices closer than this are one point."""


@dataclass(frozen=True)
class Report:
    """What `check` found in one mesh.

    Attributes:
        triangles: How many.
        vertices: How many.
        shells: Connected pieces of the surface.
        open_edges: Edges that no neighbour closes (a closed mesh has none).
        crowded_edges: Edges where more than two triangles meet: shells that touch along them.
        inside_out: Shells whose volume is negative.
        degenerate: Triangles below 1e-10 square metres, or with a corner used twice.
        duplicates: Triangles that are there more than once.
        not_finite: Vertices with a value that is not a finite number.
        bad_normals: Vertices whose normal is not of unit length.
        flipped_normals: Triangles that a vertex normal of theirs faces away from.
        unused: Vertices of no triangle.
        uv_density: 5th, 50th and 95th percentile, by area, of metres of UV for a metre of surface.
        uv_stretch: 95th percentile, by area, of the longest over the shortest scale of the chart.
        uv_mirrored: Share of the area whose chart is mirrored.
        uv_degenerate: Triangles without area in the chart.
        closed: Whether the mesh claims to bound a volume.
        volume: Cubic metres.
    """

    triangles: int
    vertices: int
    shells: int
    open_edges: int
    crowded_edges: int
    inside_out: int
    degenerate: int
    duplicates: int
    not_finite: int
    bad_normals: int
    flipped_normals: int
    unused: int
    uv_density: tuple[float, float, float]
    uv_stretch: float
    uv_mirrored: float
    uv_degenerate: int
    closed: bool
    volume: float

    @property
    def watertight(self) -> bool:
        """Every edge is run as often in one direction as in the other."""
        return self.open_edges == 0

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, one sentence each; empty when the mesh is sound."""
        return tuple(_problems(self))

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems

    def __str__(self) -> str:
        low, mid, high = self.uv_density
        head = (
            f"{self.triangles} triangles, {self.shells} shells, {self.volume * 1e3:.3f} litres, "
            f"UV density {low:.2f}/{mid:.2f}/{high:.2f}, stretch {self.uv_stretch:.2f}"
        )
        return "\n".join([head, *(f"  - {line}" for line in self.problems)])


def _problems(report: Report) -> Iterator[str]:
    if report.not_finite:
        yield f"{report.not_finite} vertices hold a value that is not a finite number."
    if report.closed and report.open_edges:
        yield f"Not watertight: {report.open_edges} open edges."
    if not report.closed and report.crowded_edges:
        yield f"{report.crowded_edges} edges are shared by more than two triangles."
    if report.inside_out:
        yield f"{report.inside_out} shells face inwards."
    if report.degenerate:
        yield f"{report.degenerate} degenerate triangles."
    if report.duplicates:
        yield f"{report.duplicates} triangles are there more than once."
    if report.bad_normals:
        yield f"{report.bad_normals} normals are not of unit length."
    if report.flipped_normals:
        yield f"{report.flipped_normals} triangles have a normal that faces away from them."
    if report.unused:
        yield f"{report.unused} vertices belong to no triangle."
    if report.uv_mirrored > 1e-3:
        yield f"{report.uv_mirrored:.1%} of the surface has mirrored UVs."
    if report.uv_degenerate:
        yield f"{report.uv_degenerate} triangles have no area in UV space."


def check(mesh: Mesh) -> Report:
    """Look at one mesh; about 2 ms for each thousand triangles and less."""
    finite = int((~_finite_rows(mesh)).sum())
    positions = np.nan_to_num(mesh.positions.astype(np.float64))
    triangles = mesh.triangles.astype(np.int64)
    corners = positions[triangles]
    ab, ac = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    facing_area = cross(ab, ac)
    doubled = np.sqrt(np.einsum("ij,ij->i", facing_area, facing_area))
    welded = weld(mesh.positions)
    faces = welded[triangles]
    shell, pieces, open_edges, crowded = _topology(faces)
    volumes = np.einsum("ij,ij->i", corners[:, 0], cross(corners[:, 1], corners[:, 2])) / 6.0
    # Relative to each shell's own place, or a far shell's volume drowns in rounding.
    by_shell = np.bincount(shell, volumes, minlength=pieces)
    normal_length = np.sqrt(np.einsum("ij,ij->i", mesh.normals, mesh.normals))
    facing = np.einsum("fkj,fj->fk", mesh.normals[triangles], facing_area)
    degenerate = doubled < 2.0 * SMALLEST_AREA
    density, stretch, mirrored, without = _charts(mesh.uvs, triangles, ab, ac, doubled)
    ordered = np.sort(faces, 1)
    return Report(
        triangles=len(triangles),
        vertices=len(positions),
        shells=pieces,
        open_edges=open_edges,
        crowded_edges=crowded,
        inside_out=int((by_shell < -1e-12).sum()) if mesh.closed and open_edges == 0 else 0,
        degenerate=int(degenerate.sum()),
        duplicates=len(ordered) - _count_unique(_keys(ordered)),
        not_finite=finite,
        bad_normals=int((np.abs(normal_length - 1.0) > 1e-3).sum()),
        flipped_normals=int((facing[~degenerate].min(1, initial=np.inf) < 0.0).sum()),
        unused=len(positions) - int(np.count_nonzero(np.bincount(triangles.ravel(), minlength=1))),
        uv_density=density,
        uv_stretch=stretch,
        uv_mirrored=mirrored,
        uv_degenerate=without,
        closed=mesh.closed,
        volume=float(volumes.sum()),
    )


def weld(positions: NDArray[np.float32], tolerance: float = _WELD) -> Ints:
    """`(n,)` the number of the point that each vertex stands at, points in no particular order.

    Args:
        positions: `(n, 3)` metres.
        tolerance: Metres; widened for meshes above four metres so that keys fit into 63 bits.
    """
    if not len(positions):
        return np.zeros(0, np.int64)
    points = positions.astype(np.float64)
    low = points.min(0)
    step = max(tolerance, float((points.max(0) - low).max()) / (2**21 - 2))
    # Half a step aside: figures that are round in millimetres then never fall on a border.
    cells = np.floor((points - low) / step + 0.5).astype(np.int64)
    keys = (cells[:, 0] << 42) | (cells[:, 1] << 21) | cells[:, 2]
    return np.unique(keys, return_inverse=True)[1].ravel()


def shells(mesh: Mesh) -> tuple[Ints, int]:
    """`(m,)` the connected piece that each triangle belongs to, and how many there are."""
    return _topology(weld(mesh.positions)[mesh.triangles])[:2]


def _finite_rows(mesh: Mesh) -> NDArray[np.bool_]:
    values = np.concatenate([mesh.positions, mesh.normals, mesh.uvs], 1)
    return np.isfinite(values.sum(1))


def _keys(ordered: Ints) -> Ints:
    count = int(ordered.max(initial=0)) + 1
    return (ordered[:, 0] * count + ordered[:, 1]) * count + ordered[:, 2]


def _count_unique(keys: Ints) -> int:
    keys = np.sort(keys)
    return 1 + int(np.count_nonzero(keys[1:] != keys[:-1])) if len(keys) else 0


def _topology(faces: Ints) -> tuple[Ints, int, int, int]:
    """The shell of each triangle, how many there are, open edges, and crowded edges.

    Two triangles belong to one shell when they share an edge; boxes that merely touch along one
    stay apart.
    """
    count = int(faces.max(initial=0)) + 1
    start, end = faces.ravel(), faces[:, [1, 2, 0]].ravel()
    face = np.repeat(np.arange(len(faces)), 3)
    key = np.minimum(start, end) * count + np.maximum(start, end)
    real = start != end
    order = np.argsort(key[real], kind="stable")
    key, face = key[real][order], face[real][order]
    way = np.where(start < end, 1, -1)[real][order]
    if not len(key):
        return np.arange(len(faces)), len(faces), 0, 0
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    uses = np.diff(np.append(first, len(key)))
    balance = np.add.reduceat(way, first)
    # Where shells touch along an edge, neighbours in the mesh's own order belong together.
    pairs = [first[(uses > k + 1) & (uses % 2 == 0)] + k for k in (0, 2, 4, 6)]
    pair = np.concatenate(pairs)
    pair = pair[way[pair] + way[pair + 1] == 0]
    label = _joined(len(faces), face[pair], face[pair + 1])
    roots, shell = np.unique(label, return_inverse=True)
    return shell.ravel(), len(roots), int(np.abs(balance).sum()), int((uses > 2).sum())


def _joined(count: int, left: Ints, right: Ints) -> Ints:
    """The lowest number in the group of each of `count` things, from the pairs that are joined."""
    label = np.arange(count)
    while True:
        a, b = label[left], label[right]
        apart = a != b
        if not apart.any():
            return label
        left, right, a, b = left[apart], right[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while True:
            jumped = label[label]
            if np.array_equal(jumped, label):
                break
            label = jumped


def _charts(
    uvs: NDArray[np.float32], triangles: Ints, ab: Floats, ac: Floats, doubled: Floats
) -> tuple[tuple[float, float, float], float, float, int]:
    """Density percentiles, stretch, mirrored share and triangles without a chart."""
    charts = uvs.astype(np.float64)
    a, b, c = triangles.T
    (px, py), (qx, qy) = (charts[b] - charts[a]).T, (charts[c] - charts[a]).T
    signed = px * qy - py * qx
    real = doubled > 2.0 * SMALLEST_AREA
    if not real.any():
        return (1.0, 1.0, 1.0), 1.0, 0.0, 0
    area = np.where(real, doubled, 0.0)
    density = np.sqrt(np.abs(signed) / np.where(real, doubled, 1.0))
    low, mid, high = _percentiles(density, area, (5.0, 50.0, 95.0))
    # The metric of the surface in UV coordinates, and from it the two scales of the chart.
    aa = np.einsum("ij,ij->i", ab, ab)
    bb = np.einsum("ij,ij->i", ac, ac)
    mixed = np.einsum("ij,ij->i", ab, ac)
    e = aa * qy * qy - 2.0 * mixed * qy * py + bb * py * py
    g = bb * px * px - 2.0 * mixed * px * qx + aa * qx * qx
    f = mixed * (px * qy + qx * py) - aa * qx * qy - bb * px * py
    spread = np.sqrt((e - g) ** 2 + 4.0 * f * f)
    ratio = np.sqrt((e + g + spread) / np.maximum(e + g - spread, 1e-9 * (e + g) + 1e-30))
    stretch = _percentiles(np.maximum(ratio, 1.0), area, (95.0,))[0]
    mirrored = float(area[signed < 0.0].sum() / area.sum())
    return (low, mid, high), stretch, mirrored, int((np.abs(signed[real]) < 1e-14).sum())


def _percentiles(values: Floats, weights: Floats, levels: tuple[float, ...]) -> list[float]:
    order = np.argsort(values)
    share = np.cumsum(weights[order])
    places = np.searchsorted(share, np.array(levels) / 100.0 * share[-1])
    return values[order][np.minimum(places, len(values) - 1)].tolist()
