"""Finishes that belong together: for every style the same place in each list is one house."""

from __future__ import annotations

from typing import Any, Final

from opus_studio.engine.schema import finish, tagged

TRIM: Final = (
    "painted_wood/white",
    "painted_wood/ivory",
    "painted_wood/cream",
    "painted_metal/anthracite",
    "painted_metal/black",
    "painted_metal/grey",
    "oak",
    "pine",
    "painted_wood/sage",
    "painted_wood/forest",
    "painted_wood/chocolate",
)
"""Finishes of fascia, soffit, corner boards and posts."""

TRIM_STYLES: Final = tagged(
    classic=("painted_wood/white", "painted_wood/ivory", "painted_wood/white"),
    modern=("painted_metal/anthracite", "painted_metal/black", "painted_metal/grey"),
    rustic=("oak", "painted_wood/cream", "painted_wood/chocolate"),
    craftsman=("painted_wood/cream", "painted_wood/ivory", "painted_wood/chocolate"),
    industrial=("painted_metal/black", "painted_metal/anthracite", "painted_metal/black"),
)

METALS: Final = (
    "galvanised_steel",
    "copper",
    "painted_metal/white",
    "painted_metal/anthracite",
    "painted_metal/black",
    "painted_metal/chocolate",
    "brushed_aluminium",
)

METAL_STYLES: Final = tagged(
    classic=("painted_metal/white", "painted_metal/white", "copper"),
    modern=("painted_metal/anthracite", "painted_metal/black", "brushed_aluminium"),
    rustic=("galvanised_steel", "copper", "galvanised_steel"),
    craftsman=("painted_metal/chocolate", "painted_metal/white", "copper"),
    industrial=("painted_metal/black", "galvanised_steel", "painted_metal/black"),
)

STONES: Final = ("limestone", "granite", "ashlar", "concrete", "stone_rubble",
                 "running_bond_brick", "stucco/stone", "stucco/taupe")  # fmt: skip

STONE_STYLES: Final = tagged(
    classic=("ashlar", "limestone", "ashlar"),
    modern=("concrete", "stucco/stone", "concrete"),
    rustic=("stone_rubble", "stone_rubble", "running_bond_brick"),
    craftsman=("stone_rubble", "running_bond_brick", "stone_rubble"),
    industrial=("concrete", "concrete", "concrete"),
)


def trim_finish(description: str, *styles: str) -> Any:
    """What boards and posts are made of, reacting to some styles."""
    tags = {style: TRIM_STYLES[style] for style in styles}
    return finish("painted_wood/white", TRIM, description, tags=tags)


def metal_finish(description: str, *styles: str) -> Any:
    """What gutters and the like are made of, reacting to some styles."""
    tags = {style: METAL_STYLES[style] for style in styles}
    return finish("galvanised_steel", METALS, description, tags=tags)


def stone_finish(description: str, *styles: str) -> Any:
    """What plinths, steps and copings are made of, reacting to some styles."""
    tags = {style: STONE_STYLES[style] for style in styles}
    return finish("limestone", STONES, description, tags=tags)
