"""The layouts without sides: leaning ladder shelves, and staggered compartments."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from opus_studio.engine.components.bookcase.assets import LAYOUT, LadderLayout, StaggeredLayout
from opus_studio.engine.components.bookcase.context import BookcaseContext, Cell, Made
from opus_studio.engine.components.bookcase.fronts import THICKNESS, Hand, Style, doors
from opus_studio.engine.components.bookcase.trim import base, base_overhang
from opus_studio.engine.components.bookcase.trim_assets import BASE, FloorBase
from opus_studio.engine.components.shared.carcass import Boards, bays, sag_limit
from opus_studio.engine.geometry import Profile, box_project, extrude, merge, translate
from opus_studio.engine.scene import Mesh, Node, Part

Span = tuple[float, float]


def ladder_shelf(context: BookcaseContext, layout: LadderLayout) -> Made:
    """Upright posts at the wall, leaning stiles in front, shelves that shrink upwards."""
    made = Made()
    rail, post = layout.rail, 0.022
    half, back = context.width / 2, -context.depth / 2
    shelf = max(context.board, 0.018)
    fields = bays(-half + rail, half - rail, rail, 1, sag_limit(context.board))
    places = [-half, *(x[1] for x in fields)]
    fall = (1.0 - layout.top_depth_ratio) * context.depth / context.height

    def front(y: float) -> float:
        return context.depth / 2 - fall * y

    frame = context.material(LAYOUT, "Uprights", layout.frame_finish)
    stile = _stile(context.height, front, 0.036, rail)
    sampler = context.sampler("posts")
    posts = Boards(0.002)
    for x in places:
        posts.add((x, x + rail), (0.0, context.height), (back, back + post))
        # A head ties post and stile.
        posts.add((x + 0.001, x + rail - 0.001), (context.height - 0.05, context.height - 0.012),
                  (back + post, front(context.height) - 0.03))  # fmt: skip
    stiles = merge(*(translate(stile, (x + rail / 2, 0.0, 0.0)) for x in places))
    made.case.append(
        Node("Uprights", (Part(merge(stiles, posts.mesh(sampler)), frame),), slot=LAYOUT.name)
    )
    low, high = min(0.14, 0.1 * context.height), context.height - max(0.16, 0.09 * context.height)
    count = max(2, round((high - low) / (layout.shelf_spacing + shelf)) + 1)
    levels = np.linspace(low, high, count).tolist()
    for number, y in enumerate(levels, 1):
        top = y + shelf
        ceiling = levels[number] if number < count else context.height + 0.06
        edge = front(top) - 0.004
        made.case.append(_ladder_level(context, layout, f"Shelf {number}", fields, (y, top),
                                       (back + post, edge)))  # fmt: skip
        rim = layout.gallery > 0.0
        for field in fields:
            inner = (field[0] + 0.012 * rim, field[1] - 0.012 * rim)
            made.cells.append(
                Cell(
                    inner,
                    (top, ceiling),
                    edge - 0.012,
                    edge - 0.012 - back - post - 0.014,
                    number == 1,
                )
            )
    return made


def _stile(height: float, front: Callable[[float], float], deep: float, rail: float) -> Mesh:
    """A leaning stile, cut level at both ends; about x = 0."""
    side = Profile.of([(0.0, front(0.0) - deep), (height, front(height) - deep),
                       (height, front(height)), (0.0, front(0.0))])  # fmt: skip
    return box_project(extrude(side, rail, axis="x", bevel=0.002), "y")


def _ladder_level(
    context: BookcaseContext, layout: LadderLayout, name: str, fields: list[Span], y: Span, z: Span
) -> Node:
    """Shelves of one height with their rims, or with bearers under them."""
    boards = Boards(0.002, 2 if context.width < 1.2 else 1)
    rims = Boards(0.0015, 1)
    for x0, x1 in fields:
        boards.add((x0, x1), y, z)
        if layout.gallery > 0.0:
            top = y[1] + layout.gallery
            rims.add((x0 + 0.0125, x1 - 0.0125), (y[1], top), (z[0], z[0] + 0.012))
            for left in (x0, x1 - 0.012):
                rims.add((left, left + 0.012), (y[1], top - 0.0006), (z[0] + 0.0006, z[1] - 0.03))
        else:
            for left in (x0, x1 - 0.016):
                rims.add((left, left + 0.016), (y[0] - 0.03, y[0]), (z[0], z[1] - 0.02))
    mesh = merge(boards.mesh(context.sampler(name)), rims.mesh(context.sampler(name + " rim")))
    return Node(name, (Part(mesh, context.wood(LAYOUT, "Shelves")),), slot=LAYOUT.name)


def staggered(context: BookcaseContext, layout: StaggeredLayout) -> Made:
    """Level boards with uprights between them that change place from row to row."""
    made = Made()
    t = context.board
    stand = base_overhang(context)
    half, back, front = context.width / 2 - stand, -context.depth / 2, context.depth / 2 - stand
    bottom = 0.0 if isinstance(context.resolved[BASE], FloorBase) else context.bottom
    clear = context.height - bottom - t
    count = max(2, round(clear / (layout.shelf_spacing + t)))
    while count > 2 and clear / count - t < 0.24:
        count -= 1
    pitch = clear / count
    rows = [_row(context, layout, half, row, count) for row in range(count)]
    fine = 2 if context.fine and sum(map(len, rows)) <= 12 else 1
    boards, uprights = (
        Boards(0.002 if t < 0.03 else 0.003, fine),
        Boards(0.002, fine),
    )
    for level in range(count + 1):
        under = rows[level - 1] if level else rows[0]
        over = rows[level] if level < count else rows[-1]
        ends = [*under, *over] if layout.pattern == "stepped" else [(-half, half)]
        left, right = min(x[0] for x in ends), max(x[1] for x in ends)
        if layout.pattern == "stepped":
            left, right = left - t, right + t
        y = bottom + level * pitch
        boards.add((left, right), (y, y + t), (back, front))
    for row, cells in enumerate(rows):
        open_y = (bottom + row * pitch + t, bottom + (row + 1) * pitch)
        edges = [cells[0][0] - t, *(x[1] for x in cells)]
        for x in edges:
            uprights.add((x, x + t), open_y, (back + 0.0008, front - 0.0012))
        _compartments(context, layout, made, cells, open_y, row, front)
    mesh = merge(boards.mesh(context.sampler("boards")), uprights.mesh(context.sampler("uprights")))
    made.case.insert(0, Node("Boards", (Part(mesh, context.wood()),), slot=LAYOUT.name))
    legs = rows[0]
    supports = [(a[1] + b[0]) / 2 for a, b in pairwise(legs)]
    made.case += base(context, half, (back, front, front), supports, ring=True)
    return made


def _row(
    context: BookcaseContext, layout: StaggeredLayout, half: float, row: int, rows: int
) -> list[Span]:
    """Clear widths of the compartments of a row."""
    t, limit = context.board, sag_limit(context.board)
    columns = layout.columns
    if layout.pattern == "stepped":
        fields = bays(-half + t, half - t, t, columns, limit)
        fall = max(1, round(0.75 * (rows - 1)))
        last = len(fields) - 1
        return [x for k, x in enumerate(fields) if row < rows - round(fall * k / max(last, 1))]
    shift = 0.0
    if layout.pattern == "zigzag":
        shift = min(0.12 * context.width, 0.22)
    left = -half + t + (shift if row % 2 else 0.0)
    right = half - t - (0.0 if row % 2 else shift)
    clear = right - left
    count = (
        columns if layout.pattern == "zigzag" else columns + (row % 2) * (1 if columns < 3 else -1)
    )
    least = math.ceil((clear + t) / (limit + t))
    most = max(1, int((clear + t) / (0.2 + t)))
    count = max(least, min(count, most))
    wide = (clear - t * (count - 1)) / count
    k = np.arange(count)
    uneven = np.sin(2.4 * k + 1.9 * row + 0.7 * columns)
    uneven -= uneven.mean()
    # No compartment narrower than 0.18 m, none wider than its board can bear.
    reach = max(float(np.abs(uneven).max()), 1e-6)
    room = max(min(0.5 * wide, limit - wide, wide - 0.18), 0.0)
    widths = wide + uneven / reach * room * layout.unevenness
    starts = left + np.concatenate([[0.0], np.cumsum(widths[:-1] + t)])
    return [(float(a), float(a + w)) for a, w in zip(starts, widths, strict=True)]


def _compartments(
    context: BookcaseContext,
    layout: StaggeredLayout,
    made: Made,
    cells: list[Span],
    y: Span,
    row: int,
    front: float,
) -> None:
    """Backs, doors and what is left open of a row."""
    back = -context.depth / 2
    visible = Style.of(context)
    glass = visible.kind == "glazed" or visible.front.opening_angle > 12
    panels = Boards(0.0008, 1)
    for column, x in enumerate(cells):
        # The golden ratio spreads shares evenly over the compartments.
        number = 7 * row + column
        closed = (number * 0.618034 + 0.35) % 1.0 < layout.closed
        backed = closed or (number * 0.618034) % 1.0 < layout.backed
        if backed:
            panels.add((x[0] + 0.0004, x[1] - 0.0004), (y[0] + 0.0004, y[1] - 0.0004),
                       (back + 0.004, back + 0.012))  # fmt: skip
        if closed:
            hand: Hand = "left" if column % 2 == 0 else "right"
            made.fronts += doors(context, f"Door {row + 1}.{column + 1}", x, y, front - 0.002,
                                 hand=hand)  # fmt: skip
        if not closed or glass:
            inset = THICKNESS + 0.012 if closed else 0.004
            depth = front - inset - back - (0.013 if backed else 0.0)
            made.cells.append(Cell(x, y, front - inset, depth, row == 0))
    if panels.sizes:
        mesh = panels.mesh(context.sampler(f"backs {row}"), "x")
        material = context.material(LAYOUT, "Backs", layout.back_finish)
        made.case.append(Node(f"Backs {row + 1}", (Part(mesh, material),), slot=LAYOUT.name))
