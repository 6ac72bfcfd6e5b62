"""Every solid is sound and has the size that was asked for, at any allowed size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine import geometry as g
from opus_studio.engine.scene import Mesh

LENGTH = st.floats(0.02, 3.0)
THIN = st.floats(0.004, 0.2)
DETAIL = st.integers(0, 2)
few = settings(max_examples=30, deadline=None)


def sound(mesh: Mesh, size: tuple[float, ...] | None = None, tolerance: float = 1e-4) -> g.Report:
    report = g.check(mesh)
    assert report.ok, str(report)
    if size is not None:
        np.testing.assert_allclose(mesh.bounds[1] - mesh.bounds[0], size, atol=tolerance)
    return report


def even(report: g.Report, low: float = 0.95, high: float = 1.05) -> None:
    assert low <= report.uv_density[1] <= high, str(report)


@few
@given(
    st.tuples(LENGTH, LENGTH, LENGTH),
    st.floats(0.0, 0.02),
    st.sampled_from([0, 1, 2, 4]),
    st.sampled_from([None, "x", "y", "z"]),
)
def test_a_box_is_exact(size, bevel, segments, grain):
    report = sound(g.bevelled_box(size, bevel, grain=grain, segments=segments), size)
    even(report)
    assert report.uv_density[0] > 0.9
    assert report.uv_stretch < 1.6


@few
@given(st.integers(1, 12), DETAIL)
def test_many_boxes_are_as_many_shells(count, detail):
    stream = np.random.default_rng(count)
    sizes = stream.uniform(0.02, 0.5, (count, 3))
    centres = np.column_stack([np.arange(count), np.zeros((count, 2))])
    report = sound(g.boxes(sizes, centres, detail=detail))
    assert report.shells == count
    assert report.volume == pytest.approx(sizes.prod(1).sum(), rel=0.1)


@few
@given(st.tuples(LENGTH, LENGTH, LENGTH), st.floats(0.005, 0.3), DETAIL)
def test_a_rounded_box_is_exact(size, radius, detail):
    sound(g.rounded_box(size, radius, detail=detail), size)


@few
@given(THIN, THIN, LENGTH, st.floats(0.0, 0.01), st.sampled_from("xyz"), st.integers(1, 3))
def test_an_extrusion_is_exact(width, height, length, bevel, axis, segments):
    section = g.rectangle(width, height, 0.002)
    mesh = g.extrude(section, length, axis=axis, bevel=bevel, segments=segments)
    order = {"x": (length, width, height), "y": (width, length, height)}
    even(sound(mesh, order.get(axis, (width, height, length))))


@few
@given(st.integers(3, 40), st.floats(0.01, 0.2), st.floats(0.0, 0.004), st.floats(0.05, 0.9))
def test_a_plate_with_a_hole_is_sound(corners, radius, bevel, share):
    plate = g.Polygon(g.rectangle(0.5, 0.5, 0.01, 2, True), (g.circle(radius * share, corners),))
    report = sound(g.extrude(plate, 0.02, bevel=bevel), (0.5, 0.5, 0.02))
    assert report.volume < 0.5 * 0.5 * 0.02


@few
@given(st.integers(5, 12), st.floats(0.2, 1.0), st.floats(0.0, 0.01))
def test_a_star_shaped_prism_is_sound(points, size, bevel):
    angle = np.arange(2 * points) * np.pi / points
    radius = np.where(np.arange(2 * points) % 2, size, 0.6 * size)
    star = np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1)
    mesh = g.prism(star, 0.05, bevel=bevel)
    sound(mesh)
    assert mesh.bounds[:, 1] == pytest.approx([0.0, 0.05])


@few
@given(st.floats(0.3, 3.0), st.floats(0.3, 3.0), st.floats(0.02, 0.12), st.floats(0.01, 0.2))
def test_a_frame_has_its_outer_size(width, height, face, depth):
    section = g.rectangle(face, depth, 0.002)
    report = sound(g.frame(width, height, section), (width, height, depth), 1e-5)
    assert report.shells == 1
    assert report.uv_density == pytest.approx((1.0, 1.0, 1.0), abs=0.05)
    mesh = g.frame(width, height, section, sides="no_bottom")
    sound(mesh, (width, height, depth), 1e-5)
    assert mesh.bounds[0, 1] == pytest.approx(0.0, abs=1e-6)


def test_each_side_of_a_frame_is_cut_from_its_own_place():
    section = g.rectangle(0.05, 0.04)
    plain = g.frame(1.0, 1.0, section)
    cut = g.frame(1.0, 1.0, section, uv_offsets=[[0, 0], [1, 0], [2, 0], [3, 0]])
    assert set(np.round((cut.uvs - plain.uvs)[:, 0]).tolist()) == {0.0, 1.0, 2.0, 3.0}


@pytest.mark.parametrize("edge", ["square", "chamfer", "round", "ovolo", "cove", "ogee", "bead"])
@pytest.mark.parametrize("rebate", ["front", "back"])
def test_joinery_sections_are_exact_and_sweep(edge, rebate):
    stile = g.sash(0.055, 0.045, edge=edge, rebate=rebate)
    assert (stile.width, stile.height) == pytest.approx((0.055, 0.045), abs=1e-6)
    sound(g.frame(0.6, 0.9, stile), (0.6, 0.9, 0.045))
    bar = g.glazing_bar(0.024, 0.04, edge=edge, rebate=rebate)
    assert (bar.width, bar.height) == pytest.approx((0.024, 0.04), abs=1e-6)
    sound(g.bar_grid(0.5, 0.8, 2, 3, bar), (0.5, 0.8, 0.04))


@pytest.mark.parametrize(
    "kind", ["ogee", "reverse_ogee", "cove", "ovolo", "scotia", "bead", "torus", "chamfer"]
)
@given(width=st.floats(0.008, 0.2), height=st.floats(0.008, 0.2))
@settings(max_examples=8, deadline=None)
def test_mouldings_are_exact(kind, width, height):
    section = g.moulding(kind, width, height)
    assert (section.width, section.height) == pytest.approx((width, height), abs=1e-5)
    sound(g.extrude(section, 1.0, axis="x", bevel=0.001), (1.0, width, height))


@pytest.mark.parametrize("style", ["flat", "bullnose", "stepped", "ogee", "colonial", "fluted"])
@given(width=st.floats(0.045, 0.16), thickness=st.floats(0.01, 0.035))
@settings(max_examples=8, deadline=None)
def test_casings_are_exact(style, width, thickness):
    section = g.casing(width, thickness, style)
    assert (section.width, section.height) == pytest.approx((width, thickness), abs=1e-5)
    sound(g.frame(1.0, 2.1, section, sides="no_bottom"), (1.0, 2.1, thickness))


@pytest.mark.parametrize("style", ["square", "bullnose", "torus", "ogee", "chamfer"])
@given(height=st.floats(0.06, 0.25), thickness=st.floats(0.01, 0.03))
@settings(max_examples=8, deadline=None)
def test_skirtings_are_exact(style, height, thickness):
    section = g.skirting(height, thickness, style)
    assert (section.width, section.height) == pytest.approx((height, thickness), abs=1e-5)
    sound(g.extrude(section, 2.0, axis="x"), (2.0, height, thickness))


@few
@given(st.floats(0.3, 2.0), st.floats(0.3, 2.0), st.floats(0.02, 0.1))
def test_an_arched_frame_follows_its_outline(width, height, face):
    outline = (
        g.Outline((-width / 2, 0), 6)
        .to(width / 2, 0)
        .to(width / 2, height)
        .arc(-width / 2, height, 1.0)
        .close()
    )
    mesh = g.loop(outline, g.rectangle(face, 0.04, 0.002))
    sound(mesh, (width, height + width / 2, 0.04), 2e-3)


@few
@given(st.lists(st.floats(0.01, 0.3), min_size=2, max_size=7), st.floats(0.05, 1.0), DETAIL)
def test_what_is_turned_is_sound(radii, height, detail):
    line = np.stack([radii, np.linspace(0.0, height, len(radii))], -1)
    mesh = g.lathe(line, detail=detail)
    sound(mesh, (2 * max(radii), height, 2 * max(radii)))
    upside_down = g.lathe(line[::-1], detail=detail)
    assert g.check(upside_down).volume == pytest.approx(g.check(mesh).volume)


def test_a_ring_is_turned_from_a_closed_section():
    report = sound(g.lathe(g.circle(0.02).moved(0.2, 0.0), grain="around"), (0.44, 0.04, 0.44))
    even(report)


@few
@given(st.floats(0.002, 0.03), st.floats(0.0, 0.2), st.sampled_from(["flat", "round"]), DETAIL)
def test_a_bent_tube_is_sound(radius, bend, ends, detail):
    path = [[0, 0, 0], [0.6, 0, 0], [0.6, 0.5, 0], [0.6, 0.5, 0.7]]
    even(sound(g.tube(path, radius, bend_radius=bend + 1.2 * radius, ends=ends, detail=detail)))
    even(sound(g.tube(path, radius, bend_radius=bend + 1.2 * radius, closed=True, detail=detail)))


def test_a_straight_rod_is_exact():
    sound(g.tube([[0, 0, 0], [0, 1, 0]], 0.01), (0.02, 1.0, 0.02))
    mesh = g.tube([[0, 0, 0], [0, 1, 0]], [0.03, 0.01])
    sound(mesh, (0.06, 1.0, 0.06), 2e-3)


@few
@given(st.floats(0.02, 0.4), st.integers(0, 1000))
def test_a_sweep_without_twist_is_sound(size, seed):
    t = np.linspace(0.0, 5.0, 40)
    stream = np.random.default_rng(seed)
    path = np.stack([np.cos(t), 0.2 * t, np.sin(t)], -1) * stream.uniform(0.8, 2.0, 3)
    sound(g.sweep(g.circle(0.05 * size), path, up=None))
    sound(g.sweep(g.rectangle(0.05 * size, 0.03 * size, 0.002), path, up=(0, 1, 0)))


@few
@given(st.floats(0.15, 1.0), st.floats(0.2, 2.0), st.floats(0.012, 0.04), st.booleans(), DETAIL)
def test_raised_panels_are_exact(width, height, thickness, both, detail):
    for style in ("bevel", "cove", "ogee", "stepped"):
        mesh = g.raised_panel(
            width, height, thickness, edge=0.006, style=style, both_sides=both, detail=detail
        )
        even(sound(mesh, (width, height, thickness)))
    sound(g.flat_panel(width, height, thickness, dish=0.004), (width, height, thickness))


@few
@given(st.floats(0.2, 1.0), st.floats(0.035, 0.12), st.floats(0.3, 0.95), DETAIL)
def test_legs_stand_on_the_floor_and_are_exact(height, top, share, detail):
    for mesh, size in (
        (g.tapered_leg(height, top, top * share, detail=detail), (top, height, top)),
        (
            g.tapered_leg(
                height, top, top * share, straight=0.0, inner_sides_only=True, detail=detail
            ),
            (top, height, top),
        ),
        (g.turned_leg(height, top, detail=detail), (top, height, top)),
        (g.cabriole_leg(height, top, detail=detail), None),
    ):
        sound(mesh, size)
        assert mesh.bounds[:, 1] == pytest.approx([0.0, height], abs=1e-5)


def test_less_detail_means_fewer_triangles():
    for make in (g.turned_leg, g.cabriole_leg):
        counts = [len(make(0.7, detail=detail).triangles) for detail in (0, 1, 2)]
        assert counts == sorted(counts)
        assert counts[0] < 0.6 * counts[2]


@few
@given(st.integers(1, 30), st.floats(-60, 60), st.booleans())
def test_slats_are_as_many_shells(count, tilt, rounded):
    heights = np.arange(count) * 0.2
    mesh = g.slats(0.5, heights, width=0.05, thickness=0.008, tilt=tilt, rounded=rounded)
    report = sound(mesh)
    assert report.shells == count
    assert mesh.bounds[1, 0] - mesh.bounds[0, 0] == pytest.approx(0.5)


def test_a_positive_tilt_lowers_the_front_edge():
    mesh = g.slats(0.5, [0.0], width=0.05, thickness=0.004, tilt=30.0)
    front = mesh.positions[mesh.positions[:, 2].argmax()]
    assert front[1] < -0.005


def test_boards_fill_their_rectangle():
    for grain in ("x", "y"):
        report = sound(g.boards(1.0, 2.0, 0.02, 0.12, grain=grain), (1.0, 2.0, 0.02))
        assert report.shells > 5


def test_a_wall_with_openings():
    wall = g.bevelled_box((4.0, 2.7, 0.3), 0.0, centre=(0, 1.35, 0))
    openings = g.boxes([[0.8, 1.2, 0.5]], [[-1, 1.4, 0], [1, 1.4, 0]], 0.0)
    report = sound(g.difference(wall, openings), (4.0, 2.7, 0.3))
    assert report.volume == pytest.approx((4 * 2.7 - 2 * 0.8 * 1.2) * 0.3, rel=1e-6)
    assert report.uv_density == pytest.approx((1.0, 1.0, 1.0), abs=1e-3)
    both = g.union(wall, g.translate(wall, (1.0, 0, 0.0)))
    assert sound(both).volume == pytest.approx(5 * 2.7 * 0.3, rel=1e-6)
    shared = g.intersection(wall, g.translate(wall, (1.0, 0, 0.0)))
    assert sound(shared).volume == pytest.approx(3 * 2.7 * 0.3, rel=1e-6)


def test_a_round_hole_is_shaded_as_a_curve():
    wall = g.bevelled_box((2.0, 2.0, 0.3), 0.0)
    drill = g.rotate(g.lathe([[0.3, -0.5], [0.3, 0.5]], segments=32), "x", 90)
    mesh = g.difference(wall, drill)
    sound(mesh)
    inside = np.hypot(mesh.positions[:, 0], mesh.positions[:, 1]) < 0.31
    curved = inside & (np.abs(mesh.normals[:, 2]) < 0.1)
    towards = -mesh.positions[curved, :2] / 0.3
    assert np.einsum("ij,ij->i", mesh.normals[curved, :2], towards).min() > 0.99


@pytest.mark.parametrize(
    "bad",
    [
        lambda: g.bevelled_box((0.0, 1.0, 1.0)),
        lambda: g.bevelled_box((1.0, float("nan"), 1.0)),
        lambda: g.bevelled_box((1.0, 1.0, 1.0), segments=3),
        lambda: g.boxes([[1, 1, 1]] * 3, [[0, 0, 0]] * 2),
        lambda: g.extrude(g.rectangle(0.1, 0.1), -1.0),
        lambda: g.rectangle(-0.1, 0.1),
        lambda: g.frame(0.1, 1.0, g.rectangle(0.06, 0.04)),
        lambda: g.sweep(g.circle(0.1), [[0, 0, 0], [1, 0, 0], [0.0, 0.0, 0.0]]),
        lambda: g.sweep(g.circle(0.1), [[0, 0, 0], [0, 0, 1]]),
        lambda: g.lathe([[-0.1, 0.0], [0.1, 1.0]]),
        lambda: g.tube([[0, 0, 0]], 0.01),
        lambda: g.tube([[0, 0, 0], [1, 0, 0]], 0.0),
        lambda: g.raised_panel(0.4, 0.6, 0.005),
        lambda: g.tapered_leg(0.1, straight=0.2),
        lambda: g.difference(g.sheet(np.random.default_rng(1).random((3, 3, 3))), g.EMPTY),
        lambda: g.loft(np.zeros((1, 4, 3))),
        lambda: g.sash(0.02, 0.04, rebate_width=0.02),
    ],
)
def test_bad_sizes_are_refused_in_words(bad):
    with pytest.raises(ValueError, match=r"\w+ \w+ .*\."):
        bad()
