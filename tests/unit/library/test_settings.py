from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from opus_studio.library.errors import SettingError
from opus_studio.library.paths import HOME_VARIABLE, Paths, service_directory
from opus_studio.library.settings import (
    EMBEDDED,
    GROUPS,
    RAPIDAPI_ADDRESS,
    SettingChanged,
    Settings,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_the_defaults_apply_and_nothing_is_written(path: Path) -> None:
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.units == "m"
    assert settings.service_name == EMBEDDED
    assert settings.first_start_done is False
    assert not path.exists()


def test_a_value_outlives_the_program_and_only_what_changed_is_stored(path: Path) -> None:
    settings = Settings(path)
    settings.theme = "dark"
    settings.cache_size = 4096
    assert json.loads(path.read_text()) == {
        "appearance.theme": "dark",
        "performance.cache_size": 4096,
    }
    assert Settings(path).theme == "dark"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("appearance.theme", "pink", "system, light, dark"),
        ("performance.workers", -1, "between 0 and 64"),
        ("performance.cache_size", 10**9, "MB"),
        ("performance.workers", True, "whole number"),
        ("window.first_start_done", 1, "true or false"),
        ("viewport.brightness", float("nan"), "between"),
        ("service.address", "not an address", "https://"),
        ("no.such", 1, "no.such"),
    ],
)
def test_a_wrong_value_is_refused_in_words_and_the_old_one_stays(
    path: Path, key: str, value: object, words: str
) -> None:
    settings = Settings(path)
    with pytest.raises(SettingError, match=words):
        settings.set(key, value)
    assert not path.exists()


def test_a_change_is_announced_once_and_only_when_it_is_one(path: Path) -> None:
    settings = Settings(path)
    seen: list[SettingChanged] = []
    stop = settings.subscribe(seen.append)
    settings.theme = "dark"
    settings.theme = "dark"
    settings.reset("appearance.theme")
    stop()
    settings.theme = "light"
    assert seen == [
        SettingChanged("appearance.theme", "dark"),
        SettingChanged("appearance.theme", "system"),
    ]


def test_unknown_keys_are_preserved(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"future.thing": [1, 2], "appearance.theme": "light"}')
    settings = Settings(path)
    settings.units = "in"
    assert json.loads(path.read_text())["future.thing"] == [1, 2]


def test_two_windows_do_not_undo_each_others_changes(path: Path) -> None:
    first, second = Settings(path), Settings(path)
    first.theme = "dark"
    second.units = "cm"
    assert json.loads(path.read_text()) == {
        "appearance.theme": "dark",
        "appearance.units": "cm",
    }


@pytest.mark.parametrize("content", ["{half a fi", "[1, 2]", "\x00\x01"])
def test_a_broken_file_is_set_aside_and_the_defaults_apply(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.set_aside is not None
    assert settings.set_aside.read_text() == content
    assert str(settings.set_aside) in settings.damage_message
    settings.theme = "dark"
    assert Settings(path).damage_message == ""


def test_an_unusable_value_in_the_file_is_reported_and_does_not_spoil_the_rest(
    path: Path,
) -> None:
    path.parent.mkdir()
    path.write_text('{"appearance.theme": "pink", "appearance.units": "cm"}')
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.units == "cm"
    assert len(settings.problems) == 1
    assert "pink" in settings.problems[0]


def test_every_setting_is_declared_with_what_the_dialog_needs() -> None:
    declared = Settings.declared()
    assert len({setting.key for setting in declared}) == len(declared)
    for setting in declared:
        assert setting.group in GROUPS
        assert setting.check(setting.default) == setting.default
        assert setting.hidden or setting.help


def test_the_service_in_use_follows_from_kind_and_address(path: Path) -> None:
    settings = Settings(path)
    settings.address = "http://studio:8000/"
    assert settings.service_address == ""
    settings.service_kind = "other"
    assert settings.service_name == "http://studio:8000/"
    settings.service_kind = "rapidapi"
    assert settings.service_name == RAPIDAPI_ADDRESS


def test_window_geometry_is_kept_as_bytes(path: Path) -> None:
    settings = Settings(path)
    settings.window_geometry = bytes(range(256))
    assert Settings(path).window_geometry == bytes(range(256))
    settings.geometry = "damaged!"
    assert settings.window_geometry == b""


def test_when_the_file_cannot_be_written_the_old_value_stays(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    settings = Settings(path.parent / "deep" / "settings.json")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the platform
        settings.theme = "dark"
    assert settings.theme == "system"


def test_one_variable_moves_every_folder(tmp_path: Path) -> None:
    paths = Paths.from_environment({HOME_VARIABLE: str(tmp_path / "home")})
    paths.make()
    for folder in (paths.data, paths.config, paths.cache, paths.logs):
        assert folder.is_dir()
        assert tmp_path / "home" in folder.parents
    assert not paths.assets.exists()


def test_the_service_has_a_folder_of_its_own_beside_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert service_directory() == tmp_path / "data" / "service"


def test_without_the_variable_the_platform_decides() -> None:
    paths = Paths.from_environment({})
    assert paths.data.is_absolute()
    assert "opus-studio" in str(paths.database)
    assert os.fspath(paths.settings).endswith("settings.json")


def test_the_users_own_assets_folder_goes_before_the_usual_one(path: Path) -> None:
    settings = Settings(path)
    assert settings.assets_in(Path("/usual")) == Path("/usual")
    settings.assets_folder = "/mine"
    assert settings.assets_in(Path("/usual")) == Path("/mine")
