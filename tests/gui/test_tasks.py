"""Background tasks are named, kept, reported and ended."""

from __future__ import annotations

import asyncio
import gc
import logging

import pytest
from conftest import until
from PySide6.QtCore import QObject

from opus_studio.ui.tasks import cancel_tasks, running_tasks, spawn


async def _forever() -> None:
    await asyncio.Event().wait()


async def test_a_task_runs_under_its_name_and_is_forgotten_when_done() -> None:
    async def answer() -> int:
        return 42

    task = spawn(answer(), "test.answer")
    assert task in running_tasks()
    assert await task == 42
    assert task.get_name() == "test.answer"
    await until(lambda: task not in running_tasks())


async def test_a_task_that_nobody_holds_is_not_collected() -> None:
    done: list[int] = []

    async def work() -> None:
        await asyncio.sleep(0)
        done.append(1)

    spawn(work(), "test.work")
    gc.collect()
    await until(lambda: done)


@pytest.mark.expects_log_errors
async def test_a_failure_is_logged_and_handed_on(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Exception] = []

    async def fail() -> None:
        raise OSError("disk full")

    with caplog.at_level(logging.ERROR):
        spawn(fail(), "test.fail", on_error=seen.append)
        await until(lambda: seen)
    assert str(seen[0]) == "disk full"
    assert "test.fail" in caplog.text


async def test_cancelling_is_no_failure() -> None:
    seen: list[Exception] = []
    task = spawn(_forever(), "test.forever", on_error=seen.append)
    await asyncio.sleep(0)
    await cancel_tasks()
    assert task.cancelled()
    assert not seen


async def test_only_the_owners_tasks_are_cancelled() -> None:
    first, second = QObject(), QObject()
    ours = spawn(_forever(), "test.ours", owner=first)
    theirs = spawn(_forever(), "test.theirs", owner=second)
    await cancel_tasks(first)
    assert ours.cancelled()
    assert not theirs.done()
    assert running_tasks(second) == (theirs,)


async def test_a_task_ends_with_its_owner() -> None:
    owner = QObject()
    task = spawn(_forever(), "test.owned", owner=owner)
    owner.deleteLater()
    await until(task.done)
    assert task.cancelled()


def test_without_a_loop_nothing_is_left_behind() -> None:
    with pytest.raises(RuntimeError):
        spawn(_forever(), "test.nowhere")
