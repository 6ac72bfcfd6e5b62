"""The roof of an eyebrow: tiles that lift over the window and sink back to the roof's own slope.

The surface is ruled: every line up the slope is straight, and they all meet the main roof in one
level line, so that courses run on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opus_studio.engine.building.covering import EDGE
from opus_studio.engine.components.dormer.assets import FORM
from opus_studio.engine.components.dormer.context import WALL, DormerContext
from opus_studio.engine.components.dormer.ribbon import arc, points, ribbon
from opus_studio.engine.geometry import merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_GAUGES = {"clay_tiles": 1.0 / 3.0, "slates": 0.2, "shingles": 1.0 / 7.0, "standing_seam": 0.5}

_Pair = tuple[float, float]


def wave(context: DormerContext) -> tuple[Node, ...]:
    """Covering, front board and lining, each a branch."""
    made = _Wave(context)
    covering, boards = context.covering, context.boards
    plaster = context.fixed_material("Dormer plaster", "plaster")
    tiles = merge(made.deck(), *made.courses())
    return (
        Node("Dormer roof", (Part(tiles, covering.sheet),), slot=covering.slot),
        Node("Dormer roof eaves", (Part(made.fascia(), boards.material),), slot=boards.slot),
        Node("Lining roof", (Part(made.ceiling(), plaster),), slot=FORM.name),
    )


@dataclass(frozen=True)
class _Wave:
    """The surface over samples along x."""

    context: DormerContext

    @cached_property
    def x(self) -> Floats:
        """A little wider than the face, whose ends it covers."""
        half = self.context.width / 2.0 + 0.03
        return np.linspace(-half, half, 51)

    @cached_property
    def share(self) -> Floats:
        """0 at the flanks, 1 at the crown."""
        return self.context.curve(self.x) / self.context.high

    @cached_property
    def thick(self) -> Floats:
        """Of the body: thin at the flanks, where it lies on the roof."""
        return self.context.thick * self.share + 0.014

    @cached_property
    def u(self) -> Floats:
        """Metres along the wave."""
        return arc(self.x, self.context.curve(self.x))

    @cached_property
    def span(self) -> _Pair:
        """Where it begins and where it meets the roof, p."""
        context = self.context
        return -context.verge, (context.high + context.thick) / (context.rise - context.fall)

    def under(self, p: float) -> Floats:
        """Heights of its lower face."""
        context = self.context
        slope = context.rise - (context.rise - context.fall) * self.share
        return np.asarray(context.high * self.share + slope * p)

    def _strip(
        self,
        lows: tuple[Floats, Floats],
        tops: tuple[Floats, Floats],
        span: _Pair,
        v: _Pair,
        less: float = 1.0,
    ) -> Mesh:
        x = self.x * less
        rails = [points(x, lows[0], span[0]), points(x, tops[0], span[0]),
                 points(x, tops[1], span[1]), points(x, lows[1], span[1])]  # fmt: skip
        return ribbon(np.stack(rails), self.u, np.array([v[0], v[0], v[1], v[1]]))

    def deck(self) -> Mesh:
        """What carries the courses, from the verge to the roof."""
        a, b = self.span[0], self.span[1] - 0.01
        lows = (self.under(a) - 0.02 * (1.0 - self.share), self.under(b) - 0.05)
        tops = (self.under(a) + self.thick - 0.004, self.under(b) + self.thick - 0.004)
        return self._strip(lows, tops, (a, b), (0.0, b - a), 0.996)

    def courses(self) -> list[Mesh]:
        """Wedges that lap each other, at the gauge of their finish."""
        covering, (front, back) = self.context.covering, self.span
        gauge = _GAUGES[covering.kind]
        step = covering.step if covering.kind != "standing_seam" else 0.012
        plan = gauge * math.cos(math.atan(0.5 * (self.context.fall + self.context.rise)))
        count = max(1, math.ceil((back - front) / plan))
        plan = (back - front) / count
        made = []
        for k in range(count):
            a, b = front + k * plan - 0.012, front + (k + 1) * plan - 0.012
            tops = (self.under(a) + self.thick + step, self.under(b) + self.thick + 0.0015)
            lows = (self.under(a) + self.thick - 0.010, self.under(b) + self.thick - 0.012)
            made.append(self._strip(lows, tops, (a, b), (k * gauge, (k + 1) * gauge)))
        return made

    def fascia(self) -> Mesh:
        """A board below the verge."""
        near = self.span[0] + EDGE + 0.0013
        inner = np.abs(self.x) < 0.47 * self.context.width
        x, low = self.x[inner], (self.under(near) - 0.026)[inner]
        # Below the courses, which a thin flank brings near.
        crest = (self.under(near) + np.maximum(self.thick - 0.016, -0.01))[inner]
        rails = [points(x, low, near), points(x, crest, near), points(x, crest, near + 0.024),
                 points(x, low, near + 0.024)]  # fmt: skip
        return ribbon(np.stack(rails), self.u[inner], np.array([0.0, 0.1, 0.124, 0.224]))

    def ceiling(self) -> Mesh:
        """Plaster below the roof, seen through the glass."""
        inner, far = np.abs(self.x) < 0.4 * self.context.width, 0.96 * self.span[1]
        edges = ((WALL, -0.014), (WALL, -0.001), (far, -0.001), (far, -0.014))
        rails = [points(self.x[inner], (self.under(p) + by)[inner], p) for p, by in edges]
        return ribbon(np.stack(rails), self.u[inner], np.array([0.0, 0.0, far, far]))
