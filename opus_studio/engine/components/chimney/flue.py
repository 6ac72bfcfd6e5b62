"""A steel flue: a twin-wall pipe in lengths with locking bands, through a roof or up a wall."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.chimney.assets import (
    FLASHING,
    FORM,
    FlashingBase,
    FlueForm,
)
from opus_studio.engine.components.chimney.context import ChimneyContext
from opus_studio.engine.components.chimney.pot_assets import (
    POTS,
    CowlPots,
)
from opus_studio.engine.components.chimney.pots import ball, hood
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    extrude,
    lathe,
    merge,
    place,
    rotate,
    translate,
    tube,
)
from opus_studio.engine.scene import Material, Mesh, Node, Part

_LENGTH = 1.0
"""Of a piece of pipe, metres."""

_GAP = 0.12
"""Between a wall and the pipe, metres."""


def flue(context: ChimneyContext, form: FlueForm) -> tuple[Node, ...]:
    """The pipe, its end, and what holds it."""
    metal = context.material(FORM, "Chimney flue", form.metal)
    radius = form.flue_diameter / 2.0
    wall = form.mount == "wall"
    top = form.wall_height if wall else form.stack_height
    z = _GAP + radius if wall else 0.0
    # On a wall it leaves the house through a tee a little above the ground.
    slope = context.surface.falls[0]
    low = 0.45 if wall else -(0.1 + radius * slope)
    pipe = _pipe(radius, low, top - 0.012, context.detail)
    end = _end(context, radius)
    nodes = [
        Node("Flue", (Part(translate(pipe, (0.0, 0.0, z)), metal),), slot=FORM.name),
        Node("Cowl", (Part(end, _cowl_metal(context, form)),), slot=POTS.name)
        .moved((0.0, top - 0.03, z)),
    ]  # fmt: skip
    if wall:
        nodes.append(_fixings(context, form, radius, low, top))
    elif isinstance(context.resolved[FLASHING], FlashingBase):
        nodes.append(_collar(context, radius))
    return tuple(nodes)


def _cowl_metal(context: ChimneyContext, form: FlueForm) -> Material:
    asset = context.resolved[POTS]
    finish = asset.cowl_finish if isinstance(asset, CowlPots) else form.metal
    return context.material(POTS, "Chimney cowl", finish)


def _end(context: ChimneyContext, radius: float) -> Mesh:
    asset = context.resolved[POTS]
    turning = isinstance(asset, CowlPots) and asset.rotating
    return ball(0.9 * radius, context.detail) if turning else hood(0.9 * radius, context.detail)


def _pipe(radius: float, low: float, top: float, detail: int) -> Mesh:
    """A pipe with a locking band at every joint, closed at both ends."""
    points = [(0.0, low), (radius, low)]
    joints = np.arange(1, math.ceil((top - low - 0.2) / _LENGTH)) * _LENGTH + low
    for y in joints.tolist():
        points += [(radius, y - 0.025), (radius + 0.006, y - 0.021), (radius + 0.006, y - 0.004),
                   (radius + 0.002, y), (radius + 0.006, y + 0.004), (radius + 0.006, y + 0.021),
                   (radius, y + 0.025)]  # fmt: skip
    points += [(radius, top - 0.03), (radius + 0.008, top - 0.026), (radius + 0.008, top),
               (0.0, top)]  # fmt: skip
    return lathe(Profile.of(points, closed=False), detail=detail, grain="axis")


def _collar(context: ChimneyContext, radius: float) -> Node:
    """A cone on a plate that lies on the roof, and the storm collar above it."""
    asset = context.resolved[FLASHING]
    assert isinstance(asset, FlashingBase)
    pitch = context.surface.front if context.surface.back <= 0.0 else 0.0
    slope = math.tan(math.radians(pitch))
    half = radius + asset.lap
    plate = rotate(bevelled_box((2 * half, 0.008, 2 * half / math.cos(math.radians(pitch))), 0.003),
                   "x", pitch)  # fmt: skip
    high = (radius + 0.05) * slope + 0.10 + 0.4 * asset.upstand
    foot = -(radius + 0.06) * slope - context.site.sunk
    cone = lathe(Profile.of([(0.0, foot), (radius + 0.055, foot),
                             (radius + 0.05, 0.06 * radius), (radius + 0.012, high), (0.0, high)],
                            closed=False), detail=context.detail)  # fmt: skip
    storm = lathe(
        Profile.of(
            [
                (0.0, high - 0.01),
                (radius + 0.055, high - 0.016),
                (radius + 0.057, high - 0.011),
                (radius + 0.01, high + 0.03),
                (0.0, high + 0.03),
            ],
            closed=False,
        ),
        detail=context.detail,
    )
    lead = Part(merge(translate(plate, (0.0, 0.004, 0.0)), cone),
                context.material(FLASHING, "Chimney flashing", asset.flashing_finish))  # fmt: skip
    form = context.resolved[FORM]
    assert isinstance(form, FlueForm)
    ring = Part(storm, context.material(FORM, "Chimney flue", form.metal))
    return Node("Flashing", (lead, ring), slot=FLASHING.name)


def _fixings(
    context: ChimneyContext, form: FlueForm, radius: float, low: float, top: float
) -> Node:
    """The tee through the wall, its console, and brackets every 2.4 m."""
    z = _GAP + radius
    y = low + 0.42
    tee = rotate(_disc(radius - 0.001, z, context.detail), "x", 90.0)
    plate = [(0.0, 0.0), (radius + 0.05, 0.0), (radius + 0.05, 0.006), (radius + 0.012, 0.014),
             (0.0, 0.014)]  # fmt: skip
    rose = rotate(lathe(Profile.of(plate, closed=False), detail=context.detail), "x", 90.0)
    pieces = [translate(tee, (0.0, y, 0.0005)), translate(rose, (0.0, y, 0.0))]
    half = radius + 0.03
    count = max(1, round((top - low - 1.0) / 2.4))
    heights = np.linspace(low + 1.3, top - 0.6, count + 1)
    pieces += [_console(half, z, radius, low), *(_bracket(radius, z, float(h)) for h in heights)]
    metal = context.material(FORM, "Chimney flue", form.metal)
    return Node("Fixings", (Part(merge(*pieces), metal),), slot=FORM.name)


def _console(half: float, z: float, radius: float, low: float) -> Mesh:
    """The shelf on which the pipe stands, on two gussets."""
    reach = z + radius + 0.03
    shelf = bevelled_box((2 * half, 0.008, reach), 0.0015,
                         centre=(0.0, low - 0.003, reach / 2.0 + 0.001))  # fmt: skip
    outline = Profile.of([(0.0, 0.002), (-0.26, 0.002), (-0.26, 0.04), (-0.03, reach - 0.02),
                          (0.0, reach - 0.02)])  # fmt: skip
    gusset = extrude(outline, 0.006, axis="x", bevel=0.0015, segments=1)
    sides = place(gusset, [(-half + 0.03, low - 0.0065, 0.0), (half - 0.03, low - 0.0065, 0.0)])
    return merge(shelf, sides)


def _bracket(radius: float, z: float, y: float) -> Mesh:
    """A clip around the pipe, two arms and their wall plate."""
    near, far = radius - 0.001, radius + 0.004
    clip = lathe(Profile.of([(near, -0.02), (far, -0.02), (far, 0.02), (near, 0.02)]), detail=1)
    x = radius + 0.011
    plate = boxes([(2 * x + 0.05, 0.05, 0.005)], [(0.0, 0.0, 0.0025)], 0.001, segments=1)
    arms = [tube([(s * x, 0.0, 0.002), (s * x, 0.0, z)], 0.007, detail=1) for s in (-1.0, 1.0)]
    lugs = boxes([(0.03, 0.03, 0.012)] * 2, [(-x, 0.0, z), (x, 0.0, z)], 0.002, segments=1)
    return merge(translate(clip, (0.0, y, z)),
                 translate(merge(plate, lugs, *arms), (0.0, y, 0.0)))  # fmt: skip


def _disc(radius: float, tall: float, detail: int) -> Mesh:
    outline = [(0.0, 0.0), (radius, 0.0), (radius, tall), (0.0, tall)]
    return lathe(Profile.of(outline, closed=False), detail=detail)
