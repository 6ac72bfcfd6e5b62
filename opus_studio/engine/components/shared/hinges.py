"""Hinges of sashes, doors and shutters. The pin stands on the Y axis at the origin."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from opus_studio.engine.geometry import (
    Outline,
    bevelled_box,
    boxes,
    extrude,
    lathe,
    merge,
    translate,
)
from opus_studio.engine.scene import Mesh

KNUCKLE = 0.0055
"""Radius of a butt hinge's knuckle, metres."""


@lru_cache(maxsize=32)
def butt_knuckle(length: float = 0.076, finials: bool = True, detail: int = 2) -> Mesh:
    """The knuckles of a butt hinge with joints between them, and turned finials where wanted.

    Args:
        length: Of the knuckles, metres; 76 mm (3 inch) is usual for sashes.
        finials: Ball tips above and below.
        detail: Level of detail, 0 to 2.
    """
    r, half, groove = KNUCKLE, length / 2.0, 0.0006
    line: list[tuple[float, float]] = []
    if finials:
        line += [(0.0, -half - 0.011), (0.0028, -half - 0.0098), (0.0040, -half - 0.007),
                 (0.0028, -half - 0.0042), (0.0021, -half - 0.0030)]  # fmt: skip
        line += [(0.9 * r, -half - 0.001)]
    else:
        line += [(0.0, -half), (0.8 * r, -half)]
    joints = [-half + length * k / 5.0 for k in range(6)]
    for low, high in pairwise(joints):
        line += [(r - groove, low), (r, low + groove), (r, high - groove), (r - groove, high)]
    upper = [(x, -y) for x, y in reversed(line[: 6 if finials else 2])]
    cleaned = [line[0]]
    for point in [*line[1:], *upper]:
        if abs(point[0] - cleaned[-1][0]) + abs(point[1] - cleaned[-1][1]) > 1e-5:
            cleaned.append(point)
    return lathe(cleaned, segments=(8, 10, 14)[detail])


@lru_cache(maxsize=32)
def hinge_leaf(length: float = 0.076, width: float = 0.03) -> Mesh:
    """A leaf let into the edge of a sash: 1.2 mm thick in the YZ plane, from z = -width to 0."""
    return bevelled_box((0.0012, length, width), 0.0004, centre=(0.0, 0.0, -width / 2), segments=1)


@lru_cache(maxsize=32)
def strap_hinge(length: float, height: float = 0.034, detail: int = 2) -> Mesh:
    """A tapering strap along +X on the face z = 0, with a rounded tip, an eye and bolt heads.

    Args:
        length: From the pin to the tip, metres.
        height: Of the strap at the eye, metres.
        detail: Level of detail, 0 to 2.
    """
    h, tip = height / 2.0, 0.55 * height / 2.0
    pen = Outline((0.004, -h), 4).to(length - tip, -tip)
    pen.arc(length - tip, tip, 1.0).to(0.004, h)
    strap = extrude(pen.close(), 0.004, start=0.0, bevel=0.001, segments=1)
    count = max(2, round(length / 0.12))
    head = lathe([(0.0, 0.0), (0.0055, 0.0), (0.005, 0.0018), (0.0025, 0.003), (0.0, 0.0032)],
                 segments=(6, 8, 10)[detail])  # fmt: skip
    from opus_studio.engine.geometry import place, rotate

    heads = place(
        rotate(head, "x", 90.0),
        [(0.03 + (length - 0.06) * k / (count - 1), 0.0, 0.0038) for k in range(count)],
    )
    return merge(strap, heads)


@lru_cache(maxsize=32)
def pintle(height: float, reach: float, detail: int = 2) -> Mesh:
    """A pin on a bracket back to the wall: what a shutter hangs on.

    Args:
        height: Of the eye and pin about y = 0, metres.
        reach: From the pin back to the wall (towards -Z), metres.
        detail: Level of detail, 0 to 2.
    """
    half = height / 2.0
    pin = lathe(
        [(0.0, -half - 0.004), (0.005, -half - 0.003), (0.0085, -half), (0.0085, half),
         (0.007, half + 0.002), (0.005, half + 0.002), (0.005, half + 0.010), (0.0, half + 0.012)],
        segments=(8, 12, 16)[detail],
    )  # fmt: skip
    arm = (0.010, 0.010, reach - 0.002)
    plate = (0.022, height + 0.03, 0.004)
    bracket = boxes(
        [arm, plate], [(0, 0, 0.001 - reach / 2), (0, 0, -reach + 0.002)], 0.0012, segments=1
    )
    return merge(pin, bracket)


def knuckles_along(height: float, mesh: Mesh, inset: float) -> Mesh:
    """Two of a mesh near the ends of a height, a third in the middle above 1.3 m; y from 0.

    Args:
        height: Of the leaf, metres.
        mesh: What is repeated, about y = 0.
        inset: Of the outer ones from the ends, metres.
    """
    return merge(*(translate(mesh, (0.0, y, 0.0)) for y in hinge_places(height, inset)))


def hinge_places(height: float, inset: float) -> list[float]:
    """Heights of hinges on a leaf from y = 0 to `height`, metres."""
    places = [inset, height - inset]
    return [places[0], height / 2.0, places[1]] if height > 1.3 else places
