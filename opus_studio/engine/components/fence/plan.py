"""Where posts stand and bays hang along a line in plan, with corners, gates and slopes.

A side's own frame has X along the way, Y up and its front (+Z) to the left of a walker who sees
the plan with X to the right and Z towards the reader; a way along +X has its front at +Z.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from opus_studio.engine.scene import Vector

Point = tuple[float, float, float]
"""x, z and y (level of the ground) of a corner of the way, metres."""


ROUND_LAP = 0.24
"""How far rails run into a round post, against its radius."""

_PIECE = 0.3
"""Metres. The shortest piece of fence beside a gate."""

_NARROWEST = 0.5
"""Metres. A narrower gate is not worth having."""

_BISECTED = 55.0
"""Degrees. Posts at gentler corners stand halfway; at sharper ones square to the first side."""


@dataclass(frozen=True)
class Side:
    """A straight piece of the way.

    Attributes:
        start: Where it begins.
        end: Where it ends.
    """

    start: Point
    end: Point

    @property
    def length(self) -> float:
        """In plan, metres."""
        return math.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])

    @property
    def yaw(self) -> float:
        """Turn about Y that brings X to run along it, degrees."""
        dx, dz = self.end[0] - self.start[0], self.end[1] - self.start[1]
        return math.degrees(math.atan2(-dz, dx))

    @property
    def slope(self) -> float:
        """Rise for each metre of its way in plan."""
        return (self.end[2] - self.start[2]) / self.length

    def at(self, place: float) -> Vector:
        """The ground at so many metres from its start, as x, y, z."""
        share = place / self.length
        x, z, y = (a + (b - a) * share for a, b in zip(self.start, self.end, strict=True))
        return (x, y, z)


@dataclass(frozen=True)
class Stand:
    """A post: its place on the ground, its turn about Y in degrees, and the slope beside it."""

    place: Vector
    yaw: float
    slope: float
    gate: bool = False


@dataclass(frozen=True)
class Bay:
    """A field between two posts, or a gate.

    Attributes:
        middle: On the ground, metres.
        yaw: Turn about Y, degrees.
        clear: Between the posts' faces, metres.
        slope: Rise for each metre.
        into: How far rails run into what stands at either end, metres.
        outer: Whether either end is the end of a straight run, where cables are strained.
        gate: Whether it is a gate.
        walls: Whether a wall stands at either end instead of a post.
    """

    middle: Vector
    yaw: float
    clear: float
    slope: float
    into: tuple[float, float]
    outer: tuple[bool, bool]
    gate: bool = False
    walls: tuple[bool, bool] = (False, False)


@dataclass(frozen=True)
class Gap:
    """The gate of a fence.

    Attributes:
        width: Clear between its posts, metres.
        position: Where it stands on its side, 0 to 1.
        cornered: Whether the fence goes on around the ends of the side.
    """

    width: float
    position: float
    cornered: bool = False


End = Literal["free", "gate", "wall"]
"""Where an unbroken way ends: beyond the last post, at a gate's post, or at a wall."""


@dataclass(frozen=True)
class Stretch:
    """An unbroken way over the middles of the posts.

    Attributes:
        corners: x, y, z of each on the ground, metres.
        ends: What stands at the first and at the last.
    """

    corners: tuple[Vector, ...]
    ends: tuple[End, End]


@dataclass(frozen=True)
class Layout:
    """Everything placed.

    Attributes:
        stands: The posts.
        bays: The fields.
        stretches: Unbroken ways for what runs over the posts or below them.
    """

    stands: tuple[Stand, ...]
    bays: tuple[Bay, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Rules:
    """How posts are set: width, whether they are round, greatest spacing, posts at the ends."""

    width: float
    round: bool
    spacing: float
    ends: tuple[bool, bool]


def sides_of(path: Sequence[Sequence[float]]) -> tuple[Side, ...]:
    """The straight pieces of a way of (x, z) or (x, z, y) points.

    Raises:
        ValueError: There are fewer than two points, two are the same, or the way turns back.
    """
    points = [(float(p[0]), float(p[1]), float(p[2]) if len(p) > 2 else 0.0) for p in path]
    sides = tuple(Side(a, b) for a, b in pairwise(points))
    if not sides or min(side.length for side in sides) < 1e-6:
        raise ValueError("A fence needs a way of at least two different points.")
    for first, second in pairwise(sides):
        if abs(_turned(second.yaw - first.yaw)) > 150.0:
            raise ValueError("A fence cannot turn back upon itself.")
    return sides


def lay_out(sides: Sequence[Side], rules: Rules, gap: Gap | None = None) -> Layout:
    """Place posts and bays along the sides; a gate stands in the longest one."""
    yaws = _post_yaws(sides)
    longest = max(range(len(sides)), key=lambda k: sides[k].length)
    stands: list[Stand] = []
    bays: list[Bay] = []
    stretches: list[Stretch] = []
    way: list[Vector] = [sides[0].at(0.0)]
    begun: End = "free" if rules.ends[0] else "wall"
    for number, side in enumerate(sides):
        last = number == len(sides) - 1
        posted = (number > 0 or rules.ends[0], not last or rules.ends[1])
        if posted[0]:
            slope = side.slope if number == 0 else _steeper(sides[number - 1], side)
            stands.append(Stand(side.at(0.0), yaws[number], slope))
        run = _Run(side, rules, (yaws[number], yaws[number + 1]), posted)
        cuts = run.fill(gap if number == longest else None, stands, bays)
        for before, after in cuts:
            if before > 1e-6:
                way.append(side.at(before))
            if len(way) > 1:
                stretches.append(Stretch(tuple(way), (begun, "gate")))
            way, begun = [side.at(after)], "gate"
        if not cuts or cuts[-1][1] < side.length - 1e-6:
            way.append(side.at(side.length))
    if rules.ends[1]:
        stands.append(Stand(sides[-1].at(sides[-1].length), yaws[-1], sides[-1].slope))
    if len(way) > 1:
        stretches.append(Stretch(tuple(way), (begun, "free" if rules.ends[1] else "wall")))
    return Layout(_gateposts(stands, bays, rules.width), tuple(bays), tuple(stretches))


def _gateposts(stands: list[Stand], bays: list[Bay], width: float) -> tuple[Stand, ...]:
    """The posts, those beside a gate marked so."""
    gates = [bay for bay in bays if bay.gate]

    def beside(stand: Stand) -> bool:
        return any(
            math.dist(stand.place, bay.middle) < bay.clear / 2.0 + 0.75 * width for bay in gates
        )

    return tuple(replace(stand, gate=beside(stand)) for stand in stands)


@dataclass(frozen=True)
class _Run:
    """One side being filled: its post's turns, and whether posts stand at its ends."""

    side: Side
    rules: Rules
    yaws: tuple[float, float]
    posted: tuple[bool, bool]

    def reach(self, end: int) -> tuple[float, float]:
        """How far the post at an end reaches into the side, and how far rails run into it."""
        half = self.rules.width / 2.0
        if not self.posted[end]:
            return 0.0, 0.0
        if self.rules.round:
            return half, ROUND_LAP * half
        off = math.radians(_turned(self.yaws[end] - self.side.yaw))
        away = max(abs(math.cos(off)), abs(math.sin(off)))
        askew = math.acos(min(away, 1.0))
        return half / away, min(0.003 + 0.7 * half * math.tan(askew), 0.8 * half)

    def fill(
        self, gap: Gap | None, stands: list[Stand], bays: list[Bay]
    ) -> list[tuple[float, float]]:
        """Add the posts between the ends and the bays; where stretches are cut by a gate."""
        length, width = self.side.length, self.rules.width
        if gap is None:
            self._bays(0.0, length, (0, 1), stands, bays)
            return []
        room = length - width
        clear = min(gap.width, room)
        if gap.cornered:
            # A gate beside a corner would swing into the fence around it.
            clear = min(gap.width, room - 2.0 * (_PIECE + width))
            if clear < _NARROWEST:
                self._bays(0.0, length, (0, 1), stands, bays)
                return []
            return self._cut(gap, clear, (_PIECE + width) / (room - clear), stands, bays)
        return self._cut(gap, clear, 0.0, stands, bays)

    def _cut(
        self, gap: Gap, clear: float, least: float, stands: list[Stand], bays: list[Bay]
    ) -> list[tuple[float, float]]:
        """Stand the gate in the side, with at least a share of what is left beside it."""
        length, width = self.side.length, self.rules.width
        room = length - width
        start = min(max(gap.position, least), 1.0 - least) * (room - clear)
        if not least:
            start, clear = _pushed(start, clear, room, width)
        a, b = start, start + clear + width
        if a > 1e-6:
            self._bays(0.0, a, (0, None), stands, bays)
            stands.append(Stand(self.side.at(a), self.side.yaw, 0.0))
        bays.append(
            Bay(self.side.at((a + b) / 2.0), self.side.yaw, clear, 0.0, (0.0, 0.0),
                (True, True), gate=True)
        )  # fmt: skip
        if b < length - 1e-6:
            stands.append(Stand(self.side.at(b), self.side.yaw, 0.0))
            self._bays(b, length, (None, 1), stands, bays)
        return [(a, b)]

    def _bays(
        self,
        low: float,
        high: float,
        ends: tuple[int | None, int | None],
        stands: list[Stand],
        bays: list[Bay],
    ) -> None:
        """Equal bays between two places of the side; an end None is a post square to it."""
        width = self.rules.width
        first = (width / 2.0, 0.003) if ends[0] is None else self.reach(ends[0])
        last = (width / 2.0, 0.003) if ends[1] is None else self.reach(ends[1])
        span = high - low - first[0] - last[0]
        count = max(1, math.ceil((high - low) / self.rules.spacing - 1e-6))
        while count > 1 and (span - (count - 1) * width) / count < 0.12:
            count -= 1
        clear = (span - (count - 1) * width) / count
        if clear < 0.03:
            return
        walls = (
            ends[0] is not None and not self.posted[ends[0]],
            ends[1] is not None and not self.posted[ends[1]],
        )
        place = low + first[0]
        for k in range(count):
            if k:
                at = place - width / 2.0
                stands.append(Stand(self.side.at(at), self.side.yaw, self.side.slope))
            ends_here = (k == 0, k == count - 1)
            into = (
                first[1]
                if ends_here[0]
                else (0.003 if not self.rules.round else ROUND_LAP * width / 2.0),
                last[1]
                if ends_here[1]
                else (0.003 if not self.rules.round else ROUND_LAP * width / 2.0),
            )
            bays.append(
                Bay(self.side.at(place + clear / 2.0), self.side.yaw, clear, self.side.slope,
                    into, ends_here,
                    walls=(ends_here[0] and walls[0], ends_here[1] and walls[1]))
            )  # fmt: skip
            place += clear + width


def _pushed(start: float, clear: float, room: float, width: float) -> tuple[float, float]:
    """Where a gate starts and its width: a piece too short for a bay beside it is given up."""
    if start < _PIECE + width:
        start = 0.0
    if room - clear - start < _PIECE + width:
        # The gate moves to the end, or takes the whole side.
        clear = room if start == 0.0 else clear
        start = 0.0 if start == 0.0 else room - clear
    return start, clear


def _turned(degrees: float) -> float:
    """The same turn within -180 to 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def _steeper(first: Side, second: Side) -> float:
    return max(first.slope, second.slope, key=abs)


def _post_yaws(sides: Sequence[Side]) -> list[float]:
    """The turn of the post at each point: square to the way, halfway at gentle corners."""
    yaws = [sides[0].yaw]
    for first, second in pairwise(sides):
        turn = _turned(second.yaw - first.yaw)
        yaws.append(first.yaw + (turn / 2.0 if abs(turn) < _BISECTED else 0.0))
    return [*yaws, sides[-1].yaw]
