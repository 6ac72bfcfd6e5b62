"""The model GarageDoorStandalone: exact size, sound meshes, leaves that move without touching."""

from __future__ import annotations

import itertools
import math

import manifold3d
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.garage_door import MODEL
from opus_studio.engine.components.garage_door.sectional import chain, on_track
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.geometry.check import weld
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Placed, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes

FRAME = "garage_door_frame_gen"
LEAVES = ("sectional", "up_and_over", "side_hinged", "roller")


def garage(seed=0, words=(), slots=None, **parameters):
    """A built garage door; parameters as `asset__parameter`, the model's prefix left out."""
    given_ = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        given_[f"{FRAME if asset == 'frame' else 'garage_door_' + asset}/{name}"] = value
    keywords = {f"garage_door_{slot}": (word,) for slot, word in (slots or {}).items()}
    if words:
        keywords["*"] = tuple(words)
    return MODEL.build(resolve(MODEL, Request(MODEL.name, seed, given_, keywords)))


@given(
    width=st.floats(2.1, 5.4),
    height=st.floats(1.95, 2.8),
    depth=st.floats(0.08, 0.18),
    leaf=st.sampled_from(LEAVES),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=30, deadline=None)
def test_the_frame_measures_what_was_asked_for(width, height, depth, leaf, seed):
    scene = garage(
        seed,
        slots={"leaf": leaf},
        frame__frame_width=width,
        frame__frame_height=height,
        frame__frame_depth=depth,
    )
    assert scene.size == pytest.approx((width, height, depth), abs=1e-4)


@pytest.mark.parametrize("first", range(0, 30, 10))
def test_random_garage_doors_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(garage(seed))
        assert report.ok, f"seed {seed}: {report}"


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = garage(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 30_000


def test_sizes_follow_their_keywords():
    def widths(word):
        return [garage(seed, [word]).size[0] for seed in range(5)]

    assert max(widths("small")) < min(widths("medium"))
    assert max(widths("medium")) < min(widths("large"))


@given(
    lift=st.floats(0.0, 2.4),
    pitch=st.floats(0.3, 0.7),
    count=st.integers(3, 6),
    bend=st.floats(1.9, 2.7),
)
def test_sections_stay_rigid_on_their_way(lift, pitch, count, bend):
    joints = chain(lift, pitch, count, bend)
    assert len(joints) == count + 1
    for (z0, y0), (z1, y1) in itertools.pairwise(joints):
        assert math.hypot(z1 - z0, y1 - y0) == pytest.approx(pitch, abs=1e-6)


def test_the_track_has_no_kinks():
    run = np.linspace(0.0, 4.0, 4001)
    points = np.array([on_track(place, 2.0) for place in run])
    step = np.diff(points, axis=0)
    assert np.hypot(*step.T) == pytest.approx(0.001, abs=1e-6)


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


MOVING = ("Section", "Leaf", "Curtain")


def collisions(scene: Scene) -> list[str]:
    """Moving branches that share space with any other.

    A curtain winds up inside its box, and rubber lips give way.
    """
    branches = {
        child.name: [_Solid(p) for p in Scene(Node("Only", children=(child,))).placed()]
        for child in scene.root.children
    }
    found = []
    for a in branches:
        for b in branches:
            moving = a.startswith(MOVING) or b.startswith(MOVING)
            if a >= b or not moving or {"Shaft box", "Seals"} & {a, b}:
                continue
            for one in branches[a]:
                for other in branches[b]:
                    volume = one.shared(other)
                    if volume > 2e-8:
                        found.append(f"{a}/{one.name} {b}/{other.name} {volume * 1e9:.0f} mm3")
    return found


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("share", [0.0, 0.03, 0.3, 0.45, 0.6, 0.8, 1.0])
def test_leaves_open_without_touching(leaf, share):
    parameter = "opening_angle" if leaf == "side_hinged" else "opening"
    value = 100 * share if leaf == "side_hinged" else share
    for number, (width, height, depth) in enumerate(((2.1, 1.95, 0.08), (5.4, 2.8, 0.18))):
        for hardware in ("handle", "carriage"):
            scene = garage(
                number,
                slots={"hardware": hardware, "trim": ("flat", "craftsman")[number]},
                frame__frame_width=width,
                frame__frame_height=height,
                frame__frame_depth=depth,
                frame__face_width=(0.06, 0.14)[number],
                **{f"leaf_{leaf}__{parameter}": value},
            )
            assert collisions(scene) == []


def test_an_open_garage_can_be_driven_through():
    for leaf in ("sectional", "roller", "up_and_over"):
        scene = garage(2, **{f"leaf_{leaf}__opening": 1.0})
        moving = [c for c in scene.root.children if c.name.startswith(MOVING)]
        low = min(Scene(Node("Only", children=(child,))).bounds[0, 1] for child in moving)
        assert low > 0.8 * (scene.size[1] - 0.14)


@pytest.mark.parametrize("seed", range(16))
def test_any_values_within_the_ranges_give_a_sound_door(seed):
    values = extremes(MODEL, seed)
    scene = MODEL.build(resolve(MODEL, Request(MODEL.name, seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000
    assert collisions(scene) == []
