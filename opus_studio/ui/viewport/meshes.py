"""Numpy arrays as VTK objects, without copies where VTK allows it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkTexture

from opus_studio.ui.preview.result import MeshArrays


def triangle_cells(triangles: NDArray[np.int32]) -> vtkCellArray:
    """Cells of `(m, 3)` indices."""
    offsets = np.arange(0, 3 * len(triangles) + 1, 3, dtype=np.int32)
    cells = vtkCellArray()
    cells.SetData(
        numpy_to_vtk(offsets), numpy_to_vtk(np.ascontiguousarray(triangles, np.int32).reshape(-1))
    )
    return cells


def polydata(mesh: MeshArrays) -> vtkPolyData:
    """A mesh for a mapper; it shares the arrays' memory."""
    points = vtkPoints()
    points.SetData(numpy_to_vtk(mesh.positions))
    data = vtkPolyData()
    data.SetPoints(points)
    data.SetPolys(triangle_cells(mesh.triangles))
    attributes = data.GetPointData()
    attributes.SetNormals(numpy_to_vtk(mesh.normals))
    attributes.SetTCoords(numpy_to_vtk(mesh.uvs))
    if mesh.tangents is not None:
        tangents = numpy_to_vtk(mesh.tangents)
        tangents.SetName("Tangents")
        attributes.SetTangents(tangents)
    return data


def texture(pixels: NDArray[np.uint8], *, srgb: bool) -> vtkTexture:
    """A repeating, mipmapped texture of `(h, w, c)` pixels; row 0 at V = 0."""
    height, width, channels = pixels.shape
    image = vtkImageData()
    image.SetDimensions(width, height, 1)
    image.GetPointData().SetScalars(
        numpy_to_vtk(np.ascontiguousarray(pixels).reshape(-1, channels))
    )
    made = vtkTexture()
    made.SetInputDataObject(image)
    made.SetColorModeToDirectScalars()
    made.SetUseSRGBColorSpace(srgb)
    made.RepeatOn()
    made.MipmapOn()
    made.InterpolateOn()
    made.SetMaximumAnisotropicFiltering(8)
    return made
