"""The composition root of the window: builds the rooms' objects and hands them to each other.

The order of a start is the order of what a user sees: first the painted window, then everything
else. The order of an end is the reverse: tasks, service, database, window.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import logging
import logging.handlers
import os
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from opus_studio.library.paths import Paths
from opus_studio.library.settings import Settings
from opus_studio.ui.tasks import cancel_tasks, spawn
from opus_studio.ui.theme import apply_theme

if TYPE_CHECKING:
    from opus_studio.connections import Connections
    from opus_studio.ui.main_window import MainWindow
    from opus_studio.ui.services import Services

logger = logging.getLogger(__name__)

PICTURE_CACHE_KB = 64 * 1024
"""Decoded pictures kept: a large library at double scale."""

PAINT_SECONDS = 1.0
"""How long the rest waits for the window to be seen."""

CALM_SECONDS = 6.0
"""After so long the start is over, and garbage is looked for."""

_LOWER_ROOMS = (
    "opus_studio.api.messages",
    "opus_studio.connections",
    "opus_studio.library.assets",
    "opus_studio.library.credentials",
    "opus_studio.library.database",
    "opus_studio.library.delivery",
    "opus_studio.library.job_history",
    "opus_studio.library.favorites",
    "opus_studio.library.presets",
    "opus_studio.library.runner",
)
"""What is needed once the window is painted and knows nothing of Qt: imported in a thread."""

WhenShown = Callable[["Studio"], Awaitable[int]]
"""What is done with a studio that is open; its answer is the exit code."""


def run(when_shown: WhenShown | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        when_shown: Drives the window instead of a user; the studio closes when it returns.

    Returns:
        The exit code.
    """
    # What is made during the start stays: looking through it for garbage, again and again while it
    # grows, takes a tenth of the way to the first paint, and later holds the window up.
    gc.disable()
    import qasync

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
    studio = Studio(app, paths)
    try:
        await studio.open()
        if when_shown is not None:
            return await when_shown(studio)
        await studio.closed.wait()
        return 0
    finally:
        await studio.close()
        gc.enable()


async def _calm_down() -> None:
    """From now on look for garbage, but never again in what the start has made."""
    await asyncio.sleep(CALM_SECONDS)
    gc.freeze()
    gc.enable()


def _import_lower_rooms() -> None:
    for name in _LOWER_ROOMS:
        importlib.import_module(name)


class Studio:
    """The running application.

    Attributes:
        window: The main window, once `open` has been called.
        services: What the window was given, likewise.
        connections: The way to the service in use, likewise.
        closed: Set when the user has closed the window.
    """

    window: MainWindow
    services: Services
    connections: Connections

    def __init__(self, app: QApplication, paths: Paths) -> None:
        """Prepare; nothing is shown and nothing runs before `open`.

        Args:
            app: The Qt application.
            paths: Where the user's things lie.
        """
        self._app = app
        self._paths = paths
        self.closed = asyncio.Event()
        self.settings = Settings(paths.settings)
        self._ends: list[Callable[[], Awaitable[None] | None]] = []

    async def open(self) -> None:
        """Show the window, then start what it needs."""
        from opus_studio.ui.main_window import MainWindow

        apply_theme(self._app, self.settings.theme)
        self.window = MainWindow(self.settings)
        self.window.closing.connect(self.closed.set)
        seen = asyncio.get_running_loop().create_future()
        self.window.painted.connect(partial(seen.set_result, None))
        self.window.show()
        with contextlib.suppress(TimeoutError):  # a window that starts minimised is not painted
            async with asyncio.timeout(PAINT_SECONDS):
                await seen
        await asyncio.to_thread(_import_lower_rooms)
        self._build()
        self.connections.start()  # the service is what the form waits for, and takes longest
        await self.window.furnish(self.services)
        self._ends.append(self._end_window)
        self.services.preview.start()
        self.window.start()
        self.runner.resume()
        spawn(asyncio.to_thread(self._tidy), "app.tidy")
        spawn(_calm_down(), "app.calm")

    async def close(self) -> None:
        """End everything in the reverse order of its making."""
        for end in reversed(self._ends):
            try:
                waiting = end()
                if waiting is not None:
                    await waiting
            except Exception:
                logger.exception("Something could not be closed in order.")
        self._ends.clear()

    def _build(self) -> None:
        from opus_studio.connections import Connections
        from opus_studio.library.assets import AssetStore
        from opus_studio.library.credentials import Credentials
        from opus_studio.library.database import Database
        from opus_studio.library.delivery import Delivery
        from opus_studio.library.favorites import Favorites
        from opus_studio.library.job_history import JobHistory
        from opus_studio.library.presets import PresetStore
        from opus_studio.library.runner import JobRunner
        from opus_studio.ui.pictures import PictureMaker
        from opus_studio.ui.preview.client import Preview
        from opus_studio.ui.services import Services

        paths, settings = self._paths, self.settings
        database = Database(paths.database)
        self._ends.append(database.close)
        credentials = Credentials()
        self.connections = Connections(paths, settings, credentials, spawn)
        self._ends.append(self.connections.close)
        assets = AssetStore(database)
        jobs = JobHistory(database)
        delivery = Delivery(assets, lambda: settings.assets_in(paths.assets))
        self.runner = JobRunner(
            jobs,
            delivery,
            connect=self.connections.client,
            spawn=spawn,
            service=lambda: settings.service_name,
        )
        self._ends.append(self.runner.stop)
        self._ends.append(cancel_tasks)
        preview = Preview()
        self._ends.append(preview.close)
        pictures = PictureMaker()
        self._ends.append(pictures.close)
        self.services = Services(
            paths=paths,
            settings=settings,
            credentials=credentials,
            jobs=jobs,
            assets=assets,
            favorites=Favorites(database),
            presets=PresetStore(database),
            runner=self.runner,
            preview=preview,
            pictures=pictures,
            connect=self.connections.client,
            test_connection=self.connections.test,
        )
        self._ends.append(settings.subscribe(self._on_setting))

    def _tidy(self) -> None:
        """What earlier runs left behind."""
        from opus_studio.library.delivery import tidy

        tidy(self.settings.assets_in(self._paths.assets))

    async def _end_window(self) -> None:
        await self.window.stop()
        self.window.deleteLater()

    def _on_setting(self, change: object) -> None:
        apply_theme(self._app, self.settings.theme)


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
