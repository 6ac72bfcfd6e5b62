"""Drawers of case furniture: an inset front, and the box behind it on its slides.

A drawer's node has its origin at the middle of its front's lower edge, on the front face; pulling
it out moves the node along +Z. Usual sizes: sides 12-15 mm, bottom 5-6 mm let in 10 mm above the
sides' lower edge, box 15-25 mm lower than its front.
"""

from __future__ import annotations

from typing import Literal

from opus_studio.engine.authoring.context import UvSampler
from opus_studio.engine.components.shared.carcass import Boards
from opus_studio.engine.components.shared.joinery import edging, nose
from opus_studio.engine.geometry import bevelled_box, boxes, merge, raised_panel, translate
from opus_studio.engine.scene import Material, Mesh, Node, Part, Vector

FrontKind = Literal["flat", "framed", "raised"]


_PANEL = -0.62
"""z of the middle of a sunk panel, in thicknesses of the front."""
_PANEL_THICKNESS = 0.007
"""Metres."""


def middle_level(kind: FrontKind, thickness: float) -> float:
    """Z of the middle of a front, where a handle is screwed on, metres: a sunk panel's is below."""
    return _PANEL * thickness + _PANEL_THICKNESS / 2.0 if kind == "framed" else 0.0


def drawer_front(
    kind: FrontKind, width: float, height: float, thickness: float, stile: float, sampler: UvSampler
) -> Mesh:
    """An inset front about x = 0, standing on y = 0, its face on z = 0, its grain level.

    Args:
        kind: A slab; a frame around a sunk panel; a slab with a moulded, raised field.
        width: Metres.
        height: Metres.
        thickness: Metres.
        stile: Width of the frame; less in a low front, metres.
        sampler: Where it is cut from.
    """
    middle = (0.0, height / 2.0, -thickness / 2.0)
    offset = sampler(1)[0].tolist()
    if kind == "flat":
        return bevelled_box((width, height, thickness), 0.0015, centre=middle, grain="x",
                            uv_offset=(offset[0], offset[1]))  # fmt: skip
    if kind == "raised":
        body = raised_panel(width, height, thickness, border=0.022, edge=0.65 * thickness,
                            step=0.0015, style="ogee", grain="x",
                            uv_offset=(offset[0], offset[1]), detail=1)  # fmt: skip
        return translate(body, middle)
    s = min(stile, 0.26 * height)
    w, h = width - 2 * s, height - 2 * s
    bars = boxes(
        [(s, height, thickness), (s, height, thickness), (w, s, thickness), (w, s, thickness)],
        [(-(width - s) / 2, height / 2, -thickness / 2), ((width - s) / 2, height / 2,
          -thickness / 2), (0, s / 2, -thickness / 2), (0, height - s / 2, -thickness / 2)],
        0.0012, uv_offsets=sampler(4),
    )  # fmt: skip
    panel = bevelled_box((w + 0.01, h + 0.01, _PANEL_THICKNESS), 0.0008, grain="x", segments=1,
                         centre=(0.0, height / 2.0, _PANEL * thickness),
                         uv_offset=(offset[0], offset[1]))  # fmt: skip
    rim = edging(w, h, nose(0.005, 0.4 * thickness, "chamfered"),
                 (0.0, height / 2.0, -0.4 * thickness - 0.0008), sampler)  # fmt: skip
    return merge(bars, panel, rim)


def drawer_box(width: float, height: float, depth: float, sampler: UvSampler) -> Mesh:
    """Sides, back and bottom behind a front, about x = 0: z from -depth to 0, its lower edge y = 0.

    Args:
        width: Outside, metres.
        height: Of the sides, metres.
        depth: Metres.
        sampler: Where the boards are cut from.
    """
    t, half = 0.013, width / 2.0
    boards = Boards(0.001, 1)
    boards.add((-half, -half + t), (0.0, height), (-depth, 0.0))
    boards.add((half - t, half), (0.0, height), (-depth, 0.0))
    boards.add((-half + t, half - t), (0.012, height - 0.002), (-depth, -depth + t))
    boards.add((-half + t, half - t), (0.012, height - 0.002), (-t, 0.0))
    boards.add((-half + 0.006, half - 0.006), (0.012 + 0.0003, 0.018), (-depth + 0.004, -0.004))
    return boards.mesh(sampler)


def drawer(
    name: str,
    front: Mesh,
    box: Mesh | None,
    place: Vector,
    pulled: float,
    wood: Material,
    inside: Material,
    fittings: tuple[Node, ...] = (),
) -> Node:
    """A drawer as a branch that slides along Z.

    Args:
        name: Of the node.
        front: From `drawer_front`.
        box: From `drawer_box`, already behind the front; None shows a front only.
        place: Middle of the front's lower edge when shut, metres.
        pulled: How far it is pulled out, metres.
        wood: Of the front.
        inside: Of the box.
        fittings: Handles, in the front's frame.
    """
    parts = [Part(front, wood)]
    if box is not None:
        parts.append(Part(box, inside))
    return Node(name, tuple(parts), fittings, (place[0], place[1], place[2] + pulled))
