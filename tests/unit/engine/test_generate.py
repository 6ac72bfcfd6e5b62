"""The pipeline from a scene to a folder."""

from __future__ import annotations

import json

import pytest

from opus_studio.engine.generate import generate
from opus_studio.engine.request import resolve
from opus_studio.engine.schema import Model, Request


def run(scene, directory, textures, progress=None, received=None):
    model = Model("Window", "Openings", "A window.", (), lambda _: scene)
    request = Request("Window", seed=1, texture_resolution=16, extensions=("glb", "obj"))
    return generate(
        resolve(model, request),
        directory,
        textures=textures,
        received=received,
        progress=progress,
    )


def test_files_facts_and_times_come_back(scene, tmp_path, textures):
    made = run(scene, tmp_path / "asset", textures)
    assert set(made.files) == {"glb", "obj"}
    assert all(path.is_file() for files in made.files.values() for path in files)
    assert made.triangles == scene.triangle_count
    assert made.size_m == scene.overall_size
    assert made.nominal_size_m == scene.size
    assert made.failures == {}
    record = json.loads(made.output.read_text())
    assert record["triangles"] == scene.triangle_count
    assert record["seed"] == 1
    assert record["kind"] == "component"
    assert record["request"]["extensions"] == ["glb", "obj"]
    assert {"geometry", "textures", "export", "total"} == set(made.seconds)
    assert made.seconds["total"] >= sum(made.seconds.values()) / 2 - 1e-6


def test_progress_goes_through_the_stages_and_never_back(scene, tmp_path, textures):
    heard = []
    run(
        scene, tmp_path / "asset", textures, lambda stage, fraction: heard.append((stage, fraction))
    )
    assert list(dict.fromkeys(stage for stage, _ in heard)) == ["geometry", "textures", "export"]
    order = {"geometry": 0, "textures": 1, "export": 2}
    steps = [order[stage] + fraction for stage, fraction in heard]
    assert steps == sorted(steps)
    assert steps[-1] == 3.0


def test_what_progress_raises_ends_it(scene, tmp_path, textures):
    def stop(stage, fraction):
        if stage == "textures":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        run(scene, tmp_path / "asset", textures, stop)
    assert not list((tmp_path / "asset").glob("*.glb"))


def test_the_record_holds_the_request_as_it_came(scene, tmp_path, textures):
    received = {"name": "Window", "extensions": ["obj", "glb", "obj"], "seed": 1}
    made = run(scene, tmp_path / "asset", textures, received=received)
    assert json.loads(made.output.read_text())["request"] == received
