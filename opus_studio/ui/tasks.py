"""The one place where asyncio tasks are started: it names them, keeps them and shows failures.

A task's exception is otherwise only seen when the task is collected, if ever; and a task that
nobody keeps may be collected while it runs.
"""

from __future__ import annotations

import asyncio
import logging
import weakref
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

logger = logging.getLogger(__name__)

T = TypeVar("T")
ErrorHandler = Callable[[Exception], object]


@dataclass(frozen=True, eq=False)
class _Kept:
    owner: weakref.ref[QObject] | None
    on_error: ErrorHandler | None


_tasks: dict[asyncio.Task[Any], _Kept] = {}
_watched: weakref.WeakSet[QObject] = weakref.WeakSet()


def spawn(
    coroutine: Coroutine[Any, Any, T],
    name: str,
    *,
    owner: QObject | None = None,
    on_error: ErrorHandler | None = None,
) -> asyncio.Task[T]:
    """Run a coroutine in the background.

    Args:
        coroutine: What to do.
        name: For logs, such as `jobs.poll`.
        owner: The task is cancelled when this object is destroyed, or by `cancel_tasks`.
        on_error: Called with the exception when the task fails; it is logged in any case.

    Raises:
        RuntimeError: No event loop runs.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        coroutine.close()
        raise
    task = loop.create_task(coroutine, name=name)
    _tasks[task] = _Kept(None if owner is None else weakref.ref(owner), on_error)
    if owner is not None and owner not in _watched:
        _watched.add(owner)
        owner.destroyed.connect(partial(_cancel_orphans))
    task.add_done_callback(_finished)
    return task


def running_tasks(owner: QObject | None = None) -> tuple[asyncio.Task[Any], ...]:
    """The tasks under way: all of them, or those of one owner."""
    return tuple(
        task
        for task, kept in _tasks.items()
        if owner is None or (kept.owner is not None and kept.owner() is owner)
    )


async def cancel_tasks(owner: QObject | None = None) -> None:
    """Cancel the tasks of an owner, or all, and wait until they have ended.

    The window's orderly close awaits this before it lets the loop end.
    """
    current = asyncio.current_task()
    chosen = [task for task in running_tasks(owner) if task is not current]
    for task in chosen:
        task.cancel()
    await asyncio.gather(*chosen, return_exceptions=True)


def _finished(task: asyncio.Task[Any]) -> None:
    kept = _tasks.pop(task)
    if task.cancelled():
        return
    error = task.exception()
    if error is None:
        return
    logger.error("Task %s failed", task.get_name(), exc_info=error)
    if kept.on_error is not None and isinstance(error, Exception):
        kept.on_error(error)


def _cancel_orphans(_: object = None) -> None:
    """Cancel the tasks whose owner is gone."""
    for task, kept in list(_tasks.items()):
        if kept.owner is None:
            continue
        owner = kept.owner()
        if owner is None or not _alive(owner):
            task.cancel()


def _alive(owner: QObject) -> bool:
    """Whether the C++ half still exists."""
    from shiboken6 import isValid

    return bool(isValid(owner))
