"""The kinds of parameter: what they allow, what they draw, what the API says of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opus_studio.engine.schema import (
    InvalidValueError,
    Options,
    OutOfRangeError,
    Range,
    Switch,
)

ALMOST_ONE = math.nextafter(1.0, 0.0)
WIDTH = Range(0.4, 3.0, 0.01, "m", typical=(0.8, 1.2), by_tag={"small": (0.4, 0.6)})
PANES = Range(1, 6, 1, "count", typical=(2, 4), by_tag={"large": (5, 6)}, whole=True)
WOOD = Options(("oak", "walnut", "pine"), ("oak", "walnut"), {"rustic": ("pine",)}, unit="finish")
CAP = Switch(0.25, {"classic": 1.0, "modern": 0.0})


@pytest.mark.parametrize(("tags", "span"), [((), (2, 4)), (("large",), (5, 6)), (("x",), (2, 4))])
def test_whole_numbers_reach_both_ends_and_each_is_as_likely(tags, span):
    low, high = span
    assert PANES.draw(0.0, tags) == low
    assert PANES.draw(ALMOST_ONE, tags) == high
    count = high - low + 1
    drawn = [PANES.draw((i + 0.5) / (30 * count), tags) for i in range(30 * count)]
    assert {value: drawn.count(value) for value in set(drawn)} == dict.fromkeys(
        range(low, high + 1), 30
    )


def test_numbers_reach_both_ends_on_their_grid():
    assert WIDTH.draw(0.0, ()) == 0.8
    assert WIDTH.draw(ALMOST_ONE, ()) == 1.2
    assert WIDTH.draw(0.5, ("small",)) == 0.5
    assert WIDTH.draw(0.1234, ()) == 0.85


@given(st.floats(0.0, ALMOST_ONE), st.sampled_from([(), ("small",), ("rustic", "small")]))
def test_every_draw_is_a_multiple_of_the_step_within_its_span(uniform, tags):
    low, high = (0.4, 0.6) if "small" in tags else (0.8, 1.2)
    value = WIDTH.draw(uniform, tags)
    assert low <= value <= high
    assert value / 0.01 == pytest.approx(round(value / 0.01), abs=1e-6)


def test_the_most_specific_tag_decides():
    kind = Range(0, 10, 1, "ratio", by_tag={"small": (1, 1), "large": (9, 9)})
    assert kind.draw(0.5, ("large", "small")) == 9
    assert kind.draw(0.5, ("small", "large")) == 1


def test_both_bounds_are_allowed_and_a_hair_beyond_is_brought_back():
    assert WIDTH.check(0.4) == 0.4
    assert WIDTH.check(3) == 3.0
    assert WIDTH.check(3.0 + 5e-10) == 3.0
    assert WIDTH.check(0.4 - 5e-10) == 0.4
    assert PANES.check(6.0) == 6
    assert isinstance(PANES.check(6.0), int)
    assert isinstance(WIDTH.check(1), float)


@pytest.mark.parametrize("value", [0.39, 3.01, -1, 1e9])
def test_what_lies_outside_is_refused_with_the_range(value):
    with pytest.raises(OutOfRangeError, match=r"allowed is 0\.4 to 3 m"):
        WIDTH.check(value)


@pytest.mark.parametrize("value", ["1", None, True, math.nan, math.inf, -math.inf, (1.0,)])
def test_what_is_no_number_is_refused_as_such(value):
    with pytest.raises(InvalidValueError) as caught:
        WIDTH.check(value)
    assert not isinstance(caught.value, OutOfRangeError)


def test_half_a_pane_is_refused():
    with pytest.raises(InvalidValueError, match="a whole number from 1 to 6"):
        PANES.check(2.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Range(2, 1, 1, "m"),
        lambda: Range(0, 1, 1, "m", typical=(0.6, 0.5)),
        lambda: Range(0, 1, 1, "m", typical=(0.5, 1.1)),
        lambda: Range(0, 1, 1, "m", by_tag={"small": (-0.1, 0.5)}),
        lambda: Range(0, 1, 1, "m", by_tag={"small": (0.5, 0.2)}),
        lambda: Options(("a", "b"), ("c",)),
        lambda: Options(("a", "b"), None, {"small": ()}),
        lambda: Options(("a", "b"), None, {"small": ("c",)}),
    ],
)
def test_a_kind_that_contradicts_itself_cannot_be_made(make):
    with pytest.raises(ValueError, match=r"upside down|outside|no options"):
        make()


def test_words_are_drawn_evenly_to_the_last():
    assert [WOOD.draw(u, ()) for u in (0.0, 0.49, 0.5, ALMOST_ONE, 1.0)] == [
        "oak", "oak", "walnut", "walnut", "walnut",
    ]  # fmt: skip
    assert WOOD.draw(0.1, ("rustic",)) == "pine"
    assert WOOD.check("pine") == "pine"
    with pytest.raises(OutOfRangeError, match="one of oak, walnut, pine"):
        WOOD.check("teak")
    with pytest.raises(InvalidValueError, match="is not a word"):
        WOOD.check(1)


def test_a_switch_is_on_as_often_as_it_says():
    assert [CAP.draw(u, ()) for u in (0.0, 0.2499, 0.25, ALMOST_ONE)] == [True, True, False, False]
    assert CAP.draw(ALMOST_ONE, ("classic",)) is True
    assert CAP.draw(0.0, ("modern",)) is False


@pytest.mark.parametrize(("value", "state"), [(0, False), (1, True), (True, True), (1.0, True)])
def test_a_switch_takes_0_and_1(value, state):
    assert CAP.check(value) is state


def test_a_switch_takes_nothing_else():
    with pytest.raises(OutOfRangeError, match=r"0 \(no\) or 1 \(yes\)"):
        CAP.check(2)
    for value in ("yes", 0.5, None):
        with pytest.raises(InvalidValueError, match="neither yes nor no"):
            CAP.check(value)


def test_what_get_attributes_says_of_each():
    assert WIDTH.to_json() == {"type": "float", "range": [0.4, 3.0], "step": 0.01, "unit": "m"}
    said = PANES.to_json()
    assert said == {"type": "int", "range": [1, 6], "step": 1, "unit": "count"}
    assert all(isinstance(bound, int) for bound in said["range"])
    assert WOOD.to_json() == {
        "type": "string",
        "range": ["oak", "walnut", "pine"],
        "unit": "finish",
    }
    assert CAP.to_json() == {"type": "int", "range": [0, 1], "step": 1, "unit": "bool"}


def test_units_are_spoken():
    assert Range(0, 110, 1, "deg").text == "0 to 110 degrees"
    assert Range(0, 1, 0.1, "ratio").text == "0 to 1"
    assert PANES.text == "a whole number from 1 to 6"
