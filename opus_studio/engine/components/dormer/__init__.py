"""Dormer: a window that stands out of a roof, with face, cheeks, a roof of its own and its lead.

The front wall's outer face is z = 0 and its foot, in the middle, the origin: a point of the upper
face of the roof, which rises to -Z at `roof_pitch`. Walls run on below that face. The size is that
of the node `Face`: `dormer_width` exactly.

`assets` says what can be chosen; `face`, `cheeks`, `roof` (with `wave`) and `lead` build.
Buildings call `assemble` with a `Site` and cut the hole that `extent` answers with.
"""

from __future__ import annotations

from dataclasses import dataclass

from opus_studio.engine.components import window
from opus_studio.engine.components.dormer import lead as joint
from opus_studio.engine.components.dormer.assets import (
    BOARDS,
    CHEEKS,
    FACE,
    FORM,
    LEAD,
    ROOFING,
)
from opus_studio.engine.components.dormer.cheeks import cheeks
from opus_studio.engine.components.dormer.context import DormerContext, Site
from opus_studio.engine.components.dormer.face import face
from opus_studio.engine.components.dormer.lead import lead
from opus_studio.engine.components.dormer.roof import roof
from opus_studio.engine.components.dormer.templates import TEMPLATES
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Nested, Resolved


@dataclass(frozen=True, eq=False)
class Extent:
    """What a dormer needs of the roof.

    Attributes:
        hole: `(k, 2)` plan ring (x, p) to leave out of the roof, counter-clockwise.
        outline: `(k, 2)` plan ring of all of it, lead and overhangs included.
        height: Of its highest point above the foot of its face, without covering, metres.
    """

    hole: Floats
    outline: Floats
    height: float


def extent(resolved: Resolved, site: Site | None = None) -> Extent:
    """What a dormer needs of the roof, without building it."""
    context = DormerContext(resolved, site or Site())
    high = context.under(0.0) + context.thick
    return Extent(joint.hole(context), joint.outline(context), high)


def assemble(resolved: Resolved, site: Site | None = None) -> tuple[Node, ...]:
    """The dormer as branches, in its own frame."""
    context = DormerContext(resolved, site or Site())
    return (*face(context), *cheeks(context), *roof(context), *lead(context))


def build(resolved: Resolved) -> Scene:
    """The dormer by itself."""
    return Scene(Node("Dormer", children=assemble(resolved)), size_nodes=("Face",))


MODEL = Model(
    name="Dormer",
    category="Building parts",
    description="A dormer for a roof of any pitch: gabled, hipped, shed, flat, pedimented, "
    "segmental or eyebrow, with a window, clad cheeks and leadwork.",
    slots=(FORM, FACE, CHEEKS, ROOFING, BOARDS, LEAD),
    build=build,
    templates=TEMPLATES,
    nested=(Nested(window.MODEL),),
)

__all__ = ["MODEL", "Extent", "Site", "assemble", "build", "extent"]
