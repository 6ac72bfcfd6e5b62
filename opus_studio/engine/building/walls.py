"""Walls with real thickness over the sides of any plan, with openings cut and corners mitred.

A wall is made in its edge's own frame: X along it, Y up, Z out, the outer face at z = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.footprint import Edge, mitre
from opus_studio.engine.building.solids import Faces
from opus_studio.engine.geometry.build import Floats, Ints
from opus_studio.engine.geometry.triangulate import triangulate
from opus_studio.engine.scene import Mesh


@dataclass(frozen=True)
class Hole:
    """A rectangular opening in a wall, metres in the wall's frame."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def ring(self) -> Floats:
        """Its corners, clockwise, as the ring of a hole."""
        return np.array(
            [[self.left, self.bottom], [self.left, self.top], [self.right, self.top],
             [self.right, self.bottom]]
        )  # fmt: skip

    def grown(self, by: float) -> Hole:
        """The opening with its border moved outwards."""
        return Hole(self.left - by, self.right + by, self.bottom - by, self.top + by)


def elevation(length: float, foot: float, top: Floats) -> Floats:
    """`(k, 2)` outline of a wall's outer face, counter-clockwise.

    Args:
        length: Of the wall, metres.
        foot: Height of its lower edge, metres.
        top: `(k, 2)` its upper edge from left to right.
    """
    return np.vstack([[[0.0, foot], [length, foot]], top[::-1]])


def wall(
    edge: Edge,
    outline: Floats,
    holes: Sequence[Hole],
    *,
    thickness: float,
    inset: float = 0.0,
    shift: tuple[float, float] = (0.0, 0.0),
    upright: bool = False,
) -> Mesh:
    """A wall as one closed body, its ends cut to the mitres of the plan.

    Args:
        edge: The side of the plan.
        outline: From `elevation`; its ends are at 0 and the edge's length.
        holes: Openings, inside the outline and apart from each other.
        thickness: Metres.
        inset: How far behind the edge's line its outer face is (linings), metres.
        shift: Where on the finish it is cut, metres; U is level, V is the height.
        upright: U is the height instead: the grain of upright boards.
    """
    rings = [outline, *(hole.ring for hole in holes)]
    flat = np.concatenate(rings)
    front = _shifted(edge, flat, inset)
    back = _shifted(edge, flat, inset + thickness)
    ends = np.cumsum([len(ring) for ring in rings])[:-1]
    triangles = triangulate(np.split(front[:, :2], ends))
    # Mitres move the ends of the inner face: what was a sliver may have turned over there.
    behind = triangles
    if _turned(back[:, :2], triangles):
        behind = triangulate(np.split(back[:, :2], ends))
    faces = Faces()
    # Charts seen from outdoors and from indoors.
    seen, inside = front[:, :2], back[:, :2] * (-1.0, 1.0)
    if upright:
        seen, inside = seen[:, ::-1] * (1.0, -1.0), inside[:, ::-1] * (1.0, -1.0)
    faces.add(front, seen + shift, triangles)
    faces.add(back, inside + shift, behind[:, ::-1])
    first = 0
    for ring in rings:
        count = len(ring)
        for i in range(count):
            a, b = first + i, first + (i + 1) % count
            corners = np.stack([front[b], front[a], back[a], back[b]])
            faces.quad(corners, float(flat[a, 1]) + shift[0], shift[1])
        first += count
    return faces.mesh()


def _turned(flat: Floats, triangles: Ints) -> bool:
    """Whether a triangle has lost its area or faces the other way."""
    a, b, c = (flat[triangles[:, k]] for k in range(3))
    ab, ac = b - a, c - a
    return bool((ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]).min() < 1e-9)


def _shifted(edge: Edge, flat: Floats, depth: float) -> Floats:
    """The points of an elevation at a depth behind the edge's line, ends moved to the mitres."""
    x = flat[:, 0].copy()
    x[flat[:, 0] < 1e-6] += mitre(edge.turn_start, depth)
    x[flat[:, 0] > edge.length - 1e-6] -= mitre(edge.turn_end, depth)
    return np.column_stack([x, flat[:, 1], np.full(len(flat), -depth)])
