"""A porch measured out: what `fit` finds and all parts are made from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

STEEL_PLATE: Final = 0.07
"""How much wider than a steel post its plates are, metres."""

Kind: TypeAlias = Literal["roofed", "slab", "glass", "hood", "open"]
"""What shelters the door."""

Roof: TypeAlias = Literal["gable", "hip", "lean_to", "level"]

DEPTH: Final = 0.11
"""Height of a porch roof's body at its edge, metres."""


@dataclass(frozen=True)
class Shape:
    """A porch measured out, in its own frame; metres and degrees.

    Attributes:
        kind: What shelters the door.
        roof: The shape of its roof.
        width: Over the beams, or of the canopy.
        depth: From the wall to their face.
        floor: Height of its floor.
        low: Of the beams' lower edge.
        high: Of their upper one.
        pitch: Of the roof.
        overhang: Of its eaves before beams or cornice.
        verge: Of its gable, or of its sides where it leans.
        cornice: How far a cornice stands out before the beams.
        back: z where the roof ends; below 0 it runs into the main roof.
        beam: Thickness of the beams.
        post: Width of a post.
        foot: Width of its foot.
        posts: x of the posts along the front, from left to right.
        paired: Every post is two.
        clear: Least width that stays clear before the door.
        door: x of the door's middle from that of the porch.
        room: Height that the wall leaves above a canopy.
    """

    kind: Kind
    width: float
    depth: float
    floor: float
    low: float
    high: float
    roof: Roof = "level"
    pitch: float = 0.0
    overhang: float = 0.0
    verge: float = 0.0
    cornice: float = 0.0
    back: float = 0.008
    beam: float = 0.1
    post: float = 0.1
    foot: float = 0.1
    posts: tuple[float, ...] = ()
    paired: bool = False
    clear: float = 1.0
    door: float = 0.0
    room: float = math.inf

    @property
    def carried(self) -> bool:
        """It stands on posts."""
        return bool(self.posts)

    @property
    def stands(self) -> tuple[float, ...]:
        """X of every post along the front, those of pairs as well, metres."""
        if not self.paired:
            return self.posts
        gap = pair_gap(self)
        inner = [x - math.copysign(gap, x) for x in (self.posts[0], self.posts[-1])]
        return tuple(sorted([*self.posts, *inner]))

    @property
    def beside(self) -> float:
        """From the door's middle to the foot of the nearest post, metres."""
        return min(abs(x - self.door) for x in self.stands) - self.foot / 2.0

    @property
    def row(self) -> float:
        """Z of the posts along the front, metres."""
        return self.depth - self.beam / 2.0


def pair_gap(shape: Shape) -> float:
    """From the middle of a post to that of the one beside it in a pair, metres."""
    return 1.02 * shape.foot + 0.015
