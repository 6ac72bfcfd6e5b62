"""The jobs and the library as a user meets them: live status, buttons, removal and its undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import until
from library_home import Home
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QRadioButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opus_studio.api.messages import JobStatus
from opus_studio.library.job_history import JobRecord
from opus_studio.ui.jobs.asset_tile import AssetButton
from opus_studio.ui.jobs.asset_tile import button_rects as asset_buttons
from opus_studio.ui.jobs.job_actions import JobAction
from opus_studio.ui.jobs.job_delegate import button_rects
from opus_studio.ui.jobs.job_filter import JobFilter, StatusGroup
from opus_studio.ui.jobs.job_table import JobColumn, JobRole, JobTableModel
from opus_studio.ui.jobs.jobs_pane import JobsPane
from opus_studio.ui.jobs.library_model import AssetRole, LibraryModel
from opus_studio.ui.jobs.library_pane import LibraryPane
from opus_studio.ui.theme import apply_theme


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def pane(qapp: QApplication, qtbot: QtBot, home: Home) -> JobsPane:
    apply_theme(qapp, "light")
    pane = JobsPane(home.jobs, home.assets, home.clock)
    qtbot.addWidget(pane)
    pane.resize(1100, 220)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


@pytest.fixture
def library(qapp: QApplication, qtbot: QtBot, home: Home) -> LibraryPane:
    apply_theme(qapp, "light")
    pane = LibraryPane(home.assets, home.jobs)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def shown(pane: JobsPane) -> list[str]:
    return [pane.filter.index(row, 0).data() for row in range(pane.filter.rowCount())]


def cell(pane: JobsPane, job: JobRecord, column: JobColumn) -> QModelIndex:
    return pane.filter.mapFromSource(pane.model.index(pane.model.row_of(job.id), column))


def press(pane: JobsPane, job: JobRecord, action: JobAction) -> None:
    index = cell(pane, job, JobColumn.ACTIONS)
    pane.table.scrollTo(index)
    record = index.data(JobRole.RECORD)
    rects = button_rects(pane.table.visualRect(index), record, armed=pane.table.armed == job.id)
    click(pane.table.viewport(), rects[action].center())


def click(widget: QWidget, place: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def undo(pane: JobsPane | LibraryPane) -> QPushButton:
    return pane.toast.action_button()


# The table ---------------------------------------------------------------------------------------


def test_the_table_keeps_qts_rules(qtmodeltester: ModelTester, home: Home) -> None:
    first = home.completed("Window")
    model = JobTableModel(home.jobs, home.assets, home.clock)
    proxy = JobFilter()
    proxy.setSourceModel(model)
    qtmodeltester.check(model)
    home.running("Sofa")
    home.jobs.remove(first.id)
    proxy.set_group(StatusGroup.ACTIVE)
    home.jobs.undo_remove(first.id)
    qtmodeltester.check(model)
    qtmodeltester.check(proxy)


def test_a_job_moves_in_its_row_without_a_reset(pane: JobsPane, home: Home, qtbot: QtBot) -> None:
    resets: list[int] = []
    pane.model.modelReset.connect(lambda: resets.append(1))
    old = home.completed("Door")
    job = home.pending("Window", 48213)
    assert shown(pane) == ["Window", "Door"], "the newest comes first"
    assert cell(pane, job, JobColumn.STATUS).data() == "Waiting"
    with qtbot.waitSignal(pane.model.dataChanged):
        home.jobs.move(job.id, JobStatus.IN_PROGRESS, stage="textures", progress=0.45)
    status = cell(pane, job, JobColumn.STATUS)
    assert status.data(Qt.ItemDataRole.AccessibleTextRole) == "Running, Textures 45 %"
    home.jobs.move(job.id, JobStatus.COMPLETED)
    assert cell(pane, job, JobColumn.STATUS).data() == "Completed"
    assert cell(pane, old, JobColumn.STATUS).data() == "Completed"
    assert not resets


def test_the_time_grows_while_a_job_runs_and_then_stands(
    pane: JobsPane, home: Home, qtbot: QtBot
) -> None:
    job = home.running("Window")
    home.wait(72)
    with qtbot.waitSignal(pane.model.dataChanged, timeout=3000):
        pass
    assert cell(pane, job, JobColumn.DURATION).data() == "1 min 12 s"
    home.jobs.move(job.id, JobStatus.COMPLETED)
    home.wait(500)
    assert cell(pane, job, JobColumn.DURATION).data() == "1 min 12 s"


def test_the_clock_runs_only_while_it_matters(pane: JobsPane, home: Home) -> None:
    clock = pane.findChild(QTimer, "jobs_clock")
    assert not clock.isActive()
    job = home.running("Window")
    assert clock.isActive()
    pane.hide()
    assert not clock.isActive()
    pane.show()
    assert clock.isActive()
    home.jobs.move(job.id, JobStatus.CANCELLED)
    assert not clock.isActive()


def test_filter_by_status_and_words(pane: JobsPane, home: Home) -> None:
    home.completed("Window", 7, keywords={"*": ("classic",)})
    home.failed("Door")
    home.running("Sofa", 99)
    for group, model in (("active", "Sofa"), ("done", "Window"), ("failed", "Door")):
        pane.findChild(QRadioButton, f"jobs_status:{group}").click()
        assert shown(pane) == [model]
    pane.findChild(QRadioButton, "jobs_status:all").click()
    QTest.keyClicks(pane.search, "classic 7")
    assert shown(pane) == ["Window"]
    QTest.keyClicks(pane.search, " nothing")
    assert shown(pane) == []
    pane.findChild(QPushButton, "jobs_show_all").click()
    assert len(shown(pane)) == 3


def test_an_empty_list_says_what_to_do(pane: JobsPane, home: Home) -> None:
    note = pane.findChild(QWidget, "jobs_empty")
    assert note.isVisible()
    assert "Generate" in note.accessibleName()
    home.pending("Window")
    assert not note.isVisible()


@pytest.mark.parametrize(
    ("state", "action", "signal"),
    [
        ("completed", JobAction.SHOW, "show_requested"),
        ("completed", JobAction.FOLDER, "folder_requested"),
        ("completed", JobAction.VARIATIONS, "variations_requested"),
        ("failed", JobAction.RETRY, "retry_requested"),
        ("running", JobAction.CANCEL, "cancel_requested"),
        ("pending", JobAction.CANCEL, "cancel_requested"),
    ],
)
def test_the_buttons_of_a_row(
    pane: JobsPane, home: Home, qtbot: QtBot, state: str, action: JobAction, signal: str
) -> None:
    job = getattr(home, state)("Window")
    with qtbot.waitSignal(getattr(pane, signal)) as asked:
        press(pane, job, action)
    assert asked.args == [job.id]


def test_the_menu_offers_what_the_job_allows(pane: JobsPane, home: Home, qtbot: QtBot) -> None:
    done = home.completed("Window", extensions=("glb", "usd"))
    menu = pane.table.menu_for(done)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert names == [
        "job_show",
        "job_compare",
        "job_folder",
        "job_reuse",
        "job_variations",
        "job_remove",
    ]
    exports = menu.findChild(QMenu, "job_export")
    assert [action.text() for action in exports.actions()] == ["GLTF", "FBX", "OBJ"]
    with qtbot.waitSignal(pane.export_requested) as asked:
        exports.actions()[1].trigger()
    assert asked.args == [done.id, "fbx"]
    with qtbot.waitSignal(pane.reuse_requested):
        next(a for a in menu.actions() if a.objectName() == "job_reuse").trigger()
    running = home.running("Sofa")
    names = [action.objectName() for action in pane.table.menu_for(running).actions()]
    assert "job_cancel" in names
    assert "job_show" not in names


def test_removal_is_asked_about_once_in_the_row_and_undone_from_the_bar(
    pane: JobsPane, home: Home, qtbot: QtBot
) -> None:
    pane.remove_requested.connect(home.jobs.remove)
    pane.undo_remove_requested.connect(home.jobs.undo_remove)
    newer = [home.completed("Door"), home.completed("Window"), home.completed("Sofa")]
    job = newer[1]
    with qtbot.assertNotEmitted(pane.remove_requested):
        press(pane, job, JobAction.REMOVE)
        press(pane, job, JobAction.KEEP)
        press(pane, job, JobAction.REMOVE)
    press(pane, job, JobAction.CONFIRM)
    assert shown(pane) == ["Sofa", "Door"]
    assert pane.toast.isVisible()
    assert pane.toast.text() == "Window 1 removed from the list."
    undo(pane).click()
    assert shown(pane) == ["Sofa", "Window", "Door"], "it is back where it stood"
    assert not pane.toast.isVisible()


def test_removal_by_keyboard(pane: JobsPane, home: Home, qtbot: QtBot) -> None:
    job = home.completed("Window")
    pane.setFocus()
    pane.select(job.id)
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    assert not pane.table.armed
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(pane.remove_requested):
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.show_requested):
        QTest.keyClick(pane.table, Qt.Key.Key_Return)


def test_a_failed_job_shows_why_and_when_and_copies_its_report(
    pane: JobsPane, home: Home, qtbot: QtBot
) -> None:
    job = home.failed("Door", 5, "The service has no room left.")
    summary = cell(pane, job, JobColumn.SUMMARY)
    assert "no room left" in summary.data(Qt.ItemDataRole.AccessibleTextRole)
    tooltip = summary.data(Qt.ItemDataRole.ToolTipRole)
    assert f"{job.created.astimezone():%Y-%m-%d %H:%M:%S}" in tooltip
    with qtbot.waitSignal(pane.notice):
        press(pane, job, JobAction.COPY_REPORT)
    report = QGuiApplication.clipboard().text()
    assert "Time of the request" in report
    assert "no room left" in report


def test_finished_files_can_be_dragged_out(pane: JobsPane, home: Home) -> None:
    job = home.completed("Window", count=2)
    waiting = home.pending("Door")
    model = pane.model
    index = model.index(model.row_of(job.id), 0)
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    drags = model.flags(model.index(model.row_of(waiting.id), 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not drags
    urls = model.mimeData([index, model.index(index.row(), 1)]).urls()
    files = [asset.files["glb"] for asset in model.assets_of(job)]
    assert urls == [QUrl.fromLocalFile(str(file)) for file in files]
    assert len(urls) == 2


def test_less_room_hides_what_matters_least(pane: JobsPane, home: Home) -> None:
    home.completed("Window")
    pane.resize(560, 180)
    assert pane.table.isColumnHidden(JobColumn.STARTED)
    assert pane.table.isColumnHidden(JobColumn.SUMMARY)
    assert not pane.table.isColumnHidden(JobColumn.STATUS)
    pane.resize(1100, 400)
    assert not any(pane.table.isColumnHidden(column) for column in JobColumn)


def test_news_from_a_store_whose_pane_is_gone_disturbs_nobody(home: Home, qtbot: QtBot) -> None:
    pane = JobsPane(home.jobs, home.assets, home.clock)
    with qtbot.waitSignal(pane.destroyed):
        pane.deleteLater()
    home.completed("Window")


# The library -------------------------------------------------------------------------------------


def assets_shown(pane: LibraryPane) -> list[str]:
    return [asset.name for asset in pane.filter.records()]


def press_tile(pane: LibraryPane, row: int, button: AssetButton | None) -> None:
    rect = pane.grid.visualRect(pane.filter.index(row, 0))
    place = asset_buttons(rect)[button].center() if button else rect.bottomLeft() + QPoint(20, -20)
    click(pane.grid.viewport(), place)


def test_the_library_keeps_qts_rules(qtmodeltester: ModelTester, home: Home) -> None:
    home.completed("Window", count=3)
    model = LibraryModel(home.assets)
    qtmodeltester.check(model)
    home.assets.delete(model.records()[1].id)
    home.completed("Sofa")
    qtmodeltester.check(model)
    assert [asset.name for asset in model.records()] == ["Sofa 1", "Window 3", "Window 1"]


def test_assets_appear_are_found_and_starred(library: LibraryPane, home: Home) -> None:
    assert library.findChild(QWidget, "library_empty").isVisible()
    home.completed("Window", 7)
    home.completed("Sofa", 9)
    assert assets_shown(library) == ["Sofa 9", "Window 7"]
    assert library.findChild(QLabel, "library_total").text() == "2 assets  ·  24.8 MB"
    QTest.keyClicks(library.search, "window")
    assert assets_shown(library) == ["Window 7"]
    press_tile(library, 0, AssetButton.STAR)
    assert library.filter.index(0, 0).data(AssetRole.STARRED)
    library.search.clear()
    library.findChild(QRadioButton, "library_starred:True").click()
    assert assets_shown(library) == ["Window 7"]


def test_look_and_open_the_folder(library: LibraryPane, home: Home, qtbot: QtBot) -> None:
    job = home.completed("Window", 7)
    with qtbot.waitSignal(library.show_requested) as asked:
        press_tile(library, 0, None)
    assert asked.args == [job.asset_ids[0]]
    with qtbot.waitSignal(library.folder_requested):
        press_tile(library, 0, AssetButton.FOLDER)
    library.setFocus()
    library.grid.setCurrentIndex(library.filter.index(0, 0))
    with qtbot.waitSignal(library.show_requested):
        QTest.keyClick(library.grid, Qt.Key.Key_Return)


def test_delete_and_undo(library: LibraryPane, home: Home) -> None:
    job = home.completed("Window", 7)
    folder = home.assets.get(job.asset_ids[0]).folder
    press_tile(library, 0, AssetButton.DELETE)
    assert assets_shown(library) == []
    assert not folder.exists()
    undo(library).click()
    assert assets_shown(library) == ["Window 7"]
    assert folder.exists()


async def test_free_space_asks_then_deletes_what_was_never_starred(
    library: LibraryPane, home: Home
) -> None:
    job = home.completed("Window", 1, count=4)
    home.assets.star(job.asset_ids[2])
    library.free_button.click()
    question = library.findChild(QLabel, "library_question_text")
    assert question.text() == "Delete 3 assets that were never starred? That frees 37.2 MB."
    library.findChild(QPushButton, "library_question_yes").click()
    await until(library.toast.isVisible)
    assert assets_shown(library) == ["Window 3"]
    undo(library).click()
    assert len(assets_shown(library)) == 4
    library.free_button.click()
    library.findChild(QPushButton, "library_question_yes").click()
    await until(library.toast.isVisible)
    assert home.assets.list(trashed=True), "until the offer to undo is gone"
    library.toast.dismiss()
    await until(lambda: not home.assets.list(trashed=True))
    assert assets_shown(library) == ["Window 3"]


def test_variations_of_one_job(library: LibraryPane, home: Home) -> None:
    home.completed("Door", 5)
    job = home.completed("Sofa", 100, count=5)
    library.show_batch(job.id)
    assert assets_shown(library) == [f"Sofa {seed}" for seed in range(100, 105)]
    assert library.findChild(QLabel, "variations_title").text() == "Variations of Sofa"
    about = library.findChild(QLabel, "variations_about")
    assert about.text() == "Seeds 100 to 104"
    rest = library.findChild(QPushButton, "variations_rest")
    assert not rest.isEnabled(), "nothing is starred yet"
    press_tile(library, 1, AssetButton.STAR)
    press_tile(library, 3, AssetButton.STAR)
    rest.click()
    assert assets_shown(library) == ["Sofa 101", "Sofa 103"]
    undo(library).click()
    assert len(assets_shown(library)) == 5
    library.findChild(QPushButton, "variations_back").click()
    assert len(assets_shown(library)) == 6


def test_variations_that_are_still_to_come_are_counted(library: LibraryPane, home: Home) -> None:
    job = home.running("Sofa", 1, count=3)
    library.show_batch(job.id)
    about = library.findChild(QLabel, "variations_about")
    assert "0 of 3 ready" in about.text()
    home.asset(job)
    assert "1 of 3 ready" in about.text()
    assert assets_shown(library) == ["Sofa 1"]
    home.jobs.move(job.id, JobStatus.COMPLETED)
    assert "ready" not in about.text()
