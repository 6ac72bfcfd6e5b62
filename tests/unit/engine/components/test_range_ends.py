"""Requests with values at the ends of their ranges, each of which once failed or built badly."""

from __future__ import annotations

import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.schema import Request

L_PLAN, T_PLAN = "house_footprint_l_shape/wing_depth", "house_footprint_t_shape/wing_depth"
GABLE, HIP = "house_roof_gable/overhang", "house_roof_hip/overhang"


@pytest.mark.parametrize(
    ("model", "seed", "values"),
    [
        ("House", 0, {L_PLAN: 0.6, GABLE: 0.9}),
        ("House", 1, {L_PLAN: 0.6, HIP: 0.9}),
        ("House", 2, {T_PLAN: 0.6, GABLE: 0.9}),
        ("House", 86, {T_PLAN: 0.6}),
        ("House", 3, {"house_footprint_u_shape/wing_depth": 0.6, HIP: 0.9}),
        (
            "Fence",
            348,
            {"fence_layout_corner/fence_length": 0.8, "fence_top_coping/top_width": 0.4},
        ),
        (
            "Chair",
            565,
            {
                "furniture_chair_layouts_upholstered/seat_width": 0.43,
                "furniture_chair_layouts_upholstered/back_bow": 0.07,
            },
        ),
    ],
)
def test_values_at_the_ends_of_their_ranges_build_cleanly(
    model: str, seed: int, values: dict[str, float]
) -> None:
    resolved = catalog.resolve_request(Request(model, seed, parameters=values))
    assert check_scene(catalog.build(resolved)).problems == ()
