"""Part of the composition root: drives the real window once from a click to a finished asset."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from opus_studio.app import Studio
from opus_studio.app import run as run_app
from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings

if TYPE_CHECKING:
    from opus_studio.library.assets import AssetRecord
    from opus_studio.library.job_history import JobRecord

MODEL = "Window"
SEED = 5
"""The same picture each time: shutters, glazing bars and a sill."""

LIMIT = 180.0
"""Seconds after which something is wrong; a cold start compiles the texture kernels."""


class SmokeError(Exception):
    """The road broke; the text says where."""


def run(out: Path) -> int:
    """Open the window, generate a Window, show it, write `screenshot.png` and the model.

    Args:
        out: Folder for the picture and the model's files.

    Returns:
        The exit code.
    """
    out.mkdir(parents=True, exist_ok=True)
    Settings(Paths.from_environment().settings).first_start_done = True
    return run_app(partial(_drive, out))


async def _drive(out: Path, studio: Studio) -> int:
    workspace = studio.workspace
    async with asyncio.timeout(LIMIT):
        pane = workspace.viewport
        await _until(lambda: MODEL in workspace.models.names, "the catalogue is empty")
        workspace.models.choose(MODEL)
        await _until(lambda: workspace.form.request() is not None, "the form is empty")
        assert workspace.form.state is not None
        workspace.form.state.set_seed(SEED)
        asset = await _generate(studio)
        await _until(lambda: pane.shows_asset, "the asset is not shown")
        await _until(lambda: pane.viewport.is_sharp, "the picture is not finished")
        await _until(lambda: studio.services.thumbnails.idle, "the pictures are not made")
    if not studio.window.grab().save(str(out / "screenshot.png")):
        raise SmokeError(f"The screenshot could not be written to {out}.")
    shutil.copytree(asset.folder, out / asset.folder.name, dirs_exist_ok=True)
    return 0


async def _generate(studio: Studio) -> AssetRecord:
    """Press Generate and wait for the asset."""
    done: asyncio.Future[JobRecord] = asyncio.get_running_loop().create_future()

    def hear(record: JobRecord) -> None:
        if not done.done():
            done.set_result(record)

    studio.workspace.job_actions.finished.connect(hear)
    studio.workspace.form.generate()
    record = await done
    studio.workspace.job_actions.finished.disconnect(hear)
    if not record.asset_ids:
        raise SmokeError(f"The job ended as {record.status.value}: {record.message}")
    return studio.services.assets.get(record.asset_ids[0])


async def _until(condition: Callable[[], bool], otherwise: str) -> None:
    """Let the window live until the condition holds."""
    try:
        while not condition():  # noqa: ASYNC110  anything in the window may make it true
            await asyncio.sleep(0.05)
    except asyncio.CancelledError:
        raise SmokeError(f"After {LIMIT:.0f} s {otherwise}.") from None
