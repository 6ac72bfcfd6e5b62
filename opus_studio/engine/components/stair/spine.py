"""A steel beam below the middle of the treads."""

from __future__ import annotations

import shapely
from shapely.geometry import box as rectangle_of

from opus_studio.engine.components.stair.carriage_assets import CARRIAGE, CarriageBase
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.outlines import outline_of, raked
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.sizes import FRAME_DEPTH
from opus_studio.engine.geometry import Profile, boxes, extrude, merge, place, translate
from opus_studio.engine.scene import Mesh

_PLATE = 0.008


def spine(context: StairContext, flight: Flight) -> list[Mesh]:
    """The beam, its saddles and plates, and what fixes it at its ends."""
    asset = context.resolved[CARRIAGE]
    n, go, m = flight.treads, context.going, context.slope
    top = -context.thick - _PLATE - 0.012
    low = top - asset.spine_height / context.cosine
    # Below a landing the beam runs on until it dies into the underside of its frame.
    under = (n + 1) * context.rise - context.thick - FRAME_DEPTH + 0.001
    end = n * go - 0.02 if flight.to_floor else max((under - low) / m, n * go)
    start = -0.1 if flight.on_floor else 0.0005
    shape = shapely.Polygon(
        [(start - 1.0, m * (start - 1.0) + low), (end, m * end + low), (end, m * end + top),
         (start - 1.0, m * (start - 1.0) + top)]
    )  # fmt: skip
    floor = 0.006 if flight.on_floor else -FRAME_DEPTH - context.thick
    shape = shape.difference(rectangle_of(-9.0, -9.0, 99.0, floor))
    shape = shape.difference(rectangle_of(-9.0, -9.0, start, 99.0))
    ceiling = n * context.rise - context.thick - _PLATE - 0.001
    shape = shape.difference(rectangle_of(-9.0, ceiling, n * go, 99.0))
    shape = shape.difference(rectangle_of(n * go, min(under, ceiling), 99.0, 99.0))
    beam = raked(
        outline_of(shape), asset.spine_width, context.pitch, context.one(flight.name), 0.004
    )
    return [
        beam,
        _saddles(context, flight, asset.spine_width, top),
        *_feet(context, flight, asset, low),
    ]


def _saddles(context: StairContext, flight: Flight, wide: float, top: float) -> Mesh:
    """Under each tread a wedge on the beam, and the plate to which the tread is screwed."""
    go, m = context.going, context.slope
    x0, x1 = 0.012, go - 0.012
    level = context.rise - context.thick - _PLATE
    places = [(i * go, i * context.rise, 0.0) for i in range(flight.treads)]

    def wedge(low: float) -> Mesh:
        """A wedge whose foot does not go below a level."""
        feet = [(x, max(m * x + top - 0.004, low)) for x in (x0, max(x0, (low - top) / m), x1)]
        shape = Profile.of([*feet, (x1, level + 0.001), (x0, level + 0.001)])
        return extrude(shape, wide - 0.012, axis="z", bevel=0.002, segments=1)

    first = wedge(0.006 if flight.on_floor else -9.0)
    wedges = merge(first, place(wedge(-9.0), places[1:]))
    size = (
        x1 - x0 - 0.006,
        _PLATE,
        min(max(0.42 * context.width, 2.2 * wide), context.width - 0.12),
    )
    plates = boxes(
        size,
        [(x + (x0 + x1) / 2.0, y + level + _PLATE / 2.0 - 0.0003, z) for x, y, z in places],
        0.0012, segments=1, grain="z",
    )  # fmt: skip
    return merge(wedges, plates)


def _feet(context: StairContext, flight: Flight, asset: CarriageBase, low: float) -> list[Mesh]:
    """A plate on the floor, and one against the floor above."""
    wide = asset.spine_width + 0.1
    feet = []
    if flight.on_floor:
        heel = -low / context.slope
        feet.append(boxes((heel + 0.16, 0.012, wide), [((heel - 0.1) / 2.0, 0.006, 0.0)], 0.002,
                          segments=1))  # fmt: skip
    end = flight.treads * context.going - 0.02
    if flight.to_floor:
        high = flight.treads * context.rise - context.thick - 0.02
        tall = high - (context.slope * end + low) + 0.05
        feet.append(translate(boxes((0.012, tall, wide), [(0.0, 0.0, 0.0)], 0.002, segments=1),
                              (end + 0.0055, high - tall / 2.0, 0.0)))  # fmt: skip
    return feet
