"""Wavefront OBJ with MTL, including the physically based lines (`Pr`, `Pm`, `map_Pr`, `norm`).

VTK's own importer knows neither those nor UVs that are indexed apart from the vertices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOImage import vtkImageReader2Factory

from opus_studio.ui.preview.result import MeshArrays, Surface, TextureArrays
from opus_studio.ui.preview.tangents import quick_tangents

_Corner = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class ObjGroup:
    """The triangles that wear one material."""

    mesh: MeshArrays
    surface: Surface


@dataclass(frozen=True, eq=False)
class ObjModel:
    """What an OBJ file holds."""

    groups: tuple[ObjGroup, ...]
    textures: Mapping[str, TextureArrays]


@dataclass
class _Lines:
    """The file's lines by what they say."""

    positions: list[list[float]] = field(default_factory=list)
    uvs: list[list[float]] = field(default_factory=list)
    normals: list[list[float]] = field(default_factory=list)
    faces: dict[str, list[list[_Corner]]] = field(default_factory=lambda: defaultdict(list))
    libraries: list[str] = field(default_factory=list)


def read_obj(path: Path) -> ObjModel:
    """Read a file and the materials beside it.

    Raises:
        OSError: The file cannot be read.
        ValueError: A line is not what it should be.
    """
    lines = _parse(path)
    materials: dict[str, dict[str, str]] = {}
    for library in lines.libraries:
        beside = path.parent / library
        if beside.is_file():
            materials.update(_read_mtl(beside))
    textures: dict[str, TextureArrays] = {}
    groups = []
    for name, faces in lines.faces.items():
        surface, worn = _surface(name, materials.get(name, {}), path.parent)
        if worn is not None:
            textures[worn.key] = worn
        groups.append(ObjGroup(_mesh(faces, lines, tangents=worn is not None), surface))
    return ObjModel(tuple(groups), textures)


def _parse(path: Path) -> _Lines:
    lines, material = _Lines(), ""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            word, _, rest = line.strip().partition(" ")
            if word == "v":
                lines.positions.append([float(x) for x in rest.split()[:3]])
            elif word == "vt":
                lines.uvs.append([float(x) for x in rest.split()[:2]])
            elif word == "vn":
                lines.normals.append([float(x) for x in rest.split()[:3]])
            elif word == "f":
                corners = [_corner(text, lines) for text in rest.split()]
                fan = [[corners[0], b, c] for b, c in pairwise(corners[1:])]
                lines.faces[material].extend(fan)
            elif word == "usemtl":
                material = rest.strip()
            elif word == "mtllib":
                lines.libraries.append(rest.strip())
    return lines


def _corner(text: str, lines: _Lines) -> _Corner:
    """`position/uv/normal` as indices from 0; -1 for what is not given."""
    counts = (len(lines.positions), len(lines.uvs), len(lines.normals))
    given = [*text.split("/"), "", ""][:3]
    indices = [
        -1 if not word else int(word) - 1 if int(word) > 0 else count + int(word)
        for word, count in zip(given, counts, strict=True)
    ]
    return (indices[0], indices[1], indices[2])


def _mesh(faces: Sequence[Sequence[_Corner]], lines: _Lines, *, tangents: bool) -> MeshArrays:
    corners = np.array(faces, np.int64).reshape(-1, 3)
    unique, inverse = np.unique(corners, axis=0, return_inverse=True)
    triangles = np.ascontiguousarray(inverse.reshape(-1, 3), np.int32)
    positions = np.array(lines.positions, np.float32)[unique[:, 0]]
    uvs = np.zeros((len(unique), 2), np.float32)
    if lines.uvs:
        uvs = np.where(
            unique[:, 1:2] >= 0, np.array(lines.uvs, np.float32)[unique[:, 1]], np.float32(0)
        )
    if lines.normals and (unique[:, 2] >= 0).all():
        normals = np.array(lines.normals, np.float32)[unique[:, 2]]
    else:
        positions, uvs, normals, triangles = _flat_shaded(positions, uvs, triangles)
    along = quick_tangents(positions, uvs, triangles) if tangents else None
    return MeshArrays(positions, normals, np.ascontiguousarray(uvs), along, triangles)


def _flat_shaded(
    positions: NDArray[np.float32], uvs: NDArray[np.float32], triangles: NDArray[np.int32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]:
    """Every triangle with corners of its own and its plane's normal."""
    corners = positions[triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-20)
    normals = np.repeat(across, 3, axis=0).astype(np.float32)
    apart = np.arange(triangles.size, dtype=np.int32).reshape(-1, 3)
    return corners.reshape(-1, 3), uvs[triangles].reshape(-1, 2), normals, apart


def _read_mtl(path: Path) -> dict[str, dict[str, str]]:
    """Each material's lines by their first word."""
    materials: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "newmtl":
            current = materials.setdefault(rest.strip(), {})
        elif word:
            current[word] = rest.strip()
    return materials


def _surface(
    name: str, lines: Mapping[str, str], folder: Path
) -> tuple[Surface, TextureArrays | None]:
    """A material's look, and its maps."""
    color = _floats(lines.get("Kd", "0.45 0.45 0.45"))
    shininess = _floats(lines.get("Ns", "50"))[0]
    opacity = _floats(lines.get("d", "1"))[0]
    roughness = float(np.sqrt(2.0 / (max(shininess, 0.0) + 2.0)))
    if "Pr" in lines:
        roughness = _floats(lines["Pr"])[0]
    maps = _maps(name, lines, folder)
    emission = _floats(lines.get("Ke", "0 0 0"))
    surface = Surface(
        name,
        color=(color[0], color[1], color[2]),
        metallic=_floats(lines.get("Pm", "0"))[0],
        roughness=float(np.clip(roughness, 0.0, 1.0)),
        opacity=opacity,
        glass=opacity < 1.0,
        ior=max(_floats(lines.get("Ni", "1.5"))[0], 1.0),
        emission=(emission[0], emission[1], emission[2]),
        double_sided=True,
        texture="" if maps is None else maps.key,
    )
    return surface, maps


def _maps(name: str, lines: Mapping[str, str], folder: Path) -> TextureArrays | None:
    """The texture set, the grey maps packed into one; None without a base colour map."""
    base = _picture(lines.get("map_Kd"), folder)
    if base is None:
        return None
    rough, metal = (_picture(lines.get(word), folder) for word in ("map_Pr", "map_Pm"))
    orm = None
    if rough is not None or metal is not None:
        known = rough if rough is not None else metal
        assert known is not None
        orm = np.full((*known.shape[:2], 3), 255, np.uint8)
        for channel, grey in ((1, rough), (2, metal)):
            if grey is not None and grey.shape[:2] == orm.shape[:2]:
                orm[..., channel] = grey[..., 0]
    normal = _picture(lines.get("norm"), folder)
    return TextureArrays(f"{folder}:{name}", base, None if normal is None else normal[..., :3], orm)


def _picture(value: str | None, folder: Path) -> NDArray[np.uint8] | None:
    """`(h, w, c)` pixels of the file that a line names last, bottom row first."""
    if not value:
        return None
    path = folder / value.split()[-1]
    reader = vtkImageReader2Factory.CreateImageReader2(str(path)) if path.is_file() else None
    if reader is None:
        return None
    reader.SetFileName(str(path))
    reader.Update()
    image = reader.GetOutput()
    width, height, _ = image.GetDimensions()
    scalars = vtk_to_numpy(image.GetPointData().GetScalars())
    return scalars.reshape(height, width, -1).astype(np.uint8)


def _floats(text: str) -> list[float]:
    return [float(word) for word in text.split()]
