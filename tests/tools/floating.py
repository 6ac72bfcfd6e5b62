"""Parts of a scene that hang in the air: not joined to the ground by whatever touches what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import manifold3d
import numpy as np

from opus_studio.engine.geometry.check import shells, weld
from opus_studio.engine.scene import Placed, Scene

TOUCH = 0.012
"""Metres. Pieces nearer than this are fixed to each other (seals and glass have some play)."""

FEW = 80
"""Meshes of up to so many loose pieces are looked at one by one; courses and the like as one."""


@dataclass(eq=False)
class Piece:
    """Something that is in one piece, in the world."""

    name: str
    points: np.ndarray
    triangles: np.ndarray

    @cached_property
    def bounds(self) -> np.ndarray:
        return np.stack([self.points.min(0), self.points.max(0)])

    @cached_property
    def solid(self) -> manifold3d.Manifold:
        number = weld(self.points.astype(np.float32))
        _, first = np.unique(number, return_index=True)
        mesh = manifold3d.Mesh64(self.points[first], number[self.triangles].astype(np.uint64))
        return manifold3d.Manifold(mesh)

    def touches(self, other: Piece) -> bool:
        """Whether they are joined; a piece that is no solid counts by its box."""
        apart = (self.bounds[0] > other.bounds[1] + TOUCH) | (
            other.bounds[0] > self.bounds[1] + TOUCH
        )
        if apart.any():
            return False
        if self.solid.is_empty() or other.solid.is_empty():
            return True
        return self.solid.min_gap(other.solid, 2 * TOUCH) < TOUCH


def floating(scene: Scene, skip: tuple[str, ...] = ()) -> list[str]:
    """The names of what hangs in the air; branches whose top node is in `skip` are left out.

    What is instanced is looked at once for each place, as one piece.
    """
    pieces = [piece for placed in scene.placed() for piece in _pieces(placed)]
    pieces = [piece for piece in pieces if not piece.name.startswith(skip)] if skip else pieces
    low = min(float(piece.bounds[0, 1]) for piece in pieces)
    held = [piece for piece in pieces if piece.bounds[0, 1] < low + 0.03]
    loose = [piece for piece in pieces if piece.bounds[0, 1] >= low + 0.03]
    while held and loose:
        holder = held.pop()
        found = [piece for piece in loose if piece.touches(holder)]
        loose = [piece for piece in loose if not any(piece is other for other in found)]
        held.extend(found)
    return sorted(piece.name for piece in loose)


def _pieces(placed: Placed) -> list[Piece]:
    mesh = placed.part.mesh
    points = placed.points
    name = placed.node.name
    number, _ = shells(mesh)[0], None
    count = int(number.max(initial=-1)) + 1
    if count > FEW or count == 1:
        return [Piece(name, points, mesh.triangles.astype(np.int64))]
    return [_part(name, points, mesh.triangles[number == k]) for k in range(count)]


def _part(name: str, points: np.ndarray, triangles: np.ndarray) -> Piece:
    used, inverse = np.unique(triangles, return_inverse=True)
    return Piece(name, points[used], inverse.reshape(-1, 3).astype(np.int64))
