"""Finishes of a table that belong together: for each style some pairs of top, base and metal.

The finishes of all slots are drawn from the same place of these lists, so a top gets the base that
stands in its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

_ROWS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "modern": (
        ("walnut", "walnut", "painted_metal/black"),
        ("oak", "painted_wood/black", "painted_metal/black"),
        ("painted_wood/white", "oak", "painted_metal/white"),
        ("oak", "oak", "steel"),
    ),
    "simple": (
        ("oak", "oak", "painted_metal/black"),
        ("beech", "painted_wood/white", "painted_metal/white"),
        ("pine", "pine", "steel"),
        ("beech", "beech", "painted_metal/light_grey"),
    ),
    "classic": (
        ("mahogany", "mahogany", "brass"),
        ("walnut", "walnut", "bronze"),
        ("oak", "painted_wood/ivory", "brass"),
        ("walnut", "painted_wood/black", "brass"),
    ),
    "rustic": (
        ("oak", "oak", "hammered_iron"),
        ("pine", "painted_wood/sage", "cast_iron"),
        ("teak", "teak", "hammered_iron"),
        ("oak", "painted_wood/ivory", "cast_iron"),
    ),
    "industrial": (
        ("oak", "painted_wood/black", "painted_metal/black"),
        ("walnut", "walnut", "cast_iron"),
        ("pine", "painted_wood/anthracite", "painted_metal/anthracite"),
        ("teak", "teak", "steel"),
    ),
    "scandinavian": (
        ("oak", "oak", "painted_metal/white"),
        ("beech", "beech", "painted_metal/black"),
        ("oak", "painted_wood/white", "painted_metal/white"),
        ("beech", "painted_wood/black", "painted_metal/black"),
    ),
}

_EXTRA: Final = (
    "painted_wood/navy",
    "painted_wood/bottle_green",
    "painted_wood/dusty_blue",
    "plywood",
)


def _column(number: int, style: str) -> tuple[str, ...]:
    return tuple(row[number] for row in _ROWS[style])


def _all(number: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[number] for rows in _ROWS.values() for row in rows))


TOP_WOODS: Final = (*_all(0), "painted_wood/black", *_EXTRA)
"""What wooden and painted tops are made of."""

METAL_FINISHES: Final = (*_all(2), "polished_steel", "rust", "brushed_aluminium", "copper")
"""What metal bases are made of."""

WOODS: Final = (*_all(1), *_EXTRA, *METAL_FINISHES, "white_marble", "concrete")
"""What bases are made of that can be of wood or of metal."""

STONES: Final = (
    "white_marble",
    "black_marble",
    "travertine",
    "terrazzo",
    "granite",
    "concrete",
)
"""What stone tops are made of."""

GLASSES: Final = ("clear_glass", "tinted_glass", "frosted_glass")
"""What glass tops are made of."""

_STONE_STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    "modern": ("white_marble", "black_marble", "terrazzo", "travertine"),
    "classic": ("white_marble", "travertine"),
    "industrial": ("concrete", "granite", "black_marble"),
}


def tops(*styles: str) -> dict[str, tuple[str, ...]]:
    """The wooden tops of the styles."""
    return {style: _column(0, style) for style in styles}


def bases(*styles: str) -> dict[str, tuple[str, ...]]:
    """The wooden bases of the styles."""
    return {style: _column(1, style) for style in styles}


def metals(*styles: str) -> dict[str, tuple[str, ...]]:
    """The metal bases of the styles."""
    return {style: _column(2, style) for style in styles}


def stones(*styles: str) -> dict[str, tuple[str, ...]]:
    """The stone tops of the styles."""
    return {style: _STONE_STYLES[style] for style in styles}


def mixed(kind: Literal["trestle", "pedestal"], *styles: str) -> dict[str, tuple[str, ...]]:
    """Bases that are of wood in one style and of metal in another."""
    of_metal = {"trestle": ("industrial",), "pedestal": ("modern",)}[kind]
    return {style: _column(2 if style in of_metal else 1, style) for style in styles}


def is_metal(finish: str) -> bool:
    """Whether a finish is a metal: such members are slimmer and are not cut from boards."""
    return finish in METAL_FINISHES
