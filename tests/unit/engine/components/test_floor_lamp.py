"""The floor lamp keeps its height, shines as told, turns on its joints and stands soundly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from opus_studio.engine.components.floor_lamp import MODEL
from opus_studio.engine.components.floor_lamp.assets import SHADE, STAND
from opus_studio.engine.components.shared.light import glow
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request, Resolved

TEMPLATES = [template.name for template in MODEL.templates]
STYLES = ("simple", "modern", "classic", "rustic", "industrial", "scandinavian")
SIZES = ("small", "medium", "large")


def resolved(
    seed: int = 1,
    words: tuple[str, ...] = (),
    parameters: dict[str, Any] | None = None,
    keywords: dict[str, tuple[str, ...]] | None = None,
) -> Resolved:
    said = {"*": words} if words else {}
    said.update(keywords or {})
    request = Request("FloorLamp", seed=seed, parameters=parameters or {}, keywords=said)
    return resolve(MODEL, request)


def built(*args: Any, **rest: Any) -> Scene:
    return MODEL.build(resolved(*args, **rest))


def walk(branch: Node) -> list[Node]:
    return [branch, *(inner for child in branch.children for inner in walk(child))]


def node(scene: Scene, name: str) -> Node:
    found = [item for item in walk(scene.root) if item.name == name]
    assert found, f"There is no {name}."
    return found[0]


def place_of(scene: Scene, name: str) -> np.ndarray:
    """The mean of all points below a node, in the world."""
    names = {id(item) for item in walk(node(scene, name))}
    points = [
        item.part.mesh.positions @ item.matrix[:3, :3].T + item.matrix[:3, 3]
        for item in scene.placed()
        if id(item.node) in names
    ]
    return np.concatenate(points).mean(0)


@pytest.mark.parametrize("seed", range(25))
def test_random_lamps_are_sound_and_small(seed: int):
    scene = built(seed)
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000
    assert scene.bounds[0, 1] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_are_sound(template: str):
    report = check_scene(built(1, (template,)))
    assert report.ok, str(report)


@pytest.mark.parametrize("stand", ["arc", "tripod", "torchiere", "column", "reading"])
@pytest.mark.parametrize("shade", [asset.name for asset in SHADE.assets])
def test_the_height_asked_for_is_the_height(stand: str, shade: str):
    prefix = f"floor_lamp_stand_{stand}/"
    settings: dict[str, Any] = {prefix + "height": 1.6}
    if stand in ("tripod", "torchiere"):
        settings[prefix + "head_tilt"] = 0.0
    if stand == "reading":
        settings[prefix + "arm_angle"] = 0.0
    scene = built(7, ("medium",), settings, {SHADE.name: (shade,)})
    assert scene.size[1] == pytest.approx(1.6, abs=1e-3)


def test_the_shade_is_as_wide_as_asked_for_on_every_stand():
    for stand in STAND.assets:
        scene = built(
            3,
            (),
            {"floor_lamp_shade_drum/shade_diameter": 0.5},
            {STAND.name: (stand.name,)},
        )
        fabric = node(scene, "Fabric").parts[0].mesh.bounds
        assert np.ptp(fabric, axis=0)[[0, 2]] == pytest.approx([0.5, 0.5], abs=1e-3)


def test_the_bulb_shines_and_can_be_switched_off():
    key = "floor_lamp_bulb_classic/brightness"
    lit = built(1, ("scandinavian_tripod",), {key: 1.0})
    off = built(1, ("scandinavian_tripod",), {key: 0.0})
    assert max(m.emission_strength for m in lit.materials if any(m.emission)) > 1.0
    assert not any(any(m.emission) for m in off.materials)


def test_warmer_light_is_redder():
    warm, cold = glow(2200.0), glow(4000.0)
    assert warm[0] == cold[0] == pytest.approx(1.0)
    assert warm[2] < cold[2]
    assert warm[0] > warm[1] > warm[2]


def test_the_arm_and_the_head_turn_on_their_joints():
    arm = "floor_lamp_stand_reading/arm_angle"
    low, high = (
        built(1, ("pharmacy_lamp",), {arm: value, "floor_lamp_stand_reading/head_tilt": 0})
        for value in (0.0, 40.0)
    )
    assert node(low, "Arm").translation == node(high, "Arm").translation
    assert place_of(high, "Shade")[1] > place_of(low, "Shade")[1] + 0.1
    level, tilted = (
        built(1, ("pharmacy_lamp",), {"floor_lamp_stand_reading/head_tilt": value})
        for value in (0.0, 60.0)
    )
    assert node(level, "Head").translation == node(tilted, "Head").translation
    assert place_of(tilted, "Shade")[0] > place_of(level, "Shade")[0] + 0.02


def test_a_hanging_shade_is_below_its_joint_and_an_uplighter_above():
    arc = built(1, ("italian_arc",))
    assert place_of(arc, "Bulb")[1] < node(arc, "Head").translation[1]
    up = built(1, ("art_deco_torchiere",))
    assert place_of(up, "Bulb")[1] > node(up, "Head").translation[1]


def test_the_base_holds_the_lamp():
    for seed in range(8):
        scene = built(seed, (), None, {STAND.name: ("arc",)})
        width = np.ptp(node(scene, "Base").parts[0].mesh.bounds, axis=0)[0]
        assert width >= 0.24


def test_the_cable_ends_in_a_plug_on_the_floor():
    scene = built(2)
    names = {item.name for item in walk(node(scene, "Cable"))}
    assert "Plug" in names
    assert place_of(scene, "Plug")[1] < 0.02


def test_every_template_and_keyword_changes_the_lamp():
    for words in (TEMPLATES, STYLES, SIZES):
        seen = {tuple((v.key, v.value) for v in resolved(4, (word,)).values) for word in words}
        assert len(seen) == len(words)


def test_sizes_follow_their_keywords():
    for seed in range(4):
        heights = [
            built(seed, (word,), None, {STAND.name: ("column",)}).size[1]
            for word in ("small", "medium", "large")
        ]
        assert heights[0] < heights[1] < heights[2]


def test_the_same_request_gives_the_same_lamp():
    for one, two in zip(built(11).placed(), built(11).placed(), strict=True):
        assert np.array_equal(one.part.mesh.positions, two.part.mesh.positions)
        assert np.array_equal(one.part.mesh.uvs, two.part.mesh.uvs)
        assert one.part.material == two.part.material


def test_the_models_color_leaves_bulb_and_cable_as_they_are():
    plain = {m.name: m.color for m in built(1, ("scandinavian_tripod",)).materials}
    red = {
        m.name: m.color
        for m in built(
            1, ("scandinavian_tripod",), {"FloorLamp/color_rgb": (0.8, 0.1, 0.1)}
        ).materials
    }
    assert red["Shade"] != plain["Shade"]
    assert red["Cable"] == plain["Cable"]
    assert red["Bulb"] == plain["Bulb"]
