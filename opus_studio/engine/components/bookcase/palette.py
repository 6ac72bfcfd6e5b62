"""Woods, metals, fittings and books that belong together.

Every list has the same ten places: a place is a palette, and the shared stream `palette` picks the
same place in each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# place:      0 oak      1 white     2 walnut   3 mahogany  4 sage
#             5 pine     6 black     7 birch    8 navy      9 teak
WOODS: Final = (
    "oak",
    "painted_wood/white",
    "walnut",
    "mahogany",
    "painted_wood/sage",
    "pine",
    "painted_wood/black",
    "plywood",
    "painted_wood/navy",
    "teak",
)
BACKS: Final = (
    "oak",
    "painted_wood/white",
    "walnut",
    "mahogany",
    "painted_wood/sage",
    "pine",
    "walnut",
    "painted_wood/light_grey",
    "painted_wood/navy",
    "painted_wood/cream",
)
FRAMES: Final = (
    "painted_metal/black",
    "painted_metal/white",
    "brass",
    "painted_metal/black",
    "oak",
    "pine",
    "painted_metal/black",
    "beech",
    "brass",
    "painted_metal/anthracite",
)
METALS: Final = (
    "painted_metal/black",
    "brushed_aluminium",
    "brass",
    "bronze",
    "brass",
    "painted_metal/black",
    "steel",
    "brushed_aluminium",
    "brass",
    "bronze",
)
BOOKS: Final = (
    "warm",
    "muted",
    "classic",
    "classic",
    "natural",
    "warm",
    "graphic",
    "colourful",
    "cool",
    "natural",
)

COVERS: Final[Mapping[str, tuple[str, ...]]] = {
    "warm": ("terracotta", "cream", "ochre", "chocolate", "rust", "oatmeal", "petrol"),
    "cool": ("navy", "dusty_blue", "ivory", "petrol", "light_grey", "sand", "anthracite"),
    "muted": ("sage", "taupe", "ivory", "blush", "stone", "dusty_blue", "charcoal"),
    "natural": ("ivory", "oatmeal", "sand", "olive", "tan", "white", "chocolate"),
    "classic": ("oxblood", "bottle_green", "navy", "chocolate", "tan", "forest", "cream"),
    "graphic": ("white", "black", "light_grey", "brick_red", "charcoal", "ivory", "mustard"),
    "colourful": ("mustard", "petrol", "brick_red", "ivory", "sky", "forest", "terracotta"),
}
"""Colours of book covers that look well together."""

LEATHERS: Final = ("oxblood", "chocolate", "cognac", "bottle_green", "tan", "navy")
"""Colours of old bindings."""

LIGHT: Final = frozenset(
    ("cream", "ivory", "oatmeal", "sand", "white", "light_grey", "blush", "sky", "stone", "tan",
     "ochre", "mustard", "sage")
)  # fmt: skip
"""Cover colours on which print is dark."""

_PLACES: Final[Mapping[str, tuple[int, ...]]] = {
    "simple": (0, 1, 5, 7),
    "modern": (1, 2, 6, 0),
    "classic": (2, 3, 4, 8, 1),
    "rustic": (0, 5, 9),
    "industrial": (0, 2, 6),
    "craftsman": (0, 2, 3),
    "scandinavian": (0, 1, 7),
}


def by_style(options: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What a list offers for each style: the same places in every list."""
    return {style: tuple(options[k] for k in places) for style, places in _PLACES.items()}


def distinct(options: tuple[str, ...]) -> tuple[str, ...]:
    """The options once each, as allowed values."""
    return tuple(dict.fromkeys(options))
