"""Newels and posts."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.components.stair.balusters import shaft_line
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard_assets import NEWEL, NewelBase
from opus_studio.engine.components.stair.runs import Post
from opus_studio.engine.geometry import (
    Outline,
    Turning,
    bevelled_box,
    boxes,
    circle,
    extrude,
    lathe,
    loft,
    merge,
    rectangle,
    rotate,
    translate,
    turned_leg,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_ABOVE = 0.055
_SHAFT: tuple[tuple[str, float, float, float], ...] = (
    ("cove", 0.03, 0.9, 0.66),
    ("bead", 0.03, 0.82, 0.82),
    ("fillet", 0.012, 0.6, 0.6),
    ("reel", 0.05, 0.62, 0.62),
    ("ring", 0.025, 0.86, 0.86),
    ("vase", 0.3, 0.6, 0.54),
    ("bead", 0.028, 0.74, 0.74),
    ("taper", 0.3, 0.62, 0.78),
    ("ring", 0.03, 0.88, 0.88),
    ("cove", 0.03, 0.7, 0.9),
)
"""Members of a newel's shaft from the top: kind, share of the length, upper and lower radius."""


def newel(context: StairContext, number: int, post: Post, fine: int) -> Node:
    """A post, standing at its own node.

    Args:
        context: The stair being made.
        number: Counted from 0.
        post: Where it stands.
        fine: How finely it is turned, 0 to 2.
    """
    asset = context.resolved[NEWEL]
    base, tops = post.frame.y, tuple(y + context.rail_height for y in post.rails)
    deep = context.rail_size[1] / context.cosine
    name = f"Newel {number + 1}"
    uv_offset = context.one(name)
    if asset.is_steel:
        over = not post.corner
        high = (tops[0] - deep if over else tops[1] + 0.004) - base
        wide = max(context.post, 0.0 if over else context.rail_size[0] + 0.008)
        # Not flush with the rail, a string or its capping.
        widths = (
            context.rail_size[0],
            0.62 * context.rail_size[0],
            context.string,
            context.string + 0.022,
        )
        while min(abs(wide - other) for other in widths) < 0.0028:
            wide += 0.003
        mesh = _steel(asset, wide, high, context, uv_offset)
    else:
        high = tops[1] + _ABOVE - base
        block = post.block - base
        head = tops[1] - tops[0] + _ABOVE + deep + 0.05
        mesh = _wooden(
            context,
            (high, block, head),
            base > 0.05 and post.corner and not context.solid,
            uv_offset,
            min(fine, context.detail),
        )
    return post.frame.node(name, (Part(mesh, context.newel_material),), slot=NEWEL.name)


def _wooden(
    context: StairContext,
    sizes: tuple[float, float, float],
    hangs: bool,
    uv_offset: tuple[float, float],
    fine: int,
) -> Mesh:
    """A wooden newel: height to the shoulder, square foot and square head; metres."""
    asset = context.resolved[NEWEL]
    high, block, head = sizes
    shaft = high - block - head
    w = context.post
    if asset.form == "turned" and shaft > 0.3:
        body = _turned(w, sizes, uv_offset, fine)
    elif asset.form == "chamfered" and shaft > 0.2:
        body = _chamfered(w, sizes, uv_offset, context.detail)
    else:
        body = _square(w, high, uv_offset)
    parts = [body, translate(_cap(asset.cap, w, fine), (0.0, high, 0.0))]
    if hangs:
        drop = lathe(_drop(0.38 * w), segments=(10, 16, 24)[fine])
        parts.append(drop)
    return merge(*parts)


def _square(w: float, high: float, uv_offset: tuple[float, float]) -> Mesh:
    return bevelled_box((w, high, w), 0.004, centre=(0.0, high / 2.0, 0.0), grain="y",
                        uv_offset=uv_offset)  # fmt: skip


def _turned(
    w: float, sizes: tuple[float, float, float], uv_offset: tuple[float, float], detail: int
) -> Mesh:
    high, block, head = sizes
    shaft = high - block - head
    # The fine members keep their size; the vase and the taper take up the length.
    fine = sum(share for kind, share, *_ in _SHAFT if kind not in ("vase", "taper"))
    unit = min(1.0, 0.5 * shaft / fine)
    rest = (shaft - fine * unit) / 2.0
    members = [Turning("block", head, 1.0, 1.0)]
    for kind, share, start, end in _SHAFT:
        long = rest if kind in ("vase", "taper") else share * unit
        members.append(Turning(kind, long, start, end))  # type: ignore[arg-type]
    if detail == 0:
        return _coarse(w, sizes, members[1:], uv_offset)
    members.append(Turning("block", block, 1.0, 1.0))
    return turned_leg(
        high, w, tuple(members), bevel=0.004, uv_offset=uv_offset, detail=min(detail, 1)
    )


def _coarse(
    w: float,
    sizes: tuple[float, float, float],
    shaft: list[Turning],
    uv_offset: tuple[float, float],
) -> Mesh:
    """The same newel with few triangles, where many stand."""
    high, block, head = sizes
    ends = boxes(
        [(w, block, w), (w, head, w)],
        [(0.0, block / 2.0, 0.0), (0.0, high - head / 2.0, 0.0)],
        0.004, grain="y", segments=1, uv_offsets=uv_offset,
    )  # fmt: skip
    kinds = {"ring": "bead", "reel": "cove", "fillet": "taper"}
    members = tuple((kinds.get(m.kind, m.kind), m.length, m.start, m.end) for m in shaft)
    line = shaft_line(members, w / 2.0, block - 0.002, high - head + 0.002, 3)
    return merge(ends, lathe(line, segments=12, uv_offset=uv_offset))


def _chamfered(
    w: float, sizes: tuple[float, float, float], uv_offset: tuple[float, float], detail: int
) -> Mesh:
    """A square post whose edges are chamfered over its shaft, the chamfers run out softly."""
    high, block, head = sizes
    chamfer, run = 0.17 * w, 0.25 * w
    ease = 0.003
    stops = [(0.0, ease, ease), (ease, ease, 0.0), (block, ease, 0.0),
             (block + run, chamfer, 0.0), (high - head - run, chamfer, 0.0),
             (high - head, ease, 0.0), (high - ease, ease, 0.0), (high, ease, ease)]  # fmt: skip
    rings = []
    for y, edge, inset in stops:
        side = w - 2.0 * inset
        rings.append(_laid(rectangle(side, side, edge, 1, centred=True).points, y))
    soft = np.array([True, True, False, False, False, False, True, True])
    return loft(np.stack(rings), smooth=np.zeros(8, bool), smooth_rows=soft, uv_offset=uv_offset)


def _laid(section: Floats, y: float) -> Floats:
    """A section laid level, counter-clockwise from above."""
    return np.stack([section[:, 0], np.full(len(section), y), -section[:, 1]], -1)


def _cap(kind: str, w: float, fine: int) -> Mesh:
    if kind == "flat":
        return _flat(w)
    return _pyramid(w) if kind == "pyramid" else _finial(kind, w, fine)


def _flat(w: float) -> Mesh:
    neck = bevelled_box((w + 0.008, 0.014, w + 0.008), 0.003, centre=(0.0, 0.0065, 0.0))
    plate = bevelled_box((w + 0.026, 0.022, w + 0.026), 0.005, centre=(0.0, 0.0235, 0.0))
    return merge(neck, plate)


def _pyramid(w: float) -> Mesh:
    """A plate and a low pyramid."""
    half = w / 2.0 + 0.013
    tip = 0.023 + 0.36 * w
    stops = [(-0.0005, half - 0.012), (0.0, half - 0.009), (0.009, half), (0.02, half),
             (0.023, half - 0.003), (tip, 0.007), (tip + 0.002, 0.004)]  # fmt: skip
    rings = [_laid(rectangle(2 * h, 2 * h, min(0.003, 0.3 * h), 1, centred=True).points, y)
             for y, h in stops]  # fmt: skip
    soft = np.array([True, False, True, True, False, True, True])
    return loft(np.stack(rings), smooth_rows=soft, smooth=np.zeros(8, bool))


def _finial(kind: str, w: float, detail: int) -> Mesh:
    """A plate with a ball or an acorn on it."""
    plate = bevelled_box((w + 0.02, 0.02, w + 0.02), 0.005, centre=(0.0, 0.0095, 0.0))
    r, y = 0.5 * w, 0.019
    pen = Outline((0.0, y - 0.002), (2, 4, 6)[detail]).to(0.72 * r, y - 0.002).to(0.72 * r, y)
    pen.arc(0.42 * r, y + 0.018, -0.3).to(0.42 * r, y + 0.026)
    y += 0.026
    if kind == "ball":
        # From the neck's edge around the ball to its pole.
        centre = y + float(np.sqrt(r * r - (0.42 * r) ** 2))
        swept = np.pi - np.arcsin(0.42)
        pen.arc(0.0, centre + r, float(np.tan(swept / 4.0)))
    else:
        pen.to(0.6 * r, y + 0.004).arc(0.92 * r, y + 0.032, 0.25).to(0.92 * r, y + 0.04)
        pen.to(0.82 * r, y + 0.042).arc(0.12 * r, y + 0.042 + 1.0 * r, 0.28)
        pen.to(0.1 * r, y + 0.05 + 1.0 * r).arc(0.0, y + 0.056 + 1.0 * r, 0.3)
    return merge(plate, lathe(pen.end(), segments=(12, 20, 28)[detail]))


def _drop(r: float) -> Floats:
    """The turned end of a newel that hangs below a landing."""
    return np.array([(0.0, 0.004), (0.9 * r, 0.004), (r, -0.008), (0.85 * r, -0.016),
                     (0.6 * r, -0.02), (0.78 * r, -0.034), (0.74 * r, -0.05), (0.45 * r, -0.064),
                     (0.0, -0.072)])  # fmt: skip


def _steel(
    asset: NewelBase,
    wide: float,
    high: float,
    context: StairContext,
    uv_offset: tuple[float, float],
) -> Mesh:
    """A tube or bar with a foot plate."""
    plate = wide + 0.036
    if asset.round_post:
        shape = circle(wide / 2.0, (12, 18, 28)[context.detail])
        foot = circle(plate / 2.0, (12, 18, 28)[context.detail])
    else:
        shape, foot = rectangle(wide, wide, 0.003, 2, True), rectangle(plate, plate, 0.004, 2, True)
    bar = rotate(extrude(shape, high, start=0.0, bevel=0.0015, uv_offset=uv_offset), "x", -90.0)
    if context.carriage == "closed":
        return bar
    return merge(bar, rotate(extrude(foot, 0.008, start=0.001, bevel=0.0015), "x", -90.0))
