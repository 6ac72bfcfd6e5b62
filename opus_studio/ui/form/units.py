"""Numbers as people read and write them: units, decimals, and the reading of what was typed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

from opus_studio.api.messages import ParameterAttributes, ParameterType
from opus_studio.ui.form.measure import METRES, MeasureError, UnknownUnitError, read_measure

_DECIMALS = {"m": (2, 3), "cm": (0, 1), "in": (1, 2)}
"""Fewest and most decimals of a length in each unit: to about a millimetre."""


class LengthUnit(StrEnum):
    """The unit in which the user reads lengths."""

    METRE = "m"
    CENTIMETRE = "cm"
    INCH = "in"


class UnreadableError(ValueError):
    """What was typed is not a value; the message is for the user."""


def is_length(parameter: ParameterAttributes) -> bool:
    """Whether the parameter is given in metres and so follows the user's preference."""
    return parameter.unit == "m"


def suffix(parameter: ParameterAttributes, unit: LengthUnit) -> str:
    """What stands behind the number: a unit or nothing."""
    if is_length(parameter):
        return unit.value
    return {"deg": "°", "count": "", "ratio": "", "bool": ""}.get(parameter.unit, parameter.unit)


def nice_step(parameter: ParameterAttributes) -> float:
    """The increment of slider and arrow keys, in the parameter's own unit."""
    if parameter.step:
        return parameter.step
    if parameter.type is ParameterType.INT:
        return 1.0
    if parameter.limits is None:
        return 0.1
    low, high = parameter.limits
    # About two hundred positions, on a power of ten.
    return 10.0 ** math.floor(math.log10((high - low) / 100)) if high > low else 0.1


def length_number(metres: float, unit: LengthUnit) -> str:
    """A length as shown everywhere, without the unit."""
    return _trimmed(metres / METRES[unit.value], *_DECIMALS[unit.value])


def format_number(parameter: ParameterAttributes, value: float, unit: LengthUnit) -> str:
    """The value as shown in its field, without the unit."""
    factor = METRES[unit.value] if is_length(parameter) else 1.0
    fewest, most = _decimals_of(parameter, unit)
    return _trimmed(value / factor, fewest, most)


def longest_number(parameter: ParameterAttributes, unit: LengthUnit) -> str:
    """The widest text that `format_number` gives within the range; empty without a range."""
    factor = METRES[unit.value] if is_length(parameter) else 1.0
    _, most = _decimals_of(parameter, unit)
    return max((f"{end / factor:.{most}f}" for end in parameter.limits or ()), key=len, default="")


def _decimals_of(parameter: ParameterAttributes, unit: LengthUnit) -> tuple[int, int]:
    """Fewest and most decimals that are shown: the one rule for all numbers of the form."""
    if parameter.type is ParameterType.INT:
        return 0, 0
    if is_length(parameter):
        fewest, most = _DECIMALS[unit.value]
        step = parameter.step or 1.0
        fine = min(_decimals(step) - _decimals(METRES[unit.value]), 4) if step < 0.001 else 0
        return fewest, max(most, fine)
    return (0, 1) if parameter.unit == "deg" else (2, 3)


def with_unit(parameter: ParameterAttributes, value: float, unit: LengthUnit) -> str:
    """The value with its unit, as in a sentence."""
    mark = suffix(parameter, unit)
    space = "" if mark in ("", "°") else " "
    return f"{format_number(parameter, value, unit)}{space}{mark}"


def range_text(parameter: ParameterAttributes, unit: LengthUnit) -> str:
    """The range in words, or nothing when it is not known."""
    if parameter.limits is None:
        return ""
    low, high = parameter.limits
    return f"{format_number(parameter, low, unit)} to {with_unit(parameter, high, unit)}"


def read_number(parameter: ParameterAttributes, text: str, unit: LengthUnit) -> float | int:
    """What was typed, in the parameter's own unit.

    A comma may stand for the decimal point, a length may carry its own units (`120 cm`, `4'2"`),
    and sums and products are worked out; see `measure`.

    Raises:
        UnreadableError: it is no number, has a wrong unit, or is out of range. The message says
            why and what the range is.
    """
    known = range_text(parameter, unit)
    allowed = f" Use {known}." if known else ""
    try:
        value = read_measure(text, *_units(parameter, unit))
    except UnknownUnitError as error:
        hint = "is not a length: use m, cm, mm, in or ft" if is_length(parameter) else None
        raise UnreadableError(
            f"“{error.unit}” {hint or 'does not belong here'}.{allowed}"
        ) from error
    except MeasureError as error:
        raise UnreadableError(f"{error}.{allowed}") from error
    if parameter.type is ParameterType.INT:
        if abs(value - round(value)) > 1e-9:
            raise UnreadableError("This must be a whole number." + allowed)
        value = round(value)
    if parameter.limits is None:
        return value
    low, high = parameter.limits
    # What the field shows is rounded: the end of the range as shown must be accepted.
    slack = 0.0 if parameter.type is ParameterType.INT else _rounding(parameter, unit)
    if value < low - slack or value > high + slack:
        side = "small" if value < low else "large"
        raise UnreadableError(f"Too {side}.{allowed}")
    return min(max(value, type(value)(low)), type(value)(high))


def _units(parameter: ParameterAttributes, unit: LengthUnit) -> tuple[Mapping[str, float], float]:
    """Units that may be typed, in the parameter's own unit, and what a bare number counts."""
    if is_length(parameter):
        return METRES, METRES[unit.value]
    own = {parameter.unit.lower(), suffix(parameter, unit).lower()} - {""}
    extra = {"%": 0.01} if parameter.unit == "ratio" else {}
    if parameter.unit == "deg":
        own |= {"degree", "degrees"}
    return {**dict.fromkeys(own, 1.0), **extra}, 1.0


def _rounding(parameter: ParameterAttributes, unit: LengthUnit) -> float:
    """Half of the last decimal shown, in the parameter's own unit."""
    if is_length(parameter):
        return 0.5 * METRES[unit.value] * 10.0 ** -_DECIMALS[unit.value][1]
    return 0.05 if parameter.unit == "deg" else 0.0005


def _decimals(step: float) -> int:
    return max(0, -math.floor(math.log10(step) + 1e-9))


def _trimmed(value: float, fewest: int, most: int) -> str:
    """Rounded to `most` decimals, without zeros at the end beyond `fewest`."""
    text = f"{value:.{most}f}"
    if most > fewest:
        keep = len(text) - most + fewest
        text = text[:keep] + text[keep:].rstrip("0")
    text = text.removesuffix(".")
    return "0" + text[2:] if text.startswith("-0") and not text.strip("-0.") else text
