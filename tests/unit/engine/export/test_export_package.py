"""The zips and `opus_output.json`."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

from opus_studio.engine.export import EXTENSIONS, opus_output, package, write_output
from opus_studio.engine.materials import TextureCache


@pytest.fixture
def described():
    return opus_output(
        model="Window",
        request={"name": "Window", "extensions": ["glb"]},
        seed=7,
        parameters={"frame/width": {"value": np.float64(1.2), "origin": "set"}},
        assets={"outer_frame": "window_outer_frame_gen"},
        size_m=(1.2, 1.4, 0.19),
        nominal_size_m=(1.2, 1.4, 0.1),
        triangles=np.int64(5000),
    )


@pytest.fixture
def zips(exported, described, tmp_path):
    files = exported(*EXTENSIONS)
    folder = files["glb"][0].parent
    write_output(folder, described)
    return package(files, folder, tmp_path / "zips", name="Window")


def test_a_zip_holds_the_model_its_textures_and_the_output(zips):
    def names(extension):
        with zipfile.ZipFile(zips[extension]) as archive:
            assert archive.testzip() is None
            return archive.namelist()

    assert names("glb") == ["Window.glb", "opus_output.json"]
    assert names("fbx") == ["Window.fbx", "opus_output.json"]
    assert names("gltf")[:2] == ["Window.gltf", "Window.bin"]
    assert names("obj")[:2] == ["Window.obj", "Window.mtl"]
    assert names("usd")[0] == "Window.usd"
    for extension in ("gltf", "obj", "usd"):
        assert "textures/oak_base_color.png" in names(extension)
        assert names(extension)[-1] == "opus_output.json"
    assert "textures/oak_roughness.png" in names("obj")
    assert "textures/oak_roughness.png" not in names("gltf")


def test_pictures_are_stored_and_text_is_deflated(zips):
    with zipfile.ZipFile(zips["gltf"]) as archive:
        kinds = {entry.filename: entry.compress_type for entry in archive.infolist()}
    assert kinds["textures/oak_normal.png"] == zipfile.ZIP_STORED
    assert kinds["Window.gltf"] == kinds["Window.bin"] == zipfile.ZIP_DEFLATED


def test_the_same_files_give_the_same_zip(exported, described, tmp_path):
    zips = []
    for name in ("one", "two"):
        files = exported("gltf", into=name)
        write_output(tmp_path / name, described)
        zips.append(package(files, tmp_path / name, tmp_path / f"{name}-zips", name="Window"))
    assert zips[0]["gltf"].read_bytes() == zips[1]["gltf"].read_bytes()


def test_the_output_says_how_to_make_it_again(zips):
    with zipfile.ZipFile(zips["glb"]) as archive:
        output = json.loads(archive.read("opus_output.json"))
    assert output["model"] == "Window"
    assert output["seed"] == 7
    assert output["request"]["extensions"] == ["glb"]
    assert output["parameters"] == {"frame/width": {"value": 1.2, "origin": "set"}}
    assert output["assets"] == {"outer_frame": "window_outer_frame_gen"}
    assert output["size_m"] == [1.2, 1.4, 0.19]
    assert output["nominal_size_m"] == [1.2, 1.4, 0.1]
    assert output["triangles"] == 5000
    assert output["engine_version"]


def test_exporting_again_into_the_same_folder_changes_nothing(exported):
    def contents():
        files = exported(*EXTENSIONS)
        return {path: path.read_bytes() for paths in files.values() for path in paths}

    assert contents() == contents()


def test_an_unknown_format_is_named(exported):
    with pytest.raises(ValueError, match="'blend' is not one of glb, gltf"):
        exported("glb", "blend")


def test_nothing_to_draw_is_said(exported):
    from opus_studio.engine.scene import Node, Scene

    with pytest.raises(ValueError, match="no triangles"):
        exported("glb", of=Scene(Node("Empty")))


def test_images_beyond_the_limit_wait_on_the_disk(scene, tmp_path):
    from opus_studio.engine.export.images import ImageStore, packed_maps
    from opus_studio.engine.export.prepare import prepare

    source = TextureCache(None)
    keys = [
        key
        for material in prepare(scene).materials
        for key in vars(packed_maps(material) or object).values()
        if packed_maps(material) is not None
    ]
    with ImageStore(source, 16, tmp_path, memory_limit=0) as spilled:
        spilled.make(keys)
        with ImageStore(source, 16, tmp_path) as held:
            held.make(keys)
            for key in keys:
                with (tmp_path / "a").open("wb") as a, (tmp_path / "b").open("wb") as b:
                    spilled[key].copy_to(a)
                    held[key].copy_to(b)
                assert spilled[key].data is None
                assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        waiting = [spilled[key].path for key in keys]
    assert not any(path.exists() for path in waiting)
