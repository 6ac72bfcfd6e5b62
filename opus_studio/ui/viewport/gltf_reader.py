"""glTF 2.0 files as the arrays of a preview: what stands in one slot in one material is one mesh.

Read here and not by a library: trimesh drops tangents, `KHR_texture_transform` and every material
extension that our files use (transmission, index of refraction, strength of emission), pygltflib
gives the JSON alone, and VTK's importer keeps every image at full size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import MeshArrays
from opus_studio.ui.viewport.cancellation import Cancelled, raise_if_cancelled
from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.gltf_document import GltfDocument, Json
from opus_studio.ui.viewport.gltf_materials import GltfMaterial, read_material
from opus_studio.ui.viewport.parsed_model import MOST_TRIANGLES, ParsedGroup, ParsedModel
from opus_studio.ui.viewport.triangle_meshes import PlacedMesh, flat_shaded, joined

_TRIANGLES, _STRIP, _FAN = 4, 5, 6  # primitive modes, 3.7.2.1
_WORLD: Final = np.eye(4)


@dataclass(frozen=True, eq=False)
class _Node:
    """A node that draws a mesh."""

    name: str
    slot: str
    mesh: int
    matrix: NDArray[np.float64]


def read_gltf(path: Path, cancelled: Cancelled) -> ParsedModel:
    """Read a file without decoding its images.

    Nodes belong to the slot that their `extras.slot` names, or to that of the nearest node above.

    Raises:
        ModelFileError: It is of another version, compressed, too large, or outside its folder.
        ReadCancelled: `cancelled` says so.
        ValueError, KeyError, IndexError, TypeError, AttributeError: It is damaged.
        OSError: It cannot be read.
    """
    document = GltfDocument(path)
    meshes = _Meshes(document)
    members: dict[tuple[str, int | None], list[PlacedMesh]] = defaultdict(list)
    names: dict[tuple[str, int | None], str] = {}
    triangles = 0
    for node in _nodes(document):
        raise_if_cancelled(cancelled)
        for worn, mesh in meshes.of(node.mesh):
            triangles += len(mesh.triangles)
            if triangles > MOST_TRIANGLES:
                raise ModelFileError(
                    f"{path.name} has more than {MOST_TRIANGLES // 10**6} million triangles, "
                    "which is more than can be shown."
                )
            key = (node.slot, worn)
            members[key].append(PlacedMesh(mesh, node.matrix))
            names.setdefault(key, node.name)
    groups = []
    for key, placed in members.items():
        raise_if_cancelled(cancelled)
        slot, number = key
        material = meshes.material(number)
        bumpy = material.images is not None and material.images.normal is not None
        mesh = joined(placed, tangents=bumpy)
        groups.append(ParsedGroup(mesh, material.surface, material.images, slot, names[key]))
    return ParsedModel(tuple(groups))


def _nodes(document: GltfDocument) -> Iterator[_Node]:
    """The nodes of the scene that draw something, in the order of the tree."""
    nodes = document.items("nodes")
    scenes = document.items("scenes")
    if scenes:
        roots = list(document.item("scenes", document.json.get("scene", 0)).get("nodes", ()))
    else:
        below = {child for node in nodes for child in node.get("children", ())}
        roots = [number for number in range(len(nodes)) if number not in below]
    seen: set[int] = set()
    waiting = [(number, "", _WORLD) for number in reversed(roots)]
    while waiting:
        number, inherited, above = waiting.pop()
        node = document.item("nodes", number)
        if number in seen:
            raise ValueError(f"node {number} stands twice in the tree")
        seen.add(number)
        extras = node.get("extras")
        slot = str(extras.get("slot") or inherited) if isinstance(extras, dict) else inherited
        matrix = above @ _matrix(node)
        if "mesh" in node:
            yield _Node(str(node.get("name", "")), slot, node["mesh"], matrix)
        waiting.extend((child, slot, matrix) for child in reversed(node.get("children", ())))


def _matrix(node: Json) -> NDArray[np.float64]:
    """`(4, 4)` to the node above, from a matrix or from translation, rotation, scale (3.5.3)."""
    if "matrix" in node:
        matrix = np.array(node["matrix"], np.float64).reshape(4, 4).T
    else:
        x, y, z, w = np.array(node.get("rotation", (0.0, 0.0, 0.0, 1.0)), np.float64)
        length = x * x + y * y + z * z + w * w
        s = 2.0 / length if length > 0.0 else 0.0
        turn = np.array(
            [
                [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
                [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
                [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
            ]
        )
        matrix = np.eye(4)
        matrix[:3, :3] = turn * np.array(node.get("scale", (1.0, 1.0, 1.0)), np.float64)
        matrix[:3, 3] = np.array(node.get("translation", (0.0, 0.0, 0.0)), np.float64)
    if not np.isfinite(matrix).all():
        raise ValueError("a node's place is no number")
    return matrix


class _Meshes:
    """Meshes and materials of a document, each read once."""

    def __init__(self, document: GltfDocument) -> None:
        self._document = document
        self._meshes: dict[int, list[tuple[int | None, MeshArrays]]] = {}
        self._materials: dict[int | None, GltfMaterial] = {}

    def material(self, index: int | None) -> GltfMaterial:
        """A material by its number."""
        if index not in self._materials:
            self._materials[index] = read_material(self._document, index)
        return self._materials[index]

    def of(self, index: Any) -> list[tuple[int | None, MeshArrays]]:
        """The triangles of a mesh with the number of their material; not its points and lines."""
        if index not in self._meshes:
            primitives = self._document.item("meshes", index)["primitives"]
            read = [(one.get("material"), self._primitive(one)) for one in primitives]
            self._meshes[index] = [(number, mesh) for number, mesh in read if mesh is not None]
        return self._meshes[index]

    def _primitive(self, primitive: Json) -> MeshArrays | None:
        mode = primitive.get("mode", _TRIANGLES)
        attributes = primitive["attributes"]
        if mode not in (_TRIANGLES, _STRIP, _FAN) or "POSITION" not in attributes:
            return None
        positions = self._floats(attributes["POSITION"], 3)
        if not np.isfinite(positions).all():
            raise ValueError("a position is no number")
        if "indices" in primitive:
            corners = self._document.accessor(primitive["indices"])[:, 0].astype(np.int64)
        else:
            corners = np.arange(len(positions))
        triangles = _triangles(corners, mode)
        if not len(triangles):
            return None
        if triangles.min() < 0 or triangles.max() >= len(positions):
            raise ValueError("a triangle names a vertex that is not there")
        uvs = self._uvs(attributes, self.material(primitive.get("material")), len(positions))
        if "NORMAL" not in attributes:
            return flat_shaded(positions, uvs, triangles)
        normals = self._floats(attributes["NORMAL"], 3)
        tangents = None
        if "TANGENT" in attributes:
            tangents = np.ascontiguousarray(self._floats(attributes["TANGENT"], 4)[:, :3])
        if len(normals) != len(positions) or (
            tangents is not None and len(tangents) != len(positions)
        ):
            raise ValueError("a mesh has fewer normals or tangents than positions")
        return MeshArrays(positions, np.nan_to_num(normals), uvs, tangents, triangles)

    def _uvs(self, attributes: Json, material: GltfMaterial, vertices: int) -> NDArray[np.float32]:
        """Texture coordinates with V up, where the material's images lie."""
        index = attributes.get(f"TEXCOORD_{material.uv_set}")
        if index is None:
            return np.zeros((vertices, 2), np.float32)
        uvs = np.nan_to_num(self._floats(index, 2))
        if len(uvs) != vertices:
            raise ValueError("a mesh has fewer texture coordinates than positions")
        if material.uv_transform is not None:
            moved = uvs @ material.uv_transform[:, :2].T + material.uv_transform[:, 2]
            uvs = moved.astype(np.float32)
        uvs[:, 1] = np.float32(1.0) - uvs[:, 1]
        return uvs

    def _floats(self, index: Any, width: int) -> NDArray[np.float32]:
        """A copy of an accessor's values as `(n, width)` float32."""
        values = self._document.accessor(index)
        if values.shape[1] != width:
            raise ValueError(f"{values.shape[1]} numbers a vertex where {width} belong")
        return np.array(values, np.float32, order="C")


def _triangles(corners: NDArray[np.int64], mode: int) -> NDArray[np.int32]:
    """`(m, 3)` from a list, a strip or a fan of corners (3.7.2.1)."""
    if mode == _TRIANGLES:
        found = corners[: len(corners) // 3 * 3].reshape(-1, 3)
    elif len(corners) < 3:
        found = np.zeros((0, 3), np.int64)
    elif mode == _FAN:
        first = np.full(len(corners) - 2, corners[0])
        found = np.stack([corners[1:-1], corners[2:], first], axis=1)
    else:
        found = np.stack([corners[:-2], corners[1:-1], corners[2:]], axis=1)
        found[1::2] = found[1::2][:, [0, 2, 1]]
    return np.ascontiguousarray(found, np.int32)
