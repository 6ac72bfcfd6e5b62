"""The composition root of the window: builds the objects below it and hands them to each other.

The order of a start is the order of what a user sees. The imports of this file are what a painted
window needs, no more. Once it is painted `opus_studio.backend`, which knows no Qt, is imported in a
thread, and then the workspace in the window's own, a module a turn, since it defines widgets. The
order of an end is the reverse: workspace, children, tasks, service, database, window.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import logging.handlers
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings
from opus_studio.ui.gradual_import import import_gradually
from opus_studio.ui.main_window import MainWindow
from opus_studio.ui.tasks import cancel_tasks, spawn
from opus_studio.ui.theme import apply_theme

if TYPE_CHECKING:
    from opus_studio.backend import Backend
    from opus_studio.ui.services import Services
    from opus_studio.ui.workspace import Workspace

logger = logging.getLogger(__name__)

PICTURE_CACHE_KB = 64 * 1024
"""Decoded pictures kept: a large library at double scale."""

PAINT_SECONDS = 1.0
"""How long the rest waits for the window to be seen."""


@dataclass(frozen=True)
class Studio:
    """The running application.

    Attributes:
        window: The main window.
        workspace: What it holds.
        services: What the workspace was given.
        backend: Everything below the window.
        closed: Set when the user has closed the window.
    """

    window: MainWindow
    workspace: Workspace
    services: Services
    backend: Backend
    closed: asyncio.Event


WhenShown = Callable[[Studio], Awaitable[int]]
"""What is done with a studio that is open; its answer is the exit code."""


def run(when_shown: WhenShown | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        when_shown: Drives the window instead of a user; the studio closes when it returns.

    Returns:
        The exit code.
    """
    app = make_application()
    paths = Paths.from_environment()
    paths.make()
    _log_to(paths)
    return int(qasync.run(_live(app, paths, when_shown)))


def make_application() -> QApplication:
    """The Qt application, ready for windows."""
    QApplication.setApplicationName("Opus Studio")
    QApplication.setDesktopFileName("opus-studio")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    QPixmapCache.setCacheLimit(PICTURE_CACHE_KB)
    return app


async def _live(app: QApplication, paths: Paths, when_shown: WhenShown | None) -> int:
    async with open_studio(app, paths) as studio:
        if when_shown is not None:
            return await when_shown(studio)
        await studio.closed.wait()
        return 0


@asynccontextmanager
async def open_studio(app: QApplication, paths: Paths) -> AsyncIterator[Studio]:
    """Show the window, then start what it needs; at the end close everything in order.

    Args:
        app: The Qt application.
        paths: Where the user's things lie.
    """
    async with AsyncExitStack() as ends:
        settings = Settings(paths.settings)
        apply_theme(app, settings.theme)
        window = MainWindow(settings)
        ends.callback(window.deleteLater)
        closed = asyncio.Event()
        window.closing.connect(closed.set)
        await _show(window)
        backend = await _open_backend(paths, settings, ends)
        services = await _open_services(backend, ends)
        ends.callback(settings.subscribe(lambda _: apply_theme(app, settings.theme)))
        workspace = await _fill(window, services, ends)
        services.preview.start()
        workspace.start()
        backend.runner.resume()
        spawn(backend.remove_leftovers(), "app.remove_leftovers")
        yield Studio(window, workspace, services, backend, closed)


async def _show(window: MainWindow) -> None:
    seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    window.painted.connect(partial(seen.set_result, None))
    window.show()
    with contextlib.suppress(TimeoutError):  # a window that starts minimised is not painted
        async with asyncio.timeout(PAINT_SECONDS):
            await seen


async def _open_backend(paths: Paths, settings: Settings, ends: AsyncExitStack) -> Backend:
    module = await asyncio.to_thread(importlib.import_module, "opus_studio.backend")
    backend: Backend = module.Backend(paths, settings, spawn)
    ends.push_async_callback(backend.close)
    ends.push_async_callback(backend.runner.stop)
    ends.push_async_callback(cancel_tasks)
    backend.connections.start()  # the service is what the form waits for, and takes longest
    return backend


async def _open_services(backend: Backend, ends: AsyncExitStack) -> Services:
    await import_gradually("opus_studio.ui.workspace")
    from opus_studio.ui.preview.client import Preview
    from opus_studio.ui.services import Services
    from opus_studio.ui.thumbnails.client import ThumbnailRenderer

    preview = Preview()
    ends.callback(preview.close)
    thumbnails = ThumbnailRenderer()
    ends.callback(thumbnails.close)
    return Services(
        paths=backend.paths,
        settings=backend.settings,
        credentials=backend.credentials,
        jobs=backend.jobs,
        assets=backend.assets,
        favorites=backend.favorites,
        presets=backend.presets,
        form_states=backend.form_states,
        runner=backend.runner,
        preview=preview,
        thumbnails=thumbnails,
        connect=backend.connections.client,
        test_connection=backend.connections.test,
    )


async def _fill(window: MainWindow, services: Services, ends: AsyncExitStack) -> Workspace:
    from opus_studio.ui.menus import make_menus
    from opus_studio.ui.panes import make_panes
    from opus_studio.ui.workspace import Workspace

    panes = await make_panes(services, window)
    workspace = Workspace(services, panes, window)
    ends.push_async_callback(workspace.stop)
    ends.callback(window.save_geometry)
    window.show_workspace(workspace)
    make_menus(window.menuBar(), workspace.window_actions)
    return workspace


def _log_to(paths: Paths) -> None:
    """Warnings to the error output, everything to a file that does not grow without end."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    with contextlib.suppress(OSError):
        file = logging.handlers.RotatingFileHandler(
            paths.logs / "studio.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
        file.setFormatter(form)
        root.addHandler(file)
    if sys.stderr is not None:
        shown = logging.StreamHandler()
        shown.setLevel(logging.WARNING)
        shown.setFormatter(form)
        root.addHandler(shown)
    logging.getLogger("httpx").setLevel(logging.WARNING)
