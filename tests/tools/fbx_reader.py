"""Reads an FBX with ufbx into plain values.

ufbx's objects point into the scene that they came from and crash when it, or a parent of theirs,
is let go, or when they are let go in another order than they like. So everything is kept until all
is copied, in a process that ends without letting anything go.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import ufbx


@dataclass(frozen=True)
class FbxNode:
    """A node with its mesh in world space, metres; arrays have a row for each corner."""

    name: str
    parent: str
    triangles: int
    materials: tuple[str, ...]
    corners: np.ndarray
    normals: np.ndarray
    uvs: np.ndarray
    mesh_identity: int


@dataclass(frozen=True)
class FbxMaterial:
    """Physical values, and the file name of each map by ufbx's name for the slot."""

    name: str
    base_color: tuple[float, ...]
    roughness: float
    metalness: float
    maps: dict[str, str]
    contents: dict[str, bytes]


@dataclass(frozen=True)
class FbxFile:
    """What a reader sees in the file."""

    unit_meters: float
    nodes: dict[str, FbxNode]
    materials: dict[str, FbxMaterial]


class ReaderCrashError(RuntimeError):
    """The reader's own process crashed, which says nothing about the file."""


_TRIES = 4
"""The binding frees what is still in use now and then, and its process dies; a file that it cannot
read fails each time."""


def read_fbx(path: Path) -> FbxFile:
    """Everything that the tests compare."""
    for _ in range(_TRIES):
        run = subprocess.run(
            [sys.executable, "-c", "from tools.fbx_reader import main; main()", str(path)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            check=False,
        )
        if run.returncode >= 0:
            break
    if run.returncode < 0:
        raise ReaderCrashError(f"ufbx: its process ended by signal {-run.returncode}")
    if run.returncode != 0:
        raise RuntimeError(f"ufbx: exit {run.returncode}: {run.stderr.decode()}")
    return pickle.loads(run.stdout)


def main() -> None:
    """Read the file that the command line names, in a process of its own."""
    gc.disable()  # the binding's objects must not be freed in any order
    read = _read(Path(sys.argv[1]))
    sys.stdout.buffer.write(pickle.dumps(read))
    sys.stdout.flush()
    os._exit(0)


def _read(path: Path) -> FbxFile:
    keep: list[Any] = []

    def hold(value: Any) -> Any:
        keep.append(value)
        return value

    scene = hold(ufbx.load_file(str(path)))
    unit = hold(scene.settings).unit_meters
    nodes = {}
    for node in hold(list(hold(scene.nodes))):
        if not hold(node).is_root:
            nodes[node.name] = _node(node, unit, hold)
    materials = {}
    for material in hold(list(hold(scene.materials))):
        materials[material.name] = _material(material, hold)
    return FbxFile(unit, nodes, materials)


def _node(node: Any, unit: float, hold: Any) -> FbxNode:
    parent = hold(node.parent)
    mesh = hold(node.mesh)
    empty = np.zeros((0, 3))
    if mesh is None:
        return FbxNode(node.name, parent.name, 0, (), empty, empty, np.zeros((0, 2)), 0)
    matrix = hold(node.geometry_to_world)
    columns = [hold(getattr(matrix, f"c{i}")) for i in range(4)]
    turn = np.array([[c.x, c.y, c.z] for c in columns[:3]])
    shift = np.array([columns[3].x, columns[3].y, columns[3].z])
    return FbxNode(
        name=node.name,
        parent=parent.name,
        triangles=mesh.num_triangles,
        materials=tuple(hold(m).name for m in hold(list(hold(node.materials)))),
        corners=(_attribute(mesh.vertex_position, 3, hold) @ turn + shift) * unit,
        normals=_attribute(mesh.vertex_normal, 3, hold) @ turn,
        uvs=_attribute(mesh.vertex_uv, 2, hold),
        mesh_identity=mesh.element_id,
    )


def _attribute(attribute: Any, width: int, hold: Any) -> np.ndarray:
    hold(attribute)
    if not attribute.exists:
        return np.zeros((0, width))
    values = np.array(hold(attribute.values), dtype=np.float64).reshape(-1, width)
    indices = np.array(hold(attribute.indices), dtype=np.int64)
    return values[indices]


def _material(material: Any, hold: Any) -> FbxMaterial:
    pbr = hold(material.pbr)
    maps, contents = {}, {}
    for slot in ("base_color", "normal_map", "roughness", "metalness", "opacity"):
        texture = hold(hold(getattr(pbr, slot)).texture)
        if texture is not None:
            maps[slot] = Path(texture.relative_filename).name
            contents[slot] = bytes(hold(texture.content))
    color = hold(hold(pbr.base_color).value_vec4)
    return FbxMaterial(
        name=material.name,
        base_color=(color.x, color.y, color.z),
        roughness=hold(hold(pbr.roughness).value_vec4).x,
        metalness=hold(hold(pbr.metalness).value_vec4).x,
        maps=maps,
        contents=contents,
    )
