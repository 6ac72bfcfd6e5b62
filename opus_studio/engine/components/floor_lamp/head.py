"""The head: lampholder, bulb and shade on one pivot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from opus_studio.engine.components.floor_lamp.assets import (
    BULB,
    CABLE,
    SHADE,
    FilamentBulb,
    PullChainCable,
)
from opus_studio.engine.components.floor_lamp.context import BULB_AT, FloorLampContext
from opus_studio.engine.components.floor_lamp.shade_assets import (
    GlobeShade,
)
from opus_studio.engine.components.floor_lamp.shades import Shade, shade
from opus_studio.engine.components.shared.light import (
    HOLDER,
    bulb_glass,
    filament,
    lampholder,
    screw_cap,
)
from opus_studio.engine.geometry import lathe, merge, multiply, place, translate, tube
from opus_studio.engine.scene import UPRIGHT, Mesh, Node, Part, Quaternion, Vector

_BULB_GLOW = 4.0
_FILAMENT_GLOW = 10.0


@dataclass(frozen=True)
class Head:
    """A head in its own frame, where the bulb points up from the pivot.

    Attributes:
        shade: The shade.
        stem: How far the lampholder stands above the pivot, metres.
    """

    shade: Shade
    stem: float

    @property
    def high(self) -> float:
        """How far the head reaches from its pivot, metres."""
        return self.stem + max(self.shade.high, HOLDER[1] + 0.09)

    def node(
        self,
        context: FloorLampContext,
        at: Vector,
        rotation: Quaternion,
        carried: Quaternion = UPRIGHT,
    ) -> Node:
        """The head on its pivot.

        Args:
            context: The lamp.
            at: The pivot in the frame of what carries it, metres.
            rotation: How the head is turned.
            carried: How what carries it is turned already.
        """
        rise = (0.0, self.stem, 0.0)
        x, y, z, w = multiply(carried, rotation)
        children = (
            Node(
                "Lampholder", (Part(lampholder(context.detail), context.metal),), translation=rise
            ),
            _bulb(context).moved((0.0, self.stem + BULB_AT, 0.0)),
            Node("Shade", (), self.shade.nodes, rise, slot=SHADE.name),
            # A chain hangs straight down however the head is turned.
            *_chain(context, self.stem, (-x, -y, -z, w)),
        )
        return Node(
            "Head", (Part(_stem(self.stem, context.detail), context.metal),), children, at, rotation
        )


def head(context: FloorLampContext, stem: float = 0.03) -> Head:
    """Lampholder, bulb and shade on a pivot `stem` below the lampholder, metres."""
    return Head(shade(context), stem)


@lru_cache(maxsize=16)
def _stem(rise: float, detail: int) -> Mesh:
    """The swivel ball and the short tube up to the lampholder."""
    turn = np.linspace(-math.pi / 2.0, math.pi / 2.0, (7, 9, 13)[detail])
    ball = np.stack([0.0115 * np.cos(turn), 0.0115 * np.sin(turn)], -1)
    ball[[0, -1], 0] = 0.0
    segments = (10, 14, 20)[detail]
    stem = [(0.0, 0.0), (0.006, 0.0), (0.006, rise + 0.002), (0.0, rise + 0.002)]
    return merge(
        lathe(ball, grain="around", segments=segments),
        lathe(stem, grain="around", segments=segments),
    )


def _bulb(context: FloorLampContext) -> Node:
    """The bulb, its pivot where its cap begins."""
    asset = context.resolved[BULB]
    cap = Node("Cap", (Part(screw_cap(context.detail), context.bare_metal),))
    size = context.bulb_size
    glass = bulb_glass(*size, context.detail)
    if isinstance(asset, FilamentBulb):
        inside = filament(size[1], context.detail)
        children: tuple[Node, ...] = (
            cap,
            Node(
                "Filament",
                (
                    Part(
                        inside,
                        context.fixed_material(
                            "Filament", "matte_plastic", "white", _FILAMENT_GLOW
                        ),
                    ),
                ),
            ),
            Node("Glass", (Part(glass, context.fixed_material("Bulb glass", "clear_glass")),)),
        )
    else:
        lit = context.fixed_material("Bulb", "matte_plastic", "white", _BULB_GLOW)
        children = (cap, Node("Glass", (Part(glass, lit),)))
    return Node("Bulb", children=children, slot=BULB.name)


def _chain(context: FloorLampContext, stem: float, upright: Quaternion) -> tuple[Node, ...]:
    """A ball chain with a bell at its end; it hangs straight down.

    It comes out below an upright shade, and inside a hanging one; a hanging ball has no room.
    """
    asset = context.resolved[CABLE]
    if not isinstance(asset, PullChainCable):
        return ()
    if context.hangs and isinstance(context.resolved[SHADE], GlobeShade):
        return ()
    level = stem + 0.024 if context.hangs else 0.4 * stem
    start = 0.016 if context.hangs else 0.004
    part = Part(_ball_chain(asset.chain_length, start), context.fixed_material("Chain", "brass"))
    return (Node("Pull chain", (part,), (), (0.0, level, 0.0), upright, slot=CABLE.name),)


@lru_cache(maxsize=32)
def _ball_chain(long: float, start: float) -> Mesh:
    """An arm along +X from `start`, and a chain down from its end; metres."""
    count = max(8, round(long / 0.0052))
    bead = lathe(
        [(0.0, -0.0021), (0.0015, -0.0015), (0.0021, 0.0), (0.0015, 0.0015), (0.0, 0.0021)],
        segments=6, grain="around",
    )  # fmt: skip
    bell = lathe(
        [(0.0, 0.0), (0.0055, 0.001), (0.006, 0.004), (0.004, 0.013), (0.0022, 0.017),
         (0.0, 0.018)],
        segments=12, grain="around",
    )  # fmt: skip
    drops = np.arange(count) * (long / count) + 0.003
    beads = place(bead, np.stack([np.zeros(count), -drops, np.zeros(count)], -1))
    hanging = merge(beads, translate(bell, (0.0, -long - 0.016, 0.0)))
    arm = tube([(start, 0.0, 0.0), (0.030, 0.0, 0.0)], 0.0025, ends="round", segments=8)
    return merge(arm, translate(hanging, (0.029, 0.0, 0.0)))
