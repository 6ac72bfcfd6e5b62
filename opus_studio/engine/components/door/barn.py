"""Leaves that slide before the wall: braced boards on wheels along a flat track."""

from __future__ import annotations

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.boards import brace, tongues
from opus_studio.engine.components.door.context import DoorContext
from opus_studio.engine.components.door.hardware_assets import HARDWARE, HardwareBase, LatchHardware
from opus_studio.engine.components.door.leaf_assets import LEAF, BarnLeaf
from opus_studio.engine.components.door.trim import trim_front
from opus_studio.engine.components.shared.door_fittings import bar_pull, barn_hanger
from opus_studio.engine.geometry import boxes, circle, extrude, merge, place
from opus_studio.engine.scene import Mesh, Node, Part

_LAP = 0.05
"""How far a leaf laps the opening at each side, metres."""

_WIDEST = 1.35
"""Wider openings get two leaves that slide apart, metres."""

_CLEAR = 0.012
"""Between casing and leaf, metres."""

_AXLE = 0.11
"""Height of the wheels' axles above the leaf, metres."""

_WHEEL = 0.040
"""Radius on which a wheel runs, metres."""


def barn(context: DoorContext, asset: BarnLeaf) -> tuple[Node, ...]:
    """The track and the leaf (or both leaves) where they have slid to."""
    clear = context.plan.width
    top = context.plan.top + _LAP
    back = trim_front(context) + _CLEAR
    low = 0.01 + (context.step if context.step else 0.0)
    height = top - low
    half = clear / 2.0 + _LAP
    nodes = []
    if clear > _WIDEST:
        width = half - 0.003
        for name, side in (("left", -1.0), ("right", 1.0)):
            x = side * (half / 2.0 + 0.0015 + asset.opening * (width - 0.04))
            nodes.append(
                _leaf(context, asset, f"Leaf {name}", (width, height), (x, low, back), side)
            )
        reach = (-2.0 * width, 2.0 * width)
    else:
        width = 2 * half
        side = -1.0 if asset.slide_to == "left" else 1.0
        x = side * asset.opening * (width - 0.02)
        nodes.append(_leaf(context, asset, "Leaf", (width, height), (x, low, back), -side))
        ends = (-side * half, side * (half + width))
        reach = (min(ends), max(ends))
    return (_track(context, (reach[0], reach[1]), top, back), *nodes)


def _leaf(
    context: DoorContext,
    asset: BarnLeaf,
    name: str,
    size: tuple[float, float],
    at: tuple[float, float, float],
    handle_side: float,
) -> Node:
    """A leaf whose lower edge's middle is the node's origin, its back on z = 0."""
    width, height = size
    thick = asset.leaf_thickness
    wood = barn_boards(
        (width, height, thick), asset.board_width, asset.brace, context.sampler(name)
    )
    metal = context.metal()
    hanger = barn_hanger(0.26, context.detail)
    inset = min(0.16, 0.22 * width)
    children = []
    for number, x in enumerate((-width / 2.0 + inset, width / 2.0 - inset)):
        node = Node(f"Hanger {number + 1}", (Part(hanger, metal),), slot=HARDWARE.name)
        children.append(node.moved((x, height + _AXLE, thick)))
    hardware = context.resolved[HARDWARE]
    pull = bar_pull(_pull_length(hardware), context.detail)
    handle = Node("Pull", (Part(pull, metal),), slot=HARDWARE.name)
    x = -handle_side * (width / 2.0 - 0.065)
    children.append(handle.moved((x, hardware.handle_height - at[1], thick)))
    return Node(name, (Part(wood, context.leaf),), tuple(children), at)


def _pull_length(hardware: HardwareBase) -> float:
    return 0.3 if isinstance(hardware, LatchHardware) else 0.4


def barn_boards(
    size: tuple[float, float, float], board: float, pattern: str, sampler: UvSampler
) -> Mesh:
    """Boards with planted stiles, rails and braces on the face; the back on z = 0.

    Args:
        size: Width, height and depth, metres.
        board: Wanted width of a board, metres.
        pattern: `z`, `x`, `k` or `none`.
        sampler: Where the boards are cut from.
    """
    width, height, depth = size
    thin = 0.5 * depth
    count = max(4, round(width / board))
    wide = (width - 0.002) / count
    centres = [((k + 0.5) * wide - (width - 0.002) / 2.0, height / 2.0, thin / 2.0)
               for k in range(count)]  # fmt: skip
    back = boxes((wide - 0.0004, height - 0.002, thin), centres, 0.0034, grain="y", segments=1,
                 uv_offsets=sampler(count))  # fmt: skip
    joints = [k * wide - (width - 0.002) / 2.0 for k in range(1, count)]
    between = tongues(joints, [height - 0.012] * len(joints), 0.5 * thin, sampler)
    w = min(0.14, 0.17 * width)
    deep = depth - thin + 0.001
    z = depth - deep / 2.0
    inner = width - 2 * w
    middle = 0.5 * height
    sizes = [(w, height, deep)] * 2 + [(inner + 0.002, w, deep - 0.0006)] * 3
    spots = [(-(width - w) / 2.0, height / 2.0, z), ((width - w) / 2.0, height / 2.0, z),
             (0.0, w / 2.0, z), (0.0, middle, z), (0.0, height - w / 2.0, z)]  # fmt: skip
    pieces = [back, between, boxes(sizes, spots, 0.002, uv_offsets=sampler(5))]
    spans = ((w, middle - w / 2.0), (middle + w / 2.0, height - w))
    for number, (y0, y1) in enumerate(spans):
        lines = {
            "none": (),
            "z": ((-1.0, 1.0),),
            "x": ((-1.0, 1.0), (1.0, -1.0)),
            "k": ((-1.0, 1.0),) if number == 0 else ((1.0, -1.0),),
        }[pattern]
        for step, (first, last) in enumerate(lines):
            start, end = (first * inner / 2.0, y0), (last * inner / 2.0, y1)
            flat = deep - 0.003 - 0.0004 * step
            base = thin - 0.001 - 0.0008 * step
            pieces.append(brace(start, end, 0.85 * w, flat, base + flat / 2.0, sampler))
    return merge(*pieces)


def _track(context: DoorContext, reach: tuple[float, float], top: float, back: float) -> Node:
    """A flat bar on spacers from the wall, with stops at both ends."""
    thick = context.resolved[LEAF].leaf_thickness
    z = back + thick - 0.011
    y = top + _AXLE - _WHEEL
    long = reach[1] - reach[0]
    x = (reach[0] + reach[1]) / 2.0
    bar = boxes((long, 0.04, 0.007), [(x, y - 0.02, z)], 0.0015)
    count = max(3, round(long / 0.45) + 1)
    spots = [(reach[0] + 0.05 + (long - 0.1) * k / (count - 1), y - 0.022, 0.0)
             for k in range(count)]  # fmt: skip
    spacer = extrude(circle(0.012, (8, 12, 16)[context.detail]), z + 0.0001, start=-0.0006)
    head = extrude(circle(0.011, 6), 0.012, start=z - 0.001, bevel=0.001, segments=1)
    ends = [(x, y - 0.012, z + 0.001) for x in (reach[0] + 0.010, reach[1] - 0.010)]
    stops = boxes((0.022, 0.07, 0.02), ends, 0.003)
    mesh = merge(bar, place(merge(spacer, head), spots), stops)
    return Node("Track", (Part(mesh, context.metal()),), slot=HARDWARE.name)
