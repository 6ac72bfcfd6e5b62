"""The model Window: exact size, sound meshes, sashes that move without touching anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import manifold3d
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine.components.window import MODEL
from opus_studio.engine.components.window.bars import pane_counts
from opus_studio.engine.geometry import check_scene
from opus_studio.engine.geometry.check import weld
from opus_studio.engine.materials import FINISHES
from opus_studio.engine.request import resolve
from opus_studio.engine.scene import Node, Placed, Scene
from opus_studio.engine.schema import Request
from tests.tools.extremes import extremes

FRAME = "window_outer_frame_gen"
STYLES = ("simple", "modern", "classic", "rustic", "industrial", "craftsman", "scandinavian")
OPENINGS = (
    "window_opening_fixed",
    "window_opening_casement",
    "window_opening_sliding",
    "window_opening_double_hung",
)


def window(seed=0, keywords=(), **parameters):
    """A built window; parameters as `asset__parameter`, the model's prefix left out."""
    given_ = {}
    for key, value in parameters.items():
        asset, _, name = key.partition("__")
        given_[f"{FRAME if asset == 'frame' else 'window_' + asset}/{name}"] = value
    request = Request("Window", seed, given_, {"*": tuple(keywords)} if keywords else {})
    return MODEL.build(resolve(MODEL, request))


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


def names(node: Node) -> Iterator[str]:
    yield node.name
    for child in node.children:
        yield from names(child)


@given(
    width=st.floats(0.4, 3.0),
    height=st.floats(0.4, 3.0),
    opening=st.sampled_from(OPENINGS),
    face=st.floats(0.035, 0.1),
    depth=st.floats(0.08, 0.18),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=60, deadline=None)
def test_the_frame_measures_what_was_asked_for(width, height, opening, face, depth, seed):
    parameter = {
        "window_opening_fixed": "bead_width",
        "window_opening_casement": "sashes",
        "window_opening_sliding": "panels",
        "window_opening_double_hung": "horns",
    }[opening]
    value = {"bead_width": 0.018, "sashes": 2, "panels": 3, "horns": True}[parameter]
    request = Request(
        "Window",
        seed,
        {
            f"{FRAME}/frame_width": width,
            f"{FRAME}/frame_height": height,
            f"{FRAME}/face_width": face,
            f"{FRAME}/frame_depth": depth,
            f"{opening}/{parameter}": value,
        },
    )
    scene = MODEL.build(resolve(MODEL, request))
    assert scene.size == pytest.approx((width, height, depth), abs=1e-4)
    frame = next(p for p in scene.placed() if p.node.name == "Frame")
    assert frame.part.mesh.bounds[0] == pytest.approx((-width / 2, 0.0, -depth), abs=1e-5)


@pytest.mark.parametrize("first", range(0, 50, 10))
def test_random_windows_are_sound(first):
    for seed in range(first, first + 10):
        report = check_scene(window(seed))
        assert report.ok, f"seed {seed}: {report}"
        assert 0.75 < report.uv_density[1] < 1.25


@pytest.mark.parametrize("size", [(0.4, 0.4), (3.0, 3.0), (0.4, 3.0), (3.0, 0.4)])
@pytest.mark.parametrize("style", STYLES)
def test_the_corners_of_the_range_are_sound(size, style):
    for face, depth in ((0.035, 0.08), (0.1, 0.18)):
        scene = window(
            3,
            [style],
            frame__frame_width=size[0],
            frame__frame_height=size[1],
            frame__face_width=face,
            frame__frame_depth=depth,
        )
        report = check_scene(scene)
        assert report.ok, str(report)


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_is_sound_and_within_the_budget(template):
    scene = window(1, [template])
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 20_000
    assert {material.finish for material in scene.materials} <= set(FINISHES)


def test_every_template_and_keyword_gives_another_window():
    assert len(MODEL.templates) >= 8
    words = [*(template.name for template in MODEL.templates), *STYLES, "small", "large"]
    assert len({digest(window(7, [word])) for word in words}) == len(words)


def test_finishes_named_by_parameters_exist():
    options = (
        option
        for parameter in MODEL.parameters.values()
        if getattr(parameter.kind, "unit", "") == "finish"
        for option in parameter.kind.options
    )
    assert {option.partition("/")[0] for option in options} <= set(FINISHES)


def test_triangles_stay_within_the_budget():
    counts = [window(seed).triangle_count for seed in range(40)]
    assert np.median(counts) <= 10_000
    assert max(counts) <= 60_000


def test_the_same_request_gives_the_same_bytes():
    assert digest(window(11)) == digest(window(11))
    assert digest(window(11)) != digest(window(12))


def test_branches_carry_the_slot_that_a_click_selects():
    scene = window(1, ["french_casement"])
    slots = {p.node.name: p.slot for p in scene.placed()}
    assert slots["Frame"] == "window_outer_frame"
    assert slots["Sash left"] == "window_opening"
    assert slots["Glass"] == "window_glass"
    assert slots["Bars"] == "window_glazing_bars"
    assert slots["Handle"] == slots["Hinge 1"] == "window_hardware"
    assert slots["Sill"] == "window_sill"
    assert slots["Shutter left"] == slots["Blade 1"] == "window_shutters"


def test_a_colour_reaches_its_slot_and_glass_and_metal_keep_theirs():
    red = (0.5, 0.01, 0.01)
    request = Request("Window", 1, {"Window/color_rgb": red}, {"*": ("french_casement",)})
    scene = MODEL.build(resolve(MODEL, request))
    worn = {p.node.name: p.part.material for p in scene.placed()}
    assert worn["Frame"].color == worn["Sash left"].color == worn["Sill"].color
    assert worn["Frame"].color is not None
    assert worn["Handle"].color is None
    assert worn["Glass"].color is None


def test_louvre_blades_share_one_mesh():
    blades = [
        p.part.mesh
        for p in window(1, ["french_casement"]).placed()
        if p.node.name.startswith("Blade")
    ]
    assert len(blades) > 40
    assert len({id(mesh) for mesh in blades}) == 1


def test_two_sashes_are_not_cut_from_the_same_board():
    sashes = [
        p.part.mesh.uvs
        for p in window(1, ["leaded_cottage"]).placed()
        if p.node.name in ("Sash left", "Sash right")
    ]
    assert not np.allclose(sashes[0][:100], sashes[1][:100], atol=0.05)


@given(
    width=st.floats(0.1, 3.0),
    height=st.floats(0.1, 3.0),
    columns=st.integers(1, 6),
    rows=st.integers(1, 8),
)
def test_panes_are_never_smaller_than_a_hand(width, height, columns, rows):
    bar = min(0.02, 0.2 * min(width, height))
    across, up = pane_counts(width, height, columns, rows, bar)
    assert across <= columns
    assert up <= rows
    assert across == 1 or (width + bar) / across - bar >= 0.06 - 1e-9
    assert up == 1 or (height + bar) / up - bar >= 0.06 - 1e-9


MOVING = ("Sash", "Panel", "Shutter")
MEANT = {frozenset(pair) for pair in [("Shutter", "Pintles"), ("Sash", "Stay peg")]}
"""Pairs made to be joined: an eye on its pin, a stay on its peg."""


def collisions(scene: Scene) -> list[str]:
    """Moving branches that share space with any other branch."""
    branches = {
        child.name: [_Solid(p) for p in Scene(Node("Only", children=(child,))).placed()]
        for child in scene.root.children
    }
    found = []
    pairs = [(a, b) for a in branches for b in branches if a < b]
    for a, b in pairs:
        kinds = frozenset(
            next((kind for kind in (*MOVING, "Stay peg", "Pintles") if name.startswith(kind)), name)
            for name in (a, b)
        )
        if not (a.startswith(MOVING) or b.startswith(MOVING)) or kinds in MEANT:
            continue
        for one in branches[a]:
            for other in branches[b]:
                volume = one.shared(other)
                if volume > 2e-8:
                    found.append(f"{a}/{one.name} {b}/{other.name} {volume * 1e9:.0f} mm3")
    return found


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


SIZES = [(0.4, 0.9, 0.035, 0.08), (1.2, 1.4, 0.06, 0.12), (2.8, 1.6, 0.1, 0.18)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("hardware", ["lever", "classic"])
@pytest.mark.parametrize("angle", [0, 2, 15, 45, 90, 110])
def test_hung_sashes_swing_free(size, hardware, angle):
    width, height, face, depth = size
    parameter = {"lever": "lever_length", "classic": "knob_radius"}[hardware]
    value = {"lever": 0.12, "classic": 0.022}[hardware]
    for sashes in (1, 2, 3, 4):
        scene = window(
            sashes,
            frame__frame_width=width,
            frame__frame_height=height,
            frame__face_width=face,
            frame__frame_depth=depth,
            opening_casement__sashes=sashes,
            opening_casement__opening_angle=angle,
            opening_casement__hand=("left", "right")[sashes % 2],
            trim_flat__casing_thickness=0.035,
            shutters_boarded__shutter_angle=0,
            **{f"hardware_{hardware}__{parameter}": value},
        )
        assert collisions(scene) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_sliding_panels_pass_each_other(size, share):
    width, height, face, depth = size
    for panels in (2, 3, 4):
        scene = window(
            panels,
            frame__frame_width=width,
            frame__frame_height=height,
            frame__face_width=face,
            frame__frame_depth=depth,
            opening_sliding__panels=panels,
            opening_sliding__opening=share,
        )
        assert collisions(scene) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("ratio", [0.35, 0.5, 0.6])
def test_meeting_rails_pass_each_other(size, share, ratio):
    width, height, face, depth = size
    scene = window(
        1,
        frame__frame_width=width,
        frame__frame_height=height,
        frame__face_width=face,
        frame__frame_depth=depth,
        opening_double_hung__lower_opening=share,
        opening_double_hung__upper_ratio=ratio,
        opening_double_hung__horns=True,
    )
    assert collisions(scene) == []


@pytest.mark.parametrize("kind", ["louvred", "panelled", "boarded"])
@pytest.mark.parametrize("trim", ["flat", "moulded", "craftsman", "pediment"])
def test_shutters_clear_casing_and_sill_at_every_angle(kind, trim):
    for angle, thickness in ((0, 0.05), (45, 0.028), (90, 0.05), (180, 0.05)):
        scene = window(
            1,
            opening_casement__opening_angle=0,
            sill_metal__slope=15,
            **{
                f"trim_{trim}__casing_width": 0.16,
                f"trim_{trim}__casing_thickness": 0.035,
                f"shutters_{kind}__shutter_angle": angle,
                f"shutters_{kind}__shutter_thickness": thickness,
            },
        )
        assert collisions(scene) == []


@pytest.mark.parametrize("seed", range(25))
def test_any_values_within_the_ranges_give_a_sound_window(seed):
    values = extremes(MODEL, seed)
    scene = MODEL.build(resolve(MODEL, Request("Window", seed, values)))
    report = check_scene(scene)
    assert report.ok, str(report)
    assert scene.triangle_count <= 60_000
    if "window_glazing_bars_diamond/pane_width" not in values:
        assert collisions(scene) == []


def test_a_sash_that_stands_open_pushes_the_shutters_back():
    scene = window(
        1,
        ["french_casement"],
        opening_casement__opening_angle=60,
        shutters_louvred__shutter_angle=0,
    )
    leaf = next(child for child in scene.root.children if child.name == "Shutter left")
    degrees = 2 * np.degrees(np.arccos(abs(leaf.rotation[3])))
    assert degrees == pytest.approx(150.0)


def test_a_lower_sash_rises_by_its_share():
    def foot(share):
        scene = window(1, ["sash_6_over_6"], opening_double_hung__lower_opening=share)
        return next(n for n in scene.root.children if n.name == "Sash lower").translation[1]

    assert foot(0.9) > foot(0.4) > foot(0.0)


def test_the_vendors_example_measures_one_by_two():
    scene = window(0, frame__frame_width=1, frame__frame_height=2)
    assert scene.size[:2] == pytest.approx((1.0, 2.0), abs=1e-4)


def test_the_tree_reads_like_a_window():
    found = set(names(window(1, ["french_casement"]).root))
    wanted = {"Window", "Frame", "Sash left", "Glass", "Bars", "Sill", "Shutter right", "Straps"}
    assert wanted <= found
