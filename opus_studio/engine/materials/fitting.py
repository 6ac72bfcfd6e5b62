"""The finish fitted to what wears it: small parts on a small tile, end grain on sawn ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.registry import finish
from opus_studio.engine.scene import Material, Mesh, Node, Part, Scene

END_SHADE = 0.8
"""Stained end grain over stained face: it drinks more."""


def fitted(scene: Scene) -> Scene:
    """The scene with each part's finish at the scale of the part, and with end grain.

    Meshes and materials that were shared stay shared.
    """
    fitting = _Fitting()
    fitting.survey(scene.root)
    return replace(scene, root=fitting.node(scene.root))


@dataclass
class _Fitting:
    """One run of `fitted`: what was found out about each mesh, and the materials made."""

    small: dict[tuple[int, float], bool] = field(default_factory=dict)
    split: dict[int, tuple[Mesh, Mesh] | None] = field(default_factory=dict)
    materials: dict[tuple[Material, bool, bool], Material] = field(default_factory=dict)
    large: set[Material] = field(default_factory=set)

    def survey(self, node: Node) -> None:
        """Note which materials are on parts that are not small: the small ones need a name."""
        for part in node.parts:
            if not self._is_small(part):
                self.large.add(part.material)
        for child in node.children:
            self.survey(child)

    def node(self, node: Node) -> Node:
        """The branch with fitted materials; the same object where nothing changed."""
        parts: list[Part] = []
        for part in node.parts:
            parts.extend(self._part(part))
        children = tuple(self.node(child) for child in node.children)
        same = len(parts) == len(node.parts) and all(
            new is old for new, old in zip(parts, node.parts, strict=True)
        )
        if same and all(a is b for a, b in zip(children, node.children, strict=True)):
            return node
        return replace(node, parts=tuple(parts), children=children)

    def _part(self, part: Part) -> tuple[Part, ...]:
        mesh, material = part.mesh, part.material
        worn = finish(material.finish)
        small = self._is_small(part)
        pair = self._split(mesh) if worn.end_grain else None
        if not small and pair is None:
            return (part,)
        if pair is None:
            return (Part(mesh, self._material(material, small, False)),)
        faces, ends = pair
        own = material if not small else self._material(material, small, False)
        return (
            Part(faces, own, whole=mesh),
            Part(ends, self._material(material, small, True), whole=mesh),
        )

    def _is_small(self, part: Part) -> bool:
        mesh, worn = part.mesh, finish(part.material.finish)
        if not worn.small_tile or not len(mesh.triangles):
            return False
        key = (id(mesh), worn.small_part)
        if key not in self.small:
            from opus_studio.engine.materials import charts

            self.small[key] = bool(
                charts.slender(mesh.positions, 0.5 * worn.small_part)
                or charts.small_share(mesh.uvs, mesh.triangles, worn.small_part) > 0.5
            )
        return self.small[key]

    def _split(self, mesh: Mesh) -> tuple[Mesh, Mesh] | None:
        key = id(mesh)
        if key not in self.split:
            from opus_studio.engine.materials import charts

            ends = charts.end_triangles(mesh.positions, mesh.uvs, mesh.triangles)
            found = bool(ends.any()) and not bool(ends.all())
            self.split[key] = (_some(mesh, ~ends), _some(mesh, ends)) if found else None
        return self.split[key]

    def _material(self, material: Material, small: bool, end: bool) -> Material:
        key = (material, small, end)
        if key not in self.materials:
            words = " small" if small and material in self.large else ""
            words += " end grain" if end else ""
            shade = material.color
            if end and shade is not None:
                shade = (shade[0] * END_SHADE, shade[1] * END_SHADE, shade[2] * END_SHADE)
            self.materials[key] = replace(
                material,
                name=material.name + words,
                color=shade,
                finish=finish(material.finish).end_grain if end else material.finish,
                small=small,
            )
        return self.materials[key]


def _some(mesh: Mesh, chosen: NDArray[np.bool_]) -> Mesh:
    """Those triangles of a mesh, with the vertices that they use."""
    triangles = mesh.triangles[chosen]
    used = np.zeros(len(mesh.positions), bool)
    used[triangles.ravel()] = True
    number = np.cumsum(used, dtype=np.uint32) - np.uint32(1)
    return Mesh(
        mesh.positions[used], mesh.normals[used], mesh.uvs[used], number[triangles], closed=False
    )
