"""Brings the viewport into a window that is already painted.

Importing VTK takes about a second; a user who starts the studio shall see the window before. So the
window shows a `ViewportHost`, which is light, and the host imports VTK in a thread. What touches Qt
is imported in Qt's own thread, one module a turn: qtpy changes Qt's classes, and doing so while
another thread paints with them ends the process.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QStackedLayout, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import LoadingState

if TYPE_CHECKING:
    from opus_studio.ui.viewport.pane import ViewportPane

logger = logging.getLogger(__name__)

_IN_A_THREAD = (
    "numpy",
    "vtkmodules.vtkCommonCore",
    "vtkmodules.vtkRenderingOpenGL2",
    "vtkmodules.vtkIOImport",
    "pyvista",
    "pyvista.plotting",
    "opus_studio.ui.viewport.environment",
)
"""Imported one by one, so that the window's thread gets its turns between them."""

_WITH_QT = (
    "PySide6.QtOpenGL",
    "qtpy.QtCore",
    "qtpy.QtGui",
    "qtpy.QtWidgets",
    "pyvistaqt",
    "opus_studio.ui.viewport.stage",
    "opus_studio.ui.viewport.model_file",
    "opus_studio.ui.viewport.pane",
)
"""Imported in the window's thread, one a turn of its event loop."""


def prepare_surface_format() -> None:
    """Ask for the OpenGL that VTK needs; before the first window is made.

    Changing it later would make Qt recreate the window, which flickers.
    """
    form = QSurfaceFormat()
    form.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    form.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    form.setVersion(3, 2)
    form.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
    form.setAlphaBufferSize(8)
    form.setDepthBufferSize(8)
    form.setStencilBufferSize(0)
    form.setSamples(0)
    QSurfaceFormat.setDefaultFormat(form)


class ViewportHost(QWidget):
    """Where the viewport will be; call `load` once the window is painted."""

    loaded = Signal(object)
    """The `ViewportPane`, now in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport_host")
        self.pane: ViewportPane | None = None
        self._layout = QStackedLayout(self)
        text = "Preparing the viewport\u2026"
        self._waiting = LoadingState(text, "viewport_loading", self)
        self._waiting.setMinimumWidth(10 * tokens().space_xl)
        self._layout.addWidget(self._waiting)
        # With one of these in the window from the start, Qt need not make the window anew when
        # the viewport comes.
        self._seed = QOpenGLWidget(self)
        self._seed.setFixedSize(1, 1)
        self._seed.move(0, 0)

    async def load(self) -> ViewportPane:
        """Import the viewport in a thread and put it in place; the same pane on later calls."""
        if self.pane is not None:
            return self.pane
        await asyncio.to_thread(_import_in_thread)
        for name in _WITH_QT:
            importlib.import_module(name)
            await asyncio.sleep(0)
        from opus_studio.ui.viewport.pane import ViewportPane

        if self.pane is None:
            self.pane = ViewportPane(self)
            self._layout.addWidget(self.pane)
            self._layout.setCurrentWidget(self.pane)
            self.loaded.emit(self.pane)
        return self.pane

    def shut_down(self) -> None:
        """Before the window closes."""
        if self.pane is not None:
            self.pane.shut_down()


def _import_in_thread() -> None:
    for name in _IN_A_THREAD:
        importlib.import_module(name)
    from opus_studio.ui.viewport.environment import panorama

    panorama("studio")
