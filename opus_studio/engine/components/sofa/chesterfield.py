"""The Chesterfield's shell: back and arms in one sweep, deep-buttoned inside and over the roll."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.shared.tufting import Diamonds
from opus_studio.engine.components.shared.upholstery import fitted, padded
from opus_studio.engine.components.sofa.arms import bottom, front_nails, scroll
from opus_studio.engine.components.sofa.assets import (
    BACK,
    LAYOUT,
    ChesterfieldLayout,
    CircularArm,
    RolledArm,
)
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.plan import Run
from opus_studio.engine.geometry import lathe, merge, place
from opus_studio.engine.geometry.build import Floats, unit
from opus_studio.engine.scene import Mesh, Node, Part

_CORNER = 0.13
"""Radius of the inside in plan where back and arms meet, metres."""

_RIM, _DOME = 0.009, 0.009


def shell(context: SofaContext, run: Run) -> list[Node]:
    """Back and arms of a run."""
    layout = context.resolved[LAYOUT]
    assert isinstance(layout, ChesterfieldLayout)
    outline, face = _outline(context)
    path = _Path.of(context, run)
    field = _field(context, layout, path.length, face)
    s = _stations(field, path, context.detail)
    places, away = path.at(s)
    # The field covers the inside from the seat up and over the roll.
    inner = ~np.isnan(face)
    t = np.where(inner, face, 0.0)
    window = np.where(inner, _window(t, field, context), 0.0)
    # Towards the fronts the folds run out, so that the panels are sewn to a smooth edge.
    ends = np.clip((path.length / 2.0 - np.abs(s)) / 0.05, 0.0, 1.0)[:, None]
    relief = np.zeros((len(s), len(t)))
    covered = np.flatnonzero(window)
    relief[:, covered] = field.fullness(s[:, None], t[covered]) - field.depth
    relief *= window * ends
    normals = _normals(outline)
    r = outline[:, 0] + relief * normals[:, 0]
    y = outline[:, 1] + relief * normals[:, 1]
    rings = np.empty((len(s), len(outline), 3))
    rings[..., 0] = places[:, :1] + away[:, :1] * r
    rings[..., 1] = y
    rings[..., 2] = places[:, 1:] + away[:, 1:] * r
    hub = np.array([0.32 * _width(context), context.height - 1.1 * _roll(context)])
    hubs = [
        np.array([places[i, 0] + away[i, 0] * hub[0], hub[1], places[i, 1] + away[i, 1] * hub[0]])
        for i in (0, -1)
    ]
    made = padded(
        rings,
        rim=_RIM,
        dome=_DOME,
        cord=context.cord,
        hub=(hubs[0], hubs[1]),
        relief=relief,
        detail=context.detail,
    )
    made = fitted(made, *_target(context, run))
    studs = _studs(field, path, outline, face, s)
    nails = _nails(context, run, outline)
    parts = context.soft(BACK, "Back cover", made.body, made.cords, "shell")
    parts += (Part(studs, context.cover(BACK, "Back cover")),)
    if nails is not None:
        parts += (Part(nails, context.fixed_material("Nails", "brass")),)
    return [Node("Back and arms", parts)]


def _width(context: SofaContext) -> float:
    """Over the shell's thickness, metres."""
    return context.arm_width if context.arm else 0.18


def _roll(context: SofaContext) -> float:
    arm = context.arm
    asked = arm.roll_radius if isinstance(arm, RolledArm) else 0.09
    return min(max(asked, 0.4 * _width(context)), 0.5 * _width(context))


def _outline(context: SofaContext) -> tuple[Floats, Floats]:
    """The shell's section in (r, y), and metres up its inside (NaN elsewhere)."""
    width, low, top = _width(context), context.ground, context.height
    steps = (8, 12, 16)[context.detail]
    lean = context.slope * (top - low) * 0.6
    if context.arm is None or isinstance(context.arm, RolledArm):
        return scroll(width, low, top, _roll(context), steps, lean, 0.024)
    soft = 0.5 * width if isinstance(context.arm, CircularArm) else min(0.045, 0.4 * width)
    turn = np.linspace(0.0, math.pi / 2.0, steps // 3 + 2)
    foot = low + 0.016
    outer = np.stack([np.full(5, width), np.linspace(foot, top - soft, 6)[:-1]], -1)
    outer = np.concatenate([bottom(np.array([[-lean, low], [width, low]])), outer])
    right = np.array([width - soft, top - soft]) + soft * np.stack([np.cos(turn), np.sin(turn)], -1)
    flat = np.linspace(width - soft, soft, 5)[1:-1] if soft < 0.4 * width else np.zeros(0)
    edge = np.stack([flat, np.full(len(flat), top)], -1)
    left = np.array([soft, top - soft]) + soft * np.stack([-np.sin(turn), np.cos(turn)], -1)
    if soft >= 0.5 * width - 1e-9:
        left = left[1:]
    face = np.linspace(top - soft, foot, math.ceil((top - soft - low) / 0.024))[1:]
    inner = np.stack([-lean * (top - soft - face) / (top - soft - low), face], -1)
    points = np.concatenate([outer, right, edge, left, inner])
    step = np.hypot(*np.diff(points[::-1], axis=0).T)
    run = np.append(0.0, np.cumsum(step))[::-1].copy()
    run[: len(outer)] = np.nan
    return points, run


def _normals(outline: Floats) -> Floats:
    ahead = np.roll(outline, -1, 0) - np.roll(outline, 1, 0)
    return unit(np.stack([ahead[:, 1], -ahead[:, 0]], -1))


class _Path:
    """The inside's line in plan: (x, z), from the front of the left arm round to the right one's.

    Metres along it count from the middle of the back.
    """

    def __init__(self, points: Floats) -> None:
        self.points = points
        gone = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
        self.length = float(gone[-1])
        self.gone = gone - self.length / 2.0

    @classmethod
    def of(cls, context: SofaContext, run: Run) -> _Path:
        """The path of a run in its own frame."""
        width = _width(context)
        inside = run.arms[1][0] if run.arms else run.back[1] - _RIM - _DOME
        if not run.arms:
            return cls(np.array([[-inside, width], [inside, width]]))
        front = context.depth - _RIM - _DOME
        turn = np.linspace(0.0, math.pi / 2.0, 17)
        arc = np.stack([-np.cos(turn), -np.sin(turn)], -1) * _CORNER
        left = np.array([-inside + _CORNER, width + _CORNER]) + arc
        half = np.concatenate([[[-inside, front]], left])
        return cls(np.concatenate([half, half[::-1] * (-1.0, 1.0)]))

    def at(self, s: Floats) -> tuple[Floats, Floats]:
        """`(n, 2)` places in plan and `(n, 2)` directions away from the sitter."""
        place = np.stack([np.interp(s, self.gone, self.points[:, k]) for k in range(2)], -1)
        reach = 0.004
        ahead = np.clip(s + reach, self.gone[0], self.gone[-1])
        behind = np.clip(s - reach, self.gone[0], self.gone[-1])
        way = np.stack(
            [
                np.interp(ahead, self.gone, self.points[:, k])
                - np.interp(behind, self.gone, self.points[:, k])
                for k in range(2)
            ],
            -1,
        )
        way = unit(way)
        # Left of the way as seen from above with z to the eye: the sitter is at the right.
        return place, np.stack([way[:, 1], -way[:, 0]], -1)


def _field(
    context: SofaContext, layout: ChesterfieldLayout, length: float, face: Floats
) -> Diamonds:
    """Buttons from just above the seat to the crest of the roll, whole diamonds along."""
    count = max(4, round(length / layout.button_spacing))
    across = length / count
    start = context.seat_top - context.ground
    stop = float(np.nanmax(face)) - 0.02
    crest = start + (stop - start) * 0.88
    rows = max(2, round((crest - start) / (0.54 * across)))
    up = (crest - start) / (rows - 0.35)
    return Diamonds(across, up, rows, start + 0.45 * up, layout.button_depth)


def _window(t: Floats, field: Diamonds, context: SofaContext) -> Floats:
    """1 on the field, fading below the seat and at the far side of the roll."""
    low = context.deck - context.ground
    end = float(t.max())
    return np.clip((t - low) / 0.03, 0.0, 1.0) * np.clip((end - t) / 0.05, 0.0, 1.0)


def _stations(field: Diamonds, path: _Path, detail: int) -> Floats:
    """Places along, on and evenly between the lines of the buttons."""
    step = field.across / (3, 4, 5)[detail]
    half = math.floor((path.length / 2.0 - 0.3 * step) / step)
    inner = np.arange(-half, half + 1) * step
    end = path.length / 2.0
    return np.concatenate([[-end], inner, [end]])


def _studs(field: Diamonds, path: _Path, outline: Floats, face: Floats, s: Floats) -> Mesh:
    """Covered buttons in the wells."""
    places = field.buttons(-path.length / 2.0 + 0.02, path.length / 2.0 - 0.02)
    inner = ~np.isnan(face)
    order = np.argsort(face[inner])
    up = face[inner][order]
    normals = _normals(outline)
    sections = np.concatenate([outline, normals], -1)[inner][order]
    r, y, nr, ny = (np.interp(places[:, 1], up, sections[:, k]) for k in range(4))
    spot, away = path.at(places[:, 0])
    sink = field.depth - 0.004
    r, y = r - sink * nr, y - sink * ny
    positions = np.column_stack([spot[:, 0] + away[:, 0] * r, y, spot[:, 1] + away[:, 1] * r])
    out = np.column_stack([away[:, 0] * nr, ny, away[:, 1] * nr])
    return place(_button(), positions, _standing(unit(out)))


@lru_cache(maxsize=1)
def _button() -> Mesh:
    return lathe([(0.0125, -0.003), (0.0105, 0.0035), (0.0, 0.007)], segments=7)


def _standing(directions: Floats) -> Floats:
    """`(n, 4)` the shortest rotations that turn +Y to directions that do not point down."""
    x, y, z = directions.T
    return unit(np.stack([z, np.zeros(len(x)), -x, 1.0 + y], -1))


def _target(context: SofaContext, run: Run) -> tuple[Floats, Floats]:
    """The exact corners of the shell."""
    if run.arms:
        outer = run.arms[1][0] + context.arm_width
        front = context.depth
    else:
        outer, front = (
            run.back[1],
            _width(context) + context.slope * (context.height - context.ground) * 0.6,
        )
    return np.array([-outer, context.ground, 0.0]), np.array([outer, context.height, front])


def _nails(context: SofaContext, run: Run, outline: Floats) -> Mesh | None:
    """Nails along the front panels of rolled arms."""
    arm = context.arm
    if not isinstance(arm, RolledArm) or not arm.nailheads:
        return None
    right = front_nails(outline + np.array([run.arms[1][0], 0.0]), context)
    left = front_nails((outline * (-1.0, 1.0) + np.array([run.arms[0][0], 0.0]))[::-1], context)
    return merge(left, right)
