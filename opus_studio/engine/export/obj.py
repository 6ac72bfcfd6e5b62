"""Wavefront OBJ with an MTL that carries the PBR lines (`Pr`, `Pm`, `map_Pr`, `map_Pm`, `norm`).

OBJ knows no tree and no instances: every node becomes an object of its own, in world space, metres.
The PBR lines are those of the "Physically-Based Rendering" addition to MTL (Exocortex); readers
differ in what they take of it: Blender reads roughness and metalness but not `norm`, three.js and
VTK read none. What they show instead is the Phong surface of the same mean roughness. Who wants
the whole material takes GLB.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.export.gltf import texture_files
from opus_studio.engine.export.images import TEXTURE_FOLDER, Image, split_maps
from opus_studio.engine.export.job import ExportJob, TextureUse
from opus_studio.engine.export.png_reader import Picture
from opus_studio.engine.export.prepare import Geometry, PreparedMaterial, unique_names

_REFLECTANCE: Final = 0.04  # of a dielectric seen straight on (glTF 2.0, B.2.2)
_ROWS: Final = 16384  # formatted at a time: bounds the memory that the text takes


def write_obj(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.obj` and `<name>.mtl`; the textures stand in their folder already."""
    path, library = job.file("obj"), job.file("mtl")
    names = dict(
        zip(
            map(id, job.scene.materials),
            unique_names((m.name for m in job.scene.materials), _token, "_"),
            strict=True,
        )
    )
    library.write_text(_library(job, names), encoding="utf-8", newline="\n")
    with path.open("wb") as file:
        _write_model(file, job, names)
    return (path, library, *texture_files(job, TextureUse.SPLIT_BESIDE))


def _token(name: str) -> str:
    """A name without blanks, which end a name in OBJ and MTL."""
    return re.sub(r"\s+", "_", name.strip())


def _write_model(file: IO[bytes], job: ExportJob, names: dict[int, str]) -> None:
    header = f"# Opus Studio; metres, Y up\n# {job.extras_text}\nmtllib {job.name}.mtl\n"
    file.write(header.encode())
    vertices = coordinates = 0
    for node, world in job.scene.root.walk():
        if node.body is None:
            continue
        file.write(f"o {_token(node.name)}\n".encode())
        for surface in node.body.surfaces:
            geometry = surface.geometry
            file.write(f"usemtl {names[id(surface.material)]}\n".encode())
            _write_vertices(file, geometry, world)
            _write_faces(file, geometry, vertices, coordinates)
            vertices += len(geometry.positions)
            coordinates += 0 if geometry.uvs is None else len(geometry.uvs)


def _write_vertices(file: IO[bytes], geometry: Geometry, world: NDArray[np.float64]) -> None:
    positions = geometry.positions @ world[:3, :3].T + world[:3, 3]
    normals = geometry.normals @ world[:3, :3].T
    _write_rows(file, "v %.6f %.6f %.6f\n", positions)
    if geometry.uvs is not None:
        _write_rows(file, "vt %.5f %.5f\n", geometry.uvs)
    _write_rows(file, "vn %.4f %.4f %.4f\n", normals)


def _write_faces(file: IO[bytes], geometry: Geometry, vertices: int, coordinates: int) -> None:
    """Vertices and normals share their numbers; texture coordinates have their own."""
    corners = geometry.triangles.astype(np.int64) + (vertices + 1)
    if geometry.uvs is None:
        _write_rows(file, "f %d//%d %d//%d %d//%d\n", np.repeat(corners, 2, axis=1))
        return
    offset = coordinates - vertices
    table = np.repeat(corners, 3, axis=1)
    table[:, 1::3] += offset
    _write_rows(file, "f %d/%d/%d %d/%d/%d %d/%d/%d\n", table)


def _write_rows(file: IO[bytes], pattern: str, rows: NDArray[np.generic]) -> None:
    """Format a table with one `%` for each block of rows, ten times faster than row by row."""
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        file.write((pattern * len(block) % tuple(block.ravel().tolist())).encode("ascii"))


def _library(job: ExportJob, names: dict[int, str]) -> str:
    blocks = [_material(job, material, names[id(material)]) for material in job.scene.materials]
    return "# Opus Studio\n" + "\n".join(blocks)


def phong_exponent(roughness: float) -> float:
    """The Phong exponent of a roughness 0..1, at most 1000, which MTL allows.

    Beckmann's width squared is 2 / (exponent + 2) (Walter et al. 2007, "Microfacet Models for
    Refraction through Rough Surfaces"); the width is the square of the roughness.
    """
    return min(1000.0, max(1.0, 2.0 / max(roughness, 0.03) ** 4 - 2.0))


def _mean(image: Image) -> float:
    """The mean of a grey image, 0..1."""
    return float(Picture(image.content()).channel(0).mean()) / 255.0


def _material(job: ExportJob, material: PreparedMaterial, name: str) -> str:
    look = material.look
    maps = split_maps(material)
    color = (1.0, 1.0, 1.0) if maps else look.base_color_factor[:3]
    roughness, metallic = look.roughness_factor, look.metallic_factor
    shown = roughness if maps is None else _mean(job.images[maps.roughness])
    opacity = look.base_color_factor[3]
    emission = [value * look.emission_strength for value in look.emission]
    lines = [
        f"newmtl {name}",
        "Ka 0 0 0",
        f"Kd {_numbers(color)}",
        f"Ks {_numbers([_REFLECTANCE] * 3)}",
        f"Ke {_numbers(emission)}",
        f"Ns {phong_exponent(shown):.4g}",
        f"Ni {look.ior:.4g}",
        f"d {opacity:.4g}",
        f"illum {7 if opacity < 1.0 else 2}",
        f"Pr {roughness:.4g}",
        f"Pm {metallic:.4g}",
    ]
    if maps is not None:
        lines += [
            f"map_Kd {TEXTURE_FOLDER}/{maps.base_color.file_name}",
            f"map_Pr {TEXTURE_FOLDER}/{maps.roughness.file_name}",
            f"map_Pm {TEXTURE_FOLDER}/{maps.metallic.file_name}",
            f"norm {TEXTURE_FOLDER}/{maps.normal.file_name}",
        ]
        if maps.opacity is not None:
            lines.append(f"map_d {TEXTURE_FOLDER}/{maps.opacity.file_name}")
    return "\n".join(lines) + "\n"


def _numbers(values: tuple[float, ...] | list[float]) -> str:
    return " ".join(f"{value:.6g}" for value in values)
