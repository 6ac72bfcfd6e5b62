"""The roof of a porch: covering, flashing at the wall, rafter tails, or level lead."""

from __future__ import annotations

import math

import numpy as np

from opus_studio.engine.building.covering import DECK, EDGE, roof_body
from opus_studio.engine.building.porch import (
    Pitched,
    gable_planes,
    hip_planes,
    lean_to_planes,
    wall_line,
)
from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.components.porch.assets import FORM, CraftsmanForm
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.gables import gable_front, side_cheeks
from opus_studio.engine.components.porch.part_assets import ROOFING, TRIM
from opus_studio.engine.components.porch.shape import DEPTH
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrusions,
    merge,
    rectangle,
    sweep,
)
from opus_studio.engine.scene import Mesh, Node, Part


def roof(context: PorchContext) -> tuple[Node, ...]:
    """Covering, eaves, gable and flashing as branches; nothing over an open landing."""
    shape = context.shape
    if shape.kind not in ("roofed", "hood"):
        return ()
    if shape.roof == "level":
        return _level(context)
    body = roof_body(lambda inset: planes(context, inset), context.covering, context.boards, DEPTH,
                     "Porch roof", context.uv_offsets)  # fmt: skip
    made = [*body, *_flashing(context)]
    if shape.roof == "gable":
        made.extend(gable_front(context))
    elif shape.roof == "lean_to":
        made.extend(side_cheeks(context))
    if isinstance(context.resolved[FORM], CraftsmanForm) and shape.roof != "hip":
        made.append(Node("Rafter tails", (Part(_tails(context), context.trim),), slot=TRIM.name))
    return tuple(made)


def planes(context: PorchContext, inset: float = 0.0) -> list[Facet]:
    """The roof's planes, ending so far inside their edges, metres."""
    shape = context.shape
    slope = Pitched(shape.high, shape.pitch, shape.overhang)
    wide, front = shape.width + 2 * shape.cornice, shape.depth + shape.cornice
    back = max(shape.back, context.site.cladding - 0.006) if shape.back > 0 else shape.back
    if shape.roof == "hip":
        return hip_planes(wide, front, back, slope, inset)
    make = gable_planes if shape.roof == "gable" else lean_to_planes
    return make(wide, front, back, slope, verge=shape.verge, inset=inset)


def _flashing(context: PorchContext) -> list[Node]:
    """Lead turned up against the wall and lapping the covering."""
    if context.shape.back < 0.0:
        return []
    line = wall_line(planes(context))
    z = context.site.cladding + 0.0006
    rise = DEPTH + DECK + context.covering.step
    path = [(x, y + rise, z) for x, y in line]
    upright = rectangle(0.1, 0.005, 0.0015, 1).moved(-0.012, 0.0)
    mesh = sweep(upright, path, up=(0.0, 0.0, 1.0), uv_offsets=context.uv_offsets("flashing", 1)[0])
    return [
        Node(
            "Flashing", (Part(mesh, context.fixed_material("Flashing", "lead")),), slot=ROOFING.name
        )
    ]


def _tails(context: PorchContext) -> Mesh:
    """Rafter tails below the eaves of both sides, or of the front where the roof leans."""
    shape = context.shape
    out = shape.overhang - EDGE - context.boards.thickness - 0.004
    slope = math.tan(math.radians(shape.pitch))
    section = Profile.of(
        [(-0.012, 0.012 * slope - 0.001), (-0.012, -0.05),
         (0.72 * out, -0.72 * out * slope - 0.095), (out, -out * slope - 0.05),
         (out, -out * slope - 0.001)]
    )  # fmt: skip
    if shape.roof == "lean_to":
        count = max(2, round(shape.width / 0.45))
        xs = np.linspace(-shape.width / 2.0 + 0.06, shape.width / 2.0 - 0.06, count)
        rows = np.column_stack([xs, np.full(count, shape.high), np.full(count, shape.depth)])
        swapped = Profile.of(section.points[:, ::-1])
        return extrusions(swapped, 0.06, rows, axis="x", bevel=0.003, segments=1,
                          uv_offsets=context.uv_offsets("tails", count))  # fmt: skip
    count = max(2, round(shape.depth / 0.42))
    zs = np.linspace(context.site.cladding + 0.1, shape.depth - 0.125, count)
    right = np.column_stack([np.full(count, shape.width / 2.0), np.full(count, shape.high), zs])
    offsets = context.uv_offsets("tails", 2 * count)
    mirrored = Profile.of((section.points * (-1.0, 1.0))[::-1])
    return merge(
        extrusions(section, 0.06, right, axis="z", bevel=0.003, segments=1,
                   uv_offsets=offsets[:count]),
        extrusions(mirrored, 0.06, right * (-1.0, 1.0, 1.0), axis="z", bevel=0.003, segments=1,
                   uv_offsets=offsets[count:]),
    )  # fmt: skip


def _level(context: PorchContext) -> tuple[Node, ...]:
    """A level roof: a blocking course over the cornice and a sheet of lead with rolls."""
    shape = context.shape
    out = shape.cornice - 0.035
    x, z, back = shape.width / 2.0 + out, shape.depth + out, -context.site.bedded
    sizes = [(2 * x, 0.05, z - back), (2 * x - 0.12, 0.1, z - back - 0.06)]
    centres = [(0.0, shape.high + 0.022, (z + back) / 2.0),
               (0.0, shape.high + 0.0967, (z - 0.06 + back) / 2.0 + 0.0007)]  # fmt: skip
    base = boxes(
        sizes, centres, 0.006, segments=1, grain="x", uv_offsets=context.uv_offsets("blocking", 2)
    )
    lid = shape.high + 0.146
    rolls = max(2, round((2 * x - 0.1) / 0.6))
    xs = np.linspace(-x + 0.1, x - 0.1, rolls + 1)
    deep = z - 0.02 - context.site.cladding
    sheets = [(2 * x - 0.1, 0.012, deep)] + [(0.035, 0.03, deep - 0.012)] * len(xs)
    middle = context.site.cladding + deep / 2.0
    places = [(0.0, lid + 0.005, middle)]
    places += [(float(at), lid + 0.022, middle + 0.0007) for at in xs]
    lead = boxes(sheets, places, 0.005, segments=1)
    return (
        Node("Blocking course", (Part(base, context.trim),), slot=TRIM.name),
        Node(
            "Level roof", (Part(lead, context.fixed_material("Lead", "lead")),), slot=ROOFING.name
        ),
    )
