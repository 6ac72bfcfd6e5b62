"""Wavefront OBJ with MTL, including the physically based lines (`Pr`, `Pm`, `map_Pr`, `norm`).

Pyvista's `import_obj` gives every part of a window of ours Phong shading and a roughness of 0.5,
drops `Pr`, `Pm`, `map_Pr`, `map_Pm` and `norm`, and leaves the parts without UVs (its glass) empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import MeshArrays, Surface
from opus_studio.ui.preview.tangents import quick_tangents
from opus_studio.ui.viewport.cancellation import Cancelled, raise_if_cancelled
from opus_studio.ui.viewport.image_maps import AlphaMode, Channel, EncodedSet, ImageSource
from opus_studio.ui.viewport.parsed_model import ParsedGroup, ParsedModel
from opus_studio.ui.viewport.triangle_meshes import flat_shaded

_COLUMNS: Final = {b"v": 3, b"vt": 2, b"vn": 3}
_ABSENT: Final = -1
_OPTION_VALUES: Final = {"-o": 3, "-s": 3, "-t": 3, "-mm": 2}
"""How many values an option of a map's line has, where it is not one."""

_Lines = Mapping[str, str]
"""A material's lines by their first word."""


@dataclass
class _Parsed:
    """The file's lines by what they say.

    Attributes:
        tables: Blocks of `(n, columns)` for `v`, `vt` and `vn`.
        counts: Rows in each of them so far.
        faces: By material, blocks of `(m, 3, 3)` int64: triangle, corner, and the indices of
            position, UV and normal from 0, -1 for none.
        libraries: Names of MTL files.
    """

    tables: dict[bytes, list[NDArray[np.float32]]] = field(
        default_factory=lambda: {word: [] for word in _COLUMNS}
    )
    counts: dict[bytes, int] = field(default_factory=lambda: dict.fromkeys(_COLUMNS, 0))
    faces: dict[str, list[NDArray[np.int64]]] = field(default_factory=lambda: defaultdict(list))
    libraries: list[str] = field(default_factory=list)

    def table(self, word: bytes) -> NDArray[np.float32]:
        """All rows of a kind."""
        empty = np.zeros((0, _COLUMNS[word]), np.float32)
        return np.concatenate([empty, *self.tables[word]])


def read_obj(path: Path, cancelled: Cancelled) -> ParsedModel:
    """Read a file and the materials beside it, without decoding its images.

    What wears one material is one group; its slot is the material's name.

    Raises:
        OSError: The file cannot be read.
        ValueError, IndexError: A line is not what it should be.
        ReadCancelled: `cancelled` says so.
    """
    parsed = _parse(path, cancelled)
    materials: dict[str, _Lines] = {}
    for library in parsed.libraries:
        beside = _beside(path.parent, library)
        if beside is not None:
            materials.update(_read_mtl(beside))
    images: dict[Path, ImageSource] = {}
    tables = (parsed.table(b"v"), parsed.table(b"vt"), parsed.table(b"vn"))
    if not all(np.isfinite(table).all() for table in tables):
        raise ValueError("a coordinate is no number")
    groups = []
    for name, blocks in parsed.faces.items():
        raise_if_cancelled(cancelled)
        lines = materials.get(name, {})
        worn = _encoded_set(lines, path.parent, images)
        mesh = _mesh(np.concatenate(blocks), tables, tangents=worn is not None)
        groups.append(ParsedGroup(mesh, _surface(name, lines, worn), worn, name, name))
    return ParsedModel(tuple(groups))


def _parse(path: Path, cancelled: Cancelled) -> _Parsed:
    """Take lines of one shape at a time: numpy then reads thousands in one stroke."""
    parsed, material = _Parsed(), ""
    data = path.read_bytes().replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")
    words = (line.split() for line in data.splitlines())
    for (word, width, slashes), block in groupby(filter(None, words), _shape):
        raise_if_cancelled(cancelled)
        if word in _COLUMNS:
            _take_rows(parsed, word, width, block)
        elif word == b"f" and width > 3:
            _take_faces(parsed.faces[material], parsed.counts, slashes, list(block))
        else:
            for line in block:
                rest = b" ".join(line[1:]).decode("utf-8", "replace")
                if word == b"usemtl":
                    material = rest
                elif word == b"mtllib":
                    parsed.libraries.append(rest)
    return parsed


def _shape(line: list[bytes]) -> tuple[bytes, int, int]:
    """What the lines of a block have in common: word, length, and the slashes of a corner."""
    return line[0], len(line), line[1].count(b"/") if line[0] == b"f" and len(line) > 1 else 0


def _take_rows(parsed: _Parsed, word: bytes, width: int, block: Iterable[list[bytes]]) -> None:
    columns = min(_COLUMNS[word], width - 1)
    values = [float(text) for line in block for text in line[1 : columns + 1]]
    given = np.array(values, np.float32).reshape(-1, columns) if columns else np.zeros((0, 0))
    rows = np.zeros((len(given), _COLUMNS[word]), np.float32)
    rows[:, :columns] = given
    parsed.tables[word].append(rows)
    parsed.counts[word] += len(rows)


def _take_faces(
    faces: list[NDArray[np.int64]],
    counts: Mapping[bytes, int],
    slashes: int,
    block: list[list[bytes]],
) -> None:
    """Corners `position/uv/normal` as triangles around each polygon's first one."""
    text = b" ".join(b" ".join(line[1:]) for line in block)
    numbers = [int(word) for word in text.replace(b"//", b"/0/").replace(b"/", b" ").split()]
    given = np.array(numbers, np.int64).reshape(len(block), -1, slashes + 1)[..., :3]
    corners = np.full((*given.shape[:2], 3), _ABSENT, np.int64)
    for column, word in zip(range(given.shape[2]), _COLUMNS, strict=False):
        values = given[..., column]
        corners[..., column] = np.where(values < 0, values + counts[word], values - 1)
    first = np.repeat(corners[:, :1], corners.shape[1] - 2, axis=1)
    fan = np.stack([first, corners[:, 1:-1], corners[:, 2:]], axis=2)
    faces.append(fan.reshape(-1, 3, 3))


def _mesh(
    corners: NDArray[np.int64], tables: tuple[NDArray[np.float32], ...], *, tangents: bool
) -> MeshArrays:
    for table, indices in zip(tables, corners.reshape(-1, 3).T, strict=True):
        if indices.max() >= len(table) or indices.min() < _ABSENT:
            raise ValueError("a face names a vertex that is not there")
    if corners[..., 0].min() < 0:
        raise ValueError("a face names a vertex that is not there")
    positions, uvs, normals = tables
    unique, inverse = _unique_rows(corners.reshape(-1, 3))
    triangles = np.ascontiguousarray(inverse.reshape(-1, 3), np.int32)
    chosen = positions[unique[:, 0]]
    at = np.zeros((len(unique), 2), np.float32)
    if len(uvs):
        at = np.where(unique[:, 1:2] >= 0, uvs[unique[:, 1]], np.float32(0))
    if len(normals) and (unique[:, 2] >= 0).all():
        mesh = MeshArrays(chosen, normals[unique[:, 2]], at, None, triangles)
    else:
        mesh = flat_shaded(chosen, at, triangles)
    along = quick_tangents(mesh.positions, mesh.uvs, mesh.triangles) if tangents else None
    return MeshArrays(mesh.positions, mesh.normals, mesh.uvs, along, mesh.triangles)


def _unique_rows(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct rows, and which of them each row is; as one number a row, which sorts fast."""
    span = [int(edge) + 2 for edge in rows.max(axis=0)]
    if span[0] * span[1] * span[2] > np.iinfo(np.int64).max:
        unique, inverse = np.unique(rows, axis=0, return_inverse=True)
        return unique, inverse
    key = ((rows[:, 0] + 1) * span[1] + rows[:, 1] + 1) * span[2] + rows[:, 2] + 1
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return rows[first], inverse


def _read_mtl(path: Path) -> dict[str, _Lines]:
    materials: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        word, *rest = line.strip().split(maxsplit=1) or [""]
        if word == "newmtl":
            current = materials.setdefault(" ".join(rest), {})
        elif word:
            current[word] = " ".join(rest)
    return dict(materials)


def _surface(name: str, lines: _Lines, images: EncodedSet | None) -> Surface:
    """A material's look; a map takes the place of its number.

    Without `Pr` the roughness follows from the Phong exponent: Beckmann's width squared is
    `2 / (exponent + 2)`, and the width is the square of the roughness.
    """
    color = _color(lines.get("Kd", ""), 0.45)
    opacity = min(max(_number(lines, "d", 1.0 - _number(lines, "Tr", 0.0)), 0.0), 1.0)
    shininess = max(_number(lines, "Ns", 50.0), 0.0)
    roughness = _number(lines, "Pr", (2.0 / (shininess + 2.0)) ** 0.25)
    rough = images is not None and images.roughness is not None
    metal = images is not None and images.metallic is not None
    return Surface(
        name or "No material",
        color=color,
        metallic=1.0 if metal else _number(lines, "Pm", 0.0),
        roughness=1.0 if rough else min(max(roughness, 0.0), 1.0),
        opacity=opacity,
        glass=opacity < 1.0,
        ior=max(_number(lines, "Ni", 1.5), 1.0),
        emission=_color(lines.get("Ke", ""), 0.0),
        coat=min(max(_number(lines, "Pc", 0.0), 0.0), 1.0),
        double_sided=True,
    )


def _encoded_set(lines: _Lines, folder: Path, images: dict[Path, ImageSource]) -> EncodedSet | None:
    """The images that a material's lines name and that are there."""
    found = {
        word: source
        for word in ("map_Kd", "map_Pr", "map_Pm", "map_d", "norm")
        if (source := _image(lines.get(word, ""), folder, images)) is not None
    }
    if not found:
        return None
    grey = {word: Channel(source, 0) for word, source in found.items()}
    mode: AlphaMode = "BLEND" if "map_d" in found else "OPAQUE"
    return EncodedSet(
        base=found.get("map_Kd"),
        normal=found.get("norm"),
        roughness=grey.get("map_Pr"),
        metallic=grey.get("map_Pm"),
        opacity=grey.get("map_d"),
        alpha_mode=mode,
    )


def _image(value: str, folder: Path, images: dict[Path, ImageSource]) -> ImageSource | None:
    path = None
    for name in _file_names(value):
        path = path or _beside(folder, name)
    if path is None:
        return None
    return images.setdefault(path, ImageSource(path.name, partial(_head, path)))


def _file_names(value: str) -> Iterator[str]:
    """What a map's line may mean: all of it, or what follows its options; names may have blanks."""
    if not value:
        return
    yield value
    words = value.split()
    while words and words[0].startswith("-"):
        words = words[1 + _OPTION_VALUES.get(words[0], 1) :]
        if words:
            yield " ".join(words)
    if words:
        yield words[-1]


def _beside(folder: Path, name: str) -> Path | None:
    """A file in the model's folder or below it; None for any other."""
    home = folder.resolve()
    for spelled in (name, name.replace("\\", "/")):
        try:
            path = (home / spelled).resolve()
            if path.is_relative_to(home) and path.is_file():
                return path
        except (OSError, ValueError):  # no name that a file can have
            continue
    return None


def _head(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _number(lines: _Lines, word: str, default: float) -> float:
    try:
        value = float(lines[word].split()[0])
    except (KeyError, ValueError, IndexError):
        return default
    return value if np.isfinite(value) else default


def _color(text: str, default: float) -> tuple[float, float, float]:
    """Linear RGB of a line; one number stands for all three."""
    try:
        values = [float(word) for word in text.split()[:3]]
    except ValueError:
        values = []
    if not values or not np.isfinite(values).all():
        return (default, default, default)
    return (values[0], values[1 % len(values)], values[2 % len(values)])
