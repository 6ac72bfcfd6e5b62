"""The list of finishes, put together from the recipe files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from opus_studio.engine.materials.band import Recipe
from opus_studio.engine.materials.finish import Finish
from opus_studio.engine.materials.measured import MEANS
from opus_studio.engine.materials.recipes import ENTRIES


class UnknownFinishError(KeyError):
    """There is no finish of that name; says which names are near."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        self.name = name
        self.nearest = nearest
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"unknown finish {name!r}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


def _measured(described: Finish) -> Finish:
    """The finish with the mean colour that was measured on its maps."""
    if described.name not in MEANS:
        return described
    red, green, blue, neutral, roughness = MEANS[described.name]
    return replace(described, color=(red, green, blue), neutral_mean=neutral, roughness=roughness)


ALL: Mapping[str, Finish] = MappingProxyType(
    {entry.finish.name: _measured(entry.finish) for entry in ENTRIES}
)
"""Every finish by name, grouped by family, those that only belong to another one too."""

FINISHES: Mapping[str, Finish] = MappingProxyType(
    {name: described for name, described in ALL.items() if not described.variant_of}
)
"""Every finish that is listed, by name, grouped by family."""

_RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {entry.finish.name: entry.recipe for entry in ENTRIES if entry.recipe is not None}
)


def finish(name: str) -> Finish:
    """The finish of that name.

    Raises:
        UnknownFinishError: There is none; the message gives the nearest names.
    """
    try:
        return ALL[name]
    except KeyError:
        raise UnknownFinishError(name, get_close_matches(name, FINISHES, 3, 0.5)) from None


def recipe(name: str) -> Recipe:
    """The recipe of a textured finish.

    Raises:
        UnknownFinishError: There is no textured finish of that name.
    """
    try:
        return _RECIPES[name]
    except KeyError:
        raise UnknownFinishError(name, get_close_matches(name, _RECIPES, 3, 0.5)) from None


def families() -> dict[str, tuple[Finish, ...]]:
    """The finishes of each family, in the order of the list."""
    names = dict.fromkeys(described.family for described in FINISHES.values())
    return {
        family: tuple(one for one in FINISHES.values() if one.family == family) for family in names
    }
