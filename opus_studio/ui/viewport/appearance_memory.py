"""Keeps how the user wants models shown over a restart."""

from __future__ import annotations

import logging
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final, get_args, get_type_hints

from PySide6.QtCore import QObject, QTimer

from opus_studio.library.errors import LibraryError
from opus_studio.library.settings import Settings
from opus_studio.ui.viewport.appearance import Look

if TYPE_CHECKING:
    from opus_studio.ui.viewport.pane import ViewportPane

logger = logging.getLogger(__name__)

_KEYS: Final = {
    "shading": "viewport.shading",
    "light": "viewport.light",
    "brightness": "viewport.brightness",
    "background": "viewport.background",
    "edges": "viewport.show_edges",
    "shadow": "viewport.show_shadow",
    "grid": "viewport.show_grid",
    "person": "viewport.show_figure",
    "dimensions": "viewport.show_dimensions",
}
"""The setting of each field of `Look`; an empty background follows the theme."""

_WAIT: Final = 400
"""Milliseconds after the last change before it is written: a slider changes many times."""


def remembered_look(settings: Settings) -> Look:
    """What the settings say; a word that this version does not know counts as never said."""
    types = get_type_hints(Look)
    known = {}
    for field in fields(Look):
        value = settings.get(_KEYS[field.name])
        words = get_args(types[field.name])
        if not words or value in words:
            known[field.name] = value
    return replace(Look(), **known)  # type: ignore[arg-type]


class AppearanceMemory(QObject):
    """Gives a pane the look of the last run, and writes down what the user changes.

    Args:
        pane: The viewport's pane, which owns this object.
        settings: Where the look is kept.
    """

    def __init__(self, pane: ViewportPane, settings: Settings) -> None:
        super().__init__(pane)
        self._pane = pane
        self._settings = settings
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self.write)
        look = remembered_look(settings)
        if not settings.get(_KEYS["background"]):
            look = replace(look, background=pane.look.background)
        pane.set_look(look)
        pane.set_parallel(not settings.perspective)
        pane.appearance_changed.connect(self._soon.start)

    def write(self) -> None:
        """Write down what the user sees now."""
        self._soon.stop()
        look = self._pane.look
        try:
            for field, key in _KEYS.items():
                if field != "background" or not self._pane.background_follows_theme:
                    self._keep(key, getattr(look, field))
            self._keep("viewport.perspective", not self._pane.viewport.orbit.parallel)
        except (LibraryError, OSError) as error:
            logger.warning("How models are shown could not be kept: %s", error)

    def stop(self) -> None:
        """Before the window closes: write what waits."""
        if self._soon.isActive():
            self.write()

    def _keep(self, key: str, value: object) -> None:
        if self._settings.get(key) != value:
            self._settings.set(key, value)
