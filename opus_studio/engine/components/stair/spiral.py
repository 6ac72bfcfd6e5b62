"""Steps around a column, made for a turn to the left and mirrored for one to the right."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS
from opus_studio.engine.components.stair.carriage_assets import CARRIAGE
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard_assets import HANDRAIL, NEWEL
from opus_studio.engine.components.stair.palette import is_metal
from opus_studio.engine.components.stair.sizes import FACING
from opus_studio.engine.components.stair.spiral_guard import (
    helix_of,
    spiral_balusters,
    spiral_posts,
    spiral_rail,
)
from opus_studio.engine.components.stair.step_assets import STEPS
from opus_studio.engine.geometry import (
    Outline,
    Polygon,
    Profile,
    boxes,
    circle,
    extrude,
    lathe,
    merge,
    mirror,
    place,
    prism,
    quaternion,
    rotate,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part, Quaternion

_ARC = math.radians(4.0)
_INTO = 0.003
_FLOOR = 0.0012
_MOST_HOLES = 26


def spiral(context: StairContext) -> tuple[Node, ...]:
    """The branches of a spiral stair."""
    layout = context.resolved[LAYOUT]
    turned = (lambda mesh: mesh) if layout.turn == "left" else (lambda mesh: mirror(mesh, "x"))

    def node(name: str, parts: list[Part], slot: str) -> Node:
        return Node(name, tuple(Part(turned(p.mesh), p.material) for p in parts), slot=slot)

    helix = helix_of(context)
    steps, cores = _steps(context)
    branches = [
        node("Steps", [*cores, *steps], STEPS.name),
        node("Base", [Part(_base(context), context.column_material)], CARRIAGE.name),
        node("Column", [Part(_column(context), context.column_material)], CARRIAGE.name),
    ]
    if not context.solid:
        branches.append(node("Brackets", [Part(_brackets(context), context.column_material)],
                             CARRIAGE.name))  # fmt: skip
    branches.append(node("Balusters", spiral_balusters(context, helix), BALUSTERS.name))
    rail = Part(spiral_rail(context, helix), context.rail_material)
    branches.append(node("Handrail", [rail], HANDRAIL.name))
    posts = spiral_posts(context, helix, -1.0 if layout.turn == "right" else 1.0)
    if posts:
        branches.append(Node("Newels", children=posts, slot=NEWEL.name))
    return tuple(branches)


def sector(
    inner: float, outer: float, start: float, end: float, before: float, after: float = 0.0
) -> Floats:
    """`(n, 2)` plan of a step as (X, -Z), counter-clockwise; angles run from +Z to +X, radians.

    Args:
        inner: Radius of its inner end, metres.
        outer: Outer radius, metres.
        start: Of its riser.
        end: Of the next riser.
        before: How far its front edge stands before its riser, metres.
        after: How far its back edge runs on below the next riser, metres.
    """

    def edge(angle: float, shift: float) -> tuple[Floats, Floats]:
        along = np.array([math.sin(angle), -math.cos(angle)])
        across = np.array([math.cos(angle), math.sin(angle)])
        reach = math.sqrt(max(outer**2 - shift**2, 0.0))
        return along * inner + across * shift, along * reach + across * shift

    (near, first), (home, last) = edge(start, -before), edge(end, after)
    a0 = start - math.asin(before / outer)
    a1 = end + math.asin(min(after / outer, 1.0)) if after >= 0.0 else end - math.asin(
        -after / outer)  # fmt: skip
    count = max(2, math.ceil((a1 - a0) / _ARC))
    angles = np.linspace(a0, a1, count + 1)[1:-1]
    arc = outer * np.stack([np.sin(angles), -np.cos(angles)], -1)
    return np.concatenate([near[None], first[None], arc, last[None], home[None]])


def _steps(context: StairContext) -> tuple[list[Part], list[Part]]:
    """Treads with the landing at the top and risers; and the solid blocks below them."""
    helix, steps = helix_of(context), context.resolved[STEPS]
    layout = context.resolved[LAYOUT]
    rc = layout.column_diameter / 2.0
    uv_offsets = context.sampler("spiral treads")(context.risers)
    covered = not steps.is_bare
    back = (context.riser_thick or (FACING if steps.is_stone else 0.0)) - 0.0008
    treads, blocks, risers = [], [], []
    for k in range(context.risers):
        start, level = k * helix.step, (k + 1) * context.rise
        end = start + (helix.platform if k == context.risers - 1 else helix.step)
        uv_offset = (float(uv_offsets[k, 0]), float(uv_offsets[k, 1]))
        last = k == context.risers - 1
        if covered:
            plan = sector(0.7 * rc, helix.outer, start, end, context.nosing, 0.0 if last else back)
            treads.append(_tread(context, plan, (start, end), level, uv_offset))
        if context.solid:
            trim = 0.0 if not covered else 0.006
            low = level - context.rise - 0.12 if k else 2.0 * _FLOOR
            front = 0.0012 if steps.is_stone else 0.0
            core = sector(0.7 * rc, helix.outer - trim, start, end, -front, -0.0004)
            over = context.thick if covered else 0.0
            blocks.append(
                prism(core, level - over - low, bevel=0.003, start=low, uv_offset=uv_offset)
            )
        if steps.has_risers:
            risers.append(_riser(context, k, helix.outer - 0.008, 0.9 * rc))
    parts = [Part(merge(*treads), context.tread_material)] if treads else []
    if risers:
        parts.append(Part(merge(*risers), context.riser_material))
    return parts, [Part(merge(*blocks), context.core_material)] if blocks else []


def _tread(
    context: StairContext,
    plan: Floats,
    angles: tuple[float, float],
    level: float,
    uv_offset: tuple[float, float],
) -> Mesh:
    """One tread: a board, or a pierced plate of metal. Its grain lies across the way."""
    helix = helix_of(context)
    base = prism(
        plan, context.thick, bevel=min(0.4 * context.thick, 0.008), start=level - context.thick
    )
    steps = context.resolved[STEPS]
    if steps.is_open and is_metal(steps.finish_name):
        holes = _holes(helix.outer, angles)
        plate = extrude(Polygon(Profile.of(plan), holes), context.thick, axis="z", bevel=0.002,
                        segments=1, start=level - context.thick)  # fmt: skip
        return rotate(plate, "x", -90.0)
    middle = 0.5 * (angles[0] + angles[1])
    # Laid flat, turned so that the grain runs outwards, and turned back.
    return _grained(base, middle, uv_offset)


def _grained(mesh: Mesh, middle: float, uv_offset: tuple[float, float]) -> Mesh:
    """The mesh with its level faces laid out so that U runs outwards at an angle."""
    uvs = mesh.uvs.astype(np.float64)
    level = np.abs(mesh.normals[:, 1]) > 0.999
    flat = np.zeros(len(uvs), bool)
    flat[mesh.triangles[level[mesh.triangles].all(1)]] = True
    out = np.array([math.sin(middle), math.cos(middle)])
    across = np.array([math.cos(middle), -math.sin(middle)])
    xz = mesh.positions[flat][:, [0, 2]].astype(np.float64)
    u, v = xz @ out, xz @ across
    up = mesh.normals[flat, 1] > 0.0
    uvs[flat, 0], uvs[flat, 1] = u, np.where(up, v, -v)
    shifted = (uvs + np.array(uv_offset)).astype(np.float32)
    return Mesh(mesh.positions, mesh.normals, shifted, mesh.triangles)


def _holes(outer: float, angles: tuple[float, float]) -> tuple[Profile, ...]:
    """Lozenges in rows across a cast tread, as (X, -Z)."""
    found = []
    start, end = angles
    pitch = max(0.05, math.sqrt(0.5 * (end - start) * 0.75 * outer**2 / _MOST_HOLES))
    long, wide = 0.36 * pitch, 0.28 * pitch
    for r in np.arange(0.32 * outer, 0.97 * outer - pitch / 2.0, 1.04 * pitch):
        count = int((r * (end - start) - 0.05) // pitch)
        for k in range(count):
            a = 0.5 * (start + end) + (k - (count - 1) / 2.0) * (pitch / r)
            along = np.array([math.sin(a), -math.cos(a)])
            across = np.array([math.cos(a), math.sin(a)])
            c = r * along
            found.append(Profile.of([c - long * along, c + wide * across, c + long * along,
                                     c - wide * across]))  # fmt: skip
    return tuple(found)


def _riser(context: StairContext, k: int, outer: float, inner: float) -> Mesh:
    thick = context.riser_thick or FACING
    high = (k + 1) * context.rise - context.thick + _INTO
    low = k * context.rise - (_INTO if k else -_FLOOR)
    board = boxes((thick, high - low, outer - inner),
                  [(thick / 2.0, (high + low) / 2.0, (outer + inner) / 2.0)], 0.0015, grain="z",
                  segments=1, uv_offsets=context.one(f"riser {k}"))  # fmt: skip
    return rotate(board, "y", math.degrees(k * helix_of(context).step))


def _base(context: StairContext) -> Mesh:
    """The flange on the floor."""
    rc = _radius(context)
    flange = Outline((0.0, 0.0), 3).to(rc + 0.07, 0.0).to(rc + 0.07, 0.012)
    flange.arc(rc + 0.03, 0.03, 0.2).arc(rc + 0.004, 0.07, -0.3).to(rc + 0.004, 0.076)
    return lathe(flange.end(), segments=(20, 28, 40)[context.detail], grain="around")


def _radius(context: StairContext) -> float:
    layout = context.resolved[LAYOUT]
    return layout.column_diameter / 2.0


def _column(context: StairContext) -> Mesh:
    """The column with a collar at each step, and its cap."""
    rc, top = _radius(context), context.height + context.rail_height
    segments = (16, 24, 32)[context.detail]
    shaft = extrude(circle(rc, segments), top - 0.004, start=0.004, bevel=0.002,
                    uv_offset=context.one("column"))  # fmt: skip
    pieces = [rotate(shaft, "x", -90.0)]
    if not context.solid:
        tall = context.thick + 0.024
        ring = Outline((0.0, 0.0), 2).to(rc + 0.008, 0.0).arc(rc + 0.013, 0.006, 0.3)
        ring.to(rc + 0.013, tall - 0.006).arc(rc + 0.008, tall, 0.3).to(0.0, tall)
        collar = lathe(ring.end(), segments=(12, 18, 24)[context.detail], grain="around")
        spots = [
            (0.0, (k + 1) * context.rise - context.thick - 0.012, 0.0)
            for k in range(context.risers)
        ]
        pieces.append(place(collar, spots))
    cap = Outline((0.0, 0.0), (2, 4, 6)[context.detail]).to(rc + 0.012, 0.0).to(rc + 0.012, 0.014)
    cap.to(0.5 * rc, 0.02).to(0.5 * rc, 0.03)
    swept = math.pi - math.asin(0.5)
    cap.arc(0.0, 0.03 + rc * (1.0 + math.cos(math.asin(0.5))), math.tan(swept / 4.0))
    pieces.append(translate(lathe(cap.end(), segments=segments), (0.0, top - 0.001, 0.0)))
    return merge(*pieces)


def _brackets(context: StairContext) -> Mesh:
    """An arm below the middle of each tread, two below the landing."""
    helix, rc = helix_of(context), _radius(context)
    metal = is_metal(context.column_finish)
    thick = 0.01 if metal else 0.035
    long, deep = 0.72 * (helix.outer - rc), min(0.11, 0.6 * context.rise)
    pen = Outline((rc - 0.01, 0.001), 5).to(rc - 0.01, -deep).to(rc + 0.02, -deep)
    pen.arc(rc + long, -0.022, -0.5 * deep / long).to(rc + long, 0.001)
    plate = extrude(pen.close(), thick, axis="z", bevel=0.002)
    spots: list[tuple[float, float, float]] = []
    turns: list[Quaternion] = []
    for k in range(context.risers):
        start = k * helix.step
        angles = [start + 0.5 * helix.step]
        if k == context.risers - 1:
            angles = [start + 0.2 * helix.platform, start + 0.8 * helix.platform]
        for angle in angles:
            # Where two meet at the column one lies a hair lower.
            level = (k + 1) * context.rise - context.thick - 0.0008 * (len(turns) - k)
            spots.append((0.0, level, 0.0))
            # The arm lies along +X; a step's angle counts from +Z.
            turns.append(quaternion("y", math.degrees(angle) - 90.0))
    return place(plate, spots, turns)
