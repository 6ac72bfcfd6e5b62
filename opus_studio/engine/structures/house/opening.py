"""A window or a door where it stands in a wall."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.affinity import translate

from opus_studio.engine.building.placement import Span
from opus_studio.engine.building.walls import Hole
from opus_studio.engine.structures.house.units import Unit


@dataclass(frozen=True, eq=False)
class Opening:
    """A window or a door in a wall.

    Attributes:
        edge: Number of the plan's side.
        x: Its middle along the wall, metres.
        y: Height of its frame's lower edge, metres.
        unit: What stands in it.
        floor: The floor that it belongs to; the attic is that above the last.
    """

    edge: int
    x: float
    y: float
    unit: Unit
    floor: int

    @property
    def hole(self) -> Hole:
        """What is cut out of the wall."""
        half = self.unit.width / 2.0
        # Below a window that stands back its sill fills the gap; floors run over door sills.
        low = -0.004 if self.unit.name == "Door" else (-0.0263 if self.unit.back else 0.0)
        return Hole(self.x - half, self.x + half, self.y + low, self.y + self.unit.height)

    @property
    def front(self) -> shapely.Geometry:
        """Frame and casing on the wall, before which no boards run."""
        return translate(self.unit.front, self.x, self.y)

    @property
    def span(self) -> Span:
        """What it takes of the wall's length with casing and shutters, metres."""
        return (self.x - self.unit.need / 2.0, self.x + self.unit.need / 2.0)
