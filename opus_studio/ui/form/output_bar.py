"""What comes out: texture resolution, file formats, how many, and the Generate button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from opus_studio.protocol import MAX_VARIATIONS, TEXTURE_RESOLUTIONS
from opus_studio.ui.form.state import FormState
from opus_studio.ui.theme import tokens
from opus_studio.ui.widgets import Chip, QuietSpinBox, SegmentedControl
from opus_studio.ui.widgets.flow_layout import flow_widget

FORMATS = ("glb", "usd", "fbx", "obj", "gltf")
"""In the order of display: the most portable first."""


class OutputBar(QFrame):
    """The foot of the form; it stays in sight while the form scrolls."""

    generate_clicked = Signal()

    def __init__(self, state: FormState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("output_bar")
        theme = tokens()
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.space_l, theme.space_m, theme.space_l, theme.space_m)
        grid.setHorizontalSpacing(theme.space_m)
        grid.setVerticalSpacing(theme.space_s)
        grid.setColumnStretch(1, 1)
        self._resolution = SegmentedControl(
            [(side, str(side)) for side in TEXTURE_RESOLUTIONS],
            "texture_resolution",
            "Texture resolution in pixels",
        )
        self._resolution.setToolTip("Side of each texture map, pixels")
        self._resolution.value_changed.connect(self._on_resolution)
        grid.addWidget(_caption("Textures", self), 0, 0)
        grid.addWidget(self._resolution, 0, 1)
        holder, flow = flow_widget(self, spacing=5)
        self._formats: dict[str, Chip] = {}
        for extension in FORMATS:
            chip = Chip(
                extension,
                f"format:{extension}",
                accessible=f"File format {extension}",
                parent=holder,
            )
            chip.clicked.connect(partial(self._on_format, extension))
            flow.addWidget(chip)
            self._formats[extension] = chip
        grid.addWidget(_caption("Formats", self), 1, 0)
        grid.addWidget(holder, 1, 1)
        self._count = QuietSpinBox("count", "How many variants", self)
        self._count.setRange(1, MAX_VARIATIONS)
        self._count.setFixedWidth(64)
        self._count.setToolTip("How many variants, with seeds of their own")
        self._count.valueChanged.connect(self._on_count)
        self._generate = QPushButton("Generate", self)
        self._generate.setObjectName("generate")
        self._generate.setProperty("kind", "primary")
        self._generate.clicked.connect(self.generate_clicked)
        line = QHBoxLayout()
        line.setSpacing(theme.space_m)
        line.addWidget(self._count)
        line.addWidget(self._generate, 1)
        grid.addWidget(_caption("Count", self), 2, 0)
        grid.addLayout(line, 2, 1)
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        choices = self._state.choices
        self._resolution.set_value(choices.resolution)
        for extension, chip in self._formats.items():
            chip.setChecked(extension in choices.extensions)
        if self._count.value() != choices.count:
            self._count.setValue(choices.count)
        problems = self._state.problems()
        self._generate.setEnabled(not problems)
        text = "Generate" if choices.count == 1 else f"Generate {choices.count}"
        self._generate.setText(text)
        self._generate.setAccessibleName(text)
        told = "\n".join(problems) if problems else _promise(choices.seed, choices.count)
        self._generate.setToolTip(told)
        self._generate.setAccessibleDescription(told)

    def _on_resolution(self, resolution: int) -> None:
        self._state.set_resolution(resolution)

    def _on_format(self, extension: str) -> None:
        self._state.toggle_extension(extension, self._formats[extension].isChecked())

    def _on_count(self, count: int) -> None:
        self._state.set_count(count)


def _promise(seed: int, count: int) -> str:
    """What Generate will do."""
    if count == 1:
        return "Make the asset with textures (Ctrl+Enter)"
    return f"Make {count} assets with the seeds {seed} to {seed + count - 1} (Ctrl+Enter)"


def _caption(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("kind", "dim")
    return label
