"""Wrought iron between posts: bars through flat rails, with a frieze and finials."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.infill_assets import IronBars
from opus_studio.engine.components.fence.ironwork import bar, collar, finial, ring, scroll
from opus_studio.engine.components.fence.span import Span, even, level_bar, merged
from opus_studio.engine.geometry import place
from opus_studio.engine.scene import Mesh


def iron(context: FenceContext, kind: IronBars, span: Span) -> Mesh:
    """Two or three flat rails, bars through them, and what adorns these."""
    size = min(kind.bar_size, 0.5 * context.post_width, 0.07 * span.tall)
    places, size = even(span, size, context.gap(kind.bar_gap), 0.097 if context.railing else 0.15)
    pointed = kind.finial != "none" and not context.capped
    head = min(0.16, 0.14 * span.tall + 0.02) if pointed else 0.0
    flat = (max(0.65 * size, 0.008), min(max(2.2 * size, 0.028), context.depth))
    upper = span.high - head - (flat[0] / 2.0 + 0.03 * span.tall if pointed else flat[0] / 2.0)
    if context.capped:
        upper = span.high - flat[0] / 2.0 - 0.0006
    lower = span.low + min(0.1, 0.12 * span.tall)
    if not pointed and not context.capped:
        upper = span.high - flat[0] / 2.0
    levels = [lower, upper]
    band = min(0.13, 0.24 * span.tall)
    free = (places[1] - places[0] - size) if len(places) > 1 else 0.0
    if kind.frieze == "rings" and len(places) > 1:
        band = min(band, free + flat[0] + 0.002)
    adorned = kind.frieze != "none" and len(places) > 1 and free > 0.03
    if adorned:
        levels.append(upper - band)
    heavy = 1.5 if kind.frieze != "none" or kind.bar_shape == "twisted" else 1.0
    lod = context.lod(places[1] - places[0] if len(places) > 1 else span.clear, heavy)
    pieces = [_flat(span, level, flat) for level in levels]
    top = span.high - head if pointed else upper + 0.25 * flat[0]
    upright = bar(kind.bar_shape, round(size, 5), round(top - span.low, 5), lod)
    pieces.append(place(upright, [(x, span.low, 0.0) for x in places]))
    if pointed:
        tip = finial(kind.finial, round(size, 5), round(head + 0.001, 5), lod)
        pieces.append(place(tip, [(x, top - 0.001, 0.0) for x in places]))
    if adorned:
        pieces.append(_frieze(lod, kind, places, (upper - band, upper), flat[0], size))
    if kind.collars:
        level = (lower + (upper - band if adorned else upper)) / 2.0
        tall = min(0.05, 0.07 * span.tall)
        each = collar(round(size, 5), round(tall, 5), lod)
        pieces.append(place(each, [(x, level, 0.0) for x in places[::2]]))
    return merged(pieces)


def _flat(span: Span, level: float, size: tuple[float, float]) -> Mesh:
    return level_bar(span, level, size, bevel=0.001)


def _frieze(
    lod: int, kind: IronBars, places: list[float], band: tuple[float, float], thick: float,
    size: float,
) -> Mesh:  # fmt: skip
    """Rings or scrolls between the bars, in the band below the upper rail."""
    low, high = band[0] + thick / 2.0, band[1] - thick / 2.0
    free = places[1] - places[0] - size
    tall = high - low
    middles = [(a + b) / 2.0 for a, b in pairwise(places)]
    centres = [(x, (low + high) / 2.0, 0.0) for x in middles]
    if kind.frieze == "rings":
        # Rings touch the bars and the rails, and are let into them by half a millimetre.
        radius = min(free, tall) / 2.0 + 0.0005
        return place(ring(round(radius, 5), round(min(0.3 * size, 0.2 * radius), 5), lod), centres)
    make = partial(scroll, round(free + 0.001, 5), round(tall + 0.001, 5), round(0.8 * size, 5))
    return place(make(lod), centres)
