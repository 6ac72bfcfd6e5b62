"""Table: a top of boards, veneer, stone or glass on one of seven bases.

The origin is on the floor below the middle of the top, the long side towards +Z. `assets` says
what can be chosen, `context` derives the sizes, and a file for each part stands beside it: `top`,
`apron`, `legs`, `trestle`, `pedestal`, `sled`, `templates`.
"""

from __future__ import annotations

from opus_studio.engine.components.table.assets import (
    APRON,
    BASE,
    LAYOUT,
    TOP,
)
from opus_studio.engine.components.table.base_assets import (
    HairpinBase,
    PedestalBase,
    SledBase,
    SplayedBase,
    TaperedBase,
    TrestleBase,
    TurnedBase,
)
from opus_studio.engine.components.table.context import TableContext
from opus_studio.engine.components.table.legs import hairpins, legs
from opus_studio.engine.components.table.pedestal import pedestals
from opus_studio.engine.components.table.sled import sleds
from opus_studio.engine.components.table.templates import TEMPLATES
from opus_studio.engine.components.table.top import leaves, tabletop
from opus_studio.engine.components.table.trestle import trestles
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The table, standing on the floor."""
    context = TableContext(resolved)
    base = Node("Base", children=_base(context), slot=BASE.name)
    return Scene(Node("Table", children=(tabletop(context), *leaves(context), base)))


def _base(context: TableContext) -> tuple[Node, ...]:
    asset = context.resolved[BASE]
    if isinstance(asset, TaperedBase | TurnedBase | SplayedBase):
        return legs(context, asset)
    if isinstance(asset, HairpinBase):
        return hairpins(context, asset)
    if isinstance(asset, TrestleBase):
        return trestles(context, asset)
    if isinstance(asset, PedestalBase):
        return pedestals(context, asset)
    if isinstance(asset, SledBase):
        return sleds(context, asset)
    raise TypeError(f"There is no builder for {asset.name}.")


MODEL = Model(
    name="Table",
    category="Furniture",
    description="A dining table or desk: rectangular, round, oval or extendable, on any base.",
    slots=(LAYOUT, TOP, BASE, APRON),
    build=build,
    templates=TEMPLATES,
)
