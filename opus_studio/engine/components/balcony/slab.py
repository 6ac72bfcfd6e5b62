"""Slabs of concrete and stone: one body whose edge is worked all around, and a floor in it."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.balcony.context import BalconyContext, Outline
from opus_studio.engine.components.balcony.parts_assets import SLAB, ConcreteSlab, StoneSlab
from opus_studio.engine.geometry import box_project, loft
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Part

_CORNER = 0.005
"""Metres. How far the upright corners of a slab are cut back."""

_BACK = 0.05
"""How far a ring stands off the wall, against its inset."""

_NOSING = 0.07
"""Metres. Width of the margin around a floor."""


def concrete(context: BalconyContext, kind: ConcreteSlab) -> tuple[Part, ...]:
    """A cast slab with a floor let into it."""
    thick, plan = context.thick, context.plan
    margin = min(_NOSING, 0.25 * plan.depth)
    edge = _nosing(kind, thick)
    drip = []
    if kind.drip:
        # 20 mm behind the edge, 8 mm wide and deep.
        drip = [(0.036, 0.0), (0.034, 0.008), (0.026, 0.008), (0.024, 0.0)]
    rings = [(0.06, 0.0), *drip, *edge, (margin, thick), (margin + 0.002, thick - 0.012)]
    body = ringed(plan, rings)
    slab = context.material(SLAB, "Slab", kind.slab_finish)
    low = margin + 0.004
    floor = ringed(
        plan, [(low, thick - 0.0112), (low, thick - 0.006), (low + 0.002, thick - 0.004)]
    )
    return (
        Part(box_project(body, "x"), slab),
        Part(box_project(floor, "x"), context.material(SLAB, "Floor", kind.floor_finish)),
    )


def _nosing(kind: ConcreteSlab, thick: float) -> list[tuple[float, float]]:
    """Inset and level of the edge from the underside up to the top."""
    if kind.nosing == "bullnose":
        r = min(0.03, 0.4 * thick)
        turns = [math.radians(15.0 * k) for k in range(7)]
        round_ = [(r * (1.0 - math.cos(a)), thick - r + r * math.sin(a)) for a in turns]
        return [(0.005, 0.0), (0.0, 0.005), *round_]
    cut = 0.02 if kind.nosing == "chamfered" else 0.005
    return [(0.005, 0.0), (0.0, 0.005), (0.0, thick - cut), (cut, thick)]


def stone(context: BalconyContext, kind: StoneSlab) -> tuple[Part, ...]:
    """A slab with a moulded edge under a fillet."""
    plan, thick = context.plan, context.thick
    out = min(0.55 * thick, 0.09, 0.2 * plan.depth)
    top = 0.3 * thick
    rings = [*_moulding(kind.moulding, out, thick - top), (0.0, thick - top + 0.002)]
    rings += [(0.0, thick - 0.006), (0.006, thick)]
    body = ringed(plan, [(out + 0.02, 0.0), *rings])
    return (Part(box_project(body, "x"), context.material(SLAB, "Slab", kind.slab_finish)),)


def _moulding(kind: str, out: float, tall: float) -> list[tuple[float, float]]:
    """Inset and level of the worked edge below the top fillet, from the underside up."""
    steps = [k / 8.0 for k in range(9)]
    low, rise = 0.12 * tall, 0.8 * tall
    if kind == "cyma":
        curve = [(out * (1.0 - s) + 0.16 * out * math.sin(2.0 * math.pi * s), low + rise * s)
                 for s in steps]  # fmt: skip
        return [(out + 0.004, 0.0), *curve, (0.02 * out + 0.004, tall - 0.001)]
    if kind == "torus":
        bulge = [(0.72 * out - 0.5 * out * math.sin(math.pi * s), low + rise * s) for s in steps]
        return [(out, 0.0), (out, low - 0.002), *bulge, (0.5 * out, tall - 0.001)]
    return [(out, 0.0), (out, 0.34 * tall), (0.62 * out, 0.36 * tall), (0.62 * out, 0.68 * tall),
            (0.28 * out, 0.7 * tall), (0.28 * out, tall - 0.001)]  # fmt: skip


def ringed(plan: Outline, rings: list[tuple[float, float]], pieces: int = 20) -> Mesh:
    """A body over the plan from (inset, level) pairs, the first and last of which are filled.

    Args:
        plan: The outline; its back stands at the wall.
        rings: How far inside the outline and how high, from the underside up; metres.
        pieces: Chords of a bowed front.
    """
    points = np.stack([_ring(plan, inset, level, pieces) for inset, level in rings])
    count = points.shape[1]
    smooth = np.zeros(count, dtype=bool)
    if plan.bow:
        smooth[4:-4] = True
    soft = [_soft(rings, k) for k in range(len(rings))]
    return loft(points, smooth=smooth, smooth_rows=soft)


def _ring(plan: Outline, inset: float, level: float, pieces: int) -> Floats:
    """`(n, 3)` the outline at a level with its two front corners cut back."""
    way = plan.path(inset, pieces)
    cut = []
    for at, (before, after) in ((1, (0, 2)), (len(way) - 2, (len(way) - 3, len(way) - 1))):
        a, c, b = way[before], way[at], way[after]
        cut.append((c + (a - c) / np.hypot(*(a - c)) * _CORNER,
                    c + (b - c) / np.hypot(*(b - c)) * _CORNER))  # fmt: skip
    line = np.array([way[0], *cut[0], *way[2:-2], *cut[1], way[-1]])
    # The back keeps a little off the wall as well, or rings at one level would meet in a line.
    line[[0, -1], 1] = _BACK * inset
    return np.column_stack([line[:, 0], np.full(len(line), level), line[:, 1]])


def _soft(rings: list[tuple[float, float]], k: int) -> bool:
    """Whether the edge bends softly at a ring: by less than 35 degrees."""
    if k in (0, len(rings) - 1):
        return False
    a, b = np.subtract(rings[k], rings[k - 1]), np.subtract(rings[k + 1], rings[k])
    long = float(np.hypot(*a) * np.hypot(*b))
    return bool(long > 0.0 and float(a @ b) / long > math.cos(math.radians(35.0)))
