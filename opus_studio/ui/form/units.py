"""Numbers as people read and write them: units, decimals, and the reading of what was typed."""

from __future__ import annotations

import math
import re
from enum import StrEnum

from opus_studio.api.messages import ParameterAttributes, ParameterType

METRES = {
    "m": 1.0,
    "cm": 0.01,
    "mm": 0.001,
    "in": 0.0254,
    '"': 0.0254,
    "″": 0.0254,
    "ft": 0.3048,
    "'": 0.3048,
}
"""Metres in each unit of length that may be typed; the inch is 25.4 mm exactly (ISO 31-1)."""

_DECIMALS = {"m": (2, 3), "cm": (0, 1), "in": (1, 2)}
"""Fewest and most decimals of a length in each unit: to about a millimetre."""

_NUMBER = re.compile(
    r"^\s*(?P<number>[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?)\s*(?P<unit>[^\d\s]*)\s*$",
    re.IGNORECASE,
)


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


def format_number(parameter: ParameterAttributes, value: float, unit: LengthUnit) -> str:
    """The value as shown in its field, without the unit."""
    if parameter.type is ParameterType.INT:
        return str(round(value))
    if is_length(parameter):
        factor = METRES[unit.value]
        fewest, most = _DECIMALS[unit.value]
        step = parameter.step or 1.0
        most = max(most, min(_decimals(step) + _decimals(factor) * -1, 4) if step < 0.001 else 0)
        return _trimmed(value / factor, fewest, most)
    if parameter.unit == "deg":
        return _trimmed(value, 0, 1)
    return _trimmed(value, 2, 3)


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

    A comma may stand for the decimal point, and a length may carry its own unit (`120 cm`, `4 ft`).

    Raises:
        UnreadableError: it is no number, has a wrong unit, or is out of range. The message says
            why and what the range is.
    """
    known = range_text(parameter, unit)
    allowed = f" Use {known}." if known else ""
    match = _NUMBER.match(text)
    if match is None:
        reason = "Type a number." if not text.strip() else "This is not a number."
        raise UnreadableError(reason + allowed)
    number = float(match["number"].replace(",", "."))
    if not math.isfinite(number):
        raise UnreadableError("This number is too large." + allowed)
    value = number * _factor(parameter, match["unit"].lower(), unit, allowed)
    if parameter.type is ParameterType.INT:
        if value != int(value):
            raise UnreadableError("This must be a whole number." + allowed)
        value = int(value)
    if parameter.limits is None:
        return value
    low, high = parameter.limits
    # What the field shows is rounded: the end of the range as shown must be accepted.
    slack = 0.0 if parameter.type is ParameterType.INT else _rounding(parameter, unit)
    if value < low - slack or value > high + slack:
        side = "small" if value < low else "large"
        raise UnreadableError(f"Too {side}.{allowed}")
    return min(max(value, type(value)(low)), type(value)(high))


def _factor(parameter: ParameterAttributes, typed: str, unit: LengthUnit, allowed: str) -> float:
    """Multiplies what was typed to give the parameter's own unit."""
    if is_length(parameter):
        if not typed:
            return METRES[unit.value]
        if typed in METRES:
            return METRES[typed]
        raise UnreadableError(f"“{typed}” is not a length: use m, cm, mm, in or ft.{allowed}")
    if not typed or typed == suffix(parameter, unit).lower() or typed == parameter.unit.lower():
        return 1.0
    if typed == "%" and parameter.unit == "ratio":
        return 0.01
    raise UnreadableError(f"“{typed}” does not belong here.{allowed}")


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
