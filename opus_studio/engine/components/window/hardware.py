"""Handles, hinges, fasteners and stays on the sashes."""

from __future__ import annotations

import math

from opus_studio.engine.components.shared.handles import (
    LEVER_RISE,
    ROSE,
    flush_pull,
    lever_handle,
    peg_stay,
    pull_handle,
    sash_fastener,
    sash_lift,
    stay_peg,
    turned_knob,
)
from opus_studio.engine.components.shared.hinges import (
    KNUCKLE,
    butt_knuckle,
    hinge_leaf,
    hinge_places,
)
from opus_studio.engine.components.window.assets import (
    HARDWARE,
    ClassicHardware,
    LeverHardware,
)
from opus_studio.engine.components.window.context import GAP, REBATE, SETBACK, WindowContext
from opus_studio.engine.components.window.sashes import Members
from opus_studio.engine.geometry import bevelled_box, quaternion
from opus_studio.engine.scene import Mesh, Node, Part, Vector

INDOORS = quaternion("y", 180.0)
"""Turns a fitting that rises to +Z so that it rises towards the room."""

_PIN = SETBACK + KNUCKLE

FASTENER_RISE = 0.022
"""Room above a lower sash's meeting rail for its fastener, below the lips of the head, metres."""

_LEAST_LIFT_RAIL = 0.046

STAY_BEHIND = 0.009
"""How far the bar of a stay runs behind the sash's face, metres."""


def handle_reach(context: WindowContext, width: float, depth: float, room: float) -> float:
    """How far from the hinge edge a handle's middle may stand to swing clear of the stop.

    Args:
        context: The window being made.
        width: Of the sash, metres.
        depth: Of the sash, metres.
        room: Free width beyond the closing edge, metres.
    """
    rise, half = _handle_size(context)
    # The stop's edge on the other side, or the other sash's own handle-free half.
    limit = width + room - (REBATE - GAP if room == GAP else 0.0) - 0.002
    behind = _PIN + depth + rise
    free = math.sqrt(max(limit**2 - behind**2, 0.0))
    return free - half


def _handle_size(context: WindowContext) -> tuple[float, float]:
    """How far the handle stands into the room, and its half width, metres."""
    asset = context.resolved[HARDWARE]
    if isinstance(asset, ClassicHardware):
        return 2.6 * asset.knob_radius, 1.15 * asset.knob_radius
    return LEVER_RISE, ROSE[0]


def _handle_mesh(context: WindowContext, below: float) -> Mesh:
    """The handle of a hung sash; a lever is at most as long as there is room below its rose."""
    asset = context.resolved[HARDWARE]
    if isinstance(asset, ClassicHardware):
        return turned_knob(asset.knob_radius, context.detail)
    if isinstance(asset, LeverHardware):
        return lever_handle(round(min(asset.lever_length, below), 3), context.detail)
    raise TypeError(f"There are no handles of {type(asset).__name__}.")


def _fitting(
    context: WindowContext, name: str, mesh: Mesh, at: Vector, turned: bool = False
) -> Node:
    node = Node(name, (Part(mesh, context.metal()),), slot=HARDWARE.name)
    return node.moved(at, INDOORS) if turned else node.moved(at)


def casement_fittings(
    context: WindowContext,
    width: float,
    height: float,
    depth: float,
    wide: Members,
    reach: float,
    handle: bool,
    mirrored: bool,
    angle: float,
) -> tuple[Node, ...]:
    """Handle, hinges and stay of a hung sash, in the frame of its pin."""
    side = -1.0 if mirrored else 1.0
    inside = -_PIN - depth
    nodes = []
    if handle:
        x = min(width - wide.right / 2.0, reach) + GAP / 2.0
        # Handles stand at a convenient height, about 0.45 of the sash; a lever hangs down.
        y = min(max(0.45 * height, 0.18), height - wide.top - 0.04)
        nodes.append(
            _fitting(
                context, "Handle", _handle_mesh(context, y - 0.03), (side * x, y, inside), True
            )
        )
    if isinstance(context.resolved[HARDWARE], LeverHardware):
        return tuple(nodes)
    length = min(0.076, 0.2 * height)
    knuckle = butt_knuckle(round(length, 3), True, context.detail)
    leaf = hinge_leaf(round(length, 3), round(min(0.03, depth - 0.008), 4))
    for number, y in enumerate(hinge_places(height, max(0.13 * height, 0.75 * length))):
        parts = (Part(knuckle, context.metal()),)
        plate = Node(
            "Leaf", (Part(leaf, context.metal()),), translation=(side * GAP * 0.28, 0, -_PIN)
        )
        hinge = Node(f"Hinge {number + 1}", parts, (plate,), slot=HARDWARE.name)
        nodes.append(hinge.moved((0.0, y, 0.0)))
    if handle:
        nodes.extend(_stay(context, width, depth, mirrored, angle))
    return tuple(nodes)


def _stay_sizes(width: float) -> tuple[float, float, float]:
    """Places of the stay's pivot and peg from the hinge, and the bar's length, metres."""
    pivot = min(0.16, (width - 0.07) / 2.75)
    peg = pivot + 0.03
    sweep = math.radians(110.0)
    longest = math.hypot(pivot * math.cos(sweep) - peg, pivot * math.sin(sweep) + 0.09)
    return pivot, peg, min(longest + 0.03, width - pivot - 0.035)


def _stay(
    context: WindowContext, width: float, depth: float, mirrored: bool, angle: float
) -> tuple[Node, Node]:
    """The stay's bar, turned so that it lies over its peg on the stop, and its bracket."""
    pivot, peg, length = _stay_sizes(width)
    back = -_PIN - depth - STAY_BEHIND
    # The peg in the sash's own frame: turned back by the opening angle.
    turn_back = math.radians(angle)
    c, s = math.cos(turn_back), math.sin(turn_back)
    px, pz = peg, back
    peg_x, peg_z = px * c + pz * s, pz * c - px * s
    aim = math.degrees(math.atan2(peg_z - back, peg_x - pivot))
    side = -1.0 if mirrored else 1.0
    bar = peg_stay(round(length, 3))
    bracket = bevelled_box((0.014, 0.010, STAY_BEHIND), 0.0015, centre=(0.0, 0.0, STAY_BEHIND / 2))
    up = REBATE - GAP + 0.012
    foot = _fitting(context, "Stay bracket", bracket, (side * pivot, up, back))
    node = Node("Stay", (Part(bar, context.metal()),), slot=HARDWARE.name)
    turn = quaternion("y", -aim if not mirrored else 180.0 + aim)
    return node.moved((side * pivot, up, back), turn), foot


def stay_peg_at(
    context: WindowContext, width: float, depth: float, pin: float, mirrored: bool
) -> Node:
    """What a sash's stay rests on, standing on the frame's stop.

    Args:
        context: The window being made.
        width: Of the sash, metres.
        depth: Of the sash, metres.
        pin: x of the hinge pin, metres.
        mirrored: Whether the sash hangs on its right edge.
    """
    _, peg, _ = _stay_sizes(width)
    x = pin - peg if mirrored else pin + peg
    z = KNUCKLE - _PIN - depth - STAY_BEHIND
    return _fitting(context, "Stay peg", stay_peg(), (x, context.face, z))


def slide_fittings(
    context: WindowContext, width: float, height: float, depth: float, wide: Members, way: float
) -> tuple[Node, ...]:
    """A pull on each face of a sliding sash: a bar indoors, a flush plate outdoors."""
    stile = wide.right if way < 0 else wide.left
    # At the edge that leads when the sash closes, thus against the way it opens.
    x = -way * (width / 2.0 - stile / 2.0)
    y = 0.5 * height
    length = min(0.16, 0.4 * height)
    inner = _fitting(
        context, "Handle", pull_handle(round(length, 3), context.detail), (x, y, -depth), True
    )
    outer = _fitting(context, "Pull", flush_pull(round(0.7 * length, 3)), (x, y, 0.0))
    return inner, outer


def lift_fittings(
    context: WindowContext, width: float, height: float, depth: float, wide: Members
) -> tuple[Node, ...]:
    """Lifts on the bottom rail and a fastener on the meeting rail of a lower sash."""
    # Above the lip behind which the rail runs.
    y = max(0.5 * wide.bottom, REBATE - GAP + 0.018)
    lift = sash_lift(0.045, context.detail)
    apart = 0.28 * width if width > 0.55 else 0.0
    places: tuple[float, ...] = (-apart, apart) if apart else (0.0,)
    if wide.bottom < _LEAST_LIFT_RAIL:
        places = ()
    nodes = [
        _fitting(context, f"Lift {number + 1}", lift, (x, y, -depth), True)
        for number, x in enumerate(places)
    ]
    fastener = sash_fastener(context.detail)
    nodes.append(_fitting(context, "Fastener", fastener, (0.0, height, -depth / 2.0), True))
    return tuple(nodes)
