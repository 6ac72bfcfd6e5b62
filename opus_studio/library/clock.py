"""The time, passed in rather than asked for, so that tests decide what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time, in UTC."""


def utc_now() -> datetime:
    """The time now, with its zone (UTC)."""
    return datetime.now(UTC)
