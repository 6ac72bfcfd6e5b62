"""The dormers of a house: the nested Dormer, over the windows below, within one slope each.

A row is built once and stands many times. A dormer keeps 0.3 m from ridges, hips, valleys, the
chimney and its neighbours; where it would not, it gets smaller, or there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import shapely

from opus_studio.engine.building.footprint import world
from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.components import dormer as component
from opus_studio.engine.components.dormer import Extent, Site
from opus_studio.engine.components.dormer.assets import (
    CHEEKS,
    FACE,
    FORM,
    BoardedFace,
    EyebrowForm,
    FlatForm,
    FormBase,
    GableForm,
    PedimentForm,
    PilasterFace,
    SegmentalForm,
    ShedForm,
)
from opus_studio.engine.components.shared.house_finishes import TRIM
from opus_studio.engine.geometry import look_along
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Node
from opus_studio.engine.schema import Resolved
from opus_studio.engine.structures.house.assets import OPENINGS, SymmetricalOpenings
from opus_studio.engine.structures.house.chimney import covered, stack_spot, sunk
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import Layout
from opus_studio.engine.structures.house.roof_assets import (
    CHIMNEY,
    DORMERS,
    BothDormers,
    ChimneyBase,
    DormersBase,
    StackChimney,
)
from opus_studio.engine.structures.house.units import WINDOW
from opus_studio.engine.structures.house.wall_assets import (
    WALLS,
    BattenWalls,
    RenderWalls,
    WeatherboardWalls,
)

MODEL: Final = component.MODEL

CLEAR = 0.3
"""Least distance from ridges, hips, valleys, the chimney and other dormers, metres."""

_PITCHES = (28.0, 76.5)

_STEEP = 58.0
"""Degrees: slopes of mansards and gambrels."""


@dataclass(frozen=True, eq=False)
class Dormers:
    """Those of a house.

    Attributes:
        nodes: A branch for each.
        holes: `(k, 2)` plan rings that the roof leaves out for them.
    """

    nodes: tuple[Node, ...] = ()
    holes: tuple[Floats, ...] = ()


@dataclass(frozen=True, eq=False)
class _Row:
    """A slope and where dormers may stand in it.

    Attributes:
        facet: The slope; heights above the top of the walls.
        origin: `(2,)` plan point on the line of the wall below it, from which `places` count.
        places: Metres along the slope's eaves.
    """

    facet: Facet
    origin: Floats
    places: tuple[float, ...]

    @property
    def inward(self) -> Floats:
        """`(2,)` up the slope, in plan."""
        along = self.facet.along
        return np.array([-along[1], along[0]])

    @property
    def pitch(self) -> float:
        """Degrees."""
        return math.degrees(math.acos(min(float(self.facet.normal[2]), 1.0)))

    def flat(self, plan: Floats) -> Floats:
        """Plan points as metres along the eaves and up the slope, from the wall's line."""
        gap = plan - self.origin
        return np.stack([gap @ self.facet.along, gap @ self.inward], -1)

    def plan(self, flat: Floats) -> Floats:
        """The other way round."""
        along, inward = self.facet.along, self.inward
        return np.asarray(self.origin + flat[:, :1] * along + flat[:, 1:] * inward)


@dataclass
class _Maker:
    """Builds a distinct dormer once."""

    context: HouseContext
    resolved: Resolved
    _made: dict[tuple[float, float, float], tuple[Node, ...]] = field(default_factory=dict)

    def site(self, pitch: float) -> Site:
        """What the house says of a slope."""
        lead = sunk(self.context, pitch)
        return Site(pitch, self.context.covering, self.context.boards, open_below=True, sunk=lead)

    def on(self, pitch: float) -> Resolved:
        """The dormer for a slope: a steep one is short, and takes low roofs only."""
        form = self.resolved[FORM]
        if pitch < _STEEP or isinstance(form, SegmentalForm | PedimentForm | FlatForm):
            return self.resolved
        low = SegmentalForm(form.dormer_width, form.face_height, pitch)
        return self.resolved.with_asset(FORM, low)

    def sized(self, pitch: float, width: float, height: float) -> Resolved:
        """The dormer of a size; what the user set stays."""
        return self.on(pitch).fitted(FORM, dormer_width=width, face_height=height)

    def extent(self, pitch: float, width: float, height: float) -> Extent:
        """What it takes of the roof."""
        return component.extent(self.sized(pitch, width, height), self.site(pitch))

    def branches(self, pitch: float, width: float, height: float) -> tuple[Node, ...]:
        """It, shared by all its places."""
        key = (round(pitch, 3), width, height)
        if key not in self._made:
            values = self.context.note(self.sized(pitch, width, height))
            made = component.assemble(values, self.site(pitch))
            self._made[key] = made
        return self._made[key]


def dormers(context: HouseContext, layout: Layout) -> Dormers:
    """All dormers that find room; none on flat, shed and shallow roofs."""
    asset = context.resolved[DORMERS]
    if context.flat or not isinstance(asset, DormersBase):
        return Dormers()
    maker = _Maker(context, _values(context))
    nodes: list[Node] = []
    holes: list[Floats] = []
    taken = _taken(context)
    sizes: list[tuple[float, float]] = []
    rows = sorted(
        _rows(context, layout, isinstance(asset, BothDormers)), key=lambda r: r.inward[1] < 0
    )
    for row in rows:
        found = _fitting(context, asset, maker, row, taken, sizes)
        if found is None:
            continue
        size, setback, places = found
        sizes.append(size)
        need = maker.extent(row.pitch, *size)
        children = maker.branches(row.pitch, *size)
        out = -row.inward
        turned = look_along((float(out[0]), 0.0, -float(out[1])))
        lift = context.top + covered(context, row.pitch)
        for place in places:
            foot = row.plan(np.array([[place, setback]]))[0]
            y = lift + float(row.facet.height_at(foot[None])[0])
            node = Node(f"Dormer {len(nodes) + 1}", children=children, slot=DORMERS.name)
            nodes.append(node.moved(world(foot[0], foot[1], y), turned))
            holes.append(row.plan(np.add(need.hole, (place, setback))))
            taken.append(shapely.Polygon(row.plan(np.add(need.outline, (place, setback)))))
    return Dormers(tuple(nodes), tuple(holes))


def _values(context: HouseContext) -> Resolved:
    """The dormer in the house's finishes, with its windows."""
    values = context.resolved.nested[(MODEL.name, "")]
    # Waves need a covering of small pieces.
    if isinstance(values[FORM], EyebrowForm) and context.covering.kind == "standing_seam":
        values = values.with_asset(FORM, GableForm())
    trim = context.trim_finish
    if isinstance(values[FACE], BoardedFace | PilasterFace) and trim in TRIM:
        values = values.fitted(FACE, face_finish=trim)
    walls = context.resolved[WALLS]
    boards = walls.board_finish if isinstance(walls, WeatherboardWalls | BattenWalls) else trim
    if boards in TRIM:
        values = values.fitted(CHEEKS, board_finish=boards)
    if isinstance(walls, RenderWalls) and walls.render in ("stucco/white", "stucco/cream"):
        values = values.fitted(CHEEKS, render_finish=walls.render)
    sheet = context.covering.sheet.finish
    if sheet in ("slate", "asphalt_shingle"):
        values = values.fitted(CHEEKS, hung_finish=sheet)
    detail = min(context.resolved.detail, 1)
    nested = {(WINDOW.name, ""): context.units.matched()}
    return replace(values, nested=nested, detail=detail)


def _taken(context: HouseContext) -> list[shapely.Geometry]:
    """What of the roof is taken: the stack."""
    asset = context.resolved[CHIMNEY]
    if not isinstance(asset, StackChimney) or not isinstance(asset, ChimneyBase):
        return []
    spot = stack_spot(context)
    half = max(asset.chimney_width, 1.125) / 2.0 + 0.15
    return [shapely.Point(*spot.plan).buffer(half * 1.2)]


def _rows(context: HouseContext, layout: Layout, both: bool) -> Iterator[_Row]:
    """The slopes to the front, and to the back, with the places over the windows below."""
    for facet in context.roof:
        out = np.array([facet.along[1], -facet.along[0]])
        if abs(float(out[1])) < 0.95 or (float(out[1]) > 0.0 and not both):
            continue
        row = _Row(facet, context.plan.edges[facet.edge].start, ())
        if not _PITCHES[0] <= row.pitch <= _PITCHES[1]:
            continue
        low, high = row.flat(facet.points[:, :2])[:, 0].min(), 0.0
        high = row.flat(facet.points[:, :2])[:, 0].max()
        places = set()
        for edge in context.plan.edges:
            # Only windows in the walls that carry this slope, in one line with it.
            aside = abs(float((edge.start - row.origin) @ out))
            if float(edge.out @ out) < 0.99 or aside > 0.01:
                continue
            floor = max((o.floor for o in layout.of(edge.number)), default=0)
            for opening in layout.of(edge.number):
                u = float(row.flat(edge.at(opening.x)[None])[0, 0])
                if min(floor, context.floors - 1) == opening.floor and low + 0.6 < u < high - 0.6:
                    places.add(round(u, 3))
        if places:
            yield replace(row, places=tuple(sorted(places)))


def _fitting(
    context: HouseContext,
    asset: DormersBase,
    maker: _Maker,
    row: _Row,
    taken: list[shapely.Geometry],
    first: list[tuple[float, float]],
) -> tuple[tuple[float, float], float, list[float]] | None:
    """Size, place behind the wall and places along it of the row with the most dormers.

    Sizes in `first`, those of other rows, are tried before all others.
    """
    form = maker.on(row.pitch)[FORM]
    places = _chosen(asset, row.places)
    gap = min(np.diff(places), default=9.0) - 0.35
    field_ = _field(row)
    blocked = [shapely.Polygon(row.flat(shapely.get_coordinates(shape.exterior)))
               for shape in taken]  # fmt: skip
    best: tuple[tuple[float, float], float, list[float]] | None = None
    sizes = _sizes(form, row.pitch)
    for width, height in dict.fromkeys([*first, *sizes]):
        need = maker.extent(row.pitch, width, height)
        ring = shapely.Polygon(need.outline)
        left, _, right, _ = ring.bounds
        if right - left > gap and len(places) > 1:
            continue
        for setback in _setbacks(context, asset, row):
            free = [place for place in places if _free(ring, place, setback, field_, blocked)]
            if isinstance(context.resolved[OPENINGS], SymmetricalOpenings):
                free = _even(free, row)
            if free and (best is None or len(free) > len(best[2])):
                best = ((width, height), setback, free)
        if best is not None and len(best[2]) == len(places):
            break
    return best


def _sizes(form: FormBase, pitch: float) -> Iterator[tuple[float, float]]:
    """Sizes to try, the largest first; what stands under a gable is upright."""
    width, height = form.dormer_width, form.face_height
    if isinstance(form, EyebrowForm):
        yield from ((width, height), (2.8, min(height, 0.8)))
        return
    broad = 1.9 if isinstance(form, ShedForm | FlatForm) else 1.2
    for w in (width, 1.6, 1.25, 1.0):
        for h in (height, 1.2, 1.02, *((0.86,) if pitch > _STEEP else ())):
            if w <= width + 1e-9 and h <= height + 1e-9 and w <= broad * h:
                yield round(w, 3), round(h, 3)


def _setbacks(context: HouseContext, asset: DormersBase, row: _Row) -> tuple[float, ...]:
    """Places behind the wall to try: on a steep slope the foot comes near the eaves."""
    slope = math.tan(math.radians(row.pitch))
    low = float(row.flat(row.facet.points[:, :2])[:, 1].min())
    least = max(low + 0.2 * math.cos(math.radians(row.pitch)) + 0.06, 0.12)
    if slope > 1.6:
        return (max(least, 0.42 / slope), least)
    return (max(asset.setback, least), max(0.35, least), least)


def _chosen(asset: DormersBase, places: tuple[float, ...]) -> list[float]:
    """Of the places over windows those that the row takes, even about its middle."""
    chosen = list(places)
    most = 1 if asset.dormer_bays == "middle" else asset.dormers
    if asset.dormer_bays == "every_second" and len(chosen) > 2:
        chosen = chosen[::2] if len(chosen) % 2 else [chosen[0], chosen[-1]]
    if most == 1:
        return [chosen[len(chosen) // 2] if len(chosen) % 2 else (chosen[0] + chosen[-1]) / 2.0]
    if len(chosen) > most and len(chosen) % 2 and not most % 2:
        chosen.pop(len(chosen) // 2)
    while len(chosen) > most:
        chosen = chosen[1:-1]
    return chosen


def _field(row: _Row) -> shapely.Geometry:
    """Where dormers may be, in plan: clear of the slope's edges, and a little less of its eaves."""
    stretch = 1.0 / math.cos(math.radians(row.pitch))
    shape = shapely.Polygon(row.flat(row.facet.points[:, :2]) * (1.0, stretch))
    low = shape.bounds[1]
    below = shapely.transform(shape, lambda points: np.subtract(points, (0.0, CLEAR)))
    eaves = shapely.intersection(below, shapely.box(-99.0, low - CLEAR, 99.0, low + 0.3))
    inner = shapely.union(shape, eaves).buffer(-CLEAR, join_style="mitre")
    inside = shapely.intersection(inner, shape.buffer(-0.03, join_style="mitre"))
    return shapely.transform(inside, lambda points: points / (1.0, stretch))


def _free(
    ring: shapely.Geometry,
    place: float,
    setback: float,
    field_: shapely.Geometry,
    blocked: list[shapely.Geometry],
) -> bool:
    """Whether a dormer may stand there."""
    shape = shapely.transform(ring, lambda points: np.add(points, (place, setback)))
    if not field_.contains(shape):
        return False
    return all(shape.distance(other) > CLEAR for other in blocked)


def _even(free: list[float], row: _Row) -> list[float]:
    """Those that have a partner on the other side of the row's middle."""
    middle = (row.places[0] + row.places[-1]) / 2.0
    return [a for a in free if any(abs(a + b - 2.0 * middle) < 0.05 for b in free)]
