"""What touches nothing is found; what touches, stands within or stands on the ground is not."""

from __future__ import annotations

import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import CLEARANCE, bevelled_box, floating, lathe
from opus_studio.engine.scene import Material, Node, Part, Scene
from opus_studio.engine.schema import Request

STEEL = Material("Steel", "steel")


def box(name: str, size: tuple[float, float, float], at: tuple[float, float, float]) -> Node:
    return Node(name, (Part(bevelled_box(size, 0.0005), STEEL),), translation=at)


def loose(*nodes: Node, gap: float = 1e-3) -> list[str]:
    return [found.names[0] for found in floating(Scene(Node("Thing", children=nodes)), gap)]


PLATE = box("Plate", (1.0, 0.02, 1.0), (0.0, 1.0, 0.0))
FOOT = box("Foot", (0.1, 0.99, 0.1), (0.0, 0.495, 0.0))


def test_a_knob_that_hangs_in_the_air_is_found() -> None:
    knob = box("Knob", (0.03, 0.03, 0.03), (0.2, 1.031, 0.0))
    assert loose(PLATE, FOOT, knob) == ["Knob"]
    assert loose(PLATE, FOOT, knob, gap=7e-3) == []


def test_a_half_millimetre_is_no_gap() -> None:
    assert loose(PLATE, FOOT, box("Knob", (0.03, 0.03, 0.03), (0.2, 1.0255, 0.0))) == []


def test_a_rod_through_a_plate_touches_it() -> None:
    rod = lathe([(0.0, 0.6), (0.01, 0.6), (0.01, 1.4), (0.0, 1.4)], segments=12)
    assert loose(PLATE, FOOT, Node("Rod", (Part(rod, STEEL),), translation=(0.2, 0.0, 0.0))) == []


def test_a_core_within_touches_what_is_around_it() -> None:
    assert loose(PLATE, FOOT, box("Core", (0.04, 0.3, 0.04), (0.0, 0.5, 0.0))) == []


def test_the_ground_holds_two_posts_together() -> None:
    posts = [box(f"Post {k}", (0.1, 1.0, 0.1), (k, 0.5, 0.0)) for k in range(3)]
    assert loose(*posts) == []


@pytest.mark.parametrize(
    ("model", "seed"),
    [
        ("Chair", 20001),
        ("Chair", 20006),
        ("Chair", 20007),
        ("Chair", 20008),
        ("Chair", 20009),
        ("GarageDoorStandalone", 20008),
        ("GarageDoorStandalone", 20011),
        ("GarageDoorStandalone", 20016),
        ("Library", 20004),
        ("Library", 20009),
        ("Sofa", 20004),
        ("Table", 20001),
    ],
)
def test_nothing_hangs_in_the_air(model: str, seed: int) -> None:
    scene = catalog.build(catalog.resolve_request(Request(model, seed)))
    assert [str(found) for found in floating(scene, CLEARANCE)] == []
