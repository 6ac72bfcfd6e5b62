"""glTF as other programs read it: the Khronos validator and trimesh."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
import trimesh
from tools import gltf_validator
from tools.scenes import OAK, sphere

from opus_studio.engine.materials import FINISHES, appearance
from opus_studio.engine.scene import Material, Node, Part, Scene

FORMATS = ("glb", "gltf")


def document(path):
    """The JSON of a glTF or GLB file."""
    data = path.read_bytes()
    if path.suffix == ".gltf":
        return json.loads(data)
    length = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + length])


@pytest.mark.skipif(not gltf_validator.available(), reason="node is not installed")
def test_the_khronos_validator_finds_nothing(exported):
    files = exported(*FORMATS, name="Café window")
    for report in gltf_validator.validate(files[extension][0] for extension in FORMATS):
        assert (report.errors, report.warnings, report.infos) == (0, 0, 0), report.messages


@pytest.mark.parametrize("extension", FORMATS)
def test_another_reader_sees_the_same_asset(exported, scene, extension):
    read = trimesh.load_scene(exported(extension)[extension][0])
    assert read.triangles.shape[0] == scene.triangle_count
    np.testing.assert_allclose(read.bounds, scene.bounds, atol=1e-4)


@pytest.mark.parametrize("extension", FORMATS)
def test_names_and_tree_are_kept_and_names_are_unique(exported, extension):
    nodes = document(exported(extension)[extension][0])["nodes"]
    names = [node["name"] for node in nodes]
    assert names[0] == "Window"
    assert len(set(names)) == len(names)
    by_name = {node["name"]: node for node in nodes}
    assert [names[child] for child in by_name["Sash"]["children"]] == ["Handle"]
    assert {"Sash", "Sash 2", "Post", "Post 2", "Seat 2½"} <= set(names)
    assert by_name["Sash"]["extras"] == {"slot": "opening"}


def test_a_branch_with_nothing_to_draw_is_left_out(exported):
    names = [node["name"] for node in document(exported("glb")["glb"][0])["nodes"]]
    assert "Pivot" not in names


def test_what_stands_twice_is_written_once(exported):
    written = document(exported("glb")["glb"][0])
    by_name = {node["name"]: node for node in written["nodes"]}
    assert by_name["Sash"]["mesh"] == by_name["Sash 2"]["mesh"]
    assert by_name["Handle"]["mesh"] == by_name["Handle 2"]["mesh"]
    # The posts differ in material: two meshes, one set of vertices.
    first, second = (written["meshes"][by_name[name]["mesh"]] for name in ("Post", "Post 2"))
    attributes = [mesh["primitives"][0]["attributes"] for mesh in (first, second)]
    assert attributes[0]["POSITION"] == attributes[1]["POSITION"]


def test_the_pivots_are_kept(exported, scene):
    nodes = document(exported("glb")["glb"][0])["nodes"]
    sash = next(node for node in nodes if node["name"] == "Sash")
    assert sash["translation"] == pytest.approx(scene.root.children[0].translation)
    assert sash["rotation"] == pytest.approx(scene.root.children[0].rotation)


def test_materials_carry_their_maps_factors_and_extensions(exported):
    written = document(exported("glb")["glb"][0])
    materials = {material["name"]: material for material in written["materials"]}
    oak = materials["Frame oak"]
    surface = oak["pbrMetallicRoughness"]
    assert oak["occlusionTexture"] == surface["metallicRoughnessTexture"]
    assert oak["normalTexture"] != surface["baseColorTexture"]
    glass = materials["Glass"]
    assert glass["alphaMode"] == "BLEND"
    assert glass["extensions"]["KHR_materials_transmission"]["transmissionFactor"] > 0.5
    assert glass["extensions"]["KHR_materials_ior"]["ior"] == pytest.approx(1.52)
    assert glass["pbrMetallicRoughness"]["baseColorFactor"][3] < 0.5
    lamp = materials["Lamp"]
    assert lamp["emissiveFactor"] == pytest.approx([1.0, 0.85, 0.6])
    assert lamp["extensions"]["KHR_materials_emissive_strength"] == {"emissiveStrength": 6.0}
    assert set(written["extensionsUsed"]) == {
        "KHR_materials_emissive_strength",
        "KHR_materials_ior",
        "KHR_materials_transmission",
    }


def test_untextured_surfaces_have_no_uvs_and_textured_ones_tangents(exported):
    written = document(exported("glb")["glb"][0])
    names = [material["name"] for material in written["materials"]]
    for mesh in written["meshes"]:
        for primitive in mesh["primitives"]:
            textured = names[primitive["material"]] != "Glass"
            assert ("TEXCOORD_0" in primitive["attributes"]) == textured
            assert ("TANGENT" in primitive["attributes"]) == textured
    assert {a["componentType"] for a in written["accessors"] if a["type"] == "SCALAR"} == {5123}


def test_uvs_are_in_tiles_and_the_image_is_upright(exported, scene):
    read = trimesh.load_scene(exported("glb")["glb"][0])
    bar = scene.root.children[2].parts[0].mesh
    post = read.geometry[read.graph["Post"][1]]
    # trimesh counts V upwards again; oak's tile is one metre.
    shift = post.visual.uv - bar.uvs
    np.testing.assert_allclose(shift, np.round(shift), atol=1e-4)


def test_the_facts_are_in_the_file(exported):
    extras = document(exported("glb")["glb"][0])["asset"]["extras"]
    assert extras["seed"] == 42
    assert extras["request"]["keywords"] == {"*": ["café"]}


def test_every_file_beside_the_gltf_is_named(exported):
    files = exported("gltf")["gltf"]
    written = document(files[0])
    folder = files[0].parent
    named = {image["uri"] for image in written["images"]} | {written["buffers"][0]["uri"]}
    assert {path.relative_to(folder).as_posix() for path in files[1:]} == named
    assert all(path.is_file() for path in files)


SHORT, INT = 5123, 5125  # component types of unsigned 16-bit and 32-bit whole numbers


@pytest.mark.parametrize(
    ("around", "up", "kind"),
    [(254, 256, SHORT), (255, 255, INT), (299, 299, INT), (511, 255, INT)],
)
def test_indices_are_as_wide_as_the_vertices_need(exported, around, up, kind):
    ball = sphere(1.0, around, up)
    count = (around + 1) * (up + 1)
    assert (count <= 65535) == (kind == SHORT)
    scene = Scene(Node("Ball", (Part(ball, OAK),)))
    path = exported("glb", of=scene)["glb"][0]
    written = document(path)
    indices = written["accessors"][written["meshes"][0]["primitives"][0]["indices"]]
    assert indices["componentType"] == kind
    read = trimesh.load(path, force="mesh", process=False)
    np.testing.assert_array_equal(read.faces, ball.triangles)


@pytest.mark.parametrize("finish", ["brass", "linen", "oak", "chain_link", "leaded_glass"])
def test_a_reader_gets_the_engine_s_own_surface(exported, finish):
    """Metalness, roughness, sides and transparency as `materials.appearance` describes them."""
    material = Material("Surface", finish, emission=(0.0, 0.5, 0.25))
    look = appearance(material)
    scene = Scene(Node("Ball", (Part(sphere(0.1, 12, 6), material),)))
    path = exported("glb", of=scene)["glb"][0]
    (written,) = document(path)["materials"]
    surface = written["pbrMetallicRoughness"]
    assert surface["metallicFactor"] == pytest.approx(look.metallic_factor)
    assert surface["roughnessFactor"] == pytest.approx(look.roughness_factor)
    assert written.get("doubleSided", False) == look.double_sided
    assert written.get("alphaMode", "OPAQUE") == look.alpha_mode
    assert written["emissiveFactor"] == pytest.approx([0.0, 0.5, 0.25])
    (read,) = trimesh.load(path).geometry.values()
    assert read.visual.material.metallicFactor == pytest.approx(look.metallic_factor)
    assert read.visual.material.roughnessFactor == pytest.approx(look.roughness_factor)
    assert bool(read.visual.material.doubleSided) == look.double_sided


def test_an_untextured_metal_is_metal_and_as_rough_as_it_is(exported):
    plain = next(
        name
        for name, described in FINISHES.items()
        if not described.textured and described.metallic != described.roughness
    )
    material = Material("Surface", plain)
    scene = Scene(Node("Ball", (Part(sphere(0.1, 12, 6), material),)))
    (written,) = document(exported("glb", of=scene)["glb"][0])["materials"]
    surface = written["pbrMetallicRoughness"]
    assert surface["metallicFactor"] == pytest.approx(FINISHES[plain].metallic)
    assert surface["roughnessFactor"] == pytest.approx(FINISHES[plain].roughness)
