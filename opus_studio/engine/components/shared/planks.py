"""Seats of solid wood: planks with round edges, hollowed to a saddle."""

from __future__ import annotations

import numpy as np

from opus_studio.engine.components.shared.bars import resampled
from opus_studio.engine.geometry import box_project, loft, rounded, with_uv_offset
from opus_studio.engine.geometry.build import Axis, Floats
from opus_studio.engine.scene import Mesh


def seat_plan(
    front: float,
    back: float,
    depth: float,
    *,
    corners: tuple[float, float] = (0.05, 0.04),
    bow: float = 0.0,
    count: int = 64,
) -> Floats:
    """`(count, 2)` outline of a seat as (X, -Z), counter-clockwise, metres.

    Args:
        front: Width at the front, metres.
        back: Width at the back, metres.
        depth: Metres.
        corners: Radius of the front and of the back corners, metres.
        bow: How far the front edge is bowed out, within the depth, metres.
        count: How many points.
    """
    d, f, b = depth / 2.0, front / 2.0, back / 2.0
    points = np.array([[-f, -d], [f, -d], [b, d], [-b, d]])
    # Both outlines begin at the front left; their sides lie on the same lines.
    before, behind = (rounded(points, radius, 6).points for radius in corners)
    outline = np.concatenate([before[before[:, 1] < 0.0], behind[behind[:, 1] >= 0.0]])
    fine = resampled(outline, 2 * count)
    fine[:, 1] += bow * np.abs(fine[:, 0] / f) ** 2.2 * (0.5 - 0.5 * fine[:, 1] / d)
    return resampled(fine, count)


def plank(
    plan: Floats,
    thickness: float,
    *,
    hollow: float = 0.0,
    undercut: float = 0.0,
    grain: Axis = "z",
    uv_offset: tuple[float, float] = (0.0, 0.0),
    detail: int = 2,
) -> Mesh:
    """A seat over an outline, its highest edge on y = 0, with soft edges.

    Args:
        plan: `(n, 2)` as (X, -Z), counter-clockwise, metres.
        thickness: Metres.
        hollow: How deep the saddle lies, metres.
        undercut: How far the underside is bevelled back, metres.
        grain: Along which axis the grain runs.
        uv_offset: Where on the finish it is cut, metres.
        detail: Level of detail, 0 to 2.
    """
    half = np.abs(plan).max(0)
    t, ease = thickness, min(0.25 * thickness, 0.006)
    lead = np.array([
        [1.0, -t], [undercut + ease, -t], [0.65 * undercut + 0.3 * ease, -0.93 * t],
        [0.0, -0.45 * t], [0.0, -ease], [0.3 * ease, -0.3 * ease], [ease, 0.0],
    ])  # fmt: skip
    inner = np.linspace(0.92, 0.04, (6, 9, 12)[detail])
    reach = float(half.min())
    share = np.concatenate([[0.04], 1.0 - lead[1:, 0] / reach, inner])
    level = np.concatenate([lead[:, 1], np.zeros(len(inner))])
    rings = np.empty((len(share), len(plan), 3))
    rings[..., 0] = share[:, None] * plan[:, 0]
    rings[..., 2] = -share[:, None] * plan[:, 1]
    rings[..., 1] = level[:, None]
    top = slice(len(lead), None)
    rings[top, :, 1] -= hollow * _saddle(rings[top, :, 0] / half[0], rings[top, :, 2] / half[1],
                                         share[top, None])  # fmt: skip
    body = box_project(loft(rings), grain)
    return with_uv_offset(body, uv_offset)


def _saddle(u: Floats, v: Floats, share: Floats) -> Floats:
    """Depth 0..1 of a saddled seat at places -1..1, v = 1 the front, `share` 1 at the edge."""
    rim = np.clip((1.0 - share) / 0.42, 0.0, 1.0)
    rim = rim * rim * (3.0 - 2.0 * rim)
    forward = np.clip(v, 0.0, 1.0)
    pommel = 1.0 - 0.75 * np.exp(-((u / 0.17) ** 2)) * forward**0.8
    return rim * pommel * (1.0 - 0.25 * forward)
