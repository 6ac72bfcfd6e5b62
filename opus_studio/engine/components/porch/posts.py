"""Posts: square, turned, columns with entasis, steel tubes, battered posts and piers on bases.

Each kind is made once, standing on y = 0 about the Y axis, and stands in several places. Columns
follow Vignola's Tuscan order, with a base and a capital of half a diameter each and a neck of 0.84.
"""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.porch.assets import (
    POSTS,
    BatteredPosts,
    ColumnPosts,
    MasonryPosts,
    SquarePosts,
    SteelPosts,
    TurnedPosts,
)
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.shape import STEEL_PLATE
from opus_studio.engine.components.shared.joinery import doubled
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    Turning,
    bevelled_box,
    boxes,
    extrude,
    lathe,
    loft,
    merge,
    rectangle,
    translate,
    turned_leg,
    with_uv_offset,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_QUARTER = math.tan(math.pi / 8.0)
_REAR = 0.05

BASE_SHARE = 1.3
"""Width of a masonry base against the post on it."""

_SHAFT = (
    Turning("block", 0.17, 1.0, 1.0),
    Turning("fillet", 0.005, 0.90, 0.90),
    Turning("cove", 0.012, 0.90, 0.66),
    Turning("bead", 0.016, 0.82, 0.82),
    Turning("fillet", 0.006, 0.60, 0.60),
    Turning("reel", 0.03, 0.62, 0.62),
    Turning("ring", 0.014, 0.90, 0.90),
    Turning("fillet", 0.006, 0.66, 0.66),
    Turning("taper", 0.30, 0.62, 0.86),
    Turning("fillet", 0.006, 0.66, 0.66),
    Turning("ring", 0.016, 0.94, 0.94),
    Turning("reel", 0.03, 0.64, 0.64),
    Turning("bead", 0.016, 0.84, 0.84),
    Turning("cove", 0.012, 0.66, 0.90),
    Turning("fillet", 0.005, 0.90, 0.90),
)
"""A porch post above its lower block: one where the beam meets it, a long taper between rings."""

_BLOCK = 1.02
"""Height of the lower block, where the railing meets it, metres."""


def squared(line: Profile, ease: Floats | float, *, halved: bool = False) -> Mesh:
    """A body with square sections whose half width follows a line, its four edges eased.

    Args:
        line: x the half width, y the height, from the bottom up; smooth points are curves.
        ease: Chamfer of the edges, one or for each point, metres.
        halved: Only what lies before z = 0: a half post against a wall.
    """
    half, y = line.points[:, 0], line.points[:, 1]
    cut = np.minimum(np.broadcast_to(np.asarray(ease, dtype=np.float64), half.shape), 0.4 * half)
    a, b = half, half - cut
    rear = -_REAR * a  # not flat: a ledge must not collapse to a line there
    plan = [(b, a), (a, b), (a, rear), (-a, rear), (-a, b), (-b, a)]
    if not halved:
        plan[2:4] = [(a, -b), (b, -a), (-b, -a), (-a, -b)]
    x, z = (np.stack(rows, -1) for rows in zip(*plan, strict=True))
    rings = np.stack([x, np.broadcast_to(y[:, None], x.shape), z], -1)
    soft = np.full(len(plan), bool(cut.max() < 0.012))
    if halved:
        soft[2:4] = False
    return loft(rings, smooth=soft, smooth_rows=line.smooth)


def posts(context: PorchContext) -> tuple[Node, ...]:
    """All posts and pilasters as one branch; none where there are none."""
    shape = context.shape
    if not shape.carried:
        return ()
    parts = _parts(context)
    made = [
        Node(f"Post {k + 1}", parts, translation=(x, shape.floor, shape.row))
        for k, x in enumerate(shape.stands)
    ]
    if pilastered(context):
        made.extend(_pilasters(context))
    return (Node("Posts", children=tuple(made), slot=POSTS.name),)


def base_top(context: PorchContext, asset: BatteredPosts) -> float:
    """Height of a base with its coping above the floor, metres."""
    return min(asset.base_height, 0.5 * (context.shape.low - context.shape.floor))


def _parts(context: PorchContext) -> tuple[Part, ...]:
    asset, shape = context.resolved[POSTS], context.shape
    tall = shape.low - shape.floor + 0.004
    uv = context.uv_offsets("post", 4)
    if isinstance(asset, BatteredPosts):
        return _battered(context, asset, tall)
    if isinstance(asset, MasonryPosts):
        return _pier(context, asset, tall)
    if isinstance(asset, ColumnPosts):
        mesh = _column(shape.post, tall, asset.fluted, context.detail)
    elif isinstance(asset, TurnedPosts):
        mesh = _turned(shape.post, tall, min(context.detail, 1))
    elif isinstance(asset, SteelPosts):
        mesh = _steel(shape.post, tall, asset.section)
    else:
        face = asset.post_face if isinstance(asset, SquarePosts) else "boxed"
        mesh = squared(*_square(shape.post, tall, face))
    return (Part(with_uv_offset(mesh, uv[0]), context.posts),)


def _square(width: float, tall: float, face: str) -> tuple[Profile, Floats | float]:
    """The line and the edges of a square post."""
    r = width / 2.0
    if face == "plain":
        return Profile.of([(r - 0.003, 0.0), (r, 0.003), (r, tall - 0.003), (r - 0.003, tall)],
                          closed=False), 0.004  # fmt: skip
    if face == "chamfered":
        low, high, run, cut = 0.42, tall - 0.32, 0.03, 0.2 * width
        line = Profile.of([(r, 0.0), (r, low), (r, low + run), (r, high - run), (r, high),
                           (r, tall)], closed=False)  # fmt: skip
        points = np.array([(r, 0.0), (r, low), (r, low + run), (r, high - run), (r, high),
                           (r, tall)])  # fmt: skip
        ease = np.array([0.003, 0.003, cut, cut, 0.003, 0.003])
        return Profile(points, np.zeros(len(points), bool), line.closed), ease
    # Boxed: a plinth with a bevelled top, a necking bead, a capital of cove and abacus.
    out = min(0.17 * width, 0.028)
    s = min(width / 0.15, 1.3)
    pen = Outline((r + out, 0.0), 2)
    pen.to(r + out, 0.15 * s).arc(r, 0.15 * s + out, _QUARTER)
    pen.to(r, tall - 0.20 * s).to(r + 0.4 * out, tall - 0.20 * s)
    pen.to(r + 0.4 * out, tall - 0.18 * s).to(r, tall - 0.18 * s)
    pen.to(r, tall - 0.075 * s).arc(r + 0.9 * out, tall - 0.035 * s, -_QUARTER)
    pen.to(r + 1.15 * out, tall - 0.035 * s).to(r + 1.15 * out, tall)
    return pen.end(), 0.003


def _turned(width: float, tall: float, detail: int) -> Mesh:
    """A turned post whose lower block is as high as a railing."""
    share = min(_BLOCK / tall, 0.5)
    block = Turning("block", sum(m.length for m in _SHAFT) * share / (1.0 - share), 1.0, 1.0)
    return turned_leg(tall, width, (*_SHAFT, block), bevel=0.004, detail=detail)


def _column(diameter: float, tall: float, fluted: bool, detail: int) -> Mesh:
    """A column with plinth, base, shaft, capital and abacus."""
    r, d, around = diameter / 2.0, diameter, (12, 20, 32)[detail]
    neck = 0.84 * r
    plinth, high = 0.11 * d, tall - 0.39 * d
    full = math.tan(math.pi / 4.0)
    pen = Outline((0.0, plinth), 3).to(1.36 * r, plinth).arc(1.36 * r, plinth + 0.17 * d, full)
    pen.to(1.2 * r, plinth + 0.17 * d).to(1.2 * r, plinth + 0.2 * d)
    pen.arc(r, plinth + 0.33 * d, -_QUARTER)
    shaft = _entasis(r, neck, plinth + 0.33 * d, high)
    if fluted:
        pen.to(0.92 * r, plinth + 0.335 * d).to(0.0, plinth + 0.335 * d)
        pieces = [lathe(pen.end(), segments=around), _flutes(shaft, detail)]
        pen = Outline((0.0, high - 0.01 * d), 3).to(0.92 * neck, high - 0.01 * d)
        pen.to(neck, high)
    else:
        pen.trace(shaft[1:], np.ones(len(shaft) - 1, bool))
        pieces = []
    pen.to(1.09 * neck, high).arc(1.09 * neck, high + 0.05 * d, full).to(neck, high + 0.05 * d)
    pen.to(neck, high + 0.18 * d).to(1.06 * neck, high + 0.18 * d)
    pen.to(1.06 * neck, high + 0.205 * d).arc(1.34 * r, high + 0.30 * d, _QUARTER)
    pen.to(0.0, high + 0.30 * d)
    slab, under = 2.84 * r, high + 0.297 * d
    plates = [(slab, plinth + 0.002, slab), (slab, tall - under, slab)]
    centres = [(0.0, plinth / 2.0 + 0.001, 0.0), (0.0, (tall + under) / 2.0, 0.0)]
    square = boxes(plates, centres, 0.004, grain="x", segments=1)
    return merge(*pieces, lathe(pen.end(), segments=around), square)


def _entasis(foot: float, neck: float, low: float, high: float, rows: int = 9) -> Floats:
    """`(rows, 2)` radius and height of a shaft that keeps its width for a third and then thins."""
    share = np.linspace(0.0, 1.0, rows)
    bent = np.clip((share - 0.25) / 0.75, 0.0, 1.0)
    return np.column_stack([foot - (foot - neck) * bent**1.6, low + (high - low) * share])


def _flutes(shaft: Floats, detail: int, count: int = 20) -> Mesh:
    """A shaft with hollows between sharp arrises, as on Doric columns."""
    chords = (2, 3, 4)[detail]
    angle = np.arange(count * chords) * (2.0 * math.pi / (count * chords))
    phase = (np.arange(count * chords) % chords) / chords
    hollow = 1.0 - 0.062 * np.sin(math.pi * phase)
    x, z = np.cos(angle) * hollow, -np.sin(angle) * hollow
    radius, y = shaft[:, :1], shaft[:, 1:]
    rings = np.stack([radius * x, np.broadcast_to(y, (len(shaft), len(x))), radius * z], -1)
    return loft(rings, smooth=phase > 1e-9)


def web_of(width: float) -> float:
    """Half the thickness of the web of a steel section, metres."""
    return 0.05 * width + 0.003


def _steel(width: float, tall: float, section: str) -> Mesh:
    """A tube or an H-section between plates."""
    plate = width + STEEL_PLATE
    pieces = [boxes([(plate, 0.012, plate), (plate - 0.02, 0.012, plate - 0.02)],
                    [(0.0, 0.006, 0.0), (0.0, tall - 0.006, 0.0)], 0.002, segments=1)]  # fmt: skip
    if section == "round":
        line = [(0.0, 0.011), (width / 2.0, 0.011), (width / 2.0, tall - 0.011),
                (0.0, tall - 0.011)]  # fmt: skip
        pieces.append(lathe(Profile.of(line, closed=False), segments=20))
    elif section == "flanged":
        r, web, thick = width / 2.0, web_of(width), 0.07 * width + 0.003
        right = [(0.0, -r), (r, -r), (r, -r + thick), (web, -r + thick), (web, r - thick),
                 (r, r - thick), (r, r), (0.0, r)]  # fmt: skip
        beam = doubled(Profile.of(right, closed=False))
        pieces.append(translate(extrude(beam, tall - 0.022, axis="y"), (0.0, tall / 2.0, 0.0)))
    else:
        tube = rectangle(width, width, min(0.012, 0.12 * width), 2, centred=True)
        pieces.append(translate(extrude(tube, tall - 0.022, axis="y"), (0.0, tall / 2.0, 0.0)))
    bolt = plate / 2.0 - 0.018
    nuts = [(sx * bolt, 0.018, sz * bolt) for sx in (-1, 1) for sz in (-1, 1)]
    pieces.append(boxes([(0.018, 0.014, 0.018)] * 4, nuts, 0.003, segments=1))
    return merge(*pieces)


def _battered(context: PorchContext, asset: BatteredPosts, tall: float) -> tuple[Part, ...]:
    """A tapered boxed post on a masonry base with a coping."""
    w = context.shape.post
    base, cap, high = BASE_SHARE * w, 0.07, base_top(context, asset)
    foot = bevelled_box((base, high - cap, base), 0.006, grain="x", segments=1,
                        centre=(0.0, (high - cap) / 2.0, 0.0))  # fmt: skip
    r, top = w / 2.0, 0.5 * w * max(asset.taper, 0.55)
    edge = base / 2.0 + 0.035
    slope = [(edge - 0.005, high - cap), (edge, high - cap + 0.005), (edge, high - 0.025),
             (r + 0.02, high)]  # fmt: skip
    coping = squared(Profile.of(slope, closed=False), 0.005)
    out = 0.03
    crown = 0.075
    pen = Outline((r + 0.02, high - 0.002), 2).to(r + 0.02, high + 0.09).to(r, high + 0.105)
    pen.to(top, tall - crown - 0.05).to(top + 0.4 * out, tall - crown - 0.05)
    pen.to(top + 0.4 * out, tall - crown - 0.03).to(top, tall - crown - 0.03)
    pen.to(top, tall - crown + 0.02).to(top + out, tall - 0.04).to(top + out, tall)
    shaft = squared(pen.end(), 0.004)
    stone = context.material(POSTS, "Coping", "limestone")
    brick = context.material(POSTS, "Bases", asset.base_finish)
    return (Part(foot, brick), Part(coping, stone), Part(shaft, context.posts))


def _pier(context: PorchContext, asset: MasonryPosts, tall: float) -> tuple[Part, ...]:
    """A masonry pier with a base and a cap of stone."""
    w = context.shape.post
    r = w / 2.0
    base, cap = 0.16, 0.15
    body = bevelled_box((w, tall - base - cap + 0.004, w), 0.006, grain="x", segments=1,
                        centre=(0.0, (tall + base - cap) / 2.0, 0.0))  # fmt: skip
    plinth = Profile.of([(r + 0.03, 0.0), (r + 0.035, 0.005), (r + 0.035, base - 0.04),
                         (r + 0.004, base)], closed=False)  # fmt: skip
    pen = Outline((r + 0.006, tall - cap), 2).to(r + 0.012, tall - cap)
    pen.arc(r + 0.045, tall - 0.07, _QUARTER).to(r + 0.045, tall - 0.004)
    pen.to(r + 0.041, tall)
    stone = context.material(POSTS, "Caps", asset.cap_finish)
    return (
        Part(body, context.posts),
        Part(merge(squared(plinth, 0.005), squared(pen.end(), 0.005)), stone),
    )


def pilastered(context: PorchContext) -> bool:
    """Whether half posts stand against the wall."""
    asset = context.resolved[POSTS]
    return asset.pilasters and not isinstance(asset, SteelPosts)


def _pilasters(context: PorchContext) -> list[Node]:
    """Flat half posts where the beams meet the wall."""
    shape, asset = context.shape, context.resolved[POSTS]
    tall = shape.low - shape.floor + 0.0137
    width = shape.beam - 0.005
    line, ease = _square(
        width, tall, asset.post_face if isinstance(asset, SquarePosts) else "boxed"
    )
    mesh = squared(line, ease, halved=True)
    # Within the wall of a building, and clear of the back of the beams.
    z = (-0.0113 if context.site.bedded else 0.0008) + _REAR * float(line.points[:, 0].max())
    material = context.trim if isinstance(asset, BatteredPosts | MasonryPosts) else context.posts
    x = shape.width / 2.0 - shape.beam / 2.0
    return [
        Node(f"Pilaster {k + 1}", (Part(mesh, material),),
             translation=(side * x, shape.floor, z))
        for k, side in enumerate((-1.0, 1.0))
    ]  # fmt: skip
