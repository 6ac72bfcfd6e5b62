"""What the user chose, as an unchanging value, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from opus_studio.api.messages import ParameterValue

T = TypeVar("T")

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green, blue, each 0..1, as on the wire."""


def _empty() -> Mapping[str, T]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Choices:
    """Everything that can be undone. Mappings are never changed, always replaced.

    Attributes:
        assets: Slot to the asset that was picked by hand.
        keywords: Slot, nested model or `*` to the chosen words, in the order of choosing.
        values: Parameter key to the value that was set.
        colors: Model, slot or asset to its colour.
        drafts: Field to text that was typed and cannot be used; `seed` or a parameter's key.
        seed: The seed in use.
        seed_locked: The seed stays when another model is picked, and the dice rest.
        resolution: Side of the texture maps, pixels.
        extensions: File formats wanted.
        count: How many variants.
    """

    assets: Mapping[str, str] = field(default_factory=_empty)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    values: Mapping[str, ParameterValue] = field(default_factory=_empty)
    colors: Mapping[str, Rgb] = field(default_factory=_empty)
    drafts: Mapping[str, str] = field(default_factory=_empty)
    seed: int = 0
    seed_locked: bool = False
    resolution: int = 1024
    extensions: tuple[str, ...] = ("glb",)
    count: int = 1


def put(mapping: Mapping[str, T], key: str, value: T | None) -> Mapping[str, T]:
    """The mapping with one entry changed, or without it when the value is None."""
    rest = {name: entry for name, entry in mapping.items() if name != key}
    if value is None:
        return rest
    # An entry that was there keeps its place: the order of a request should not jump.
    return {**mapping, key: value} if key in mapping else {**rest, key: value}


def without(mapping: Mapping[str, T], keys: Set[str]) -> Mapping[str, T]:
    """The mapping without some entries."""
    return {name: entry for name, entry in mapping.items() if name not in keys}


class History:
    """Undo and redo over whole values.

    Changes with the same `merge` word that follow each other are one step, until `settle`: a slider
    that moves through fifty values is undone at once.
    """

    def __init__(self, first: Choices, limit: int = 500) -> None:
        self._steps = [first]
        self._at = 0
        self._merge = ""
        self._limit = limit

    @classmethod
    def of(cls, steps: Sequence[Choices], at: int, limit: int = 500) -> History:
        """A history of these steps with the one at `at` in force."""
        history = cls(steps[at], limit)
        history._steps, history._at = list(steps), at
        return history

    def excerpt(self, count: int) -> tuple[tuple[Choices, ...], int]:
        """At most `count` steps around the one in force, and its place among them."""
        start = max(0, min(self._at - count // 2, len(self._steps) - count))
        return tuple(self._steps[start : start + count]), self._at - start

    @property
    def now(self) -> Choices:
        """The choices in force."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back and nothing else done since."""
        return self._at < len(self._steps) - 1

    def recent_colors(self, count: int = 9) -> tuple[Rgb, ...]:
        """The colours used last, each once, the newest first."""
        found: dict[Rgb, None] = {}
        for step in reversed(self._steps):
            found |= dict.fromkeys(tuple(rgb) for rgb in step.colors.values())
        return tuple(found)[:count]

    def do(self, choices: Choices, merge: str = "") -> bool:
        """Make a change; False when it changes nothing."""
        if choices == self.now:
            return False
        merged = bool(merge) and merge == self._merge and self._at > 0
        del self._steps[self._at + (0 if merged else 1) :]
        if merged and self._steps[-1] == choices:
            # Back where it began: there is nothing left to undo.
            self._at = len(self._steps) - 1
            self._merge = ""
            return True
        self._steps.append(choices)
        del self._steps[: max(0, len(self._steps) - self._limit)]
        self._at = len(self._steps) - 1
        self._merge = merge
        return True

    def settle(self) -> None:
        """End the merging: the next change is a step of its own."""
        self._merge = ""

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        if not self.can_undo:
            return False
        self._at -= 1
        self._merge = ""
        return True

    def redo(self) -> bool:
        """Do again what was taken back; False when there is nothing."""
        if not self.can_redo:
            return False
        self._at += 1
        self._merge = ""
        return True
