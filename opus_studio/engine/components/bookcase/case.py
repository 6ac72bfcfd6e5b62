"""Cases with sides, shelves and backs: one carcass, or one over a deeper cupboard."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components.bookcase.assets import (
    LAYOUT,
    CabinetLayout,
    CaseLayout,
    OpenLayout,
    WallLayout,
)
from opus_studio.engine.components.bookcase.context import FRAME, BookcaseContext, Cell, Made
from opus_studio.engine.components.bookcase.trim_assets import CROWN, FlushCrown
from opus_studio.engine.components.shared.carcass import (
    HOLE_SETBACK,
    Boards,
    back_panel,
    bays,
    pin_holes,
    pins,
    sag_limit,
    shelf_pins,
)
from opus_studio.engine.scene import Node, Part

_BACK = (0.004, 0.010)
"""Where the back lies in front of the sides' rear edge, metres."""


@dataclass(frozen=True)
class Unit:
    """A carcass.

    Attributes:
        name: Of its branch.
        half: Half its width, metres.
        low: Lower ends of the sides, metres.
        bottom: Underside of the bottom board; None when it stands on a counter.
        top: Upper ends of the sides; the top board lies between or over them.
        covered: A board lies over the sides already.
        back: z of the rear edges.
        front: z of the face: of the frame when there is one, else of the boards.
        bays: Clear widths between the boards.
        stile: Width of the face frame's stiles; 0 for none.
        rail: Height of the frame's top rail.
        rows: Compartments one over the other.
        offset: By how much shelves of every other bay lie higher, metres.
        doors: Lowest rows that doors stand before.
    """

    name: str
    half: float
    low: float
    bottom: float | None
    top: float
    covered: bool
    back: float
    front: float
    bays: list[tuple[float, float]]
    stile: float
    rail: float
    rows: int
    offset: float = 0.0
    doors: int = 0

    def boards_front(self) -> float:
        """Depth coordinate (z) of the boards' front edges."""
        return self.front - FRAME if self.stile else self.front

    def openings(self) -> list[tuple[float, float]]:
        """Clear widths between the stiles, or between the boards."""
        if not self.stile:
            return self.bays
        found = []
        for number, (x0, x1) in enumerate(self.bays):
            left = -self.half + self.stile if number == 0 else x0 - self._over(number - 1)
            last = number == len(self.bays) - 1
            right = self.half - self.stile if last else x1 + self._over(number)
            found.append((max(left, x0), min(right, x1)))
        return found

    def _over(self, number: int) -> float:
        """How far a middle stile reaches over its upright, negative: into the opening."""
        gap = self.bays[number + 1][0] - self.bays[number][1]
        return -max(self.stile - gap, 0.0) / 2.0

    def inside(self, board: float) -> tuple[float, float]:
        """Top of the lowest board, and the lower edge of what closes the case above."""
        low = self.low if self.bottom is None else self.bottom + board
        high = self.top if self.covered else self.top - board
        return low, (self.top - self.rail if self.stile else high)


def rows_for(context: BookcaseContext, height: float, least: float = 0.24) -> int:
    """How many compartments a clear height is divided into."""
    layout = context.resolved[LAYOUT]
    count = max(1, round((height + context.board) / (layout.shelf_spacing + context.board)))
    while count > 1 and (height + context.board) / count - context.board < least:
        count -= 1
    return count


def bays_for(
    context: BookcaseContext, half: float, wanted: int, board: float
) -> list[tuple[float, float]]:
    """Bays within a case of a half width, none wider than its shelves can bear."""
    return bays(
        -half + context.board, half - context.board, board, wanted, sag_limit(context.board)
    )


def unit(context: BookcaseContext, made: Made, spec: Unit) -> None:
    """Boards, back, shelves, pins and face frame of a carcass; adds its compartments."""
    layout = context.resolved[LAYOUT]
    if not isinstance(layout, CaseLayout):
        raise TypeError(f"{type(layout).__name__} has no carcass.")
    t, wood = context.board, context.wood()
    front = spec.boards_front()
    sampler = context.sampler(spec.name)
    boards = Boards(0.0015, 2 if context.fine else 1)
    for sign in (-1, 1):
        x = sorted((sign * spec.half, sign * (spec.half - t)))
        boards.add((x[0], x[1]), (spec.low, spec.top), (spec.back, front))
    inner = (-spec.half + t, spec.half - t)
    low = spec.low
    if spec.bottom is not None:
        low = spec.bottom + t
        boards.add(inner, (spec.bottom, low), (spec.back, front - 0.001))
    high = spec.top
    if not spec.covered:
        high -= t
        boards.add(inner, (high, spec.top), (spec.back, front - 0.001))
    for (_, left), (right, _) in zip(spec.bays[:-1], spec.bays[1:], strict=True):
        boards.add((left, right), (low, high), (spec.back + _BACK[1] + 0.001, front - 0.0012))
    parts = [Part(boards.mesh(sampler), wood)]
    if spec.stile:
        parts.append(
            Part(_face_frame(spec, low, t).mesh(context.sampler(spec.name + " frame")), wood)
        )
    children = [Node("Boards", tuple(parts))]
    if layout.back != "open":
        children.append(_back(context, layout, spec, inner, low, high))
    shelves, cells = _shelves(context, spec, layout.back == "open")
    made.cells += cells
    made.case.append(Node(spec.name, children=(*children, *shelves), slot=LAYOUT.name))


def _back(
    context: BookcaseContext,
    layout: CaseLayout,
    spec: Unit,
    inner: tuple[float, float],
    low: float,
    high: float,
) -> Node:
    joints = tuple((a[1] + b[0]) / 2.0 for a, b in zip(spec.bays[:-1], spec.bays[1:], strict=True))
    groove = 0.006
    # A counter below is not grooved.
    foot = low + 0.0006 if spec.bottom is None else low - groove
    head = high - 0.0006 if spec.covered else high + groove
    mesh = back_panel(
        (inner[0] - groove, inner[1] + groove), (foot, head),
        (spec.back + _BACK[0], spec.back + _BACK[1]), context.sampler(spec.name + " back"),
        boarded=0.095 if layout.back == "boarded" else 0.0, joints=joints,
    )  # fmt: skip
    return Node("Back", (Part(mesh, context.material(LAYOUT, "Back", layout.back_finish)),))


def _face_frame(spec: Unit, low: float, t: float) -> Boards:
    boards = Boards(0.0015)
    z = (spec.front - FRAME, spec.front)
    openings = spec.openings()
    edges = [-spec.half, *(x for pair in openings for x in pair), spec.half]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        boards.add((left, right), (spec.low, spec.top), z)
    for x in openings:
        boards.add(x, (spec.top - spec.rail, spec.top), (z[0], z[1] - 0.0006))
        if spec.bottom is not None:
            boards.add(x, (spec.bottom, low), (z[0], z[1] - 0.0006))
    return boards


def _shelves(context: BookcaseContext, spec: Unit, bare: bool) -> tuple[list[Node], list[Cell]]:
    t, rows = context.board, spec.rows
    low, high = spec.inside(t)
    clear = (high - low - t * (rows - 1)) / rows
    back = spec.back + (0.0 if bare else _BACK[1] + 0.001)
    front = spec.boards_front() - (0.004 if not spec.stile else 0.002)
    # A wall of shelves is seen from further away than a single bay.
    boards = Boards(
        0.0015 if t < 0.03 else 0.003, 2 if context.fine and rows * len(spec.bays) <= 12 else 1
    )
    behind = front if spec.stile else front - 0.021
    holes, stands, names = [], [], []
    cells: list[Cell] = []
    rear = back + HOLE_SETBACK
    for number, (x, opening) in enumerate(zip(spec.bays, spec.openings(), strict=True)):
        levels = []
        for row in range(1, rows):
            y = low + row * (clear + t) - t
            shift = spec.offset if number % 2 and 0 < row < rows else 0.0
            levels.append(y + min(shift, 0.25 * clear))
        for row, y in enumerate(levels, 1):
            edge = behind if row < spec.doors else front
            boards.add((x[0] + 0.0008, x[1] - 0.0008), (y, y + t), (back, edge))
            names.append(f"Shelf {number + 1}.{row}")
            stands += shelf_pins(x, y, (rear, front - HOLE_SETBACK))
            for face, sign in ((x[0], 1.0), (x[1], -1.0)):
                holes.append((face, sign, y - 0.003, front - HOLE_SETBACK, rear))
        floors = [low, *(y + t for y in levels)]
        ceilings = [*levels, high]
        for row, (floor, ceiling) in enumerate(zip(floors, ceilings, strict=True)):
            edge = behind if row < spec.doors else front
            cells.append(Cell(opening, (floor, ceiling), edge, edge - back, row == 0))
    wood = context.wood()
    nodes = [
        Node(name, (Part(mesh, wood),), translation=centre)
        for name, mesh, centre in zip(
            names,
            boards.meshes(context.sampler(spec.name + " shelves")),
            boards.centres,
            strict=True,
        )
    ]
    if holes:
        parts = (
            Part(pin_holes(holes), context.fixed_material("Pin holes", "painted_metal/black")),
            Part(pins(stands), context.fixed_material("Pins", "steel")),
        )
        nodes.append(Node("Shelf pins", parts))
    return nodes, cells


def stile_width(context: BookcaseContext) -> float:
    """Width of the face frame's stiles; 0 where there is none."""
    layout = context.resolved[LAYOUT]
    if isinstance(layout, WallLayout):
        return min(layout.pilaster_width, 0.06 * context.width)
    if isinstance(layout, OpenLayout | CabinetLayout) and layout.face_frame:
        return max(min(0.045, 0.05 * context.width), context.board)
    return 0.0


def covered(context: BookcaseContext) -> bool:
    """The crown is a board that lies over the sides."""
    return isinstance(context.resolved[CROWN], FlushCrown)
