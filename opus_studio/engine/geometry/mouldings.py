"""Classic sections: mouldings, casings, skirtings, cornices, and the sections of joinery.

Every profile has its back on y = 0 and its outer edge on x = 0, and is exactly as wide (x) and
high (y) as asked. `sweep.frame` lays x inwards and y to the front; `prism.extrude` along x lays x
upwards and y to the front, along y it lays x to the right and y to the front.

Names and shapes follow the classical orders as joiners use them: fillet (a flat), cavetto (a
quarter hollow), ovolo (a quarter round), ogee (cyma), scotia (a deep hollow), bead or astragal (a
small half round), torus (a large one).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

import numpy as np

from opus_studio.engine.geometry.build import require_positive
from opus_studio.engine.geometry.outline import Outline
from opus_studio.engine.geometry.profiles import Profile

_QUARTER = math.tan(math.pi / 8.0)
_SIXTH = math.tan(math.pi / 12.0)

Edge = Literal["square", "chamfer", "round", "ovolo", "cove", "ogee", "bead"]
"""How an inner edge is worked."""


@lru_cache(maxsize=256)
def moulding(
    kind: Literal["ogee", "reverse_ogee", "cove", "ovolo", "scotia", "bead", "torus", "chamfer"],
    width: float,
    height: float,
    segments: int = 5,
) -> Profile:
    """A single moulding of a strip: high at its outer edge (x = 0), low at its inner one.

    Args:
        kind: Which curve joins the high edge with the low one; bead and torus are half rounds
            over the whole width.
        width: Across the face, metres.
        height: To the front, metres.
        segments: Chords in a quarter turn.

    Raises:
        ValueError: A size is not above zero or the kind is unknown.
    """
    require_positive(width=width, height=height)
    ease = 0.02 * min(width, height) + 2e-4
    # Drawn one by one, then stretched: arcs become quarters of an ellipse.
    lip = 0.18
    pen = Outline((0.0, 0.0), segments).to(1.0, 0.0)
    if kind in ("bead", "torus"):
        return _fitted(pen.to(1.0, 0.15).arc(0.0, 0.15, 1.0).close(), width, height)
    pen.to(1.0, lip)
    low, high = 1.0 - lip, (lip, 1.0 - lip)
    if kind == "chamfer":
        pen.to(*high)
    elif kind == "ovolo":
        pen.to(low, lip).arc(*high, _QUARTER)
    elif kind == "cove":
        pen.to(low, lip).arc(*high, -_QUARTER)
    elif kind == "scotia":
        pen.arc(*high, -1.3 * _QUARTER)
    elif kind in ("ogee", "reverse_ogee"):
        sign = 1.0 if kind == "ogee" else -1.0
        pen.to(low, lip).arc(0.5, 0.5, -sign * _QUARTER).arc(*high, sign * _QUARTER)
    else:
        raise ValueError(f"There is no moulding called {kind}.")
    pen.to(lip, 1.0)
    return _fitted(pen.to(0.0, 1.0).close(), width, height).eased(ease, 1)


def _fitted(shape: Profile, width: float, height: float) -> Profile:
    """The profile stretched to exactly this size, its lower left corner where it was."""
    low = shape.bounds[0]
    stretch = np.array([width / shape.width, height / shape.height])
    return Profile(low + (shape.points - low) * stretch, shape.smooth)


@lru_cache(maxsize=256)
def sash(
    width: float,
    depth: float,
    rebate_width: float = 0.010,
    rebate_depth: float = 0.014,
    edge: Edge = "ovolo",
    edge_size: float = 0.010,
    bevel: float = 0.0015,
    rebate: Literal["front", "back"] = "front",
    segments: int = 3,
) -> Profile:
    """The section of a sash or door leaf that holds a pane: worked inner edge and glazing rebate.

    The pane lies against the rebate: y from `depth - rebate_depth` to `depth` is free for glass
    and bead when the rebate is at the front, y from 0 to `rebate_depth` when it is at the back.
    Usual sizes: rebates 8 to 12 mm wide and 12 to 25 mm deep, ovolo 10 mm (BS 644 joinery).

    Args:
        width: Face width, metres.
        depth: Back to front, metres.
        rebate_width: How far the rebate goes into the width, metres.
        rebate_depth: How deep it is, metres.
        edge: How the inner edge on the other side is worked.
        edge_size: Size of that edge, metres; limited to what the section leaves.
        bevel: Radius of the hard corners, metres.
        rebate: At which side the pane lies.
        segments: Chords in a quarter turn of the worked edge.

    Raises:
        ValueError: The rebate leaves nothing of the section.
    """
    require_positive(width=width, depth=depth, rebate_width=rebate_width, rebate_depth=rebate_depth)
    if rebate_width >= 0.8 * width or rebate_depth >= 0.9 * depth:
        raise ValueError("The rebate leaves nothing of the section.")
    nose = depth - rebate_depth
    size = min(edge_size, 0.7 * nose, 0.9 * (width - rebate_width))
    # Drawn with the worked edge at the back (y = 0) and the rebate at the front.
    pen = Outline((0.0, 0.0), segments).to(width - size, 0.0)
    _worked(pen, width, 0.0, size, edge)
    pen.to(width, nose).to(width - rebate_width, nose).to(width - rebate_width, depth)
    shape = pen.to(0.0, depth).close().eased(bevel)
    return shape if rebate == "front" else _turned_over(shape, depth)


@lru_cache(maxsize=256)
def glazing_bar(
    width: float,
    depth: float,
    rebate_width: float = 0.007,
    rebate_depth: float = 0.014,
    edge: Edge = "ovolo",
    bevel: float = 0.001,
    rebate: Literal["front", "back"] = "front",
    segments: int = 3,
) -> Profile:
    """The section of a bar between two panes, about x = 0: rebates on both sides, worked nose.

    Args:
        width: Face width, metres.
        depth: Back to front, metres.
        rebate_width: On either side, metres.
        rebate_depth: Metres.
        edge: How the edges of the nose are worked.
        bevel: Radius of the hard corners, metres.
        rebate: At which side the panes lie.
        segments: Chords in a quarter turn of the worked edges.

    Raises:
        ValueError: The rebates leave nothing of the bar.
    """
    require_positive(width=width, depth=depth, rebate_width=rebate_width, rebate_depth=rebate_depth)
    tongue, nose = width - 2.0 * rebate_width, depth - rebate_depth
    if tongue < 0.1 * width or nose < 0.1 * depth:
        raise ValueError("The rebates leave nothing of the bar.")
    half = width / 2.0
    size = min(0.8 * half, 0.7 * nose)
    pen = Outline((-(half - size), 0.0), segments).to(half - size, 0.0)
    _worked(pen, half, 0.0, size, edge)
    pen.to(half, nose).to(tongue / 2.0, nose).to(tongue / 2.0, depth)
    pen.to(-tongue / 2.0, depth).to(-tongue / 2.0, nose).to(-half, nose)
    _worked_back(pen, -half, 0.0, size, edge)
    shape = pen.close().eased(bevel)
    return shape if rebate == "front" else _turned_over(shape, depth)


@lru_cache(maxsize=256)
def rebated(
    width: float,
    depth: float,
    rebate_width: float = 0.012,
    rebate_depth: float = 0.040,
    bevel: float = 0.002,
    rebate: Literal["front", "back"] = "front",
) -> Profile:
    """The L-shaped section of an outer frame or door lining with a rebate for the leaf.

    Args:
        width: Face width, metres.
        depth: Back to front, metres.
        rebate_width: How far the rebate goes into the width, metres.
        rebate_depth: How deep it is, metres.
        bevel: Radius of the hard corners, metres.
        rebate: At which side the leaf closes.

    Raises:
        ValueError: The rebate leaves nothing of the section.
    """
    return sash(width, depth, rebate_width, rebate_depth, "square", 0.0, bevel, rebate)


@lru_cache(maxsize=256)
def casing(
    width: float,
    thickness: float,
    style: Literal["flat", "bullnose", "stepped", "ogee", "colonial", "fluted"] = "flat",
    bevel: float = 0.0015,
    segments: int = 4,
) -> Profile:
    """The trim around an opening, thick at its outer edge (x = 0).

    Args:
        width: Across the face, metres; 57 to 140 mm are sold.
        thickness: At the outer edge, metres; 15 to 25 mm are sold.
        style: What the face looks like.
        bevel: Radius of the hard corners, metres.
        segments: Chords in a quarter turn.

    Raises:
        ValueError: A size is not above zero or the style is unknown.
    """
    require_positive(width=width, thickness=thickness)
    w, t = width, thickness
    pen = Outline((0.0, 0.0), segments).to(w, 0.0)
    if style == "flat":
        pen.to(w, t)
    elif style == "bullnose":
        r = min(0.45 * t, 0.4 * w)
        pen.to(w, t - r).arc(w - r, t, _QUARTER).to(r, t).arc(0.0, t - r, _QUARTER)
        return _fitted(pen.close(), w, t).eased(bevel)
    elif style == "stepped":
        pen.to(w, 0.5 * t).to(0.66 * w, 0.5 * t).to(0.66 * w, 0.75 * t)
        pen.to(0.22 * w, 0.75 * t).to(0.22 * w, t)
    elif style == "ogee":
        pen.to(w, 0.45 * t).to(0.9 * w, 0.45 * t)
        pen.arc(0.72 * w, 0.62 * t, -_SIXTH).arc(0.54 * w, 0.78 * t, _SIXTH)
        pen.to(0.26 * w, 0.8 * t).to(0.26 * w, t)
    elif style == "colonial":
        bead = 0.07 * w
        pen.to(w, 0.42 * t).arc(w - bead, 0.42 * t + 0.6 * bead, _QUARTER)
        pen.to(w - 1.4 * bead, 0.42 * t + 0.3 * bead)
        pen.arc(0.45 * w, 0.72 * t, -0.12).arc(0.24 * w, 0.82 * t, 0.2)
        pen.to(0.24 * w, 0.9 * t).arc(0.17 * w, t, 0.3)
    elif style == "fluted":
        _flutes(pen, w, t, min(5, max(3, round(w / 0.022))))
    else:
        raise ValueError(f"There is no casing called {style}.")
    return _fitted(pen.to(0.0, t).close(), w, t).eased(bevel)


@lru_cache(maxsize=256)
def skirting(
    height: float,
    thickness: float,
    style: Literal["square", "bullnose", "torus", "ogee", "chamfer"] = "torus",
    bevel: float = 0.0015,
    segments: int = 4,
) -> Profile:
    """A baseboard: x up from the floor, y out of the wall, worked at its upper edge.

    Args:
        height: Metres; 70 to 220 mm are sold.
        thickness: Metres; 12 to 25 mm are sold.
        style: How the top is worked.
        bevel: Radius of the hard corners, metres.
        segments: Chords in a quarter turn.

    Raises:
        ValueError: A size is not above zero or the style is unknown.
    """
    require_positive(height=height, thickness=thickness)
    h, t = height, thickness
    pen = Outline((0.0, 0.0), segments).to(h, 0.0)
    top = min(2.2 * t, 0.5 * h)
    if style == "square":
        pen.to(h, t)
    elif style == "bullnose":
        pen.to(h, 0.2 * t).arc(h - 0.8 * t, t, _QUARTER)
    elif style == "chamfer":
        pen.to(h, 0.45 * t).to(h - 0.55 * t, t)
    elif style == "torus":
        pen.to(h, 0.3 * t).arc(h - 0.4 * top, 0.42 * t, -0.25).to(h - 0.46 * top, 0.42 * t)
        pen.arc(h - top, t, math.tan(0.5 * math.atan2(0.58 * t, 0.54 * top)))
    elif style == "ogee":
        pen.to(h, 0.28 * t).to(h - 0.15 * top, 0.28 * t)
        pen.arc(h - 0.58 * top, 0.62 * t, -0.35).arc(h - top, 0.92 * t, 0.35)
        pen.to(h - top, t)
    else:
        raise ValueError(f"There is no skirting called {style}.")
    return _fitted(pen.to(0.0, t).close(), h, t).eased(bevel)


@lru_cache(maxsize=256)
def cornice(height: float, projection: float, bevel: float = 0.001, segments: int = 5) -> Profile:
    """A crown moulding: x up the wall, y out of it, widest at the top.

    Fillet, cavetto, fillet, cyma recta and top fillet, as on a classical cornice.

    Args:
        height: Metres.
        projection: How far its top stands out of the wall, metres.
        bevel: Radius of the hard corners, metres.
        segments: Chords in a quarter turn.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(height=height, projection=projection)
    h, p = height, projection
    pen = Outline((0.0, 0.0), segments).to(h, 0.0).to(h, p).to(0.9 * h, p)
    pen.to(0.9 * h, 0.94 * p).arc(0.72 * h, 0.74 * p, -0.35).arc(0.54 * h, 0.52 * p, 0.35)
    pen.to(0.54 * h, 0.46 * p).to(0.47 * h, 0.46 * p).to(0.47 * h, 0.4 * p)
    pen.arc(0.14 * h, 0.16 * p, -_QUARTER).to(0.14 * h, 0.1 * p).to(0.0, 0.1 * p)
    return _fitted(pen.close(), h, p).eased(bevel)


@lru_cache(maxsize=64)
def handrail(width: float = 0.058, height: float = 0.060, segments: int = 4) -> Profile:
    """A moulded stair rail about x = 0, its underside on y = 0: round top, hollow flanks.

    Raises:
        ValueError: A size is not above zero.
    """
    require_positive(width=width, height=height)
    half, h = width / 2.0, height
    pen = Outline((-0.62 * half, 0.0), segments).to(0.62 * half, 0.0).to(0.62 * half, 0.18 * h)
    pen.arc(half, 0.52 * h, -0.28).arc(0.55 * half, 0.93 * h, 0.30).arc(
        -0.55 * half, 0.93 * h, 0.12
    )
    pen.arc(-half, 0.52 * h, 0.30).arc(-0.62 * half, 0.18 * h, -0.28)
    shape = pen.close().eased(0.0015)
    rail = _fitted(shape, width, height)
    return rail.moved(-float(rail.bounds.sum(0)[0]) / 2.0, 0.0)


@lru_cache(maxsize=64)
def fluted(
    width: float, thickness: float, count: int, reeded: bool = False, segments: int = 4
) -> Profile:
    """A board with hollows (flutes) or half rounds (reeds) along it.

    Raises:
        ValueError: A size is not above zero, or there is no flute.
    """
    require_positive(width=width, thickness=thickness)
    if count < 1:
        raise ValueError("A fluted board needs at least one flute.")
    pen = Outline((0.0, 0.0), segments).to(width, 0.0)
    _flutes(pen, width, thickness, count, reeded)
    return pen.to(0.0, thickness).close().eased(0.001)


def _flutes(pen: Outline, width: float, thickness: float, count: int, reeded: bool = False) -> None:
    margin = 0.09 * width
    pitch = (width - 2.0 * margin) / count
    flat = 0.0 if reeded else 0.28 * pitch
    depth = min(0.35 * thickness, 0.4 * (pitch - flat))
    base = thickness - depth if reeded else thickness
    bulge = 2.0 * depth / (pitch - flat)
    pen.to(width, thickness).to(width - margin, thickness)
    if reeded:
        pen.to(width - margin, base)
    x = width - margin
    for _ in range(count):
        pen.to(x - flat / 2.0, base)
        pen.arc(x - pitch + flat / 2.0, base, bulge if reeded else -bulge)
        x -= pitch
    pen.to(margin, base).to(margin, thickness)


def _worked(pen: Outline, x: float, y: float, size: float, edge: Edge) -> None:
    """From (x - size, y) to (x, y + size) around an outer corner, counter-clockwise."""
    s = size
    if edge == "square":
        pen.to(x, y)
    elif edge == "chamfer":
        pen.to(x, y + s)
    elif edge == "round":
        pen.arc(x, y + s, _QUARTER)
    elif edge == "ovolo":
        pen.to(x - s, y + 0.15 * s).to(x - 0.85 * s, y + 0.15 * s)
        pen.arc(x, y + s, _QUARTER)
    elif edge == "cove":
        pen.arc(x, y + s, -_QUARTER)
    elif edge == "ogee":
        pen.to(x - s, y + 0.1 * s)
        pen.arc(x - 0.5 * s, y + 0.55 * s, -_QUARTER).arc(x, y + s, _QUARTER)
    elif edge == "bead":
        pen.to(x - s, y + 0.2 * s).to(x - 0.85 * s, y + 0.2 * s).to(x - 0.85 * s, y)
        pen.to(x - 0.5 * s, y).arc(x, y + 0.5 * s, _QUARTER)
    else:
        raise ValueError(f"There is no edge called {edge}.")


def _worked_back(pen: Outline, x: float, y: float, size: float, edge: Edge) -> None:
    """The mirror image of `_worked`: from (x, y + size) to (x + size, y)."""
    side = Outline((-x - size, y), pen.segments)
    _worked(side, -x, y, size, edge)
    shape = side.end()
    pen.trace(shape.points[::-1] * (-1.0, 1.0), shape.smooth[::-1])


def _turned_over(shape: Profile, depth: float) -> Profile:
    points = shape.points * (1.0, -1.0) + (0.0, depth)
    return Profile(points[::-1].copy(), shape.smooth[::-1].copy())
