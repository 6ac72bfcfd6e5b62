"""The top of a table: its boards, breadboard ends, and the leaves of an extendable one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from opus_studio.engine.components.shared.tops import TopEdge, rectangular_plan, top
from opus_studio.engine.components.table.assets import (
    LAYOUT,
    TOP,
)
from opus_studio.engine.components.table.context import LEAF_GAP, TableContext
from opus_studio.engine.components.table.layouts import (
    ExtendableLayout,
)
from opus_studio.engine.geometry import bevelled_box, boxes, by_pitch
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_RISE_FROM = 0.88
"""Share of the way after which a draw-leaf is out from below the top and rises."""

_BEARER = (0.030, 0.026)
"""Height and width of the bars that carry a leaf, metres."""


def tabletop(context: TableContext) -> Node:
    """The top with what belongs to it; its node stands at the height of its underside."""
    level = context.height - context.thickness
    parts: tuple[Part, ...]
    children: tuple[Node, ...] = ()
    if context.breadboard:
        field, ends = _breadboard(context)
        parts = (Part(field, context.top_material),)
        children = tuple(
            Node(
                f"Breadboard end {side}", (Part(end, context.top_material),), translation=(x, 0, 0)
            )
            for side, end, x in ends
        )
    elif context.grooved:
        parts = (Part(_grooved_boards(context, context.width), context.top_material),)
    else:
        parts = (Part(_slab(context), context.top_material),)
    return Node("Top", parts, children, translation=(0.0, level, 0.0), slot=TOP.name)


def edge(context: TableContext) -> TopEdge:
    """How the edge of the top is worked."""
    asset = context.resolved[TOP]
    asked = cast(TopEdge, asset.edge_profile)
    # Leaves slide below the top: a hollow underside would show the gap.
    return "eased" if context.extends and asked == "underbevel" else asked


def joints(context: TableContext) -> Floats:
    """Y (to the back) of the glue joints of the top, metres."""
    asset = context.resolved[TOP]
    if not asset.strip_width:
        return np.zeros(0)
    # Boards are ripped from timber of mixed width: joints wander a little about even places.
    count, pitch = by_pitch(context.depth, asset.strip_width)
    even = (np.arange(1, count) - count / 2.0) * pitch
    if asset.is_veneered:
        return np.asarray(even)
    wander = context.resolved.stream("Top/joints").random(len(even)) - 0.5
    return np.asarray(even + 0.3 * pitch * wander)


def _slab(context: TableContext) -> Mesh:
    lines = joints(context)
    offsets = context.uv_offsets("Top", len(lines) + 1)
    if context.resolved[TOP].is_veneered:
        # Leaves of veneer come from one log: alike along, each a little further in.
        offsets[:, 0] = offsets[0, 0] + 0.02 * np.arange(len(offsets))
    return top(context.plan, context.thickness, edge(context), joints=lines, uv_offsets=offsets)


def _grooved_boards(context: TableContext, length: float) -> Mesh:
    """Separate boards whose eased edges make small grooves."""
    half = context.depth / 2.0
    lines = np.concatenate([[-half], joints(context), [half]])
    widths, middles = np.diff(lines), (lines[1:] + lines[:-1]) / 2.0
    t = context.thickness
    centres = [(0.0, t / 2.0, -float(y)) for y in middles]
    sizes = [(length, t, float(w)) for w in widths]
    bevel = 0.0028 if context.grooved else 0.0008
    return boxes(sizes, centres, bevel, grain="x", uv_offsets=context.uv_offsets("Top", len(sizes)))


def _breadboard(context: TableContext) -> tuple[Mesh, list[tuple[str, Mesh, float]]]:
    t = context.thickness
    wide = min(max(0.09, 0.055 * context.width), 0.13, 0.16 * context.width)
    gap = 0.0008
    field = _grooved_boards(context, context.width - 2.0 * (wide + gap))
    ends = []
    for side, sign in (("left", -1.0), ("right", 1.0)):
        bar = bevelled_box(
            (wide, t, context.depth), 0.003, centre=(0.0, t / 2.0, 0.0), grain="z",
            uv_offset=context.uv_offset(f"Top/{side}"),
        )  # fmt: skip
        ends.append((side, bar, sign * (context.width - wide) / 2.0))
    return field, ends


@dataclass(frozen=True)
class _Leaves:
    """Where the leaves are.

    Attributes:
        width: Of a leaf, metres.
        drawn: How far it is out, metres.
        level: Height of its underside, metres.
    """

    width: float
    drawn: float
    level: float


def _leaves(context: TableContext, asset: ExtendableLayout) -> _Leaves:
    width = min(asset.extendable_table_leaf_width, 0.42 * context.width)
    opening = asset.extendable_table_opening
    out = min(opening / _RISE_FROM, 1.0)
    rise = max(opening - _RISE_FROM, 0.0) / (1.0 - _RISE_FROM)
    drawn = out * (width + LEAF_GAP / 2.0)
    return _Leaves(width, drawn, context.under + rise * (context.thickness + LEAF_GAP))


def leaves(context: TableContext) -> tuple[Node, ...]:
    """The draw-leaves with their bearers, and the fixed bed between them."""
    asset = context.resolved[LAYOUT]
    if not isinstance(asset, ExtendableLayout):
        return ()
    lay = _leaves(context, asset)
    sides = (("right", 1.0), ("left", -1.0))[: asset.extendable_table_leaves]
    nodes = [_leaf(context, lay, name, sign) for name, sign in sides]
    low = -context.width / 2.0 + (lay.width + 0.004 if len(sides) == 2 else context.apron_inset)
    high = context.width / 2.0 - lay.width - 0.004
    bed = bevelled_box(
        (high - low, context.thickness, context.depth - 2.0 * context.apron_inset),
        0.001,
        centre=((low + high) / 2.0, context.under + context.thickness / 2.0, 0.0),
        grain="x",
        uv_offset=context.uv_offset("Bed"),
    )
    return (*nodes, Node("Bed", (Part(bed, context.top_material),), slot=LAYOUT.name))


def _leaf(context: TableContext, lay: _Leaves, name: str, sign: float) -> Node:
    """A leaf about the middle of its own plan; its node is where it is drawn to."""
    plan = rectangular_plan(lay.width, context.depth - 0.001, 0.004)
    lines = joints(context)
    board = top(
        plan, context.thickness, edge(context),
        joints=lines, uv_offsets=context.uv_offsets(f"Leaf {name}", len(lines) + 1),
    )  # fmt: skip
    x = sign * (context.width / 2.0 - lay.width / 2.0 - 0.001 + lay.drawn)
    level = lay.level
    tall, wide = _BEARER
    # The bearers end short of the table's middle and lie just below the leaf.
    reach = min(0.46 * context.width, lay.width + 0.22)
    middle = sign * (lay.width / 2.0 - 0.05 - reach / 2.0)
    apart = 0.5 * context.depth - context.apron_inset - 0.12 - 0.03 * sign
    drop = -(level - context.under) - tall / 2.0 - 0.0022
    bars = boxes(
        (reach, tall, wide),
        [(middle, drop, apart), (middle, drop, -apart - 0.06 * sign)],
        0.002,
        grain="x",
        uv_offsets=context.uv_offsets(f"Leaf {name}/bearers", 2),
    )
    bearers = Node("Bearers", (Part(bars, context.base_material),))
    return Node(
        f"Leaf {name}", (Part(board, context.top_material),), (bearers,), (x, level, 0.0),
        slot=LAYOUT.name,
    )  # fmt: skip
