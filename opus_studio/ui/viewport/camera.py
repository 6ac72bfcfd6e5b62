"""The camera: an orbit about a point with Y always up, and the arithmetic of fitting a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from vtkmodules.vtkRenderingCore import vtkRenderer

ViewName: TypeAlias = Literal["iso", "front", "back", "left", "right", "top"]

VIEWS: Final[Mapping[ViewName, tuple[float, float]]] = {
    "iso": (28.0, 16.0),
    "front": (0.0, 0.0),
    "back": (180.0, 0.0),
    "left": (-90.0, 0.0),
    "right": (90.0, 0.0),
    "top": (0.0, 90.0),
}
"""Azimuth and elevation of each preset, degrees; azimuth 0 looks at the front (+Z)."""

_ANGLE = 28.0
"""Vertical opening of the lens, degrees: about 70 mm on full frame, flattering to furniture."""


@dataclass(frozen=True)
class Orbit:
    """Where the camera is.

    Attributes:
        target: The point in the picture's middle, metres.
        distance: From the target to the eye, metres.
        azimuth: Degrees from the front towards +X.
        elevation: Degrees above the horizon, -90..90.
        parallel: Orthographic instead of perspective.
    """

    target: tuple[float, float, float] = (0.0, 0.5, 0.0)
    distance: float = 4.0
    azimuth: float = 28.0
    elevation: float = 16.0
    parallel: bool = False

    @property
    def axes(self) -> NDArray[np.float64]:
        """`(3, 3)`: right, up and backwards (from the target to the eye) as rows."""
        a, e = np.radians([self.azimuth, self.elevation])
        back = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
        right = np.array([np.cos(a), 0.0, -np.sin(a)])
        return np.stack([right, np.cross(back, right), back])

    @property
    def metres_across(self) -> float:
        """Height of what the picture shows at the target's distance."""
        return float(2 * self.distance * np.tan(np.radians(_ANGLE / 2)))

    def turned(self, azimuth: float, elevation: float) -> Orbit:
        """Turned by some degrees about the target."""
        return replace(
            self,
            azimuth=(self.azimuth + azimuth + 180) % 360 - 180,
            elevation=float(np.clip(self.elevation + elevation, -89.9, 90.0)),
        )

    def looking(self, view: ViewName) -> Orbit:
        """The same target from a preset side."""
        azimuth, elevation = VIEWS[view]
        return replace(self, azimuth=azimuth, elevation=elevation)

    def panned(self, right: float, up: float) -> Orbit:
        """Target and eye moved along the picture, in picture heights."""
        axes = self.axes
        step = (axes[0] * right + axes[1] * up) * self.metres_across
        x, y, z = (np.asarray(self.target) + step).tolist()
        return replace(self, target=(x, y, z))

    def zoomed(self, factor: float, right: float = 0.0, up: float = 0.0) -> Orbit:
        """Nearer by `factor`; the point `right`, `up` of the middle (picture heights) stays."""
        distance = float(np.clip(self.distance / factor, 0.02, 500.0))
        share = 1 - distance / self.distance
        return replace(self.panned(right * share, up * share), distance=distance)

    def fitted(self, bounds: NDArray[np.float64], aspect: float, margin: float = 1.12) -> Orbit:
        """The whole box in the picture, as large as it can be.

        Args:
            bounds: `(2, 3)` lowest and highest corner, metres.
            aspect: Width of the picture over its height.
            margin: Room around the box; 1 is none.
        """
        corners = np.array([[bounds[i, 0], bounds[j, 1], bounds[k, 2]]
                            for i in (0, 1) for j in (0, 1) for k in (0, 1)])  # fmt: skip
        right, up, back = self.axes
        slope = np.tan(np.radians(_ANGLE / 2)) / margin
        target = corners.mean(axis=0)
        distance = 1.0
        for _ in range(3):  # the middle of the box is not the middle of its picture
            x, y, z = ((corners - target) @ axis for axis in (right, up, back))
            reach = np.maximum(np.abs(x) / aspect, np.abs(y)) / slope
            distance = float(np.max(reach + (0 if self.parallel else z)))
            depth = np.ones_like(z) if self.parallel else (distance - z)
            middle_x = (np.max(x / depth) + np.min(x / depth)) / 2
            middle_y = (np.max(y / depth) + np.min(y / depth)) / 2
            scale = 1.0 if self.parallel else distance
            target = target + right * middle_x * scale + up * middle_y * scale
        tx, ty, tz = target.tolist()
        return replace(self, target=(tx, ty, tz), distance=max(distance, 0.05))

    def apply(self, renderer: vtkRenderer, bounds: NDArray[np.float64]) -> None:
        """Put the camera there; `bounds` is everything that must not be cut off."""
        camera = renderer.GetActiveCamera()
        _, up, back = self.axes
        eye = np.asarray(self.target) + back * self.distance
        camera.SetWindowCenter(0.0, 0.0)
        camera.SetViewAngle(_ANGLE)
        camera.SetFocalPoint(*self.target)
        camera.SetPosition(*eye)
        camera.SetViewUp(*up)
        camera.SetParallelProjection(self.parallel)
        camera.SetParallelScale(self.metres_across / 2)
        low, high = bounds
        middle, radius = (low + high) / 2, float(np.linalg.norm(high - low)) / 2
        along = float((eye - middle) @ back)
        far = max(along + radius, 0.1) * 1.05
        near = max((along - radius) * 0.95, far / 2000.0)
        if self.parallel:
            near = min(along - radius, near)
        camera.SetClippingRange(near, far)

    def project(
        self, points: NDArray[np.float64], width: float, height: float
    ) -> NDArray[np.float64]:
        """`(n, 3)` points to `(n, 2)` pixels from the top left; NaN behind the eye."""
        right, up, back = self.axes
        offset = points - np.asarray(self.target)
        x, y, z = offset @ right, offset @ up, offset @ back
        depth = np.full_like(z, self.distance) if self.parallel else self.distance - z
        depth = np.where(depth > 1e-6, depth, np.nan)
        scale = height / (2 * np.tan(np.radians(_ANGLE / 2)))
        return np.stack([width / 2 + x / depth * scale, height / 2 - y / depth * scale], axis=-1)
