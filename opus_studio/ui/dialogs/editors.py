"""One editor for each kind of setting, made from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from opus_studio.library.setting import Choice, Setting
from opus_studio.ui.widgets import QuietComboBox, QuietSpinBox, SegmentedControl, Switch

_SEGMENTS_WIDEST = 380


class Editor(QWidget):
    """Shows a value and says when the user has given another."""

    edited = Signal(object)
    """The user's value, in the setting's type."""

    def __init__(self, setting: Setting[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.setObjectName(f"editor:{setting.key}")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(6)

    def show_value(self, value: Any) -> None:
        """Show a value, without a signal."""
        raise NotImplementedError

    def place(self, field: QWidget, stretch: int = 0) -> None:
        """Put a field into the line, named after the setting."""
        field.setToolTip(self.setting.help)
        field.setAccessibleDescription(self.setting.help)
        self.line.addWidget(field)
        if stretch:
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(field)


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, setting: Setting[Any], parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._field = Switch(setting.key, setting.label, self)
        self.place(self._field)
        self.line.addStretch(1)
        self._field.toggled.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        """Show a value, without a signal."""
        self._field.blockSignals(True)
        self._field.setChecked(bool(value))
        self._field.blockSignals(False)


class NumberEditor(Editor):
    """A whole number; 0 reads "Automatic" where the declaration lets the program choose."""

    def __init__(self, setting: Setting[Any], parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._field = QuietSpinBox(setting.key, setting.label, self)
        self._field.setRange(int(setting.minimum or 0), int(setting.maximum or 1_000_000))
        if setting.minimum == 0 and setting.default == 0:
            self._field.setSpecialValueText("Automatic")
        if setting.unit:
            self._field.setSuffix(f" {setting.unit}")
        if self._field.maximum() > 10_000:
            self._field.setSingleStep(256)
            self._field.setGroupSeparatorShown(True)
        self._field.setKeyboardTracking(False)
        self._field.setMinimumWidth(130)
        self.place(self._field)
        self.line.addStretch(1)
        self._field.valueChanged.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        """Show a value, without a signal."""
        self._field.blockSignals(True)
        self._field.setValue(int(value))
        self._field.blockSignals(False)


class ChoiceEditor(Editor):
    """One of a few: side by side where they fit, else a drop-down."""

    def __init__(
        self, setting: Setting[Any], choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, parent)
        self._values = [choice.value for choice in choices]
        self._segments: SegmentedControl | None = None
        self._box: QuietComboBox | None = None
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(choice.label) for choice in choices) + 24
        if 1 < len(choices) <= 4 and widest * len(choices) <= _SEGMENTS_WIDEST:
            pairs = [(choice.value, choice.label) for choice in choices]
            self._segments = SegmentedControl(pairs, setting.key, setting.label, self)
            self._segments.value_changed.connect(self.edited.emit)
            self.place(self._segments, 1)
        else:
            self._box = QuietComboBox(setting.key, setting.label, self)
            self._box.addItems([choice.label for choice in choices])
            self._box.activated.connect(self._on_activated)
            self.place(self._box, 1)

    def show_value(self, value: Any) -> None:
        """Show a value, without a signal."""
        if self._segments is not None:
            self._segments.set_value(value)
        elif self._box is not None and value in self._values:
            self._box.setCurrentIndex(self._values.index(value))

    def _on_activated(self, row: int) -> None:
        self.edited.emit(self._values[row])


class TextEditor(Editor):
    """A line of text, taken when Enter is pressed or the field is left."""

    def __init__(
        self, setting: Setting[Any], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, parent)
        self._shown = ""
        self.field = QLineEdit(self)
        self.field.setObjectName(setting.key)
        self.field.setAccessibleName(setting.label)
        self.field.setPlaceholderText(placeholder)
        self.place(self.field, 1)
        self.field.editingFinished.connect(self._on_finished)

    def show_value(self, value: Any) -> None:
        """Show a value, without a signal."""
        self._shown = str(value)
        self.field.setText(self._shown)

    def _on_finished(self) -> None:
        text = self.field.text().strip()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)


class PathEditor(TextEditor):
    """A folder or a file, typed or chosen."""

    def __init__(
        self, setting: Setting[Any], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, placeholder, parent)
        self._usual = placeholder
        self._button = QPushButton("Choose…", self)
        self._button.setObjectName(f"{setting.key}_choose")
        self._button.setAccessibleName(f"Choose: {setting.label}")
        self._button.clicked.connect(self._choose)
        self.line.addWidget(self._button)

    def _choose(self) -> None:
        """Open the system's chooser beside the dialog, without waiting for it."""
        chooser = QFileDialog(self.window(), self.setting.label)
        chooser.setObjectName(f"{self.setting.key}_chooser")
        folder = self.setting.kind == "folder"
        mode = QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile
        chooser.setFileMode(mode)
        if folder:
            chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            chooser.setNameFilters(["Certificates (*.pem *.crt *.cer)", "All files (*)"])
        start = Path(self.field.text() or self._usual or Path.home()).expanduser()
        chooser.setDirectory(str(start if start.is_dir() else start.parent))
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _on_chosen(self, path: str) -> None:
        self.field.setText(path)
        self._on_finished()


def editor_for(
    setting: Setting[Any],
    *,
    choices: Sequence[Choice] = (),
    placeholder: str = "",
    parent: QWidget | None = None,
) -> Editor:
    """The editor that suits a declaration.

    Args:
        setting: The declaration.
        choices: What a free text is chosen from, where that is known only at run-time.
        placeholder: What an empty text stands for.
        parent: The owner.
    """
    offered = tuple(choices) or setting.choices
    if offered:
        return ChoiceEditor(setting, offered, parent)
    if setting.type is bool:
        return SwitchEditor(setting, parent)
    if setting.type is int:
        return NumberEditor(setting, parent)
    if setting.kind in ("folder", "file"):
        return PathEditor(setting, placeholder, parent)
    return TextEditor(setting, placeholder, parent)
