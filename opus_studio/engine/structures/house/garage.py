"""The garage: where it fits, its walls and roof, and its door.

It is an annex: a body of its own before a side wall of the house, closed on four sides, below the
house's eaves and clear of its windows. Where nothing of it fits, there is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import translate

from opus_studio.engine.building.covering import EDGE, roof_body
from opus_studio.engine.building.floors import floor
from opus_studio.engine.building.footprint import Edge, Footprint
from opus_studio.engine.building.gutters import downpipe, eaves_runs, gutter
from opus_studio.engine.building.placement import Span
from opus_studio.engine.building.roof import border
from opus_studio.engine.building.roof_forms import Facet, gabled_roof, lowest_over
from opus_studio.engine.building.wall_trim import coping_profile, placed, plinth_profile, ring, run
from opus_studio.engine.building.walls import elevation, wall
from opus_studio.engine.geometry import bevelled_box, merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part
from opus_studio.engine.structures.house.cladding import cladding, wall_finish
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.garage_assets import GARAGE, AttachedGarage
from opus_studio.engine.structures.house.roof_assets import (
    EAVES,
    GUTTERS,
    BoxGutters,
    HalfRoundGutters,
)
from opus_studio.engine.structures.house.units import Unit
from opus_studio.engine.structures.house.wall_assets import PLINTH, WALLS

_LEAST_DEPTH = 4.7
"""Metres. The shortest garage that takes a car."""

_DEPTH = 0.13
"""Height of its roof's body at the edge, metres."""

_OVERHANG, _VERGE = 0.2787, 0.1613

_LAID = 0.10
"""What deck and covering need above the body of a roof, metres; ridge tiles a little more."""

_CLEAR = 0.08
"""Least distance between its roof and the house's, metres."""

_BASE = 0.16
"""Height of its plinth, metres."""

_PARAPET = 0.22

_LET_IN = 0.0113
"""How far its inner wall reaches into the house's, metres."""


@dataclass(frozen=True, eq=False)
class Garage:
    """Where the garage stands.

    Attributes:
        side: The side of the house's plan before which it stands.
        span: What it takes of that side, metres along it.
        plan: The outer faces of its walls.
        front: Number of its front side.
        inner: Number of its side at the house.
        top: Height of its walls, metres.
        pitch: Of its roof, degrees; 0 for a flat one behind a parapet.
        door: What stands in its front.
    """

    side: int
    span: Span
    plan: Footprint
    front: int
    inner: int
    top: float
    pitch: float
    door: Unit

    @property
    def peak(self) -> float:
        """Height of everything of it, metres."""
        if not self.pitch:
            return self.top + _PARAPET + 0.06
        return self.top + self.rise + _DEPTH + _LAID + 0.06

    @property
    def rise(self) -> float:
        """From its walls' top to its ridge, metres."""
        deep = self.span[1] - self.span[0]
        return math.tan(math.radians(self.pitch)) * deep / 2.0

    def planes(self, inset: float = 0.0) -> list[Facet]:
        """Its roof's planes, running a little into the house's wall; heights in the scene."""
        corners = self.plan.points.copy()
        edge = self.plan.edges[self.inner]
        # The inner verge ends within the wall: boards there do not show.
        corners[[self.inner, (self.inner + 1) % 4]] -= edge.out * (_VERGE - 0.0871)
        made = gabled_roof(Footprint(corners), self.front, self.pitch, _OVERHANG, _VERGE, inset)
        return [facet.raised(self.top) for facet in made]


def site(context: HouseContext, front: Edge, breast: tuple[int, float] | None) -> Garage | None:
    """The place of the garage; None where there is none or none fits.

    Args:
        context: The house.
        front: The side of the entrance.
        breast: Side and place of a chimney breast.
    """
    asset = context.resolved[GARAGE]
    if not isinstance(asset, AttachedGarage):
        return None
    order = ["left", "right"]
    if asset.garage_side == "right":
        order.reverse()
    for name in order:
        edge = _side(context, name == "right")
        if edge is front or (breast is not None and breast[0] == edge.number):
            continue
        found = _at(context, asset, edge)
        if found is not None:
            return found
    return None


def _side(context: HouseContext, right: bool) -> Edge:
    """The outermost side wall to the left or right, the longest where there are several."""
    sign = 1.0 if right else -1.0
    facing = [e for e in context.plan.edges if sign * float(e.out[0]) > 0.9]
    return max(facing, key=lambda e: (round(sign * float(e.start[0]), 3), e.length))


def _at(context: HouseContext, asset: AttachedGarage, edge: Edge) -> Garage | None:
    door = context.units.garage()
    wide = max(asset.garage_width, door.need + 0.7)
    setback = min(asset.garage_setback, max(0.2, edge.length - 0.25 - asset.garage_depth))
    deep = min(asset.garage_depth, edge.length - setback - 0.25)
    if deep < _LEAST_DEPTH:
        return None
    right = float(edge.out[0]) > 0.0
    # A side on the right begins at the front, one on the left ends there.
    low = setback if right else edge.length - setback - deep
    span = (low, low + deep)
    corners = [edge.at(x, out) for x, out in ((span[0], -_LET_IN), (span[0], wide),
                                              (span[1], wide), (span[1], -_LET_IN))]  # fmt: skip
    plan = Footprint.of(np.array(corners))
    inner = next(e.number for e in plan.edges if float(e.out @ edge.out) < -0.9)
    facing = next(e.number for e in plan.edges if float(e.out[1]) < -0.9)
    least = 0.02 + max(door.height + 0.28, float(door.bounds[1, 1]) + 0.06)
    pitches = [context.slopes.parts[0][1] if not context.flat else 0.0, asset.garage_pitch]
    steep = min(pitches) if asset.garage_roof == "pitched" and not context.flat else 0.0
    for top in np.linspace(max(asset.garage_height, least), least, 3).tolist():
        for share in (1.0, 0.8, 0.65) if steep >= 15.0 else ():
            made = Garage(
                edge.number, span, plan, facing, inner, top, max(15.0, share * steep), door
            )
            if _fits(context, edge, made):
                return made
    for top in (max(asset.garage_height, least), least):
        made = Garage(edge.number, span, plan, facing, inner, top, 0.0, door)
        if _fits(context, edge, made):
            return made
    return None


def _fits(context: HouseContext, edge: Edge, made: Garage) -> bool:
    """Whether it keeps below the roof above it."""
    along = np.linspace(made.span[0] - _OVERHANG, made.span[1] + _OVERHANG, 9)
    along = np.clip(along, 0.0, edge.length)
    if not made.pitch:
        high = np.full(len(along), made.peak)
    else:
        off = np.minimum(along - made.span[0], made.span[1] - along)
        high = made.top + off * math.tan(math.radians(made.pitch)) + _DEPTH + _LAID
        high[len(high) // 2] = made.peak
    if context.flat:
        return bool((high < context.top + context.parapet - 0.1).all())
    asset = context.resolved.assets["house_roof"]
    gable = edge.number in context.gables
    reach = float(getattr(asset, "verge", 0.0)) if gable else context.slopes.overhang
    for out in (0.0, reach - 0.03):
        start, end = edge.at(0.0, out), edge.at(edge.length, out)
        line = lowest_over(context.roof, start, end)
        above = np.interp(along, line[:, 0], line[:, 1]) + context.top
        # Fascia and bargeboards hang a little below the planes.
        if (high > above - 0.04 - _CLEAR).any():
            return False
    return True


def covered(made: Garage | None, edge: Edge) -> list[shapely.Geometry]:
    """What of a side of the house is within the garage, where no boards are needed."""
    if made is None or made.side != edge.number:
        return []
    low, high = made.span
    return [shapely.box(low + 0.05, -1.0, high - 0.05, made.top - 0.3)]


def garage(context: HouseContext, made: Garage | None) -> tuple[Node, ...]:
    """The garage as a branch; none when there is none."""
    if made is None:
        return ()
    material = context.material(WALLS, "Walls", wall_finish(context))
    walls = [_wall(context, made, edge) for edge in made.plan.edges]
    clad = [mesh for edge in made.plan.edges if (mesh := _clad(context, made, edge)) is not None]
    body = Node("Garage walls", (Part(merge(*walls, *clad), material),), slot=WALLS.name)
    stone = context.material(PLINTH, "Plinth", context.resolved[PLINTH].plinth_finish)
    base = Part(_plinth(context, made), stone)
    inside = made.plan.offset(-(context.thickness - 0.01))
    slab = Part(
        merge(floor(inside, 0.018, 0.016), _apron(made)),
        context.fixed_material("Concrete", "concrete"),
    )
    edge = made.plan.edges[made.front]
    x = edge.length / 2.0
    out = CLADDING - 0.002 if context.boarded else 0.0
    door = edge.place(Node("Garage door", children=made.door.children), x, 0.02, out)
    children = (
        body,
        Node("Garage plinth", (base,), slot=PLINTH.name),
        Node("Garage floor", (slab,)),
        *_roof(context, made),
        door,
    )
    return (Node("Garage", children=children, slot=GARAGE.name),)


def _tops(made: Garage, edge: Edge) -> Floats:
    """`(k, 2)` upper edge of a wall."""
    if not made.pitch:
        high = made.top + _PARAPET
        return np.array([[0.0, high], [edge.length, high]])
    line = lowest_over(made.planes(), edge.start, edge.end) - np.array([0.0, 0.003])
    line[0, 0], line[-1, 0] = 0.0, edge.length
    return line


def _outline(made: Garage, edge: Edge) -> Floats:
    """The wall's outer face, the doorway cut out of the front from the ground up."""
    outline = elevation(edge.length, 0.004, _tops(made, edge))
    if edge.number != made.front:
        return outline
    half, middle = made.door.width / 2.0 + 0.004, edge.length / 2.0
    high = 0.02 + made.door.height + 0.004
    notch = [(middle - half, 0.004), (middle - half, high), (middle + half, high),
             (middle + half, 0.004)]  # fmt: skip
    return np.vstack([outline[:1], notch, outline[1:]])


def _wall(context: HouseContext, made: Garage, edge: Edge) -> Mesh:
    shift = (1.3 * edge.number, 0.0)
    body = wall(edge, _outline(made, edge), (), thickness=context.thickness, shift=shift,
                upright=context.upright)  # fmt: skip
    return placed(body, edge)


def _clad(context: HouseContext, made: Garage, edge: Edge) -> Mesh | None:
    if edge.number == made.inner:
        return None
    fronts: list[shapely.Geometry] = []
    if edge.number == made.front:
        fronts.append(translate(made.door.front, edge.length / 2.0, 0.02))
    # The wall of the house stands at its inner ends.
    ends = tuple(0.045 if (edge.number + k) % 4 == made.inner else 0.006 for k in (-1, 1))
    outline = elevation(edge.length, 0.004, _tops(made, edge))
    mesh = cladding(context, f"garage {edge.number}", outline, fronts, _BASE - 0.0213, ends, edge)
    return None if mesh is None else placed(mesh, edge)


def _plinth(context: HouseContext, made: Garage) -> Mesh:
    """From the door's one side around to the house, and from the other."""
    asset = context.resolved[PLINTH]
    profile = plinth_profile(asset.plinth_projection, _BASE)
    edge = made.plan.edges[made.front]
    half = made.door.need / 2.0 + 0.002
    middle = edge.length / 2.0
    count = len(made.plan.points)
    ahead = [edge.at(middle + half)]
    number = made.front
    while number != made.inner:
        number = (number + 1) % count
        ahead.append(made.plan.points[number])
    behind = [edge.at(middle - half)]
    number = made.front
    while (number - 1) % count != made.inner:
        behind.append(made.plan.points[number])
        number = (number - 1) % count
    behind.append(made.plan.points[number])
    # A little deeper into the house's wall than the garage's own.
    deeper = made.plan.edges[made.inner].out * 0.006
    ahead[-1] = ahead[-1] + deeper
    behind[-1] = behind[-1] + deeper
    lines = (np.array(ahead), np.array(behind[::-1]))
    return merge(*(run(line, profile, 0.0035) for line in lines))


def _apron(made: Garage) -> Mesh:
    """A sloping slab before the door."""
    edge = made.plan.edges[made.front]
    wide = made.door.width + 0.5
    slab = bevelled_box((wide, 0.016, 0.7), 0.006, centre=(edge.length / 2.0, 0.0085, 0.335),
                        segments=1)  # fmt: skip
    return placed(slab, edge)


def _roof(context: HouseContext, made: Garage) -> list[Node]:
    if made.pitch:
        body = roof_body(
            made.planes, context.covering, context.boards, _DEPTH, "Garage roof", context.uv_offsets
        )
        return [*body, *_gutters(context, made)]
    high = made.top + _PARAPET
    profile = coping_profile(context.thickness, 0.0337, 0.045)
    coping = ring(made.plan.points, profile, high - 0.004)
    deck = floor(made.plan.offset(-(context.thickness - 0.03)), made.top + 0.04, 0.08)
    return [
        Node("Garage coping", (Part(coping, context.trim(EAVES, "Coping")),), slot=EAVES.name),
        Node("Garage roof", (Part(deck, context.fixed_material("Gravel", "gravel")),)),
    ]


def _gutters(context: HouseContext, made: Garage) -> list[Node]:
    asset = context.resolved[GUTTERS]
    if not isinstance(asset, HalfRoundGutters | BoxGutters):
        return []
    edging = border(made.planes(EDGE))
    level = float(edging[:, 2].min())
    size = 0.8 * asset.gutter_size
    rim = level + _DEPTH - 0.03
    mesh = gutter(eaves_runs(edging, level), rim, size, isinstance(asset, BoxGutters))
    edge = made.plan.edges[made.front]
    face = CLADDING if context.boarded else 0.0
    radius = 0.42 * asset.pipe_diameter
    # At the outer end of the front, clear of the corner.
    outer_end = (made.front + 1) % 4 != made.inner
    x = edge.length - 0.16 if outer_end else 0.16
    z = _OVERHANG - EDGE + size / 2.0 + 0.004
    pipe = placed(downpipe((x, rim - 0.45 * size, z), face + 0.045 + radius + 0.03, 0.02, radius,
                           face), edge)  # fmt: skip
    material = context.material(GUTTERS, "Gutters", asset.metal)
    return [Node("Garage gutters", (Part(mesh, material), Part(pipe, material)),
                 slot=GUTTERS.name)]  # fmt: skip
