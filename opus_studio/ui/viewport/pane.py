"""The viewport's pane: the tool bar above, the drawing, and what is written over it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opus_studio.ui.form.labels import model_name
from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.tasks import spawn
from opus_studio.ui.theme import theme_state, tokens
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import ViewName
from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.measuring import MeasureTool
from opus_studio.ui.viewport.opening import OpeningBar
from opus_studio.ui.viewport.overlay import Overlay
from opus_studio.ui.viewport.toolbar import ViewportToolBar
from opus_studio.ui.viewport.viewport import Viewport

if TYPE_CHECKING:
    from opus_studio.ui.viewport.model_scene import Imported

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _Asset:
    """A finished file that has been read, and what the user calls it."""

    imported: Imported
    title: str
    model: str


@dataclass(frozen=True, eq=False)
class _Opening:
    """A file that is being read."""

    reading: asyncio.Future[Imported]
    beside: bool


class ViewportPane(QWidget):
    """Shows a preview or a finished file, and both side by side when compared."""

    part_clicked = Signal(str)
    """The user clicked a part: the name of its slot."""
    ready = Signal()
    """The first frame has been drawn."""
    message = Signal(str)
    """Something for the window's status line, such as `Picture saved`."""
    appearance_changed = Signal()
    """The user wants models shown in another way."""
    compare_chosen = Signal(str)
    """Show this asset of the library (its id) beside what is shown."""
    content_changed = Signal()
    """Something else is shown than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport_pane")
        self.setAccessibleName("Viewport")
        self.bar = ViewportToolBar(self)
        self.viewport = Viewport(self)
        self.viewport.setAccessibleName("Viewport")
        self.measure = MeasureTool(self.viewport)
        self._overlay = Overlay(self.viewport)
        self._opening_bar = OpeningBar(self.viewport)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.viewport, 1)
        self._look = Look()
        self._background_follows_theme = True
        self._model = ""
        self._preview: PreviewResult | None = None
        self._asset: _Asset | None = None
        self._beside: _Asset | None = None
        self._showing_asset = False
        self._highlighted: str | None = None
        self._opening: _Opening | None = None
        self._drawn = self._failed = False
        self._stop_action = self._make_stop_action()
        self._connect()
        self._follow_theme()

    # --- what is shown ---------------------------------------------------------------------

    def show_preview(self, result: PreviewResult) -> None:
        """Show a built model.

        The camera looks anew at another model than before; at the same one only when it has left
        the picture or become small in it, and the user has not moved the camera.
        """
        self.expect_preview(result.model)
        if self._showing_asset or result.model != self._model:
            self._set_beside(None)
        self._preview = result
        self._showing_asset = False
        self.viewport.show_preview(result)
        self.measure.clear()
        self._look_at(result.model)
        self._retitle()

    async def show_asset(
        self, path: Path | str, title: str, *, model: str = "", beside: bool = False
    ) -> bool:
        """Show a finished file, unless something else is chosen before it has been read.

        Args:
            path: A glb, gltf, obj, stl or ply file.
            title: What the user calls it.
            model: The name of the model that it was made of, if that is known.
            beside: Next to what is shown now, with one camera, instead of in its place.

        Returns:
            Whether it is shown: False when the user did not want to wait for it.

        Raises:
            ModelFileError: The file cannot be shown; the message says why.
        """
        self.cancel_opening()
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(None, _import_model, Path(path))
        opening = self._opening = _Opening(reading, beside)
        self._stop_action.setEnabled(True)
        self._opening_bar.begin(f"Opening {title}\u2026")
        try:
            await asyncio.wait({reading})
        finally:
            reading.cancel()
            if self._opening is opening:
                self._end_opening()
        if reading.cancelled():
            return False
        asset = _Asset(reading.result(), title, model)
        if beside and not self.viewport.main.is_empty:
            self._set_beside(asset)
            self.viewport.fit()
        else:
            self._show_alone(asset)
        self.measure.clear()
        self._retitle()
        return True

    def expect_preview(self, model: str) -> None:
        """The user wants to see this model's preview: a file being read for its place is not."""
        opening = self._opening
        if opening is not None and not (opening.beside and model == self._model):
            self.cancel_opening()

    def cancel_opening(self) -> None:
        """Do not wait any longer for a file that is being read."""
        if self._opening is not None:
            self._opening.reading.cancel()
            self._end_opening()

    def clear(self) -> None:
        """Nothing to show."""
        self.cancel_opening()
        self._set_beside(None)
        self._preview = self._asset = None
        self._showing_asset = False
        self._model = ""
        self.viewport.clear()
        self.measure.clear()
        self._retitle()

    def set_notice(self, text: str) -> None:
        """A line over the picture, such as `Newer version is being made…`; empty takes it away."""
        if text != self._overlay.notice and not self._failed:
            self._overlay.notice = text
            self._overlay.update()

    def set_unit(self, unit: str) -> None:
        """Unit of dimensions and sizes: `m`, `cm` or `in`."""
        self._overlay.unit = unit
        self._overlay.update()

    def highlight(self, slot: str | None) -> None:
        """Light up the parts of a slot; None for none."""
        self._highlighted = slot
        self.viewport.highlight(slot)

    @property
    def is_drawn(self) -> bool:
        """Whether the first frame has been drawn; it may be while the window is being shown."""
        return self._drawn

    @property
    def shows_asset(self) -> bool:
        """Whether a finished file is shown, not the preview."""
        return self._showing_asset

    @property
    def captions(self) -> tuple[str, ...]:
        """What is shown, in words, from the left."""
        return self._overlay.captions

    @property
    def look(self) -> Look:
        """How the model is shown."""
        return self._look

    @property
    def background_follows_theme(self) -> bool:
        """Whether the user has never chosen a background."""
        return self._background_follows_theme

    def set_look(self, look: Look) -> None:
        """Shading, light, background and surroundings."""
        framed = look.person != self._look.person
        self._background_follows_theme &= look.background == self._look.background
        self._look = look
        self.viewport.set_look(look)
        self.bar.show_look(look)
        if framed:
            self.viewport.fit()
        self._refresh_overlay()
        self.appearance_changed.emit()

    def set_parallel(self, parallel: bool) -> None:
        """Orthographic or perspective."""
        self.viewport.set_parallel(parallel)
        self.bar.show_parallel(parallel)
        self.appearance_changed.emit()

    def look_from(self, view: ViewName) -> None:
        """A preset side."""
        self.viewport.look_from(view)

    # --- pictures ------------------------------------------------------------------------------

    async def picture(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """What is shown, with its dimensions, without statistics and notices; see `Viewport`."""
        self.viewport.highlight(None)  # whatever the pointer lies on, it is not in the picture
        try:
            image = await self.viewport.take(transparent=transparent, finer=finer)
        finally:
            self.viewport.highlight(self._highlighted)
        if self._look.dimensions or self.measure.measurement.points:
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(
                image.width() / max(self._overlay.width(), 1),
                image.height() / max(self._overlay.height(), 1),
            )
            self._overlay.paint(painter, statistics=False)
            painter.end()
        return image

    async def save_picture(self, path: Path | str, transparent: bool = False) -> None:
        """Write a PNG (or JPEG, by the file's ending) of what is shown, and say so."""
        image = await self.picture(transparent=transparent, finer=True)
        if await asyncio.to_thread(image.save, str(path)):
            self.message.emit(f"Picture saved to {path}")
        else:
            self.message.emit(f"The picture could not be written to {path}.")

    async def copy_picture(self) -> None:
        """Put a picture of what is shown on the clipboard."""
        QGuiApplication.clipboard().setImage(await self.picture())
        self.message.emit("Picture copied")

    def shut_down(self) -> None:
        """Before the window closes: stop timers, free the graphics card's memory."""
        self.cancel_opening()
        self.viewport.shut_down()

    # --- inside ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(760, 560)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The overlay covers the viewport whatever its size, and the model stays in sight."""
        if watched is self.viewport and event.type() == QEvent.Type.Resize:
            self._overlay.setGeometry(self.viewport.rect())
            self._opening_bar.place()
            self.viewport.fit_if_needed()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.viewport.installEventFilter(self)
        self.viewport.part_clicked.connect(self.part_clicked)
        self.viewport.camera_changed.connect(self._refresh_overlay)
        self.viewport.frame_drawn.connect(self._note_first_frame)
        self.viewport.failed.connect(self._note_failure)
        bar = self.bar
        bar.view_chosen.connect(self.viewport.look_from)
        bar.fit_asked.connect(self.viewport.fit)
        bar.parallel_changed.connect(self.set_parallel)
        bar.turntable_changed.connect(self.viewport.set_turntable)
        bar.look_changed.connect(self.set_look)
        bar.measure_changed.connect(self.measure.set_on)
        bar.compare_changed.connect(self._compare_asked)
        bar.compare_chosen.connect(self.compare_chosen)
        bar.copy_asked.connect(self._copy_chosen)
        bar.picture_chosen.connect(self._save_chosen)
        self.measure.changed.connect(self._show_measurement)
        self._opening_bar.cancelled.connect(self.cancel_opening)
        theme_state().changed.connect(self._follow_theme)

    def _save_chosen(self, path: str, transparent: bool) -> None:
        spawn(self.save_picture(path, transparent), "viewport.save", owner=self)

    def _copy_chosen(self) -> None:
        spawn(self.copy_picture(), "viewport.copy", owner=self)

    def _note_first_frame(self) -> None:
        if not self._drawn:
            self._drawn = True
            self.ready.emit()

    def _note_failure(self, text: str) -> None:
        self.set_notice(text)
        self._failed = True  # and nothing that is said later takes its place

    def _follow_theme(self) -> None:
        if self._background_follows_theme:
            background = "dark" if tokens().is_dark else "soft"
            self._look = replace(self._look, background=background)
            self.viewport.set_look(self._look)
        self.bar.show_look(self._look)
        self._refresh_overlay()

    def _make_stop_action(self) -> QAction:
        action = QAction("Stop opening or measuring", self)
        action.setShortcut(QKeySequence("Esc"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._stop)
        action.setEnabled(False)
        self.addAction(action)
        return action

    def _stop(self) -> None:
        if self._opening is not None:
            self.cancel_opening()
        else:
            self.bar.show_measure(False)

    def _end_opening(self) -> None:
        self._opening = None
        self._opening_bar.end()
        self._stop_action.setEnabled(self.measure.is_on)

    def _show_measurement(self) -> None:
        self._stop_action.setEnabled(self.measure.is_on or self._opening is not None)
        self._refresh_overlay()

    def _show_alone(self, asset: _Asset) -> None:
        self._set_beside(None)
        self._asset = asset
        self._showing_asset = True
        self.viewport.show_imported(asset.imported)
        self._look_at(asset.model)

    def _look_at(self, model: str) -> None:
        """Stand before another model than the last; stay where the last one was looked at."""
        if model and model == self._model:
            self.viewport.fit_if_needed()
        elif model:
            self.viewport.look_from("iso")
        else:
            self.viewport.fit()
        self._model = model

    def _compare_asked(self, on: bool) -> None:
        """The preview at the left and the last finished file at the right, or one alone."""
        if on and self._asset is not None and self._preview is not None:
            self._showing_asset = False
            self.viewport.show_preview(self._preview)
            self._model = self._preview.model
            self._set_beside(self._asset)
        else:
            self._set_beside(None)
        self.measure.clear()
        self.viewport.fit()
        self._retitle()

    def _set_beside(self, asset: _Asset | None) -> None:
        """Show a second model, or none."""
        if asset is not None:
            self.viewport.show_imported(asset.imported, second=True)
        self._beside = asset
        self.viewport.set_compare(asset is not None)

    def _retitle(self) -> None:
        captions = []
        if self._showing_asset and self._asset is not None:
            captions = [f"Finished \u00b7 {self._asset.title}"]
        elif self._preview is not None:
            captions = [f"Preview \u00b7 {model_name(self._preview.model)}"]
        if self._beside is not None:
            captions.append(f"Finished \u00b7 {self._beside.title}")
        self._overlay.captions = tuple(captions)
        self.viewport.setAccessibleDescription(", ".join(captions))
        comparing = self._beside is not None
        possible = self._asset is not None and self._preview is not None
        self.bar.show_compare(comparing, possible=possible and not comparing)
        self._refresh_overlay()
        self.content_changed.emit()

    def _refresh_overlay(self) -> None:
        self._overlay.orbit = self.viewport.orbit
        self._overlay.displayed_models = self.viewport.displayed_models
        self._overlay.on_dark = self._look.is_on_dark
        self._overlay.dimensions = self._look.dimensions
        self._overlay.measurement = self.measure.measurement
        self._overlay.hint = self.measure.hint
        self._overlay.update()


def _import_model(path: Path) -> Imported:
    """Read a file; VTK, which that takes, is imported here and not in the window's thread."""
    from opus_studio.ui.viewport.file_reader import import_model

    return import_model(path)


__all__ = ["ModelFileError", "ViewportPane"]
