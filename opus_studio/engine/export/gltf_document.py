"""A glTF 2.0 document: its JSON and the pieces of its binary buffer, in order.

The pieces are views of the arrays and images that exist already; nothing is copied before it is
written. Follows the Khronos glTF 2.0 specification and the ratified extensions
KHR_materials_transmission, KHR_materials_ior and KHR_materials_emissive_strength.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, Final, TypeAlias
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.export.images import TEXTURE_FOLDER, Image, ImageKey, packed_maps
from opus_studio.engine.export.job import ExportJob
from opus_studio.engine.export.prepare import Body, Geometry, PreparedMaterial, PreparedNode

_Json: TypeAlias = dict[str, Any]

GENERATOR: Final = "Opus Studio"
_ARRAY_BUFFER: Final = 34962
_ELEMENT_ARRAY_BUFFER: Final = 34963
_COMPONENT_TYPES: Final = {"float32": 5126, "uint32": 5125, "uint16": 5123}
_SHAPES: Final = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4"}
_DEFAULT_IOR: Final = 1.5  # what KHR_materials_ior assumes when it is not given

# Linear filters with mipmaps, repeating both ways.
_SAMPLER: Final = {"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}


class GltfDocument:
    """Builds the document of one export.

    Args:
        job: What to write.
        embed: Images go into the buffer (GLB); otherwise they are named by address.
    """

    def __init__(self, job: ExportJob, *, embed: bool) -> None:
        self._job = job
        self._embed = embed
        self.pieces: list[memoryview | Image] = []
        self.byte_length = 0
        self._views: list[_Json] = []
        self._accessors: list[_Json] = []
        self._images: list[_Json] = []
        self._textures: dict[ImageKey, int] = {}
        self._extensions: set[str] = set()
        self._arrays: dict[tuple[int, str], tuple[int, object]] = {}
        self._nodes: list[_Json] = []
        materials = job.scene.materials
        self._material_index = {id(m): index for index, m in enumerate(materials)}
        self._meshes = [self._mesh(body) for body in job.scene.bodies]
        self._materials = [self._material(material) for material in materials]
        root = self._node(job.scene.root)
        self.json = self._document(root)

    def write_buffer(self, stream: IO[bytes]) -> None:
        """Write the binary buffer, `byte_length` bytes."""
        for piece in self.pieces:
            if isinstance(piece, Image):
                piece.copy_to(stream)
                stream.write(bytes(-piece.size % 4))
            else:
                stream.write(piece)
                stream.write(bytes(-len(piece) % 4))

    def _document(self, root: int) -> _Json:
        document: _Json = {
            "asset": {"version": "2.0", "generator": GENERATOR},
            "scene": 0,
            "scenes": [{"name": self._job.name, "nodes": [root]}],
            "nodes": self._nodes,
            "meshes": self._meshes,
            "materials": self._materials,
            "accessors": self._accessors,
            "bufferViews": self._views,
        }
        if self._job.extras:
            document["asset"]["extras"] = dict(self._job.extras)
        if self._images:
            document["images"] = self._images
            document["samplers"] = [dict(_SAMPLER)]
            document["textures"] = [
                {"name": key.file_name, "sampler": 0, "source": index}
                for key, index in self._textures.items()
            ]
        if self._extensions:
            document["extensionsUsed"] = sorted(self._extensions)
        buffer: _Json = {"byteLength": self.byte_length}
        if not self._embed:
            buffer["uri"] = quote(f"{self._job.name}.bin")
        document["buffers"] = [buffer]
        return document

    # Geometry

    def _mesh(self, body: Body) -> _Json:
        return {
            "name": body.name,
            "primitives": [
                self._primitive(surface.geometry, surface.material) for surface in body.surfaces
            ],
        }

    def _primitive(self, geometry: Geometry, material: PreparedMaterial) -> _Json:
        attributes = {
            "POSITION": self._accessor(geometry.positions, _ARRAY_BUFFER, bounds=geometry.bounds),
            "NORMAL": self._accessor(geometry.normals, _ARRAY_BUFFER),
        }
        if geometry.uvs is not None:
            attributes["TANGENT"] = self._accessor(geometry.tangents, _ARRAY_BUFFER)
            attributes["TEXCOORD_0"] = self._derived(geometry.uvs, _flipped, _ARRAY_BUFFER)
        narrow = len(geometry.positions) <= 0xFFFF  # the last index is kept for primitive restart
        return {
            "attributes": attributes,
            "indices": self._derived(
                geometry.triangles, _narrow if narrow else _wide, _ELEMENT_ARRAY_BUFFER
            ),
            "material": self._material_index[id(material)],
        }

    def _derived(
        self, array: NDArray[Any], convert: Callable[[NDArray[Any]], NDArray[Any]], target: int
    ) -> int:
        """Accessor of a converted array, made once for each array and conversion."""
        key = (id(array), convert.__name__)
        if key not in self._arrays:
            self._arrays[key] = (self._accessor(convert(array), target), array)
        return self._arrays[key][0]

    def _accessor(
        self, array: NDArray[Any], target: int, bounds: NDArray[np.float32] | None = None
    ) -> int:
        """Accessor of an array, one for each array however often it is used."""
        key = (id(array), "")
        if key in self._arrays:
            return self._arrays[key][0]
        accessor: _Json = {
            "bufferView": self._view(np.ascontiguousarray(array).data.cast("B"), target),
            "componentType": _COMPONENT_TYPES[array.dtype.name],
            "count": len(array),
            "type": _SHAPES[1 if array.ndim == 1 else array.shape[1]],
        }
        if bounds is not None:
            accessor["min"], accessor["max"] = bounds.tolist()
        self._accessors.append(accessor)
        # The array is kept with its number: an identity is only good while its object lives.
        self._arrays[key] = (len(self._accessors) - 1, array)
        return len(self._accessors) - 1

    def _view(self, piece: memoryview | Image, target: int | None = None) -> int:
        size = piece.size if isinstance(piece, Image) else len(piece)
        view: _Json = {"buffer": 0, "byteOffset": self.byte_length, "byteLength": size}
        if target is not None:
            view["target"] = target
        self._views.append(view)
        self.pieces.append(piece)
        self.byte_length += size + -size % 4
        return len(self._views) - 1

    # Materials

    def _material(self, material: PreparedMaterial) -> _Json:
        look = material.look
        surface: _Json = {
            "baseColorFactor": [float(value) for value in look.base_color_factor],
            "metallicFactor": float(look.metallic_factor),
            "roughnessFactor": float(look.roughness_factor),
        }
        result: _Json = {"name": material.name, "pbrMetallicRoughness": surface}
        maps = packed_maps(material)
        if maps is not None:
            surface["baseColorTexture"] = {"index": self._texture(maps.base_color)}
            surface["metallicRoughnessTexture"] = {"index": self._texture(maps.orm)}
            result["occlusionTexture"] = {"index": self._texture(maps.orm)}
            result["normalTexture"] = {"index": self._texture(maps.normal)}
        if look.alpha_mode != "OPAQUE":
            result["alphaMode"] = look.alpha_mode
        if look.double_sided:
            result["doubleSided"] = True
        if any(look.emission):
            result["emissiveFactor"] = [min(float(value), 1.0) for value in look.emission]
        extensions = self._material_extensions(material)
        if extensions:
            result["extensions"] = extensions
            self._extensions.update(extensions)
        return result

    @staticmethod
    def _material_extensions(material: PreparedMaterial) -> _Json:
        look = material.look
        extensions: _Json = {}
        if any(look.emission) and look.emission_strength != 1.0:
            extensions["KHR_materials_emissive_strength"] = {
                "emissiveStrength": float(look.emission_strength)
            }
        if look.transmission > 0.0:
            extensions["KHR_materials_transmission"] = {
                "transmissionFactor": float(look.transmission)
            }
        if look.ior != _DEFAULT_IOR:
            extensions["KHR_materials_ior"] = {"ior": float(look.ior)}
        return extensions

    def _texture(self, key: ImageKey) -> int:
        if key not in self._textures:
            image = self._job.images[key]
            entry: _Json = {"name": key.file_name.removesuffix(".png")}
            if self._embed:
                entry |= {"mimeType": "image/png", "bufferView": self._view(image)}
            else:
                entry["uri"] = quote(f"{TEXTURE_FOLDER}/{key.file_name}")
            self._images.append(entry)
            self._textures[key] = len(self._images) - 1
        return self._textures[key]

    # The tree

    def _node(self, node: PreparedNode) -> int:
        entry: _Json = {"name": node.name}
        self._nodes.append(entry)
        index = len(self._nodes) - 1
        if any(node.translation):
            entry["translation"] = [float(value) for value in node.translation]
        if any(node.rotation[:3]):
            entry["rotation"] = list(node.rotation)
        if node.body is not None:
            entry["mesh"] = node.body.index
        if node.slot:
            entry["extras"] = {"slot": node.slot}
        if node.children:
            entry["children"] = [self._node(child) for child in node.children]
        return index


def _flipped(uvs: NDArray[np.float32]) -> NDArray[np.float32]:
    """UVs with V down, as glTF counts it from the top of the image."""
    result = uvs.copy()
    np.subtract(np.float32(1.0), uvs[:, 1], out=result[:, 1])
    return result


def _narrow(triangles: NDArray[np.uint32]) -> NDArray[np.uint16]:
    return triangles.reshape(-1).astype(np.uint16)


def _wide(triangles: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return np.ascontiguousarray(triangles, dtype=np.uint32).reshape(-1)
