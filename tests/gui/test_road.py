"""The one road: the real window, the real service process, real files, a real viewport."""

from __future__ import annotations

import asyncio
import os
import signal as signals
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trimesh
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from opus_studio.api.messages import JobStatus
from opus_studio.app import Studio, open_studio
from opus_studio.library.job_history import JobRecord
from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings
from tests.gui.conftest import until

WIDTH = "window_outer_frame_gen/frame_width"
LONG = 120.0


@asynccontextmanager
async def opened() -> AsyncIterator[Studio]:
    """A studio of this test's own home, closed in order afterwards."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    paths = Paths.from_environment()
    paths.make()
    Settings(paths.settings).first_start_done = True
    async with open_studio(app, paths) as studio:
        yield studio


async def with_form(studio: Studio) -> None:
    await until(lambda: studio.workspace.form.request() is not None, LONG)


async def child(studio: Studio, kind: type[QWidget], name: str) -> QWidget:
    await until(lambda: studio.window.findChild(kind, name) is not None)
    return studio.window.findChild(kind, name)


async def type_into(studio: Studio, name: str, text: str) -> None:
    field = await child(studio, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def jobs(studio: Studio) -> tuple[JobRecord, ...]:
    return studio.services.jobs.list()


def colors(image: QImage) -> int:
    """How many different colours a picture has on a coarse grid."""
    step = max(1, image.width() // 60)
    spots = [
        image.pixel(QPoint(x, y))
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    ]
    return len(set(spots))


async def test_choose_edit_generate_and_see_it(tmp_path: Path):
    async with opened() as studio:
        workspace = studio.workspace
        await with_form(studio)
        assert workspace.models.chosen == "Window"
        pane = workspace.viewport
        await until(lambda: pane.viewport.main.statistics.triangles > 500, LONG)

        await type_into(studio, f"field:{WIDTH}", "1.37")
        request = workspace.form.request()
        assert request is not None
        assert request.parameters == {WIDTH: 1.37}

        button = await child(studio, QPushButton, "generate")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        (job,) = jobs(studio)
        assert job.request.seed == request.seed
        await until(lambda: jobs(studio)[0].is_final, LONG)
        (job,) = jobs(studio)
        assert job.status is JobStatus.COMPLETED, job.message

        await until(lambda: pane.shows_asset, LONG)
        picture = await pane.picture()
        assert colors(picture) > 200

        asset = studio.services.assets.get(job.asset_ids[0])
        file = asset.best_file("glb")
        assert file is not None
        scene = trimesh.load(file)
        frame = next(node for node in scene.graph.nodes if node == "Frame")
        assert frame
        assert asset.seed == request.seed


async def test_undo_takes_back_what_the_preview_shows():
    async with opened() as studio:
        await with_form(studio)
        pane = studio.workspace.viewport
        await type_into(studio, f"field:{WIDTH}", "2.9")
        await until(lambda: pane.viewport.main.statistics.size[0] >= 2.9, LONG)
        studio.workspace.form.undo_action.trigger()
        assert studio.workspace.form.request().parameters == {}
        await until(lambda: pane.viewport.main.statistics.size[0] < 2.9, LONG)


@pytest.mark.expects_log_errors
async def test_a_killed_service_comes_back_and_the_job_finishes():
    async with opened() as studio:
        await with_form(studio)
        studio.workspace.form.state.set_resolution(2048)
        studio.workspace.form.state.set_count(6)
        studio.workspace.form.generate()
        await until(lambda: jobs(studio)[0].status is JobStatus.IN_PROGRESS, LONG)
        before = await studio.backend.connections.host.running()
        os.kill(before.pid, signals.SIGKILL)
        await until(lambda: jobs(studio)[0].is_final, LONG)
        (job,) = jobs(studio)
        assert job.status is JobStatus.COMPLETED, job.message
        assert len(job.asset_ids) == 6
        assert (await studio.backend.connections.host.running()).pid != before.pid


async def test_a_job_outlives_the_window():
    async with opened() as studio:
        await with_form(studio)
        studio.workspace.form.state.set_count(6)
        studio.workspace.form.generate()
        await until(lambda: jobs(studio)[0].remote_uid, LONG)
        job_id = jobs(studio)[0].id
        studio.window.close()
        await asyncio.wait_for(studio.closed.wait(), LONG)
    async with opened() as studio:
        assert [job.id for job in jobs(studio)] == [job_id]
        await until(lambda: jobs(studio)[0].is_final, LONG)
        (job,) = jobs(studio)
        assert job.status is JobStatus.COMPLETED, job.message
        assert len(job.asset_ids) == 6


async def test_dropping_an_asset_gives_its_parameters_back():
    async with opened() as studio:
        await with_form(studio)
        workspace = studio.workspace
        await type_into(studio, f"field:{WIDTH}", "0.81")
        seed = workspace.form.request().seed
        workspace.form.generate()
        await until(lambda: jobs(studio)[0].is_final, LONG)
        folder = studio.services.assets.get(jobs(studio)[0].asset_ids[0]).folder
        workspace.form.state.reset_all()
        workspace.form.state.set_seed(1)
        assert workspace.form.request().parameters == {}
        workspace.presets.load_dropped(folder)
        request = workspace.form.request()
        assert (request.parameters, request.seed) == ({WIDTH: 0.81}, seed)


async def test_a_model_chosen_twice_keeps_what_was_set_meanwhile():
    async with opened() as studio:
        await with_form(studio)
        models, form = studio.workspace.models, studio.workspace.form
        shown: list[str] = []
        models.model_shown.connect(shown.append)
        for name in ("Sofa", "Window", "Sofa"):  # the user changes his mind, and again
            models.choose(name)
        await until(lambda: "Sofa" in shown, LONG)
        assert form.state is not None
        form.state.set_seed(4711)
        # Whatever else was asked of the service has been answered by then.
        await models._attributes_of("House")
        await until(lambda: not models._fetching)
        assert form.state.to_request().seed == 4711
        assert shown.count("Sofa") == 1


def click_model(studio: Studio, name: str) -> None:
    catalogue = studio.workspace.catalogue
    index = catalogue.shelf.index(catalogue.shelf.row_of(name))
    catalogue.grid.scrollTo(index)
    place = catalogue.grid.visualRect(index).center()
    QTest.mouseClick(catalogue.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


async def test_what_was_set_outlives_another_choice_and_a_restart():
    async with opened() as studio:
        await with_form(studio)
        form = studio.workspace.form
        await type_into(studio, f"field:{WIDTH}", "1.1")
        await type_into(studio, f"field:{WIDTH}", "1.3")
        QTest.mouseClick(await child(studio, QWidget, "seed_dice"), Qt.MouseButton.LeftButton)
        seed = form.request().seed
        click_model(studio, "Door")
        await until(lambda: form.state.attributes.main.name == "Door", LONG)
        assert form.request().parameters == {}
        assert form.request().seed != seed
        click_model(studio, "Window")
        await until(lambda: form.state.attributes.main.name == "Window", LONG)
        assert (form.request().parameters, form.request().seed) == ({WIDTH: 1.3}, seed)
        await type_into(studio, f"field:{WIDTH}", "9")  # cannot be used, and is not lost either
        studio.window.close()
        await asyncio.wait_for(studio.closed.wait(), LONG)
    async with opened() as studio:
        form = studio.workspace.form
        await until(lambda: form.state is not None, LONG)
        field = await child(studio, QLineEdit, f"field:{WIDTH}")
        assert field.text() == "9"
        undo = await child(studio, QWidget, "undo_button")
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
        assert form.request().parameters == {WIDTH: 1.3}
        assert form.request().seed == seed
        for _ in range(2):
            QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
        assert form.request().parameters == {WIDTH: 1.1}
        QTest.mouseClick(await child(studio, QWidget, "redo_button"), Qt.MouseButton.LeftButton)
        assert form.request().parameters == {WIDTH: 1.3}
