"""Handles, locks, hinges, letter plates and knockers on a leaf that swings."""

from __future__ import annotations

import math
from dataclasses import dataclass

from opus_studio.engine.components.door.context import GAP, LEAF_PIN, REBATE, DoorContext
from opus_studio.engine.components.door.hardware_assets import (
    HARDWARE,
    HardwareBase,
    KnobHardware,
    LatchHardware,
    LeverHardware,
    PullHardware,
)
from opus_studio.engine.components.door.leaf_assets import ArchedLeaf, HungBase
from opus_studio.engine.components.shared.door_fittings import (
    KNOB_RISE,
    LEVER_RISE,
    PULL_RISE,
    bar_pull,
    cylinder_rose,
    doctor_knocker,
    door_knob,
    door_lever,
    flat_strap,
    key_slit,
    letter_plate,
    night_latch,
    ring_handle,
    ring_knocker,
    stud,
    thumb_latch,
)
from opus_studio.engine.components.shared.hinges import butt_knuckle, hinge_leaf, hinge_places
from opus_studio.engine.geometry import mirror, place, quaternion, rotate
from opus_studio.engine.scene import UPRIGHT, Mesh, Node, Part, Vector

INDOORS = quaternion("y", 180.0)
"""Turns a fitting that rises to +Z so that it rises towards the room."""

_KNUCKLES = 0.1


@dataclass(frozen=True)
class Place:
    """A leaf as its fittings see it, hinged on the left before any mirroring; metres.

    Attributes:
        width: Of the leaf.
        height: Of the leaf.
        low: Height of its lower edge above the floor.
        closing: Gap beyond its closing edge.
        mirrored: It hangs on its right edge.
        leading: It carries handle and lock.
        paired: It meets another leaf.
        part: `whole`, `lower` or `upper`.
        spring: Height up to which its sides are straight.
        stile: Solid wood at its closing edge.
        letter: x, y and greatest width and height of a letter plate, or None.
        straps: Distance of strap hinges from the ends, or None.
        knocker: Height of the knocker where there is wood for it, or None.
        offset: From the leaf's own frame (x centred, front on z = 0) to its pin's.
    """

    width: float
    height: float
    low: float
    closing: float
    mirrored: bool
    leading: bool
    paired: bool
    part: str
    spring: float
    stile: float
    letter: tuple[float, float, float, float] | None
    straps: float | None
    knocker: float | None
    offset: Vector


def fittings(context: DoorContext, asset: HungBase, at: Place) -> tuple[Node, ...]:
    """Everything of metal on a leaf, in the frame of its pin."""
    hardware = context.resolved[HARDWARE]
    nodes = list(_hinges(context, at))
    if at.leading and at.part != "upper":
        nodes.extend(_handles(context, hardware, at))
    if at.leading and at.part != "lower":
        nodes.extend(_knocker(context, hardware, at))
    if getattr(hardware, "letterbox", False) and at.leading and at.part != "upper":
        nodes.extend(_letter_plate(context, hardware, at))
    if isinstance(hardware, LatchHardware):
        nodes.extend(_straps(context, hardware, at))
    if isinstance(asset, ArchedLeaf) and asset.studs:
        nodes.append(_studs(context, at, nodes))
    return tuple(nodes)


def _put(
    context: DoorContext, at: Place, name: str, mesh: Mesh, x: float, y: float, inside: bool = False
) -> Node:
    """A fitting at a place of the leaf's outer (or inner) face."""
    side = -1.0 if at.mirrored else 1.0
    # Turned about the upright axis the fitting is mirrored once by the turn itself.
    body = mirror(mesh, "x") if at.mirrored != inside else mesh
    z = at.offset[2] - (context.thick if inside else 0.0)
    node = Node(name, (Part(body, context.metal()),), slot=HARDWARE.name)
    spot = (side * (at.offset[0] + x), y, z)
    return node.moved(spot, INDOORS) if inside else node.moved(spot)


def handle_place(at: Place, context: DoorContext, rise: float, half: float) -> float:
    """X of a handle on the closing stile, clear of the stop when the leaf swings, metres.

    Args:
        at: The leaf.
        context: The door being made.
        rise: How far the handle stands out, metres.
        half: Half its width towards the closing edge, metres.
    """
    limit = at.width + GAP / 2.0 + at.closing - (0.0 if at.paired else REBATE) - 0.002
    behind = LEAF_PIN + context.thick + rise
    free = math.sqrt(max(limit * limit - behind * behind, 0.0)) - half - GAP / 2.0
    wanted = at.width - min(max(at.stile / 2.0, 0.045), 0.06)
    return min(wanted, free) - at.width / 2.0


def handle_height(context: DoorContext, low: float, height: float) -> float:
    """Where the handle is on a leaf: metres above its lower edge.

    Args:
        context: The door being made.
        low: Height of the leaf's lower edge above the floor, metres.
        height: Of the leaf, metres.
    """
    return min(max(context.resolved[HARDWARE].handle_height - low, 0.2), height - 0.14)


def _handles(context: DoorContext, hardware: HardwareBase, at: Place) -> list[Node]:
    y = handle_height(context, at.low, at.height)
    detail = context.detail
    lever = door_lever(0.13, detail)
    if isinstance(hardware, KnobHardware):
        r = hardware.knob_radius
        x = handle_place(at, context, KNOB_RISE * r, 1.15 * r)
        knob = door_knob(r, detail)
        nodes = [
            _put(context, at, "Knob", knob, x, y),
            _put(context, at, "Knob inside", knob, x, y, True),
        ]
        # A rim lock stands above the knob where there is room.
        lock = min(y + 0.32, at.height - 0.1)
        return nodes + _lock(context, hardware, at, x, lock if lock > y + 0.1 else y - 0.16, True)
    if isinstance(hardware, PullHardware):
        slim = at.stile < 0.2
        most = min(2 * (at.height - y - 0.1), 2 * (y - 0.12), 0.8 if slim else 2.0)
        long = round(min(hardware.bar_length, most), 2)
        # On a broad face the bar stands behind the lock, on a slim stile above it.
        edge = handle_place(at, context, PULL_RISE, 0.016)
        x = edge - (0.0 if slim else 0.075)
        nodes = [_put(context, at, "Pull", bar_pull(max(long, 0.2), detail), x, y)]
        nodes.append(_put(context, at, "Lever inside", lever, edge, y + 0.075, True))
        return nodes + _lock(
            context, hardware, at, edge, y - (long / 2.0 + 0.06 if slim else 0), False
        )
    if isinstance(hardware, LatchHardware):
        ring = hardware.handle == "ring"
        mesh = ring_handle(detail) if ring else thumb_latch(detail)
        x = handle_place(at, context, 0.052, 0.05 if ring else 0.02)
        nodes = [_put(context, at, "Handle", mesh, x, y)]
        nodes.append(_put(context, at, "Handle inside", ring_handle(detail), x, y, True))
        return nodes + _lock(context, hardware, at, x, y - 0.17, True)
    if isinstance(hardware, LeverHardware):
        lever = door_lever(hardware.lever_length, detail)
    x = handle_place(at, context, LEVER_RISE, 0.027)
    nodes = [
        _put(context, at, "Lever", lever, x, y),
        _put(context, at, "Lever inside", lever, x, y, True),
    ]
    return nodes + _lock(context, hardware, at, x, y - 0.072, False)


def _lock(
    context: DoorContext, hardware: HardwareBase, at: Place, x: float, y: float, rim: bool
) -> list[Node]:
    if not hardware.lock:
        return []
    mesh = night_latch(context.detail) if rim else cylinder_rose(context.detail)
    node = _put(context, at, "Lock", mesh, x, y)
    slit = Node(
        "Key slit", (Part(key_slit(), context.fixed_material("Key slit", "matte_plastic/black")),)
    )
    outdoors = Node(node.name, node.parts, (slit,), node.translation, node.rotation, node.slot)
    if rim:
        return [outdoors]
    return [outdoors, _put(context, at, "Lock inside", mesh, x, y, True)]


def _letter_plate(context: DoorContext, hardware: HardwareBase, at: Place) -> list[Node]:
    """Where the leaf has wood for it."""
    if at.letter is None:
        return []
    x, y, wide, tall = at.letter
    if isinstance(hardware, PullHardware) and at.stile >= 0.2 and x == 0.0:
        wide = min(wide, at.width - 0.34)
    wide, tall = min(0.26, wide), min(0.07, tall)
    if wide < 0.16 or tall < 0.045 or y > at.height - 0.1:
        return []
    plate = letter_plate(round(wide, 3), round(tall, 3), context.detail)
    return [_put(context, at, "Letter plate", plate, x, y)]


def _knocker(context: DoorContext, hardware: HardwareBase, at: Place) -> list[Node]:
    if not isinstance(hardware, KnobHardware) or hardware.knocker == "none" or at.knocker is None:
        return []
    mesh = (
        ring_knocker(context.detail)
        if hardware.knocker == "ring"
        else doctor_knocker(context.detail)
    )
    return [_put(context, at, "Knocker", mesh, 0.0, at.knocker)]


def _hinges(context: DoorContext, at: Place) -> list[Node]:
    """Butt hinges: knuckles about the pin, leaves let into the edge."""
    side = -1.0 if at.mirrored else 1.0
    knuckle = butt_knuckle(_KNUCKLES, True, context.detail)
    leaf = hinge_leaf(_KNUCKLES, 0.03)
    material = context.metal()
    nodes = []
    for number, y in enumerate(hinge_places(at.spring, min(0.2, 0.2 * at.spring))):
        plate = Node("Hinge leaf", (Part(rotate(leaf, "y", 180.0), material),),
                     translation=(side * GAP * 0.28, 0.0, LEAF_PIN))  # fmt: skip
        hinge = Node(f"Hinge {number + 1}", (Part(knuckle, material),), (plate,),
                     slot=HARDWARE.name)  # fmt: skip
        nodes.append(hinge.moved((0.0, y, 0.0)))
    return nodes


def _straps(context: DoorContext, hardware: LatchHardware, at: Place) -> list[Node]:
    """Forged straps on the face, from just inside the stop."""
    lap = REBATE - GAP + 0.006
    long = hardware.strap_ratio * at.width
    long = min(long, at.width - lap - 0.15)
    if hardware.strap_ratio < 0.3 or long < 0.15 or at.straps is None:
        return []
    strap = flat_strap(round(long, 3), 0.042, context.detail)
    levels = (at.straps, at.spring - at.straps)
    return [
        _put(context, at, f"Strap {number + 1}", strap, lap - at.width / 2.0, y)
        for number, y in enumerate(levels)
    ]


def _studs(context: DoorContext, at: Place, fitted: list[Node]) -> Node:
    """Nail heads in two rows on the leaf's face, none where something else is fitted."""
    count = max(3, round(at.width / 0.14))
    wide = at.width / count
    ledge = at.straps or 0.1 * at.spring
    rows = (ledge - 0.05, ledge + 0.05, at.spring - ledge - 0.05, at.spring - ledge + 0.05)
    lap = REBATE + 0.02
    taken = [_face(at, node) for node in fitted if node.rotation == UPRIGHT]
    spots = [
        (x, y, 0.0)
        for y in rows
        for x in (min(max((k + 0.5) * wide, lap), at.width - lap) - at.width / 2.0
                  for k in range(count))
        if not any(a - 0.02 < x < b + 0.02 and c - 0.02 < y < d + 0.02 for a, b, c, d in taken)
        # The handle's place stays free.
        and (x < at.width / 2.0 - wide or abs(y + at.low - 1.0) > 0.32)
    ]  # fmt: skip
    return _put(context, at, "Studs", place(stud(0.013), spots), 0.0, 0.0)


def _face(at: Place, node: Node) -> tuple[float, float, float, float]:
    """What a fitting takes of the leaf's outer face: x0, x1, y0, y1 in the leaf's frame, metres."""
    (low_x, low_y, _), (high_x, high_y, _) = node.parts[0].mesh.bounds.tolist()
    x, y, _ = node.translation
    side = -1.0 if at.mirrored else 1.0
    ends = sorted(side * (x + edge) - at.offset[0] for edge in (low_x, high_x))
    return ends[0], ends[1], y + low_y, y + high_y
