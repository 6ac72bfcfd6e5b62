from __future__ import annotations

import uuid
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_double import ManualClock

from opus_studio.api.messages import GenerationRequest
from opus_studio.library.assets import (
    AssetChanged,
    AssetRecord,
    AssetStore,
    Space,
    folder_name,
)
from opus_studio.library.database import Database
from opus_studio.library.errors import AssetError, NotFoundError
from opus_studio.library.job_history import Change, JobHistory


@pytest.fixture
def assets(database: Database, clock: ManualClock) -> AssetStore:
    return AssetStore(database, clock)


def add(
    assets: AssetStore, root: Path, model: str = "Window", seed: int = 1, job_id: str = "job"
) -> AssetRecord:
    asset_id = uuid.uuid4().hex
    folder = root / folder_name(model, seed, asset_id)
    (folder / "glb").mkdir(parents=True)
    file = folder / "glb" / f"{model}.glb"
    file.write_bytes(b"x" * 1000)
    return assets.record(
        asset_id,
        job_id=job_id,
        model=model,
        seed=seed,
        folder=folder,
        files={"glb": file},
        size_on_disk=1000,
        triangles=12,
        size_m=(1.0, 2.0, 0.1),
        words="modern",
    )


def test_an_asset_comes_back_as_it_was_recorded(
    assets: AssetStore, database: Database, tmp_path: Path, clock: ManualClock
) -> None:
    asset = add(assets, tmp_path)
    picture = tmp_path / "x.png"
    changed = assets.set_thumbnail(asset.id, picture)
    assert AssetStore(database, clock).get(asset.id) == changed
    assert changed.thumbnail == picture
    assert changed.best_file("usd", "glb") == asset.files["glb"]
    assert assets.total() == Space(1, 1000)


def test_search_star_and_rename(assets: AssetStore, tmp_path: Path) -> None:
    first = add(assets, tmp_path, "Window", 48213, "one")
    second = add(assets, tmp_path, "Sofa", 7, "two")
    assets.rename(second.id, " Grüne COUCH ")
    assets.star(second.id)
    assert [asset.id for asset in assets.list()] == [second.id, first.id]
    assert [asset.id for asset in assets.list("window 482")] == [first.id]
    assert [asset.id for asset in assets.list("GRÜNE couch")] == [second.id]
    assert [asset.id for asset in assets.list("glb modern", starred=True)] == [second.id]
    assert [asset.id for asset in assets.list(job_id="one")] == [first.id]
    with pytest.raises(AssetError, match="name"):
        assets.rename(first.id, "  ")


def test_delete_moves_to_the_trash_and_undo_brings_it_back(
    assets: AssetStore, tmp_path: Path
) -> None:
    seen: list[AssetChanged] = []
    asset = add(assets, tmp_path)
    assets.subscribe(seen.append)
    assets.delete(asset.id)
    assert not asset.exists
    assert assets.list() == ()
    assert assets.total() == Space(0, 0)
    assert len(assets.list(trashed=True)) == 1
    assert assets.undelete(asset.id) == asset
    assert asset.files["glb"].read_bytes() == b"x" * 1000
    assert [event.change for event in seen] == [Change.REMOVED, Change.RESTORED]


def test_purge_frees_the_disk_for_good(assets: AssetStore, tmp_path: Path) -> None:
    asset, kept = add(assets, tmp_path), add(assets, tmp_path)
    assets.delete(asset.id)
    assert assets.purge() == Space(1, 1000)
    with pytest.raises(NotFoundError):
        assets.undelete(asset.id)
    assert list(tmp_path.rglob("*.glb")) == [kept.files["glb"]]


def test_deleting_what_the_user_moved_away_by_hand_still_works(
    assets: AssetStore, tmp_path: Path
) -> None:
    asset = add(assets, tmp_path)
    asset.folder.rename(tmp_path / "elsewhere")
    assert not assets.get(asset.id).exists
    assets.delete(asset.id)
    assert assets.purge().count == 1
    assert (tmp_path / "elsewhere").is_dir()


def test_a_folder_that_cannot_be_moved_stays_and_is_told(
    assets: AssetStore, tmp_path: Path
) -> None:
    asset = add(assets, tmp_path)
    (tmp_path / ".trash").write_text("in the way")
    with pytest.raises(AssetError, match="cannot be deleted"):
        assets.delete(asset.id)
    assert assets.list() == (asset,)
    assert asset.exists


def test_free_space_removes_only_what_was_never_starred(
    assets: AssetStore, database: Database, clock: ManualClock, tmp_path: Path
) -> None:
    jobs = JobHistory(database, clock)
    job = jobs.create(GenerationRequest(name="Window", seed=1), "embedded")
    jobs.star(job.id)
    starred = add(assets, tmp_path)
    assets.star(starred.id)
    of_starred_job = add(assets, tmp_path, job_id=job.id)
    loose = [add(assets, tmp_path) for _ in range(3)]
    assert {asset.id for asset in assets.unstarred()} == {asset.id for asset in loose}
    assert assets.free_space() == Space(3, 3000)
    assert {asset.id for asset in assets.list()} == {starred.id, of_starred_job.id}
    assert not any(asset.exists for asset in loose)


def test_what_was_moved_to_the_trash_is_counted(assets: AssetStore, tmp_path: Path) -> None:
    kept = add(assets, tmp_path)
    assets.star(kept.id)
    loose = [add(assets, tmp_path, seed=seed) for seed in range(4)]
    stuck = loose[0]
    (tmp_path / ".trash").mkdir()
    (tmp_path / ".trash" / stuck.id).mkdir()
    (tmp_path / ".trash" / stuck.id / "in the way").touch()
    assert assets.trash_unstarred() == Space(3, 3000)
    assert {asset.id for asset in assets.list(trashed=True)} == {asset.id for asset in loose[1:]}
    assert assets.total() == Space(2, 2000)


def test_every_change_is_announced_with_the_asset_as_it_is_then(
    assets: AssetStore, tmp_path: Path
) -> None:
    seen: list[AssetChanged] = []
    stop = assets.subscribe(seen.append)
    asset = add(assets, tmp_path)
    assets.rename(asset.id, "Mine")
    assets.rename(asset.id, "Mine")
    assets.delete(asset.id)
    assets.undelete(asset.id)
    stop()
    stop()
    assets.rename(asset.id, "Unheard")
    assert [(event.change, event.record.name) for event in seen] == [
        (Change.ADDED, "Window 1"),
        (Change.CHANGED, "Mine"),
        (Change.REMOVED, "Mine"),
        (Change.RESTORED, "Mine"),
    ]
    assert seen[2].record.trashed is not None
    assert seen[3].record.trashed is None


def test_recording_an_asset_again_is_a_change(assets: AssetStore, tmp_path: Path) -> None:
    seen: list[Change] = []
    asset = add(assets, tmp_path)
    assets.subscribe(lambda event: seen.append(event.change))
    assets.record(
        asset.id,
        job_id="job",
        model="Window",
        seed=2,
        folder=asset.folder,
        files=asset.files,
        size_on_disk=1000,
    )
    assert seen == [Change.CHANGED]
    assert assets.get(asset.id).seed == 2


def test_the_file_to_open(assets: AssetStore, tmp_path: Path) -> None:
    asset = add(assets, tmp_path)
    assert asset.best_file("usd", "glb") == asset.files["glb"]
    assert asset.best_file("usd") == asset.files["glb"]
    assert asset.best_file() == asset.files["glb"]
    empty = AssetRecord(**{**vars(asset), "files": {}})
    assert empty.best_file("glb") is None


def test_an_export_to_another_format_is_noted_and_measured(
    assets: AssetStore, tmp_path: Path
) -> None:
    asset = add(assets, tmp_path)
    more = asset.folder / "fbx" / "Window.fbx"
    more.parent.mkdir()
    more.write_bytes(b"y" * 500)
    changed = assets.add_files(asset.id, {"fbx": more})
    assert changed.size_on_disk == 1500
    assert assets.get(asset.id).files == {**asset.files, "fbx": more}
    with pytest.raises(AssetError, match="not in the asset's folder"):
        assets.add_files(asset.id, {"obj": tmp_path / "x.obj"})


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(0, 2**53))
def test_a_folder_name_is_safe_whatever_the_model_is_called(model: str, seed: int) -> None:
    name = folder_name(model, seed, uuid.UUID(int=seed).hex)
    assert name == Path(name).name == PureWindowsPath(name).name
    assert name not in {"", ".", ".."}
    assert name.isascii()
    assert len(name) < 100
    assert not name.startswith(".")
