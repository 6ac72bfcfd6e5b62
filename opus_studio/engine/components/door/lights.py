"""Glass between boards: panes with bars as branches, and the fixed lights of the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.assets import GLASS, LIGHTS, LightsBase, SidelightsBase
from opus_studio.engine.components.door.context import DoorContext
from opus_studio.engine.components.door.panels import panel_cell
from opus_studio.engine.components.shared.glazing import Light, glazing, light
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
    context: DoorContext,
    cell: Cell,
    depth: float,
    edge: str,
    panes: tuple[int, int],
    bar_width: float,
    sampler: UvSampler,
) -> tuple[Mesh, Light]:
    """Mouldings with bars, and the panes, of an opening in boards of a depth at -depth..0.

    Args:
        context: The door being made.
        cell: The opening.
        depth: Of the boards, metres.
        edge: How the mouldings are worked.
        panes: Columns and rows.
        bar_width: Of glazing bars, metres.
        sampler: Where pieces are cut from.
    """
    x0, x1, y0, y1 = cell
    nose = min(NOSE, 0.12 * min(x1 - x0, y1 - y0))
    lay = glazing(depth, context.sheets, edge, nose)
    middle = ((x0 + x1) / 2.0, (y0 + y1) / 2.0)
    pane = light(x1 - x0, y1 - y0, lay, middle[1], middle[0], sampler)
    pattern = ColonialBars(bar_width=bar_width, columns=panes[0], rows=panes[1])
    bars = bars_for(pattern, x1 - x0, y1 - y0, lay, middle, sampler)
    return (pane.edging if bars is None else merge(pane.edging, bars)), pane


def glass_node(context: DoorContext, panes: list[Light], put: Put) -> tuple[Node, ...]:
    """Panes, spacers and gaskets as one branch of the glass's slot; none where there are none."""
    if not panes:
        return ()
    parts = [Part(put(merge(*(pane.glass for pane in panes))), context.glass)]
    spacers = [pane.spacer for pane in panes if pane.spacer is not None]
    if spacers:
        material = context.fixed_material("Spacer", "brushed_aluminium")
        parts.append(Part(put(merge(*spacers)), material))
    gaskets = merge(*(pane.gasket for pane in panes))
    parts.append(Part(put(gaskets), context.fixed_material("Gasket", "rubber")))
    return (Node("Glass", tuple(parts), slot=GLASS.name),)


def fixed_lights(context: DoorContext) -> tuple[Node, ...]:
    """Sidelights and transom as branches."""
    asset = context.resolved[LIGHTS]
    if not isinstance(asset, LightsBase):
        return ()
    plan = context.plan
    nodes = [
        _side(context, span, ("left" if span[0] < plan.left else "right"), asset)
        for span in plan.sides
        if isinstance(asset, SidelightsBase)
    ]
    if plan.above:
        half = context.width / 2.0 - context.jamb
        columns = int(getattr(asset, "transom_columns", 1))
        cell = (-half, half, *plan.above)
        sampler = context.sampler("transom")
        beads, pane = glazed_cell(
            context, cell, context.depth, context.edge, (columns, 1), 0.028, sampler
        )
        nodes.append(_node(context, "Transom", [beads], [pane]))
    return tuple(nodes)


def _side(
    context: DoorContext, span: tuple[float, float], side: str, asset: SidelightsBase
) -> Node:
    """A sidelight on its foot; a panel below the glass where the foot is high enough."""
    sampler = context.sampler(f"sidelight {side}")
    x0, x1 = span
    top = context.plan.side_top
    foot, rail = asset.base_height, context.jamb
    deep = context.depth - 0.001
    middle, z = (x0 + x1) / 2.0, -context.depth / 2.0
    pieces, wood = [], min(foot, 0.11)
    sizes, centres = [(x1 - x0, wood, deep)], [(middle, wood / 2.0, z)]
    if foot - rail - wood >= 0.16:
        panel = (x0, x1, wood, foot - rail)
        pieces.append(panel_cell(panel, context.depth, context.edge, "raised", sampler))
        sizes.append((x1 - x0, rail, deep))
        centres.append((middle, foot - rail / 2.0, z))
    elif foot > wood:
        sizes[0], centres[0] = (x1 - x0, foot, deep), (middle, foot / 2.0, z)
    pieces.append(boxes(sizes, centres, 0.0012, grain="x", uv_offsets=sampler(len(sizes))))
    panes = (asset.light_columns, asset.light_rows)
    beads, pane = glazed_cell(
        context, (x0, x1, foot, top), context.depth, context.edge, panes, 0.024, sampler
    )
    return _node(context, f"Sidelight {side}", [*pieces, beads], [pane])


def _node(context: DoorContext, name: str, wood: list[Mesh], panes: list[Light]) -> Node:
    part = Part(merge(*wood), context.joinery(LIGHTS, "Lights"))
    return Node(name, (part,), glass_node(context, panes, lambda mesh: mesh), slot=LIGHTS.name)
