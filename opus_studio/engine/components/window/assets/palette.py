"""Finishes of windows: joinery and fittings, and what each style takes of them."""

from __future__ import annotations

from typing import Final

from opus_studio.engine.schema import tagged

JOINERY: Final = (
    "painted_wood/white",
    "oak",
    "painted_wood/ivory",
    "painted_metal/anthracite",
    "painted_wood/sage",
    "walnut",
    "painted_wood/navy",
    "painted_metal/black",
    "pine",
    "brushed_aluminium",
)
"""Finishes of frame, sashes, sill and trim, in one order: the parts of a window belong together."""

JOINERY_STYLES: Final = tagged(
    modern=("painted_metal/anthracite", "painted_metal/black", "brushed_aluminium"),
    simple=("painted_wood/white", "painted_wood/ivory", "pine"),
    classic=("painted_wood/white", "painted_wood/ivory", "painted_wood/sage", "walnut"),
    rustic=("oak", "pine", "walnut"),
    industrial=("painted_metal/black", "painted_metal/anthracite"),
    craftsman=("oak", "walnut", "painted_wood/sage", "painted_wood/ivory"),
    scandinavian=("painted_wood/white", "pine", "painted_wood/ivory"),
)

METALS: Final = ("brass", "steel", "painted_metal/black", "brushed_aluminium", "bronze")
METAL_STYLES: Final = tagged(
    modern=("steel", "brushed_aluminium", "painted_metal/black"),
    classic=("brass",),
    rustic=("painted_metal/black",),
    industrial=("painted_metal/black", "steel"),
    simple=("steel", "brass"),
    craftsman=("bronze", "painted_metal/black"),
    scandinavian=("steel", "brushed_aluminium"),
)
