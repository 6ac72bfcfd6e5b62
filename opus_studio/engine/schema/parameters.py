"""The kinds of parameter: numbers in a range, words of a list, yes or no.

A kind knows what it allows (`check`), how a uniform number in 0..1 becomes a value (`draw`), and
what the API says of it (`to_json`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from opus_studio.engine.values import Value

Span: TypeAlias = tuple[float, float]
"""Lowest and highest value, both included."""

_T = TypeVar("_T")


class InvalidValueError(ValueError):
    """A value is not of the parameter's type. The text says what is allowed."""


class OutOfRangeError(InvalidValueError):
    """A value is of the right type but outside what is allowed. The text gives the range."""


@dataclass(frozen=True)
class Range:
    """Numbers between two bounds.

    Attributes:
        low: Least allowed value.
        high: Greatest allowed value.
        step: Random values are multiples of it; a set value need not be.
        unit: `m`, `deg`, `count` or `ratio`.
        typical: What is drawn without a keyword; None means the whole range.
        by_tag: What is drawn when the keyword holds.
        correlated_with: Name of the shared stream that its random number leans on, or empty.
        whole: Whole numbers only.
    """

    low: float
    high: float
    step: float
    unit: str
    typical: Span | None = None
    by_tag: Mapping[str, Span] = field(default_factory=dict)
    correlated_with: str = ""
    whole: bool = False

    def __post_init__(self) -> None:
        for low, high in [(self.low, self.high), self.typical or (0, 0), *self.by_tag.values()]:
            if low > high:
                raise ValueError(f"The range {low}..{high} is upside down.")
        for low, high in [self.typical or (self.low, self.high), *self.by_tag.values()]:
            if low < self.low or high > self.high:
                raise ValueError(f"{low}..{high} lies outside {self.low}..{self.high}.")

    def check(self, value: object) -> Value:
        """The value as a float or int.

        Raises:
            InvalidValueError: It is no finite number, or no whole one where that is needed.
            OutOfRangeError: It lies outside the range.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidValueError(f"{value!r} is not a number; allowed is {self.text}.")
        if isinstance(value, float) and not math.isfinite(value):
            raise InvalidValueError(f"{value} is not a finite number; allowed is {self.text}.")
        if self.whole and value != int(value):
            raise InvalidValueError(f"{value} is not a whole number; allowed is {self.text}.")
        if not self.low - 1e-9 <= value <= self.high + 1e-9:
            raise OutOfRangeError(f"{value} is out of range; allowed is {self.text}.")
        value = min(max(value, self.low), self.high)
        return int(value) if self.whole else float(value)

    def draw(self, uniform: float, tags: Sequence[str]) -> Value:
        """A value for a uniform number in 0..1 while the keywords `tags` hold."""
        low, high = _first(self.by_tag, tags, self.typical or (self.low, self.high))
        if self.whole:
            return int(low + math.floor(uniform * (high - low + 1)))
        steps = round((low + uniform * (high - low)) / self.step)
        return round(min(max(steps * self.step, low), high), 9)

    @property
    def text(self) -> str:
        """The range in words: `0.4 to 3 m`."""
        unit = {"m": " m", "deg": " degrees"}.get(self.unit, "")
        number = "a whole number from " if self.whole else ""
        return f"{number}{self.low:g} to {self.high:g}{unit}"

    def to_json(self) -> dict[str, Any]:
        """Type, range and our own fields as Get Attributes gives them."""
        cast: type[int] | type[float] = int if self.whole else float
        return {
            "type": "int" if self.whole else "float",
            "range": [cast(self.low), cast(self.high)],
            "step": cast(self.step),
            "unit": self.unit,
        }


@dataclass(frozen=True)
class Options:
    """One of several words; see `Range` for the other attributes."""

    options: tuple[str, ...]
    typical: tuple[str, ...] | None = None
    by_tag: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    correlated_with: str = ""
    unit: str = "choice"

    def __post_init__(self) -> None:
        for subset in [self.typical or self.options, *self.by_tag.values()]:
            unknown = set(subset) - set(self.options)
            if unknown or not subset:
                raise ValueError(f"{sorted(unknown)} are no options of {self.options}.")

    def check(self, value: object) -> Value:
        """The word itself.

        Raises:
            InvalidValueError: It is no text.
            OutOfRangeError: It is none of the options.
        """
        if not isinstance(value, str):
            raise InvalidValueError(f"{value!r} is not a word; allowed is {self.text}.")
        if value not in self.options:
            raise OutOfRangeError(f"{value!r} is not known; allowed is {self.text}.")
        return value

    def draw(self, uniform: float, tags: Sequence[str]) -> Value:
        """A word for a uniform number in 0..1 while the keywords `tags` hold."""
        options = _first(self.by_tag, tags, self.typical or self.options)
        return options[min(int(uniform * len(options)), len(options) - 1)]

    @property
    def text(self) -> str:
        """The options in words."""
        return "one of " + ", ".join(self.options)

    def to_json(self) -> dict[str, Any]:
        """Type, range and our own fields as Get Attributes gives them."""
        return {"type": "string", "range": list(self.options), "unit": self.unit}


@dataclass(frozen=True)
class Switch:
    """Yes or no, with the probability of yes; on the wire an int 0..1 with the unit `bool`."""

    chance: float = 0.5
    by_tag: Mapping[str, float] = field(default_factory=dict)
    correlated_with: str = ""

    def check(self, value: object) -> Value:
        """True or False; 0 and 1 are accepted.

        Raises:
            InvalidValueError: It is neither.
            OutOfRangeError: It is another whole number.
        """
        if isinstance(value, int | float) and value in (0, 1):
            return bool(value)
        if isinstance(value, int):
            raise OutOfRangeError(f"{value} is out of range; allowed is {self.text}.")
        raise InvalidValueError(f"{value!r} is neither yes nor no; allowed is {self.text}.")

    def draw(self, uniform: float, tags: Sequence[str]) -> Value:
        """Yes when the uniform number lies below the chance."""
        return uniform < _first(self.by_tag, tags, self.chance)

    @property
    def text(self) -> str:
        """What is allowed, in words."""
        return "0 (no) or 1 (yes)"

    def to_json(self) -> dict[str, Any]:
        """Type, range and our own fields as Get Attributes gives them."""
        return {"type": "int", "range": [0, 1], "step": 1, "unit": "bool"}


Kind: TypeAlias = Range | Options | Switch


def _first(by_tag: Mapping[str, _T], tags: Sequence[str], otherwise: _T) -> _T:
    """What belongs to the first of the tags that says anything; the most specific stands first."""
    return next((by_tag[tag] for tag in tags if tag in by_tag), otherwise)
