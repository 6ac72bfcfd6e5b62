"""The floor of a porch and the steps to it: decks on a rim with a skirt, slabs on masonry.

Nothing is built where the floor is level with the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opus_studio.engine.building.steps import Flight, around, straight
from opus_studio.engine.components.porch.context import PorchContext
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


def landing(context: PorchContext) -> Landing:
    """The floor's outline: under the posts, or as wide as the steps."""
    shape, back = context.shape, -context.site.bedded
    if shape.carried:
        lip = max((shape.foot - shape.beam) / 2.0 + 0.03, 0.05)
        return Landing(shape.width / 2.0 + lip, shape.depth + lip, back)
    if shape.kind == "open":
        return Landing(shape.width / 2.0, shape.depth, back)
    asset, steps = context.resolved[FLOOR], context.resolved[STEPS]
    assert isinstance(asset, FloorBase)
    assert isinstance(steps, StepsBase)
    wide = min(max(steps.steps_width, shape.clear + 0.2), context.site.free)
    return Landing(max(wide, shape.clear + 0.1) / 2.0, asset.landing_depth, back)


def flight(context: PorchContext) -> Flight:
    """The steps from the ground to the floor."""
    steps, place, shape = context.resolved[STEPS], landing(context), context.shape
    assert isinstance(steps, StepsBase)
    wide = max(min(steps.steps_width, place.width), shape.clear)
    if shape.carried:
        wide = min(wide, max(2.0 * shape.beside, shape.clear))
    if isinstance(steps, WrapSteps):
        wide = place.width
    deck_floor = isinstance(context.resolved[FLOOR], DeckFloor)
    nosing = 0.025 if deck_floor else float(getattr(context.resolved[FLOOR], "nosing", 0.02))
    return Flight(min(wide, place.width), shape.floor, place.front, steps.tread,
                  0.032 if deck_floor else 0.045, nosing)  # fmt: skip


def floor(context: PorchContext) -> tuple[Node, ...]:
    """Landing and steps as branches."""
    shape = context.shape
    if shape.floor < LOWEST:
        return ()
    place, steps = landing(context), flight(context)
    at = 0.0 if isinstance(context.resolved[STEPS], WrapSteps) else shape.door
    if isinstance(context.resolved[FLOOR], DeckFloor):
        made = [deck(context, place.half, place.front, place.back)]
        if steps.count > 1:
            made.append(deck_steps(context, steps).moved((at, 0.0, 0.0)))
        return tuple(made)
    made = [_slabs(context, place)]
    if steps.count > 1:
        made.append(_steps(context, steps, place).moved((at, 0.0, 0.0)))
    return tuple(made)


def _slabs(context: PorchContext, place: Landing) -> Node:
    """Slabs with joints on a body of masonry."""
    asset, high = context.resolved[FLOOR], context.shape.floor
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
    offsets = context.uv_offsets("slabs", len(sizes))
    top = boxes(sizes, centres, 0.007, grain="x", segments=1, uv_offsets=offsets)
    parts = [Part(top, _top(context))]
    if high > slab + 0.02:
        body = boxes((long - 2 * nosing, high - slab + 0.002, deep - nosing),
                     (0.0, (high - slab + 0.002) / 2.0, (place.back + place.front - nosing) / 2.0),
                     0.004, grain="x", segments=1, uv_offsets=offsets[0])  # fmt: skip
        parts.insert(0, Part(body, _body(context)))
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


def _top(context: PorchContext) -> Material:
    return context.material(
        FLOOR, "Floor", str(getattr(context.resolved[FLOOR], "floor_finish", "limestone"))
    )


def _body(context: PorchContext) -> Material:
    return context.material(
        FLOOR, "Base", str(getattr(context.resolved[FLOOR], "body_finish", "limestone"))
    )


def _steps(context: PorchContext, steps: Flight, place: Landing) -> Node:
    asset, cut = context.resolved[STEPS], context.uv_offsets("steps", 16)
    if isinstance(asset, WrapSteps):
        bodies, treads = around(steps, place.back, cut)
    else:
        bodies, treads = straight(steps, cut)
    if isinstance(asset, CheekSteps):
        walls, copings = _cheeks(steps, asset.cheek_width, context)
        bodies, treads = merge(bodies, walls), merge(treads, copings)
    return Node(
        "Steps", (Part(bodies, _body(context)), Part(treads, _top(context))), slot=STEPS.name
    )


def _cheeks(steps: Flight, width: float, context: PorchContext) -> tuple[Mesh, Mesh]:
    """Low walls with copings on both sides of the steps."""
    z0, z1 = steps.start + 0.002, steps.end - 0.06
    x = steps.width / 2.0 + width / 2.0 + 0.002
    high, cap = steps.height - 0.012, 0.055
    walls, copings = [], []
    for side in (-1.0, 1.0):
        walls.append((side * x, (high + 0.002) / 2.0, (z0 + z1) / 2.0))
        copings.append((side * x, high + cap / 2.0, (z0 + z1 + 0.03) / 2.0))
    offsets = context.uv_offsets("cheeks", 2)
    return (
        boxes(
            (width, high + 0.002, z1 - z0), walls, 0.004, grain="x", segments=1, uv_offsets=offsets
        ),
        boxes(
            (width + 0.06, cap, z1 - z0 + 0.03),
            copings,
            0.008,
            grain="z",
            segments=1,
            uv_offsets=offsets,
        ),
    )
