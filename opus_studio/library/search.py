"""Searching rows by words: every word typed must occur somewhere in what a row says of itself."""

from __future__ import annotations

from collections.abc import Iterable


def searchable(parts: Iterable[object]) -> str:
    """The text that a row is searched by: its parts in one line, without regard to case."""
    return " ".join(str(part) for part in parts if part not in (None, "")).casefold()


def conditions(text: str, column: str = "words") -> tuple[list[str], list[str]]:
    """SQL conditions and their values that keep the rows with every word of `text`."""
    words = text.casefold().split()
    escaped = [word.replace("~", "~~").replace("%", "~%").replace("_", "~_") for word in words]
    return [f"{column} LIKE ? ESCAPE '~'"] * len(words), [f"%{word}%" for word in escaped]
