"""A carpet on the steps, with its rods."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.step_assets import RUNNER, STEPS, CarpetRunner
from opus_studio.engine.geometry import Profile, boxes, extrude, merge, translate, tube
from opus_studio.engine.scene import Mesh, Node, Part

_PILE = 0.009
_SUNK = 0.0006
_ROD = 0.006
_BORDER = 0.07
_ON_LANDING = 0.16


def runner(context: StairContext) -> tuple[Node, ...]:
    """The carpet of every flight; none where steps are open or wind."""
    asset = context.resolved[RUNNER]
    fits = context.resolved[STEPS].has_risers and not context.winders
    if not (isinstance(asset, CarpetRunner) and fits):
        return ()
    nodes = tuple(
        flight.frame.node(f"{flight.name} runner", tuple(_parts(context, flight, asset)))
        for flight in context.plan.flights
    )
    return (Node("Runner", children=nodes, slot=RUNNER.name),)


def _parts(context: StairContext, flight: Flight, asset: CarpetRunner) -> list[Part]:
    # Clear of the strings and of what stands on the treads.
    stands = max(context.baluster, context.post if context.steel_posts else 0.0) / 2.0
    margin = max(context.string + 0.006, context.inset + stands + 0.03)
    wide = asset.runner_width * (context.width - 2.0 * margin)
    outline = carpet_outline(context, flight)
    field = extrude(outline, wide - 2.0 * _BORDER - 0.0006, axis="z",
                    uv_offset=context.one(f"{flight.name} carpet"))  # fmt: skip
    edge = extrude(outline, _BORDER, axis="z", bevel=0.0015, segments=1,
                   uv_offset=context.one(f"{flight.name} border"))  # fmt: skip
    z = (wide - _BORDER) / 2.0
    borders = merge(*(translate(edge, (0.0, 0.0, side * z)) for side in (-1.0, 1.0)))
    parts = [
        Part(field, context.material(RUNNER, "Carpet", asset.carpet_finish)),
        Part(borders, context.material(RUNNER, "Border", asset.border_finish)),
    ]
    if asset.rods:
        rods = _rods(context, flight, wide)
        parts.append(Part(rods, context.material(RUNNER, "Rods", asset.rod_finish)))
    return parts


def carpet_outline(context: StairContext, flight: Flight) -> Profile:
    """The carpet from the side: over each nosing and straight down to the tread below."""
    outer, inner = [], []
    steps = flight.treads if flight.to_floor else flight.treads + 1
    # A square nosing is only eased.
    r = 0.003 if context.resolved[STEPS].nose == "square" else min(0.499 * context.thick,
                                                    max(0.85 * context.nosing, 0.008))  # fmt: skip
    angles = np.linspace(math.pi, math.pi / 2.0, 5)
    for i in range(steps):
        x, y0, y1 = i * context.going, i * context.rise, (i + 1) * context.rise
        front, level = x - context.nosing + r, y1 - r
        outer.append((x - _PILE, y0 + (_PILE if i else 0.001)))
        inner.append((x - 0.0002, y0 - _SUNK if i else 0.001))
        for angle in angles:
            c, s = math.cos(angle), math.sin(angle)
            outer.append((front + (r + _PILE) * c, level + (r + _PILE) * s))
            inner.append((front + (r - _SUNK) * c, level + (r - _SUNK) * s))
    last = steps - 1
    back = last * context.going + (0.9 * context.going if flight.to_floor else _ON_LANDING)
    outer.append((back, (last + 1) * context.rise + _PILE - 0.003))
    inner.append((back, (last + 1) * context.rise - _SUNK))
    points = np.array(outer[::-1] + inner)
    smooth = np.zeros(len(points), bool)
    for start in range(len(outer)):
        smooth[start] = bool(start % 6)
    for k in range(len(inner)):
        smooth[len(outer) + k] = bool(k % 6)
    return _counter_clockwise(points, smooth)


def _counter_clockwise(points: np.ndarray, smooth: np.ndarray) -> Profile:
    x, y = points.T
    area = float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    if area < 0.0:
        points, smooth = points[::-1].copy(), smooth[::-1].copy()
    return Profile(points, smooth)


def _rods(context: StairContext, flight: Flight, wide: float) -> Mesh:
    """A rod in each crease, in eyes beside the carpet."""
    pieces = []
    reach = wide / 2.0 + 0.045
    segments = (8, 8, 10)[context.detail]
    sizes, centres = [], []
    for i in range(flight.treads):
        x, y = i * context.going - _PILE - _ROD + 0.0015, i * context.rise + _PILE + _ROD - 0.0015
        if i == 0 and flight.on_floor:
            y += 0.004
        pieces.append(tube([(x, y, -reach), (x, y, reach)], _ROD, ends="round", segments=segments,
                           detail=0))  # fmt: skip
        for side in (-1.0, 1.0):
            z = side * (wide / 2.0 + 0.022)
            sizes.append((_PILE + _ROD + 0.006, 0.016, 0.012))
            centres.append((x + (_PILE + _ROD - 0.004) / 2.0, y, z))
    pieces.append(boxes(sizes, centres, 0.002, segments=1))
    return merge(*pieces)
