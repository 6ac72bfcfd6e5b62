"""What fills a balustrade below its handrail."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS, BalustersBase
from opus_studio.engine.components.stair.balusters import balusters
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.rails import underside
from opus_studio.engine.components.stair.runs import Run
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    circle,
    extrude,
    extrusions,
    merge,
    rectangle,
    rotate,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh, Part

_PANE = 1.25
_JOINT = 0.014
_BASE = 0.05
_STAND = 0.0086


def infill(context: StairContext, run: Run, fine: int) -> tuple[Part, ...]:
    """The parts between the posts of a run, in its frame.

    Args:
        context: The stair being made.
        run: The run.
        fine: How finely balusters are made, 0 to 4.
    """
    asset = context.resolved[BALUSTERS]
    if asset.fill == "panes":
        return _glass(context, run, asset)
    if asset.fill == "boards":
        return _boarded(context, run, asset)
    if asset.fill == "cables":
        return _cables(context, run, asset)
    places = stand(context, run)
    if not places:
        return ()
    return (Part(balusters(context, places, run.name, run.slope, fine), context.baluster_material),)


def clear(context: StairContext, run: Run) -> tuple[float, float]:
    """Where the space between a run's posts begins and ends, metres."""
    half = context.post / 2.0
    return run.start.at + half, run.end.at - half


def stand(context: StairContext, run: Run) -> list[tuple[float, float, float]]:
    """Balusters of a run: where along it, and the heights of their ends; metres."""
    a, b = clear(context, run)
    wide = context.baluster
    if run.treads and run.seat is None:
        spots = [(u, y) for u, y in run.treads
                 if a + wide / 2.0 + 0.012 < u < b - wide / 2.0 - 0.012]  # fmt: skip
    else:
        level, slope = run.seat or (0.0, 0.0)
        pitch = context.gap
        count = max(0, math.ceil((b - a - (pitch - wide)) / pitch - 1e-9))
        room = (b - a - count * wide) / (count + 1)
        at = [a + (k + 1) * room + (k + 0.5) * wide for k in range(count)]
        # On a level landing they stand; on a string they reach into it.
        level += 0.0 if slope else _STAND
        spots = [(u, level + slope * u) for u in at]
    return [(u, y, underside(context, run, u)) for u, y in spots]


def _cables(context: StairContext, run: Run, asset: BalustersBase) -> tuple[Part, ...]:
    """Lines along the slope, and the slim posts through which they run."""
    a, b = clear(context, run)
    lean = math.hypot(1.0, run.slope)
    r = asset.cable_diameter / 2.0
    top = context.rail_height - context.rail_size[1] * lean
    count = math.ceil((top - 0.09) / (0.098 * lean))
    reach = 0.3 * context.post
    lines = []
    for k in range(count):
        y = 0.09 + (top - 0.09) * k / count
        ends = [(u, run.line(u) + y, 0.0) for u in (a - reach, b + reach)]
        lines.append(tube(ends, r, ends="flat", segments=(4, 8, 8)[context.detail],
                          uv_offset=(0.0, 0.07 * k)))  # fmt: skip
    parts = [Part(merge(*lines), context.baluster_material)]
    between = _between(context, run, a, b)
    if between:
        side = max(0.03, 4.0 * asset.cable_diameter)
        # Not flush with the rail.
        while min(abs(side - k * context.rail_size[0]) for k in (0.62, 1.0)) < 0.0014:
            side += 0.003
        sizes, centres = [], []
        for u, y in between:
            high = underside(context, run, u) + run.slope * side / 2.0 + 0.002
            sizes.append((side, high - y + 0.002, side))
            centres.append((u, (high + y - 0.002) / 2.0, 0.0))
        material = context.newel_material if context.steel_posts else context.baluster_material
        parts.append(Part(boxes(sizes, centres, 0.003, grain="y"), material))
    return tuple(parts)


def _between(context: StairContext, run: Run, a: float, b: float) -> list[tuple[float, float]]:
    """Where slim posts stand between a run's own, at most 1.25 m apart: place and foot."""
    count = math.ceil((b - a) / _PANE) - 1
    spots = [a + (b - a) * (k + 1) / (count + 1) for k in range(count)]
    if run.seat is not None:
        level, slope = run.seat
        return [(u, level + slope * u - 0.012 * (slope > 0)) for u in spots]
    if not run.treads:
        return []
    # On the middle of the nearest tread.
    levels = sorted({y for _, y in run.treads})
    middles = [(float(np.mean([u for u, at in run.treads if at == y])), y) for y in levels]
    inside = [m for m in middles if a + 0.1 < m[0] < b - 0.1]
    return [min(inside, key=lambda m: abs(m[0] - u)) for u in spots] if inside else []


# ---- glass -----------------------------------------------------------------------------------


def _glass(context: StairContext, run: Run, asset: BalustersBase) -> tuple[Part, ...]:
    """Panes with upright joints, their upper edge in the rail."""
    a, b = clear(context, run)
    if not context.post:
        # Clear of the pane around the corner.
        room = asset.glass_thickness / 2.0 + 0.004
        a += room if run.start.corner else 0.0
        b -= room if run.end.corner else 0.0
    else:
        a, b = a + 0.01, b - 0.01
    count = max(1, math.ceil((b - a) / _PANE))
    wide = (b - a - (count - 1) * _JOINT) / count
    drop = _foot(context, run)
    panes = []
    for k in range(count):
        u0 = a + k * (wide + _JOINT)
        u1 = u0 + wide
        shape = Profile.of([(u0, run.line(u0) - drop), (u1, run.line(u1) - drop),
                            (u1, underside(context, run, u1) + 0.012),
                            (u0, underside(context, run, u0) + 0.012)])  # fmt: skip
        offset = context.one(f"{run.name} pane {k}")
        panes.append(extrude(shape, asset.glass_thickness, axis="z", bevel=0.0015, segments=1,
                             uv_offset=offset))  # fmt: skip
    glass = context.resolved.material(BALUSTERS, "Glass", asset.glass_finish)
    parts = [Part(merge(*panes), glass)]
    if context.hung_glass:
        discs = _discs(context, run, asset, (a, b), drop)
        if discs is not None:
            parts.append(Part(discs, context.baluster_material))
    else:
        parts.append(Part(_shoe(context, run, asset, (a, b)), context.baluster_material))
    return tuple(parts)


def _foot(context: StairContext, run: Run) -> float:
    """How far the panes' lower edge lies below the line of the nosings, metres."""
    if not context.hung_glass:
        level, _ = run.seat or (0.0, 0.0)
        return run.level - level - 0.006 if run.seat else 0.0
    return 0.16 if run.slope == 0.0 else context.rise + 0.06


def _shoe(context: StairContext, run: Run, asset: BalustersBase, span: tuple[float, float]) -> Mesh:
    """The channel along the string's upper edge in which the panes stand."""
    level, slope = run.seat or (0.0, 0.0)
    lean = math.hypot(1.0, slope)
    a, b = span[0] - 0.004, span[1] + 0.004
    wide = min(asset.glass_thickness + 0.016, max(context.string - 0.002, 0.034))
    bar = extrude(rectangle(0.035, wide, 0.002, 1).moved(0.0, -wide / 2.0), (b - a) * lean,
                  axis="x", start=0.0, bevel=0.001)  # fmt: skip
    turned = rotate(bar, "z", math.degrees(math.atan(slope)))
    return translate(turned, (a, level + slope * a + (-0.003 if slope else 0.0006), 0.0))


def _discs(
    context: StairContext, run: Run, asset: BalustersBase, span: tuple[float, float], drop: float
) -> Mesh | None:
    """Round clamps that hold panes at the ends of treads or at a landing's edge."""
    a, b = span
    edge = context.inset + asset.glass_thickness / 2.0
    slab = context.cover_depth
    spots: list[tuple[float, float]]
    radius = min(0.021, 0.42 * slab)
    if run.slope == 0.0:
        count = max(2, 2 * math.ceil((b - a) / _PANE))
        spots = [(a + (b - a) * (k + 0.5) / count, -slab / 2.0) for k in range(count)]
    else:
        levels = sorted({y for _, y in run.treads})
        spots = []
        for y in levels:
            on = [u for u, at in run.treads if at == y]
            spots.append((float(np.mean(on)) + 0.01, y - slab / 2.0))
    spots = [(u, y) for u, y in spots if a + 0.03 < u < b - 0.03 and y > run.line(u) - drop + 0.024]
    if not spots:
        return None
    # From inside the step through the pane to its outer side.
    inner, outer = edge - 0.004 - asset.glass_thickness / 2.0, asset.glass_thickness / 2.0 + 0.009
    low, high = sorted((run.out * inner, run.out * outer))
    centres = [(u, y, (low + high) / 2.0) for u, y in spots]
    return extrusions(circle(radius, (10, 14, 20)[context.detail]), high - low, centres, axis="z",
                      bevel=0.002)  # fmt: skip


# ---- boards ----------------------------------------------------------------------------------


def _boarded(context: StairContext, run: Run, asset: BalustersBase) -> tuple[Part, ...]:
    """Upright boards from a base rail or the string to the handrail."""
    a, b = clear(context, run)
    lean = math.hypot(1.0, run.slope)
    base: list[Mesh] = []
    if run.seat is not None:
        foot, slope = run.seat
        foot += -0.004 if slope else 0.0004
    else:
        wide = 0.06 if abs(context.post - 0.06) > 0.004 else 0.053
        bar = extrude(rectangle(_BASE, wide, 0.003, 1).moved(0.0, -wide / 2.0),
                      (b - a + 0.02) * lean,
                      axis="x", start=0.0, bevel=0.002,
                      uv_offset=context.one(f"{run.name} base"))  # fmt: skip
        bar = rotate(bar, "z", math.degrees(math.atan(run.slope)))
        base.append(translate(bar, (a - 0.01, run.line(a - 0.01) + 0.0015, 0.0)))
        foot, slope = run.level + _BASE * lean - 0.004, run.slope
    count = max(1, round((b - a) / asset.board_width))
    edges = np.linspace(a, b, count + 1)
    high = underside(context, run, 0.0) + 0.006
    pieces = boarding(edges.tolist(), (foot, slope), (high, run.slope), 0.024,
                      [context.one(f"{run.name} board {k}") for k in range(count)])  # fmt: skip
    return (Part(merge(*base, pieces), context.baluster_material),)


def boarding(
    edges: list[float],
    low: tuple[float, float],
    high: tuple[float, float],
    thick: float,
    uv_offsets: list[tuple[float, float]],
    floor: float = -9.0,
) -> Mesh:
    """Upright boards side by side in the XY plane between two lines, their joints bevelled.

    Args:
        edges: X of the joints, metres.
        low: Height at x = 0 and slope of the lower line.
        high: Of the upper line.
        thick: Metres.
        uv_offsets: Where each board is cut from its finish.
        floor: What the lower line does not go below, metres.
    """
    pieces = []
    for k, (x0, x1) in enumerate(pairwise(edges)):
        x0, x1 = x0 + 0.0003, x1 - 0.0003
        y0, y1 = (max(low[0] + low[1] * x, floor) for x in (x0, x1))
        shape = Profile.of([(x0, y0), (x1, y1), (x1, high[0] + high[1] * x1),
                            (x0, high[0] + high[1] * x0)])  # fmt: skip
        pieces.append(sawn_board(shape, thick, grain="y", bevel=0.003, uv_offset=uv_offsets[k]))
    return merge(*pieces)
