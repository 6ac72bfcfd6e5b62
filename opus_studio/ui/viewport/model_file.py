"""A finished model file as what the viewport draws: the same arrays as a preview's."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.ui.preview.result import Draw, MeshArrays, Statistics, Surface, TextureArrays
from opus_studio.ui.preview.shadow import ground_shadow
from opus_studio.ui.viewport.asset_size import box_of_size, nominal_size
from opus_studio.ui.viewport.cancellation import (
    Cancelled,
    ReadCancelled,
    never,
    raise_if_cancelled,
)
from opus_studio.ui.viewport.displayed_model import DisplayedModel, ModelFileError
from opus_studio.ui.viewport.image_maps import EncodedSet, decode_sets, mean_linear
from opus_studio.ui.viewport.parsed_model import ParsedGroup, ParsedModel

__all__ = ["SUFFIXES", "ModelFile", "ModelFileError", "ReadCancelled", "read_model"]

SUFFIXES: Final = (".glb", ".gltf", ".obj", ".stl", ".ply")
"""What can be shown."""

_DAMAGED: Final = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    RuntimeError,
    struct.error,
)
"""What the readers raise for a file whose content is not as its format says."""

_numbers = count(1)


@dataclass(frozen=True, eq=False)
class ModelFile:
    """A file, read.

    Attributes:
        meshes: The meshes, in the world.
        draws: What is drawn.
        surfaces: The distinct materials.
        textures: Texture sets by key; no other reading gives the same keys.
        displayed: The model's figures.
        shadow: `(h, w)` uint8 darkness of the ground under the model, or None.
        shadow_bounds: Lowest X, lowest Z, highest X, highest Z of the shadow picture, metres.
    """

    meshes: tuple[MeshArrays, ...] = ()
    draws: tuple[Draw, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    textures: Mapping[str, TextureArrays] = field(default_factory=dict)
    displayed: DisplayedModel = field(default_factory=DisplayedModel)
    shadow: NDArray[np.uint8] | None = None
    shadow_bounds: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def read_model(path: Path, cancelled: Cancelled = never) -> ModelFile:
    """Read a file; slow, for a thread of its own. Touches no graphics card.

    Args:
        path: Of a kind in `SUFFIXES`.
        cancelled: Asked between steps, also in threads of the reader's own.

    Raises:
        ModelFileError: There is no such file, it is of another kind, damaged, or nothing is in it.
        ReadCancelled: `cancelled` says so.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        allowed = ", ".join(SUFFIXES)
        raise ModelFileError(f"{path.name} cannot be shown; it can be one of {allowed}.")
    if not path.is_file():
        raise ModelFileError(f"There is no file {path}.")
    try:
        parsed = _parsed(path, suffix, cancelled)
    except (ModelFileError, ReadCancelled):
        raise
    except OSError as error:
        raise ModelFileError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except MemoryError as error:
        raise ModelFileError(f"{path.name} is larger than the memory.") from error
    except _DAMAGED as error:
        what = f"{type(error).__name__} {error}" if isinstance(error, KeyError) else str(error)
        raise ModelFileError(f"{path.name} is damaged: {what.rstrip('.')}.") from error
    if not parsed.groups:
        raise ModelFileError(f"{path.name} holds no surface that can be shown.")
    return _assembled(path, parsed, cancelled)


def _parsed(path: Path, suffix: str, cancelled: Cancelled) -> ParsedModel:
    if suffix in (".glb", ".gltf"):
        from opus_studio.ui.viewport.gltf_reader import read_gltf

        return read_gltf(path, cancelled)
    if suffix == ".obj":
        from opus_studio.ui.viewport.wavefront import read_obj

        return read_obj(path, cancelled)
    from opus_studio.ui.viewport.surface_file import read_surface

    return read_surface(path)


def _assembled(path: Path, parsed: ParsedModel, cancelled: Cancelled) -> ModelFile:
    number = next(_numbers)
    keys: dict[EncodedSet, str] = {}
    for group in parsed.groups:
        if group.images is not None:
            keys.setdefault(group.images, f"file {number} set {len(keys) + 1}")
    textures = decode_sets({key: one for one, key in keys.items()}, cancelled)
    surfaces: dict[Surface, int] = {}
    draws = []
    for index, group in enumerate(parsed.groups):
        key = "" if group.images is None else keys[group.images]
        surface = _textured(group.surface, textures.get(key))
        place = surfaces.setdefault(surface, len(surfaces))
        draws.append(Draw(index, place, None, group.slot, group.node))
    raise_if_cancelled(cancelled)
    displayed = _figures(path, parsed.groups, len(surfaces), _memory(textures.values()))
    solid = [
        (group.mesh.positions, group.mesh.triangles)
        for group in parsed.groups
        if group.surface.opacity > 0.5
    ]
    shadow, shadow_bounds = ground_shadow(solid, displayed.bounds)
    meshes = tuple(group.mesh for group in parsed.groups)
    return ModelFile(
        meshes, tuple(draws), tuple(surfaces), textures, displayed, shadow, shadow_bounds
    )


def _textured(surface: Surface, maps: TextureArrays | None) -> Surface:
    """The surface in its maps, and its mean colour for while they are not there."""
    if maps is None:
        return replace(
            surface,
            plain_color=surface.color,
            plain_metallic=surface.metallic,
            plain_roughness=surface.roughness,
        )
    red, green, blue = (f * m for f, m in zip(surface.color, mean_linear(maps.base), strict=True))
    rough, metal = 1.0, 1.0
    if maps.orm is not None:
        _, rough, metal = (maps.orm[::8, ::8].reshape(-1, 3).mean(axis=0) / 255.0).tolist()
    return replace(
        surface,
        texture=maps.key,
        plain_color=(red, green, blue),
        plain_metallic=surface.metallic * metal,
        plain_roughness=surface.roughness * rough,
    )


def _figures(
    path: Path, groups: Sequence[ParsedGroup], materials: int, memory: int
) -> DisplayedModel:
    boxes: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for group in groups:
        positions = group.mesh.positions
        box = np.stack([positions.min(0), positions.max(0)]).astype(np.float64)
        boxes[group.slot].append(box)
    bounds = _around([box for found in boxes.values() for box in found])
    parts = [_around(found) for found in boxes.values()]
    size_bounds = box_of_size(parts, bounds, nominal_size(path))
    width, height, depth = (size_bounds[1] - size_bounds[0]).tolist()
    statistics = Statistics(
        triangles=sum(len(group.mesh.triangles) for group in groups),
        vertices=sum(len(group.mesh.positions) for group in groups),
        materials=materials,
        texture_memory=memory,
        size=(width, height, depth),
    )
    return DisplayedModel(bounds, size_bounds, statistics, is_empty=False)


def _around(boxes: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    corners = np.stack(boxes)
    return np.stack([corners[:, 0].min(0), corners[:, 1].max(0)])


def _memory(sets: Iterable[TextureArrays]) -> int:
    """Bytes of the maps, each counted once."""
    maps = {id(a): a.nbytes for s in sets for a in (s.base, s.normal, s.orm) if a is not None}
    return sum(maps.values())
