"""Which kind of row suits which parameter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from opus_studio.api.messages import ParameterAttributes, ParameterType
from opus_studio.ui.form.finish_row import FinishRow
from opus_studio.ui.form.parameter_row import (
    ChoiceRow,
    NumberRow,
    ParameterRow,
    SwitchRow,
    TextRow,
)
from opus_studio.ui.form.pictures import FormPictures
from opus_studio.ui.form.state import FormState

FINISH_UNIT = "finish"
"""The unit of a parameter whose values are finishes."""


def make_row(
    state: FormState, parameter: ParameterAttributes, pictures: FormPictures, parent: QWidget
) -> ParameterRow:
    """The row that suits a parameter."""
    if parameter.is_boolean:
        return SwitchRow(state, parameter, parent)
    if parameter.type is ParameterType.STRING:
        if parameter.unit == FINISH_UNIT and parameter.choices:
            return FinishRow(state, parameter, pictures, parent)
        return (ChoiceRow if parameter.choices else TextRow)(state, parameter, parent)
    return NumberRow(state, parameter, parent)
