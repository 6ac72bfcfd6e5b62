"""What closes a porch's roof: the gable with its trim, and the cheeks of a leaning roof."""

from __future__ import annotations

import itertools
import math

import numpy as np
import shapely

from opus_studio.engine.building.courses import clean, courses
from opus_studio.engine.building.covering import EDGE
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.components.porch.assets import (
    FORM,
    CraftsmanForm,
    GabledBase,
    HoodCanopy,
    PorticoForm,
)
from opus_studio.engine.components.porch.beams import bracket, cornice_section
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.part_assets import TRIM
from opus_studio.engine.geometry import (
    Profile,
    boxes,
    extrude,
    loft,
    merge,
    quaternion,
    rectangle,
    sweep,
    translate,
)
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Mesh, Node, Part

_BOARD = 0.018


def gable_front(context: PorchContext) -> list[Node]:
    """The gable's face and what frames it."""
    shape, form = context.shape, context.resolved[FORM]
    half, rise = _triangle(context)
    if rise < 0.12:
        return [Node("Gable", (Part(_panel(half, rise, context), context.trim),), slot=TRIM.name)]
    if isinstance(form, PorticoForm):
        return _pediment(context, half, rise)
    face = form.gable_face if isinstance(form, GabledBase) else "boards"
    if isinstance(form, HoodCanopy):
        face = "upright"
    z = shape.depth - 0.045 if shape.depth > 0.5 else shape.depth - 0.03
    back = _panel(half, rise, context, z - 0.03)
    cover = _clad(face, half, rise, z, context)
    trim = merge(
        _rake(context, half, z), *([_truss(context, half, rise, z)] if face == "truss" else [])
    )
    made = [
        Node("Gable", (Part(merge(back, cover), context.trim),), slot=TRIM.name),
        Node("Gable trim", (Part(trim, context.trim),), slot=TRIM.name),
    ]
    if isinstance(form, CraftsmanForm):
        made.extend(_knees(context, half, z))
    return made


def _triangle(context: PorchContext) -> tuple[float, float]:
    """Half the width and the height of the gable below the roof, from the beams' top, metres."""
    shape = context.shape
    half = shape.width / 2.0 + shape.cornice - 0.004
    return half, half * math.tan(math.radians(shape.pitch))


def _panel(half: float, rise: float, context: PorchContext, front: float | None = None) -> Mesh:
    """The boarding behind the face; it reaches a little into roof and beam."""
    z = context.shape.depth - 0.03 if front is None else front
    grow = 0.011
    ring = [(-half - grow, -0.03), (half + grow, -0.03), (half + grow, 0.0), (0.0, rise + grow),
            (-half - grow, 0.0)]  # fmt: skip
    panel = extrude(Profile.of(ring), 0.022, axis="z", start=z - 0.022)
    return translate(panel, (0.0, context.shape.high, 0.0))


def _field(half: float, rise: float, low: float) -> shapely.Polygon:
    foot = 0.0005
    return shapely.Polygon([(-half, low), (half, low), (half, foot), (0.0, rise), (-half, foot)])


def _clad(face: str, half: float, rise: float, z: float, context: PorchContext) -> Mesh:
    """Boards on the gable's face: z is the panel's front plus 30 mm."""
    y, low = context.shape.high, -0.02
    origin = np.array([0.0, y, z - 0.0305])
    frame = np.stack([origin, [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    field = _field(half, rise, low)
    offsets = context.uv_offsets("gable", 1)[0]
    shift = (float(offsets[0]), float(offsets[1]))
    if face in ("boards", "truss"):
        gauge = 0.11 if face == "boards" else 0.14
        return courses(field, frame, gauge=gauge, step=_BOARD + 0.006, thin=0.008, start=low,
                       shift=shift)  # fmt: skip
    strips = _rays(half, rise) if face == "sunburst" else _uprights(half, rise, low)
    rings = _rings(field, strips)
    thick = [np.full(len(ring), _BOARD + (0.003 if k % 2 and face == "sunburst" else 0.0))
             for k, ring in enumerate(rings)]  # fmt: skip
    return prisms(rings, [np.zeros(len(ring)) for ring in rings], thick, frame, shift)


def _rings(field: shapely.Polygon, strips: list[shapely.Polygon]) -> list[Floats]:
    """The parts of strips within a field, each a clean ring."""
    parts = shapely.get_parts(shapely.intersection(field, np.array(strips)))
    rings = [clean(counter_clockwise(shapely.get_coordinates(part.exterior)[:-1]))
             for part in parts if part.geom_type == "Polygon" and part.area > 4e-4]  # fmt: skip
    return [ring for ring in rings if len(ring) >= 3]


def _uprights(half: float, rise: float, low: float) -> list[shapely.Polygon]:
    count = max(3, round(2 * half / 0.115))
    step = 2 * half / count
    return [
        shapely.box(-half + k * step + 0.003, low - 0.1, -half + (k + 1) * step - 0.003, rise + 0.1)
        for k in range(count)
    ]


def _rays(half: float, rise: float) -> list[shapely.Polygon]:
    """Wedges that spread from a half sun at the gable's foot."""
    count, core = 13, min(0.16 * half, 0.4 * rise)
    edges = np.linspace(0.0, math.pi, count + 1)
    far = 4.0 * half
    made = []
    for a, b in itertools.pairwise(edges):
        ring = [(r * math.cos(turn), r * math.sin(turn))
                for r, turn in ((core, a), (far, a), (far, b), (core, b))]  # fmt: skip
        made.append(shapely.Polygon(ring).buffer(-0.0035, join_style="mitre"))
    arc = np.linspace(0.0, math.pi, 13)
    sun = np.column_stack([(core - 0.007) * np.cos(arc), (core - 0.007) * np.sin(arc)])
    made.append(shapely.Polygon([*sun.tolist(), (-core + 0.007, -0.02), (core - 0.007, -0.02)]))
    return made


def _slant(
    context: PorchContext, half: float, drop: float, z: float, section: Profile, uv_offset: str
) -> Mesh:
    """A section swept up one rake and down the other, its top `drop` metres below the roof.

    The section's x runs up from the lower edge, square to the rake; its y to the front.
    """
    pitch = math.radians(context.shape.pitch)
    lower = drop / math.cos(pitch)
    y = context.shape.high - lower
    reach = half
    path = [(-reach, y, z), (0.0, y + half * math.tan(pitch), z), (reach, y, z)]
    return sweep(section, path, up=(0.0, 0.0, 1.0), uv_offsets=context.uv_offsets(uv_offset, 2))


def _rake(context: PorchContext, half: float, z: float) -> Mesh:
    """Boards along the rakes below the soffit, and one along the foot of the gable."""
    wide = 0.11
    thick = 0.045
    section = rectangle(wide, thick, 0.004, 1).moved(0.0, 0.0)
    rake = _slant(context, half, wide - 0.004, z - 0.012, section, "rake")
    foot = boxes((2 * half - 0.0313, 0.1, thick - 0.0055),
                 (0.0, context.shape.high + 0.035, z - 0.0115 + (thick - 0.0055) / 2.0), 0.004,
                 segments=1)  # fmt: skip
    return merge(rake, foot)


def _truss(context: PorchContext, half: float, rise: float, z: float) -> Mesh:
    """A king post with struts before the boards."""
    pitch = math.radians(context.shape.pitch)
    wide, thick, y = 0.1, 0.05, context.shape.high
    front = z + 0.012
    tall = rise - 0.10 / math.cos(pitch)
    pieces = [boxes((wide, tall - 0.06, thick), (0.0, y + 0.07 + (tall - 0.06) / 2.0, front), 0.004,
                    segments=1, grain="y")]  # fmt: skip
    reach = 0.5 * half
    top = (half - reach) * math.tan(pitch) - 0.10 / math.cos(pitch)
    if top > 0.2:
        for side in (-1.0, 1.0):
            a, b = np.array([side * 0.03, y + 0.1]), np.array([side * reach, y + top + 0.03])
            along = (b - a) / np.linalg.norm(b - a)
            across = np.array([-along[1], along[0]]) * 0.04
            ring = np.array([a - across, b - across, b + across, a + across])
            pieces.append(extrude(_ccw(ring), thick - 0.0175, axis="z", bevel=0.003, segments=1,
                                  start=front - thick / 2.0 + 0.0043))  # fmt: skip
    return merge(*pieces)


def _ccw(ring: Floats) -> Profile:
    return Profile.of(counter_clockwise(ring))


def _knees(context: PorchContext, half: float, z: float) -> list[Node]:
    """Knee brackets that carry the verge, at both eaves and at the tip."""
    shape = context.shape
    reach = shape.verge - EDGE - context.boards.thickness - 0.02 + (shape.depth - z)
    if reach < 0.14:
        return []
    thick, d = 0.07, reach
    arm = boxes([(d, 0.075, thick), (0.0745, d + 0.05, thick - 0.004)],
                [(d / 2.0 - 0.004, -0.0375, 0.0), (0.0343, -(d + 0.05) / 2.0 - 0.03, 0.0)], 0.005,
                segments=1)  # fmt: skip
    brace = translate(bracket("knee", 0.56 * d, thick - 0.012), (0.068, -0.06, 0.0))
    part = Part(merge(arm, brace), context.trim)
    tangent = math.tan(math.radians(shape.pitch))
    places = [(s * (half - 0.12), 0.12 * tangent - 0.0478) for s in (-1.0, 1.0)]
    places.append((0.0, half * tangent - 0.05))
    facing = quaternion("y", -90.0)
    return [
        Node("Knee brackets", (), tuple(
            Node(f"Bracket {k + 1}", (part,), translation=(x, shape.high + y, z - 0.003),
                 rotation=facing)
            for k, (x, y) in enumerate(places)
        ), slot=TRIM.name)
    ]  # fmt: skip


def _pediment(context: PorchContext, half: float, rise: float) -> list[Node]:
    """A tympanum behind a raking cornice."""
    shape = context.shape
    tall = min(0.42 * (shape.high - shape.low), 0.32 * rise)
    z = shape.depth + 0.002
    panel = _panel(half, rise, context, z)
    body = _raking(context, half, tall, z)
    return [Node("Pediment", (Part(merge(panel, body), context.trim),), slot=TRIM.name)]


def _raking(context: PorchContext, half: float, tall: float, z: float) -> Mesh:
    """The cornice up both rakes, mitred at the tip; at its feet it dies into the level one."""
    shape = context.shape
    section = cornice_section(tall, shape.cornice - 0.012, 0.012)
    up, out = section.points[:, 1], -section.points[:, 0]
    pitch = math.radians(shape.pitch)
    lower = (tall - 0.003) / math.cos(pitch)
    die = min(lower / math.tan(pitch), 0.9 * half)
    feet = [half - share * die for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    xs = np.array([*(-x for x in feet), 0.0, *feet[::-1]])
    base = (half - np.abs(xs))[:, None] * math.tan(pitch) - lower
    y = base + up / math.cos(pitch)
    # Below the top of the level cornice it is pressed flat, but not to nothing.
    y = np.where(y < -0.003, -0.003 + 0.03 * (y + 0.003), y)
    rings = np.stack([np.broadcast_to(xs[:, None], y.shape), shape.high + y,
                      np.broadcast_to(z + out, y.shape)], -1)  # fmt: skip
    soft = np.abs(xs) > 1e-6
    offsets = context.uv_offsets("raking", 1)[0]
    return loft(rings, smooth=section.smooth, smooth_rows=soft,
                uv_offset=(float(offsets[0]), float(offsets[1])))  # fmt: skip


def side_cheeks(context: PorchContext) -> list[Node]:
    """The upright triangles that close a leaning roof at its sides."""
    shape = context.shape
    deep = shape.depth - 0.01
    tangent = math.tan(math.radians(shape.pitch))
    back = max(context.site.cladding - 0.003, 0.0016)
    ring = [(-0.03, back), (-0.03, deep), (0.0, deep), ((deep - back) * tangent + 0.008, back)]
    # Drawn along x: the section's x is up, its y to the front.
    section = Profile.of(counter_clockwise(np.array(ring)))
    thick = max(shape.beam - 0.03, 0.04)
    made = []
    for side in (-1.0, 1.0):
        cheek = extrude(section, thick, axis="x")
        x = side * (shape.width / 2.0 - shape.beam / 2.0)
        made.append(translate(cheek, (x, shape.high, 0.0)))
    return [Node("Cheeks", (Part(merge(*made), context.trim),), slot=TRIM.name)]
