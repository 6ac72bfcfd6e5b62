"""The top of a table: its boards, breadboard ends, and the leaves of an extendable one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from opus_studio.engine.components.parts.tops import TopEdge, rectangular_plan, top
from opus_studio.engine.components.table.assets import (
    LAYOUT,
    TOP,
)
from opus_studio.engine.components.table.layouts import (
    ExtendableLayout,
)
from opus_studio.engine.components.table.top_assets import (
    GlassTop,
    PlankTop,
    VeneerTop,
)
from opus_studio.engine.components.table.work import LEAF_GAP, Work
from opus_studio.engine.geometry import bevelled_box, boxes, by_pitch
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_RISE_FROM = 0.88
"""Share of the way after which a draw-leaf is out from below the top and rises."""

_BEARER = (0.030, 0.026)
"""Height and width of the bars that carry a leaf, metres."""


def tabletop(work: Work) -> Node:
    """The top with what belongs to it; its node stands at the height of its underside."""
    level = work.height - work.thickness
    parts: tuple[Part, ...]
    children: tuple[Node, ...] = ()
    if work.breadboard:
        field, ends = _breadboard(work)
        parts = (Part(field, work.top_material),)
        children = tuple(
            Node(f"Breadboard end {side}", (Part(end, work.top_material),), translation=(x, 0, 0))
            for side, end, x in ends
        )
    elif work.grooved:
        parts = (Part(_grooved_boards(work, work.width), work.top_material),)
    else:
        parts = (Part(_slab(work), work.top_material),)
    return Node("Top", parts, children, translation=(0.0, level, 0.0), slot=TOP.name)


def edge(work: Work) -> TopEdge:
    """How the edge of the top is worked."""
    asset = work.values[TOP]
    if isinstance(asset, GlassTop):
        return "square"
    asked = cast(TopEdge, asset.edge)
    # Leaves slide below the top: a hollow underside would show the gap.
    return "eased" if work.extends and asked == "underbevel" else asked


def joints(work: Work) -> Floats:
    """Y (to the back) of the glue joints of the top, metres."""
    asset = work.values[TOP]
    if isinstance(asset, PlankTop):
        wanted = asset.board_width
    elif isinstance(asset, VeneerTop):
        wanted = asset.veneer_width
    else:
        return np.zeros(0)
    # Boards are ripped from timber of mixed width: joints wander a little about even places.
    count, pitch = by_pitch(work.depth, wanted)
    even = (np.arange(1, count) - count / 2.0) * pitch
    if isinstance(asset, VeneerTop):
        return np.asarray(even)
    wander = work.values.stream("Top/joints").random(len(even)) - 0.5
    return np.asarray(even + 0.3 * pitch * wander)


def _slab(work: Work) -> Mesh:
    lines = joints(work)
    offsets = work.cuts("Top", len(lines) + 1)
    if isinstance(work.values[TOP], VeneerTop):
        # Leaves of veneer come from one log: alike along, each a little further in.
        offsets[:, 0] = offsets[0, 0] + 0.02 * np.arange(len(offsets))
    return top(work.plan, work.thickness, edge(work), joints=lines, uv_offsets=offsets)


def _grooved_boards(work: Work, length: float) -> Mesh:
    """Separate boards whose eased edges make small grooves."""
    half = work.depth / 2.0
    lines = np.concatenate([[-half], joints(work), [half]])
    widths, middles = np.diff(lines), (lines[1:] + lines[:-1]) / 2.0
    t = work.thickness
    centres = [(0.0, t / 2.0, -float(y)) for y in middles]
    sizes = [(length, t, float(w)) for w in widths]
    bevel = 0.0028 if work.grooved else 0.0008
    return boxes(sizes, centres, bevel, grain="x", uv_offsets=work.cuts("Top", len(sizes)))


def _breadboard(work: Work) -> tuple[Mesh, list[tuple[str, Mesh, float]]]:
    t = work.thickness
    wide = min(max(0.09, 0.055 * work.width), 0.13, 0.16 * work.width)
    gap = 0.0008
    field = _grooved_boards(work, work.width - 2.0 * (wide + gap))
    ends = []
    for side, sign in (("left", -1.0), ("right", 1.0)):
        bar = bevelled_box(
            (wide, t, work.depth), 0.003, centre=(0.0, t / 2.0, 0.0), grain="z",
            uv_offset=work.cut(f"Top/{side}"),
        )  # fmt: skip
        ends.append((side, bar, sign * (work.width - wide) / 2.0))
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


def _leaves(work: Work, asset: ExtendableLayout) -> _Leaves:
    width = min(asset.extendable_table_leaf_width, 0.42 * work.width)
    opening = asset.extendable_table_opening
    out = min(opening / _RISE_FROM, 1.0)
    rise = max(opening - _RISE_FROM, 0.0) / (1.0 - _RISE_FROM)
    drawn = out * (width + LEAF_GAP / 2.0)
    return _Leaves(width, drawn, work.under + rise * (work.thickness + LEAF_GAP))


def leaves(work: Work) -> tuple[Node, ...]:
    """The draw-leaves with their bearers, and the fixed bed between them."""
    asset = work.values[LAYOUT]
    if not isinstance(asset, ExtendableLayout):
        return ()
    lay = _leaves(work, asset)
    sides = (("right", 1.0), ("left", -1.0))[: asset.extendable_table_leaves]
    nodes = [_leaf(work, lay, name, sign) for name, sign in sides]
    low = -work.width / 2.0 + (lay.width + 0.004 if len(sides) == 2 else work.apron_inset)
    high = work.width / 2.0 - lay.width - 0.004
    bed = bevelled_box(
        (high - low, work.thickness, work.depth - 2.0 * work.apron_inset),
        0.001,
        centre=((low + high) / 2.0, work.under + work.thickness / 2.0, 0.0),
        grain="x",
        uv_offset=work.cut("Bed"),
    )
    return (*nodes, Node("Bed", (Part(bed, work.top_material),), slot=LAYOUT.name))


def _leaf(work: Work, lay: _Leaves, name: str, sign: float) -> Node:
    """A leaf about the middle of its own plan; its node is where it is drawn to."""
    plan = rectangular_plan(lay.width, work.depth - 0.001, 0.004)
    lines = joints(work)
    board = top(
        plan, work.thickness, edge(work),
        joints=lines, uv_offsets=work.cuts(f"Leaf {name}", len(lines) + 1),
    )  # fmt: skip
    x = sign * (work.width / 2.0 - lay.width / 2.0 - 0.001 + lay.drawn)
    level = lay.level
    tall, wide = _BEARER
    # The bearers end short of the table's middle and lie just below the leaf.
    reach = min(0.46 * work.width, lay.width + 0.22)
    middle = sign * (lay.width / 2.0 - 0.05 - reach / 2.0)
    apart = 0.5 * work.depth - work.apron_inset - 0.12 - 0.03 * sign
    drop = -(level - work.under) - tall / 2.0 - 0.0022
    bars = boxes(
        (reach, tall, wide),
        [(middle, drop, apart), (middle, drop, -apart - 0.06 * sign)],
        0.002,
        grain="x",
        uv_offsets=work.cuts(f"Leaf {name}/bearers", 2),
    )
    bearers = Node("Bearers", (Part(bars, work.base_material),))
    return Node(
        f"Leaf {name}", (Part(board, work.top_material),), (bearers,), (x, level, 0.0),
        slot=LAYOUT.name,
    )  # fmt: skip
