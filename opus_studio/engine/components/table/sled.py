"""Sled bases: closed frames of flat steel that stand on the floor."""

from __future__ import annotations

from opus_studio.engine.components.table.apron import apron
from opus_studio.engine.components.table.base_assets import (
    SledBase,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.geometry import bevelled_box, loop, quaternion, rectangle
from opus_studio.engine.scene import Mesh, Node, Part


def sleds(context: TableContext, asset: SledBase) -> tuple[Node, ...]:
    """Two frames across the table with rails below the top; under a round top they cross."""
    inset = context.inner_inset
    if context.is_round:
        wide = context.narrow - 2.0 * max(inset, 0.14 * context.narrow)
        frames = [
            _standing(context, "Frame", _frame(context, asset, wide, 0.0), 0.0, 45.0),
            _standing(context, "Frame across", _frame(context, asset, wide, 0.0008), 0.0, -45.0),
        ]
        return (*frames, *apron(context, 0.0))
    x = context.end_at(asset.end_inset, inset + asset.bar_width / 2.0)
    wide = context.room_at(x, inset)
    body = _frame(context, asset, wide, 0.0)
    frames = [
        _standing(context, "Frame left", body, -x, 90.0),
        _standing(context, "Frame right", body, x, 90.0),
    ]
    return (*frames, *_rails(context, asset, x, wide), *apron(context, 0.0))


def _standing(context: TableContext, name: str, body: Mesh, x: float, turn: float) -> Node:
    return Node(
        name,
        (Part(body, context.base_material),),
        translation=(x, 0.0, 0.0),
        rotation=quaternion("y", turn),
    )


def _frame(context: TableContext, asset: SledBase, wide: float, less: float) -> Mesh:
    """A frame in the XY plane; the wider of its two sides fills what it may take up."""
    flare = asset.flare
    top = wide / 2.0 / (1.0 + max(flare, 0.0))
    foot = top * (1.0 + flare)
    if flare < 0.0:
        top, foot = wide / 2.0, wide / 2.0 * (1.0 + flare)
    bar = asset.bar_width - 2.0 * less
    section = rectangle(asset.bar_thickness, bar, 0.0025, 2)
    high = context.under - less
    corners = [(-foot, less), (foot, less), (top, high), (-top, high)]
    return loop(corners, section, z=-bar / 2.0)


def _rails(context: TableContext, asset: SledBase, x: float, wide: float) -> tuple[Node, ...]:
    """Two bars below the top from frame to frame; they keep the frames upright."""
    # Draw-leaves keep the outer places for their bearers.
    z = (0.12 if context.extends else 0.30) * wide
    size = (2.0 * x - asset.bar_width + 0.004, 0.025, 0.04)
    bar = bevelled_box(size, 0.0025, grain="x")
    level = context.under - 0.0008 - 0.0125
    return tuple(
        Node(f"Rail {name}", (Part(bar, context.base_material),), translation=(0.0, level, at))
        for name, at in (("front", z), ("back", -z))
    )
