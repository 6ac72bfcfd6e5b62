"""What a build returns and an exporter reads: nodes, meshes and materials.

Everything here is immutable. A mesh or a material that is the same *object* in several places is
written once and instanced by the formats that can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.color import Color
from opus_studio.engine.values import ResolvedValue

Vector: TypeAlias = tuple[float, float, float]
"""Three floats: metres for places, unitless for directions."""

Quaternion: TypeAlias = tuple[float, float, float, float]
"""A unit rotation as (x, y, z, w)."""

ORIGIN: Vector = (0.0, 0.0, 0.0)
UPRIGHT: Quaternion = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Mesh:
    """Indexed triangles with one normal and one UV for each vertex.

    Attributes:
        positions: `(n, 3)` float32, metres.
        normals: `(n, 3)` float32, unit length.
        uvs: `(n, 2)` float32, metres on the surface, V up. The exporter divides them by the
            physical size of the finish's tile.
        triangles: `(m, 3)` uint32, counter-clockwise from outside.
        closed: The mesh bounds a volume, so it must be watertight. Cards and cloth say False.
    """

    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    closed: bool = True

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """`(2, 3)` lowest and highest corner, metres."""
        return np.stack([self.positions.min(0), self.positions.max(0)]).astype(np.float64)


@dataclass(frozen=True)
class Material:
    """A finish on some parts of an asset.

    Attributes:
        name: What a user sees in another program, such as `Frame oak`. Unique within a scene.
        finish: Name of a finish in `engine.materials`.
        color: The colour that the finish shall have, or None for the finish's own.
        emission: Emitted linear RGB; black for everything that does not shine.
        emission_strength: Multiplies `emission` (glTF `KHR_materials_emissive_strength`).
        small: It is on small parts: the finish lies there on its small tile.
    """

    name: str
    finish: str
    color: Color | None = None
    emission: Color = (0.0, 0.0, 0.0)
    emission_strength: float = 1.0
    small: bool = False


@dataclass(frozen=True, eq=False)
class Part:
    """A mesh and its material.

    Attributes:
        mesh: What is drawn.
        material: What it wears.
        whole: The mesh that this one is a share of, where one piece wears several materials; all
            shares of it stand at one node.
    """

    mesh: Mesh
    material: Material
    whole: Mesh | None = None


@dataclass(frozen=True, eq=False)
class Node:
    """A named place in the tree, with what stands there.

    Attributes:
        name: In plain words, such as `Sash left`.
        parts: What is drawn at this node, in its own frame.
        children: Nodes below, placed in this one's frame.
        translation: Metres, in the parent's frame. It is also the pivot.
        rotation: Unit quaternion `(x, y, z, w)`.
        slot: Name of the slot that this branch belongs to; empty means the parent's.
    """

    name: str
    parts: tuple[Part, ...] = ()
    children: tuple[Node, ...] = ()
    translation: Vector = ORIGIN
    rotation: Quaternion = UPRIGHT
    slot: str = ""

    def moved(self, translation: Vector, rotation: Quaternion = UPRIGHT) -> Node:
        """The same branch standing elsewhere in its parent's frame."""
        return replace(self, translation=translation, rotation=rotation)

    def named(self, name: str) -> Node:
        """The same branch under another name."""
        return replace(self, name=name)

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """`(4, 4)` transform from this node's frame to its parent's; column vectors."""
        x, y, z, w = self.rotation
        matrix = np.eye(4)
        matrix[:3, :3] = [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
        matrix[:3, 3] = self.translation
        return matrix


@dataclass(frozen=True, eq=False)
class Placed:
    """A part where it stands in the world: what `Scene.placed` yields."""

    part: Part
    node: Node
    matrix: NDArray[np.float64]
    slot: str

    @property
    def points(self) -> NDArray[np.float64]:
        """`(n, 3)` positions of the part's vertices in the world, metres."""
        points: NDArray[np.float64] = self.part.mesh.positions @ self.matrix[:3, :3].T
        return points + self.matrix[:3, 3]


@dataclass(frozen=True, eq=False)
class Scene:
    """A built asset.

    Attributes:
        root: The whole asset, origin on the floor at the centre (openings: bottom centre of the
            wall plane).
        size_nodes: Names of the nodes below the root whose bounding box is the size that was asked
            for (a window's frame without sill and shutters); empty means everything.
        derived: Values that the build chose in place of resolved ones (a house's windows fit its
            walls), each parameter once; of several, that of the main part.
    """

    root: Node
    size_nodes: tuple[str, ...] = field(default=())
    derived: tuple[ResolvedValue, ...] = ()

    def placed(self) -> Iterator[Placed]:
        """Every part of the tree with its transform to the world, depth first."""
        yield from _placed(self.root, np.eye(4), "")

    @cached_property
    def materials(self) -> tuple[Material, ...]:
        """Every material once, in the order in which the tree meets them."""
        return tuple(dict.fromkeys(placed.part.material for placed in self.placed()))

    @cached_property
    def triangle_count(self) -> int:
        """Triangles as drawn: an instanced mesh counts each time."""
        return sum(len(placed.part.mesh.triangles) for placed in self.placed())

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """`(2, 3)` lowest and highest corner of everything, metres."""
        return _bounds(list(self.placed()))

    @cached_property
    def size(self) -> Vector:
        """Width (X), height (Y) and depth (Z) in metres of what the asset's size speaks of."""
        chosen = [
            placed
            for child in self.root.children
            if child.name in self.size_nodes
            for placed in _placed(child, self.root.matrix, "")
        ]
        return _extent(_bounds(chosen)) if chosen else self.overall_size

    @cached_property
    def overall_size(self) -> Vector:
        """Width (X), height (Y) and depth (Z) in metres of everything."""
        return _extent(self.bounds)


def _placed(node: Node, parent: NDArray[np.float64], slot: str) -> Iterator[Placed]:
    matrix = parent @ node.matrix
    slot = node.slot or slot
    for part in node.parts:
        yield Placed(part, node, matrix, slot)
    for child in node.children:
        yield from _placed(child, matrix, slot)


def _extent(bounds: NDArray[np.float64]) -> Vector:
    width, height, depth = (bounds[1] - bounds[0]).tolist()
    return (width, height, depth)


def _bounds(parts: list[Placed]) -> NDArray[np.float64]:
    """Bounding box of placed parts, exact under rotation."""
    if not parts:
        return np.zeros((2, 3))
    lows, highs = [], []
    for placed in parts:
        points = placed.points
        lows.append(points.min(0))
        highs.append(points.max(0))
    return np.stack([np.min(lows, axis=0), np.max(highs, axis=0)])
