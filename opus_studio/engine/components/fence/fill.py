"""What hangs between two posts, made by the kind of infill."""

from __future__ import annotations

from opus_studio.engine.components.fence.balusters import balusters, stone_balusters
from opus_studio.engine.components.fence.cable import cables, glass
from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.infill_assets import (
    Balusters,
    Boards,
    Cables,
    GlassPanes,
    IronBars,
    Lattice,
    LevelRails,
    Pickets,
    Slats,
    StoneBalusters,
)
from opus_studio.engine.components.fence.iron import iron
from opus_studio.engine.components.fence.picket import boards, pickets
from opus_studio.engine.components.fence.slats import lattice, level_rails, slats
from opus_studio.engine.components.fence.span import Span
from opus_studio.engine.scene import Mesh, Part


def infill(context: FenceContext, span: Span) -> list[Part]:
    """The parts of the infill of a field."""
    if isinstance(context.infill, GlassPanes):
        return glass(context, context.infill, span)
    return [Part(_body(context, span), context.infill_material)]


def _body(context: FenceContext, span: Span) -> Mesh:
    kind = context.infill
    if isinstance(kind, Pickets):
        return pickets(context, kind, span)
    if isinstance(kind, Boards):
        return boards(context, kind, span)
    if isinstance(kind, Slats):
        return slats(context, kind, span)
    if isinstance(kind, Lattice):
        return lattice(context, kind, span)
    if isinstance(kind, IronBars):
        return iron(context, kind, span)
    if isinstance(kind, Cables):
        return cables(context, kind, span)
    if isinstance(kind, Balusters):
        return balusters(context, kind, span)
    if isinstance(kind, StoneBalusters):
        return stone_balusters(context, kind, span)
    if isinstance(kind, LevelRails):
        return level_rails(context, kind, span)
    raise TypeError(f"There is no infill of {type(kind).__name__}.")
