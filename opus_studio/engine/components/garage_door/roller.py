"""A curtain of interlocking slats in side guides, wound onto a shaft behind the head."""

from __future__ import annotations

import math

from opus_studio.engine.components.garage_door.assets import RollerLeaf
from opus_studio.engine.components.garage_door.context import LAP, LOW, GarageDoorContext
from opus_studio.engine.components.garage_door.hardware import pulls
from opus_studio.engine.geometry import Outline, boxes, extrusions, merge, rectangle
from opus_studio.engine.geometry.profiles import Profile
from opus_studio.engine.scene import Node, Part

_BEHIND = 0.012
_SLAT = 0.019


def roller(context: GarageDoorContext, asset: RollerLeaf) -> tuple[Node, ...]:
    """The curtain as far as it hangs down, its guides, and the box of the shaft."""
    width = context.clear[0] + 2 * LAP - 0.016
    top = context.clear[1] + LAP
    lift = asset.opening * (context.clear[1] - 0.16)
    z = -context.depth - _BEHIND - _SLAT
    low = LOW + lift
    pitch = asset.slat_height
    end_rail = 0.09
    count = max(1, math.ceil((top - low - end_rail) / pitch))
    places = [(0.0, end_rail + (k + 0.5) * pitch, 0.0) for k in range(count)]
    section = _slat(round(pitch, 4))
    curtain = extrusions(
        section, width, places, axis="x", uv_offsets=context.sampler("slats")(count)
    )
    rail = boxes((width, end_rail - 0.002, _SLAT + 0.004),
                 [(0.0, end_rail / 2.0, _SLAT / 2.0)], 0.003, grain="x",
                 uv_offsets=context.sampler("rail")(1))  # fmt: skip
    seal = boxes((width - 0.01, LOW, 0.014), [(0.0, -LOW / 2.0 + 0.003, _SLAT / 2.0)], 0.003)
    parts = (
        Part(merge(curtain, rail), context.leaf),
        Part(seal, context.fixed_material("Seal", "rubber")),
    )
    handle = pulls(context, 0.045, _SLAT + 0.002, 0.3)
    leaf = Node("Curtain", parts, tuple(handle), (0.0, low, z))
    # The webs of the guides carry the shaft box: they run on into it.
    carried = pitch + 0.05 if asset.shaft_box else 0.0
    made = (leaf, _guides(context, width, top, carried))
    return (*made, _box(context, width, top + pitch - 0.01)) if asset.shaft_box else made


def _slat(pitch: float) -> Profile:
    """(y, z): a slightly crowned hollow slat with a groove at its lower edge."""
    half, crown = pitch / 2.0, 0.16
    pen = Outline((-half + 0.0012, 0.002), 3)
    pen.to(half - 0.0012, 0.002).to(half - 0.0012, 0.010)
    pen.to(half - 0.006, _SLAT - 0.005)
    pen.arc(-half + 0.008, _SLAT - 0.005, crown)
    pen.to(-half + 0.0012, 0.010)
    return pen.close().eased(0.0008, 1)


def _guides(context: GarageDoorContext, width: float, top: float, carried: float) -> Node:
    """Channels that hold the curtain's ends; their webs run so far above them, metres."""
    near = -context.depth - 0.0008
    deep = _BEHIND + _SLAT + 0.014
    sizes, centres = [], []
    for side in (-1.0, 1.0):
        edge = side * (width / 2.0 + 0.012)
        tall = top + carried
        sizes += [(0.006, tall, deep), (0.034, top - 0.001, 0.005), (0.034, top - 0.001, 0.005)]
        centres += [
            (edge, tall / 2.0 + 0.0006, near - deep / 2.0),
            (edge - side * 0.018, top / 2.0 + 0.001, near - 0.0036),
            (edge - side * 0.018, top / 2.0 + 0.001, near - deep + 0.0036),
        ]
    mesh = boxes(sizes, centres, 0.0012, segments=1)
    return Node("Guides", (Part(mesh, context.leaf),))


def _box(context: GarageDoorContext, width: float, top: float) -> Node:
    """The housing of the shaft behind the head, inside."""
    side = 0.3
    z = -context.depth - 0.002 - side / 2.0
    ring = rectangle(side, side, 0.05, 1, centred=True)
    outer = extrusions(ring, width + 0.04, [(0.0, top + side / 2.0 + 0.004, z)], axis="x")
    return Node("Shaft box", (Part(outer, context.leaf),))
