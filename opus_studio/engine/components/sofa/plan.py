"""A sofa's plan: its runs along a wall, and where seats, backs, arms and legs stand in them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from opus_studio.engine.components.sofa.assets import (
    LAYOUT,
    ChaiseLayout,
    ChesterfieldLayout,
    ModularLayout,
    StraightLayout,
)
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.soft_assets import SEAT, BenchSeat
from opus_studio.engine.geometry import quaternion
from opus_studio.engine.scene import ORIGIN, UPRIGHT, Quaternion, Vector

Span = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """A rectangle in plan, metres."""

    x0: float
    x1: float
    z0: float
    z1: float

    @property
    def width(self) -> float:
        """Along x."""
        return self.x1 - self.x0

    @property
    def depth(self) -> float:
        """Along z."""
        return self.z1 - self.z0

    @property
    def middle(self) -> tuple[float, float]:
        """X and z."""
        return (self.x0 + self.x1) / 2.0, (self.z0 + self.z1) / 2.0


@dataclass(frozen=True)
class Run:
    """A stretch of sofa along one wall, in a frame with its rear at z = 0 and its front at +Z.

    Attributes:
        name: Put before the names of its parts; empty for the only one.
        back: Where the back's frame runs, its ends panelled where `back_ends` says so.
        back_ends: Whether each end of the back is seen.
        back_cushions: Where loose back cushions stand.
        seats: The seat cushions.
        bodies: The platforms below, each with feet at its corners.
        arms: Inner faces of the arms, and -1 for a left, 1 for a right one.
        shift: Of the run's frame.
        turn: Of the run's frame.
        corner: -1 or 1 when its left or right end is the corner of two runs.
    """

    name: str
    back: Span
    back_ends: tuple[bool, bool]
    back_cushions: tuple[Span, ...]
    seats: tuple[Rect, ...]
    bodies: tuple[Rect, ...]
    arms: tuple[tuple[float, int], ...]
    shift: Vector = ORIGIN
    turn: Quaternion = UPRIGHT
    corner: int = 0


ARM_LAP = 0.45
"""How far backs reach into an arm, relative to its width."""

FRONT = 0.012
"""How far seat cushions and rails stay behind the front of the arms, metres."""


_MODULE = 0.82
"""Wanted width of a module, metres."""


def plan(context: SofaContext) -> tuple[Run, ...]:
    """The runs of the chosen layout."""
    layout = context.resolved[LAYOUT]
    if isinstance(layout, StraightLayout):
        return (_straight(context, layout.sofa_straight_overall_width, layout.seats),)
    if isinstance(layout, ChesterfieldLayout):
        return (_straight(context, layout.sofa_chesterfield_overall_width, layout.seats),)
    if isinstance(layout, ChaiseLayout):
        return (_chaise(context, layout),)
    assert isinstance(layout, ModularLayout)
    return _modular(context, layout)


def seat_count(width: float, asked: int) -> int:
    """Seats on a width, each 0.45 to 1.0 m wide."""
    return max(min(asked, int(width / 0.45)), math.ceil(width / 1.0 - 1e-9), 1)


def _divide(low: float, high: float, number: int) -> tuple[Span, ...]:
    step = (high - low) / number
    return tuple((low + step * i, low + step * (i + 1)) for i in range(number))


def _seats(
    context: SofaContext, spans: tuple[Span, ...], rear: float, front: float
) -> tuple[Rect, ...]:
    if isinstance(context.resolved[SEAT], BenchSeat):
        spans = ((spans[0][0], spans[-1][1]),)
    return tuple(Rect(x0, x1, rear, front) for x0, x1 in spans)


def _seat_rear(context: SofaContext) -> float:
    """Where seat cushions begin: they press a little into the back."""
    return context.inside(context.seat_top) - 0.006


def _overlap(context: SofaContext) -> float:
    """How far backs and rails reach into an arm."""
    return ARM_LAP * context.arm_width


def body_lap(context: SofaContext) -> float:
    """How far platforms reach into an arm: less than backs, so that no ends lie in one plane."""
    return (0.15 if context.is_chesterfield else 0.38) * context.arm_width


def _straight(context: SofaContext, width: float, asked: int) -> Run:
    half = width / 2.0
    inner = half - context.arm_width
    front = context.depth - (FRONT if context.arm else 0.0)
    spans = _divide(-inner, inner, seat_count(2.0 * inner, asked))
    end = inner + _overlap(context) if context.arm else half
    body = inner + body_lap(context) if context.arm else half
    return Run(
        "",
        (-end, end),
        (True, True),
        spans,
        _seats(context, spans, _seat_rear(context), front),
        (Rect(-body, body, 0.0, front - 0.012),),
        ((-inner, -1), (inner, 1)) if context.arm else (),
        (0.0, 0.0, -context.depth / 2.0),
    )


def _chaise(context: SofaContext, layout: ChaiseLayout) -> Run:
    """Drawn with the chaise at the right."""
    half = layout.sofa_chaise_overall_width / 2.0
    inner = half - context.arm_width
    front = context.depth - (FRONT if context.arm else 0.0)
    chaise = min(layout.chaise_width, 2.0 * inner - 0.5)
    joint = inner - chaise
    spans = _divide(-inner, joint, seat_count(joint + inner, layout.seats))
    seats = _seats(context, spans, _seat_rear(context), front)
    seats += (Rect(joint, inner, _seat_rear(context), layout.chaise_length),)
    end = inner + _overlap(context) if context.arm else half
    low = inner + body_lap(context) if context.arm else half
    run = Run(
        "",
        (-end, end),
        (True, True),
        (*spans, (joint, inner)),
        seats,
        (
            Rect(-low, joint - 0.002, 0.0, front - 0.012),
            Rect(
                joint + 0.002,
                end if not context.arm else inner + 0.004,
                0.0,
                layout.chaise_length - 0.012,
            ),
        ),
        ((-inner, -1), (inner, 1)) if context.arm else (),
        (0.0, 0.0, -layout.chaise_length / 2.0),
    )
    return run if layout.side == "right" else _mirrored(run)


def _modular(context: SofaContext, layout: ModularLayout) -> tuple[Run, ...]:
    """Drawn with the corner at the right: a main run with the corner, and one along the side."""
    width, length = layout.sofa_modular_overall_width, layout.sofa_modular_overall_length
    gap, depth = layout.module_gap, context.depth
    half = width / 2.0
    front = depth - (FRONT if context.arm else 0.0)
    rear = _seat_rear(context)
    arm = context.arm_width
    # The main run: an arm at the left, modules, the corner.
    corner = half - depth
    left = -half + arm
    spans = _divide(left, corner, seat_count(corner - left, round((corner - left) / _MODULE)))
    lean = context.inside(context.seat_top)
    seats = tuple(Rect(x0, x1, rear, front) for x0, x1 in spans)
    bodies = tuple(
        Rect(x0 + gap / 2, x1 - gap / 2, 0.0, front - 0.012)
        for x0, x1 in [(left - body_lap(context), spans[0][1]), *spans[1:]]
    )
    shift = (0.0, 0.0, -length / 2.0)
    main = Run(
        "Main",
        (left - _overlap(context), half),
        (True, True),
        (*spans, (corner, half - lean)),
        (*seats, Rect(corner, half - rear, rear, depth)),
        (*bodies, Rect(corner + gap / 2, half - 0.02, 0.0, depth - gap / 2)),
        ((left, -1),) if context.arm else (),
        shift,
        corner=1,
    )
    other = _side_run(context, layout)
    runs = (main, other)
    return runs if layout.side == "right" else tuple(_mirrored(run) for run in runs)


def _side_run(context: SofaContext, layout: ModularLayout) -> Run:
    """The run along the side wall: its left end at the corner, its right end with the arm."""
    half = layout.sofa_modular_overall_width / 2.0
    length, gap, depth = layout.sofa_modular_overall_length, layout.module_gap, context.depth
    front = depth - (FRONT if context.arm else 0.0)
    rear, arm = _seat_rear(context), context.arm_width
    side = length - depth
    stop = side - arm
    parts = _divide(0.0, stop, seat_count(stop, round(stop / _MODULE)))
    seats = tuple(Rect(x0, x1, rear, front) for x0, x1 in parts)
    ends = [*parts[:-1], (parts[-1][0], stop + body_lap(context))]
    bodies = tuple(Rect(x0 + gap / 2, x1 - gap / 2, 0.0, front - 0.012) for x0, x1 in ends)
    end = stop + _overlap(context) if context.arm else side
    inset = context.front_of_back
    return Run(
        "Side",
        (-depth + context.back_top * 0.6, end),
        (False, True),
        ((-depth + inset - 0.01, 0.0), *parts) if context.has_cushions else (),
        seats,
        bodies,
        ((stop, 1),) if context.arm else (),
        (half, 0.0, -length / 2.0 + depth),
        quaternion("y", -90.0),
    )


def _mirrored(run: Run) -> Run:
    """The run on the other hand."""

    def span(value: Span) -> Span:
        return (-value[1], -value[0])

    def rect(value: Rect) -> Rect:
        return Rect(-value.x1, -value.x0, value.z0, value.z1)

    x, y, z = run.shift
    i, j, k, w = run.turn
    return Run(
        run.name,
        span(run.back),
        (run.back_ends[1], run.back_ends[0]),
        tuple(span(value) for value in run.back_cushions[::-1]),
        tuple(rect(value) for value in run.seats[::-1]),
        tuple(rect(value) for value in run.bodies[::-1]),
        tuple((-at, -side) for at, side in run.arms),
        (-x, y, z),
        (i, -j, k, w),
        -run.corner,
    )
