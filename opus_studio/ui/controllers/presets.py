"""The user's presets of the chosen model: the menu asks, the library keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from opus_studio.library.errors import LibraryError
from opus_studio.library.presets import Preset, PresetsChanged, PresetStore, request_from
from opus_studio.ui.form.form_pane import FormPane
from opus_studio.ui.jobs.wording import counted

_FILES = "Presets (*.json)"


class PresetsController(QObject):
    """Connects the form's presets menu with the store."""

    notice = Signal(str)
    """A sentence for the user."""
    undoable = Signal(str, object)
    """A sentence, and what takes back what it speaks of."""
    reuse_asked = Signal(object)
    """The form shall take this `GenerationRequest` over."""

    def __init__(self, store: PresetStore, form: FormPane, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._form = form
        self._window = parent
        self._model = ""
        self._unsubscribe = store.subscribe(self._on_presets)
        menu = form.presets
        menu.apply_requested.connect(self._apply)
        menu.save_requested.connect(self._save)
        menu.rename_requested.connect(self._rename)
        menu.delete_requested.connect(self._delete)
        menu.import_requested.connect(self._ask_import)
        menu.export_requested.connect(self._ask_export)

    def show_model(self, name: str) -> None:
        """Offer the presets of this model."""
        self._model = name
        self._form.set_presets([preset.name for preset in self._store.list(name)])

    def stop(self) -> None:
        """Before the window closes."""
        self._unsubscribe()

    def load_dropped(self, path: Path) -> None:
        """Give the form the choices of a generated asset, its `opus_output.json`, or a preset."""
        self._guarded(lambda: self.reuse_asked.emit(request_from(path)))

    def _on_presets(self, _: PresetsChanged) -> None:
        self.show_model(self._model)

    def _named(self, name: str) -> Preset:
        return next(preset for preset in self._store.list(self._model) if preset.name == name)

    def _apply(self, name: str) -> None:
        self.reuse_asked.emit(self._store.apply(self._named(name).id))

    def _save(self, name: str) -> None:
        request = self._form.request()
        if request is None:
            self.notice.emit("Something in the form is not right yet; mend it before saving.")
            return
        self._guarded(lambda: self._store.save(name, request, replace=True))

    def _rename(self, old: str, new: str) -> None:
        self._guarded(lambda: self._store.rename(self._named(old).id, new))

    def _delete(self, name: str) -> None:
        preset = self._store.delete(self._named(name).id)
        self.undoable.emit(f"The preset {name} was deleted.", partial(self._store.restore, preset))

    def _ask_import(self) -> None:
        dialog = self._dialog("import", QFileDialog.AcceptMode.AcceptOpen)
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _ask_export(self) -> None:
        dialog = self._dialog("export", QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{self._model} presets.json")
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _dialog(self, verb: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, f"{verb.capitalize()} presets", "", _FILES)
        dialog.setObjectName(f"presets_{verb}_dialog")
        dialog.setAcceptMode(mode)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _import(self, path: str) -> None:
        def read() -> None:
            presets = self._store.import_file(Path(path))
            self.notice.emit(f"{counted(len(presets), 'preset was', 'presets were')} imported.")

        self._guarded(read)

    def _export(self, path: str) -> None:
        def write() -> None:
            presets = self._store.list(self._model)
            self._store.export_file(presets, Path(path))
            words = counted(len(presets), "preset was", "presets were")
            self.notice.emit(f"{words} written to {path}.")

        self._guarded(write)

    def _guarded(self, action: Callable[[], object]) -> None:
        """Do it, or say in words why it cannot be done."""
        try:
            action()
        except (LibraryError, OSError) as error:
            self.notice.emit(str(error))
