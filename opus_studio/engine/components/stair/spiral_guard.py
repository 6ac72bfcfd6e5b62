"""The balustrade of a spiral: everything follows a helix and then the landing's level arc."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from opus_studio.engine.components.shared.boards import sawn_board
from opus_studio.engine.components.stair.assets import LAYOUT
from opus_studio.engine.components.stair.baluster_assets import BALUSTERS, BalustersBase
from opus_studio.engine.components.stair.balusters import fineness, one_baluster
from opus_studio.engine.components.stair.context import StairContext
from opus_studio.engine.components.stair.guard_assets import HANDRAIL
from opus_studio.engine.components.stair.newels import newel
from opus_studio.engine.components.stair.plan import Frame
from opus_studio.engine.components.stair.runs import Post
from opus_studio.engine.geometry import (
    Profile,
    bevelled_box,
    circle,
    extrude,
    handrail,
    loft,
    merge,
    place,
    quaternion,
    rectangle,
    sweep,
    tube,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_STEP = math.radians(5.0)
_SOFT = 0.12


@dataclass(frozen=True)
class Helix:
    """The line of the nosings around the column; angles in radians from +Z to +X.

    Attributes:
        step: Angle of a step.
        platform: Angle of the landing at the top.
        climb: Angle at which the landing begins.
        outer: Outer radius of the steps, metres.
        radius: At which the balustrade stands, metres.
        rise: Of a step, metres.
        lead: How far before its riser a nosing stands at that radius, radians.
        top: Level of the landing, metres.
    """

    step: float
    platform: float
    climb: float
    outer: float
    radius: float
    rise: float
    lead: float
    top: float

    def line(self, angle: Floats | float) -> Floats:
        """Height of the line of the nosings, level over the landing, metres."""
        climbing = self.rise * (1.0 + (np.asarray(angle) + self.lead) / self.step)
        return np.minimum(climbing, self.top)

    def soft(self, angle: Floats) -> Floats:
        """The line with its bend at the landing eased."""
        bend = _SOFT / self.radius
        near = np.linspace(-bend, bend, 9)
        return np.mean([self.line(angle + shift) for shift in near], axis=0)

    def at(
        self, angle: Floats | float, height: Floats | float, radius: float | None = None
    ) -> Floats:
        """`(..., 3)` points at angles and heights, metres."""
        r = self.radius if radius is None else radius
        a = np.asarray(angle, dtype=np.float64)
        y = np.broadcast_to(np.asarray(height, dtype=np.float64), a.shape)
        return np.stack([r * np.sin(a), y, r * np.cos(a)], -1)

    @property
    def slope(self) -> float:
        """Rise for each metre along the helix's plan."""
        return self.rise / (self.step * self.radius)


def helix_of(context: StairContext) -> Helix:
    """The line that the balustrade follows."""
    layout = context.resolved[LAYOUT]
    step = context.going / context.walking
    outer = layout.spiral_diameter / 2.0
    radius = outer - _inset(context)
    return Helix(
        step,
        math.radians(layout.platform_angle),
        (context.risers - 1) * step,
        outer,
        radius,
        context.rise,
        context.nosing / radius,
        context.height,
    )


def _inset(context: StairContext) -> float:
    asset = context.resolved[BALUSTERS]
    if asset.fill == "panes":
        return -0.02 - asset.glass_thickness / 2.0
    if asset.fill == "boards":
        return -0.0135
    return 0.04


def _span(context: StairContext, helix: Helix) -> tuple[float, float]:
    """Angles at which the balustrade begins and ends."""
    return 0.24 * helix.step, helix.climb + helix.platform - 0.04 / helix.radius


def _under(context: StairContext, helix: Helix, angle: Floats) -> Floats:
    """Height of the handrail's underside, metres."""
    lean = np.hypot(1.0, helix.slope) if helix.slope else 1.0
    return helix.soft(angle) + context.rail_height - context.rail_size[1] * lean


def spiral_rail(context: StairContext, helix: Helix) -> Mesh:
    """The handrail up the helix and around the landing."""
    asset, (a, b) = context.resolved[HANDRAIL], _span(context, helix)
    over = 0.07 / helix.radius
    angles = np.linspace(a - over, b + 0.3 * over, max(8, math.ceil((b - a) / _STEP)))
    low = _under(context, helix, angles)
    wide, deep = context.rail_size
    if asset.form == "round":
        path = helix.at(angles, low + 0.5 * deep)
        return tube(
            path,
            wide / 2.0,
            ends="round",
            segments=(8, 10, 14)[context.detail],
            uv_offset=context.one("spiral rail"),
            detail=min(context.detail, 1),
        )
    if asset.form == "moulded":
        shape = handrail(wide, deep, (1, 2, 2)[context.detail])
    else:
        shape = rectangle(wide, deep, 0.005, 1).moved(-wide / 2.0, 0.0)
    return sweep(shape, helix.at(angles, low), up=(0.0, 1.0, 0.0),
                 uv_offsets=context.one("spiral rail"))  # fmt: skip


def spiral_posts(context: StairContext, helix: Helix, sense: float) -> tuple[Node, ...]:
    """A newel at the foot, one where the landing ends.

    Args:
        context: The stair being made.
        helix: Its line.
        sense: 1 for a turn to the left, -1 to the right.
    """
    if not context.post or context.resolved[BALUSTERS].fill == "boards":
        return ()
    a, b = _span(context, helix)
    nodes = []
    for number, (angle, base) in enumerate(((a, context.rise), (b, context.height))):
        x, _, z = helix.at(sense * angle, 0.0).tolist()
        height = float(helix.soft(np.array(angle)))
        frame = Frame(x, base - 0.001, z, math.degrees(sense * angle))
        nodes.append(newel(context, number, Post(frame, (height, height), base + 0.12, True), 1))
    return tuple(nodes)


def spiral_balusters(context: StairContext, helix: Helix) -> list[Part]:
    """What fills the balustrade."""
    asset = context.resolved[BALUSTERS]
    if asset.fill == "panes":
        return _glass(context, helix, asset)
    if asset.fill == "boards":
        return [Part(_boards(context, helix, asset), context.baluster_material)]
    if asset.fill == "cables":
        return _cables(context, helix, asset)
    layout = context.resolved[LAYOUT]
    each = max(layout.posts, math.ceil(helix.step * helix.radius / context.gap))
    return [Part(_uprights(context, helix, each), context.baluster_material)]


def _places(context: StairContext, helix: Helix, each: int) -> list[tuple[float, float]]:
    """Angle and foot of every baluster, clear of the newels."""
    a, b = _span(context, helix)
    free = (context.post / 2.0 + context.baluster / 2.0 + 0.012) / helix.radius
    spots = [((k + (j + 0.5) / each) * helix.step, (k + 1) * context.rise)
             for k in range(context.risers - 1) for j in range(each)]  # fmt: skip
    count = math.ceil((b - helix.climb) * helix.radius / context.gap)
    spots += [(helix.climb + (b - helix.climb) * (k + 0.5) / count, context.height)
              for k in range(count)]  # fmt: skip
    return [(angle, y) for angle, y in spots if a + free < angle < b - free]


def _uprights(context: StairContext, helix: Helix, each: int) -> Mesh:
    spots = _places(context, helix, each)
    fine = fineness(context.detail, len(spots))
    angles = np.array([angle for angle, _ in spots])
    feet = np.array([y for _, y in spots])
    long = _under(context, helix, angles) - feet + 0.004 + helix.slope * context.baluster / 2.0
    cuts = context.resolved.stream("spiral balusters").random((len(spots), 2)) * 8.0
    pieces = []
    keys = np.round(long, 3)
    baskets = context.resolved[BALUSTERS].baskets
    special = np.arange(len(spots)) % max(baskets, 1) == baskets // 2
    special &= baskets > 0
    for high in np.unique(keys):
        for basket in (False, True):
            chosen = np.flatnonzero((keys == high) & (special == basket))
            if len(chosen):
                one = one_baluster(context, float(high), basket, fine)
                turns = [quaternion("y", math.degrees(float(angles[k]))) for k in chosen]
                pieces.append(place(one, helix.at(angles[chosen], feet[chosen]), turns,
                                    cuts[chosen]))  # fmt: skip
    return merge(*pieces)


def _cables(context: StairContext, helix: Helix, asset: BalustersBase) -> list[Part]:
    """Bars that wind along the slope, and a slim post on each step."""
    a, b = _span(context, helix)
    angles = np.linspace(a, b, max(8, math.ceil((b - a) / (1.6 * _STEP))))
    top = context.rail_height - context.rail_size[1] * float(np.hypot(1.0, helix.slope))
    count = math.ceil((top - 0.08) / 0.11)
    r = max(asset.cable_diameter, 0.006) / 2.0
    lines = [
        tube(helix.at(angles, helix.soft(angles) + 0.08 + (top - 0.08) * k / count), r,
             segments=(4, 5, 6)[context.detail])
        for k in range(count)
    ]  # fmt: skip
    side = 0.026
    posts = [((k + 0.5) * helix.step, (k + 1) * context.rise) for k in range(context.risers - 1)]
    count = max(2, math.ceil(helix.platform * helix.radius / 0.4))
    posts += [
        (helix.climb + (b - helix.climb) * k / count, context.height) for k in range(1, count)
    ]
    free = (context.post / 2.0 + 0.03) / helix.radius
    pieces = []
    for angle, y in posts:
        if not a + free < angle < b - free:
            continue
        high = float(_under(context, helix, np.array(angle))) + helix.slope * side / 2.0 + 0.002 - y
        bar = bevelled_box((side, high + 0.002, side), 0.002, centre=(0.0, high / 2.0 - 0.001, 0.0),
                           grain="y", segments=1)  # fmt: skip
        pieces.append(place(bar, helix.at(angle, y)[None], quaternion("y", math.degrees(angle))))
    return [Part(merge(*lines, *pieces), context.baluster_material)]


def _glass(context: StairContext, helix: Helix, asset: BalustersBase) -> list[Part]:
    """Bent panes outside the steps, with the discs that hold them."""
    a, b = _span(context, helix)
    count = max(1, math.ceil((b - a) * helix.radius / 1.1))
    joint = 0.014 / helix.radius
    wide = (b - a - (count - 1) * joint) / count
    half, drop = asset.glass_thickness / 2.0, context.rise + 0.06
    panes = []
    for k in range(count):
        start = a + k * (wide + joint)
        angles = np.linspace(start, start + wide, max(3, math.ceil(wide / _STEP)) + 1)
        low = helix.soft(angles) - drop
        high = _under(context, helix, angles) + 0.012
        rings = np.stack([helix.at(angles, low, helix.radius - half),
                          helix.at(angles, high, helix.radius - half),
                          helix.at(angles, high, helix.radius + half),
                          helix.at(angles, low, helix.radius + half)], 1)  # fmt: skip
        panes.append(loft(rings, smooth=np.zeros(4, bool), uv_offset=context.one(f"pane {k}")))
    discs = []
    for k in range(context.risers):
        angle = (k + 0.55) * helix.step
        y = (k + 1) * context.rise - context.cover_depth / 2.0
        radius = min(0.021, 0.42 * context.cover_depth)
        disc = extrude(circle(radius, (8, 12, 16)[context.detail]), helix.radius + half + 0.009
                       - helix.outer + 0.012, start=helix.outer - 0.012, bevel=0.002)  # fmt: skip
        if a + 0.03 < angle < b - 0.03:
            discs.append(place(disc, [(0.0, y, 0.0)], quaternion("y", math.degrees(angle))))
    glass = context.resolved.material(BALUSTERS, "Glass", asset.glass_finish)
    return [Part(merge(*panes), glass), Part(merge(*discs), context.baluster_material)]


def _boards(context: StairContext, helix: Helix, asset: BalustersBase) -> Mesh:
    """Upright boards outside the steps, from below them to the handrail."""
    a, b = _span(context, helix)
    count = max(3, round((b - a) * helix.radius / min(asset.board_width, 0.14)))
    edges = np.linspace(a, b, count + 1)
    pieces = []
    drop = context.rise + context.cover_depth + 0.03
    for k in range(count):
        middle = 0.5 * (edges[k] + edges[k + 1])
        # The inner faces of neighbours touch, their outer edges stand a hair apart.
        half = (helix.radius - 0.012) * math.tan((edges[k + 1] - edges[k]) / 2.0) - 0.0003
        low = (helix.soft(edges[k : k + 2]) - drop).tolist()
        high = (_under(context, helix, edges[k : k + 2]) + 0.008).tolist()
        shape = Profile.of([(-half, low[0]), (half, low[1]), (half, high[1]), (-half, high[0])])
        board = sawn_board(
            shape, 0.024, grain="y", bevel=0.003, uv_offset=context.one(f"board {k}")
        )
        spot = helix.at(middle, 0.0)
        pieces.append(place(board, spot[None], quaternion("y", math.degrees(middle))))
    return merge(*pieces)
