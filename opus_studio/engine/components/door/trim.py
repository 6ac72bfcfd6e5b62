"""Casings around the frame on the wall, standing on the floor or on a stone threshold."""

from __future__ import annotations

import math

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.door.assets import (
    THRESHOLD,
    TRIM,
    CraftsmanTrim,
    MouldedTrim,
    NoTrim,
    PedimentTrim,
    StoneThreshold,
    StoneTrim,
    TrimBase,
)
from opus_studio.engine.components.door.context import REBATE, DoorContext
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

_KEY_OUT = 0.018
"""How far a keystone stands before its neighbours, metres."""


def trim_front(context: DoorContext) -> float:
    """How far the casing stands out from the wall before a sliding leaf, metres."""
    asset = context.resolved[TRIM]
    if isinstance(asset, TrimBase):
        return asset.casing_thickness + 0.004
    if isinstance(asset, StoneTrim):
        return asset.stone_projection + (_KEY_OUT if asset.keystone else 0.0)
    return 0.0


def trim(context: DoorContext) -> tuple[Node, ...]:
    """The casing as a branch; none when there is none.

    A leaf that slides before the wall leaves room for a plain casing only.

    Raises:
        TypeError: There is no such trim.
    """
    asset = context.resolved[TRIM]
    sampler = context.sampler("trim")
    if isinstance(asset, NoTrim):
        return ()
    if isinstance(asset, StoneTrim):
        material = context.material(TRIM, "Surround", asset.stone)
        return (Node("Casing", (Part(_stone(context, asset, sampler), material),), slot=TRIM.name),)
    if not isinstance(asset, TrimBase):
        raise TypeError(f"There is no trim of {type(asset).__name__}.")
    if context.slides:
        mesh = _flat(context, asset, sampler)
    elif isinstance(asset, MouldedTrim):
        mesh = _moulded(context, asset, sampler)
    elif isinstance(asset, CraftsmanTrim):
        mesh = _craftsman(context, asset, sampler)
    elif isinstance(asset, PedimentTrim):
        mesh = _pediment(context, asset, sampler)
    else:
        mesh = _flat(context, asset, sampler)
    return (Node("Casing", (Part(mesh, context.joinery(TRIM, "Casing")),), slot=TRIM.name),)


def foot(context: DoorContext) -> float:
    """Height on which casings stand: a stone threshold runs below them, metres."""
    asset = context.resolved[THRESHOLD]
    stands = isinstance(asset, StoneThreshold)
    return asset.threshold_height - 0.002 if isinstance(asset, StoneThreshold) and stands else 0.0


def cover(context: DoorContext) -> float:
    """How far a casing laps the frame's face, metres."""
    return 0.35 * (context.jamb + REBATE)


def _sides(
    context: DoorContext, width: float, thickness: float, low: float
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    high = context.height - cover(context)
    x = context.width / 2.0 - cover(context) + width / 2.0
    size = (width, high - low, thickness)
    y, z = (low + high) / 2.0, thickness / 2.0 - _LET_IN
    return [size, size], [(-x, y, z), (x, y, z)]


def _flat(context: DoorContext, asset: TrimBase, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, cover(context)
    sizes, centres = _sides(context, w, t, foot(context))
    across = context.width + 2 * (w - c) + 0.016
    sizes.append((across, w, t + 0.004))
    centres.append((0.0, context.height - c + w / 2.0, (t + 0.004) / 2.0 - _LET_IN))
    return boxes(sizes, centres, 0.0022, uv_offsets=sampler(len(sizes)))


def _moulded(context: DoorContext, asset: TrimBase, sampler: UvSampler) -> Mesh:
    """A mitred casing with a backband, on plinth blocks."""
    w, t, c = asset.casing_width, asset.casing_thickness, cover(context)
    band = rectangle(0.015, t + 0.007 + _LET_IN, 0.003)
    face = casing(w - 0.015, t + _LET_IN, "colonial" if w < 0.1 else "ogee")
    low = foot(context)
    block = 0.2
    sizes = [(w + 0.008, block, t + 0.012)] * 2
    x = context.width / 2.0 - c + w / 2.0
    centres = [(side * x, low + block / 2.0, (t + 0.012) / 2.0 - 0.0016) for side in (-1.0, 1.0)]
    return merge(
        _around(context, face, w - 0.015 - c, low + block - 0.004, sampler),
        _around(context, band, w - c, low + block - 0.004, sampler),
        boxes(sizes, centres, 0.003, grain="y", uv_offsets=sampler(2)),
    )


def _around(
    context: DoorContext, section: Profile, reach: float, low: float, sampler: UvSampler
) -> Mesh:
    ring = frame(
        context.width + 2 * reach,
        context.height + reach - low,
        section,
        sides="no_bottom",
        z=-_LET_IN,
        uv_offsets=sampler(3),
    )
    return translate(ring, (0.0, low, 0.0))


def _craftsman(context: DoorContext, asset: CraftsmanTrim, sampler: UvSampler) -> Mesh:
    w, t, c = asset.casing_width, asset.casing_thickness, cover(context)
    low = foot(context)
    x, block = context.width / 2.0 - c + w / 2.0, 0.18
    sizes, centres = _sides(context, w, t, low + block - 0.004)
    for side in (-1.0, 1.0):
        sizes.append((w + 0.01, block, t + 0.008))
        centres.append((side * x, low + block / 2.0, (t + 0.008) / 2.0 - 0.0016))
    across = context.width + 2 * (w - c)
    y = context.height - c
    layers = [
        (across + asset.ears, 0.014, t + 0.012),
        (across, w * asset.head_ratio, t + 0.003),
        (across + 2 * asset.ears, 0.024, t + 0.030),
    ]
    for wide, high, deep in layers:
        sizes.append((wide, high, deep))
        centres.append((0.0, y + high / 2.0, deep / 2.0 - _LET_IN))
        y += high
    return boxes(sizes, centres, 0.0025, uv_offsets=sampler(len(sizes)))


def _pediment(context: DoorContext, asset: PedimentTrim, sampler: UvSampler) -> Mesh:
    """Fluted pilasters with plinths and capitals, frieze, cornice and raking cornice."""
    w, t, c = max(asset.casing_width, 0.09), asset.casing_thickness + 0.012, cover(context)
    top, across = context.height - c, context.width + 2 * (w - c)
    pieces = [_pilasters(context, w, t, top, sampler)]
    frieze, crown = min(1.25 * w, 0.12 * across), min(0.05 + 0.2 * w, 0.08 * across)
    out = t + 0.55 * crown
    half = across / 2.0 + 0.55 * crown
    section = cornice(round(crown, 4), round(out + _LET_IN, 4))
    level = extrude(section, 2 * half, axis="x", bevel=0.001, segments=1,
                    uv_offset=tuple(sampler(1)[0].tolist()))  # fmt: skip
    pieces.append(translate(level, (0.0, top + frieze, -_LET_IN)))
    pieces.append(boxes(
        [(across - 0.006, frieze + 0.002, t - 0.002), (across + 0.01, 0.014, t + 0.01)],
        [(0.0, top + frieze / 2.0 + 0.001, t / 2.0 - 0.0017),
         (0.0, top + 0.008, (t + 0.01) / 2.0 - 0.0021)],
        0.0022, uv_offsets=sampler(2)))  # fmt: skip
    if asset.pitch >= 10.0:
        base = top + frieze + crown
        pieces.append(_gable(section, crown, half, base, math.radians(asset.pitch), t, sampler))
    return merge(*pieces)


def _gable(
    section: Profile,
    crown: float,
    half: float,
    base: float,
    pitch: float,
    t: float,
    sampler: UvSampler,
) -> Mesh:
    run = half - crown * math.sin(pitch)
    rise = run * math.tan(pitch)
    raking = sweep(
        section,
        [(-run, base - 0.004, -0.0006), (0.0, base + rise - 0.004, -0.0006),
         (run, base - 0.004, -0.0006)],
        uv_offsets=sampler(2),
    )  # fmt: skip
    field = Profile.of([(-run + 0.012, 0.0), (run - 0.012, 0.0), (0.0, rise + 0.010)])
    tympanum = extrude(field, t, axis="z", start=-0.0003,
                       uv_offset=tuple(sampler(1)[0].tolist()))  # fmt: skip
    return merge(translate(tympanum, (0.0, base - 0.006, 0.0)), raking)


def _pilasters(context: DoorContext, w: float, t: float, top: float, sampler: UvSampler) -> Mesh:
    """Shafts with three raised fillets between flutes, on plinths, below capitals."""
    low, c = foot(context), cover(context)
    x = context.width / 2.0 - c + w / 2.0
    plinth, capital = 0.2, 0.11
    sizes: list[tuple[float, float, float]] = []
    centres: list[tuple[float, float, float]] = []
    shaft = top - low - plinth - capital + 0.004
    middle = low + plinth + shaft / 2.0 - 0.002
    for side in (-1.0, 1.0):
        sizes.append((w - 0.012, shaft, t - 0.007))
        centres.append((side * x, middle, (t - 0.007) / 2.0 - _LET_IN))
        for k in range(4):
            rib = (w - 0.012) / 7.6
            # The fillets are let into the shaft, so that their backs do not meet its face.
            sizes.append((rib, shaft - 0.08, 0.011))
            centres.append((side * x + (k - 1.5) * 2.0 * rib, middle, t - 0.0075 - _LET_IN))
        for number, (wide, high, y, deep) in enumerate((
            (w + 0.008, plinth, low + plinth / 2.0, t + 0.012),
            (w, 0.018, low + plinth + 0.009, t + 0.006),
            (w - 0.002, 0.016, top - capital + 0.008, t + 0.003),
            (w + 0.002, capital - 0.018, top - 0.002 - (capital - 0.018) / 2.0, t + 0.0015),
            (w + 0.016, 0.02, top - 0.01, t + 0.014),
        )):  # fmt: skip
            sizes.append((wide, high, deep))
            centres.append((side * x, y, deep / 2.0 - _LET_IN - 0.0003 * (number + 1)))
    return boxes(sizes, centres, 0.0025, grain="y", uv_offsets=sampler(len(sizes)))


def _stone(context: DoorContext, asset: StoneTrim, sampler: UvSampler) -> Mesh:
    """Long and short blocks up the jambs, a lintel of voussoirs with its keystone."""
    low, c = foot(context), cover(context)
    w, t = asset.stone_width, asset.stone_projection
    top = context.height - c
    count = max(5, round((top - low) / 0.32) | 1)
    high = (top - low) / count
    sizes: list[tuple[float, float, float]] = []
    centres: list[tuple[float, float, float]] = []
    joint = 0.0025
    for side in (-1.0, 1.0):
        for k in range(count):
            wide = w * (1.45 if k % 2 == 0 else 1.0)
            x = side * (context.width / 2.0 - c + wide / 2.0)
            sizes.append((wide, high - joint, t))
            centres.append((x, low + (k + 0.5) * high, t / 2.0 - _LET_IN))
    head = max(0.22, 1.3 * w)
    blocks = 5 if asset.keystone else 3
    across = context.width - 2 * c + 2 * 1.45 * w
    key = 0.2
    rest = (across - (key if asset.keystone else 0.0)) / (blocks - 1 if asset.keystone else blocks)
    x = -across / 2.0
    for k in range(blocks):
        middle = asset.keystone and k == blocks // 2
        wide = key if middle else rest
        tall, out = (head + 0.05, t + _KEY_OUT) if middle else (head, t)
        sizes.append((wide - joint, tall, out))
        centres.append((x + wide / 2.0, top + tall / 2.0 + 0.001, out / 2.0 - _LET_IN))
        x += wide
    return boxes(sizes, centres, 0.005, uv_offsets=sampler(len(sizes)))
