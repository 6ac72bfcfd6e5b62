"""Every control of the real window, found without a list, triggered by a real click or key.

A control that raises, writes to stderr or changes nothing that a user would notice fails. What
counts as noticed: the window's picture outside the control itself, another window or menu, what
would be generated, the clipboard, a folder that is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import until
from mouse import press_entry
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDesktopServices,
    QGuiApplication,
    QImage,
    QPainter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QScrollArea,
    QToolButton,
    QWidget,
    QWidgetAction,
)
from test_road import LONG, opened, with_form

from opus_studio.app import Studio

VIEWS = {"Corner", "Front", "Back", "Left", "Right", "Top", "Fit the model into the picture"}

LEFT_OUT = {"Quit": "ends the window; see `test_quit_ends_the_window`"}
"""Entries that are tested elsewhere, and why."""

LAST = ("Remove from", "Delete")
"""What takes away the very thing that the menu belongs to."""

MAGNIFIERS = "QToolButton in "
"""Qt makes a button of the picture in a search field; it is a picture."""

NOTICED = 15.0
"""Seconds in which something must happen, also on a machine with much to do."""

UNSEEN = {
    "qt_tableview_cornerbutton": "Qt's own, hidden",
    "qt_menubar_ext_button": "Qt's own, for a menu bar without room",
    "ScrollLeftButton": "Qt's own, for tabs without room",
    "ScrollRightButton": "Qt's own, for tabs without room",
}
"""Buttons that cannot be seen in any scene of these tests, and why."""


class Folders(QObject):
    """Takes the place of the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("file", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note a folder that would be opened."""
        self.opened.append(url.toLocalFile())

    def close(self) -> None:
        """Give the file manager its place back."""
        QDesktopServices.unsetUrlHandler("file")


class Walker:
    """Triggers controls of an open studio and looks at what comes of it."""

    def __init__(self, studio: Studio, folders: Folders) -> None:
        self.studio = studio
        self.window = studio.window
        self.space = studio.workspace
        self.folders = folders
        self.done: set[str] = set()
        self.dead: dict[str, str] = {}

    # --- what a user sees --------------------------------------------------------------------

    def seen(self, mask: QWidget | None = None) -> tuple[Any, ...]:
        """Everything that a user would notice, without the control itself."""
        form = self.space.form
        choices = None if form.state is None else form.state.choices
        windows = sorted(
            f"{type(w).__name__} {w.objectName()} {w.windowTitle()}"
            for w in QApplication.topLevelWidgets()
            if w.isVisible() and w.windowType() is not Qt.WindowType.ToolTip
        )
        clipboard = QGuiApplication.clipboard()
        return (
            self.picture(mask),
            tuple(windows),
            repr(choices),
            clipboard.image().cacheKey(),
            clipboard.text(),
            len(self.folders.opened),
            self.window.isVisible(),
        )

    def picture(self, mask: QWidget | None) -> bytes:
        """The window as it is drawn."""
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if mask is not None:
            place = mask.mapTo(self.window, QPoint(0, 0))
            painter = QPainter(image)
            painter.fillRect(place.x(), place.y(), mask.width(), mask.height(), QColor("black"))
            painter.end()
        return bytes(image.constBits())

    async def calm(self) -> None:
        """Wait until nothing moves any more."""
        view = self.space.viewport.viewport
        before = b""
        async with asyncio.timeout(LONG):
            while True:
                await until(lambda: view.is_sharp or not view.isVisible(), LONG)
                now = self.picture(None)
                if now == before:
                    return
                before = now
                await asyncio.sleep(0.03)

    async def noticed(self, before: tuple[Any, ...], mask: QWidget | None = None) -> bool:
        """Whether something becomes other than before."""
        try:
            async with asyncio.timeout(NOTICED):
                while self.seen(mask) == before:  # noqa: ASYNC110  anything may change it
                    await asyncio.sleep(0.03)
        except TimeoutError:
            return False
        return True

    # --- triggering ----------------------------------------------------------------------------

    async def restore(self) -> None:
        """Close what was opened and take back what was chosen."""
        async with asyncio.timeout(LONG):
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
                await asyncio.sleep(0)
            while (dialog := self.dialog()) is not None:
                dialog.reject()
                await asyncio.sleep(0.01)
        self.window.activateWindow()

    def dialog(self) -> QDialog | None:
        """A dialog that is open."""
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog))
        return next((w for w in shown if w.isVisible()), None)

    async def click(self, button: QAbstractButton) -> bool:
        """Click a button; a menu of it is walked entry by entry. Whether it was noticed."""
        bring_into_sight(button)
        button.setFocus()
        QTest.mouseMove(button)
        await self.calm()
        before = self.seen(button)
        press_later(button)
        found = await self.noticed(before, button)
        await self.restore()
        if button.isCheckable() and button.isChecked() and found:
            await self.calm()
            again = self.seen(button)
            press_later(button)
            await asyncio.sleep(0.02)
            if not button.isChecked():  # else it is one of several, of which one is chosen
                found = await self.noticed(again, button)
        return found

    async def walk_buttons(self, prepare: Callable[[], object] = lambda: None) -> None:
        """Every button that can be seen and was not clicked before."""
        later: list[str] = []
        for patience in (1, 2):
            while (button := self.next_button(later)) is not None:
                name = name_of(button)
                chosen_already = button.isCheckable() and button.isChecked() and patience == 1
                prepare()
                if chosen_already or not await self.click(button):
                    later.append(name)
                else:
                    self.done.add(name)
            missed, later = (later, []) if patience == 1 else ([], later)
            self.done -= set(missed)
        for name in later:
            self.dead[name] = "a click changes nothing"
            self.done.add(name)

    def next_button(self, later: list[str]) -> QAbstractButton | None:
        """One that can be clicked now."""
        for button in self.window.findChildren(QAbstractButton):
            name = name_of(button)
            if name in self.done or name in later or has_menu(button) or name in UNSEEN:
                continue
            if button.isVisible() and button.isEnabled() and not name.startswith(MAGNIFIERS):
                return button
        return None

    async def walk_menu(self, name: str, show: Callable[[], object]) -> None:
        """Every entry of the menu that `show` opens, submenus too, by opening and clicking."""
        menu = await self.open(show)
        entries = [(action.text(),) for action in menu.actions() if usable(action)]
        for sub in [action for action in menu.actions() if action.menu() and action.isEnabled()]:
            entries += [(sub.text(), entry.text()) for entry in sub.menu().actions()]
        chosen = {a.text() for a in menu.actions() if a.isChecked() and a.actionGroup()}
        await self.restore()
        # What is chosen already changes nothing before another one of its group is.
        entries.sort(key=lambda path: (path[0].startswith(LAST), path[0] in chosen))
        missed = [path for path in entries if not await self.choose(show, path)]
        for path in missed:  # now that the others were chosen
            if not await self.choose(show, path):
                self.dead[f"{name}: {' > '.join(path)}"] = "choosing it changes nothing"
        self.done.update(f"{name}: {' > '.join(path)}" for path in entries)

    async def open(self, show: Callable[[], object]) -> QMenu:
        """Open a menu as the user does."""
        show()
        await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    async def choose(self, show: Callable[[], object], path: tuple[str, ...]) -> bool:
        """Open a menu and click an entry; whether that was noticed."""
        if path[-1] in LEFT_OUT:
            return True
        await self.restore()
        self.prepare(path[-1])
        await self.calm()
        before = self.seen()
        menu = await self.open(show)
        for text in path:
            action = next((a for a in menu.actions() if a.text() == text), None)
            if action is None:  # "Star" has become "Remove the star"
                await self.restore()
                return True
            press_entry(menu, action)
            if (sub := action.menu()) is not None:
                menu = sub
                await until(menu.isVisible)
        await until(lambda: QApplication.activePopupWidget() is None)
        found = await self.noticed(before)
        await self.restore()
        return found

    async def walk_menus(self) -> None:
        """The menu bar's menus and those of the tool buttons."""
        bar = self.window.menuBar()
        for action in bar.actions():
            place = bar.actionGeometry(action).center()
            await self.walk_menu(action.text(), lambda place=place: press_later(bar, place))
        for button in self.window.findChildren(QToolButton):
            if has_menu(button) and button.isVisible():
                bring_into_sight(button)
                await self.walk_menu(name_of(button), lambda button=button: press_later(button))

    async def walk_context_menus(self) -> None:
        """The menus under the right button, of every list that has a row."""
        for view in self.window.findChildren(QAbstractItemView):
            if not view.isVisible() or "contextMenuEvent" not in vars(type(view)):
                continue
            # The newest comes first, and some entries start a new job: the last one stays.
            last = view.model().index(view.model().rowCount() - 1, 0)
            index = view.currentIndex() if view.currentIndex().isValid() else last
            if index.isValid():
                view.scrollTo(index)
                place = view.visualRect(index).center()
                await self.walk_menu(
                    view.objectName(), lambda view=view, place=place: right_click(view, place)
                )

    def prepare(self, text: str) -> None:
        """Make a state in which an action has something to do."""
        view = self.space.viewport.viewport
        state = self.space.form.state
        assert state is not None
        if text in VIEWS:
            view.set_orbit(view.orbit.looking("iso").turned(-17.0, 9.0).zoomed(0.6))
        elif text == "Jobs":
            self.space.pane_layout.show_library()
        elif text == "Library":
            self.space.pane_layout.show_jobs()
        elif text in ("Undo", "Reset everything"):
            state.set_seed(state.choices.seed + 1)
            state.toggle_keyword("*", "large", True)
        elif text == "Redo":
            state.set_seed(state.choices.seed + 1)
            state.undo()

    async def walk_shortcuts(self) -> None:
        """Every key of every action, where the action's keys work."""
        for action in self.window.findChildren(QAction):
            for keys in action.shortcuts():
                name = f"key {keys.toString()} in {type(action.parent()).__name__}"
                if name in self.done or not action.isEnabled() or action.text() == "Quit":
                    continue
                widget = focus_for(action)
                if widget is None or not widget.isVisible():
                    continue
                await self.restore()
                self.prepare(action.text())
                widget.setFocus()
                await until(lambda widget=widget: widget.hasFocus() or widget.focusWidget())
                await self.calm()
                before = self.seen()
                QTest.keySequence(widget, keys)
                if not await self.noticed(before):
                    self.dead[name] = f"the key of {action.text()!r} changes nothing"
                elif action.isCheckable() or keys.toString() in ("T", "O", "M"):
                    QTest.keySequence(widget, keys)
                self.done.add(name)
        await self.restore()


def name_of(button: QAbstractButton) -> str:
    """How a button is told from the others."""
    words = button.objectName() or button.accessibleName() or button.text() or button.toolTip()
    owner = button.parentWidget()
    return words or f"{type(button).__name__} in {owner.objectName() if owner else ''}"


def has_menu(button: QAbstractButton) -> bool:
    """Whether a click opens a menu, which is walked on its own."""
    return isinstance(button, QToolButton) and button.menu() is not None


def usable(action: QAction) -> bool:
    """Whether an entry can be chosen."""
    if action.isSeparator() or not action.isEnabled() or not action.isVisible():
        return False
    return not isinstance(action, QWidgetAction) and action.menu() is None


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def press_later(widget: QWidget, place: QPoint | None = None) -> None:
    """Click outside this task: the click may open a menu, which has an event loop of its own."""
    spot = place or widget.rect().center()
    QTimer.singleShot(
        0, widget, lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot)
    )


def right_click(view: QAbstractItemView, place: QPoint) -> None:
    """As the window system tells it: the button, and the wish for a menu."""
    inside = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, inside.mapToGlobal(place))
    QTimer.singleShot(0, view, lambda: QApplication.sendEvent(inside, event))


def focus_for(action: QAction) -> QWidget | None:
    """A widget in which the action's keys work: it, a child, or anything in the window."""
    if action.shortcutContext() is Qt.ShortcutContext.WindowShortcut:
        parent = action.parent()
        return parent.window() if isinstance(parent, QWidget) else None
    owners = [o for o in action.associatedObjects() if not isinstance(o, QMenu)]
    for owner in owners:
        assert isinstance(owner, QWidget)
        for widget in (owner, *owner.findChildren(QWidget)):
            can = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
            if can and not isinstance(widget, QAbstractButton):
                return widget
    return None


@pytest.fixture
def folders() -> Iterator[Folders]:
    made = Folders()
    yield made
    made.close()


async def with_finished_asset(studio: Studio) -> None:
    """Generate what the form asks for and wait until it is shown."""
    generate = studio.window.findChild(QWidget, "generate")
    QTest.mouseClick(generate, Qt.MouseButton.LeftButton)
    await until(lambda: studio.workspace.viewport.shows_asset, LONG)


async def walker_of(studio: Studio, folders: Folders) -> Walker:
    """A walker before the first model."""
    QApplication.setCursorFlashTime(0)  # a caret that blinks is no change
    studio.window.resize(960, 600)
    studio.window.activateWindow()
    await with_form(studio)
    view = studio.workspace.viewport.viewport
    await until(lambda: view.main.statistics.triangles > 500, LONG)
    return Walker(studio, folders)


@pytest.mark.timeout(600)
async def test_every_shortcut_does_something(folders: Folders) -> None:
    async with opened() as studio:
        walker = await walker_of(studio, folders)
        await with_finished_asset(studio)
        await walker.walk_shortcuts()
        assert walker.dead == {}
        assert len(walker.done) > 30


async def test_quit_ends_the_window(folders: Folders) -> None:
    async with opened() as studio:
        walker = await walker_of(studio, folders)
        bar = walker.window.menuBar()
        menu = await walker.open(
            lambda: press_later(bar, bar.actionGeometry(bar.actions()[0]).center())
        )
        press_entry(menu, next(a for a in menu.actions() if a.text() == "Quit"))
        await until(lambda: not walker.window.isVisible())
