"""Stiles and rails around cells, and the panels that fill them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.joinery import bead, edging, nose
from opus_studio.engine.geometry import boxes, flat_panel, merge, raised_panel, translate
from opus_studio.engine.scene import Mesh

NOSE = 0.012
"""Width of the mouldings around panels, metres."""


@dataclass(frozen=True)
class Row:
    """A row of equal cells between two rails.

    Attributes:
        share: Of the height that all rows have together.
        columns: Cells side by side.
    """

    share: float
    columns: int


@dataclass(frozen=True, eq=False)
class Ladder:
    """Boards joined to a frame with rows of cells.

    Attributes:
        wood: Stiles, rails and muntins, the front on z = 0.
        rows: From the bottom: the cells `(x0, x1, y0, y1)` of each row, metres.
    """

    wood: Mesh
    rows: tuple[tuple[tuple[float, float, float, float], ...], ...]


def ladder(
    size: tuple[float, float, float],
    stile: float,
    rails: Sequence[float],
    rows: Sequence[Row],
    sampler: UvSampler,
) -> Ladder:
    """Stiles that run through, rails between them, muntins between the rails.

    Args:
        size: Width, height and depth; it stands on y = 0, centred on x, at -depth..0, metres.
        stile: Width of the stiles and muntins, metres.
        rails: Widths from the bottom, one more than rows, metres.
        rows: From the bottom.
        sampler: Where the boards are cut from.
    """
    width, height, depth = size
    inner = width - 2 * stile
    z = -depth / 2.0
    sizes = [(stile, height, depth)] * 2
    centres = [(side * (width - stile) / 2.0, height / 2.0, z) for side in (-1.0, 1.0)]
    free = height - sum(rails)
    total = sum(row.share for row in rows)
    y, cells = 0.0, []
    for number, rail in enumerate(rails):
        # Rails lie a hair behind the stiles, so that their joints show.
        sizes.append((inner + 0.002, rail, depth - 0.0006))
        centres.append((0.0, y + rail / 2.0, z))
        y += rail
        if number == len(rows):
            break
        row = rows[number]
        high = free * row.share / total
        muntin = 0.9 * stile
        wide = (inner - muntin * (row.columns - 1)) / row.columns
        across = []
        for column in range(row.columns):
            x0 = -inner / 2.0 + column * (wide + muntin)
            across.append((x0, x0 + wide, y, y + high))
            if column:
                sizes.append((muntin, high + 0.002, depth - 0.0012))
                centres.append((x0 - muntin / 2.0, y + high / 2.0, z))
        cells.append(tuple(across))
        y += high
    wood = boxes(sizes, centres, 0.002, uv_offsets=sampler(len(sizes)))
    return Ladder(wood, tuple(cells))


def panel_cell(
    cell: tuple[float, float, float, float], depth: float, edge: str, kind: str, sampler: UvSampler
) -> Mesh:
    """A panel between mouldings that fills a cell in boards at -depth..0.

    Args:
        cell: x0, x1, y0, y1, metres.
        depth: Of the boards, metres.
        edge: How the mouldings are worked.
        kind: `raised` and fielded, `flat`, or `beaded` boards.
        sampler: Where pieces are cut from.
    """
    x0, x1, y0, y1 = cell
    width, height = x1 - x0, y1 - y0
    x, y, z = (x0 + x1) / 2.0, (y0 + y1) / 2.0, -depth / 2.0
    thin = min(0.012, 0.3 * depth)
    deep = depth / 2.0 - thin / 2.0
    if edge == "square":
        # Square sticking: the panel stands in a groove of the boards themselves.
        return _fill(kind, width + 0.008, height + 0.008, depth, thin, (x, y, z), sampler)
    slim = min(NOSE, 0.12 * min(width, height))
    drop = 0.0025 if edge == "square" else 0.0012
    before = edging(width, height, nose(slim, deep - drop, edge), (x, y, z + thin / 2.0), sampler)
    behind = edging(width, height, bead(slim, deep - drop, edge), (x, y, drop - depth), sampler)
    return merge(before, behind, _fill(kind, width, height, depth, thin, (x, y, z), sampler))


def _fill(
    kind: str,
    width: float,
    height: float,
    depth: float,
    thin: float,
    centre: tuple[float, float, float],
    sampler: UvSampler,
) -> Mesh:
    w, h = width - 0.004, height - 0.004
    offset = sampler(1)[0].tolist()
    uv = (offset[0], offset[1])
    if kind == "raised":
        border = min(0.05, 0.24 * min(w, h))
        panel = raised_panel(w, h, 0.74 * depth, border=border, edge=thin - 0.001, step=0.003,
                             both_sides=True, uv_offset=uv)  # fmt: skip
        return translate(panel, centre)
    if kind == "beaded":
        count = max(2, round(w / 0.075))
        wide = w / count
        centres = [(centre[0] + (k + 0.5) * wide - w / 2, centre[1], centre[2])
                   for k in range(count)]  # fmt: skip
        return boxes((wide, h, thin - 0.001), centres, 0.003, grain="y", segments=2,
                     uv_offsets=sampler(count))  # fmt: skip
    return translate(flat_panel(w, h, thin - 0.001, uv_offset=uv), centre)
