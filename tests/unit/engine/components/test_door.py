"""The model Door: exact size, sound meshes, leaves that swing and slide without touching."""

from __future__ import annotations

import hashlib

import manifold3d
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.door import MODEL
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.geometry.check import weld
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Placed, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes

FRAME = "door_outer_frame_gen"
STYLES = ("simple", "modern", "classic", "rustic", "industrial", "craftsman", "scandinavian")
SIZE_WORDS = ("small", "medium", "large")
SWINGING = ("panelled", "flush", "glazed", "french", "boarded", "stable", "arched")
LEAVES = (*SWINGING, "barn")


def door(seed=0, words=(), slots=None, **parameters):
    """A built door; parameters as `asset__parameter`, the model's prefix left out."""
    given_ = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        given_[f"{FRAME if asset == 'frame' else 'door_' + asset}/{name}"] = value
    keywords = {slot: (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return MODEL.build(resolve(MODEL, Request("Door", seed, given_, keywords)))


def digest(scene: Scene) -> str:
    """A hash of every placed mesh and material."""
    result = hashlib.sha256()
    for placed in scene.placed():
        mesh = placed.part.mesh
        for array in (mesh.positions, mesh.normals, mesh.uvs, mesh.triangles):
            result.update(array.tobytes())
        result.update(placed.matrix.tobytes())
        result.update(repr((placed.node.name, placed.slot, placed.part.material)).encode())
    return result.hexdigest()


@given(
    width=st.floats(0.7, 1.8),
    height=st.floats(1.9, 2.6),
    leaf=st.sampled_from(LEAVES),
    face=st.floats(0.042, 0.1),
    depth=st.floats(0.09, 0.2),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=50, deadline=None)
def test_the_frame_measures_what_was_asked_for(width, height, leaf, face, depth, seed):
    scene = door(
        seed,
        slots={"door_leaf": leaf},
        frame__frame_width=width,
        frame__frame_height=height,
        frame__face_width=face,
        frame__frame_depth=depth,
    )
    assert scene.size == pytest.approx((width, height, depth), abs=1e-4)
    frame = next(p for p in scene.placed() if p.node.name == "Frame")
    assert frame.part.mesh.bounds[0] == pytest.approx((-width / 2, 0.0, -depth), abs=1e-5)


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_random_doors_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(door(seed))
        assert report.ok, f"seed {seed}: {report}"
        assert 0.75 < report.uv_density[1] < 1.25


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("size", [(0.7, 1.9), (1.8, 2.6), (0.7, 2.6), (1.8, 1.9)])
def test_the_corners_of_the_range_are_sound(leaf, size):
    for face, depth, lights in ((0.042, 0.09, "surround"), (0.1, 0.2, "left")):
        scene = door(
            3,
            slots={"door_leaf": leaf, "door_lights": lights},
            frame__frame_width=size[0],
            frame__frame_height=size[1],
            frame__face_width=face,
            frame__frame_depth=depth,
        )
        report = check_scene(scene)
        assert report.ok, str(report)


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = door(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 20_000


def test_every_template_and_keyword_gives_another_door():
    assert len(MODEL.templates) >= 6
    for words in ([template.name for template in MODEL.templates], STYLES, SIZE_WORDS):
        assert len({digest(door(7, [word])) for word in words}) == len(words)


def test_sizes_follow_their_keywords():
    def widths(word):
        return [door(seed, [word]).size[0] for seed in range(6)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


def test_the_same_request_gives_the_same_bytes():
    assert digest(door(11)) == digest(door(11))
    assert digest(door(11)) != digest(door(12))


def test_triangles_stay_within_the_budget():
    counts = [door(seed).triangle_count for seed in range(30)]
    assert np.median(counts) <= 12_000
    assert max(counts) <= 30_000


def test_branches_carry_the_slot_that_a_click_selects():
    slots = {p.node.name: p.slot for p in door(1, ["georgian_six_panel"]).placed()}
    assert slots["Frame"] == "door_outer_frame"
    assert slots["Leaf"] == "door_leaf"
    assert slots["Glass"] == "door_glass"
    assert slots["Transom"] == "door_lights"
    assert slots["Casing"] == "door_trim"
    assert slots["Threshold"] == "door_threshold"
    for name in ("Knob", "Hinge 1", "Knocker", "Letter plate", "Lock"):
        assert slots[name] == "door_hardware"


def test_a_colour_reaches_the_joinery_and_metal_keeps_its_own():
    red = (0.5, 0.01, 0.01)
    request = Request("Door", 1, {"Door/color_rgb": red}, {"*": ("georgian_six_panel",)})
    worn = {p.node.name: p.part.material for p in MODEL.build(resolve(MODEL, request)).placed()}
    assert worn["Frame"].color == worn["Leaf"].color == worn["Casing"].color
    assert worn["Frame"].color is not None
    assert worn["Knob"].color is None
    assert worn["Glass"].color is None


def children(scene: Scene, word: str) -> list[Node]:
    return [child for child in scene.root.children if child.name.startswith(word)]


def test_wide_openings_get_a_pair_and_narrow_ones_a_single_leaf():
    def leaves(width, leaf):
        scene = door(1, slots={"door_leaf": leaf, "door_lights": "none"}, frame__frame_width=width)
        return len(children(scene, "Leaf"))

    assert leaves(0.9, "panelled") == 1
    assert leaves(1.6, "panelled") == 2
    assert leaves(1.2, "french") == 2
    assert leaves(0.7, "french") == 1
    assert leaves(1.7, "barn") == 2


def test_lights_give_way_to_the_leaf():
    def names(width, height):
        scene = door(
            1, slots={"door_lights": "surround", "door_leaf": "flush"},
            frame__frame_width=width, frame__frame_height=height,
        )  # fmt: skip
        return {child.name for child in scene.root.children}

    assert {"Sidelight left", "Sidelight right", "Transom"} <= names(1.8, 2.6)
    assert not {"Sidelight left", "Sidelight right", "Transom"} & names(0.8, 1.9)


class _Solid:
    """A part in the world as a solid, made when it is first needed."""

    def __init__(self, placed: Placed) -> None:
        mesh = placed.part.mesh
        self.name = placed.node.name
        points = mesh.positions @ placed.matrix[:3, :3].T + placed.matrix[:3, 3]
        self.low, self.high = points.min(0), points.max(0)
        point_of = weld(mesh.positions)
        _, first = np.unique(point_of, return_index=True)
        self._points = points[first].astype(np.float32)
        self._triangles = point_of[mesh.triangles.astype(np.int64)].astype(np.uint32)
        self._solid: manifold3d.Manifold | None = None

    @property
    def solid(self) -> manifold3d.Manifold:
        if self._solid is None:
            self._solid = manifold3d.Manifold(manifold3d.Mesh(self._points, self._triangles))
            assert self._solid.status() == manifold3d.Error.NoError
        return self._solid

    def shared(self, other: _Solid) -> float:
        if (self.low > other.high).any() or (other.low > self.high).any():
            return 0.0
        return (self.solid ^ other.solid).volume()


MOVING = ("Leaf", "Lower leaf", "Upper leaf")


def collisions(scene: Scene) -> list[str]:
    """Leaves that share space with any other branch; a barn door's wheels sit on the track."""
    branches = {
        child.name: [_Solid(p) for p in Scene(Node("Only", children=(child,))).placed()]
        for child in scene.root.children
    }
    found = []
    for a in branches:
        for b in branches:
            if a >= b or not (a.startswith(MOVING) or b.startswith(MOVING)):
                continue
            for one in branches[a]:
                for other in branches[b]:
                    volume = one.shared(other)
                    if volume > 2e-8:
                        found.append(f"{a}/{one.name} {b}/{other.name} {volume * 1e9:.0f} mm3")
    return found


SIZES = [(0.7, 1.9, 0.042, 0.09), (1.0, 2.1, 0.06, 0.12), (1.8, 2.6, 0.1, 0.2)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("leaf", SWINGING)
def test_leaves_swing_free(size, leaf):
    width, height, face, depth = size
    for number, degrees in enumerate((0, 2, 8, 20, 45, 90, 110)):
        hardware = ("lever", "knob", "latch", "pull")[number % 4]
        scene = door(
            number,
            slots={"door_leaf": leaf, "door_lights": "none", "door_hardware": hardware},
            frame__frame_width=width,
            frame__frame_height=height,
            frame__face_width=face,
            frame__frame_depth=depth,
            **{
                f"leaf_{leaf}__opening_angle": degrees,
                f"leaf_{leaf}__leaf_thickness": (0.038, 0.06)[number % 2],
                f"leaf_{leaf}__hand": ("left", "right")[number // 2 % 2],
            },
        )
        assert collisions(scene) == [], f"{degrees} degrees, {hardware}"


@pytest.mark.parametrize("split", [0.4, 0.6])
@pytest.mark.parametrize("upper", [0, 15, 90])
def test_the_upper_half_of_a_stable_door_opens_by_itself(split, upper):
    for width in (0.9, 1.7):
        scene = door(
            1,
            slots={"door_lights": "none"},
            frame__frame_width=width,
            leaf_stable__split_ratio=split,
            leaf_stable__upper_angle=upper,
            leaf_stable__opening_angle=0,
        )
        assert collisions(scene) == []


@pytest.mark.parametrize("width", [0.7, 1.1, 1.8])
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("trim", ["none", "flat", "pediment", "stone", "craftsman"])
def test_barn_doors_slide_clear_of_casing_and_threshold(width, share, trim):
    scene = door(
        2,
        slots={"door_trim": trim},
        frame__frame_width=width,
        leaf_barn__opening=share,
        threshold_stone__threshold_height=0.06,
    )
    assert collisions(scene) == []


def test_a_barn_leaf_clears_the_opening_when_it_is_open():
    scene = door(1, ["barn_door"], leaf_barn__opening=1.0, leaf_barn__slide_to="left")
    leaf = Scene(Node("Only", children=tuple(children(scene, "Leaf")))).bounds
    assert leaf[1, 0] < -0.4


def test_a_leaf_turns_about_its_hinge_into_the_room():
    shut = children(door(1, ["modern_flush"], leaf_flush__opening_angle=0), "Leaf")[0]
    open_ = children(door(1, ["modern_flush"], leaf_flush__opening_angle=90), "Leaf")[0]
    assert shut.translation == open_.translation
    far = Scene(Node("Only", children=(open_,))).bounds
    assert far[0, 2] < -0.8


def test_an_arched_leaf_ends_below_its_arch():
    scene = door(1, ["arched_oak"])
    leaf = children(scene, "Leaf")[0]
    mesh = leaf.parts[0].mesh
    top = mesh.positions[mesh.positions[:, 1] > mesh.positions[:, 1].max() - 0.05]
    assert np.ptp(top[:, 0]) < 0.5 * np.ptp(mesh.positions[:, 0])


def test_two_leaves_are_not_cut_from_the_same_boards():
    leaves = children(door(1, ["french_pair"]), "Leaf")
    first, second = (leaf.parts[0].mesh.uvs[:100] for leaf in leaves)
    assert not np.allclose(np.abs(first), np.abs(second), atol=0.05)


@pytest.mark.parametrize("seed", range(24))
def test_any_values_within_the_ranges_give_a_sound_door(seed):
    values = extremes(MODEL, seed)
    scene = MODEL.build(resolve(MODEL, Request("Door", seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000
    assert collisions(scene) == []
