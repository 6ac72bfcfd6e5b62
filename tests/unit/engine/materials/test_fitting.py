"""Finishes at the scale of the part that wears them, and end grain on sawn ends."""

from __future__ import annotations

import numpy as np
import pytest

from opus_studio.engine import catalog
from opus_studio.engine.geometry import bevelled_box, check_scene, rotate, translate
from opus_studio.engine.materials import FINISHES, appearance, finish
from opus_studio.engine.materials.fitting import fitted
from opus_studio.engine.scene import Material, Mesh, Node, Part, Scene
from opus_studio.engine.schema import Request

OAK = Material("Oak", "oak")


def scene(*parts: Part) -> Scene:
    return Scene(Node("Thing", parts))


def area(mesh: Mesh) -> float:
    a, b, c = (mesh.positions[mesh.triangles[:, k]].astype(float) for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


@pytest.mark.parametrize("name", ["brass", "bronze", "galvanised_steel", "oak", "painted_metal"])
def test_handle_wears_a_finer_pattern_than_a_wall(name: str) -> None:
    worn = Material("Metal", name)
    handle = Part(bevelled_box((0.12, 0.02, 0.02)), worn)
    sheet = Part(bevelled_box((0.9, 2.0, 0.04)), worn)
    made = fitted(scene(handle, sheet)).materials
    tiles = {material.name: appearance(material).tile for material in made}
    assert tiles["Metal small"] <= 0.5 * tiles["Metal"]
    assert 1024 / tiles["Metal"] >= 1000
    keys = {appearance(m).texture_key for m in made if not finish(m.finish).variant_of}
    assert len(keys) == 1, "a small part needs no maps of its own"


def test_only_small_parts_keep_the_materials_name() -> None:
    made = fitted(scene(Part(bevelled_box((0.12, 0.02, 0.02)), Material("Knob", "brass"))))
    assert [(m.name, m.small) for m in made.materials] == [("Knob", True)]


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_both_ends_of_a_board_show_end_grain_however_it_lies(axis: int) -> None:
    size = np.roll([1.2, 0.03, 0.2], axis)
    board = rotate(translate(bevelled_box(size), (3.0, 1.0, 2.0)), "y", 23.0)
    faces, ends = fitted(scene(Part(board, OAK))).root.parts
    assert (faces.material.finish, ends.material.finish) == ("oak", "oak_end_grain")
    assert area(ends.mesh) == pytest.approx(2 * 0.03 * 0.2, rel=0.15)
    (report,) = (report for _, report in check_scene(fitted(scene(Part(board, OAK)))).meshes)
    assert report.watertight
    assert report.ok
    assert area(faces.mesh) + area(ends.mesh) == pytest.approx(area(board), rel=1e-6)


def test_end_grain_is_no_choice_by_itself() -> None:
    assert "oak_end_grain" not in FINISHES
    assert finish("oak_end_grain").variant_of == "oak"


def test_a_table_of_oak_has_ends_and_shares_its_meshes() -> None:
    request = Request("Table", 5003)
    resolved = catalog.resolve_request(request)
    before, after = resolved.model.build(resolved), catalog.build(resolved)
    assert any(finish(m.finish).variant_of for m in after.materials)
    assert after.triangle_count == before.triangle_count
    assert np.array_equal(after.bounds, before.bounds)
    assert len({m.name for m in after.materials}) == len(after.materials)
