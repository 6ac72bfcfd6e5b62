"""Level slats on battens, lattices in frames over boards, and post-and-rail."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import shapely

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.infill_assets import Lattice, LevelRails, Slats
from opus_studio.engine.components.fence.span import Span, level_bar, merged
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    loft,
    rotate,
    translate,
)
from opus_studio.engine.scene import Mesh


def slats(context: FenceContext, kind: Slats, span: Span) -> Mesh:
    """Level slats from the lower to the upper edge, on battens behind them."""
    sampler = context.sampler(f"slats {span.variant}")
    limit = 0.094 if context.railing else 0.2
    heights = _courses(span, kind, context.gap(kind.slat_gap), limit)
    thick = min(0.024, 0.45 * context.depth)
    batten = min(0.03, context.depth - thick)
    z = (thick + batten) / 2.0 - thick / 2.0
    long, x = span.rail
    sizes = [(long, high - low, thick) for low, high in heights]
    centres = [(x, (low + high) / 2.0, z) for low, high in heights]
    pieces = [boxes(sizes, centres, 0.003, grain="x", segments=1, uv_offsets=sampler(len(sizes)))]
    wide = min(0.04, 0.2 * span.clear)
    fields = max(1, math.ceil(span.clear / 1.25))
    inner = span.clear / 2.0 - wide / 2.0
    places = [-inner + 2.0 * inner * k / fields for k in range(fields + 1)]
    pieces.append(
        boxes(
            (wide, span.tall - 0.012, batten + 0.001),
            [(p, (span.low + span.high) / 2.0, z - thick / 2.0 - batten / 2.0 + 0.0005)
             for p in places],
            0.003, grain="y", segments=1, uv_offsets=sampler(len(places)),
        )
    )  # fmt: skip
    return merged(pieces)


def _courses(span: Span, kind: Slats, gap: float, limit: float) -> list[tuple[float, float]]:
    """Lower and upper edge of each slat; narrow ones between them where wanted."""
    wide = min(kind.slat_width, 0.4 * span.tall)
    narrow = max(0.4 * wide, 0.02) if kind.alternating else wide
    count = max(2, round((span.tall + gap) / ((wide + narrow) / 2.0 + gap)))
    if kind.alternating:
        count += 1 - count % 2

    def free(number: int) -> float:
        used = (number + 1) // 2 * wide + number // 2 * narrow
        return (span.tall - used) / (number - 1)

    step = 2 if kind.alternating else 1
    while free(count) > limit:
        count += step
    while count - step > 1 and free(count) < 0.004:
        count -= step
    space, edges, level = free(count), [], span.low
    if space < 0.002:
        # Slats that leave no room between them are made a little lower.
        space = 0.004
        shrink = (span.tall - (count - 1) * space) / (span.tall - (count - 1) * free(count))
    else:
        shrink = 1.0
    for k in range(count):
        high = level + (wide if k % 2 == 0 else narrow) * shrink
        edges.append((level, high))
        level = high + space
    return edges


def lattice(context: FenceContext, kind: Lattice, span: Span) -> Mesh:
    """A framed panel: boards below, crossing strips above."""
    sampler = context.sampler(f"lattice {span.variant}")
    deep = min(0.038, context.depth)
    edge = min(0.05, 0.12 * span.tall, 0.12 * span.clear)
    whole = kind.lattice_share > 0.9 or span.tall < 0.7
    split = span.low if whole else span.high - kind.lattice_share * span.tall
    levels = [span.low + edge / 2.0, span.high - edge / 2.0]
    if not whole:
        levels.insert(1, split)
    pieces = [
        level_bar(span, level, (edge, deep), uv_offset=sampler(1)[0], bevel=0.003)
        for level in levels
    ]
    stile = (edge, span.tall - 2 * edge + 0.002, deep - 0.002)
    inner = (span.clear - edge) / 2.0 - 0.0006  # never in one plane with the rails' ends
    middle = (span.low + span.high) / 2.0
    pieces.append(boxes(stile, [(x, middle, 0.0) for x in (-inner, inner)], 0.003, grain="y",
                        segments=1, uv_offsets=sampler(2)))  # fmt: skip
    x0, x1 = -inner + edge / 2.0, inner - edge / 2.0
    low = span.low + edge if whole else split + edge / 2.0
    pieces += _strips(context, kind, (x0, x1, low, span.high - edge), deep, sampler)
    if not whole:
        pieces.append(_panel((x0, x1, span.low + edge, split - edge / 2.0), 0.4 * deep, sampler))
    return merged(pieces)


def _panel(field: tuple[float, float, float, float], thick: float, sampler: UvSampler) -> Mesh:
    """Boards that stand in a frame, let into it."""
    x0, x1, y0, y1 = field
    count = max(2, round((x1 - x0) / 0.11))
    pitch = (x1 - x0 + 0.008) / count
    centres = [(x0 - 0.004 + (k + 0.5) * pitch, (y0 + y1) / 2.0, 0.0) for k in range(count)]
    return boxes((pitch - 0.0015, y1 - y0 + 0.012, thick), centres, 0.002, grain="y", segments=1,
                 uv_offsets=sampler(count))  # fmt: skip


def _strips(
    context: FenceContext,
    kind: Lattice,
    field: tuple[float, float, float, float],
    deep: float,
    sampler: UvSampler,
) -> list[Mesh]:
    """Two layers of strips that cross, cut off within the frame."""
    x0, x1, y0, y1 = field
    into = 0.006
    box = shapely.box(x0 - into, y0 - into, x1 + into, y1 + into)
    middle = ((x0 + x1) / 2.0, (y0 + y1) / 2.0)
    pitch = context.gap(kind.lattice_pitch)
    wide = min(kind.strip_width, 0.55 * pitch)
    thick = min(0.009, 0.3 * deep)
    turns = (45.0, -45.0) if kind.pattern == "diagonal" else (0.0, 90.0)
    pieces = []
    for layer, turn in enumerate(turns):
        along = np.array([math.cos(math.radians(turn)), math.sin(math.radians(turn))])
        across = np.array([-along[1], along[0]])
        reach = abs(across[0]) * (x1 - x0) + abs(across[1]) * (y1 - y0)
        count = max(1, round(reach / pitch))
        places = [(-reach + reach / count * (2 * k + 1)) / 2.0 for k in range(count)]
        z = (thick / 2.0 - 0.0004) * (1 if layer else -1)
        for place, offset in zip(places, sampler(count), strict=True):
            outline = _clipped(box, middle, along, across, place, wide)
            if outline is not None:
                strip = sawn_board(outline, thick, bevel=0.001, uv_offset=offset)
                turned = rotate(strip, "z", turn)
                pieces.append(translate(turned, (middle[0], middle[1], z)))
    return pieces


def _clipped(
    box: shapely.Polygon, middle: tuple[float, float], along: np.ndarray, across: np.ndarray,
    place: float, wide: float,
) -> Profile | None:  # fmt: skip
    """A strip cut off by a box, in the strip's own frame (X along it) about the box's middle."""
    long = 6.0
    corners = [
        along * a + across * (place + b) + middle
        for a, b in ((-long, -wide / 2), (long, -wide / 2), (long, wide / 2), (-long, wide / 2))
    ]
    left = shapely.intersection(box, shapely.Polygon(corners))
    if left.is_empty or left.area < 0.3 * wide * wide:
        return None
    points = np.asarray(left.exterior.coords)[:-1] - middle
    return Profile.of(np.round(np.stack([points @ along, points @ across], -1), 6))


def level_rails(context: FenceContext, kind: LevelRails, span: Span) -> Mesh:
    """Rails from post to post, with a crossed brace where wanted."""
    sampler = context.sampler(f"rails {span.variant}")
    stream = context.resolved.stream(f"cleft {span.variant}")
    wide = min(kind.rail_width, 0.3 * span.tall)
    deep = min(0.036 if kind.rail_section == "sawn" else 0.7 * wide, context.depth)
    crossed = kind.crossed and not context.railing and span.tall > 0.5 and span.clear > 0.6
    count = 2 if crossed else max(kind.rails, 2)
    while count > 2 and (span.tall - count * wide) / (count - 1) < 0.05:
        count -= 1
    if context.railing:
        while (span.tall - count * wide) / (count - 1) > 0.095:
            count += 1
    start = span.low if crossed or context.railing else span.low + _clearance(span, count, wide)
    step = (span.high - start - wide) / (count - 1)
    pieces = []
    for k, offset in enumerate(sampler(count)):
        level = start + wide / 2.0 + k * step
        if kind.rail_section == "sawn":
            pieces.append(level_bar(span, level, (wide, deep), uv_offset=offset, bevel=0.004))
        else:
            body = _pole(span, kind.rail_section, (wide, deep), stream, offset)
            pieces.append(translate(body, (0.0, level, 0.0)))
    if crossed:
        pieces += _cross(span, start + wide, span.high - wide, min(0.8 * wide, 0.09), deep, sampler)
    return merged(pieces)


def _clearance(span: Span, count: int, wide: float) -> float:
    """The lowest rail of a field fence stands clear of the grass by about one opening."""
    opening = (span.tall - count * wide) / count
    return min(max(opening - span.low, 0.0), 0.3 * span.tall)


def _pole(
    span: Span,
    kind: str,
    size: tuple[float, float],
    stream: np.random.Generator,
    offset: np.ndarray,
) -> Mesh:
    """A round pole, or a cleft rail with an irregular, wavering section."""
    long, x = span.rail
    rows, around = (5, 12) if kind == "round" else (9, 9)
    angles = np.linspace(0.0, 2.0 * math.pi, around, endpoint=False)
    shape = np.ones(around) if kind == "round" else 1.0 - 0.22 * stream.random(around)
    half = np.array([size[0] / 2.0, size[1] / 2.0]) / float(shape.max())
    sections = np.empty((rows, around, 3))
    for row in range(rows):
        share = row / (rows - 1)
        wave = shape if kind == "round" else shape * (1.0 - 0.06 * stream.random(around))
        taper = 1.0 - 0.16 * abs(2.0 * share - 1.0) ** 6
        drift = 0.0 if row in (0, rows - 1) else 0.012 * (stream.random() - 0.5)
        bow = 0.0 if kind == "round" else drift
        sections[row, :, 0] = x - long / 2.0 + long * share
        sections[row, :, 1] = np.cos(angles) * half[0] * wave * taper + bow
        sections[row, :, 2] = np.sin(angles) * half[1] * wave * taper
    top = float(sections[:, :, 1].max())
    sections[:, :, 1] -= top - size[0] / 2.0
    smooth = np.full(around, kind == "round")
    ends = [False, *[True] * (rows - 2), False]
    return loft(
        sections, smooth=smooth, smooth_rows=ends, uv_offset=(float(offset[0]), float(offset[1]))
    )


def _cross(
    span: Span, low: float, high: float, wide: float, deep: float, sampler: UvSampler
) -> list[Mesh]:
    """Two braces that cross, each in half of the depth."""
    x0, x1 = span.left, span.right
    thick = 0.46 * deep
    pieces = []
    for side, offset in zip((-1.0, 1.0), sampler(2), strict=True):
        start, end = np.array([x0, low]), np.array([x1, high])
        if side > 0.0:
            start, end = np.array([x0, high]), np.array([x1, low])
        run = end - start
        long = float(np.hypot(*run))
        lean = math.atan2(run[1], run[0])
        board = _brace(round(long, 5), round(lean, 6), wide, (x1 - x0, high - low))
        mesh = sawn_board(board, thick, bevel=0.003, uv_offset=offset)
        turned = rotate(mesh, "z", math.degrees(lean))
        middle = (start + end) / 2.0
        pieces.append(translate(turned, (middle[0], middle[1], side * (thick / 2.0 - 0.0004))))
    return pieces


@lru_cache(maxsize=64)
def _brace(long: float, lean: float, wide: float, box: tuple[float, float]) -> Profile:
    """A brace from corner to corner of a box, cut to its sides; X along it, about its middle."""
    along = np.array([math.cos(lean), math.sin(lean)])
    across = np.array([-along[1], along[0]])
    field = shapely.box(-box[0] / 2.0, -box[1] / 2.0 - 0.004, box[0] / 2.0, box[1] / 2.0 + 0.004)
    found = _clipped(field, (0.0, 0.0), along, across, 0.0, wide)
    if found is None:
        raise ValueError("There is no room for a brace.")
    return found


def brace(start: tuple[float, float], end: tuple[float, float], wide: float, thick: float,
          z: float, sampler: UvSampler) -> Mesh:  # fmt: skip
    """A brace between two corners of a box in the XY plane, cut to fit between its sides.

    Args:
        start: x, y of one corner, metres.
        end: Of the opposite one, metres.
        wide: Metres.
        thick: Metres.
        z: Of its middle, metres.
        sampler: Where it is cut from its finish.
    """
    run = np.array(end) - np.array(start)
    if run[0] < 0.0:
        run = -run
    lean = math.atan2(run[1], run[0])
    shape = _brace(round(float(np.hypot(*run)), 5), round(lean, 6), wide,
                   (abs(float(run[0])), abs(float(run[1]))))  # fmt: skip
    mesh = rotate(
        sawn_board(shape, thick, bevel=0.003, uv_offset=sampler(1)[0]), "z", math.degrees(lean)
    )
    return translate(mesh, ((start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0, z))


__all__ = ["brace", "lattice", "level_rails", "slats"]
