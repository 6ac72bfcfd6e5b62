"""Side-hung sashes: on hinge pins at the frame's face, planed to swing free."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from opus_studio.engine.components.shared.glazing import glazing
from opus_studio.engine.components.shared.hinges import KNUCKLE
from opus_studio.engine.components.shared.joinery import doubled, work_edge
from opus_studio.engine.components.window.assets import (
    HARDWARE,
    TRIM,
    CasementOpening,
    ClassicHardware,
    TrimBase,
)
from opus_studio.engine.components.window.context import GAP, REBATE, SETBACK, WindowContext
from opus_studio.engine.components.window.frame import (
    hung_section,
    outer_frame,
    sash_depth,
    swing_room,
)
from opus_studio.engine.components.window.hardware import (
    casement_fittings,
    handle_reach,
    stay_peg_at,
)
from opus_studio.engine.components.window.sashes import Members, members, sash
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    divide,
    extrude,
    extrusions,
    merge,
    quaternion,
    rounded,
)
from opus_studio.engine.scene import Mesh, Node

NARROWEST_SASH = 0.26
"""Metres. Sashes that would be narrower are fewer instead."""

MEETING_GAP = 0.004
"""Clearance between the two sashes of a pair, metres."""

PIN = SETBACK + KNUCKLE
"""How far the hinge pin stands before the sash's face, metres: its knuckle touches the frame's
face."""

_WIDEST_SWEEP = 110.0
_BACK_TO_BACK = 88.0

_BAYS = {1: (1,), 2: (2,), 3: (1, 1, 1), 4: (2, 2)}
"""Sashes in each bay between mullions, by the number of sashes."""


@dataclass(frozen=True)
class _Hung:
    """A sash and how it hangs.

    Attributes:
        name: Of its node.
        width: Metres.
        height: Metres.
        pin: x of the hinge pin, metres.
        room: Free width beyond the closing edge, metres.
        mirrored: It hangs on its right edge.
        leading: It carries handle and stay; the other one of a pair does not.
        paired: It meets another sash instead of the frame.
        angle: How far it stands open, degrees.
    """

    name: str
    width: float
    height: float
    pin: float
    room: float
    mirrored: bool
    leading: bool
    paired: bool
    angle: float


def casement(context: WindowContext, asset: CasementOpening) -> tuple[Mesh, tuple[Node, ...]]:
    """The rebated frame with its mullions, and the sashes at the asked-for angle."""
    body = outer_frame(context, hung_section(context.face, context.depth, context.edge))
    jamb = context.face - REBATE
    clear, height = context.width - 2 * jamb, context.height - 2 * (jamb + GAP)
    mullion = max(0.03, jamb)
    count = asset.sashes
    while count > 1 and _sash_width(clear, count, mullion) < NARROWEST_SASH:
        count -= 1
    bays = _BAYS[count]
    places, bay = divide(clear, len(bays), mullion)
    if len(bays) > 1:
        between = [float(x) + (bay + mullion) / 2.0 for x in places[:-1]]
        body = merge(body, _mullions(context, mullion, between))
    nodes: list[Node] = []
    for hung in _hangings(asset, bays, places.tolist(), bay, height):
        nodes.append(_hang(context, hung))
        if hung.leading and isinstance(context.resolved[HARDWARE], ClassicHardware):
            depth = sash_depth(context.depth)
            nodes.append(stay_peg_at(context, hung.width, depth, hung.pin, hung.mirrored))
    return body, tuple(nodes)


def _sash_width(clear: float, count: int, mullion: float) -> float:
    bays = _BAYS[count]
    bay = (clear - mullion * (len(bays) - 1)) / len(bays)
    return (bay - 2 * GAP - MEETING_GAP * (bays[0] - 1)) / bays[0]


def _hangings(
    asset: CasementOpening, bays: tuple[int, ...], places: list[float], bay: float, height: float
) -> list[_Hung]:
    """Every sash of the window from the left."""
    pins = (-(bay - GAP) / 2.0, (bay - GAP) / 2.0)
    hangings: list[_Hung] = []
    for number, (inside, x) in enumerate(zip(bays, places, strict=True)):
        of = f" {number + 1}" if len(bays) > 1 else ""
        if inside == 1:
            mirrored = asset.hand == "right" if number in (0, 1) else True
            mirrored = mirrored and not (number == 0 and len(bays) > 1)
            pin = x + pins[int(mirrored)]
            hangings.append(
                _Hung(f"Sash{of}", bay - 2 * GAP, height, pin, GAP, mirrored, True, False,
                      asset.opening_angle)
            )  # fmt: skip
            continue
        width = (bay - 2 * GAP - MEETING_GAP) / 2.0
        for name, mirrored in (("left", False), ("right", True)):
            # Two sashes on one mullion stop before they meet back to back.
            shared = mirrored == (number == 0) and len(bays) > 1
            angle = min(asset.opening_angle, _BACK_TO_BACK) if shared else asset.opening_angle
            hangings.append(
                _Hung(f"Sash{of} {name}", width, height, x + pins[int(mirrored)],
                      MEETING_GAP / 2.0, mirrored, not mirrored, True, angle)
            )  # fmt: skip
    return hangings


def _hang(context: WindowContext, hung: _Hung) -> Node:
    """A sash hung on its left edge (on its right one when mirrored), the pin at its origin."""
    depth = sash_depth(context.depth)
    width, height = hung.width, hung.height
    wide = members(context, width, height)
    planed = swing_room(width, depth, hung.room - 0.0005, (GAP / 2.0, PIN))
    reach = handle_reach(context, width, depth, hung.room)
    if hung.leading:
        # The closing stile carries the handle, clear of the stop when the sash swings.
        closing = min(max(wide.right, width - reach + 0.017), 0.3 * width)
        wide = Members(wide.left, closing, wide.bottom, wide.top)
    extra = [_drip(context, width, wide.bottom)]
    if hung.paired and hung.leading:
        extra.append(_cover_strip(width, height))
    fittings = casement_fittings(
        context, width, height, depth, wide, reach, hung.leading, hung.mirrored, hung.angle
    )
    node = sash(
        context,
        hung.name,
        width,
        height,
        depth,
        wide,
        glazing(depth, context.sheets, context.edge, context.nose),
        planed=planed,
        extra=extra,
        fittings=fittings,
        mirrored=hung.mirrored,
        offset=(GAP / 2.0 + width / 2.0, 0.0, -PIN),
    )
    low = context.face - REBATE + GAP
    turned = quaternion("y", hung.angle if hung.mirrored else -hung.angle)
    return node.moved((hung.pin, low, KNUCKLE), turned)


def _mullions(context: WindowContext, width: float, places: list[float]) -> Mesh:
    """Posts between the bays, rebated on both sides, tenoned into head and bottom rail."""
    section = _mullion_section(round(width, 5), context.depth, context.edge)
    inside = context.height - 2 * context.face
    centres = [(x, context.height / 2.0, -context.depth) for x in places]
    sampler = context.sampler("mullions")
    return extrusions(
        section, inside + 2 * REBATE - 0.002, centres, axis="y", uv_offsets=sampler(len(places))
    )


@lru_cache(maxsize=64)
def _mullion_section(width: float, depth: float, edge: str) -> Profile:
    """A T about x = 0 with its back on y = 0: stops behind, the worked edges in front."""
    seat = depth - SETBACK - sash_depth(depth) - 0.002
    half = width / 2.0
    size = 0.0055
    # A hair behind the frame's faces, which it meets square.
    front, back = depth - 0.0006, 0.0006
    right = Outline((0.0, back), 3).to(half + REBATE, back).to(half + REBATE, seat - 0.0004)
    right.to(half, seat - 0.0004).to(half, front - size - 0.002)
    work_edge(right, half, front, size, edge)
    shape = right.to(0.0, front).end()
    return doubled(shape).eased(0.0015, 1)


def _drip(context: WindowContext, width: float, rail: float) -> Mesh:
    """A weather bar on the bottom rail, kept clear of the casing when the sash stands open."""
    out = 0.016
    trim = context.resolved[TRIM]
    thick = trim.casing_thickness if isinstance(trim, TrimBase) else 0.0
    near = max(0.014, (thick + 0.36 * out + 0.006) / math.sin(math.radians(_WIDEST_SWEEP)))
    low = min(0.012, 0.2 * rail)
    section = _drip_section(round(low, 4), out)
    length = width - near - 0.010
    bar = extrude(section, length, axis="x", start=-width / 2.0 + near, bevel=0.0015, segments=1)
    return bar


@lru_cache(maxsize=64)
def _drip_section(low: float, out: float) -> Profile:
    """(y, z): a slanting top that throws water off before the joint below."""
    corners = [(low, -0.001), (low, out), (low + 0.006, out), (low + 0.017, -0.001)]
    return rounded(corners, 0.002, 2)


def _cover_strip(width: float, height: float) -> Mesh:
    """The moulding that covers the gap between a pair, on the face of the leading sash."""
    low = 0.045
    return bevelled_box(
        (0.026, height - low - 0.006, 0.0085),
        0.003,
        centre=(width / 2.0 + 0.001, (height + low - 0.006) / 2.0, 0.0085 / 2 + 0.0003),
    )
