"""Chimneys: stacks through the roof and breasts on a gable, with caps and pots.

A flue ends at least 0.4 m above the ridge it stands beside (EN 15287-1).
"""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    extrude,
    lathe,
    merge,
    place,
    translate,
)
from opus_studio.engine.scene import Mesh


def stack(width: float, depth: float, foot: float, top: float, uv: tuple[float, float]) -> Mesh:
    """The shaft with corbelled courses below its cap, about the origin's axis.

    Args:
        width: Along x, metres.
        depth: Along z, metres.
        foot: Height of its lower end, metres.
        top: Of its upper end without cap, metres.
        uv: Where on the finish it is cut, metres.
    """
    shaft = bevelled_box(
        (width, top - foot, depth), 0.004, centre=(0.0, (foot + top) / 2.0, 0.0), grain="y",
        segments=1, uv_offset=uv,
    )  # fmt: skip
    sizes, centres = [], []
    course = 0.075
    for k, out in enumerate((0.02, 0.045, 0.045, 0.02)):
        sizes.append((width + 2 * out, course, depth + 2 * out))
        centres.append((0.0, top - (4 - k) * course + course / 2.0 - 0.001 * (4 - k), 0.0))
    return merge(_level(shaft), boxes(sizes, centres, 0.004, segments=1, grain="x"))


def _level(mesh: Mesh) -> Mesh:
    """Masonry courses run level: U and V of an upright box change places."""
    uvs = mesh.uvs[:, ::-1] * (-1.0, 1.0)
    return Mesh(mesh.positions, mesh.normals, uvs.astype("float32"), mesh.triangles, mesh.closed)


def cap(width: float, depth: float, y: float, uv: tuple[float, float]) -> Mesh:
    """A weathered slab on the stack, standing at y."""
    slab = bevelled_box(
        (width + 0.12, 0.08, depth + 0.12), 0.012, centre=(0.0, y + 0.04, 0.0), uv_offset=uv
    )
    bed = bevelled_box(
        (width - 0.06, 0.05, depth - 0.06), 0.02, centre=(0.0, y + 0.10, 0.0), uv_offset=uv
    )
    return merge(slab, bed)


def pots(count: int, width: float, depth: float, y: float, height: float) -> Mesh:
    """Tapered pots with a rolled rim in a row along the stack's longer side."""
    long = max(width, depth)
    radius = min(0.12, 0.30 * min(width, depth), 0.36 * long / count)
    rim = radius * 0.92
    outline = Profile.of(
        [(radius, 0.0), (radius * 0.9, 0.12 * height), (radius * 0.78, 0.86 * height),
         (rim, 0.90 * height), (rim, 0.97 * height), (radius * 0.74, height),
         (radius * 0.62, height), (radius * 0.66, 0.4 * height), (radius * 0.66, 0.02)],
        closed=False,
    )  # fmt: skip
    pot = lathe(outline, segments=14)
    reach = max(long / 2.0 - 1.25 * radius - 0.03, 0.0)
    places = np.linspace(-reach, reach, count) if count > 1 else np.zeros(1)
    rows = [(x, y, 0.0) if width >= depth else (0.0, y, x) for x in places.tolist()]
    return place(pot, rows)


def flashing(width: float, depth: float, low: float, high: float) -> Mesh:
    """A lead collar around a stack where it leaves the roof."""
    return bevelled_box(
        (width + 0.03, high - low, depth + 0.03), 0.006, centre=(0.0, (low + high) / 2.0, 0.0),
        segments=1,
    )  # fmt: skip


def shoulder(width: float, depth: float, narrow: float, y: float) -> Mesh:
    """The sloping offset at which a breast narrows to its stack; back at z = 0."""
    rise = (width - narrow) / 2.0 * math.tan(math.radians(55.0))
    points = [(-width / 2, 0.0), (width / 2, 0.0), (narrow / 2, rise), (-narrow / 2, rise)]
    body = extrude(Profile.of(points), depth, axis="z", start=0.0, bevel=0.004, segments=1)
    return translate(body, (0.0, y, 0.0))
