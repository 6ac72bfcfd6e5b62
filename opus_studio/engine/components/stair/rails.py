"""Handrails along runs, and wall rails on brackets."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard_assets import HANDRAIL
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.runs import Run
from opus_studio.engine.geometry import (
    Profile,
    circle,
    extrude,
    handrail,
    lathe,
    merge,
    rectangle,
    rotate,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh, Node, Part

_WALL_REACH = 0.065


@lru_cache(maxsize=32)
def _section(kind: str, wide: float, deep: float, detail: int) -> Profile:
    """About x = 0, its underside on y = 0, laid as `extrude` along x wants it."""
    if kind == "moulded":
        shape = handrail(wide, deep, (2, 3, 4)[detail])
    elif kind == "round":
        shape = circle(wide / 2.0, (12, 18, 24)[detail]).moved(0.0, wide / 2.0)
    else:
        shape = rectangle(wide, deep, 0.005, (1, 2, 3)[detail]).moved(-wide / 2.0, 0.0)
    return shape.rotated(-90.0)


def underside(context: StairContext, run: Run, u: float) -> float:
    """Height of the handrail's underside in the run's frame, metres."""
    lean = float(np.hypot(1.0, run.slope))
    return run.line(u) + context.rail_height - context.rail_size[1] * lean


def rail(context: StairContext, run: Run) -> Mesh:
    """The handrail of a run."""
    half = context.post / 2.0
    starts, ends = run.start.at, run.end.at
    if half:
        starts = _joint(context, run, starts, run.start.corner, -1.0)
        ends = _joint(context, run, ends, run.end.corner, 1.0)
    elif run.slope == 0.0:
        # Butted at corners.
        starts, ends = (
            starts + context.rail_size[0] / 2.0 + 0.001,
            ends + context.rail_size[0] / 2.0,
        )
    elif run.start.corner:
        # Behind the square end of the rail that comes up to it.
        starts += context.rail_size[1] * context.slope * context.cosine + 0.002
    else:
        starts -= 0.06
    return straight_rail(
        context, starts, ends, underside(context, run, starts), run.slope, run.name
    )


def _joint(context: StairContext, run: Run, at: float, corner: bool, way: float) -> float:
    """Where the rail ends at a post: within it, or beyond a slim one that it lies on."""
    half = context.post / 2.0
    if context.steel_posts and not corner:
        return at + way * 0.09
    if run.slope == 0.0:
        wide = context.rail_size[0] / 2.0 + 0.001
        return at - way * max(half - 0.012, wide)
    # Sloping ends are cut square: their upper corners lie further down the slope.
    return at - 0.1 * half if way > 0.0 else at + half - 0.006


def straight_rail(
    context: StairContext, start: float, end: float, low: float, slope: float, name: str
) -> Mesh:
    """A rail in the XY plane.

    Args:
        context: The stair being made.
        start: X of its lower end, metres.
        end: X of its upper end, metres.
        low: Height of its underside at the lower end, metres.
        slope: Rise for each metre.
        name: Of the stream that says where it is cut.
    """
    form = context.resolved[HANDRAIL].form
    wide, deep = context.rail_size
    long = (end - start) * float(np.hypot(1.0, slope))
    bar = extrude(_section(form, wide, deep, context.detail), long, axis="x", bevel=0.004,
                  segments=2, start=0.0, uv_offset=context.one(f"{name} rail"))  # fmt: skip
    turned = rotate(bar, "z", float(np.degrees(np.arctan(slope))))
    return translate(turned, (start, low, 0.0))


def wall_rails(context: StairContext) -> tuple[Node, ...]:
    """A rail on brackets along the flights at each side without balustrade."""
    nodes = []
    for flight in context.plan.flights:
        for side in (-1.0, 1.0):
            turn = context.plan.turn
            if side in context.sides or (turn is not None and side == turn.side):
                continue
            nodes.append(_wall_rail(context, flight, side))
    return tuple(nodes)


def _wall_rail(context: StairContext, flight: Flight, side: float) -> Node:
    wall = side * (context.width / 2.0 + 0.002)
    z = wall - side * _WALL_REACH
    start, end = 0.5 * context.going, (flight.treads - 0.5) * context.going
    deep = context.rail_size[1] / context.cosine
    under = context.line(start) + context.rail_height - deep
    name = f"Wall rail {flight.name.lower()} {'left' if side < 0 else 'right'}"
    bar = translate(straight_rail(context, start, end, under, context.slope, name), (0.0, 0.0, z))
    count = max(2, round((end - start) / 0.8)) if end - start > 0.6 else 1
    brackets = []
    for x in _spread(start, end, count):
        y = context.line(x) + context.rail_height - deep
        brackets.append(translate(_bracket(side, context.detail), (x, y, wall)))
    parts = (Part(bar, context.rail_material), Part(merge(*brackets), context.fitting_material))
    return flight.frame.node(name, parts, slot=HANDRAIL.name)


def _spread(start: float, end: float, count: int) -> list[float]:
    """Places of brackets along a rail, 0.14 m in from its ends, metres."""
    if count == 1:
        return [0.5 * (start + end)]
    return [float(x) for x in np.linspace(start + 0.14, end - 0.14, count)]


@lru_cache(maxsize=8)
def _bracket(side: float, detail: int) -> Mesh:
    """An arm from the wall z = 0 to the rail's underside at the origin's height, and its rose."""
    reach = -side * _WALL_REACH
    path = [(0.0, -0.075, -side * 0.004), (0.0, -0.075, reach), (0.0, 0.006, reach)]
    arm = tube(path, 0.007, bend_radius=0.03, segments=(8, 10, 12)[detail], detail=detail)
    disc = [(0.0, 0.0), (0.028, 0.0), (0.03, 0.003), (0.024, 0.007), (0.012, 0.009), (0.0, 0.009)]
    rose = lathe(np.array(disc), segments=(12, 16, 24)[detail], grain="around")
    rose = rotate(rose, "x", -side * 90.0)
    return merge(arm, translate(rose, (0.0, -0.075, 0.0)))
