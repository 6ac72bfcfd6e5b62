"""One setting: what it takes, and what it says of the rest."""

from __future__ import annotations

import pytest

from opus_studio.library.errors import SettingError
from opus_studio.library.setting import Choice, Setting

SIZE = Setting("files.size", 5, "Size", minimum=1, maximum=9, unit="MB")
OPEN = Setting("files.open", 0.5)
LOW = Setting("files.low", 5, "Low", minimum=1)
HIGH = Setting("files.high", 5.0, "High", maximum=9)
THEME = Setting("look.theme", "a", "Theme", choices=(Choice("a", "A"), Choice("b", "B")))
SHOWN = Setting("look.shown", True)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (SIZE, 1),
        (SIZE, 9),
        (OPEN, -1e300),
        (OPEN, 1e300),
        (LOW, 10**9),
        (HIGH, -1e9),
        (SHOWN, False),
    ],
)
def test_what_is_allowed_is_taken_as_it_is(setting: Setting, value: object):
    assert setting.check(value) == value
    assert type(setting.check(value)) is type(value)


def test_a_whole_number_is_a_number():
    assert type(OPEN.check(3)) is float
    assert type(SHOWN.check(True)) is bool


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        (SIZE, 0, "Size: 0 is not between 1 and 9 MB."),
        (SIZE, 10, "Size: 10 is not between 1 and 9 MB."),
        (SIZE, 2.5, "Size: 2.5 is not a whole number."),
        (SIZE, True, "Size: True is not a whole number."),
        (LOW, 0, "Low: 0 is not between 1 and inf."),
        (HIGH, 9.5, "High: 9.5 is not between -inf and 9."),
        (HIGH, float("nan"), "High: nan is not between -inf and 9."),
        (OPEN, "x", "files.open: 'x' is not a number."),
        (THEME, "c", "Theme: 'c' is not one of a, b."),
        (THEME, 1, "Theme: 1 is not a text."),
        (SHOWN, 1, "look.shown: 1 is not true or false."),
    ],
)
def test_what_is_not_allowed_is_told_with_what_is(setting: Setting, value: object, words: str):
    with pytest.raises(SettingError) as refusal:
        setting.check(value)
    assert str(refusal.value) == words


def test_what_a_dialog_reads():
    assert (SIZE.group, SIZE.type, SIZE.hidden) == ("files", int, False)
    assert OPEN.hidden


class Memory:
    """A store of values without a file."""

    size = SIZE

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def get(self, key: str) -> object:
        return self.values.get(key, SIZE.default)

    def set(self, key: str, value: object) -> None:
        self.values[key] = value


def test_any_store_holds_its_value():
    memory = Memory()
    assert memory.size == 5
    memory.size = 7
    assert memory.values == {"files.size": 7}
    assert memory.size == 7
    assert Memory.size is SIZE
