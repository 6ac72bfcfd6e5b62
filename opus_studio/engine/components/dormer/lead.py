"""Where a dormer meets the roof: apron, soakers, valleys, and the hole that it needs."""

from __future__ import annotations

import math

import numpy as np
import shapely

from opus_studio.engine.building.courses import clean
from opus_studio.engine.building.flashing import apron, side
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.components.dormer.assets import LEAD
from opus_studio.engine.components.dormer.context import WALL, DormerContext
from opus_studio.engine.geometry import merge, mirror
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_LINING = 0.012


def lead(context: DormerContext) -> tuple[Node, ...]:
    """The metal around the dormer, and inside what closes it where the roof has no hole."""
    asset = context.resolved[LEAD]
    wide = 0.62 * context.width if context.eyebrow else context.width
    pieces = [apron(wide, 0.0, 1.0, context.surface, asset.lap, asset.upstand)]
    if not context.eyebrow:
        pieces.append(_border(context, asset.lap))
        end = context.cheek_end - (asset.upstand + 0.04) / (context.rise - context.fall)
        if end > 0.15:
            right = side(
                context.width / 2.0 - 0.006, (-end, -0.03), context.surface, asset.upstand, 0.0
            )
            pieces += [right, mirror(right, "x")]
    nodes = [Node("Lead", (Part(merge(*pieces), context.lead),), slot=LEAD.name)]
    if not context.site.open_below:
        plaster = context.fixed_material("Dormer plaster", "plaster")
        nodes.append(Node("Lining back", (Part(_back(context), plaster),), slot=LEAD.name))
    return tuple(nodes)


def region(context: DormerContext, lift: float) -> shapely.Geometry:
    """The plan over which the roof's lower face, lifted by metres, is above the main roof."""
    if context.eyebrow:
        back = (context.high + lift) / (context.rise - context.fall)
        return shapely.box(-context.width / 2.0, -context.verge, context.width / 2.0, back)
    if context.curved:
        half = context.width / 2.0 + context.overhang
        x = np.linspace(-half, half, 25)
        ends = np.column_stack([x, (context.curve(x) + lift) / context.rise])
        front = np.array([(-half, -context.verge), (half, -context.verge)])
        return shapely.Polygon(np.vstack([front, ends[::-1]]))
    parts = [context.above(slope, lift) for slope in context.slopes()]
    return shapely.union_all(
        [shapely.Polygon(ring).buffer(1e-6, join_style="mitre") for ring in parts if len(ring) > 2]
    )


def footing(context: DormerContext) -> shapely.Geometry:
    """What of the main roof the dormer stands on, in plan."""
    end = context.cheek_end
    stands = shapely.box(-context.width / 2.0, 0.0, context.width / 2.0, end)
    over = region(context, context.thick)
    low = max(end - 0.03, 0.0)
    behind = shapely.intersection(over, shapely.box(-9.0, low, 9.0, 60.0))
    return shapely.simplify(shapely.union(stands, behind), 2e-4)


def hole(context: DormerContext) -> Floats:
    """`(k, 2)` plan ring of the hole that the main roof needs, counter-clockwise."""
    # Where the slope is steep it would come up in the window: it ends below its foot.
    low = max((context.opening[2] - 0.025) / context.rise, 0.02)
    if context.eyebrow:
        reach = 0.3 * context.width
        back = 0.86 * context.high / (context.rise - context.fall)
        shape = shapely.box(-reach, min(WALL + _LINING, low), reach, max(back, WALL + 0.1))
    else:
        # Its edges are behind the linings.
        inner = context.cheek[1] - 0.7 * _LINING
        room = shapely.box(-inner, min(WALL + 0.75 * _LINING, low), inner, 60.0)
        shape = shapely.intersection(region(context, -0.02), room)
    return clean(counter_clockwise(shapely.get_coordinates(shape.exterior)[:-1]))


def outline(context: DormerContext) -> Floats:
    """`(k, 2)` plan ring of what it covers of the roof with lead and eaves, counter-clockwise.

    What stands out before its apron hangs over the roof and counts for nothing.
    """
    lap = context.resolved[LEAD].lap
    steep = math.cos(math.radians(context.pitch))
    lead = _in_plane(context, footing(context)).buffer(lap + 0.02, join_style="mitre")
    on_roof = shapely.transform(lead, lambda points: points * (1.0, steep))
    over = shapely.intersection(region(context, 0.0), shapely.box(-99.0, 0.0, 99.0, 99.0))
    ring = shapely.get_coordinates(shapely.union(on_roof, over).convex_hull.exterior)[:-1]
    return counter_clockwise(ring)


def _frame(context: DormerContext, lift: float) -> Floats:
    """The main roof's plane: origin, level direction, up the slope, normal."""
    angle = math.radians(context.pitch)
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[0.0, lift, 0.0], [1.0, 0.0, 0.0], [0.0, s, -c], [0.0, c, s]])


def _in_plane(context: DormerContext, shape: shapely.Geometry) -> shapely.Geometry:
    """A plan shape in the main roof's plane."""
    scale = 1.0 / math.cos(math.radians(context.pitch))
    return shapely.transform(shape, lambda points: points * (1.0, scale))


def _border(context: DormerContext, lap: float) -> Mesh:
    """Soakers beside the cheeks and valleys beside the roof, one sheet on each side."""
    shape = _in_plane(context, footing(context))
    ring = shape.buffer(lap + 0.0037, join_style="mitre", mitre_limit=2.0).difference(
        shape.buffer(-0.0537, join_style="mitre")
    )
    rings = []
    for low, high in ((-9.0, -0.0004), (0.0004, 9.0)):
        half = shapely.intersection(ring, shapely.box(low, -0.004, high, 60.0))
        rings += [
            clean(counter_clockwise(shapely.get_coordinates(part.exterior)[:-1]))
            for part in shapely.get_parts(half)
            if part.geom_type == "Polygon" and part.area > 1e-3
        ]
    # Between the apron's faces, whatever the slope.
    steep = math.cos(math.radians(context.pitch))
    sunk, lift = (context.site.sunk + 0.0012) * steep, 0.006 * steep
    lows, tops = ([np.full(len(ring), by) for ring in rings] for by in (-sunk, lift))
    return prisms(rings, lows, tops, _frame(context, 0.0), (0.0, 0.0))


def _back(context: DormerContext) -> Mesh:
    """Plaster on the roof inside the dormer: seen through the glass where there is no hole."""
    ring = counter_clockwise(
        shapely.get_coordinates(_in_plane(context, shapely.Polygon(hole(context))).exterior)[:-1]
    )
    return prisms([clean(ring)], [np.full(len(ring), 0.02)], [np.full(len(ring), 0.034)],
                  _frame(context, 0.0), (0.0, 0.0))  # fmt: skip
