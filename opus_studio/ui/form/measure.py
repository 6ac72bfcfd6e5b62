"""Reading of typed measures: `4 ft 2 in`, `47 1/2 in`, `2*0.6`, `1,35`, `(1.2 m - 5 cm)/2`. No Qt.

Grammar: sums of products of quantities, with brackets. A quantity is one or more numbers with
falling units, `4'2"`; a number is decimal (point or comma), a fraction `1/2`, or mixed `47 1/2`.
A hyphen between a whole number and a fraction of an inch, or between feet and inches, joins them,
as on architects' drawings: `6-3/16"`, `5'-6"`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_SPELLINGS: Final = {
    1.0: ("m", "metre", "metres", "meter", "meters"),
    0.1: ("dm", "decimetre", "decimetres", "decimeter", "decimeters"),
    0.01: ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    0.001: ("mm", "millimetre", "millimetres", "millimeter", "millimeters"),
    0.0254: ("in", "inch", "inches", '"'),
    0.3048: ("ft", "foot", "feet", "'"),
    0.9144: ("yd", "yard", "yards"),
}

METRES: Final[Mapping[str, float]] = {
    word: metres for metres, spellings in _SPELLINGS.items() for word in spellings
}
"""Metres in each unit of length; inch, foot and yard by the agreement of 1959 (NIST SP 811)."""

_FOOT, _INCH = METRES["ft"], METRES["in"]

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("′’‘ʹʼ´`", "'"),
        **dict.fromkeys("″”“„ʺ‟", '"'),
        **dict.fromkeys("−–—‐‑", "-"),
        **dict.fromkeys("×·∙⋅✕", "*"),
        **dict.fromkeys("÷⁄∕", "/"),
    }
)

_TOKEN: Final = re.compile(
    r"""(?P<mixed>\d+\s+\d+/\d+(?![\d.,]))
      | (?P<joined>\d+-\d+/\d+(?=\s*(?:in|ft|feet|foot|'|")))
      | (?P<fraction>\d+/\d+(?![\d.,]))
      | (?P<number>(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+(?![\d.,a-z]))?)
      | (?P<unit>[^\W\d_]+\.?|['"°%])
      | (?P<operator>[-+*/()])
    """,
    re.VERBOSE,
)


_ARCHITECT: Final = re.compile(r"\d+-\d+/\d+")


class MeasureError(ValueError):
    """The text is no measure; the message says why, for the user, without a full stop."""


class UnknownUnitError(MeasureError):
    """A word in the text is no unit of this kind.

    Attributes:
        unit: The word.
    """

    def __init__(self, unit: str) -> None:
        super().__init__(f"“{unit}” is no unit that fits here")
        self.unit = unit


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


@dataclass(frozen=True)
class _Quantity:
    """A value, in the base unit when `has_unit`, else bare."""

    value: float
    has_unit: bool


def read_measure(text: str, units: Mapping[str, float], bare: float) -> float:
    """The value of what was typed.

    Args:
        text: As typed.
        units: Base units in each unit that may be typed; keys in lower case.
        bare: Base units in a number without a unit.

    Returns:
        The value in base units; finite.

    Raises:
        UnknownUnitError: a word is not among `units`.
        MeasureError: it cannot be read for another reason.
    """
    plain = _plain(text)
    if not plain:
        raise MeasureError("Type a number")
    if math.isclose(bare, _INCH) and _ARCHITECT.fullmatch(plain):
        plain += " in"  # where inches are read, 6-3/16 is no subtraction
    parser = _Parser(tuple(_tokens(plain)), units, bare)
    try:
        value = parser.whole()
    except (OverflowError, RecursionError) as error:
        raise MeasureError("This number is too large") from error
    if not math.isfinite(value):
        raise MeasureError("This number is too large")
    return round(value, 12)  # 5'6" is 1.6764, not 1.6764000000000001


def has_unit(text: str) -> bool:
    """Whether the text names a unit of its own, so that none should be shown behind it."""
    return any(token.group("unit") for token in _TOKEN.finditer(_plain(text)))


def _plain(text: str) -> str:
    """Lower case, one spelling of quotes and operators, fractions such as ½ written out."""
    spelled = []
    for character in text:
        parts = unicodedata.decomposition(character).split()
        if parts[:1] == ["<fraction>"]:
            spelled.append(" " + "".join(chr(int(part, 16)) for part in parts[1:]))
        else:
            spelled.append(character)
    plain = "".join(spelled).translate(_ALIKE).replace("''", '"')
    return " ".join(plain.casefold().split())


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            raise MeasureError("This is not a number")
        assert match.lastgroup is not None
        yield _Token(match.lastgroup, match.group(), at)
        at = match.end()


class _Parser:
    def __init__(self, tokens: tuple[_Token, ...], units: Mapping[str, float], bare: float) -> None:
        self._tokens = tokens
        self._units = units
        self._bare = bare
        self._at = 0

    def whole(self) -> float:
        found = self._sum()
        if self._peek() is not None:
            raise MeasureError("This is not a number")
        return self._based(found).value

    def _sum(self) -> _Quantity:
        left = self._product()
        while sign := self._take("+-"):
            right = self._product()
            if left.has_unit or right.has_unit:
                left, right = self._based(left), self._based(right)
            value = left.value + (right.value if sign == "+" else -right.value)
            left = _Quantity(value, left.has_unit)
        return left

    def _product(self) -> _Quantity:
        left = self._signed()
        while sign := self._take("*/"):
            right = self._signed()
            if right.has_unit and (left.has_unit or sign == "/"):
                raise MeasureError("A length cannot be multiplied or divided by a length")
            if sign == "/" and right.value == 0:
                raise MeasureError("Nothing can be divided by zero")
            value = left.value * right.value if sign == "*" else left.value / right.value
            left = _Quantity(value, left.has_unit or right.has_unit)
        return left

    def _signed(self) -> _Quantity:
        sign = self._take("+-")
        if sign:
            inner = self._signed()
            return inner if sign == "+" else _Quantity(-inner.value, inner.has_unit)
        if self._take("("):
            inner = self._sum()
            if not self._take(")"):
                raise MeasureError("A bracket is not closed")
            unit = self._unit()
            return inner if unit is None else _Quantity(inner.value * unit, True)
        return self._quantity()

    def _quantity(self) -> _Quantity:
        """One number, or several with falling units that are added: `4 ft 2 in`."""
        number = self._number()
        unit = self._unit()
        if unit is None:
            return _Quantity(number, False)
        total = number * unit
        while (step := self._join(unit)) is not None:
            self._at += step
            number = self._number()
            smaller = self._unit()
            if smaller is None and math.isclose(unit, _FOOT):
                smaller = _INCH  # 5'6 means five feet and six inches
            if smaller is None or smaller >= unit:
                raise MeasureError("This is not a number")
            total += number * smaller
            unit = smaller
        return _Quantity(total, True)

    def _join(self, unit: float) -> int | None:
        """Tokens to skip before a further number of the same quantity; None when there is none."""
        following = self._peek()
        if following is None:
            return None
        if following.kind in ("mixed", "fraction", "number"):
            return 0
        if following.kind == "joined":
            return 0
        after = self._peek(1)
        hyphen = following.text == "-" and math.isclose(unit, _FOOT)
        if hyphen and after is not None and after.at == following.at + 1:
            before = self._tokens[self._at - 1]
            touching = before.at + len(before.text) == following.at
            return 1 if touching and after.kind != "operator" else None
        return None

    def _number(self) -> float:
        token = self._peek()
        if token is None or token.kind in ("unit", "operator"):
            raise MeasureError("This is not a number")
        self._at += 1
        if token.kind == "number":
            return float(token.text.replace(",", "."))
        whole, _, fraction = token.text.replace("-", " ").rpartition(" ")
        above, below = fraction.split("/")
        if int(below) == 0:
            raise MeasureError("Nothing can be divided by zero")
        return (int(whole) if whole else 0) + int(above) / int(below)

    def _unit(self) -> float | None:
        token = self._peek()
        if token is None or token.kind != "unit":
            return None
        word = token.text.removesuffix(".")
        if word not in self._units:
            raise UnknownUnitError(word)
        self._at += 1
        return self._units[word]

    def _based(self, found: _Quantity) -> _Quantity:
        return found if found.has_unit else _Quantity(found.value * self._bare, True)

    def _peek(self, ahead: int = 0) -> _Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _take(self, operators: str) -> str:
        """The next token when it is one of these operators, else empty."""
        token = self._peek()
        if token is None or token.kind != "operator" or token.text not in operators:
            return ""
        self._at += 1
        return token.text
