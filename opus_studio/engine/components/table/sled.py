"""Sled bases: closed frames of flat steel that stand on the floor."""

from __future__ import annotations

from opus_studio.engine.components.table.apron import apron
from opus_studio.engine.components.table.base_assets import (
    SledBase,
)
from opus_studio.engine.components.table.work import Work
from opus_studio.engine.geometry import bevelled_box, loop, quaternion, rectangle
from opus_studio.engine.scene import Mesh, Node, Part


def sleds(work: Work, asset: SledBase) -> tuple[Node, ...]:
    """Two frames across the table with rails below the top; under a round top they cross."""
    inset = work.inner_inset
    if work.is_round:
        wide = work.narrow - 2.0 * max(inset, 0.14 * work.narrow)
        frames = [
            _standing(work, "Frame", _frame(work, asset, wide, 0.0), 0.0, 45.0),
            _standing(work, "Frame across", _frame(work, asset, wide, 0.0008), 0.0, -45.0),
        ]
        return (*frames, *apron(work, 0.0))
    x = work.end_at(asset.end_inset, inset + asset.bar_width / 2.0)
    wide = work.room_at(x, inset)
    body = _frame(work, asset, wide, 0.0)
    frames = [
        _standing(work, "Frame left", body, -x, 90.0),
        _standing(work, "Frame right", body, x, 90.0),
    ]
    return (*frames, *_rails(work, asset, x, wide), *apron(work, 0.0))


def _standing(work: Work, name: str, body: Mesh, x: float, turn: float) -> Node:
    return Node(
        name,
        (Part(body, work.base_material),),
        translation=(x, 0.0, 0.0),
        rotation=quaternion("y", turn),
    )


def _frame(work: Work, asset: SledBase, wide: float, less: float) -> Mesh:
    """A frame in the XY plane; the wider of its two sides fills what it may take up."""
    flare = asset.flare
    top = wide / 2.0 / (1.0 + max(flare, 0.0))
    foot = top * (1.0 + flare)
    if flare < 0.0:
        top, foot = wide / 2.0, wide / 2.0 * (1.0 + flare)
    bar = asset.bar_width - 2.0 * less
    section = rectangle(asset.bar_thickness, bar, 0.0025, 2)
    high = work.under - less
    corners = [(-foot, less), (foot, less), (top, high), (-top, high)]
    return loop(corners, section, z=-bar / 2.0)


def _rails(work: Work, asset: SledBase, x: float, wide: float) -> tuple[Node, ...]:
    """Two bars below the top from frame to frame; they keep the frames upright."""
    # Draw-leaves keep the outer places for their bearers.
    z = (0.12 if work.extends else 0.30) * wide
    size = (2.0 * x - asset.bar_width + 0.004, 0.025, 0.04)
    bar = bevelled_box(size, 0.0025, grain="x")
    level = work.under - 0.0008 - 0.0125
    return tuple(
        Node(f"Rail {name}", (Part(bar, work.base_material),), translation=(0.0, level, at))
        for name, at in (("front", z), ("back", -z))
    )
