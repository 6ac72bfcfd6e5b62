"""One declared setting: key, type, default, text, and what it may be.

`Settings` (settings.py) is a list of these as class attributes; the dialog is generated from them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast, overload

from opus_studio.library.errors import SettingError

Value = TypeVar("Value", str, int, float, bool)


class SettingStore(Protocol):
    """What a declared setting reads from and writes to: `Settings`, or a double in a test."""

    def get(self, key: str) -> str | int | float | bool:
        """The value of a key: the user's, else the default."""

    def set(self, key: str, value: object) -> None:
        """Check and keep a value."""


@dataclass(frozen=True)
class Choice:
    """One allowed value of a setting and what the user reads for it."""

    value: str
    label: str


@dataclass(frozen=True, eq=False)
class Setting(Generic[Value]):
    """A setting, declared once. As a class attribute of `Settings` it reads and writes the value.

    Attributes:
        key: Its name in the file: `group.name`.
        default: Its value until the user sets one; its type is the setting's type.
        label: What the dialog shows. Empty for what the program remembers by itself.
        help: One or two sentences for the tooltip and the screen reader.
        choices: The allowed values of a string; empty for free text.
        minimum: Lowest allowed number.
        maximum: Highest allowed number.
        unit: Shown after a number, such as `MB`.
        kind: How a free text is edited: `text`, `address`, `folder` or `file`.
    """

    key: str
    default: Value
    label: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    kind: str = "text"

    @property
    def group(self) -> str:
        """The part of the key before the dot: the page of the dialog."""
        return self.key.partition(".")[0]

    @property
    def type(self) -> type[Value]:
        """`str`, `int`, `float` or `bool`."""
        return type(self.default)

    @property
    def hidden(self) -> bool:
        """Remembered by the program; not shown in the dialog."""
        return not self.label

    def check(self, value: object) -> Value:
        """The value in the setting's own type.

        Raises:
            SettingError: Wrong type, not among the choices, or out of range; the text says what
                is allowed.
        """
        name = self.label or self.key
        wanted = self.type
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            raise SettingError(f"{name}: {value!r} is not {_TYPE_WORDS[wanted]}.")
        if self.choices and value not in {choice.value for choice in self.choices}:
            allowed = ", ".join(choice.value for choice in self.choices)
            raise SettingError(f"{name}: {value!r} is not one of {allowed}.")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            self._check_range(name, value)
        return value

    def _check_range(self, name: str, value: float) -> None:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if not low <= value <= high:
            unit = f" {self.unit}" if self.unit else ""
            raise SettingError(f"{name}: {value:g} is not between {low:g} and {high:g}{unit}.")

    @overload
    def __get__(self, owner: None, kind: Any) -> Setting[Value]: ...

    @overload
    def __get__(self, owner: SettingStore, kind: Any) -> Value: ...

    def __get__(self, owner: SettingStore | None, kind: Any) -> Setting[Value] | Value:
        """The declaration on the class, the value on an object."""
        if owner is None:
            return self
        return cast("Value", owner.get(self.key))

    def __set__(self, owner: SettingStore, value: Value) -> None:
        """Set and save the value."""
        owner.set(self.key, value)


_TYPE_WORDS: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}
