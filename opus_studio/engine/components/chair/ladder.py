"""Ladder-back chairs: joined frames of posts, legs, rails and stretchers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, LadderBack
from opus_studio.engine.components.chair.backs import Posts, framed_back
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.legs import is_round, leg_size, stretcher, wood_leg
from opus_studio.engine.components.chair.options import (
    ARMS,
    LEGS,
    NoArms,
    PaddedArms,
    TurnedLegs,
    WovenSeat,
)
from opus_studio.engine.components.chair.seats import joined_seat, seat_drop
from opus_studio.engine.components.shared.bars import bar, curve, levelled, soft_rest
from opus_studio.engine.geometry import (
    Outline,
    bevelled_box,
    lathe,
    rotate,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node


def ladder_back(context: ChairContext) -> list[Node]:
    """The branches of a ladder-back chair."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, LadderBack)
    size, post = leg_size(context), layout.post_width
    woven = isinstance(context.seat, WovenSeat)
    taper = layout.seat_taper
    w, d = context.width, context.depth
    inset = 0.0 if woven else 0.012
    front_x, front_z = w / 2 - size / 2 - inset, d / 2 - size / 2 - inset
    back_x = w * taper / 2 - post / 2
    # Planks and pads end before the posts, a little housed in them; cords go round them.
    back_z = -d / 2 + post / 2 if woven else -d / 2 - post / 2 + 0.006
    finial = layout.finials and is_round(context)
    posts = Posts(back_x, back_z, post, context.height, context.top - (0.07 if finial else 0.0),
                  context.lean, 0.10 * context.height)  # fmt: skip
    seat = joined_seat(context, taper, (size + 0.001, post + 0.001))
    legs = _legs(context, posts, (front_x, front_z), finial)
    back = framed_back(context, posts)
    return [seat, legs, back, *_arms(context, posts, (front_x, front_z))]


def _legs(context: ChairContext, posts: Posts, front: tuple[float, float], finial: bool) -> Node:
    drawn = iter(context.sampler("legs")(32).tolist())

    def offset() -> tuple[float, float]:
        x, y = next(drawn)
        return (x, y)

    rails = context.height - seat_drop(context)
    woven = isinstance(context.seat, WovenSeat)
    top = context.height + 0.012 if woven else rails
    x, z = front
    pieces: list[Mesh] = [
        translate(wood_leg(context, top, offset()), (side * x, 0.0, z)) for side in (-1.0, 1.0)
    ]
    pieces += [_post(context, posts, side, offset()) for side in (-1.0, 1.0)]
    if finial:
        pieces += [_finial(posts, side, context.top, offset()) for side in (-1.0, 1.0)]
    if not woven:
        pieces += _rails(posts, front, rails, offset)
    pieces += _stretchers(context, posts, front, offset)
    return node("Legs", LEGS, (context.frame, pieces))


def _post(context: ChairContext, posts: Posts, side: float, uv_offset: tuple[float, float]) -> Mesh:
    y = np.concatenate(
        [np.linspace(0.0, context.height, 9), np.linspace(context.height, posts.top, 11)[1:]]
    )
    path = np.stack([np.full_like(y, side * posts.x), y, posts.z(y)], -1)
    part = y / posts.top
    full = posts.width
    if is_round(context):
        slim = (
            full
            / 2.0
            * (0.80 + 0.20 * np.clip(part / 0.35, 0.0, 1.0) - 0.14 * np.clip(part - 0.5, 0, 1) * 2)
        )
        made = tube(
            path, slim, ends="round", segments=(10, 14, 18)[context.detail], uv_offset=uv_offset
        )
        return levelled(made, 0.0, posts.top)
    wide = full * (
        0.80 + 0.20 * np.clip(part / 0.45, 0.0, 1.0) - 0.12 * np.clip(part - 0.5, 0, 1) * 2
    )
    deep = full * (0.74 + 0.30 * np.exp(-(((y - context.height) / (0.45 * context.height)) ** 2)))
    made = bar(path, wide, deep, up=(0.0, 0.0, 1.0), ease=0.004, uv_offset=uv_offset)
    return levelled(made, 0.0, posts.top)


def _finial(posts: Posts, side: float, top: float, uv_offset: tuple[float, float]) -> Mesh:
    """A turned tip on a round post, up to the height over all."""
    tall, r = top - posts.top + 0.012, posts.width / 2.0
    pen = Outline((0.0, 0.0), 5).to(0.66 * r, 0.0).to(0.52 * r, 0.16 * tall)
    pen.arc(0.52 * r, 0.22 * tall, 0.8).to(0.40 * r, 0.24 * tall).to(0.36 * r, 0.32 * tall)
    pen.arc(0.80 * r, 0.58 * tall, 0.25).arc(0.30 * r, 0.88 * tall, 0.30)
    pen.arc(0.0, tall, 0.3)
    turned = lathe(pen.end(), segments=18, uv_offset=uv_offset)
    tilt = -np.degrees(np.arctan(posts.slope(posts.top)))
    leaning = rotate(turned, "x", -float(tilt))
    z = float(posts.z(np.array([posts.top]))[0])
    placed = translate(leaning, (side * posts.x, posts.top - 0.012, z))
    return levelled(placed, float(placed.bounds[0, 1]), top)


def _rails(
    posts: Posts,
    front: tuple[float, float],
    rails: float,
    offset: Callable[[], tuple[float, float]],
) -> list[Mesh]:
    """The apron below a plank or pad."""
    tall, thick = 0.050, 0.019
    y = rails - tall / 2 - 0.0015
    x, z = front
    pieces = [
        bevelled_box((2 * x, tall, thick), 0.002, centre=(0.0, y, z + 0.004), uv_offset=offset()),
        bevelled_box(
            (2 * posts.x, tall, thick), 0.002, centre=(0.0, y, posts.back), uv_offset=offset()
        ),
    ]
    for side in (-1.0, 1.0):
        path = np.array(
            [[side * (x + 0.002), y - 0.0015, z], [side * posts.x, y - 0.0015, posts.back]]
        )
        path = path[0] + (path[1] - path[0]) * np.linspace(0, 1, 3)[:, None]
        pieces.append(bar(path, thick, tall, ease=0.002, uv_offset=offset()))
    return pieces


def _stretchers(
    context: ChairContext,
    posts: Posts,
    front: tuple[float, float],
    uv_offset: Callable[[], tuple[float, float]],
) -> list[Mesh]:
    """Round stretchers in two tiers, or square ones with a cross bar; and a woven seat's rails."""
    thick, round_ = 0.62 * leg_size(context), is_round(context)
    x, z = front
    h = context.height

    def between(a: Floats, b: Floats, *, turned: bool = False, tall: float = 0.026) -> Mesh:
        if round_:
            return stretcher(a, b, thick, uv_offset(), turned=turned, detail=context.detail)
        path = a + (b - a) * np.linspace(0.0, 1.0, 3)[:, None]
        return bar(path, 0.016, tall, ease=0.002, uv_offset=uv_offset())

    def leg(side: float, y: float) -> Floats:
        return np.array([side * x, y, z])

    def post(side: float, y: float) -> Floats:
        return np.array([side * posts.x, y, float(posts.z(np.array([y]))[0])])

    both = (-1.0, 1.0)
    turned = isinstance(context.legs, TurnedLegs)
    pieces: list[Mesh] = []
    if round_:
        pieces += [between(leg(s, k * h), post(s, k * h)) for k in (0.24, 0.52) for s in both]
        pieces += [between(leg(-1, k * h), leg(1, k * h), turned=turned) for k in (0.34, 0.62)]
        pieces.append(between(post(-1, 0.4 * h), post(1, 0.4 * h)))
    else:
        y = 0.34 * h
        pieces += [between(leg(s, y), post(s, y)) for s in both]
        ends = [0.5 * (leg(s, y) + post(s, y)) for s in both]
        pieces.append(between(ends[0], ends[1], tall=0.022))
    if isinstance(context.seat, WovenSeat):
        side, across = h - 0.018, h - 0.0205
        pieces += [between(leg(s, side), post(s, side)) for s in both]
        pieces.append(between(leg(-1, across), leg(1, across)))
        pieces.append(between(post(-1, across), post(1, across)))
    return pieces


def _arms(context: ChairContext, posts: Posts, front: tuple[float, float]) -> list[Node]:
    arms = context.arms
    if isinstance(arms, NoArms):
        return []
    y = context.height + min(float(getattr(arms, "arm_height", 0.215)), 0.75 * context.rise)
    wide = float(getattr(arms, "arm_width", 0.05))
    x, z = front
    back_z = float(posts.z(np.array([y]))[0])
    uv_offsets = [(float(a), float(b)) for a, b in context.sampler("arms")(4)]
    wood: list[Mesh] = []
    pads: list[Mesh] = []
    for number, side in enumerate((-1.0, 1.0)):
        keys = [
            [side * posts.x, y, back_z],
            [side * (x + 0.35 * (posts.x - x) + 0.012), y - 0.004, 0.45 * back_z],
            [side * (x + 0.012), y - 0.010, 0.6 * z],
            [side * x, y - 0.016, z + 0.025],
        ]
        path = curve(keys, 13)
        part = np.linspace(0.0, 1.0, 13)
        broad = wide * (0.55 + 0.45 * np.sin(np.pi * np.clip(part * 0.62 + 0.12, 0, 1)))
        wood.append(bar(path, broad, 0.022, ease=0.007, segments=3, uv_offset=uv_offsets[number]))
        start = context.height - (0.01 if not isinstance(context.seat, WovenSeat) else 0.0) - 0.03
        post = np.array([[side * x, start, z], [side * x, y - 0.014, z]])
        part = np.linspace(0.0, 1.0, 11)
        radius = 0.42 * leg_size(context) * (0.72 + 0.28 * np.sin(np.pi * part) ** 2)
        wood.append(tube(post[0] + (post[1] - post[0]) * part[:, None], radius, segments=16,
                         uv_offset=uv_offsets[2 + number]))  # fmt: skip
        if isinstance(arms, PaddedArms):
            raised = path + np.array([0.0, 0.011, 0.0])
            pads.append(soft_rest(raised, 1.05 * wide, arms.pad_length, 0.030))
    material = context.arm_wood if not isinstance(arms, PaddedArms) else context.frame
    pieces = [(material, wood)]
    if isinstance(arms, PaddedArms):
        pieces.append((context.material(ARMS, "Arm pads", arms.arm_cover), pads))
    return [node("Arms", ARMS, *pieces)]
