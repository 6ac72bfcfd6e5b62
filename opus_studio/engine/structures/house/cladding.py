"""What the walls of a house are covered with: their finish, and boards laid on them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from opus_studio.engine.building.courses import courses
from opus_studio.engine.building.footprint import Edge
from opus_studio.engine.building.wall_trim import battens
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.geometry.check import shells
from opus_studio.engine.scene import Mesh, Node, Scene
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.wall_assets import (
    WALLS,
    BattenWalls,
    BrickWalls,
    ConcreteWalls,
    RenderWalls,
    StoneWalls,
    WeatherboardWalls,
)

_GAP = 0.0012
"""Between boards and what is fixed to the wall, metres."""

_FRAME = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


def wall_finish(context: HouseContext) -> str:
    """The finish of the walls.

    Raises:
        TypeError: There are no such walls.
    """
    asset = context.resolved[WALLS]
    if isinstance(asset, BrickWalls):
        return asset.brick
    if isinstance(asset, RenderWalls):
        return asset.render
    if isinstance(asset, StoneWalls):
        return asset.stone
    if isinstance(asset, ConcreteWalls):
        return asset.concrete
    if isinstance(asset, WeatherboardWalls | BattenWalls):
        return asset.board_finish
    raise TypeError(f"There are no walls of {type(asset).__name__}.")


def fixed(node: Node, x: float, y: float = 0.0) -> list[shapely.Geometry]:
    """Where the pieces of a branch that stands against a wall meet it, seen from the front.

    Args:
        node: In a frame of its own, the wall at z = 0.
        x: Where that frame is along the wall, metres.
        y: Its height, metres.
    """
    found = []
    for placed in Scene(Node("", children=node.children)).placed():
        mesh = placed.part.mesh
        points = placed.points
        if float(points[:, 2].min()) > CLADDING:
            continue
        number = shells(mesh)[0]
        corners = points[mesh.triangles]
        low = np.full((int(number.max()) + 1, 3), np.inf)
        high = -low
        np.minimum.at(low, number, corners.min(1))
        np.maximum.at(high, number, corners.max(1))
        near = low[:, 2] < CLADDING
        least, most = low[near, :2] + np.array([x, y]), high[near, :2] + np.array([x, y])
        found.extend(shapely.box(*(least - _GAP).T, *(most + _GAP).T))
    return found


def cladding(
    context: HouseContext,
    name: str,
    outline: Floats,
    fronts: Sequence[shapely.Geometry],
    foot: float,
    ends: Sequence[float],
    edge: Edge,
) -> Mesh | None:
    """Boards on a wall, in its frame; None where the walls are not boarded.

    Args:
        context: The house.
        name: Of the wall: names the random stream.
        outline: `(k, 2)` the wall's outer face.
        fronts: Where there are none: what stands in and before the wall.
        foot: Height of the lowest, metres.
        ends: What stays free at the wall's start and end, where corner boards are, metres.
        edge: The side of the plan.
    """
    asset = context.resolved[WALLS]
    if not context.boarded:
        return None
    lowered = outline - np.where(outline[:, 1:] > 1.0, (0.0, 0.004), 0.0)
    whole = shapely.difference(shapely.Polygon(lowered), shapely.union_all(list(fronts)))
    start, end = ends
    whole = shapely.intersection(whole, shapely.box(start, foot, edge.length - end, 1e3))
    if isinstance(asset, WeatherboardWalls):
        offsets = context.uv_offsets(f"boards {name}", 1)[0]
        return courses(
            whole, _FRAME, gauge=asset.board_height, step=CLADDING, thin=0.006, start=foot,
            shift=(float(offsets[0]), float(offsets[1])), sink=0.0, chamfer=0.009,
        )  # fmt: skip
    assert isinstance(asset, BattenWalls)
    return _battens(context, name, whole, asset.batten_spacing)


def _battens(context: HouseContext, name: str, whole: shapely.Geometry, spacing: float) -> Mesh:
    left, _, right, _ = whole.bounds
    count = max(2, round((right - left) / spacing))
    rows = []
    # On whole centimetres, rafter tails are not: no two sides lie in one plane.
    for x in np.round(np.linspace(left + 0.125, right - 0.125, count + 1), 2):
        line = shapely.intersection(whole, shapely.LineString([(x, -1.0), (x, 1e3)]))
        for piece in shapely.get_parts(line):
            _, low, _, high = piece.bounds
            if high - low > 0.08:
                rows.append((float(x), low, high))
    offsets = context.uv_offsets(f"battens {name}", len(rows))
    return battens(np.array(rows), 0.05, CLADDING, offsets)
