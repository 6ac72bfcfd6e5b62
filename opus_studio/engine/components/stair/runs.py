"""Where the balustrade runs: its lines between posts, and the posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.plan import Flight, Frame, Turn, quarter_points
from opus_studio.engine.components.stair.sizes import CAPPING_TOP, FRAME_DEPTH
from opus_studio.engine.components.stair.turn_carriage import winder_levels

_BEFORE = 0.004
_DROP = 0.05
_FLOOR = 0.0012


@dataclass(frozen=True)
class End:
    """An end of a run.

    Attributes:
        at: Along the run, metres: the middle of its post, or where it ends freely.
        base: World height at which the post stands; None where there is none.
        block: World height up to which the post stays square at its foot, metres.
        corner: Rails of two directions meet here.
    """

    at: float
    base: float | None
    block: float = 0.0
    corner: bool = False


@dataclass(frozen=True)
class Run:
    """A straight piece of balustrade along the +X of its frame, its middle on z = 0.

    Attributes:
        name: In words.
        frame: Where it stands.
        start: Its lower end.
        end: Its upper end.
        level: Height of the line of the nosings at u = 0, metres.
        slope: Of that line.
        out: The sign of z that looks away from the steps.
        seat: Height and slope of what balusters stand on, or None when they stand on treads.
        treads: Where balusters stand on treads: along the run, and height; metres.
    """

    name: str
    frame: Frame
    start: End
    end: End
    level: float
    slope: float
    out: float
    seat: tuple[float, float] | None
    treads: tuple[tuple[float, float], ...] = ()

    def line(self, u: float) -> float:
        """Height of the line of the nosings, metres."""
        return self.level + self.slope * u

    @property
    def ends(self) -> tuple[End, End]:
        """Both ends."""
        return self.start, self.end


@dataclass(frozen=True)
class Post:
    """A newel or post.

    Attributes:
        frame: At its foot.
        rails: World heights of the line of the nosings, lowest and highest, where runs meet it.
        block: World height up to which its foot stays square.
        corner: Rails die into it, else they run over a slim one.
    """

    frame: Frame
    rails: tuple[float, float]
    block: float
    corner: bool


def runs(context: StairContext) -> tuple[Run, ...]:
    """Every piece of balustrade."""
    found = []
    for side in context.sides:
        found += [_flight_run(context, flight, side) for flight in context.plan.flights]
        turn = context.plan.turn
        if turn is not None:
            found += _turn_runs(context, turn, side)
    return tuple(run for run in found if run.end.at - run.start.at > context.post + 0.08)


def posts(context: StairContext, lines: tuple[Run, ...]) -> tuple[Post, ...]:
    """The posts at the ends of the runs, each once."""
    if not context.post:
        return ()
    found: list[Post] = []
    for run in lines:
        for end in run.ends:
            if end.base is None:
                continue
            spot = run.frame.then(end.at, 0.0, 0.0)
            height = spot.y + run.line(end.at)
            post = Post(replace(spot, y=end.base), (height, height), end.block, end.corner)
            same = [k for k, old in enumerate(found) if _near(old.frame, spot)]
            if same:
                found[same[0]] = _together(found[same[0]], post)
            else:
                found.append(post)
    return tuple(found)


def _near(one: Frame, other: Frame) -> bool:
    return abs(one.x - other.x) < 0.02 and abs(one.z - other.z) < 0.02


def _together(one: Post, other: Post) -> Post:
    """One post where two runs meet."""
    return Post(
        one.frame if one.frame.y <= other.frame.y else other.frame,
        (min(one.rails[0], other.rails[0]), max(one.rails[1], other.rails[1])),
        max(one.block, other.block),
        one.corner or other.corner,
    )


def seat_of(context: StairContext) -> tuple[float, float] | None:
    """Height and slope of the upper edge of a closed string over a flight's foot, or None."""
    if context.carriage != "closed":
        return None
    return context.high + (CAPPING_TOP / context.cosine if context.capped else 0.0), context.slope


def mounts(context: StairContext, flight: Flight, gap: float) -> Iterator[tuple[float, float]]:
    """Where balusters stand on treads: along the flight, and height; metres.

    Args:
        context: The stair being made.
        flight: The flight.
        gap: Greatest distance between the middles of two, metres.
    """
    count = -int(-context.going // gap)
    for i in range(flight.treads):
        for k in range(count):
            x = (i + (k + 0.5) / count) * context.going - context.nosing / 2.0
            yield x, (i + 1) * context.rise


def _flight_run(context: StairContext, flight: Flight, side: float) -> Run:
    frame = flight.frame.then(0.0, 0.0, side * (context.width / 2.0 - context.inset))
    n, go, half = flight.treads, context.going, context.post / 2.0
    seat = seat_of(context)
    wooden = context.post > 0.0 and not context.steel_posts
    if not flight.on_floor:
        start = _turn_end(context, side, -context.inset)
    elif wooden:
        start = End(-context.nosing - _BEFORE - half, _FLOOR, context.rise + 0.16)
    elif context.post:
        at = 0.3 * go if seat is None else 0.02
        start = End(at, context.rise if seat is None else seat[0] + seat[1] * at - 0.002)
    else:
        start = End(0.012, None)
    top = flight.frame.y + n * context.rise
    if not flight.to_floor:
        end = _turn_end(context, side, n * go + context.inset)
    elif wooden:
        end = End((n - 1) * go - context.nosing + 0.012 + half, top, top + 0.18)
    else:
        end = End((n - 1 + 0.35) * go, top if context.post else None)
    level = context.rise + context.slope * context.nosing
    pitch = context.gap
    treads = () if seat else tuple(mounts(context, flight, pitch))
    name = f"{flight.name} {'left' if side < 0 else 'right'}"
    return Run(name, frame, start, end, level, context.slope, side, seat, treads)


def _turn_end(context: StairContext, side: float, at: float) -> End:
    """Where a flight's balustrade meets the turn."""
    turn = context.plan.turn
    assert turn is not None
    landing = turn.frame.y + context.rise
    if not context.post:
        return End(at, None, corner=True)
    on_top = context.steel_posts or context.solid
    if on_top and not turn.winders:
        return End(at, landing - 0.002, landing + 0.12, True)
    inner = side == turn.side
    above = context.rise + 0.12
    if turn.winders:
        upper = landing + (turn.winders - 1) * context.rise
        if context.solid and not inner:
            # On the first of the winders, or on the last.
            level = landing if at > 0.0 else upper
            return End(at, level - 0.002, level + 0.12, True)
        return End(at, _FLOOR, (upper if inner else landing) + above, True)
    drop = landing - context.thick - FRAME_DEPTH - _DROP
    posts = context.resolved[LAYOUT].landing_posts
    stands = posts and not (turn.half and inner)
    return End(at, _FLOOR if stands else max(drop, _FLOOR), landing + above, True)


def _turn_runs(context: StairContext, turn: Turn, side: float) -> list[Run]:
    """Along the landing's or the winders' open edges on one side."""
    inner = side == turn.side
    frame = turn.frame.then(0.0, context.rise, 0.0)
    w, c = context.width, context.inset
    if inner:
        if not turn.half:
            return []
        across = frame.then(c, 0.0, 0.0, -turn.side * 90.0)
        ends = (w / 2.0 - c, w / 2.0 + context.well + c)
        return [_level(context, "Well", across, ends, turn.side)]
    if turn.winders:
        return _winder_runs(context, turn)
    out = -turn.side
    far = 1.5 * w + context.well - c if turn.half else w / 2.0 - c
    first = frame.then(0.0, 0.0, out * (w / 2.0 - c))
    second = frame.then(context.landing - c, 0.0, 0.0, -turn.side * 90.0)
    found = [
        _level(context, "Landing side", first, (c, context.landing - c), out),
        _level(context, "Landing back", second, (-(w / 2.0 - c), far), out),
    ]
    if turn.half:
        third = frame.then(0.0, 0.0, turn.side * far, 180.0)
        found.append(_level(context, "Landing end", third, (-(context.landing - c), -c), out))
    return found


def _level(
    context: StairContext, name: str, frame: Frame, ends: tuple[float, float], out: float
) -> Run:
    place = context.plan.turn
    assert place is not None
    one, two = (_turn_end(context, -place.side, at) for at in ends)
    return Run(name, frame, one, two, 0.0, 0.0, out, (0.0, 0.0))


def _winder_runs(context: StairContext, turn: Turn) -> list[Run]:
    """Along the two outer sides of winders; the line rises with the strings there."""
    w, c, out = context.width, context.inset, -turn.side
    margin = context.high - context.rise - context.slope * context.nosing
    first, corner, last = (y - margin for y in winder_levels(context, turn.winders))
    lower = turn.frame.then(0.0, 0.0, out * (w / 2.0 - c))
    upper = context.plan.flights[1].frame.then(
        0.0, -turn.winders * context.rise, out * (w / 2.0 - c)
    )
    found = []
    points = quarter_points(w, turn.winders)
    for name, frame, a, b, y0, y1, base in (
        ("Winders lower", lower, c, w - c, first, corner, 0.0),
        ("Winders upper", upper, -(w - c), -c, corner, last, -w),
    ):
        slope = (y1 - y0) / w
        level = y0 - slope * base
        seat = (level + margin, slope) if context.string else None
        treads: tuple[tuple[float, float], ...] = ()
        if seat is None:
            # On each step by itself, so that none stands across a riser.
            risers = [x if frame is lower else -d for x, d in points]
            edges = [a, *(u for u in risers if a + 0.02 < u < b - 0.02), b]
            spots = [
                u0 + (u1 - u0) * (k + 0.5) / count
                for u0, u1 in pairwise(edges)
                for count in [-int(-(u1 - u0) // context.gap)]
                for k in range(count)
            ]
            treads = tuple((u, _winder_level(context, points, frame is lower, u)) for u in spots)
        start, end = (
            # Square as high as the strings and the steps between them.
            replace(_turn_end(context, -turn.side, at), block=frame.y + level + slope * at + 0.14)
            for at in (a, b)
        )
        if seat is None and context.post:
            foot = turn.frame.y + _winder_level(
                context, points, frame is lower, b if a > 0.0 else a
            )
            if a > 0.0:
                end = replace(end, base=foot - 0.002, block=foot + 0.12)
            else:
                start = replace(start, base=foot - 0.002, block=foot + 0.12)
        found.append(Run(name, frame, start, end, level, slope, out, seat, treads))
    return found


def _winder_level(
    context: StairContext, points: list[tuple[float, float]], on_lower: bool, u: float
) -> float:
    """Level of the winder at a place on one of the outer sides, metres.

    Args:
        context: The stair being made.
        points: Where the risers meet the outer sides; see `quarter_points`.
        on_lower: On the side that the lower flight's string runs on to.
        u: Along the run, metres.
    """
    passed = 0
    for x, d in points[:-1]:
        begins = d > context.width - 1e-6
        behind = x <= u + 1e-6 if begins and on_lower else -d <= u + 1e-6
        passed += behind if on_lower is begins else begins
    return passed * context.rise
