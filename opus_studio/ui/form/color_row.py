"""The colour of a model or of one of its slots."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from opus_studio.ui.form.color_picker import ColorPicker
from opus_studio.ui.form.parameter_row import FIELD_WIDTH, RESET_WIDTH, ROW_HEIGHT
from opus_studio.ui.form.state import FormState
from opus_studio.ui.widgets import ElidedLabel, Swatch, icon_button


class ColorRow(QWidget):
    """A swatch with a reset button; the picker opens as a pop-up.

    Args:
        state: The form's state.
        owner: Model or slot on the wire.
        where: The place in words, for screen readers.
        parent: The owner.
    """

    def __init__(
        self, state: FormState, owner: str, where: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._owner = owner
        self._where = where
        self._picker: ColorPicker | None = None
        self.setObjectName(f"color_row:{owner}")
        self.setMinimumHeight(ROW_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._label = ElidedLabel("Colour", role="text_dim", parent=self)
        line.addWidget(self._label, 11)
        self._value = ElidedLabel("", role="text_dim", parent=self)
        self._value.set_alignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._value, 9)
        self._swatch = Swatch(f"color:{owner}", f"Colour of {where}", self)
        self._swatch.setFixedWidth(FIELD_WIDTH)
        self._swatch.clicked.connect(self._on_clicked)
        line.addWidget(self._swatch)
        self._reset = icon_button(
            "reset", f"Reset the colour of {where}", f"reset_color:{owner}", size=14
        )
        self._reset.setFixedSize(RESET_WIDTH, RESET_WIDTH)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self._reset.clicked.connect(self._on_reset)
        line.addWidget(self._reset)
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        rgb = self._state.choices.colors.get(self._owner)
        color = None if rgb is None else QColor.fromRgbF(*rgb)
        self._swatch.set_color(color)
        self._label.set_role("text_dim" if color is None else "text")
        self._value.set_text("Automatic" if color is None else color.name())
        self._reset.setVisible(color is not None)

    def _on_clicked(self) -> None:
        if self._picker is None:
            name = f"color_picker:{self._owner}"
            self._picker = ColorPicker(f"Colour of {self._where}", name, self)
            self._picker.picked.connect(self._on_picked)
            self._picker.settled.connect(self._state.settle)
        start = self._swatch.color() or QColor("#b08d5e")
        recent = [QColor.fromRgbF(*rgb) for rgb in self._state.history.recent_colors()]
        self._picker.open_at(self._swatch, start, recent)

    def _on_picked(self, color: QColor) -> None:
        rgb = (round(color.redF(), 4), round(color.greenF(), 4), round(color.blueF(), 4))
        self._state.set_color(self._owner, rgb, moving=True)

    def _on_reset(self) -> None:
        self._state.set_color(self._owner, None)
        self._swatch.setFocus(Qt.FocusReason.OtherFocusReason)
