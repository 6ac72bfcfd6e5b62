"""One parameter in the form: its label, its editor, its reset button, and what is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from opus_studio.api.messages import ParameterAttributes, ParameterType
from opus_studio.ui.form.fields import TypedField, wear
from opus_studio.ui.form.labels import choice_label, is_found, parameter_label
from opus_studio.ui.form.state import FormState
from opus_studio.ui.form.units import (
    LengthUnit,
    format_number,
    longest_number,
    nice_step,
    range_text,
    suffix,
)
from opus_studio.ui.form.value_slider import ValueSlider
from opus_studio.ui.form.view import Shown
from opus_studio.ui.widgets import ElidedLabel, QuietComboBox, Switch, icon_button

FIELD_WIDTH = 88
FIELD_STEP = 16
RESET_WIDTH = 24
ROW_HEIGHT = 32
GAP = 6

ORIGINS = {
    "random": "Automatic: drawn from the seed.",
    "template": "Automatic: from the template.",
    "keyword": "Automatic: follows the keywords.",
    "default": "Automatic: drawn from the seed; this is the typical value.",
    "derived": "Automatic: fitted to what is around it.",
    "set": "Set by you.",
}


def row_grid(parent: QWidget | None = None) -> QGridLayout:
    """The columns that all rows of the form share: label, slider, field, reset button."""
    grid = QGridLayout() if parent is None else QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    # No spacing between columns: an empty one would lose it, and fields would not stand in line.
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 11)
    grid.setColumnStretch(1, 9)
    grid.setRowMinimumHeight(0, ROW_HEIGHT)
    grid.setColumnMinimumWidth(2, FIELD_WIDTH)
    grid.setColumnMinimumWidth(3, RESET_WIDTH + GAP)
    return grid


class ParameterRow(QWidget):
    """What all kinds of parameters share; the kinds below add their editors.

    Args:
        state: The form's state, which the row reads and changes.
        parameter: What it edits.
        parent: The owner.
    """

    def __init__(
        self, state: FormState, parameter: ParameterAttributes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self.key = parameter.key
        self.label_text = parameter_label(parameter)
        self._state = state
        self._last: tuple[Shown, LengthUnit] | None = None
        self._reset: QToolButton | None = None
        self._problem: QLabel | None = None
        self._last_editor: QWidget = self
        self.setObjectName(f"row:{self.key}")
        self._grid = grid = row_grid(self)
        self._label = ElidedLabel(self.label_text, role="text_dim", parent=self)
        self._label.set_hint(parameter.description)
        grid.addWidget(self._label, 0, 0)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what the state holds now."""
        shown = self._state.shown(self.key)
        now = (shown, self._state.length_unit)
        if now == self._last:
            return
        self._last = now
        self._label.set_role("text" if shown.is_set else "text_dim")
        self._offer_reset(shown.is_set)
        self._tell_problem(shown.problem)
        self._show(shown, "wrong" if shown.problem else "set" if shown.is_set else "auto")

    def matches(self, query: str) -> bool:
        """Whether a search finds it by label, name or description."""
        return is_found(self.parameter, query)

    def focus_editor(self) -> None:
        """Give it the keyboard."""
        raise NotImplementedError

    def _build(self) -> None:
        """Add the editor to the grid."""
        raise NotImplementedError

    def _show(self, shown: Shown, origin: str) -> None:
        """Show a value in the editor; `origin` is `auto`, `set` or `wrong`."""
        raise NotImplementedError

    def _hint(self, shown: Shown) -> str:
        """The editor's tooltip: range and origin."""
        known = range_text(self.parameter, self._state.length_unit)
        return "\n".join(filter(None, (known, ORIGINS.get(shown.origin, ""))))

    def _offer_reset(self, is_set: bool) -> None:
        if self._reset is None:
            if not is_set:
                return
            self._reset = icon_button(
                "reset", f"Reset {self.label_text} to automatic", f"reset:{self.key}", size=14
            )
            self._reset.setFixedSize(RESET_WIDTH, RESET_WIDTH)
            self._reset.clicked.connect(self._on_reset)
            self._grid.addWidget(self._reset, 0, 3, Qt.AlignmentFlag.AlignRight)
            QWidget.setTabOrder(self._last_editor, self._reset)
        self._reset.setVisible(is_set)

    def _tell_problem(self, problem: str) -> None:
        if self._problem is None:
            if not problem:
                return
            self._problem = QLabel(self)
            self._problem.setObjectName(f"problem:{self.key}")
            self._problem.setProperty("kind", "error")
            self._problem.setWordWrap(True)
            self._problem.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(self._problem, 1, 0, 1, 3)
        self._problem.setText(problem)
        self._problem.setAccessibleName(problem)
        self._problem.setVisible(bool(problem))

    def _on_reset(self) -> None:
        # The button goes away with the value: the keyboard goes back to the editor.
        had_keyboard = self._reset is not None and self._reset.hasFocus()
        self._state.reset_value(self.key)
        if had_keyboard:
            self.focus_editor()


class NumberRow(ParameterRow):
    """Slider and field for a number."""

    def _build(self) -> None:
        self._slider: ValueSlider | None = None
        if self.parameter.limits is not None:
            low, high = self.parameter.limits
            self._slider = ValueSlider(
                low, high, nice_step(self.parameter), f"slider:{self.key}", self.label_text, self
            )
            self._slider.moved.connect(self._on_moved)
            self._slider.settled.connect(self._state.settle)
            self._grid.addWidget(self._slider, 0, 1)
        self._field = TypedField(f"field:{self.key}", self.label_text, self)
        self._field.typed.connect(self._on_typed)
        self._field.finished.connect(self._on_finished)
        self._field.abandoned.connect(self._on_abandoned)
        self._field.stepped.connect(self._on_stepped)
        self._last_editor = self._field
        if self._slider is None:
            self._grid.addWidget(self._field, 0, 1, 1, 2)
        else:
            self._grid.addWidget(self._field, 0, 2)

    def focus_editor(self) -> None:
        """Give the field the keyboard."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Shown, origin: str) -> None:
        unit = self._state.length_unit
        value = shown.value if isinstance(shown.value, int | float) else None
        text = "" if value is None else format_number(self.parameter, value, unit)
        if shown.draft is not None:
            text = shown.draft
        self._field.show_value(text, suffix(self.parameter, unit), origin)
        self._fit_field(text, unit)
        self._field.setPlaceholderText("auto" if value is None else "")
        self._field.setToolTip(shown.problem or self._hint(shown))
        if self._slider is not None:
            self._slider.show_value(value, dimmed=not shown.is_set)

    def _fit_field(self, text: str, unit: LengthUnit) -> None:
        """Let the field be as wide as its longest value, in whole steps so that fields line up."""
        texts = [text, longest_number(self.parameter, unit)]
        mark = suffix(self.parameter, unit)
        wanted = max(self._field.width_for(each, mark) for each in texts)
        width = FIELD_WIDTH + max(0, -(-(wanted - FIELD_WIDTH) // FIELD_STEP)) * FIELD_STEP
        if width != self._field.minimumWidth():
            self._field.setMinimumWidth(width)
            if self._slider is not None:
                self._field.setMaximumWidth(width)

    def _on_moved(self, value: float) -> None:
        whole = self.parameter.type is ParameterType.INT
        self._state.set_value(self.key, round(value) if whole else value, moving=True)

    def _on_typed(self, text: str) -> None:
        self._state.type_value(self.key, text)

    def _on_finished(self, text: str) -> None:
        self._state.type_value(self.key, text, finished=True)

    def _on_abandoned(self) -> None:
        self._state.drop_draft(self.key)

    def _on_stepped(self, steps: float) -> None:
        shown = self._state.shown(self.key)
        low, high = self.parameter.limits or (float("-inf"), float("inf"))
        start = shown.value if isinstance(shown.value, int | float) else max(low, 0.0)
        value = min(max(round(start + steps * nice_step(self.parameter), 9), low), high)
        self._on_moved(value)


class SwitchRow(ParameterRow):
    """Yes or no."""

    def _build(self) -> None:
        self._switch = Switch(f"switch:{self.key}", self.label_text, self)
        self._switch.clicked.connect(self._on_clicked)
        self._grid.addWidget(self._switch, 0, 2, Qt.AlignmentFlag.AlignRight)
        self._last_editor = self._switch

    def focus_editor(self) -> None:
        """Give the switch the keyboard."""
        self._switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Shown, origin: str) -> None:
        self._switch.setChecked(bool(shown.value))
        self._switch.set_dimmed(origin == "auto")
        self._switch.setToolTip(shown.problem or ORIGINS.get(shown.origin, ""))

    def _on_clicked(self, on: bool) -> None:
        self._state.set_value(self.key, int(on))


class ChoiceRow(ParameterRow):
    """One of several words."""

    _AUTOMATIC: ClassVar[str] = "Automatic"

    def _build(self) -> None:
        self._combo = QuietComboBox(f"choice:{self.key}", self.label_text, self)
        self._combo.setPlaceholderText(self._AUTOMATIC)
        for choice in self.parameter.choices:
            self._combo.addItem(choice_label(choice), choice)
        self._combo.setCurrentIndex(-1)
        self._combo.activated.connect(self._on_activated)
        self._grid.addWidget(self._combo, 0, 1, 1, 2)
        self._last_editor = self._combo

    def focus_editor(self) -> None:
        """Give the drop-down the keyboard."""
        self._combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Shown, origin: str) -> None:
        self._combo.setCurrentIndex(self._combo.findData(shown.value))
        wear(self._combo, origin)
        self._combo.setToolTip(shown.problem or ORIGINS.get(shown.origin, ""))

    def _on_activated(self, index: int) -> None:
        self._state.set_value(self.key, self._combo.itemData(index))


class TextRow(ParameterRow):
    """A word where the service does not say which ones there are."""

    def _build(self) -> None:
        self._field = TypedField(f"field:{self.key}", self.label_text, self)
        self._field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._field.setPlaceholderText("auto")
        self._field.typed.connect(self._on_typed)
        self._field.finished.connect(self._on_finished)
        self._field.abandoned.connect(self._on_abandoned)
        self._last_editor = self._field
        self._grid.addWidget(self._field, 0, 1, 1, 2)

    def focus_editor(self) -> None:
        """Give the field the keyboard."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: Shown, origin: str) -> None:
        text = shown.draft if shown.draft is not None else str(shown.value or "")
        self._field.show_value(text, "", origin)
        self._field.setToolTip(shown.problem or ORIGINS.get(shown.origin, ""))

    def _on_typed(self, text: str) -> None:
        self._state.type_value(self.key, text)

    def _on_finished(self, text: str) -> None:
        self._state.type_value(self.key, text, finished=True)

    def _on_abandoned(self) -> None:
        self._state.drop_draft(self.key)
