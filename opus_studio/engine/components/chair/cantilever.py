"""Cantilever chairs: one bent steel tube carries seat and back."""

from __future__ import annotations

import math
from typing import cast

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, Cantilever
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.options import (
    ARMS,
    BACK,
    LEGS,
    SEAT,
    CaneBack,
    CaneSeat,
    LoopArms,
    NoArms,
    PaddedArms,
    PaddedBack,
    PaddedSeat,
    PanelBack,
    SlingSeat,
    WoodSeat,
    WovenSeat,
)
from opus_studio.engine.components.chair.seats import cane_seat, pad_thickness, seat_pad
from opus_studio.engine.components.shared.bars import bar, displaced, hoop, resampled, shrunk
from opus_studio.engine.components.shared.planks import plank, seat_plan
from opus_studio.engine.components.shared.webbing import cane, sling
from opus_studio.engine.geometry import (
    Stuffing,
    cushion,
    fit,
    rotate,
    rounded,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.folds import Tuft
from opus_studio.engine.scene import Material, Mesh, Node


def cantilever(context: ChairContext) -> list[Node]:
    """The branches of a cantilever chair."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, Cantilever)
    r = layout.tube_diameter / 2
    level = context.height - _on_tube(context) - r
    return [
        _frame(context, layout, level, r),
        _seat(context, level, r),
        _back(context, level, r),
        *_arms(context, layout, level, r),
    ]


def _on_tube(context: ChairContext) -> float:
    """Height of the seat's top above the tube, metres."""
    if isinstance(context.seat, PaddedSeat):
        return context.seat.pad_thickness + 0.002
    if isinstance(context.seat, SlingSeat):
        return 0.0025
    return 0.022


def _half(context: ChairContext, r: float) -> float:
    """X of the tube's middle, metres."""
    inset = r if isinstance(context.seat, SlingSeat) else r + 0.012
    return context.width / 2 - inset


def _rear(context: ChairContext, level: float, y: float) -> float:
    """Z of the rear uprights' middle at a height, metres."""
    return -context.depth / 2 - context.lean * (y - level)


def _frame(context: ChairContext, layout: Cantilever, level: float, r: float) -> Node:
    x, d = _half(context, r), context.depth
    front, foot = d / 2 + 0.012, 0.016
    top = context.top - (r if _sling_back(context) else 0.07)
    side = np.array(
        [
            [x, top, _rear(context, level, top)],
            [x, level, -d / 2],
            [x, level, front],
            [x, r, front - foot],
            [x, r, -d / 2 - 0.01],
        ]
    )
    path = np.concatenate([side, (side * [-1, 1, 1])[::-1]])
    steel = context.material(LAYOUT, "Frame", layout.frame_finish)
    body = tube(
        path,
        r,
        bend_radius=layout.bend_radius,
        ends="round",
        segments=(8, 14, 20)[context.detail],
        detail=min(context.detail, 1),
    )
    body = fit(body, (body.bounds[0, 0], 0.0, body.bounds[0, 2]), body.bounds[1])
    bars = []
    if isinstance(context.seat, SlingSeat | PaddedSeat):
        for z in (0.30 * d, -0.32 * d):
            dip = 0.03 if isinstance(context.seat, SlingSeat) else 0.004
            bow = np.array(
                [
                    [-x, level, z],
                    [-0.9 * x, level - dip, z],
                    [0.9 * x, level - dip, z],
                    [x, level, z],
                ]
            )
            bars.append(tube(bow, 0.6 * r, bend_radius=0.04, segments=12, detail=1))
    return node("Frame", LEGS, (steel, [body, *bars]))


def _seat(context: ChairContext, level: float, r: float) -> Node:
    seat, w, d, top = context.seat, context.width, context.depth, context.height
    if isinstance(seat, SlingSeat):
        x = _half(context, r)
        z = np.linspace(0.5 * d - 0.035, -0.5 * d + 0.05, 13)
        line = np.stack([np.full_like(z, level + r - 0.002), z], -1)
        hide = sling(line, 2 * x, 0.0035, seat.leather_sag)
        return node("Seat", SEAT, (context.cover, [hide, *_wraps(x, level, z[0], z[-1], r)]))
    if isinstance(seat, PaddedSeat):
        thick = pad_thickness(context)
        soft = seat_pad(context, w, d - 0.02, thick, crown=0.010, corner=0.05)
        pieces = [
            (m, translate(mesh, (0.0, top - thick, 0.0))) for m, mesh in soft.pieces(context.cover)
        ]
        return node("Seat", SEAT, *pieces)
    if isinstance(seat, WoodSeat):
        plan = seat_plan(w, w * 0.96, d, corners=(0.07, 0.06), bow=0.01)
        body = plank(
            plan,
            0.016,
            hollow=0.010 * seat.saddle,
            undercut=0.002,
            uv_offset=context.one("seat"),
            detail=context.detail,
        )
        body = fit(body, (-w / 2, level + r - 0.001, -d / 2), (w / 2, top, d / 2))
        return node("Seat", SEAT, (context.seat_wood, body))
    return cane_seat(context, w, d, 0.97, top)


def _wraps(x: float, y: float, front: float, back: float, r: float) -> list[Mesh]:
    """Leather sewn round the two tubes of a sling along Z."""
    sleeves = []
    for side in (-x, x):
        path = np.array([[side, y, back + 0.002], [side, y, front - 0.002]])
        sleeves.append(tube(path, r + 0.0025, segments=18, detail=1))
    return sleeves


def _sling_back(context: ChairContext) -> bool:
    """Whether the back is leather between the tubes: asked for, or nearest to slats."""
    if isinstance(context.back, CaneBack | PaddedBack | PanelBack):
        return isinstance(context.seat, SlingSeat) and not isinstance(context.back, PanelBack)
    return not isinstance(context.seat, CaneSeat | WovenSeat)


def _back(context: ChairContext, level: float, r: float) -> Node:
    """The back in front of the rear uprights, built flat and leaned as they are."""
    x = _half(context, r)
    tall = min(0.27, 0.72 * context.rise)
    angle = math.degrees(math.atan(context.lean))
    if _sling_back(context):
        y = np.linspace(context.top - 0.012 - r, context.top - 0.012 - r - 0.8 * tall, 9)
        out = np.array([math.sin(math.radians(angle)), math.cos(math.radians(angle))])
        line = np.stack([y, np.array([_rear(context, level, v) for v in y])], -1) + out * (
            r - 0.002
        )
        hide = sling(line, 2 * x, 0.0035, 0.022)
        sleeves = []
        for side in (-x, x):
            path = np.array(
                [[side, v, _rear(context, level, v)] for v in (y[0] - 0.002, y[-1] + 0.002)]
            )
            sleeves.append(tube(path, r + 0.0025, segments=18, detail=1))
        return node("Back", BACK, (context.back_cover, [hide, *sleeves]))
    middle = context.top - tall / 2 * math.cos(math.radians(angle)) - 0.004
    pieces = _panel(context, context.width, tall)
    z = _rear(context, level, middle) + r / math.cos(math.radians(angle)) - 0.002
    placed = [(m, translate(rotate(mesh, "x", -angle), (0.0, middle, z))) for m, mesh in pieces]
    high = max(float(mesh.bounds[1, 1]) for _, mesh in placed)
    return node(
        "Back", BACK, *[(m, translate(mesh, (0, context.top - high, 0))) for m, mesh in placed]
    )


def _panel(context: ChairContext, wide: float, tall: float) -> list[tuple[Material, Mesh]]:
    """A back panel in the XY plane, its rear at z = 0, bent round a little."""
    back = context.back

    def relief(x: Floats, y: Floats) -> Floats:
        return np.asarray(0.018 * ((2 * x / wide) ** 2 - 0.85) + 0 * y)

    if isinstance(back, PaddedBack):
        thick = 0.8 * back.back_padding
        tuft = "channel" if back.tufting == "channel" else "none"
        soft = cushion(
            wide,
            tall,
            thick,
            context.stream("back"),
            piping=0.0,
            stuffing=Stuffing(crown=0.008, corner=0.045, wrinkles=0.0008),
            tuft=cast(Tuft, tuft),
            buttons=(7, 1),
            tuft_depth=0.3 * thick,
            detail=max(0, context.detail - 1),
        ).body
        return [(context.back_cover, displaced(rotate(soft, "x", 90.0), relief))]
    corners = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]) * [wide, tall]
    plan = resampled(rounded(corners, 0.07, 6).points, 64)
    if isinstance(back, PanelBack):
        body = rotate(plank(plan, 0.012, grain="x", uv_offset=context.one("back")), "x", 90.0)
        return [(context.back_wood, displaced(translate(body, (0, 0, 0.012)), relief))]
    frame = back.back_frame if isinstance(back, CaneBack) else 0.032
    pitch = back.back_pitch if isinstance(back, CaneBack) else 0.0135
    ring = rotate(hoop(plan, frame, 0.020, ease=0.006, uv_offset=context.one("back")), "x", 90.0)
    web = cane(shrunk(plan, 0.75 * frame), pitch=pitch, steps=14)
    return [
        (context.back_wood, displaced(ring, relief)),
        (
            context.fixed_material("Cane", "canvas/sand"),
            displaced(translate(web, (0, 0, 0.014)), relief),
        ),
    ]


def _arms(context: ChairContext, layout: Cantilever, level: float, r: float) -> list[Node]:
    arms = context.arms
    if isinstance(arms, NoArms):
        return []
    y = context.height + min(float(getattr(arms, "arm_height", 0.215)), 0.62 * context.rise)
    x = _half(context, r) + 1.94 * r
    d = context.depth
    back_z = _rear(context, level, y)
    steel = context.material(
        ARMS, "Arm tubes", arms.arm_finish if isinstance(arms, LoopArms) else layout.frame_finish
    )
    tubes, rests = [], []
    uv_offsets = [(float(a), float(b)) for a, b in context.sampler("arms")(2)]
    for k, side in enumerate((-1.0, 1.0)):
        path = np.array(
            [
                [side * x, y, back_z - 0.02],
                [side * x, y, 0.30 * d],
                [side * x, level, 0.24 * d],
                [side * x, level, -0.02 * d],
            ]
        )
        tubes.append(tube(path, 0.92 * r, bend_radius=0.06, ends="round", segments=14, detail=1))
        rest = np.linspace(
            [side * x, y + r + 0.007, back_z + 0.05], [side * x, y + r + 0.007, 0.18 * d], 9
        )
        wide = float(getattr(arms, "arm_width", 0.05))
        if isinstance(arms, PaddedArms):
            soft = cushion(
                wide,
                min(arms.pad_length, 0.62 * d),
                0.026,
                context.stream(f"arm {k}"),
                piping=0.0,
                detail=0,
            ).body
            rests.append(
                translate(soft, (side * x, y + 0.85 * r, 0.5 * (rest[0, 2] + rest[-1, 2])))
            )
        elif not isinstance(arms, LoopArms):
            rests.append(bar(rest, wide, 0.018, ease=0.007, segments=3, uv_offset=uv_offsets[k]))
    pieces: list[tuple[Material, list[Mesh]]] = [(steel, tubes)]
    if rests:
        rest_of = context.arm_wood
        if isinstance(arms, PaddedArms):
            rest_of = context.material(ARMS, "Arm pads", arms.arm_cover)
        pieces.append((rest_of, rests))
    return [node("Arms", ARMS, *pieces)]
