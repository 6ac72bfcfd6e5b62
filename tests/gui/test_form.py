"""The form as a user meets it: clicking, typing, scrolling."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import form_models
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QEnterEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from opus_studio.api.messages import Attributes, GenerationRequest, ModelKind
from opus_studio.ui.form.color_picker import ColorPicker
from opus_studio.ui.form.fields import TypedField
from opus_studio.ui.form.finish_picker import FinishPicker, FinishTile
from opus_studio.ui.form.finish_row import FinishButton
from opus_studio.ui.form.form_pane import FormPane
from opus_studio.ui.form.labels import slot_label
from opus_studio.ui.form.section import SlotSection
from opus_studio.ui.form.section_header import SectionHeader
from opus_studio.ui.form.template_cards import TemplateCard
from opus_studio.ui.form.units import LengthUnit
from opus_studio.ui.form.value_slider import ValueSlider
from opus_studio.ui.theme import apply_theme, tokens
from opus_studio.ui.widgets import Chip, SearchField, SegmentedControl, Swatch, Switch

W = TypeVar("W", bound=QWidget)
Load = Callable[..., FormPane]

WIDTH = "window_outer_frame_gen/frame_width"
HEIGHT = "window_outer_frame_gen/frame_height"
DEPTH = "window_outer_frame_gen/frame_depth"
FINISH = "window_outer_frame_gen/finish"
SASHES = "window_opening_casement/sash_count"
INWARDS = "window_opening_casement/opens_inwards"


@pytest.fixture
def pane(qapp: QApplication, qtbot: QtBot) -> FormPane:
    apply_theme(qapp, "light")
    pane = FormPane()
    qtbot.addWidget(pane)
    pane.resize(360, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


@pytest.fixture
def load(pane: FormPane, qtbot: QtBot) -> Load:
    def loaded(
        attributes: Attributes | None = None,
        kind: ModelKind = ModelKind.COMPONENT,
        *,
        expanded: bool = False,
    ) -> FormPane:
        pane.load(attributes or form_models.window(), kind)
        if expanded:
            action(pane, "expand_all").trigger()
            sections = pane.findChildren(SlotSection)
            qtbot.waitUntil(lambda: all(section.is_open for section in sections))
        else:
            section = next(iter(pane.findChildren(SlotSection)))
            qtbot.waitUntil(lambda: section.is_open)
        qtbot.wait(1)
        return pane

    return loaded


def find(pane: QWidget, kind: type[W], name: str) -> W:
    found = [each for each in pane.findChildren(kind, name) if not each.isHidden()]
    assert found, f"there is no {name}"
    return found[-1]


def action(pane: QWidget, name: str) -> QAction:
    found = pane.findChild(QAction, name)
    assert found is not None, name
    return found


def is_there(pane: QWidget, name: str) -> bool:
    QApplication.sendPostedEvents()  # a layout shows what was just made by a posted event
    return any(each.isVisibleTo(pane) for each in pane.findChildren(QWidget, name))


def field(pane: FormPane, key: str) -> TypedField:
    return find(pane, TypedField, f"field:{key}")


def type_into(edit: QLineEdit, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    if end is not None:
        QTest.keyClick(edit, end)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def wheel(widget: QWidget, notches: int) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def request(pane: FormPane) -> GenerationRequest:
    made = pane.request()
    assert made is not None
    return made


def test_before_a_model_is_chosen_the_pane_says_what_to_do(pane: FormPane) -> None:
    assert is_there(pane, "form_empty")
    assert pane.request() is None
    assert pane.preview_request() is None


def test_loading_and_failure_are_said_with_a_retry(pane: FormPane, qtbot: QtBot) -> None:
    tried: list[int] = []
    pane.show_loading()
    assert is_there(pane, "form_loading")
    pane.show_error("The service could not be reached.", lambda: tried.append(1))
    assert not is_there(pane, "form_loading")
    click(find(pane, QPushButton, "form_error_button"))
    assert tried == [1]


def test_automatic_values_are_dimmed_and_show_what_will_be_used(load: Load) -> None:
    pane = load()
    assert field(pane, WIDTH).text() == "1.20"
    assert field(pane, WIDTH).property("origin") == "auto"
    pane.set_resolved({WIDTH: (1.55, "random")}, {}, request(pane).seed)
    assert field(pane, WIDTH).text() == "1.55"
    assert "seed" in field(pane, WIDTH).toolTip()
    assert request(pane).parameters == {}


def test_a_result_for_an_older_seed_is_ignored(load: Load) -> None:
    pane = load()
    click(find(pane, QToolButton, "seed_dice"))
    pane.set_resolved({WIDTH: (2.5, "random")}, {}, (request(pane).seed or 0) + 1)
    assert field(pane, WIDTH).text() == "1.20"


def test_typing_sets_and_reset_gives_back(load: Load, qtbot: QtBot) -> None:
    pane = load()
    with qtbot.waitSignal(pane.changed):
        type_into(field(pane, WIDTH), "1,8")
    assert request(pane).parameters == {WIDTH: 1.8}
    assert field(pane, WIDTH).text() == "1.80"
    assert field(pane, WIDTH).property("origin") == "set"
    click(find(pane, QToolButton, f"reset:{WIDTH}"))
    assert request(pane).parameters == {}
    assert not is_there(pane, f"reset:{WIDTH}")


def test_walking_through_a_field_sets_nothing(load: Load) -> None:
    pane = load()
    edit = field(pane, WIDTH)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert request(pane).parameters == {}


def test_the_slider_sets_and_is_undone_in_one_step(load: Load) -> None:
    pane = load()
    slider = find(pane, ValueSlider, f"slider:{WIDTH}")
    middle = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    for dx in (4, 8, 12):
        QTest.mouseMove(slider, middle + QPoint(dx, 0))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle + QPoint(12, 0))
    value = request(pane).parameters[WIDTH]
    assert isinstance(value, float)
    assert 1.7 < value < 2.4
    assert field(pane, WIDTH).text() == f"{value:.3f}".removesuffix("0")
    pane.undo_action.trigger()
    assert request(pane).parameters == {}
    assert not pane.undo_action.isEnabled()
    pane.redo_action.trigger()
    assert request(pane).parameters == {WIDTH: value}


def test_undo_and_redo_by_keys_from_within_a_field(load: Load, qtbot: QtBot) -> None:
    pane = load()
    edit = field(pane, WIDTH)
    type_into(edit, "2")
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: request(pane).parameters == {})
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(edit, Qt.Key.Key_Z, both)
    qtbot.waitUntil(lambda: request(pane).parameters == {WIDTH: 2.0})


def test_unusable_input_says_why_keeps_the_text_and_holds_generate(load: Load) -> None:
    pane = load()
    generate = find(pane, QPushButton, "generate")
    type_into(field(pane, WIDTH), "5", end=None)
    assert find(pane, QLabel, f"problem:{WIDTH}").text() == "Too large. Use 0.40 to 3.00 m."
    assert not generate.isEnabled()
    assert "Frame width: Too large" in generate.toolTip()
    QTest.keyClick(field(pane, WIDTH), Qt.Key.Key_Tab)
    assert field(pane, WIDTH).text() == "5"
    assert pane.request() is None
    preview = pane.preview_request()
    assert preview is not None
    assert preview.parameters == {}
    type_into(field(pane, WIDTH), "wide", end=None)
    assert "not a number" in find(pane, QLabel, f"problem:{WIDTH}").text()
    QTest.keyClick(field(pane, WIDTH), Qt.Key.Key_Escape)
    assert field(pane, WIDTH).text() == "1.20"
    assert generate.isEnabled()


def test_lengths_follow_the_unit_of_choice_and_the_wire_stays_in_metres(load: Load) -> None:
    pane = load()
    type_into(field(pane, WIDTH), "1.5")
    pane.set_length_unit(LengthUnit.CENTIMETRE)
    assert field(pane, WIDTH).text() == "150"
    type_into(field(pane, WIDTH), "90")
    pane.set_length_unit(LengthUnit.INCH)
    assert field(pane, WIDTH).text() == "35.43"
    type_into(field(pane, HEIGHT), "1m")
    assert request(pane).parameters == {WIDTH: pytest.approx(0.9), HEIGHT: 1.0}


def test_a_typed_unit_takes_the_place_of_the_one_shown(load: Load) -> None:
    pane = load()
    edit = field(pane, WIDTH)
    assert edit.shown_suffix == "m"
    type_into(edit, "125 cm", end=None)
    assert edit.shown_suffix == ""
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.shown_suffix) == ("1.25", "m")
    type_into(edit, "900 cm")  # too large: the text stays, and stands alone
    assert (edit.text(), edit.shown_suffix) == ("900 cm", "")


@pytest.mark.parametrize("unit", list(LengthUnit))
def test_no_value_is_cut_by_its_field(load: Load, unit: LengthUnit) -> None:
    big = form_models.number("span", 0.005, 4.69, 4.69)
    slot = {"assets": [form_models.asset("beam_steel", "Steel", [big])]}
    pane = load(Attributes.read({"Beam": {"beam": slot}}, "Beam"))
    pane.set_length_unit(unit)
    edit = field(pane, "beam_steel/span")
    for value in ("4.69 m", "4.567 m", "0.005 m"):
        type_into(edit, value)
        QApplication.sendPostedEvents()
        # The text is right-aligned: were it wider than its room, it would end at the right border
        # and its beginning be scrolled out of sight, where a click at the left edge cannot find it.
        QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(3, edit.height() // 2))
        edit.deselect()
        QTest.keyClick(edit, Qt.Key.Key_Home)
        start = edit.cursorRect().center().x()
        QTest.keyClick(edit, Qt.Key.Key_End)
        end = edit.cursorRect().center().x()
        assert end - start == pytest.approx(
            edit.fontMetrics().horizontalAdvance(edit.text()), abs=2
        )


def test_the_wheel_changes_a_value_only_in_a_focused_field(load: Load) -> None:
    pane = load()
    find(pane, QLineEdit, "seed").setFocus()
    for name in (f"field:{WIDTH}", f"slider:{WIDTH}", f"choice:{FINISH}", "count"):
        wheel(find(pane, QWidget, name), 1)
    assert request(pane).parameters == {}
    assert request(pane).count == 1
    field(pane, WIDTH).setFocus()
    wheel(field(pane, WIDTH), 2)
    assert request(pane).parameters == {WIDTH: pytest.approx(1.21)}


def test_arrow_keys_step_integers_by_one_and_stop_at_the_end(load: Load) -> None:
    pane = load(expanded=True)
    pane.set_resolved({SASHES: (1, "random")}, {"window_opening": "window_opening_casement"})
    edit = field(pane, SASHES)
    edit.setFocus()
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Up)
    assert request(pane).parameters == {SASHES: 2}
    assert isinstance(request(pane).parameters[SASHES], int)


def test_switch_and_drop_down(load: Load, qtbot: QtBot) -> None:
    pane = load(expanded=True)
    pane.set_resolved({}, {"window_opening": "window_opening_casement"})
    click(find(pane, Switch, f"switch:{INWARDS}"))
    combo = find(pane, QComboBox, f"choice:{FINISH}")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "Painted black"
    assert request(pane).parameters == {INWARDS: 0, FINISH: "painted_black"}


def test_picking_an_asset_shows_its_parameters_and_says_it_by_a_word(load: Load) -> None:
    pane = load(expanded=True)
    combo = find(pane, QComboBox, "asset:window_opening")
    assert combo.currentText() == "Auto"
    combo.setFocus()
    for _ in range(2):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "Casement"
    assert is_there(pane, f"field:{SASHES}")
    assert request(pane).keywords == {"window_opening": ("hinged",)}
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert not is_there(pane, f"field:{SASHES}")
    assert request(pane).keywords == {"window_opening": ("sliding",)}


def test_auto_tells_what_it_came_to(load: Load) -> None:
    pane = load(expanded=True)
    pane.set_resolved({}, {"window_opening": "window_opening_double_hung"})
    combo = find(pane, QComboBox, "asset:window_opening")
    assert combo.currentText() == "Auto: Double-hung sash"
    assert is_there(pane, "field:window_opening_double_hung/lower_raise")


def test_chips_for_everything_and_for_a_slot(load: Load) -> None:
    pane = load()
    click(find(pane, Chip, "chip:*:modern"))
    click(find(pane, Chip, "more:window_outer_frame"))
    slot_chip = find(pane, Chip, "chip:window_outer_frame:modern")
    assert slot_chip.inherited
    click(find(pane, Chip, "chip:window_outer_frame:rustic"))
    assert not slot_chip.inherited
    assert request(pane).keywords == {"*": ("modern",), "window_outer_frame": ("rustic",)}
    click(find(pane, Chip, "chip:*:modern"))
    assert request(pane).keywords == {"window_outer_frame": ("rustic",)}


def test_a_section_offers_at_once_only_the_words_that_are_its_own(load: Load) -> None:
    pane = load(expanded=True)
    for word in ("modern", "classic", "rustic"):  # said above, once, for all sections
        names = {f"chip:{slot}:{word}" for slot in ("window_outer_frame", "window_trim")}
        assert not any(is_there(pane, name) for name in names)
        assert is_there(pane, f"chip:*:{word}")
    assert is_there(pane, "chip:window_opening:hinged")
    assert not is_there(pane, "chip:window_opening:french_casement")


def test_templates_are_cards_of_which_one_holds(load: Load) -> None:
    pane = load()
    card = find(pane, TemplateCard, "template:Window:picture_window")
    none = find(pane, TemplateCard, "template:Window:none")
    assert none.isChecked()
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert request(pane).keywords == {"*": ("picture_window",)}
    assert (card.isChecked(), none.isChecked()) == (True, False)
    assert card.accessibleName() == "Template Picture window, Window"
    click(find(pane, Chip, "chip:*:modern"))
    other = find(pane, TemplateCard, "template:Window:portrait")
    click(other)
    assert request(pane).keywords == {"*": ("portrait", "modern")}
    assert (card.isChecked(), other.isChecked()) == (False, True)
    click(none)
    assert request(pane).keywords == {"*": ("modern",)}
    pane.undo_action.trigger()
    assert other.isChecked()
    QTest.keyClick(other, Qt.Key.Key_Return)  # again: taken back
    assert request(pane).keywords == {"*": ("modern",)}
    assert none.isChecked()


def test_a_template_of_a_loaded_request_gives_way_to_another(load: Load) -> None:
    pane = load()
    words = {"window_outer_frame": ["landscape"], "window_opening": ["sash_6_over_6", "classic"]}
    pane.load_request(GenerationRequest(name="Window", keywords=words))
    click(find(pane, Chip, "more_templates:*"))
    click(find(pane, TemplateCard, "template:Window:french_casement"))
    assert request(pane).keywords == {"window_opening": ("classic",), "*": ("french_casement",)}


def test_only_what_i_set_shows_template_and_keywords(load: Load) -> None:
    pane = load()
    click(find(pane, TemplateCard, "template:Window:portrait"))
    click(find(pane, Chip, "chip:*:modern"))
    click(find(pane, QToolButton, "only_set"))
    shown = [card for card in pane.findChildren(TemplateCard) if card.isVisibleTo(pane)]
    assert [card.objectName() for card in shown] == ["template:Window:portrait"]
    chips = [c for c in pane.findChildren(Chip) if c.isVisibleTo(pane) and ":*:" in c.objectName()]
    assert [chip.objectName() for chip in chips] == ["chip:*:modern"]
    assert not is_there(pane, "seed_dice")
    assert not is_there(pane, "form_nothing")
    click(chips[0])
    click(shown[0])
    click(find(pane, QToolButton, "only_set"))
    click(find(pane, QToolButton, "only_set"))
    assert is_there(pane, "form_nothing")


def test_the_search_finds_templates_and_keywords(load: Load) -> None:
    pane = load()
    QTest.keyClicks(find(pane, SearchField, "form_search"), "portrait")
    assert is_there(pane, "template:Window:portrait")
    assert not is_there(pane, "template:Window:landscape")
    assert not is_there(pane, "chip:*:modern")


def test_a_finish_is_picked_by_its_sphere(load: Load) -> None:
    pane = load(form_models.finishes())
    key = "stool_seat_board/finish"
    button = find(pane, FinishButton, f"choice:{key}")
    click(button)
    picker = pane.findChild(FinishPicker, f"finish_picker:{key}")
    assert picker is not None
    assert picker.isVisible()
    headings = [label.text() for label in picker.findChildren(QLabel) if label.isVisible()]
    assert headings == ["Wood", "Painted metal"]
    assert find(picker, FinishTile, "finish:oak").isChecked()  # what the seed will use
    QTest.keyClicks(picker.search, "metal")
    assert not is_there(picker, "finish:oak")
    click(find(picker, FinishTile, "finish:painted_steel/sage"))
    assert not picker.isVisible()
    assert request(pane).parameters == {key: "painted_steel/sage"}
    assert button.accessibleName() == "Finish: Painted steel, sage"
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClicks(picker.search, "waln")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert request(pane).parameters == {key: "walnut"}


def test_dice_change_only_the_seed_and_the_lock_holds_it(load: Load) -> None:
    pane = load()
    type_into(field(pane, WIDTH), "2")
    before = request(pane).seed
    click(find(pane, QToolButton, "seed_dice"))
    after = request(pane).seed
    assert after != before
    assert request(pane).parameters == {WIDTH: 2.0}
    click(find(pane, QToolButton, "seed_lock"))
    assert not find(pane, QToolButton, "seed_dice").isEnabled()
    load(form_models.vendor_house(), ModelKind.STRUCTURE)
    assert request(pane).seed == after


def test_the_seed_can_be_typed(load: Load) -> None:
    pane = load()
    type_into(find(pane, QLineEdit, "seed"), "-3", end=None)
    assert "whole number" in find(pane, QLabel, "problem:seed").text()
    assert pane.request() is None
    type_into(find(pane, QLineEdit, "seed"), "77")
    assert request(pane).seed == 77


COLOR = "window_outer_frame/color_rgb"


def color_of_frame(pane: FormPane) -> str:
    color = find(pane, Swatch, "color:window_outer_frame").color()
    return "" if color is None else color.name()


def open_colors(pane: FormPane) -> ColorPicker:
    click(find(pane, Swatch, "color:window_outer_frame"))
    picker = pane.findChild(ColorPicker, "color_picker:window_outer_frame")
    assert picker is not None
    assert picker.isVisible()
    return picker


def test_a_colour_by_hex_by_name_and_again(load: Load) -> None:
    pane = load()
    picker = open_colors(pane)
    assert not any(tile.objectName().startswith("recent:") for tile in picker.findChildren(Swatch))
    type_into(find(picker, QLineEdit, "color_hex"), "#FF0033")
    assert not picker.isVisible()
    assert request(pane).parameters == {COLOR: (1.0, 0.0, 0.2)}
    click(find(open_colors(pane), Swatch, "named:Bottle green"))
    assert not picker.isVisible()
    assert color_of_frame(pane) == "#24443a"
    tiles = [tile for tile in open_colors(pane).findChildren(Swatch) if tile.isVisible()]
    recent = [tile for tile in tiles if tile.objectName().startswith("recent:")]
    assert [tile.accessibleName() for tile in recent] == ["#24443a", "#ff0033"]
    click(recent[1])
    assert request(pane).parameters == {COLOR: (1.0, 0.0, 0.2)}
    click(find(pane, QToolButton, "reset_color:window_outer_frame"))
    assert request(pane).parameters == {}
    pane.undo_action.trigger()
    pane.undo_action.trigger()
    assert color_of_frame(pane) == "#24443a"


def test_a_colour_in_the_field_follows_the_pointer_and_is_undone_at_once(load: Load) -> None:
    pane = load()
    picker = open_colors(pane)
    bar, plane = find(picker, QWidget, "color_hue"), find(picker, QWidget, "color_field")
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 3, 5))
    before = request(pane).parameters[COLOR]
    corner = QPoint(plane.width() - 1, 0)
    QTest.mousePress(plane, Qt.MouseButton.LeftButton, pos=plane.rect().center())
    QTest.mouseMove(plane, QPoint(plane.width() - 30, 30))
    QTest.mouseMove(plane, corner)
    QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=corner)
    red, green, blue = request(pane).parameters[COLOR]
    assert green == 1.0
    assert max(red, blue) < 0.05
    pane.undo_action.trigger()
    assert request(pane).parameters[COLOR] == before
    plane.setFocus()
    QTest.keyClick(plane, Qt.Key.Key_Down)
    assert request(pane).parameters[COLOR] != before
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_a_colour_is_taken_from_the_window(load: Load, qtbot: QtBot) -> None:
    pane = load()
    generate = find(pane, QPushButton, "generate")
    place = QPoint(12, generate.height() // 2)
    shown = pane.grab().toImage().pixelColor(generate.mapTo(pane, place))
    click(find(open_colors(pane), QToolButton, "color_dropper"))
    asked: list[object] = []
    pane.generate_requested.connect(asked.append)
    QTest.mouseClick(generate, Qt.MouseButton.LeftButton, pos=place)
    assert color_of_frame(pane) == shown.name()
    assert asked == []
    click(generate)  # the next click is a click again
    assert len(asked) == 1


def test_output_and_generate(load: Load, qtbot: QtBot) -> None:
    pane = load()
    find(pane, SegmentedControl, "texture_resolution").setFocus()
    QTest.keyClick(find(pane, QWidget, "texture_resolution:1024"), Qt.Key.Key_Right)
    click(find(pane, Chip, "format:usd"))
    with qtbot.waitSignal(pane.generate_requested) as caught:
        click(find(pane, QPushButton, "generate"))
    made = caught.args[0]
    assert isinstance(made, GenerationRequest)
    assert (made.name, made.texture_resolution) == ("Window", 2048)
    assert set(made.extensions) == {"glb", "usd"}
    click(find(pane, Chip, "format:usd"))
    click(find(pane, Chip, "format:glb"))
    generate = find(pane, QPushButton, "generate")
    assert not generate.isEnabled()
    assert "file format" in generate.toolTip()


def test_generating_by_keys_takes_what_is_being_typed(load: Load, qtbot: QtBot) -> None:
    pane = load()
    type_into(field(pane, WIDTH), "2.5", end=None)
    with qtbot.waitSignal(pane.generate_requested) as caught:
        pane.generate_action.trigger()
    assert caught.args[0].parameters == {WIDTH: 2.5}


def test_search_finds_parameters_in_closed_sections_too(load: Load) -> None:
    pane = load()
    search = find(pane, SearchField, "form_search")
    QTest.keyClicks(search, "casing width")
    assert is_there(pane, "row:window_trim_casing/casing_width")
    assert not is_there(pane, "row:window_trim_casing/head_height")
    assert not is_there(pane, f"row:{WIDTH}")
    QTest.keyClicks(search, " of gold")
    assert is_there(pane, "form_nothing")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert is_there(pane, f"row:{WIDTH}")
    assert not is_there(pane, "row:window_trim_casing/casing_width")


def test_search_tells_which_alternative_has_what_is_sought(load: Load, qtbot: QtBot) -> None:
    pane = load()
    search = find(pane, SearchField, "form_search")
    QTest.keyClicks(search, "louvre pitch")
    section = find(pane, SlotSection, "section:window_shutters")
    assert is_there(pane, "asset:window_shutters")
    assert any("Belongs to Louvred" in label.text() for label in section.findChildren(QLabel))
    pane.set_resolved({}, {"window_shutters": "window_shutters_louvred"})
    assert is_there(pane, "row:window_shutters_louvred/louvre_pitch")
    assert not is_there(pane, "row:window_shutters_louvred/louvre_angle")


def test_only_what_i_set(load: Load) -> None:
    pane = load()
    click(find(pane, QToolButton, "only_set"))
    assert is_there(pane, "form_nothing")
    click(find(pane, QToolButton, "only_set"))
    type_into(field(pane, WIDTH), "2")
    click(find(pane, QToolButton, "only_set"))
    assert is_there(pane, f"row:{WIDTH}")
    assert not is_there(pane, f"row:{DEPTH}")
    assert not is_there(pane, "section:window_sill")


def test_sections_can_be_reset_and_all_of_them(load: Load) -> None:
    pane = load()
    type_into(field(pane, WIDTH), "2")
    click(find(pane, Chip, "chip:*:modern"))
    click(find(pane, QToolButton, "reset_section:window_outer_frame"))
    assert request(pane).parameters == {}
    assert request(pane).keywords == {"*": ("modern",)}
    action(pane, "reset_all").trigger()
    assert request(pane).keywords == {}
    pane.undo_action.trigger()
    assert request(pane).keywords == {"*": ("modern",)}


def test_expand_and_collapse_all(load: Load, qtbot: QtBot) -> None:
    pane = load(expanded=True)
    action(pane, "collapse_all").trigger()
    sections = pane.findChildren(SlotSection)
    qtbot.waitUntil(lambda: not any(section.is_open for section in sections))


def test_a_section_can_be_opened_from_outside_and_lights_up(load: Load) -> None:
    pane = load()
    pane.open_section("window_hardware")
    section = find(pane, SlotSection, "section:window_hardware")
    assert section.is_open
    assert section.header.is_lit
    assert not section.header.visibleRegion().isEmpty()
    pane.open_section("nothing of that name")


def test_hovering_a_section_is_told(load: Load) -> None:
    pane = load()
    told: list[str] = []
    pane.slot_hovered.connect(told.append)
    section = find(pane, SlotSection, "section:window_outer_frame")
    place = QPointF(10, 10)
    QApplication.sendEvent(section, QEnterEvent(place, place, place))
    QApplication.sendEvent(section, QEvent(QEvent.Type.Leave))
    assert told == ["window_outer_frame", ""]


def test_a_model_never_seen_and_barely_described_gets_a_full_form(load: Load) -> None:
    pane = load(form_models.vendor_house(), ModelKind.STRUCTURE, expanded=True)
    house = "house_walls_layouts_rectangle"
    combo = find(pane, QComboBox, "asset:house_walls_layouts")
    assert [combo.itemText(index) for index in range(combo.count())] == [
        "Auto",
        "Rectangle",
        "Lshape",
    ]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    type_into(field(pane, f"{house}/wall_height"), "3")
    type_into(field(pane, f"{house}/floorCount"), "2")
    type_into(field(pane, f"{house}/unbounded_offset"), "-1.5")
    type_into(field(pane, f"{house}/facade_code"), "brick")
    labels = {row.accessibleName() for row in pane.findChildren(QWidget)}
    assert {"Wall height", "Floor count", "Unbounded offset", "Facade code"} <= labels
    click(find(pane, Chip, "chip:Window:large"))
    made = request(pane)
    assert made.kind is ModelKind.STRUCTURE
    assert made.keywords == {"Window": ("large",)}
    assert made.parameters == {
        f"{house}/wall_height": 3.0,
        f"{house}/floorCount": 2,
        f"{house}/unbounded_offset": -1.5,
        f"{house}/facade_code": "brick",
    }


def test_a_request_is_taken_over_also_before_its_model_is_loaded(load: Load, qtbot: QtBot) -> None:
    pane = load(form_models.vendor_house(), ModelKind.STRUCTURE)
    wanted = GenerationRequest(
        name="Window",
        parameters={WIDTH: 2.0, "window_roof/height": 1.0},
        keywords={"*": ("classic",)},
        extensions=("fbx",),
        seed=9,
    )
    pane.load_request(wanted)
    assert request(pane).name == "House"
    with qtbot.waitSignal(pane.notice) as caught:
        load()
    assert "window_roof/height" in caught.args[0]
    made = request(pane)
    assert (made.parameters, made.seed, made.extensions) == ({WIDTH: 2.0}, 9, ("fbx",))
    assert field(pane, WIDTH).text() == "2.00"


def test_presets_are_asked_for_by_signals(load: Load, qtbot: QtBot) -> None:
    pane = load()
    pane.set_presets(["Bay", "Loft"])
    for name, signal, args in (
        ("preset_apply:Loft", pane.presets.apply_requested, ["Loft"]),
        ("preset_delete:Bay", pane.presets.delete_requested, ["Bay"]),
        ("preset_save:Bay", pane.presets.save_requested, ["Bay"]),
        ("preset_import", pane.presets.import_requested, []),
        ("preset_export", pane.presets.export_requested, []),
    ):
        with qtbot.waitSignal(signal) as caught:
            action(pane, name).trigger()
        assert caught.args == args
    action(pane, "preset_rename:Bay").trigger()
    dialog = find(pane, QInputDialog, "preset_name_dialog")
    dialog.setTextValue("Bay window")
    with qtbot.waitSignal(pane.presets.rename_requested) as caught:
        dialog.accept()
    assert caught.args == ["Bay", "Bay window"]


def test_changed_is_told_only_when_the_outcome_changes(load: Load) -> None:
    pane = load()
    told: list[int] = []
    pane.changed.connect(lambda: told.append(1))
    pane.set_resolved({WIDTH: (2.0, "random")}, {})
    click(find(pane, QToolButton, "seed_lock"))
    type_into(field(pane, WIDTH), "55", end=None)
    assert told == []
    type_into(field(pane, WIDTH), "2")
    assert len(told) == 1


def test_tab_walks_in_the_order_of_sight(load: Load, qapp: QApplication) -> None:
    pane = load(expanded=True)
    combo = find(pane, QComboBox, "asset:window_opening")
    combo.setFocus()
    for _ in range(2):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    type_into(field(pane, SASHES), "1")
    assert is_there(pane, f"reset:{SASHES}")
    find(pane, QWidget, "header:window_opening").setFocus()
    names = []
    while "header:window_glazing_bars" not in names and len(names) < 40:
        focused = qapp.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:3] == [
        "header:window_opening",
        "reset_section:window_opening",
        combo.objectName(),
    ]
    assert names[3].startswith("chip:window_opening:")
    at = names.index(f"slider:{SASHES}")
    assert names[at : at + 3] == [f"slider:{SASHES}", f"field:{SASHES}", f"reset:{SASHES}"]
    assert names[-2:] == ["color:window_opening", "header:window_glazing_bars"]


def test_every_control_has_a_name_for_tests_and_for_screen_readers(load: Load) -> None:
    pane = load(expanded=True)
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(pane)
        and not widget.objectName().startswith("qt_")
        and not (widget.objectName() and widget.accessibleName())
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert nameless == []


def test_the_theme_changes_at_run_time(load: Load, qapp: QApplication) -> None:
    pane = load()
    light = pane.grab().toImage().pixelColor(4, 4).lightness()
    apply_theme(qapp, "dark")
    assert tokens().is_dark
    dark = pane.grab().toImage().pixelColor(4, 4).lightness()
    apply_theme(qapp, "light")
    assert light > 220
    assert dark < 50


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="unknown theme"):
        apply_theme(qapp, "sepia")


def test_models_in_a_structure_follow_it_and_tab_comes_to_the_output_last(
    load: Load, qtbot: QtBot
) -> None:
    inner = form_models.window().main
    house = Attributes(models=(form_models.vendor_house().main, inner))
    pane = load(house, ModelKind.STRUCTURE)
    last = f"section:{inner.slots[-1].name}"
    qtbot.waitUntil(lambda: pane.findChild(QWidget, last) is not None)
    click(find(pane, SectionHeader, f"fold:{inner.name}"))
    assert is_there(pane, last)
    order = [widget for widget in focus_chain(pane) if widget.focusPolicy() & Qt.TabFocus]
    inside = [order.index(section.header) for section in pane.findChildren(SlotSection)]
    assert inside == sorted(inside)
    assert order.index(find(pane, QPushButton, "generate")) > inside[-1]


def focus_chain(pane: QWidget) -> list[QWidget]:
    """The widgets in the order in which Tab meets them, from the search field on."""
    found = [pane.findChild(SearchField)]
    while (widget := found[-1].nextInFocusChain()) is not found[0]:
        found.append(widget)
    return found


def test_a_nested_model_folds_away_with_all_that_is_its_own(load: Load) -> None:
    pane = load(form_models.vendor_house(), ModelKind.STRUCTURE)
    attributes = form_models.vendor_house()
    nested = attributes.nested[0]
    slot = nested.slots[0].name
    action(pane, "expand_all").trigger()
    action(pane, "collapse_all").trigger()
    assert not is_there(pane, f"section:{slot}")
    fold = find(pane, SectionHeader, f"fold:{nested.name}")
    click(fold)
    assert is_there(pane, f"section:{slot}")
    fold.setFocus()
    QTest.keyClick(fold, Qt.Key.Key_Left)
    assert not is_there(pane, f"section:{slot}")
    pane.open_section(slot)  # a click on the part in the viewport finds it all the same
    assert is_there(pane, f"section:{slot}")
    assert fold.isChecked()
    click(fold)
    QTest.keyClicks(find(pane, SearchField, "form_search"), slot_label(nested.slots[0])[:5])
    assert is_there(pane, f"section:{slot}")
    find(pane, SearchField, "form_search").clear()
    assert not is_there(pane, f"section:{slot}")
