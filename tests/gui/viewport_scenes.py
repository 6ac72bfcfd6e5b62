"""Small previews made in the test's own process, without the engine."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from opus_studio.ui.preview.result import (
    Draw,
    MeshArrays,
    PreviewResult,
    Statistics,
    Surface,
    TextureArrays,
)
from opus_studio.ui.preview.shadow import ground_shadow


def box(size: tuple[float, float, float], centre: tuple[float, float, float]) -> MeshArrays:
    half = np.array(size) / 2
    positions, normals, uvs, tangents, triangles = [], [], [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            square = np.zeros((4, 3))
            square[:, axis] = sign * half[axis]
            square[:, u] = np.array([-1, 1, 1, -1]) * half[u] * sign
            square[:, v] = np.array([-1, -1, 1, 1]) * half[v]
            start = 4 * len(positions)
            positions.append(square + np.array(centre))
            normals.append(np.tile(np.eye(3)[axis] * sign, (4, 1)))
            uvs.append(square[:, [u, v]])
            tangents.append(np.tile(np.eye(3)[u], (4, 1)))
            triangles.append([[start, start + 1, start + 2], [start, start + 2, start + 3]])

    def floats(rows: list[np.ndarray]) -> np.ndarray:
        return np.ascontiguousarray(np.concatenate(rows), np.float32)

    return MeshArrays(
        floats(positions),
        floats(normals),
        floats(uvs),
        floats(tangents),
        np.concatenate(triangles).astype(np.int32),
    )


def stripes(key: str) -> TextureArrays:
    base = np.zeros((64, 64, 3), np.uint8)
    base[:, ::2] = (200, 60, 30)
    base[:, 1::2] = (240, 220, 60)
    normal = np.full((64, 64, 3), (128, 128, 255), np.uint8)
    orm = np.full((64, 64, 3), (255, 160, 0), np.uint8)
    return TextureArrays(key, base, normal, orm)


def two_boxes(width: float = 1.0, *, textured: bool = True, request_id: int = 1) -> PreviewResult:
    """A striped box at the left in the slot `left`, a blue one at the right in `right`."""
    meshes = (
        box((width, 1.0, 0.6), (-width / 2, 0.5, 0.0)),
        box((width, 1.0, 0.6), (width / 2, 0.5, 0.0)),
    )
    surfaces = (
        Surface("Stripes", texture="stripes", color=(1.0, 1.0, 1.0), metallic=1.0, roughness=1.0),
        Surface("Blue", color=(0.05, 0.15, 0.8), roughness=0.4),
    )
    bounds = np.array([[-width, 0.0, -0.3], [width, 1.0, 0.3]])
    shadow, shadow_bounds = ground_shadow([(m.positions, m.triangles) for m in meshes], bounds)
    return PreviewResult(
        request_id=request_id,
        model="Boxes",
        seed=1,
        meshes=meshes,
        draws=(Draw(0, 0, None, "left", "Left"), Draw(1, 1, None, "right", "Right")),
        surfaces=surfaces,
        bounds=bounds,
        textures={"stripes": stripes("stripes")} if textured else {},
        statistics=Statistics(24, 48, 2, 36864, (2 * width, 1.0, 0.6)),
        shadow=shadow,
        shadow_bounds=shadow_bounds,
    )


def two_squares(path: Path) -> Path:
    """A glTF file with a square in the slot `frame` at the left and one in `sill` at the right."""
    corners = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    normals = np.tile(np.array([0, 0, 1], np.float32), (4, 1))
    order = np.array([0, 1, 2, 0, 2, 3], np.uint16)
    data = corners.tobytes() + normals.tobytes() + order.tobytes()
    views = [(0, 48), (48, 48), (96, 12)]
    path.write_text(
        json.dumps(
            {
                "asset": {"version": "2.0"},
                "scene": 0,
                "scenes": [{"nodes": [0]}],
                "nodes": [
                    {"name": "Root", "children": [1, 2]},
                    {
                        "name": "Frame",
                        "mesh": 0,
                        "extras": {"slot": "frame"},
                        "translation": [-1, 0, 0],
                    },
                    {"name": "Below", "extras": {"slot": "sill"}, "children": [3]},
                    {"name": "Board", "mesh": 0},
                ],
                "meshes": [
                    {
                        "name": "Square",
                        "primitives": [
                            {
                                "attributes": {"POSITION": 0, "NORMAL": 1},
                                "indices": 2,
                                "material": 0,
                            }
                        ],
                    }
                ],
                "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.5, 0.4, 0.3, 1]}}],
                "accessors": [
                    {
                        "bufferView": 0,
                        "componentType": 5126,
                        "count": 4,
                        "type": "VEC3",
                        "min": [0, 0, 0],
                        "max": [1, 1, 0],
                    },
                    {"bufferView": 1, "componentType": 5126, "count": 4, "type": "VEC3"},
                    {"bufferView": 2, "componentType": 5123, "count": 6, "type": "SCALAR"},
                ],
                "bufferViews": [
                    {"buffer": 0, "byteOffset": start, "byteLength": length}
                    for start, length in views
                ],
                "buffers": [
                    {
                        "byteLength": len(data),
                        "uri": "data:application/octet-stream;base64,"
                        + base64.b64encode(data).decode(),
                    }
                ],
            }
        )
    )
    return path


def pixels(image: QImage) -> np.ndarray:
    """`(h, w, 4)` int16 RGBA."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width()].astype(np.int16)


def difference(first: QImage, second: QImage) -> float:
    """Mean absolute difference, 0..255."""
    return float(np.abs(pixels(first) - pixels(second)).mean())
