"""Numbers as people read and type them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.api.messages import ParameterAttributes, ParameterType
from opus_studio.ui.form.labels import choice_label, humanise
from opus_studio.ui.form.units import (
    LengthUnit,
    UnreadableError,
    format_number,
    nice_step,
    range_text,
    read_number,
    with_unit,
)

WIDTH = ParameterAttributes(
    asset="frame", name="width", unit="m", range=(0.4, 3.0), step=0.005, default=1.2
)
BEVEL = ParameterAttributes(asset="frame", name="bevel", unit="m", range=(0.0005, 0.004), step=5e-4)
ANGLE = ParameterAttributes(asset="sash", name="angle", unit="deg", range=(0.0, 110.0))
COUNT = ParameterAttributes(
    asset="sash", name="count", unit="count", type=ParameterType.INT, range=(1.0, 6.0)
)
RATIO = ParameterAttributes(asset="sash", name="raise", unit="ratio", range=(0.0, 1.0))
BARE = ParameterAttributes(asset="a", name="b")


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (LengthUnit.METRE, "1.20 m"),
        (LengthUnit.CENTIMETRE, "120 cm"),
        (LengthUnit.INCH, "47.24 in"),
    ],
)
def test_length_is_shown_in_the_unit_of_choice(unit: LengthUnit, shown: str) -> None:
    assert with_unit(WIDTH, 1.2, unit) == shown


def test_other_quantities_keep_their_unit() -> None:
    assert with_unit(ANGLE, 12.5, LengthUnit.INCH) == "12.5°"
    assert with_unit(COUNT, 3, LengthUnit.INCH) == "3"
    assert with_unit(RATIO, 0.5, LengthUnit.INCH) == "0.50"


def test_fine_steps_get_the_decimals_that_they_need() -> None:
    assert format_number(BEVEL, 0.0015, LengthUnit.METRE) == "0.0015"
    assert format_number(BEVEL, 0.0015, LengthUnit.CENTIMETRE) == "0.15"


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("1.2", LengthUnit.METRE, 1.2),
        ("1,2", LengthUnit.METRE, 1.2),
        (" 120 ", LengthUnit.CENTIMETRE, 1.2),
        ("120cm", LengthUnit.METRE, 1.2),
        ("1200 mm", LengthUnit.INCH, 1.2),
        ("4 ft", LengthUnit.METRE, 1.2192),
        ('48"', LengthUnit.METRE, 1.2192),
        (".5", LengthUnit.METRE, 0.5),
        ("1e0", LengthUnit.METRE, 1.0),
        ("4 ft 2 in", LengthUnit.METRE, 1.27),
        ("4'2\"", LengthUnit.CENTIMETRE, 1.27),
        ("4’ 2”", LengthUnit.METRE, 1.27),
        ("4′2″", LengthUnit.METRE, 1.27),
        ("4'2''", LengthUnit.METRE, 1.27),
        ("4'-2\"", LengthUnit.METRE, 1.27),
        ("4'-2 1/2\"", LengthUnit.METRE, 1.2827),
        ("4'2", LengthUnit.METRE, 1.27),
        ("5'6\"", LengthUnit.INCH, 1.6764),
        ("5 ft 6 in", LengthUnit.METRE, 1.6764),
        ("5 feet", LengthUnit.METRE, 1.524),
        ("60 inches", LengthUnit.METRE, 1.524),
        ("47 1/2 in", LengthUnit.METRE, 1.2065),
        ("47½ in.", LengthUnit.METRE, 1.2065),
        ("47 1/2", LengthUnit.INCH, 1.2065),
        ('26-3/16"', LengthUnit.METRE, 0.6651625),
        ("26-3/16", LengthUnit.INCH, 0.6651625),
        ("2*0.6", LengthUnit.METRE, 1.2),
        ("2 × 60 cm", LengthUnit.METRE, 1.2),
        ("0.6+0.6", LengthUnit.METRE, 1.2),
        ("(2 m - 10 cm) / 2", LengthUnit.INCH, 0.95),
        ("1 m + 20", LengthUnit.CENTIMETRE, 1.2),
        ("1,35", LengthUnit.METRE, 1.35),
        ("1.2m", LengthUnit.INCH, 1.2),
        ("3/2", LengthUnit.METRE, 1.5),
        ("1 m 20 cm", LengthUnit.METRE, 1.2),
    ],
)
def test_lengths_are_read_as_people_type_them(text: str, unit: LengthUnit, metres: float) -> None:
    assert read_number(WIDTH, text, unit) == pytest.approx(metres)


def test_small_fractions_of_an_inch_are_read() -> None:
    rail = ParameterAttributes(asset="frame", name="rail", unit="m", range=(0.0, 0.5))
    for text, metres in {"1/2 in": 0.0127, '1 1/2"': 0.0381, '6-3/16"': 0.1571625}.items():
        assert read_number(rail, text, LengthUnit.METRE) == pytest.approx(metres, abs=1e-12)


def test_what_belongs_to_the_quantity_may_be_typed() -> None:
    assert read_number(ANGLE, "45°", LengthUnit.METRE) == 45
    assert read_number(RATIO, "50 %", LengthUnit.METRE) == 0.5
    count = read_number(COUNT, "3", LengthUnit.METRE)
    assert count == 3
    assert isinstance(count, int)


@pytest.mark.parametrize(
    ("parameter", "text", "words"),
    [
        (WIDTH, "", "Type a number"),
        (WIDTH, "wide", "not a number"),
        (WIDTH, "nan", "not a number"),
        (WIDTH, "inf", "not a number"),
        (WIDTH, "1e999", "too large"),
        (WIDTH, "5", "Too large. Use 0.40 to 3.00 m."),
        (WIDTH, "0.1", "Too small. Use 0.40 to 3.00 m."),
        (WIDTH, "1 kg", "not a length"),
        (WIDTH, "1 m * 1 m", "multiplied"),
        (WIDTH, "1/0", "zero"),
        (WIDTH, "(1 m", "bracket"),
        (WIDTH, "2 in 5 ft", "not a number"),
        (ANGLE, "3 m", "does not belong"),
        (COUNT, "2.5", "whole number"),
        (COUNT, "7", "Use 1 to 6"),
        (BARE, "x", "not a number"),
    ],
)
def test_what_cannot_be_used_says_why_and_the_range(
    parameter: ParameterAttributes, text: str, words: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_number(parameter, text, LengthUnit.METRE)
    assert words.lower() in str(caught.value).lower()


@given(
    st.floats(0.4, 3.0),
    st.sampled_from(list(LengthUnit)),
)
@settings(max_examples=200)
def test_what_is_shown_can_be_typed_again(value: float, unit: LengthUnit) -> None:
    read = read_number(WIDTH, format_number(WIDTH, value, unit), unit)
    assert read == pytest.approx(value, abs=0.00051)
    assert 0.4 <= read <= 3.0


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for parameter in (WIDTH, ANGLE, COUNT, BARE):
        try:
            value = read_number(parameter, text, LengthUnit.CENTIMETRE)
        except UnreadableError as error:
            assert str(error)
        else:
            low, high = parameter.limits or (value, value)
            assert low <= value <= high


def test_steps_without_a_word_from_the_service() -> None:
    assert nice_step(COUNT) == 1
    assert nice_step(WIDTH) == 0.005
    assert nice_step(ANGLE) == 1.0
    assert nice_step(BARE) == 0.1
    assert range_text(BARE, LengthUnit.METRE) == ""


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("arm_height", "Arm height"),
        ("armHeight", "Arm height"),
        ("LEDStrip", "LED strip"),
        ("sash_6_over_6", "Sash 6 over 6"),
        ("french-casement", "French casement"),
        ("_", "_"),
    ],
)
def test_names_become_phrases(name: str, phrase: str) -> None:
    assert humanise(name) == phrase


def test_finishes_are_spoken() -> None:
    assert choice_label("painted_wood/dusty_blue") == "Painted wood, dusty blue"
