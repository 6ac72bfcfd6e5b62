"""Shafts of masonry from the roof or the ground to the crown, with panels, quoins and bands."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.building.chimney import COURSE, Level, grown, rectangle_at, tower
from opus_studio.engine.components.chimney.assets import (
    BANDS,
    FORM,
    PANELS,
    BreastForm,
    ClusterForm,
    NoBands,
    RecessedPanels,
    StringBands,
)
from opus_studio.engine.components.chimney.context import ChimneyContext, Shaft
from opus_studio.engine.geometry import boxes, merge, rotate, translate
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_SUNK = 0.02
"""How far pieces of masonry run into each other, metres."""


def shafts(context: ChimneyContext) -> tuple[Node, ...]:
    """Everything of masonry below the crown, each kind a branch."""
    form = context.masonry
    pieces: list[Mesh] = []
    stone: list[Mesh] = []
    if isinstance(form, ClusterForm):
        pieces.append(_base(context))
        pieces += [_shaft(context, shaft) for shaft in context.shafts]
        stone += [_shaft_foot(context, shaft) for shaft in context.shafts]
    elif isinstance(form, BreastForm):
        pieces.append(_breast(context))
        if form.shoulders == "sloped":
            stone += _weathering(context, form)
        elif form.shoulders == "stepped":
            pieces += _steps(context, form)
    else:
        pieces.append(_panelled(context))
    nodes = [Node("Shaft", (Part(merge(*pieces), context.body),), slot=FORM.name)]
    if (
        form.quoins
        and context.body.finish in ("stone_rubble", "stucco")
        and (not isinstance(form, ClusterForm))
    ):
        stone.append(_quoins(context))
    if stone:
        nodes.append(Node("Dressings", (Part(merge(*stone), context.dressing),), slot=FORM.name))
    return (*nodes, *_bands(context))


def _shaft(context: ChimneyContext, shaft: Shaft) -> Mesh:
    levels = [
        Level(shaft.plan, shaft.foot - _SUNK),
        Level(shaft.plan, context.neck + _end(context)),
    ]
    return tower(levels, uv=context.uv("shaft"))


def _end(context: ChimneyContext) -> float:
    """How far the shaft runs up into its crown, metres."""
    return min(_SUNK, 0.5 * context.crown_height)


def _base(context: ChimneyContext) -> Mesh:
    """The base of a cluster, its top weathered."""
    plan, top = context.plan, context.base_top
    inner = grown(plan, -0.03)
    levels = [Level(plan, context.feet), Level(plan, top - COURSE), Level(inner, top)]
    return tower(levels, uv=context.uv("shaft"))


def _shaft_foot(context: ChimneyContext, shaft: Shaft) -> Mesh:
    """A moulded stone under a free shaft."""
    out = min(0.028, context.spread)
    plan, y = shaft.plan, shaft.foot - 0.012
    wide = grown(plan, out)
    levels = [Level(wide, y), Level(wide, y + 0.075), Level(grown(plan, 0.4 * out), y + 0.11),
              Level(grown(plan, 0.002), y + 0.15)]  # fmt: skip
    offsets = context.uv_offsets(f"foot {shaft.centre[0]:.2f}", 1)[0].tolist()
    return tower(levels, bevel=0.005, uv=(offsets[0], offsets[1]))


def _panelled(context: ChimneyContext) -> Mesh:
    """A shaft from the roof, its faces sunk between strips where panels are wanted."""
    asset = context.resolved[PANELS]
    plan, top = context.plan, context.neck + _end(context)
    uv = context.uv("shaft")
    low, high = context.joint(context.highest + 0.28), context.joint(context.neck - 0.12)
    if not isinstance(asset, RecessedPanels) or high - low < 0.3:
        return tower([Level(plan, context.feet), Level(plan, top)], uv=uv)
    strip = min(asset.strip_width, 0.3 * min(context.width, context.depth))
    sunk = grown(plan, -asset.panel_depth)
    levels = [Level(plan, context.feet), Level(plan, low), Level(sunk, low + 0.02),
              Level(sunk, high - 0.002), Level(plan, high), Level(plan, top)]  # fmt: skip
    pieces = [tower(levels, uv=uv)]
    half, deep = context.width / 2.0, context.depth / 2.0
    span = (low - 0.01, high + 0.01)
    for x in (-1.0, 1.0):
        for p in (-1.0, 1.0):
            pier = rectangle_at(strip, strip, x * (half - strip / 2.0), p * (deep - strip / 2.0))
            pieces.append(_pier(context, pier, span, uv))
    columns = min(asset.panel_columns, max(1, int((context.width - strip) / (strip + 0.22))))
    places = (np.arange(1, columns) / columns - 0.5) * (context.width - strip)
    inner = [rectangle_at(strip, context.depth, float(x)) for x in places]
    pieces.extend(_pier(context, plan, span, uv) for plan in inner)
    return merge(*pieces)


def _pier(
    context: ChimneyContext, plan: Floats, span: tuple[float, float], uv: tuple[float, float]
) -> Mesh:
    """A strip before sunk faces; a hair within the shaft's own faces."""
    inner = grown(plan, -0.0008)
    # Its bricks are in line with those of the front.
    along = uv[0] + context.width / 2.0 + float(plan[0, 0])
    return tower([Level(inner, span[0]), Level(inner, span[1])], uv=(along, uv[1]))


def _breast(context: ChimneyContext) -> Mesh:
    """A breast from the ground over its shoulders to the crown; its back in the wall."""
    wide, deep = context.breast
    low, high = context.shoulder
    foot = rectangle_at(wide, deep, p=-(deep / 2.0 - context.site.bed))
    shaft = context.shafts[0].plan
    levels = [Level(foot, 0.0), Level(foot, low), Level(shaft, high),
              Level(shaft, context.neck + _end(context))]  # fmt: skip
    return tower(levels, bevel=0.005, uv=context.uv("shaft"))


def _slopes(context: ChimneyContext, form: BreastForm) -> list[tuple[float, float]]:
    """X of the outer and of the inner end of each shoulder."""
    half, middle = context.breast[0] / 2.0, context.shaft_x
    ends = [(half, middle + context.width / 2.0)]
    if not form.one_sided:
        ends.append((-half, middle - context.width / 2.0))
    return [(a, b) for a, b in ends if abs(a - b) > 0.04]


def _weathering(context: ChimneyContext, form: BreastForm) -> list[Mesh]:
    """Stone slabs on the shoulders, each lapping the one below."""
    low, high = context.shoulder
    deep = context.breast[1] - context.site.bed
    made = []
    for number, (outer, inner) in enumerate(_slopes(context, form)):
        run, rise = inner - outer, high - low
        long = float(np.hypot(run, rise))
        count = max(1, round(long / 0.34))
        angle = float(np.degrees(np.arctan2(rise, run)))
        offsets = context.uv_offsets(f"weathering {number}", count)
        for k in range(count):
            share = (k + 0.5) / count
            size = (long / count + 0.05, 0.055, deep + 0.05 - 0.003 * (k % 2))
            piece = boxes([size], [(0.0, 0.008 * (k % 2), 0.0)], 0.006, uv_offsets=offsets[k],
                          segments=1)  # fmt: skip
            made.append(_tilted(piece, angle, outer + share * run, low + share * rise, deep))
    return made


def _tilted(piece: Mesh, angle: float, x: float, y: float, deep: float) -> Mesh:
    turned = rotate(piece, "z", angle if abs(angle) < 90.0 else angle - 180.0)
    return translate(turned, (x, y + 0.02, (deep + 0.02) / 2.0 - 0.012))


def _steps(context: ChimneyContext, form: BreastForm) -> list[Mesh]:
    """Small steps of masonry on the shoulders, every second course one of them."""
    low, high = context.shoulder
    deep = context.breast[1]
    made = []
    for outer, inner in _slopes(context, form):
        count = max(2, int((high - low) / (2 * COURSE)))
        rise, run = (high - low) / count, (inner - outer) / count
        for k in range(count):
            # Narrower than the whole rise: the shaft's own slope is behind them.
            near, far = outer + (k + 0.012) * run, inner - (0.3 + 0.03 * (k % 2)) * run
            y = low + k * rise
            # Neighbours share no face: each second one stands a little behind.
            front = 0.006 - 0.0015 * (k % 2)
            behind = 0.004 + 0.0015 * (k % 2)
            body = rectangle_at(
                abs(far - near),
                deep + front - behind,
                (near + far) / 2.0,
                -(deep / 2.0 - context.site.bed) - (front + behind) / 2.0,
            )
            top = Level(grown(body, -0.008), y + rise + 0.012)
            made.append(tower([Level(body, y - _SUNK), Level(body, y + rise - 0.004), top],
                              uv=context.uv("shaft")))  # fmt: skip
    return made


def _quoins(context: ChimneyContext) -> Mesh:
    """Long and short dressed stones up the corners of the shaft."""
    shaft = context.shafts[0]
    foot = context.shoulder[1] + 0.1 if shaft.foot else context.highest + 0.05
    top = context.neck - 0.004
    count = max(2, round((top - foot) / 0.26))
    tall = (top - foot) / count
    long = min(0.30, 0.42 * shaft.width, 0.42 * shaft.depth)
    short, out = 0.6 * long, 0.012
    sizes, centres = [], []
    for corner, (sx, sz) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        for k in range(count):
            a, b = (long, short) if (k + corner) % 2 else (short, long)
            sizes.append((a + out, tall - 0.008, b + out))
            centres.append((
                shaft.centre[0] + sx * (shaft.width / 2.0 - (a - out) / 2.0),
                foot + (k + 0.5) * tall,
                -shaft.centre[1] + sz * (shaft.depth / 2.0 - (b - out) / 2.0),
            ))  # fmt: skip
    return boxes(sizes, centres, 0.006, segments=1, grain="x",
                 uv_offsets=context.uv_offsets("quoins", len(sizes)))  # fmt: skip


def _bands(context: ChimneyContext) -> tuple[Node, ...]:
    """String courses around every shaft."""
    asset = context.resolved[BANDS]
    if isinstance(asset, NoBands) or not isinstance(asset, StringBands):
        return ()
    tall = asset.band_courses * COURSE
    out = min(asset.band_projection, context.spread - 0.002)
    foot = context.shafts[0].foot or context.highest
    room = context.neck - foot
    count = min(asset.band_count, int((room - 0.5) / (tall + 0.25)))
    if count < 1 or out < 0.008:
        return ()
    made = []
    # Below the crown first, then down the shaft.
    for k in range(count):
        y = context.joint(
            context.neck - (0.24 + tall if k == 0 else 0.24 + tall + k * (room - 0.4) / count)
        )
        for shaft in context.shafts:
            wide = grown(shaft.plan, out)
            top = Level(grown(shaft.plan, 0.001), y + tall + 0.9 * out)
            made.append(tower([Level(wide, y), Level(wide, y + tall), top], uv=context.uv("bands")))
    material = context.dressing if asset.stone_bands else context.body
    return (Node("Bands", (Part(merge(*made), material),), slot=BANDS.name),)
