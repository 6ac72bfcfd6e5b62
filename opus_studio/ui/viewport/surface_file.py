"""STL and PLY: triangles without materials, read by pyvista."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import pyvista as pv
from pyvista.core.utilities.observers import Observer

from opus_studio.ui.preview.result import MeshArrays, Surface, Triple
from opus_studio.ui.viewport.image_maps import mean_linear
from opus_studio.ui.viewport.parsed_model import ParsedGroup, ParsedModel

_SHARP: Final = 30.0
"""Degrees between two triangles from which on the edge between them is sharp."""

_GREY: Final[Triple] = (0.45, 0.45, 0.45)
_METRES_Y_UP: Final = 0.001 * np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], np.float32)
"""STL tells neither unit nor up; programs that print take millimetres and Z up, and ours writes
them."""


def read_surface(path: Path) -> ParsedModel:
    """Read an STL or PLY file; PLY's coordinates are taken as metres, Y up.

    Colours of a PLY's vertices are shown as their mean.

    Raises:
        OSError: It cannot be read.
        ValueError, RuntimeError: It is damaged.
    """
    data = _read(path).extract_surface(algorithm=None).triangulate()
    if not data.n_cells or not data.is_all_triangles:
        return ParsedModel(())
    color = _mean_color(data)
    data = data.compute_normals(
        cell_normals=False, split_vertices=True, feature_angle=_SHARP, non_manifold_traversal=False
    )
    positions = np.array(data.points, np.float32)
    normals = np.array(data.point_data.active_normals, np.float32)
    if not np.isfinite(positions).all():
        raise ValueError("a position is no number")
    if path.suffix.lower() == ".stl":
        positions = positions @ _METRES_Y_UP.T
        normals = normals @ (_METRES_Y_UP.T * np.float32(1000.0))
    triangles = np.array(data.regular_faces, np.int32)
    uvs = np.zeros((len(positions), 2), np.float32)
    mesh = MeshArrays(
        np.ascontiguousarray(positions), np.ascontiguousarray(normals), uvs, None, triangles
    )
    surface = Surface("No material", color=color, double_sided=True)
    return ParsedModel((ParsedGroup(mesh, surface),))


def _read(path: Path) -> pv.PolyData:
    """The file's data; VTK opens it under a plain name and says what is wrong by an exception."""
    with tempfile.TemporaryDirectory(prefix="opus-model-") as folder:
        plain = Path(folder) / f"model{path.suffix.lower()}"
        try:
            plain.symlink_to(path.resolve())
        except OSError:  # Windows lets few users make links
            shutil.copyfile(path, plain)
        # The reader object and not `pv.read`, which also warns and writes to the root logger.
        reader = pv.get_reader(plain)
        errors, warnings = Observer(log=False), Observer("WarningEvent", log=False)
        errors.observe(reader.reader)
        warnings.observe(reader.reader)
        data = reader.read()
    if errors.has_event_occurred():
        raise ValueError("its content is not what its kind of file holds")
    if not isinstance(data, pv.PolyData):
        raise ValueError("it holds no surface")
    return data


def _mean_color(data: pv.PolyData) -> Triple:
    for name in ("RGB", "RGBA"):
        colors = data.point_data.get(name, None)
        if colors is not None and colors.dtype == np.uint8 and colors.ndim == 2 and len(colors):
            return mean_linear(colors[:, None])
    return _GREY
