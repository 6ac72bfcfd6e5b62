"""Sections hinged to each other that run up along tracks and under the ceiling."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.garage_door.assets import (
    HARDWARE,
    CarriageHardware,
    HandleHardware,
    SectionalLeaf,
)
from opus_studio.engine.components.garage_door.context import LAP, LOW, Cell, GarageDoorContext
from opus_studio.engine.components.garage_door.hardware import LIFT_HANDLE, section_fittings
from opus_studio.engine.components.shared.glazing import Light
from opus_studio.engine.geometry import (
    Polygon,
    box_project,
    boxes,
    extrude,
    merge,
    quaternion,
    raised_panel,
    rectangle,
    sweep,
    translate,
    with_uv_offset,
)
from opus_studio.engine.scene import Mesh, Node, Part

BEND = 0.34
"""Radius of the tracks' bend, metres."""

_SKIN = 0.016
_SEAM = 0.006
_BEHIND = 0.004


def sectional(context: GarageDoorContext, asset: SectionalLeaf) -> tuple[Node, ...]:
    """The sections where they have run to, and the tracks."""
    width = context.clear[0] + 2 * LAP
    height = context.clear[1] + LAP - LOW
    pitch = height / asset.sections
    bend = context.clear[1] + LAP + 0.02
    gap = _behind(context)
    inner = -context.depth - gap - context.thick
    handle = isinstance(context.resolved[HARDWARE], HandleHardware)
    # A handle stops below the head.
    lift = asset.opening * (height - (LIFT_HANDLE + 0.1 if handle else 0.06))
    ends = chain(lift, pitch, asset.sections, bend - LOW)
    nodes = [
        _section(context, asset, number, (width, pitch), ends[number : number + 2], inner)
        for number in range(asset.sections)
    ]
    nodes.append(_seals(context, gap))
    if asset.tracks:
        nodes.append(_tracks(context, width, bend, inner, height))
    return tuple(nodes)


def _behind(context: GarageDoorContext) -> float:
    """How far the leaf stands behind the frame, so that its fittings pass the head, metres."""
    asset = context.resolved[HARDWARE]
    if isinstance(asset, CarriageHardware):
        return 0.034 if asset.pull == "ring" else 0.056
    return _BEHIND


def _seals(context: GarageDoorContext, gap: float) -> Node:
    """Rubber lips between frame and leaf, beside and above the opening."""
    width, height = context.clear
    deep = gap - 0.001
    z = -context.depth - deep / 2.0 - 0.0004
    x = width / 2.0 + LAP / 2.0
    side = (LAP - 0.006, height - 0.002, deep)
    sizes = [side, side, (width + 2 * LAP - 0.006, LAP - 0.006, deep)]
    centres = [(-x, height / 2.0, z), (x, height / 2.0, z), (0.0, height + LAP / 2.0, z)]
    mesh = boxes(sizes, centres, 0.0006, segments=1)
    return Node("Seals", (Part(mesh, context.fixed_material("Seal", "rubber")),))


def on_track(run: float, bend: float) -> tuple[float, float]:
    """(z, y) of a place on the track: up to the bend, around it, then level into the room.

    Args:
        run: Along the track from its foot, metres.
        bend: Height at which the bend begins, metres.
    """
    arc = BEND * math.pi / 2.0
    if run <= bend:
        return 0.0, run
    if run <= bend + arc:
        turn = (run - bend) / BEND
        return -BEND * (1.0 - math.cos(turn)), bend + BEND * math.sin(turn)
    return -BEND - (run - bend - arc), bend + BEND


def chain(lift: float, pitch: float, count: int, bend: float) -> list[tuple[float, float]]:
    """(z, y) of the joints of rigid sections on the track, from the lowest end.

    Args:
        lift: Of the lowest end along the track, metres.
        pitch: Length of a section, metres.
        count: Of sections.
        bend: Height at which the bend begins, metres.
    """
    run, places = lift, [on_track(lift, bend)]
    for _ in range(count):
        z, y = places[-1]
        low, high = run, run + 1.3 * pitch
        for _ in range(50):
            middle = (low + high) / 2.0
            at = on_track(middle, bend)
            if math.hypot(at[0] - z, at[1] - y) < pitch:
                low = middle
            else:
                high = middle
        run = high
        places.append(on_track(run, bend))
    return places


def _section(
    context: GarageDoorContext,
    asset: SectionalLeaf,
    number: int,
    size: tuple[float, float],
    ends: list[tuple[float, float]],
    inner: float,
) -> Node:
    """A section whose inner lower edge is its node's origin; sections bend open at the face."""
    width, pitch = size
    high, thick = pitch - _SEAM, context.thick
    sampler = context.sampler(f"section {number}")
    glazed = context.windowed == "full" and number > 0
    glazed = glazed or (context.windowed == "row" and number == asset.sections - 1)
    face = "full" if context.windowed == "full" and glazed else asset.face
    wood, panes = _face(context, face, glazed, (width, high, thick), sampler)
    offset = (0.0, _SEAM / 2.0, thick)
    (z0, y0), (z1, y1) = ends
    lean = math.degrees(math.atan2(z1 - z0, y1 - y0))
    parts = [Part(translate(wood, offset), context.leaf)]
    parts.append(
        Part(_lips(number, asset.sections, size, thick), context.fixed_material("Seal", "rubber"))
    )
    children = (
        *context.glass_node(panes, lambda mesh: translate(mesh, offset)),
        *section_fittings(context, number, asset.sections, (width, pitch, thick)),
    )
    node = Node(f"Section {number + 1}", tuple(parts), children)
    return node.moved((0.0, LOW + y0, inner + z0), quaternion("x", lean))


def _lips(number: int, count: int, size: tuple[float, float], thick: float) -> Mesh:
    """Rubber between sections, which lap without touching, and under the lowest one."""
    width, pitch = size
    long = width - 0.004
    sizes, centres = [], []
    if number < count - 1:
        sizes.append((long, 0.005, 0.005))
        centres.append((0.0, pitch - 0.0015, 0.0036))
    if number:
        sizes.append((long, 0.006, 0.005))
        centres.append((0.0, 0.001, 0.0106))
    else:
        sizes.append((long, LOW - 0.002, 0.6 * thick))
        centres.append((0.0, -LOW / 2.0 + 0.002, thick / 2.0))
    return boxes(sizes, centres, 0.0008, segments=1)


def _columns(width: float, pitch: float, face: str) -> int:
    """Panels side by side: about square ones, or long ones."""
    want = {"cassette": 1.35 * pitch, "long": 2.9 * pitch, "full": 1.9 * pitch}.get(
        face, 2.0 * pitch
    )
    return max(2, round(width / want))


def _face(
    context: GarageDoorContext,
    face: str,
    glazed: bool,
    size: tuple[float, float, float],
    sampler: UvSampler,
) -> tuple[Mesh, list[Light]]:
    """A section standing on y = 0, centred on x, its face on z = 0."""
    width, high, thick = size
    columns = _columns(width, high, face)
    rim = 0.06 if face == "full" else min(0.085, 0.18 * high)
    wide = (width - 2 * rim - (columns - 1) * rim) / columns
    cells = [
        (x0, x0 + wide, rim, high - rim)
        for x0 in (-width / 2.0 + rim + k * (wide + rim) for k in range(columns))
    ]
    if glazed:
        body = _pierced(width, high, thick, cells, -thick, sampler)
        beads, panes = [], []
        for cell in cells:
            bead, pane = context.glazed(cell, thick, sampler)
            beads.append(bead)
            panes.append(pane)
        return merge(body, *beads), panes
    if face in ("cassette", "long"):
        back = boxes((width, high, thick - _SKIN + 0.001),
                     [(0.0, high / 2.0, -(thick + _SKIN - 0.001) / 2.0)], 0.002, grain="x",
                     uv_offsets=sampler(1))  # fmt: skip
        pieces = [_pierced(width, high, _SKIN, cells, -_SKIN, sampler), back]
        pieces += [_cassette(cell, sampler) for cell in cells]
        return merge(*pieces), []
    return _ribs(face, size, sampler), []


def _pierced(
    width: float, high: float, depth: float, cells: list[Cell], start: float, sampler: UvSampler
) -> Mesh:
    outer = rectangle(width, high).moved(-width / 2.0, 0.0)
    holes = tuple(rectangle(x1 - x0, y1 - y0).moved(x0, y0) for x0, x1, y0, y1 in cells)
    offset = sampler(1)[0].tolist()
    body = extrude(Polygon(outer, holes), depth, axis="z", bevel=0.002, start=start)
    return with_uv_offset(box_project(body, "x"), (offset[0], offset[1]))


def _cassette(cell: Cell, sampler: UvSampler) -> Mesh:
    x0, x1, y0, y1 = cell
    offset = sampler(1)[0].tolist()
    panel = raised_panel(x1 - x0 + 0.003, y1 - y0 + 0.003, 0.0138, border=0.05, edge=0.003,
                         step=0.0015, style="ogee", grain="x", uv_offset=(offset[0], offset[1]),
                         detail=1)  # fmt: skip
    return translate(panel, ((x0 + x1) / 2.0, (y0 + y1) / 2.0, -0.0077))


def _ribs(face: str, size: tuple[float, float, float], sampler: UvSampler) -> Mesh:
    """A plain section, or one with a level rib in the middle of each half."""
    width, high, thick = size
    lines = [0.0, high] if face == "plain" else [0.0, high / 4, high / 2, 3 * high / 4, high]
    gap = 0.008
    sizes = [(width, high, thick - 0.007)]
    centres = [(0.0, high / 2.0, -(thick + 0.007) / 2.0)]
    for number, (y0, y1) in enumerate(pairwise(lines)):
        low = y0 + (gap / 2.0 if number else 0.0)
        top = y1 - (gap / 2.0 if number < len(lines) - 2 else 0.0)
        sizes.append((width - 0.0006, top - low, 0.008))
        centres.append((0.0, (low + top) / 2.0, -0.004))
    return boxes(sizes, centres, 0.003, grain="x", uv_offsets=sampler(len(sizes)))


_BRACKETS = 0.6
"""Metres from one fixing of a track to the next, at most."""


def _tracks(
    context: GarageDoorContext, width: float, bend: float, inner: float, height: float
) -> Node:
    """Folded rails beside the sections, up, around the bend and into the room."""
    section = rectangle(0.05, 0.004, 0.0012, 1).moved(-0.025, -0.002)
    arc = np.linspace(0.0, math.pi / 2.0, 13)
    z = inner + 0.5 * context.thick
    bow = np.column_stack([z - BEND * (1.0 - np.cos(arc)), bend + BEND * np.sin(arc)])
    far = z - BEND - height - 0.1
    line = np.concatenate([[[z, 0.001]], bow, [[far, bend + BEND]]])
    pieces = []
    for side in (-1.0, 1.0):
        x = side * (width / 2.0 + 0.008)
        path = np.column_stack([np.full(len(line), x), line[:, 1], line[:, 0]])
        # On edge: the plane of the bend lies across X.
        pieces.append(sweep(section, path, up=(1.0, 0.0, 0.0)))
        # Angles fix the track to the frame, as far apart as makers ask for.
        back = -context.depth + 0.0006
        levels = np.linspace(0.15, bend - 0.1, max(2, math.ceil((bend - 0.25) / _BRACKETS) + 1))
        pieces.append(
            boxes(
                (0.024, 0.05, back - z + 0.01),
                [(x + side * 0.0125, float(y), (back + z - 0.01) / 2.0) for y in levels],
                0.001,
                segments=1,
            )
        )
    return Node(
        "Tracks",
        (Part(merge(*pieces), context.fixed_material("Tracks", "galvanised_steel")),),
        slot=HARDWARE.name,
    )
