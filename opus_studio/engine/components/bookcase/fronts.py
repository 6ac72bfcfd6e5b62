"""Doors and drawers in the openings of a case, with their handles and hinges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from opus_studio.engine.components.bookcase.context import BookcaseContext
from opus_studio.engine.components.bookcase.fitting_assets import (
    FRONT,
    HANDLE,
    BowHandle,
    CupHandle,
    EdgeHandle,
    Front,
    GlazedFront,
    Handle,
    KnobHandle,
    PanelledFront,
    RingHandle,
)
from opus_studio.engine.components.shared.cabinet_doors import (
    GAP,
    WIDEST,
    DoorKind,
    Leaf,
    hung,
    knuckle,
    leaf,
)
from opus_studio.engine.components.shared.drawers import (
    FrontKind,
    drawer,
    drawer_box,
    drawer_front,
    middle_level,
)
from opus_studio.engine.components.shared.handles import turned_knob
from opus_studio.engine.components.shared.pulls import bow_pull, cup_pull, edge_pull, ring_pull
from opus_studio.engine.geometry import merge, translate
from opus_studio.engine.scene import Mesh, Node, Part

Span: TypeAlias = tuple[float, float]
Hand: TypeAlias = Literal["left", "right"]

THICKNESS = 0.019
"""Of doors and drawer fronts, metres."""


@dataclass(frozen=True)
class Style:
    """How the fronts of a bookcase are made, whatever the slot holds."""

    kind: DoorKind
    stile: float
    panes: Span
    glass: str
    front: Front

    @classmethod
    def of(cls, context: BookcaseContext, glazed: bool = False) -> Style:
        """As chosen; `glazed` asks for glass where the slot has none."""
        asset = context.resolved[FRONT]
        if isinstance(asset, GlazedFront):
            panes = (asset.pane_columns, asset.pane_rows)
            return cls("glazed", asset.stile_width, panes, asset.glass, asset)
        if isinstance(asset, PanelledFront):
            kind: DoorKind = "glazed" if glazed else asset.panel  # type: ignore[assignment]
            return cls(kind, asset.stile_width - 0.01 * glazed, (1, 1), "clear_glass", asset)
        return cls("glazed" if glazed else "flat", 0.045, (1, 1), "clear_glass", asset)


def doors(
    context: BookcaseContext,
    name: str,
    x: Span,
    y: Span,
    front: float,
    *,
    glazed: bool = False,
    tall: bool = False,
    hand: Hand = "left",
    widest: float = 0.0,
) -> list[Node]:
    """One leaf or a pair in an opening.

    Args:
        context: The bookcase.
        name: Of the nodes.
        x: Left and right edge of the opening, metres.
        y: Its lower and upper edge, metres.
        front: z of the face that the doors are flush with.
        glazed: Glass whatever the slot says.
        tall: The handle sits in the middle, not near the upper end.
        hand: Hinges of a single leaf.
        widest: The widest opening of the same case: all get pairs when one does, metres.
    """
    style = Style.of(context, glazed)
    wide, height = x[1] - x[0], y[1] - y[0] - 2 * GAP
    pair = max(wide, widest) > WIDEST and wide > 0.3
    width = (wide - 3 * GAP) / 2.0 if pair else wide - 2 * GAP
    rows = max(1, min(int(style.panes[1]), int(height / 0.18)))
    columns = max(1, min(int(style.panes[0]), int(width / 0.16)))
    sampler = context.sampler(name)
    angle = style.front.opening_angle
    wood = context.wood(FRONT, "Fronts")
    glass = context.material(FRONT, "Glass", style.glass)
    hands: list[Hand] = ["left", "right"] if pair else [hand]
    nodes = []
    for side in hands:
        made = leaf(
            style.kind,
            width,
            height,
            THICKNESS,
            style.stile,
            sampler,
            (columns, rows),
            fine=context.fine,
        )
        fittings = (*_handle(context, style, made, tall, pair), *_hinges(context, style, made))
        at = x[0] + GAP if side == "left" else x[1] - GAP
        label = f"{name} {side}" if pair else name
        nodes.append(hung(label, made, side, (at, y[0] + GAP, front), angle, wood, glass, fittings))
    return nodes


def drawer_in(
    context: BookcaseContext, name: str, x: Span, y: Span, front: float, depth: float
) -> Node:
    """A drawer in an opening, its front flush with the face.

    Args:
        context: The bookcase.
        name: Of the node.
        x: Left and right edge of the opening, metres.
        y: Its lower and upper edge, metres.
        front: z of the face.
        depth: Room behind the front, metres.
    """
    style = Style.of(context)
    kinds: dict[DoorKind, FrontKind] = {"shaker": "framed", "raised": "raised"}
    width, height = x[1] - x[0] - 2 * GAP, y[1] - y[0] - 2 * GAP
    sampler = context.sampler(name)
    face = drawer_front(
        kinds.get(style.kind, "flat"), width, height, THICKNESS, style.stile, sampler
    )
    deep = depth - THICKNESS - 0.012
    box = drawer_box(width - 0.026, height - 0.03, deep, sampler)
    box = translate(box, (0.0, 0.015, -THICKNESS))
    pulled = style.front.drawer_opening * deep
    place = ((x[0] + x[1]) / 2.0, y[0] + GAP, front)
    wood = context.wood(FRONT, "Fronts")
    inside = context.fixed_material("Drawer box", "beech")
    seat = middle_level(kinds.get(style.kind, "flat"), THICKNESS)
    handles = _drawer_handles(context, width, height, seat)
    return drawer(name, face, box, place, pulled, wood, inside, handles)


def _pull(handle: Handle, upright: bool, room: float, detail: int) -> Mesh:
    """The fitting itself; `room` is the length of the front's edge, metres."""
    if isinstance(handle, BowHandle):
        return bow_pull(round(min(handle.pull_length, 0.6 * room), 3), upright)
    if isinstance(handle, EdgeHandle):
        return edge_pull(round(min(0.12, 0.4 * room), 3), upright)
    if isinstance(handle, CupHandle):
        return turned_knob(0.0135, detail) if upright else cup_pull()
    if isinstance(handle, RingHandle):
        return ring_pull()
    return turned_knob(
        handle.knob_diameter / 2.0 if isinstance(handle, KnobHandle) else 0.014, detail
    )


def _handle(
    context: BookcaseContext, style: Style, made: Leaf, tall: bool, pair: bool
) -> tuple[Node, ...]:
    handle = context.resolved[HANDLE]
    mesh = _pull(handle, True, made.height, int(context.fine))
    stile = min(style.stile, 0.22 * min(made.width, made.height))
    inset = 0.035 if style.kind == "flat" else stile / 2.0
    y = made.height * (0.5 if tall else 0.62)
    if isinstance(handle, EdgeHandle):
        # The lip lies over the closing edge, its plate on the face.
        inset = 0.0015
    place = (made.width - inset, y, 0.0)
    metal = context.material(HANDLE, "Handles", handle.handle_finish)
    return (Node("Handle", (Part(mesh, metal),), translation=place, slot=HANDLE.name),)


def _drawer_handles(
    context: BookcaseContext, width: float, height: float, seat: float
) -> tuple[Node, ...]:
    handle = context.resolved[HANDLE]
    mesh = _pull(handle, False, width, int(context.fine))
    y, z = height / 2.0, seat
    if isinstance(handle, EdgeHandle):
        y, z = height - 0.0015, 0.0
    wide = width > 0.5 and not isinstance(handle, BowHandle | EdgeHandle)
    places = (-0.27 * width, 0.27 * width) if wide else (0.0,)
    metal = context.material(HANDLE, "Handles", handle.handle_finish)
    return tuple(
        Node("Handle", (Part(mesh, metal),), translation=(x, y, z), slot=HANDLE.name)
        for x in places
    )


def _hinges(context: BookcaseContext, style: Style, made: Leaf) -> tuple[Node, ...]:
    """Knuckles of butt hinges; slabs hang on concealed ones."""
    if style.kind == "flat":
        return ()
    inset = min(0.09, 0.2 * made.height)
    heights = [inset, made.height - inset]
    if made.height > 1.0:
        heights.insert(1, made.height / 2.0)
    mesh = merge(*(translate(knuckle(fine=context.fine), (-GAP / 2, y, 0.0)) for y in heights))
    metal = context.material(HANDLE, "Handles", context.resolved[HANDLE].handle_finish)
    return (Node("Hinges", (Part(mesh, metal),), slot=HANDLE.name),)
