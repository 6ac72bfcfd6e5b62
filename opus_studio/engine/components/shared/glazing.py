"""Panes in their rebates: insulating units with spacers, gaskets and beads.

Unit build-ups are the usual ones of EN 1279 products: float sheets of 4 mm (6 mm when single)
with cavities of up to 16 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.joinery import bead, edging, nose
from opus_studio.engine.geometry import Profile, boxes, frame, merge, rectangle, translate
from opus_studio.engine.scene import Mesh

SHEET = 0.004
"""Thickness of a sheet of glass in a unit, metres."""

SINGLE = 0.006
"""Thickness of a single sheet, metres."""

CAVITY = 0.016
"""Widest cavity between two sheets, metres (wider ones let the gas circulate)."""

CLEARANCE = 0.003
"""Play between the edge of a pane and its rebate, metres."""

GASKET = 0.002
"""Thickness of the sealing strip between pane and nose, metres."""


@dataclass(frozen=True)
class Glazing:
    """How a pane lies in the depth of its frame; z = 0 is the front of the frame, metres.

    Attributes:
        nose: Width of the rebate's nose and of the bead.
        edge: How nose and bead are worked.
        nose_front: z of the nose's front.
        front: z of the pane's outdoor face.
        back: z of the pane's indoor face.
        end: z of the bead's back.
        sheets: Number of sheets.
    """

    nose: float
    edge: str
    nose_front: float
    front: float
    back: float
    end: float
    sheets: int

    @property
    def sheet(self) -> float:
        """Thickness of one sheet."""
        return self.front - self.back if self.sheets == 1 else SHEET

    @property
    def cavity(self) -> float:
        """Width of the space between two sheets."""
        if self.sheets == 1:
            return 0.0
        return (self.front - self.back - self.sheets * SHEET) / (self.sheets - 1)


def glazing(depth: float, sheets: int, edge: str, width: float = 0.011) -> Glazing:
    """Lay a pane into a frame of a depth: as many sheets as there is room for.

    Args:
        depth: Of the frame, metres; at least 20 mm.
        sheets: Wanted, 1 to 3.
        edge: How nose and bead are worked.
        width: Of the nose, metres.
    """
    drop = 0.0025 if edge == "square" else 0.0008
    front = -max(0.009, 0.26 * depth) - GASKET
    room = depth + front - 0.007
    while sheets > 1 and room < sheets * SHEET + (sheets - 1) * 0.005:
        sheets -= 1
    unit = SINGLE if sheets == 1 else sheets * SHEET + (sheets - 1) * CAVITY
    back = front - min(unit, room)
    return Glazing(width, edge, -drop, front, back, -(depth - 0.0008), sheets)


@dataclass(frozen=True, eq=False)
class Light:
    """The meshes of a glazed opening, each to wear its own material."""

    edging: Mesh
    glass: Mesh
    spacer: Mesh | None
    gasket: Mesh


def light(
    width: float, height: float, lay: Glazing, y: float, x: float, sampler: UvSampler
) -> Light:
    """Nose, gaskets, pane, spacer and bead for an opening between boards.

    Args:
        width: Between the boards, metres.
        height: Between the boards, metres.
        lay: How the pane lies in the depth.
        y: Height of the opening's middle, metres.
        x: Of the opening's middle, metres.
        sampler: Where nose and bead are cut from.
    """
    deep = lay.nose_front - lay.front - GASKET
    before = edging(
        width, height, nose(lay.nose, deep, lay.edge), (x, y, lay.front + GASKET), sampler
    )
    behind = lay.back - lay.end
    after = edging(width, height, bead(lay.nose, behind, lay.edge), (x, y, lay.end), sampler)
    strip = _strip(lay.nose + 0.0012, GASKET + 0.0004)
    gasket = frame(width, height, strip, origin="centre")
    return Light(
        merge(before, after),
        _sheets(width - 2 * CLEARANCE, height - 2 * CLEARANCE, lay, x, y),
        _spacers(width, height, lay, x, y),
        translate(gasket, (x, y, lay.front - 0.0002)),
    )


def _sheets(width: float, height: float, lay: Glazing, x: float, y: float) -> Mesh:
    pitch = lay.sheet + lay.cavity
    first = lay.front - lay.sheet / 2.0
    centres = [(x, y, first - pitch * number) for number in range(lay.sheets)]
    return boxes((width, height, lay.sheet), centres, 0.0, segments=0)


def _spacers(width: float, height: float, lay: Glazing, x: float, y: float) -> Mesh | None:
    if lay.sheets == 1:
        return None
    # From just inside the edge of the sheets to a little more than the nose hides.
    inset = CLEARANCE + 0.001
    bar = _strip(lay.nose + 0.0025 - inset, lay.cavity - 0.0004)
    ring = frame(width - 2 * inset, height - 2 * inset, bar, origin="centre")
    pitch = lay.sheet + lay.cavity
    lowest = lay.front - pitch + 0.0002
    return merge(
        *(translate(ring, (x, y, lowest - number * pitch)) for number in range(lay.sheets - 1))
    )


@lru_cache(maxsize=128)
def _strip(width: float, depth: float) -> Profile:
    return rectangle(width, depth)
