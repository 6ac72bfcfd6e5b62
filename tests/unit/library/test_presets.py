from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_double import ManualClock

from opus_studio.api.messages import GenerationRequest
from opus_studio.library.database import Database
from opus_studio.library.errors import NotFoundError, PresetError
from opus_studio.library.output import parse_output, read_output
from opus_studio.library.presets import PresetsChanged, PresetStore, request_from

WINDOW = GenerationRequest(
    name="Window",
    parameters={
        "frame/frame_width": 1.25,
        "Window/color_rgb": (0.5, 0.5, 0.25),
        "frame/arch": True,
    },
    keywords={"*": ("modern",), "sill": ("large",)},
    extensions=("usd", "glb"),
)
OUTPUT: dict[str, Any] = {
    "model": "Window",
    "seed": 48213,
    "request": {
        "name": "Window",
        "texture_resolution": "2048",
        "extensions": ["glb"],
        "parameters": {"frame/frame_width": 1.0},
        "keywords": {"*": ["modern"]},
        "count": 4,
    },
    "parameters": {
        "frame/frame_width": {"value": 1.0, "origin": "set"},
        "frame/depth": {"value": 0.07, "origin": "random"},
    },
    "size_m": [1.0, 2.0, 0.07],
    "triangles": 1240,
}


@pytest.fixture
def presets(database: Database, clock: ManualClock) -> PresetStore:
    return PresetStore(database, clock)


def test_a_preset_is_saved_renamed_applied_and_deleted(presets: PresetStore) -> None:
    seen: list[PresetsChanged] = []
    presets.subscribe(seen.append)
    preset = presets.save("  My   window ", WINDOW)
    assert preset.name == "My window"
    assert presets.list("Window") == (preset,)
    assert presets.list("Sofa") == ()
    assert presets.rename(preset.id, "Ours").name == "Ours"
    assert presets.apply(preset.id) == WINDOW
    deleted = presets.delete(preset.id)
    assert presets.list() == ()
    with pytest.raises(NotFoundError):
        presets.apply(preset.id)
    presets.restore(deleted)
    assert presets.list("Window") == (deleted,)
    assert seen == [PresetsChanged("Window")] * 4


def test_applying_keeps_the_seed_in_use_unless_the_preset_locks_one(presets: PresetStore) -> None:
    free = presets.save("free", WINDOW)
    locked = presets.save("locked", WINDOW.model_copy(update={"seed": 5}))
    assert presets.apply(free.id, seed=9).seed == 9
    assert presets.apply(locked.id, seed=9).seed == 5


def test_a_name_is_taken_only_within_its_model(presets: PresetStore) -> None:
    first = presets.save("Mine", WINDOW)
    presets.save("Mine", GenerationRequest(name="Sofa"))
    with pytest.raises(PresetError, match="already"):
        presets.save("Mine", WINDOW)
    with pytest.raises(PresetError, match="name"):
        presets.save("  ", WINDOW)
    other = presets.save("Other", WINDOW)
    with pytest.raises(PresetError, match="already"):
        presets.rename(other.id, "Mine")
    replaced = presets.save("Mine", WINDOW.model_copy(update={"seed": 3}), replace=True)
    assert replaced.id != first.id
    assert presets.apply(replaced.id).seed == 3


def test_export_and_import_give_the_same_values(presets: PresetStore, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    presets.save("Mine", WINDOW)
    presets.save("Sofa one", GenerationRequest(name="Sofa", kind="structure", seed=3))
    presets.export_file(presets.list(), path)
    added = presets.import_file(path)
    assert [(preset.model, preset.name) for preset in added] == [
        ("Sofa", "Sofa one (2)"),
        ("Window", "Mine (2)"),
    ]
    assert added[1].request == WINDOW
    assert request_from(path).name == "Sofa"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{half", "not readable JSON"),
        ("[" * 100_000, "not readable JSON"),
        ("[1]", "does not describe"),
        ("{}", "which model"),
        ('{"format": "opus-studio-presets"}', "version"),
        ('{"format": "opus-studio-presets", "version": 99, "presets": []}', "later version"),
        ('{"format": "opus-studio-presets", "version": 1, "presets": []}', "no presets"),
        ('{"format": "opus-studio-presets", "version": 1, "presets": [{}]}', "Preset 1"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_in_words(
    presets: PresetStore, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(PresetError, match=words):
        presets.import_file(path)
    assert presets.list() == ()


def test_a_file_of_a_later_version_is_refused(presets: PresetStore, tmp_path: Path) -> None:
    file = tmp_path / "presets.json"
    presets.export_file([presets.save("Mine", WINDOW)], file)
    data = json.loads(file.read_text())
    file.write_text(json.dumps(data | {"version": data["version"] + 1}))
    with pytest.raises(PresetError, match="later version"):
        presets.import_file(file)
    assert len(presets.list()) == 1
    file.write_text(json.dumps(data))
    assert len(presets.import_file(file)) == 1


def test_a_preset_keeps_its_name_when_it_is_renamed_to_it(presets: PresetStore) -> None:
    preset = presets.save("Mine", WINDOW)
    presets.save("Other", WINDOW)
    assert presets.rename(preset.id, " Mine ").name == "Mine"
    with pytest.raises(PresetError, match="already"):
        presets.rename(preset.id, "Other")


def test_one_broken_preset_imports_none(presets: PresetStore, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    good = {"name": "good", "request": {"name": "Window"}}
    bad = {"name": "bad", "request": {"name": "Window", "texture_resolution": 7}}
    content = {"format": "opus-studio-presets", "version": 1, "presets": [good, bad]}
    path.write_text(json.dumps(content))
    with pytest.raises(PresetError, match="Preset 2"):
        presets.import_file(path)
    assert presets.list() == ()


@pytest.mark.parametrize("where", ["opus_output.json", ".", "glb", "glb/Window.glb"])
def test_a_generated_asset_gives_its_request_back(tmp_path: Path, where: str) -> None:
    (tmp_path / "glb").mkdir()
    (tmp_path / "glb" / "Window.glb").write_bytes(b"x")
    for folder in (tmp_path, tmp_path / "glb"):
        (folder / "opus_output.json").write_text(json.dumps(OUTPUT))
    request = request_from(tmp_path / where)
    assert request == GenerationRequest(
        name="Window",
        seed=48213,
        texture_resolution=2048,
        extensions=("glb",),
        parameters={"frame/frame_width": 1.0},
        keywords={"*": ("modern",)},
    )


def test_the_output_also_tells_values_and_statistics(presets: PresetStore, tmp_path: Path) -> None:
    path = tmp_path / "opus_output.json"
    path.write_text(json.dumps(OUTPUT))
    output = read_output(path)
    assert output.values == {"frame/frame_width": 1.0, "frame/depth": 0.07}
    assert output.triangles == 1240
    assert output.size_m == (1.0, 2.0, 0.07)
    (preset,) = presets.import_file(path)
    assert preset.name == "Window 48213"


def test_an_output_without_a_request_sets_every_value() -> None:
    output = parse_output({"name": "Sofa", "seed": 3, "parameters": {"arm/height": 0.5}})
    assert output.request.parameters == {"arm/height": 0.5}
    assert output.request.seed == 3


def test_a_folder_that_holds_nothing_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PresetError, match="not a generated asset"):
        request_from(tmp_path)
    (tmp_path / "photo.png").write_bytes(b"x")
    with pytest.raises(PresetError, match="not a generated asset"):
        request_from(tmp_path / "photo.png")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
fields = ("model", "name", "seed", "request", "parameters", "size_m", "triangles", "statistics")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(fields), json_values | st.just({"name": "Window"})))
def test_whatever_a_file_says_it_is_read_or_refused_in_words(data: dict[str, Any]) -> None:
    try:
        output = parse_output(data)
    except PresetError as error:
        assert str(error)
    else:
        assert output.request.name
