"""Wooden legs and stretchers, steel tubes, wire bases and stars below a seat."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from opus_studio.engine.components.chair.context import ChairContext, node
from opus_studio.engine.components.chair.options import (
    LEGS,
    RoundLegs,
    SquareLegs,
    StarBase,
    TubeLegs,
    TurnedLegs,
    WireLegs,
)
from opus_studio.engine.components.shared.bars import rods, sheared
from opus_studio.engine.components.shared.castors import (
    around,
    castor_hood,
    castor_wheel,
    gas_spring,
    polar,
    star_arm,
    star_hub,
)
from opus_studio.engine.geometry import (
    Outline,
    Turning,
    bevelled_box,
    lathe,
    quaternion,
    tapered_leg,
    translate,
    tube,
    turned_leg,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node

Place = tuple[float, float]
"""(x, z), metres."""


def is_round(context: ChairContext) -> bool:
    """Whether wooden legs are round; square where a chair of wood cannot have steel."""
    return isinstance(context.legs, RoundLegs | TurnedLegs)


def leg_size(context: ChairContext) -> float:
    """Thickness of a wooden leg, metres."""
    return float(getattr(context.legs, "leg_width", 0.036))


def wood_leg(
    context: ChairContext, height: float, uv_offset: tuple[float, float], *, socket: bool = False
) -> Mesh:
    """A wooden leg standing on y = 0.

    Args:
        context: The chair.
        height: Metres.
        uv_offset: Where it is cut from its finish, metres.
        socket: The leg is turned down at its top to stand in a hole of the seat.
    """
    size, legs = leg_size(context), context.legs
    if isinstance(legs, TurnedLegs):
        return turned_leg(height, size, _turning(legs.rings, socket), uv_offset=uv_offset,
                          detail=context.detail)  # fmt: skip
    if isinstance(legs, RoundLegs) or socket:
        return _round_leg(
            height, size, float(getattr(legs, "leg_taper", 0.6)), uv_offset, context.detail
        )
    taper = legs.leg_taper if isinstance(legs, SquareLegs) else 0.75
    return tapered_leg(height, size, size * taper, straight=0.22 * height, bevel=0.003,
                       uv_offset=uv_offset, detail=context.detail)  # fmt: skip


def _round_leg(height: float, size: float, taper: float, uv_offset: tuple[float, float], detail: int
               ) -> Mesh:  # fmt: skip
    r, foot = size / 2.0, taper * size / 2.0
    pen = Outline((0.0, 0.0), 3).to(foot - 0.002, 0.0).arc(foot, 0.002)
    level = np.linspace(0.08, 1.0, 12)
    # Thickest two thirds up, as a drawknife leaves it.
    swell = np.sin(np.clip(level / 0.66, 0.0, 1.0) * math.pi / 2.0)
    radius = foot + (r - foot) * swell - 0.22 * r * np.clip((level - 0.66) / 0.34, 0.0, 1.0) ** 2
    pen.trace(np.stack([radius, level * height], -1), np.ones(len(level), bool))
    return lathe(pen.to(0.0, height).end(), segments=(10, 16, 20)[detail], uv_offset=uv_offset)


def _turning(rings: int, socket: bool) -> tuple[Turning, ...]:
    """Members of a turned leg from the top down."""
    head = (
        (Turning("taper", 0.14, 0.62, 0.86),) if socket else (Turning("column", 0.16, 0.92, 0.92),)
    )
    # Fillets are slimmer than the necks of rings and beads at every size: the two never meet.
    slim = Turning("fillet", 0.012, 0.50, 0.50)
    turned = [slim]
    for _ in range(rings):
        turned += [Turning("ring", 0.026, 0.96, 0.96), slim]
    middle = (
        Turning("reel", 0.04, 0.62, 0.62),
        Turning("vase", 0.26, 0.56, 0.60),
        slim,
        Turning("bead", 0.026, 0.96, 0.96),
    )
    return (*head, *turned, *middle, Turning("taper", 0.36, 0.78, 0.50))


def leg_from(
    context: ChairContext,
    foot: Place,
    head: Place,
    height: float,
    uv_offset: tuple[float, float],
    *,
    socket: bool = False,
) -> Mesh:
    """A wooden leg from a place on the floor to one at a height."""
    leg = sheared(wood_leg(context, height, uv_offset, socket=socket), height,
                  (head[0] - foot[0], head[1] - foot[1]))  # fmt: skip
    return translate(leg, (foot[0], 0.0, foot[1]))


def leg_at(foot: Place, head: Place, height: float, level: float) -> Floats:
    """`(3,)` where a leg's middle is at a level, metres."""
    part = level / height
    return np.array([foot[0] + (head[0] - foot[0]) * part, level,
                     foot[1] + (head[1] - foot[1]) * part])  # fmt: skip


def stretcher(
    start: Floats,
    end: Floats,
    size: float,
    uv_offset: tuple[float, float],
    *,
    turned: bool = False,
    detail: int = 2,
) -> Mesh:
    """A round stretcher between two points, swelling to the middle, its ends in the legs."""
    part = np.linspace(0.0, 1.0, 21 if turned else 9)
    radius = 0.5 * size * (0.62 + 0.38 * np.sin(math.pi * part))
    if turned:
        ring = np.exp(-(((np.abs(part - 0.5) - 0.20) / 0.022) ** 2))
        radius += 0.15 * size * ring
    path = start + (end - start) * part[:, None]
    return rods(path[None], radius, segments=(8, 10, 14)[detail], uv_offsets=[uv_offset])


def four(width_front: float, width_back: float, front: float, back: float) -> list[Place]:
    """Front left, front right, back left, back right."""
    return [(-width_front, front), (width_front, front), (-width_back, back), (width_back, back)]


def tube_base(context: ChairContext, heads: list[Place], level: list[float], splay: float) -> Node:
    """Two arches of steel tube, front and back, with glides.

    Args:
        context: The chair.
        heads: Where the legs begin below the seat: front left, front right, back left, back right.
        level: Height of the tube's middle there, metres.
        splay: How far the feet stand out, metres.
    """
    legs = context.legs
    r = (legs.tube_width if isinstance(legs, TubeLegs) else 0.02) / 2.0
    steel = context.material(LEGS, "Base", context.metal)
    meshes, glides = [], []
    for left, right in ((0, 1), (2, 3)):
        forward = 1.0 if left == 0 else -1.2
        foot_z = heads[left][1] + forward * splay
        feet = [heads[left][0] - 0.8 * splay, heads[right][0] + 0.8 * splay]
        path = np.array([
            [feet[0], 0.006, foot_z], [heads[left][0], level[left], heads[left][1]],
            [heads[right][0], level[right], heads[right][1]], [feet[1], 0.006, foot_z],
        ])  # fmt: skip
        meshes.append(tube(path, r, bend_radius=0.045, segments=(8, 12, 16)[context.detail],
                           detail=min(context.detail, 1)))  # fmt: skip
        glides += [translate(_glide(r), (x, 0.0, foot_z)) for x in feet]
    plate = 0.5 * (heads[0][1] + heads[2][1])
    long = heads[0][1] - heads[2][1]
    for side in (0, 1):
        x = 0.55 * heads[side][0]
        y = min(level) - 0.2 * r
        ends = np.array([[x, y, plate - long / 2.0], [x, y, plate + long / 2.0]])
        meshes.append(tube(ends, 0.8 * r, segments=12, detail=min(context.detail, 1)))
    return node("Legs", LEGS, (steel, meshes), (context.fixed_material("Glides", "rubber"), glides))


def _glide(r: float, tall: float = 0.018) -> Mesh:
    pen = Outline((0.0, 0.0), 3).to(r, 0.0).arc(1.25 * r, 0.004).to(1.25 * r, tall - 0.002)
    return lathe(pen.to(0.9 * r, tall).to(0.0, tall).end(), segments=14)


def wire_base(
    context: ChairContext,
    heads: list[Place],
    level: list[float],
    splay: float,
    below: Callable[[float, float], float],
) -> Node:
    """Braced steel rods: two hairpins on each side, crossed below the seat.

    Args:
        context: The chair.
        heads: Where the legs begin: front left, front right, back left, back right.
        level: Height of the seat's underside there, metres.
        splay: How far the feet stand out, metres.
        below: Height of the seat over a place on the floor, metres.
    """
    legs = context.legs
    r = (legs.rod_diameter if isinstance(legs, WireLegs) else 0.01) / 2.0
    steel = context.material(LEGS, "Base", context.metal)
    rods, feet = [], []
    top = [np.array([x, y, z]) for (x, z), y in zip(heads, level, strict=True)]
    for index, (x, z) in enumerate(heads):
        out = math.copysign(1.0, x)
        forward = 1.0 if index < 2 else -1.3
        foot = np.array([x + out * 0.9 * splay, r + 0.004, z + forward * splay])
        feet.append(foot)
        spread = np.array([0.0, 0.0, 0.05 * (1.0 if index < 2 else -1.0)])
        inner = top[index] * np.array([0.45, 1.0, 0.8])
        inner[1] = min(inner[1], below(inner[0], inner[2]) - 0.008)
        rods.append(np.stack([inner - [0, r, 0], top[index] - [0, r, 0], foot]))
        rods.append(np.stack([foot, top[index] - spread - [0, r, 0], inner - spread - [0, r, 0]]))
    low = 0.56 * min(level)
    for a, b in ((0, 3), (1, 2)):
        start, end = (feet[k] + (top[k] - feet[k]) * (low / top[k][1]) for k in (a, b))
        lift = 0.0 if a == 0 else 2.0 * r
        middle = 0.5 * (start + end) + np.array([0.0, 0.012 + lift, 0.0])
        rods.append(np.stack([start, middle, end]))
    meshes = [
        tube(rod, r, bend_radius=0.02, ends="round", segments=(6, 8, 10)[context.detail],
             detail=min(context.detail, 1))
        for rod in rods
    ]  # fmt: skip
    glides = [translate(_glide(1.1 * r), (f[0], 0.0, f[2])) for f in feet]
    return node("Legs", LEGS, (steel, meshes), (context.fixed_material("Glides", "rubber"), glides))


def star_base(context: ChairContext, arms: int, top: float, *, castors: bool) -> list[Node]:
    """A star on castors or glides, and the column that stands in it up to a level, metres."""
    legs = context.legs
    radius = legs.star_radius if isinstance(legs, StarBase) else 0.315
    wheel = (legs.castor_diameter if isinstance(legs, StarBase) else 0.055) / 2.0
    if not castors:
        radius = min(radius, 0.30)
    finish = context.metal if isinstance(legs, StarBase) else "matte_plastic/black"
    steel, black = (
        context.material(LEGS, "Base", finish),
        context.fixed_material("Castors", "matte_plastic/black"),
    )
    tip = 2.0 * wheel + 0.030 if castors else 0.026
    rise = 0.030 if castors else 0.045
    arm = star_arm(round(radius, 4), round(tip, 4), rise, context.detail)
    children = []
    for number, angle in enumerate(around(arms, 0.0 if castors else 45.0), 1):
        x, z = polar(radius, angle)
        foot: Node
        if castors:
            hood = castor_hood(wheel, detail=context.detail)
            rolls = node("Wheels", LEGS, (context.fixed_material("Tyres", "rubber"),
                                          castor_wheel(wheel, context.detail)))  # fmt: skip
            # Castors trail: their stems stand in the arms, each turned its own way.
            way = angle + (35.0, -60.0, 110.0, 20.0, -95.0)[number % 5]
            shifted = Node(
                "Fork", node("", None, (black, hood)).parts, (rolls,), (0.0, wheel, 0.018)
            )
            foot = Node(f"Castor {number}", (), (shifted,), (x, 0.0, z), quaternion("y", way))
        else:
            foot = node(
                f"Glide {number}",
                LEGS,
                (black, _glide(0.016, tip + 0.003)),
                translation=(x, 0.0, z),
            )
        children.append(node(f"Arm {number}", LEGS, (steel, arm), rotation=quaternion("y", angle)))
        children.append(foot)
    base = node("Base", LEGS, (steel, star_hub(tip, rise, context.detail)))
    base = Node(base.name, base.parts, tuple(children), slot=LEGS.name)
    outer, piston = gas_spring(tip + rise - 0.02, top, context.detail)
    chrome = context.fixed_material("Piston", "polished_steel")
    column = node("Gas spring", LEGS, (black if castors else steel, outer), (chrome, piston))
    return [base, column]


def mounting(size: tuple[float, float], level: float) -> Mesh:
    """The plate below a seat into which a column or legs are fixed, its top at a level, metres."""
    return bevelled_box((size[0], 0.012, size[1]), 0.003, centre=(0.0, level - 0.006, 0.0))
