"""What a leaf closes over: a wooden sill, a stone step or a low metal profile."""

from __future__ import annotations

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.assets import (
    THRESHOLD,
    MetalThreshold,
    NoThreshold,
    StoneThreshold,
    WoodThreshold,
)
from opus_studio.engine.components.door.context import REBATE, DoorContext
from opus_studio.engine.geometry import boxes, extrude, merge, rounded, translate
from opus_studio.engine.scene import Mesh, Node, Part

_UP = 0.0006
"""How far undersides lie above that of the frame, metres."""


def threshold(context: DoorContext) -> tuple[Node, ...]:
    """The threshold as a branch; none when there is none.

    Raises:
        TypeError: There is no such threshold.
    """
    asset = context.resolved[THRESHOLD]
    sampler = context.sampler("threshold")
    if isinstance(asset, NoThreshold):
        return ()
    if isinstance(asset, WoodThreshold):
        mesh, finish = _wood(context, asset, sampler), asset.wood
    elif isinstance(asset, StoneThreshold):
        mesh, finish = _stone(context, asset, sampler), asset.stone
    elif isinstance(asset, MetalThreshold):
        mesh, finish = _metal(context, asset), asset.metal
    else:
        raise TypeError(f"There is no threshold of {type(asset).__name__}.")
    material = context.material(THRESHOLD, "Threshold", finish)
    return (Node("Threshold", (Part(mesh, material),), slot=THRESHOLD.name),)


def _wood(context: DoorContext, asset: WoodThreshold, sampler: UvSampler) -> Mesh:
    """A level tread under the leaf that slopes away before it; between the jambs."""
    h, out, back = asset.threshold_height, asset.projection, -context.depth + 0.002
    slope = -context.depth + context.seat + 0.004
    nose = 0.6 * h
    # (y, z) of the section, drawn out along X.
    section = rounded([(_UP, back), (h, back), (h, slope), (nose, out), (_UP, out)],
                      min(0.006, 0.3 * nose), 3)  # fmt: skip
    plan = context.plan
    offset = sampler(1)[0].tolist()
    bar = extrude(section, plan.width - 0.0008, axis="x", bevel=0.001,
                  uv_offset=(offset[0], offset[1]))  # fmt: skip
    return translate(bar, (plan.middle, 0.0, 0.0))


def _stone(context: DoorContext, asset: StoneThreshold, sampler: UvSampler) -> Mesh:
    """A tread between the jambs and a slab before the wall, which runs past the frame."""
    h, out, plan = asset.threshold_height, asset.projection, context.plan
    deep = context.depth + 0.02
    tread = (plan.width - 0.0008, h - _UP, deep)
    slab = (context.width + 2 * asset.overhang, h - 0.002 - 2 * _UP, out)
    inner = boxes(tread, [(plan.middle, (h + _UP) / 2.0, 0.02 - deep / 2.0)], 0.0025, grain="x",
                  uv_offsets=sampler(1))  # fmt: skip
    outer = boxes(slab, [(0.0, slab[1] / 2.0 + 2 * _UP, out / 2.0 + 0.0006)], 0.006, grain="x",
                  uv_offsets=sampler(1))  # fmt: skip
    return merge(inner, outer)


def _metal(context: DoorContext, asset: MetalThreshold) -> Mesh:
    """A low profile with ramps at both sides and ribs that give a foot hold."""
    h, plan = asset.threshold_height, context.plan
    back, front = -context.depth + 0.002, -0.002
    ramp = min(1.2 * h, 0.25 * (front - back))
    section = rounded([(_UP, back), (0.3 * h, back), (h - 0.0015, back + ramp),
                       (h - 0.0015, front - ramp), (0.3 * h, front), (_UP, front)],
                      0.0008, 1)  # fmt: skip
    long = plan.width - 0.0008
    bar = extrude(section, long, axis="x")
    first, last = back + ramp + 0.006, front - ramp - 0.006
    count = max(2, int((last - first) / 0.009))
    centres = [(0.0, h - 0.0012, first + (last - first) * k / (count - 1)) for k in range(count)]
    ribs = boxes((long - 2 * REBATE - 0.004, 0.0024, 0.0032), centres, 0.0008, segments=1)
    return translate(merge(bar, ribs), (plan.middle, 0.0, 0.0))
