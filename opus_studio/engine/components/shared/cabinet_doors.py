"""Doors of case furniture: slabs, frames with panels, glazed frames; hung on their own nodes.

A leaf stands on y = 0, x from 0 (its hinges) to its width, its front on z = 0, for a hinge on the
left; `hung` mirrors it for the right. Doors are inset: flush with the case, with an even gap.
Usual sizes: leaves 18-22 mm thick, stiles 50-75 mm, gaps 2 mm, leaves at most 0.6 m wide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.joinery import edging, nose
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    circle,
    extrude,
    flat_panel,
    lathe,
    merge,
    mirror,
    quaternion,
    raised_panel,
    translate,
)
from opus_studio.engine.scene import Material, Mesh, Node, Part

GAP = 0.002
"""Gap around an inset door or drawer front, metres."""

WIDEST = 0.52
"""Wider openings get a pair of leaves, metres."""

DoorKind = Literal["flat", "shaker", "raised", "beadboard", "glazed"]


@dataclass(frozen=True, eq=False)
class Leaf:
    """A door leaf hinged on the left.

    Attributes:
        wood: Frame and panel.
        glass: The pane, or None.
        width: Metres.
        height: Metres.
    """

    wood: Mesh
    glass: Mesh | None
    width: float
    height: float


def leaf(
    kind: DoorKind,
    width: float,
    height: float,
    thickness: float,
    stile: float,
    sampler: UvSampler,
    panes: tuple[int, int] = (1, 1),
    *,
    fine: bool = True,
) -> Leaf:
    """A door leaf.

    Args:
        kind: `flat` slab; `shaker` flat sunk panel; `raised` and fielded panel; `beadboard` panel
            of V-jointed boards; `glazed`.
        width: Metres.
        height: Metres.
        thickness: Metres.
        stile: Width of stiles and rails; less in a small leaf, metres.
        sampler: Where the boards are cut from.
        panes: Columns and rows of panes of a glazed leaf.
        fine: Rounded edges; else plain chamfers.
    """
    if kind == "flat":
        offset = sampler(1)[0].tolist()
        slab = bevelled_box((width, height, thickness), 0.0015, grain="y",
                            centre=(width / 2, height / 2, -thickness / 2),
                            uv_offset=(offset[0], offset[1]))  # fmt: skip
        return Leaf(slab, None, width, height)
    s = min(stile, 0.22 * min(width, height))
    w, h = width - 2 * s, height - 2 * s
    frame = _frame(width, height, thickness, s, sampler, 2 if fine else 1)
    edge = "ovolo" if kind in ("raised", "glazed") else "square"
    reach = 0.008 if kind != "shaker" else 0.0
    pieces = [frame]
    if reach:
        section = nose(reach, 0.55 * thickness, edge)
        deep = -0.55 * thickness - 0.0006
        pieces.append(edging(w, h, section, (0.0, height / 2.0, deep), sampler))
    glass = None
    if kind == "glazed":
        glass = bevelled_box((w + 0.006, h + 0.006, 0.004), 0.0, segments=0,
                             centre=(width / 2, height / 2, -0.72 * thickness))  # fmt: skip
        pieces += _bars(w, h, thickness, panes, height, sampler, 2 if fine else 1)
    else:
        pieces.append(_panel(kind, w, h, thickness, height, sampler))
    wood = translate(merge(*pieces), (width / 2.0, 0.0, 0.0))
    return Leaf(wood, glass, width, height)


def _frame(
    width: float, height: float, thickness: float, stile: float, sampler: UvSampler, segments: int
) -> Mesh:
    """Stiles that run through, and rails between them, about x = 0."""
    x, rail, z = (width - stile) / 2.0, width - 2 * stile, -thickness / 2.0
    upright, level = (stile, height, thickness), (rail, stile, thickness)
    places = [
        (-x, height / 2, z),
        (x, height / 2, z),
        (0, stile / 2, z),
        (0, height - stile / 2, z),
    ]
    return boxes([upright, upright, level, level], places, 0.0012, segments=segments,
                 uv_offsets=sampler(4))  # fmt: skip


def _panel(
    kind: DoorKind, w: float, h: float, thickness: float, height: float, sampler: UvSampler
) -> Mesh:
    offset = (float(sampler(1)[0, 0]), float(sampler(1)[0, 1]))
    if kind == "raised":
        panel = raised_panel(w + 0.012, h + 0.012, 0.012, border=0.035, edge=0.006, style="cove",
                             uv_offset=offset, detail=1)  # fmt: skip
        return translate(panel, (0.0, height / 2.0, -0.62 * thickness))
    if kind == "beadboard":
        count = max(2, round(w / 0.065))
        wide = (w + 0.008) / count
        centres = [((k + 0.5) * wide - (w + 0.008) / 2, height / 2, -0.65 * thickness)
                   for k in range(count)]  # fmt: skip
        return boxes((wide, h + 0.008, 0.009), centres, 0.0022, grain="y", segments=1,
                     uv_offsets=sampler(count))  # fmt: skip
    panel = flat_panel(w + 0.012, h + 0.012, 0.007, uv_offset=offset)
    return translate(panel, (0.0, height / 2.0, -0.62 * thickness))


def _bars(
    w: float,
    h: float,
    thickness: float,
    panes: tuple[int, int],
    height: float,
    sampler: UvSampler,
    segments: int,
) -> list[Mesh]:
    """Glazing bars, the upright ones a hair in front of the level ones."""
    columns, rows = panes
    bar, deep = 0.016, 0.5 * thickness
    sizes, centres = [], []
    for k in range(1, columns):
        sizes.append((bar, h + 0.004, deep))
        centres.append((-w / 2 + w * k / columns, height / 2, -0.12 * thickness - deep / 2))
    for k in range(1, rows):
        sizes.append((w + 0.004, bar, deep))
        centres.append(
            (0.0, height / 2 - h / 2 + h * k / rows, -0.12 * thickness - 0.0008 - deep / 2)
        )
    if not sizes:
        return []
    return [boxes(sizes, centres, 0.004, segments=segments, uv_offsets=sampler(len(sizes)))]


def hung(
    name: str,
    made: Leaf,
    hand: Literal["left", "right"],
    corner: tuple[float, float, float],
    angle: float,
    wood: Material,
    glass: Material,
    fittings: tuple[Node, ...] = (),
) -> Node:
    """A leaf on its hinges: the node's origin is the pin, at the front corner of the opening.

    Args:
        name: Of the node.
        made: The leaf.
        hand: The side of its hinges.
        corner: Lower front corner of the leaf at its hinges, metres.
        angle: How far it stands open, degrees.
        wood: Of frame and panel.
        glass: Of the pane.
        fittings: Handles and hinges in the frame of a leaf hinged on the left.
    """

    def put(mesh: Mesh) -> Mesh:
        return mirror(mesh, "x") if hand == "right" else mesh

    children = tuple(_other_hand(child) if hand == "right" else child for child in fittings)
    if made.glass is not None:
        children = (Node("Glass", (Part(put(made.glass), glass),)), *children)
    turn = angle if hand == "right" else -angle
    return Node(name, (Part(put(made.wood), wood),), children, corner, quaternion("y", turn))


def _other_hand(fitting: Node) -> Node:
    """A fitting on a leaf hinged on the right."""
    x, y, z = fitting.translation
    parts = tuple(Part(_mirrored(part.mesh), part.material) for part in fitting.parts)
    return replace(fitting, parts=parts, translation=(-x, y, z))


@lru_cache(maxsize=64)
def _mirrored(mesh: Mesh) -> Mesh:
    """Cached, so that all fittings of the right hand share a mesh."""
    return mirror(mesh, "x")


@lru_cache(maxsize=8)
def knuckle(length: float = 0.05, fine: bool = True) -> Mesh:
    """The knuckle of a small butt hinge about y = 0, its pin on the Y axis."""
    if not fine:
        return extrude(circle(0.004, 6), length, axis="y", bevel=0.0005, segments=1)
    r, half = 0.004, length / 2.0
    line = [(0.0, -half - 0.003), (0.6 * r, -half - 0.0015), (r, -half), (r, -half / 3),
            (0.8 * r, -half / 3 + 0.0005), (r, -half / 3 + 0.001), (r, half / 3),
            (0.8 * r, half / 3 + 0.0005), (r, half / 3 + 0.001), (r, half),
            (0.6 * r, half + 0.0015), (0.0, half + 0.003)]  # fmt: skip
    return lathe(line, segments=8)
