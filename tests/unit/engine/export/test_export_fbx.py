"""FBX as ufbx reads it."""

from __future__ import annotations

import numpy as np
import pytest
from tools.fbx_reader import read_fbx

from opus_studio.engine.materials import appearance
from opus_studio.engine.scene import Node, Part, Scene


@pytest.fixture
def read(exported):
    return read_fbx(exported("fbx")["fbx"][0])


def test_it_is_in_centimetres_and_has_the_scenes_size(read, scene):
    assert read.unit_meters == 0.01
    corners = np.concatenate([node.corners for node in read.nodes.values()])
    np.testing.assert_allclose([corners.min(0), corners.max(0)], scene.bounds, atol=1e-4)
    assert sum(node.triangles for node in read.nodes.values()) == scene.triangle_count


def test_names_tree_and_instances_are_kept(read):
    assert read.nodes["Handle"].parent == "Sash"
    assert read.nodes["Handle 2"].parent == "Sash 2"
    assert read.nodes["Seat 2½"].materials == ("Seat linen", "Lamp")
    assert read.nodes["Sash"].mesh_identity == read.nodes["Sash 2"].mesh_identity
    assert read.nodes["Sash"].mesh_identity != read.nodes["Post"].mesh_identity


def test_normals_and_uvs_are_the_scenes(read, scene):
    sash = scene.root.children[0].children[0]
    knob = sash.parts[0].mesh
    placed = next(p for p in scene.placed() if p.node is sash)
    expected = knob.normals[knob.triangles.reshape(-1)] @ placed.matrix[:3, :3].T
    node = read.nodes["Handle"]
    np.testing.assert_allclose(node.normals, expected, atol=1e-5)
    tile = appearance(sash.parts[0].material).tile
    np.testing.assert_allclose(node.uvs, knob.uvs[knob.triangles.reshape(-1)] / tile, atol=1e-5)


def test_materials_have_separate_maps_inside_the_file(read):
    oak = read.materials["Frame oak"]
    assert oak.maps == {
        "base_color": "oak_base_color.png",
        "normal_map": "oak_normal.png",
        "roughness": "oak_roughness.png",
        "metalness": "oak_metallic.png",
    }
    assert all(content.startswith(b"\x89PNG") for content in oak.contents.values())
    glass = read.materials["Glass"]
    assert glass.maps == {}
    assert glass.roughness < 0.2


def test_a_colour_of_its_own_is_in_the_map(read):
    seat = read.materials["Seat linen"]
    assert seat.maps["base_color"] != "linen_neutral_base_color.png"
    assert seat.base_color == (1.0, 1.0, 1.0)


def test_vertices_in_one_place_are_one_point(exported, scene, tmp_path):
    box = Scene(Node("Box", scene.root.children[2].parts))
    data = exported("fbx", of=box, into="box")["fbx"][0].read_bytes()
    # The first array of the geometry: eight corners of three doubles.
    place = data.index(b"Vertices")
    assert int.from_bytes(data[place + 9 : place + 13], "little") == 24


@pytest.mark.parametrize("pitch", [90.0, -90.0, 89.999, 180.0])
def test_rotations_near_the_poles_come_back(exported, scene, pitch):
    from tools.scenes import turn

    part: Part = scene.root.children[2].parts[0]
    inner = Node("Inner", (part,), (), (0.1, 0.2, 0.3), turn(1, 1, 0, 25))
    tilted = Scene(Node("Root", (), (Node("Outer", (), (inner,), rotation=turn(0, 1, 0, pitch)),)))
    read = read_fbx(exported("fbx", of=tilted, into="tilted")["fbx"][0])
    corners = read.nodes["Inner"].corners
    np.testing.assert_allclose([corners.min(0), corners.max(0)], tilted.bounds, atol=1e-4)
