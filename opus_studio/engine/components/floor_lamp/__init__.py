"""FloorLamp: a stand with a shade, a glowing bulb, a weighted base and a cable.

The origin is on the floor below the pole; arms reach towards +X, the cable lies behind (-Z) and
does not count for the size. `assets` says what can be chosen, `context` derives the sizes, and a
file for each part stands beside it: `stands`, `head`, `shades`, `foot`, `templates`.
"""

from __future__ import annotations

from dataclasses import replace

from opus_studio.engine.components.floor_lamp.assets import (
    BASE,
    BULB,
    CABLE,
    SHADE,
    STAND,
    ArcStand,
    ColumnStand,
    ReadingStand,
    TorchiereStand,
    TripodStand,
)
from opus_studio.engine.components.floor_lamp.context import FloorLampContext
from opus_studio.engine.components.floor_lamp.foot import base, cable
from opus_studio.engine.components.floor_lamp.stands import (
    Stand,
    arc,
    column,
    reading,
    torchiere,
    tripod,
)
from opus_studio.engine.components.floor_lamp.templates import TEMPLATES
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The lamp, standing on the floor."""
    context = FloorLampContext(resolved)
    stand = _stand(context)
    children = (*base(context), replace(stand.node, slot=STAND.name), cable(context, stand.feed))
    root = Node("Floor lamp", children=children)
    return Scene(root, size_nodes=("Base", "Stand"))


def _stand(context: FloorLampContext) -> Stand:
    asset = context.resolved[STAND]
    if isinstance(asset, ArcStand):
        return arc(context, asset)
    if isinstance(asset, TripodStand):
        return tripod(context, asset)
    if isinstance(asset, TorchiereStand):
        return torchiere(context, asset)
    if isinstance(asset, ReadingStand):
        return reading(context, asset)
    if isinstance(asset, ColumnStand):
        return column(context, asset)
    raise TypeError(f"There is no builder for {asset.name}.")


MODEL = Model(
    name="FloorLamp",
    category="Lighting",
    description="A floor lamp: arc, tripod, uplighter, reading lamp or column, with any shade.",
    slots=(STAND, SHADE, BASE, BULB, CABLE),
    build=build,
    templates=TEMPLATES,
)
