"""Balcony: a slab before a wall, what carries it, and a railing around it.

The wall's face is z = 0 and the outdoors +Z; the origin is the bottom centre of the slab at the
wall, its underside on y = 0. Width, depth and thickness are overall sizes of the slab. `assets`,
`parts_assets` say what can be chosen; `slab` and `decks` make the slab, `supports` and `brackets`
what carries it, `railing` runs the nested `Fence` around it; other models call `place.balcony`.
"""

from __future__ import annotations

from opus_studio.engine.components.balcony.assets import PLAN, RAILING
from opus_studio.engine.components.balcony.context import BalconyContext
from opus_studio.engine.components.balcony.parts_assets import SLAB, SUPPORT
from opus_studio.engine.components.balcony.place import branches
from opus_studio.engine.components.balcony.railing import FENCE
from opus_studio.engine.components.balcony.templates import TEMPLATES
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Nested, Resolved


def build(resolved: Resolved) -> Scene:
    """The balcony, its wall at z = 0."""
    return Scene(Node("Balcony", children=branches(BalconyContext(resolved))), size_nodes=("Slab",))


MODEL = Model(
    name="Balcony",
    category="Building parts",
    description="A balcony for a wall: concrete, timber, steel or stone, on brackets, posts or "
    "rods, with a railing of iron, glass, cables, balusters or boards.",
    slots=(PLAN, SLAB, SUPPORT, RAILING),
    build=build,
    templates=TEMPLATES,
    nested=(Nested(FENCE),),
)
