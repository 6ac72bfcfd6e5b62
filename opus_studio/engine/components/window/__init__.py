"""Window: an outer frame, its opening, and what stands around it.

The wall's outer face is z = 0 and the outdoors +Z: the frame stands behind it at -depth..0, casing,
sill and shutters before it. `assets` says what can be chosen, `openings` fills the frame, and a
file for each stands beside it: `casement`, `sliding`, `sashes`, `bars`, `sill`, `trim`, `shutters`,
`hardware`, `templates`.
"""

from __future__ import annotations

from opus_studio.engine.components.window.assets import (
    BARS,
    FRAME,
    GLASS,
    HARDWARE,
    OPENING,
    SHUTTERS,
    SILL,
    TRIM,
)
from opus_studio.engine.components.window.context import WindowContext
from opus_studio.engine.components.window.openings import opening
from opus_studio.engine.components.window.shutters import shutters
from opus_studio.engine.components.window.sill import sill
from opus_studio.engine.components.window.templates import TEMPLATES
from opus_studio.engine.components.window.trim import trim
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Model, Resolved


def build(resolved: Resolved) -> Scene:
    """The window, its outer frame standing on the origin, the outdoors at +Z."""
    context = WindowContext(resolved)
    material = context.joinery(FRAME, "Frame")
    body, filling = opening(context)
    frame = Node("Frame", (Part(body, material),), slot=FRAME.name)
    children = (frame, *filling, *sill(context), *trim(context), *shutters(context))
    return Scene(Node("Window", children=children), size_nodes=("Frame",))


MODEL = Model(
    name="Window",
    category="Openings",
    description="A window of any size: fixed, casement, sliding or double-hung, with glazing bars, "
    "sill, casing, shutters and fittings.",
    slots=(FRAME, OPENING, BARS, GLASS, SILL, TRIM, SHUTTERS, HARDWARE),
    build=build,
    templates=TEMPLATES,
)
