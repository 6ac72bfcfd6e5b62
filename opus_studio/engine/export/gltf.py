"""glTF 2.0: one binary file (GLB), or JSON with its buffer and textures beside it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from opus_studio.engine.export.gltf_document import GltfDocument
from opus_studio.engine.export.job import ExportJob, TextureUse, compact_json

_HEADER: Final = struct.Struct("<4sII")
_CHUNK: Final = struct.Struct("<I4s")
_LONGEST: Final = 0xFFFFFFFF


def write_glb(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.glb`, everything in one file (glTF 2.0, 4.4 Binary glTF Layout).

    Raises:
        ValueError: It would be larger than the 4 GB that its header can say.
    """
    document = GltfDocument(job, embed=True)
    text = compact_json(document.json).encode()
    text += b" " * (-len(text) % 4)
    length = _HEADER.size + _CHUNK.size + len(text) + _CHUNK.size + document.byte_length
    if length > _LONGEST:
        raise ValueError("A GLB file cannot be larger than 4 GB; glTF with files beside it can.")
    path = job.file("glb")
    with path.open("wb") as file:
        file.write(_HEADER.pack(b"glTF", 2, length))
        file.write(_CHUNK.pack(len(text), b"JSON"))
        file.write(text)
        file.write(_CHUNK.pack(document.byte_length, b"BIN\0"))
        document.write_buffer(file)
    return (path,)


def write_gltf(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.gltf` and `<name>.bin`; the textures stand in their folder already."""
    document = GltfDocument(job, embed=False)
    path, buffer = job.file("gltf"), job.file("bin")
    path.write_text(compact_json(document.json), encoding="utf-8")
    with buffer.open("wb") as file:
        document.write_buffer(file)
    return (path, buffer, *texture_files(job, TextureUse.PACKED_BESIDE))


def texture_files(job: ExportJob, use: TextureUse) -> tuple[Path, ...]:
    """The texture files of a format that has them beside the model, each once, by name."""
    keys = {key for material in job.scene.materials for key in use.images(material)}
    return tuple(sorted(job.images.path(key) for key in keys))
