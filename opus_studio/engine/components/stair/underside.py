"""What is seen from below and beside: soffits between strings, spandrels down to the floor."""

from __future__ import annotations

import numpy as np
import shapely

from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.infill import boarding
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.sizes import HOUSED
from opus_studio.engine.geometry import Profile, boxes, extrude, merge
from opus_studio.engine.scene import Mesh, Node, Part

_BOARD = 0.11
_THICK = 0.012
_RECESS = 0.012
_PLINTH = 0.09


def soffits(context: StairContext) -> tuple[Node, ...]:
    """Boards or plaster between the strings of every flight."""
    if context.soffit == "none":
        return ()
    material = context.string_material
    if context.soffit == "plaster":
        material = context.material(CARRIAGE, "Soffit", "plaster")
    nodes = []
    for flight in context.plan.flights:
        part = Part(_soffit(context, flight), material)
        nodes.append(flight.frame.node(f"{flight.name} soffit", (part,), slot=CARRIAGE.name))
    return tuple(nodes)


def _soffit(context: StairContext, flight: Flight) -> Mesh:
    m, n, go = context.slope, flight.treads, context.going
    low = context.low + _RECESS / context.cosine
    high = low + _THICK / context.cosine
    start = -low / m if flight.on_floor else 0.003
    end = n * go - (0.024 if flight.to_floor else 0.003 - max(context.riser_thick - 0.003, 0.0))
    boarded = context.soffit == "boards"
    count = max(1, round((end - start) / context.cosine / _BOARD)) if boarded else 1
    edges = np.linspace(start, end, count + 1)
    wide = 2.0 * (context.string_face - context.string) + HOUSED
    uv_offsets = context.sampler(f"{flight.name} soffit")(count)
    pieces = []
    for k in range(count):
        x0, x1 = float(edges[k]) + 0.0003, float(edges[k + 1]) - 0.0003
        points = [(x0, m * x0 + low), (x1, m * x1 + low), (x1, m * x1 + high), (x0, m * x0 + high)]
        if flight.on_floor and points[0][1] < 0.01:
            strip = shapely.Polygon(points).difference(shapely.box(-9.0, -9.0, 99.0, 0.0008))
            shape = Profile.of(shapely.get_coordinates(strip.exterior)[:-1])
        else:
            shape = Profile.of(points).eased(0.002, 1)
        offset = (float(uv_offsets[k, 0]), float(uv_offsets[k, 1]))
        pieces.append(extrude(shape, wide, axis="z", uv_offset=offset))
    return merge(*pieces)


def spandrels(context: StairContext) -> tuple[Node, ...]:
    """Boarding with a plinth from the floor to the strings of the flight that starts there."""
    if context.solid or not context.resolved[CARRIAGE].spandrel:
        return ()
    flight = context.plan.flights[0]
    z = context.string_face - context.string / 2.0
    m, low = context.slope, context.low
    start = -low / m + 0.004
    end = flight.treads * context.going - (0.026 if flight.to_floor else 0.006)
    count = max(1, round((end - start) / _BOARD))
    edges = np.linspace(start, end, count + 1)
    nodes = []
    for side, name in ((-1.0, "left"), (1.0, "right")):
        uv_offsets = [context.one(f"spandrel {name} {k}") for k in range(count)]
        boards = boarding(
            edges.tolist(), (0.002, 0.0), (low + 0.014 / context.cosine, m), 0.02, uv_offsets
        )
        first = (_PLINTH - low) / m
        plinth = boxes((end - first - 0.002, _PLINTH, 0.014),
                       [((first + end - 0.002) / 2.0, _PLINTH / 2.0 + 0.0028, side * 0.0162)],
                       0.003, grain="x", uv_offsets=context.one(f"plinth {name}"))  # fmt: skip
        part = Part(merge(boards, plinth), context.string_material)
        node = flight.frame.then(0.0, 0.0, side * z).node(f"Spandrel {name}", (part,))
        nodes.append(node)
    return (Node("Spandrels", children=tuple(nodes), slot=CARRIAGE.name),)
