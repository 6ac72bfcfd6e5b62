"""What hangs between two posts, made by the kind of infill."""

from __future__ import annotations

from opus_studio.engine.components.fence.balusters import balusters, stone_balusters
from opus_studio.engine.components.fence.cable import cables, glass
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
from opus_studio.engine.components.fence.work import Work
from opus_studio.engine.scene import Mesh, Part


def infill(work: Work, span: Span) -> list[Part]:
    """The parts of the infill of a field."""
    if isinstance(work.infill, GlassPanes):
        return glass(work, work.infill, span)
    return [Part(_body(work, span), work.infill_material)]


def _body(work: Work, span: Span) -> Mesh:
    kind = work.infill
    if isinstance(kind, Pickets):
        return pickets(work, kind, span)
    if isinstance(kind, Boards):
        return boards(work, kind, span)
    if isinstance(kind, Slats):
        return slats(work, kind, span)
    if isinstance(kind, Lattice):
        return lattice(work, kind, span)
    if isinstance(kind, IronBars):
        return iron(work, kind, span)
    if isinstance(kind, Cables):
        return cables(work, kind, span)
    if isinstance(kind, Balusters):
        return balusters(work, kind, span)
    if isinstance(kind, StoneBalusters):
        return stone_balusters(work, kind, span)
    if isinstance(kind, LevelRails):
        return level_rails(work, kind, span)
    raise TypeError(f"There is no infill of {type(kind).__name__}.")
