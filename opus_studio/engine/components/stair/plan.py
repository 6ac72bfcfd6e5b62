"""Where flights and turns lie: frames that climb along their own +X, the right hand at +Z."""

from __future__ import annotations

import math
from dataclasses import dataclass

from opus_studio.engine.geometry import quaternion
from opus_studio.engine.scene import Node, Part

_LEAST_FLIGHT = 2


@dataclass(frozen=True)
class Frame:
    """A place to build at: its origin, and where its +X heads.

    Attributes:
        x: Of the origin, metres.
        y: Of the origin, metres.
        z: Of the origin, metres.
        heading: Degrees from the world's +X, counter-clockwise from above.
    """

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    heading: float = 0.0

    def at(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """A point of this frame in the world, metres."""
        c, s = math.cos(math.radians(self.heading)), math.sin(math.radians(self.heading))
        return (self.x + c * x + s * z, self.y + y, self.z - s * x + c * z)

    def then(self, x: float, y: float, z: float, turned: float = 0.0) -> Frame:
        """A frame at a point of this one, turned by some degrees to the left."""
        return Frame(*self.at(x, y, z), self.heading + turned)

    def node(
        self, name: str, parts: tuple[Part, ...] = (), children: tuple[Node, ...] = (),
        slot: str = "",
    ) -> Node:  # fmt: skip
        """A node of the root that stands here."""
        turned = quaternion("y", self.heading)
        return Node(name, parts, children, (self.x, self.y, self.z), turned, slot)


@dataclass(frozen=True)
class Flight:
    """A straight flight: its first riser stands on x = 0 of its frame, y = 0 is its foot.

    Attributes:
        name: In words.
        frame: Where it stands, its width about z = 0.
        treads: How many treads it has; each has its riser before it.
        on_floor: It starts on the floor, else on a turn.
        to_floor: Its last tread is the edge of the floor above, else a turn follows.
    """

    name: str
    frame: Frame
    treads: int
    on_floor: bool
    to_floor: bool


@dataclass(frozen=True)
class Turn:
    """What lies between two flights: a landing or winders.

    Attributes:
        frame: At the last riser of the lower flight, y = 0 its last tread; its width about z = 0.
        side: -1 when one turns left, +1 right: the sign of the inner side's z.
        winders: How many steps wind; 0 for a landing.
        half: A half turn, else a quarter.
    """

    frame: Frame
    side: float
    winders: int
    half: bool


@dataclass(frozen=True)
class Plan:
    """The flights from below and the turn between them, if there is one."""

    flights: tuple[Flight, ...]
    turn: Turn | None = None


def risers_for(height: float, going: float) -> int:
    """How many risers make the step most comfortable: 2R + T nearest to 0.63 m (Blondel).

    Args:
        height: From floor to floor, metres.
        going: Metres.
    """
    return round(height / ((0.63 - going) / 2.0))


def winders_for(width: float, going: float) -> int:
    """How many winders make a quarter turn with this going nearest to the middle of a flight.

    The walking line then lies within the middle two tenths of the width (DIN 18065, 6.1.5).

    Args:
        width: Of the flight, metres.
        going: Along the walking line, metres.
    """
    return max(2, round(math.pi / 2.0 * 0.5 * width / going))


def walking_radius(width: float, going: float) -> float:
    """Radius about the inner corner of the walking line of winders, metres; see `winders_for`."""
    return winders_for(width, going) * going / (math.pi / 2.0)


def lower_share(risers: int, between: int, split: float) -> int:
    """Treads in the lower flight, both flights having at least two.

    Args:
        risers: Of the whole stair.
        between: Of the turn: one for a landing, else its winders.
        split: Share of the rest that the lower flight gets.
    """
    rest = risers - between
    return min(max(round(split * rest), _LEAST_FLIGHT), rest - _LEAST_FLIGHT)


def turned_plan(
    foot: Frame,
    counts: tuple[int, int],
    step: tuple[float, float],
    width: float,
    side: float,
    winders: int,
    well: float | None,
) -> Plan:
    """Two flights and the turn between them.

    Args:
        foot: Where the lower flight starts.
        counts: Treads of the lower flight, and risers of the whole stair.
        step: Going and rise, metres.
        width: Of a flight, metres.
        side: -1 when one turns left, +1 right.
        winders: How many steps wind in a quarter turn; 0 for a landing.
        well: Between the flights of a half turn, metres; None for a quarter turn.
    """
    (below, risers), (going, rise) = counts, step
    between = winders or 1
    run, level = below * going, (below + between) * rise
    if well is None:
        upper = foot.then(run + width / 2.0, level, side * width / 2.0, -side * 90.0)
    else:
        upper = foot.then(run, level, side * (width + well), 180.0)
    lower = Flight("Flight 1", foot, below, True, False)
    return Plan(
        (lower, Flight("Flight 2", upper, risers - below - between, False, True)),
        Turn(foot.then(run, below * rise, 0.0), side, winders, well is not None),
    )


def quarter_points(width: float, count: int) -> list[tuple[float, float]]:
    """Where the risers of winders meet the outer sides of their square.

    Args:
        width: Side of the square, metres.
        count: How many winders.

    Returns:
        Along the lower flight from its end, and across from the inner corner; metres.
    """
    points = []
    for step in range(count + 1):
        angle = math.pi / 2.0 * step / count
        reach = width / max(math.cos(angle), math.sin(angle))
        points.append((reach * math.sin(angle), reach * math.cos(angle)))
    return points
