"""Where the arrow keys lead in a grid whose lines may be of different lengths."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

_Action = QAbstractItemView.CursorAction


def grid_target(
    items: Sequence[tuple[int, QRect]], current: int, action: _Action, page: int = 3
) -> int:
    """The row that a cursor key leads to.

    Args:
        items: Row and place of everything that can be reached, in reading order.
        current: The row where the cursor is, or -1.
        action: The key.
        page: How many lines a page has.

    Returns:
        A row of `items`; `current` when there is nothing that way; -1 when there are no items.
    """
    if not items:
        return -1
    at = next((place for place, (row, _) in enumerate(items) if row == current), -1)
    last = len(items) - 1
    if at < 0 or action == _Action.MoveHome:
        return items[0][0]
    match action:
        case _Action.MoveEnd:
            return items[last][0]
        case _Action.MoveLeft | _Action.MovePrevious:
            return items[max(0, at - 1)][0]
        case _Action.MoveRight | _Action.MoveNext:
            return items[min(last, at + 1)][0]
        case _Action.MoveUp | _Action.MovePageUp:
            steps = page if action == _Action.MovePageUp else 1
            return _by_lines(items, at, -steps)
        case _Action.MoveDown | _Action.MovePageDown:
            steps = page if action == _Action.MovePageDown else 1
            return _by_lines(items, at, steps)
    return current


def _by_lines(items: Sequence[tuple[int, QRect]], at: int, steps: int) -> int:
    """The item that many lines on (before, when negative) that is nearest to the side."""
    lines = sorted({rect.top() for _, rect in items})
    line = lines.index(items[at][1].top()) + steps
    top = lines[min(max(line, 0), len(lines) - 1)]
    wanted = items[at][1].center().x()
    candidates = [
        (abs(rect.center().x() - wanted), row) for row, rect in items if rect.top() == top
    ]
    return min(candidates)[1]
