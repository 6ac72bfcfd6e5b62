"""The bodies of leaves, hinged on the left: x centred, standing on y = 0, at z = -depth..0."""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.boards import arched_boards, boarded
from opus_studio.engine.components.door.context import DoorContext
from opus_studio.engine.components.door.flush import flush
from opus_studio.engine.components.door.leaf_assets import (
    ArchedLeaf,
    BoardedLeaf,
    FlushLeaf,
    FrenchLeaf,
    GlazedLeaf,
    LeafBase,
    PanelledLeaf,
)
from opus_studio.engine.components.door.lights import glazed_cell
from opus_studio.engine.components.door.panels import Row, ladder, panel_cell
from opus_studio.engine.components.shared.glazing import Light
from opus_studio.engine.geometry import merge
from opus_studio.engine.scene import Mesh

_LAYOUTS = {
    "six_panel": (Row(0.40, 2), Row(0.42, 2), Row(0.18, 2)),
    "four_panel": (Row(0.40, 2), Row(0.60, 2)),
    "two_panel": (Row(0.38, 1), Row(0.62, 1)),
    "five_panel": (Row(0.2, 1),) * 5,
    "craftsman": (Row(0.72, 2), Row(0.28, 3)),
}
"""Rows of panels from the bottom."""


_FACE = 0.3
"""Width of wood at the closing edge of a leaf without stiles, metres."""

KNOCKER = 1.47
"""Height of a knocker above the leaf's lower edge, metres."""


@dataclass(frozen=True, eq=False)
class Body:
    """A leaf without its fittings.

    Attributes:
        wood: Everything of the leaf's own finish.
        panes: Its glass.
        stile: Width of solid wood at the closing edge, metres.
        letter: x, y and greatest width and height of a letter plate, metres, or None.
        straps: Distance of strap hinges from the ends, metres, or None where they do not go.
        knocker: Height of a place for the knocker in the middle, or None.
    """

    wood: Mesh
    panes: tuple[Light, ...]
    stile: float
    letter: tuple[float, float, float, float] | None
    straps: float | None
    knocker: float | None


def body(
    context: DoorContext, asset: LeafBase, width: float, height: float, sampler: UvSampler
) -> Body:
    """The body of a leaf that swings.

    Args:
        context: The door being made.
        asset: Which leaf.
        width: Metres.
        height: Metres.
        sampler: Where the boards are cut from.

    Raises:
        TypeError: There is no such leaf.
    """
    if isinstance(asset, PanelledLeaf):
        return _panelled(context, asset, width, height, sampler)
    if isinstance(asset, FlushLeaf):
        return flush_body(context, asset, width, height, sampler)
    if isinstance(asset, GlazedLeaf):
        base = asset.base_ratio if asset.base_ratio >= 0.14 else 0.0
        panes = (asset.columns, asset.rows)
        return _glazed(context, asset.stile_width, base, panes, asset.bar_width, asset.edge,
                       (width, height), sampler)  # fmt: skip
    if isinstance(asset, FrenchLeaf):
        return _glazed(
            context,
            asset.stile_width,
            0.0,
            (asset.columns, asset.rows),
            asset.bar_width,
            asset.edge,
            (width, height),
            sampler,
        )
    if isinstance(asset, BoardedLeaf):
        wood = boarded((width, height, context.thick), asset.board_width, sampler, braced=True)
        return Body(wood, (), _FACE, _face(width), 0.1 * height, KNOCKER)
    if isinstance(asset, ArchedLeaf):
        wood = arched_boards(context, asset, width, height, sampler)
        spring = height - context.rise
        return Body(wood, (), _FACE, _face(width), 0.1 * spring, min(KNOCKER, spring))
    raise TypeError(f"There is no swinging leaf of {type(asset).__name__}.")


def flush_body(
    context: DoorContext, asset: FlushLeaf, width: float, height: float, sampler: UvSampler
) -> Body:
    """A slab with its grooves and its light."""
    wood, panes, free = flush(context, asset, width, height, sampler)
    letter = _face(free + width / 2.0, (free - width / 2.0) / 2.0)
    return Body(wood, panes, _FACE, letter, None, None if panes else KNOCKER)


def _face(width: float, x: float = 0.0) -> tuple[float, float, float, float]:
    """A letter plate's place on a plain face of a width, metres."""
    return (x, 0.8, 0.7 * width, 0.07)


def _panelled(
    context: DoorContext, asset: PanelledLeaf, width: float, height: float, sampler: UvSampler
) -> Body:
    rows = _LAYOUTS[asset.layout]
    if width < 0.56:
        # A slender leaf of a pair has one panel where a whole door has two.
        rows = tuple(Row(row.share, max(1, row.columns - 1)) for row in rows)
    stile = min(asset.stile_width, 0.19 * width)
    bottom = min(2.0 * stile, 0.22)
    between = [stile] * (len(rows) - 1)
    if len(rows) == 2 and asset.layout != "craftsman":
        between[0] = 1.35 * stile
    if len(rows) == 3:
        between[0] = 1.45 * stile
    if len(rows) == 5:
        between = [0.85 * stile] * 4
    rails = [bottom, *between, stile]
    made = ladder((width, height, context.thick), stile, rails, rows, sampler)
    pieces, panes = [made.wood], []
    glazed = len(rows) - min(asset.glazed_rows, len(rows) - 1)
    for number, cells in enumerate(made.rows):
        for cell in cells:
            if number >= glazed:
                beads, pane = glazed_cell(
                    context, cell, context.thick, asset.edge, (1, 1), 0.02, sampler
                )
                pieces.append(beads)
                panes.append(pane)
            else:
                pieces.append(panel_cell(cell, context.thick, asset.edge, asset.panel, sampler))
    first = made.rows[0][0][3]
    rail = (0.0, first + between[0] / 2.0, width - 2 * stile - 0.02, between[0] - 0.012)
    # On the muntin between two columns of panels.
    spots = [
        min(max(KNOCKER, cells[0][2] + 0.09), cells[0][3] - 0.09)
        for row, cells in zip(rows, made.rows, strict=True)
        if row.columns == 2 and cells[0][3] - cells[0][2] > 0.2
    ]
    near = [y for y in spots if abs(y - KNOCKER) < 0.2]
    return Body(merge(*pieces), tuple(panes), stile, rail, None, near[0] if near else None)


def _glazed(
    context: DoorContext,
    stile: float,
    base: float,
    panes: tuple[int, int],
    bar: float,
    edge: str,
    size: tuple[float, float],
    sampler: UvSampler,
) -> Body:
    """Glass above a panel, or all glass."""
    width, height = size
    stile = min(stile, 0.2 * width)
    bottom = min(2.0 * stile, 0.22)
    rows = (Row(base, 1), Row(1.0 - base, 1)) if base else (Row(1.0, 1),)
    rails = [bottom, *([1.2 * stile] if base else []), stile]
    made = ladder((width, height, context.thick), stile, rails, rows, sampler)
    pieces = [made.wood]
    if base:
        pieces.append(panel_cell(made.rows[0][0], context.thick, edge, "raised", sampler))
    beads, pane = glazed_cell(context, made.rows[-1][0], context.thick, edge, panes, bar, sampler)
    pieces.append(beads)
    level = made.rows[-1][0][2] - 0.6 * stile
    rail = (0.0, level, width - 2 * stile - 0.02, 1.2 * stile - 0.012) if base else None
    return Body(merge(*pieces), (pane,), stile, rail, None, None)
