"""The garage at the side of a house: where it stands and what it keeps clear of."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request
from opus_studio.engine.structures.house.context import HouseContext
from opus_studio.engine.structures.house.openings import Layout, layout

SEEDS = (1, 3, 9, 13, 26, 30)


@cache
def house(seed: int) -> tuple[HouseContext, Layout, Scene]:
    request = Request("House", seed=seed, keywords={"house_garage": ("attached",)})
    resolved = catalog.resolve_request(request)
    context = HouseContext(resolved)
    return context, layout(context), catalog.build(resolved)


def branch(scene: Scene, name: str) -> Node:
    return next(child for child in scene.root.children if child.name == name)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_garage_stands_beside_the_house_and_on_the_ground(seed: int):
    context, plan, scene = house(seed)
    assert plan.garage is not None
    assert plan.garage.plan.polygon.intersection(context.plan.polygon).area < 0.2
    assert plan.garage.plan.polygon.distance(context.plan.polygon) == 0.0
    low, high = Scene(branch(scene, "Garage")).bounds
    assert low[1] == pytest.approx(0.0, abs=0.005)
    assert high[1] <= plan.garage.peak + 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_the_garage_hides_no_window(seed: int):
    _, plan, _ = house(seed)
    assert plan.garage is not None
    for opening in plan.of(plan.garage.side):
        beside = opening.span[1] < plan.garage.span[0] or opening.span[0] > plan.garage.span[1]
        assert beside or opening.y > plan.garage.peak


@pytest.mark.parametrize("seed", SEEDS)
def test_its_roof_stays_below_that_of_the_house(seed: int):
    context, plan, scene = house(seed)
    assert plan.garage is not None
    garage = Scene(branch(scene, "Garage")).bounds
    assert garage[1, 1] < context.peak
    assert check_scene(scene).problems == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_car_drives_in_from_the_front(seed: int):
    _, _, scene = house(seed)
    door = next(child for child in branch(scene, "Garage").children if child.name == "Garage door")
    turned = Scene(Node("Only", children=(door,)))
    frame = next(p for p in turned.placed() if p.node.name == "Frame")
    out = frame.matrix[:3, 2]
    assert np.allclose(out, (0.0, 0.0, 1.0), atol=1e-6)
    assert door.translation[1] == pytest.approx(0.02, abs=1e-6)


def test_a_garage_that_was_not_asked_for_is_not_there():
    request = Request("House", seed=3, keywords={"house_garage": ("none",)})
    scene = catalog.build(catalog.resolve_request(request))
    assert all(child.name != "Garage" for child in scene.root.children)


def test_sizes_that_were_set_hold():
    request = Request(
        "House",
        seed=26,
        parameters={
            "house_garage_attached/garage_width": 6.4,
            "garage_door_frame_gen/frame_width": 5.0,
        },
    )
    context = HouseContext(catalog.resolve_request(request))
    garage = layout(context).garage
    assert garage is not None
    front = garage.plan.edges[garage.front]
    assert front.length == pytest.approx(6.4, abs=0.02)
    assert garage.door.width == pytest.approx(5.0, abs=1e-6)
