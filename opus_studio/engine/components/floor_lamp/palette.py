"""Finishes of a floor lamp that belong together: for each style four palettes.

All slots draw from the same place of their lists, so the parts of one lamp come from one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ROWS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    # metal, wood, fabric, dome, base, cable
    "modern": (
        ("polished_steel", "walnut", "linen/white", "polished_steel", "white_marble",
         "matte_plastic/black"),
        ("brass", "walnut", "linen/charcoal", "painted_metal/black", "black_marble",
         "canvas/black"),
        ("painted_metal/black", "painted_wood/black", "linen/oatmeal", "brass", "black_marble",
         "matte_plastic/black"),
        ("painted_metal/white", "oak", "linen/taupe", "painted_metal/white", "painted_metal/white",
         "matte_plastic/white"),
    ),
    "simple": (
        ("steel", "oak", "linen/white", "painted_metal/white", "steel", "matte_plastic/white"),
        ("painted_metal/black", "beech", "linen/ivory", "painted_metal/black",
         "painted_metal/black", "matte_plastic/black"),
        ("painted_metal/white", "beech", "linen/light_grey", "painted_metal/grey",
         "painted_metal/white", "matte_plastic/white"),
        ("brushed_aluminium", "oak", "linen/sand", "brushed_aluminium", "brushed_aluminium",
         "matte_plastic/black"),
    ),
    "classic": (
        ("brass", "mahogany", "linen/cream", "brass", "brass", "canvas/ochre"),
        ("polished_steel", "walnut", "linen/ivory", "polished_steel", "polished_steel",
         "matte_plastic/white"),
        ("brass", "painted_wood/black", "velvet/bottle_green", "painted_metal/bottle_green",
         "brass", "canvas/ochre"),
        ("brass", "walnut", "linen/blush", "brass", "brass", "matte_plastic/black"),
    ),
    "rustic": (
        ("hammered_iron", "oak", "linen/oatmeal", "copper", "hammered_iron", "canvas/black"),
        ("painted_metal/chocolate", "pine", "canvas/sand", "painted_metal/chocolate",
         "painted_metal/chocolate", "canvas/chocolate"),
        ("cast_iron", "teak", "linen/sand", "cast_iron", "cast_iron", "canvas/black"),
        ("hammered_iron", "oak", "tweed", "copper", "hammered_iron", "canvas/taupe"),
    ),
    "industrial": (
        ("painted_metal/black", "oak", "canvas/charcoal", "painted_metal/black",
         "painted_metal/black", "canvas/black"),
        ("steel", "walnut", "canvas/grey", "galvanised_steel", "concrete", "canvas/brick_red"),
        ("painted_metal/anthracite", "teak", "canvas/black", "painted_metal/forest", "cast_iron",
         "matte_plastic/black"),
        ("painted_metal/black", "pine", "canvas/taupe", "copper", "concrete", "canvas/black"),
    ),
    "scandinavian": (
        ("painted_metal/white", "oak", "linen/white", "painted_metal/white",
         "painted_metal/white", "canvas/light_grey"),
        ("painted_metal/black", "beech", "linen/ivory", "painted_metal/black",
         "painted_metal/black", "canvas/black"),
        ("brass", "oak", "linen/dusty_blue", "painted_metal/dusty_blue", "white_marble",
         "canvas/oatmeal"),
        ("painted_metal/black", "walnut", "wool/oatmeal", "painted_metal/sage",
         "painted_metal/black", "canvas/black"),
    ),
}  # fmt: skip

_GLASS_STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    "modern": ("porcelain/white", "porcelain/white", "tinted_glass", "porcelain/white"),
    "classic": ("porcelain/ivory", "porcelain/white", "porcelain/ivory", "porcelain/white"),
    "scandinavian": ("porcelain/white", "porcelain/white", "porcelain/white", "porcelain/ivory"),
}


def _column(number: int, styles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {style: tuple(row[number] for row in _ROWS[style]) for style in styles}


def _all(number: int, *more: str) -> tuple[str, ...]:
    found = [row[number] for rows in _ROWS.values() for row in rows]
    return tuple(dict.fromkeys([*found, *more]))


METALS: Final = _all(0, "bronze", "copper", "painted_metal/navy", "painted_metal/sage")
"""What poles, arcs and arms are made of."""

WOODS: Final = _all(1, "painted_wood/white", "painted_wood/navy", "steel", "painted_metal/black")
"""What legs and turned columns are made of."""

FABRICS: Final = _all(2, "linen", "velvet", "velvet/navy", "velvet/mustard", "linen/terracotta")
"""What fabric shades are made of."""

DOMES: Final = _all(3, "painted_metal/mustard", "painted_metal/terracotta")
"""What domes are made of."""

BASES: Final = _all(4, "granite", "travertine", "copper")
"""What weighted bases are made of."""

CABLES: Final = _all(5)
"""What cables are covered with."""

GLASSES: Final = ("porcelain/white", "porcelain/ivory", "tinted_glass",
                  "clear_glass")  # fmt: skip
"""What globes are made of; porcelain stands for opal glass, which shows no bulb."""


def metals(*styles: str) -> dict[str, tuple[str, ...]]:
    """The metals of the styles."""
    return _column(0, styles)


def woods(*styles: str) -> dict[str, tuple[str, ...]]:
    """The woods of the styles."""
    return _column(1, styles)


def fabrics(*styles: str) -> dict[str, tuple[str, ...]]:
    """The fabrics of the styles."""
    return _column(2, styles)


def domes(*styles: str) -> dict[str, tuple[str, ...]]:
    """The domes of the styles."""
    return _column(3, styles)


def bases(*styles: str) -> dict[str, tuple[str, ...]]:
    """The bases of the styles."""
    return _column(4, styles)


def cables(*styles: str) -> dict[str, tuple[str, ...]]:
    """The cables of the styles."""
    return _column(5, styles)


def glasses(*styles: str) -> dict[str, tuple[str, ...]]:
    """The globes of the styles."""
    return {style: _GLASS_STYLES[style] for style in styles}
