"""Covers, woods, metals and pillows that belong together.

Every list below has the same eight places, from a warm neutral to ivory: a place is a palette, and
the shared stream `palette` picks the same place in each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# place:      0 warm neutral      1 cool grey           2 green
#             3 brown             4 blue                5 red
#             6 dark              7 ivory
FABRICS: Final = (
    "linen/oatmeal",
    "linen/light_grey",
    "canvas/sage",
    "tweed",
    "linen/dusty_blue",
    "canvas/terracotta",
    "linen/anthracite",
    "canvas/ivory",
)
VELVETS: Final = (
    "velvet/taupe",
    "velvet/grey",
    "velvet/bottle_green",
    "velvet/mustard",
    "velvet/navy",
    "velvet/rust",
    "velvet/petrol",
    "velvet/blush",
)
LEATHERS: Final = (
    "leather/cognac",
    "leather/charcoal",
    "leather/bottle_green",
    "leather/chocolate",
    "leather/navy",
    "leather/oxblood",
    "leather/black",
    "leather/cream",
)
PILLOWS: Final = (
    "linen/rust",
    "linen/mustard",
    "wool/cream",
    "linen/ochre",
    "linen/cream",
    "wool/oatmeal",
    "tweed",
    "velvet/sage",
)
SECOND_PILLOWS: Final = (
    "wool/cream",
    "linen/charcoal",
    "velvet/forest",
    "wool/oatmeal",
    "velvet/navy",
    "linen/sand",
    "linen/mustard",
    "linen/taupe",
)
PIPINGS: Final = (
    "linen/chocolate",
    "linen/anthracite",
    "linen/forest",
    "leather/chocolate",
    "linen/navy",
    "linen/cream",
    "leather/black",
    "linen/taupe",
)
WOODS: Final = (
    "oak",
    "walnut",
    "walnut",
    "mahogany",
    "beech",
    "walnut",
    "painted_wood/black",
    "oak",
)
METALS: Final = (
    "brass",
    "painted_metal/black",
    "brass",
    "painted_metal/black",
    "steel",
    "painted_metal/black",
    "polished_steel",
    "brass",
)

_PLACES: Final[Mapping[str, tuple[int, ...]]] = {
    "simple": (0, 1, 4, 7),
    "modern": (1, 2, 6, 7),
    "classic": (2, 3, 4, 5),
    "rustic": (0, 3, 5),
    "industrial": (0, 1, 6),
    "scandinavian": (0, 1, 2, 4),
}


def by_style(options: tuple[str, ...], *styles: str) -> dict[str, tuple[str, ...]]:
    """What a list offers for each style: the same places in every list."""
    return {style: tuple(options[place] for place in _PLACES[style]) for style in styles}


def distinct(options: tuple[str, ...]) -> tuple[str, ...]:
    """The options once each, as allowed values."""
    return tuple(dict.fromkeys(options))
