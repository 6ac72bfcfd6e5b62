"""The body of a roof over its planes: deck, soffit and fascia.

The deck carries the covering and ends over the gutters; below it the soffit closes the roof from
wall to fascia, and the fascia hangs along eaves and verges.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.building.solids import Faces, filled
from opus_studio.engine.geometry.build import Floats, cross
from opus_studio.engine.geometry.profiles import signed_area
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh

_WELD = 1e-4


def welded(facets: Sequence[Facet]) -> tuple[Floats, list[list[int]]]:
    """The corners of all planes as `(k, 3)` x, p and height, and the corners around each plane.

    Corners of one plane that lie on an edge of another are put into it: the joints are tight.
    """
    corners: list[Floats] = []
    rings: list[list[int]] = []
    for facet in facets:
        ring: list[int] = []
        for point in facet.points:
            number = next(
                (k for k, known in enumerate(corners) if np.abs(known - point).max() < _WELD), -1
            )
            if number < 0:
                number = len(corners)
                corners.append(point)
            if number not in ring:
                ring.append(number)
        rings.append(ring)
    points = np.array(corners)
    return points, _without_idle(points, [_knitted(points, ring) for ring in rings])


def _without_idle(points: Floats, rings: list[list[int]]) -> list[list[int]]:
    """The rings without corners that are a corner of none of them: left over on a long ridge."""
    busy: set[int] = set()
    for ring in rings:
        for i, node in enumerate(ring):
            before = points[node] - points[ring[i - 1]]
            after = points[ring[(i + 1) % len(ring)]] - points[node]
            bend = np.linalg.norm(cross(before, after))
            if bend > 1e-6 * np.linalg.norm(before) * np.linalg.norm(after):
                busy.add(node)
    return [[node for node in ring if node in busy] for ring in rings]


def _knitted(points: Floats, ring: list[int]) -> list[int]:
    whole: list[int] = []
    for i, a in enumerate(ring):
        b = ring[(i + 1) % len(ring)]
        edge = points[b] - points[a]
        length2 = float(edge @ edge)
        gap = points - points[a]
        share = gap @ edge / length2
        off = gap - share[:, None] * edge
        on = (np.einsum("ij,ij->i", off, off) < _WELD**2) & (share > 1e-6) & (share < 1 - 1e-6)
        found = [k for k in np.flatnonzero(on) if k not in ring]
        whole.append(a)
        whole.extend(int(k) for k in sorted(found, key=lambda k: float(share[k])))
    return whole


def outline(rings: Sequence[Sequence[int]]) -> list[int]:
    """The corners along the outer edge of welded planes, counter-clockwise."""
    ahead = {(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)}
    border = {a: b for a, b in ahead if (b, a) not in ahead}
    start = min(border)
    chain = [start]
    while border[chain[-1]] != start:
        chain.append(border[chain[-1]])
    return chain


def slab(
    facets: Sequence[Facet],
    bottom: float,
    top: float,
    shift: tuple[float, float] = (0.0, 0.0),
    holes: Sequence[Floats] = (),
) -> Mesh:
    """The space between two heights over the planes of a roof, one closed body.

    Args:
        facets: The planes.
        bottom: Metres above them.
        top: Metres above them.
        shift: Where on its finish it is cut, metres. U runs along the eaves, V up the slope.
        holes: `(k, 2)` plan rings, counter-clockwise; each that lies within a plane is left out.
    """
    points, rings = welded(facets)
    faces = Faces()
    for facet, ring in zip(facets, rings, strict=True):
        corners = points[ring]
        level = np.array([facet.along[0], facet.along[1], 0.0])
        start = corners[0]
        inside = filled(corners[:, :2])
        cut = _within(corners[:, :2], holes)
        if cut:
            inside = triangulate([corners[:, :2], *(hole[::-1] for hole in cut)])
            open_ = [np.column_stack([hole, facet.height_at(hole)])[::-1] for hole in cut]
            corners = np.concatenate([corners, *open_])
            for rim in open_:
                _rim(faces, rim, bottom, top)
        uvs = np.stack([corners @ level, (corners - start) @ facet.up], -1) + shift
        faces.add(_scene(corners, top), uvs, inside)
        faces.add(_scene(corners, bottom), uvs * (-1.0, 1.0), inside[:, ::-1])
    _rim(faces, points[outline(rings)], bottom, top)
    return faces.mesh()


def _within(ring: Floats, holes: Sequence[Floats]) -> list[Floats]:
    """The holes that lie within a plane, clear of its edges."""
    if not holes:
        return []
    field = shapely.Polygon(ring).buffer(-0.01)
    return [hole for hole in holes if field.contains(shapely.Polygon(hole))]


def _rim(faces: Faces, ring: Floats, bottom: float, top: float) -> None:
    """The upright faces around a slab, or around a hole in it (a clockwise ring)."""
    low, high = _scene(ring, bottom), _scene(ring, top)
    for i in range(len(ring)):
        j = (i + 1) % len(ring)
        faces.quad(np.stack([low[i], low[j], high[j], high[i]]), 0.0, 0.0)


def border(facets: Sequence[Facet]) -> Floats:
    """`(k, 3)` the outer edge of a roof: x, p and height, counter-clockwise."""
    points, rings = welded(facets)
    return points[outline(rings)]


def fascia(
    edge: Floats, thickness: float, bottom: float, top: float, offset: tuple[float, float]
) -> Mesh:
    """Boards along the outer edge of a roof, hanging upright, mitred at its corners.

    Args:
        edge: `(k, 3)` from `border`.
        thickness: Of the boards, inwards from the edge, metres.
        bottom: Of the boards, metres above the edge.
        top: The same.
        offset: Where on the finish they are cut, metres.
    """
    inner = _inset(edge[:, :2], thickness)
    rows = [
        _scene(np.column_stack([plan, edge[:, 2]]), by)
        for plan, by in ((edge[:, :2], bottom), (edge[:, :2], top), (inner, top), (inner, bottom))
    ]
    count = len(edge)
    faces = Faces()
    run = 0.0
    for i in range(count):
        j = (i + 1) % count
        for k in range(4):
            first, second = rows[k], rows[(k + 1) % 4]
            faces.quad(
                np.stack([first[i], first[j], second[j], second[i]]), run + offset[0],
                offset[1] + 0.3 * k,
            )  # fmt: skip
        run += float(np.linalg.norm(edge[j] - edge[i]))
    return faces.mesh()


def _inset(plan: Floats, by: float) -> Floats:
    """A closed line moved inwards; points along straight runs go square to them."""
    ahead = np.roll(plan, -1, 0) - plan
    ahead /= np.linalg.norm(ahead, axis=1)[:, None]
    inward = np.stack([-ahead[:, 1], ahead[:, 0]], -1)
    before = np.roll(inward, 1, 0)
    lean = 1.0 + np.einsum("ij,ij->i", before, inward)
    return np.asarray(plan + by * (before + inward) / lean[:, None])


def _scene(points: Floats, by: float = 0.0) -> Floats:
    """(x, p, height) corners as places in the scene, raised."""
    return np.stack([points[:, 0], points[:, 2] + by, -points[:, 1]], -1)


def plan_area(facets: Sequence[Facet]) -> float:
    """Square metres that the planes cover, seen from above."""
    return sum(signed_area(facet.points[:, :2]) for facet in facets)
