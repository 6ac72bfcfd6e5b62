"""The layouts with a carcass: the open bookcase, the one with a cupboard, the wall library."""

from __future__ import annotations

from itertools import pairwise

from opus_studio.engine.components.library.assets import (
    LAYOUT,
    CabinetLayout,
    OpenLayout,
    WallLayout,
)
from opus_studio.engine.components.library.case import (
    Unit,
    bays_for,
    covered,
    rows_for,
    stile_width,
    unit,
)
from opus_studio.engine.components.library.fronts import Hand, Style, doors, drawer_in
from opus_studio.engine.components.library.pilasters import PILASTER, frieze, pilasters
from opus_studio.engine.components.library.rolling_ladder import rolling_ladder
from opus_studio.engine.components.library.trim import base, base_overhang, crown, crown_size
from opus_studio.engine.components.library.trim_assets import BASE, FeetBase
from opus_studio.engine.components.library.work import FRAME, Made, Work
from opus_studio.engine.components.parts.carcass import HOLE_PITCH, Boards
from opus_studio.engine.scene import Node, Part

_COUNTER = 0.014
_DRAWER = 0.15


def open_case(work: Work, layout: OpenLayout) -> Made:
    """One carcass from the base to the crown."""
    made = Made()
    high, out = crown_size(work)
    stand = max(out, base_overhang(work))
    half, back, front = work.width / 2 - stand, -work.depth / 2, work.depth / 2 - stand
    low = work.bottom if _footed(work) else 0.0
    bays = bays_for(work, half, layout.bays, work.board)
    stile, rail = stile_width(work), 0.05
    top = work.height - high
    room = top - (rail if stile else (0.0 if covered(work) else work.board))
    rows = rows_for(work, room - work.bottom - work.board)
    closed = min(layout.closed_rows, rows - 1)
    spec = Unit(
        "Carcass", half, low, work.bottom, top, covered(work), back, front, bays, stile, rail,
        rows, layout.shelf_stagger * HOLE_PITCH if rows > 2 and not closed else 0.0, closed,
    )  # fmt: skip
    unit(work, made, spec)
    made.case.append(crown(work, half, back, front))
    made.case += base(work, half, (back, spec.boards_front(), front), _supports(bays))
    if closed:
        _close_rows(work, made, spec, closed)
    return made


def _close_rows(work: Work, made: Made, spec: Unit, closed: int) -> None:
    """Doors before the lowest rows, up to the underside of a shelf."""
    kept = [cell for number, cell in enumerate(made.cells) if number % spec.rows >= closed]
    hidden = [cell for number, cell in enumerate(made.cells) if number % spec.rows < closed]
    made.cells = kept + (hidden if _see_through(work) else [])
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        low = hidden[number * closed].y[0]
        high = hidden[number * closed + closed - 1].y[1]
        hand: Hand = "left" if number % 2 == 0 else "right"
        made.fronts += doors(work, f"Door {number + 1}", x, (low, high),
                             spec.front - 0.0008, hand=hand, widest=widest)  # fmt: skip


def _see_through(work: Work) -> bool:
    """What stands behind the doors can be seen."""
    style = Style.of(work)
    return style.kind == "glazed" or style.front.opening_angle > 12


def _footed(work: Work) -> bool:
    return isinstance(work.values[BASE], FeetBase)


def _supports(bays: list[tuple[float, float]]) -> list[float]:
    return [(a[1] + b[0]) / 2.0 for a, b in pairwise(bays)]


def base_case(work: Work, layout: CabinetLayout | WallLayout) -> Made:
    """Shelves over a deeper cupboard; a wall library has pilasters before both."""
    made = Made()
    wall = isinstance(layout, WallLayout)
    thick = PILASTER if wall else 0.0
    high, out = crown_size(work)
    stand = max(out, base_overhang(work), _COUNTER)
    half, back = work.width / 2 - stand, -work.depth / 2
    lower = work.depth / 2 - max(_COUNTER + thick, base_overhang(work))
    ratio = layout.upper_depth_ratio if isinstance(layout, CabinetLayout) else 0.86
    upper = min(back + ratio * (lower - back), work.depth / 2 - out - thick)
    bays = bays_for(work, half, layout.bays, work.board)
    stile = stile_width(work)
    counter = min(layout.base_height, 0.45 * work.height)
    slab = max(work.board, 0.024)
    low = work.bottom if _footed(work) else 0.0
    cupboard = Unit(
        "Cupboard", half, low, work.bottom, counter - slab, True, back, lower, bays, stile,
        0.03, 1, doors=1,
    )  # fmt: skip
    top = work.height - high
    rail = 0.075 if wall else 0.055
    room = top - (rail if stile else (0.0 if covered(work) else work.board))
    rows = rows_for(work, room - counter)
    shelves = Unit(
        "Shelves", half, counter, None, top, covered(work), back, upper, bays, stile, rail, rows,
        doors=rows if isinstance(layout, CabinetLayout) and layout.glazed_upper else 0,
    )  # fmt: skip
    unit(work, made, cupboard)
    below = made.cells
    made.cells = []
    unit(work, made, shelves)
    boards = Boards(0.004)
    boards.add((-half - _COUNTER, half + _COUNTER), (counter - slab, counter),
               (back, lower + thick + _COUNTER))  # fmt: skip
    made.case.append(Node("Counter", (Part(boards.mesh(work.cut("counter")), work.wood()),),
                          slot=LAYOUT.name))  # fmt: skip
    made.case.append(crown(work, half, back, upper + thick))
    made.case += base(work, half, (back, cupboard.boards_front(), lower), _supports(bays))
    _cupboard_fronts(work, made, cupboard, layout.drawers)
    if _see_through(work):
        made.cells += below
    if isinstance(layout, CabinetLayout) and layout.glazed_upper:
        _upper_doors(work, made, shelves)
    if isinstance(layout, WallLayout):
        made.case.append(pilasters(work, layout, cupboard, shelves, counter, slab, rail))
        made.case.append(frieze(work, half, upper, top - rail, top))
        if layout.rolling_ladder and work.height > 1.75:
            made.beside.append(rolling_ladder(work, layout, half, upper + PILASTER, lower, top))
    return made


def _cupboard_fronts(work: Work, made: Made, spec: Unit, drawers: bool) -> None:
    """Doors, and a row of drawers above them where there is room."""
    low, high = spec.inside(work.board)
    split = FRAME + 0.004 if spec.stile else work.board
    drawers = drawers and high - low > _DRAWER + 0.28
    edge = high - _DRAWER if drawers else high
    dividers = Boards(0.0012)
    depth = spec.front - spec.back
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        hand: Hand = "left" if number % 2 == 0 else "right"
        upper = edge - split if drawers else edge
        made.fronts += doors(work, f"Door {number + 1}", x, (low, upper), spec.front - 0.0008,
                             hand=hand, widest=widest)  # fmt: skip
        if drawers:
            back = spec.back + 0.012
            dividers.add(x, (edge - split, edge), (back, spec.front - 0.0006))
            made.fronts.append(
                drawer_in(
                    work, f"Drawer {number + 1}", x, (edge, high), spec.front - 0.0008, depth - 0.03
                )
            )
    if drawers:
        mesh = dividers.mesh(work.cut("dividers"), "x")
        made.case.append(Node("Dividers", (Part(mesh, work.wood()),), slot=LAYOUT.name))


def _upper_doors(work: Work, made: Made, spec: Unit) -> None:
    low, high = spec.inside(work.board)
    widest = max(x[1] - x[0] for x in spec.openings())
    for number, x in enumerate(spec.openings()):
        made.fronts += doors(
            work, f"Glass door {number + 1}", x, (low, high), spec.front - 0.0008,
            glazed=True, tall=True, hand="left" if number % 2 == 0 else "right", widest=widest,
        )  # fmt: skip
