"""The distance between two points of a model that the user clicks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from opus_studio.ui.tasks import spawn

if TYPE_CHECKING:
    from opus_studio.ui.viewport.viewport import Viewport

Point: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True)
class Measurement:
    """Points that were clicked: none, one, or the two ends of what is measured.

    Attributes:
        points: Metres.
        stage: Number of the model that they lie on, from the left.
    """

    points: tuple[Point, ...] = ()
    stage: int = 0

    @property
    def length(self) -> float | None:
        """Metres between the two points; None before there are two."""
        return math.dist(*self.points) if len(self.points) == 2 else None

    def with_point(self, point: Point, stage: int) -> Measurement:
        """One point more; a third one, or one on another model, begins anew."""
        goes_on = len(self.points) == 1 and stage == self.stage
        return Measurement((*self.points, point) if goes_on else (point,), stage)


class MeasureTool(QObject):
    """Takes the clicks on a viewport while it is on."""

    changed = Signal()
    """Another point, or none any more, or the tool is on or off."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.measurement = Measurement()
        viewport.point_clicked.connect(self._on_click)

    @property
    def is_on(self) -> bool:
        """Whether clicks measure."""
        return self._viewport.measuring

    @property
    def hint(self) -> str:
        """What to do next; empty when nothing."""
        if not self.is_on:
            return ""
        asked = ("Click the first point", "Click the second point", "")
        return asked[len(self.measurement.points)]

    def set_on(self, on: bool) -> None:
        """From now on clicks measure, or choose parts again."""
        if on == self.is_on:
            return
        self._viewport.measuring = on
        if on:
            self._viewport.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._viewport.unsetCursor()
        self.clear()

    def clear(self) -> None:
        """Forget the points: the model is another, or the user has finished."""
        self.measurement = Measurement()
        self.changed.emit()

    def _on_click(self, place: QPointF) -> None:
        spawn(self._take(place), "viewport.measure", owner=self)

    async def _take(self, place: QPointF) -> None:
        before = self.measurement
        point = await self._viewport.point_at(place)
        if point is not None and self.is_on and self.measurement is before:
            self.measurement = before.with_point(point, self._viewport.stage_at(place))
            self.changed.emit()
