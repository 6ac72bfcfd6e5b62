"""Settings, first start, shortcuts and reports as a user meets them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import until
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from opus_studio.library.credentials import Credentials
from opus_studio.library.settings import RAPIDAPI_ADDRESS, Settings
from opus_studio.ui import tasks
from opus_studio.ui.dialogs import FirstStart, ReportDialog, SettingsDialog, ShortcutsDialog
from opus_studio.ui.theme import apply_theme
from opus_studio.ui.widgets import SegmentedControl, Switch

W = TypeVar("W", bound=QWidget)
Open = Callable[[], SettingsDialog]


class MemoryKeyring(KeyringBackend):
    """A key store for tests."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Service:
    """Answers the test of a connection."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def test(self, address: str, key: str) -> str:
        self.asked.append((address, key))
        if key != "right":
            raise ConnectionError("The service refused the key.")
        return "Connected: 12 models."


@pytest.fixture(autouse=True)
def _stay_open(qapp: QApplication) -> None:
    """As the application does: closing a dialog does not end the event loop."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def store() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def dialog(
    qapp: QApplication, qtbot: QtBot, settings: Settings, store: MemoryKeyring, service: Service
) -> SettingsDialog:
    apply_theme(qapp, "light")
    dialog = SettingsDialog(
        settings,
        Credentials(store),
        service.test,
        usual={"files.assets_folder": "/usual/place"},
    )
    qtbot.addWidget(dialog)
    return dialog


def find(dialog: QWidget, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found


def in_sight(dialog: QWidget, name: str) -> bool:
    return find(dialog, QWidget, name).isVisible()


def test_every_declared_setting_with_a_label_can_be_edited(
    dialog: SettingsDialog, settings: Settings
) -> None:
    for setting in Settings.declared():
        row = dialog.findChild(QWidget, f"row:{setting.key}")
        assert (row is None) == setting.hidden, setting.key
        if row is not None:
            field = find(dialog, QWidget, setting.key)
            assert setting.label in field.accessibleName()
            assert field.accessibleDescription() == setting.help


async def test_a_change_counts_at_once_and_can_be_taken_back(
    dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.open()
    find(dialog, QRadioButton, "appearance.units:cm").click()
    assert settings.units == "cm"
    find(dialog, Switch, "appearance.notifications").click()
    assert settings.notifications is False
    workers = find(dialog, QSpinBox, "performance.workers")
    assert workers.text() == "Automatic"
    workers.setValue(4)
    assert settings.workers == 4
    reset = find(dialog, QToolButton, "reset:performance.workers")
    assert reset.isVisible()
    reset.click()
    assert settings.workers == 0
    assert workers.text() == "Automatic"
    assert not reset.isVisible()


async def test_a_change_from_elsewhere_is_shown(dialog: SettingsDialog, settings: Settings) -> None:
    dialog.open()
    settings.theme = "dark"
    assert find(dialog, SegmentedControl, "appearance.theme").value() == "dark"


async def test_what_the_built_in_service_needs_not_is_out_of_sight(
    dialog: SettingsDialog, settings: Settings
) -> None:
    dialog.open()
    assert not in_sight(dialog, "service_key")
    assert not in_sight(dialog, "service.address")
    settings.service_kind = "rapidapi"
    assert in_sight(dialog, "service_key")
    assert not in_sight(dialog, "service.address")
    settings.service_kind = "other"
    assert in_sight(dialog, "service.address")
    assert in_sight(dialog, "service.ca_bundle")


async def test_a_wrong_address_is_said_under_the_field_and_not_lost(
    dialog: SettingsDialog, settings: Settings
) -> None:
    settings.service_kind = "other"
    dialog.open()
    field = find(dialog, QLineEdit, "service.address")
    field.setText("nonsense")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settings.address == ""
    problem = find(dialog, QLabel, "problem:service.address")
    assert problem.isVisible()
    assert "nonsense" in problem.text()
    assert field.text() == "nonsense"
    field.setText("http://studio-server:8000/")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settings.address == "http://studio-server:8000/"
    assert not problem.isVisible()
    assert dialog.isVisible(), "Enter in a field does not close the dialog"


async def test_the_key_goes_to_the_key_store_and_nowhere_else(
    dialog: SettingsDialog, settings: Settings, store: MemoryKeyring, service: Service
) -> None:
    settings.service_kind = "rapidapi"
    dialog.open()
    field = find(dialog, QLineEdit, "service_key")
    status = find(dialog, QLabel, "service_key_status")
    await until(lambda: "No key" in status.text())
    assert field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "right")
    find(dialog, QPushButton, "service_test").click()
    await until(lambda: "Connected" in status.text())
    assert service.asked == [(RAPIDAPI_ADDRESS, "right")]
    assert list(store.kept.values()) == ["right"]
    assert field.text() == ""
    assert "right" not in settings.path.read_text(encoding="utf-8")
    find(dialog, QPushButton, "service_key_forget").click()
    await until(lambda: not store.kept)


async def test_a_test_that_fails_says_why(
    dialog: SettingsDialog, settings: Settings, service: Service
) -> None:
    settings.service_kind = "rapidapi"
    dialog.open()
    QTest.keyClicks(find(dialog, QLineEdit, "service_key"), "wrong")
    find(dialog, QPushButton, "service_test").click()
    status = find(dialog, QLabel, "service_key_status")
    await until(lambda: status.text() == "The service refused the key.")
    assert find(dialog, QPushButton, "service_test").isEnabled()


async def test_closing_during_a_test_of_the_connection(
    qtbot: QtBot, settings: Settings, store: MemoryKeyring
) -> None:
    asked = asyncio.Event()

    async def never(address: str, key: str) -> str:
        asked.set()
        await asyncio.Event().wait()
        return ""

    settings.service_kind = "rapidapi"
    dialog = SettingsDialog(settings, Credentials(store), never)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    find(dialog, QPushButton, "service_test").click()
    async with asyncio.timeout(5):
        await asked.wait()
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.reject()
    await until(lambda: gone and not tasks.running_tasks())


async def test_the_folder_is_chosen_without_blocking(
    dialog: SettingsDialog, settings: Settings, tmp_path: Path
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    dialog.open()
    assert find(dialog, QLineEdit, "files.assets_folder").placeholderText() == "/usual/place"
    find(dialog, QPushButton, "files.assets_folder_choose").click()
    chooser = find(dialog, QFileDialog, "files.assets_folder_chooser")
    assert chooser.isVisible()
    chooser.fileSelected.emit(str(tmp_path))
    chooser.reject()
    assert settings.assets_folder == str(tmp_path)


async def test_escape_closes(dialog: SettingsDialog) -> None:
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


async def test_the_first_start_takes_three_steps(
    qtbot: QtBot, settings: Settings, store: MemoryKeyring
) -> None:
    dialog = FirstStart(settings, credentials=Credentials(store), usual_folder=Path("/usual"))
    qtbot.addWidget(dialog)
    dialog.open()
    find(dialog, QRadioButton, "appearance.units:cm").click()
    following = find(dialog, QPushButton, "first_start_next")
    following.click()
    assert find(dialog, QLineEdit, "files.assets_folder").placeholderText() == "/usual"
    following.click()
    assert following.text() == "Start"
    find(dialog, QPushButton, "first_start_back").click()
    following.click()
    assert not settings.first_start_done
    following.click()
    assert not dialog.isVisible()
    assert settings.units == "cm"
    assert settings.first_start_done


@pytest.mark.parametrize("way", ["skip", "escape"])
async def test_the_first_start_can_be_skipped(qtbot: QtBot, settings: Settings, way: str) -> None:
    dialog = FirstStart(settings)
    qtbot.addWidget(dialog)
    dialog.open()
    if way == "skip":
        find(dialog, QPushButton, "first_start_skip").click()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert settings.first_start_done


def test_the_shortcuts_are_those_of_the_windows_actions(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = QWidget(window)
    pane.setAccessibleName("Viewport")
    for owner, text, keys in ((window, "&Settings…", "Ctrl+,"), (pane, "Zoom to fit", "F")):
        action = QAction(text, owner)
        action.setShortcut(keys)
        owner.addAction(action)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    in_menu = QMenu("Show", pane).addAction("Ground grid")
    in_menu.setShortcut("G")
    in_menu.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    window.addAction(QAction("Nothing to press", window))
    dialog = ShortcutsDialog(window)
    qtbot.addWidget(dialog)
    table = dialog.table
    lines = [
        [table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())
    ]
    assert lines == [
        ["Everywhere", "Settings", "Ctrl+,"],
        ["Viewport", "Ground grid", "G"],
        ["Viewport", "Zoom to fit", "F"],
    ]
    QTest.keyClicks(dialog.search, "zoom")
    assert [table.isRowHidden(row) for row in range(3)] == [True, True, False]


def test_a_report_is_copied(qtbot: QtBot) -> None:
    dialog = ReportDialog("Door failed", "Retry, or send us the report.", "Model: Door")
    qtbot.addWidget(dialog)
    find(dialog, QPushButton, "report_copy").click()
    assert QGuiApplication.clipboard().text() == "Model: Door"
