"""The layouts with a carcass: the open bookcase, the one with a cupboard, the wall library."""

from __future__ import annotations

from itertools import pairwise

from opus_studio.engine.components.bookcase.assets import (
    LAYOUT,
    CabinetLayout,
    OpenLayout,
    WallLayout,
)
from opus_studio.engine.components.bookcase.case import (
    Unit,
    bays_for,
    covered,
    rows_for,
    stile_width,
    unit,
)
from opus_studio.engine.components.bookcase.context import FRAME, BookcaseContext, Made
from opus_studio.engine.components.bookcase.fronts import Hand, Style, doors, drawer_in
from opus_studio.engine.components.bookcase.pilasters import PILASTER, frieze, pilasters
from opus_studio.engine.components.bookcase.rolling_ladder import rolling_ladder
from opus_studio.engine.components.bookcase.trim import base, base_overhang, crown, crown_size
from opus_studio.engine.components.bookcase.trim_assets import BASE, FeetBase
from opus_studio.engine.components.shared.carcass import HOLE_PITCH, Boards
from opus_studio.engine.scene import Node, Part

_COUNTER = 0.014
_DRAWER = 0.15


def open_case(context: BookcaseContext, layout: OpenLayout) -> Made:
    """One carcass from the base to the crown."""
    made = Made()
    high, out = crown_size(context)
    stand = max(out, base_overhang(context))
    half, back, front = context.width / 2 - stand, -context.depth / 2, context.depth / 2 - stand
    low = context.bottom if _footed(context) else 0.0
    bays = bays_for(context, half, layout.bays, context.board)
    stile, rail = stile_width(context), 0.05
    top = context.height - high
    room = top - (rail if stile else (0.0 if covered(context) else context.board))
    rows = rows_for(context, room - context.bottom - context.board)
    closed = min(layout.closed_rows, rows - 1)
    spec = Unit(
        "Carcass", half, low, context.bottom, top, covered(context), back, front, bays, stile, rail,
        rows, layout.shelf_stagger * HOLE_PITCH if rows > 2 and not closed else 0.0, closed,
    )  # fmt: skip
    unit(context, made, spec)
    made.case.append(crown(context, half, back, front))
    made.case += base(context, half, (back, spec.boards_front(), front), _supports(bays))
    if closed:
        _close_rows(context, made, spec, closed)
    return made


def _close_rows(context: BookcaseContext, made: Made, spec: Unit, closed: int) -> None:
    """Doors before the lowest rows, up to the underside of a shelf."""
    kept = [cell for number, cell in enumerate(made.cells) if number % spec.rows >= closed]
    hidden = [cell for number, cell in enumerate(made.cells) if number % spec.rows < closed]
    made.cells = kept + (hidden if _see_through(context) else [])
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        low = hidden[number * closed].y[0]
        high = hidden[number * closed + closed - 1].y[1]
        hand: Hand = "left" if number % 2 == 0 else "right"
        made.fronts += doors(context, f"Door {number + 1}", x, (low, high),
                             spec.front - 0.0008, hand=hand, widest=widest)  # fmt: skip


def _see_through(context: BookcaseContext) -> bool:
    """What stands behind the doors can be seen."""
    style = Style.of(context)
    return style.kind == "glazed" or style.front.opening_angle > 12


def _footed(context: BookcaseContext) -> bool:
    return isinstance(context.resolved[BASE], FeetBase)


def _supports(bays: list[tuple[float, float]]) -> list[float]:
    return [(a[1] + b[0]) / 2.0 for a, b in pairwise(bays)]


def base_case(context: BookcaseContext, layout: CabinetLayout | WallLayout) -> Made:
    """Shelves over a deeper cupboard; a wall library has pilasters before both."""
    made = Made()
    wall = isinstance(layout, WallLayout)
    thick = PILASTER if wall else 0.0
    high, out = crown_size(context)
    stand = max(out, base_overhang(context), _COUNTER)
    half, back = context.width / 2 - stand, -context.depth / 2
    lower = context.depth / 2 - max(_COUNTER + thick, base_overhang(context))
    ratio = layout.upper_depth_ratio if isinstance(layout, CabinetLayout) else 0.86
    upper = min(back + ratio * (lower - back), context.depth / 2 - out - thick)
    bays = bays_for(context, half, layout.bays, context.board)
    stile = stile_width(context)
    counter = min(layout.base_height, 0.45 * context.height)
    slab = max(context.board, 0.024)
    low = context.bottom if _footed(context) else 0.0
    cupboard = Unit(
        "Cupboard", half, low, context.bottom, counter - slab, True, back, lower, bays, stile,
        0.03, 1, doors=1,
    )  # fmt: skip
    top = context.height - high
    rail = 0.075 if wall else 0.055
    room = top - (rail if stile else (0.0 if covered(context) else context.board))
    rows = rows_for(context, room - counter)
    shelves = Unit(
        "Shelves", half, counter, None, top, covered(context), back, upper, bays, stile, rail, rows,
        doors=rows if isinstance(layout, CabinetLayout) and layout.glazed_upper else 0,
    )  # fmt: skip
    unit(context, made, cupboard)
    below = made.cells
    made.cells = []
    unit(context, made, shelves)
    boards = Boards(0.004)
    boards.add((-half - _COUNTER, half + _COUNTER), (counter - slab, counter),
               (back, lower + thick + _COUNTER))  # fmt: skip
    made.case.append(
        Node(
            "Counter",
            (Part(boards.mesh(context.sampler("counter")), context.wood()),),
            slot=LAYOUT.name,
        )
    )
    made.case.append(crown(context, half, back, upper + thick))
    made.case += base(context, half, (back, cupboard.boards_front(), lower), _supports(bays))
    _cupboard_fronts(context, made, cupboard, layout.drawers)
    if _see_through(context):
        made.cells += below
    if isinstance(layout, CabinetLayout) and layout.glazed_upper:
        _upper_doors(context, made, shelves)
    if isinstance(layout, WallLayout):
        made.case.append(pilasters(context, layout, cupboard, shelves, counter, slab, rail))
        made.case.append(frieze(context, half, upper, top - rail, top))
        if layout.rolling_ladder and context.height > 1.75:
            made.beside.append(rolling_ladder(context, layout, half, upper + PILASTER, lower, top))
    return made


def _cupboard_fronts(context: BookcaseContext, made: Made, spec: Unit, drawers: bool) -> None:
    """Doors, and a row of drawers above them where there is room."""
    low, high = spec.inside(context.board)
    split = FRAME + 0.004 if spec.stile else context.board
    drawers = drawers and high - low > _DRAWER + 0.28
    edge = high - _DRAWER if drawers else high
    dividers = Boards(0.0012)
    depth = spec.front - spec.back
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        hand: Hand = "left" if number % 2 == 0 else "right"
        upper = edge - split if drawers else edge
        made.fronts += doors(context, f"Door {number + 1}", x, (low, upper), spec.front - 0.0008,
                             hand=hand, widest=widest)  # fmt: skip
        if drawers:
            back = spec.back + 0.012
            dividers.add(x, (edge - split, edge), (back, spec.front - 0.0006))
            made.fronts.append(
                drawer_in(
                    context,
                    f"Drawer {number + 1}",
                    x,
                    (edge, high),
                    spec.front - 0.0008,
                    depth - 0.03,
                )
            )
    if drawers:
        mesh = dividers.mesh(context.sampler("dividers"), "x")
        made.case.append(Node("Dividers", (Part(mesh, context.wood()),), slot=LAYOUT.name))


def _upper_doors(context: BookcaseContext, made: Made, spec: Unit) -> None:
    low, high = spec.inside(context.board)
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        made.fronts += doors(
            context, f"Glass door {number + 1}", x, (low, high), spec.front - 0.0008,
            glazed=True, tall=True, hand="left" if number % 2 == 0 else "right", widest=widest,
        )  # fmt: skip
