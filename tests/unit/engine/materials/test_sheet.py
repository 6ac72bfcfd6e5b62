"""The picture of the finishes."""

from __future__ import annotations

import pytest

from opus_studio.engine.materials.sheet import render_row


@pytest.mark.parametrize("name", ["oak", "polished_steel", "clear_glass", "chain_link"])
def test_row_shows_a_sphere_and_three_planes(name: str) -> None:
    row = render_row(name, 32, resolution=64)
    assert row.shape == (32, 128, 3)
    assert row.std() > 2.0


def test_metal_and_wood_look_different() -> None:
    wood = render_row("walnut", 32, resolution=64)[:, :32].mean(axis=(0, 1))
    metal = render_row("brushed_aluminium", 32, resolution=64)[:, :32].mean(axis=(0, 1))
    assert wood[0] - wood[2] > 15, "brown is red rather than blue"
    assert abs(metal[0] - metal[2]) < 12, "aluminium is grey"
