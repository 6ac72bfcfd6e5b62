"""Beams over the posts: plain ones with a bed moulding, entablatures, and what hangs below them.

An entablature has an architrave of two fasciae, a frieze, and a cornice of bed mould, corona and
cyma, divided about as 4 : 4 : 5 (Vignola's Tuscan and Doric orders, made lighter for timber).
"""

from __future__ import annotations

import itertools
import math

import numpy as np

from opus_studio.engine.building.covering import EDGE
from opus_studio.engine.components.porch.assets import FORM, PorticoForm
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.part_assets import (
    TRIM,
    BracketTrim,
    DentilTrim,
    SpindleTrim,
)
from opus_studio.engine.geometry import (
    Outline,
    Polygon,
    Profile,
    boxes,
    circle,
    extrude,
    lathe,
    merge,
    place,
    quaternion,
    sweep,
)
from opus_studio.engine.scene import Mesh, Node, Part, Quaternion

_QUARTER = math.tan(math.pi / 8.0)

_SPINDLE = ((0.55, 0.0), (0.55, 0.1), (0.95, 0.13), (0.95, 0.18), (0.6, 0.21), (0.42, 0.42),
            (0.9, 0.47), (0.9, 0.53), (0.42, 0.58), (0.6, 0.79), (0.95, 0.82), (0.95, 0.87),
            (0.55, 0.9), (0.55, 1.0))  # fmt: skip
"""A spindle from the bottom up: shares of its half width and of its height."""


def beams(context: PorchContext) -> tuple[Node, ...]:
    """The beams, their mouldings, and brackets or spindles below them."""
    shape = context.shape
    if not shape.carried:
        return ()
    x, back = shape.width / 2.0, -context.site.bedded
    path = [(-x, shape.low, back), (-x, shape.low, shape.depth), (x, shape.low, shape.depth),
            (x, shape.low, back)]  # fmt: skip
    section = _entablature(context) if shape.cornice else _beam(context)
    body = sweep(section, path, up=(0.0, 1.0, 0.0), uv_offsets=context.uv_offsets("beams", 3))
    core, frieze = [Part(body, context.trim)], _below(context)
    made = [Node("Beams", tuple(core), slot=TRIM.name)]
    edge = _moulding(context)
    if edge is not None:
        made.append(Node("Mouldings", (Part(edge, context.trim),), slot=TRIM.name))
    if frieze:
        made.append(Node("Brackets", children=frieze, slot=TRIM.name))
    return tuple(made)


def _beam(context: PorchContext) -> Profile:
    """A plain beam with eased edges: x inwards from its face, y up from its lower edge."""
    t, h = context.shape.beam, context.shape.high - context.shape.low
    return Profile.of([(0.0, 0.0), (t, 0.0), (t, h), (0.0, h)]).eased(0.005, 1)


def _entablature(context: PorchContext) -> Profile:
    """Architrave and frieze; the cornice is a moulding of its own before them."""
    t, h = context.shape.beam, context.shape.high - context.shape.low
    a = 0.30 * h
    # The taenia is what stands out most: the porch is measured over it.
    face, upper, lower = 0.016, 0.013, 0.022
    pen = Outline((lower, 0.0), 3).to(t, 0.0).to(t, h - 0.004).to(face, h - 0.004)
    pen.to(face, a + 0.02)
    pen.to(0.0, a + 0.02).to(0.0, a + 0.008).arc(upper, a - 0.006, _QUARTER)
    pen.to(upper, 0.45 * a).to(lower, 0.45 * a)
    return pen.close()


def cornice_section(height: float, out: float, back: float) -> Profile:
    """Bed mould, corona and cyma: x inwards (below 0 before the frieze), y up.

    Args:
        height: Metres.
        out: How far its top stands out, metres.
        back: How far it reaches behind the face, metres.
    """
    h, p = height, out
    pen = Outline((back, 0.0), 4).to(back, h).to(-p, h).to(-p, 0.93 * h)
    pen.arc(-0.86 * p, 0.80 * h, 0.35).arc(-0.70 * p, 0.66 * h, -0.35)
    pen.to(-0.66 * p, 0.66 * h).to(-0.66 * p, 0.36 * h).to(-0.63 * p, 0.34 * h)
    pen.to(-0.34 * p, 0.36 * h).to(-0.34 * p, 0.30 * h)
    pen.arc(-0.06 * p, 0.05 * h, 0.4).to(0.0, 0.0)
    return _turned(pen.close())


def _turned(profile: Profile) -> Profile:
    """The profile with its material on the left of its outline."""
    return profile if profile.area > 0 else Profile(profile.points[::-1], profile.smooth[::-1])


def _moulding(context: PorchContext) -> Mesh | None:
    """The cornice around an entablature, with its dentils, or a bed mould below the eaves."""
    shape = context.shape
    h, t = shape.high - shape.low, shape.beam
    x = shape.width / 2.0
    if not shape.cornice:
        # A cove where the beam meets the soffit; it stops short of wall and fascia.
        size = min(0.05, 0.25 * h, shape.overhang - EDGE - context.boards.thickness - 0.012)
        if size < 0.012:
            return None
        top = size + 0.0213
        pen = Outline((0.004, 0.0), 3).to(0.004, top).to(-size, top)
        pen.to(-size, size).arc(-0.008, 0.008, _QUARTER).to(-0.008, 0.0)
        pen_profile = _turned(pen.close())
        y = shape.high - size - 0.012
        if shape.back < 0.0:
            y -= 0.02
    else:
        tall = 0.42 * h
        pen_profile = cornice_section(tall, shape.cornice, min(0.5 * t, 0.04))
        y = shape.high - tall
    back = context.site.cladding + 0.0037
    path = [(-x, y, back), (-x, y, shape.depth), (x, y, shape.depth), (x, y, back)]
    body = sweep(pen_profile, path, up=(0.0, 1.0, 0.0), uv_offsets=context.uv_offsets("cornice", 3))
    asset = context.resolved[TRIM]
    if isinstance(asset, DentilTrim) and shape.cornice:
        return merge(body, _dentils(context, asset.dentil, y + 0.30 * 0.42 * h, y))
    return body


def _dentils(context: PorchContext, size: float, top: float, low: float) -> Mesh:
    """A row of blocks below the corona, along the front and both sides."""
    shape = context.shape
    wide = min(size, 0.3 * shape.cornice + 0.01)
    tall, out = 0.9 * (top - low) + 0.004, 0.34 * shape.cornice
    pitch = 1.7 * wide
    count = max(3, math.floor((shape.width - wide) / pitch) + 1)
    xs = np.linspace(-(shape.width - wide) / 2.0, (shape.width - wide) / 2.0, count)
    y, z = top - tall / 2.0 + 0.003, shape.depth + out / 2.0 - 0.001
    centres = [(x, y, z) for x in xs]
    sizes = [(wide, tall, out)] * count
    deep = shape.depth - 0.6 * wide
    rows = max(2, math.floor(deep / pitch))
    for zz in np.linspace(context.site.cladding + 0.5 * wide + 0.01, deep, rows):
        for side in (-1.0, 1.0):
            centres.append((side * (shape.width / 2.0 + out / 2.0 - 0.001), y, float(zz)))
            sizes.append((out, tall, wide))
    return boxes(sizes, centres, 0.002, segments=1, grain="y")


def _below(context: PorchContext) -> tuple[Node, ...]:
    """Brackets at the posts, or a frieze of spindles."""
    asset = context.resolved[TRIM]
    if isinstance(asset, SpindleTrim) and not isinstance(context.resolved[FORM], PorticoForm):
        return _spindles(context, asset)
    if isinstance(asset, BracketTrim):
        return _brackets(context, asset.bracket, asset.bracket_size, context.shape.low)
    return ()


def _brackets(context: PorchContext, kind: str, size: float, top: float) -> tuple[Node, ...]:
    """Brackets on both sides of every post along the front, and at the corners to the wall."""
    shape = context.shape
    xs, r = shape.posts, 0.42 * min(shape.post, shape.beam * 1.2)
    gap = min(b - a for a, b in itertools.pairwise(xs))
    reach = min(size, 0.3 * (gap - shape.foot))
    if reach < 0.12 or shape.paired:
        return ()
    part = Part(bracket(kind, reach, min(0.6 * shape.beam, 0.07)), context.trim)
    made: list[Node] = []

    def put(x: float, z: float, facing: Quaternion) -> None:
        made.append(Node(f"Bracket {len(made) + 1}", (part,), translation=(x, top + 0.001, z),
                         rotation=facing))  # fmt: skip

    right, left = quaternion("y", 0.0), quaternion("y", 180.0)
    for x in xs:
        if x != xs[-1]:
            put(x + r, shape.row, right)
        if x != xs[0]:
            put(x - r, shape.row, left)
    if shape.depth > 2.2 * reach + shape.beam:
        for x in (xs[0], xs[-1]):
            put(x, shape.row - r, quaternion("y", 90.0))
    return tuple(made)


def bracket(kind: str, reach: float, thick: float) -> Mesh:
    """A bracket in the XY plane: its upright edge on x = 0, its top on y = 0, towards +X."""
    d, w = reach, 0.17 * reach
    if kind == "knee":
        w = max(w, 0.055)
        ring = [(0.0, -d), (0.0, -d - 1.41 * w), (d + 1.41 * w, 0.0), (d, 0.0)]
        return extrude(Profile.of(ring), thick, axis="z", bevel=0.004, segments=1)
    if kind == "curved":
        w = max(w, 0.05)
        angle = np.linspace(0.0, math.pi / 2.0, 8)
        inner = np.column_stack([d * (1.0 - np.cos(angle)), -d + d * np.sin(angle)])
        outer = np.column_stack([d * 1.16 * (1.0 - np.cos(angle)) + w * 0.4,
                                 -1.28 * d + 1.28 * d * np.sin(angle)])  # fmt: skip
        arch = np.concatenate([inner[::-1], [(0.0, -1.28 * d - 0.02)], outer])
        return extrude(_turned(Profile.of(arch)), thick, axis="z", bevel=0.004, segments=1)
    return _scroll(d, min(thick, 0.04))


def _scroll(d: float, thick: float) -> Mesh:
    """A sawn scroll bracket with round piercings."""
    pen = Outline((0.0, 0.0), 4).to(0.0, -1.12 * d).to(0.10 * d, -1.12 * d)
    pen.arc(0.22 * d, -0.98 * d, _QUARTER).arc(0.16 * d, -0.84 * d, _QUARTER)
    pen.to(0.20 * d, -0.78 * d)
    pen.arc(0.78 * d, -0.20 * d, -0.30)
    pen.to(0.84 * d, -0.16 * d).arc(0.98 * d, -0.22 * d, _QUARTER)
    pen.arc(1.12 * d, -0.10 * d, _QUARTER).to(1.12 * d, 0.0)
    holes = tuple(
        circle(r * d, segments=12).moved(x * d, -x * d) for r, x in ((0.085, 0.14), (0.05, 0.265))
    )
    side = [circle(0.05 * d, segments=10).moved(0.1 * d, -0.42 * d),
            circle(0.05 * d, segments=10).moved(0.42 * d, -0.1 * d)]  # fmt: skip
    shape = Polygon(_turned(pen.close()), (*holes, *side))
    return extrude(shape, thick, axis="z", bevel=0.003, segments=1)


def _spindles(context: PorchContext, asset: SpindleTrim) -> tuple[Node, ...]:
    """Spindles between the beam and a rail, and scrolls where the rail meets the posts."""
    shape = context.shape
    tall, rail = asset.spindle_height, 0.045
    under = shape.low - tall
    if under - shape.floor < 2.0:
        tall = max(shape.low - shape.floor - 2.0, 0.1)
        under = shape.low - tall
    line = np.array(_SPINDLE) * (0.017, tall - rail + 0.006)
    turned = lathe(Profile.of(line, closed=False), segments=(6, 8, 8)[context.detail])
    r = 0.4 * shape.post
    bays = [((a + r, shape.row), (b - r, shape.row))
            for a, b in zip(shape.posts, shape.posts[1:], strict=False)]  # fmt: skip
    wall = context.site.cladding - 0.002 if context.site.cladding else 0.0
    bays += [((x, wall), (x, shape.row - r)) for x in (shape.posts[0], shape.posts[-1])]
    sizes, centres = [], []
    places: list[tuple[float, float, float]] = []
    for (x0, z0), (x1, z1) in bays:
        long = math.hypot(x1 - x0, z1 - z0)
        count = max(2, round(long / 0.14))
        share = (np.arange(count) + 0.5) / count
        places.extend((x0 + s * (x1 - x0), under + rail - 0.003, z0 + s * (z1 - z0))
                      for s in share)  # fmt: skip
        along = abs(x1 - x0) > abs(z1 - z0)
        sizes.append((long, rail, 0.05) if along else (0.05, rail, long))
        centres.append(((x0 + x1) / 2.0, under + rail / 2.0, (z0 + z1) / 2.0))
    rails = boxes(sizes, centres, 0.004, segments=1)
    body = merge(rails, place(turned, places))
    scrolls = _brackets(context, "scroll", 0.26, under)
    return (Node("Spindles", (Part(body, context.trim),)), *scrolls)
