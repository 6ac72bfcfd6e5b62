"""Measures the actors of a model file: its box, its figures, its shadow on the ground."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkActor, vtkTexture

from opus_studio.protocol import OUTPUT_NAME
from opus_studio.ui.preview.result import Statistics, Triple
from opus_studio.ui.preview.shadow import ground_shadow
from opus_studio.ui.viewport.displayed_model import DisplayedModel
from opus_studio.ui.viewport.model_scene import Imported

"""Stands beside every asset of ours and says, among other things, its size."""

_SAME: Final = 1.5e-3
"""Metres that a box may differ from the size that the record tells."""


@dataclass(eq=False)
class _Tally:
    """What is counted while going through the actors."""

    vertices: int = 0
    triangles: int = 0
    memory: int = 0
    textures: set[str] = field(default_factory=set)
    solid: list[tuple[NDArray[np.float32], NDArray[np.int32]]] = field(default_factory=list)
    boxes: dict[str, list[NDArray[np.float64]]] = field(default_factory=lambda: defaultdict(list))


def measured(
    actors: Iterable[tuple[vtkActor, str]], materials: int, size: Triple | None = None
) -> Imported:
    """The actors with what is needed to stand them on a stage; touches no graphics card.

    Args:
        actors: Each with its slot.
        materials: How many the user would count.
        size: Width, height and depth that the asset's record tells, metres; None is the box.
    """
    chosen = [(actor, slot) for actor, slot in actors if actor.GetMapper() is not None]
    tally = _Tally()
    for actor, slot in chosen:
        _count(tally, actor, slot)
    if not tally.boxes:
        return Imported((), DisplayedModel(), None)
    bounds = _around([box for boxes in tally.boxes.values() for box in boxes])
    parts = {slot: _around(boxes) for slot, boxes in tally.boxes.items()}
    name, size_bounds = _box_of_size(parts, bounds, size)
    width, height, depth = (size_bounds[1] - size_bounds[0]).tolist()
    statistics = Statistics(
        tally.triangles,
        tally.vertices,
        materials,
        tally.memory,
        (width, height, depth),
        (name.rpartition("_")[2],) if name else (),
    )
    shadow, shadow_bounds = ground_shadow(tally.solid, bounds)
    displayed = DisplayedModel(bounds, size_bounds, statistics, is_empty=False)
    return Imported(tuple(chosen), displayed, shadow, shadow_bounds)


def size_beside(path: Path) -> Triple | None:
    """The nominal size, metres, in the record beside an asset's file; None where there is none.

    It speaks of the asset's main part: a window's is its frame's, without the sill.
    """
    try:
        record = json.loads((path.parent / OUTPUT_NAME).read_text(encoding="utf-8"))
        if record["model"] != path.stem:
            return None
        size = record.get("nominal_size_m") or record["size_m"]  # older records know one size
        width, height, depth = (float(edge) for edge in size)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (width, height, depth)


def _box_of_size(
    parts: Mapping[str, NDArray[np.float64]], bounds: NDArray[np.float64], size: Triple | None
) -> tuple[str, NDArray[np.float64]]:
    """Slot (or empty) and box of which the size speaks: else a box of that size inside."""
    if size is None or np.any(np.array(size) > bounds[1] - bounds[0] + _SAME):
        return "", bounds
    for name, box in {"": bounds, **parts}.items():
        if np.all(np.abs(box[1] - box[0] - size) < _SAME):
            return name, box
    low, high = bounds
    half = np.array(size) / 2
    middle = (low + high) / 2
    middle[1] = low[1] + half[1]
    return "", np.stack([middle - half, middle + half])


def _count(tally: _Tally, actor: vtkActor, slot: str) -> None:
    positions, triangles = _world_triangles(actor)
    if not len(positions):
        return
    tally.vertices += len(positions)
    tally.triangles += actor.GetMapper().GetInput().GetNumberOfPolys()
    tally.boxes[slot].append(np.stack([positions.min(0), positions.max(0)]).astype(np.float64))
    look = actor.GetProperty()
    if look.GetOpacity() > 0.5:
        tally.solid.append((positions, triangles))
    for name in ("albedoTex", "normalTex", "materialTex"):
        worn = look.GetTexture(name)
        if worn is not None:
            tally.memory += _texture_bytes(worn, tally.textures)


def _around(boxes: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    corners = np.stack(boxes)
    return np.stack([corners[:, 0].min(0), corners[:, 1].max(0)])


def _world_triangles(actor: vtkActor) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    data = actor.GetMapper().GetInput()
    if data is None or not data.GetNumberOfPoints() or not data.GetNumberOfPolys():
        return np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)
    matrix = np.array([actor.GetMatrix().GetElement(i, j) for i in range(4) for j in range(4)])
    matrix = matrix.reshape(4, 4)
    points = vtk_to_numpy(data.GetPoints().GetData())
    world = (points @ matrix[:3, :3].T + matrix[:3, 3]).astype(np.float32)
    cells = data.GetPolys()
    connectivity = vtk_to_numpy(cells.GetConnectivityArray())
    offsets = vtk_to_numpy(cells.GetOffsetsArray())
    if len(connectivity) == 3 * (len(offsets) - 1):
        return world, connectivity.reshape(-1, 3).astype(np.int32)
    first = offsets[:-1]
    return world, np.stack([connectivity[first + k] for k in range(3)], axis=1).astype(np.int32)


def _texture_bytes(texture: vtkTexture, seen: set[str]) -> int:
    """Bytes of a picture that was not counted yet.

    Pictures are told apart by their own address: Python's wrapper of the same picture, and with
    it the wrapper's `id`, is made anew whenever one asks.
    """
    image = texture.GetInput()
    if image is None or (address := image.GetAddressAsString("vtkImageData")) in seen:
        return 0
    seen.add(address)
    return int(image.GetPointData().GetScalars().GetDataSize())
