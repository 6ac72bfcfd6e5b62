"""Porches: posts and columns, beams, ceilings and gables over an entrance.

Everything stands in the frame of the wall: x along it about the door, y up, z out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    lathe,
    merge,
    place,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh


def posts(places: Sequence[tuple[float, float]], width: float, foot: float, top: float) -> Mesh:
    """Square posts with a base and a cap.

    Args:
        places: x and z of each, metres.
        width: Metres.
        foot: Height of their foot, metres.
        top: Of their top, metres.
    """
    sizes, centres = [], []
    tall = top - foot
    for x, z in places:
        sizes.append((width, tall - 0.002, width))
        centres.append((x, (foot + top) / 2.0, z))
        for out, low, high in (
            (0.03, foot, foot + 0.16),
            (0.018, foot + 0.1605, foot + 0.20),
            (0.016, top - 0.15, top - 0.1105),
            (0.03, top - 0.11, top),
        ):
            sizes.append((width + 2 * out, high - low, width + 2 * out))
            centres.append((x, (low + high) / 2.0, z))  # fmt: skip
    return boxes(sizes, centres, 0.006, grain="y", segments=1)


def columns(
    places: Sequence[tuple[float, float]], diameter: float, foot: float, top: float
) -> Mesh:
    """Turned Tuscan columns with plinth, torus, entasis and abacus; see `posts`."""
    r, tall = diameter / 2.0, top - foot
    neck = 0.84 * r
    low, high = 0.45 * diameter, tall - 0.42 * diameter
    line = [(0.0, 0.0), (1.3 * r, 0.0), (1.38 * r, 0.10 * diameter), (1.3 * r, 0.20 * diameter),
            (1.14 * r, 0.24 * diameter), (1.10 * r, 0.32 * diameter), (r, low)]  # fmt: skip
    for k in range(1, 7):
        share = k / 7.0
        # Entasis: the shaft keeps its width below and thins towards the neck.
        line.append((r - (r - neck) * share**1.7, low + (high - low) * share))
    line += [(neck, high), (1.08 * neck, high + 0.03 * diameter), (neck, high + 0.06 * diameter),
             (neck, high + 0.18 * diameter), (1.32 * r, high + 0.30 * diameter),
             (0.0, high + 0.30 * diameter)]  # fmt: skip
    shaft = lathe(Profile.of(line, closed=False), segments=20)
    shaft = translate(shaft, (0.0, 0.10 * diameter, 0.0))
    body = place(shaft, [(x, foot - 0.001, z) for x, z in places])
    slab = 2.9 * r
    sizes, centres = [], []
    for x, z in places:
        sizes += [(slab, 0.10 * diameter, slab), (slab, 0.035 * diameter, slab)]
        centres += [(x, foot + 0.05 * diameter, z), (x, top - 0.0175 * diameter, z)]
    return merge(body, boxes(sizes, centres, 0.005, segments=1))


def beams(width: float, depth: float, low: float, high: float, thick: float) -> Mesh:
    """A beam along the front and one back to the wall on each side."""
    tall, y = high - low, (low + high) / 2.0
    side = depth - thick / 2.0
    sizes = [(width, tall, thick), (thick, tall - 0.004, side), (thick, tall - 0.004, side)]
    x = width / 2.0 - thick / 2.0
    centres = [(0.0, y, depth), (-x, y, side / 2.0 - 0.0127), (x, y, side / 2.0 - 0.0127)]
    return boxes(sizes, centres, 0.006, segments=1)


def gable_panel(width: float, pitch: float, y: float, z: float, thick: float) -> Mesh:
    """The upright triangle that closes a porch's roof to the front."""
    rise = width / 2.0 * math.tan(math.radians(pitch))
    outline = Profile.of([(-width / 2.0, 0.0), (width / 2.0, 0.0), (0.0, rise)])
    panel = extrude(outline, thick, axis="z", start=z - thick)
    return translate(panel, (0.0, y, 0.0))


def cornice_roof(width: float, front: float, y: float) -> Mesh:
    """A level roof over a porch: two stepped slabs under a thin capping.

    Args:
        width: Over the beams, metres.
        front: z of the beam's face, metres.
        y: Height of the beams' top, metres.
    """
    sizes, centres = [], []
    low = y - 0.004
    for out, tall in ((0.03, 0.05), (0.09, 0.05), (0.14, 0.07), (0.16, 0.02)):
        sizes.append((width + 2 * out, tall, front + out + 0.02))
        centres.append((0.0, low + tall / 2.0, (front + out - 0.02) / 2.0))
        low += tall - 0.0005
    return boxes(sizes, centres, 0.008, segments=1)


def slab_canopy(width: float, depth: float, y: float, thick: float, rods: float) -> Mesh:
    """A slab over a door, hung from the wall by two rods where `rods` metres of wall are free."""
    body = boxes(
        [(width, thick, depth + 0.05), (width + 0.04, 0.02, depth + 0.07)],
        [(0.0, y + thick / 2.0, depth / 2.0 - 0.025), (0.0, y + thick + 0.009, depth / 2 - 0.025)],
        0.006, segments=1,
    )  # fmt: skip
    if rods < 0.35:
        return body
    x = width / 2.0 - 0.12
    made = [body]
    for side in (-x, x):
        high = y + thick + min(rods, 0.85 * depth)
        path = [(side, y + thick, 0.85 * depth), (side, high, 0.0)]
        made.append(tube(path, 0.011, segments=8, detail=0))
    return merge(*made)


def brackets(width: float, depth: float, y: float) -> Mesh:
    """Two curved wooden brackets below a canopy."""
    d = 0.8 * depth
    pen = [(0.0, -d), (0.07, -d), (0.07, -0.45 * d)]
    for k in range(1, 6):
        angle = math.radians(90.0 * k / 6.0)
        pen.append((0.07 + (d - 0.13) * (1 - math.cos(angle)),
                    -0.07 - (0.45 * d - 0.07) * (1 - math.sin(angle))))  # fmt: skip
    pen += [(d, -0.07), (d, 0.0), (0.0, 0.0)]
    section = Profile.of([(b, a) for a, b in pen])
    made = [
        translate(extrude(section, 0.07, axis="x", bevel=0.004, segments=1), (x, y, -0.004))
        for x in (-width / 2.0 + 0.18, width / 2.0 - 0.18)
    ]
    return merge(*made)
