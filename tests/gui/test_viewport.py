"""The viewport, really rendered: what a user sees and what a click tells."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from conftest import signal, until
from mouse import choose, open_menu, press
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QToolButton, QWidget
from viewport_scenes import difference, pixels, two_boxes, two_squares

from opus_studio.library.settings import Settings
from opus_studio.ui.tasks import spawn
from opus_studio.ui.viewport import pane as pane_module
from opus_studio.ui.viewport.appearance import Look
from opus_studio.ui.viewport.appearance_memory import AppearanceMemory, remembered_look
from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.framing import free_area
from opus_studio.ui.viewport.overlay import sizes_text
from opus_studio.ui.viewport.pane import ViewportPane


@pytest_asyncio.fixture
async def pane() -> AsyncIterator[ViewportPane]:
    made = ViewportPane()
    made.resize(520, 440)
    made.show()
    await until(lambda: made.is_drawn)
    yield made
    made.shut_down()
    made.close()
    made.deleteLater()
    await asyncio.sleep(0)


def drag(pane: ViewportPane, way: QPoint) -> None:
    """With the left button, from the middle."""
    middle = pane.viewport.rect().center()
    QTest.mousePress(pane.viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pane.viewport, middle + way)
    QTest.mouseRelease(pane.viewport, Qt.MouseButton.LeftButton, pos=middle + way)


def filled(pane: ViewportPane, picture: QImage) -> float:
    """Share of the free area that a model before white takes in its longer direction."""
    seen = pixels(picture)[..., :3].min(axis=-1) < 245
    rows, columns = np.nonzero(seen.any(1))[0], np.nonzero(seen.any(0))[0]
    width, height = free_area(pane.viewport.width(), pane.viewport.height())
    ratio = picture.width() / pane.viewport.width()
    across, down = (np.ptp(places) / ratio for places in (columns, rows))
    return float(max(across / width, down / height))


async def test_an_empty_viewport_is_a_plain_background(pane: ViewportPane) -> None:
    assert pixels(await pane.picture()).reshape(-1, 4)[:, :3].std() < 12


async def test_a_preview_is_drawn_in_its_colours(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pane.look_from("front")
    picture = await pane.picture()
    middle, width = picture.height() // 2, picture.width()
    blue = QColor(picture.pixel(int(width * 0.65), middle))
    assert blue.blue() > blue.red() + 60
    left = pixels(picture)[middle - 10 : middle + 10, int(width * 0.3) : int(width * 0.4), :3]
    assert left[..., 0].mean() > left[..., 2].mean() + 60  # red and yellow stripes


async def test_geometry_without_its_textures_is_plain_until_they_come(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes(textured=False))
    plain = await pane.picture()
    pane.show_preview(two_boxes())
    assert difference(plain, await pane.picture()) > 3
    pane.show_preview(two_boxes(1.01, textured=False))  # the viewport keeps what it was given
    assert difference(plain, await pane.picture()) > 3


async def test_the_camera_stays_while_a_model_changes(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    kept = pane.viewport.orbit
    pane.show_preview(two_boxes(1.04))
    assert pane.viewport.orbit == kept
    pane.show_preview(replace(two_boxes(), model="Another"))
    pane.look_from("front")
    pane.show_preview(two_boxes())
    assert pane.viewport.orbit == kept  # another model is looked at anew


@pytest.mark.parametrize("scale", [0.3, 2.5])
async def test_the_camera_refits_when_the_model_leaves_the_view_or_becomes_small(
    pane: ViewportPane, scale: float
) -> None:
    pane.set_look(replace(pane.look, background="white", shadow=False))
    pane.show_preview(two_boxes())
    pane.show_preview(two_boxes(scale))
    assert 0.7 < filled(pane, await pane.picture()) < 0.95


@pytest.mark.parametrize("scale", [0.3, 2.5])
async def test_the_camera_stays_where_the_user_has_put_it(pane: ViewportPane, scale: float) -> None:
    pane.show_preview(two_boxes())
    drag(pane, QPoint(60, 20))
    kept = pane.viewport.orbit
    pane.show_preview(two_boxes(scale))
    assert pane.viewport.orbit == kept
    press(pane, "view_fit")
    fitted = pane.viewport.orbit
    assert fitted != kept
    pane.show_preview(two_boxes())  # and from then on it follows again
    assert pane.viewport.orbit != fitted


async def test_a_model_fills_four_fifths_of_the_free_area(pane: ViewportPane) -> None:
    pane.set_look(replace(pane.look, background="white", shadow=False))
    for scale in (0.4, 1.0, 1.6):
        pane.show_preview(replace(two_boxes(scale), model=f"Model {scale}"))
        assert 0.75 < filled(pane, await pane.picture()) < 0.95


@pytest.mark.parametrize("view", ["iso", "front", "back", "left", "right", "top"])
async def test_every_view_shows_the_whole_model(pane: ViewportPane, view: str) -> None:
    pane.set_look(replace(pane.look, background="white", shadow=False))
    pane.show_preview(two_boxes())
    pane.look_from(view)
    seen = pixels(await pane.picture())[..., :3].min(axis=-1) < 250
    rows, columns = np.nonzero(seen.any(1))[0], np.nonzero(seen.any(0))[0]
    assert seen.mean() > 0.05
    assert rows[0] > 0
    assert rows[-1] < seen.shape[0] - 1
    assert columns[0] > 0
    assert columns[-1] < seen.shape[1] - 1


async def test_shadings_differ_from_each_other(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pictures = {}
    for shading in ("material", "clay", "wireframe", "normals", "uv"):
        pane.set_look(replace(pane.look, shading=shading))
        pictures[shading] = await pane.picture()
    pane.set_look(replace(pane.look, shading="material", edges=True))
    pictures["edges"] = await pane.picture()
    names = list(pictures)
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            assert difference(pictures[first], pictures[second]) > 0.2, (first, second)


@pytest.mark.parametrize(
    "change",
    [
        {"light": "day"},
        {"light": "evening"},
        {"brightness": 0.4},
        {"background": "dark"},
        {"shadow": False},
        {"grid": True},
        {"person": True},
        {"dimensions": True},
    ],
    ids=str,
)
async def test_every_choice_of_the_look_changes_the_picture(
    pane: ViewportPane, change: dict[str, object]
) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    pane.set_look(replace(pane.look, **change))
    assert difference(before, await pane.picture()) > 0.15


@pytest.mark.parametrize("light", ["day", "evening"])
async def test_a_light_looks_the_same_after_another(pane: ViewportPane, light: str) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    pane.set_look(replace(pane.look, light=light))
    await pane.picture()
    pane.set_look(replace(pane.look, light="studio"))
    assert difference(before, await pane.picture()) < 0.05


async def test_a_click_on_a_part_tells_its_slot(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pane.look_from("front")
    await pane.picture()
    told: list[str] = []
    pane.part_clicked.connect(told.append)
    size = pane.viewport.size()
    for x in (0.35, 0.65, 0.02):
        place = QPoint(int(size.width() * x), size.height() // 2)
        QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: len(told) == 2)
    await pane.picture()  # by then the last click has been answered too
    await asyncio.sleep(0.05)
    assert told == ["left", "right"]  # the last click met nothing


async def test_dragging_turns_and_clicks_nothing(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    told: list[str] = []
    pane.part_clicked.connect(told.append)
    before = pane.viewport.orbit
    drag(pane, QPoint(60, 0))
    assert pane.viewport.orbit.azimuth != before.azimuth
    assert told == []


async def test_a_highlighted_slot_lights_up_and_goes_out(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    await until(lambda: pane.viewport.is_sharp)
    before = pane.viewport.shown
    pane.highlight("left")
    await until(lambda: pane.viewport.is_sharp)
    assert difference(before, pane.viewport.shown) > 0.2
    pane.highlight(None)
    await until(lambda: pane.viewport.is_sharp)
    assert difference(before, pane.viewport.shown) < 0.05


async def test_a_highlight_is_never_in_a_saved_picture(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    pane.highlight("left")
    assert difference(before, await pane.picture()) < 0.05
    await until(lambda: pane.viewport.is_sharp)
    assert difference(before, pane.viewport.shown) > 0.2  # it is in sight again


async def test_a_finished_file_knows_its_slots(pane: ViewportPane, tmp_path: Path) -> None:
    await pane.show_asset(two_squares(tmp_path / "squares.gltf"), "Squares")
    pane.look_from("front")
    await until(lambda: pane.viewport.is_sharp)
    before = pane.viewport.shown
    told: list[str] = []
    pane.part_clicked.connect(told.append)
    size = pane.viewport.size()
    for x in (0.35, 0.65):
        place = QPoint(int(size.width() * x), size.height() // 2)
        QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: len(told) == 2)
    assert told == ["frame", "sill"]  # the second one has its slot from the node above
    pane.highlight("sill")
    await until(lambda: pane.viewport.is_sharp)
    assert difference(before, pane.viewport.shown) > 0.2


async def test_a_finished_file_tells_the_figures_of_its_asset(
    pane: ViewportPane, tmp_path: Path
) -> None:
    path = two_squares(tmp_path / "Squares.gltf")
    await pane.show_asset(path, "Squares")
    figures = pane.viewport.main.statistics
    assert (figures.triangles, figures.vertices, figures.materials) == (4, 8, 1)
    assert figures.size == pytest.approx((2.0, 1.0, 0.0))
    record = {"model": "Squares", "size_m": [1.0, 1.0, 0.0]}
    (tmp_path / "opus_output.json").write_text(json.dumps(record))
    await pane.show_asset(path, "Squares")
    assert pane.viewport.main.statistics.size == pytest.approx((1.0, 1.0, 0.0))
    low, high = pane.viewport.main.size_bounds
    assert (low[0], high[0]) in ((-1.0, 0.0), (0.0, 1.0))  # one of the two slots
    assert np.ptp(pane.viewport.main.bounds[:, 0]) == pytest.approx(2.0)  # all of it in the picture


@pytest.mark.parametrize(
    "record", ["{", "[]", '{"model": "Other", "size_m": [1, 1, 0]}', '{"model": "Squares"}']
)
async def test_a_record_of_something_else_tells_nothing(
    pane: ViewportPane, tmp_path: Path, record: str
) -> None:
    path = two_squares(tmp_path / "Squares.gltf")
    (tmp_path / "opus_output.json").write_text(record)
    await pane.show_asset(path, "Squares")
    assert pane.viewport.main.statistics.size == pytest.approx((2.0, 1.0, 0.0))


async def test_at_rest_edges_are_smooth(pane: ViewportPane) -> None:
    pane.set_look(replace(pane.look, shading="wireframe", background="white", shadow=False))
    pane.show_preview(two_boxes())
    await until(lambda: pane.viewport.is_sharp)
    still = pixels(pane.viewport.shown)[..., 0]
    moved = signal(pane.viewport.frame_drawn)
    pane.viewport.set_orbit(pane.viewport.orbit)
    assert not pane.viewport.is_sharp
    await moved
    moving = pixels(pane.viewport.shown)[..., 0]
    shades = [np.count_nonzero((seen > 60) & (seen < 240)) for seen in (still, moving)]
    assert shades[0] > 3 * shades[1]


async def test_a_hovered_part_lights_up_without_a_coarse_frame(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    await until(lambda: pane.viewport.is_sharp)
    before = pane.viewport.shown
    frames: list[QImage] = []
    pane.viewport.frame_drawn.connect(lambda: frames.append(pane.viewport.shown))
    pane.highlight("left")
    await until(lambda: pane.viewport.is_sharp)
    assert difference(before, frames[-1]) > 1
    assert {frame.size() for frame in frames} == {before.size()}


KEYS = {
    "1": lambda pane: pane.viewport.orbit.azimuth == 28.0,
    "2": lambda pane: pane.viewport.orbit.azimuth == 0.0,
    "3": lambda pane: pane.viewport.orbit.azimuth == 180.0,
    "4": lambda pane: pane.viewport.orbit.azimuth == -90.0,
    "5": lambda pane: pane.viewport.orbit.azimuth == 90.0,
    "6": lambda pane: pane.viewport.orbit.elevation == 90.0,
    "F": lambda pane: pane.viewport.orbit.distance < 20,
    "O": lambda pane: pane.viewport.orbit.parallel,
    "T": lambda pane: pane.viewport.orbit.azimuth not in (11.0, 28.0),
    "E": lambda pane: pane.look.edges,
    "G": lambda pane: pane.look.grid,
    "P": lambda pane: pane.look.person,
    "D": lambda pane: pane.look.dimensions,
    "M": lambda pane: pane.measure.is_on,
}


@pytest.mark.parametrize("focus", ["viewport", "view_fit", "shading_clay"])
async def test_keys_work_wherever_the_focus_is_in_the_viewport(
    pane: ViewportPane, focus: str
) -> None:
    pane.show_preview(two_boxes())
    pane.activateWindow()
    widget = pane.findChild(QWidget, focus)
    for key, holds in KEYS.items():
        pane.viewport.set_orbit(replace(pane.viewport.orbit, azimuth=11.0, distance=30.0))
        widget.setFocus()
        await until(widget.hasFocus)
        assert not holds(pane), key
        QTest.keyClick(widget, key.lower())
        await until(lambda holds=holds: holds(pane), 5)
    press(pane, "view_turntable")


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        (Qt.Key.Key_Left, "azimuth"),
        (Qt.Key.Key_Right, "azimuth"),
        (Qt.Key.Key_Up, "elevation"),
        (Qt.Key.Key_Down, "elevation"),
        (Qt.Key.Key_Plus, "distance"),
        (Qt.Key.Key_Minus, "distance"),
    ],
)
async def test_arrows_turn_and_plus_and_minus_zoom(
    pane: ViewportPane, key: Qt.Key, changed: str
) -> None:
    pane.show_preview(two_boxes())
    pane.activateWindow()
    pane.viewport.setFocus()
    await until(pane.viewport.hasFocus)
    before = getattr(pane.viewport.orbit, changed)
    QTest.keyClick(pane.viewport, key)
    await until(lambda: getattr(pane.viewport.orbit, changed) != before, 5)


async def test_a_saved_picture_without_background_is_transparent(
    pane: ViewportPane, tmp_path: Path
) -> None:
    pane.show_preview(two_boxes())
    await pane.save_picture(tmp_path / "a.png", transparent=True)
    alpha = pixels(QImage(str(tmp_path / "a.png")))[..., 3]
    assert alpha[0, 0] == 0
    assert alpha[alpha.shape[0] // 2, alpha.shape[1] // 2] == 255
    await pane.save_picture(tmp_path / "b.png")
    assert pixels(QImage(str(tmp_path / "b.png")))[..., 3].min() == 255


async def test_the_picture_is_copied(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    await pane.copy_picture()
    assert QGuiApplication.clipboard().image().width() == pane.viewport.width()


async def test_a_file_is_imported_and_shown(pane: ViewportPane, tmp_path: Path) -> None:
    path = tmp_path / "ball.obj"
    path.write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n")
    empty = await pane.picture()
    await pane.show_asset(path, "Tetrahedron")
    assert difference(empty, await pane.picture()) > 1
    assert pane.viewport.main.statistics.triangles == 4
    assert pane.viewport.main.statistics.size == pytest.approx((1.0, 1.0, 1.0))


async def test_materials_beside_an_obj_are_worn(pane: ViewportPane, tmp_path: Path) -> None:
    (tmp_path / "square.mtl").write_text("newmtl Red\nKd 0.8 0.02 0.02\nPr 0.9\nPm 0\n")
    path = tmp_path / "square.obj"
    path.write_text(
        "mtllib square.mtl\nusemtl Red\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\n"
    )
    await pane.show_asset(path, "Square")
    pane.look_from("front")
    picture = await pane.picture()
    middle = QColor(picture.pixel(picture.width() // 2, picture.height() // 2))
    assert middle.red() > 2 * max(middle.green(), middle.blue())
    assert pane.viewport.main.statistics.triangles == 2


@pytest.mark.parametrize("name", ["missing.glb", "text.docx"])
async def test_a_file_that_cannot_be_shown_is_explained(pane: ViewportPane, name: str) -> None:
    with pytest.raises(ModelFileError, match=name):
        await pane.show_asset(Path("/nowhere") / name, "Nothing")


async def test_preview_and_finished_file_are_compared(pane: ViewportPane, tmp_path: Path) -> None:
    path = tmp_path / "triangle.obj"
    path.write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    compare = pane.findChild(QAction, "compare_preview")
    assert not compare.isEnabled()
    pane.show_preview(two_boxes())
    await pane.show_asset(path, "Window, seed 12")
    assert pane.captions == ("Finished \u00b7 Window, seed 12",)
    await choose(pane, "compare", "compare_preview")
    assert pane.captions == ("Preview \u00b7 Boxes", "Finished \u00b7 Window, seed 12")
    assert [displayed.statistics.triangles for displayed in pane.viewport.displayed_models] == [
        24,
        1,
    ]
    pane.show_preview(two_boxes(1.2))
    assert len(pane.viewport.displayed_models) == 2  # the preview changes, the file stays
    await choose(pane, "compare", "compare_end")
    assert len(pane.viewport.displayed_models) == 1


async def test_two_finished_files_are_compared(pane: ViewportPane, tmp_path: Path) -> None:
    for number in (1, 2):
        faces = "f 1 2 3\n" * number
        (tmp_path / f"{number}.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\n" + faces)
    await pane.show_asset(tmp_path / "1.obj", "One")
    await pane.show_asset(tmp_path / "2.obj", "Two", beside=True)
    assert [shown.statistics.triangles for shown in pane.viewport.displayed_models] == [
        1,
        2,
    ]


async def test_nothing_is_drawn_while_nothing_changes(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    frames: list[None] = []
    await until(lambda: pane.viewport.is_sharp)
    pane.viewport.frame_drawn.connect(lambda: frames.append(None))
    await asyncio.sleep(0.4)  # the time in which nothing shall happen
    assert frames == []


async def test_the_turntable_turns_until_it_is_stopped(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    button = pane.findChild(QToolButton, "view_turntable")
    before = pane.viewport.orbit.azimuth
    button.click()
    await until(lambda: abs(pane.viewport.orbit.azimuth - before) > 5)
    button.click()
    kept = pane.viewport.orbit
    await asyncio.sleep(0.1)  # the time in which nothing shall happen
    assert pane.viewport.orbit == kept


async def test_zoom_keeps_the_point_under_the_pointer(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pane.look_from("front")
    width, height = pane.viewport.width(), pane.viewport.height()
    corner = np.array([[1.0, 1.0, 0.0]])
    before = pane.viewport.orbit.project(corner, width, height)[0]
    pane.viewport._zoom(1.5, QPointF(*before))
    after = pane.viewport.orbit.project(corner, width, height)[0]
    assert np.abs(after - before).max() < 0.06 * width


async def test_a_viewport_that_is_shut_down_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    pane = ViewportPane()
    pane.resize(300, 240)
    pane.show()
    await until(lambda: pane.is_drawn)
    pane.shut_down()
    pane.close()
    pane.deleteLater()
    left = {t for t in set(threading.enumerate()) - before if not t.name.startswith("asyncio")}
    assert not left


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("ui.main_window", ("vtkmodules", "numpy", "pydantic", "httpx")),
        ("app", ("vtkmodules", "numpy", "pydantic", "httpx")),
        ("backend", ("vtkmodules", "numpy", "PySide6")),
        ("ui.workspace", ("vtkmodules", "pxr", "numba", "opus_studio.engine")),
    ],
)
def test_each_step_of_the_start_imports_no_more_than_it_needs(
    module: str, heavy: tuple[str, ...]
) -> None:
    program = (
        f"import sys, opus_studio.{module}\n"
        f"sys.exit(','.join(name for name in {heavy} if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


async def test_the_newest_of_many_wishes_is_what_is_drawn_last(pane: ViewportPane) -> None:
    pane.set_look(replace(pane.look, shadow=False))
    pane.show_preview(two_boxes(1.4))
    await until(lambda: pane.viewport.is_sharp)
    wanted = pane.viewport.shown
    frames: list[None] = []
    pane.viewport.frame_drawn.connect(lambda: frames.append(None))
    for step in range(60):
        pane.show_preview(two_boxes(0.8 + 0.6 * step / 59))
    await until(lambda: pane.viewport.is_sharp)
    assert difference(wanted, pane.viewport.shown) < 0.05
    assert len(frames) < 60  # wishes that came while a frame was drawn are drawn as one


async def test_a_picture_asked_for_while_the_good_one_is_developed_disturbs_nothing(
    pane: ViewportPane,
) -> None:
    pane.show_preview(two_boxes())
    await until(lambda: pane.viewport.is_sharp)
    wanted = pane.viewport.shown
    pane.viewport.set_orbit(pane.viewport.orbit)
    while not pane.viewport.is_sharp:
        assert (await pane.picture(finer=True)).width() == 2 * pane.viewport.width()
        await asyncio.sleep(0.2)
    assert difference(wanted, pane.viewport.shown) < 0.05


@pytest.mark.parametrize("shading", ["clay", "wireframe", "normals", "uv"])
async def test_a_click_on_a_shading_changes_the_picture(pane: ViewportPane, shading: str) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    press(pane, f"shading_{shading}")
    assert pane.look.shading == shading
    assert difference(before, await pane.picture()) > 0.15
    press(pane, "shading_material")
    assert difference(before, await pane.picture()) < 0.05


@pytest.mark.parametrize(
    ("menu", "entry"),
    [
        ("light_button", "light_day"),
        ("light_button", "light_evening"),
        ("light_button", "background_white"),
        ("light_button", "background_grey"),
        ("light_button", "background_dark"),
        ("light_button", "background_sky"),
        ("show_button", "show_edges"),
        ("show_button", "show_shadow"),
        ("show_button", "show_grid"),
        ("show_button", "show_person"),
        ("show_button", "show_dimensions"),
    ],
)
async def test_a_click_on_a_menu_s_entry_changes_the_picture(
    pane: ViewportPane, menu: str, entry: str
) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    await choose(pane, menu, entry)
    assert difference(before, await pane.picture()) > 0.15


async def test_the_brightness_is_dragged(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    menu = await open_menu(pane.findChild(QToolButton, "light_button"))
    slider = pane.findChild(QSlider, "brightness")
    middle = slider.height() // 2
    handle = QPoint(slider.width() * (slider.value() - 25) // 225, middle)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle)
    QTest.mouseMove(slider, QPoint(4, middle))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(4, middle))
    menu.close()
    assert pane.look.brightness < 0.6
    assert difference(before, await pane.picture()) > 0.15


async def test_a_distance_is_measured_between_two_clicks(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pane.look_from("front")
    await pane.picture()
    told: list[str] = []
    pane.part_clicked.connect(told.append)
    pane.activateWindow()
    press(pane, "measure")
    before = await pane.picture()
    ends = np.array([[-0.5, 0.4, 0.3], [0.5, 0.4, 0.3]])  # on the front of both boxes
    places = pane.viewport.orbit.project(ends, pane.viewport.width(), pane.viewport.height())
    for number, (x, y) in enumerate(places, 1):
        place = QPoint(round(x), round(y))
        QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place)
        await until(lambda number=number: len(pane.measure.measurement.points) == number)
    assert pane.measure.measurement.length == pytest.approx(1.0, abs=0.01)
    assert difference(before, await pane.picture()) > 0.05  # the line is in the picture
    assert told == []  # such a click opens no section
    await until(pane.viewport.hasFocus)
    QTest.keyClick(pane.viewport, Qt.Key.Key_Escape)
    await until(lambda: not pane.measure.is_on)
    assert difference(before, await pane.picture()) < 0.01
    QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: told == ["right"])


async def test_what_is_shown_is_said_in_words(pane: ViewportPane, tmp_path: Path) -> None:
    assert pane.captions == ()
    pane.show_preview(two_boxes())
    assert pane.captions == ("Preview \u00b7 Boxes",)
    file = two_squares(tmp_path / "squares.gltf")
    await pane.show_asset(file, "Squares, seed 7, 1024 px")
    assert pane.captions == ("Finished \u00b7 Squares, seed 7, 1024 px",)
    assert pane.viewport.accessibleDescription() == "Finished \u00b7 Squares, seed 7, 1024 px"
    await pane.show_asset(file, "Squares, seed 8, 1024 px", beside=True)
    assert len(pane.captions) == 2
    pane.show_preview(two_boxes())
    assert pane.captions == ("Preview \u00b7 Boxes",)
    assert len(pane.viewport.displayed_models) == 1


class SlowFile:
    """A file whose reading takes until the test lets it end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        read = pane_module._import_model

        def slowly(path: Path) -> object:
            self.go_on.wait(20)
            return read(path)

        monkeypatch.setattr(pane_module, "_import_model", slowly)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowFile]:
    made = SlowFile(monkeypatch)
    yield made
    made.go_on.set()


async def test_a_file_that_opens_late_never_replaces_a_model_chosen_meanwhile(
    pane: ViewportPane, tmp_path: Path, slow: SlowFile
) -> None:
    pane.show_preview(two_boxes())
    file = two_squares(tmp_path / "a.gltf")
    late = spawn(pane.show_asset(file, "Squares", model="Squares"), "late")
    bar = pane.findChild(QWidget, "opening_bar")
    await until(bar.isVisible)
    pane.show_preview(replace(two_boxes(), model="Door"))
    slow.go_on.set()
    assert not await late
    assert not bar.isVisible()
    assert pane.captions == ("Preview \u00b7 Door",)
    assert pane.viewport.main.statistics.triangles == 24


async def test_the_newest_of_two_files_is_shown(
    pane: ViewportPane, tmp_path: Path, slow: SlowFile
) -> None:
    for name in ("One", "Two"):
        two_squares(tmp_path / f"{name}.gltf")
    first = spawn(pane.show_asset(tmp_path / "One.gltf", "One"), "one")
    await asyncio.sleep(0)
    second = spawn(pane.show_asset(tmp_path / "Two.gltf", "Two"), "two")
    slow.go_on.set()
    assert [await first, await second] == [False, True]
    assert pane.captions == ("Finished \u00b7 Two",)


@pytest.mark.parametrize("by", ["button", "key"])
async def test_opening_is_cancelled(
    pane: ViewportPane, tmp_path: Path, slow: SlowFile, by: str
) -> None:
    pane.show_preview(two_boxes())
    pane.activateWindow()
    pane.viewport.setFocus()
    await until(pane.viewport.hasFocus)
    opening = spawn(pane.show_asset(two_squares(tmp_path / "a.gltf"), "Squares"), "open")
    bar = pane.findChild(QWidget, "opening_bar")
    await until(bar.isVisible)
    if by == "button":
        press(pane, "opening_cancel")
    else:
        QTest.keyClick(pane.viewport, Qt.Key.Key_Escape)
    assert not await opening
    assert not bar.isVisible()
    assert pane.captions == ("Preview \u00b7 Boxes",)


async def test_the_sizes_are_named_and_as_the_form_shows_them(pane: ViewportPane) -> None:
    result = two_boxes()
    pane.show_preview(result)
    assert sizes_text(pane.viewport.main, "m") == "Overall 2.00 × 1.00 × 0.60 m"
    figures = replace(result.statistics, size=(1.234, 1.0, 0.6), size_of=("Frame",))
    pane.show_preview(replace(result, statistics=figures))
    text = sizes_text(pane.viewport.main, "m")
    assert text == "Overall 2.00 × 1.00 × 0.60 m    Frame 1.234 × 1.00 × 0.60 m"
    assert "Frame 123.4 × 100 × 60 cm" in sizes_text(pane.viewport.main, "cm")
    assert "Frame 48.58 × 39.37 × 23.62 in" in sizes_text(pane.viewport.main, "in")


async def test_the_look_outlives_a_restart(pane: ViewportPane, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    memory = AppearanceMemory(pane, settings)
    assert pane.background_follows_theme
    press(pane, "shading_clay")
    press(pane, "view_parallel")
    for menu, entry in (
        ("light_button", "light_evening"),
        ("show_button", "show_shadow"),
        ("show_button", "show_grid"),
        ("show_button", "show_person"),
        ("show_button", "show_dimensions"),
        ("show_button", "show_edges"),
    ):
        await choose(pane, menu, entry)
    pane.findChild(QSlider, "brightness").setValue(140)
    memory.stop()
    again = ViewportPane()
    AppearanceMemory(again, Settings(tmp_path / "settings.json"))
    assert again.look == pane.look
    assert again.look.brightness == 1.4
    assert again.viewport.orbit.parallel
    assert again.background_follows_theme
    assert again.findChild(QToolButton, "shading_clay").isChecked()
    assert again.findChild(QToolButton, "view_parallel").isChecked()
    again.shut_down()
    await choose(pane, "light_button", "background_sky")
    memory.stop()
    assert Settings(tmp_path / "settings.json").background == "sky"


def test_a_word_of_another_version_counts_as_never_said(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.light = "disco"
    assert remembered_look(settings) == Look()
