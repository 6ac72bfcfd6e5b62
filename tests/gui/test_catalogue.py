"""The catalogue as a user meets it: searching, choosing, marking."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opus_studio.api.messages import ModelKind, ModelNames
from opus_studio.library.database import Database
from opus_studio.library.favorites import Favorites
from opus_studio.ui.catalogue import CatalogueModel, CataloguePane, CatalogueRole
from opus_studio.ui.catalogue.shelf import ShelfModel, ShelfRole
from opus_studio.ui.catalogue.tile import star_rect
from opus_studio.ui.theme import apply_theme

NAMES = ModelNames(structures=("House",), components=("Window", "Door", "Sofa", "StreetLamp"))
CATEGORIES = {"Window": "Openings", "Door": "Openings", "Sofa": "Seating", "StreetLamp": "Street"}


@pytest.fixture
def pane(qapp: QApplication, qtbot: QtBot) -> CataloguePane:
    apply_theme(qapp, "light")
    pane = CataloguePane()
    qtbot.addWidget(pane)
    pane.resize(280, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


@pytest.fixture
def filled(pane: CataloguePane, qtbot: QtBot) -> CataloguePane:
    pane.set_models(NAMES)
    for name, category in CATEGORIES.items():
        pane.set_about(name, "", category, f"A {name}.")
    pane.set_about("House", "", "Buildings", "Storeys and a roof.")
    qtbot.waitUntil(lambda: "Openings" in headings(pane))
    return pane


def rows(pane: CataloguePane) -> list[QModelIndex]:
    return [pane.shelf.index(row) for row in range(pane.shelf.rowCount())]


def headings(pane: CataloguePane) -> list[str]:
    found = (index.data(ShelfRole.HEADING) for index in rows(pane))
    return [text for text in found if text is not None]


def models(pane: CataloguePane) -> list[str]:
    found = (index.data(CatalogueRole.NAME) for index in rows(pane))
    return [name for name in found if name]


def message(pane: CataloguePane, name: str) -> QWidget | None:
    return next((w for w in pane.findChildren(QWidget, name) if not w.isHidden()), None)


def click(pane: CataloguePane, row: int, place: QPoint | None = None) -> None:
    spot = place or pane.grid.visualRect(pane.shelf.index(row)).center()
    QTest.mouseClick(
        pane.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )


def test_the_model_and_the_shelf_keep_qts_rules(
    qapp: QApplication, qtmodeltester: ModelTester
) -> None:
    model = CatalogueModel()
    shelf = ShelfModel(model)
    model.set_models(NAMES)
    model.set_favorites(["Sofa"])
    model.set_about("Sofa", "Sofa", "Seating", "Soft.")
    shelf.refresh()
    qtmodeltester.check(model)
    qtmodeltester.check(shelf)
    shelf.set_filter("so", None)
    model.set_models(ModelNames(components=("Sofa", "Bench")))
    shelf.set_filter("", None)
    qtmodeltester.check(model)
    qtmodeltester.check(shelf)


def test_rows_change_without_a_reset(qtbot: QtBot) -> None:
    model = CatalogueModel()
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_models(NAMES)
    with qtbot.waitSignal(model.dataChanged):
        model.set_thumbnail("Sofa", QPixmap(8, 6))
    model.set_models(ModelNames(components=("Door", "Sofa")))
    assert [entry.name for entry in model.entries()] == ["Door", "Sofa"]
    assert model.entry("Sofa").thumbnail is not None, "what was known of a model is kept"
    assert not resets


def test_models_stand_in_groups_with_components_and_structures_apart(
    filled: CataloguePane,
) -> None:
    assert headings(filled) == [
        "Components",
        "Openings",
        "Seating",
        "Street",
        "Structures",
        "Buildings",
    ]
    assert models(filled) == ["Door", "Window", "Sofa", "StreetLamp", "House"]
    lamp = filled.shelf.index(filled.shelf.row_of("StreetLamp"))
    assert lamp.data() == "Street lamp"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("win", ["Window"]),
        ("street lamp", ["StreetLamp"]),
        ("SEATING", ["Sofa"]),
        ("french casement", ["Window"]),
        ("chesterfield", ["Sofa"]),
    ],
)
def test_the_search_finds_names_categories_keywords_and_templates(
    filled: CataloguePane, query: str, found: list[str]
) -> None:
    filled.set_words("Window", ["french_casement", "classic"])
    filled.set_words("Sofa", ["chesterfield", "modern"])
    QTest.keyClicks(filled.search, query)
    assert models(filled) == found


def test_a_search_without_result_offers_the_way_back(filled: CataloguePane) -> None:
    QTest.keyClicks(filled.search, "zzz")
    note = message(filled, "catalogue_no_match")
    assert note is not None
    assert "zzz" in note.accessibleName()
    filled.findChild(QPushButton, "catalogue_no_match_button").click()
    assert len(models(filled)) == 5


def test_only_one_kind_can_be_shown(filled: CataloguePane) -> None:
    filled.findChild(QRadioButton, f"catalogue_kind:{ModelKind.STRUCTURE}").click()
    assert models(filled) == ["House"]


def test_a_click_chooses_and_marks_the_tile(filled: CataloguePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.model_chosen) as chosen:
        click(filled, filled.shelf.row_of("Sofa"))
    assert chosen.args == ["Sofa"]
    assert filled.grid.tiles.shown == "Sofa"


def test_arrow_keys_step_over_headings_and_enter_chooses(
    filled: CataloguePane, qtbot: QtBot
) -> None:
    QTest.keyClick(filled.search, Qt.Key.Key_Down)
    assert filled.grid.current_name() == "Door"
    QTest.keyClick(filled.grid, Qt.Key.Key_Right)
    assert filled.grid.current_name() == "Window"
    QTest.keyClick(filled.grid, Qt.Key.Key_Down)
    assert filled.grid.current_name() == "Sofa"
    QTest.keyClick(filled.grid, Qt.Key.Key_Up)
    assert filled.grid.current_name() == "Door", "a shorter line brings to its own side"
    QTest.keyClick(filled.grid, Qt.Key.Key_End)
    with qtbot.waitSignal(filled.model_chosen) as chosen:
        QTest.keyClick(filled.grid, Qt.Key.Key_Return)
    assert chosen.args == ["House"]


def test_letters_typed_in_the_grid_go_to_the_search(filled: CataloguePane) -> None:
    QTest.keyClick(filled.search, Qt.Key.Key_Down)
    QTest.keyClicks(filled.grid, "s")
    assert filled.search.text() == "s"


def test_enter_in_the_search_takes_the_first_model_found(
    filled: CataloguePane, qtbot: QtBot
) -> None:
    QTest.keyClicks(filled.search, "lamp")
    with qtbot.waitSignal(filled.model_chosen) as chosen:
        QTest.keyClick(filled.search, Qt.Key.Key_Return)
    assert chosen.args == ["StreetLamp"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("window", ["Window", "WindowSeat", "DormerWindow", "Dormer"]),
        ("wind", ["Window", "WindowSeat", "DormerWindow", "Dormer"]),
        ("dormer", ["Dormer", "DormerWindow"]),
    ],
)
def test_the_best_match_comes_first_is_marked_and_taken_by_enter(
    pane: CataloguePane, qtbot: QtBot, query: str, found: list[str]
) -> None:
    names = ("Dormer", "DormerWindow", "WindowSeat", "Window")
    pane.set_models(ModelNames(structures=(), components=names))
    pane.set_words("Dormer", ["no_window"])
    QTest.keyClicks(pane.search, query)
    assert models(pane) == found
    assert pane.grid.tiles.best == found[0]
    with qtbot.waitSignal(pane.model_chosen) as chosen:
        QTest.keyClick(pane.search, Qt.Key.Key_Return)
    assert chosen.args == [found[0]]
    pane.search.clear()
    assert pane.grid.tiles.best == ""


def test_recents_do_not_move_under_the_pointer(
    pane: CataloguePane, qtbot: QtBot, tmp_path: Path
) -> None:
    pane.set_models(ModelNames(structures=(), components=tuple("ABCDEFGHIJ")))
    database = Database(tmp_path / "library.db")
    favorites = Favorites(database)
    for name in "HIJ":
        favorites.used(name)
    pane.follow(favorites)
    qtbot.waitUntil(lambda: models(pane)[:3] == ["J", "I", "H"])
    pane.model_chosen.connect(favorites.used)
    row = next(index.row() for index in rows(pane) if index.data() == "H")
    for _ in range(2):
        with qtbot.waitSignal(pane.model_chosen) as chosen:
            click(pane, row)
        assert chosen.args == ["H"]
        QApplication.processEvents()  # a change would come with the next turn
        assert models(pane)[:3] == ["J", "I", "H"]
    QApplication.sendEvent(pane.grid.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: models(pane)[:3] == ["H", "J", "I"])
    database.close()


def test_the_star_marks_a_favourite_without_choosing_it(
    filled: CataloguePane, qtbot: QtBot
) -> None:
    row = filled.shelf.row_of("Sofa")
    star = star_rect(filled.grid.visualRect(filled.shelf.index(row))).center()
    with (
        qtbot.waitSignal(filled.favorite_toggled) as marked,
        qtbot.assertNotEmitted(filled.model_chosen),
    ):
        click(filled, row, star)
    assert marked.args == ["Sofa", True]
    qtbot.waitUntil(lambda: headings(filled)[0] == "Favourites")
    assert models(filled).count("Sofa") == 2, "among the favourites, and in its category"


def test_the_star_by_keyboard(filled: CataloguePane, qtbot: QtBot) -> None:
    filled.grid.setFocus()
    filled.select("Door")
    with qtbot.waitSignal(filled.favorite_toggled) as marked:
        filled.star_action.trigger()
    assert marked.args == ["Door", True]


def test_the_marks_of_the_library_are_followed(
    filled: CataloguePane, qtbot: QtBot, tmp_path: Path
) -> None:
    filled.set_models(ModelNames(structures=("House",), components=(*NAMES.components, *"ABCDEF")))
    database = Database(tmp_path / "library.db")
    favorites = Favorites(database)
    favorites.set_favorite("Window", True)
    filled.favorite_toggled.connect(favorites.set_favorite)
    filled.follow(favorites)
    favorites.used("Sofa")
    favorites.used("House")
    qtbot.waitUntil(lambda: headings(filled)[:2] == ["Favourites", "Recently used"])
    assert models(filled)[:3] == ["Window", "House", "Sofa"]
    filled.set_models(NAMES)
    assert "Recently used" not in headings(filled), "so few are seen at a glance"
    database.close()


def test_loading_error_and_retry(pane: CataloguePane, qtbot: QtBot) -> None:
    assert message(pane, "catalogue_loading") is not None
    pane.show_error("The service did not answer.")
    error = message(pane, "catalogue_error")
    assert error is not None
    assert "Could not reach the service" in error.accessibleName()
    with qtbot.waitSignal(pane.retry_requested):
        pane.findChild(QPushButton, "catalogue_error_button").click()
    pane.show_loading()
    pane.set_models(ModelNames())
    assert message(pane, "catalogue_empty") is not None
    pane.set_models(NAMES)
    assert not [w for w in pane.findChildren(QWidget, "catalogue_empty") if w.isVisible()]
    assert pane.grid.isVisible()


def test_a_picture_takes_the_place_of_the_silhouette(
    filled: CataloguePane, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QPixmap(64, 48)
    picture.fill(QColor("#ff0000"))
    assert picture.save(str(tmp_path / "sofa.png"))
    filled.set_thumbnail("Sofa", tmp_path / "sofa.png")
    place = filled.grid.visualRect(filled.shelf.index(filled.shelf.row_of("Sofa"))).center()

    def red() -> bool:
        color = filled.grid.viewport().grab().toImage().pixelColor(place - QPoint(0, 12))
        return color.red() > 200 and color.green() < 60

    qtbot.waitUntil(red)


def test_two_columns_at_the_usual_width_and_more_when_wider(
    filled: CataloguePane, qtbot: QtBot
) -> None:
    def tops() -> list[int]:
        found = (filled.shelf.row_of(name) for name in ("Door", "Window"))
        return [filled.grid.visualRect(filled.shelf.index(row)).top() for row in found]

    for width in (260, 300, 420):
        filled.resize(width, 900)
        qtbot.waitUntil(lambda: len(set(tops())) == 1)
