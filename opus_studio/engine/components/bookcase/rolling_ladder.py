"""A library ladder: two stiles and treads on wheels, hung by hooks on a rail.

Stiles stand 0.40 m apart and lean by about 14 degrees; treads are 0.28 m apart (EN 131 practice).
"""

from __future__ import annotations

import math

from opus_studio.engine.components.bookcase.assets import LAYOUT, WallLayout
from opus_studio.engine.components.bookcase.context import BookcaseContext
from opus_studio.engine.components.bookcase.fitting_assets import HANDLE
from opus_studio.engine.geometry import (
    bevelled_box,
    boxes,
    circle,
    extrude,
    merge,
    place,
    quaternion,
    rotate,
    translate,
    tube,
    turn,
)
from opus_studio.engine.scene import Mesh, Node, Part

_WIDE = 0.40
_RAIL = 0.011


def rolling_ladder(
    context: BookcaseContext, layout: WallLayout, half: float, face: float, lower: float, top: float
) -> Node:
    """Rail and ladder as a branch; the ladder's own origin lies on the rail.

    Args:
        context: The bookcase.
        layout: What is asked for.
        half: Half the case's width, metres.
        face: z of the pilasters' face.
        lower: z of the cupboard's face.
        top: Height of the crown's underside, metres.
    """
    metal = context.material(HANDLE, "Handles", context.resolved[HANDLE].handle_finish)
    wood = context.wood(LAYOUT, "Ladder")
    y, z = top - 0.05, face + 0.055
    ends = half - 0.03
    rail = tube([(-ends, y, z), (ends, y, z)], _RAIL, ends="round", segments=14)
    count = max(2, round(2 * ends / 0.9) + 1)
    arm = tube([(0.0, y, face - 0.002), (0.0, y, z)], 0.006, segments=10)
    rose = rotate(extrude(circle(0.02, 18), 0.006, start=0.0, bevel=0.0015, segments=1), "y", 0.0)
    xs = [-ends + 0.02 + k * (2 * ends - 0.04) / (count - 1) for k in range(count)]
    brackets = merge(
        place(arm, [(x, 0.0, 0.0) for x in xs]), place(rose, [(x, y, face - 0.001) for x in xs])
    )
    # The foot clears the cupboard by a hand's breadth.
    foot = max(lower + 0.16 - z, (y - 0.2) * math.tan(math.radians(13.0)))
    reach = ends - _WIDE / 2 - 0.06
    x = -reach + 2 * reach * layout.ladder_place
    wooden, iron = _ladder(context, y, foot)
    ladder = Node("Ladder", (Part(wooden, wood), Part(iron, metal)), translation=(x, y, z))
    return Node(
        "Rolling ladder", (Part(merge(rail, brackets), metal),), (ladder,), slot=LAYOUT.name
    )


def _ladder(context: BookcaseContext, height: float, foot: float) -> tuple[Mesh, Mesh]:
    """Wood and fittings of a ladder that hangs from the origin to the floor at -height."""
    wheel = 0.035
    length = math.hypot(foot, height - wheel)
    lean = math.degrees(math.atan2(foot, height - wheel))
    sampler = context.sampler("ladder")
    half = _WIDE / 2.0
    stile = (0.022, length, 0.062)
    # Drawn upright, the rail at the origin, then turned about it.
    stiles = boxes([stile, stile], [(-half, -length / 2 + 0.02, 0.036), (half, -length / 2 + 0.02,
                   0.036)], 0.004, uv_offsets=sampler(2))  # fmt: skip
    count = max(3, int((length - 0.25) / 0.28))
    pitch = (length - 0.22) / count
    tread = bevelled_box((_WIDE - 0.018, 0.022, 0.085), 0.003, grain="x",
                         uv_offset=tuple(sampler(1)[0].tolist()))  # fmt: skip
    level = rotate(tread, "x", lean)
    treads = place(level, [(0.0, -length + 0.22 + k * pitch, 0.036) for k in range(count)])
    wooden = merge(stiles, treads)
    hook = tube([(0.0, -0.07, 0.0), (0.0, -0.02, 0.002), (0.0, 0.014, -0.004),
                 (0.0, 0.018, -0.016)], 0.005, bend_radius=0.008, segments=8)  # fmt: skip
    hook = translate(hook, (0.0, 0.0, 0.003 + _RAIL))
    roll = rotate(extrude(circle(wheel, 22), 0.020, bevel=0.002), "y", 90.0)
    fork = bevelled_box((0.004, 0.075, 0.034), 0.001, segments=1)
    iron = [translate(hook, (x, 0.0, 0.0)) for x in (-half, half)]
    # Low enough that the wheels, which stand before the rail's line, touch the floor.
    axle = -length - 0.036 * math.tan(math.radians(lean))
    for x in (-half, half):
        out = math.copysign(0.026, x)
        iron.append(translate(roll, (x + out, axle, 0.036)))
        iron.append(translate(fork, (x + out * 0.5, axle + 0.022, 0.036)))
    turned = quaternion("x", -lean)
    return turn(wooden, turned), turn(merge(*iron), turned)
