"""Sashes that slide behind each other: sideways on two tracks, or up and down."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from opus_studio.engine.components.shared.glazing import glazing
from opus_studio.engine.components.window.assets import (
    DoubleHungOpening,
    SlidingOpening,
)
from opus_studio.engine.components.window.context import GAP, REBATE, WindowContext
from opus_studio.engine.components.window.frame import outer_frame, track_section, tracks
from opus_studio.engine.components.window.hardware import (
    FASTENER_RISE,
    lift_fittings,
    slide_fittings,
)
from opus_studio.engine.components.window.sashes import Members, members, sash
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    extrude,
    merge,
    mirror,
    translate,
)
from opus_studio.engine.scene import Mesh, Node

NARROWEST_PANEL = 0.18
"""Metres. Panels that would be narrower are fewer instead."""

_ARRANGEMENTS = {2: "oi", 3: "oio", 4: "oiio"}
"""Which track each panel runs on from the left: the outer or the inner one."""


def sliding(context: WindowContext, asset: SlidingOpening) -> tuple[Mesh, tuple[Node, ...]]:
    """Panels on two tracks; those on the inner one slide, away from the middle or to the left."""
    body = outer_frame(context, track_section(context.face, context.depth, context.edge))
    run = tracks(context.depth)
    jamb = context.face - REBATE
    clear, height = context.width - 2 * (jamb + GAP), context.height - 2 * (jamb + GAP)
    count = max(2, min(asset.panels, int(clear / NARROWEST_PANEL)))
    lap = members(context, clear / count, height).left
    # Neighbours on different tracks lap by a stile; a pair on one track meets with a gap.
    pattern = _ARRANGEMENTS[count]
    laps = sum(a != b for a, b in pairwise(pattern))
    meets = count - 1 - laps
    width = (clear + lap * laps - GAP * meets) / count
    travel = asset.opening * (width - lap - 0.012)
    wide = members(context, width, height)
    wide = Members(lap, lap, wide.bottom, wide.top)
    lay = glazing(run.sash, context.sheets, context.edge, context.nose)
    nodes, x = [], -clear / 2.0
    for number, track in enumerate(pattern):
        moving = track == "i"
        z = run.inner if moving else run.outer
        way = 1.0 if count == 4 and number == 2 else -1.0
        shift = way * travel if moving else 0.0
        fittings = slide_fittings(context, width, height, run.sash, wide, way) if moving else ()
        node = sash(context, f"Panel {number + 1}", width, height, run.sash, wide, lay,
                    fittings=fittings)  # fmt: skip
        nodes.append(node.moved((x + width / 2.0 + shift, jamb + GAP, z)))
        same = number + 1 < count and pattern[number + 1] == track
        x += width + (GAP if same else -lap)
    return body, tuple(nodes)


def double_hung(context: WindowContext, asset: DoubleHungOpening) -> tuple[Mesh, tuple[Node, ...]]:
    """The upper sash outside, the lower one behind it, their meeting rails passing each other."""
    body = outer_frame(context, track_section(context.face, context.depth, context.edge))
    run = tracks(context.depth)
    jamb = context.face - REBATE
    width, clear = context.width - 2 * (jamb + GAP), context.height - 2 * (jamb + GAP)
    meeting = min(0.038, 0.1 * clear)
    upper = asset.upper_ratio * clear + meeting / 2.0
    lower = clear - upper + meeting
    above, below = members(context, width, upper), members(context, width, lower)
    rail = min(above.left, below.left)
    above = Members(rail, rail, meeting, rail)
    below = Members(rail, rail, max(below.bottom, rail), meeting)
    lay = glazing(run.sash, context.sheets, context.edge, context.nose)
    base = jamb + GAP
    # Each meeting rail reaches half-way across the space that the parting bead leaves.
    reach = (run.outer - run.sash - run.inner) / 2.0 - 0.001
    bridge = bevelled_box((width - 0.030, 0.55 * meeting, reach + 0.001), 0.001)
    outer_bridge = translate(bridge, (0.0, 0.55 * meeting / 2, -run.sash - reach / 2 + 0.0005))
    inner_bridge = translate(bridge, (0.0, lower - 0.55 * meeting / 2, reach / 2 - 0.0005))
    extra = [outer_bridge]
    if asset.horns:
        extra.append(_horns(width, rail, run.sash, min(0.055, 0.25 * lower)))
    top = sash(context, "Sash upper", width, upper, run.sash, above, lay, extra=extra)
    bottom = sash(context, "Sash lower", width, lower, run.sash, below, lay, extra=[inner_bridge],
                  fittings=lift_fittings(context, width, lower, run.sash, below))  # fmt: skip
    # The fastener on the meeting rail stays below the head's lips.
    raised = asset.lower_opening * max(0.0, clear - lower - FASTENER_RISE)
    return body, (
        top.moved((0.0, base + clear - upper, run.outer)),
        bottom.moved((0.0, base + raised, run.inner)),
    )


def _horns(width: float, stile: float, depth: float, drop: float) -> Mesh:
    """The stiles of an upper sash, run on below its meeting rail and shaped to a curve."""
    horn = extrude(_horn(round(0.8 * stile, 4), round(drop, 3)), depth - 0.004, bevel=0.0015)
    left = translate(horn, (-width / 2.0 + 0.0005, 0.0, -depth / 2.0))
    return merge(left, mirror(left, "x"))


@lru_cache(maxsize=64)
def _horn(wide: float, drop: float) -> Profile:
    pen = Outline((0.0, 0.001), 5).to(0.0, -drop).to(0.3 * wide, -drop)
    pen.arc(0.55 * wide, -0.55 * drop, 0.35).arc(wide, -0.1 * drop, -0.35).to(wide, 0.001)
    return pen.close()
