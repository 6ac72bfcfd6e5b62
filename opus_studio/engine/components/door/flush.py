"""The plain slab: grooves in its face, and a slot, a row or a square of glass."""

from __future__ import annotations

from itertools import pairwise

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.context import DoorContext
from opus_studio.engine.components.door.leaf_assets import FlushLeaf
from opus_studio.engine.components.door.lights import Cell, glazed_cell
from opus_studio.engine.components.shared.glazing import Light
from opus_studio.engine.geometry import (
    Polygon,
    box_project,
    boxes,
    extrude,
    merge,
    rectangle,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh

_SKIN = 0.005
"""Depth of the grooves, metres."""

_GROOVE = 0.006
"""Width of a groove, metres."""


def flush(
    context: DoorContext, asset: FlushLeaf, width: float, height: float, sampler: UvSampler
) -> tuple[Mesh, tuple[Light, ...], float]:
    """The slab, its panes, and x up to which the face is free of them on the hinges' side.

    The slab's x is centred, it stands on y = 0 with its face on z = 0.
    """
    holes = _holes(asset, width, height)
    depth = context.thick
    grooved = asset.grooves != "none"
    core = depth - (_SKIN if grooved else 0.0)
    outer = rectangle(width, height).moved(-width / 2.0, 0.0)
    cells = tuple(rectangle(x1 - x0, y1 - y0).moved(x0, y0) for x0, x1, y0, y1 in holes)
    offset = sampler(1)[0].tolist()
    body = extrude(Polygon(outer, cells), core, axis="z", bevel=0.0015, start=-depth)
    slab = with_uv_offset(box_project(body, "y"), (offset[0], offset[1]))
    pieces = [slab]
    if grooved:
        pieces.append(_skin(asset, width, height, holes, sampler))
    panes = []
    for cell in holes:
        beads, pane = glazed_cell(context, cell, depth, "square", (1, 1), 0.02, sampler)
        pieces.append(beads)
        panes.append(pane)
    free = holes[0][0] if asset.light == "slot" else width / 2.0
    return merge(*pieces), tuple(panes), free


def _lines(asset: FlushLeaf, width: float, height: float) -> list[float]:
    """Where the boards of the face begin and end, along x or y, metres."""
    level = asset.grooves == "horizontal"
    size, start = (height, 0.0) if level else (width, -width / 2.0)
    # Boards keep at least 55 mm.
    count = min(asset.groove_count, int(size / 0.055) - 1)
    return [start + size * k / (count + 1) for k in range(count + 2)]


def _holes(asset: FlushLeaf, width: float, height: float) -> list[Cell]:
    """The panes, moved to the nearest grooves so that no board is cut."""
    if asset.light == "none":
        return []
    if asset.light == "slot":
        wide = min(0.16, 0.22 * width)
        x0 = width / 2.0 - max(0.15, 0.2 * width) - wide
        cells = [(x0, x0 + wide, 0.16 * height, 0.9 * height)]
    elif asset.light == "square":
        side = min(0.34, 0.45 * width)
        cells = [(-side / 2.0, side / 2.0, 0.84 * height - side, 0.84 * height)]
    else:
        side = min(0.2, 0.3 * width)
        pitch = 1.55 * side
        top = 0.92 * height
        cells = [
            (-side / 2.0, side / 2.0, top - side - k * pitch, top - k * pitch) for k in range(3)
        ]
    if asset.grooves == "none":
        return cells
    lines = _lines(asset, width, height)
    return [_snapped(cell, lines, asset.grooves == "horizontal", asset.light) for cell in cells]


def _snapped(cell: Cell, lines: list[float], level: bool, kind: str) -> Cell:
    """A cell whose edges across the grooves lie on grooves, where that keeps its shape."""
    x0, x1, y0, y1 = cell
    if kind != "slot" or not level:
        return cell
    inner = lines[1:-1]
    low = min(inner, key=lambda line: abs(line - y0))
    high = min(inner, key=lambda line: abs(line - y1))
    return (x0, x1, low, high) if high - low > 0.5 * (y1 - y0) else cell


def _skin(
    asset: FlushLeaf, width: float, height: float, holes: list[Cell], sampler: UvSampler
) -> Mesh:
    """The boards of the face, cut around the panes."""
    lines = _lines(asset, width, height)
    level = asset.grooves == "horizontal"
    gap = _GROOVE / 2.0
    cells: list[Cell] = []
    for number, (low, high) in enumerate(pairwise(lines)):
        first = low if number == 0 else low + gap
        last = high if number == len(lines) - 2 else high - gap
        board: Cell = (
            (-width / 2.0, width / 2.0, first, last) if level else (first, last, 0.0, height)
        )
        cells.extend(_around(board, holes, level))
    sizes = [(x1 - x0, y1 - y0, _SKIN + 0.001) for x0, x1, y0, y1 in cells]
    centres = [((x0 + x1) / 2, (y0 + y1) / 2, -(_SKIN + 0.001) / 2) for x0, x1, y0, y1 in cells]
    return boxes(sizes, centres, 0.002, grain="x" if level else "y", uv_offsets=sampler(len(sizes)))


def _around(board: Cell, holes: list[Cell], level: bool) -> list[Cell]:
    """What is left of a board when holes are cut out of it."""
    pieces = [board]
    for hx0, hx1, hy0, hy1 in holes:
        rest: list[Cell] = []
        for x0, x1, y0, y1 in pieces:
            if hx0 >= x1 or hx1 <= x0 or hy0 >= y1 or hy1 <= y0:
                rest.append((x0, x1, y0, y1))
                continue
            if level:
                rest += [(x0, hx0, y0, y1), (hx1, x1, y0, y1)]
                middle = (max(x0, hx0), min(x1, hx1))
                rest += [(*middle, y0, hy0), (*middle, hy1, y1)]
            else:
                rest += [(x0, x1, y0, hy0), (x0, x1, hy1, y1)]
                span = (max(y0, hy0), min(y1, hy1))
                rest += [(x0, hx0, *span), (hx1, x1, *span)]
        pieces = [(a, b, c, d) for a, b, c, d in rest if b - a > 0.004 and d - c > 0.004]
    return pieces
