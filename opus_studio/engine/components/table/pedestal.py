"""Pedestals: turned with sabre feet, a tulip, a reeded drum, a square column on crossed feet."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.components.table.apron import apron
from opus_studio.engine.components.table.base_assets import (
    PedestalBase,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    extrude,
    lathe,
    merge,
    prism,
    quaternion,
    rotate,
    translate,
)
from opus_studio.engine.scene import Mesh, Node, Part

_LONG = 1.55
"""Width against depth above which a top needs two pedestals."""


def pedestals(context: TableContext, asset: PedestalBase) -> tuple[Node, ...]:
    """One pedestal, or two that share a long top."""
    limit = context.narrow - 2.0 * max(context.inner_inset, 0.06)
    foot = min(asset.spread * context.narrow, limit) / 2.0
    twin = context.width / context.depth > _LONG
    make = {"turned": _turned, "tulip": _tulip, "reeded": _reeded, "column": _column}
    body, feet = make[asset.pedestal_style](context, asset, 0.86 * foot if twin else foot)
    if not twin:
        return (_standing(context, "Pedestal", body, feet, 0.0), *apron(context, 0.0))
    x = min(0.27 * context.width, context.width / 2.0 - foot - context.inner_inset)
    x = max(x, 0.86 * foot + 0.01)
    return (
        _standing(context, "Pedestal left", body, feet, -x),
        _standing(context, "Pedestal right", body, feet, x),
        *apron(context, 0.0),
    )


def _standing(
    context: TableContext, name: str, body: Mesh, feet: tuple[Mesh, ...], x: float
) -> Node:
    step = 360.0 / max(len(feet), 1)
    children = tuple(
        Node(
            f"Foot {number + 1}",
            (Part(foot, context.base_material),),
            rotation=quaternion("y", 45.0 + number * step),
        )
        for number, foot in enumerate(feet)
    )
    return Node(name, (Part(body, context.base_material),), children, translation=(x, 0.0, 0.0))


def _plate(context: TableContext, size: float, thick: float = 0.022) -> Mesh:
    """A disc that is screwed to the top."""
    r, low, top = size / 2.0, context.under - thick, context.under
    line = [(0.0, low), (r - 0.012, low), (r - 0.002, low + 0.010), (r, low + 0.013), (r, top),
            (0.0, top)]  # fmt: skip
    return lathe(line, segments=(16, 32, 48)[context.detail])


def _turned(
    context: TableContext, asset: PedestalBase, foot: float
) -> tuple[Mesh, tuple[Mesh, ...]]:
    r, top = min(asset.column_width / 2.0, 0.36 * foot), context.under - 0.0205
    low = 0.125
    tall = top - low
    pen = Outline((0.0, low), 5).to(0.55 * r, low).arc(0.62 * r, low + 0.02, 0.9)
    pen.to(1.0 * r, low + 0.024).to(1.0 * r, low + 0.15)
    pen.to(0.9 * r, low + 0.156).arc(0.9 * r, low + 0.182, 0.8)
    pen.to(0.62 * r, low + 0.188)
    pen.arc(1.12 * r, low + 0.32 * tall + 0.06, 0.30).arc(0.62 * r, low + 0.66 * tall, 0.22)
    pen.arc(0.50 * r, low + 0.80 * tall, -0.10)
    pen.to(0.72 * r, low + 0.805 * tall).arc(0.72 * r, low + 0.845 * tall, 0.8)
    pen.to(0.55 * r, low + 0.85 * tall).arc(0.95 * r, top - 0.016, -0.3)
    pen.to(0.98 * r, top - 0.014).arc(0.98 * r, top, 0.7).to(0.0, top)
    column = lathe(
        pen.end(), segments=(12, 24, 40)[context.detail], uv_offset=context.uv_offset("Column")
    )
    plate = _plate(context, min(0.5 * context.narrow, 0.45))
    return merge(column, plate), tuple(
        sawn_board(
            _sabre(r, foot), 0.042, bevel=0.006, uv_offset=context.uv_offset(f"Foot/{number}")
        )
        for number in range(4)
    )


def _sabre(r: float, foot: float) -> Profile:
    """A foot that leaves the column level and falls to the floor in a sweep."""
    high, reach = 0.245, foot
    toe = min(0.055, 0.3 * reach)
    pen = Outline((reach - toe, 0.0), 20).to(reach - 0.002, 0.0).to(reach, 0.012)
    pen.arc(reach - 0.012, 0.038, 0.35)
    # Over the top of the foot, back to the column, and below it out again.
    pen.arc(0.52 * reach, 0.135, 0.10).arc(0.55 * r, high + 0.02, -0.16)
    pen.to(0.55 * r, 0.145).arc(0.50 * reach, 0.078, 0.10).arc(reach - toe, 0.0, -0.12)
    return pen.close()


def _tulip(
    context: TableContext, asset: PedestalBase, foot: float
) -> tuple[Mesh, tuple[Mesh, ...]]:
    top, neck = context.under, 0.45 * asset.column_width
    head = min(0.42 * foot, 0.16)
    # Radius and height of a stem that flares to both ends without a corner.
    rise = np.linspace(0.0, 1.0, 34)
    low = neck + (foot - neck) * np.maximum(1.0 - rise / 0.62, 0.0) ** 4.2
    high = (head - neck) * np.maximum((rise - 0.5) / 0.5, 0.0) ** 2.6
    radius, level = low + high, 0.011 + rise * (top - 0.011 - 0.006)
    rim = [(0.0, 0.0), (foot - 0.003, 0.0), (foot - 0.0008, 0.002), (foot, 0.005), (foot, 0.008)]
    line = [*rim, *zip(radius[1:].tolist(), level[1:].tolist(), strict=True)]
    line += [(head, top), (0.0, top)]
    stem = lathe(
        Profile.of(line, closed=False, smooth_angle=40.0), grain="around",
        segments=(24, 40, 64)[context.detail],
    )  # fmt: skip
    return stem, ()


def _reeded(
    context: TableContext, asset: PedestalBase, foot: float
) -> tuple[Mesh, tuple[Mesh, ...]]:
    """A drum of half-round staves on a plinth that stands back."""
    radius = max(0.62 * foot, 0.14)
    count = max(20, 2 * round(math.pi * radius / 0.028))
    chords = (3, 4, 6)[context.detail]
    stave = math.pi * radius / count
    t = np.linspace(0.0, math.pi, chords, endpoint=False)
    turn = (np.arange(count) * 2.0 * math.pi / count)[:, None]
    angle = turn + (1.0 - np.cos(t)) / 2.0 * 2.0 * math.pi / count
    out = radius - stave + 0.9 * stave * np.sin(t)
    ring = np.stack([out * np.cos(angle), out * np.sin(angle)], -1).reshape(-1, 2)
    drum = extrude(
        Profile.of(ring, smooth_angle=45.0), context.under - 0.03, axis="y", start=0.03, bevel=0.0,
        uv_offset=context.uv_offset("Drum"),
    )  # fmt: skip
    plinth = lathe([(0.0, 0.0), (0.86 * radius, 0.0), (0.86 * radius, 0.0305), (0.0, 0.0305)],
                   segments=(16, 32, 48)[context.detail])  # fmt: skip
    return merge(drum, plinth), ()


def _column(
    context: TableContext, asset: PedestalBase, foot: float
) -> tuple[Mesh, tuple[Mesh, ...]]:
    """A square post between a cross on the floor and a cross below the top."""
    side, tall = min(asset.column_width, 0.6 * foot), context.under
    post = bevelled_box(
        (side, tall - 0.10, side), 0.004, centre=(0.0, tall / 2.0, 0.0), grain="y",
        uv_offset=context.uv_offset("Column"),
    )  # fmt: skip
    base = prism(_square(0.62 * side), 0.080, bevel=0.004, start=0.016)
    feet = []
    upper = min(0.9 * foot, foot)
    for number in range(4):
        low = sawn_board(
            _bracket(0.35 * side, foot, 0.030, 0.082), 0.6 * side, bevel=0.004,
            uv_offset=context.uv_offset(f"Foot/{number}"),
        )  # fmt: skip
        high = sawn_board(
            _bracket(0.33 * side, upper, 0.022, 0.06), 0.5 * side, bevel=0.004,
            uv_offset=context.uv_offset(f"Arm/{number}"),
        )  # fmt: skip
        head = translate(rotate(high, "x", 180.0), (0.0, tall, 0.0))
        feet.append(merge(low, head))
    return rotate(merge(post, base), "y", 45.0), tuple(feet)


def _square(half: float) -> list[tuple[float, float]]:
    return [(-half, -half), (half, -half), (half, half), (-half, half)]


def _bracket(start: float, reach: float, tip: float, root: float) -> Profile:
    """A foot along +X from the middle, thinner at its tip."""
    pad = min(0.07, 0.3 * reach)
    pen = Outline((start, 0.012), 24).to(reach - pad - 0.015, 0.012).to(reach - pad, 0.0)
    pen.to(reach, 0.0).to(reach, tip).arc(0.3 * reach, root, -0.06).to(start, root)
    return pen.close().eased(0.003, 2)
