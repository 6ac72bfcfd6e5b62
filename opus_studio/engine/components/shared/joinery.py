"""Frames of boards as joiners make them: stiles that run through, rails between, moulded edges.

A joined frame is drawn as square-edged boards with a mitred moulding planted along their inner
edge: the look of a mortised frame whose mouldings are mitred (BS 644, joinery practice). The
moulding ("nose") is also the front of the rebate in which a pane or a panel lies.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.geometry import Outline, Profile, boxes, frame, translate
from opus_studio.engine.scene import Mesh, Vector

Edge: TypeAlias = Literal["square", "chamfered", "ovolo", "ogee"]
"""How an inner edge is worked."""

_QUARTER = math.tan(math.pi / 8.0)


def work_edge(pen: Outline, x: float, y: float, size: float, edge: str) -> None:
    """Work an outer corner at (x, y): from (x, y - size) below it to (x - size, y) beside it.

    Args:
        pen: Drawing counter-clockwise, with the wood on its left.
        x: Of the corner, metres.
        y: Of the corner, metres.
        size: Of the moulding, metres.
        edge: `square`, `chamfered`, `ovolo` or `ogee`.
    """
    s = size
    if edge == "chamfered":
        pen.to(x, y - s).to(x - s, y)
    elif edge == "ovolo":
        quirk = 0.14 * s
        pen.to(x, y - s).to(x - quirk, y - s)
        pen.arc(x - s, y - quirk, _QUARTER).to(x - s, y)
    elif edge == "ogee":
        quirk = 0.12 * s
        pen.to(x, y - s).to(x - quirk, y - s)
        pen.arc(x - 0.5 * (s + quirk), y - 0.5 * (s + quirk), -_QUARTER)
        pen.arc(x - s, y - quirk, _QUARTER).to(x - s, y)
    else:
        pen.to(x, y)


def doubled(right: Profile) -> Profile:
    """A section that is the same on both sides of x = 0, from its right half.

    Args:
        right: An open line whose ends lie on x = 0, the wood on its left.
    """
    points, smooth = right.points[1:-1], right.smooth[1:-1]
    left = (points * (-1.0, 1.0))[::-1]
    return Profile(np.concatenate([points, left]), np.concatenate([smooth, smooth[::-1]]))


@lru_cache(maxsize=256)
def nose(width: float, depth: float, edge: str) -> Profile:
    """The moulding along the inner edge of a frame, which holds the pane from the front.

    Its outer edge is x = 0, its back (towards the pane) y = 0; for `sweep.frame`.

    Args:
        width: Metres; 8 to 14 mm are usual.
        depth: Back to front, metres.
        edge: As in `work_edge`.
    """
    pen = Outline((0.0, 0.0), 3).to(width, 0.0)
    if edge == "square":
        pen.to(width, depth)
    else:
        work_edge(pen, width, depth, min(0.85 * width, 0.7 * depth), edge)
    return pen.to(0.0, depth).close().eased(0.0012, 1)


@lru_cache(maxsize=256)
def bead(width: float, depth: float, edge: str) -> Profile:
    """A glazing bead that holds the pane from the back: the worked edge is towards y = 0.

    Args:
        width: Metres.
        depth: Back to front, metres.
        edge: As in `work_edge`.
    """
    size = min(0.7 * width, 0.7 * depth)
    pen = Outline((0.0, 0.0), 3)
    if edge == "square":
        pen.to(width, 0.0)
    elif edge == "chamfered":
        pen.to(width - size, 0.0).to(width, size)
    else:
        pen.to(width - size, 0.0).arc(width, size, _QUARTER)
    return pen.to(width, depth).to(0.0, depth).close().eased(0.001, 1)


def joined_frame(
    width: float,
    height: float,
    depth: float,
    stile: float | tuple[float, float],
    rails: tuple[float, float],
    sampler: UvSampler,
    *,
    bevel: float = 0.0012,
    lock_rails: tuple[tuple[float, float], ...] = (),
    muntins: int = 0,
    muntin: float = 0.0,
    without_right: bool = False,
) -> Mesh:
    """Boards joined to a frame, its outer edge standing on y = 0, centred on x, its front z = 0.

    Args:
        width: Outside, metres.
        height: Outside, metres.
        depth: Of the boards, metres; they lie at -depth..0.
        stile: Width of both stiles, or of the left and the right one, metres.
        rails: Width of the bottom and of the top rail, metres.
        sampler: Where the boards are cut from.
        bevel: Of the boards' edges, metres.
        lock_rails: Height of the middle and width of further rails, metres.
        muntins: Further upright boards from the bottom to the top rail, with equal openings
            between them; lock rails run behind them, half a millimetre shallower.
        muntin: Width of those, metres.
        without_right: Leaves the right stile out: the caller makes a shaped one.
    """
    left, right = stile if isinstance(stile, tuple) else (stile, stile)
    bottom, top = rails
    inner = width - left - right
    middle = (left - right) / 2.0
    sizes = [
        (left, height, depth),
        (inner, bottom, depth),
        (inner, top, depth),
    ]
    centres = [
        (-width / 2.0 + left / 2.0, height / 2.0, -depth / 2.0),
        (middle, bottom / 2.0, -depth / 2.0),
        (middle, height - top / 2.0, -depth / 2.0),
    ]
    if not without_right:
        sizes.append((right, height, depth))
        centres.append((width / 2.0 - right / 2.0, height / 2.0, -depth / 2.0))
    for y, size in lock_rails:
        sizes.append((inner, size, depth - (0.001 if muntins else 0.0)))
        centres.append((middle, y, -depth / 2.0))
    upright = height - bottom - top
    clear = (inner - muntin * muntins) / (muntins + 1)
    for number in range(muntins):
        x = -width / 2.0 + left + (clear + muntin) * (number + 1) - muntin / 2.0
        sizes.append((muntin, upright, depth))
        centres.append((x, bottom + upright / 2.0, -depth / 2.0))
    return boxes(sizes, centres, bevel, uv_offsets=sampler(len(sizes)))


def edging(
    width: float,
    height: float,
    section: Profile,
    centre: Vector,
    sampler: UvSampler,
) -> Mesh:
    """A mitred moulding around the inside of an opening.

    Args:
        width: Of the opening, metres.
        height: Of the opening, metres.
        section: x from the opening's edge inwards, y to the front.
        centre: Middle of the opening, and the z of the section's y = 0, metres.
        sampler: Where the pieces are cut from.
    """
    ring = frame(width, height, section, origin="centre", uv_offsets=sampler(4))
    return translate(ring, centre)
