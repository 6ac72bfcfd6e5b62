"""Bases with a leg at each corner: square, turned, splayed, hairpin."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.shared.boards import leaning
from opus_studio.engine.components.table.apron import apron
from opus_studio.engine.components.table.base_assets import (
    HairpinBase,
    SplayedBase,
    TaperedBase,
    TurnedBase,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.geometry import (
    CLASSIC_TURNING,
    Turning,
    bevelled_box,
    lathe,
    merge,
    quaternion,
    rotate,
    tapered_leg,
    translate,
    tube,
    turned_leg,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh, Node, Part

_NAMES = ("front right", "back right", "back left", "front left")

_BALUSTER: tuple[Turning, ...] = (
    Turning("cove", 0.02, 0.90, 0.60),
    Turning("ring", 0.02, 0.82, 0.82),
    Turning("taper", 0.05, 0.50, 0.56),
    Turning("vase", 0.36, 0.44, 0.40),
    Turning("fillet", 0.008, 0.62, 0.62),
    Turning("bead", 0.024, 0.76, 0.76),
    Turning("reel", 0.03, 0.52, 0.52),
    Turning("taper", 0.26, 0.62, 0.40),
    Turning("ring", 0.018, 0.58, 0.58),
    Turning("foot", 0.07, 0.40, 0.30),
)
_COLUMN: tuple[Turning, ...] = (
    Turning("cove", 0.02, 0.92, 0.70),
    Turning("ring", 0.02, 0.86, 0.86),
    Turning("fillet", 0.008, 0.66, 0.66),
    Turning("column", 0.52, 0.72, 0.52),
    Turning("fillet", 0.008, 0.62, 0.62),
    Turning("bead", 0.024, 0.74, 0.74),
    Turning("reel", 0.03, 0.46, 0.46),
    Turning("foot", 0.09, 0.56, 0.34),
)
_PATTERNS = {"farmhouse": CLASSIC_TURNING[1:], "baluster": _BALUSTER, "column": _COLUMN}

_STRETCHER_AT = 0.115
"""Height of the middle of the stretchers' blocks, metres."""


def legs(context: TableContext, asset: TaperedBase | TurnedBase | SplayedBase) -> tuple[Node, ...]:
    """Four legs of wood with their apron."""
    wide = min(asset.leg_width, 0.14 * context.narrow)
    inset = context.leg_inset + wide / 2.0
    shape = _shape(context, asset, wide)
    offsets = context.uv_offsets("Legs", 4)
    nodes = []
    for number, (x, z, out) in enumerate(context.corners(inset)):
        body = with_uv_offset(shape, offsets[number])
        turn = out - 45.0
        if isinstance(asset, SplayedBase):
            reach = _splay_reach(context, asset.splay, context.leg_inset)
            body = translate(leaning(body, 0.0, -reach / context.under), (0.0, 0.0, reach))
            turn = out
        nodes.append(_leg(context, _NAMES[number], body, (x, 0.0, z), turn))
    extra: tuple[Node, ...] = ()
    if isinstance(asset, TurnedBase) and asset.stretchers:
        extra = _stretchers(context, inset)
    return (*nodes, *extra, *apron(context, 0.9 * wide if isinstance(asset, SplayedBase) else wide))


def _leg(
    context: TableContext, name: str, body: Mesh, at: tuple[float, float, float], degrees: float
) -> Node:
    return Node(
        f"Leg {name}",
        (Part(body, context.base_material),),
        translation=at,
        rotation=quaternion("y", degrees),
    )


def _splay_reach(context: TableContext, degrees: float, room: float) -> float:
    """How far a foot stands out from the leg's top, diagonally: not beyond the top's edge."""
    asked = context.under * math.tan(math.radians(degrees))
    diagonal = math.sqrt(2.0) if context.has_corners else 1.0
    return max(min(asked, (room + 0.012) * diagonal), 0.0)


def _shape(
    context: TableContext, asset: TaperedBase | TurnedBase | SplayedBase, wide: float
) -> Mesh:
    tall = context.under
    below = context.apron_height + 0.012 if context.framed else 0.03
    if isinstance(asset, TaperedBase):
        return tapered_leg(
            tall, wide, max(wide * asset.taper, 0.022), straight=below, bevel=0.003,
            detail=context.detail,
        )  # fmt: skip
    if isinstance(asset, TurnedBase):
        return turned_leg(tall, wide, _turning(context, asset), bevel=0.003, detail=context.detail)
    top, foot = wide / 2.0, max(wide * asset.taper, 0.02) / 2.0
    straight = tall - below
    line = [
        (0.0, 0.0), (foot - 0.002, 0.0), (foot - 0.0006, 0.0006), (foot, 0.002),
        (top - 0.0008, 0.8 * straight), (top, straight), (top, tall), (0.0, tall),
    ]  # fmt: skip
    return lathe(line, detail=context.detail, segments=(12, 20, 28)[context.detail])


def _turning(context: TableContext, asset: TurnedBase) -> tuple[Turning, ...]:
    """The pattern below a block as high as the apron, and above a block for stretchers."""
    tall = context.under
    block = max(context.apron_height + 0.02, 0.08) / tall
    members = _PATTERNS[asset.turning]
    rest = sum(member.length for member in members)
    if not asset.stretchers:
        return (Turning("block", rest * block / (1.0 - block), 1.0, 1.0), *members)
    low, foot = 0.09 / tall, (_STRETCHER_AT - 0.045) / tall
    scale = rest / (1.0 - block - low - foot)
    upper = tuple(member for member in members if member.kind not in ("foot", "ball"))
    shrink = rest / sum(member.length for member in upper)
    upper = tuple(Turning(m.kind, m.length * shrink, m.start, m.end) for m in upper)
    return (
        Turning("block", block * scale, 1.0, 1.0),
        *upper,
        Turning("block", low * scale, 0.86, 0.86),
        Turning("ball", foot * scale, 0.56, 0.40),
    )


def _stretchers(context: TableContext, inset: float) -> tuple[Node, ...]:
    """An H of rails between the lower blocks."""
    places = context.corners(inset)
    x, z = abs(places[0][0]), abs(places[0][1])
    sizes = [(0.026, 0.05, 2.0 * z - 0.03), (0.026, 0.05, 2.0 * z - 0.03), (2.0 * x, 0.046, 0.03)]
    centres = [(x, _STRETCHER_AT, 0.0), (-x, _STRETCHER_AT, 0.0), (0.0, _STRETCHER_AT, 0.0)]
    offsets = context.uv_offsets("Stretchers", 3)
    names = ("Stretcher right", "Stretcher left", "Stretcher middle")
    return tuple(
        Node(
            name,
            (Part(bevelled_box(size, 0.003, uv_offset=tuple(uv_offset)), context.base_material),),
            translation=at,
        )
        for name, size, at, uv_offset in zip(names, sizes, centres, offsets.tolist(), strict=True)
    )


def hairpins(context: TableContext, asset: HairpinBase) -> tuple[Node, ...]:
    """Four legs of bent rod on plates below the top, inside the apron where there is one."""
    half = 0.065
    inset = context.leg_inset + half + (0.03 if context.framed else 0.012)
    reach = _splay_reach(context, asset.splay, inset - half)
    shape = _hairpin(context, asset, half, reach)
    nodes = [
        _leg(context, name, shape, (x, 0.0, z), out)
        for name, (x, z, out) in zip(_NAMES, context.corners(inset), strict=True)
    ]
    return (*nodes, *apron(context, 0.0))


def _hairpin(context: TableContext, asset: HairpinBase, half: float, reach: float) -> Mesh:
    """A leg that leans to +Z, its plate with a corner to +Z."""
    rod = asset.rod_thickness / 2.0
    tall, plate = context.under, 0.005
    diagonal = 0.92 * half * math.sqrt(2.0)
    ends = [(-0.80 * diagonal, 0.0), (0.80 * diagonal, 0.0)]
    loop = tube(
        _bent(ends[0], ends[1], tall - plate / 2.0, rod, reach),
        rod,
        segments=(8, 10, 14)[context.detail],
    )
    pieces = [loop]
    if asset.rods == 3:
        start, foot = (0.0, tall - plate / 2.0, -0.62 * diagonal), (0.0, rod, reach - 0.016)
        pieces.append(tube([start, foot], 0.98 * rod, ends="round", segments=12))
    board = rotate(bevelled_box((2.0 * half, plate, 2.0 * half), 0.001, grain="x"), "y", 45.0)
    return merge(*pieces, translate(board, (0.0, tall - plate / 2.0, 0.0)))


def _bent(
    start: tuple[float, float], end: tuple[float, float], top: float, rod: float, reach: float
) -> np.ndarray:
    """Down, around a small bend on the floor, and up again; it leans to +Z on its way down."""
    bend = 0.016
    centre = rod + bend
    half = abs(start[0])
    # The straight arms touch the bend's circle.
    span = math.hypot(half, top - centre)
    lean = math.pi - math.acos(bend / span) - math.atan2(half, top - centre)
    angles = np.linspace(-lean, lean, 11)
    x = bend * np.sin(angles)
    y = centre - bend * np.cos(angles)
    x = np.concatenate([[start[0]], x, [end[0]]])
    y = np.concatenate([[top], y, [top]])
    z = reach * (1.0 - (y - rod) / (top - rod))
    return np.stack([x, y, z], -1)
