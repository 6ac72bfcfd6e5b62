"""Finishes of doors, paired: the leaf's and the frame's options of a style stand in one order."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.schema import tagged

_PAIRS: Final = {
    "classic": (
        ("painted_wood/white", "painted_wood/bottle_green"),
        ("painted_wood/white", "painted_wood/navy"),
        ("painted_wood/ivory", "painted_wood/oxblood"),
        ("painted_wood/white", "painted_wood/black"),
        ("mahogany", "mahogany"),
        ("painted_wood/ivory", "painted_wood/brick_red"),
    ),
    "modern": (
        ("painted_metal/anthracite", "painted_metal/anthracite"),
        ("painted_metal/black", "oak"),
        ("painted_metal/anthracite", "walnut"),
        ("painted_wood/white", "painted_wood/petrol"),
        ("painted_metal/black", "painted_metal/black"),
    ),
    "simple": (
        ("painted_wood/white", "painted_wood/white"),
        ("painted_wood/white", "painted_wood/dusty_blue"),
        ("painted_wood/ivory", "painted_wood/sage"),
        ("painted_wood/white", "painted_wood/anthracite"),
        ("pine", "pine"),
    ),
    "rustic": (
        ("oak", "oak"),
        ("painted_wood/cream", "painted_wood/sage"),
        ("pine", "pine"),
        ("oak", "chipped_paint/dusty_blue"),
        ("walnut", "walnut"),
    ),
    "industrial": (
        ("painted_metal/black", "painted_metal/black"),
        ("painted_metal/anthracite", "galvanised_steel"),
        ("painted_metal/black", "painted_metal/anthracite"),
        ("painted_metal/anthracite", "painted_metal/brick_red"),
    ),
    "craftsman": (
        ("oak", "oak"),
        ("painted_wood/ivory", "painted_wood/forest"),
        ("walnut", "walnut"),
        ("painted_wood/cream", "mahogany"),
        ("painted_wood/sage", "oak"),
    ),
    "scandinavian": (
        ("painted_wood/white", "pine"),
        ("painted_wood/white", "painted_wood/sky"),
        ("painted_wood/white", "painted_wood/mustard"),
        ("pine", "pine"),
        ("painted_wood/white", "painted_wood/white"),
    ),
}
"""Finish of the frame and of the leaf, by style."""

_ALL: Final = tuple(pair for pairs in _PAIRS.values() for pair in pairs)

FRAMES: Final = tuple(dict.fromkeys(frame for frame, _ in _ALL))
"""Finishes of frame, lights and casing."""

LEAVES: Final = tuple(dict.fromkeys(leaf for _, leaf in _ALL))
"""Finishes of the leaf."""

FRAME_STYLES: Final = tagged(**{k: tuple(f for f, _ in pairs) for k, pairs in _PAIRS.items()})
LEAF_STYLES: Final = {k: tuple(leaf for _, leaf in pairs) for k, pairs in _PAIRS.items()}

METALS: Final = (
    "brass",
    "steel",
    "painted_metal/black",
    "brushed_aluminium",
    "bronze",
    "hammered_iron",
    "polished_steel",
)
METAL_STYLES: Final = {
    "modern": ("steel", "brushed_aluminium", "painted_metal/black"),
    "classic": ("brass", "polished_steel", "brass"),
    "rustic": ("hammered_iron", "painted_metal/black"),
    "industrial": ("painted_metal/black", "steel"),
    "simple": ("steel", "polished_steel", "brass"),
    "craftsman": ("bronze", "hammered_iron"),
    "scandinavian": ("steel", "brushed_aluminium"),
}
