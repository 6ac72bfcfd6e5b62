"""Chimney: a stack, a cluster of shafts or a steel flue through a roof, or a breast before a wall.

What goes through a roof has its origin where its axis meets the roof's upper face: dropped there it
stands right, its foot cut to the slope below. A breast and a flue on a wall stand on the ground,
the wall's face at z = 0. Front is +Z, the way that a slope falls; a ridge runs along X. The size is
that of the node `Shaft`: `stack_width` by `stack_depth` exactly, a breast's foot its own.

`assets` says what can be chosen; `shafts`, `crowns`, `pots` and `flue` build. Buildings call
`assemble` with a `Site`.
"""

from __future__ import annotations

from opus_studio.engine.building.chimney import COURSE
from opus_studio.engine.building.flashing import flashing
from opus_studio.engine.components.chimney.assets import (
    BANDS,
    CROWN,
    FLASHING,
    FORM,
    PANELS,
    BreastForm,
    FlashingBase,
    FlueForm,
    SteppedFlashing,
)
from opus_studio.engine.components.chimney.context import ChimneyContext, Site
from opus_studio.engine.components.chimney.crowns import crowns
from opus_studio.engine.components.chimney.flue import flue
from opus_studio.engine.components.chimney.pot_assets import (
    POTS,
)
from opus_studio.engine.components.chimney.pots import pots
from opus_studio.engine.components.chimney.shafts import shafts
from opus_studio.engine.components.chimney.templates import TEMPLATES
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Model, Resolved


def assemble(resolved: Resolved, site: Site | None = None) -> tuple[Node, ...]:
    """The chimney as branches, standing where a building puts it."""
    context = ChimneyContext(resolved, site or Site())
    form = resolved[FORM]
    if isinstance(form, FlueForm):
        return flue(context, form)
    return (*shafts(context), *crowns(context), *pots(context), *_metal(context))


def _metal(context: ChimneyContext) -> tuple[Node, ...]:
    asset = context.resolved[FLASHING]
    if isinstance(context.resolved[FORM], BreastForm) or not isinstance(asset, FlashingBase):
        return ()
    half = context.depth / 2.0
    mesh = flashing(
        context.width, (-half, half), context.surface, lap=asset.lap, upstand=asset.upstand,
        course=COURSE if isinstance(asset, SteppedFlashing) else 0.0, datum=context.top,
    )  # fmt: skip
    material = context.material(FLASHING, "Chimney flashing", asset.flashing_finish)
    return (Node("Flashing", (Part(mesh, material),), slot=FLASHING.name),)


def build(resolved: Resolved) -> Scene:
    """The chimney by itself."""
    return Scene(Node("Chimney", children=assemble(resolved)), size_nodes=("Shaft", "Flue"))


MODEL = Model(
    name="Chimney",
    category="Building parts",
    description="A chimney for a roof or a wall: stacks, Tudor clusters, breasts and steel flues, "
    "with crowns, pots, bands and stepped flashing.",
    slots=(FORM, CROWN, POTS, BANDS, PANELS, FLASHING),
    build=build,
    templates=TEMPLATES,
)

__all__ = ["MODEL", "Site", "assemble", "build"]
