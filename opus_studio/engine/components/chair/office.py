"""Office swivel chairs: a star on castors, a gas spring, a tilting back, arm rests."""

from __future__ import annotations

from typing import cast

import numpy as np

from opus_studio.engine.components.chair.assets import LAYOUT, Office
from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.legs import star_base
from opus_studio.engine.components.chair.options import (
    ARMS,
    BACK,
    SEAT,
    CaneBack,
    LoopArms,
    NoArms,
    PaddedArms,
    PaddedBack,
    PaddedSeat,
    SlatBack,
    SpindleBack,
)
from opus_studio.engine.components.chair.seats import seat_pad
from opus_studio.engine.components.shared.bars import (
    Relief,
    bar,
    curve,
    displaced,
    hoop,
    resampled,
    shrunk,
)
from opus_studio.engine.components.shared.planks import plank
from opus_studio.engine.components.shared.webbing import cane
from opus_studio.engine.geometry import (
    Stuffing,
    bevelled_box,
    cushion,
    merge,
    quaternion,
    rotate,
    rounded,
    rounded_box,
    translate,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.folds import Tuft
from opus_studio.engine.scene import Material, Mesh, Node

PAN = 0.022
"""Thickness of the shell under the seat's pad, metres."""

BOX = 0.045
"""Height of the tilt mechanism, metres."""


def office(context: ChairContext) -> list[Node]:
    """The branches of an office chair; what turns stands below one node on the column's axis."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, Office)
    thick = 0.045 + 0.5 * (
        context.seat.pad_thickness if isinstance(context.seat, PaddedSeat) else 0.05
    )
    under = context.height - thick - PAN + 0.006
    base = star_base(context, 5, under - BOX + 0.006, castors=True)
    children = (
        _mechanism(context, layout, under),
        _seat(context, layout, thick, under),
        _back(context, layout, under),
        *_arms(context, layout, under),
    )
    turning = Node("Swivel", (), children, rotation=quaternion("y", layout.swivel))
    return [*base, turning]


def _mechanism(context: ChairContext, layout: Office, under: float) -> Node:
    black = context.material(LAYOUT, "Body", layout.body_finish)
    y = under - BOX / 2 + 0.002
    box = rounded_box((0.15, BOX, 0.24), 0.012, centre=(0.0, y, -0.03))
    spread = bevelled_box((0.24, 0.012, 0.20), 0.004, centre=(0.0, under - 0.003, -0.01))
    lever = tube(
        [(0.05, y, 0.03), (0.19, y, 0.03), (0.24, y + 0.006, 0.03)],
        0.005,
        bend_radius=0.02,
        segments=10,
        detail=1,
    )
    paddle = rounded_box((0.06, 0.008, 0.024), 0.004, centre=(0.255, y + 0.007, 0.03))
    steel = context.fixed_material("Levers", "steel")
    return node("Mechanism", LAYOUT, (black, [box, spread, paddle]), (steel, lever))


def _seat(context: ChairContext, layout: Office, thick: float, under: float) -> Node:
    w, d = context.width, context.depth
    soft = seat_pad(context, w, d, thick, crown=0.010, corner=0.09)
    drop = 0.030

    def waterfall(mesh: Mesh) -> Mesh:
        """The front edge rolled down, so that it does not press the thighs."""
        if not len(mesh.triangles):
            return mesh
        stood = rotate(mesh, "x", 90.0)

        # Stood up, the front is below: y runs from the front (-) to the back (+).
        def relief(x: Floats, y: Floats) -> Floats:
            front = np.clip((-y / (d / 2) - 0.35) / 0.65, 0.0, None)
            sides = 0.014 * np.abs(2 * x / w) ** 2.5
            return np.asarray(-drop * front**2 + sides - 0.014)

        return rotate(displaced(stood, relief), "x", -90.0)

    made = [waterfall(soft.body), waterfall(soft.piping)]
    high = float(made[0].bounds[1, 1])
    made = [translate(mesh, (0.0, context.height - high, 0.0)) for mesh in made]
    pan = rounded_box((0.84 * w, PAN, 0.78 * d), 0.010, centre=(0.0, under + PAN / 2, -0.03))
    body = context.material(LAYOUT, "Body", layout.body_finish)
    return node("Seat", SEAT, (context.cover, [m for m in made if len(m.triangles)]), (body, pan))


def _back(context: ChairContext, layout: Office, under: float) -> Node:
    """The back on its carrier; the node's origin is the axis about which it leans."""
    pivot = (0.0, under - BOX / 2, -0.10)
    low = context.height + 0.075
    tall = context.top - low
    wide = 0.94 * context.width
    rest_z = -context.depth / 2 - 0.012

    def relief(x: Floats, y: Floats) -> Floats:
        up = y - low
        part = up / tall
        lumbar = 0.022 * np.exp(-(((part - 0.22) / 0.22) ** 2))
        return np.asarray(rest_z - context.lean * up + lumbar + 0.045 * (2 * x / wide) ** 2)

    body = context.material(LAYOUT, "Body", layout.body_finish)
    pieces = _rest(context, layout, low, tall, wide)
    bent = [(m, displaced(mesh, relief)) for m, mesh in pieces]
    carrier = _carrier(context, under, low, tall, relief)
    shift = np.array(pivot)
    moved = [(m, translate(mesh, -shift)) for m, mesh in [*bent, (body, carrier)]]
    children: tuple[Node, ...] = ()
    if layout.headrest:
        children = (_headrest(context, layout, relief, shift),)
    back = node("Back", BACK, *moved, translation=pivot, rotation=quaternion("x", -layout.recline))
    return Node(back.name, back.parts, children, back.translation, back.rotation, back.slot)


def _padding(context: ChairContext) -> float:
    """Thickness of a padded rest, metres."""
    return 0.9 * (context.back.back_padding if isinstance(context.back, PaddedBack) else 0.05)


def _rest_depth(context: ChairContext) -> float:
    """How far the rest reaches behind its front, metres."""
    if isinstance(context.back, CaneBack | SlatBack | SpindleBack):
        return 0.022
    return _padding(context) + 0.008


def _rest(
    context: ChairContext, layout: Office, low: float, tall: float, wide: float
) -> list[tuple[Material, Mesh]]:
    """The rest before it is bent: upright about x = 0, its front near z = 0."""
    back, middle = context.back, low + tall / 2
    body = context.material(LAYOUT, "Body", layout.body_finish)
    corners = np.array(
        [[-0.45, -0.5], [0.45, -0.5], [0.5, 0.12], [0.42, 0.5], [-0.42, 0.5], [-0.5, 0.12]]
    )
    plan = resampled(rounded(corners * [wide, tall], 0.075, 6).points, 80)
    if isinstance(back, CaneBack | SlatBack | SpindleBack):
        ring = rotate(hoop(plan, 0.024, 0.022, ease=0.008), "x", 90.0)
        web = cane(shrunk(plan, 0.012), pitch=0.0085, steps=18, strand=0.0034, diagonals=False)
        light = layout.body_finish == "matte_plastic/light_grey"
        mesh = context.material(BACK, "Mesh", "canvas/grey" if light else "canvas/black")
        return [
            (body, translate(ring, (0, middle, -0.022))),
            (mesh, translate(web, (0, middle, -0.008))),
        ]
    thick = _padding(context)
    tufting = back.tufting if isinstance(back, PaddedBack) else "none"
    tufting = "channel" if tufting == "diamond" else tufting
    soft = cushion(
        wide,
        tall,
        thick,
        context.stream("back"),
        piping=0.0,
        tuft=cast(Tuft, tufting),
        stuffing=Stuffing(crown=0.012, corner=0.09, wrinkles=0.0008),
        buttons=(5, 3 if tufting == "buttons" else 1),
        tuft_depth=0.35 * thick,
        button_radius=0.009,
        detail=max(0, context.detail - 1),
    )
    upright = [
        translate(rotate(mesh, "x", 90.0), (0, middle, -thick))
        for mesh in (soft.body, soft.buttons)
        if len(mesh.triangles)
    ]
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    guard = resampled(rounded(square * [0.9 * wide, 0.92 * tall], 0.08, 6).points, 48)
    cap = translate(rotate(plank(guard, 0.016, detail=0), "x", -90.0), (0, middle, -thick - 0.008))
    return [*((context.back_cover, mesh) for mesh in upright), (body, cap)]


def _carrier(context: ChairContext, under: float, low: float, tall: float, relief: Relief) -> Mesh:
    """The bar from the mechanism round and up behind the rest."""
    y = under - BOX / 2
    grip, depth = low + 0.36 * tall, _rest_depth(context)
    zero = np.zeros(1)

    def behind(level: float, gap: float) -> float:
        return float(relief(zero, np.array([level]))[0]) - gap

    keys = [
        [0.0, y, -0.06],
        [0.0, y - 0.002, -context.depth / 2 - 0.02],
        [0.0, y + 0.05, behind(low, depth + 0.036)],
        [0.0, low, behind(low, depth + 0.032)],
        [0.0, grip, behind(grip, depth + 0.012)],
    ]
    path = curve(keys, 24)
    part = np.linspace(0.0, 1.0, 24)
    made = bar(
        path, 0.075 - 0.02 * part, 0.026 - 0.006 * part, up=(0, 0.7, 0.7), ease=0.008, segments=3
    )
    level = grip - 0.03
    if isinstance(context.back, CaneBack | SlatBack | SpindleBack):
        # A mesh hangs in its frame: a yoke reaches from side to side behind it.
        x = np.linspace(-0.455, 0.455, 17) * context.width
        line = np.stack([x, np.full_like(x, level), relief(x, np.full_like(x, level)) - 0.022], -1)
        return merge(made, bar(line, 0.034, 0.016, up=(0.0, 0.0, 1.0), ease=0.006))
    plate = rounded_box(
        (0.20, 0.05, 0.03), 0.010, centre=(0.0, level, behind(level, depth + 0.003))
    )
    return merge(made, plate)


def _headrest(context: ChairContext, layout: Office, relief: Relief, shift: Floats) -> Node:
    zero = np.zeros(1)
    z = float(relief(zero, np.array([context.top]))[0])
    soft = cushion(
        0.30,
        0.14,
        0.045,
        context.stream("headrest"),
        piping=0.0,
        stuffing=Stuffing(crown=0.010, corner=0.05, wrinkles=0.0008),
        detail=1,
    ).body
    upright = rotate(soft, "x", 90.0)
    curved = displaced(upright, lambda x, y: 0.03 * (2 * x / 0.30) ** 2 + 0 * y)
    stem = tube(
        [(0, -0.16, -0.035), (0, -0.05, -0.035), (0, 0.02, -0.012)],
        0.011,
        bend_radius=0.03,
        segments=12,
        detail=1,
    )
    body = context.material(LAYOUT, "Body", layout.body_finish)
    place = np.array([0.0, context.top + 0.10, z - 0.02]) - shift
    x, y, depth = place.tolist()
    return node(
        "Headrest", LAYOUT, (context.back_cover, curved), (body, stem), translation=(x, y, depth)
    )


def _arms(context: ChairContext, layout: Office, under: float) -> list[Node]:
    arms = context.arms
    if isinstance(arms, NoArms):
        return []
    y = context.height + float(getattr(arms, "arm_height", 0.215))
    x = context.width / 2 + 0.035
    body = context.material(LAYOUT, "Body", layout.body_finish)
    nodes = []
    for number, (name, side) in enumerate((("Arm left", -1.0), ("Arm right", 1.0))):
        if isinstance(arms, LoopArms):
            loop_line = [
                [side * 0.06, under - 0.008, 0.06],
                [side * x, under - 0.008, 0.06],
                [side * x, y, 0.10],
                [side * x, y, -0.20],
                [side * x, under - 0.008, -0.10],
                [side * 0.06, under - 0.008, -0.10],
            ]
            loop = tube(loop_line, 0.011, bend_radius=0.05, segments=14, detail=1)
            grip = tube(
                [[side * x, y, 0.05], [side * x, y, -0.14]],
                0.016,
                ends="round",
                segments=14,
                detail=1,
            )
            steel = context.material(ARMS, "Arms", arms.arm_finish)
            nodes.append(node(name, ARMS, (steel, loop), (body, grip)))
            continue
        keys = [
            [side * 0.06, under - 0.006, -0.02],
            [side * (x - 0.02), under - 0.006, -0.02],
            [side * x, under + 0.05, -0.02],
            [side * x, y - 0.045, -0.02],
        ]
        path = curve(keys, 20)
        ups = np.tile([0.0, 0.0, 1.0], (20, 1))
        post = bar(path, 0.024, 0.055, up=ups, ease=0.008, segments=3)
        sleeve = rounded_box((0.032, 0.15, 0.064), 0.010, centre=(side * x, y - 0.11, -0.02))
        plate = rounded_box((0.05, 0.018, 0.12), 0.006, centre=(side * x, y - 0.028, -0.01))
        wide = float(getattr(arms, "arm_width", 0.05)) + 0.025
        pieces: list[tuple[Material, list[Mesh]]] = [(body, [post, sleeve, plate])]
        if isinstance(arms, PaddedArms):
            soft = cushion(
                wide,
                arms.pad_length,
                0.026,
                context.stream(name),
                piping=0.0,
                detail=0,
                stuffing=Stuffing(crown=0.005, corner=0.03, wrinkles=0.0),
            ).body
            pieces.append(
                (
                    context.material(ARMS, "Arm pads", arms.arm_cover),
                    [translate(soft, (side * x, y - 0.024, 0.01))],
                )
            )
        else:
            rest = np.linspace([side * x, y - 0.011, -0.12], [side * x, y - 0.011, 0.13], 9)
            pieces.append(
                (
                    context.arm_wood,
                    [
                        bar(
                            rest,
                            wide,
                            0.022,
                            ease=0.009,
                            segments=3,
                            uv_offset=context.one(f"arm {number}"),
                        )
                    ],
                )
            )
        nodes.append(node(name, ARMS, *pieces))
    return nodes
