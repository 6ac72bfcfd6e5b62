"""The model Fence: exact length and height, sound meshes, safe railings, gates that swing."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import manifold3d
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.fence import MODEL
from opus_studio.engine.components.fence.infill_assets import INFILL
from opus_studio.engine.components.fence.plan import Gap, Rules, lay_out, sides_of
from opus_studio.engine.components.fence.run import run
from opus_studio.engine.components.fence.trim_assets import TOP
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.geometry.check import shells, weld
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes

INFILLS = tuple(INFILL.short_name(asset) for asset in INFILL.assets)
REGULAR = ("Bays", "Handrail")
U_TURN = [(-1.4, 0.0), (-1.4, 1.2), (1.4, 1.2), (1.4, 0.0)]
STAIR = [(0.0, 0.0, 0.0), (2.4, 0.0, 1.5), (3.6, 0.0, 1.5)]


def resolved(seed=0, words=(), slots=None, **parameters):
    """A resolved fence; parameters as `asset__parameter`, the model's prefix left out."""
    values = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        values[f"fence_{asset}/{name}"] = value
    keywords = {f"fence_{slot}": (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return resolve(MODEL, Request(MODEL.name, seed, values, keywords))


def fence(seed=0, words=(), slots=None, **parameters):
    """A built fence."""
    return MODEL.build(resolved(seed, words, slots, **parameters))


def only(scene, *names):
    """The scene with these of the root's branches."""
    kept = tuple(child for child in scene.root.children if child.name in names)
    assert kept, f"none of {names}"
    return Scene(Node("Only", children=kept))


@given(
    length=st.floats(0.8, 12.0),
    height=st.floats(0.4, 2.4),
    infill=st.sampled_from(INFILLS),
    posts=st.sampled_from(("wood", "round", "steel", "newel", "pier")),
    gate=st.sampled_from(("none", "single", "double")),
    base=st.sampled_from(("none", "gravel_board", "plinth")),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_length_and_height_are_what_was_asked_for(length, height, infill, posts, gate, base, seed):
    slots = {"infill": infill, "posts": posts, "gate": gate, "base": base}
    scene = fence(seed, slots=slots, layout_gen__fence_length=length,
                  layout_gen__fence_height=height)  # fmt: skip
    assert scene.size[0] == pytest.approx(length, abs=5e-4)
    assert scene.bounds[0, 1] == pytest.approx(0.0, abs=1.1e-3)
    assert scene.bounds.mean(0)[0] == pytest.approx(0.0, abs=5e-4)
    if only(scene, "Bays").root.children[0].children:
        highest = only(scene, *REGULAR).bounds[1, 1]
        assert highest == pytest.approx(height, abs=5e-4)


@pytest.mark.parametrize("sides", [1, 2])
def test_a_corner_measures_what_was_asked_for(sides):
    for seed, top in enumerate(("none", "flat", "round", "coping")):
        scene = fence(seed, slots={"top": top}, layout_corner__fence_length=4.3,
                      layout_corner__side_length=2.1, layout_corner__sides=sides,
                      layout_corner__corner_angle=90)  # fmt: skip
        size = only(scene, "Posts", "Bays").size
        assert size[0] == pytest.approx(4.3, abs=0.13)
        low, high = scene.bounds
        assert high[0] - low[0] == pytest.approx(4.3, abs=1e-3)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_fences_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(fence(seed))
        assert report.ok, f"seed {seed}: {report}"


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = fence(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 40_000


@pytest.mark.parametrize("seed", range(24))
def test_any_values_within_the_ranges_give_a_sound_fence(seed):
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, extremes(MODEL, seed))))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000


def test_sizes_follow_their_keywords():
    def lengths(word):
        return [fence(seed, [word]).size[0] for seed in range(6)]

    assert max(lengths("small")) < min(lengths("medium"))
    assert max(lengths("medium")) < min(lengths("large"))


def test_styles_choose_what_suits_them():
    def infills(word):
        return {type(resolved(seed, [word])[INFILL]).__name__ for seed in range(30)}

    assert infills("modern") == {"Slats", "Cables", "GlassPanes"}
    assert infills("classic") >= {"Pickets", "IronBars", "Balusters", "StoneBalusters"}
    assert "LevelRails" in infills("rustic")
    assert infills("classic").isdisjoint(infills("modern"))


@pytest.mark.parametrize("infill", INFILLS)
@pytest.mark.parametrize("path", [U_TURN, STAIR], ids=["corners", "slope"])
def test_a_run_along_any_way_is_sound(infill, path):
    for seed, posts in enumerate(("wood", "round", "steel", "newel", "pier")):
        values = resolved(seed, slots={"infill": infill, "posts": posts})
        scene = Scene(Node("Run", children=run(values, path, height=1.0)))
        report = check_scene(scene)
        assert report.ok, f"{posts}: {report}"


def test_bays_that_are_alike_share_their_meshes():
    scene = fence(3, ["ranch_rail"], layout_gen__fence_length=12.0)
    bays = only(scene, "Bays").root.children[0].children
    assert len(bays) >= 4
    meshes = {id(bay.parts[0].mesh) for bay in bays}
    assert len(meshes) == 2
    posts = only(scene, "Posts").root.children[0].children
    assert len({id(post.parts[0].mesh) for post in posts}) == 1


@pytest.mark.parametrize("ends", [(True, True), (False, True), (True, False), (False, False)])
def test_posts_stand_at_the_ends_only_where_wanted(ends):
    values = resolved(1, ["cable_railing"])
    nodes = {n.name: n for n in run(values, U_TURN, height=1.0, ends=ends)}
    places = {(round(p.translation[0], 3), round(p.translation[2], 3))
              for p in nodes["Posts"].children}  # fmt: skip
    assert ((-1.4, 0.0) in places) == ends[0]
    assert ((1.4, 0.0) in places) == ends[1]
    assert {(-1.4, 1.2), (1.4, 1.2)} <= places
    if not ends[0]:
        everything = Scene(Node("Run", children=tuple(nodes.values()))).bounds
        assert everything[0, 2] > -0.06


def test_the_slope_is_followed_and_posts_stay_upright():
    values = resolved(0, ["craftsman_porch_rail"])
    nodes = {n.name: n for n in run(values, STAIR, height=0.95)}
    first = nodes["Bays"].children[0]
    points = first.parts[0].mesh.positions
    left = points[points[:, 0] < points[:, 0].min() + 0.1][:, 1].max()
    right = points[points[:, 0] > points[:, 0].max() - 0.1][:, 1].max()
    run_ = np.ptp(points[:, 0])
    assert (right - left) / run_ == pytest.approx(1.5 / 2.4, rel=0.12)
    for post in nodes["Posts"].children:
        mesh = Scene(Node("Post", children=(replace(post, translation=(0.0, 0.0, 0.0)),)))
        low, high = mesh.bounds
        assert high[0] + low[0] == pytest.approx(0.0, abs=1e-3)


def openings(bay, level):
    """Widths in metres of what is free between the upright pieces of a bay at a level."""
    pieces = [piece for part in bay.parts for piece in pieces_of(part.mesh)]
    clear = max(np.ptp(piece[:, :, 0]) for piece in pieces)
    spans = [(-clear / 2.0, -clear / 2.0), (clear / 2.0, clear / 2.0)]
    for piece in pieces:
        ys = piece[:, :, 1]
        cut = piece[(ys.min(1) < level) & (ys.max(1) > level)]
        if len(cut) and np.ptp(piece[:, :, 0]) < 0.3:
            ends = np.concatenate([crossings(cut, a, b, level) for a, b in EDGES])
            spans.append((ends.min(), ends.max()))
    spans.sort()
    return [low - high for (_, high), (low, _) in itertools.pairwise(spans)]


EDGES = ((0, 1), (1, 2), (2, 0))


def crossings(triangles, a, b, level):
    """x where edges of triangles pass a level."""
    first, second = triangles[:, a], triangles[:, b]
    passing = (first[:, 1] - level) * (second[:, 1] - level) < 0.0
    share = (level - first[passing, 1]) / (second[passing, 1] - first[passing, 1])
    return first[passing, 0] + share * (second[passing, 0] - first[passing, 0])


def pieces_of(mesh):
    """The connected pieces of a mesh as `(m, 3, 3)` triangles."""
    number, count = shells(mesh)
    return [mesh.positions[mesh.triangles[number == k]] for k in range(count)]


@pytest.mark.parametrize("infill", ["picket", "iron", "baluster", "stone_baluster"])
def test_no_ball_passes_a_railing(infill):
    for seed in range(6):
        scene = fence(seed, slots={"infill": infill}, layout_gen__use="railing",
                      layout_gen__fence_length=4.0)  # fmt: skip
        height = only(scene, *REGULAR).bounds[1, 1]
        assert 0.899 <= height <= 1.201
        bay = only(scene, "Bays").root.children[0].children[0]
        for share in (0.3, 0.45, 0.55, 0.65):
            assert max(openings(bay, share * height + 0.0007)) < 0.102


@pytest.mark.parametrize("infill", ["slats", "cable", "rail"])
def test_level_openings_of_a_railing_are_narrow(infill):
    for seed in range(4):
        scene = fence(seed, slots={"infill": infill}, layout_gen__use="railing")
        bay = only(scene, "Bays").root.children[0].children[0]
        pieces = [p for part in bay.parts for p in pieces_of(part.mesh)]
        long = [p[:, :, 1] for p in pieces if np.ptp(p[:, :, 0]) > 0.2]
        spans = sorted((ys.min(), ys.max()) for ys in long)
        top = spans[0][1]
        assert spans[0][0] < 0.1
        for low, high in spans[1:]:
            assert low - top < 0.102
            top = max(top, high)


class _Solid:
    """A part in the world as a solid."""

    def __init__(self, placed):
        mesh = placed.part.mesh
        points = mesh.positions @ placed.matrix[:3, :3].T + placed.matrix[:3, 3]
        point_of = weld(mesh.positions)
        _, first = np.unique(point_of, return_index=True)
        triangles = point_of[mesh.triangles.astype(np.int64)].astype(np.uint32)
        self.low, self.high = points.min(0), points.max(0)
        raw = manifold3d.Mesh(points[first].astype(np.float32), triangles)
        self.solid = manifold3d.Manifold(raw)

    def shared(self, other):
        if (self.low > other.high).any() or (other.low > self.high).any():
            return 0.0
        return (self.solid ^ other.solid).volume()


@pytest.mark.parametrize("angle", [0, 5, 30, 90])
@pytest.mark.parametrize("infill", INFILLS)
def test_gates_open_without_touching(infill, angle):
    for number, gate in enumerate(("single", "double")):
        scene = fence(number, slots={"infill": infill, "posts": ("wood", "steel")[number]},
                      layout_gen__fence_length=5.0, layout_gen__fence_height=1.2,
                      **{f"gate_{gate}__opening_angle": angle})  # fmt: skip
        others = [_Solid(p) for p in only(scene, "Posts", "Bays").placed()]
        leaves = {}
        for placed in scene.placed():
            if placed.node.name.startswith("Gate leaf"):
                leaves.setdefault(placed.node.name, []).append(_Solid(placed))
        assert len(leaves) == number + 1
        for part in itertools.chain(*leaves.values()):
            assert sum(part.shared(other) for other in others) < 2e-8
        if number:
            pairs = itertools.product(*leaves.values())
            assert sum(one.shared(other) for one, other in pairs) < 2e-8


def test_an_open_gate_hangs_on_its_hinge():
    shut = fence(2, ["white_picket"], gate_single__opening_angle=0)
    wide = fence(2, ["white_picket"], gate_single__opening_angle=90)
    leaf = only(shut, "Gate").root.children[0].children[0]
    opened = only(wide, "Gate").root.children[0].children[0]
    assert opened.translation == leaf.translation
    assert opened.rotation == pytest.approx((0.0, math.sqrt(0.5), 0.0, math.sqrt(0.5)))
    assert only(wide, "Gate").bounds[0, 2] < -0.6


@given(
    length=st.floats(0.6, 12.0),
    width=st.floats(0.03, 0.12),
    spacing=st.floats(0.6, 3.0),
    gap=st.one_of(st.none(), st.builds(Gap, st.floats(0.6, 4.0), st.floats(0.0, 1.0))),
)
def test_bays_and_posts_fill_a_side(length, width, spacing, gap):
    rules = Rules(width, False, spacing, (True, True))
    plan = lay_out(sides_of([(0.0, 0.0), (length, 0.0)]), rules, gap)
    filled = sum(bay.clear for bay in plan.bays) + len(plan.stands) * width
    assert filled == pytest.approx(length + width, abs=1e-6)
    for bay in plan.bays:
        assert bay.gate or bay.clear + width <= spacing + 1e-6 or len(plan.bays) == 1
    if gap is None:
        assert np.ptp([bay.clear for bay in plan.bays]) < 1e-9


def test_a_way_that_cannot_be_fenced_is_refused():
    values = resolved()
    with pytest.raises(ValueError, match="two different points"):
        run(values, [(0.0, 0.0)])
    with pytest.raises(ValueError, match="turn back"):
        run(values, [(0.0, 0.0), (2.0, 0.0), (0.1, 0.1)])


def test_detail_lowers_the_number_of_triangles():
    values = resolved(1, ["victorian_balustrade"])
    counts = [MODEL.build(replace(values, detail=detail)).triangle_count for detail in (0, 1, 2)]
    assert counts[0] < counts[1] <= counts[2]


def test_what_was_asked_for_is_not_replaced():
    drawn = resolved(4, slots={"infill": "cable", "top": "round"})
    assert type(drawn[TOP]).__name__ == "RoundTop"
    names = {m.finish for m in MODEL.build(drawn).materials}
    assert drawn[TOP].top_finish.split("/")[0] in names


def test_there_is_enough_to_choose():
    assert len(MODEL.parameters) >= 30
    assert len(MODEL.templates) >= 9
