"""What covers the joints of roof slopes: ridge and hip tiles, valley gutters, standing seams."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from opus_studio.engine.building.courses import clean, facet_frame, pierced
from opus_studio.engine.building.roof import welded
from opus_studio.engine.building.roof_forms import Facet
from opus_studio.engine.building.solids import counter_clockwise, prisms
from opus_studio.engine.geometry import Profile, extrude, look_along, merge, place
from opus_studio.engine.geometry.build import Floats, unit
from opus_studio.engine.scene import Mesh

_OFF = 0.0151
"""Metres from a multiple of their spacing at which seams stand."""


@dataclass(frozen=True, eq=False)
class Joint:
    """Where two slopes meet.

    Attributes:
        low: `(3,)` its lower end in the scene.
        high: `(3,)` its upper end.
        bisector: `(3,)` unit, out of the roof.
        ridge: It stands out (ridge or hip); otherwise it is a valley.
        first: `(3,)` unit normal of one slope.
        second: `(3,)` of the other.
    """

    low: Floats
    high: Floats
    bisector: Floats
    ridge: bool
    first: Floats
    second: Floats

    @property
    def length(self) -> float:
        """Metres."""
        return float(np.linalg.norm(self.high - self.low))


def joints(facets: Sequence[Facet]) -> list[Joint]:
    """The lines along which slopes of different directions meet."""
    points, rings = welded(facets)
    owner = {
        (a, b): k
        for k, ring in enumerate(rings)
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    }
    found = []
    for (a, b), k in owner.items():
        other = owner.get((b, a))
        if other is None or a > b:
            continue
        first, second = _up(facets[k].normal), _up(facets[other].normal)
        if float(first @ second) > 0.9995:
            continue
        ends = sorted((_up(points[a]), _up(points[b])), key=lambda p: float(p[1]))
        middle = facets[k].points.mean(0)
        inward = _up(middle) - ends[0]
        ridge = float(inward @ second) < 0.0
        found.append(Joint(ends[0], ends[1], unit(first + second), ridge, first, second))
    return _joined(found)


def _joined(found: list[Joint]) -> list[Joint]:
    """Joints that run on in one line made one."""
    whole: list[Joint] = []
    for joint in found:
        for k, known in enumerate(whole):
            direction = unit(known.high - known.low)
            same = abs(float(unit(joint.high - joint.low) @ direction)) > 0.99999
            ends = [known.low, known.high, joint.low, joint.high]
            touch = min(
                float(np.linalg.norm(a - b)) for a in ends[:2] for b in ends[2:]
            )  # fmt: skip
            if same and touch < 1e-3 and known.ridge == joint.ridge:
                reach = sorted(ends, key=lambda p: float(p @ direction))
                whole[k] = Joint(
                    reach[0], reach[-1], known.bisector, known.ridge, known.first, known.second
                )
                break
        else:
            whole.append(joint)
    return whole


def _up(point: Floats) -> Floats:
    return np.array([point[0], point[2], -point[1]])


def ridge_tiles(
    joints: Sequence[Joint],
    *,
    rise: float,
    round_: bool,
    width: float,
    gauge: float,
    offsets: Floats,
) -> Mesh:
    """Capping pieces along ridges and hips, each lapping the one below it.

    Args:
        joints: From `joints`; valleys are passed over.
        rise: How far above the joints' lines the covering lies, metres.
        round_: Half-round pieces; otherwise two flat wings.
        width: From side to side, metres.
        gauge: Length of a piece that is seen, about, metres.
        offsets: `(k, 2)` where on the finish pieces are cut, taken in turn, metres.
    """
    pieces: list[Mesh] = []
    for number, joint in enumerate(joints):
        if not joint.ridge or joint.length < 0.25:
            continue
        count = max(1, round(joint.length / gauge))
        step = joint.length / count
        lap = min(0.05, 0.2 * step)
        along = unit(joint.high - joint.low)
        section = _round(width) if round_ else _winged(joint, along, width)
        piece = extrude(section, step + lap, axis="z", start=-lap, bevel=0.004, segments=1)
        tilt = math.atan2(0.014, step)
        facing = along * math.cos(tilt) - joint.bisector * math.sin(tilt)
        turn = look_along(facing, joint.bisector)
        lift = joint.bisector * 0.012 + np.array([0.0, rise, 0.0])
        places = joint.low + along * (np.arange(count) * step)[:, None] + lift
        cut = offsets[(np.arange(count) + 5 * number) % len(offsets)]
        pieces.append(place(piece, places, turn, cut))
    return merge(*pieces)


def _round(width: float) -> Profile:
    """Half a tube, open below."""
    outer, inner = width / 2.0, width / 2.0 - 0.016
    angle = np.linspace(math.radians(8.0), math.radians(172.0), 9)
    arc = np.stack([np.cos(angle), np.sin(angle)], -1)
    sunk = np.array([0.0, 0.42 * width])
    return Profile.of(np.concatenate([outer * arc, inner * arc[::-1]]) - sunk)


def _winged(joint: Joint, along: Floats, width: float) -> Profile:
    """Two flat wings that lie on the slopes."""
    side = unit(np.cross(joint.bisector, along))
    legs = []
    for normal in (joint.first, joint.second):
        flat = unit(np.cross(normal, along))
        flat = flat if float(flat @ joint.bisector) < 0.0 else -flat
        legs.append(np.array([float(flat @ side), float(flat @ joint.bisector)]))
    legs.sort(key=lambda leg: -leg[0])
    thick = np.array([0.0, 0.012])
    half = 0.5 * width
    points = [half * legs[0], half * legs[0] + thick, thick * 1.3, half * legs[1] + thick,
              half * legs[1], (0.0, 0.0)]  # fmt: skip
    return Profile.of(np.array(points))


def seams(
    facet: Facet,
    rise: float,
    *,
    spacing: float,
    width: float,
    height: float,
    holes: Sequence[Floats] = (),
) -> Mesh:
    """Standing seams of sheet metal up a slope.

    Args:
        facet: The slope.
        rise: Height of the sheet above the slope's plane, metres.
        spacing: Between seams, metres.
        width: Of a seam, metres.
        height: Of a seam, metres.
        holes: Plan rings over which there are none; see `courses.pierced`.
    """
    frame, flat = facet_frame(facet, rise)
    # A little inside the sheet's edges, so that the two never share a face.
    shape = shapely.Polygon(flat).buffer(-0.012, join_style="mitre")
    shape = pierced(shape, facet, holes)
    left, low, right, high = shape.bounds
    first, last = math.ceil((left + 0.03) / spacing), math.ceil((right - 0.03 - _OFF) / spacing)
    # Off round figures, on which walls and chimneys stand: no two faces in one plane.
    x = np.arange(first, last) * spacing + _OFF
    strips = shapely.box(x - width / 2.0, low - 1.0, x + width / 2.0, high + 1.0)
    parts = shapely.get_parts(shapely.intersection(shape, strips))
    rings = [
        clean(counter_clockwise(shapely.get_coordinates(p.exterior)[:-1]))
        for p in parts
        if p.geom_type == "Polygon" and p.area > 1e-3
    ]
    sunk = [np.full(len(ring), -0.004) for ring in rings]
    stood = [np.full(len(ring), height) for ring in rings]
    return prisms(rings, sunk, stood, frame, (0.0, 0.0))
