"""Glass between boards: panes with bars as branches, and the fixed lights of the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from opus_studio.engine.authoring.context import Cut
from opus_studio.engine.components.door.assets import GLASS, LIGHTS, LightsBase, SidelightsBase
from opus_studio.engine.components.door.panels import panel_cell
from opus_studio.engine.components.door.work import Work
from opus_studio.engine.components.parts.glazing import Light, glazing, light
from opus_studio.engine.components.window.assets import ColonialBars
from opus_studio.engine.components.window.bars import bars_for
from opus_studio.engine.geometry import boxes, merge
from opus_studio.engine.scene import Mesh, Node, Part

Put: TypeAlias = Callable[[Mesh], Mesh]
"""Moves a piece from the frame in which it was made to its node's."""

Cell: TypeAlias = tuple[float, float, float, float]
"""An opening between boards: x0, x1, y0, y1, metres."""

NOSE = 0.012
"""Width of the mouldings that hold panes and panels, metres."""


def glazed_cell(
    work: Work,
    cell: Cell,
    depth: float,
    edge: str,
    panes: tuple[int, int],
    bar_width: float,
    cut: Cut,
) -> tuple[Mesh, Light]:
    """Mouldings with bars, and the panes, of an opening in boards of a depth at -depth..0.

    Args:
        work: The door being made.
        cell: The opening.
        depth: Of the boards, metres.
        edge: How the mouldings are worked.
        panes: Columns and rows.
        bar_width: Of glazing bars, metres.
        cut: Where pieces are cut from.
    """
    x0, x1, y0, y1 = cell
    nose = min(NOSE, 0.12 * min(x1 - x0, y1 - y0))
    lay = glazing(depth, work.sheets, edge, nose)
    middle = ((x0 + x1) / 2.0, (y0 + y1) / 2.0)
    pane = light(x1 - x0, y1 - y0, lay, middle[1], middle[0], cut)
    pattern = ColonialBars(bar_width=bar_width, columns=panes[0], rows=panes[1])
    bars = bars_for(pattern, x1 - x0, y1 - y0, lay, middle, cut)
    return (pane.edging if bars is None else merge(pane.edging, bars)), pane


def glass_node(work: Work, panes: list[Light], put: Put) -> tuple[Node, ...]:
    """Panes, spacers and gaskets as one branch of the glass's slot; none where there are none."""
    if not panes:
        return ()
    parts = [Part(put(merge(*(pane.glass for pane in panes))), work.glass)]
    spacers = [pane.spacer for pane in panes if pane.spacer is not None]
    if spacers:
        material = work.plain("Spacer", "brushed_aluminium")
        parts.append(Part(put(merge(*spacers)), material))
    gaskets = merge(*(pane.gasket for pane in panes))
    parts.append(Part(put(gaskets), work.plain("Gasket", "rubber")))
    return (Node("Glass", tuple(parts), slot=GLASS.name),)


def fixed_lights(work: Work) -> tuple[Node, ...]:
    """Sidelights and transom as branches."""
    asset = work.values[LIGHTS]
    if not isinstance(asset, LightsBase):
        return ()
    plan = work.plan
    nodes = [
        _side(work, span, ("left" if span[0] < plan.left else "right"), asset)
        for span in plan.sides
        if isinstance(asset, SidelightsBase)
    ]
    if plan.above:
        half = work.width / 2.0 - work.jamb
        columns = int(getattr(asset, "transom_columns", 1))
        cell = (-half, half, *plan.above)
        cut = work.cut("transom")
        beads, pane = glazed_cell(work, cell, work.depth, work.edge, (columns, 1), 0.028, cut)
        nodes.append(_node(work, "Transom", [beads], [pane]))
    return tuple(nodes)


def _side(work: Work, span: tuple[float, float], side: str, asset: SidelightsBase) -> Node:
    """A sidelight on its foot; a panel below the glass where the foot is high enough."""
    cut = work.cut(f"sidelight {side}")
    x0, x1 = span
    top = work.plan.side_top
    foot, rail = asset.base_height, work.jamb
    deep = work.depth - 0.001
    middle, z = (x0 + x1) / 2.0, -work.depth / 2.0
    pieces, wood = [], min(foot, 0.11)
    sizes, centres = [(x1 - x0, wood, deep)], [(middle, wood / 2.0, z)]
    if foot - rail - wood >= 0.16:
        panel = (x0, x1, wood, foot - rail)
        pieces.append(panel_cell(panel, work.depth, work.edge, "raised", cut))
        sizes.append((x1 - x0, rail, deep))
        centres.append((middle, foot - rail / 2.0, z))
    elif foot > wood:
        sizes[0], centres[0] = (x1 - x0, foot, deep), (middle, foot / 2.0, z)
    pieces.append(boxes(sizes, centres, 0.0012, grain="x", uv_offsets=cut(len(sizes))))
    panes = (asset.light_columns, asset.light_rows)
    beads, pane = glazed_cell(work, (x0, x1, foot, top), work.depth, work.edge, panes, 0.024, cut)
    return _node(work, f"Sidelight {side}", [*pieces, beads], [pane])


def _node(work: Work, name: str, wood: list[Mesh], panes: list[Light]) -> Node:
    part = Part(merge(*wood), work.joinery(LIGHTS, "Lights"))
    return Node(name, (part,), glass_node(work, panes, lambda mesh: mesh), slot=LIGHTS.name)
