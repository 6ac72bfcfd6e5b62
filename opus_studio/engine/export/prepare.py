"""What every exporter needs of a scene, computed once.

Meshes are brought into the texture's units, parts of one node that wear one material are joined,
and nodes that draw the same thing are found, so that a format which knows instances writes the
thing once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.geometry import tangents
from opus_studio.engine.materials import Appearance, appearance
from opus_studio.engine.scene import Material, Mesh, Node, Part, Quaternion, Scene, Vector

_BodyKey: TypeAlias = tuple[tuple[int, Material], ...]
_GeometryKey: TypeAlias = tuple[tuple[int, ...], object]


@dataclass(frozen=True, eq=False)
class Geometry:
    """Vertex data of one surface.

    Attributes:
        positions: `(n, 3)` float32, metres, in the node's frame.
        normals: `(n, 3)` float32, unit length.
        uvs: `(n, 2)` float32, V up, 1 is one tile of the texture; None for an untextured surface.
        triangles: `(m, 3)` uint32.
        solid: `(k, 3)` uint32: those of the triangles that bound volumes; the others are cards.
    """

    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32] | None
    triangles: NDArray[np.uint32]
    solid: NDArray[np.uint32]

    @cached_property
    def tangents(self) -> NDArray[np.float32]:
        """`(n, 4)` float32: the way U grows, and the sign of the bitangent.

        Raises:
            ValueError: The surface has no UVs.
        """
        if self.uvs is None:
            raise ValueError("An untextured surface has no tangents.")
        return tangents(Mesh(self.positions, self.normals, self.uvs, self.triangles))

    @cached_property
    def bounds(self) -> NDArray[np.float32]:
        """`(2, 3)` float32: lowest and highest corner."""
        return np.stack([self.positions.min(0), self.positions.max(0)])


@dataclass(frozen=True, eq=False)
class PreparedMaterial:
    """A material with its look, under a name that no other has."""

    name: str
    material: Material
    look: Appearance


@dataclass(frozen=True, eq=False)
class Surface:
    """Triangles that wear one material."""

    geometry: Geometry
    material: PreparedMaterial


@dataclass(frozen=True, eq=False)
class Body:
    """What one or several nodes draw.

    Attributes:
        index: Place in `PreparedScene.bodies`.
        name: After the first node that draws it.
        surfaces: One for each material.
        uses: How many nodes draw it.
    """

    index: int
    name: str
    surfaces: tuple[Surface, ...]
    uses: int


@dataclass(frozen=True, eq=False)
class PreparedNode:
    """A place in the tree, under a name that no other has, with what it draws."""

    name: str
    body: Body | None
    children: tuple[PreparedNode, ...]
    translation: Vector
    rotation: Quaternion
    slot: str
    matrix: NDArray[np.float64]

    def walk(
        self, parent: NDArray[np.float64] | None = None
    ) -> Iterator[tuple[PreparedNode, NDArray[np.float64]]]:
        """This node and all below it with their `(4, 4)` transforms to the world, depth first."""
        world = self.matrix if parent is None else parent @ self.matrix
        yield self, world
        for child in self.children:
            yield from child.walk(world)


@dataclass(frozen=True, eq=False)
class PreparedScene:
    """A scene as the exporters read it: see the module."""

    root: PreparedNode
    bodies: tuple[Body, ...]
    materials: tuple[PreparedMaterial, ...]


def prepare(scene: Scene) -> PreparedScene:
    """The scene ready for the exporters.

    Nodes with nothing to draw in them or below are left out.

    Raises:
        ValueError: The scene has no triangles.
    """
    return _Preparation(scene).result()


def unique_names(
    names: Iterable[str], clean: Callable[[str], str] = str.strip, separator: str = " "
) -> list[str]:
    """The names in their order, later ones numbered from 2 where an earlier one is the same.

    Args:
        names: What they would be called.
        clean: Makes a name fit for a format.
        separator: Stands between the name and its number.
    """
    counter = _NameCounter(separator)
    return [counter.unique(clean(name)) for name in names]


class _NameCounter:
    """Hands every name out once."""

    def __init__(self, separator: str = " ") -> None:
        self._separator = separator
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, name: str) -> str:
        name = name or "Unnamed"
        candidate = name
        number = self._last.get(name, 1)
        while candidate in self._taken:
            number += 1
            candidate = f"{name}{self._separator}{number}"
        self._last[name] = number
        self._taken.add(candidate)
        return candidate


@dataclass
class _Draft:
    """A body while its uses are counted."""

    name: str
    surfaces: tuple[Surface, ...]
    uses: int = 0


@dataclass
class _Preparation:
    """One run of `prepare`."""

    scene: Scene
    names: _NameCounter = field(default_factory=_NameCounter)
    drafts: dict[_BodyKey, _Draft] = field(default_factory=dict)
    geometries: dict[_GeometryKey, Geometry] = field(default_factory=dict)
    materials: dict[Material, PreparedMaterial] = field(default_factory=dict)

    def result(self) -> PreparedScene:
        names = unique_names(material.name for material in self.scene.materials)
        for material, name in zip(self.scene.materials, names, strict=True):
            self.materials[material] = PreparedMaterial(name, material, appearance(material))
        self._survey(self.scene.root)
        if not self.drafts:
            raise ValueError("The scene has no triangles: there is nothing to export.")
        bodies = {
            key: Body(index, draft.name, draft.surfaces, draft.uses)
            for index, (key, draft) in enumerate(self.drafts.items())
        }
        root = self._node(self.scene.root, bodies, is_root=True)
        assert root is not None
        worn = {id(s.material) for body in bodies.values() for s in body.surfaces}
        return PreparedScene(
            root=root,
            bodies=tuple(bodies.values()),
            materials=tuple(m for m in self.materials.values() if id(m) in worn),
        )

    def _survey(self, node: Node) -> None:
        """Collect what is drawn, depth first."""
        parts = _drawn(node)
        if parts:
            key = _body_key(parts)
            if key not in self.drafts:
                self.drafts[key] = _Draft(node.name, self._surfaces(parts))
            self.drafts[key].uses += 1
        for child in node.children:
            self._survey(child)

    def _surfaces(self, parts: list[Part]) -> tuple[Surface, ...]:
        meshes: dict[Material, list[Mesh]] = {}
        for part in parts:
            meshes.setdefault(part.material, []).append(part.mesh)
        return tuple(
            Surface(self._geometry(group, self.materials[material].look), self.materials[material])
            for material, group in meshes.items()
        )

    def _geometry(self, meshes: list[Mesh], look: Appearance) -> Geometry:
        tile = None if look.texture_key is None else look.tile
        key = (tuple(id(mesh) for mesh in meshes), tile)
        if key not in self.geometries:
            self.geometries[key] = _joined(meshes, tile)
        return self.geometries[key]

    def _node(
        self, node: Node, bodies: dict[_BodyKey, Body], *, is_root: bool = False
    ) -> PreparedNode | None:
        if not is_root and not _draws(node):
            return None
        name = self.names.unique(node.name.strip())
        parts = _drawn(node)
        children = (self._node(child, bodies) for child in node.children)
        return PreparedNode(
            name=name,
            body=bodies[_body_key(parts)] if parts else None,
            children=tuple(child for child in children if child is not None),
            translation=node.translation,
            rotation=_unit(node.rotation),
            slot=node.slot,
            matrix=node.matrix,
        )


def _drawn(node: Node) -> list[Part]:
    return [part for part in node.parts if len(part.mesh.triangles)]


def _draws(node: Node) -> bool:
    return bool(_drawn(node)) or any(_draws(child) for child in node.children)


def _body_key(parts: list[Part]) -> _BodyKey:
    return tuple((id(part.mesh), part.material) for part in parts)


def _joined(meshes: list[Mesh], tile: float | None) -> Geometry:
    """One geometry of all the meshes; UVs in tiles when there is a tile, else none."""
    offsets = np.cumsum([0, *(len(mesh.positions) for mesh in meshes[:-1])])
    numbered = [
        mesh.triangles.astype(np.uint32, copy=False) + np.uint32(offset)
        if offset
        else mesh.triangles.astype(np.uint32, copy=False)
        for mesh, offset in zip(meshes, offsets, strict=True)
    ]
    solid = [part for mesh, part in zip(meshes, numbered, strict=True) if mesh.closed]
    triangles = numbered[0] if len(numbered) == 1 else np.concatenate(numbered)
    return Geometry(
        positions=_stacked([mesh.positions for mesh in meshes], np.float32),
        normals=_stacked([mesh.normals for mesh in meshes], np.float32),
        uvs=None
        if tile is None
        else _stacked([mesh.uvs for mesh in meshes], np.float32) / np.float32(tile),
        triangles=triangles,
        solid=triangles
        if len(solid) == len(meshes)
        else np.concatenate([np.zeros((0, 3), np.uint32), *solid]),
    )


def _stacked(arrays: list[NDArray[np.float32]], dtype: type[np.float32]) -> NDArray[np.float32]:
    """The arrays in one; a single one that fits is kept as it is, so that it can be shared."""
    whole = arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
    return np.ascontiguousarray(whole, dtype=dtype)


def _unit(rotation: Quaternion) -> Quaternion:
    """The rotation at unit length in double precision, which the glTF validator insists on."""
    x, y, z, w = (np.asarray(rotation, dtype=np.float64) / np.linalg.norm(rotation)).tolist()
    return (x, y, z, w)
