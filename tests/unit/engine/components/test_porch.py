"""The model Porch: exact size, sound meshes, steps that can be climbed, a place that is kept to."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine import catalog
from opus_studio.engine.components.porch import MODEL, Behind, Site, assemble
from opus_studio.engine.components.porch.assets import FORM
from opus_studio.engine.components.porch.context import PorchContext
from opus_studio.engine.components.porch.fit import fit
from opus_studio.engine.components.porch.floors import flight, landing
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import STYLES, Request, Resolved
from tests.tools.extremes import extremes

ROOFED = ("gable", "bungalow", "hip", "veranda", "portico")
CANOPIES = ("canopy_flat", "canopy_glass", "canopy_hood")


def resolved(seed=0, words=(), slots=None, **parameters) -> Resolved:
    """A resolved porch; parameters as `asset__parameter`, the model's prefix left out."""
    given_ = {f"porch_{k.replace('__', '/')}": v for k, v in parameters.items()}
    keywords = {f"porch_{slot}": (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return resolve(MODEL, Request(MODEL.name, seed, given_, keywords))


def porch(seed=0, words=(), slots=None, **parameters) -> Scene:
    return MODEL.build(resolved(seed, words, slots, **parameters))


def names(scene: Scene) -> set[str]:
    return {child.name for child in scene.root.children}


def branch(scene: Scene, name: str) -> Scene:
    return Scene(next(child for child in scene.root.children if child.name == name))


@given(
    form=st.sampled_from((*ROOFED, *CANOPIES, "stoop")),
    share=st.floats(0.0, 1.0),
    deep=st.floats(0.0, 1.0),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_width_and_depth_are_what_was_asked_for(form, share, deep, seed):
    kinds = MODEL.parameters
    wide, far = (kinds[f"porch_form_{form}/porch_{k}"].kind for k in ("width", "depth"))
    width = wide.low + share * (wide.high - wide.low)
    depth = far.low + deep * (far.high - far.low)
    scene = porch(seed, **{f"form_{form}__porch_width": width, f"form_{form}__porch_depth": depth})
    assert (scene.size[0], scene.size[2]) == pytest.approx((width, depth), abs=1e-3)


@given(floor=st.floats(0.03, 0.9), head=st.floats(2.1, 3.0), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_floor_and_headroom_are_what_was_asked_for(floor, head, seed):
    scene = porch(seed, form_gable__floor_height=floor, form_gable__head_height=head)
    assert branch(scene, "Landing").bounds[1, 1] == pytest.approx(floor, abs=1e-3)
    assert branch(scene, "Beams").bounds[0, 1] == pytest.approx(floor + head, abs=1e-3)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_porches_are_sound(first):
    for seed in range(first, first + 10):
        scene = porch(seed)
        report = check_scene(scene)
        assert report.ok, f"seed {seed}: {report}"
        assert scene.triangle_count <= 60_000
        assert scene.bounds[0, 1] == pytest.approx(0.0, abs=2e-3)


@pytest.mark.parametrize("seed", range(30))
def test_any_values_within_the_ranges_give_a_sound_porch(seed):
    values = extremes(MODEL, seed)
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = porch(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 40_000


@given(floor=st.floats(0.03, 0.9), tread=st.floats(0.27, 0.36), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_steps_have_equal_rises_that_can_be_climbed(floor, tread, seed):
    values = resolved(seed, form_hip__floor_height=floor, steps_straight__tread=tread)
    steps = flight(PorchContext.of(values, Site(floor)))
    tops = [steps.top(k) for k in range(steps.count)] + [0.0]
    rises = -np.diff(tops)
    assert rises == pytest.approx(floor / steps.count)
    assert rises.max() <= 0.19
    if floor > 0.3:
        assert 0.5 <= 2.0 * rises[0] + tread <= 0.72


@pytest.mark.parametrize("form", ROOFED)
@pytest.mark.parametrize("posts", ["square", "column", "steel", "battered", "pier", "turned"])
def test_the_way_to_the_door_is_clear(form, posts):
    for width, need in itertools.product((1.8, 3.1, 6.0), (0.9, 1.6)):
        values = resolved(3, slots={"form": form, "posts": posts})
        values = values.fitted(FORM, porch_width=width)
        shape = fit(values, Site(0.4, need=need))
        if not shape.carried:
            continue
        beside = min(abs(x - shape.door) for x in shape.posts)
        assert 2.0 * beside - shape.foot >= need - 0.01
        context = PorchContext.of(values, Site(0.4, need=need))
        assert flight(context).width >= need - 1e-6
        assert landing(context).width >= flight(context).width - 1e-6
        assert shape.posts == tuple(sorted(shape.posts))


def test_railings_leave_the_way_in_open():
    for seed in range(12):
        scene = porch(seed, slots={"form": "veranda", "railing": "balustrade", "floor": "deck"})
        railing = next((c for c in scene.root.children if c.name == "Railing"), None)
        assert railing is not None
        for placed in Scene(railing).placed():
            points = placed.part.mesh.positions @ placed.matrix[:3, :3].T + placed.matrix[:3, 3]
            assert np.abs(points[:, 0]).min() > 0.4


def test_sizes_follow_their_keywords():
    def widths(word):
        return [porch(seed, [word], {"form": "gable"}).size[0] for seed in range(5)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


@pytest.mark.parametrize("style", [s for s in STYLES if s != "scandinavian"])
def test_a_style_holds_for_every_slot_that_knows_it(style):
    for seed in range(6):
        values = resolved(seed, [style])
        for slot in MODEL.slots:
            if any(style in slot.tags(asset) for asset in slot.assets):
                assert style in slot.tags(type(values[slot])), values[slot]


def test_posts_and_trim_show_what_they_are_called():
    assert "Brackets" in names(porch(0, slots={"form": "gable", "trim": "brackets"}))
    plain = porch(0, slots={"form": "gable", "trim": "plain"})
    assert "Brackets" not in names(plain)
    assert "Pediment" in names(porch(0, ["georgian_portico"]))
    assert "Rafter tails" in names(porch(0, ["craftsman_bungalow"]))
    assert "Knee brackets" in names(porch(0, ["craftsman_bungalow"]))
    assert "Rods" in names(porch(0, ["glass_canopy"]))
    assert not names(porch(0, ["brick_stoop"])) & {"Beams", "Canopy", "Posts"}


def test_columns_thin_towards_their_necks():
    context = PorchContext.of(resolved(0, ["georgian_portico"]), Site(0.4))
    scene = porch(0, ["georgian_portico"])
    post = branch(scene, "Posts").root.children[0].parts[0].mesh.positions
    tall = context.shape.low - context.shape.floor

    def radius(share):
        near = np.abs(post[:, 1] - share * tall) < 0.09 * tall
        return float(np.abs(post[near, 0]).max())

    assert radius(0.8) < 0.95 * radius(0.3)
    assert radius(0.8) > 0.8 * radius(0.3)


# What a building asks for.


def roof_top(resolved: Resolved, site: Site) -> float:
    """Highest point of anything that stands before the wall, metres."""
    scene = Scene(Node("Porch", children=assemble(resolved, site)))
    return max(
        float((p.part.mesh.positions @ p.matrix[:3, :3].T + p.matrix[:3, 3])[:, 1].max())
        for p in scene.placed()
    )


@given(
    seed=st.integers(0, 10_000),
    room=st.floats(0.05, 3.0),
    form=st.sampled_from((*ROOFED, *CANOPIES)),
)
@settings(max_examples=40, deadline=None)
def test_nothing_rises_above_the_line_that_the_wall_allows(seed, room, form):
    values = resolved(seed, slots={"form": form})
    line = 0.4 + 2.15 + room
    site = Site(0.4, head=2.15, left=2.4, right=2.4, highest=lambda a, b: line, bedded=0.02)
    assert roof_top(values, site) <= line + 0.02 or not assemble_is_sheltered(values, site)


def assemble_is_sheltered(resolved: Resolved, site: Site) -> bool:
    """Whether anything stands over the door."""
    return fit(resolved, site).kind != "open"


@pytest.mark.parametrize("form", ROOFED)
def test_what_does_not_fit_falls_back_in_order(form):
    values = resolved(5, slots={"form": form})

    def kind(room, left=3.0):
        line = 0.4 + 2.2 + room
        shape = fit(values, Site(0.4, head=2.2, left=left, right=left, highest=lambda a, b: line))
        return shape.kind, shape.roof, shape.pitch

    assert kind(9.0)[0] == "roofed"
    assert kind(9.0)[2] >= kind(1.2)[2]
    assert kind(0.45)[0] in ("roofed", "slab")
    assert kind(0.2)[0] == "slab"
    assert kind(0.0)[0] == "open"
    assert kind(9.0, left=0.55)[0] in ("slab", "open")


def test_a_porch_keeps_to_the_wall_that_is_free():
    for seed in range(20):
        values = resolved(seed)
        site = Site(0.4, need=1.1, head=2.2, left=1.4, right=3.0, highest=lambda a, b: 4.5,
                    bedded=0.02)  # fmt: skip
        scene = Scene(Node("Porch", children=assemble(values, site)))
        assert scene.bounds[0, 0] > -1.4 - 0.36
        assert check_scene(scene).ok


def test_a_veranda_stands_aside_where_the_door_is_near_a_corner():
    values = resolved(2, slots={"form": "veranda"}).fitted(FORM, porch_width=6.0)
    shape = fit(values, Site(0.4, left=1.2, right=6.0))
    assert shape.width == pytest.approx(6.0)
    assert -shape.door - shape.width / 2.0 == pytest.approx(-1.2, abs=0.02)
    assert min(shape.posts) < shape.door < max(shape.posts)


def test_beams_end_beside_the_windows():
    values = resolved(2, slots={"form": "gable"}).fitted(FORM, porch_width=3.0)
    window = (1.2, 1.9)
    shape = fit(values, Site(0.4, left=3.0, right=3.0, taken=(window,)))
    end = shape.width / 2.0
    assert end <= window[0] or end - shape.beam >= window[1]


def test_a_porch_of_a_low_house_runs_into_its_roof():
    values = resolved(2, slots={"form": "gable"})
    behind = Behind(top=3.2, eaves=2.9, overhang=0.4, pitch=35.0, depth=0.2)
    site = Site(0.4, head=2.2, left=3.0, right=3.0, highest=lambda a, b: 2.8, behind=behind,
                bedded=0.02)  # fmt: skip
    shape = fit(values, site)
    assert shape.roof == "gable"
    assert shape.back < -0.3
    assert shape.high == pytest.approx(behind.top)
    ridge = shape.width / 2.0 * math.tan(math.radians(shape.pitch))
    assert -shape.back >= ridge / math.tan(math.radians(behind.pitch)) - 1e-6


def test_the_same_request_makes_the_same_porch():
    first, second = porch(11), porch(11)
    for a, b in zip(first.placed(), second.placed(), strict=True):
        assert np.array_equal(a.part.mesh.positions, b.part.mesh.positions)
        assert np.array_equal(a.part.mesh.uvs, b.part.mesh.uvs)


# In a house.


def entrance(seed=0, keywords=None, **parameters) -> Node:
    request = Request("House", seed=seed, keywords=keywords or {}, parameters=parameters)
    scene = catalog.build(catalog.resolve_request(request))
    return next(child for child in scene.root.children if child.name == "Entrance")


def below(node: Node) -> set[str]:
    return {child.name for child in node.children}


def test_the_kind_of_entrance_decides_what_stands_before_a_house():
    villa = below(entrance(1, {"House": ("villa",)}))
    assert "Posts" in villa
    assert villa & {"Pediment", "Level roof"}
    assert "Knee brackets" in below(entrance(1, {"House": ("bungalow",)}))
    assert {"Railing", "Posts"} <= below(entrance(1, {"House": ("farmhouse",)}))
    assert not below(entrance(1, {"House": ("cottage",)})) & {"Beams", "Canopy"}


def test_what_is_asked_of_the_porch_comes_before_the_house():
    asked = below(entrance(1, {"House": ("villa",), "Porch": ("modern_canopy",)}))
    assert "Canopy" in asked
    assert "Posts" not in asked
    node = entrance(1, {"House": ("farmhouse",)}, **{"porch_form_veranda/porch_depth": 1.45})
    beams = next(child for child in node.children if child.name == "Beams")
    assert beams.parts[0].mesh.bounds[1, 2] == pytest.approx(1.45, abs=1e-3)


@pytest.mark.parametrize("first", range(0, 24, 6))
def test_entrances_of_random_houses_are_sound_and_reach_the_floor(first):
    for seed in range(first, first + 6):
        node = entrance(seed)
        alone = Scene(Node("Only", children=(node,)))
        assert check_scene(alone).ok, f"seed {seed}: {check_scene(alone)}"
        underfoot = [child for child in node.children if child.name in ("Landing", "Steps")]
        way_in = Scene(Node("Way in", children=tuple(underfoot))).bounds
        assert way_in[0, 1] < 0.003
        assert way_in[1, 1] > 0.1
