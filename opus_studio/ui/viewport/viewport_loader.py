"""Brings the viewport into a window that is already painted.

The window shows a `ViewportHost`, which is light. Once it is painted, the host imports what the
pane needs, one module a turn of the event loop; VTK is none of it: the pane's render thread imports that
in a thread of its own.
"""

from __future__ import annotations

import asyncio
import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from opus_studio.ui.theme import tokens
from opus_studio.ui.turns import import_by_turns
from opus_studio.ui.widgets import LoadingState

if TYPE_CHECKING:
    from opus_studio.ui.viewport.pane import ViewportPane

_MODULES = (
    "opus_studio.ui.preview.result",
    "opus_studio.ui.viewport.camera",
    "opus_studio.ui.viewport.displayed_model",
    "opus_studio.ui.viewport.overlay",
    "opus_studio.ui.viewport.toolbar",
    "opus_studio.ui.viewport.viewport",
    "opus_studio.ui.viewport.pane",
)
"""From the ground up, so that each turn imports little."""


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

    async def load(self) -> ViewportPane:
        """Make the viewport and put it in place; the same pane on later calls."""
        if self.pane is not None:
            return self.pane
        await asyncio.to_thread(importlib.import_module, "numpy")
        await import_by_turns(_MODULES)
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
