"""Pilasters before the stiles of a wall library: base block, shaft, capital; and the frieze."""

from __future__ import annotations

from functools import lru_cache

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.bookcase.assets import LAYOUT, WallLayout
from opus_studio.engine.components.bookcase.case import Unit
from opus_studio.engine.components.bookcase.context import SKIRTING, BookcaseContext
from opus_studio.engine.components.shared.carcass import Boards
from opus_studio.engine.components.shared.joinery import edging, nose
from opus_studio.engine.geometry import Profile, extrude, merge, rectangle, translate
from opus_studio.engine.geometry.mouldings import fluted
from opus_studio.engine.scene import Mesh, Node, Part

PILASTER = 0.018
"""How far pilasters stand before the frame, metres."""


@lru_cache(maxsize=64)
def _section(kind: str, width: float) -> Profile:
    if kind in ("fluted", "reeded"):
        return fluted(width, PILASTER, max(3, round(width / 0.018)), kind == "reeded", 2)
    return rectangle(width, PILASTER, 0.0015)


def pilasters(
    context: BookcaseContext,
    layout: WallLayout,
    cupboard: Unit,
    shelves: Unit,
    counter: float,
    slab: float,
    rail: float,
) -> Node:
    """The pilasters of both storeys as one branch.

    Args:
        context: The bookcase.
        layout: What is asked for.
        cupboard: The lower carcass.
        shelves: The upper one.
        counter: Height of the counter's top, metres.
        slab: Its thickness, metres.
        rail: Height of the frieze, metres.
    """
    openings = cupboard.openings()
    edges = [-cupboard.half, *(x for pair in openings for x in pair), cupboard.half]
    middles = [(a + b) / 2.0 for a, b in zip(edges[::2], edges[1::2], strict=True)]
    width = round(min(b - a for a, b in zip(edges[::2], edges[1::2], strict=True)) - 0.003, 4)
    block = context.skirting + 0.02 if context.skirting else cupboard.low + 0.11
    material = context.wood(LAYOUT, "Pilasters")
    nodes = []
    for number, x in enumerate(middles, 1):
        sampler = context.sampler(f"pilaster {number}")
        low = _shaft(layout, width, block, counter - slab, sampler)
        high = _shaft(layout, width, counter + 0.08, shelves.top - rail - 0.045, sampler)
        caps = _blocks(context, width, block, counter, rail, cupboard, shelves)
        mesh = merge(
            translate(low, (0.0, 0.0, cupboard.front)),
            translate(high, (0.0, 0.0, shelves.front)),
            caps.mesh(sampler),
        )
        nodes.append(Node(f"Pilaster {number}", (Part(mesh, material),), translation=(x, 0, 0)))
    return Node("Pilasters", children=tuple(nodes), slot=LAYOUT.name)


def _blocks(
    context: BookcaseContext,
    width: float,
    block: float,
    counter: float,
    rail: float,
    cupboard: Unit,
    shelves: Unit,
) -> Boards:
    """Base blocks of both storeys and the capital in two steps, about x = 0."""
    blocks = Boards(0.003)
    wide, abacus = width / 2 + 0.003, width / 2 + 0.006
    z, deep = cupboard.front, PILASTER + 0.006
    foot = SKIRTING + 0.006 if context.skirting else deep
    blocks.add((-wide, wide), (cupboard.low + 0.0006, block), (z - 0.002, z + foot))
    z, top = shelves.front, shelves.top - rail
    blocks.add((-wide, wide), (counter, counter + 0.08), (z - 0.002, z + deep))
    blocks.add((-wide, wide), (top - 0.045, top - 0.014), (z - 0.002, z + PILASTER + 0.003))
    blocks.add((-abacus, abacus), (top - 0.014, top), (z - 0.002, z + PILASTER + 0.008))
    return blocks


def _shaft(layout: WallLayout, width: float, low: float, high: float, sampler: UvSampler) -> Mesh:
    offset = sampler(1)[0].tolist()
    shaft = extrude(_section(layout.pilaster, width), high - low, axis="y", start=low,
                    uv_offset=(offset[0], offset[1]))  # fmt: skip
    shaft = translate(shaft, (-width / 2.0, 0.0, 0.0))
    if layout.pilaster != "panelled":
        return shaft
    rim = edging(0.6 * width, high - low - 0.5 * width, nose(0.006, 0.005, "ovolo"),
                 (0.0, (low + high) / 2.0, PILASTER - 0.001), sampler)  # fmt: skip
    return merge(shaft, rim)


def frieze(context: BookcaseContext, half: float, front: float, low: float, high: float) -> Node:
    """The board over the pilasters, below the cornice."""
    boards = Boards(0.0015)
    boards.add(
        (-half + 0.0005, half - 0.0005), (low + 0.004, high), (front - 0.0015, front + PILASTER)
    )
    beads = Boards(0.003)
    beads.add((-half - 0.002, half + 0.002), (low - 0.0, low + 0.010),
              (front - 0.001, front + PILASTER + 0.005))  # fmt: skip
    mesh = merge(boards.mesh(context.sampler("frieze")), beads.mesh(context.sampler("frieze bead")))
    return Node("Frieze", (Part(mesh, context.wood()),), slot=LAYOUT.name)
