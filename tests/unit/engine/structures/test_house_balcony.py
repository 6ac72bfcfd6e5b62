"""The balcony of a house: what opens onto it, and what it keeps clear of."""

from __future__ import annotations

from functools import cache

import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.scene import Scene
from opus_studio.engine.schema import Request
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import Layout, layout

SEEDS = (0, 1, 8, 9, 13, 20)


@cache
def house(seed: int) -> tuple[HouseContext, Layout, Scene]:
    request = Request(
        "House",
        seed=seed,
        keywords={"house_balcony": ("upper",), "house_entrance": ("canopy",)},
        parameters={"house_storeys_gen/floors": 2},
    )
    resolved = catalog.resolve_request(request)
    context = HouseContext(resolved)
    return context, layout(context), catalog.build(resolved)


def test_most_houses_of_two_floors_have_room_for_one():
    assert sum(house(seed)[1].terrace is not None for seed in SEEDS) >= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_the_window_behind_it_goes_down_to_the_floor(seed: int):
    context, plan, _ = house(seed)
    if plan.terrace is None:
        pytest.skip("No room on this house.")
    window = plan.terrace.window
    assert window in plan.openings
    assert window.floor == 1
    assert window.y == pytest.approx(context.floor_level(1) + 0.02, abs=1e-6)
    assert plan.terrace.floor < window.y
    assert plan.terrace.width > window.unit.need


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_of_it_stands_before_an_opening_below(seed: int):
    _, plan, scene = house(seed)
    if plan.terrace is None:
        pytest.skip("No room on this house.")
    for opening in plan.of(plan.terrace.window.edge):
        if opening.floor == 0 and plan.terrace.over(opening.edge, *opening.span):
            assert opening.y + opening.unit.height < plan.terrace.low
    assert check_scene(scene).problems == ()


def test_there_is_none_on_a_low_house():
    request = Request(
        "House",
        seed=0,
        keywords={"house_balcony": ("upper",)},
        parameters={"house_storeys_gen/floors": 1},
    )
    scene = catalog.build(catalog.resolve_request(request))
    assert all(child.name != "Balcony" for child in scene.root.children)
