"""Pictures for the form: rendered once, then kept on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject

from opus_studio import __version__
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.services import Services


class RenderedFormPictures(FormPictures):
    """Asks the picture maker for what is not there yet.

    Files bear a digest in place of a name: the names are a service's, and not to be trusted as
    paths.

    Args:
        services: The picture maker and the folders.
        parent: The owner.
    """

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._maker = services.thumbnails
        self._preview = services.preview
        self._folder = services.paths.thumbnails / "form" / __version__
        self._ordered: set[Path] = set()
        self._there: set[Path] = set()
        self._maker.made.connect(self._on_made)

    def of_template(self, model: str, template: str) -> Path | None:
        """The file of a model's template, or None while or where there is none."""
        if not self._preview.knows(model):
            return None
        out = self._file("template", model, template)
        if self._is_there(out):
            return out
        if out not in self._ordered:
            self._ordered.add(out)
            self._maker.of_template(model, template, out)
        return None

    def of_finish(self, finish: str) -> Path | None:
        """The file of a finish, or of `finish/color`, or None while or where there is none."""
        out = self._file("finish", finish)
        if self._is_there(out):
            return out
        if out not in self._ordered:
            self._ordered.add(out)
            self._maker.of_finish(finish, out)
        return None

    def _file(self, *names: str) -> Path:
        digest = hashlib.sha256("\0".join(names).encode()).hexdigest()[:24]
        return self._folder / f"{digest}.png"

    def _is_there(self, out: Path) -> bool:
        if out not in self._there and out.is_file():
            self._there.add(out)
        return out in self._there

    def _on_made(self, out: Path) -> None:
        if out in self._ordered:
            self.made.emit(out)
