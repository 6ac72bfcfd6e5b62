"""OBJ, MTL and STL as trimesh reads them, and their text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import trimesh

from opus_studio.engine import catalog
from opus_studio.engine.scene import Node, Part, Scene
from opus_studio.engine.schema import Request


def test_obj_has_the_scenes_size_triangles_and_objects(exported, scene):
    path = exported("obj")["obj"][0]
    read = trimesh.load_scene(path, group_material=False, split_object=True)
    assert read.triangles.shape[0] == scene.triangle_count
    np.testing.assert_allclose(read.bounds, scene.bounds, atol=1e-4)
    objects = [line[2:] for line in path.read_text("utf-8").splitlines() if line[:2] == "o "]
    assert objects == ["Sash", "Handle", "Sash_2", "Handle_2", "Post", "Post_2", "Seat_2½"]


def test_mtl_names_every_map_and_each_is_there(exported):
    files = exported("obj")["obj"]
    library = files[1].read_text("utf-8")
    blocks = {block.splitlines()[0]: block for block in library.split("newmtl ")[1:]}
    for line in ("map_Kd", "map_Pr", "map_Pm", "norm", "Pr ", "Pm "):
        assert f"\n{line}" in blocks["Frame_oak"]
    assert "map_" not in blocks["Glass"]
    assert "\nd 0." in blocks["Glass"]
    named = {line.split(" ", 1)[1] for line in library.splitlines() if ".png" in line}
    folder = files[0].parent
    assert {path.relative_to(folder).as_posix() for path in files[2:]} == named
    assert all(path.is_file() for path in files)


def test_roughness_and_metallic_are_grey_and_the_colour_is_in_the_map(exported):
    from PIL import Image

    folder = exported("obj", "gltf")["obj"][0].parent / "textures"
    packed = np.asarray(Image.open(folder / "oak_orm.png"))
    np.testing.assert_array_equal(
        np.asarray(Image.open(folder / "oak_roughness.png")), packed[..., 1]
    )
    np.testing.assert_array_equal(
        np.asarray(Image.open(folder / "oak_metallic.png")), packed[..., 2]
    )
    neutral = np.asarray(Image.open(folder / "linen_neutral_base_color.png")).astype(int)
    (name,) = (p for p in folder.glob("linen_neutral_*_base_color.png"))
    red = np.asarray(Image.open(name)).astype(int)
    assert np.all(red <= neutral)
    assert red[..., 0].mean() > 1.5 * red[..., 1].mean()


def test_stl_is_in_millimetres_with_z_up(exported, scene):
    read = trimesh.load_mesh(exported("stl")["stl"][0])
    assert len(read.faces) == scene.triangle_count
    width, height, depth = scene.bounds[1] - scene.bounds[0]
    np.testing.assert_allclose(read.extents, np.array([width, depth, height]) * 1000, atol=0.1)
    assert read.bounds[0][2] >= scene.bounds[0][1] * 1000 - 0.1


def test_readers_without_pbr_get_a_surface_of_the_maps_mean_roughness(exported):
    from PIL import Image

    files = exported("obj")["obj"]
    blocks = {b.splitlines()[0]: b for b in files[1].read_text("utf-8").split("newmtl ")[1:]}
    for name, grey in (("Frame_oak", "oak_roughness.png"), ("Glass", None)):
        lines = dict(line.split(" ", 1) for line in blocks[name].splitlines() if " " in line)
        assert lines["Ks"] == "0.04 0.04 0.04"
        roughness = float(lines["Pr"])
        if grey:
            roughness = np.asarray(Image.open(files[0].parent / "textures" / grey)).mean() / 255
        exponent = float(lines["Ns"])
        assert 1.0 <= exponent <= 1000.0
        np.testing.assert_allclose((2 / (exponent + 2)) ** 0.25, max(roughness, 0.21), atol=0.01)


def unpaired_edges(path):
    """How many edges of an STL's triangles have no edge that runs the other way beside them."""
    records = np.frombuffer(
        path.read_bytes()[84:], [("normal", "<f4", 3), ("c", "<f4", (3, 3)), ("s", "<u2")]
    )
    grid = np.rint(records["c"].reshape(-1, 3) * 1000).astype(np.int64)
    corners = np.unique(grid, axis=0, return_inverse=True)[1].reshape(-1, 3)
    runs = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    balance = Counter(map(tuple, runs.tolist()))
    balance.subtract(map(tuple, runs[:, ::-1].tolist()))
    return sum(count for count in balance.values() if count > 0)


def test_what_bounds_no_volume_is_not_printed(exported, scene):
    part = scene.root.children[2].parts[0]
    card = Part(replace(part.mesh, triangles=part.mesh.triangles[:2], closed=False), part.material)
    both = Scene(Node("Box", (part, card)))
    path = exported("stl", of=both, into="both")["stl"][0]
    assert len(trimesh.load_mesh(path).faces) == len(part.mesh.triangles)
    assert trimesh.load_mesh(path).is_watertight
    with pytest.raises(ValueError, match="nothing to print"):
        exported("stl", of=Scene(Node("Card", (card,))), into="card")


def test_a_bookcase_can_be_printed(exported):
    values = catalog.resolve_request(Request("Library", seed=7))
    scene = catalog.build(values)
    assert any(not placed.part.mesh.closed for placed in scene.placed())
    assert unpaired_edges(exported("stl", of=scene, into="library")["stl"][0]) == 0
