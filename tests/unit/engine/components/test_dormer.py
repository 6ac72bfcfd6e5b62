"""The model Dormer: exact size, sound meshes, walls that follow the roof, a hole that fits."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.dormer import MODEL, Site, assemble, extent
from opus_studio.engine.components.dormer.assets import FORM
from opus_studio.engine.components.dormer.context import SKIRT, DormerContext, clipped
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request, Resolved
from tests.tools.extremes import extremes

FORMS = ("gable", "hipped", "shed", "flat", "pediment", "segmental", "eyebrow")


def resolved(seed=0, words=(), slots=None, **parameters) -> Resolved:
    """A dormer with everything decided; parameters as `asset__parameter`, the prefix left out."""
    given_ = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        given_[f"dormer_{asset}/{name}"] = value
    keywords = {f"dormer_{slot}": (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return resolve(MODEL, Request(MODEL.name, seed, given_, keywords))


def dormer(*args, **kwargs) -> Scene:
    return MODEL.build(resolved(*args, **kwargs))


def branch(scene: Scene, *names: str) -> Scene:
    found = tuple(child for child in scene.root.children if child.name in names)
    assert found, names
    return Scene(Node("Only", children=found))


def points(scene: Scene) -> np.ndarray:
    return np.concatenate(
        [p.part.mesh.positions @ p.matrix[:3, :3].T + p.matrix[:3, 3] for p in scene.placed()]
    )


@given(
    form=st.sampled_from(FORMS[:-1]),
    width=st.floats(0.8, 3.5),
    height=st.floats(0.8, 2.4),
    pitch=st.floats(20, 75),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=25, deadline=None)
def test_the_face_measures_what_was_asked_for(form, width, height, pitch, seed):
    values = {"dormer_width": width, "face_height": height, "roof_pitch": pitch}
    scene = dormer(seed, **{f"form_{form}__{name}": value for name, value in values.items()})
    assert scene.size[0] == pytest.approx(width, abs=1e-4)
    ends = points(branch(scene, "Face"))
    ends = ends[np.abs(ends[:, 0]) > width / 2.0 - 1e-3]
    assert ends[:, 1].max() == pytest.approx(height, abs=4e-3)
    assert ends[:, 1].min() == pytest.approx(-SKIRT, abs=1e-3)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_dormers_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(dormer(seed))
        assert report.ok, f"seed {seed}: {report}"


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = dormer(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 20_000


@pytest.mark.parametrize("seed", range(40))
def test_any_values_within_the_ranges_give_a_sound_dormer(seed):
    values = {}
    for model in (MODEL, *(nested.model for nested in MODEL.nested)):
        values |= extremes(model, seed)
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pitch", [35.0, 50.0, 70.0])
def test_nothing_of_the_roof_stands_behind_the_main_roof_but_below_it(form, pitch):
    values = resolved(3, slots={"form": form}, **{f"form_{form}__roof_pitch": pitch})
    scene = MODEL.build(values)
    roof = points(branch(scene, "Dormer roof"))
    above = roof[:, 1] + roof[:, 2] * math.tan(math.radians(pitch))
    # At its back end the dormer's roof has gone into the main one.
    back = roof[:, 2] < roof[:, 2].min() + 0.02
    assert above[back].max() < 0.2
    assert above.max() > 0.4 * values[FORM].face_height


@pytest.mark.parametrize("form", FORMS)
def test_the_hole_lies_below_the_dormer_and_within_its_outline(form):
    values = resolved(1, slots={"form": form})
    context = DormerContext(values)
    need = extent(values)
    hole, around = shapely.Polygon(need.hole), shapely.Polygon(need.outline)
    assert hole.is_valid
    assert hole.area > 0.05
    assert around.contains(hole)
    for x, p in need.hole:
        assert context.under(float(x), float(p)) + context.thick > p * context.rise
    assert need.height > values[FORM].face_height


def test_a_building_brings_its_own_roof():
    values = resolved(5, slots={"form": "gable"})
    alone = assemble(values)
    there = assemble(values, Site(pitch=60.0, open_below=True))
    names = {node.name for node in alone}
    assert "Lining back" in names
    assert "Lining back" not in {node.name for node in there}
    depth = [
        Scene(Node("Only", children=tuple(n for n in nodes if n.name == "Dormer roof"))).size[2]
        for nodes in (alone, there)
    ]
    # A steeper roof is met sooner.
    assert depth[1] < depth[0]


def test_the_window_fills_its_opening():
    scene = dormer(2, form_flat__dormer_width=1.8, form_flat__face_height=1.6)
    wide, tall, foot = DormerContext(resolved(2, form_flat__dormer_width=1.8,
                                     form_flat__face_height=1.6)).opening  # fmt: skip
    window = next(child for child in scene.root.children if child.name == "Window")
    frame = next(child for child in window.children if child.name == "Frame")
    low, high = frame.parts[0].mesh.bounds
    assert high[0] - low[0] == pytest.approx(wide, abs=1e-4)
    assert high[1] - low[1] == pytest.approx(tall, abs=1e-4)
    assert window.translation[1] == pytest.approx(foot)


def test_sizes_follow_their_keywords():
    def widths(word):
        return [dormer(seed, [word], {"form": "gable"}).size[0] for seed in range(4)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


def test_styles_choose_other_forms():
    def forms(style):
        return {resolved(seed, [style])[FORM].name.rsplit("_", 1)[1] for seed in range(16)}

    assert forms("classic") & {"pediment", "segmental", "hipped"}
    assert not forms("modern") & {"pediment", "hipped", "eyebrow", "gable"}
    assert "shed" in forms("craftsman")
    assert "eyebrow" in forms("rustic")


def test_clipping_keeps_the_part_in_front():
    square = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    kept = clipped(square, np.array([0.0, -1.0]), 0.4)
    assert shapely.Polygon(kept).area == pytest.approx(0.4)
    assert len(clipped(square, np.array([0.0, -1.0]), -0.1)) == 0
