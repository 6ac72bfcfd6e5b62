"""The viewport's pane: the tool bar above, the drawing, and what is written over it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opus_studio.ui.preview.result import PreviewResult
from opus_studio.ui.tasks import spawn
from opus_studio.ui.theme import theme_state, tokens
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.camera import ViewName
from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.overlay import Overlay
from opus_studio.ui.viewport.toolbar import ViewportToolBar
from opus_studio.ui.viewport.viewport import Viewport

if TYPE_CHECKING:
    from opus_studio.ui.viewport.model_scene import Imported

logger = logging.getLogger(__name__)


class ViewportPane(QWidget):
    """Shows a preview or a finished file, and both side by side when compared."""

    part_clicked = Signal(str)
    """The user clicked a part: the name of its slot."""
    ready = Signal()
    """The first frame has been drawn."""
    message = Signal(str)
    """Something for the window's status line, such as `Picture saved`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport_pane")
        self.bar = ViewportToolBar(self)
        self.viewport = Viewport(self)
        self._overlay = Overlay(self.viewport)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.viewport, 1)
        self._look = Look()
        self._background_follows_theme = True
        self._model = ""
        self._preview: PreviewResult | None = None
        self._asset: Imported | None = None
        self._asset_title = ""
        self._other: Imported | None = None
        self._other_title = ""
        self._showing_asset = False
        self._comparing = False
        self._drawn = self._failed = False
        self._connect()
        self._follow_theme()

    # --- what is shown ---------------------------------------------------------------------

    def show_preview(self, result: PreviewResult) -> None:
        """Show a built model; the camera moves only when it is another model than before."""
        new_model = result.model != self._model or self._showing_asset or self._preview is None
        self._preview = result
        self._showing_asset = False
        if self._comparing and self._other is not None:
            self._set_compare(False)
        self.viewport.show_preview(result)
        if new_model and result.model != self._model:
            self._model = result.model
            self.viewport.look_from("iso")
        self._retitle()

    async def show_asset(self, path: Path | str, title: str, *, beside: bool = False) -> None:
        """Show a finished file.

        Args:
            path: A glb, gltf, obj, stl or ply file.
            title: What the user calls it.
            beside: Next to what is shown now, with one camera, instead of in its place.

        Raises:
            ModelFileError: The file cannot be shown; the message says why.
        """
        self.set_notice(f"Opening {title}\u2026")
        try:
            imported = await asyncio.to_thread(_import_model, Path(path))
        finally:
            self.set_notice("")
        if beside:
            self._show_beside(imported, title)
        else:
            self._show_alone(imported, title)
        self._retitle()

    def clear(self) -> None:
        """Nothing to show."""
        self._set_compare(False)
        self._preview = self._asset = self._other = None
        self._model = ""
        self.viewport.clear()
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
    def look(self) -> Look:
        """How the model is shown."""
        return self._look

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

    def look_from(self, view: ViewName) -> None:
        """A preset side."""
        self.viewport.look_from(view)

    # --- pictures ------------------------------------------------------------------------------

    async def picture(self, *, transparent: bool = False, finer: bool = False) -> QImage:
        """What is shown, with its dimensions, without statistics and notices; see `Viewport`."""
        image = await self.viewport.take(transparent=transparent, finer=finer)
        if self._look.dimensions:
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
        self.viewport.shut_down()

    # --- inside ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Qt: the size that it likes best."""
        return QSize(760, 560)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The overlay covers the viewport whatever its size."""
        if watched is self.viewport and event.type() == QEvent.Type.Resize:
            self._overlay.setGeometry(self.viewport.rect())
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
        bar.parallel_changed.connect(self.viewport.set_parallel)
        bar.turntable_changed.connect(self.viewport.set_turntable)
        bar.look_changed.connect(self.set_look)
        bar.compare_changed.connect(self._compare_asked)
        bar.copy_asked.connect(self._copy_chosen)
        bar.picture_chosen.connect(self._save_chosen)
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

    def _show_alone(self, imported: Imported, title: str) -> None:
        self._set_compare(False)
        self._asset, self._asset_title = imported, title
        self._showing_asset = True
        self._model = ""
        self.viewport.show_imported(imported)
        self.viewport.fit()

    def _show_beside(self, imported: Imported, title: str) -> None:
        self._other, self._other_title = imported, title
        self.viewport.show_imported(imported, second=True)
        self._set_compare(True)
        self.viewport.fit()

    def _compare_asked(self, on: bool) -> None:
        """The button: the preview at the left, the last finished file at the right."""
        if on and self._asset is not None and self._preview is not None:
            self.viewport.show_preview(self._preview)
            self.viewport.show_imported(self._asset, second=True)
            self._showing_asset = False
        if not on:
            self._other = None
        self._set_compare(on)
        self.viewport.fit()
        self._retitle()

    def _set_compare(self, on: bool) -> None:
        self._comparing = on
        self.viewport.set_compare(on)
        if not on:
            self._other = None
        self.bar.show_compare(on)

    def _retitle(self) -> None:
        first = self._asset_title if self._showing_asset else "Live preview"
        second = self._other_title if self._other is not None else self._asset_title
        self._overlay.titles = (first, second)
        comparable = self._asset is not None and self._preview is not None
        self.bar.set_comparable(comparable or self._comparing)
        self._refresh_overlay()

    def _refresh_overlay(self) -> None:
        self._overlay.orbit = self.viewport.orbit
        self._overlay.displayed_models = self.viewport.displayed_models
        self._overlay.on_dark = self._look.is_on_dark
        self._overlay.dimensions = self._look.dimensions
        self._overlay.update()


def _import_model(path: Path) -> Imported:
    """Read a file; VTK, which that takes, is imported here and not in the window's thread."""
    from opus_studio.ui.viewport.file_reader import import_model

    return import_model(path)


__all__ = ["ModelFileError", "ViewportPane"]
