"""The table keeps its sizes, stands soundly in every combination, and follows its keywords."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from opus_studio.engine import catalog
from opus_studio.engine.components.table import MODEL
from opus_studio.engine.components.table.assets import BASE, LAYOUT, TOP
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request, Resolved

TEMPLATES = [template.name for template in MODEL.templates]
STYLES = ("simple", "modern", "classic", "rustic", "industrial", "scandinavian")
SIZES = ("small", "medium", "large")


def resolved(seed: int = 1, words: tuple[str, ...] = (), **parameters: Any) -> Resolved:
    settings = {name.replace("__", "/"): value for name, value in parameters.items()}
    keywords = {"*": words} if words else {}
    return resolve(MODEL, Request("Table", seed=seed, parameters=settings, keywords=keywords))


def built(seed: int = 1, words: tuple[str, ...] = (), **parameters: Any) -> Scene:
    return MODEL.build(resolved(seed, words, **parameters))


def node(scene: Scene, name: str) -> Node:
    found = [item for item in walk(scene.root) if item.name == name]
    assert found, f"There is no {name}."
    return found[0]


def walk(branch: Node) -> list[Node]:
    return [branch, *(inner for child in branch.children for inner in walk(child))]


def choices(resolved: Resolved) -> tuple[Any, ...]:
    return tuple((value.asset, value.key, value.value) for value in resolved.values)


def test_the_vendors_own_request_gives_exactly_that_table():
    scene = catalog.build(
        catalog.resolve_request(
            Request(
                "Table",
                seed=3,
                parameters={
                    "furniture_table_layouts_rectangle/rectangle_table_height": 0.75,
                    "furniture_table_layouts_rectangle/rectangle_table_top_width": 1.2,
                    "furniture_table_layouts_rectangle/rectangle_table_top_depth": 0.95,
                },
            )
        )
    )
    assert scene.size == pytest.approx((1.2, 0.75, 0.95), abs=1e-4)


@pytest.mark.parametrize("base", [asset.name for asset in BASE.assets])
@pytest.mark.parametrize("layout", [asset.name for asset in LAYOUT.assets])
def test_every_base_stands_inside_every_top(layout: str, base: str):
    for seed, word in itertools.product((5, 6), ("small", "large")):
        values = resolve(
            MODEL,
            Request(
                "Table",
                seed=seed,
                keywords={LAYOUT.name: (layout, word), BASE.name: (base,)},
                parameters=(
                    {f"{layout}/extendable_table_opening": 0}
                    if layout.endswith("extendable")
                    else {}
                ),
            ),
        )
        scene = MODEL.build(values)
        base_points = np.concatenate(
            [
                item.part.mesh.positions @ item.matrix[:3, :3].T + item.matrix[:3, 3]
                for item in scene.placed()
                if item.slot == BASE.name
            ]
        )
        half = np.array(scene.size) / 2.0
        assert base_points[:, 1].min() == pytest.approx(0.0, abs=1e-3)
        reach = np.abs(base_points[:, [0, 2]]) / half[[0, 2]]
        if values[LAYOUT].name.endswith("round"):
            assert np.hypot(*reach.T).max() <= 1.0
        assert reach.max() <= 1.0


@pytest.mark.parametrize("seed", range(25))
def test_random_tables_are_sound_and_small(seed: int):
    scene = built(seed)
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000
    assert scene.bounds[0, 1] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize(
    ("asset", "width", "height", "depth"),
    [
        ("rectangle", "rectangle_table_top_width", "rectangle_table_height",
         "rectangle_table_top_depth"),
        ("round", "round_table_top_diameter", "round_table_height", "round_table_top_diameter"),
        ("oval", "oval_table_top_width", "oval_table_height", "oval_table_top_depth"),
        ("extendable", "extendable_table_top_width", "extendable_table_height",
         "extendable_table_top_depth"),
    ],
)  # fmt: skip
def test_overall_sizes_are_exact(asset: str, width: str, height: str, depth: str):
    prefix = f"furniture_table_layouts_{asset}/"
    wanted = {width: 1.37, height: 0.733, depth: 0.91}
    if asset == "round":
        wanted[width] = 0.91
    settings: dict[str, Any] = {prefix + name: value for name, value in wanted.items()}
    if asset == "extendable":
        settings[prefix + "extendable_table_opening"] = 0.0
    for seed in range(6):
        scene = MODEL.build(resolve(MODEL, Request("Table", seed=seed, parameters=settings)))
        expected = (wanted[width], wanted[height], wanted[depth])
        assert scene.size == pytest.approx(expected, abs=1e-3)


def test_leaves_slide_out_and_end_level_with_the_top():
    key = "furniture_table_layouts_extendable/extendable_table_opening"

    def at(opening: float) -> tuple[Node, Node]:
        request = Request("Table", seed=2, parameters={key: opening}, keywords={"*": ("small",)})
        scene = MODEL.build(resolve(MODEL, request))
        return node(scene, "Top"), node(scene, "Leaf right")

    _, closed = at(0.0)
    _, half = at(0.5)
    top, opened = at(1.0)
    assert closed.translation[0] < half.translation[0] < opened.translation[0]
    assert closed.translation[1] == half.translation[1] < opened.translation[1]
    assert opened.translation[1] == pytest.approx(top.translation[1], abs=1e-6)
    leaf_start = opened.translation[0] + opened.parts[0].mesh.bounds[0, 0]
    assert leaf_start == pytest.approx(top.parts[0].mesh.bounds[1, 0], abs=0.003)


def test_every_template_and_keyword_changes_the_table():
    for words in (TEMPLATES, STYLES, SIZES):
        seen = {choices(resolved(4, (word,))) for word in words}
        assert len(seen) == len(words)


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_are_sound(template: str):
    report = check_scene(built(1, (template,)))
    assert report.ok, str(report)


def test_sizes_follow_their_keywords():
    areas = [built(8, (word,)).size for word in ("small", "medium", "large")]
    floor = [width * depth for width, _, depth in areas]
    assert floor[0] < floor[1] < floor[2]


def test_boards_of_a_top_are_cut_from_different_places():
    scene = built(1, ("shaker",))
    top = node(scene, "Top").parts[0].mesh
    face = top.normals[:, 1] > 0.99
    # Where a board is cut shows as the difference between its chart and its place.
    shift = np.round((top.uvs - top.positions[:, [0, 2]] * (1.0, -1.0))[face], 3)
    assert len(np.unique(shift, axis=0)) >= 4


def test_the_same_request_gives_the_same_table():
    first, second = built(11), built(11)
    for one, two in zip(first.placed(), second.placed(), strict=True):
        assert np.array_equal(one.part.mesh.positions, two.part.mesh.positions)
        assert np.array_equal(one.part.mesh.uvs, two.part.mesh.uvs)
        assert one.part.material == two.part.material


def test_colors_reach_the_slot_that_was_named():
    scene = MODEL.build(
        resolve(
            MODEL,
            Request(
                "Table",
                seed=1,
                keywords={"*": ("shaker",)},
                parameters={
                    "Table/color_rgb": (0.1, 0.2, 0.3),
                    f"{TOP.name}/color_rgb": (0.9, 0.1, 0.1),
                },
            ),
        )
    )
    colors = {material.name: material.color for material in scene.materials}
    assert colors["Top"] != colors["Base"]
    assert all(color is not None for color in colors.values())
