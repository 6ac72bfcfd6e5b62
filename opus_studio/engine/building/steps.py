"""Outside steps with a landing, in the frame of the wall that they lead to.

Rises are equal and at most 0.175 m: with treads of 0.27 m and more 2R + T stays in 0.60..0.66 m for
the usual ones (Blondel's rule; DIN 18065 asks for 0.59..0.65 m).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from opus_studio.engine.geometry import boxes
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.transform import EMPTY
from opus_studio.engine.scene import Mesh

RISE = 0.175
"""Metres. The highest step."""

_JOINT = 0.003


def step_count(height: float) -> int:
    """How many rises lead up a height, metres."""
    return max(1, math.ceil(height / RISE - 1e-6))


@dataclass(frozen=True)
class Flight:
    """Steps from the ground to a floor, about x = 0.

    Attributes:
        width: Over the treads, metres.
        height: Of the floor, metres.
        start: z of the floor's front edge, metres.
        tread: Depth of a step, metres.
        slab: Thickness of the treads, metres.
        nosing: How far treads stand out before the risers, metres.
    """

    width: float
    height: float
    start: float
    tread: float
    slab: float = 0.045
    nosing: float = 0.02

    @property
    def count(self) -> int:
        """Rises; there is one step fewer, the floor is the last."""
        return step_count(self.height)

    @property
    def rise(self) -> float:
        """Metres."""
        return self.height / self.count

    @property
    def end(self) -> float:
        """Z of the lowest step's front edge, metres."""
        return self.start + (self.count - 1) * self.tread

    def top(self, number: int) -> float:
        """Height of a step, metres; 0 is the floor."""
        return self.height - number * self.rise

    def face(self, number: int) -> float:
        """Z of the riser below a step, metres."""
        return self.start + number * self.tread - self.nosing


def straight(flight: Flight, cut: Floats) -> tuple[Mesh, Mesh]:
    """Bodies and treads of steps to the front; `cut` is `(k, 2)` places on the finish, metres."""
    bodies, treads = _Boxes(), _Boxes()
    half = flight.width / 2.0
    for k in range(1, flight.count):
        high = flight.top(k)
        slab = min(flight.slab, 0.7 * high)
        bodies.add(half - flight.nosing, 0.0, high - slab + 0.002, flight.face(k - 1),
                   flight.face(k))  # fmt: skip
        treads.add(half, high - slab, high, flight.face(k - 1) - 0.004,
                   flight.start + k * flight.tread)  # fmt: skip
    return bodies.mesh(cut, 0.004), treads.mesh(cut, 0.007)


def around(flight: Flight, back: float, cut: Floats) -> tuple[Mesh, Mesh]:
    """Bodies and treads of steps on three sides of a landing as wide as the flight.

    Args:
        flight: Its width is that of the landing.
        back: z where the side steps end, metres.
        cut: `(k, 2)` places on the finish, metres.
    """
    bodies, treads = _Boxes(), _Boxes()
    half, n = flight.width / 2.0, flight.nosing
    for k in range(1, flight.count):
        high = flight.top(k)
        slab = min(flight.slab, 0.7 * high)
        inner, outer = half + (k - 1) * flight.tread, half + k * flight.tread
        z0 = flight.face(k - 1)
        bodies.add(outer - n, 0.0, high - slab + 0.002, z0, flight.face(k))
        treads.add(outer, high - slab, high, z0 - 0.004, flight.start + k * flight.tread)
        for side in (-1.0, 1.0):
            bodies.put(side * inner - side * n, side * outer - side * n, 0.0, high - slab + 0.002,
                       back, z0)  # fmt: skip
            treads.put(side * (inner - n - 0.004), side * outer, high - slab, high, back,
                       z0 - 0.004 - _JOINT)  # fmt: skip
    return bodies.mesh(cut, 0.004), treads.mesh(cut, 0.007)


class _Boxes:
    """Boxes by their faces."""

    def __init__(self) -> None:
        self._sizes: list[tuple[float, float, float]] = []
        self._centres: list[tuple[float, float, float]] = []

    def add(self, half: float, low: float, high: float, back: float, front: float) -> None:
        """One about x = 0."""
        self.put(-half, half, low, high, back, front)

    def put(self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float) -> None:
        """One between six planes, metres."""
        self._sizes.append((abs(x1 - x0), y1 - y0, z1 - z0))
        self._centres.append(((x0 + x1) / 2.0, (y0 + y1) / 2.0, (z0 + z1) / 2.0))

    def mesh(self, cut: Floats, bevel: float) -> Mesh:
        """All of them; an empty mesh when there are none."""
        if not self._sizes:
            return EMPTY
        uv = cut[[k % len(cut) for k in range(len(self._sizes))]]
        return boxes(self._sizes, self._centres, bevel, grain="x", segments=1, uv_offsets=uv)
