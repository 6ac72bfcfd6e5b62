"""The sofa as a designer meets it: sizes, keywords, templates, colours, soundness."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from opus_studio.engine import catalog
from opus_studio.engine.color import linear
from opus_studio.engine.components.sofa import MODEL
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import read_request, resolve
from opus_studio.engine.scene import Scene
from opus_studio.engine.schema import Resolved

LAYOUT_SLOT = "furniture_sofa_layouts"
STRAIGHT = "furniture_sofa_layouts_straight"
CHAISE = "furniture_sofa_layouts_chaise"
MODULAR = "furniture_sofa_layouts_modular"
CHESTERFIELD = "furniture_sofa_layouts_chesterfield"


def resolved(seed: int = 1, keywords: Any = None, **parameters: Any) -> Resolved:
    """A resolved request; parameters are written `asset__parameter`."""
    body = {
        "name": "Sofa",
        "extensions": ["glb"],
        "keywords": keywords or {},
        "parameters": {key.replace("__", "/"): value for key, value in parameters.items()},
    }
    return resolve(MODEL, read_request(body, seed=seed))


def build(seed: int = 1, keywords: Any = None, **parameters: Any) -> Scene:
    return MODEL.build(resolved(seed, keywords, **parameters))


def fingerprint(scene: Scene) -> tuple[Any, ...]:
    """What a viewer would see: meshes, places and materials."""
    return tuple(
        (
            placed.node.name,
            len(placed.part.mesh.positions),
            round(float(placed.part.mesh.positions.sum()), 5),
            placed.part.material,
            placed.matrix.round(6).tobytes(),
        )
        for placed in scene.placed()
    )


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Sofa", "keywords": {"*": ["small"]}, "extensions": ["usd"]},
        {
            "name": "Sofa",
            "texture_resolution": "1024",
            "extensions": ["usd", "fbx"],
            "parameters": {"furniture_sofa_layouts_modular/sofa_modular_overall_width": 2},
            "keywords": {"*": ["modern"]},
        },
        {
            "name": "Sofa",
            "extensions": ["gltf"],
            "parameters": {"sofa_arm_circular/arm_height": 0.55},
            "keywords": {"*": ["modern"], "sofa_arm": ["circular"]},
            "seed": 42,
        },
    ],
)
def test_the_vendors_requests_work_word_for_word(body: dict[str, Any]) -> None:
    request = read_request(body, seed=5)
    chosen = catalog.resolve_request(request)
    scene = catalog.build(chosen)
    values = {value.key: value.value for value in chosen.all_values()}
    for key, value in body.get("parameters", {}).items():
        assert values[key] == value
    assert check_scene(scene).ok
    if f"{MODULAR}/sofa_modular_overall_width" in values:
        assert scene.size[0] == pytest.approx(2.0, abs=1e-3)


@pytest.mark.parametrize("seed", [*range(23), 83, 193])
def test_random_sofas_are_sound_and_within_budget(seed: int) -> None:
    scene = build(seed)
    report = check_scene(scene)
    assert report.problems == ()
    assert report.triangles <= 60_000
    low, high = scene.bounds
    assert low[1] == pytest.approx(0.0, abs=1e-3), "it stands on the floor"
    assert high[1] < 1.25


@pytest.mark.parametrize("arm", ["track", "rolled", "sloped", "circular", "none"])
@pytest.mark.parametrize(
    ("layout", "wide", "deep"),
    [
        (STRAIGHT, "sofa_straight_overall_width", "overall_depth"),
        (CHAISE, "sofa_chaise_overall_width", "chaise_length"),
        (MODULAR, "sofa_modular_overall_width", "sofa_modular_overall_length"),
        (CHESTERFIELD, "sofa_chesterfield_overall_width", "overall_depth"),
    ],
)
def test_overall_sizes_are_exact(layout: str, wide: str, deep: str, arm: str) -> None:
    for seed in (3, 11):
        chosen = resolved(
            seed,
            {"furniture_sofa_layouts": [layout.rsplit("_", 1)[1]], "sofa_arm": [arm]},
            **{f"{layout}__overall_height": 0.81},
        )
        values = {value.key: value.value for value in chosen.all_values()}
        width, height, depth = MODEL.build(chosen).size
        assert width == pytest.approx(values[f"{layout}/{wide}"], abs=1e-3)
        assert height == pytest.approx(0.81, abs=1e-3)
        assert depth == pytest.approx(values[f"{layout}/{deep}"], abs=1e-3)


@pytest.mark.parametrize("extreme", [0, 1])
@pytest.mark.parametrize("layout", ["straight", "chaise", "modular", "chesterfield"])
def test_the_ends_of_all_ranges_give_sound_sofas(layout: str, extreme: int) -> None:
    for seed in range(3):
        keywords = {"furniture_sofa_layouts": [layout]}
        chosen = resolved(seed, keywords)
        edge = {}
        for value in chosen.values:
            kind = MODEL.parameters[value.key].kind
            if hasattr(kind, "low"):
                edge[value.key.replace("/", "__")] = kind.high if extreme else kind.low
        assert check_scene(build(seed, keywords, **edge)).problems == ()


def test_every_template_is_a_sofa_of_its_own() -> None:
    plain = build(7)
    looks = {fingerprint(plain)}
    for template in MODEL.templates:
        chosen = resolved(7, {"*": [template.name]})
        for use in template.uses:
            asset = next(a for a in chosen.assets.values() if type(a) is use.asset)
            for name, value in use.values.items():
                assert getattr(asset, name) == value
        looks.add(fingerprint(MODEL.build(chosen)))
    assert len(looks) == len(MODEL.templates) + 1


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_size_keywords_rule_the_width(size: str) -> None:
    widths = [build(s, {"*": [size], LAYOUT_SLOT: ["straight"]}).size[0] for s in range(3)]
    low, high = {"small": (1.3, 1.7), "medium": (1.8, 2.2), "large": (2.3, 2.9)}[size]
    assert all(low <= width <= high for width in widths)


def test_every_style_changes_the_sofa() -> None:
    styles = ("simple", "modern", "classic", "rustic", "industrial", "scandinavian")
    looks = {fingerprint(build(12, {"*": [style]})) for style in styles}
    assert len(looks) == len(styles)
    covers = {type(resolved(s, {"*": ["industrial"]}).assets["sofa_upholstery"]) for s in range(6)}
    assert [cover.name for cover in covers] == ["sofa_upholstery_leather"]


def test_every_asset_of_every_slot_changes_the_sofa() -> None:
    for slot in MODEL.slots:
        # A Chesterfield has one back, a corner sofa no bench.
        base = {} if slot.name == LAYOUT_SLOT else {LAYOUT_SLOT: ["straight"]}
        looks = {
            fingerprint(build(4, {**base, slot.name: [slot.short_name(asset)]}))
            for asset in slot.assets
        }
        assert len(looks) == len(slot.assets)


def test_the_same_seed_gives_the_same_sofa() -> None:
    assert fingerprint(build(21)) == fingerprint(build(21))
    assert fingerprint(build(21)) != fingerprint(build(22))


def colors(scene: Scene, name: str) -> set[Any]:
    """Colours of the parts below the branches whose name begins like this."""
    return {
        placed.part.material.color
        for child in scene.root.children
        if child.name.startswith(name)
        for placed in Scene(child).placed()
        if placed.part.material.name not in ("Piping", "Nails")
    }


def test_colours_reach_what_they_name() -> None:
    red, blue, green = (0.8, 0.1, 0.1), (0.1, 0.2, 0.7), (0.1, 0.5, 0.2)
    words = {"*": ["lawson"]}
    whole = build(3, words, Sofa__color_rgb=red)
    for branch in ("Arms", "Back", "Seat", "Platform"):
        assert colors(whole, branch) == {linear(red)}
    assert linear(red) not in colors(whole, "Supports"), "legs stay wood"
    part = build(3, words, Sofa__color_rgb=red, sofa_arm__color_rgb=blue)
    assert colors(part, "Arms") == {linear(blue)}
    assert colors(part, "Seat") == {linear(red)}
    fine = build(3, words, sofa_upholstery__color_rgb=blue, sofa_arm_rolled__color_rgb=green)
    assert colors(fine, "Arms") == {linear(green)}
    assert colors(fine, "Back") == {linear(blue)}
    legs = build(3, words, sofa_legs__color_rgb=green, sofa_throw_pillows__color_rgb=blue)
    assert colors(legs, "Supports") == {linear(green)}
    assert colors(legs, "Pillows") == {linear(blue)}


def test_branches_name_their_slots() -> None:
    scene = build(1, {"*": ["lawson"]})
    slots = {child.slot for child in scene.root.children}
    assert slots <= {slot.name for slot in MODEL.slots}
    assert {"sofa_arm", "sofa_back", "sofa_seat_cushions", "sofa_legs"} <= slots
    names = [placed.node.name for placed in scene.placed()]
    assert {"Arm left", "Arm right", "Seat cushion 1", "Back cushion 3"} <= set(names)


def test_materials_have_names_of_their_own() -> None:
    for seed in range(12):
        materials = build(seed).materials
        assert len({material.name for material in materials}) == len(materials)


def test_seats_stay_wide_enough() -> None:
    narrow = build(
        2,
        **{f"{STRAIGHT}__sofa_straight_overall_width": 1.3, f"{STRAIGHT}__seats": 4},
        sofa_seat_cushions_loose__sag=0.01,
    )
    cushions = [p for p in narrow.placed() if p.node.name.startswith("Seat cushion")]
    assert 1 <= len({p.node.name for p in cushions}) <= 2
    assert all(np.ptp(p.part.mesh.positions[:, 0]) > 0.4 for p in cushions)


def test_coarse_detail_needs_fewer_triangles() -> None:
    fine = resolved(9)
    coarse = MODEL.build(replace(fine, detail=0))
    assert coarse.triangle_count < 0.7 * MODEL.build(fine).triangle_count
