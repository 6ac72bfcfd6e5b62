"""Every action of the window that goes through a controller, by click or key in the real window.

One window and one service serve all tests of this file; each test leaves a window that the next can
use.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal as signals
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import real_window as hands
from conftest import until
from keyring.backends.null import Keyring as NullKeyring
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QWidget,
)
from real_window import LONG, click, find, jobs, press_job, said

from opus_studio.api.messages import GenerationRequest, JobStatus
from opus_studio.app import Studio
from opus_studio.library.job_record import JobRecord
from opus_studio.library.paths import Paths
from opus_studio.ui.form.section import SlotSection
from opus_studio.ui.jobs.asset_tile import AssetButton
from opus_studio.ui.jobs.asset_tile import button_rects as asset_buttons
from opus_studio.ui.jobs.job_actions import JobAction
from opus_studio.ui.jobs.library_model import AssetRole

WIDTH = "window_outer_frame_gen/frame_width"
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def _no_task_leak() -> None:
    """The shared window's tasks outlive a test; they end with the window."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    patch = pytest.MonkeyPatch()
    patch.setattr("keyring.get_keyring", NullKeyring)  # never the key store of this machine
    # Between two tests no loop runs: the window's tasks must not be stepped then.
    patch.setattr("pytestqt.plugin._process_events", lambda: None)
    async with hands.running(tmp_path_factory.mktemp("studio")) as studio:
        await hands.with_form(studio)
        yield studio
    patch.undo()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def generated(shared: Studio) -> JobRecord:
    """A finished job, made by a click on Generate."""
    hands.type_into(find(shared, QLineEdit, f"field:{WIDTH}"), "1.37")
    click(find(shared, QPushButton, "generate"))
    await until(lambda: jobs(shared) and jobs(shared)[0].is_final, LONG)
    (job,) = jobs(shared)
    assert job.status is JobStatus.COMPLETED, job.message
    await until(lambda: shared.workspace.viewport.shows_asset, LONG)
    return job


@pytest_asyncio.fixture(loop_scope="session")
async def studio(shared: Studio, generated: JobRecord) -> Studio:
    """The shared window, with its form empty and the preview in sight."""
    shared.workspace.toast.dismiss()
    if shared.workspace.models.chosen != "Window":
        shared.workspace.models.choose("Window")
        await until(lambda: shared.workspace.form.state.attributes.main.name == "Window", LONG)
    shared.workspace.form.state.reset_all()
    shared.workspace.previews.refresh()
    await until(lambda: not shared.workspace.viewport.shows_asset, LONG)
    return shared


class FileManager(QObject):
    """Notes what the desktop is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def file_manager() -> Iterator[FileManager]:
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "open")
    yield manager
    QDesktopServices.unsetUrlHandler("file")


def pending(studio: Studio, job_id: str) -> JobStatus:
    return studio.services.jobs.get(job_id).status


# What the viewport shows -------------------------------------------------------------------------


async def test_show_brings_the_asset_and_a_late_preview_does_not_take_its_place(
    studio: Studio, generated: JobRecord
) -> None:
    workspace = studio.workspace
    came: list[object] = []
    workspace.form.state.set_seed(workspace.form.state.choices.seed + 1)
    await until(lambda: studio.services.preview._in_flight is not None, LONG)
    connection = studio.services.preview.ready.connect(came.append)
    press_job(studio, generated.id, JobAction.SHOW)
    await until(lambda: workspace.viewport.shows_asset and came, LONG)
    await until(lambda: workspace.viewport.viewport.is_sharp, LONG)
    assert workspace.viewport.shows_asset
    studio.services.preview.ready.disconnect(connection)
    hands.press_keys(studio, Qt.Key.Key_L, CONTROL)  # back to the live preview
    await until(lambda: not workspace.viewport.shows_asset, LONG)


async def test_a_result_does_not_replace_what_the_user_has_moved_on_to(studio: Studio) -> None:
    workspace = studio.workspace
    before = len(jobs(studio))
    click(find(studio, QPushButton, "generate"))
    await until(lambda: len(jobs(studio)) == before + 1)
    hands.type_into(find(studio, QLineEdit, f"field:{WIDTH}"), "1.9")
    await until(lambda: jobs(studio)[0].is_final, LONG)
    await until(lambda: "finished" in said(studio)())
    assert not workspace.viewport.shows_asset


async def test_the_pointer_over_a_section_shows_its_part_in_the_viewport(studio: Studio) -> None:
    viewport = studio.workspace.viewport.viewport
    await until(lambda: viewport.is_sharp, LONG)
    plain = viewport.shown
    sections = studio.workspace.form.findChildren(SlotSection)
    section = next(each for each in sections if each.isVisible())
    hands.hover(section)
    await until(lambda: viewport.is_sharp and viewport.shown != plain, LONG)
    hands.leave(section)
    await until(lambda: viewport.is_sharp and viewport.shown == plain, LONG)


@pytest.mark.qt_log_ignore("QProcess: Destroyed")
async def test_a_preview_whose_builder_dies_again_and_again_says_so(studio: Studio) -> None:
    preview, failures = studio.services.preview, []
    connection = preview.failed.connect(failures.append)
    studio.workspace.models.choose("House")
    while not failures:
        await until(lambda: failures or (preview._in_flight is not None and preview.pids[0]), LONG)
        if not failures:
            os.kill(preview.pids[0], signals.SIGKILL)
            await until(lambda: failures or preview._in_flight is None, LONG)
    assert "Try other values" in studio.workspace.viewport._overlay.notice
    preview.failed.disconnect(connection)
    studio.workspace.models.choose("Window")
    shown = studio.workspace.viewport.viewport.main
    await until(lambda: studio.workspace.viewport.viewport.main is not shown, LONG)


# Jobs --------------------------------------------------------------------------------------------


async def test_open_the_folder_of_a_job_and_of_all_assets(
    studio: Studio, generated: JobRecord, file_manager: FileManager
) -> None:
    press_job(studio, generated.id, JobAction.FOLDER)
    folder = studio.services.assets.get(generated.asset_ids[0]).folder
    assert file_manager.opened == [folder]
    menu = studio.window.menuBar().findChild(QWidget, "menu_file")
    bar = studio.window.menuBar()
    click(bar, bar.actionGeometry(menu.menuAction()).center())
    await until(menu.isVisible)
    click(menu, menu.actionGeometry(studio.workspace.window_actions.open_assets_folder).center())
    assert file_manager.opened[1] == folder.parent


async def test_export_cancel_retry_remove_and_undo(studio: Studio, generated: JobRecord) -> None:
    menu = await hands.menu_of_job(studio, generated.id)
    await hands.press_entry(menu, "job_export_obj")
    exported = jobs(studio)[0]
    assert exported.id != generated.id
    assert exported.request.extensions == ("obj",)
    assert exported.request.parameters == generated.request.parameters
    assert exported.seed == generated.seed
    press_job(studio, exported.id, JobAction.CANCEL)
    await until(lambda: pending(studio, exported.id) is JobStatus.CANCELLED, LONG)
    press_job(studio, exported.id, JobAction.RETRY)
    again = jobs(studio)[0]
    assert not again.is_final
    assert again.request.extensions == ("obj",)
    press_job(studio, again.id, JobAction.CANCEL)
    await until(lambda: pending(studio, again.id) is JobStatus.CANCELLED, LONG)
    press_job(studio, again.id, JobAction.REMOVE)
    assert again.id in {job.id for job in jobs(studio)}, "it is asked first"
    press_job(studio, again.id, JobAction.CONFIRM)
    await until(lambda: again.id not in {job.id for job in jobs(studio)})
    click(studio.workspace.jobs.toast.action_button())
    assert again.id in {job.id for job in jobs(studio)}


async def test_reuse_gives_the_form_what_a_job_was_made_from(
    studio: Studio, generated: JobRecord
) -> None:
    form = studio.workspace.form
    assert form.request().parameters == {}
    await hands.press_entry(await hands.menu_of_job(studio, generated.id), "job_reuse")
    assert form.request().parameters == {WIDTH: 1.37}
    assert form.request().seed == generated.seed


async def test_variations_are_asked_for_made_and_gathered_in_the_library(
    studio: Studio, generated: JobRecord
) -> None:
    press_job(studio, generated.id, JobAction.VARIATIONS)
    asked = await hands.dialog(studio, "variations_dialog")
    field = asked.findChild(QLineEdit)
    hands.type_into(field, "2")
    await hands.closed(studio, "variations_dialog")
    made = jobs(studio)[0]
    assert (made.request.count, made.seed) == (2, generated.seed + 1)
    library = studio.workspace.library
    assert library.isVisible()
    assert library.variations.active
    await until(lambda: pending(studio, made.id) is JobStatus.COMPLETED, LONG)
    seeds = sorted(asset.seed for asset in library.filter.records())
    assert seeds == [generated.seed + 1, generated.seed + 2]
    click(find(studio, QPushButton, "variations_back"))
    assert len(library.filter.records()) > 2


async def test_a_failed_job_gives_its_report_and_is_tried_again(studio: Studio) -> None:
    failed = studio.services.jobs.create(GenerationRequest(name="Window", seed=3), "embedded")
    studio.services.jobs.move(failed.id, JobStatus.IN_PROGRESS)
    studio.services.jobs.move(failed.id, JobStatus.FAILED, error="broken", message="It broke.")
    press_job(studio, failed.id, JobAction.COPY_REPORT)
    assert "It broke." in QGuiApplication.clipboard().text()
    press_job(studio, failed.id, JobAction.RETRY)
    again = jobs(studio)[0]
    assert again.id != failed.id or not again.is_final
    press_job(studio, again.id, JobAction.CANCEL)
    await until(lambda: pending(studio, again.id) is JobStatus.CANCELLED, LONG)


# The library -------------------------------------------------------------------------------------


def press_asset(studio: Studio, asset_id: str, button: AssetButton | None) -> None:
    """Click an asset's tile, or a button in it."""
    grid = studio.workspace.library.grid
    rows = range(grid.model().rowCount())
    indexes = (grid.model().index(row, 0) for row in rows)
    index = next(each for each in indexes if each.data(AssetRole.ID) == asset_id)
    grid.scrollTo(index)
    rect = grid.visualRect(index)
    click(
        grid.viewport(), rect.center() if button is None else asset_buttons(rect)[button].center()
    )


async def test_the_library_shows_stars_opens_and_deletes_with_undo(
    studio: Studio, generated: JobRecord, file_manager: FileManager
) -> None:
    hands.press_keys(studio, Qt.Key.Key_B, CONTROL)
    library, assets = studio.workspace.library, studio.services.assets
    await until(library.isVisible)
    (asset_id,) = generated.asset_ids
    press_asset(studio, asset_id, None)
    await until(lambda: studio.workspace.viewport.shows_asset, LONG)
    press_asset(studio, asset_id, AssetButton.STAR)
    assert assets.get(asset_id).starred
    press_asset(studio, asset_id, AssetButton.FOLDER)
    assert file_manager.opened == [assets.get(asset_id).folder]
    press_asset(studio, asset_id, AssetButton.DELETE)
    assert assets.get(asset_id).trashed
    click(library.toast.action_button())
    assert not assets.get(asset_id).trashed
    assert assets.get(asset_id).exists
    assert assets.get(asset_id).starred
    hands.press_keys(studio, Qt.Key.Key_J, CONTROL)
    await until(studio.workspace.jobs.isVisible)


async def test_every_finished_asset_gets_its_picture(studio: Studio, generated: JobRecord) -> None:
    asset_id = generated.asset_ids[0]
    await until(lambda: studio.services.assets.get(asset_id).thumbnail is not None, LONG)
    assert studio.services.assets.get(asset_id).thumbnail.is_file()
    await until(lambda: studio.services.jobs.get(generated.id).thumbnail is not None)


# Files -------------------------------------------------------------------------------------------


def drop(studio: Studio, path: Path, onto: QWidget) -> bool:
    """What the window system hands over when a file is dropped; whether the window took it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window = studio.window.windowHandle()
    place = onto.mapTo(studio.window, onto.rect().center())
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    enter = QDragEnterEvent(place, actions, data, *held)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(place), actions, data, *held)
    QApplication.sendEvent(window, event)
    assert event.dropAction() is Qt.DropAction.CopyAction, "a drop never moves the user's file"
    return event.isAccepted()


async def test_a_dropped_asset_gives_its_parameters_back(
    studio: Studio, generated: JobRecord, tmp_path: Path
) -> None:
    folder = studio.services.assets.get(generated.asset_ids[0]).folder
    assert drop(studio, folder, studio.workspace.viewport.viewport)
    assert studio.workspace.form.request().parameters == {WIDTH: 1.37}
    studio.workspace.form.state.reset_all()
    assert drop(studio, folder / "opus_output.json", studio.workspace.catalogue)
    assert studio.workspace.form.request().parameters == {WIDTH: 1.37}
    other = tmp_path / "holiday.txt"
    other.write_text("no asset")
    drop(studio, other, studio.workspace.viewport.viewport)
    await until(lambda: "holiday.txt" in said(studio)())
    assert other.is_file()


# Starting and ending -----------------------------------------------------------------------------


async def test_first_start_with_a_damaged_file_then_everything_is_kept(tmp_path: Path) -> None:
    """The file of the settings is damaged: the user is told, greeted, and arranges the window."""
    config = tmp_path / "home"
    paths = Paths.under(config)
    paths.make()
    paths.settings.write_text("{ damaged")
    async with hands.running(config, is_first_start=True) as studio:
        assert said(studio)(), "the damage is told"
        greeting = await hands.dialog(studio, "first_start_dialog")
        for _ in range(3):
            click(greeting.findChild(QPushButton, "first_start_next"))
            if not greeting.isVisible():
                break
        await hands.closed(studio, "first_start_dialog")
        await hands.with_form(studio)
        assert studio.workspace.models.chosen == "Window"
        search = find(studio, QLineEdit, "catalogue_search")
        hands.type_into(search, "sofa")
        await until(lambda: studio.workspace.models.chosen == "Sofa", LONG)
        await until(lambda: studio.services.settings.last_model == "Sofa", LONG)
        body = studio.workspace.findChild(QWidget, "body_splitter")
        handle = body.handle(1)
        before = studio.workspace.form.width()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, NONE, QPoint(1, 300))
        QTest.mouseMove(handle, QPoint(-120, 300))
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, NONE, QPoint(-120, 300))
        width = studio.workspace.form.width()
        assert width > before + 60
        studio.window.close()
        await asyncio.wait_for(studio.closed.wait(), LONG)
    assert json.loads(paths.settings.read_text())
    async with hands.running(config, is_first_start=True) as studio:
        await hands.with_form(studio)
        assert studio.workspace.models.chosen == "Sofa"
        assert abs(studio.workspace.form.width() - width) < 8
        assert not studio.window.findChildren(QWidget, "first_start_dialog")
