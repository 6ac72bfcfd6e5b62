"""Leaves and other cards: flat pieces that carry a picture with an outline."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from opus_studio.engine.geometry.build import (
    FINEST,
    cross,
    floats,
    require_count,
    require_positive,
)
from opus_studio.engine.geometry.surface import sheet
from opus_studio.engine.geometry.transform import from_matrix, place
from opus_studio.engine.scene import Mesh


def leaf_card(
    length: float,
    width: float,
    *,
    shaped: bool = True,
    fold: float = 12.0,
    curl: float = 25.0,
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A single leaf, its stalk at the origin, growing along +Y, its face to the front; open.

    Args:
        length: Metres.
        width: Metres.
        shaped: The card has the outline of a leaf; else it is a rectangle for a picture.
        fold: Degrees by which each half is raised about the midrib.
        curl: Degrees by which the tip bends back.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(length=length, width=width)
    if detail not in (0, 1, 2):
        raise ValueError(f"detail must be 0, 1 or 2, not {detail}.")
    part = np.linspace(1.0, 0.0, (2, 4, 8)[detail] + 1)
    bend = math.radians(curl)
    radius = length / max(bend, 1e-3)
    up, back = radius * np.sin(part * bend), -radius * (1.0 - np.cos(part * bend))
    if bend < 1e-3:
        up, back = part * length, np.zeros_like(part)
    half = np.full_like(part, width / 2.0)
    if shaped:
        # Widest below the middle, pointed at the tip, a short stalk.
        full = np.sin(math.pi * part**0.8) ** 0.85
        half = np.maximum(half * full / full.max(initial=1e-9), 0.02 * width)
    across = np.array([-1.0, 0.0, 1.0])
    points = np.empty((len(part), 3, 3))
    points[..., 0] = half[:, None] * across * math.cos(math.radians(fold))
    points[..., 1] = up[:, None]
    points[..., 2] = back[:, None] + half[:, None] * np.abs(across) * math.sin(math.radians(fold))
    uvs = np.stack(np.broadcast_arrays(half[:, None] * across, (part * length)[:, None]), -1)
    return sheet(points, uvs=uvs, uv_offset=uv_offset)


def leaves(
    leaf: Mesh,
    places: ArrayLike,
    directions: ArrayLike,
    stream: np.random.Generator,
    *,
    spread: float = 25.0,
) -> Mesh:
    """Many leaves as one mesh, each growing about in a direction.

    Args:
        leaf: As from `leaf_card`.
        places: `(k, 3)` of their stalks, metres.
        directions: `(k, 3)` in which they grow.
        stream: Decides how each one turns.
        spread: Degrees by which they stray.

    Raises:
        ValueError: The arrays have other shapes or no rows.
    """
    points, ways = floats(places, "places", 3), floats(directions, "directions", 3)
    require_count(1, places=len(points))
    ways = np.broadcast_to(ways, points.shape)
    stray = stream.normal(0.0, math.tan(math.radians(spread)) / math.sqrt(3.0), points.shape)
    up = ways / np.linalg.norm(ways, axis=1, keepdims=True) + stray
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    # The face looks upwards where it can, with a roll of its own.
    roll = np.array([0.0, 1.0, 0.0]) + stream.normal(0.0, 0.5, points.shape)
    side = cross(up, roll)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    return place(leaf, points, _quaternions(side, up, cross(side, up)))


def _quaternions(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """`(k, 4)` rotations from the columns of their matrices."""
    return np.array([from_matrix(np.stack(axes, 1)) for axes in zip(x, y, z, strict=True)])
