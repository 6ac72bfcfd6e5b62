"""Door: an outer frame, its leaf, and what stands around it.

The wall's outer face is z = 0 and the outdoors +Z, as for the window: the frame stands behind it at
-depth..0, casing and threshold before it. Leaves close against stops from the room and open inwards
about pins at the frame's inner face; barn doors slide before the wall. `leaf_assets` and `assets`
say what can be chosen, `context` divides the frame, `leaves`, `boards` and `flush` make the leaves,
`hung` and `barn` hang them; `lights`, `hardware`, `trim`, `threshold`, `templates` do the rest.
"""

from __future__ import annotations

from opus_studio.engine.components.door.assets import FRAME, GLASS, LIGHTS, THRESHOLD, TRIM
from opus_studio.engine.components.door.barn import barn
from opus_studio.engine.components.door.context import DoorContext
from opus_studio.engine.components.door.frame import outer_frame
from opus_studio.engine.components.door.hardware_assets import HARDWARE
from opus_studio.engine.components.door.hung import hung_leaves
from opus_studio.engine.components.door.leaf_assets import LEAF, BarnLeaf, HungBase
from opus_studio.engine.components.door.lights import fixed_lights
from opus_studio.engine.components.door.templates import TEMPLATES
from opus_studio.engine.components.door.threshold import threshold
from opus_studio.engine.components.door.trim import trim
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The door, its outer frame standing on the origin, the outdoors at +Z."""
    context = DoorContext(resolved)
    frame = Node(
        "Frame", (Part(outer_frame(context), context.joinery(FRAME, "Frame")),), slot=FRAME.name
    )
    leaves = tuple(
        Node(leaf.name, leaf.parts, leaf.children, leaf.translation, leaf.rotation,
             leaf.slot or LEAF.name)
        for leaf in _leaves(context)
    )  # fmt: skip
    children = (frame, *leaves, *fixed_lights(context), *threshold(context), *trim(context))
    return Scene(Node("Door", children=children), size_nodes=("Frame",))


def _leaves(context: DoorContext) -> tuple[Node, ...]:
    asset = context.resolved[LEAF]
    if isinstance(asset, BarnLeaf):
        return barn(context, asset)
    if isinstance(asset, HungBase):
        return hung_leaves(context, asset)
    raise TypeError(f"There is no leaf of {type(asset).__name__}.")


MODEL = Model(
    name="Door",
    category="Openings",
    description="A door of any kind: panelled, flush, glazed, French, boarded, stable, arched or "
    "barn, with sidelights, transom, casing, threshold and fittings.",
    slots=(FRAME, LEAF, LIGHTS, GLASS, TRIM, THRESHOLD, HARDWARE),
    build=build,
    templates=TEMPLATES,
)
