"""Treads, risers and solid bodies of straight flights."""

from __future__ import annotations

import math
from functools import lru_cache

import shapely

from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.outlines import outline_of
from opus_studio.engine.components.stair.plan import Flight
from opus_studio.engine.components.stair.sizes import FACING, FRAME_DEPTH
from opus_studio.engine.components.stair.step_assets import STEPS
from opus_studio.engine.geometry import Outline, Profile, boxes, extrude, extrusions, merge
from opus_studio.engine.scene import Mesh, Node, Part

_QUARTER = math.tan(math.pi / 8.0)
_INTO = 0.003


def flights(context: StairContext) -> tuple[Node, ...]:
    """The steps of every flight, a node each."""
    return tuple(
        flight.frame.node(flight.name, tuple(_parts(context, flight)), slot=STEPS.name)
        for flight in context.plan.flights
    )


def _parts(context: StairContext, flight: Flight) -> list[Part]:
    steps = context.resolved[STEPS]
    parts = []
    if steps.is_solid:
        parts.append(Part(_body(context, flight), context.core_material))
        if steps.is_bare:
            return parts
    parts.append(Part(_treads(context, flight), context.tread_material))
    if steps.has_risers:
        parts.append(Part(_risers(context, flight), context.riser_material))
    if steps.nose == "moulded":
        parts.append(Part(_scotias(context, flight), context.tread_material))
    if steps.riser_bar and context.string:
        parts.append(Part(_bars(context, flight), context.tread_material))
    return parts


@lru_cache(maxsize=64)
def tread_section(depth: float, thick: float, nosing: float, nose: str, detail: int = 2) -> Profile:
    """A tread from the side: the riser's face below it is x = 0, its upper side y = 0.

    Args:
        depth: From the riser's face to its back, metres.
        thick: Metres.
        nosing: How far it projects, metres.
        nose: `round`, `square` or `moulded`.
        detail: Level of detail, 0 to 2.
    """
    front = -nosing
    pen = Outline((front, -thick), (2, 3, 4)[detail])
    if nose == "square":
        shape = pen.to(depth, -thick).to(depth, 0.0).to(front, 0.0).close()
        return shape.eased(min(0.003, 0.2 * thick), (1, 1, 2)[detail])
    r = min(0.499 * thick, max(0.85 * nosing, 0.008))
    pen = Outline((front + r, -thick), (2, 3, 4)[detail]).to(depth, -thick).to(depth, 0.0)
    pen.to(front + r, 0.0).arc(front, -r, _QUARTER).to(front, r - thick)
    return pen.arc(front + r, -thick, _QUARTER).close()


def _treads(context: StairContext, flight: Flight) -> Mesh:
    n, go = flight.treads, context.going
    name = f"{flight.name} treads"
    section = tread_section(
        go + context.riser_thick - 0.0008,
        context.thick,
        context.nosing,
        context.resolved[STEPS].nose,
        context.detail,
    )
    top = tread_section(
        go, context.thick, context.nosing, context.resolved[STEPS].nose, context.detail
    )
    plain = n - 1 if flight.to_floor else n
    centres = [(i * go, (i + 1) * context.rise, 0.0) for i in range(n)]
    uv_offsets = context.sampler(name)(n)
    ease = 0.003 if context.detail else 0.0
    meshes = [extrusions(section, context.step_width, centres[:plain], axis="z", bevel=ease,
                         uv_offsets=uv_offsets[:plain])]  # fmt: skip
    if flight.to_floor:
        meshes.append(extrusions(top, context.width, centres[plain:], axis="z", bevel=ease,
                                 uv_offsets=uv_offsets[plain:]))  # fmt: skip
    return merge(*meshes)


def riser_width(context: StairContext) -> float:
    """Length of a riser, metres."""
    if context.carriage == "cut":
        return 2.0 * context.string_face - 0.001
    if context.carriage == "solid":
        return context.width - 0.004
    if context.carriage == "spine":
        return context.width - 0.03
    return context.step_width - 0.002


def _risers(context: StairContext, flight: Flight) -> Mesh:
    """Boards or slabs, let a little into the treads below and above."""
    n, thick = flight.treads, context.riser_thick or FACING
    sizes, centres = [], []
    for i in range(n):
        low = i * context.rise - (-0.0006 if i == 0 and flight.on_floor else _INTO)
        high = (i + 1) * context.rise - context.thick + _INTO
        sizes.append((thick, high - low, riser_width(context)))
        centres.append((i * context.going + thick / 2.0, (low + high) / 2.0, 0.0))
    return boxes(sizes, centres, 0.0015, grain="z", segments=1,
                 uv_offsets=context.sampler(f"{flight.name} risers")(n))  # fmt: skip


def _scotias(context: StairContext, flight: Flight) -> Mesh:
    """The hollow moulding below each nosing."""
    t, size = context.thick, min(0.016, context.nosing - 0.005)
    pen = Outline((0.002, -t - size), 3).to(0.002, 0.002 - t).to(-size, 0.002 - t)
    section = pen.to(-size, -t - 0.003).arc(-0.002, -t - size, -_QUARTER).close()
    n = flight.treads
    centres = [(i * context.going, (i + 1) * context.rise, 0.0) for i in range(n)]
    wide = riser_width(context) - 0.001
    return extrusions(section, wide, centres, axis="z", bevel=0.001, segments=1,
                      uv_offsets=context.sampler(f"{flight.name} scotias")(n))  # fmt: skip


def _bars(context: StairContext, flight: Flight) -> Mesh:
    """A bar half way up each open riser."""
    n = flight.treads
    size = (0.02, 0.045, context.step_width)
    centres = [
        (i * context.going + 0.012, (i + 0.5) * context.rise - context.thick / 2.0, 0.0)
        for i in range(n)
    ]
    return boxes(size, centres, 0.003, uv_offsets=context.sampler(f"{flight.name} bars")(n))


def _body(context: StairContext, flight: Flight) -> Mesh:
    """The solid below the steps with its slab."""
    return extrude(body_outline(context, flight), body_width(context), axis="z",
                   bevel=0.004 if context.detail else 0.0,
                   uv_offset=context.one(f"{flight.name} body"))  # fmt: skip


def body_width(context: StairContext) -> float:
    """Of a solid body; slabs stand out over it; metres."""
    return context.width - (0.012 if context.resolved[STEPS].is_stone else 0.0)


def cover(context: StairContext) -> float:
    """Thickness of what lies on a solid body, metres."""
    steps = context.resolved[STEPS]
    return 0.0 if steps.is_bare else context.thick


def body_outline(context: StairContext, flight: Flight) -> Profile:
    """The solid from the side: steps above, the slab's line below."""
    go, rise, n, over = context.going, context.rise, flight.treads, cover(context)
    m, low, end = context.slope, context.low, n * go
    back = FACING - 0.001 if context.resolved[STEPS].is_stone else 0.0
    teeth = [(back, -9.0)]
    for i in range(n):
        level = (i + 1) * rise - over
        teeth += [(i * go + back, level), (min((i + 1) * go + back, end), level)]
    shape = shapely.Polygon([*teeth, (end, -9.0)])
    far = end + 9.0
    slab = shapely.Polygon([(-9.0, low - 9.0 * m), (far, low + m * far), (far, 99.0), (-9.0, 99.0)])
    if not flight.to_floor and not context.winders:
        # The slab runs on below the landing until their undersides meet.
        under = (n + 1) * rise - over - FRAME_DEPTH + 0.004
        shape = shape.union(shapely.box(end - 0.001, -9.0, far, min(under, n * rise - over)))
    shape = shape.intersection(slab)
    floor = -over - FRAME_DEPTH
    if flight.on_floor:
        floor = 0.0
    else:
        # Beside the landing's slab the body's front is flush with its edge.
        shape = shape.union(shapely.box(0.0005, floor, go, -over).intersection(slab))
        if over:
            # The landing's covering projects below the first step.
            shape = shape.difference(shapely.box(-9.0, -over, context.nosing + 0.001, 0.0005))
    shape = shape.difference(shapely.box(-9.0, -99.0, far, floor))
    return outline_of(shape)
