"""Casings around the frame on the wall: flat, moulded, craftsman, with a pediment.

The wall's face is z = 0; casings are let 1 mm into it, so that no light shows behind them.
"""

from __future__ import annotations

import math

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.window.assets import (
    SILL,
    TRIM,
    CraftsmanTrim,
    FlatTrim,
    MetalSill,
    MouldedTrim,
    NoSill,
    NoTrim,
    PedimentTrim,
    TrimBase,
)
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    frame,
    merge,
    rectangle,
    sweep,
    translate,
)
from opus_studio.engine.geometry.mouldings import casing, cornice
from opus_studio.engine.scene import Mesh, Node, Part

_LET_IN = 0.001


def trim_front(context: WindowContext) -> float:
    """How far the casing's sides stand out from the wall, metres."""
    asset = context.resolved[TRIM]
    if not isinstance(asset, TrimBase):
        return 0.0
    band = 0.007 if isinstance(asset, MouldedTrim | PedimentTrim) else 0.0
    return asset.casing_thickness + band


def trim(context: WindowContext) -> tuple[Node, ...]:
    """The casing as a branch; none when there is none.

    Raises:
        TypeError: There is no such trim.
    """
    asset = context.resolved[TRIM]
    sampler = context.sampler("trim")
    if isinstance(asset, NoTrim):
        return ()
    if isinstance(asset, FlatTrim):
        mesh = _flat(context, asset, sampler)
    elif isinstance(asset, MouldedTrim):
        mesh = _moulded(context, asset, sampler)
    elif isinstance(asset, CraftsmanTrim):
        mesh = _craftsman(context, asset, sampler)
    elif isinstance(asset, PedimentTrim):
        mesh = _pediment(context, asset, sampler)
    else:
        raise TypeError(f"There is no trim of {type(asset).__name__}.")
    return (Node("Trim", (Part(mesh, context.joinery(TRIM, "Trim")),), slot=TRIM.name),)


def _foot(context: WindowContext) -> float:
    """Where the sides end: in the sill, on a metal one, or below the frame for a bottom board."""
    sill = context.resolved[SILL]
    if isinstance(sill, NoSill):
        return context.cover
    return 0.0005 if isinstance(sill, MetalSill) else -0.009


def _flat(context: WindowContext, asset: TrimBase, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, context.cover
    sizes, centres = _sides(context, w, t)
    across = context.width + 2 * (w - c) + 0.016
    sizes.append((across, w, t + 0.004))
    centres.append((0.0, context.height - c + w / 2.0, (t + 0.004) / 2.0 - _LET_IN))
    if isinstance(context.resolved[SILL], NoSill):
        sizes.append((context.width + 2 * (w - c), w, t))
        centres.append((0.0, c - w / 2.0, t / 2.0 - _LET_IN))
    return boxes(sizes, centres, 0.0022, uv_offsets=sampler(len(sizes)))


def _sides(
    context: WindowContext, width: float, thickness: float
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    low, high = _foot(context), context.height - context.cover
    x = context.width / 2.0 - context.cover + width / 2.0
    size = (width, high - low, thickness)
    y, z = (low + high) / 2.0, thickness / 2.0 - _LET_IN
    return [size, size], [(-x, y, z), (x, y, z)]


def _moulded(context: WindowContext, asset: TrimBase, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, context.cover
    style = "colonial" if w < 0.1 else "ogee"
    band = rectangle(0.015, t + 0.007 + _LET_IN, 0.003)
    face = casing(w - 0.015, t + _LET_IN, style)
    return merge(
        _around(context, face, w - 0.015 - c, sampler),
        _around(context, band, w - c, sampler),
    )


def _around(context: WindowContext, section: Profile, reach: float, sampler: UvSampler) -> Mesh:
    """A moulding whose outer edge lies `reach` outside the frame, down to the sill if any."""
    bare = isinstance(context.resolved[SILL], NoSill)
    low = -reach if bare else _foot(context)
    ring = frame(
        context.width + 2 * reach, context.height + reach - low, section,
        sides="all" if bare else "no_bottom", z=-_LET_IN, uv_offsets=sampler(4 if bare else 3),
    )  # fmt: skip
    return translate(ring, (0.0, low, 0.0))


def _craftsman(context: WindowContext, asset: CraftsmanTrim, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, context.cover
    sizes, centres = _sides(context, w, t)
    across = context.width + 2 * (w - c)
    base = context.height - c
    head = w * asset.head_ratio
    fillet, cap = 0.014, 0.024
    layers = [
        (across + asset.ears, fillet, t + 0.012),
        (across, head, t + 0.003),
        (across + 2 * asset.ears, cap, t + 0.030),
    ]
    y = base
    for wide, high, deep in layers:
        sizes.append((wide, high, deep))
        centres.append((0.0, y + high / 2.0, deep / 2.0 - _LET_IN))
        y += high
    if isinstance(context.resolved[SILL], NoSill):
        sizes.append((across, w, t))
        centres.append((0.0, c - w / 2.0, t / 2.0 - _LET_IN))
    return boxes(sizes, centres, 0.0025, uv_offsets=sampler(len(sizes)))


def _pediment(context: WindowContext, asset: PedimentTrim, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, context.cover
    around = _moulded(context, asset, sampler)
    top = context.height - c + w
    across = context.width + 2 * (w - c)
    # Entablature and crown keep the proportions of the opening that they stand over.
    frieze = min(0.7 * w, 0.1 * across)
    crown = min(0.055 + 0.15 * w, 0.075 * across)
    out = t + 0.6 * crown
    half = across / 2.0 + 0.6 * crown
    section = cornice(round(crown, 4), round(out + _LET_IN, 4))
    level = extrude(section, 2 * half, axis="x", bevel=0.001, segments=1,
                    uv_offset=tuple(sampler(1)[0].tolist()))  # fmt: skip
    level = translate(level, (0.0, top + frieze, -_LET_IN))
    pitch = math.radians(asset.pitch)
    base = top + frieze + crown
    run = half - crown * math.sin(pitch)
    rise = run * math.tan(pitch)
    raking = sweep(
        section,
        [(-run, base - 0.004, -0.0006), (0.0, base + rise - 0.004, -0.0006),
         (run, base - 0.004, -0.0006)],
        uv_offsets=sampler(2),
    )  # fmt: skip
    # The field reaches under the raking cornice, and every back lies at a depth of its own.
    field = Profile.of([(-run + 0.012, 0.0), (run - 0.012, 0.0), (0.0, rise + 0.010)])
    tympanum = extrude(field, t, axis="z", start=-0.0003,
                       uv_offset=tuple(sampler(1)[0].tolist()))  # fmt: skip
    middle = (0.0, top + frieze / 2.0 + 0.001, t / 2.0 - 0.0007)
    board = boxes((across, frieze + 0.002, t), [middle], 0.0015, uv_offsets=sampler(1))
    return merge(around, board, level, translate(tympanum, (0.0, base - 0.006, 0.0)), raking)
