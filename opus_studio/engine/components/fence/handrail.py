"""Handrails, cappings and copings: between the posts of a bay, or running on over the posts."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from opus_studio.engine.components.fence.context import FenceContext
from opus_studio.engine.components.fence.plan import Stretch
from opus_studio.engine.components.fence.span import Span
from opus_studio.engine.components.fence.trim_assets import Coping, MouldedTop, RoundTop
from opus_studio.engine.geometry import Profile, circle, handrail, rectangle, sweep
from opus_studio.engine.scene import Mesh, Part, Vector

_SHY = 0.0006
"""Metres. How much a handrail ends before a wall, where the infill touches it."""


def section(context: FenceContext, widest: float = math.inf) -> Profile:
    """The handrail's section about x = 0, its underside on y = 0, at most so many metres wide."""
    wide, thick = context.top_size
    wide = min(wide, widest)
    kind = context.top
    if isinstance(kind, MouldedTop):
        return handrail(wide, thick, (2, 3, 4)[context.detail])
    if isinstance(kind, RoundTop):
        return circle(wide / 2.0, (10, 14, 20)[context.detail]).moved(0.0, wide / 2.0)
    if isinstance(kind, Coping):
        return coping(wide, thick)
    return rectangle(wide, thick, min(0.004, 0.3 * thick)).moved(-wide / 2.0, 0.0)


def coping(wide: float, thick: float) -> Profile:
    """A saddle-backed coping stone with a drip under either edge, on y = 0; metres."""
    half, drip = wide / 2.0, min(0.01, 0.15 * thick, 0.05 * wide)
    right = [
        (half - 3.2 * drip, 0.0), (half - 2.6 * drip, drip), (half - 1.8 * drip, drip),
        (half - 1.2 * drip, 0.0), (half, 0.0), (half, 0.62 * thick), (0.2 * half, thick),
    ]  # fmt: skip
    left = [(-x, y) for x, y in reversed(right)]
    return Profile.of([*right, *left]).eased(0.004)


def between(context: FenceContext, span: Span) -> Part:
    """The handrail of one bay, from post to post."""
    level = context.height - context.top_size[1]
    # At a wall it ends a little before the infill, so that their ends share no plane.
    left = span.left + (_SHY if span.into[0] == 0.0 else 0.0)
    right = span.right - (_SHY if span.into[1] == 0.0 else 0.0)
    path = [(left, level, 0.0), (right, level, 0.0)]
    uv_offsets = context.sampler(f"top {span.variant}")(1)
    return Part(
        sweep(section(context), path, up=(0.0, 1.0, 0.0), uv_offsets=uv_offsets),
        context.top_material,
    )


def over(context: FenceContext, stretch: Stretch) -> Part:
    """The handrail of an unbroken way, mitred at its corners."""
    ends = {
        "free": context.post_width / 2.0 + context.end_lap,
        "gate": 0.003 - context.post_width / 2.0,
        "wall": -_SHY,
    }
    line = lengthened(stretch, ends)
    steep = max(_slope(a, b) for a, b in pairwise(line))
    level = context.height - context.top_size[1] * math.hypot(1.0, steep)
    path = [(x, y + level, z) for x, y, z in line]
    uv_offset = (
        context.sampler("top")(len(path) - 1)
        if _mitres(line) == len(path) - 2
        else context.sampler("top")(1)
    )
    profile = section(context, _room(line))
    mesh: Mesh = sweep(profile, path, up=(0.0, 1.0, 0.0), smooth_angle=12.0, uv_offsets=uv_offset)
    return Part(mesh, context.top_material)


def _room(line: list[Vector]) -> float:
    """How wide a handrail may be, so that the mitres of a way fit into its pieces, metres."""
    if len(line) < 3:
        return math.inf
    steps = np.diff(np.asarray(line)[:, [0, 2]], axis=0)
    lengths = np.hypot(*steps.T)
    cosines = np.einsum("ij,ij->i", steps[:-1], steps[1:]) / (lengths[:-1] * lengths[1:])
    mitres = np.tan(np.arccos(np.clip(cosines, -1.0, 1.0)) / 2.0)
    taken = np.concatenate([[0.0], mitres]) + np.concatenate([mitres, [0.0]])
    return float((1.9 * lengths / np.maximum(taken, 1e-6)).min())


def lengthened(stretch: Stretch, ends: dict[str, float]) -> list[Vector]:
    """The corners of a way, its ends moved outwards by what their kind needs, metres."""
    points = [np.asarray(corner, dtype=np.float64) for corner in stretch.corners]
    for end, inner, kind in ((0, 1, stretch.ends[0]), (-1, -2, stretch.ends[1])):
        out = points[end] - points[inner]
        points[end] = points[end] + out / math.hypot(out[0], out[2]) * ends[kind]
    return [(float(p[0]), float(p[1]), float(p[2])) for p in points]


def _slope(first: Vector, second: Vector) -> float:
    run = math.hypot(second[0] - first[0], second[2] - first[2])
    return abs(second[1] - first[1]) / run


def _mitres(line: list[Vector]) -> int:
    """How many corners of a way are mitred rather than bent."""
    count = 0
    for a, b, c in zip(line, line[1:], line[2:], strict=False):
        u, v = np.subtract(b, a), np.subtract(c, b)
        cosine = float(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)))
        count += math.degrees(math.acos(min(max(cosine, -1.0), 1.0))) > 12.0
    return count
