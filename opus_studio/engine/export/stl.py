"""STL, binary: every volume in one file, for printing.

What bounds no volume (print on a page, gilding, cloth of one layer) cannot be printed and is left
out, so that each edge in the file has a face on both sides.

STL has neither units nor an up axis; the programs that print read millimetres with Z up, so that
is what is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.export.job import ExportJob
from opus_studio.engine.export.prepare import PreparedNode

_RECORD: Final = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("spare", "<u2")])
_MILLIMETRES_Z_UP: Final = 1000.0 * np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], np.float64)


def write_stl(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.stl`: millimetres, Z up.

    Raises:
        ValueError: Nothing in the scene bounds a volume.
    """
    path = job.file("stl")
    count = sum(
        len(surface.geometry.solid)
        for node, _ in job.scene.root.walk()
        if node.body is not None
        for surface in node.body.surfaces
    )
    if not count:
        raise ValueError("Nothing in this model bounds a volume, so there is nothing to print.")
    with path.open("wb") as file:
        # The header must not begin with "solid", which would mean the text form.
        file.write(b"Opus Studio, millimetres, Z up".ljust(80))
        file.write(count.to_bytes(4, "little"))
        for node, world in job.scene.root.walk():
            for records in _records(node, world):
                file.write(records.data)
    return (path,)


def _records(node: PreparedNode, world: NDArray[np.float64]) -> list[NDArray[np.void]]:
    """The triangles that a node draws, in the file's units, normals from their corners."""
    surfaces = () if node.body is None else node.body.surfaces
    turn = _MILLIMETRES_Z_UP @ world[:3, :3]
    shift = _MILLIMETRES_Z_UP @ world[:3, 3]
    result = []
    for surface in surfaces:
        points = surface.geometry.positions @ turn.T + shift
        corners = points[surface.geometry.solid]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        records = np.zeros(len(corners), _RECORD)
        records["normal"] = normals / np.where(lengths > 0.0, lengths, 1.0)
        records["corners"] = corners
        result.append(records)
    return result
