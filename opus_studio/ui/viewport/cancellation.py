"""How a long reading is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Cancelled: TypeAlias = Callable[[], bool]
"""Says whether the result is wanted no more; asked in any thread."""


class ReadCancelled(Exception):  # noqa: N818  no error: the user has changed their mind
    """The reading ended because its result is wanted no more."""


def never() -> bool:
    """The token of a reading that nobody cancels."""
    return False


def raise_if_cancelled(cancelled: Cancelled) -> None:
    """End the work here if it is wanted no more.

    Raises:
        ReadCancelled: It is.
    """
    if cancelled():
        raise ReadCancelled
