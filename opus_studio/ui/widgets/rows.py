"""How a list becomes another one by few insertions and removals, for models that never reset."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher


def row_changes(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Iterator[tuple[int, int, int, int]]:
    """Edits that lead from `old` to `new`, the last one first so that row numbers stay valid.

    Yields:
        `(first, end, new_first, new_end)`: rows `first:end` of the old list go, and rows
        `new_first:new_end` of the new one come in their place; either may be empty.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, end, new_first, new_end in reversed(matcher.get_opcodes()):
        if kind != "equal":
            yield first, end, new_first, new_end
