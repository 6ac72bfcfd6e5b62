"""What a roof is covered with, and the whole body of a roof: deck, covering, ridges, boards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import shapely

from opus_studio.engine.building.courses import courses, facet_frame, pierced
from opus_studio.engine.building.ridges import joints, ridge_tiles, seams
from opus_studio.engine.building.roof import border, fascia, slab
from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.geometry import merge
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material, Mesh, Node, Part

DECK = 0.045
"""Thickness of the boards that carry the covering, metres."""

EDGE = 0.04
"""How far the covering runs past fascia and bargeboards, metres."""

_SOFFIT = 0.018
_GAUGES = {"clay_tiles": 1.0 / 3.0, "slates": 0.2, "shingles": 1.0 / 7.0}

CoveringKind: TypeAlias = Literal["clay_tiles", "slates", "shingles", "standing_seam"]

Planes: TypeAlias = Callable[[float], list[Facet]]
"""The planes of a roof that ends so far inside its edges (metres), heights in the scene."""

Cuts: TypeAlias = Callable[[str, int], Floats]
"""`(count, 2)` where the pieces of a named part are cut from their finish, metres."""


@dataclass(frozen=True)
class Covering:
    """What lies on a roof.

    Attributes:
        kind: How it is laid.
        step: How far a course stands over the one below; of sheet, the height of a seam, metres.
        sheet: What tiles, slates, shingles or sheets are made of.
        ridge: What covers ridges and hips.
        spacing: Between the seams of sheet, metres.
        slot: Name of the slot that it belongs to.
    """

    kind: CoveringKind
    step: float
    sheet: Material
    ridge: Material
    spacing: float = 0.48
    slot: str = ""


@dataclass(frozen=True)
class Boards:
    """Fascia, bargeboards and soffit.

    Attributes:
        material: What they are made of.
        thickness: Of fascia and bargeboards, metres.
        slot: Name of the slot that they belong to.
    """

    material: Material
    thickness: float = 0.028
    slot: str = ""


def roof_body(
    planes: Planes,
    covering: Covering,
    boards: Boards,
    depth: float,
    name: str,
    cuts: Cuts,
    holes: Sequence[Floats] = (),
    bare: Sequence[Floats] = (),
) -> list[Node]:
    """Covering, ridges, fascia and soffit over any planes, each a branch.

    Args:
        planes: See `Planes`.
        covering: What lies on it.
        boards: What closes its edges.
        depth: Height of the body at its edge, metres.
        name: Of the roof.
        cuts: See `Cuts`.
        holes: `(k, 2)` plan rings (x, p), counter-clockwise, each within one plane: where
            something stands in the roof, and neither deck nor covering is.
        bare: Plan rings where sheet has no seams: below what stands on it.
    """
    facets = planes(0.0)
    deck = slab([f.raised(depth) for f in facets], 0.0, DECK, holes=holes)
    laid = laid_on(facets, covering, depth + DECK, name, cuts, holes, bare)
    nodes = [
        Node(name, (Part(deck, covering.sheet), Part(laid, covering.sheet)), slot=covering.slot)
    ]
    nodes.extend(_capping(facets, covering, depth + DECK, name, cuts))
    thick = boards.thickness
    edging = fascia(border(planes(EDGE)), thick, -0.035, depth - 0.002, (0.0, 0.0))
    soffit = slab(planes(EDGE + thick - 0.004), 0.0, _SOFFIT, holes=holes)
    parts = (Part(edging, boards.material), Part(soffit, boards.material))
    nodes.append(Node(f"{name} eaves", parts, slot=boards.slot))
    return nodes


def laid_on(
    facets: Sequence[Facet],
    covering: Covering,
    rise: float,
    name: str,
    cuts: Cuts,
    holes: Sequence[Floats] = (),
    bare: Sequence[Floats] = (),
) -> Mesh:
    """Courses or seams over planes raised by metres; see `roof_body`."""
    made = []
    for number, facet in enumerate(facets):
        if covering.kind == "standing_seam":
            made.append(seams(facet, rise, spacing=covering.spacing, width=0.022,
                              height=covering.step, holes=[*holes, *bare]))  # fmt: skip
            continue
        frame, flat = facet_frame(facet, rise)
        # A little past the deck, so that the two never share a face.
        shape = shapely.Polygon(flat).buffer(
            0.005 + 0.0004 * (number % 12), join_style="mitre", mitre_limit=2.0
        )
        shape = pierced(shape, facet, holes)
        low = float(flat[:, 1].min()) if facet.level == 0 else 0.0
        gauge = _GAUGES[covering.kind]
        cut = cuts(f"{name} {number}", 1)[0]
        # The finish's own courses begin at whole gauges: the shift keeps them there.
        shift = (float(cut[0]), -low)
        made.append(courses(shape, frame, gauge=gauge, step=covering.step, thin=0.0015, start=low,
                            shift=shift))  # fmt: skip
    return merge(*made)


def _capping(
    facets: Sequence[Facet], covering: Covering, rise: float, name: str, cuts: Cuts
) -> list[Node]:
    clay, sheet = covering.kind == "clay_tiles", covering.kind == "standing_seam"
    mesh = ridge_tiles(
        joints(facets), rise=rise + (covering.step if sheet else 0.012), round_=clay,
        width=0.24 if clay else 0.26, gauge=0.36 if clay else (2.0 if sheet else 0.33),
        offsets=cuts(f"{name} ridge", 60),
    )  # fmt: skip
    if not len(mesh.triangles):
        return []
    return [Node(f"{name} ridge", (Part(mesh, covering.ridge),), slot=covering.slot)]
