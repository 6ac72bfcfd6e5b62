"""Repeated straight pieces: louvres and slats, bars that cross, boards side by side."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry import layout
from opus_studio.engine.geometry.box import boxes
from opus_studio.engine.geometry.build import FINEST, Axis, require_count, require_positive
from opus_studio.engine.geometry.prism import extrusions
from opus_studio.engine.geometry.profiles import Profile, rectangle
from opus_studio.engine.geometry.transform import merge
from opus_studio.engine.scene import Mesh


def slats(
    length: float,
    heights: ArrayLike,
    *,
    width: float,
    thickness: float,
    tilt: float = 0.0,
    rounded: bool = True,
    uv_offsets: ArrayLike = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """Level slats along X, one above the other: louvres, blinds, bench seats.

    Args:
        length: Along X, metres.
        heights: `(k,)` Y of each slat's axis, metres.
        width: Of a slat across its grain, metres (along Z when it lies flat).
        thickness: Metres.
        tilt: Degrees about X; positive lowers the front edge, so that rain runs off.
        rounded: Whether the long edges are fully rounded; else slightly eased.
        uv_offsets: `(k, 2)` or one for all, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(length=length, width=width, thickness=thickness)
    bevel = (0.45 if rounded else 0.12) * thickness
    segments = (1, 2, 3)[detail] if rounded else 1
    section = rectangle(thickness, width, bevel, segments, centred=True).rotated(tilt)
    places = np.zeros((np.size(heights), 3))
    places[:, 1] = np.asarray(heights, dtype=np.float64)
    return extrusions(section, length, places, axis="x", uv_offsets=uv_offsets)


def bar_grid(
    width: float,
    height: float,
    columns: int,
    rows: int,
    bar: Profile,
    *,
    uv_offsets: ArrayLike = (0.0, 0.0),
) -> Mesh:
    """Bars that divide an opening into equal panes, about the origin in the XY plane.

    The upright bars go through; the level ones are cut between them, so that nothing overlaps.

    Args:
        width: Of the opening, metres.
        height: Of the opening, metres.
        columns: Panes across.
        rows: Panes up.
        bar: Section about x = 0 with its back on y = 0 (`mouldings.glazing_bar`).
        uv_offsets: Metres; one for all, or one for each piece (uprights first).

    Raises:
        ValueError: The bars leave no panes, or there are no bars.
    """
    require_count(1, columns=columns, rows=rows)
    if columns == 1 and rows == 1:
        raise ValueError("A grid of one pane has no bars.")
    face = bar.width
    offsets = np.atleast_2d(np.asarray(uv_offsets, dtype=np.float64))
    x, pane = layout.divide(width, columns, face)
    y = layout.bars(height, rows - 1, face)
    parts = []
    upright = layout.bars(width, columns - 1, face)
    if columns > 1:
        places = np.column_stack([upright, np.zeros((len(upright), 2))])
        own = offsets[np.arange(len(places)) % len(offsets)]
        parts.append(extrusions(bar, height, places, axis="y", uv_offsets=own))
    if rows > 1:
        grid = layout.grid(x, y)
        places = np.column_stack([grid, np.zeros(len(grid))])
        own = offsets[(np.arange(len(places)) + len(upright)) % len(offsets)]
        parts.append(extrusions(bar, pane, places, axis="x", uv_offsets=own))
    return merge(*parts)


def boards(
    width: float,
    height: float,
    thickness: float,
    pitch: float,
    *,
    gap: float = 0.002,
    bevel: float = 0.0015,
    grain: Axis = "y",
    uv_offsets: ArrayLike = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """Boards side by side that fill a rectangle about the origin in the XY plane.

    Args:
        width: Metres.
        height: Metres.
        thickness: Along Z, metres.
        pitch: Wanted width of a board, metres; the nearest that fits is taken.
        gap: Between boards, metres.
        bevel: Of their edges, metres.
        grain: `y` stands them up, `x` lays them.
        uv_offsets: Metres; one for all, or one for each board.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or the grain is z.
    """
    require_positive(width=width, height=height, thickness=thickness, pitch=pitch)
    if grain == "z":
        raise ValueError("Boards in the XY plane have their grain along x or y.")
    across, along = (width, height) if grain == "y" else (height, width)
    count, _ = layout.by_pitch(across + gap, pitch)
    places, size = layout.divide(across, count, gap)
    centres, sizes = np.zeros((count, 3)), np.empty((count, 3))
    column = 0 if grain == "y" else 1
    centres[:, column] = places
    sizes[:, column], sizes[:, 1 - column], sizes[:, 2] = size, along, thickness
    offsets = np.atleast_2d(np.asarray(uv_offsets, dtype=np.float64))
    own = offsets[np.arange(count) % len(offsets)]
    return boxes(sizes, centres, bevel, grain=grain, uv_offsets=own, detail=detail)


def slat_count(height: float, width: float, tilt: float, overlap: float = 0.2) -> int:
    """How many tilted slats close a height, each lapping the next by a share of its rise.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(height=height, width=width)
    rise = width * max(math.sin(math.radians(abs(tilt))), 0.2)
    return max(1, math.ceil(height / (rise * (1.0 - overlap))))
