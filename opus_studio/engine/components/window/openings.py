"""What fills the frame: a fixed light, hung sashes, or sashes that slide."""

from __future__ import annotations

from dataclasses import replace

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.glazing import glazing, light
from opus_studio.engine.components.window.assets import (
    BARS,
    OPENING,
    CasementOpening,
    DoubleHungOpening,
    FixedOpening,
    SlidingOpening,
)
from opus_studio.engine.components.window.bars import bars_for
from opus_studio.engine.components.window.casement import casement
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.components.window.frame import fixed_section, outer_frame
from opus_studio.engine.components.window.sashes import bars_nodes, glass_node
from opus_studio.engine.components.window.sliding import double_hung, sliding
from opus_studio.engine.geometry import boxes, divide, merge
from opus_studio.engine.scene import Mesh, Node, Part

NARROWEST_LIGHT = 0.3
"""Metres. Lights that would be narrower are fewer instead."""


def opening(context: WindowContext) -> tuple[Mesh, tuple[Node, ...]]:
    """The outer frame and the branches that fill it.

    Raises:
        TypeError: There is no such opening.
    """
    asset = context.resolved[OPENING]
    if isinstance(asset, CasementOpening):
        return casement(context, asset)
    if isinstance(asset, SlidingOpening):
        return sliding(context, asset)
    if isinstance(asset, DoubleHungOpening):
        return double_hung(context, asset)
    if isinstance(asset, FixedOpening):
        return _fixed(context, asset)
    raise TypeError(f"There is no opening of {type(asset).__name__}.")


def _fixed(context: WindowContext, asset: FixedOpening) -> tuple[Mesh, tuple[Node, ...]]:
    """Lights side by side, parted by mullions as wide as the frame's own members."""
    nose = context.nose
    board = max(0.018, context.face - nose)
    mullion = max(0.022, context.face - 2 * nose)
    body = outer_frame(context, fixed_section(board, context.depth))
    inner, tall = context.width - 2 * board, context.height - 2 * board
    count = max(1, min(asset.lights, int((inner + mullion) / (NARROWEST_LIGHT + mullion))))
    places, wide = divide(inner, count, mullion)
    if count > 1:
        between = [(float(x) + (wide + mullion) / 2.0, context.height / 2.0, -context.depth / 2.0)
                   for x in places[:-1]]  # fmt: skip
        # A hair shallower than the frame, whose faces they meet square.
        size = (mullion, tall, context.depth - 0.001)
        sampler = context.sampler("mullions")
        body = merge(body, boxes(size, between, 0.0015, grain="y", uv_offsets=sampler(count - 1)))
    nodes = [
        _light(context, number, float(x), wide, tall, context.sampler(f"light {number}"))
        for number, x in enumerate(places)
    ]
    if count == 1:
        nodes[0] = replace(nodes[0], name="Light")
    return body, tuple(nodes)


def _light(
    context: WindowContext, number: int, x: float, width: float, height: float, sampler: UvSampler
) -> Node:
    lay = glazing(context.depth, context.sheets, context.edge, context.nose)
    y = context.height / 2.0
    pane = light(width, height, lay, y, x, sampler)
    bar = bars_for(context.resolved[BARS], width, height, lay, (x, y), sampler)
    beads = Part(pane.edging, context.joinery(OPENING, "Beads"))
    children = (glass_node(context, pane, _stay), *bars_nodes(context, bar, _stay))
    return Node(f"Light {number + 1}", (beads,), children, slot=OPENING.name)


def _stay(mesh: Mesh) -> Mesh:
    return mesh
