"""The roof of a dormer: planes laid by course, or one curve under sheet or tiles."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.building.covering import EDGE, roof_body
from opus_studio.engine.components.dormer.assets import FORM
from opus_studio.engine.components.dormer.work import WALL, Work
from opus_studio.engine.geometry import merge
from opus_studio.engine.geometry.build import Floats, cross, pack, unit
from opus_studio.engine.scene import Mesh, Node, Part

_GAUGES = {"clay_tiles": 1.0 / 3.0, "slates": 0.2, "shingles": 1.0 / 7.0, "standing_seam": 0.5}


def roof(work: Work) -> tuple[Node, ...]:
    """Covering, ridge, boards and soffit, each a branch."""
    if not work.curved:
        body = roof_body(work.planes, work.covering, work.boards, work.form.roof_depth,
                         "Dormer roof", work.cuts)  # fmt: skip
        return tuple(body)
    return _wave(work) if work.eyebrow else _vault(work)


def ribbon(rails: Floats, u: Floats, v: Floats) -> Mesh:
    """A closed body of four rails: flat across, smooth along them.

    Args:
        rails: `(4, n, 3)` lower front, upper front, upper back, lower back, each from -x to +x.
        u: `(n,)` along them on the finish, metres.
        v: `(4,)` or `(4, n)` of each rail on the finish, metres.
    """
    count = rails.shape[1]
    heights = np.broadcast_to(v[:, None] if v.ndim == 1 else v, (4, count))
    ahead = np.roll(rails, -1, 0)
    along = np.gradient(rails, axis=1) + np.gradient(ahead, axis=1)
    normals = unit(cross(along, ahead - rails))
    reach = np.linalg.norm(ahead - rails, axis=2)
    positions, bends, uvs, faces = [], [], [], []
    step = np.arange(count - 1)
    quads = np.stack([step, step + 1, step + 1 + count, step, step + 1 + count, step + count], -1)
    for k in range(4):
        positions += [rails[k], ahead[k]]
        bends += [normals[k], normals[k]]
        far = heights[2] if k == 1 else heights[k] + reach[k]
        uvs += [np.stack([u, heights[k]], -1), np.stack([u, far], -1)]
        faces.append(quads.reshape(-1, 3) + 2 * count * k)
    base = 8 * count
    for end, order in ((count - 1, (0, 3, 2, 1)), (0, (0, 1, 2, 3))):
        ring = rails[list(order), end]
        positions.append(ring)
        normal = unit(cross(ring[2] - ring[0], ring[3] - ring[1]))
        bends.append(np.broadcast_to(normal, (4, 3)))
        side = -1.0 if end else 1.0
        uvs.append(ring[:, (2, 1)] * (side, 1.0))
        faces.append(np.array([[0, 1, 2], [0, 2, 3]]) + base)
        base += 4
    return pack(np.concatenate(positions), np.concatenate(bends), np.concatenate(uvs),
                np.concatenate(faces))  # fmt: skip


def _arc(x: Floats, y: Floats) -> Floats:
    """Metres along a curve, 0 in its middle."""
    run = np.append(0.0, np.cumsum(np.hypot(np.diff(x), np.diff(y))))
    return run - run[-1] / 2.0


def _points(x: Floats, y: Floats, p: Floats | float) -> Floats:
    return np.stack([x, y, np.broadcast_to(-np.asarray(p, dtype=np.float64), len(x))], -1)


def _vault(work: Work) -> tuple[Node, ...]:
    """A segmental roof: a curved deck under sheet with welts, a curved fascia, a soffit."""
    rise, front = work.rise, -work.verge
    half = work.width / 2.0 + work.overhang
    cut = work.cuts("vault", 1)[0]

    def body(
        bottom: float, top: float, start: float, inner: float, sunk: float, less: float
    ) -> Mesh:
        """Between two heights over the curve, from a front to the roof's face or to p = inner."""
        x = np.linspace(less - half, half - less, 33)
        low = work.curve(x)
        u = _arc(x, low)
        backs = [np.minimum((low + by + sunk) / rise, inner) for by in (bottom, top)]
        backs = [np.maximum(back, start + 0.02) for back in backs]
        rails = np.stack(
            [_points(x, low + bottom, start), _points(x, low + top, start),
             _points(x, low + top, backs[1]), _points(x, low + bottom, backs[0])]
        )  # fmt: skip
        v = np.stack([np.zeros_like(x), np.zeros_like(x), backs[1] - start, backs[0] - start])
        return ribbon(rails, u + cut[0], v + cut[1])

    deck = body(0.004, work.thick, front, 60.0, work.site.sunk + 0.0128, 0.0)
    x = np.linspace(-half, half, 33)
    welts = _welts(work, x, work.curve(x))
    depth, boards = work.form.roof_depth, work.boards
    near = front + EDGE
    fascia = body(-0.03, depth - 0.01, near, near + boards.thickness, 9.0, EDGE)
    soffit = body(-0.012, 0.002, near + boards.thickness - 0.004, 60.0, work.site.sunk + 0.0149,
                  EDGE + 0.003)  # fmt: skip
    edging = (Part(merge(fascia, soffit), boards.material),)
    sheet = work.covering.sheet
    return (
        Node("Dormer roof", (Part(merge(deck, *welts), sheet),), slot=FORM.name),
        Node("Dormer roof eaves", edging, slot=boards.slot),
    )


def _welts(work: Work, x: Floats, low: Floats) -> list[Mesh]:
    """Rolls over the curve, square to the ridge, as far down as the roof is seen."""
    top = low + work.thick
    crown = float(top.max()) / work.rise
    made = []
    for p in np.arange(-work.verge + 0.06, crown - 0.05, work.covering.spacing):
        seen = (top > work.rise * p + 0.012) & (np.abs(x) < np.abs(x).max() - 0.02)
        if seen.sum() < 4:
            continue
        xs, ys = x[seen], top[seen]
        rails = np.stack(
            [_points(xs, ys - 0.004, p), _points(xs, ys + 0.022, p + 0.006),
             _points(xs, ys + 0.022, p + 0.022), _points(xs, ys - 0.004, p + 0.028)]
        )  # fmt: skip
        made.append(ribbon(rails, _arc(xs, ys), np.array([0.0, 0.03, 0.05, 0.08])))
    return made


def _wave(work: Work) -> tuple[Node, ...]:
    """An eyebrow: the covering lifts over the window and sinks back to the roof's own slope.

    The surface is ruled: every line up the slope is straight and they all meet the main roof in
    one level line, so that courses run on.
    """
    half = work.width / 2.0
    x = np.linspace(-half - 0.03, half + 0.03, 51)
    wave = work.curve(x) / work.high
    thick = work.thick * wave + 0.014
    slope = work.rise - (work.rise - work.fall) * wave
    back = (work.high + work.thick) / (work.rise - work.fall)
    front = -work.verge
    u = _arc(x, work.curve(x))

    def under(p: float) -> Floats:
        return np.asarray(work.high * wave + slope * p)

    def strip(lows: tuple[Floats, Floats], tops: tuple[Floats, Floats], span: tuple[float, float],
              v: tuple[float, float], less: float = 1.0) -> Mesh:  # fmt: skip
        wide = x * less
        rails = np.stack(
            [_points(wide, lows[0], span[0]), _points(wide, tops[0], span[0]),
             _points(wide, tops[1], span[1]), _points(wide, lows[1], span[1])]
        )  # fmt: skip
        return ribbon(rails, u, np.array([v[0], v[0], v[1], v[1]]))

    ends = (front, back - 0.01)
    deck = strip((under(ends[0]) - 0.02 * (1.0 - wave), under(ends[1]) - 0.05),
                 (under(ends[0]) + thick - 0.004, under(ends[1]) + thick - 0.004), ends,
                 (0.0, ends[1] - ends[0]), 0.996)  # fmt: skip
    kind = work.covering.kind
    gauge = _GAUGES[kind]
    step = work.covering.step if kind != "standing_seam" else 0.012
    plan = gauge * math.cos(math.atan(0.5 * (work.fall + work.rise)))
    count = max(1, math.ceil((back - front) / plan))
    plan = (back - front) / count
    made = [deck]
    for k in range(count):
        a, b = front + k * plan - 0.012, front + (k + 1) * plan - 0.012
        tops = (under(a) + thick + step, under(b) + thick + 0.0015)
        lows = (under(a) + thick - 0.010, under(b) + thick - 0.012)
        made.append(strip(lows, tops, (a, b), (k * gauge, (k + 1) * gauge)))
    near = front + EDGE + 0.0013
    inner = np.abs(x) < 0.94 * half
    # Below the courses, which a thin flank brings near.
    crest = under(near) + np.maximum(thick - 0.016, -0.01)
    fascia = ribbon(
        np.stack([_points(x[inner], (under(near) - 0.026)[inner], near),
                  _points(x[inner], crest[inner], near),
                  _points(x[inner], crest[inner], near + 0.024),
                  _points(x[inner], (under(near) - 0.026)[inner], near + 0.024)]),
        u[inner], np.array([0.0, 0.1, 0.124, 0.224]),
    )  # fmt: skip
    lining = np.abs(x) < 0.8 * half
    far = 0.96 * back
    ceiling = ribbon(
        np.stack([_points(x[lining], (under(p) + by)[lining], p) for p, by in (
            (WALL, -0.014), (WALL, -0.001), (far, -0.001), (far, -0.014))]),
        u[lining], np.array([0.0, 0.0, far, far]),
    )  # fmt: skip
    boards = work.boards
    plaster = work.plain("Dormer plaster", "plaster")
    return (
        Node("Dormer roof", (Part(merge(*made), work.covering.sheet),),
             slot=work.covering.slot),
        Node("Dormer roof eaves", (Part(fascia, boards.material),), slot=boards.slot),
        Node("Lining roof", (Part(ceiling, plaster),), slot=FORM.name),
    )  # fmt: skip
