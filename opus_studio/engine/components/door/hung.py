"""Leaves on hinges: pins at the frame's inner face, opening into the room."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opus_studio.engine.components.door.boards import boarded, lock_block
from opus_studio.engine.components.door.context import GAP, LEAF_PIN, DoorContext
from opus_studio.engine.components.door.frame import arch_top
from opus_studio.engine.components.door.hardware import Place, fittings, handle_height
from opus_studio.engine.components.door.leaf_assets import (
    ArchedLeaf,
    FrenchLeaf,
    HungBase,
    StableLeaf,
)
from opus_studio.engine.components.door.leaves import Body, body
from opus_studio.engine.components.door.lights import glass_node, glazed_cell
from opus_studio.engine.components.door.panels import Row, ladder
from opus_studio.engine.components.shared.hinges import KNUCKLE
from opus_studio.engine.geometry import bevelled_box, merge, mirror, quaternion, translate
from opus_studio.engine.scene import Mesh, Node, Part

WIDEST = 1.16
"""Wider openings get a pair of leaves, metres."""

NARROWEST = 0.64
"""French doors in narrower openings are single, metres."""

_FREE = 15.0
"""Degrees that the first leaf of a pair opens before the second one follows."""


@dataclass(frozen=True)
class Hung:
    """A leaf and how it hangs.

    Attributes:
        name: Of its node.
        width: Metres.
        height: Metres, to the crown of an arch.
        low: Height of its lower edge, metres.
        closing: Gap at its closing edge, metres.
        mirrored: It hangs on its right edge.
        leading: It carries the handle.
        paired: It meets another leaf.
        angle: How far it stands open, degrees.
        part: `whole`, or `lower` or `upper` of a stable door.
    """

    name: str
    width: float
    height: float
    low: float
    closing: float
    mirrored: bool
    leading: bool
    paired: bool
    angle: float
    part: str = "whole"


def hung_leaves(context: DoorContext, asset: HungBase) -> tuple[Node, ...]:
    """The leaf, the pair or the two halves, at the asked-for angle."""
    return tuple(_hang(context, asset, leaf) for leaf in hangings(context, asset))


def hangings(context: DoorContext, asset: HungBase) -> list[Hung]:
    """Every leaf of the door: how large, where, and how far open."""
    clear, low = context.plan.width, context.low
    height = context.plan.top - GAP - low
    right = asset.hand == "right"
    pair = clear > WIDEST or (isinstance(asset, FrenchLeaf) and clear >= NARROWEST)
    if not pair:
        closing = closing_gap(clear - 2 * GAP, context.thick)
        one = Hung("Leaf", clear - GAP - closing, height, low, closing, right, True, False,
                   asset.opening_angle)  # fmt: skip
        return _halves(context, asset, one) if isinstance(asset, StableLeaf) else [one]
    meeting = closing_gap(clear / 2.0 - GAP, context.thick)
    width = clear / 2.0 - GAP - meeting / 2.0
    follow = asset.second_opening if isinstance(asset, FrenchLeaf) else 1.0
    second = follow * max(0.0, asset.opening_angle - _FREE) * 110.0 / (110.0 - _FREE)
    leaves = []
    for name, mirrored in (("left", False), ("right", True)):
        leading = mirrored == right
        angle = asset.opening_angle if leading else second
        leaf = Hung(f"Leaf {name}", width, height, low, meeting / 2.0, mirrored, leading, True,
                    angle)  # fmt: skip
        leaves.extend(_halves(context, asset, leaf) if isinstance(asset, StableLeaf) else [leaf])
    return leaves


def closing_gap(width: float, depth: float) -> float:
    """What a leaf's front corner needs beyond its closing edge to swing free, metres.

    The corner runs on a circle about the pin, which stands outside the leaf's inner face.
    """
    reach = depth + LEAF_PIN
    return max(GAP, reach * reach / (2.0 * width) + 0.0012)


def _halves(context: DoorContext, asset: StableLeaf, whole: Hung) -> list[Hung]:
    """The lower and the upper half of a stable door with a rebated joint between them."""
    lower = asset.split_ratio * whole.height
    suffix = whole.name.removeprefix("Leaf")
    upper_angle = (
        asset.upper_angle
        if whole.leading or not asset.upper_angle
        else max(0.0, asset.upper_angle - _FREE)
    )
    return [
        replace(whole, name=f"Lower leaf{suffix}", height=lower - GAP, part="lower"),
        replace(whole, name=f"Upper leaf{suffix}", height=whole.height - lower,
                low=whole.low + lower, part="upper", angle=max(upper_angle, whole.angle)),
    ]  # fmt: skip


def _body(context: DoorContext, asset: HungBase, leaf: Hung) -> Body:
    sampler = context.sampler(leaf.name)
    size = (leaf.width, leaf.height, context.thick)
    if not isinstance(asset, StableLeaf):
        return body(context, asset, leaf.width, leaf.height, sampler)
    if leaf.part == "upper" and asset.upper_glazed:
        stile = min(0.1, 0.2 * leaf.width)
        made = ladder(size, stile, (stile, stile), (Row(1.0, 1),), sampler)
        panes = (2 if leaf.width > 0.5 else 1, 2)
        beads, pane = glazed_cell(
            context, made.rows[0][0], context.thick, "chamfered", panes, 0.03, sampler
        )
        return Body(merge(made.wood, beads), (pane,), stile, None, stile / 2.0, None)
    ledges = (0.14, 0.86)
    wood = boarded(size, asset.board_width, sampler, ledges=ledges)
    # Below the upper strap.
    letter = (0.0, min(0.8, 0.86 * leaf.height - 0.09), 0.7 * leaf.width, 0.07)
    return Body(wood, (), 0.3, letter, 0.14 * leaf.height, None)


def _hang(context: DoorContext, asset: HungBase, leaf: Hung) -> Node:
    """A leaf hung on its left edge (on its right one when mirrored), the pin at its origin."""
    made = _body(context, asset, leaf)
    # The leaf's inner face lies a little before the pin.
    offset = (GAP / 2.0 + leaf.width / 2.0, 0.0, LEAF_PIN + context.thick)

    def put(mesh: Mesh) -> Mesh:
        moved = translate(mesh, offset)
        return mirror(moved, "x") if leaf.mirrored else moved

    wood = made.wood
    if leaf.paired and not leaf.leading and leaf.part != "lower":
        wood = merge(wood, _astragal(context, asset, leaf))
    if isinstance(asset, ArchedLeaf | StableLeaf) and leaf.leading and leaf.part != "upper":
        grip = handle_height(context, leaf.low, leaf.height)
        wood = merge(
            wood, lock_block(leaf.width, grip, context.thick, context.sampler("lock block"))
        )
    knocker = None if leaf.paired else made.knocker
    place = Place(leaf.width, leaf.height, leaf.low, leaf.closing, leaf.mirrored, leaf.leading,
                  leaf.paired, leaf.part, spring(context, asset, leaf), made.stile,
                  made.letter, made.straps, knocker, offset)  # fmt: skip
    children = (*glass_node(context, list(made.panes), put), *fittings(context, asset, place))
    node = Node(leaf.name, (Part(put(wood), context.leaf),), children)
    side = 1.0 if leaf.mirrored else -1.0
    edge = context.plan.right if leaf.mirrored else context.plan.left
    pin = (edge - side * GAP / 2.0, leaf.low, -context.depth - KNUCKLE)
    return node.moved(pin, quaternion("y", -leaf.angle if leaf.mirrored else leaf.angle))


def spring(context: DoorContext, asset: HungBase, leaf: Hung) -> float:
    """Height above the leaf's lower edge up to which its sides are straight, metres."""
    return leaf.height - context.rise if isinstance(asset, ArchedLeaf) else leaf.height


def _astragal(context: DoorContext, asset: HungBase, leaf: Hung) -> Mesh:
    """The moulding on the second leaf's face that covers the joint of a pair."""
    top = leaf.height - 0.014
    if isinstance(asset, ArchedLeaf):
        top = arch_top(0.02, context.plan.width, leaf.height, context.rise) - 0.02
    return bevelled_box(
        (0.034, top, 0.011),
        0.004,
        centre=(leaf.width / 2.0 + leaf.closing - 0.004, top / 2.0, 0.0055 + 0.0004),
        grain="y",
    )
