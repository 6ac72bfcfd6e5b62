"""The front wall of a dormer with its window, and what dresses it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from opus_studio.engine.components import window
from opus_studio.engine.components.dormer.assets import (
    FACE,
    BoardedFace,
    PedimentForm,
    PilasterFace,
)
from opus_studio.engine.components.dormer.context import REVEAL, SKIRT, WALL, DormerContext
from opus_studio.engine.components.window.assets import (
    FRAME,
    SHUTTERS,
    SILL,
    TRIM,
    NoShutters,
    NoSill,
    NoTrim,
)
from opus_studio.engine.geometry import (
    Polygon,
    Profile,
    boxes,
    cornice,
    extrude,
    fluted,
    merge,
    rectangle,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node, Part

_LINING = 0.012
_CHORDS = 28


def face(context: DormerContext) -> tuple[Node, ...]:
    """Front wall, its dressings, its lining and the window, each a branch."""
    outline = outline_of(context, context.width / 2.0, -SKIRT)
    material = context.face
    offsets = context.uv_offsets("face", 2)
    offset = (float(offsets[0, 0]), float(offsets[0, 1]))
    wall = extrude(Polygon(Profile.of(outline), (hole(context, 0.0047),)), WALL, axis="z",
                   start=-WALL, bevel=0.002, segments=1, uv_offset=offset)  # fmt: skip
    nodes = [Node("Face", (Part(wall, material),), slot=FACE.name), *_dressings(context)]
    inner = context.cheek[1] + 0.001
    if not context.eyebrow:
        lining = outline_of(context, inner, -0.5 * SKIRT, WALL + _LINING, 0.004)
        plate = extrude(Polygon(Profile.of(lining), (hole(context, 0.0063),)), _LINING, axis="z",
                        start=-WALL - _LINING)  # fmt: skip
        plaster = context.fixed_material("Dormer plaster", "plaster")
        nodes.append(Node("Lining front", (Part(plate, plaster),), slot=FACE.name))
    return (*nodes, _window(context))


def outline_of(
    context: DormerContext, half: float, foot: float, p: float = 0.0, less: float = 0.0
) -> Floats:
    """`(k, 2)` a wall across the dormer up to its roof's lower face, counter-clockwise."""
    if context.curved:
        x = np.linspace(half, -half, _CHORDS + 1)
        top = np.column_stack([x, context.curve(x) + context.fall * p - less])
    else:
        crown = (
            [0.0]
            if context.own_rise and context.under(0.0, p) > context.under(half, p) + 0.01
            else []
        )
        x = np.array([half, *crown, -half])
        top = np.array([[a, context.under(float(a), p) - less] for a in x])
        flat = _level(context, half, p, less)
        top = flat if flat is not None else top
    return np.vstack([[(-half, foot), (half, foot)], top])


def _level(context: DormerContext, half: float, p: float, less: float) -> Floats | None:
    """The upper edge of a wall p metres behind a hip's edge: level between two falling ends."""
    x = np.array([half, half - p, p - half, -half])
    if p <= 0.0 or context.own_rise == 0.0 or half - p < 0.02 or len(context.slopes()) < 3:
        return None
    return np.array([[a, context.under(float(a), p) - less] for a in x])


def hole(context: DormerContext, by: float) -> Profile:
    """The opening for the window, its border moved out by metres."""
    wide, tall, foot = context.opening
    return rectangle(wide + 2 * by, tall + 2 * by).moved(-wide / 2.0 - by, foot - by)


def _window(context: DormerContext) -> Node:
    wide, tall, foot = context.opening
    values = context.inside
    for slot, bare in ((TRIM, NoTrim()), (SHUTTERS, NoShutters())):
        values = replace(values, assets={**values.assets, slot.name: bare})
    frame = replace(values[FRAME], frame_width=wide, frame_height=tall)
    values = replace(values, assets={**values.assets, FRAME.name: frame})
    sill: Any = values[SILL]
    if not isinstance(sill, NoSill):
        # Between pilasters, or before the corner boards; what was asked for may be too wide.
        over = 0.004 if isinstance(context.resolved[FACE], PilasterFace) else 0.02
        fit = {"projection": min(sill.projection, 0.0713) + REVEAL, "overhang": over}
        sill = replace(sill, **{k: v for k, v in fit.items() if hasattr(sill, k)})
        values = replace(values, assets={**values.assets, SILL.name: sill})
    scene = window.build(replace(values, detail=min(context.resolved.detail, 1)))
    seen: dict[Material, Material] = {}
    children = tuple(_renamed(child, seen) for child in scene.root.children)
    return Node("Window", children=children).moved((0.0, foot, -REVEAL))


def _renamed(node: Node, seen: dict[Material, Material]) -> Node:
    """The branch with its materials named after the dormer."""

    def named(material: Material) -> Material:
        name = material.name
        new = replace(material, name=f"Dormer window {name[:1].lower()}{name[1:]}")
        return seen.setdefault(material, new)

    parts = tuple(replace(part, material=named(part.material)) for part in node.parts)
    return replace(node, parts=parts,
                   children=tuple(_renamed(child, seen) for child in node.children))  # fmt: skip


def _dressings(context: DormerContext) -> list[Node]:
    asset = context.resolved[FACE]
    pieces: list[Mesh] = []
    if not context.eyebrow:
        if isinstance(asset, BoardedFace):
            pieces = _boards(context, asset)
        elif isinstance(asset, PilasterFace):
            pieces = _pilasters(context, asset)
    if isinstance(context.form, PedimentForm):
        pieces.append(_cornice(context, context.form))
    if not pieces:
        return []
    return [Node("Face trim", (Part(merge(*pieces), context.face),), slot=FACE.name)]


def _boards(context: DormerContext, asset: BoardedFace) -> list[Mesh]:
    """Corner boards that cover the ends of the cladding, and a head and an apron board."""
    half = context.width / 2.0
    wide, tall, foot = context.opening
    post = half - wide / 2.0
    corner = min(asset.corner_width, post - 0.012)
    top = context.under(half + 0.004) - 0.0012
    middle = wide + 2 * (post - corner) - 0.002
    # All feet are deeper in the roof than its lead, each at a depth of its own.
    down = context.site.sunk + 0.02
    sizes = [(corner, top + down, 0.05)] * 2
    x = half + 0.004 - corner / 2.0
    centres = [(s * x, (top - down) / 2.0, -0.005) for s in (-1.0, 1.0)]
    head = context.high - (foot + tall) - 0.006
    if head > 0.03:
        sizes.append((middle, head, 0.026))
        centres.append((0.0, foot + tall + 0.0025 + head / 2.0, -0.001))
    low = foot - 0.045
    if low > 0.02:
        down += 0.01
        sizes.append((middle, low + down, 0.026))
        centres.append((0.0, (low - down) / 2.0, -0.001))
    return [
        boxes(sizes, centres, 0.003, segments=1, uv_offsets=context.uv_offsets("trim", len(sizes)))
    ]


def _pilasters(context: DormerContext, asset: PilasterFace) -> list[Mesh]:
    """Pilasters with base and capital, and the architrave that they carry."""
    half = context.width / 2.0
    wide, tall, foot = context.opening
    post = half - wide / 2.0
    broad, out = post - 0.016, asset.pilaster_projection
    top = context.high - 0.0012
    band = max(min(0.5 * (top - foot - tall), 0.09), 0.03)
    shaft = top - band
    x = half + 0.002 - broad / 2.0
    if asset.fluted and broad > 0.08:
        section = fluted(broad, out + 0.02, 4 if broad > 0.12 else 3).moved(-broad / 2.0, -0.02)
    else:
        section = rectangle(broad, out + 0.02, 0.003, 1).moved(-broad / 2.0, -0.02)
    down = context.site.sunk + 0.012
    body = extrude(section, shaft + down + 0.01, axis="y", start=-down)
    offsets = context.uv_offsets("pilasters", 8)
    made = [translate(body, (s * x, 0.0, 0.0)) for s in (-1.0, 1.0)]
    sizes, centres = [], []
    for s in (-1.0, 1.0):
        # Backs in the wall at depths of their own: none lies in another's plane.
        for y, high, more, deep in (
            ((0.09 - down) / 2.0, 0.11 + down, 0.010, 0.019),
            (shaft - 0.058, 0.012, 0.006, 0.018),
            (shaft - 0.018, 0.044, 0.014, 0.017),
        ):
            sizes.append((broad + 1.2 * more, high, out + deep + more))
            centres.append((s * x, y, (out - deep + more) / 2.0))
    sizes.append((2 * half + 0.022, band, out + 0.038))
    centres.append((0.0, shaft + band / 2.0, (out + 0.022 - 0.016) / 2.0))
    made.append(boxes(sizes, centres, 0.003, segments=1, uv_offsets=offsets[: len(sizes)]))
    return made


def _cornice(context: DormerContext, form: PedimentForm) -> Mesh:
    """The level cornice of a pediment and the mouldings below its verges."""
    high, out = form.cornice_height, 0.8 * form.cornice_height
    drawn = cornice(high, out)
    # x up, y out: a sweep's x points to its left, its y along `up`.
    section = drawn.moved(0.0, -0.012)
    half = context.width / 2.0
    asset = context.resolved[FACE]
    face_out = getattr(asset, "pilaster_projection", 0.0) + 0.012
    y = context.high - 0.35 * high
    level = sweep(section, [(-half - 0.03, y, face_out), (half + 0.03, y, face_out)],
                  up=(0.0, 0.0, 1.0))  # fmt: skip
    tan = context.own_rise
    reach = half + min(context.overhang, 0.1)
    drop = 0.9 * high * float(np.hypot(1.0, tan)) + 0.004
    lean = context.high + half * tan - drop
    rakes = []
    small = Profile(drawn.points * 0.9, drawn.smooth).moved(0.0, -0.012)
    path = [(-reach, lean - reach * tan, 0.0), (0.0, lean, 0.0), (reach, lean - reach * tan, 0.0)]
    rakes.append(sweep(small, path, up=(0.0, 0.0, 1.0)))
    return merge(level, *rakes)
