"""The toast, and the small tools of lists and grids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from opus_studio.ui.jobs import wording
from opus_studio.ui.theme import apply_theme
from opus_studio.ui.widgets.grid_cursor import grid_target
from opus_studio.ui.widgets.pictures import scaled_picture
from opus_studio.ui.widgets.rows import row_changes
from opus_studio.ui.widgets.silhouettes import silhouette_for
from opus_studio.ui.widgets.toast import Toast

Key = QAbstractItemView.CursorAction


@pytest.fixture
def toast(qapp: QApplication, qtbot: QtBot) -> Iterator[Toast]:
    apply_theme(qapp, "light")
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(600, 200)
    pane.show()
    yield Toast(pane)
    pane.close()


def test_a_toast_lies_over_the_lower_edge_and_stays_inside(toast: Toast) -> None:
    pane = toast.parentWidget()
    for text in ("Removed.", "The disk is full. " * 12):
        toast.show_message(text)
        assert pane.rect().contains(toast.geometry())
    pane.resize(320, 150)
    assert pane.rect().contains(toast.geometry())
    assert toast.accessibleName().startswith("The disk is full.")


def test_the_action_is_done_before_closed_is_told(toast: Toast) -> None:
    told: list[object] = []
    toast.closed.connect(told.append)
    toast.show_message("Removed.", action="Undo", callback=lambda: told.append("undone"))
    toast.action_button().click()
    assert told == ["undone", True]
    assert not toast.isVisible()


def test_a_new_message_takes_the_place_of_the_old_one(toast: Toast) -> None:
    told: list[tuple[bool, bool]] = []
    toast.closed.connect(lambda acted: told.append((acted, toast.isVisible())))
    toast.show_message("First.", action="Undo", callback=lambda: pytest.fail("the old action"))
    toast.show_message("Second.")
    assert told == [(False, True)]
    assert toast.text() == "Second."
    assert not toast.action_button().isVisible()


def test_a_toast_goes_by_itself_or_when_it_is_told(toast: Toast, qtbot: QtBot) -> None:
    with qtbot.waitSignal(toast.closed) as closed:
        toast.show_message("Removed.", seconds=0.05)
    assert closed.args == [False]
    toast.show_message("Removed.", action="Undo", seconds=0)
    QTest.keyClick(toast, Qt.Key.Key_Escape)
    assert not toast.isVisible()
    toast.show_message("Removed.")
    toast.findChild(QToolButton, "toast_close").click()
    assert not toast.isVisible()


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_row_changes_lead_from_one_list_to_the_other(old: list[int], new: list[int]) -> None:
    rows = list(old)
    for first, end, new_first, new_end in row_changes(old, new):
        rows[first:end] = new[new_first:new_end]
    assert rows == new


@given(st.integers(1, 5), st.integers(1, 23), st.data())
def test_arrow_keys_stay_in_the_grid(columns: int, count: int, data: st.DataObject) -> None:
    items = [
        (row, QRect(row % columns * 100, row // columns * 80, 100, 80)) for row in range(count)
    ]
    at = data.draw(st.integers(0, count - 1))
    down = grid_target(items, at, Key.MoveDown)
    assert down in (at, min(at + columns, count - 1))
    assert grid_target(items, at, Key.MoveUp) == (at - columns if at >= columns else at)
    assert grid_target(items, at, Key.MoveRight) == min(at + 1, count - 1)
    assert grid_target(items, at, Key.MoveHome) == 0
    assert grid_target(items, at, Key.MoveEnd) == count - 1
    assert grid_target(items, -1, Key.MoveDown) == 0
    assert grid_target([], 0, Key.MoveDown) == -1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.84, "0.8 s"),
        (12.2, "12 s"),
        (59.7, "1 min 00 s"),
        (185, "3 min 05 s"),
        (7830, "2 h 10 min"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert wording.spoken_duration(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (300, "1 KB"), (640_000, "640 KB"), (12_400_000, "12.4 MB"), (2e9, "2.00 GB")],
)
def test_sizes(size: int, words: str) -> None:
    assert wording.spoken_size(int(size)) == words


def test_moments() -> None:
    now = datetime.now(UTC).astimezone().replace(hour=14, minute=5)
    assert wording.spoken_time(now, now) == "14:05"
    assert wording.spoken_time(now - timedelta(days=1), now).startswith("Yesterday")
    assert str((now - timedelta(days=800)).year) in wording.spoken_time(
        now - timedelta(days=800), now
    )


def test_the_whole_picture_is_shown_whatever_its_shape(qapp: QApplication, tmp_path: Path) -> None:
    tall = QPixmap(40, 80)
    tall.fill(QColor("#3366cc"))
    path = tmp_path / "tall.png"
    assert tall.save(str(path))
    shown = scaled_picture(path, QSize(120, 90), 2.0)
    assert shown.size() == QSize(240, 180)
    assert shown.devicePixelRatio() == 2.0
    colors = {shown.toImage().pixelColor(x, 90).name() for x in (0, 120, 239)}
    assert colors == {"#3366cc"}, "the rim is drawn out to both sides"
    assert scaled_picture(tmp_path / "missing.png", QSize(10, 10)).isNull()
    (tmp_path / "broken.png").write_bytes(b"no picture")
    assert scaled_picture(tmp_path / "broken.png", QSize(10, 10)).isNull()


@pytest.mark.parametrize(
    ("name", "category", "drawing"),
    [
        ("StreetLamp street lamp", "", "street"),
        ("Bookcase", "Storage", "cabinet"),
        ("Chesterfield", "Seating", "sofa"),
        ("Thing", "", "cube"),
    ],
)
def test_silhouettes(name: str, category: str, drawing: str) -> None:
    assert silhouette_for(name, category, structure=False) == drawing
    assert silhouette_for("Thing", "", structure=True) == "building"
