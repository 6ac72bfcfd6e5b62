"""Imports in the window's own thread that leave the window alive meanwhile."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterable


async def import_by_turns(names: Iterable[str]) -> None:
    """Import modules one a turn of the event loop.

    For modules that define widgets: those are not safe to make in another thread. List them from
    the ground up, so that each turn imports little.
    """
    for name in names:
        importlib.import_module(name)
        await asyncio.sleep(0)
