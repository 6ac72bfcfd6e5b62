"""Glazing bars: grids through the glazing, and lead cames upon it."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.glazing import Glazing
from opus_studio.engine.components.shared.joinery import doubled, work_edge
from opus_studio.engine.components.window.assets import (
    ColonialBars,
    DiamondLead,
    NoBars,
    PrairieBars,
)
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    centred,
    extrusions,
    merge,
    rectangle,
    rotate,
    translate,
)
from opus_studio.engine.scene import Mesh
from opus_studio.engine.schema import Asset

SMALLEST_PANE = 0.06
"""Metres. Panes that would be narrower or lower are fewer instead."""

SLIMMEST = 0.25
"""Least width of a pane against its height, in a grid of several rows."""

FLATTEST = 0.62
"""Least height of a pane against its width, in a grid of several columns."""

_STEEPNESS = 1.6
"""Height of a lead diamond against its width."""


def bars_for(
    asset: Asset,
    width: float,
    height: float,
    lay: Glazing,
    centre: tuple[float, float],
    sampler: UvSampler,
) -> Mesh | None:
    """The bars of one light, or None where there are none.

    Args:
        asset: What was chosen for the slot.
        width: Of the opening between the boards, metres.
        height: Of the opening between the boards, metres.
        lay: How the pane lies in the depth.
        centre: x and y of the opening's middle, metres.
        sampler: Where bars are cut from.
    """
    clear_w, clear_h = width - 2 * lay.nose, height - 2 * lay.nose
    if isinstance(asset, NoBars):
        return None
    if isinstance(asset, DiamondLead):
        mesh = _lattice(clear_w, clear_h, asset.pane_width, asset.came_width, lay)
        return translate(mesh, (*centre, 0.0))
    if isinstance(asset, ColonialBars):
        bar = min(asset.bar_width, 0.2 * min(clear_w, clear_h))
        columns, rows = pane_counts(clear_w, clear_h, asset.columns, asset.rows, bar)
        x, y = _even(clear_w, columns, bar), _even(clear_h, rows, bar)
    elif isinstance(asset, PrairieBars):
        bar = min(asset.bar_width, 0.2 * min(clear_w, clear_h))
        x, y = _margins(clear_w, asset.margin, bar), _margins(clear_h, asset.margin, bar)
    else:
        raise TypeError(f"There are no bars of {type(asset).__name__}.")
    return _grid(width, height, x, y, bar, lay, centre, sampler)


def pane_counts(
    width: float, height: float, columns: int, rows: int, bar: float
) -> tuple[int, int]:
    """The panes asked for, less where they would be too small, slits or letter boxes.

    Args:
        width: Between the edgings, metres.
        height: Between the edgings, metres.
        columns: Asked for.
        rows: Asked for.
        bar: Width of a bar, metres.
    """

    def pane(length: float, count: int) -> float:
        return (length + bar) / count - bar

    while columns > 1 and pane(width, columns) < max(
        SMALLEST_PANE, SLIMMEST * pane(height, rows) if rows > 1 else 0.0
    ):
        columns -= 1
    while rows > 1 and pane(height, rows) < max(
        SMALLEST_PANE, FLATTEST * pane(width, columns) if columns > 1 else 0.0
    ):
        rows -= 1
    return columns, rows


def _even(length: float, count: int, bar: float) -> np.ndarray:
    """Places of the bars that part a length into equal panes."""
    return centred(count - 1, (length + bar) / count) if count > 1 else np.zeros(0)


def _margins(length: float, margin: float, bar: float) -> np.ndarray:
    """Places of two bars near the ends of a length."""
    edge = min(margin, 0.26 * length)
    if edge < SMALLEST_PANE or length - 2 * (edge + bar) < SMALLEST_PANE:
        return np.zeros(0)
    place = length / 2.0 - edge - bar / 2.0
    return np.array([-place, place])


def _grid(
    width: float,
    height: float,
    x: np.ndarray,
    y: np.ndarray,
    bar: float,
    lay: Glazing,
    centre: tuple[float, float],
    sampler: UvSampler,
) -> Mesh | None:
    pieces = []
    back, front = lay.end + 0.001, lay.nose_front - 0.001
    room = round(front - lay.front - 0.0035, 5)
    # Uprights and rails cross in one plane as if halved into each other: the rails are a hair
    # shallower, so that the crests never lie in the same plane.
    if len(x):
        upright = bar_section(bar, back, front, lay.edge, room)
        places = np.column_stack([x + centre[0], np.full(len(x), centre[1]), np.zeros(len(x))])
        pieces.append(
            extrusions(upright, height - 0.002, places, axis="y", uv_offsets=sampler(len(x)))
        )
    if len(y):
        level = bar_section(bar, back + 0.0006, front - 0.0006, lay.edge, room)
        places = np.column_stack([np.full(len(y), centre[0]), y + centre[1], np.zeros(len(y))])
        pieces.append(
            extrusions(level, width - 0.002, places, axis="x", uv_offsets=sampler(len(y)))
        )
    return merge(*pieces) if pieces else None


@lru_cache(maxsize=128)
def bar_section(width: float, back: float, front: float, edge: str, room: float) -> Profile:
    """A bar about x = 0 from z = back to z = front, its front worked at both sides.

    Args:
        width: Of its face, metres.
        back: z of its back, metres.
        front: z of its front, metres.
        edge: As in `work_edge`.
        room: Depth that the moulding may take before it meets glass and gasket, metres.
    """
    half = width / 2.0
    size = min(0.62 * half, room)
    ease = min(0.4 * half, 0.25 * (front - back))
    pen = Outline((0.0, back), 3).to(half - ease, back).to(half, back + ease)
    if edge == "square":
        pen.to(half, front)
    else:
        work_edge(pen, half, front, size, edge)
    right = pen.to(0.0, front).end()
    return doubled(right).eased(0.0008, 1)


def _lattice(width: float, height: float, pane: float, came: float, lay: Glazing) -> Mesh:
    """Cames in both directions on the outdoor and the indoor face of the pane."""
    columns = max(1, round(width / pane))
    rows = max(1, round(height / (_STEEPNESS * pane)))
    across, up = width / columns, height / rows
    reach = (columns + rows) / 2.0
    levels = np.arange(1, columns + rows) - reach
    pieces = []
    for sign, rise, sunk in ((1.0, 0.0011, 0.0005), (-1.0, 0.0016, 0.0009)):
        starts, ends = _clipped(levels, sign, width, height, across, up)
        run = ends - starts
        lengths = np.hypot(run[:, 0], run[:, 1]) + 0.004
        degrees = math.degrees(math.atan2(sign * -up, across))
        middle = np.column_stack([(starts + ends) / 2.0, np.zeros(len(run))])
        section = rectangle(came, rise + sunk, 0.0007, 1).moved(-came / 2.0, -sunk)
        turn = math.radians(degrees)
        c, s = math.cos(turn), math.sin(turn)
        level = middle @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
        strip = extrusions(section, lengths, level, axis="x")
        strips = rotate(strip, "z", degrees)
        pieces.append(translate(strips, (0.0, 0.0, lay.front)))
        # Seen from indoors the lattice is the same one: turned about the upright axis.
        pieces.append(translate(rotate(strips, "y", 180.0), (0.0, 0.0, lay.back)))
    return merge(*pieces)


def _clipped(
    levels: np.ndarray, sign: float, width: float, height: float, across: float, up: float
) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the lines x / across + sign * y / up = level within a rectangle about 0."""
    a, b = width / 2.0 / across, height / 2.0 / up
    low = np.maximum(-a, levels - b)
    high = np.minimum(a, levels + b)
    starts = np.column_stack([low * across, sign * (levels - low) * up])
    ends = np.column_stack([high * across, sign * (levels - high) * up])
    return starts, ends
