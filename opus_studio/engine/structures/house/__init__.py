"""House: a whole house, from its footprint to its gutters, with windows and a door in its walls.

What can be chosen stands in `assets` and in the `*_assets` beside it. `context` derives plan,
levels and roof planes; `units` builds each distinct window and the doors once, `openings` places
them. `shell` makes walls and floors (`cladding` their boards), `roofing` the roof; `entrance`,
`chimney`, `dormers`, `balcony` and `garage` place the nested models, `extras` the lamp.
"""

from __future__ import annotations

import shapely

from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Nested, Resolved
from opus_studio.engine.structures.house.assets import FOOTPRINT, OPENINGS, STOREYS
from opus_studio.engine.structures.house.balcony import BALCONY_MODEL, balcony
from opus_studio.engine.structures.house.balcony_assets import BALCONY
from opus_studio.engine.structures.house.chimney import MODEL as CHIMNEYS
from opus_studio.engine.structures.house.chimney import chimney
from opus_studio.engine.structures.house.cladding import fixed
from opus_studio.engine.structures.house.context import CLADDING, HouseContext
from opus_studio.engine.structures.house.dormers import MODEL as DORMER
from opus_studio.engine.structures.house.dormers import dormers
from opus_studio.engine.structures.house.entrance import PORCH, entrance
from opus_studio.engine.structures.house.entrance_assets import (
    ENTRANCE,
)
from opus_studio.engine.structures.house.extras import lamp
from opus_studio.engine.structures.house.garage import garage
from opus_studio.engine.structures.house.garage_assets import GARAGE
from opus_studio.engine.structures.house.opening import Opening
from opus_studio.engine.structures.house.openings import Layout, layout
from opus_studio.engine.structures.house.roof_assets import (
    CHIMNEY,
    DORMERS,
    EAVES,
    GUTTERS,
    LAMP,
    ROOF,
    ROOFING,
)
from opus_studio.engine.structures.house.roofing import roofing
from opus_studio.engine.structures.house.shell import Fixed, shell
from opus_studio.engine.structures.house.templates import TEMPLATES
from opus_studio.engine.structures.house.units import DOOR, GARAGE_DOOR, WINDOW
from opus_studio.engine.structures.house.wall_assets import BANDS, CORNERS, PLINTH, WALLS
from opus_studio.protocol import ModelKind

FITTINGS_LIMIT = 220_000
"""Triangles of all openings above which the windows go without hinges and handles."""


def build(resolved: Resolved) -> Scene:
    """The house, standing on the ground, its front to +Z."""
    context = HouseContext(resolved)
    plan = layout(context)
    rows = dormers(context, plan)
    total = sum(opening.unit.triangles for opening in plan.openings)
    lean = total > FITTINGS_LIMIT
    openings = tuple(_placed(context, k, opening, lean) for k, opening in enumerate(plan.openings))
    porch, terrace = entrance(context, plan), balcony(context, plan.terrace)
    standing = (*chimney(context, plan.breast), *rows.nodes)
    children = (
        *shell(context, plan, _fixed(context, plan, porch, terrace)),
        *roofing(context, plan, rows.holes, porch, standing),
        *porch,
        *standing,
        *lamp(context, plan),
        *garage(context, plan.garage),
        *terrace,
        Node("Openings", children=openings),
    )
    return Scene(Node("House", children=children), derived=tuple(context.derived.values()))


def _fixed(
    context: HouseContext, plan: Layout, porch: tuple[Node, ...], terrace: tuple[Node, ...]
) -> Fixed:
    """What porch and balcony take of boarded walls."""
    found: dict[int, list[shapely.Geometry]] = {}
    if not context.boarded:
        return found
    door = plan.entrance
    for node in porch:
        found.setdefault(door.edge, []).extend(fixed(node, door.x))
    if plan.terrace:
        window = plan.terrace.window
        for node in terrace:
            found.setdefault(window.edge, []).extend(fixed(node, window.x, plan.terrace.under))
    return found


def _placed(context: HouseContext, number: int, opening: Opening, lean: bool) -> Node:
    edge = context.plan.edges[opening.edge]
    name = "Front door" if number == 0 else f"Window {number}"
    unit = opening.unit
    # In boarded walls frames stand forward, flush with the boards.
    out = CLADDING - 0.002 if context.boarded else -unit.back
    node = Node(name, children=unit.bare if lean and number else unit.children)
    return edge.place(node, opening.x, opening.y, out)


MODEL = Model(
    name="House",
    category="Buildings",
    description="A house of one to three storeys on a rectangular, L-, T- or U-shaped plan, with "
    "a roof with dormers, windows, an entrance, a chimney, a balcony and a garage.",
    slots=(FOOTPRINT, STOREYS, PLINTH, WALLS, CORNERS, BANDS, OPENINGS, ROOF, ROOFING, EAVES,
           GUTTERS, ENTRANCE, CHIMNEY, DORMERS, LAMP, GARAGE, BALCONY),
    build=build,
    templates=TEMPLATES,
    kind=ModelKind.STRUCTURE,
    nested=(Nested(WINDOW), Nested(DOOR), Nested(GARAGE_DOOR), Nested(CHIMNEYS), Nested(DORMER),
            Nested(PORCH), Nested(BALCONY_MODEL)),
)  # fmt: skip
