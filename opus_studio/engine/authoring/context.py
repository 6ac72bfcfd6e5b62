"""What every model is made with: its values, its materials, and where its pieces are cut.

A model's own `Work` derives from `Workshop` and adds the sizes that it works out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from opus_studio.engine.color import Color
from opus_studio.engine.color import color as named_color
from opus_studio.engine.geometry import offsets
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved, Slot

Cut: TypeAlias = Callable[[int], Floats]
"""Gives `(n, 2)` places on the finish, metres: where the next n pieces are cut from."""


def cutter(stream: np.random.Generator) -> Cut:
    """Cuts pieces at random places of a finish, one after the other."""
    return partial(offsets, stream)


@dataclass(frozen=True)
class Workshop:
    """A model being made.

    Attributes:
        values: The resolved values.
    """

    values: Resolved
    _materials: dict[tuple[str, Color | None], Material] = field(default_factory=dict, kw_only=True)

    @property
    def detail(self) -> int:
        """Level of detail, 0 to 2."""
        return self.values.detail

    @property
    def owner(self) -> str:
        """What the names of materials begin with; empty for a model by itself."""
        return ""

    def cut(self, name: str) -> Cut:
        """Where the pieces of a part are cut from its finish."""
        return cutter(self.values.stream(name))

    def cuts(self, name: str, count: int) -> Floats:
        """`(count, 2)` where so many pieces of a part are cut from their finish, metres."""
        return offsets(self.values.stream(name), count)

    def worn(self, slot: Slot[Any], name: str, finish: str) -> Material:
        """The material of a part, in its slot's colour where one was asked for.

        Parts that look the same share one.
        """
        made = self.values.material(slot, self._named(name), finish)
        return self._materials.setdefault((made.finish, made.color), made)

    def plain(self, name: str, finish: str) -> Material:
        """A material that no colour setting changes: `finish` or `finish/color`."""
        base, _, shade = finish.partition("/")
        made = Material(self._named(name), base, named_color(shade) if shade else None)
        return self._materials.setdefault((made.finish, made.color), made)

    def _named(self, name: str) -> str:
        return f"{self.owner} {name[:1].lower()}{name[1:]}" if self.owner else name
