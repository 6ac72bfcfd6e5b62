"""Porch: a roof, a portico, a veranda or a canopy before a door, with its floor and steps.

The wall's outer face is z = 0 and the outdoors +Z; the origin lies on the ground at the wall below
the middle of the door. `assets` and `part_assets` say what can be chosen; `site` is what a building
tells of the place, `fit` measures the porch out for it, `context` holds what all parts are made
with. `posts`, `beams`, `gables`, `roofs`, `overhead`, `canopies`, `floors`, `skirts` and `railing`
make the parts; `dress` puts designs into nested models.
"""

from __future__ import annotations

from opus_studio.engine.components.porch.assets import FORM, POSTS
from opus_studio.engine.components.porch.beams import beams
from opus_studio.engine.components.porch.canopies import canopy
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.floors import floor
from opus_studio.engine.components.porch.overhead import ceiling, lamp
from opus_studio.engine.components.porch.part_assets import (
    CEILING,
    FLOOR,
    LAMP,
    ROOFING,
    STEPS,
    TRIM,
)
from opus_studio.engine.components.porch.posts import posts
from opus_studio.engine.components.porch.rail_assets import RAILING
from opus_studio.engine.components.porch.railing import FENCE, railing
from opus_studio.engine.components.porch.roofs import roof
from opus_studio.engine.components.porch.site import Behind, Site
from opus_studio.engine.components.porch.templates import TEMPLATES
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Nested, Resolved


def assemble(resolved: Resolved, site: Site) -> tuple[Node, ...]:
    """The branches of a porch for its place, in the frame of the wall about the door."""
    context = PorchContext.of(resolved, site)
    made = (
        *floor(context),
        *posts(context),
        *beams(context),
        *ceiling(context),
        *roof(context),
        *canopy(context),
        *railing(context),
        *lamp(context),
    )
    # Parts are made about the middle of the porch, which may stand beside the door.
    return tuple(_aside(node, -context.shape.door) for node in made) if context.shape.door else made


def _aside(node: Node, by: float) -> Node:
    x, y, z = node.translation
    return node.moved((x + by, y, z), node.rotation)


def build(resolved: Resolved) -> Scene:
    """The porch before a wall at z = 0, the outdoors at +Z."""
    children = assemble(resolved, Site(resolved[FORM].floor_height))
    names = {child.name for child in children}
    measured = tuple(n for n in ("Beams", "Canopy") if n in names) or ("Landing",)
    return Scene(Node("Porch", children=children), size_nodes=measured)


MODEL = Model(
    name="Porch",
    category="Building parts",
    description="A porch before a door: gabled, hipped, a portico, a veranda, a craftsman porch or "
    "a canopy, with posts, floor, steps and trim.",
    slots=(FORM, POSTS, FLOOR, STEPS, RAILING, TRIM, CEILING, ROOFING, LAMP),
    build=build,
    templates=TEMPLATES,
    nested=(Nested(FENCE),),
)

__all__ = ["MODEL", "Behind", "Site", "assemble", "build"]
