"""What stands around the model: its contact shadow, the grid in metres, a person for scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from opus_studio.ui.preview.result import MeshArrays
from opus_studio.ui.viewport.meshes import polydata, texture


class GroundShadow:
    """A soft dark picture on the ground under the model."""

    def __init__(self) -> None:
        self.actor = vtkActor()
        self.actor.PickableOff()
        self.actor.UseBoundsOff()
        self.actor.ForceTranslucentOn()
        self.actor.VisibilityOff()
        look = self.actor.GetProperty()
        look.LightingOff()
        look.SetColor(1.0, 1.0, 1.0)
        look.BackfaceCullingOn()
        self._mapper = vtkPolyDataMapper()
        self.actor.SetMapper(self._mapper)
        self._pixels = np.empty((0, 0, 4), np.uint8)
        self._picture: vtkTexture | None = None

    def show(
        self,
        darkness: NDArray[np.uint8] | None,
        bounds: tuple[float, float, float, float],
        height: float,
    ) -> None:
        """Lay the picture (0 is no shadow) over `bounds` (low X, low Z, high X, high Z)."""
        self.actor.SetVisibility(darkness is not None)
        if darkness is None:
            return
        if self._picture is None or self._pixels.shape[:2] != darkness.shape:
            self._pixels = np.empty((*darkness.shape, 4), np.uint8)
            self._pixels[..., :3] = (18, 20, 26)
            self._picture = texture(self._pixels, srgb=False)
            self._picture.RepeatOff()
            self.actor.SetTexture(self._picture)
        self._pixels[..., 3] = darkness
        image = self._picture.GetInput()
        image.GetPointData().GetScalars().Modified()
        image.Modified()
        self._mapper.SetInputData(_square(bounds, height - 5e-4))


def _square(bounds: tuple[float, float, float, float], y: float) -> vtkPolyData:
    x0, z0, x1, z1 = bounds
    corners = np.array([[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]], np.float32)
    return polydata(
        MeshArrays(
            corners,
            np.tile(np.array([0, 1, 0], np.float32), (4, 1)),
            np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
            None,
            np.array([[0, 2, 1], [0, 3, 2]], np.int32),
        )
    )


def grid_actor(bounds: NDArray[np.float64], *, dark: bool) -> vtkActor:
    """Lines each metre, and each decimetre for small models, fading out with the distance."""
    low, high = bounds
    centre = (low + high)[[0, 2]] / 2
    extent = float(max(high[0] - low[0], high[2] - low[2], 0.2))
    reach = max(1.0, np.ceil(extent * 1.25))
    points: list[NDArray[np.float64]] = []
    alphas: list[NDArray[np.float64]] = []
    for step, strength in ((0.1, 0.30), (1.0, 0.75)):
        if step < 1.0 and reach > 3.0:
            continue
        count = int(reach / step)
        ticks = np.arange(-count, count + 1) * step
        line = np.linspace(-reach, reach, 25)
        for axis in (0, 1):
            a, b = np.meshgrid(ticks + np.round(centre[axis] / step) * step, line, indexing="ij")
            b = b + centre[1 - axis]
            xz = np.stack([a, b] if axis == 0 else [b, a], axis=-1)
            distance = np.linalg.norm((xz - centre) / reach, axis=-1)
            alphas.append(strength * np.clip(1.0 - distance, 0, 1) ** 1.2)
            points.append(np.insert(xz, 1, low[1] - 2e-4, axis=-1))
    rows = [p.reshape(-1, 3) for p in points]
    offset, segments = 0, []
    for p in points:
        index = np.arange(p.shape[0] * p.shape[1], dtype=np.int32).reshape(p.shape[:2]) + offset
        segments.append(np.stack([index[:, :-1], index[:, 1:]], axis=-1).reshape(-1, 2))
        offset += index.size
    alpha = np.concatenate([a.reshape(-1) for a in alphas])
    return _lines(np.concatenate(rows), np.concatenate(segments), alpha, dark=dark)


def _lines(
    points: NDArray[np.float64], segments: NDArray[np.int32], alpha: NDArray[np.float64], dark: bool
) -> vtkActor:
    data = vtkPolyData()
    vtk_points = vtkPoints()
    vtk_points.SetData(numpy_to_vtk(points.astype(np.float32)))
    data.SetPoints(vtk_points)
    cells = vtkCellArray()
    cells.SetData(
        numpy_to_vtk(np.arange(0, 2 * len(segments) + 1, 2, dtype=np.int32)),
        numpy_to_vtk(np.ascontiguousarray(segments).reshape(-1)),
    )
    data.SetLines(cells)
    tint = (205, 212, 222) if dark else (72, 82, 96)
    colors = np.empty((len(points), 4), np.uint8)
    colors[:, :3] = tint
    colors[:, 3] = (alpha * 255).astype(np.uint8)
    data.GetPointData().SetScalars(numpy_to_vtk(colors))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.ForceTranslucentOn()
    actor.PickableOff()
    actor.UseBoundsOff()
    return actor


def person_mesh() -> MeshArrays:
    """A calm standing figure, 1.75 m high, feet on the ground, made of smooth round limbs."""
    limbs: list[tuple[list[tuple[float, float, float]], list[tuple[float, float]]]] = [
        # path (x, y, z) and half axes (x, z) of the ellipse at each point: head and neck, trunk
        (
            [
                (0, 1.40, -0.01),
                (0, 1.46, 0.0),
                (0, 1.50, 0.01),
                (0, 1.55, 0.02),
                (0, 1.62, 0.02),
                (0, 1.69, 0.015),
                (0, 1.735, 0.01),
                (0, 1.75, 0.005),
            ],
            [
                (0.075, 0.065),
                (0.056, 0.056),
                (0.055, 0.06),
                (0.068, 0.085),
                (0.078, 0.098),
                (0.070, 0.088),
                (0.040, 0.055),
                (0.003, 0.003),
            ],
        ),
        (
            [
                (0, 0.80, 0),
                (0, 0.86, 0),
                (0, 0.95, 0),
                (0, 1.06, 0),
                (0, 1.18, 0.005),
                (0, 1.30, 0.005),
                (0, 1.39, -0.005),
                (0, 1.44, -0.01),
                (0, 1.465, -0.01),
            ],
            [
                (0.06, 0.05),
                (0.155, 0.105),
                (0.170, 0.118),
                (0.140, 0.098),
                (0.150, 0.105),
                (0.180, 0.110),
                (0.195, 0.090),
                (0.130, 0.070),
                (0.05, 0.045),
            ],
        ),
    ]
    for side in (-1, 1):
        limbs.append(
            (
                [
                    (side * 0.120, 1.430, -0.01),
                    (side * 0.165, 1.420, -0.01),
                    (side * 0.196, 1.365, -0.01),
                    (side * 0.212, 1.25, 0.0),
                    (side * 0.226, 1.10, 0.0),
                    (side * 0.240, 0.95, 0.02),
                    (side * 0.250, 0.84, 0.04),
                    (side * 0.253, 0.77, 0.05),
                    (side * 0.253, 0.70, 0.055),
                    (side * 0.250, 0.67, 0.055),
                ],
                [
                    (0.010, 0.02),
                    (0.040, 0.050),
                    (0.050, 0.055),
                    (0.044, 0.050),
                    (0.037, 0.043),
                    (0.034, 0.038),
                    (0.025, 0.029),
                    (0.028, 0.040),
                    (0.020, 0.030),
                    (0.003, 0.005),
                ],
            )
        )
        limbs.append(
            (
                [
                    (side * 0.080, 0.92, 0.0),
                    (side * 0.088, 0.82, 0.0),
                    (side * 0.090, 0.65, 0.005),
                    (side * 0.090, 0.48, 0.005),
                    (side * 0.092, 0.34, -0.01),
                    (side * 0.094, 0.18, -0.01),
                    (side * 0.096, 0.09, 0.0),
                    (side * 0.102, 0.05, 0.05),
                    (side * 0.106, 0.02, 0.06),
                    (side * 0.106, 0.0, 0.06),
                ],
                [
                    (0.070, 0.06),
                    (0.088, 0.095),
                    (0.072, 0.080),
                    (0.054, 0.060),
                    (0.052, 0.060),
                    (0.036, 0.042),
                    (0.038, 0.060),
                    (0.043, 0.110),
                    (0.045, 0.125),
                    (0.042, 0.120),
                ],
            )
        )
    meshes = [_limb(np.array(path, float), np.array(axes, float)) for path, axes in limbs]
    starts = np.cumsum([0, *(len(m.positions) for m in meshes)])
    return MeshArrays(
        np.concatenate([m.positions for m in meshes]),
        np.concatenate([m.normals for m in meshes]),
        np.concatenate([m.uvs for m in meshes]),
        None,
        np.concatenate([m.triangles + np.int32(s) for m, s in zip(meshes, starts, strict=False)]),
    )


def _limb(path: NDArray[np.float64], axes: NDArray[np.float64], around: int = 20) -> MeshArrays:
    """Ellipses in horizontal planes along a path, smoothed by Catmull-Rom, closed at both ends."""
    t = np.linspace(0, len(path) - 1, 4 * len(path))
    knots = np.concatenate([path, axes], axis=1)
    smooth = _catmull_rom(knots, t)
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    ring = np.stack([np.cos(angle), np.zeros(around), -np.sin(angle)], axis=-1)
    scale = np.stack([smooth[:, 3], np.zeros(len(t)), smooth[:, 4]], axis=-1)
    points = smooth[:, None, :3] + ring[None] * scale[:, None]
    along = np.gradient(points, axis=0)
    across = np.roll(points, -1, axis=1) - np.roll(points, 1, axis=1)
    upwards = 1.0 if path[-1, 1] > path[0, 1] else -1.0
    normals = np.cross(across, along) * upwards
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-9)
    i, j = np.meshgrid(np.arange(len(t) - 1), np.arange(around), indexing="ij")
    a, b = i * around + j, i * around + (j + 1) % around
    c, d = a + around, b + around
    quads = np.stack([a, b, d, a, d, c], axis=-1).reshape(-1, 3)
    triangles = quads if upwards > 0 else quads[:, ::-1]
    return MeshArrays(
        points.reshape(-1, 3).astype(np.float32),
        normals.reshape(-1, 3).astype(np.float32),
        np.zeros((points.shape[0] * around, 2), np.float32),
        None,
        np.ascontiguousarray(triangles, np.int32),
    )


def _catmull_rom(knots: NDArray[np.float64], t: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.concatenate([knots[:1], knots, knots[-1:]])
    i = np.minimum(t.astype(int), len(knots) - 2)
    f = (t - i)[:, None]
    p0, p1, p2, p3 = (padded[i + k] for k in range(4))
    return 0.5 * (
        2 * p1
        + (p2 - p0) * f
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * f**2
        + (3 * p1 - p0 - 3 * p2 + p3) * f**3
    )
