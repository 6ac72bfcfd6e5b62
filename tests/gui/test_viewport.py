"""The viewport, really rendered: what a user sees and what a click tells."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from conftest import signal, until
from mouse import choose, open_menu, press
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QToolButton
from viewport_scenes import difference, pixels, two_boxes, two_squares

from opus_studio.ui.viewport.displayed_model import ModelFileError
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
    pane.viewport.set_orbit(pane.viewport.orbit.turned(40, 10))
    kept = pane.viewport.orbit
    pane.show_preview(two_boxes(1.3))
    assert pane.viewport.orbit == kept
    pane.show_preview(replace(two_boxes(), model="Another"))
    assert pane.viewport.orbit != kept


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
    middle = pane.viewport.rect().center()
    QTest.mousePress(pane.viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pane.viewport, middle + QPoint(60, 0))
    QTest.mouseRelease(pane.viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert pane.viewport.orbit.azimuth != before.azimuth
    assert told == []


async def test_a_highlighted_slot_lights_up_and_goes_out(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    before = await pane.picture()
    pane.highlight("left")
    assert difference(before, await pane.picture()) > 1
    pane.highlight(None)
    assert difference(before, await pane.picture()) < 0.05


async def test_a_finished_file_knows_its_slots(pane: ViewportPane, tmp_path: Path) -> None:
    await pane.show_asset(two_squares(tmp_path / "squares.gltf"), "Squares")
    pane.look_from("front")
    before = await pane.picture()
    told: list[str] = []
    pane.part_clicked.connect(told.append)
    size = pane.viewport.size()
    for x in (0.35, 0.65):
        place = QPoint(int(size.width() * x), size.height() // 2)
        QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: len(told) == 2)
    assert told == ["frame", "sill"]  # the second one has its slot from the node above
    pane.highlight("sill")
    assert difference(before, await pane.picture()) > 1


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


async def test_keys_choose_views(pane: ViewportPane) -> None:
    pane.show_preview(two_boxes())
    pane.activateWindow()
    pane.viewport.setFocus()
    await until(pane.viewport.hasFocus)
    for key, azimuth in ((Qt.Key.Key_2, 0.0), (Qt.Key.Key_5, 90.0)):
        QTest.keyClick(pane.viewport, key)
        await until(lambda wanted=azimuth: pane.viewport.orbit.azimuth == wanted, 5)


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
    compare = pane.findChild(QToolButton, "compare")
    assert not compare.isEnabled()
    pane.show_preview(two_boxes())
    await pane.show_asset(path, "Window 12")
    assert compare.isEnabled()
    compare.click()
    assert [shown.statistics.triangles for shown in pane.viewport.displayed_models] == [
        24,
        1,
    ]
    pane.show_preview(two_boxes(1.2))
    assert len(pane.viewport.displayed_models) == 2  # the preview changes, the file stays
    compare.click()
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
