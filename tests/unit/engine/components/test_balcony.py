"""The model Balcony: exact slabs, sound meshes, railings that stand on the slab and guard it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.balcony import MODEL
from opus_studio.engine.components.balcony.assets import PLAN
from opus_studio.engine.components.balcony.context import BalconyContext, Outline
from opus_studio.engine.components.balcony.parts_assets import SLAB, SUPPORT
from opus_studio.engine.components.balcony.place import balcony, floor_of
from opus_studio.engine.components.fence import MODEL as FENCE
from opus_studio.engine.components.fence.infill_assets import INFILL
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes

SLABS = tuple(SLAB.short_name(asset) for asset in SLAB.assets)


UNFIT = {
    ("StoneSlab", "TieRods"),
    ("StoneSlab", "KneeBraces"),
    ("SteelSlab", "Consoles"),
    ("TimberSlab", "Consoles"),
}


def resolved(seed=0, words=(), slots=None, **parameters):
    """A resolved balcony; parameters as `asset__parameter`, the model's prefix left out."""
    values = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        values[f"balcony_{asset}/{name}"] = value
    keywords = {(s if s.startswith("fence_") else f"balcony_{s}"): (w,)
                for s, w in (slots or {}).items()}  # fmt: skip
    if words:
        keywords["*"] = tuple(words)
    return resolve(MODEL, Request(MODEL.name, seed, values, keywords))


def built(seed=0, words=(), slots=None, **parameters):
    """A built balcony."""
    return MODEL.build(resolved(seed, words, slots, **parameters))


def branch(scene, name):
    """One branch below the root as a scene."""
    kept = tuple(child for child in scene.root.children if child.name == name)
    assert kept, f"there is no {name}"
    return Scene(Node("Only", children=kept))


@given(
    plan=st.sampled_from(PLAN.assets),
    share=st.tuples(*[st.floats(0.0, 1.0)] * 3),
    slab=st.sampled_from(SLABS),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_the_slab_measures_what_was_asked_for(plan, share, slab, seed):
    ranges = {p.name: p.kind for p in plan.parameters()}
    names = ("balcony_width", "balcony_depth", "slab_thickness")
    sizes = [ranges[n].low + s * (ranges[n].high - ranges[n].low)
             for n, s in zip(names, share, strict=True)]  # fmt: skip
    asset = PLAN.short_name(plan)
    wanted = {f"plan_{asset}__{n}": v for n, v in zip(names, sizes, strict=True)}
    scene = built(seed, slots={"slab": slab}, **wanted)
    width, depth, thick = sizes
    assert scene.size == pytest.approx((width, thick, depth), abs=1e-3)
    low, high = branch(scene, "Slab").bounds
    assert low == pytest.approx((-width / 2.0, 0.0, 0.0), abs=1e-3)
    assert high == pytest.approx((width / 2.0, thick, depth), abs=1e-3)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_balconies_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(built(seed))
        assert report.ok, f"seed {seed}: {report}"


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = built(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 40_000


@pytest.mark.parametrize("seed", range(24))
def test_any_values_within_the_ranges_give_a_sound_balcony(seed):
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, extremes(MODEL, seed))))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000


@pytest.mark.parametrize("seed", range(12))
def test_the_railing_stands_on_the_slab_before_the_wall(seed):
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, extremes(MODEL, seed + 500))))
    slab, railing = branch(scene, "Slab").bounds, branch(scene, "Railing").bounds
    floor = slab[1, 1]
    assert railing[0, 1] == pytest.approx(floor, abs=1e-3)
    assert railing[0, 2] > -2e-3
    assert railing[1, 0] <= slab[1, 0] + 0.05
    posts = [p for p in branch(scene, "Railing").placed() if p.node.name.startswith("Post")]
    for placed in posts:
        feet = placed.part.mesh.positions @ placed.matrix[:3, :3].T + placed.matrix[:3, 3]
        feet = feet[feet[:, 1] < floor + 0.05]
        assert (np.abs(feet[:, 0]) <= slab[1, 0] + 1e-3).all()
        assert (feet[:, 2] <= slab[1, 2] + 1e-3).all()


@pytest.mark.parametrize("height", [0.9, 1.05, 1.2])
@pytest.mark.parametrize("kind", ["iron", "glass", "cable", "baluster", "stone", "board"])
def test_the_handrail_lies_at_the_height_asked_for(kind, height):
    scene = built(3, **{f"railing_{kind}__railing_height": height})
    floor = branch(scene, "Slab").bounds[1, 1]
    nodes = scene.root.children[-1].children
    regular = Scene(Node("Only", children=tuple(n for n in nodes if n.name != "Posts")))
    # The railing is moved up with its node.
    assert regular.bounds[1, 1] == pytest.approx(height, abs=1e-3)
    assert scene.root.children[-1].translation[1] == pytest.approx(floor, abs=1e-3)


def test_sizes_follow_their_keywords():
    def widths(word):
        return [built(seed, [word], {"plan": "gen"}).size[0] for seed in range(6)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


def test_styles_choose_slab_and_railing():
    def slabs(word):
        return {type(resolved(seed, [word])[SLAB]).__name__ for seed in range(25)}

    assert slabs("rustic") == {"TimberSlab"}
    assert slabs("classic") == {"StoneSlab"}
    assert slabs("modern") == {"ConcreteSlab", "SteelSlab"}


def test_what_carries_the_slab_suits_it():
    for seed in range(40):
        context = BalconyContext(resolved(seed))
        slab, support = type(context.resolved[SLAB]).__name__, type(context.support).__name__
        assert (slab, support) not in UNFIT


def test_supports_that_were_asked_for_are_built():
    for asset in SUPPORT.assets:
        name = SUPPORT.short_name(asset)
        scene = built(2, slots={"support": name, "slab": "concrete"})
        names = {child.name for child in scene.root.children}
        assert ("Supports" in names) == (name != "cantilever")


def test_posts_reach_the_ground():
    scene = built(1, support_posts__post_height=3.1)
    assert scene.bounds[0, 1] == pytest.approx(-3.1, abs=1e-3)


def test_a_balcony_fits_the_wall_of_another_model():
    values = resolved(5, ["porch_deck"])
    node = balcony(values, width=3.3, depth=1.4, ground=2.9)
    scene = Scene(node, size_nodes=("Slab",))
    assert scene.size[0] == pytest.approx(3.3, abs=1e-3)
    assert scene.size[2] == pytest.approx(1.4, abs=1e-3)
    assert scene.bounds[0, 1] == pytest.approx(-2.9, abs=1e-3)
    assert branch(scene, "Slab").bounds[1, 1] == pytest.approx(floor_of(values), abs=1e-3)
    fixed = resolved(5, ["porch_deck"], plan_gen__balcony_width=2.0)
    assert Scene(balcony(fixed, width=3.3), size_nodes=("Slab",)).size[0] == pytest.approx(2.0)


def test_the_fence_that_was_asked_for_rails_the_balcony():
    values = resolved(4, slots={"fence_infill": "picket"})
    assert type(values.nested[(FENCE.name, "")][INFILL]).__name__ == "Pickets"
    asked, free = MODEL.build(values), built(4, slots={"railing": "glass"})
    assert any("glass" in m.finish for m in free.materials)
    assert not any("glass" in m.finish for m in asked.materials)


@given(
    width=st.floats(1.0, 6.0), depth=st.floats(0.4, 2.5), share=st.floats(0.05, 1.0),
    inset=st.floats(0.0, 0.12),
)  # fmt: skip
def test_a_bowed_outline_lies_within_its_box(width, depth, share, inset):
    plan = Outline(width, depth, share * min(0.55 * depth, 0.3 * width))
    path = plan.path(inset, 12)
    assert path[:, 1].max() == pytest.approx(depth - inset, abs=0.02 * depth)
    assert np.abs(path[:, 0]).max() == pytest.approx(width / 2.0 - inset)
    assert path[0, 1] == path[-1, 1] == 0.0
    assert (path[1:-1, 1] > 0.0).all()


def test_there_is_enough_to_choose():
    assert len(MODEL.parameters) >= 20
    assert len(MODEL.templates) >= 6
