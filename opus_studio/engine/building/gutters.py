"""Gutters under the eaves and the pipes that lead them to the ground.

Half-round gutters of 100 to 150 mm and pipes of 68 to 80 mm are the trade's own (EN 607, EN 612).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely

from opus_studio.engine.building.wall_trim import ring, run
from opus_studio.engine.geometry import Profile, boxes, merge, tube
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh

_SHORTEST = 0.3
"""Metres. No gutter is shorter."""


def eaves_runs(border: Floats, level: float) -> list[tuple[Floats, bool]]:
    """The level stretches of a roof's edge at the eaves' height, and whether each goes all round.

    Args:
        border: `(k, 3)` x, p and height, counter-clockwise.
        level: Height of the eaves, metres.
    """
    low = np.abs(border[:, 2] - level) < 1e-3
    flat = low & np.roll(low, -1)
    count = len(border)
    if flat.all():
        return [(border, True)]
    runs = []
    for start in range(count):
        if flat[start] and not flat[start - 1]:
            line = [start]
            while flat[line[-1] % count]:
                line.append(line[-1] + 1)
            runs.append((border[np.array(line) % count], False))
    return runs


def interrupted(
    runs: Sequence[tuple[Floats, bool]], gap: shapely.Geometry
) -> list[tuple[Floats, bool]]:
    """The stretches without what lies within a plan shape: where another roof joins the eaves."""
    kept: list[tuple[Floats, bool]] = []
    for line, closed in runs:
        plan = np.vstack([line, line[:1]])[:, :2] if closed else line[:, :2]
        whole = shapely.LineString(plan)
        if not whole.intersects(gap):
            kept.append((line, closed))
            continue
        rest = shapely.difference(whole, gap)
        if closed and rest.geom_type == "MultiLineString":
            rest = shapely.line_merge(rest)
        pieces = [_whole(shapely.get_coordinates(piece)) for piece in shapely.get_parts(rest)]
        kept.extend((piece, False) for piece in pieces if len(piece) > 1)
    return kept


def _whole(line: Floats) -> Floats:
    """A stretch without short ends around a corner."""
    while len(line) > 1 and float(np.hypot(*(line[1] - line[0]))) < _SHORTEST:
        line = line[1:]
    while len(line) > 1 and float(np.hypot(*(line[-1] - line[-2]))) < _SHORTEST:
        line = line[:-1]
    return line


def gutter(runs: Sequence[tuple[Floats, bool]], y: float, size: float, box: bool) -> Mesh:
    """Gutters along the eaves, mitred at corners.

    Args:
        runs: From `eaves_runs`: the fascia's face.
        y: Height of the gutter's rim, metres.
        size: Its width, metres.
        box: A square section; otherwise half round.
    """
    section = _box(size) if box else _half_round(size)
    made = []
    for line, closed in runs:
        draw = ring if closed else run
        made.append(draw(line[:, :2], section, y))
    return merge(*made)


def _half_round(size: float) -> Profile:
    """Half a tube with a bead on its outer rim, its back against x = 0."""
    r = size / 2.0
    angle = np.linspace(math.pi, 2.0 * math.pi, 9)
    arc = np.stack([np.cos(angle), np.sin(angle)], -1)
    middle = np.array([r + 0.004, 0.0])
    outer, inner = middle + r * arc, middle + (r - 0.004) * arc[::-1]
    bead = [(size + 0.010, 0.004), (size + 0.006, 0.012), (size - 0.002, 0.010)]
    points = np.concatenate([[(0.004, 0.012)], outer, bead, inner[:-1], [(0.009, 0.012)]])
    return Profile.of(points)


def _box(size: float) -> Profile:
    t, h = 0.004, 0.8 * size
    points = [(0.003, 0.01), (0.003, -h), (size, -h), (size, 0.004), (size - 0.016, 0.004),
              (size - 0.016, -t + 0.004), (size - t, -t + 0.004), (size - t, -h + t),
              (0.003 + t, -h + t), (0.003 + t, 0.01)]  # fmt: skip
    return Profile.of(points)


def downpipe(
    outlet: tuple[float, float, float], wall: float, foot: float, radius: float, bracket: float
) -> Mesh:
    """A pipe from a gutter to the ground, in the wall's frame.

    Args:
        outlet: Where the gutter's middle is: x, y and z, metres.
        wall: z of the pipe's axis on the wall, metres.
        foot: Height of its mouth, metres.
        radius: Metres.
        bracket: z of the wall's face behind the pipe, metres.
    """
    x, y, z = outlet
    fall = max(0.12, z - wall)
    path = [(x, y, z), (x, y - 0.10, z), (x, y - 0.10 - fall, wall), (x, foot + 0.14, wall),
            (x, foot + 0.03, wall + 0.11)]  # fmt: skip
    if z - wall < 0.03:
        path = [(x, y, wall), *path[3:]]
    pipe = tube(path, radius, bend_radius=2.2 * radius, segments=10, detail=0)
    top = y - 0.10 - fall - 0.2
    count = max(2, round((top - foot) / 1.8))
    heights = np.linspace(foot + 0.35, top, count)
    deep = wall - bracket + radius + 0.008
    size = (2.0 * radius + 0.018, 0.028, deep)
    centres = [(x, float(h), bracket + deep / 2.0 - 0.004) for h in heights]
    return merge(pipe, boxes(size, centres, 0.004, segments=1, grain="x"))
