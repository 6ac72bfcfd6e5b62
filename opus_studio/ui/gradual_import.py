"""Imports that leave a window alive which is already in sight.

Modules that define widgets are imported in Qt's own thread; all of the window's at once would hold
it up for a tenth of a second and more. Their order is read from the import lines themselves, so no
list of modules has to be kept.
"""

from __future__ import annotations

import asyncio
import importlib
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec

_PACKAGE = __name__.partition(".")[0]
_OF_QT = frozenset(("PySide6", "shiboken6", "qasync"))
_IMPORT = re.compile(r"^(?:from|import) +([\w.]+)", re.MULTILINE)
"""Import lines without indentation: what stands in functions is wanted later, if ever."""


async def import_gradually(name: str) -> None:
    """Import a module of ours, each module that it needs in a turn of the event loop of its own.

    What is neither ours nor Qt's (numpy, for one) is imported in a thread meanwhile. Where the
    sources are not at hand, as in a frozen build, the module is imported at once.

    Args:
        name: The module's full name.
    """
    for needed in _in_order(name, set()):
        if needed in sys.modules:
            continue
        top = needed.partition(".")[0]
        if top == _PACKAGE or top in _OF_QT:
            importlib.import_module(needed)
            await asyncio.sleep(0)
        else:
            await asyncio.to_thread(importlib.import_module, needed)


def _in_order(name: str, seen: set[str]) -> Iterator[str]:
    """A module after everything that it imports."""
    if name in seen or name in sys.modules:
        return
    seen.add(name)
    parent = name.rpartition(".")[0]
    if parent:
        yield from _in_order(parent, seen)
    if name.partition(".")[0] == _PACKAGE:
        for imported in _IMPORT.findall(_source(name)):
            yield from _in_order(imported, seen)
    yield name


def _source(name: str) -> str:
    spec = find_spec(name)
    get_source = getattr(spec.loader, "get_source", None) if spec is not None else None
    return (get_source(name) if get_source is not None else None) or ""
