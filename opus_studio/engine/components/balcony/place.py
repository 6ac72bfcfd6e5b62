"""A balcony for a wall of another model.

from opus_studio.engine.components.balcony.place import balcony
node = balcony(values.nested[("Balcony", "")], width=2.4, ground=2.7)
edge.place(node, x, y, 0.0)
"""

from __future__ import annotations

from dataclasses import replace

from opus_studio.engine.components.balcony.assets import PLAN
from opus_studio.engine.components.balcony.context import BalconyContext
from opus_studio.engine.components.balcony.decks import steel, timber
from opus_studio.engine.components.balcony.parts_assets import (
    SLAB,
    SUPPORT,
    ConcreteSlab,
    SteelSlab,
    StoneSlab,
    TimberSlab,
)
from opus_studio.engine.components.balcony.railing import railing
from opus_studio.engine.components.balcony.slab import concrete, stone
from opus_studio.engine.components.balcony.supports import supports
from opus_studio.engine.scene import Node, Part
from opus_studio.engine.schema import Resolved
from opus_studio.engine.values import Value


def balcony(
    resolved: Resolved,
    *,
    width: float | None = None,
    depth: float | None = None,
    ground: float | None = None,
) -> Node:
    """A balcony whose slab's underside starts at the origin: bottom centre, wall plane z = 0.

    Its floor lies at `floor_of(values)`. What the user set himself stays as it was set.

    Args:
        resolved: A resolved `Balcony`.
        width: Overall width of the slab, metres; None takes its own.
        depth: How far the slab stands out, metres; None takes its own.
        ground: Height of the slab's underside above the ground, metres, for posts.
    """
    sizes: dict[str, Value] = {}
    if width is not None:
        sizes["balcony_width"] = width
    if depth is not None:
        sizes["balcony_depth"] = depth
    fitted = resolved.fitted(PLAN, **sizes) if sizes else resolved
    if ground is not None:
        fitted = _grounded(fitted, ground)
    return Node("Balcony", children=branches(BalconyContext(fitted)))


def floor_of(resolved: Resolved) -> float:
    """Height of the floor above the slab's underside, metres."""
    return BalconyContext(resolved).thick


def branches(context: BalconyContext) -> tuple[Node, ...]:
    """Slab, supports and railing."""
    return (Node("Slab", slab(context), slot=SLAB.name), *supports(context), railing(context))


def slab(context: BalconyContext) -> tuple[Part, ...]:
    """The slab's parts, its underside on y = 0."""
    kind = context.resolved[SLAB]
    if isinstance(kind, ConcreteSlab):
        return concrete(context, kind)
    if isinstance(kind, TimberSlab):
        return timber(context, kind)
    if isinstance(kind, SteelSlab):
        return steel(context, kind)
    if isinstance(kind, StoneSlab):
        return stone(context, kind)
    raise TypeError(f"There is no slab of {type(kind).__name__}.")


def _grounded(resolved: Resolved, ground: float) -> Resolved:
    """The posts' height as the wall gives it, unless the user set it; it is no choice of posts."""
    kind = resolved[SUPPORT]
    if not hasattr(kind, "post_height"):
        return resolved
    before = {v.key: v for v in resolved.values}
    fitted = resolved.fitted(SUPPORT, post_height=ground)

    # A height from the wall is no wish for posts: the origin stays what it was.
    kept = tuple(replace(v, origin=before[v.key].origin) for v in fitted.values)
    return replace(fitted, values=kept)
