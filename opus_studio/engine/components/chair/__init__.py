"""Chair: a layout (the kind of chair) with the seat, back, arms and legs that a designer mixes.

`assets` says which kinds there are and their sizes, `options` what can be mixed, `palette` which
finishes belong together. A file for each kind stands beside them: `ladder`, `windsor`,
`upholstered`, `cantilever`, `shell`, `office`; what several share is in `seats`, `backs`, `legs`.

A chair is built with its seat's middle over the origin and then moved so that its plan is centred.
Its height over all is the seat's height plus the back's (an office chair's with the back upright
and without headrest), to 1 mm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from opus_studio.engine.components.chair.assets import (
    LAYOUT,
    Cantilever,
    ChairBase,
    LadderBack,
    Office,
    Shell,
    Upholstered,
    Windsor,
)
from opus_studio.engine.components.chair.cantilever import cantilever
from opus_studio.engine.components.chair.context import ChairContext
from opus_studio.engine.components.chair.ladder import ladder_back
from opus_studio.engine.components.chair.office import office
from opus_studio.engine.components.chair.options import ARMS, BACK, LEGS, SEAT
from opus_studio.engine.components.chair.shell import shell
from opus_studio.engine.components.chair.templates import TEMPLATES
from opus_studio.engine.components.chair.upholstered import upholstered
from opus_studio.engine.components.chair.windsor import windsor
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved

_KINDS: Final[dict[type[ChairBase], Callable[[ChairContext], list[Node]]]] = {
    LadderBack: ladder_back,
    Windsor: windsor,
    Upholstered: upholstered,
    Cantilever: cantilever,
    Shell: shell,
    Office: office,
}


def build(resolved: Resolved) -> Scene:
    """The chair, standing on the floor with its plan's middle at the origin, its front at +Z."""
    context = ChairContext(resolved)
    branches = _KINDS[type(resolved[LAYOUT])](context)
    if isinstance(resolved[LAYOUT], Office):
        return Scene(Node("Chair", children=tuple(branches), slot=LAYOUT.name))
    bounds = Scene(Node("Chair", children=tuple(branches))).bounds
    shift = -0.5 * float(bounds[0, 2] + bounds[1, 2])
    centred = tuple(
        branch.moved((x, y, z + shift), branch.rotation)
        for branch in branches
        for x, y, z in [branch.translation]
    )
    return Scene(Node("Chair", children=centred, slot=LAYOUT.name))


MODEL = Model(
    name="Chair",
    category="Furniture",
    description="A chair for dining, working or reading: of wood, steel, ply or upholstered.",
    slots=(LAYOUT, SEAT, BACK, ARMS, LEGS),
    build=build,
    templates=TEMPLATES,
)
