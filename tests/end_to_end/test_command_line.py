from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import trimesh
from PIL import Image

from tests.tools.gltf_validator import validate

FORMATS = ["glb", "gltf", "usd", "usdz", "fbx", "obj", "stl"]


def studio(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "opus_studio", *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=240,
        check=False,
        env={**os.environ, **environment},
    )


def test_models_and_attributes_are_the_api_s_answers():
    names = json.loads(studio("models", "--json").stdout)
    assert "Window" in names["Components"]
    answer = json.loads(studio("attributes", "Window", "--json").stdout)
    frame = answer["Window"]["window_outer_frame"]["assets"][0]
    assert frame["name"] == "window_outer_frame_gen"
    width = next(p for p in frame["parameters"] if p["name"] == "frame_width")
    assert (width["type"], width["range"], width["unit"]) == ("float", [0.4, 3.0], "m")


def test_generate_writes_every_format_at_the_size_asked_for(tmp_path: Path):
    done = studio(
        *("generate", "Window", "--seed", "7", "--json", "--out", str(tmp_path)),
        *("--set", "window_outer_frame_gen/frame_width=1"),
        *("--set", "window_outer_frame_gen/frame_height=2"),
        *("--keyword", "window_shutters=none", "--keyword", "window_trim=none"),
        *(part for kind in FORMATS for part in ("--extension", kind)),
    )
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    assert result["seed"] == 7
    assert result["nominal_size_m"][:2] == pytest.approx([1.0, 2.0], abs=1e-4)
    assert set(result["files"]) == set(FORMATS)
    folder = Path(result["directory"])
    assert folder == tmp_path / "Window-7"
    assert all(Path(path).is_file() for path in result["files"].values())
    report = json.loads((folder / "opus_output.json").read_text())
    assert report["request"]["seed"] == 7
    assert report["parameters"]["window_outer_frame_gen/frame_width"] == {
        "value": 1.0,
        "origin": "set",
    }
    (found,) = validate([Path(result["files"]["glb"])])
    assert (found.errors, found.warnings) == (0, 0)
    frame = trimesh.load(result["files"]["glb"])
    assert result["triangles"] == sum(
        len(frame.geometry[frame.graph[node][1]].faces) for node in frame.graph.nodes_geometry
    )


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path):
    for name in ("first", "second"):
        done = studio("generate", "Window", "--seed", "11", "--out", str(tmp_path / name))
        assert done.returncode == 0, done.stderr
    first, second = (tmp_path / name / "Window-11" / "Window.glb" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()


def test_the_checker_finds_nothing(tmp_path: Path):
    done = studio("generate", "Window", "--seed", "3", "--check", "--json", "--out", str(tmp_path))
    (result,) = json.loads(done.stdout)["results"]
    assert result["findings"][-1].strip().lstrip("- ") == "No problems found."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["generate", "Widow"], "Did you mean Window?"),
        (["attributes", "Widow"], "Did you mean Window?"),
        (["generate", "Window", "--set", "window_outer_frame_gen/frame_width=9"], "0.4 to 3 m"),
        (["generate", "Window", "--set", "frame_width=1"], "is not a parameter of Window"),
        (["generate", "Window", "--set", "frame_width"], "KEY=VALUE"),
        (["generate", "Window", "--keyword", "*=nonsense"], "'nonsense' is not known"),
        (["generate", "Window", "--texture-resolution", "512"], "1024, 2048 or 4096"),
        (["generate", "Window", "--extension", "blend"], "glb"),
        (["generate", "Window", "--seed", str(2**53)], "from 0 to 9007199254740991"),
        (["generate", "Window", "--seed", "1.0"], "a whole number"),
        (["sheet", "Window", "--out", "x.png", "--seed", "1.0"], "a whole number"),
    ],
)
def test_bad_input_gets_one_clear_sentence_and_code_2(
    arguments: list[str], says: str, tmp_path: Path
):
    out = ["--out", str(tmp_path)] if arguments[0] == "generate" else []
    done = studio(*arguments, *out)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path):
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    model = tmp_path / "model.stl"
    model.write_bytes(bytes(84))
    long = tmp_path / ("x" * 300)
    for arguments in (
        ["generate", "Window", "--out", str(blocked / "in it")],
        ["generate", "Window", "--out", str(long)],
        ["render", str(model), "--out", str(blocked / "picture.png")],
        ["sheet", "Window", "--count", "1", "--out", str(long / "sheet.png")],
        ["finishes", "--sheet", str(blocked / "sheet.png"), "--json"],
    ):
        done = studio(*arguments)
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
        assert any(word in done.stderr for word in ("Not a directory", "File exists", "too long"))


def test_render_says_what_it_can_show(tmp_path: Path):
    model = tmp_path / "model.usdz"
    model.write_bytes(b"PK")
    picture = tmp_path / "picture.png"
    done = studio("render", str(model), "--out", str(picture))
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "model.usdz cannot be shown; it can be one of .glb, .gltf, .obj, .stl, .ply."
    )
    assert not picture.exists()


def test_a_home_that_cannot_be_written_and_names_that_the_console_lacks_do_no_harm(tmp_path: Path):
    home = tmp_path / "a file"
    home.write_text("no folder")
    out = tmp_path / "Şükran Große [1] #2? 家"
    done = studio(
        *("generate", "Fence", "--seed", "3", "--extension", "stl", "--out", str(out)),
        OPUS_STUDIO_HOME=str(home),
        PYTHONIOENCODING="cp1252",
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (out / "Fence-3" / "Fence.stl").is_file()


def test_render_and_sheet_make_pictures_without_a_display(tmp_path: Path):
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = studio("generate", "Window", "--seed", "3", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    picture = tmp_path / "front.png"
    file = str(tmp_path / "Window-3" / "Window.glb")
    options = ["--out", str(picture), "--size", "320x240", "--view", "front"]
    done = studio("render", file, *options, **environment)
    assert done.returncode == 0, done.stderr
    with Image.open(picture) as image:
        assert image.size == (320, 240)
        assert len(image.convert("L").getcolors()) > 40
    sheet = tmp_path / "sheet.png"
    done = studio("sheet", "Window", "--count", "2", "--out", str(sheet), **environment)
    assert done.returncode == 0, done.stderr
    with Image.open(sheet) as image:
        assert image.width > image.height


def test_without_a_display_the_window_says_what_to_use_instead():
    done = studio(DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert "opus-studio generate" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
