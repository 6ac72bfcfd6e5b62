"""What fills the frame: a fixed light, hung sashes, or sashes that slide."""

from __future__ import annotations

from dataclasses import replace

from opus_studio.engine.authoring.context import Cut
from opus_studio.engine.components.parts.glazing import glazing, light
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
from opus_studio.engine.components.window.frame import fixed_section, outer_frame
from opus_studio.engine.components.window.sashes import bars_nodes, glass_node
from opus_studio.engine.components.window.sliding import double_hung, sliding
from opus_studio.engine.components.window.work import Work
from opus_studio.engine.geometry import boxes, divide, merge
from opus_studio.engine.scene import Mesh, Node, Part

NARROWEST_LIGHT = 0.3
"""Metres. Lights that would be narrower are fewer instead."""


def opening(work: Work) -> tuple[Mesh, tuple[Node, ...]]:
    """The outer frame and the branches that fill it.

    Raises:
        TypeError: There is no such opening.
    """
    asset = work.values[OPENING]
    if isinstance(asset, CasementOpening):
        return casement(work, asset)
    if isinstance(asset, SlidingOpening):
        return sliding(work, asset)
    if isinstance(asset, DoubleHungOpening):
        return double_hung(work, asset)
    if isinstance(asset, FixedOpening):
        return _fixed(work, asset)
    raise TypeError(f"There is no opening of {type(asset).__name__}.")


def _fixed(work: Work, asset: FixedOpening) -> tuple[Mesh, tuple[Node, ...]]:
    """Lights side by side, parted by mullions as wide as the frame's own members."""
    nose = work.nose
    board = max(0.018, work.face - nose)
    mullion = max(0.022, work.face - 2 * nose)
    body = outer_frame(work, fixed_section(board, work.depth))
    inner, tall = work.width - 2 * board, work.height - 2 * board
    count = max(1, min(asset.lights, int((inner + mullion) / (NARROWEST_LIGHT + mullion))))
    places, wide = divide(inner, count, mullion)
    if count > 1:
        between = [(float(x) + (wide + mullion) / 2.0, work.height / 2.0, -work.depth / 2.0)
                   for x in places[:-1]]  # fmt: skip
        # A hair shallower than the frame, whose faces they meet square.
        size = (mullion, tall, work.depth - 0.001)
        cut = work.cut("mullions")
        body = merge(body, boxes(size, between, 0.0015, grain="y", uv_offsets=cut(count - 1)))
    nodes = [
        _light(work, number, float(x), wide, tall, work.cut(f"light {number}"))
        for number, x in enumerate(places)
    ]
    if count == 1:
        nodes[0] = replace(nodes[0], name="Light")
    return body, tuple(nodes)


def _light(work: Work, number: int, x: float, width: float, height: float, cut: Cut) -> Node:
    lay = glazing(work.depth, work.sheets, work.edge, work.nose)
    y = work.height / 2.0
    pane = light(width, height, lay, y, x, cut)
    bar = bars_for(work.values[BARS], width, height, lay, (x, y), cut)
    beads = Part(pane.edging, work.joinery(OPENING, "Beads"))
    children = (glass_node(work, pane, _stay), *bars_nodes(work, bar, _stay))
    return Node(f"Light {number + 1}", (beads,), children, slot=OPENING.name)


def _stay(mesh: Mesh) -> Mesh:
    return mesh
