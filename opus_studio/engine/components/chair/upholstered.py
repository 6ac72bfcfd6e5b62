"""Upholstered dining chairs: a sprung seat and a padded back on four legs."""

from __future__ import annotations

from typing import cast

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, Upholstered
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.legs import leg_from, tube_base
from opus_studio.engine.components.chair.options import (
    ARMS,
    BACK,
    LEGS,
    SEAT,
    CaneBack,
    LoopArms,
    NoArms,
    PaddedArms,
    PaddedBack,
    PaddedSeat,
    StarBase,
    TubeLegs,
    WireLegs,
)
from opus_studio.engine.components.chair.seats import pad_thickness, seat_pad
from opus_studio.engine.components.shared.bars import (
    Relief,
    bar,
    curve,
    displaced,
    hoop,
    levelled,
    resampled,
    shrunk,
    soft_rest,
    tapered_plan,
)
from opus_studio.engine.components.shared.webbing import cane
from opus_studio.engine.geometry import (
    Stuffing,
    bevelled_box,
    cushion,
    rotate,
    rounded,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.folds import Tuft
from opus_studio.engine.scene import Material, Mesh, Node

TAPER = 0.92
"""Width of the seat's back relative to its front."""


def upholstered(context: ChairContext) -> list[Node]:
    """The branches of an upholstered chair."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, Upholstered)
    pad = pad_thickness(context) + 0.028
    return [_seat(context, pad), _legs(context, pad), _back(context, layout, pad), *_arms(context)]


def _seat(context: ChairContext, pad: float) -> Node:
    w, d, top = context.width, context.depth, context.height
    soft = seat_pad(context, w, d, pad, taper=TAPER, crown=0.014, corner=0.035)
    frame = tapered_plan(
        bevelled_box(
            (w - 0.036, 0.034, d - 0.036), 0.006, grain="x", centre=(0.0, top - pad - 0.014, 0.0)
        ),
        d,
        TAPER,
    )
    pieces = [(m, translate(mesh, (0.0, top - pad, 0.0))) for m, mesh in soft.pieces(context.cover)]
    return node("Seat", SEAT, *pieces, (context.cover, frame))


def _legs(context: ChairContext, pad: float) -> Node:
    w, d, top = context.width, context.depth, context.height - pad - 0.016
    front = (0.5 * w - 0.05, 0.5 * d - 0.05)
    back = (0.5 * w * TAPER - 0.046, -0.5 * d + 0.046)
    if isinstance(context.legs, TubeLegs | WireLegs | StarBase):
        heads = [(-front[0], front[1]), front, (-back[0], back[1]), back]
        return tube_base(context, heads, [top - 0.016] * 4, 0.035)
    cuts = [(float(x), float(y)) for x, y in context.sampler("legs")(4)]
    meshes = []
    for k, (x, z) in enumerate([(-front[0], front[1]), front, (-back[0], back[1]), back]):
        forward = 0.022 if k < 2 else -0.075
        foot = (x + np.sign(x) * 0.016, z + forward)
        meshes.append(leg_from(context, foot, (x, z), top, cuts[k]))
    return node("Legs", LEGS, (context.material(LEGS, "Legs", context.wood), meshes))


def _relief(context: ChairContext, layout: Upholstered, wide: float, foot: float) -> Relief:
    """Where the back's middle stands: leaning, a little S-shaped, its sides coming round."""

    def at(x: Floats, y: Floats) -> Floats:
        up = y - foot
        part = np.clip(up / context.rise, -0.3, 1.2)
        # A narrow back gives up some of its bow: its padding would fold on itself at the sides.
        round_ = min(layout.back_bow, 0.13 * wide) * (2.0 * x / wide) ** 2
        return np.asarray(-context.lean * up - 0.018 * np.sin(np.pi * (part - 0.3)) + round_)

    return at


def _back(context: ChairContext, layout: Upholstered, pad: float) -> Node:
    wide = TAPER * context.width + 0.004
    foot = context.height - pad + 0.004
    relief = _relief(context, layout, wide, foot)
    if isinstance(context.back, CaneBack):
        return _cane_back(context, context.back, wide, relief)
    back = context.back
    thick = back.back_padding if isinstance(back, PaddedBack) else 0.055
    tufting = back.tufting if isinstance(back, PaddedBack) else "none"
    tall = context.top - foot
    columns = max(3, round(wide / 0.11))
    rows = {"diamond": max(3, round(0.62 * tall / 0.09)), "buttons": 2, "channel": 1, "none": 1}
    piped = isinstance(context.seat, PaddedSeat) and context.seat.piping
    made = cushion(
        wide,
        tall,
        thick,
        context.stream("back"),
        piping=0.0035 if piped else 0.0,
        stuffing=Stuffing(crown=0.010, corner=0.05, under=0.5, wrinkles=0.0008),
        tuft=cast(Tuft, tufting),
        buttons=(columns + (2 if tufting == "channel" else 0), rows[tufting]),
        tuft_depth=0.4 * thick if tufting != "buttons" else 0.2 * thick,
        button_radius=0.009,
        detail=max(0, context.detail - (tufting == "none")),
    )
    z = -context.depth / 2 + 0.012

    def bent(mesh: Mesh) -> Mesh:
        upright = translate(rotate(mesh, "x", 90.0), (0.0, foot + tall / 2, z - thick))
        share = 1.0 - (1.0 - layout.back_taper) * (upright.positions[:, 1] - foot) / tall
        upright.positions[:, 0] *= share
        return displaced(upright, relief)

    pieces: list[tuple[Material, Mesh]] = [
        (context.back_cover, bent(mesh))
        for mesh in (made.body, made.piping, made.buttons)
        if len(mesh.triangles)
    ]
    return node("Back", BACK, *_topped(pieces, context.top))


def _topped(pieces: list[tuple[Material, Mesh]], top: float) -> list[tuple[Material, Mesh]]:
    """All meshes stretched alike, so that the highest ends at `top`."""
    low = min(float(mesh.bounds[0, 1]) for _, mesh in pieces)
    high = max(float(mesh.bounds[1, 1]) for _, mesh in pieces)
    factor = (top - low) / (high - low)
    return [
        (
            material,
            levelled(
                mesh,
                low + (float(mesh.bounds[0, 1]) - low) * factor,
                low + (float(mesh.bounds[1, 1]) - low) * factor,
            ),
        )
        for material, mesh in pieces
    ]


def _cane_back(context: ChairContext, back: CaneBack, wide: float, relief: Relief) -> Node:
    """Cane in a show-wood frame on two stiles, as on chairs of the Louis XVI style."""
    low, frame = context.height + 0.12 * context.rise, back.back_frame
    tall = context.top - low
    corner = min(0.16, 0.4 * tall)
    corners = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]) * [wide, tall]
    plan = resampled(rounded(corners, corner, 8).points, 72)
    ring = rotate(hoop(plan, frame, 0.026, ease=0.007, uv_offset=context.one("back")), "x", 90.0)
    web = cane(shrunk(plan, 0.75 * frame), pitch=back.back_pitch, steps=14)
    z, middle = -context.depth / 2 - 0.006, low + tall / 2
    ring = displaced(translate(ring, (0.0, middle, z - 0.026)), relief)
    web = displaced(translate(web, (0.0, middle, z - 0.012)), relief)
    stiles = []
    for side in (-1.0, 1.0):
        y = np.linspace(context.height - 0.10, low + corner, 9)
        x = np.full_like(y, side * (wide / 2 - frame / 2))
        path = np.stack([x, y, z - 0.013 + relief(x, y)], -1)
        stiles.append(
            bar(
                path,
                0.8 * frame,
                0.024,
                up=(0, 0, 1),
                ease=0.005,
                uv_offset=context.one(f"stile {side}"),
            )
        )
    pieces = [(context.frame, mesh) for mesh in (ring, *stiles)]
    return node(
        "Back",
        BACK,
        *_topped(pieces, context.top),
        (context.fixed_material("Cane", "canvas/sand"), web),
    )


def _arms(context: ChairContext) -> list[Node]:
    arms = context.arms
    if isinstance(arms, NoArms):
        return []
    y = context.height + min(float(getattr(arms, "arm_height", 0.215)), 0.65 * context.rise)
    w, d = context.width, context.depth
    wide = float(getattr(arms, "arm_width", 0.05))
    back_z = -d / 2 - context.lean * (y - context.height) - 0.01
    meshes, pads = [], []
    uv_offsets = [(float(a), float(b)) for a, b in context.sampler("arms")(4)]
    x0 = 0.5 * w
    low = context.height - pad_thickness(context) - 0.048
    for k, side in enumerate((-1.0, 1.0)):
        if isinstance(arms, LoopArms):
            loop_line = [
                [side * (x0 * TAPER - 0.03), y, back_z],
                [side * (x0 + 0.012), y, back_z + 0.06],
                [side * (x0 + 0.012), y, 0.30 * d],
                [side * (x0 + 0.012), low, 0.24 * d],
                [side * (x0 - 0.05), low, 0.24 * d],
            ]
            meshes.append(tube(loop_line, 0.009, bend_radius=0.035, segments=12, detail=1))
            continue
        keys = [
            [side * (x0 * TAPER - 0.012), y + 0.004, back_z],
            [side * (x0 + 0.006), y, -0.12 * d],
            [side * (x0 + 0.014), y - 0.004, 0.14 * d],
            [side * (x0 + 0.010), y - 0.010, 0.27 * d],
        ]
        path = curve(keys, 15)
        swell = 0.55 + 0.45 * np.sin(np.pi * np.clip(np.linspace(0.08, 0.86, 15), 0, 1))
        meshes.append(
            bar(path, wide * swell, 0.022, ease=0.008, segments=3, uv_offset=uv_offsets[k])
        )
        post = curve(
            [
                [side * (x0 - 0.004), low, 0.26 * d],
                [side * (x0 + 0.006), 0.5 * (low + y), 0.20 * d],
                [side * (x0 + 0.010), y - 0.006, 0.22 * d],
            ],
            9,
        )
        meshes.append(
            bar(post, 0.022, 0.026, up=(0, 0, 1), ease=0.006, uv_offset=uv_offsets[2 + k])
        )
        if isinstance(arms, PaddedArms):
            raised = path + np.array([0.0, 0.011, 0.0])
            pads.append(soft_rest(raised, 1.05 * wide, arms.pad_length, 0.030))
    material = (
        context.material(ARMS, "Arms", arms.arm_finish)
        if isinstance(arms, LoopArms)
        else context.arm_wood
        if not isinstance(arms, PaddedArms)
        else context.frame
    )
    pieces = [(material, meshes)]
    if isinstance(arms, PaddedArms):
        pieces.append((context.material(ARMS, "Arm pads", arms.arm_cover), pads))
    return [node("Arms", ARMS, *pieces)]
