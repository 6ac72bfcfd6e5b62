"""The menu of the user's presets. It only asks; the main window keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from opus_studio.ui.theme import icon


class PresetsMenu(QMenu):
    """Apply, save, rename, delete, import, export."""

    apply_requested = Signal(str)
    """A preset's name."""
    save_requested = Signal(str)
    """The name under which the present choices shall be kept; an existing one is replaced."""
    rename_requested = Signal(str, str)
    """Old and new name."""
    delete_requested = Signal(str)
    """A preset's name."""
    import_requested = Signal()
    """A preset shall be read from a file."""
    export_requested = Signal()
    """The present choices shall be written to a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Presets", parent)
        self.setObjectName("presets_menu")
        self._names: tuple[str, ...] = ()
        self._dialog: QInputDialog | None = None
        self.set_names(())

    @property
    def names(self) -> tuple[str, ...]:
        """The presets on offer."""
        return self._names

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these presets."""
        self._names = tuple(names)
        self.clear()
        for name in self._names:
            self.addAction(name, partial(self.apply_requested.emit, name)).setObjectName(
                f"preset_apply:{name}"
            )
        if not self._names:
            nothing = self.addAction("No presets for this model yet")
            nothing.setEnabled(False)
        self.addSeparator()
        self.addAction(icon("plus"), "Save as preset…", self._ask_new_name).setObjectName(
            "preset_save"
        )
        for text, verb, name_of in (
            ("Replace", "save", self.save_requested.emit),
            ("Rename", "rename", self.ask_name),
            ("Delete", "delete", self.delete_requested.emit),
        ):
            submenu = self.addMenu(text)
            submenu.setObjectName(f"preset_{verb}_menu")
            submenu.setEnabled(bool(self._names))
            for name in self._names:
                submenu.addAction(name, partial(name_of, name)).setObjectName(
                    f"preset_{verb}:{name}"
                )
        self.addSeparator()
        self.addAction(icon("upload"), "Import…", self.import_requested.emit).setObjectName(
            "preset_import"
        )
        self.addAction(icon("download"), "Export…", self.export_requested.emit).setObjectName(
            "preset_export"
        )

    def ask_name(self, old: str = "") -> None:
        """Ask for a name without blocking: for a new preset, or for the one called `old`."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        dialog = QInputDialog(self.parentWidget())
        dialog.setObjectName("preset_name_dialog")
        dialog.setWindowTitle("Rename preset" if old else "Save preset")
        dialog.setLabelText("Name of the preset")
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setTextValue(old)
        dialog.setOkButtonText("Rename" if old else "Save")
        dialog.textValueSelected.connect(partial(self._on_named, old))
        self._dialog = dialog
        dialog.open()

    def _ask_new_name(self) -> None:
        self.ask_name()

    def _on_named(self, old: str, typed: str) -> None:
        name = typed.strip()
        if not name or name == old:
            return
        if old:
            self.rename_requested.emit(old, name)
        else:
            self.save_requested.emit(name)
