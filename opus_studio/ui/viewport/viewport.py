"""The widget that shows the model, alone or beside a second one.

It draws nothing itself: it sends what it shall show to the render thread and shows the newest
picture that came back. So nothing that a frame costs is ever waited for here.
"""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRadialGradient, QResizeEvent
from PySide6.QtWidgets import QWidget

from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.tasks import spawn
from opus_studio.ui.viewport.appearance import BACKGROUNDS, Look
from opus_studio.ui.viewport.displayed_model import DisplayedModel, displayed_model_of
from opus_studio.ui.viewport.navigation import Navigation
from opus_studio.ui.viewport.render_thread import Order, RenderThread

if TYPE_CHECKING:
    from opus_studio.ui.viewport.model_scene import Imported


class Viewport(Navigation):
    """Shows a model, and a second one beside it when two are compared."""

    frame_drawn = Signal()
    """A newer picture is shown."""
    failed = Signal(str)
    """There will be no pictures; a sentence for the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport")
        self.setAccessibleName("Model")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.main, self.second = DisplayedModel(), DisplayedModel()
        self._look = Look()
        self._comparing = False
        self._shown = QImage()
        self._asked, self._settled = 0, -1
        self._render_thread = RenderThread(self)
        self._render_thread.frame_ready.connect(self._show)
        self._render_thread.settled.connect(self._note_settled)
        self._render_thread.failed.connect(self.failed)
        self._render_thread.start()

    # --- what is shown ---------------------------------------------------------------------

    @property
    def displayed_models(self) -> tuple[DisplayedModel, ...]:
        """The models in the picture, from the left."""
        return (self.main, self.second) if self._comparing else (self.main,)

    @property
    def look(self) -> Look:
        """How they are shown."""
        return self._look

    @property
    def shown(self) -> QImage:
        """The picture that is shown; null before the first one."""
        return self._shown

    @property
    def is_sharp(self) -> bool:
        """The best picture is shown, and nothing was changed since."""
        return self._settled == self._asked

    def show_preview(self, result: PreviewResult) -> None:
        """Exchange the model's arrays; the picture follows."""
        self.main = displayed_model_of(result)
        self._order(lambda drawing: drawing.show_preview(result))

    def show_imported(self, imported: Imported, *, second: bool = False) -> None:
        """Show a finished file."""
        if second:
            self.second = imported.displayed
        else:
            self.main = imported.displayed
        self._order(lambda drawing: drawing.show_imported(imported, second=second))

    def clear(self) -> None:
        """Empty stages."""
        self.main, self.second = DisplayedModel(), DisplayedModel()
        self._order(lambda drawing: drawing.clear())

    def set_look(self, look: Look) -> None:
        """Shading, light, background and surroundings of both stages."""
        self._look = look
        self._order(lambda drawing: drawing.set_look(look))
        self.update()

    def set_compare(self, on: bool) -> None:
        """Two models side by side with one camera."""
        if on != self._comparing:
            self._comparing = on
            self._order(lambda drawing: drawing.set_compare(on))

    def highlight(self, slot: str | None) -> None:
        """Light up the parts of a slot."""
        self._order(lambda drawing: drawing.highlight(slot))

    async def take(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """A picture of what is shown, at full quality.

        Args:
            transparent: Without background.
            finer: Twice as many pixels each way as on the screen.
        """
        answer = self._render_thread.ask(
            lambda drawing: drawing.take(transparent=transparent, finer=finer)
        )
        return await asyncio.wrap_future(answer)

    async def slot_at(self, place: QPointF) -> str:
        """The slot of the part drawn at a place in the widget; empty for none."""
        across, up = place.x() / max(self.width(), 1), 1 - place.y() / max(self.height(), 1)
        return await asyncio.wrap_future(
            self._render_thread.ask(lambda drawing: drawing.pick(across, up))
        )

    async def point_at(self, place: QPointF) -> tuple[float, float, float] | None:
        """The point of the model drawn at a place in the widget, metres; None for none."""
        across, up = place.x() / max(self.width(), 1), 1 - place.y() / max(self.height(), 1)
        return await asyncio.wrap_future(
            self._render_thread.ask(lambda drawing: drawing.pick_point(across, up))
        )

    def shut_down(self) -> None:
        """Before the window closes: end the thread and give the graphics card's memory back."""
        self._turntable.stop()
        self._render_thread.close()

    # --- inside ----------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent) -> None:
        """Show the newest picture as high as the widget, whatever its size was when it was made."""
        painter = QPainter(self)
        width = self.width()
        if not self._shown.isNull():
            width = round(self.height() * self._shown.width() / max(self._shown.height(), 1))
        if self._shown.isNull() or width < self.width():
            self._paint_background(painter)
        if abs(width - self.width()) <= 1:
            width = self.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left = (self.width() - width) / 2
        painter.drawImage(QRectF(left, 0, width, self.height()), self._shown)
        painter.end()

    def _paint_background(self, painter: QPainter) -> None:
        """As the stage is painted, so that nothing flashes when the first picture comes."""
        middle = QRectF(self.rect()).center()
        glow = QRadialGradient(middle, math.hypot(middle.x(), middle.y()))
        centre, rim = BACKGROUNDS[self._look.background]
        glow.setColorAt(0.0, QColor.fromRgbF(*centre))
        glow.setColorAt(1.0, QColor.fromRgbF(*rim))
        painter.fillRect(self.rect(), glow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew, and keep the overlay informed."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        width, height = max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)
        self._order(lambda drawing: drawing.set_size(width, height))
        self.camera_changed.emit()

    def _move_camera(self) -> None:
        orbit = self.orbit
        self._order(lambda drawing: drawing.set_orbit(orbit))

    def _set_held(self, held: bool) -> None:
        self._order(lambda drawing: drawing.set_held(held))

    def _click(self, place: QPointF) -> None:
        spawn(self._tell_part(place), "viewport.pick", owner=self)

    async def _tell_part(self, place: QPointF) -> None:
        slot = await self.slot_at(place)
        if slot:
            self.part_clicked.emit(slot)

    def _order(self, order: Order) -> None:
        self._asked = self._render_thread.order(order)

    def _show(self, picture: QImage) -> None:
        self._shown = picture
        self.update()
        self.frame_drawn.emit()

    def _note_settled(self, number: int) -> None:
        self._settled = number
