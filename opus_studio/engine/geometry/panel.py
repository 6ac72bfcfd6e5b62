"""Panels of doors, shutters and furniture: raised and fielded, sunk, fluted."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from opus_studio.engine.geometry.build import (
    FINEST,
    Axis,
    Floats,
    quarter_segments,
    require_positive,
)
from opus_studio.engine.geometry.loft import loft
from opus_studio.engine.geometry.transform import with_uv_offset
from opus_studio.engine.geometry.uv import box_project
from opus_studio.engine.scene import Mesh

Border = Literal["bevel", "cove", "ogee", "stepped"]
"""How a raised field falls to the panel's edge."""


def raised_panel(
    width: float,
    height: float,
    thickness: float = 0.018,
    *,
    border: float = 0.045,
    edge: float = 0.008,
    step: float = 0.0025,
    style: Border = "bevel",
    both_sides: bool = False,
    grain: Axis = "y",
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = FINEST,
) -> Mesh:
    """A raised and fielded panel, about the origin in the XY plane, its field to the front.

    The field stands a small step above a border that falls to a thin edge, which sits in the
    groove of stiles and rails.

    Args:
        width: Metres.
        height: Metres.
        thickness: At the field, metres.
        border: Width of the fall, metres; limited to 0.4 of the shorter side.
        edge: Thickness at the outer edge, metres.
        step: Height of the quirk between field and border, metres.
        style: The shape of the fall.
        both_sides: The back is worked like the front; else it is flat.
        grain: Axis along which U runs.
        uv_offset: Where on the finish this panel is cut, metres.
        detail: Level of detail, 0 to 2.

    Raises:
        ValueError: A size is not above zero, or the edge is thicker than the field.
    """
    require_positive(width=width, height=height, thickness=thickness, border=border, edge=edge)
    if edge + step >= thickness * (0.5 if both_sides else 1.0) * (2.0 if both_sides else 1.0):
        raise ValueError("The edge of a raised panel must be thinner than its field.")
    reach = min(border, 0.4 * min(width, height))
    half = thickness / 2.0
    low = edge / 2.0 if both_sides else edge - half
    quirk = min(step, 0.4 * (half - low))
    insets, heights, smooth = _fall(reach, low, half, quirk, style, quarter_segments(detail))
    ease = min(0.0012, 0.2 * edge)
    if both_sides:
        back = (insets[::-1], -heights[::-1], smooth[::-1])
    else:
        back = (np.array([ease, 0.0]), np.array([-half, -half + ease]), np.array([False, True]))
    rows = [np.concatenate([a, b]) for a, b in zip(back, (insets, heights, smooth), strict=True)]
    return _stacked(width, height, rows[0], rows[1], rows[2], grain, uv_offset)


def flat_panel(
    width: float,
    height: float,
    thickness: float = 0.009,
    *,
    dish: float = 0.0,
    border: float = 0.02,
    grain: Axis = "y",
    uv_offset: tuple[float, float] = (0.0, 0.0),
) -> Mesh:
    """A flat panel about the origin in the XY plane, its front sunk within a border if wanted.

    Args:
        width: Metres.
        height: Metres.
        thickness: Metres.
        dish: How deep the middle is sunk, metres.
        border: Width of the rim around it, metres.
        grain: Axis along which U runs.
        uv_offset: Where on the finish this panel is cut, metres.

    Raises:
        ValueError: A size is not above zero or the dish goes through.
    """
    require_positive(width=width, height=height, thickness=thickness, border=border)
    if not 0.0 <= dish < 0.9 * thickness:
        raise ValueError("The dish of a panel must be less deep than the panel is thick.")
    half, ease = thickness / 2.0, min(0.0012, 0.2 * thickness)
    insets = [ease, 0.0, 0.0, ease]
    heights = [-half, -half + ease, half - ease, half]
    if dish > 0.0:
        reach = min(border, 0.35 * min(width, height))
        slope = min(dish, 0.5 * reach)
        insets += [reach, reach + slope]
        heights += [half, half - dish]
    smooth = np.array([i in (1, 2) for i in range(len(insets))])
    return _stacked(width, height, np.array(insets), np.array(heights), smooth, grain, uv_offset)


def _fall(
    reach: float, low: float, high: float, quirk: float, style: Border, quarter: int
) -> tuple[Floats, Floats, np.ndarray]:
    """From the edge inwards to the field: inset, height, and whether the surface bends softly."""
    top = high - quirk
    ease = min(0.001, 0.2 * (top - low), 0.5 * quirk + 1e-5)
    if style == "bevel":
        curve = np.array([[0.0, low], [reach, top]])
    elif style == "cove":
        angle = np.linspace(0.0, math.pi / 2.0, quarter + 1)
        curve = np.stack([reach * np.sin(angle), low + (top - low) * (1.0 - np.cos(angle))], -1)
    elif style == "ogee":
        part = np.linspace(0.0, 1.0, 2 * quarter + 1)
        curve = np.stack(
            [reach * part, low + (top - low) * (0.5 - 0.5 * np.cos(math.pi * part))], -1
        )
    elif style == "stepped":
        middle = 0.5 * (low + top)
        curve = np.array(
            [[0.0, low], [0.6 * reach, middle], [0.6 * reach + 1e-3, top], [reach, top]]
        )
    else:
        raise ValueError(f"There is no panel border called {style}.")
    first = curve[0] + [ease, 0.0]
    # The outer arris, the fall, the quirk up to the field with its own small bevel.
    field = np.array(
        [[reach + 0.3 * quirk, high - 0.3 * quirk], [reach + 0.6 * quirk + 1e-4, high]]
    )
    inner = curve[1:]
    rows = np.concatenate([[[0.0, low - ease]], [first], inner, field])
    soft = np.zeros(len(rows), bool)
    soft[0] = True
    if style in ("cove", "ogee"):
        soft[2 : len(inner) + 1] = True
    return rows[:, 0], rows[:, 1], soft


def _stacked(
    width: float,
    height: float,
    insets: Floats,
    heights: Floats,
    smooth: np.ndarray,
    grain: Axis,
    uv_offset: tuple[float, float],
) -> Mesh:
    """A body of rectangles one upon the other, from the back to the front."""
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    rings = np.empty((len(insets), 4, 3))
    half = np.array([width / 2.0, height / 2.0]) - insets[:, None]
    rings[..., :2] = corners * half[:, None]
    rings[..., 2] = heights[:, None]
    body = loft(rings, smooth=np.zeros(4, bool), smooth_rows=smooth)
    return with_uv_offset(box_project(body, grain), uv_offset)
