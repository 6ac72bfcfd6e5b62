"""The frame in the wall, and the casing around it."""

from __future__ import annotations

from opus_studio.engine.components.garage_door.assets import (
    LEAF,
    TRIM,
    CraftsmanTrim,
    NoTrim,
    SideHingedLeaf,
    TrimBase,
)
from opus_studio.engine.components.garage_door.context import GarageDoorContext
from opus_studio.engine.components.garage_door.swinging import has_post
from opus_studio.engine.geometry import Profile, boxes, extrude, frame, merge, rectangle, translate
from opus_studio.engine.scene import Mesh, Node, Part

_LET_IN = 0.001


def frame_body(context: GarageDoorContext) -> Mesh:
    """Jambs and head of exactly the size asked for, and what hinged leaves need."""
    sampler = context.sampler("frame")
    section = rectangle(context.jamb, context.depth, 0.0025, 2)
    pieces = [frame(context.width, context.height, section, sides="no_bottom", z=-context.depth,
                    uv_offsets=sampler(3))]  # fmt: skip
    leaf = context.resolved[LEAF]
    post = has_post(context, leaf)
    if post:
        deep = context.depth - 0.001
        pieces.append(boxes((context.jamb, context.clear[1], deep),
                            [(0.0, context.clear[1] / 2.0, -context.depth / 2.0)], 0.0025,
                            uv_offsets=sampler(1)))  # fmt: skip
    if isinstance(leaf, SideHingedLeaf):
        pieces.append(_stops(context, post))
    return merge(*pieces)


def _stops(context: GarageDoorContext, post: bool) -> Mesh:
    """Strips behind the leaves, against which they close."""
    sampler = context.sampler("stops")
    deep = min(0.03, context.depth - 0.012 - context.thick - 0.004)
    section = rectangle(0.016, deep, 0.0015, 1)
    z = -0.012 - context.thick - 0.003 - deep
    half = context.jamb / 2.0
    spans = [(-context.clear[0] / 2.0, context.clear[0] / 2.0)]
    if post:
        spans = [(spans[0][0], -half), (half, spans[0][1])]
    rings = []
    for x0, x1 in spans:
        ring = frame(
            x1 - x0, context.clear[1], section, sides="no_bottom", z=z, uv_offsets=sampler(3)
        )
        rings.append(translate(ring, ((x0 + x1) / 2.0, 0.0, 0.0)))
    return merge(*rings)


def trim(context: GarageDoorContext) -> tuple[Node, ...]:
    """The casing as a branch; none when there is none."""
    asset = context.resolved[TRIM]
    if isinstance(asset, NoTrim) or not isinstance(asset, TrimBase):
        return ()
    w, t, uv_offset = asset.casing_width, asset.casing_thickness, context.sampler("trim")
    cover = 0.3 * context.jamb
    x, y = context.width / 2.0 - cover + w / 2.0, context.height - cover
    across = context.width + 2 * (w - cover)
    block = 0.2 if isinstance(asset, CraftsmanTrim) else 0.004
    high = y - block + 0.004
    sizes = [(w, high, t)] * 2
    centres = [(side * x, y - high / 2.0, t / 2.0 - _LET_IN) for side in (-1.0, 1.0)]
    pieces = []
    if isinstance(asset, CraftsmanTrim):
        for side in (-1.0, 1.0):
            sizes.append((w + 0.012, block, t + 0.01))
            centres.append((side * x, block / 2.0, (t + 0.01) / 2.0 - 0.0016))
        head = w * asset.head_ratio
        layers = [(across + 0.03, 0.016, t + 0.012), (across, head, t + 0.003),
                  (across + 0.06, 0.028, t + 0.034)]  # fmt: skip
        for wide, tall, deep in layers:
            sizes.append((wide, tall, deep))
            centres.append((0.0, y + tall / 2.0, deep / 2.0 - _LET_IN))
            y += tall
        if asset.keystone:
            pieces.append(_keystone(head + 0.04, t + 0.022, y - 0.028 - head - 0.03, context))
    else:
        sizes.append((across + 0.016, w, t + 0.004))
        centres.append((0.0, y + w / 2.0, (t + 0.004) / 2.0 - _LET_IN))
    pieces.append(boxes(sizes, centres, 0.0028, uv_offsets=uv_offset(len(sizes))))
    return (
        Node("Casing", (Part(merge(*pieces), context.joinery(TRIM, "Casing")),), slot=TRIM.name),
    )


def _keystone(high: float, deep: float, y: float, context: GarageDoorContext) -> Mesh:
    shape = Profile.of([(-0.07, 0.0), (0.07, 0.0), (0.105, high), (-0.105, high)])
    offset = context.sampler("keystone")(1)[0].tolist()
    body = extrude(shape, deep, axis="z", bevel=0.004, start=-0.0006,
                   uv_offset=(offset[0], offset[1]))  # fmt: skip
    return translate(body, (0.0, y, 0.0))
