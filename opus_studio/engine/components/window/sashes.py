"""Sashes: joined stiles and rails around a glazed light with its bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.glazing import Glazing, Light, light
from opus_studio.engine.components.shared.joinery import joined_frame
from opus_studio.engine.components.window.assets import BARS, GLASS, OPENING, DiamondLead
from opus_studio.engine.components.window.bars import bars_for
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.geometry import Outline, Profile, extrude, merge, mirror, translate
from opus_studio.engine.scene import Mesh, Node, Part

Put: TypeAlias = Callable[[Mesh], Mesh]
"""Moves a piece from the sash's frame to its node's."""


@dataclass(frozen=True)
class Members:
    """Widths of a sash's boards, nose included, metres."""

    left: float
    right: float
    bottom: float
    top: float


def members(context: WindowContext, width: float, height: float) -> Members:
    """The widths asked for, less where the sash is small: the glass keeps most of it."""
    rail = min(context.rail_width, 0.21 * min(width, height))
    ratio = float(getattr(context.resolved[OPENING], "bottom_rail_ratio", 1.0))
    return Members(rail, rail, min(rail * ratio, 0.3 * height), rail)


def sash(
    context: WindowContext,
    name: str,
    width: float,
    height: float,
    depth: float,
    wide: Members,
    lay: Glazing,
    *,
    planed: float = 0.0,
    extra: Sequence[Mesh] = (),
    fittings: Sequence[Node] = (),
    mirrored: bool = False,
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> Node:
    """A sash as a branch, its lower edge on y = 0, centred on x, its front on z = 0.

    Args:
        context: The window being made.
        name: Of the node, which also names its cuts.
        width: Outside, metres.
        height: Outside, metres.
        depth: Metres.
        wide: Widths of the boards.
        lay: How the panes lie in the depth.
        planed: How much of the right edge's back is planed off, metres.
        extra: More pieces of the sash's own wood, in the same frame.
        fittings: More branches, in the frame after the offset; not mirrored.
        mirrored: Left and right are exchanged about the origin after the offset.
        offset: Moves everything, metres.
    """
    sampler = context.sampler(name)
    body = _body(width, height, depth, wide, lay.nose, planed, sampler)
    w = width - wide.left - wide.right + 2 * lay.nose
    h = height - wide.top - wide.bottom + 2 * lay.nose
    x, y = (wide.left - wide.right) / 2.0, (height + wide.bottom - wide.top) / 2.0
    pane = light(w, h, lay, y, x, sampler)
    bar = bars_for(context.resolved[BARS], w, h, lay, (x, y), sampler)

    def put(mesh: Mesh) -> Mesh:
        moved = translate(mesh, offset)
        return mirror(moved, "x") if mirrored else moved

    wood = put(merge(body, pane.edging, *extra))
    children = [glass_node(context, pane, put), *bars_nodes(context, bar, put), *fittings]
    return Node(
        name,
        (Part(wood, context.joinery(OPENING, "Sash")),),
        tuple(children),
        slot=OPENING.name,
    )


def glass_node(context: WindowContext, pane: Light, put: Put) -> Node:
    """Panes, spacers and gaskets as a branch of the glass's slot."""
    parts = [Part(put(pane.glass), context.glass)]
    if pane.spacer is not None:
        parts.append(
            Part(
                put(pane.spacer),
                context.fixed_material("Spacer", "matte_plastic/charcoal")
                if context.sheets == 3
                else context.fixed_material("Spacer", "brushed_aluminium"),
            )
        )
    parts.append(Part(put(pane.gasket), context.fixed_material("Gasket", "rubber")))
    return Node("Glass", tuple(parts), slot=GLASS.name)


def bars_nodes(context: WindowContext, mesh: Mesh | None, put: Put) -> list[Node]:
    """The glazing bars as a branch of their slot; none where there are none."""
    if mesh is None:
        return []
    if isinstance(context.resolved[BARS], DiamondLead):
        material = context.material(BARS, "Lead", "lead")
    else:
        material = context.joinery(BARS, "Bars")
    return [Node("Bars", (Part(put(mesh), material),), slot=BARS.name)]


def _body(
    width: float,
    height: float,
    depth: float,
    wide: Members,
    nose: float,
    planed: float,
    sampler: UvSampler,
) -> Mesh:
    stiles, rails = (wide.left - nose, wide.right - nose), (wide.bottom - nose, wide.top - nose)
    if planed < 0.0006:
        return joined_frame(width, height, depth, stiles, rails, sampler)
    boards = joined_frame(width, height, depth, stiles, rails, sampler, without_right=True)
    section = _planed(round(stiles[1], 5), round(depth, 5), round(planed, 4) + 0.0001)
    closing = extrude(
        section, height, axis="y", start=0.0, bevel=0.001, segments=1,
        uv_offset=tuple(sampler(1)[0].tolist()),
    )  # fmt: skip
    return merge(boards, translate(closing, (width / 2.0 - stiles[1], 0.0, 0.0)))


@lru_cache(maxsize=128)
def _planed(width: float, depth: float, planed: float) -> Profile:
    """A closing stile from x = 0, z at -depth..0, its outer edge slanting to the back."""
    back = max(width - planed, 0.3 * width)
    pen = Outline((0.0, -depth), 3).to(back, -depth).to(width, 0.0).to(0.0, 0.0)
    return pen.close().eased(0.0012, 2)
