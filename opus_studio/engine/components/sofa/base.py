"""The platform below the seats, and what it stands on: legs, hoops, a plinth or a skirt."""

from __future__ import annotations

import math

import numpy as np
from shapely import Polygon, box, union_all
from shapely.geometry.polygon import orient

from opus_studio.engine.components.shared.feet import (
    block_foot,
    bun_foot,
    hoop_foot,
    round_tapered_foot,
    splayed,
    turned_foot,
)
from opus_studio.engine.components.sofa.arms import STEM
from opus_studio.engine.components.sofa.assets import RolledArm
from opus_studio.engine.components.sofa.context import SofaContext
from opus_studio.engine.components.sofa.plan import Rect, Run, body_lap
from opus_studio.engine.components.sofa.soft_assets import (
    LEGS,
    SEAT,
    BlockLeg,
    MetalLeg,
    Plinth,
    Skirt,
    TaperedLeg,
    TurnedLeg,
)
from opus_studio.engine.geometry import (
    boxes,
    merge,
    quaternion,
    rounded_box,
    skirt,
)
from opus_studio.engine.scene import Mesh, Node, Part

_INSIDE = 0.02
_SUNK = 0.012


def platform(context: SofaContext, run: Run) -> Node:
    """The upholstered body below the cushions: a padded box for each module."""
    made = []
    for body in run.bodies:
        inside = 0.85 * context.arm_width if context.is_chesterfield and context.arm else _INSIDE
        size = (body.width - 0.006, context.deck - context.ground - 0.002, body.depth - inside)
        x, z = body.middle
        lift = 0.0035 if run.name == "Side" else 0.001
        centre = (x, (context.deck + context.ground) / 2.0 + lift, z + inside / 2.0)
        made.append(
            rounded_box(size, min(0.02, 0.2 * size[1]), centre=centre, detail=context.soft_detail)
        )
    return Node(
        "Platform", context.soft(SEAT, "Seat cover", merge(*made), None, f"{run.name} body")
    )


def supports(context: SofaContext, run: Run) -> list[Node]:
    """What carries the run."""
    legs = context.resolved[LEGS]
    if isinstance(legs, Plinth):
        return [_plinth(context, run, legs)]
    if isinstance(legs, MetalLeg):
        return _hoops(context, run, legs)
    if isinstance(legs, Skirt):
        return [_skirt(context, run, legs), *_feet(context, run)]
    return _feet(context, run)


def footprint(context: SofaContext, run: Run) -> list[Rect]:
    """The bodies with the arms beside them, and arms that stand by themselves."""
    grown = list(run.bodies)
    lap = body_lap(context)
    stem = context.arm_width * (STEM if isinstance(context.arm, RolledArm) else 1.0)
    for at, side in run.arms:
        reach = at + side * lap
        for index, body in enumerate(grown):
            edge = body.x1 if side > 0 else body.x0
            if abs(reach - edge) < 0.03 and body.z1 <= context.depth:
                outer = at + side * stem
                x0, x1 = (body.x0, outer) if side > 0 else (outer, body.x1)
                grown[index] = Rect(x0, x1, body.z0, body.z1)
                break
        else:
            x0, x1 = sorted((at, at + side * stem))
            grown.append(Rect(x0, x1, 0.0, context.depth - 0.02))
    return grown


def _inset(rect: Rect, by: float) -> Rect:
    """A rectangle smaller all round, at least 10 mm wide."""
    x, z = rect.middle
    half_x, half_z = max(rect.width / 2.0 - by, 0.005), max(rect.depth / 2.0 - by, 0.005)
    return Rect(x - half_x, x + half_x, z - half_z, z + half_z)


def _mesh_of_foot(context: SofaContext) -> tuple[Mesh, str, float]:
    """A foot, its finish, and its width."""
    legs = context.resolved[LEGS]
    # The modules of a corner have four feet each.
    detail = context.soft_detail if context.is_modular else context.detail
    detail = 0 if isinstance(legs, Skirt) else detail
    tall = context.ground + _SUNK
    if isinstance(legs, TaperedLeg):
        mesh = round_tapered_foot(tall, legs.leg_width, 0.6 * legs.leg_width, detail=detail)
        reach = math.tan(math.radians(legs.splay)) / math.sqrt(2.0)
        return splayed(mesh, reach, reach), legs.leg_finish, legs.leg_width
    if isinstance(legs, BlockLeg):
        return block_foot(tall, legs.leg_width, detail=detail), legs.leg_finish, legs.leg_width
    if isinstance(legs, TurnedLeg):
        kind = bun_foot if tall < 0.11 else turned_foot
        wide = legs.leg_width if tall < 0.11 else 0.8 * legs.leg_width
        return kind(tall, wide, detail=detail), legs.leg_finish, wide
    return block_foot(tall, 0.05, detail=detail), "walnut", 0.05


def _feet(context: SofaContext, run: Run) -> list[Node]:
    mesh, finish, width = _mesh_of_foot(context)
    material = context.material(LEGS, "Legs", finish)
    part = Part(mesh, material)
    nodes: list[Node] = []
    taken: list[tuple[float, float]] = []
    rounded = context.is_chesterfield and context.arm is not None
    for rect in (_inset(r, 0.045 + width / 2.0) for r in footprint(context, run)):
        middles = [rect.middle[0]] if rect.width > 1.9 else []
        for at in (rect.x0, *middles, rect.x1):
            for z in (rect.z0, rect.z1):
                x = at
                if rounded and z == rect.z0 and at not in middles:
                    # The rear corners are round: legs stand further in.
                    x += math.copysign(0.085, rect.middle[0] - at)
                    z += 0.08
                if any(math.hypot(x - a, z - b) < 0.2 for a, b in taken):
                    continue
                taken.append((x, z))
                # A splayed leg leans out of its own corner.
                turn = {(1, 1): 0.0, (1, -1): 90.0, (-1, -1): 180.0, (-1, 1): 270.0}[
                    (1 if x > rect.middle[0] - 1e-6 else -1, 1 if z > rect.middle[1] else -1)
                ]
                if x in middles and isinstance(context.resolved[LEGS], TaperedLeg):
                    turn += -45.0 if turn == 0.0 else 45.0
                nodes.append(
                    Node(
                        f"Leg {len(nodes) + 1}",
                        (part,),
                        translation=(x, 0.0, z),
                        rotation=quaternion("y", turn),
                    )
                )
    return nodes


def _hoops(context: SofaContext, run: Run, legs: MetalLeg) -> list[Node]:
    material = context.material(LEGS, "Hoops", legs.leg_finish)
    nodes: list[Node] = []
    for rect in (_inset(r, 0.06) for r in footprint(context, run) if r.width > 0.3):
        mesh = hoop_foot(context.ground + 0.002, rect.depth, legs.bar, detail=context.detail)
        count = 3 if rect.width > 1.9 else 2
        for x in np.linspace(rect.x0 + 0.03, rect.x1 - 0.03, count).tolist():
            nodes.append(
                Node(
                    f"Hoop {len(nodes) + 1}",
                    (Part(mesh, material),),
                    translation=(x, 0.0, rect.middle[1]),
                )
            )
    return nodes


def _plinth(context: SofaContext, run: Run, legs: Plinth) -> Node:
    uv_offset = context.resolved.stream(f"{run.name} plinth").random(2) * 8.0
    rects = [_inset(r, 0.07) for r in footprint(context, run) if r.width > 0.3]
    sizes = [(rect.width, context.ground + 0.01, rect.depth) for rect in rects]
    centres = [(rect.middle[0], (context.ground + 0.01) / 2.0, rect.middle[1]) for rect in rects]
    made = boxes(sizes, centres, 0.002, grain="x", uv_offsets=[uv_offset] * len(rects))
    return Node("Plinth", (Part(made, context.material(LEGS, "Plinth", legs.leg_finish)),))


def _skirt(context: SofaContext, run: Run, legs: Skirt) -> Node:
    shape = union_all([box(r.x0, r.z0, r.x1, r.z1) for r in footprint(context, run)])
    # Modules share a skirt; it turns inner corners softly and stays within the sofa's sides.
    shape = shape.buffer(0.07, join_style="mitre").buffer(-0.07, quad_segs=6)
    outline = shape.buffer(-0.03, join_style="mitre")
    assert isinstance(outline, Polygon)
    # Plan coordinates (x, z) turn the other way round when z points to the eye.
    path = np.array(orient(outline, -1.0).exterior.coords)[:-1]
    style = legs.pleats
    made = skirt(
        path,
        context.ground + 0.006,
        closed=True,
        style=style,  # type: ignore[arg-type]
        pitch=0.26 if style == "pleated" else 0.13,
        depth=0.02,
        flare=0.004,
        detail=context.soft_detail if style == "pleated" and not context.is_modular else 0,
    )
    return Node("Skirt", context.soft(LEGS, "Skirt", made, None, f"{run.name} skirt"))
