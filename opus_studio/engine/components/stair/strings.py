"""What carries the steps: closed and cut strings, steel plates, a steel spine; landing frames."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import box as rectangle_of

from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.outlines import outline_of, raked
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.sizes import CAPPING_TOP
from opus_studio.engine.components.stair.spine import spine
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    boxes,
    extrude,
    merge,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_CLEAR = 0.001
_CLEATS = 0.04


def carriage(context: StairContext) -> tuple[Node, ...]:
    """Strings, plates or the spine of every flight."""
    nodes = []
    for flight in context.plan.flights:
        meshes = _flight(context, flight)
        if meshes:
            part = Part(merge(*meshes), context.string_material)
            name = f"{flight.name} {'beam' if context.carriage == 'spine' else 'strings'}"
            nodes.append(flight.frame.node(name, (part,), slot=CARRIAGE.name))
    return tuple(nodes)


def cappings(context: StairContext) -> tuple[Node, ...]:
    """The mouldings on the upper edges of closed strings; none where there are none."""
    if not context.capped:
        return ()
    z = context.string_face - context.string / 2.0
    nodes = []
    for flight in context.plan.flights:
        pieces = [
            translate(_capping(context, flight, name), (0.0, 0.0, side * z))
            for side, name in ((-1.0, "left"), (1.0, "right"))
        ]
        part = Part(merge(*pieces), context.string_material)
        nodes.append(flight.frame.node(f"{flight.name} cappings", (part,)))
    return (Node("Cappings", children=tuple(nodes), slot=CARRIAGE.name),)


def _flight(context: StairContext, flight: Flight) -> list[Mesh]:
    if context.carriage == "spine":
        return spine(context, flight)
    if not context.string:
        return []
    outline = string_outline(context, flight)
    z = context.string_face - context.string / 2.0
    pieces = []
    for side, name in ((-1.0, "left"), (1.0, "right")):
        board = raked(
            outline,
            context.string,
            context.pitch,
            context.one(f"{flight.name} {name} string"),
            0.0012 if context.carriage == "plates" else 0.003,
        )
        pieces.append(translate(board, (0.0, 0.0, side * z)))
    if context.carriage == "plates":
        pieces.append(_cleats(context, flight))
    if context.carriage == "cut" and context.resolved[CARRIAGE].brackets:
        pieces.append(_brackets(context, flight))
    return pieces


def foot_of(context: StairContext, flight: Flight) -> float:
    """X at which strings begin, metres."""
    if not flight.on_floor:
        return -2.0
    newel = context.post and not context.steel_posts and context.sides
    return -context.nosing - (0.014 if newel else 0.035)


def string_outline(context: StairContext, flight: Flight) -> Profile:
    """A string from the side, cut to fit the floor, the landing and the floor above."""
    n, go = flight.treads, context.going
    start, end = foot_of(context, flight), n * go
    end += -0.02 if flight.to_floor else max(context.riser_thick - 0.0022, 0.0)
    low, high, m = context.low, context.high, context.slope
    if context.carriage == "cut":
        shape = shapely.Polygon(_sawteeth(context, flight, end))
        bottom = [(start - 9.0, m * (start - 9.0) + low), (end + 9.0, m * (end + 9.0) + low)]
        above = shapely.Polygon([*bottom, (end + 9.0, 99.0), (start - 9.0, 99.0)])
        shape = shape.intersection(above)
    else:
        shape = shapely.Polygon(
            [(start, m * start + low), (end, m * end + low), (end, m * end + high),
             (start, m * start + high)]
        )  # fmt: skip
    top = n * context.rise
    taken = []
    if flight.to_floor:
        edge = (n - 1) * go - context.nosing - _CLEAR
        taken.append(rectangle_of(edge, top - context.thick - _CLEAR, end + 9.0, top + 9.0))
        taken.append(rectangle_of(start, top, end + 9.0, top + 9.0))
    else:
        level = top + context.rise
        edge = n * go - context.nosing - _CLEAR
        taken.append(rectangle_of(edge, level - context.thick - _CLEAR, end + 9.0, level + 9.0))
        taken.append(rectangle_of(start, level + _margin(context), end + 9.0, level + 9.0))
    if flight.on_floor:
        taken.append(rectangle_of(start - 9.0, -9.0, end + 9.0, 0.0))
    else:
        taken.append(rectangle_of(-9.0, -context.thick - _CLEAR, context.nosing + _CLEAR, 0.0005))
        taken.append(rectangle_of(-9.0, -9.0, 0.0005, 0.0005))
        taken.append(rectangle_of(-9.0, -9.0, -0.0012, 9.0))
    return outline_of(shape.difference(shapely.union_all(taken)))


def _margin(context: StairContext) -> float:
    """How far a closed string stands above a landing at its end, metres."""
    return max(context.high - context.rise, 0.0)


def _sawteeth(context: StairContext, flight: Flight, end: float) -> Floats:
    """The space under treads and behind risers, down without end."""
    n, go, t = flight.treads, context.going, context.thick
    back = context.riser_thick - 0.003 if context.riser_thick else 0.012
    points = [(back, -9.0)]
    for i in range(n):
        level = (i + 1) * context.rise - t - 0.0004
        points += [(i * go + back, level), (min((i + 1) * go + back, end), level)]
    points.append((end, -9.0))
    return np.array(points)


def _capping(context: StairContext, flight: Flight, name: str) -> Mesh:
    """A moulded strip on the upper edge of a closed string."""
    outline = string_outline(context, flight)
    x = outline.points[:, 0]
    m, high = context.slope, context.high
    # Where the sloping upper edge begins and ends.
    on = np.abs(outline.points[:, 1] - (m * x + high)) < 1e-4
    first, last = float(x[on].min()), float(x[on].max())
    path = [(first + 0.001, m * (first + 0.001) + high - 0.001, 0.0),
            (last - 0.012, m * (last - 0.012) + high - 0.001, 0.0)]  # fmt: skip
    return sweep(capping_section(context.string), path, up=(0.0, 1.0, 0.0),
                 uv_offsets=context.one(f"{flight.name} {name} capping"))  # fmt: skip


def capping_section(thick: float) -> Profile:
    """A capping about x = 0 over a string of a thickness, its underside on y = 0, metres."""
    half, h = thick / 2.0 + 0.011, CAPPING_TOP + 0.001
    pen = Outline((-half + 0.006, 0.0), 3).to(half - 0.006, 0.0)
    pen.arc(half, 0.45 * h, 0.3).to(half, 0.6 * h).arc(half - 0.4 * h, h, 0.41)
    pen.to(-half + 0.4 * h, h).arc(-half, 0.6 * h, 0.41).to(-half, 0.45 * h)
    return pen.arc(-half + 0.006, 0.0, 0.3).close()


def _cleats(context: StairContext, flight: Flight) -> Mesh:
    """Angles welded to the plates below the treads' ends."""
    n, go = flight.treads, context.going
    sizes, centres = [], []
    inner = context.width / 2.0 - context.string
    for i in range(n - 1 if flight.to_floor else n):
        x = i * go + (go - context.nosing) / 2.0 - 0.2 * context.nosing
        y = (i + 1) * context.rise - context.thick - 0.0005
        long = 0.62 * go
        for side in (-1.0, 1.0):
            sizes += [(long, 0.005, _CLEATS), (long, _CLEATS, 0.005)]
            upright = y - 0.004 - _CLEATS / 2.0
            centres.append((x, y - 0.0025, side * (inner - _CLEATS / 2.0)))
            centres.append((x, upright, side * (inner - 0.0022)))
    return boxes(sizes, centres, 0.001, segments=1, grain="x")


def _brackets(context: StairContext, flight: Flight) -> Mesh:
    """Scrolls sawn of thin board below the ends of the treads."""
    shape = bracket(0.8 * (context.going - 0.01), 0.78 * (context.rise - context.thick))
    # Small scrolls have finer edges.
    ease = 0.0015 if shape.height > 0.09 else 0.0005
    board = extrude(shape, 0.009, axis="z", bevel=ease, segments=1)
    pieces = []
    for i in range(flight.treads - 1 if flight.to_floor else flight.treads):
        for side in (-1.0, 1.0):
            z = side * (context.string_face + 0.0038)
            y = (i + 1) * context.rise - context.thick + 0.0006
            pieces.append(translate(board, (i * context.going + 0.006, y, z)))
    return merge(*pieces)


def bracket(wide: float, high: float) -> Profile:
    """A scrolled bracket: its upper edge on y = 0 from x = 0, its left edge down the riser.

    Args:
        wide: Metres.
        high: Metres.
    """
    w, h = wide, high
    pen = Outline((0.0, 0.0), 3).to(0.0, -h).arc(0.17 * w, -0.8 * h, 0.7)
    pen.arc(0.3 * w, -0.62 * h, -0.35).arc(0.4 * w, -0.66 * h, 0.5)
    pen.arc(0.58 * w, -0.5 * h, 0.5).arc(0.66 * w, -0.3 * h, -0.3)
    pen.arc(0.86 * w, -0.2 * h, 0.25).arc(w, -0.06 * h, -0.35)
    return pen.to(w, 0.0).close()
