"""Real clicks, also on what opens a menu: Qt runs an event loop of its own while one is open.

A click that opens a menu returns only when the menu is closed. So it comes from a timer, outside
the task of the test, and the test goes on in the menu's loop.
"""

from __future__ import annotations

from conftest import until
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


def press(parent: QWidget, name: str) -> None:
    """Click a button that opens no menu."""
    button = parent.findChild(QWidget, name)
    assert button.isVisible(), f"{name} cannot be seen"
    assert button.isEnabled(), f"{name} cannot be used"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def open_menu(button: QToolButton) -> QMenu:
    """Click a button with a menu; returns the open menu."""
    assert button.isVisible(), f"{button.objectName()} cannot be seen"
    assert button.isEnabled(), f"{button.objectName()} cannot be used"
    QTimer.singleShot(0, button, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    menu = button.menu()
    await until(menu.isVisible)
    return menu


def press_entry(menu: QMenu, action: QAction) -> None:
    """Click an entry of an open menu."""
    place: QPoint = menu.actionGeometry(action).center()
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)


async def choose(parent: QWidget, button: str, entry: str) -> None:
    """Open the menu of a button and click an entry."""
    menu = await open_menu(parent.findChild(QToolButton, button))
    press_entry(menu, parent.findChild(QAction, entry))
    await until(lambda: not menu.isVisible())
