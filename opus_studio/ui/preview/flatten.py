"""From a scene to few meshes that draw fast: parts of one slot in one material become one mesh."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials import Appearance, appearance
from opus_studio.engine.materials import finish as finish_named
from opus_studio.engine.scene import Material, Mesh, Placed, Scene
from opus_studio.ui.preview.result import Draw, MeshArrays, Statistics, Surface
from opus_studio.ui.preview.tangents import quick_tangents


@dataclass(frozen=True, eq=False)
class Flat:
    """A scene's meshes in world coordinates, its surfaces, and what is drawn."""

    meshes: tuple[MeshArrays, ...]
    draws: tuple[Draw, ...]
    surfaces: tuple[Surface, ...]
    bounds: NDArray[np.float64]
    size_bounds: NDArray[np.float64]
    statistics: Statistics


def flatten(scene: Scene) -> Flat:
    """Join what stands in one slot and wears one material."""
    groups: dict[tuple[str, Material], list[Placed]] = defaultdict(list)
    for placed in scene.placed():
        if len(placed.part.mesh.triangles):
            groups[placed.slot, placed.part.material].append(placed)
    materials = list(dict.fromkeys(material for _, material in groups))
    looks = {material: appearance(material) for material in materials}
    index = {material: number for number, material in enumerate(materials)}
    meshes: list[MeshArrays] = []
    draws: list[Draw] = []
    for (slot, material), members in groups.items():
        draws.append(Draw(len(meshes), index[material], None, slot, members[0].node.name))
        meshes.append(_joined(members, looks[material].tile))
    textured = [looks[material].texture_key is not None for _, material in groups]
    meshes = _with_tangents(meshes, textured)
    if meshes:
        everything = np.concatenate([mesh.positions for mesh in meshes])
        bounds = np.stack([everything.min(0), everything.max(0)]).astype(np.float64)
    else:
        bounds = np.zeros((2, 3))
    size_bounds = _size_bounds(scene) if scene.size_nodes else bounds
    width, height, depth = (size_bounds[1] - size_bounds[0]).tolist()
    statistics = Statistics(
        triangles=sum(len(mesh.triangles) for mesh in meshes),
        vertices=sum(len(mesh.positions) for mesh in meshes),
        materials=len(materials),
        size=(width, height, depth),
        size_of=scene.size_nodes,
    )
    surfaces = tuple(surface_of(material, looks[material]) for material in materials)
    return Flat(tuple(meshes), tuple(draws), surfaces, bounds, size_bounds, statistics)


def _size_bounds(scene: Scene) -> NDArray[np.float64]:
    """Bounding box of what the asset's size speaks of."""
    chosen = tuple(child for child in scene.root.children if child.name in scene.size_nodes)
    return Scene(replace(scene.root, parts=(), children=chosen)).bounds


def surface_of(material: Material, look: Appearance) -> Surface:
    """The material in the viewport's terms."""
    red, green, blue, alpha = look.base_color_factor
    glow = look.emission_strength
    return Surface(
        name=material.name,
        color=(red, green, blue),
        metallic=look.metallic_factor,
        roughness=look.roughness_factor,
        opacity=alpha if look.alpha_mode == "BLEND" else 1.0,
        glass=look.transmission > 0.3,
        ior=look.ior,
        emission=(look.emission[0] * glow, look.emission[1] * glow, look.emission[2] * glow),
        double_sided=look.double_sided,
        texture=texture_name(look),
        plain_color=_plain_color(material),
        plain_metallic=finish_named(material.finish).metallic,
        plain_roughness=finish_named(material.finish).roughness,
    )


def texture_name(look: Appearance) -> str:
    """The name of a texture set: the finish, with `:neutral` for recolouring; empty for none."""
    key = look.texture_key
    return "" if key is None else key.finish + (":neutral" if key.neutral else "")


def _plain_color(material: Material) -> tuple[float, float, float]:
    color = material.color if material.color is not None else finish_named(material.finish).color
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in color)
    return (red, green, blue)


def _with_tangents(meshes: list[MeshArrays], textured: list[bool]) -> list[MeshArrays]:
    """The meshes, the textured ones with their tangents.

    All in one stroke: a call of numpy's costs more than what it does to a few hundred triangles.
    """
    chosen = [mesh for mesh, wanted in zip(meshes, textured, strict=True) if wanted]
    if not chosen:
        return meshes
    starts = np.cumsum([0, *(len(mesh.positions) for mesh in chosen)])
    tangents = quick_tangents(
        np.concatenate([mesh.positions for mesh in chosen]),
        np.concatenate([mesh.uvs for mesh in chosen]),
        np.concatenate(
            [mesh.triangles + np.int32(s) for mesh, s in zip(chosen, starts, strict=False)]
        ),
    )
    parts = iter(np.split(tangents, starts[1:-1]))
    return [
        replace(mesh, tangents=next(parts)) if wanted else mesh
        for mesh, wanted in zip(meshes, textured, strict=True)
    ]


def _joined(members: list[Placed], tile: float) -> MeshArrays:
    """All members as one mesh in the world; instances of a mesh are placed in one stroke."""
    by_mesh: dict[int, list[Placed]] = defaultdict(list)
    for placed in members:
        by_mesh[id(placed.part.mesh)].append(placed)
    positions, normals, uvs, triangles = [], [], [], []
    start = 0
    for same in by_mesh.values():
        mesh: Mesh = same[0].part.mesh
        count, size = len(same), len(mesh.positions)
        matrices = np.stack([placed.matrix for placed in same]).astype(np.float32)
        turn = matrices[:, :3, :3].transpose(0, 2, 1)
        positions.append((mesh.positions @ turn + matrices[:, None, :3, 3]).reshape(-1, 3))
        normals.append((mesh.normals @ turn).reshape(-1, 3))
        uvs.append(np.tile(mesh.uvs, (count, 1)))
        starts = (start + size * np.arange(count)).astype(np.int32)
        triangles.append(
            (mesh.triangles.astype(np.int32)[None] + starts[:, None, None]).reshape(-1, 3)
        )
        start += count * size
    return MeshArrays(
        np.ascontiguousarray(np.concatenate(positions), np.float32),
        np.ascontiguousarray(np.concatenate(normals), np.float32),
        np.ascontiguousarray(np.concatenate(uvs) / np.float32(tile), np.float32),
        None,
        np.concatenate(triangles),
    )
