"""Small glTF files for tests of what reads them."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
COORDINATES = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32)
"""Texture coordinates of the square, V down: the image stands upright on it."""


def square(**changes: Any) -> dict[str, Any]:
    """A document of one square metre facing +Z; `changes` replace its lists."""
    order = np.array([0, 1, 2, 0, 2, 3], np.uint16)
    normals = np.tile(np.array([0, 0, 1], np.float32), (4, 1))
    pieces = [piece.tobytes() for piece in (SQUARE, normals, COORDINATES, order)]
    data = b"".join(pieces)
    starts = np.cumsum([0, *map(len, pieces)]).tolist()
    document: dict[str, Any] = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "Square", "mesh": 0}],
        "meshes": [
            {
                "primitives": [
                    {
                        "attributes": {"POSITION": 0, "NORMAL": 1, "TEXCOORD_0": 2},
                        "indices": 3,
                        "material": 0,
                    }
                ]
            }
        ],
        "materials": [{"name": "Paper"}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 1, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 2, "componentType": 5126, "count": 4, "type": "VEC2"},
            {"bufferView": 3, "componentType": 5123, "count": 6, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": len(piece)}
            for start, piece in zip(starts, pieces, strict=False)
        ],
        "buffers": [{"byteLength": len(data), "uri": data_uri(data)}],
    }
    return document | changes


def data_uri(data: bytes) -> str:
    """The bytes as an address."""
    return "data:application/octet-stream;base64," + base64.b64encode(data).decode()


def write(path: Path, document: dict[str, Any]) -> Path:
    """Write a `.gltf`."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def write_glb(path: Path, document: dict[str, Any]) -> Path:
    """Write a `.glb` whose buffer is the document's `data:` address."""
    data = base64.b64decode(document["buffers"][0].pop("uri").partition(",")[2])
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    data += bytes(-len(data) % 4)
    path.write_bytes(
        struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(data))
        + struct.pack("<I4s", len(text), b"JSON")
        + text
        + struct.pack("<I4s", len(data), b"BIN\0")
        + data
    )
    return path
