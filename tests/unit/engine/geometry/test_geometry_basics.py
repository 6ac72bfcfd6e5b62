"""Sections, placing, layout, UVs, normals and tangents."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opus_studio.engine import geometry as g
from opus_studio.engine.scene import Node

BOARD = g.bevelled_box((1.0, 0.1, 0.05), grain="x")
few = settings(max_examples=40, deadline=None)


def test_an_outline_joins_tangent_strokes_softly():
    shape = g.Outline((0, 0), 4).to(1, 0).to(1, 1).arc(0, 2).to(0, 0).close()
    soft = {tuple(point) for point in shape.points[shape.smooth].round(6).tolist()}
    assert (1.0, 1.0) in soft
    assert (1.0, 0.0) not in soft
    assert shape.area == pytest.approx(1 + math.pi / 4, rel=0.02)


def test_a_clockwise_outline_is_turned_round():
    shape = g.Profile.of([[0, 0], [0, 1], [1, 1], [1, 0]])
    assert shape.area == pytest.approx(1.0)
    assert g.check(g.extrude(shape, 1.0)).ok


def test_collinear_and_repeated_points_are_left_out():
    shape = g.Profile.of([[0, 0], [0.5, 0], [1, 0], [1, 0], [1, 1], [0.5, 1], [0, 1]])
    assert len(shape.points) == 4
    assert g.check(g.extrude(shape, 1.0, bevel=0.01)).ok


@few
@given(st.floats(0.001, 0.3), st.integers(1, 6))
def test_fillets_take_area_away(radius, segments):
    square = [[0, 0], [1, 0], [1, 1], [0, 1]]
    shape = g.rounded(square, radius, segments)
    assert 1 - 2.001 * radius**2 <= shape.area <= 1
    assert shape.bounds == pytest.approx(np.array([[0, 0], [1, 1]]), abs=1e-9)


def test_easing_rounds_only_outer_hard_corners():
    section = g.Profile.of([[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]])
    eased = section.eased(0.1, 2)
    assert len(eased.points) == 6 + 5 * 2
    assert [1.0, 1.0] in eased.points.tolist()
    assert eased.bounds == pytest.approx(section.bounds, abs=1e-9)


def test_offsets_grow_and_shrink():
    square = g.rectangle(1.0, 1.0)
    assert g.offset(square, 0.1).area == pytest.approx(1.44)
    assert g.offset(square, -0.1).area == pytest.approx(0.64)
    with pytest.raises(ValueError, match="no single outline"):
        g.offset(square, -0.6)


def test_holes_are_triangulated_with_every_point():
    outer, hole = g.circle(1.0, 20).points, g.circle(0.5, 12).points[::-1]
    faces = g.triangulate([outer, hole])
    assert set(faces.ravel().tolist()) == set(range(32))
    with pytest.raises(ValueError, match="crosses itself"):
        g.triangulate([np.array([[0, 0], [1, 1], [1, 0], [0, 1.0]])])


@few
@given(st.sampled_from("xyz"), st.floats(-360, 360))
def test_a_rotation_agrees_with_a_node(axis, degrees):
    turned = g.rotate(BOARD, axis, degrees)
    node = Node("N", rotation=g.quaternion(axis, degrees))
    expected = BOARD.positions @ node.matrix[:3, :3].T
    np.testing.assert_allclose(turned.positions, expected, atol=1e-6)
    assert g.check(turned).ok


def test_rotations_compose_and_look():
    both = g.multiply(g.quaternion("y", 90), g.quaternion("x", 90))
    point = Node("N", rotation=both).matrix[:3, :3] @ [0, 1, 0]
    np.testing.assert_allclose(point, [1, 0, 0], atol=1e-9)
    for direction in ([1, 2, 3], [0, 1, 0], [0, -1, 0], [0, 0, -1]):
        matrix = Node("N", rotation=g.look_along(direction)).matrix[:3, :3]
        np.testing.assert_allclose(
            matrix @ [0, 0, 1], np.array(direction) / np.linalg.norm(direction), atol=1e-9
        )
    matrix = Node("N", rotation=g.quaternion((1, 1, 0), 200)).matrix[:3, :3]
    again = Node("N", rotation=g.from_matrix(matrix)).matrix[:3, :3]
    np.testing.assert_allclose(again, matrix, atol=1e-9)


@pytest.mark.parametrize("axis", ["x", "y", "z"])
def test_a_mirrored_mesh_is_still_sound(axis):
    section = g.casing(0.07, 0.02, "ogee")
    mesh = g.mirror(g.extrude(section, 1.0, axis="x"), axis, 0.3)
    assert g.check(mesh).ok
    column = "xyz".index(axis)
    low, high = g.extrude(section, 1.0, axis="x").bounds[:, column]
    assert mesh.bounds[:, column] == pytest.approx([0.6 - high, 0.6 - low])


def test_scaling_keeps_normals_true():
    ball = g.lathe(g.Outline((0, -1), 12).arc(0, 1, 1.0).end())
    egg = g.scale(ball, (1, 2, 1))
    assert g.check(egg).ok
    true = egg.positions * [1, 0.25, 1]
    true /= np.linalg.norm(true, axis=1, keepdims=True)
    assert np.einsum("ij,ij->i", true, egg.normals).min() > 0.98
    with pytest.raises(ValueError, match="above zero"):
        g.scale(ball, (1, -1, 1))


def test_merging_and_placing():
    assert g.merge() is g.EMPTY
    assert g.merge(BOARD) is BOARD
    row = g.place(BOARD, [[0, i, 0] for i in range(5)], uv_offsets=[[i, 0] for i in range(5)])
    assert g.check(row).shells == 5
    turned = g.place(BOARD, [[0, 0, 0], [0, 5, 0]], [g.quaternion("z", 90)])
    assert g.check(turned).ok
    both = g.merge(row, g.leaf_card(0.1, 0.05))
    assert not both.closed


def test_fit_gives_the_exact_box():
    mesh = g.fit(BOARD, (0, 0, 0), (2, 1, 1))
    np.testing.assert_allclose(mesh.bounds, [[0, 0, 0], [2, 1, 1]], atol=1e-6)


def test_layouts():
    centres, size = g.divide(1.0, 4, 0.02)
    assert size == pytest.approx(0.235)
    assert centres[0] - size / 2 == pytest.approx(-0.5)
    assert centres[-1] + size / 2 == pytest.approx(0.5)
    places = g.bars(1.0, 2, 0.1)
    assert places.tolist() == pytest.approx([-0.55 / 3, 0.55 / 3])
    assert g.by_pitch(1.0, 0.3) == (3, pytest.approx(1 / 3))
    assert g.at_most(1.0, 0.3) == (4, 0.25)
    assert g.spread(1.0, 3, 0.1).tolist() == pytest.approx([-0.4, 0, 0.4])
    assert len(g.grid(np.arange(3), np.arange(2))) == 6
    diamonds = g.staggered(3, 3, 1.0, 1.0)
    assert len(diamonds) == 3 + 2 + 3
    assert diamonds.mean(0) == pytest.approx([0, 0])
    with pytest.raises(ValueError, match="do not fit"):
        g.divide(1.0, 4, 0.5)


@pytest.mark.parametrize("grain", ["x", "y", "z"])
def test_u_runs_along_the_grain(grain):
    box = g.bevelled_box((0.5, 0.6, 0.7), 0.0, grain=grain)
    for mesh in (box, g.box_project(box, grain)):
        column = "xyz".index(grain)
        corners = mesh.triangles.astype(int)
        for a, b in ((0, 1), (1, 2)):
            move = mesh.positions[corners[:, b]] - mesh.positions[corners[:, a]]
            chart = mesh.uvs[corners[:, b]] - mesh.uvs[corners[:, a]]
            along = np.abs(mesh.normals[corners[:, 0], column]) < 0.5
            np.testing.assert_allclose(chart[along, 0], move[along, column], atol=1e-6)
        assert g.check(mesh).uv_mirrored == 0.0


def test_offsets_come_from_the_stream():
    first = g.offsets(np.random.default_rng(1), 3)
    assert first.shape == (3, 2)
    assert (first == g.offsets(np.random.default_rng(1), 3)).all()


def test_bevels_leave_broad_faces_flat():
    for segments in (1, 2):
        mesh = g.bevelled_box((1, 1, 1), 0.01, segments=segments)
        front = np.abs(mesh.positions[:, 2] - 0.5) < 1e-6
        broad = front & (np.abs(mesh.positions[:, :2]).max(1) < 0.4901) & (mesh.normals[:, 2] > 0.5)
        assert (mesh.normals[broad, 2] > 0.999).all()


def test_shading_splits_edges_and_keeps_curves():
    ball = g.lathe(g.Outline((0, -1), 8).arc(0, 1, 1.0).end(), segments=32)
    number = g.weld(ball.positions)
    points = np.zeros((number.max() + 1, 3))
    points[number] = ball.positions
    positions, normals, _, source = g.shade(points, number[ball.triangles])
    assert len(positions) == len(points)
    assert np.einsum("ij,ij->i", normals, positions).min() > 0.99
    assert (points[source] == positions).all()
    cube = g.bevelled_box((1, 1, 1), 0.0)
    number = g.weld(cube.positions)
    points = np.zeros((8, 3))
    points[number] = cube.positions
    positions, normals, _, _ = g.shade(points, number[cube.triangles])
    assert len(positions) == 24
    assert set(np.abs(normals).max(1).round(6).tolist()) == {1.0}


@few
@given(st.integers(0, 500))
def test_tangents_are_square_and_right_handed(seed):
    stream = np.random.default_rng(seed)
    mesh = g.boxes(stream.uniform(0.1, 1, (5, 3)), stream.uniform(0, 9, (5, 3)), 0.01)
    tangent = g.tangents(mesh)
    np.testing.assert_allclose(np.linalg.norm(tangent[:, :3], axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(np.einsum("ij,ij->i", tangent[:, :3], mesh.normals), 0, atol=1e-5)
    assert (tangent[:, 3] == 1.0).all()


def test_tangents_follow_u_and_tell_mirrored_charts():
    sheet = g.sheet(np.stack(np.meshgrid([0.0, 1], [1.0, 0], [0.0]), -1)[..., 0, :])
    tangent = g.tangents(sheet)
    np.testing.assert_allclose(tangent, [[1, 0, 0, 1]] * 4, atol=1e-6)
    mirrored = replace(sheet, uvs=sheet.uvs * np.float32([-1, 1]))
    np.testing.assert_allclose(g.tangents(mirrored), [[-1, 0, 0, -1]] * 4, atol=1e-6)
