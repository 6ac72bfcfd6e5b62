"""Numbers from a seed and a name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opus_studio.engine.random_streams import generator, uniform
from opus_studio.protocol import MAX_SEED


def test_the_numbers_of_a_seed_are_the_same_for_ever():
    """A published request must make the same asset in the next version too."""
    assert uniform(0, "a") == 0.9550544671073851
    assert uniform(48213, "Window/window_sill/depth") == 0.04924023174614176
    assert generator(7, "Window/boards").integers(0, 10**9) == 683837601


@given(st.integers(0, MAX_SEED), st.text(max_size=20))
def test_a_uniform_number_is_below_one_and_repeats(seed, name):
    number = uniform(seed, name)
    assert 0.0 <= number < 1.0
    assert uniform(seed, name) == number
    assert uniform(seed, name + "x") != number
    assert uniform((seed + 1) % (MAX_SEED + 1), name) != number


def test_they_are_spread_evenly():
    numbers = sorted(uniform(seed, "spread") for seed in range(4000))
    worst = max(abs(value - (i + 0.5) / 4000) for i, value in enumerate(numbers))
    assert worst < 1.63 / 4000**0.5  # Kolmogorov and Smirnov's test at 1 %
