"""Canopies: framed slabs, glass on steel arms, and hoods on brackets."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.porch.assets import (
    FORM,
    FlatCanopy,
    GlassCanopy,
    HoodCanopy,
)
from opus_studio.engine.components.porch.beams import bracket
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.part_assets import TRIM
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    lathe,
    merge,
    quaternion,
    rectangle,
    rotate,
    sweep,
    translate,
    tube,
)
from opus_studio.engine.scene import Mesh, Node, Part

_ARM = 0.014


def canopy(context: PorchContext) -> tuple[Node, ...]:
    """What stands out over the door without posts; nothing on a porch."""
    kind = context.shape.kind
    if kind == "slab":
        return _slab(context)
    if kind == "glass":
        return _glass(context)
    return _hood(context) if kind == "hood" else ()


def _face(context: PorchContext) -> float:
    """Z of the wall's own face, metres."""
    return context.site.cladding


def _slab(context: PorchContext) -> tuple[Node, ...]:
    """A metal frame around a boarded underside, a sheet on top; rods where there is room."""
    shape, form = context.shape, context.resolved[FORM]
    w, d, low, high = shape.width, shape.depth, shape.low, shape.high
    back, rim = -context.site.bedded, 0.03
    x = w / 2.0
    path = [(-x, low, back), (-x, low, d), (x, low, d), (x, low, back)]
    own = isinstance(form, FlatCanopy)
    material = context.frame if own else context.trim
    frame = sweep(rectangle(rim, high - low, 0.003, 1), path, up=(0.0, 1.0, 0.0),
                  uv_offsets=context.uv_offsets("canopy", 3))  # fmt: skip
    lid = boxes([(w - 0.012, 0.012, d - 0.006 - back), (w - 0.1, 0.02, d - 0.05 - back)],
                [(0.0, high + 0.0045, (d - 0.006 + back) / 2.0),
                 (0.0, high + 0.0205, (d - 0.05 + back) / 2.0 + 0.0007)], 0.004,
                segments=1)  # fmt: skip
    boards = _soffit(context, x - rim, d - rim, low + 0.012)
    parts = (Part(merge(frame, lid), material), Part(boards, context.ceiling))
    made = [Node("Canopy", parts, slot=FORM.name)]
    if isinstance(form, FlatCanopy) and form.rods and shape.room > 0.4:
        made.append(Node("Rods", (Part(_rods(context, 0.82 * d, high + 0.006), context.frame),),
                         slot=FORM.name))  # fmt: skip
    elif not own:
        made.append(_brackets(context, "scroll", low))
    return tuple(made)


def _soffit(context: PorchContext, half: float, front: float, low: float) -> Mesh:
    """Boards along the wall between the sides of a frame."""
    back = max(_face(context) - 0.004, 0.001)
    count = max(2, round((front - back) / 0.1))
    step = (front - back) / count
    zs = back + (np.arange(count) + 0.5) * step
    return boxes([(2 * half + 0.01, 0.02, step - 0.005)] * count,
                 [(0.0, low + 0.01, float(z)) for z in zs], 0.003, segments=1, grain="x",
                 uv_offsets=context.uv_offsets("soffit", count))  # fmt: skip


def _rods(context: PorchContext, out: float, high: float) -> Mesh:
    """Two rods from the wall with their plates and clevises."""
    shape, face = context.shape, _face(context)
    rise = min(shape.room - 0.12, 0.8 * out + 0.15)
    x = shape.width / 2.0 - min(0.16, 0.12 * shape.width)
    made = []
    for side in (-x, x):
        foot, top = (side, high + 0.03, out), (side, high + rise, face + 0.045)
        made.append(tube([foot, top], 0.009, segments=10))
        along = np.array(top) - np.array(foot)
        along = along / np.linalg.norm(along)
        for end, sign in ((foot, 1.0), (top, -1.0)):
            start = np.array(end) - 0.012 * sign * along
            stop = np.array(end) + 0.09 * sign * along
            made.append(tube([start, stop], 0.0145, segments=10))
        made.append(boxes(
            [(0.09, 0.13, 0.01), (0.012, 0.07, 0.06), (0.09, 0.012, 0.13), (0.012, 0.05, 0.07)],
            [(side, high + rise, face + 0.0045), (side, high + rise, face + 0.034),
             (side, high + 0.0045, out), (side, high + 0.03, out)], 0.002, segments=1,
        ))  # fmt: skip
    return merge(*made)


def _glass(context: PorchContext) -> tuple[Node, ...]:
    """Panes on tapered arms, with discs that hold them, a rail at the wall, and rods above."""
    shape, form = context.shape, context.resolved[FORM]
    assert isinstance(form, GlassCanopy)
    w, d, face = shape.width, shape.depth, _face(context)
    fall = (d - face) * math.tan(math.radians(form.fall))
    count = max(2, round(w / 1.0))
    pane, gap, thick = w / count, 0.012, 0.0175
    back, base = face + 0.03, shape.low + 0.115
    ring = [(base + fall, back), (base, d), (base + thick, d), (base + thick + fall, back)]
    sheet = extrude(Profile.of(ring), pane - gap, axis="x", bevel=0.0015, segments=1)
    half = (w - pane + gap) / 2.0
    # The outer panes end where the canopy was asked to end.
    middles = np.linspace(-half, half, count)
    glass = merge(*(translate(sheet, (float(x), 0.0, 0.0)) for x in middles))
    lines = np.linspace(-w / 2.0 + 0.14, w / 2.0 - 0.14, max(2, count))
    arm = Profile.of([(base + fall - 0.13, face), (base - 0.045, d - 0.05),
                      (base - 0.022, d - 0.05), (base + fall - 0.022, face)])  # fmt: skip
    fin = extrude(arm, _ARM, axis="x", bevel=0.002, segments=1)
    steel = [translate(fin, (float(x), 0.0, 0.0)) for x in lines]
    steel.append(boxes((w - 0.02, 0.09, 0.04), (0.0, base + fall - 0.02, face + 0.0195), 0.004,
                       segments=1))  # fmt: skip
    disc = lathe(Profile.of([(0.0, -0.03), (0.012, -0.03), (0.012, -0.002), (0.03, -0.002),
                             (0.03, thick + 0.006), (0.0, thick + 0.008)], closed=False),
                 segments=14)  # fmt: skip
    for x in lines:
        for share in (0.2, 0.82):
            z = back + share * (d - back)
            y = base + fall * (d - z) / (d - back)
            turned = rotate(disc, "x", form.fall)
            steel.append(translate(turned, (float(x), y, z)))
    parts = (
        Part(merge(*steel), context.frame),
        Part(glass, context.fixed_material("Glass", form.glass)),
    )
    rods = _rods(context, 0.82 * d, base + thick + 0.2 * fall + 0.004)
    return (
        Node("Canopy", parts, slot=FORM.name),
        Node("Rods", (Part(rods, context.frame),), slot=FORM.name),
    )


def _hood(context: PorchContext) -> tuple[Node, ...]:
    """The timber frame of a hood and its brackets; its roof is made as any other."""
    shape, form = context.shape, context.resolved[FORM]
    kind = form.bracket if isinstance(form, HoodCanopy) else "curved"
    x, back = shape.width / 2.0, -context.site.bedded
    path = [(-x, shape.low, back), (-x, shape.low, shape.depth), (x, shape.low, shape.depth),
            (x, shape.low, back)]  # fmt: skip
    frame = sweep(rectangle(shape.beam, shape.high - shape.low, 0.005, 1), path, up=(0.0, 1.0, 0.0),
                  uv_offsets=context.uv_offsets("hood", 3))  # fmt: skip
    boards = _soffit(context, x - shape.beam, shape.depth - shape.beam, shape.low + 0.03)
    parts = (Part(frame, context.trim), Part(boards, context.ceiling))
    return (Node("Beams", parts, slot=FORM.name), _brackets(context, kind, shape.low))


def _brackets(context: PorchContext, kind: str, top: float) -> Node:
    """A pair of brackets against the wall."""
    shape, face = context.shape, _face(context)
    reach = min(0.8 * shape.depth, 0.75)
    thick = 0.075
    if kind == "gallows":
        tall = 1.05 * reach
        mesh = boxes([(0.075, tall, thick), (reach, 0.08, thick - 0.004)],
                     [(0.0365, -tall / 2.0 - 0.0805, 0.0), (reach / 2.0, -0.04, 0.0)], 0.005,
                     segments=1)  # fmt: skip
        brace = translate(bracket("knee", 0.66 * reach, thick - 0.014), (0.07, -0.076, 0.0))
        mesh = merge(mesh, brace)
    elif kind == "curved":
        mesh = merge(
            translate(bracket("curved", 0.8 * reach, thick - 0.014), (0.06, -0.066, 0.0)),
            boxes([(0.07, 1.3 * reach, thick), (reach, 0.07, thick - 0.004)],
                  [(0.034, -0.65 * reach - 0.0705, 0.0), (reach / 2.0, -0.035, 0.0)], 0.005,
                  segments=1),
        )  # fmt: skip
    else:
        mesh = bracket("scroll", 0.86 * reach, 0.06)
    part = Part(mesh, context.trim)
    x = shape.width / 2.0 - max(0.5 * shape.beam, 0.06)
    facing = quaternion("y", -90.0)
    return Node("Brackets", (), tuple(
        Node(f"Bracket {k + 1}", (part,), translation=(s * x, top + 0.001, face + 0.001),
             rotation=facing)
        for k, s in enumerate((-1.0, 1.0))
    ), slot=TRIM.name)  # fmt: skip
