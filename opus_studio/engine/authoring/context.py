"""What every model is made with: its values, its materials, and where its pieces are cut.

A model's own `BuildContext` derives from `BuildContext` and adds the sizes that it works out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from opus_studio.engine.color import color as named_color
from opus_studio.engine.geometry import offsets
from opus_studio.engine.geometry.build import Floats
from opus_studio.engine.scene import Material
from opus_studio.engine.schema import Resolved, Slot

UvSampler: TypeAlias = Callable[[int], Floats]
"""Gives `(n, 2)` places on the finish, metres: where the next n pieces are cut from."""


def uv_sampler(stream: np.random.Generator) -> UvSampler:
    """Cuts pieces at random places of a finish, one after the other."""
    return partial(offsets, stream)


@dataclass(frozen=True)
class BuildContext:
    """A model being made.

    Attributes:
        resolved: The resolved values.
    """

    resolved: Resolved
    _materials: dict[Hashable, Material] = field(default_factory=dict, kw_only=True)

    @property
    def detail(self) -> int:
        """Level of detail, 0 to 2."""
        return self.resolved.detail

    @property
    def owner(self) -> str:
        """What the names of materials begin with; empty for a model by itself."""
        return ""

    def sampler(self, name: str) -> UvSampler:
        """Where the pieces of a part are cut from its finish."""
        return uv_sampler(self.resolved.stream(name))

    def uv_offsets(self, name: str, count: int) -> Floats:
        """`(count, 2)` where so many pieces of a part are cut from their finish, metres."""
        return offsets(self.resolved.stream(name), count)

    def material(self, slot: Slot[Any], name: str, finish: str) -> Material:
        """The material of a part, in its slot's colour where one was asked for.

        Parts that look the same share one.
        """
        return self._shared(self.resolved.material(slot, self._named(name), finish))

    def fixed_material(self, name: str, finish: str) -> Material:
        """A material that no colour setting changes: `finish` or `finish/color`."""
        base, _, shade = finish.partition("/")
        color = named_color(shade) if shade else None
        return self._shared(Material(self._named(name), base, color))

    def _shared(self, made: Material, group: str = "") -> Material:
        """The first material that looked the same; those of another `group` stay apart."""
        key = (group, made.finish, made.color, made.emission, made.emission_strength)
        return self._materials.setdefault(key, made)

    def _named(self, name: str) -> str:
        return f"{self.owner} {name[:1].lower()}{name[1:]}" if self.owner else name
