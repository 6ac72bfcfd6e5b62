"""The canvas that a recipe paints on: a band of rows of the map, with the kernels as brushes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.materials.layout import Courses

NOISE_DEVIATION = 0.237
"""Standard deviation of one octave of the raw gradient noise (measured on 1024 x 1024)."""

STAND_IN = 0.7
"""Factor on the amplitude for each halving of a noise that is too fine for the map."""

UNUSED = np.ones((1, 1), np.float32)
"""Stands for a plane that a recipe does not paint."""


@dataclass(frozen=True, eq=False)
class Layers:
    """What a recipe returns for a band; planes are `(rows, n)` float32.

    Attributes:
        height: Relief, metres.
        tone: Position in the colour ramps, 0..1.
        rough: Roughness, 0..1.
        mask: From the first ramp (0) to the second (1), or None.
        shade: Factor on the colour, or None.
        opacity: 0..1, or None.
    """

    height: NDArray[np.float32]
    tone: NDArray[np.float32]
    rough: NDArray[np.float32]
    mask: NDArray[np.float32] | None = None
    shade: NDArray[np.float32] | None = None
    opacity: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False)
class Band:
    """Rows `row0 .. row0 + rows` of a square map of `n` pixels and `tile` metres.

    Rows run from the top of the picture down and wrap around; `row0` may be -1.
    """

    n: int
    row0: int
    rows: int
    tile: float

    @cached_property
    def x(self) -> NDArray[np.float32]:
        """`(1, n)` metres from the left edge, pixel centres."""
        pixels = np.arange(self.n, dtype=np.float32)[None, :]
        return (pixels + np.float32(0.5)) * np.float32(self.tile / self.n)

    @cached_property
    def y(self) -> NDArray[np.float32]:
        """`(rows, 1)` metres from the top edge, pixel centres."""
        pixels = (np.arange(self.row0, self.row0 + self.rows) % self.n).astype(np.float32)[:, None]
        return (pixels + np.float32(0.5)) * np.float32(self.tile / self.n)

    @property
    def pixel(self) -> float:
        """Edge of a pixel, metres."""
        return self.tile / self.n

    def empty(self) -> NDArray[np.float32]:
        """A plane with nothing in it yet."""
        return np.empty((self.rows, self.n), np.float32)

    def full(self, value: float) -> NDArray[np.float32]:
        """A plane of one value."""
        return np.full((self.rows, self.n), value, np.float32)

    def noise(
        self,
        px: int,
        py: int | None = None,
        *,
        octaves: int = 4,
        gain: float = 0.5,
        amplitude: float = 1.0,
        seed: int = 1,
        out: NDArray[np.float32] | None = None,
    ) -> NDArray[np.float32]:
        """Fractal gradient noise, added to `out` or in a plane of its own.

        `px` (a power of two) by `py` cells on the tile in the first octave. `amplitude` is two
        standard deviations of the sum. Octaves finer than two pixels a cell are left out, so a
        larger map has more of them and the coarse ones stay as they are. On a map too small for
        even the first, one that is coarser that way and weaker stands for it, so that a preview is
        not flat.
        """
        from opus_studio.engine.materials import kernels

        out = np.zeros((self.rows, self.n), np.float32) if out is None else out
        py = px if py is None else py
        finest = max(px, py)
        count = octaves
        while count > 1 and finest << (count - 1) > self.n // 2:
            count -= 1
        total = sqrt(sum(gain ** (2 * octave) for octave in range(octaves)))
        scale = amplitude * 0.5 / (NOISE_DEVIATION * total)
        while max(px, py) > self.n // 2:
            px = px // 2 if px > self.n // 2 else px
            py = py // 2 if py > self.n // 2 else py
            scale *= STAND_IN
        kernels.gradient_noise(out, self.row0, px, py, count, gain, scale, seed * 64)
        return out

    def carries(self, periods: float) -> float:
        """How far a wave of `periods` a tile may show: 1 from three pixels each, 0 at two."""
        return min(max(self.n / periods - 2.0, 0.0), 1.0)

    def grain(
        self, amplitude: float, seed: int, out: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """White noise, one value a pixel, -amplitude..amplitude; added to `out` if given."""
        from opus_studio.engine.materials import kernels

        out = np.zeros((self.rows, self.n), np.float32) if out is None else out
        kernels.white_noise(out, self.row0, amplitude, seed)
        return out

    def cells(
        self, px: int, py: int | None = None, *, jitter: float = 0.85, seed: int = 1
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Cellular noise: metres to the nearest and second nearest point, the cell's value 0..1."""
        from opus_studio.engine.materials import kernels

        near, second, value = self.empty(), self.empty(), self.empty()
        px, py = min(px, self.n), min(px if py is None else py, self.n)
        size_x, size_y = self.tile / px, self.tile / py
        kernels.cellular_noise(near, second, value, self.row0, px, py, size_x, size_y, jitter, seed)
        return near, second, value

    def lookup(
        self, position: NDArray[np.float32], table: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """`table` (periodic, a power of two long) read at `position`, linearly interpolated."""
        from opus_studio.engine.materials import kernels

        out = self.empty()
        kernels.lookup(out, position, table)
        return out

    def courses(
        self, layout: Courses, *values: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], ...]:
        """Metres to the unit's nearest side, place along and across it, and its `values`."""
        from opus_studio.engine.materials import patterns

        planes = np.empty((3 + len(values), self.rows, self.n), np.float32)
        patterns.courses(
            planes,
            self.row0,
            self.tile,
            layout.course_edges,
            layout.first_unit,
            layout.unit_edges,
            np.stack(values) if values else np.empty((0, layout.units), np.float32),
        )
        return tuple(planes)

    def marks(
        self,
        table: NDArray[np.float32],
        height: NDArray[np.float32],
        value: NDArray[np.float32],
    ) -> None:
        """Lay domed marks into `height` and `value` (columns: `patterns.marks`)."""
        from opus_studio.engine.materials import patterns

        patterns.marks(height, value, self.row0, self.tile, table)

    def bumps(self, table: NDArray[np.float32], out: NDArray[np.float32]) -> None:
        """Add smooth bumps to `out` (columns: `patterns.bumps`)."""
        from opus_studio.engine.materials import patterns

        patterns.bumps(out, self.row0, self.tile, table)


Paint = Callable[[Band], Layers]
"""A recipe's hand: paints any band of the map."""


@dataclass(frozen=True)
class Recipe:
    """How a finish is painted.

    Attributes:
        paint: Paints a band.
        ramp: Colours `#rrggbb`, evenly spaced over tone 0..1.
        second: The ramp where the mask is 1; the first one if empty.
        occlusion: Strength 0..1; the height (metres) above which there is none; the depth
            (metres) over which it sets in.
        metal: Metallic 0 or 1 under the first ramp, and under the second.
    """

    paint: Paint
    ramp: Sequence[str]
    second: Sequence[str] = ()
    occlusion: tuple[float, float, float] = (0.0, 0.0, 1.0)
    metal: tuple[float, float] = (0.0, 0.0)
