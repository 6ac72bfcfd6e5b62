"""A format that fails takes no other with it, and the caller hears which and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opus_studio.engine.export import export, images, registry
from opus_studio.engine.export.registry import FORMATS


@pytest.fixture
def broken(monkeypatch):
    """Puts a writer that fails in a format's place."""

    def put(extension, error):
        def write(job):
            job.file(extension).write_bytes(b"half")
            raise error

        changed = {**FORMATS, extension: replace(FORMATS[extension], write=write)}
        for module in (registry, __import__("opus_studio.engine.export", fromlist=["FORMATS"])):
            monkeypatch.setattr(module, "FORMATS", changed)

    return put


def run(scene, textures, folder, *extensions):
    return export(
        scene,
        folder,
        name="Window",
        extensions=extensions,
        resolution=16,
        textures=textures,
        extras={},
    )


def test_the_others_are_whole(scene, textures, tmp_path, broken, caplog):
    broken("fbx", ValueError("An FBX file cannot be larger than 4 GB."))
    made = run(scene, textures, tmp_path, "fbx", "glb", "stl")
    assert set(made.files) == {"glb", "stl"}
    assert made.failures == {"fbx": "An FBX file cannot be larger than 4 GB."}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Window.glb", "Window.stl"]
    assert not caplog.records


def test_a_fault_of_the_program_is_told_as_one(scene, textures, tmp_path, broken, caplog):
    broken("fbx", IndexError("index 3 is out of bounds"))
    made = run(scene, textures, tmp_path, "fbx", "glb")
    assert made.failures == {"fbx": "an error in the program (IndexError)"}
    assert "cannot be written as fbx" in caplog.text
    caplog.clear()


def test_an_image_that_cannot_be_cut_fails_the_formats_that_want_it(
    scene, textures, tmp_path, monkeypatch, caplog
):
    def refuse(key, picture):
        raise IndexError("index 3 is out of bounds")

    monkeypatch.setattr(images, "_derived", refuse)
    made = run(scene, textures, tmp_path, "obj", "glb", "fbx", "gltf")
    assert set(made.files) == {"glb", "gltf"}
    assert set(made.failures) == {"obj", "fbx"}
    caplog.clear()


def test_when_none_can_be_written_the_first_reason_is_raised(scene, textures, tmp_path, broken):
    broken("fbx", ValueError("too large"))
    with pytest.raises(ValueError, match="too large"):
        run(scene, textures, tmp_path, "fbx")


def test_a_full_disk_ends_everything(scene, textures, tmp_path, broken):
    broken("fbx", OSError(28, "No space left on device"))
    with pytest.raises(OSError, match="No space"):
        run(scene, textures, tmp_path, "fbx", "glb")
