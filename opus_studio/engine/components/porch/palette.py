"""Finishes of porches that belong together: one place in each list is one porch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from opus_studio.engine.components.shared.house_finishes import (
    METAL_STYLES,
    METALS,
    STONE_STYLES,
    STONES,
    TRIM,
    TRIM_STYLES,
)
from opus_studio.engine.schema import finish

STYLES: Final = ("classic", "modern", "rustic", "craftsman", "industrial", "simple")
"""The styles that a porch knows."""

_TRIM: Final = {
    **TRIM_STYLES,
    "simple": ("painted_wood/white", "painted_wood/ivory", "painted_wood/sage"),
}
_STONE: Final = {**STONE_STYLES, "simple": ("concrete", "limestone", "concrete")}
_METAL: Final = {
    **METAL_STYLES,
    "modern": ("painted_metal/anthracite", "painted_metal/black", "brushed_aluminium"),
    "simple": ("painted_metal/white", "galvanised_steel", "painted_metal/anthracite"),
}
_MASONRY: Final = {
    "craftsman": ("stone_rubble", "running_bond_brick", "stone_rubble"),
    "rustic": ("stone_rubble", "running_bond_brick", "stone_rubble"),
    "classic": ("running_bond_brick", "flemish_bond_brick", "ashlar"),
    "modern": ("concrete", "stucco/stone", "concrete"),
    "industrial": ("running_bond_brick", "concrete", "running_bond_brick"),
    "simple": ("running_bond_brick", "concrete", "running_bond_brick"),
}
_DECK: Final = {
    "classic": ("painted_wood/grey", "painted_wood/taupe", "painted_wood/grey"),
    "modern": ("teak", "teak", "weathered_boards"),
    "rustic": ("oak", "weathered_boards", "pine"),
    "craftsman": ("teak", "painted_wood/taupe", "oak"),
    "simple": ("painted_wood/grey", "pine", "painted_wood/light_grey"),
}
_CEILING: Final = {
    "classic": ("painted_wood/white", "painted_wood/sky", "painted_wood/white"),
    "modern": ("oak", "walnut", "pine"),
    "rustic": ("pine", "painted_wood/cream", "oak"),
    "craftsman": ("pine", "painted_wood/ivory", "oak"),
    "industrial": ("painted_metal/black", "painted_metal/anthracite", "plywood"),
    "simple": ("painted_wood/white", "painted_wood/ivory", "painted_wood/white"),
}


def _drawn(default: str, options: Mapping[str, tuple[str, ...]], text: str, styles: Any) -> Any:
    words = {style: options[style] for style in styles if style in options}
    known = tuple(dict.fromkeys([default, *(f for line in options.values() for f in line)]))
    return finish(default, known, text, tags=words)


def trim(text: str, *styles: str) -> Any:
    """What beams, posts and boards are made of, reacting to some styles."""
    words = {style: _TRIM[style] for style in styles}
    typical = ("painted_wood/white", "painted_wood/ivory", "painted_wood/cream")
    return finish("painted_wood/white", TRIM, text, typical=typical, tags=words)


def stone(text: str, *styles: str) -> Any:
    """What landings, copings and steps are made of."""
    words = {style: _STONE[style] for style in styles}
    typical = ("limestone", "concrete", "granite")
    return finish("limestone", STONES, text, typical=typical, tags=words)


def metal(text: str, *styles: str) -> Any:
    """What steel posts, rods and frames are made of."""
    words = {style: _METAL[style] for style in styles}
    return finish("painted_metal/anthracite", METALS, text, tags=words)


def masonry(text: str, *styles: str) -> Any:
    """What piers and the body below a floor are built of."""
    return _drawn("running_bond_brick", _MASONRY, text, styles)


def deck(text: str, *styles: str) -> Any:
    """What the boards underfoot are made of."""
    return _drawn("painted_wood/grey", _DECK, text, styles)


def lining(text: str, *styles: str) -> Any:
    """What the boards overhead are made of."""
    return _drawn("painted_wood/white", _CEILING, text, styles)
