"""The parts of a glTF 2.0 file: its JSON, accessors as arrays, and encoded images.

Only what is asked for is read from the disk: a house with textures of 4096 pixels is a file of
600 MB. Section numbers are those of the Khronos glTF 2.0 specification.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, unquote_to_bytes

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.image_maps import ImageSource

Json: TypeAlias = Mapping[str, Any]

_JSON_CHUNK: Final = 0x4E4F534A  # 4.4.3
_BINARY_CHUNK: Final = 0x004E4942
_TYPES: Final = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS: Final = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
_MOST_ELEMENTS: Final = 100_000_000
_COMPRESSED: Final = {
    "KHR_draco_mesh_compression",
    "EXT_meshopt_compression",
    "KHR_meshopt_compression",
}
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class _FilePart:
    """Bytes of a file, read when they are asked for."""

    def __init__(self, path: Path, start: int, length: int) -> None:
        self._path, self._start, self.length = path, start, length

    def read(self, offset: int, length: int) -> bytes:
        with self._path.open("rb") as file:
            file.seek(self._start + offset)
            return file.read(length)


class _Bytes:
    """Bytes in memory: a buffer that stands in the JSON itself."""

    def __init__(self, data: bytes) -> None:
        self._data, self.length = data, len(data)

    def read(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length]


class GltfDocument:
    """A glTF file, opened.

    Args:
        path: A `.glb`, or a `.gltf` with its buffers and images beside it.

    Raises:
        ModelFileError: It is of another version, or compressed in a way that is not read here.
        ValueError: It is damaged.
        OSError: It cannot be read.

    The methods raise `ValueError`, or `IndexError`, `KeyError` and `TypeError` for what is not
    there, and `OSError`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.json, self._binary = _opened(path)
        version = str(self.json["asset"]["version"])
        if not version.startswith("2."):
            raise ModelFileError(f"{path.name} is glTF {version}; only glTF 2.0 can be shown.")
        compressed = _COMPRESSED.intersection(self.json.get("extensionsRequired", ()))
        if compressed:
            raise ModelFileError(
                f"{path.name} is compressed with {', '.join(sorted(compressed))}, which cannot be "
                "shown. Save it without compression."
            )
        self._buffers: dict[int, _FilePart | _Bytes] = {}
        self._images: dict[int, ImageSource | None] = {}

    def items(self, key: str) -> list[Any]:
        """The document's list under `key`; empty when it has none."""
        found = self.json.get(key, [])
        if not isinstance(found, list):
            raise ValueError(f"“{key}” is no list")
        return found

    def item(self, key: str, index: Any) -> Json:
        """The object number `index` of a list."""
        found = self.items(key)
        if not isinstance(index, int) or not 0 <= index < len(found):
            raise ValueError(f"there is no {index!r} in “{key}”")
        chosen = found[index]
        if not isinstance(chosen, dict):
            raise ValueError(f"number {index} of “{key}” is no object")
        return chosen

    def accessor(self, index: Any) -> NDArray[Any]:
        """`(count, width)` values of an accessor; normalized integers as float32 (3.6.2)."""
        accessor = self.item("accessors", index)
        kind = np.dtype(_TYPES[accessor["componentType"]])
        width, count = _WIDTHS[accessor["type"]], _natural(accessor["count"])
        if count > _MOST_ELEMENTS:
            raise ValueError(f"an accessor of {count} elements")
        if "bufferView" in accessor:
            offset = _natural(accessor.get("byteOffset", 0))
            values = self._elements(accessor["bufferView"], offset, kind, width, count)
        else:
            values = np.zeros((count, width), kind)
        if "sparse" in accessor:
            values = self._with_sparse(values, accessor["sparse"])
        if accessor.get("normalized") and kind.kind in "iu":
            scaled = values.astype(np.float32) / np.float32(np.iinfo(kind).max)
            values = np.clip(scaled, np.float32(-1.0), np.float32(1.0))
        return values

    def image(self, index: Any) -> ImageSource | None:
        """An image; None when it lies on a server, outside the folder, or is not there."""
        entry = self.item("images", index)
        if index not in self._images:
            name = str(entry.get("name") or entry.get("uri") or f"image {index}")[:80]
            if "bufferView" in entry:
                buffer, start, length, _ = self._view(entry["bufferView"])
                read = partial(_head, buffer, start, length)
                self._images[index] = ImageSource(name, read)
            else:
                self._images[index] = self._image_at(name, str(entry["uri"]))
        return self._images[index]

    def _image_at(self, name: str, uri: str) -> ImageSource | None:
        try:
            found = self._located(uri)
        except ModelFileError:
            return None
        return ImageSource(name, partial(_head, found, 0, found.length))

    def _with_sparse(self, values: NDArray[Any], sparse: Json) -> NDArray[Any]:
        """The values with some replaced (3.6.2.3)."""
        count = _natural(sparse["count"])
        where, what = sparse["indices"], sparse["values"]
        kind = np.dtype(_TYPES[where["componentType"]])
        offset = _natural(where.get("byteOffset", 0))
        rows = self._elements(where["bufferView"], offset, kind, 1, count)[:, 0]
        offset = _natural(what.get("byteOffset", 0))
        width = values.shape[1]
        replaced = values.copy()
        replaced[rows] = self._elements(what["bufferView"], offset, values.dtype, width, count)
        return replaced

    def _elements(
        self, view: Any, offset: int, kind: np.dtype[Any], width: int, count: int
    ) -> NDArray[Any]:
        buffer, start, length, stride = self._view(view)
        size = kind.itemsize * width
        stride = stride or size
        needed = stride * (count - 1) + size if count else 0
        if offset + needed > length or stride < size:
            raise ValueError("an accessor reaches beyond its buffer view")
        raw = buffer.read(start + offset, needed)
        if len(raw) < needed:
            raise ValueError("it ends too early")
        return np.ndarray((count, width), kind, raw, strides=(stride, kind.itemsize))

    def _view(self, index: Any) -> tuple[_FilePart | _Bytes, int, int, int]:
        """A buffer view: its buffer, where it starts, its length and its stride, in bytes."""
        view = self.item("bufferViews", index)
        buffer = self._buffer(view["buffer"])
        start, length = _natural(view.get("byteOffset", 0)), _natural(view["byteLength"])
        if start + length > buffer.length:
            raise ValueError("it ends too early")
        return buffer, start, length, _natural(view.get("byteStride", 0))

    def _buffer(self, index: Any) -> _FilePart | _Bytes:
        entry = self.item("buffers", index)
        if index not in self._buffers:
            uri = entry.get("uri")
            if uri is not None:
                self._buffers[index] = self._located(str(uri))
            elif index == 0 and self._binary is not None:
                self._buffers[index] = self._binary
            else:
                raise ValueError(f"buffer {index} has no data")
        return self._buffers[index]

    def _located(self, uri: str) -> _FilePart | _Bytes:
        """What a relative or `data:` address names; never a file outside the model's folder."""
        if uri.startswith("data:"):
            head, _, body = uri.partition(",")
            data = unquote_to_bytes(body)
            return _Bytes(base64.b64decode(data) if head.endswith(";base64") else data)
        if _SCHEME.match(uri):
            raise ModelFileError(
                f"{self._path.name} refers to {uri[:80]}; only files in its folder are opened."
            )
        folder = self._path.parent.resolve()
        for name in (unquote(uri), uri):  # some programs forget to encode their names
            beside = (folder / name).resolve()
            if not beside.is_relative_to(folder):
                raise ModelFileError(
                    f"{self._path.name} refers to {uri[:80]}, which is not in its folder."
                )
            if beside.is_file():
                return _FilePart(beside, 0, beside.stat().st_size)
        raise ModelFileError(f"{self._path.name} needs the file {uri[:80]}, which is not there.")


def _opened(path: Path) -> tuple[Json, _FilePart | None]:
    """The JSON, and the binary chunk of a GLB (4.4)."""
    size = path.stat().st_size
    binary = None
    with path.open("rb") as file:
        if file.read(4) != b"glTF":
            file.seek(0)
            text = file.read()
        else:
            version, _ = struct.unpack("<II", file.read(8))
            if version != 2:
                raise ModelFileError(f"{path.name} is GLB {version}; only version 2 can be shown.")
            length, kind = struct.unpack("<II", file.read(8))
            if kind != _JSON_CHUNK:
                raise ValueError("its first chunk is not JSON")
            text = file.read(length)
            header = file.read(8)
            if len(header) == 8:
                length, kind = struct.unpack("<II", header)
                if kind == _BINARY_CHUNK:
                    start = file.tell()
                    binary = _FilePart(path, start, min(length, size - start))
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("its JSON is no object")
    return document, binary


def _head(source: _FilePart | _Bytes, start: int, length: int, wanted: int) -> bytes:
    return source.read(start, length if wanted < 0 else min(wanted, length))


def _natural(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} where a count belongs")
    return value
