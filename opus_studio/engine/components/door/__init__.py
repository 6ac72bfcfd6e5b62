"""Door: an outer frame, its leaf, and what stands around it.

The wall's outer face is z = 0 and the outdoors +Z, as for the window: the frame stands behind it at
-depth..0, casing and threshold before it. Leaves close against stops from the room and open inwards
about pins at the frame's inner face; barn doors slide before the wall. `leaf_assets` and `assets`
say what can be chosen, `work` divides the frame, `leaves`, `boards` and `flush` make the leaves,
`hung` and `barn` hang them; `lights`, `hardware`, `trim`, `threshold`, `templates` do the rest.
"""

from __future__ import annotations

from opus_studio.engine.components.door.assets import FRAME, GLASS, LIGHTS, THRESHOLD, TRIM
from opus_studio.engine.components.door.barn import barn
from opus_studio.engine.components.door.frame import outer_frame
from opus_studio.engine.components.door.hardware_assets import HARDWARE
from opus_studio.engine.components.door.hung import hung_leaves
from opus_studio.engine.components.door.leaf_assets import LEAF, BarnLeaf, HungBase
from opus_studio.engine.components.door.lights import fixed_lights
from opus_studio.engine.components.door.templates import TEMPLATES
from opus_studio.engine.components.door.threshold import threshold
from opus_studio.engine.components.door.trim import trim
from opus_studio.engine.components.door.work import Work
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Model, Resolved


def build(values: Resolved) -> Scene:
    """The door, its outer frame standing on the origin, the outdoors at +Z."""
    work = Work(values)
    frame = Node("Frame", (Part(outer_frame(work), work.joinery(FRAME, "Frame")),), slot=FRAME.name)
    leaves = tuple(
        Node(leaf.name, leaf.parts, leaf.children, leaf.translation, leaf.rotation,
             leaf.slot or LEAF.name)
        for leaf in _leaves(work)
    )  # fmt: skip
    children = (frame, *leaves, *fixed_lights(work), *threshold(work), *trim(work))
    return Scene(Node("Door", children=children), size_nodes=("Frame",))


def _leaves(work: Work) -> tuple[Node, ...]:
    asset = work.values[LEAF]
    if isinstance(asset, BarnLeaf):
        return barn(work, asset)
    if isinstance(asset, HungBase):
        return hung_leaves(work, asset)
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
