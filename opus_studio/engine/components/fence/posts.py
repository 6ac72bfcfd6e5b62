"""Posts with their caps, standing on y = 0 about the Y axis; all of a kind share one mesh."""

from __future__ import annotations

import math
from dataclasses import replace

from opus_studio.engine.components.fence.assets import (
    POSTS,
    NewelPosts,
    Piers,
    RoundPosts,
    SteelPosts,
    WoodPosts,
)
from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.palette import MASONRY, coping_finish
from opus_studio.engine.components.fence.plan import Stand
from opus_studio.engine.components.fence.span import slab, stacked
from opus_studio.engine.components.fence.trim_assets import Plinth
from opus_studio.engine.geometry import (
    Turning,
    bevelled_box,
    box_project,
    circle,
    extrude,
    lathe,
    merge,
    place,
    quaternion,
    rotate,
    translate,
    turned_leg,
)
from opus_studio.engine.geometry.legs import TurnedKind
from opus_studio.engine.scene import Mesh, Node, Part


def posts(context: FenceContext, stands: tuple[Stand, ...]) -> tuple[Node, ...]:
    """A node for each post; posts beside a gate stand on the ground before a plinth."""
    kept: dict[tuple[float, float, bool], tuple[Part, ...]] = {}
    nodes = []
    for number, stand in enumerate(stands):
        low = context.base_height if _on_plinth(context) else 0.0
        if stand.gate:
            # Beside a gate it stands on the ground, never in one plane with the plinth's foot.
            low = 0.0008 if low else 0.0
        under = context.over and not stand.gate
        key = (low, round(abs(stand.slope), 5), under)
        if key not in kept:
            kept[key] = _post(context, low, top_of(context, under, abs(stand.slope)), under)
        x, y, z = stand.place
        nodes.append(
            Node(f"Post {number + 1}", kept[key], translation=(x, y, z),
                 rotation=quaternion("y", stand.yaw))
        )  # fmt: skip
    return tuple(nodes)


def top_of(context: FenceContext, under: bool, slope: float = 0.0) -> float:
    """Level at which a post's shaft ends, below the handrail or its own cap; metres."""
    if not under:
        kind, rise = context.posts, context.posts.post_rise
        if isinstance(kind, WoodPosts) and kind.collar and kind.cap != "none":
            # The collar lies above the handrail that runs into the post.
            rise = max(rise, 0.52 * context.post_width + 0.006)
        return context.height + rise
    # The shaft ends within the rail, wherever the slope takes it.
    thick = context.top_size[1] * math.hypot(1.0, slope)
    return context.height - thick + min(0.002 + 0.5 * slope * context.post_width, 0.8 * thick)


def _on_plinth(context: FenceContext) -> bool:
    return isinstance(context.base, Plinth) and not isinstance(context.posts, Piers)


def _post(context: FenceContext, low: float, top: float, under: bool) -> tuple[Part, ...]:
    kind = context.posts
    if isinstance(kind, WoodPosts):
        body: Mesh = _wooden(context, kind, low, top, under)
    elif isinstance(kind, RoundPosts):
        body = _round(context, kind, low, top)
    elif isinstance(kind, SteelPosts):
        body = _steel(context, kind, low, top, under)
    elif isinstance(kind, NewelPosts):
        body = _newel(context, kind, low, top)
    elif isinstance(kind, Piers):
        return _pier(context, kind, top)
    else:
        raise TypeError(f"There is no post of {type(kind).__name__}.")
    return (Part(body, context.post_material),)


def _ball(radius: float, level: float, detail: int) -> Mesh:
    """A ball on a short neck that starts at a level."""
    around = (12, 18, 24)[detail]
    line = [(0.0, 0.0), (0.55 * radius, 0.0), (0.62 * radius, 0.1 * radius),
            (0.42 * radius, 0.28 * radius)]  # fmt: skip
    centre = 0.28 * radius + math.sqrt(radius**2 - (0.42 * radius) ** 2)
    start = math.asin(-(centre - 0.28 * radius) / radius)
    steps = around // 2 - 1
    for k in range(1, steps + 1):
        angle = start + (math.pi / 2.0 - start) * k / steps
        line.append((radius * math.cos(angle) if k < steps else 0.0,
                     centre + radius * math.sin(angle)))  # fmt: skip
    return translate(lathe(line, segments=around), (0.0, level, 0.0))


def _wooden(context: FenceContext, kind: WoodPosts, low: float, top: float, under: bool) -> Mesh:
    side = context.post_width
    shaft = bevelled_box(
        (side, top - low, side),
        0.004,
        centre=(0.0, (low + top) / 2.0, 0.0),
        grain="y",
        uv_offset=context.sampler("post")(1)[0],
        detail=context.post_detail,
    )
    pieces = [shaft]
    if under or kind.cap == "none":
        return shaft
    wide = side + 2.0 * context.overhang
    if kind.collar:
        level = top - 0.35 * side
        out = side + 1.3 * context.overhang
        pieces.append(stacked([(side + 0.001, level - 0.16 * side), (out, level - 0.1 * side),
                               (out, level), (side + 0.001, level + 0.05 * side)]))  # fmt: skip
    thick = max(0.016, 0.2 * side)
    rings = slab(wide, top - 0.0005, top + thick)
    if kind.cap == "pyramid":
        rings[-1:] = [(wide - 0.004, top + thick), (0.12 * side, top + thick + 0.26 * side)]
    elif kind.cap == "gothic":
        rings[-1:] = [
            (0.86 * side, top + thick + 0.004),
            (0.78 * side, top + thick + 0.1 * side),
            (0.94 * side, top + thick + 0.2 * side),
            (0.9 * side, top + thick + 0.3 * side),
            (0.08 * side, top + thick + 0.86 * side),
        ]
    elif kind.cap == "flat":
        rings[-1:] = [(wide, top + thick), (wide - 0.24 * side, top + 1.25 * thick)]
    pieces.append(stacked(rings))
    if kind.cap == "ball":
        pieces.append(_ball(0.46 * side, top + thick - 0.0005, context.post_detail))
    return merge(*pieces)


def _round(context: FenceContext, kind: RoundPosts, low: float, top: float) -> Mesh:
    r = context.post_width / 2.0
    # The cap of a round post is the worked end of its own shaft.
    line = [(0.0, low), (r - 0.004, low), (r, low + 0.004), (r, top)]
    if kind.post_top == "domed":
        line += [(r * math.cos(a), top + 0.7 * r * math.sin(a))
                 for a in (math.pi / 2.0 * k / 6.0 for k in range(1, 6))]  # fmt: skip
        line.append((0.0, top + 0.7 * r))
    elif kind.post_top == "pointed":
        line += [(0.08 * r, top + 1.3 * r), (0.0, top + 1.32 * r)]
    else:
        line += [(0.72 * r, top + 0.25 * r), (0.0, top + 0.25 * r)]
    return lathe(
        line, segments=(12, 16, 24)[context.post_detail], uv_offset=context.sampler("post")(1)[0]
    )


def _steel(context: FenceContext, kind: SteelPosts, low: float, top: float, under: bool) -> Mesh:
    side = context.post_width
    uv_offset, floor = context.sampler("post")(1)[0], low
    if kind.base_plate:
        low += 0.001  # its foot is welded on the plate, never in one plane with its underside
    if kind.section == "round":
        shaft = lathe([(0.0, low), (side / 2.0, low), (side / 2.0, top), (0.0, top)],
                      segments=(12, 16, 24)[context.post_detail], uv_offset=uv_offset)  # fmt: skip
    else:
        shaft = bevelled_box(
            (side, top - low, side),
            0.003,
            centre=(0.0, (low + top) / 2.0, 0.0),
            grain="y",
            uv_offset=uv_offset,
            detail=context.post_detail,
        )
    pieces = [shaft]
    if kind.base_plate:
        pieces += _plate(context, floor)
    if under:
        return merge(*pieces)
    if kind.section == "round":
        line = [(0.0, top - 0.001), (0.47 * side, top - 0.001), (0.49 * side, top + 0.003),
                (0.4 * side, top + 0.006), (0.0, top + 0.008)]  # fmt: skip
        pieces.append(lathe(line, segments=(12, 16, 24)[context.post_detail]))
    elif kind.cap == "pyramid":
        pieces.append(stacked([(0.97 * side, top - 0.001), (0.97 * side, top + 0.003),
                               (0.1 * side, top + 0.4 * side)], ease=0.001))  # fmt: skip
    else:
        pieces.append(stacked(slab(0.97 * side, top - 0.001, top + 0.005, 0.001), ease=0.001))
    if kind.cap == "ball":
        pieces.append(_ball(0.5 * side, top + 0.004, context.post_detail))
    return merge(*pieces)


def _plate(context: FenceContext, low: float) -> list[Mesh]:
    """A foot plate with a bolt in each corner."""
    wide, thick = context.post_width + 2.0 * context.plate, 0.008
    plate = bevelled_box((wide, thick, wide), 0.0015, centre=(0.0, low + thick / 2.0, 0.0),
                         segments=1)  # fmt: skip
    nut = extrude(
        circle(0.16 * context.plate + 0.004, 6), 0.007, start=0.0, bevel=0.001, segments=1
    )
    at = context.post_width / 2.0 + 0.5 * context.plate
    spots = [(x, low + thick - 0.0005, z) for x in (-at, at) for z in (-at, at)]
    return [plate, place(rotate(nut, "x", -90.0), spots)]


def _newel(context: FenceContext, kind: NewelPosts, low: float, top: float) -> Mesh:
    side, tall = context.post_width, top - low
    upper = min(top - context.high + 0.12, 0.34 * tall)
    lower = min(context.low - low + 0.16, 0.3 * tall)
    rest = tall - upper - lower
    worked: tuple[tuple[float, TurnedKind, float, float], ...] = (
        (0.03, "cove", 0.9, 0.62),
        (0.05, "bead", 0.82, 0.82),
        (0.03, "fillet", 0.6, 0.6),
        (0.42, "vase", 0.62, 0.56),
        (0.04, "ring", 0.72, 0.72),
        (0.24, "taper", 0.52, 0.66),
        (0.05, "bead", 0.84, 0.84),
        (0.08, "reel", 0.6, 0.6),
        (0.04, "ring", 0.86, 0.86),
    )
    if context.post_detail == 0:
        worked = worked[1:2] + worked[3:7:2] + worked[6:7]
    total = sum(share for share, *_ in worked)
    members = (
        Turning("block", upper, 1.0, 1.0),
        *(Turning(name, rest * share / total, a, b) for share, name, a, b in worked),
        Turning("block", lower, 1.0, 1.0),
    )
    body = turned_leg(tall, side, members, bevel=0.003, uv_offset=context.sampler("post")(1)[0],
                      detail=(0, 0, 1)[context.post_detail])  # fmt: skip
    wide, thick = side + 2.0 * context.overhang, max(0.018, 0.2 * side)
    cap = stacked([*slab(wide, top - 0.0005, top + thick)[:-1], (0.8 * side, top + 1.3 * thick)])
    crown = _finial(kind.finial, 0.46 * side, top + 1.3 * thick - 0.0005, context.post_detail)
    return merge(translate(body, (0.0, low, 0.0)), cap, crown)


def _finial(kind: str, r: float, level: float, detail: int) -> Mesh:
    if kind == "ball":
        return _ball(r, level, detail)
    if kind == "acorn":
        line = [(0.0, 0.0), (0.5 * r, 0.0), (0.4 * r, 0.2 * r), (0.5 * r, 0.34 * r),
                (1.0 * r, 0.5 * r), (1.08 * r, 0.66 * r), (1.0 * r, 0.8 * r), (0.92 * r, 0.84 * r),
                (0.95 * r, 1.1 * r), (0.8 * r, 1.6 * r), (0.45 * r, 2.0 * r), (0.14 * r, 2.2 * r),
                (0.0, 2.24 * r)]  # fmt: skip
    else:
        line = [(0.0, 0.0), (0.55 * r, 0.0), (0.45 * r, 0.25 * r), (0.7 * r, 0.45 * r),
                (1.12 * r, 0.6 * r), (1.2 * r, 0.76 * r), (1.05 * r, 0.96 * r), (0.7 * r, 1.16 * r),
                (0.3 * r, 1.25 * r), (0.0, 1.28 * r)]  # fmt: skip
    return translate(lathe(line, segments=(12, 18, 24)[detail]), (0.0, level, 0.0))


def _pier(context: FenceContext, kind: Piers, top: float) -> tuple[Part, ...]:
    """A masonry shaft on a footing, and a capstone of a plain stone."""
    side, out = context.post_width, context.overhang
    walled = isinstance(context.base, Plinth) and context.base_height > 0.0
    low = 0.001 if kind.footing or walled else 0.0
    shaft = bevelled_box(
        (side, top - low, side), 0.005, centre=(0.0, (low + top) / 2.0, 0.0), grain="y"
    )
    pieces = [shaft]
    if kind.footing:
        pieces.append(
            stacked(
                slab(side + 1.2 * out, 0.0006 if walled else 0.0, min(0.14, 0.12 * top), 0.008),
                ease=0.005,
            )
        )
    body = merge(*pieces)
    if kind.post_finish.split("/")[0] in MASONRY:
        body = box_project(body, "x")
    wide, thick = side + 2.0 * out, max(0.035, 0.16 * side)
    rings = [*slab(wide, top - 0.0005, top + thick, 0.006)]
    if kind.cap == "pyramid":
        rings[-1:] = [(wide - 0.008, top + thick), (0.06 * side, top + thick + 0.22 * side)]
    elif kind.cap == "ball":
        rings[-1:] = [(wide - 0.012, top + thick), (0.62 * side, top + 1.5 * thick),
                      (0.6 * side, top + 1.9 * thick)]  # fmt: skip
    else:
        rings[-1:] = [(wide - 0.012, top + thick), (wide - 0.5 * out, top + 1.3 * thick)]
    cap = stacked(rings, ease=0.005)
    if kind.cap == "ball":
        cap = merge(cap, _ball(0.36 * side, top + 1.9 * thick - 0.0005, context.post_detail))
    stone = context.material(POSTS, "Capstones", coping_finish(kind.post_finish))
    if stone is context.post_material:
        return (Part(merge(body, cap), stone),)
    return (Part(body, context.post_material), Part(cap, stone))


def as_slot(node: Node) -> Node:
    """The branch marked as posts."""
    return replace(node, slot=POSTS.name)
