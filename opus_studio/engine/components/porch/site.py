"""What a building tells the porch that stands before one of its walls."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from opus_studio.engine.building.covering import Boards, Covering


@dataclass(frozen=True)
class Behind:
    """The slope of the main roof above the wall, into which a porch's roof may run.

    Attributes:
        top: Height at which its lower face meets the wall, metres.
        eaves: Height of its lower edge, metres.
        overhang: How far it stands out before the wall, metres.
        pitch: Degrees.
        depth: Height of its body at the edge, metres.
    """

    top: float
    eaves: float
    overhang: float
    pitch: float
    depth: float


def _sky(_left: float, _right: float) -> float:
    return math.inf


@dataclass(frozen=True, eq=False)
class Site:
    """The place of a porch, in its own frame: x along the wall about the door, y up, z out.

    Attributes:
        floor: Height of the floor behind the door above the ground, metres.
        need: Least clear width before the door, metres.
        head: Height above the floor that the door with its casing takes, metres.
        left: Wall that a porch may take to the left of the door's middle, metres.
        right: The same to the right.
        highest: Height on the wall that a roof from one x to another may reach, metres.
        behind: The main roof, where a porch's roof may run back into it.
        covering: What lies on the roof; None leaves it to the porch.
        boards: Fascia and soffit; None leaves them to the porch.
        trim: Finish of posts, beams and boards; empty leaves it to the porch.
        cladding: How far boards stand out before the wall, metres.
        taken: From where to where openings take the wall beside the door, metres.
        bedded: How far beams reach into the wall, metres.
        owner: What the materials' names begin with; empty for a porch by itself.
    """

    floor: float
    need: float = 1.0
    head: float = 0.0
    left: float = math.inf
    right: float = math.inf
    highest: Callable[[float, float], float] = _sky
    behind: Behind | None = None
    covering: Covering | None = None
    boards: Boards | None = None
    trim: str = ""
    cladding: float = 0.0
    taken: tuple[tuple[float, float], ...] = ()
    bedded: float = 0.0
    owner: str = ""

    @property
    def free(self) -> float:
        """Width of wall about the door that a porch may take, metres."""
        return 2.0 * min(self.left, self.right)
