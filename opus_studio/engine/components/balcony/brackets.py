"""What holds a balcony from the wall: stone consoles, timber knee braces, iron scrolls.

Each is made in the plane x = 0: its back on the wall z = 0, its top on y = 0, `reach` metres out
and `drop` metres down.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.balcony.parts_assets import Consoles, IronScrolls, KneeBraces
from opus_studio.engine.components.fence.ironwork import scroll
from opus_studio.engine.components.fence.slats import brace
from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.geometry import (
    Outline,
    Profile,
    bevelled_box,
    boxes,
    circle,
    extrude,
    merge,
    rectangle,
    rotate,
    sweep,
    translate,
)
from opus_studio.engine.scene import Mesh


def console(kind: Consoles, reach: float, drop: float) -> Mesh:
    """A carved stone bracket under an abacus."""
    wide = kind.console_width
    abacus = min(0.06, 0.16 * drop)
    tall, long = drop - abacus, reach - 0.02
    outline = _console(kind.shape, long, tall).moved(0.0, -abacus)
    # Drawn as (z, y); extrusions along X take (y, z).
    section = Profile(outline.points[::-1, ::-1].copy(), outline.smooth[::-1].copy())
    body = extrude(section, wide, axis="x", bevel=0.006, segments=2)
    pieces = [body, bevelled_box((wide + 0.036, abacus + 0.0004, reach), 0.006,
                                 centre=(0.0, -abacus / 2.0 + 0.0002, reach / 2.0))]  # fmt: skip
    if kind.shape == "scroll":
        for z, y, r in _eyes(long, tall):
            disc = extrude(circle(r, 24), wide + 0.014, axis="x", bevel=0.004, segments=2)
            pieces.append(translate(disc, (0.0, y - abacus, z)))
            boss = extrude(circle(0.42 * r, 16), wide + 0.026, axis="x", bevel=0.004, segments=2)
            pieces.append(translate(boss, (0.0, y - abacus, z)))
    return merge(*pieces)


def _eyes(long: float, tall: float) -> tuple[tuple[float, float, float], ...]:
    """z, y and radius of the volutes on a console's flanks, metres."""
    big, small = min(0.2 * long, 0.26 * tall), min(0.13 * long, 0.15 * tall)
    return ((long - 1.16 * big, -1.14 * big, big), (1.25 * small, -tall + 1.18 * small, small))


@lru_cache(maxsize=64)
def _console(shape: str, long: float, tall: float) -> Profile:
    """The outline of a console from the side, as (z, y), below y = 0; metres."""
    if shape == "stepped":
        pen = Outline((0.0, -tall)).to(0.3 * long, -tall).to(0.3 * long, -0.68 * tall)
        pen.to(0.62 * long, -0.68 * tall).to(0.62 * long, -0.36 * tall).to(long, -0.36 * tall)
        return pen.to(long, 0.0).to(0.0, 0.0).close()
    if shape == "cove":
        pen = Outline((0.0, -tall), 6).to(0.14 * long, -tall).to(0.14 * long, -0.92 * tall)
        pen.arc(0.94 * long, -0.2 * tall, -0.36).to(long, -0.2 * tall)
        return pen.to(long, 0.0).to(0.0, 0.0).close()
    (z1, y1, r1), (z2, y2, r2) = _eyes(long, tall)
    big, small = 1.1 * r1, 1.1 * r2
    line = [(0.0, 0.0), (0.0, -tall)]
    line += [(z2 + small * math.cos(a), y2 + small * math.sin(a))
             for a in np.radians(np.linspace(-100.0, 20.0, 9))]  # fmt: skip
    # A hollow sweeps from the lower volute up to the underside of the upper one.
    start, end = line[-1], (z1 - 0.5 * big, y1 - 0.86 * big)
    control = (start[0] + 0.04 * long, end[1])
    for share in np.linspace(0.0, 1.0, 10)[1:-1]:
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        line.append((a * start[0] + b * control[0] + c * end[0],
                     a * start[1] + b * control[1] + c * end[1]))  # fmt: skip
    line += [(z1 + big * math.cos(a), y1 + big * math.sin(a))
             for a in np.radians(np.linspace(-110.0, 80.0, 14))]  # fmt: skip
    line.append((z1, 0.0))
    kept = [(min(max(z, 0.0), long), min(y, 0.0)) for z, y in line]
    return Profile.of(kept, smooth_angle=32.0)


def knee_brace(kind: KneeBraces, reach: float, drop: float, sampler: UvSampler) -> Mesh:
    """A post on the wall, an arm under the slab and a strut between them."""
    side = min(kind.brace_size, 0.3 * reach, 0.3 * drop)
    arm = bevelled_box((side, side, reach), 0.005, centre=(0.0, -side / 2.0, reach / 2.0),
                       grain="z", uv_offset=sampler(1)[0])  # fmt: skip
    long = drop - side - 0.0005
    leg = bevelled_box((side - 0.002, long, side), 0.005, grain="y",
                       centre=(0.0, -side - 0.0005 - long / 2.0, side / 2.0),
                       uv_offset=sampler(1)[0])  # fmt: skip
    foot, tip = -drop + 0.12 * drop, reach - 0.12 * reach
    thick, wide = 0.7 * side, 0.85 * side
    if kind.curved:
        strut = _bent(side, foot, tip, wide, thick, sampler)
    else:
        strut = brace((side, foot), (tip, -side), wide, thick, 0.0, sampler)
    return merge(arm, leg, rotate(strut, "y", -90.0))


def _bent(
    side: float, foot: float, tip: float, wide: float, thick: float, sampler: UvSampler
) -> Mesh:
    """A strut grown curved, from the leg at `foot` to the arm at `tip`, in the XY plane."""
    a, b = tip - side, -side - foot
    half = min(wide / 2.0, 0.3 * min(a, b))
    # The ends run a little into leg and arm.
    turns = np.linspace(-0.06, math.pi / 2.0 + 0.06, 15)
    rows = [
        [(tip - (a + out) * math.cos(t), foot + (b + out) * math.sin(t)) for t in turns]
        for out in (half, -half)
    ]
    points = np.array([*rows[0], *reversed(rows[1])])
    points[:, 0] = np.maximum(points[:, 0], 0.35 * side)
    points[:, 1] = np.minimum(points[:, 1], -0.35 * side)
    return sawn_board(
        Profile.of(points, smooth_angle=25.0), thick, bevel=0.004, uv_offset=sampler(1)[0]
    )


def iron_bracket(kind: IronScrolls, reach: float, drop: float, detail: int) -> Mesh:
    """Flat bars on the wall and under the slab, a bent one between their ends, scrolls in it."""
    wide, thick = 0.04, 0.012
    flats = boxes(
        [(wide, drop, thick), (wide, thick, reach - thick - 0.0005)],
        [(0.0, -drop / 2.0, thick / 2.0), (0.0, -thick / 2.0, (reach + thick + 0.0005) / 2.0)],
        0.0015, segments=1,
    )  # fmt: skip
    far, low = reach - 0.05 * reach - thick, -drop + 0.05 * drop
    turns = np.linspace(0.0, math.pi / 2.0, (9, 13, 19)[detail])
    a, b = far - thick, -thick - low
    path = [(0.0, low + b * math.sin(t) * 0.999, far - a * math.cos(t)) for t in turns]
    bow = sweep(rectangle(0.01, wide - 0.012, 0.0015, centred=True), path, up=(1.0, 0.0, 0.0),
                smooth_angle=40.0)  # fmt: skip
    return merge(flats, bow, _corner_scroll((far, low), (a, b), thick, detail))


def _corner_scroll(
    centre: tuple[float, float], half: tuple[float, float], thick: float, detail: int
) -> Mesh:
    """The largest S-scroll that touches both flats and stays within the bow.

    Args:
        centre: z, y of the middle of the bow's ellipse, metres.
        half: Its half axes along z and y, metres.
        thick: Of the flats, metres.
        detail: Level of detail, 0 to 2.
    """
    size = min(half)
    for share in np.linspace(0.9, 0.2, 36):
        made = scroll(round(0.56 * share * size, 4), round(share * size, 4), 0.026, detail)
        turned = rotate(rotate(made, "z", -33.0), "y", -90.0)
        low, high = turned.bounds
        # Welded to the flats: half a millimetre lies within them.
        put = translate(turned, (0.0, -thick + 0.0005 - high[1], thick - 0.0005 - low[2]))
        z = (centre[0] - put.positions[:, 2]) / half[0]
        y = (put.positions[:, 1] - centre[1]) / half[1]
        if float(np.hypot(z, y).min()) > 1.03:
            return put
    return put
