"""Pulls of drawers and cupboards, on the face z = 0, rising towards +Z; see also `handles`."""

from __future__ import annotations

from functools import lru_cache

from opus_studio.engine.geometry import (
    Outline,
    bevelled_box,
    circle,
    extrude,
    lathe,
    merge,
    rotate,
    rounded,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh


@lru_cache(maxsize=32)
def bow_pull(length: float, upright: bool = False) -> Mesh:
    """A round bar bent back to the front at both ends, 30 mm high.

    Args:
        length: Over the feet, metres; 96, 128 and 160 mm between screws are usual.
        upright: Along Y instead of X.
    """
    half = length / 2.0 - 0.005
    path = [(-half, 0.0, 0.0), (-half, 0.0, 0.025), (half, 0.0, 0.025), (half, 0.0, 0.0)]
    bow = tube(path, 0.005, bend_radius=0.012, segments=10, detail=1)
    return rotate(bow, "z", 90.0) if upright else bow


@lru_cache(maxsize=32)
def cup_pull(width: float = 0.085) -> Mesh:
    """A cast half cup on a plate, open below: the hand goes in from underneath; 26 mm high."""
    half, tall = width / 2.0, 0.038
    plate = [(-half, -0.3 * tall), (half, -0.3 * tall), (half, 0.7 * tall), (-half, 0.7 * tall)]
    back = extrude(rounded(plate, 0.010, 2), 0.002, start=0.0, bevel=0.0006, segments=1)
    # The shell's section, z to the front and y up, drawn out along the width.
    pen = Outline((0.001, 0.6 * tall), 3).arc(0.026, -0.22 * tall, -0.36)
    pen.to(0.0245, -0.22 * tall).arc(0.001, 0.6 * tall - 0.0018, 0.36)
    shell = rotate(extrude(pen.close(), 0.86 * width, axis="z", bevel=0.0004, segments=1), "y", -90)
    cheek = Outline((0.001, 0.6 * tall - 0.001), 3).arc(0.0252, -0.22 * tall, -0.36)
    side = cheek.to(0.001, -0.22 * tall).close()
    ends = [
        translate(rotate(extrude(side, 0.0018, axis="z"), "y", -90), (x, 0.0, 0.0))
        for x in (-0.428 * width, 0.428 * width)
    ]
    return merge(back, shell, *ends)


@lru_cache(maxsize=32)
def edge_pull(length: float, upright: bool = False) -> Mesh:
    """A folded sheet let onto the upper edge of a front: a slim lip, 12 mm high.

    Args:
        length: Metres.
        upright: Along Y instead of X.
    """
    size = (0.003, length, 0.0116) if upright else (length, 0.003, 0.0116)
    lip = bevelled_box(size, 0.001, centre=(0.0, 0.0, 0.0062), segments=2)
    plate = (0.014, length, 0.0014) if upright else (length, 0.014, 0.0014)
    shift = (-0.0065, 0.0, 0.0007) if upright else (0.0, -0.0065, 0.0007)
    return merge(lip, bevelled_box(plate, 0.0004, centre=shift, segments=1))


@lru_cache(maxsize=8)
def ring_pull(radius: float = 0.02) -> Mesh:
    """A ring hanging from a turned rose, as on country cupboards."""
    rose = rotate(
        lathe([(0.0, 0.0), (0.017, 0.0), (0.017, 0.002), (0.011, 0.005), (0.006, 0.010),
               (0.0, 0.0105)], segments=14), "x", 90.0)  # fmt: skip
    turn = circle(radius, 18).points
    path = [(x, y - radius + 0.002, 0.009) for x, y in turn.tolist()]
    return merge(rose, tube(path, 0.0022, closed=True, segments=6))
