"""What carries a turn: the frame of a landing, the strings around winders."""

from __future__ import annotations

import math

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.outlines import raked
from opus_studio.engine.components.stair.plan import Turn, quarter_points
from opus_studio.engine.components.stair.sizes import FRAME_DEPTH
from opus_studio.engine.components.stair.turns import RIM, landing_span
from opus_studio.engine.geometry import Profile, boxes, translate
from opus_studio.engine.scene import Node, Part

_CLEAR = 0.001


def turn_carriage(context: StairContext) -> tuple[Node, ...]:
    """What carries the turn between two flights; none where a slab does."""
    place = context.plan.turn
    if place is None:
        return ()
    if place.winders:
        return tuple(_winder_strings(context, place)) if context.string else ()
    return () if context.solid else (_landing_frame(context, place),)


def _landing_frame(context: StairContext, place: Turn) -> Node:
    """Rim boards below a landing, joists between them, posts to the floor where wanted."""
    low, high = landing_span(context, place)
    level = place.frame.then(0.0, context.rise, 0.0)
    deep, thick = FRAME_DEPTH, RIM
    front, back = context.riser_thick + _CLEAR, context.landing - 0.006
    z0, z1 = low + 0.006, high - 0.006
    if not place.half:
        # Flush with the boards' riser line where the upper flight leaves.
        z0, z1 = (low + _CLEAR, z1) if place.side < 0 else (z0, high - _CLEAR)
    y = -context.thick - deep / 2.0 + 0.0005
    long, across = back - front, z1 - z0
    sizes = [(thick, deep, across), (thick, deep, across),
             (long - 2.0 * thick, deep, thick), (long - 2.0 * thick, deep, thick)]  # fmt: skip
    x = (front + back) / 2.0
    centres = [(front + thick / 2.0, y, (z0 + z1) / 2.0), (back - thick / 2.0, y, (z0 + z1) / 2.0),
               (x, y, z0 + thick / 2.0), (x, y, z1 - thick / 2.0)]  # fmt: skip
    if context.soffit != "none":
        sizes.append((long - 2.0 * thick + 0.002, 0.014, across - 2.0 * thick + 0.002))
        centres.append((x, y - deep / 2.0 + 0.015, (z0 + z1) / 2.0))
    else:
        count = max(1, round((across - 2.0 * thick) / 0.45))
        for k in range(1, count):
            z = z0 + thick / 2.0 + (across - thick) * k / count
            sizes.append((long - 2.0 * thick, 0.8 * deep, thick))
            centres.append((x, y + 0.1 * deep - 0.0005, z))
    # Wooden newels at the open side reach the floor themselves.
    newels = context.post > 0.0 and not context.steel_posts and -place.side in context.sides
    posts = context.resolved[LAYOUT].landing_posts
    if (posts or context.carriage == "spine") and not newels:
        side = 0.09
        tall = level.y - context.thick - deep + 0.002
        for px, pz in _post_places(context, place, (front, back), (z0, z1), side):
            sizes.append((side, tall, side))
            centres.append((px, -level.y + tall / 2.0, pz))
    mesh = boxes(sizes, centres, 0.003, uv_offsets=context.sampler("landing frame")(len(sizes)))
    return level.node("Landing frame", (Part(mesh, context.string_material),), slot=CARRIAGE.name)


def _post_places(
    context: StairContext,
    place: Turn,
    xs: tuple[float, float],
    zs: tuple[float, float],
    side: float,
) -> list[tuple[float, float]]:
    """At the landing's far corners, and at the lower flight's outer side."""
    inset = side / 2.0 + 0.004
    outer = zs[1] - inset if place.side < 0 else zs[0] + inset
    inner = zs[0] + inset if place.side < 0 else zs[1] - inset
    return [(xs[1] - inset, outer), (xs[1] - inset, inner)]


def winder_levels(context: StairContext, count: int) -> tuple[float, float, float]:
    """Upper edge of the strings around winders: at the start, the corner and the end, metres.

    Straight edges that clear every nosing; over the last tread of the lower flight.

    Args:
        context: The stair being made.
        count: How many winders.
    """
    w, rise = context.width, context.rise
    first, last = context.high, (count + 0.0) * rise + context.high
    margin = context.high - rise
    corner = 0.5 * (first + last)
    for k, (x, d) in enumerate(quarter_points(w, count)):
        need = (k + 1) * rise + margin
        if 0.05 * w < x < w - 1e-6:
            corner = max(corner, first + (need - first) * w / x)
        elif d < 0.95 * w and d > 1e-6:
            corner = max(corner, last - (last - need) * w / d)
    return first, corner, last


def _winder_strings(context: StairContext, place: Turn) -> list[Node]:
    """Strings along the two outer sides, on from those of the flights."""
    w = context.width
    first, corner, last = winder_levels(context, place.winders)
    low = context.low
    if context.carriage == "cut":
        low = -context.thick - context.slope * context.riser_thick - 0.04 / context.cosine
    deep = context.high - low
    # A hair within the ends of treads that lie on cut strings.
    trim = 0.001 if context.carriage == "cut" else 0.0
    z = -place.side * (w / 2.0 - context.string / 2.0 - trim)
    upper = context.plan.flights[1].frame.then(0.0, -place.winders * context.rise, 0.0)
    lower = place.frame
    nodes = []
    for name, frame, x0, x1, y0, y1 in (
        ("Winder string lower", lower, context.riser_thick + _CLEAR, w, first, corner),
        ("Winder string upper", upper, -w + context.string + _CLEAR, -0.002, corner, last),
    ):
        start = x0 if frame is lower else -w
        stop = x1 if frame is lower else 0.0
        rise = (y1 - y0) / (stop - start)
        a, b = y0 + (x0 - start) * rise, y0 + (x1 - start) * rise
        outline = Profile.of([(x0, a - deep), (x1, b - deep), (x1, b), (x0, a)])
        board = raked(outline, context.string, math.degrees(math.atan(rise)), context.one(name),
                      0.0012 if context.carriage == "plates" else 0.003)  # fmt: skip
        part = Part(translate(board, (0.0, 0.0, z)), context.string_material)
        nodes.append(frame.node(name, (part,), slot=CARRIAGE.name))
    return nodes
