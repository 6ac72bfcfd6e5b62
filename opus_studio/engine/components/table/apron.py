"""Aprons: the boards on edge that join the legs below the top."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.components.table.assets import (
    APRON,
    ArchedApron,
    ScallopedApron,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.geometry import Outline, Profile, quaternion, rectangle, sweep
from opus_studio.engine.scene import Mesh, Node, Part

THICKNESS = 0.022
"""Of an apron's boards, metres."""

_DROP = 0.001
"""The apron ends this far below the top's underside; legs reach it; metres."""


def apron(context: TableContext, leg: float) -> tuple[Node, ...]:
    """The apron, or the slim rails that some tops need, as a node with its boards.

    Args:
        context: The table.
        leg: Width of the legs at their top, metres; 0 where the frame stands free.
    """
    if not context.framed:
        return ()
    if context.has_corners:
        boards = _straight_boards(context, leg)
    else:
        inset = context.leg_inset + leg / 2.0 if leg else context.apron_inset + THICKNESS / 2.0
        boards = (Node("Ring", (Part(_ring(context, inset), context.apron_material),)),)
    return (Node("Apron", children=boards, slot=APRON.name),)


def _straight_boards(context: TableContext, leg: float) -> tuple[Node, ...]:
    # Two boards that meet in a slim leg must not meet each other there.
    setback = max(min(context.setback, leg - THICKNESS - 0.010), 0.002)
    inset = context.leg_inset + setback if leg else context.apron_inset
    x = context.width / 2.0 - inset - THICKNESS / 2.0
    z = context.depth / 2.0 - inset - THICKNESS / 2.0
    if leg:
        # Between the legs, with a tenon's length inside them.
        long = context.width - 2.0 * (context.leg_inset + leg) + 0.016
        short = context.depth - 2.0 * (context.leg_inset + leg) + 0.016
    else:
        long, short = context.width - 2.0 * inset, context.depth - 2.0 * (inset + THICKNESS)
    middle = context.under - _DROP - context.apron_height / 2.0
    places = (
        ("front", long, (0.0, middle, z), 0.0),
        ("back", long, (0.0, middle, -z), 180.0),
        ("left", short, (-x, middle, 0.0), -90.0),
        ("right", short, (x, middle, 0.0), 90.0),
    )
    return tuple(
        Node(
            f"Apron {name}",
            (Part(_board(context, length, name), context.apron_material),),
            translation=at,
            rotation=quaternion("y", angle),
        )
        for name, length, at, angle in places
    )


def _board(context: TableContext, length: float, name: str) -> Mesh:
    return sawn_board(
        _outline(context, length),
        THICKNESS,
        bevel=0.002,
        uv_offset=context.uv_offset(f"Apron/{name}"),
    )


def _outline(context: TableContext, length: float) -> Profile:
    """The board's face about its middle; what is sawn from its lower edge."""
    asset, half, tall = context.resolved[APRON], length / 2.0, context.apron_height
    low, high = -tall / 2.0, tall / 2.0
    end = min(0.10 * length + 0.02, 0.25 * length)
    # Long flat curves need many chords in what would be a quarter turn.
    pen = Outline((-half, low), 64)
    if isinstance(asset, ArchedApron):
        rise = asset.arch_rise * tall
        pen.to(-half + end, low).arc(half - end, low, -rise / (half - end))
    elif isinstance(asset, ScallopedApron):
        rise = min(asset.scallop_depth * tall, 0.10 * length)
        mid = min(0.10 * length, 5.0 * rise)
        rise = min(rise, 0.8 * (half - end - mid), 0.9 * mid)
        # Each curve bends by a share of the depth, however long it is.
        soft = 0.3 * rise / (half - end - mid)
        swell = 0.5 * rise / mid
        pen.segments = 24
        pen.to(-half + end, low).arc(-half + end + 0.6 * rise, low + 0.6 * rise, -0.4142)
        pen.to(-half + end + 0.9 * rise, low + 0.6 * rise)
        pen.arc(-mid, low + rise, soft).arc(0.0, low + 0.25 * rise, -swell)
        pen.arc(mid, low + rise, -swell).arc(half - end - 0.9 * rise, low + 0.6 * rise, soft)
        pen.to(half - end - 0.6 * rise, low + 0.6 * rise)
        pen.arc(half - end, low, -0.4142)
    return pen.to(half, low).to(half, high).to(-half, high).close()


def _ring(context: TableContext, inset: float) -> Mesh:
    """The apron of a round top: one bent board."""
    tall = context.apron_height
    section = rectangle(THICKNESS, tall, 0.002, 2, centred=True)
    flat, _ = context.ring(inset)
    middle = context.under - _DROP - tall / 2.0
    path = np.stack([flat[:, 0], np.full(len(flat), middle), -flat[:, 1]], -1)
    return sweep(
        section, path, closed=True, up=(0.0, 1.0, 0.0), smooth_angle=60.0,
        uv_offsets=context.uv_offset("Apron"),
    )  # fmt: skip
