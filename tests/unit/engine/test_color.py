"""Colours between sRGB and linear RGB."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opus_studio.engine.color import NAMED, color, linear, srgb

channels = st.tuples(*[st.floats(0.0, 1.0)] * 3)


@pytest.mark.parametrize(
    ("coded", "light"),
    [
        ((0.0, 0.5, 1.0), (0.0, 0.21404114, 1.0)),
        ((0.04, 0.04045, 0.05), (0.0030959752, 0.0031308, 0.0039359396)),
        ((0.2, 0.4, 0.8), (0.033104767, 0.13286832, 0.60382734)),
    ],
)
def test_the_curve_is_that_of_the_standard(coded, light):
    """IEC 61966-2-1: a line near black, then a power of 2.4."""
    assert linear(coded) == pytest.approx(light, abs=2e-6)
    assert srgb(light) == pytest.approx(coded, abs=2e-5)


@given(channels)
def test_there_and_back(coded):
    assert srgb(linear(coded)) == pytest.approx(coded, abs=1e-6)


def test_a_named_colour_is_its_code_in_linear_light():
    assert srgb(color("navy")) == pytest.approx((0x2B / 255, 0x3A / 255, 0x55 / 255))
    assert color("navy") is NAMED["navy"]
    with pytest.raises(KeyError):
        color("mauve")
