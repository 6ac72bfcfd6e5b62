"""Leaves that tilt up under the head, and pairs that swing outwards on side hinges."""

from __future__ import annotations

import math

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.boards import brace
from opus_studio.engine.components.door.panels import Row, ladder, panel_cell
from opus_studio.engine.components.garage_door.assets import (
    HARDWARE,
    CarriageHardware,
    SideHingedLeaf,
    UpAndOverLeaf,
)
from opus_studio.engine.components.garage_door.context import LOW, Cell, GarageDoorContext
from opus_studio.engine.components.garage_door.hardware import fitting, pulls, straps
from opus_studio.engine.components.shared.door_fittings import flat_strap
from opus_studio.engine.components.shared.glazing import Light
from opus_studio.engine.components.shared.hinges import KNUCKLE, butt_knuckle, hinge_places
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    merge,
    mirror,
    quaternion,
    translate,
)
from opus_studio.engine.scene import Mesh, Node, Part

_GAP = 0.006
_SETBACK = 0.012
_PIN = _SETBACK + KNUCKLE
_WIDEST_PAIR = 3.1


def up_and_over(context: GarageDoorContext, asset: UpAndOverLeaf) -> tuple[Node, ...]:
    """The leaf about its upper edge, which runs back under the head while the foot swings out."""
    width, top = context.clear[0] - 2 * _GAP, context.clear[1] - _GAP
    height = top - LOW
    sampler = context.sampler("leaf")
    wood, panes = _tilting(context, asset, (width, height, context.thick), sampler)
    offset = (0.0, -height, 0.0)

    def put(mesh: Mesh) -> Mesh:
        return translate(mesh, offset)

    seal = bevelled_box(
        (width - 0.004, LOW - 0.002, 0.5 * context.thick),
        0.003,
        centre=(0.0, -height - LOW / 2.0 + 0.002, -context.thick / 2.0),
    )
    children = (
        *context.glass_node(panes, put),
        *pulls(context, 0.42 * height - height, 0.0),
        *straps(context, (0.12 * height - height, -0.12 * height), width / 2.0 - 0.012, 0.0),
    )
    parts = (Part(put(wood), context.leaf), Part(seal, context.fixed_material("Seal", "rubber")))
    turn = math.radians(90.0 * asset.opening)
    # A quarter of the leaf stays before the wall as a canopy; the handle lies behind the head.
    back = -0.74 * height * math.sin(turn)
    node = Node("Leaf", parts, children)
    return (
        node.moved((0.0, top, -0.3 * context.depth + back), quaternion("x", -90.0 * asset.opening)),
    )


def _tilting(
    context: GarageDoorContext,
    asset: UpAndOverLeaf,
    size: tuple[float, float, float],
    sampler: UvSampler,
) -> tuple[Mesh, list[Light]]:
    """A frame with boards, and a row of windows above them where wanted."""
    width, _, thick = size
    stile = 0.09
    rows = [Row(1.0, 1)]
    rails = [0.1, 0.09]
    if context.windowed != "none":
        # Windows about as wide as high, an uneven number of them.
        columns = max(3, round(width / 0.55))
        rows = [Row(0.78, 1), Row(0.22, columns)]
        rails = [0.1, 0.08, 0.09]
    made = ladder(size, stile, rails, rows, sampler)
    pieces, panes = [made.wood], []
    for number, cells in enumerate(made.rows):
        for cell in cells:
            if number:
                bead, pane = context.glazed(cell, thick, sampler)
                pieces.append(bead)
                panes.append(pane)
            else:
                pieces.append(_boards(cell, thick, asset.face, asset.board_width, sampler))
    return merge(*pieces), panes


def _boards(cell: Cell, thick: float, face: str, wide: float, sampler: UvSampler) -> Mesh:
    """V-jointed boards in a frame, before a thin back."""
    x0, x1, y0, y1 = cell
    width, height = x1 - x0, y1 - y0
    x, y = (x0 + x1) / 2.0, (y0 + y1) / 2.0
    thin = 0.45 * thick
    z = -0.28 * thick - thin / 2.0
    if face == "herringbone":
        return _herringbone(cell, thick, wide, z, thin, sampler)
    upright = face == "vertical"
    span = width if upright else height
    count = max(3, round(span / wide))
    pitch = span / count
    size = (
        (pitch - 0.0006, height + 0.004, thin) if upright else (width + 0.004, pitch - 0.0006, thin)
    )
    start = (x0 if upright else y0) + pitch / 2.0
    centres = [(start + k * pitch, y, z) if upright else (x, start + k * pitch, z)
               for k in range(count)]  # fmt: skip
    front = boxes(size, centres, 0.004, grain="y" if upright else "x", segments=1,
                  uv_offsets=sampler(count))  # fmt: skip
    back = boxes((width + 0.006, height + 0.006, 0.006), [(x, y, z - 0.25 * thin)], 0.0, grain="x",
                 segments=0, uv_offsets=sampler(1))  # fmt: skip
    return merge(front, back)


def _herringbone(
    cell: Cell, thick: float, wide: float, z: float, thin: float, sampler: UvSampler
) -> Mesh:
    """Upright boards with a planted chevron of braces."""
    x0, x1, y0, y1 = cell
    boards = _boards(cell, thick, "vertical", wide, sampler)
    middle = (x0 + x1) / 2.0
    front = -0.04 * thick
    deep = front - (z + thin / 2.0) + 0.002
    at = front - deep / 2.0
    left = brace((x0 - 0.002, y0), (middle, y1), 0.12, deep, at, sampler)
    right = brace((x1 + 0.002, y0), (middle, y1), 0.12, deep, at - 0.0006, sampler)
    return merge(boards, left, right)


def side_hinged(context: GarageDoorContext, asset: SideHingedLeaf) -> tuple[Node, ...]:
    """A pair of leaves, or two pairs on a post between them."""
    clear = context.clear[0]
    if clear <= _WIDEST_PAIR:
        return tuple(_pair(context, asset, -clear / 2.0, clear / 2.0, ""))
    half = context.jamb / 2.0
    nodes = _pair(context, asset, -clear / 2.0, -half, " 1")
    return tuple(nodes + _pair(context, asset, half, clear / 2.0, " 2"))


def has_post(context: GarageDoorContext, asset: object) -> bool:
    """Whether a post stands in the middle of the opening."""
    return isinstance(asset, SideHingedLeaf) and context.clear[0] > _WIDEST_PAIR


def _pair(
    context: GarageDoorContext, asset: SideHingedLeaf, x0: float, x1: float, of: str
) -> list[Node]:
    clear, height = x1 - x0, context.clear[1] - _GAP - LOW
    reach = context.thick + _PIN
    meeting = max(0.006, reach * reach / clear + 0.0024)
    width = clear / 2.0 - _GAP - meeting / 2.0
    nodes = []
    for name, mirrored in (("left", False), ("right", True)):
        # Two leaves on one post stop before they meet back to back.
        shared = (of == " 1" and mirrored) or (of == " 2" and not mirrored)
        angle = min(asset.opening_angle, 84.0) if shared else asset.opening_angle
        leaf = _hung(context, asset, f"Leaf{of} {name}", (width, height), mirrored)
        side = 1.0 if mirrored else -1.0
        pin = (x1 if mirrored else x0) - side * _GAP / 2.0
        nodes.append(
            leaf.moved((pin, LOW, KNUCKLE), quaternion("y", angle if mirrored else -angle))
        )
    return nodes


def _hung(
    context: GarageDoorContext,
    asset: SideHingedLeaf,
    name: str,
    size: tuple[float, float],
    mirrored: bool,
) -> Node:
    """A leaf hinged on its left edge before any mirroring, its pin at the origin."""
    width, height = size
    sampler = context.sampler(name)
    wood, panes = _leaf(context, asset, (width, height, context.thick), sampler)
    offset = (_GAP / 2.0 + width / 2.0, 0.0, -_PIN)

    def put(mesh: Mesh) -> Mesh:
        moved = translate(mesh, offset)
        return mirror(moved, "x") if mirrored else moved

    side = -1.0 if mirrored else 1.0
    children = list(context.glass_node(panes, put))
    carriage = context.resolved[HARDWARE]
    knuckle = butt_knuckle(0.1, True, context.detail)
    places = hinge_places(height, 0.2)
    for number, y in enumerate(places):
        children.append(fitting(context, f"Hinge {number + 1}", knuckle, (0.0, y, 0.0)))
    if isinstance(carriage, CarriageHardware):
        strap = flat_strap(round(min(carriage.strap_length, 0.7 * width), 3), 0.045, context.detail)
        body = mirror(strap, "x") if mirrored else strap
        stile = min(0.11, 0.13 * width)
        for number, y in enumerate((0.75 * stile, height - 0.5 * stile)):
            spot = (side * (_GAP / 2.0 + 0.012), y, -_PIN)
            children.append(fitting(context, f"Strap {number + 1}", body, spot))
    spot = (side * (width - 0.055), 1.02, -_PIN)
    children += [node.named("Handle").moved(spot) for node in pulls(context, 1.02, -_PIN)[:1]]
    return Node(name, (Part(put(wood), context.leaf),), tuple(children))


def _leaf(
    context: GarageDoorContext,
    asset: SideHingedLeaf,
    size: tuple[float, float, float],
    sampler: UvSampler,
) -> tuple[Mesh, list[Light]]:
    width, _, thick = size
    stile = min(0.11, 0.13 * width)
    rows, rails = [Row(1.0, 1)], [1.5 * stile, stile]
    if context.windowed != "none":
        share = 0.3 if context.windowed == "row" else 0.62
        rows, rails = [Row(1.0 - share, 1), Row(share, 2)], [1.5 * stile, 1.1 * stile, stile]
    elif asset.infill == "panels":
        rows, rails = [Row(0.45, 2), Row(0.55, 2)], [1.5 * stile, 1.2 * stile, stile]
    if asset.infill == "panels":
        rows[0] = Row(rows[0].share, 2)
    made = ladder(size, stile, rails, rows, sampler)
    pieces, panes = [made.wood], []
    for number, cells in enumerate(made.rows):
        for cell in cells:
            if context.windowed != "none" and number == len(rows) - 1:
                bead, pane = context.glazed(cell, thick, sampler)
                pieces.append(bead)
                panes.append(pane)
            elif asset.infill == "panels":
                pieces.append(panel_cell(cell, thick, "ovolo", "raised", sampler))
            else:
                pieces.append(_infill(cell, thick, asset.braced, sampler))
    return merge(*pieces), panes


def _infill(cell: Cell, thick: float, braced: bool, sampler: UvSampler) -> Mesh:
    x0, x1, y0, y1 = cell
    boards = _boards(cell, thick, "vertical", 0.12, sampler)
    if not braced:
        return boards
    front = -0.06 * thick
    back = -0.28 * thick
    deep = front - back + 0.002
    lean = brace((x0 - 0.002, y0), (x1 + 0.002, y1), 0.11, deep, front - deep / 2.0, sampler)
    return merge(boards, lean)
