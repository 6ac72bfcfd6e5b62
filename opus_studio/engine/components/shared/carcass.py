"""Carcasses of case furniture: boards between planes, shelves on pins, backs in rabbets.

The case's width is X, its back lies towards -Z. Practice: boards 16-40 mm thick; shelves of 18 mm
span at most 0.75 m and those of 25 mm 0.90 m under books (about 30 kg a metre) before their sag
shows (L/250); holes for pins are 5 mm wide, 32 mm apart, 37 mm behind the front ("system 32").
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.geometry import EMPTY, boxes, extrude, place, rounded, translate
from opus_studio.engine.geometry.build import Axis, Floats, Ints, pack
from opus_studio.engine.scene import Mesh, Vector

HOLE_PITCH: Final = 0.032
"""Distance of two holes for shelf pins, metres."""

HOLE_SETBACK: Final = 0.037
"""Distance of the row of holes from the front edge, metres."""

_HOLE = 0.0026
_LONGEST = 0.9


def sag_limit(thickness: float) -> float:
    """The widest span of a bookshelf without an upright, metres.

    0.75 m at 18 mm, 0.90 m at 25 mm and never more, 0.66 m at 14 mm.

    Args:
        thickness: Of the shelf, metres.
    """
    return min(_LONGEST, 0.75 + (thickness - 0.018) * 0.15 / 0.007)


def bays(
    low: float, high: float, board: float, wanted: int, limit: float
) -> list[tuple[float, float]]:
    """Clear widths between uprights: as many as wanted, more where shelves would sag.

    Args:
        low: Inner face of the left side, metres.
        high: Inner face of the right side, metres.
        board: Thickness of the uprights between, metres.
        wanted: Bays asked for; fewer where they would be narrower than 0.22 m.
        limit: Widest span, metres.
    """
    clear = high - low
    least = math.ceil((clear + board) / (limit + board) - 1e-9)
    most = max(1, int((clear + board) / (0.22 + board)))
    count = max(least, min(wanted, most))
    width = (clear - board * (count - 1)) / count
    return [(low + k * (width + board), low + k * (width + board) + width) for k in range(count)]


@dataclass
class Boards:
    """Collects boards given by their faces, and makes one mesh of them.

    Attributes:
        bevel: Radius of the edges, metres.
        segments: Chords of an edge.
    """

    bevel: float = 0.0015
    segments: int = 2
    sizes: list[Vector] = field(default_factory=list)
    centres: list[Vector] = field(default_factory=list)

    def add(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> None:
        """A board between two faces along each axis, metres."""
        self.sizes.append((x[1] - x[0], y[1] - y[0], z[1] - z[0]))
        self.centres.append(((x[0] + x[1]) / 2, (y[0] + y[1]) / 2, (z[0] + z[1]) / 2))

    def mesh(self, sampler: UvSampler, grain: Axis | None = None) -> Mesh:
        """All boards, each cut from its own place; the grain runs along the longest side."""
        if not self.sizes:
            return EMPTY
        return boxes(
            self.sizes, self.centres, self.bevel, segments=self.segments, grain=grain,
            uv_offsets=sampler(len(self.sizes)),
        )  # fmt: skip

    def meshes(self, sampler: UvSampler, grain: Axis = "x") -> list[Mesh]:
        """A mesh for each board about its own middle, made in one stroke; see `centres`."""
        if not self.sizes:
            return []
        count = len(self.sizes)
        whole = boxes(
            self.sizes, np.zeros((count, 3)), self.bevel, segments=self.segments, grain=grain,
            uv_offsets=sampler(count),
        )  # fmt: skip
        points, faces = len(whole.positions) // count, len(whole.triangles) // count
        triangles = whole.triangles[:faces]
        parts = [slice(k * points, (k + 1) * points) for k in range(count)]
        return [Mesh(whole.positions[s], whole.normals[s], whole.uvs[s], triangles) for s in parts]


def back_panel(
    x: tuple[float, float],
    y: tuple[float, float],
    z: tuple[float, float],
    sampler: UvSampler,
    *,
    boarded: float = 0.0,
    joints: tuple[float, ...] = (),
) -> Mesh:
    """A back let into grooves: a sheet, jointed behind uprights, or boards with V-joints.

    Args:
        x: Left and right edge, in the grooves, metres.
        y: Lower and upper edge, metres.
        z: Rear and front face, metres.
        sampler: Where it is cut from.
        boarded: Width of upright boards; 0 is a plain sheet.
        joints: Where the sheet is jointed along x, metres.
    """
    boards = Boards(0.0025 if boarded else 0.0008, 1)
    if boarded:
        count = max(1, round((x[1] - x[0]) / boarded))
        edges = np.linspace(x[0], x[1], count + 1).tolist()
    else:
        edges = [x[0], *joints, x[1]]
    for left, right in pairwise(edges):
        boards.add((left, right), y, z)
    return boards.mesh(sampler, "y")


def pin_holes(faces: list[tuple[float, float, float, float, float]]) -> Mesh:
    """Holes in the inner faces of sides and uprights, as dark discs a hair above the wood; open.

    Args:
        faces: For each group of five holes: x of the face, +1 or -1 where it faces, the height of
            the middle hole, and z of the front and rear row.
    """
    if not faces:
        return EMPTY
    turn = np.arange(8) * (math.pi / 4.0)
    fan = np.array([[0, k, k + 1] for k in range(1, 7)])
    positions: list[Floats] = []
    normals: list[Floats] = []
    triangles: list[Ints] = []
    for x, sign, y, front, rear in faces:
        for z in (front, rear):
            for step in (-2, -1, 0, 1, 2):
                base = len(positions) * 8
                ring = np.empty((8, 3))
                ring[:, 0] = x + sign * 0.0003
                ring[:, 1] = y + step * HOLE_PITCH + _HOLE * np.sin(turn)
                # Counter-clockwise as seen from the side that the face looks to.
                ring[:, 2] = z - sign * _HOLE * np.cos(turn)
                positions.append(ring)
                normals.append(np.tile([sign, 0.0, 0.0], (8, 1)))
                triangles.append(fan + base)
    points = np.concatenate(positions)
    uvs = points[:, [2, 1]] * np.where(np.concatenate(normals)[:, :1] > 0, (-1.0, 1.0), (1.0, 1.0))
    return pack(points, np.concatenate(normals), uvs, np.concatenate(triangles), closed=False)


def shelf_pins(x: tuple[float, float], y: float, z: tuple[float, float]) -> list[Vector]:
    """Where the four pins under a shelf stand.

    Args:
        x: Faces of the sides, metres.
        y: Underside of the shelf, metres.
        z: Rear and front row, metres.
    """
    return [
        (face + sign * 0.005, y - 0.003, at) for face, sign in ((x[0], 1), (x[1], -1)) for at in z
    ]


def pins(places: list[Vector]) -> Mesh:
    """Pins of 5 mm at these places, lying along X."""
    if not places:
        return EMPTY
    square = [(-0.0025, -0.0025), (0.0025, -0.0025), (0.0025, 0.0025), (-0.0025, 0.0025)]
    return place(extrude(rounded(square, 0.0025, 1), 0.012, axis="x"), places)


def ring_path(width: float, back: float, front: float, y: float) -> list[Vector]:
    """A path around the right side, the front and the left side of a case, for mouldings."""
    half = width / 2.0
    return [(half, y, back), (half, y, front), (-half, y, front), (-half, y, back)]


def raised_to(mesh: Mesh, y: float) -> Mesh:
    """The mesh lifted by a height."""
    return translate(mesh, (0.0, y, 0.0))
