"""The model Chimney: exact size, sound meshes, level courses, lead that steps up the roof."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.building.chimney import COURSE, Level, grown, rectangle_at, tower
from opus_studio.engine.building.flashing import Surface, side
from opus_studio.engine.components.chimney import MODEL
from opus_studio.engine.geometry import check, check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes


def chimney(seed=0, words=(), slots=None, **parameters):
    """A built chimney; parameters as `asset__parameter`, the model's prefix left out."""
    given_ = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        given_[f"chimney_{asset}/{name}"] = value
    keywords = {f"chimney_{slot}": (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return MODEL.build(resolve(MODEL, Request(MODEL.name, seed, given_, keywords)))


def branch(scene: Scene, name: str) -> Scene | None:
    found = [child for child in scene.root.children if child.name == name]
    return Scene(Node("Only", children=tuple(found))) if found else None


@given(
    width=st.floats(0.45, 3.2),
    depth=st.floats(0.45, 1.2),
    foot=st.sampled_from(["slope", "ridge", "level"]),
    pitch=st.floats(10, 65),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=30, deadline=None)
def test_a_shaft_measures_what_was_asked_for(width, depth, foot, pitch, seed):
    scene = chimney(
        seed,
        form_stack__stack_width=width,
        form_stack__stack_depth=depth,
        form_stack__foot=foot,
        form_stack__roof_pitch=pitch,
    )
    assert scene.size[0] == pytest.approx(width, abs=1e-4)
    assert scene.size[2] == pytest.approx(depth, abs=1e-4)


@pytest.mark.parametrize("form", ["stack", "cluster", "breast"])
@pytest.mark.parametrize(
    "crown", ["plain", "oversailing", "corbelled", "dentil", "slab", "cornice"]
)
def test_the_masonry_ends_at_the_height_asked_for(form, crown):
    scene = chimney(3, slots={"crown": crown}, **{f"form_{form}__stack_height": 5.5})
    solid = branch(scene, "Crown") or branch(scene, "Shaft")
    assert solid.bounds[1, 1] == pytest.approx(5.5, abs=1e-4)


def test_a_breast_stands_on_the_ground_with_its_back_in_the_wall():
    scene = chimney(1, form_breast__breast_width=2.1, form_breast__breast_depth=0.7)
    low, high = branch(scene, "Shaft").bounds
    assert low[1] == pytest.approx(0.0, abs=1e-6)
    assert low[2] == pytest.approx(0.0, abs=1e-3)
    assert high[0] - low[0] == pytest.approx(2.1, abs=1e-3)


def test_a_foot_is_cut_to_its_slope():
    scene = chimney(
        0, form_stack__foot="slope", form_stack__roof_pitch=45, form_stack__stack_depth=0.9
    )
    points = branch(scene, "Shaft").root.children[0].parts[0].mesh.positions
    front = points[points[:, 2] > 0.44][:, 1].min()
    back = points[points[:, 2] < -0.44][:, 1].min()
    assert back - front == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_chimneys_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(chimney(seed))
        assert report.ok, f"seed {seed}: {report}"


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = chimney(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 12_000


@pytest.mark.parametrize("seed", range(40))
def test_any_values_within_the_ranges_give_a_sound_chimney(seed):
    values = extremes(MODEL, seed)
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 20_000


def test_sizes_follow_their_keywords():
    def widths(word):
        return [chimney(seed, [word], {"form": "stack"}).size[0] for seed in range(5)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


def test_styles_choose_other_forms_and_finishes():
    def seen(style):
        finishes = set()
        for seed in range(12):
            for placed in chimney(seed, [style]).placed():
                if placed.node.name in ("Shaft", "Flue"):
                    finishes.add(placed.part.material.finish)
        return finishes

    assert "stone_rubble" in seen("rustic")
    assert "stone_rubble" not in seen("modern") | seen("classic")
    assert "running_bond_brick" not in seen("modern")


def test_more_pots_are_more_nodes_of_one_mesh():
    def pots(count):
        scene = chimney(
            0, form_stack__stack_width=2.7, pots_roll_top__pots=count,
            pots_roll_top__pot_diameter=0.2,
        )  # fmt: skip
        nodes = next(child for child in scene.root.children if child.name == "Pots").children
        return nodes

    assert [len(pots(count)) for count in (1, 3, 6)] == [1, 3, 6]
    assert len({id(node.parts[0].mesh) for node in pots(6)}) == 1


def test_courses_are_level_and_run_on_around_the_corner():
    mesh = tower([Level(rectangle_at(0.9, 0.5625), 0.0), Level(rectangle_at(0.9, 0.5625), 2.0)])
    upright = np.abs(mesh.normals[:, 1]) < 1e-6
    assert mesh.uvs[upright, 1] == pytest.approx(mesh.positions[upright, 1], abs=1e-6)
    front = upright & (mesh.normals[:, 2] > 0.999)
    right = upright & (mesh.normals[:, 0] > 0.999)
    # The bricks of the side begin where those of the front end, but for the bevel.
    assert mesh.uvs[right, 0].min() - mesh.uvs[front, 0].max() == pytest.approx(0.0, abs=0.02)


def test_a_tower_may_widen_narrow_and_stand_on_a_slope():
    plan = rectangle_at(0.9, 0.6)
    feet = np.array([-0.5, -0.5, 0.1, 0.1])
    wide = grown(plan, 0.03)
    report = check(
        tower([Level(plan, feet), Level(plan, 1.0), Level(wide, 1.0004), Level(wide, 1.075)])
    )
    assert report.ok, str(report)
    volume = 0.9 * 0.6 * 1.2 + 0.96 * 0.66 * 0.075
    assert report.volume == pytest.approx(volume, rel=0.01)


@given(pitch=st.floats(12, 60), upstand=st.floats(0.1, 0.25))
@settings(max_examples=20, deadline=None)
def test_stepped_lead_covers_the_roof_line_and_follows_the_joints(pitch, upstand):
    surface = Surface(pitch, -pitch)
    mesh = side(0.45, (-0.4, 0.4), surface, upstand, COURSE)
    step = COURSE * (1 if math.tan(math.radians(pitch)) < 1.2 else 2)
    top = mesh.positions[mesh.positions[:, 1] > -10.0]
    for z in np.linspace(-0.38, 0.38, 9):
        near = top[np.abs(top[:, 2] - z) < step / math.tan(math.radians(pitch)) + 0.03]
        assert near[:, 1].max() > surface.height(float(z)) + 0.4 * upstand
    level = mesh.positions[mesh.normals[:, 1] > 0.99][:, 1]
    assert np.abs(level / COURSE - np.round(level / COURSE)).max() < 1e-4
