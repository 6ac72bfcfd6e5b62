"""Small tolerant readers for values that came over the wire: none of them ever raises."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any


def text(value: Any) -> str:
    """The value as a stripped string; empty when it is neither text nor a number.

    Halves of surrogate pairs, which JSON can spell but no encoding can write, become `?`.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return str(value).encode("utf-8", "replace").decode("utf-8").strip()
    except ValueError:  # an integer beyond the interpreter's limit for printing
        return ""


def first_text(source: Mapping[str, Any], *names: str) -> str:
    """The first of the named fields that holds readable text, or an empty string."""
    return next((found for name in names if (found := text(source.get(name)))), "")


def texts(value: Any) -> tuple[str, ...]:
    """A list of strings without empty and repeated ones; a bare string counts as a list of one."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(found for item in value if (found := text(item))))


def number(value: Any) -> float | None:
    """A finite number, also when written as text or as a boolean; None for everything else."""
    if not isinstance(value, str | int | float):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def whole(value: Any) -> int | None:
    """A whole number, also when written as text or as `3.0`; None for everything else."""
    if isinstance(value, int):
        return int(value)
    found = number(value)
    return int(found) if found is not None and found.is_integer() else None


def seconds(value: Any) -> float | None:
    """A waiting time in seconds, not negative; None when it is not one."""
    found = number(value)
    return found if found is not None and found >= 0 else None


def mapping(value: Any) -> Mapping[str, Any]:
    """The value when it is a JSON object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: Any) -> Iterable[Mapping[str, Any]]:
    """The JSON objects in a list; a bare object counts as a list of one."""
    if isinstance(value, Mapping):
        return (value,)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(item for item in value if isinstance(item, Mapping))
