"""Landings and winders between two flights."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.palette import is_metal
from opus_studio.engine.components.stair.plan import Turn, quarter_points
from opus_studio.engine.components.stair.sizes import FACING, FRAME_DEPTH, HOUSED
from opus_studio.engine.components.stair.step_assets import STEPS
from opus_studio.engine.components.stair.steps import (
    body_width,
    cover,
    riser_width,
    tread_section,
)
from opus_studio.engine.geometry import (
    boxes,
    by_pitch,
    extrude,
    merge,
    mirror,
    prism,
    rotate,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

RIM = 0.045
"""Thickness of the boards of a landing's frame, metres."""

_HOLLOW = 0.09


def turn(context: StairContext) -> tuple[Node, ...]:
    """The steps between two flights as one node; none in a straight stair."""
    place = context.plan.turn
    if place is None:
        return ()
    if place.winders:
        return (place.frame.node("Winders", tuple(_winders(context, place)), slot=STEPS.name),)
    frame = place.frame.then(0.0, context.rise, 0.0)
    return (frame.node("Landing", tuple(_landing(context, place)), slot=STEPS.name),)


def landing_span(context: StairContext, place: Turn) -> tuple[float, float]:
    """The z of a landing's lower and higher edge, metres."""
    outer = -place.side * context.width / 2.0
    far = 1.5 * context.width + context.well if place.half else context.width / 2.0
    low, high = sorted((outer, place.side * far))
    return low, high


def _landing(context: StairContext, place: Turn) -> list[Part]:
    """Boards or slabs with a nosing, and the riser below it; y = 0 is the landing's level."""
    steps = context.resolved[STEPS]
    parts = []
    bare = steps.is_bare
    if context.solid:
        parts.append(
            Part(merge(_slab(context, place), *_piers(context, place)), context.core_material)
        )
    if not bare:
        parts.append(Part(_boards(context, place), context.tread_material))
    if steps.has_risers:
        thick = context.riser_thick or FACING
        high, low = -context.thick + 0.003, -context.rise - 0.003
        box = boxes((thick, high - low, riser_width(context)),
                    [(thick / 2.0, (high + low) / 2.0, 0.0)], 0.0015, grain="z", segments=1,
                    uv_offsets=context.one("landing riser"))  # fmt: skip
        parts.append(Part(box, context.material(STEPS, "Risers", steps.riser_finish)))
    return parts


def _boards(context: StairContext, place: Turn) -> Mesh:
    low, high = landing_span(context, place)
    if not place.half:
        # The edge to the upper flight has its nosing too.
        slab = context.riser_thick or FACING
        over = context.nosing + (0.0012 if abs(context.nosing - slab) < 0.001 else 0.0)
        low, high = (low - over, high) if place.side < 0 else (low, high + over)
    steps = context.resolved[STEPS]
    board = 0.5 if steps.is_stone else 0.145
    pitch = context.landing if is_metal(steps.finish_name) else board
    count, size = by_pitch(context.landing, pitch)
    uv_offsets = context.sampler("landing boards")(count)
    long, middle = high - low, (low + high) / 2.0
    first = tread_section(size - 0.0004, context.thick, context.nosing, steps.nose, context.detail)
    pieces = [translate(extrude(first, long, axis="z", bevel=0.002,
                                uv_offset=(float(uv_offsets[0, 0]), float(uv_offsets[0, 1]))),
                        (0.0, 0.0, middle))]  # fmt: skip
    if count > 1:
        centres = [((k + 0.5) * size, -context.thick / 2.0, middle) for k in range(1, count)]
        pieces.append(boxes((size - 0.0004, context.thick, long), centres, 0.0012, grain="z",
                            segments=1, uv_offsets=uv_offsets[1:]))  # fmt: skip
    return merge(*pieces)


def _slab(context: StairContext, place: Turn) -> Mesh:
    low, high = landing_span(context, place)
    trim = (context.width - body_width(context)) / 2.0
    top = -cover(context)
    front = FACING - 0.001 if context.resolved[STEPS].is_stone else 0.0
    size = (context.landing - front - trim, FRAME_DEPTH, high - low - 2.0 * trim)
    centre = ((front + context.landing - trim) / 2.0, top - FRAME_DEPTH / 2.0, (low + high) / 2.0)
    return boxes(size, [centre], 0.004, uv_offsets=context.one("slab"))


def _piers(context: StairContext, place: Turn) -> list[Mesh]:
    """Square piers below a slab's far corners, where they are wanted."""
    if not context.resolved[LAYOUT].landing_posts:
        return []
    low, high = landing_span(context, place)
    side, inset = 0.2, 0.13
    tall = place.frame.y + context.rise - cover(context) - FRAME_DEPTH + 0.004
    centres = [
        (context.landing - inset, tall / 2.0 - place.frame.y - context.rise, z)
        for z in (low + inset, high - inset)
    ]
    return [boxes((side, tall, side), centres, 0.006, uv_offsets=context.sampler("piers")(2))]


# ---- winders ---------------------------------------------------------------------------------


def _winders(context: StairContext, place: Turn) -> list[Part]:
    """Winding treads in the square of the turn; y = 0 is the lower flight's last tread."""
    steps, count, cut = context.resolved[STEPS], place.winders, context.sampler("winders")
    offsets = cut(2 * count)
    treads, risers, cores = [], [], []
    bare = steps.is_bare
    for k in range(count):
        level = (k + 1) * context.rise
        one = (float(offsets[k, 0]), float(offsets[k, 1]))
        plan = _kite(context, k, count, context.nosing)
        if not bare:
            ease = min(0.45 * context.thick, 0.006)
            treads.append(prism(plan, context.thick, bevel=ease, start=level - context.thick,
                                uv_offset=one))  # fmt: skip
        if context.solid:
            front = FACING - 0.001 if steps.is_stone else 0.0
            core = _kite(context, k, count, -front, context.width - body_width(context), _HOLLOW)
            deep = context.rise + 0.14
            cores.append(prism(core, deep - cover(context), bevel=0.003, start=level - deep,
                               uv_offset=one))  # fmt: skip
        if steps.has_risers:
            risers.append(_winder_riser(context, k, count, (float(offsets[count + k, 0]), 0.3)))
    made = (
        (cores, context.core_material),
        (treads, context.tread_material),
        (risers, context.riser_material),
    )
    return [
        Part(_sided(merge(*meshes), place.side), material) for meshes, material in made if meshes
    ]


def _sided(mesh: Mesh, side: float) -> Mesh:
    """Made for a turn to the left, mirrored for one to the right."""
    return mesh if side < 0.0 else mirror(mesh, "z")


def _kite(
    context: StairContext, k: int, count: int, nosing: float, trim: float = 0.0, hollow: float = 0.0
) -> Floats:
    """`(n, 2)` plan of a winder as (X, -Z) for a turn to the left; the inner corner is (0, w/2).

    Args:
        context: The stair being made.
        k: Which winder, from below.
        count: How many there are.
        nosing: How far its front edge stands before its riser, metres.
        trim: How far it stays within the outer sides, metres.
        hollow: Radius about the inner corner that it leaves to the newel, metres.
    """
    w = context.width
    # Treads end in the strings, and a hair short of the edges where solid slabs meet.
    housed = _housed(context)
    reach = w - max(housed, trim / 2.0, 0.0)
    points = [(x * reach / w, d * reach / w) for x, d in quarter_points(w, count)[k : k + 2]]
    first, last = np.array(points[0]), np.array(points[1])
    near, home = (ray * hollow / math.hypot(*ray) for ray in (first, last))
    outline = [first]
    if first[0] < reach - 1e-9 and last[1] < reach - 1e-9:
        outline.append(np.array([reach, reach]))
    outline.append(last)
    back = _across(last) * (context.riser_thick + 0.0004 if context.riser_thick else -0.0004)
    front = -_across(first) * nosing
    ring = [near + front, first + front, *outline[1:-1], last + back]
    if context.riser_thick or hollow:
        ring.append(home + back)
    # As (X, -Z): the inner corner lies at z = -w/2, and d runs from it towards +Z.
    plan = np.array([(x, w / 2.0 - d) for x, d in ring])
    area = 0.5 * float(np.sum(plan[:, 0] * np.roll(plan[:, 1], -1)
                              - np.roll(plan[:, 0], -1) * plan[:, 1]))  # fmt: skip
    return plan if area > 0.0 else plan[::-1].copy()


def _housed(context: StairContext) -> float:
    """How far winders stay within the outer sides: let into strings, or between plates; metres."""
    if context.carriage == "plates":
        return context.string + 0.0006
    return context.string - HOUSED if context.carriage in ("closed", "cut") else 0.0


def _across(ray: Floats) -> Floats:
    """Unit direction across a riser's line on the way up, as (x, d)."""
    length = math.hypot(float(ray[0]), float(ray[1]))
    return np.array([ray[1], -ray[0]]) / length


def _winder_riser(context: StairContext, k: int, count: int, offset: tuple[float, float]) -> Mesh:
    """A riser along a ray from the inner corner, for a turn to the left.

    Its edges are sharp: all of them lie in treads, strings and the newel.
    """
    thick = context.riser_thick or FACING
    x, d = quarter_points(context.width, count)[k]
    housed = max(_housed(context), 0.002)
    reach = math.hypot(x, d) * (context.width - housed - 0.001) / context.width
    high = (k + 1) * context.rise - context.thick + 0.003
    low = k * context.rise - 0.003
    near = max(housed, 0.02) + 0.0023
    board = boxes((thick, high - low, reach - near),
                  [(thick / 2.0, (high + low) / 2.0, (reach + near) / 2.0)], 0.0, grain="z",
                  segments=0, uv_offsets=offset)  # fmt: skip
    turned = rotate(board, "y", math.degrees(math.atan2(x, d)))
    return translate(turned, (0.0, 0.0, -context.width / 2.0))
