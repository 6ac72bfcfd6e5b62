"""Every part of a house is held by another, down to the ground."""

from __future__ import annotations

import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import bevelled_box
from opus_studio.engine.scene import Material, Node, Part, Scene
from opus_studio.engine.schema import Request
from tests.tools.floating import floating


@pytest.mark.parametrize("seed", [2, 6, 8, 14])
def test_nothing_hangs_in_the_air(seed: int):
    scene = catalog.build(catalog.resolve_request(Request("House", seed=seed)))
    assert floating(scene) == []


def test_what_hangs_in_the_air_is_found():
    stone = Material("Stone", "limestone")
    blocks = [
        Node(name, (Part(bevelled_box((1.0, 1.0, 1.0), 0.01), stone),)).moved((0.0, y, 0.0))
        for name, y in (("Foot", 0.5), ("Joined", 1.505), ("Loose", 2.6))
    ]
    assert floating(Scene(Node("Pile", children=tuple(blocks)))) == ["Loose"]
