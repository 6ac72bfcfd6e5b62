"""GarageDoorStandalone: a frame in the wall and a leaf that runs up, tilts, swings or rolls.

The wall's outer face is z = 0 and the outdoors +Z. Sectional and roller doors stand behind the
frame, up-and-over and side-hinged ones within it. `assets` says what can be chosen; `sectional`,
`swinging` and `roller` make the leaves.
"""

from __future__ import annotations

from dataclasses import replace

from opus_studio.engine.components.garage_door.assets import (
    FRAME,
    HARDWARE,
    LEAF,
    TRIM,
    WINDOWS,
    RollerLeaf,
    SectionalLeaf,
    SideHingedLeaf,
    UpAndOverLeaf,
)
from opus_studio.engine.components.garage_door.context import GarageDoorContext
from opus_studio.engine.components.garage_door.frame import frame_body, trim
from opus_studio.engine.components.garage_door.roller import roller
from opus_studio.engine.components.garage_door.sectional import sectional
from opus_studio.engine.components.garage_door.swinging import side_hinged, up_and_over
from opus_studio.engine.components.garage_door.templates import TEMPLATES
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The garage door, its frame standing on the origin, the outdoors at +Z."""
    context = GarageDoorContext(resolved)
    material = context.joinery(FRAME, "Frame")
    frame = Node("Frame", (Part(frame_body(context), material),), slot=FRAME.name)
    leaves = (node if node.slot else replace(node, slot=LEAF.name) for node in _leaf(context))
    return Scene(
        Node("GarageDoor", children=(frame, *leaves, *trim(context))), size_nodes=("Frame",)
    )


def _leaf(context: GarageDoorContext) -> tuple[Node, ...]:
    asset = context.resolved[LEAF]
    if isinstance(asset, SectionalLeaf):
        return sectional(context, asset)
    if isinstance(asset, UpAndOverLeaf):
        return up_and_over(context, asset)
    if isinstance(asset, SideHingedLeaf):
        return side_hinged(context, asset)
    if isinstance(asset, RollerLeaf):
        return roller(context, asset)
    raise TypeError(f"There is no leaf of {type(asset).__name__}.")


MODEL = Model(
    name="GarageDoorStandalone",
    display_name="Garage door",
    category="Openings",
    description="A garage door: sectional, up-and-over, side-hinged or roller, with windows, "
    "casing and fittings, open as far as wanted.",
    slots=(FRAME, LEAF, WINDOWS, TRIM, HARDWARE),
    build=build,
    templates=TEMPLATES,
)
