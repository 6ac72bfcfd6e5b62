"""Every model of the catalogue, over seeds: sound geometry, the budget, and a valid file.

`python tests/benchmarks/survey_seeds.py` does the same with two hundred seeds of each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from opus_studio.engine import catalog
from tests.tools.survey import survey

SEEDS = range(700, 708)


@pytest.mark.parametrize("name", list(catalog.models()))
def test_seeds_are_sound_within_budget_and_valid(name: str, tmp_path: Path):
    assert survey(name, SEEDS, tmp_path) == []
