"""What carries a balcony: brackets at the wall, posts from the ground, rods up to the wall."""

from __future__ import annotations

import math

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.balcony.brackets import console, iron_bracket, knee_brace
from opus_studio.engine.components.balcony.context import BalconyContext
from opus_studio.engine.components.balcony.parts_assets import (
    SUPPORT,
    BracketBase,
    Consoles,
    GroundPosts,
    IronScrolls,
    KneeBraces,
    TieRods,
)
from opus_studio.engine.components.fence.slats import brace
from opus_studio.engine.components.fence.span import aimed, slab, stacked
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    boxes,
    circle,
    extrude,
    lathe,
    merge,
    mirror,
    place,
    rotate,
    translate,
)
from opus_studio.engine.scene import Mesh, Node, Part


def supports(context: BalconyContext) -> tuple[Node, ...]:
    """The branch that carries the slab, whose underside is y = 0; none for a cantilever."""
    kind = context.support
    if isinstance(kind, BracketBase):
        nodes = _brackets(context, kind)
    elif isinstance(kind, GroundPosts):
        nodes = _posts(context, kind)
    elif isinstance(kind, TieRods):
        nodes = _rods(context, kind)
    else:
        return ()
    # Rods stand on the slab; everything else meets its underside.
    level = 0.0 if isinstance(kind, TieRods) else context.soffit
    return (Node("Supports", children=nodes, translation=(0.0, level, 0.0), slot=SUPPORT.name),)


def _brackets(context: BalconyContext, kind: BracketBase) -> tuple[Node, ...]:
    """Equal brackets along the wall; under a bowed front they reach as far as the sides."""
    plan = context.plan
    margin = max(min(0.28, 0.14 * plan.width), _width(kind) / 2.0 + 0.08)
    count = max(2, math.ceil((plan.width - 2 * margin) / kind.bracket_spacing) + 1)
    edge = plan.front(plan.width / 2.0 - margin)
    reach = round(0.84 * edge if edge > 0.45 else 0.78 * edge, 4)
    drop = round(min(kind.bracket_drop, 1.5 * reach + 0.08), 4)
    reach = min(reach, round(2.2 * drop, 4))
    if isinstance(kind, Consoles):
        mesh = console(kind, reach, drop)
    elif isinstance(kind, KneeBraces):
        mesh = knee_brace(kind, reach, drop, context.sampler("brackets"))
    elif isinstance(kind, IronScrolls):
        mesh = iron_bracket(kind, reach, drop, context.detail)
    else:
        raise TypeError(f"There is no bracket of {type(kind).__name__}.")
    part = Part(mesh, context.material(SUPPORT, "Supports", context.support_finish))
    span = plan.width - 2.0 * margin
    xs = [-span / 2.0 + span * k / (count - 1) for k in range(count)]
    return tuple(
        Node(f"Bracket {k + 1}", (part,), translation=(x, 0.0, 0.0)) for k, x in enumerate(xs)
    )


def _width(kind: BracketBase) -> float:
    """Of a bracket along the wall, metres."""
    if isinstance(kind, Consoles):
        return kind.console_width + 0.036
    return kind.brace_size if isinstance(kind, KneeBraces) else 0.04


def _posts(context: BalconyContext, kind: GroundPosts) -> tuple[Node, ...]:
    """Posts along the front under a beam."""
    plan = context.plan
    size = min(kind.post_size, 0.25 * plan.depth)
    beam = min(max(1.2 * size, 0.12), 0.24)
    material = context.material(SUPPORT, "Supports", context.support_finish)
    # Under scallops the beam stands within the fascias, which hang down beside it.
    inset = size / 2.0 + (0.1 if context.soffit else 0.06)
    half = plan.width / 2.0 - inset
    z = plan.front(plan.width / 2.0) - inset
    count = max(2, math.ceil(2.0 * half / 2.8) + 1)
    xs = [-half + 2.0 * half * k / (count - 1) for k in range(count)]
    ground = kind.post_height + context.soffit
    tall = ground - beam
    mesh = _post(kind.post_kind, size, tall, context)
    nodes = [
        Node(f"Post {k + 1}", (Part(mesh, material),), translation=(x, -ground, z))
        for k, x in enumerate(xs)
    ]
    long = 2.0 * half + size + (0.06 if context.soffit else 0.08)
    girder = _beam(kind.post_kind, long, beam, 0.86 * size, context)
    pieces = [translate(girder, (0.0, -beam / 2.0, z))]
    if kind.braced and kind.post_kind == "timber":
        pieces += _knees(context, xs, size, beam, z)
    nodes.append(Node("Beam", (Part(merge(*pieces), material),)))
    return tuple(nodes)


def _post(kind: str, size: float, tall: float, context: BalconyContext) -> Mesh:
    """A post from y = 0 up to the beam."""
    if kind == "steel":
        side = 0.8 * size
        shaft = bevelled_box((side, tall - 0.013, side), 0.004, centre=(0.0, tall / 2.0, 0.0),
                             grain="y")  # fmt: skip
        plates = merge(stacked(slab(1.7 * size, 0.0, 0.012, 0.002)),
                       stacked(slab(1.2 * size, tall - 0.012, tall - 0.0003, 0.002)))  # fmt: skip
        nut = rotate(
            extrude(circle(0.013, 6), 0.012, start=0.0, bevel=0.0015, segments=1), "x", -90.0
        )
        at = 0.66 * size
        bolts = place(nut, [(x, 0.0115, y) for x in (-at, at) for y in (-at, at)])
        return merge(shaft, plates, bolts)
    if kind == "column":
        return _column(size, tall)
    shaft = bevelled_box(
        (size, tall - 0.0405, size),
        0.006,
        centre=(0.0, 0.04 + (tall - 0.0405) / 2.0, 0.0),
        grain="y",
        uv_offset=context.sampler("post")(1)[0],
    )
    shoe = merge(stacked(slab(1.06 * size, 0.0, 0.006, 0.001)),
                 stacked(slab(0.5 * size, 0.0055, 0.0405, 0.002)),
                 stacked(slab(1.06 * size, 0.034, 0.0395, 0.001)))  # fmt: skip
    return merge(shaft, shoe)


def _column(size: float, tall: float) -> Mesh:
    """A Tuscan column with entasis between plinth and abacus."""
    r = 0.42 * size
    low, high = 0.3 * size, tall - 0.26 * size
    line = [
        (1.24 * r, 0.16 * size),
        (1.3 * r, 0.2 * size),
        (1.24 * r, 0.25 * size),
        (1.06 * r, low),
    ]
    for k in range(9):
        share = k / 8.0
        line.append(
            (r * (1.0 - 0.16 * share**1.8), low + 0.03 * size + (high - low - 0.2 * size) * share)
        )
    neck = 0.84 * r
    line += [
        (1.06 * neck, high - 0.14 * size),
        (1.06 * neck, high - 0.11 * size),
        (neck, high - 0.08 * size),
        (neck, high + 0.04 * size),
        (1.3 * neck, high + 0.13 * size),
    ]
    shaft = lathe(Profile.of(line, closed=False, smooth_angle=40.0), segments=28)
    base = stacked(slab(1.12 * size, 0.0, 0.165 * size, 0.006), ease=0.004)
    crown = stacked(slab(1.0 * size, high + 0.125 * size, tall - 0.0003, 0.005), ease=0.004)
    return merge(shaft, base, crown)


def _beam(kind: str, long: float, tall: float, deep: float, context: BalconyContext) -> Mesh:
    """A beam about the origin along X: timber, or a rolled I section."""
    if kind != "steel":
        return bevelled_box(
            (long, tall, deep), 0.006, grain="x", uv_offset=context.sampler("beam")(1)[0]
        )
    web, flange = 0.008, 0.012
    h, w = tall / 2.0, deep / 2.0
    right = [
        (-h, w),
        (-h + flange, w),
        (-h + flange, web / 2),
        (h - flange, web / 2),
        (h - flange, w),
        (h, w),
    ]
    section = Profile.of([*right, *[(y, -z) for y, z in reversed(right)]]).eased(0.0015)
    return extrude(section, long, axis="x", bevel=0.0)


def _knees(
    context: BalconyContext, xs: list[float], size: float, beam: float, z: float
) -> list[Mesh]:
    """Struts from each post to the beam, inwards."""
    sampler = context.sampler("knees")
    room = min((xs[1] - xs[0]) / 2.0 - size, 0.6)
    if room < 0.2:
        return []
    made = []
    for k, x in enumerate(xs):
        for side in (-1.0, 1.0):
            if (k == 0 and side < 0.0) or (k == len(xs) - 1 and side > 0.0):
                continue
            start = (x + side * size / 2.0, -beam - room)
            end = (x + side * (size / 2.0 + room), -beam)
            made.append(_strut(start, end, 0.6 * size, z, sampler))
    return made


def _strut(start: tuple[float, float], end: tuple[float, float], wide: float, z: float,
           sampler: UvSampler) -> Mesh:  # fmt: skip
    """A strut in the XY plane; `brace` rises to the right, so the left ones are mirrored."""
    if end[0] >= start[0]:
        return brace(start, end, wide, 0.7 * wide, z, sampler)
    other = brace((-start[0], start[1]), (-end[0], end[1]), wide, 0.7 * wide, z, sampler)
    return mirror(other, "x")


def _rods(context: BalconyContext, kind: TieRods) -> tuple[Node, ...]:
    """A rod at either side, from the front edge of the slab up to the wall."""
    plan, thick = context.plan, context.thick
    radius = kind.rod_diameter / 2.0
    x = plan.width / 2.0 - radius - 0.014
    z = 0.86 * plan.front(plan.width / 2.0 - 0.02)
    rise = min(kind.rod_rise, 2.2 * plan.depth + 0.6)
    material = context.material(SUPPORT, "Supports", context.support_finish)
    run, up = z - 0.06, rise - 0.05
    long = math.hypot(run, up)
    rod = extrude(
        circle(radius, (10, 14, 20)[context.detail]), long, axis="z", bevel=0.15 * radius, start=0.0
    )
    middle = [(0.0, 0.0), (1.0 * radius, 0.0), (1.9 * radius, 0.03), (1.9 * radius, 0.15),
              (1.0 * radius, 0.18), (0.0, 0.18)]  # fmt: skip
    sleeve = translate(rotate(lathe(middle, segments=(10, 14, 20)[context.detail]), "x", 90.0),
                       (0.0, 0.0, 0.3 * long))  # fmt: skip
    tie = aimed(merge(rod, sleeve), (0.0, up, -run))
    ears = boxes(
        [
            (0.012, 0.09, 0.07),
            (2.4 * radius + 0.05, 0.012, 0.12),
            (2.4 * radius + 0.06, 0.16, 0.012),
            (0.012, 0.08, 0.09),
        ],
        [(0.0, 0.055, z), (0.0, 0.006, z), (0.0, rise, 0.006), (0.0, rise, 0.05)],
        0.003,
        segments=1,
    )
    eye = rotate(lathe([(0.0, -0.012), (1.9 * radius, -0.012), (1.9 * radius, 0.012), (0.0, 0.012)],
                       segments=16), "z", 90.0)  # fmt: skip
    knobs = place(eye, [(0.0, 0.05, z), (0.0, rise, 0.06)])
    mesh = merge(translate(tie, (0.0, 0.05, z)), ears, knobs)
    return tuple(
        Node(f"Tie rod {name}", (Part(mesh, material),), translation=(side * x, thick, 0.0))
        for name, side in (("left", -1.0), ("right", 1.0))
    )
