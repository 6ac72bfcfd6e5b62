"""What every part of a table is made with: its values, main sizes, plan, materials and cuts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import Polygon

from opus_studio.engine.authoring.context import BuildContext
from opus_studio.engine.components.shared.tops import (
    Plan,
)
from opus_studio.engine.components.table.assets import (
    APRON,
    BASE,
    LAYOUT,
    TOP,
)
from opus_studio.engine.geometry.build import Floats, unit
from opus_studio.engine.scene import Material

LEAF_GAP = 0.002
"""Clearance between a draw-leaf and the top above it, metres."""

KNEE_ROOM = 0.58
"""Least height below aprons and rails, metres."""

_LEAF_THICKEST = 0.028
_LONGEST_WITHOUT_RAILS = 2.0


@dataclass(frozen=True)
class TableContext(BuildContext):
    """A table being made.

    Attributes:
        resolved: The resolved values.
    """

    @cached_property
    def size(self) -> tuple[float, float, float]:
        """Width, height and depth of the closed table, metres."""
        return self.resolved[LAYOUT].size

    @cached_property
    def width(self) -> float:
        """Along X, metres."""
        return self.size[0]

    @cached_property
    def height(self) -> float:
        """From the floor to the top's face, metres."""
        return self.size[1]

    @cached_property
    def depth(self) -> float:
        """Along Z, metres."""
        return self.size[2]

    @cached_property
    def is_round(self) -> bool:
        """A circle, or nearly one: bases that have two ends cross in its middle."""
        return self.resolved[LAYOUT].is_round

    @cached_property
    def has_corners(self) -> bool:
        """The top is a rectangle."""
        return self.resolved[LAYOUT].has_corners

    @cached_property
    def extends(self) -> bool:
        """Leaves lie below the top."""
        return self.resolved[LAYOUT].extends

    @cached_property
    def is_slab(self) -> bool:
        """The top is of stone or glass: nothing is screwed to it, so rails carry it."""
        return self.resolved[TOP].is_slab

    @cached_property
    def thickness(self) -> float:
        """Of the top; draw-leaves and their top are thin, metres."""
        asked = self.resolved[TOP].thickness
        return min(asked, _LEAF_THICKEST) if self.extends else asked

    @cached_property
    def under(self) -> float:
        """Height at which the base ends, metres."""
        layers = 2.0 * self.thickness + LEAF_GAP if self.extends else self.thickness
        return self.height - layers

    @cached_property
    def plan(self) -> Plan:
        """The outline of the top."""
        return self.resolved[LAYOUT].plan(plain=self.breadboard or self.grooved)

    @cached_property
    def breadboard(self) -> bool:
        """Boards lie across the ends of the top."""
        return self.resolved[TOP].has_end_boards and self.resolved[LAYOUT].takes_end_boards

    @cached_property
    def grooved(self) -> bool:
        """The boards of the top have eased joints."""
        return self.resolved[TOP].has_grooves and self.resolved[LAYOUT].takes_end_boards

    @cached_property
    def narrow(self) -> float:
        """The shorter side of the top, metres."""
        return min(self.width, self.depth)

    @cached_property
    def leg_inset(self) -> float:
        """How far the outer faces of legs stand in from the top's edge, metres."""
        asked = self.resolved[BASE].wanted_inset
        least = 0.004 if self.has_corners else 0.035
        return min(max(asked, least), 0.14 * self.narrow)

    @cached_property
    def apron_inset(self) -> float:
        """How far a frame that stands free of the base lies in from the top's edge, metres."""
        return min(max(0.05, 0.09 * self.narrow), 0.14 * self.narrow)

    @cached_property
    def inner_inset(self) -> float:
        """How far in a base without legs at the corners has to stay, metres."""
        return self.apron_inset + 0.034 if self.framed else min(0.07, 0.1 * self.narrow)

    @cached_property
    def framed(self) -> bool:
        """There is an apron or a frame of rails below the top."""
        return self.resolved[APRON].is_board or self.extends or self._needs_rails

    @cached_property
    def _needs_rails(self) -> bool:
        """A slab is screwed to nothing, and long boards sag between bare legs."""
        bare_legs = self.resolved[BASE].has_legs
        return bare_legs and (self.is_slab or self.width > _LONGEST_WITHOUT_RAILS)

    @cached_property
    def apron_height(self) -> float:
        """Height of the apron or the rails; knees keep their room, metres."""
        apron = self.resolved[APRON]
        if apron.is_board:
            most = min(self.under - KNEE_ROOM, self.resolved[BASE].highest_frame)
            return max(0.04, min(apron.board_height, most))
        return 0.05 if self.extends else 0.04

    @cached_property
    def setback(self) -> float:
        """How far the apron lies behind the legs' faces, metres."""
        return self.resolved[APRON].face_setback

    def ring(self, inset: float) -> tuple[Floats, Floats]:
        """An even, soft outline inside a rounded top, and the directions out of it.

        Args:
            inset: From the top's edge, metres.

        Returns:
            `(k, 2)` points as (X, -Z), and `(k, 2)` unit directions.
        """
        soft = 0.06
        shape = Polygon(self.plan.points).buffer(-inset - soft, join_style="mitre")
        line = shape.buffer(soft, quad_segs=12).exterior.normalize()
        count = (24, 48, 80)[self.detail]
        points = shapely.get_coordinates(
            shapely.line_interpolate_point(line, np.arange(count) / count, normalized=True)
        )
        if Polygon(points).exterior.is_ccw is False:
            points = points[::-1]
        ahead = unit(np.roll(points, -1, 0) - np.roll(points, 1, 0))
        return points, np.stack([ahead[:, 1], -ahead[:, 0]], -1)

    def end_at(self, share: float, least: float) -> float:
        """X of a frame across the table near its end, metres; rounded ends leave it room.

        Args:
            share: How far it stands in, of the width.
            least: How far it stands in at least, metres.
        """
        if not self.has_corners:
            least = max(least, 0.2 * self.width)
        return self.width / 2.0 - max(share * self.width, least)

    def room_at(self, x: float, inset: float) -> float:
        """How wide a frame across the table may be at `x` from the middle, metres."""
        half = self.depth / 2.0 - inset
        if not self.has_corners:
            ring, _ = self.ring(inset)
            beyond = np.abs(ring[:, 0]) >= min(x, float(np.abs(ring[:, 0]).max()) - 0.05)
            half = min(half, float(np.abs(ring[beyond, 1]).max()))
        return 2.0 * half

    def corners(self, inset: float) -> list[tuple[float, float, float]]:
        """Where four legs stand: X, Z and the direction outwards (degrees from +Z to +X).

        Args:
            inset: Of the legs' axes from the top's edge, metres.
        """
        if self.has_corners:
            x, z = self.width / 2.0 - inset, self.depth / 2.0 - inset
            return [(x, z, 45.0), (x, -z, 135.0), (-x, -z, 225.0), (-x, z, 315.0)]
        ring, out_of = self.ring(inset)
        # Towards the corners of the rectangle around the plan, a little nearer to its ends.
        target = math.atan2(self.depth, self.width * (1.0 if self.is_round else 0.92))
        places = []
        for sign_x, sign_z in ((1, 1), (1, -1), (-1, -1), (-1, 1)):
            angle = np.arctan2(-sign_z * ring[:, 1], sign_x * ring[:, 0])
            at = int(np.abs(angle - target).argmin())
            out = math.degrees(math.atan2(out_of[at, 0], -out_of[at, 1]))
            places.append((float(ring[at, 0]), float(-ring[at, 1]), out % 360.0))
        return places

    def uv_offsets(self, name: str, count: int) -> Floats:
        """`(count, 2)` where the boards of a part are cut from its finish, metres."""
        return np.asarray(self.resolved.stream(name).random((count, 2)) * 8.0)

    def uv_offset(self, name: str) -> tuple[float, float]:
        """Where one board is cut from its finish, metres."""
        u, v = self.uv_offsets(name, 1)[0].tolist()
        return (u, v)

    @cached_property
    def base_material(self) -> Material:
        """What the base is made of."""
        return self._shared(
            self.resolved.material(BASE, "Base", self.resolved[BASE].finish), "base"
        )

    @cached_property
    def apron_material(self) -> Material:
        """What the apron is made of: the base's finish, one material where they look the same."""
        _ = self.base_material  # comes first: it gives the shared one its name
        return self._shared(
            self.resolved.material(APRON, "Apron", self.resolved[BASE].finish), "base"
        )

    @cached_property
    def top_material(self) -> Material:
        """What the top is made of."""
        return self._shared(self.resolved.material(TOP, "Top", self.resolved[TOP].finish), "top")
