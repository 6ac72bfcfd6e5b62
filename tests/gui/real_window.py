"""The real window as the application builds it, and hands that use it as a user does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from conftest import until
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from opus_studio.app import Studio, open_studio
from opus_studio.library.job_record import JobRecord
from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings
from opus_studio.ui.jobs.job_actions import JobAction
from opus_studio.ui.jobs.job_delegate import button_rects
from opus_studio.ui.jobs.job_table import JobColumn, JobRole

LONG = 120.0
"""Seconds that anything of the real service may take on a busy machine."""

WidgetT = TypeVar("WidgetT", bound=QWidget)


@asynccontextmanager
async def running(home: Path, *, is_first_start: bool = False) -> AsyncIterator[Studio]:
    """A studio of this home, closed in order afterwards."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    paths = Paths.under(home)
    paths.make()
    if not is_first_start:
        Settings(paths.settings).first_start_done = True
    async with open_studio(app, paths) as studio:
        studio.window.activateWindow()
        yield studio


async def with_form(studio: Studio) -> None:
    """Until there is a form that could be generated."""
    await until(lambda: studio.workspace.form.request() is not None, LONG)


def find(studio: Studio, kind: type[WidgetT], name: str) -> WidgetT:
    """A widget of the window that can be seen."""
    found = [each for each in studio.window.findChildren(kind, name) if each.isVisible()]
    assert found, f"{name} cannot be seen"
    return found[-1]


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click with the left button, in the middle when no place is given."""
    assert widget.isEnabled(), f"{widget.objectName()} cannot be used"
    where = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def type_into(field: QLineEdit, text: str) -> None:
    """Replace what stands in a field, and press Enter."""
    click(field)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def press_keys(studio: Studio, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press keys where the keyboard is."""
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifiers)


def jobs(studio: Studio) -> tuple[JobRecord, ...]:
    """All jobs, the newest first."""
    return studio.services.jobs.list()


def press_job(studio: Studio, job_id: str, action: JobAction) -> None:
    """Click a button in the row of a job."""
    pane = studio.workspace.jobs
    studio.workspace.pane_layout.tabs.setCurrentWidget(pane)
    row = pane.model.row_of(job_id)
    index = pane.filter.mapFromSource(pane.model.index(row, JobColumn.ACTIONS))
    assert index.isValid(), "the job is not in the table"
    pane.table.scrollTo(index)
    armed = pane.table.armed == job_id
    rects = button_rects(pane.table.visualRect(index), index.data(JobRole.RECORD), armed=armed)
    click(pane.table.viewport(), rects[action].center())


async def menu_of_job(studio: Studio, job_id: str) -> QMenu:
    """Open the menu of a job by its button."""
    QTimer.singleShot(0, studio.window, lambda: press_job(studio, job_id, JobAction.MORE))
    return await popup(studio, "job_menu")


async def popup(studio: Studio, name: str) -> QMenu:
    """The open menu of this name."""

    def found() -> QMenu | None:
        menus = studio.window.findChildren(QMenu, name)
        return next((menu for menu in menus if menu.isVisible()), None)

    await until(found)
    menu = found()
    assert menu is not None
    return menu


async def press_entry(menu: QMenu, name: str) -> None:
    """Click an entry of an open menu, or of a submenu of it."""
    action = menu.findChild(QAction, name)
    assert action is not None, f"{name} is not in {[each.text() for each in menu.actions()]}"
    holder = action.parent()
    if isinstance(holder, QMenu) and holder is not menu:
        click(menu, menu.actionGeometry(holder.menuAction()).center())
        await until(holder.isVisible)
        menu = holder
    QTest.mouseMove(menu, menu.actionGeometry(action).center())
    click(menu, menu.actionGeometry(action).center())


async def dialog(studio: Studio, name: str) -> QDialog:
    """The open dialog of this name."""

    def found() -> QDialog | None:
        dialogs = studio.window.findChildren(QDialog, name)
        return next((each for each in dialogs if each.isVisible()), None)

    await until(found)
    opened = found()
    assert opened is not None
    return opened


def _is_open(studio: Studio, name: str) -> bool:
    return any(each.isVisible() for each in studio.window.findChildren(QDialog, name))


async def closed(studio: Studio, name: str) -> None:
    """Until no dialog of this name is open."""
    await until(lambda: not _is_open(studio, name))


def hover(widget: QWidget) -> None:
    """Let the pointer come to the middle of a widget."""
    place = QPointF(widget.rect().center())
    shown = QPointF(widget.mapToGlobal(widget.rect().center()))
    QApplication.sendEvent(widget, QEnterEvent(place, place, shown))


def leave(widget: QWidget) -> None:
    """Let the pointer go."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def said(studio: Studio) -> Callable[[], str]:
    """What the window says in passing, asked anew each time."""
    toast = studio.workspace.toast
    return lambda: "" if toast.isHidden() else toast.text()
