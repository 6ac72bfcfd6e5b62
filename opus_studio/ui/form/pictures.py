"""Where the form gets its pictures of templates and finishes; it makes none itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal


class FormPictures(QObject):
    """Pictures by name; this one has none. See `ui.controllers.form_pictures` for those there are.

    Asking for a picture that does not exist yet orders it.
    """

    made = Signal(Path)
    """A picture has come."""

    def of_template(self, model: str, template: str) -> Path | None:
        """The file of a model's template, or None while or where there is none."""
        return None

    def of_finish(self, finish: str) -> Path | None:
        """The file of a finish, or of `finish/color`, or None while or where there is none."""
        return None
