"""The floor of a porch and the steps to it: decks on a rim with a skirt, slabs on masonry.

Nothing is built where the floor is level with the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.steps import Flight, around, straight
from opus_studio.engine.components.porch.part_assets import (
    FLOOR,
    STEPS,
    CheekSteps,
    DeckFloor,
    FloorBase,
    StepsBase,
    WrapSteps,
)
from opus_studio.engine.components.porch.skirts import deck, deck_steps
from opus_studio.engine.components.porch.work import Work
from opus_studio.engine.geometry import boxes, merge
from opus_studio.engine.scene import Material, Mesh, Node, Part

LOWEST = 0.02
"""A floor below this height is the ground itself, metres."""

_SLAB = 0.05
_JOINT = 0.003


@dataclass(frozen=True)
class Landing:
    """Where one stands before the door: half its width, its front edge, its back; metres."""

    half: float
    front: float
    back: float

    @property
    def width(self) -> float:
        """Metres."""
        return 2.0 * self.half


def landing(work: Work) -> Landing:
    """The floor's outline: under the posts, or as wide as the steps."""
    shape, back = work.shape, -work.site.bedded
    if shape.carried:
        lip = max((shape.foot - shape.beam) / 2.0 + 0.03, 0.05)
        return Landing(shape.width / 2.0 + lip, shape.depth + lip, back)
    if shape.kind == "open":
        return Landing(shape.width / 2.0, shape.depth, back)
    asset, steps = work.values[FLOOR], work.values[STEPS]
    assert isinstance(asset, FloorBase)
    assert isinstance(steps, StepsBase)
    wide = min(max(steps.steps_width, shape.clear + 0.2), work.site.free)
    return Landing(max(wide, shape.clear + 0.1) / 2.0, asset.landing_depth, back)


def flight(work: Work) -> Flight:
    """The steps from the ground to the floor."""
    steps, place, shape = work.values[STEPS], landing(work), work.shape
    assert isinstance(steps, StepsBase)
    wide = max(min(steps.steps_width, place.width), shape.clear)
    if shape.carried:
        wide = min(wide, max(2.0 * shape.beside, shape.clear))
    if isinstance(steps, WrapSteps):
        wide = place.width
    deck_floor = isinstance(work.values[FLOOR], DeckFloor)
    nosing = 0.025 if deck_floor else float(getattr(work.values[FLOOR], "nosing", 0.02))
    return Flight(min(wide, place.width), shape.floor, place.front, steps.tread,
                  0.032 if deck_floor else 0.045, nosing)  # fmt: skip


def floor(work: Work) -> tuple[Node, ...]:
    """Landing and steps as branches."""
    shape = work.shape
    if shape.floor < LOWEST:
        return ()
    place, steps = landing(work), flight(work)
    at = 0.0 if isinstance(work.values[STEPS], WrapSteps) else shape.door
    if isinstance(work.values[FLOOR], DeckFloor):
        made = [deck(work, place.half, place.front, place.back)]
        if steps.count > 1:
            made.append(deck_steps(work, steps).moved((at, 0.0, 0.0)))
        return tuple(made)
    made = [_slabs(work, place)]
    if steps.count > 1:
        made.append(_steps(work, steps, place).moved((at, 0.0, 0.0)))
    return tuple(made)


def _slabs(work: Work, place: Landing) -> Node:
    """Slabs with joints on a body of masonry."""
    asset, high = work.values[FLOOR], work.shape.floor
    nosing = float(getattr(asset, "nosing", 0.02))
    slab = min(_SLAB, high)
    long, deep = place.width, place.front - place.back
    columns = max(1, round(long / float(getattr(asset, "slab_length", 0.8))))
    rows = max(1, round(deep / 0.7))
    w, d = long / columns, deep / rows
    gaps = (_JOINT if columns > 1 else 0.0, _JOINT if rows > 1 else 0.0)
    sizes, centres = [], []
    for row in range(rows):
        for column in range(columns):
            sizes.append((w - gaps[0], slab, d - gaps[1]))
            centres.append((-place.half + (column + 0.5) * w, high - slab / 2.0,
                            place.back + (row + 0.5) * d))  # fmt: skip
    # The outer edges are whole: the joints lie between the slabs only.
    sizes, centres = _edged(sizes, centres, place, gaps)
    cut = work.cuts("slabs", len(sizes))
    top = boxes(sizes, centres, 0.007, grain="x", segments=1, uv_offsets=cut)
    parts = [Part(top, _top(work))]
    if high > slab + 0.02:
        body = boxes((long - 2 * nosing, high - slab + 0.002, deep - nosing),
                     (0.0, (high - slab + 0.002) / 2.0, (place.back + place.front - nosing) / 2.0),
                     0.004, grain="x", segments=1, uv_offsets=cut[0])  # fmt: skip
        parts.insert(0, Part(body, _body(work)))
    return Node("Landing", tuple(parts), slot=FLOOR.name)


def _edged(
    sizes: list[tuple[float, float, float]],
    centres: list[tuple[float, float, float]],
    place: Landing,
    gaps: tuple[float, float],
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Slabs at the rim drawn out to it by half a joint."""
    size, centre = np.array(sizes), np.array(centres)
    for axis, joint, low, high in ((0, gaps[0], -place.half, place.half),
                                   (2, gaps[1], place.back, place.front)):  # fmt: skip
        for side, edge in ((-1.0, low), (1.0, high)):
            gap = side * (edge - (centre[:, axis] + side * size[:, axis] / 2.0))
            near = gap < joint + 1e-6
            size[near, axis] += gap[near]
            centre[near, axis] += side * gap[near] / 2.0
    return [tuple(row) for row in size.tolist()], [tuple(row) for row in centre.tolist()]


def _top(work: Work) -> Material:
    return work.worn(FLOOR, "Floor", str(getattr(work.values[FLOOR], "floor_finish", "limestone")))


def _body(work: Work) -> Material:
    return work.worn(FLOOR, "Base", str(getattr(work.values[FLOOR], "body_finish", "limestone")))


def _steps(work: Work, steps: Flight, place: Landing) -> Node:
    asset, cut = work.values[STEPS], work.cuts("steps", 16)
    if isinstance(asset, WrapSteps):
        bodies, treads = around(steps, place.back, cut)
    else:
        bodies, treads = straight(steps, cut)
    if isinstance(asset, CheekSteps):
        walls, copings = _cheeks(steps, asset.cheek_width, work)
        bodies, treads = merge(bodies, walls), merge(treads, copings)
    return Node("Steps", (Part(bodies, _body(work)), Part(treads, _top(work))), slot=STEPS.name)


def _cheeks(steps: Flight, width: float, work: Work) -> tuple[Mesh, Mesh]:
    """Low walls with copings on both sides of the steps."""
    z0, z1 = steps.start + 0.002, steps.end - 0.06
    x = steps.width / 2.0 + width / 2.0 + 0.002
    high, cap = steps.height - 0.012, 0.055
    walls, copings = [], []
    for side in (-1.0, 1.0):
        walls.append((side * x, (high + 0.002) / 2.0, (z0 + z1) / 2.0))
        copings.append((side * x, high + cap / 2.0, (z0 + z1 + 0.03) / 2.0))
    cut = work.cuts("cheeks", 2)
    return (
        boxes((width, high + 0.002, z1 - z0), walls, 0.004, grain="x", segments=1, uv_offsets=cut),
        boxes((width + 0.06, cap, z1 - z0 + 0.03), copings, 0.008, grain="z", segments=1,
              uv_offsets=cut),
    )  # fmt: skip
