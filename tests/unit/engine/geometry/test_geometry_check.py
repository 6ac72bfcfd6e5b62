"""The checker finds what is wrong and leaves alone what is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from opus_studio.engine import geometry as g
from opus_studio.engine.scene import Material, Mesh, Node, Part, Scene

OAK = Material("Oak", "oak")
BOARD = g.bevelled_box((1.0, 0.1, 0.05))


def scene(*places: tuple[float, float, float], mesh: Mesh = BOARD) -> Scene:
    nodes = [
        Node(f"Board {i + 1}", parts=(Part(mesh, OAK),), translation=place)
        for i, place in enumerate(places)
    ]
    return Scene(Node("Stack", children=tuple(nodes)))


def test_a_sound_board_has_no_problems():
    report = g.check(BOARD)
    assert report.ok
    assert report.watertight
    assert report.shells == 1
    assert report.uv_density == pytest.approx((1.0, 1.0, 1.0), abs=0.02)
    assert "108 triangles" in str(report)


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda m: replace(m, triangles=m.triangles[1:]), "watertight"),
        (lambda m: replace(m, triangles=m.triangles[:, ::-1]), "inwards"),
        (lambda m: replace(m, triangles=np.concatenate([m.triangles, m.triangles])), "more than"),
        (lambda m: replace(m, normals=-m.normals), "faces away"),
        (lambda m: replace(m, normals=m.normals * 2), "unit length"),
        (lambda m: replace(m, uvs=m.uvs * np.float32([-1, 1])), "mirrored"),
        (lambda m: replace(m, uvs=m.uvs * 0), "no area"),
        (lambda m: replace(m, positions=m.positions * np.float32(np.nan)), "finite"),
        (
            lambda m: replace(
                m, triangles=np.concatenate([m.triangles, [[0, 0, 1]]]).astype(np.uint32)
            ),
            "degenerate",
        ),
        (
            lambda m: replace(
                m,
                positions=np.concatenate([m.positions, m.positions[:1]]),
                normals=np.concatenate([m.normals, m.normals[:1]]),
                uvs=np.concatenate([m.uvs, m.uvs[:1]]),
            ),
            "no triangle",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_each_fault_is_named(spoil, word):
    report = g.check(spoil(BOARD))
    assert not report.ok
    assert any(word in problem for problem in report.problems), report.problems
    assert word in str(report)


def test_boxes_that_touch_are_still_two_shells():
    pair = g.boxes([[1, 1, 1], [1, 1, 1]], [[0, 0, 0], [1, 0, 0]], 0.0)
    report = g.check(pair)
    assert report.ok, str(report)
    assert report.shells == 2


def test_an_open_sheet_may_be_open():
    sheet = g.leaf_card(0.1, 0.05)
    report = g.check(sheet)
    assert report.open_edges
    assert report.ok


def test_boards_in_one_plane_fight():
    report = g.check_scene(scene((0, 0, 0), (0.3, 0.05, 0.0001)))
    assert not report.ok
    (fight,) = report.fights
    assert {fight.first, fight.second} == {"Board 1 [Oak]", "Board 2 [Oak]"}
    assert fight.area == pytest.approx(2 * 0.7 * 0.046, rel=0.05)
    assert "Board 1" in str(report)


def test_boards_apart_do_not_fight():
    assert g.check_scene(scene((0, 0, 0), (0.3, 0.05, 0.0003))).ok
    report = g.check_scene(scene((0, 0, 0), (0, 0.2, 0), (1.0, 0, 0)))
    assert report.ok
    assert report.triangles == 3 * len(BOARD.triangles)
    assert "No problems" in str(report)


def test_stacked_boards_touch_but_do_not_fight():
    report = g.check_scene(scene((0, 0, 0), (0.2, 0.1, 0)))
    assert not report.fights or all(fight.area < 1e-4 for fight in report.fights)
    assert report.contacts[0].area == pytest.approx(0.8 * 0.046, rel=0.05)


def test_pieces_of_one_mesh_fight_as_well():
    merged = g.merge(BOARD, g.translate(BOARD, (0.3, 0.05, 0.0)))
    assert g.check_scene(scene((0, 0, 0), mesh=merged)).fights


def test_faces_at_a_slant_are_found():
    turned = g.rotate(BOARD, (1.0, 2.0, 3.0), 37.0)
    along = g.rotate(g.translate(BOARD, (0.3, 0.05, 0.0)), (1.0, 2.0, 3.0), 37.0)
    root = Node("Root", parts=(Part(turned, OAK), Part(along, OAK)))
    assert g.check_scene(Scene(root)).fights


def test_an_empty_scene_is_sound():
    assert g.check_scene(Scene(Node("Nothing"))).ok


def test_three_sheets_on_one_edge_are_crowded_and_two_are_not():
    points = np.array([(0, 0, 0), (0, 1, 0), (1, 0, 0), (-1, 0, 0.5), (0, 0, 1)], np.float32)
    sheets = np.array([(0, 1, 2), (1, 0, 3), (0, 1, 4)], np.uint32)

    def standing(count: int) -> Mesh:
        faces = sheets[:count]
        return Mesh(
            points[: faces.max() + 1],
            np.tile(np.array([0, 0, 1], np.float32), (faces.max() + 1, 1)),
            points[: faces.max() + 1, :2],
            faces,
            closed=False,
        )

    assert g.check(standing(2)).crowded_edges == 0
    report = g.check(standing(3))
    assert report.crowded_edges == 1
    assert "1 edges are shared by more than two triangles." in report.problems
