"""Sheet metal where something upright leaves a roof: aprons, stepped sides, covers and saddles.

A roof is a section here: heights over z, the same for all x. Steps are cut to the courses of the
masonry and let into their joints; sheets lie 150 mm on the slope (BS 6915). Behind a body more than
0.76 m wide a saddle parts the water (International Residential Code, R1003.20).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opus_studio.engine.building.solids import Faces
from opus_studio.engine.geometry import Profile, extrude, merge, mirror
from opus_studio.engine.geometry.build import Floats, cross, unit
from opus_studio.engine.scene import Mesh

SHEET = 0.004
"""Thickness of the metal as drawn, metres."""

SUNK = 0.03
"""How far sheets reach down into the covering where nothing else is said, metres."""

_SADDLE = 0.76


@dataclass(frozen=True)
class Surface:
    """The upper face of a roof along z, 0 high at z = `peak`.

    Attributes:
        front: Degrees that it falls to the front before the peak.
        back: The same behind it; negative where it still rises there.
        peak: Where the two meet, metres.
        sunk: How far sheets reach down into the covering, metres.
    """

    front: float
    back: float
    peak: float = 0.0
    sunk: float = SUNK

    @cached_property
    def falls(self) -> tuple[float, float]:
        """Metres of height for a metre: before the peak and behind it."""
        return math.tan(math.radians(self.front)), math.tan(math.radians(self.back))

    def height(self, z: float) -> float:
        """Metres."""
        before, behind = self.falls
        return -before * (z - self.peak) if z > self.peak else behind * (z - self.peak)

    @property
    def level(self) -> bool:
        """It does not fall at all."""
        return self.front == 0.0 == self.back


def flashing(
    width: float,
    span: tuple[float, float],
    surface: Surface,
    *,
    lap: float,
    upstand: float,
    course: float,
    datum: float = 0.0,
) -> Mesh:
    """All the metal around an upright body with level or sloping roof before, beside and behind.

    Args:
        width: Of the body about x = 0, metres.
        span: Its back and its front, z, metres.
        surface: The roof.
        lap: How far sheets lie on the roof, metres.
        upstand: How high they are dressed up the body, metres.
        course: Height of the courses with which the sides step, metres; 0 for straight sheet.
        datum: Height of one of their joints, metres.
    """
    back, front = span
    right = side(width / 2.0, span, surface, upstand, course, datum)
    laid = cover(width / 2.0, span, surface, lap)
    pieces = [right, mirror(right, "x"), laid, mirror(laid, "x")]
    pieces.append(apron(width, front, 1.0, surface, lap, upstand))
    rises = surface.back < 0.0
    pieces.append(apron(width, back, -1.0, surface, lap, upstand))
    if rises and width > _SADDLE and surface.back < -12.0:
        pieces.append(saddle(width, back, surface))
    return merge(*pieces)


def side(
    x: float,
    span: tuple[float, float],
    surface: Surface,
    upstand: float,
    course: float,
    datum: float = 0.0,
) -> Mesh:
    """The upright sheet on the side at x > 0, its upper edge stepped by courses (0: straight)."""
    back, front = span[0] - SHEET, span[1] + SHEET
    stops = [back, *([surface.peak] if back + 0.02 < surface.peak < front - 0.02 else []), front]
    low = [(z, surface.height(z) - surface.sunk + 0.0015) for z in stops]
    top: list[tuple[float, float]] = []
    for a, b in itertools.pairwise(stops):
        rising = surface.height(b) >= surface.height(a)
        run = _edge((a, b) if rising else (b, a), surface.height, upstand, course, datum)
        top.extend(run if rising else run[::-1])
    outline = np.array([*low, *top[::-1]])
    return extrude(Profile.of(outline[:, ::-1]), SHEET, axis="x", start=x - 0.001)


def _edge(
    run: tuple[float, float],
    height: Callable[[float], float],
    upstand: float,
    course: float,
    datum: float,
) -> list[tuple[float, float]]:
    """The upper edge from the lower end of a run to its upper one, z and y."""
    (a, b), rise = run, height(run[1]) - height(run[0])
    if not course or rise < 1e-4:
        return [(z, height(z) + upstand) for z in run]
    fall = rise / abs(b - a)
    step = course * (1 if fall < 1.2 else 2)
    lift = 0.55 * upstand
    level = math.ceil((height(a) + lift - datum) / step) * step + datum
    line = [(a, level)]
    while level < height(b) + lift:
        z = a + (level - lift - height(a)) / rise * (b - a)
        # Risers lean a little, as they are cut.
        lean = math.copysign(min(0.012, 0.2 * step / fall), b - a)
        if abs(z - a) > 0.015 and abs(b - z) > 0.015:
            line += [(z - lean, level), (z, level + step)]
        else:
            line[-1] = (line[-1][0], level + step)
        level += step
    return [*line, (b, line[-1][1])]


def cover(x: float, span: tuple[float, float], surface: Surface, lap: float) -> Mesh:
    """The sheet that lies on the roof beside the body, at x > 0."""
    back, front = span
    back, front = back - 0.011, front + 0.013
    stops = [back, *([surface.peak] if back + 0.02 < surface.peak < front - 0.02 else []), front]
    top = [(z, surface.height(z) + 0.006) for z in stops]
    low = [(z, surface.height(z) - surface.sunk) for z in stops]
    outline = np.array([*low, *top[::-1]])[:, ::-1]
    return extrude(Profile.of(outline), lap + 0.012, axis="x", start=x - 0.012, bevel=0.002,
                   segments=1)  # fmt: skip


def apron(width: float, z: float, way: float, surface: Surface, lap: float, upstand: float) -> Mesh:
    """The sheets before a face (way 1) or behind one (way -1): one upright, one on the roof."""
    high = surface.height(z)
    # The roof goes on beyond the face as it does there.
    far = z + way * lap * math.cos(math.radians(surface.front if way > 0 else surface.back))
    stops = sorted([z - way * 0.015, far])
    inside = sorted([*stops, *([surface.peak] if stops[0] < surface.peak < stops[1] else [])])
    top = [(at, surface.height(at) + 0.009) for at in inside]
    low = [(at, surface.height(at) - surface.sunk - 0.003) for at in inside]
    outline = np.array([*low, *top[::-1]])[:, ::-1]
    wide = width + 2.0 * lap + 0.012
    lying = extrude(Profile.of(outline), wide, axis="x", bevel=0.002, segments=1)
    start = z - 0.001 if way > 0 else z - SHEET + 0.001
    # A little more than the side pieces, with which they cross at the corners.
    low_edge, top_edge = high - surface.sunk - 0.0015, high + upstand + 0.0015
    edge = np.array([(low_edge, start), (top_edge, start), (top_edge, start + SHEET),
                     (low_edge, start + SHEET)])  # fmt: skip
    upright = extrude(Profile.of(edge), width + 2.0 * SHEET + 0.004, axis="x")
    return merge(lying, upright)


def saddle(width: float, z: float, surface: Surface) -> Mesh:
    """A small roof behind a body that throws the water to both sides."""
    slope = -surface.falls[1]
    rise = min(0.5 * width * math.tan(math.radians(min(-surface.back, 32.0))), 0.5 * width)
    base = surface.height(z) + 0.012
    near = z + 0.012
    run = rise / slope
    half = width / 2.0 + 0.05
    left, right = np.array([-half, base, near]), np.array([half, base, near])
    peak, end = np.array([0.0, base + rise, near]), np.array([0.0, base + rise, z - run])
    deep = np.array([0.0, base - 0.06, near])
    faces = Faces()
    triangles: list[tuple[Floats, Floats, Floats]] = [
        (left, peak, end), (peak, right, end), (left, end, deep), (end, right, deep),
        (left, deep, peak), (deep, right, peak),
    ]  # fmt: skip
    for a, b, c in triangles:
        along = unit(b - a)
        across = cross(unit(cross(b - a, c - a)), along)
        corners = np.stack([a, b, c])
        chart = np.stack([(corners - a) @ along, (corners - a) @ across], -1)
        faces.add(corners, chart, [[0, 1, 2]])
    return faces.mesh()
