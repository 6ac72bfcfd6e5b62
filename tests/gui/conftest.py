"""Windows are tested on one Qt event loop for the whole session, and leave nothing behind.

A new QEventLoop for each test crashes on Python 3.11, hence the session scope.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_API", "pyside6")

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import qasync
from guards import no_thread_leak, pytest_runtest_makereport
from PySide6.QtWidgets import QApplication

from opus_studio.ui import tasks
from opus_studio.ui.preview.client import Preview

__all__ = ["no_thread_leak", "pytest_runtest_makereport"]

HERE = Path(__file__).parent


def _application() -> QApplication:
    existing = QApplication.instance()
    if existing is not None:
        existing.setQuitOnLastWindowClosed(False)
        return existing
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    return app


class _Loop(qasync.QEventLoop):
    """Is the running loop also while it handles what is left after a run.

    A window that outlives a test has tasks of its own then, and they ask for the running loop.
    """

    def run_forever(self) -> int:
        try:
            return super().run_forever()
        finally:
            asyncio._set_running_loop(self)

    def run_until_complete(self, future: Any) -> Any:
        try:
            return super().run_until_complete(future)
        finally:
            asyncio._set_running_loop(None)


def _qt_loop() -> qasync.QEventLoop:
    return _Loop(_application())


def pytest_asyncio_loop_factories(config: Any, item: Any) -> dict[str, Callable[[], Any]]:
    return {"qt": _qt_loop}


@pytest_asyncio.fixture(autouse=True)
async def _no_task_leak() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    await tasks.cancel_tasks()
    leaked = asyncio.all_tasks() - before - {asyncio.current_task()}
    for task in leaked:
        task.cancel()
    await asyncio.gather(*leaked, return_exceptions=True)


async def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Let the loop run until something holds."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  anything may make it true
            await asyncio.sleep(0.005)


async def signal(emitted: Any, seconds: float = 20.0) -> Any:
    """The first argument of a Qt signal's next emission."""
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def keep(*arguments: Any) -> None:
        if not future.done():
            future.set_result(arguments[0] if arguments else None)

    emitted.connect(keep)
    try:
        async with asyncio.timeout(seconds):
            return await future
    finally:
        emitted.disconnect(keep)


@pytest.fixture
def own_preview() -> Iterator[Preview]:
    """A preview with the test models, ended after the test."""

    def command(role: str, folder: Path) -> list[str]:
        return [sys.executable, str(HERE / "preview_child.py"), role, str(folder)]

    made = Preview(command=command)
    made.start()
    yield made
    made.close()
