"""Woods, covers, metals and shells that belong together, one row for each palette of a style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from opus_studio.engine.schema import finish

PALETTES: Final[Mapping[str, tuple[tuple[str, str, str, str, str], ...]]] = {
    # wood, cover, metal, moulded shell, cord of a woven seat
    "simple": (
        ("beech", "linen/oatmeal", "painted_metal/white", "matte_plastic/white", "canvas/oatmeal"),
        ("oak", "canvas/stone", "steel", "matte_plastic/light_grey", "canvas/sand"),
        ("painted_wood/white", "linen/light_grey", "painted_metal/grey", "matte_plastic/stone",
         "canvas/sand"),
    ),
    "modern": (
        ("walnut", "leather/black", "polished_steel", "walnut", "canvas/charcoal"),
        ("oak", "tweed/charcoal", "painted_metal/black", "matte_plastic/anthracite",
         "canvas/oatmeal"),
        ("painted_wood/black", "velvet/petrol", "polished_steel", "matte_plastic/black",
         "canvas/charcoal"),
        ("beech", "leather/cognac", "polished_steel", "matte_plastic/white", "canvas/tan"),
    ),
    "classic": (
        ("mahogany", "velvet/bottle_green", "brass", "mahogany", "canvas/sand"),
        ("walnut", "leather/oxblood", "bronze", "walnut", "canvas/sand"),
        ("oak", "linen/sand", "brass", "oak", "canvas/sand"),
        ("painted_wood/ivory", "velvet/dusty_blue", "brass", "oak", "canvas/oatmeal"),
    ),
    "rustic": (
        ("oak", "linen/sand", "painted_metal/black", "oak", "canvas/sand"),
        ("pine", "canvas/oatmeal", "painted_metal/black", "plywood", "canvas/tan"),
        ("chipped_paint/sage", "linen/stone", "painted_metal/black", "oak", "canvas/sand"),
        ("walnut", "leather/tan", "painted_metal/black", "walnut", "canvas/tan"),
    ),
    "industrial": (
        ("oak", "leather/chocolate", "painted_metal/black", "matte_plastic/anthracite",
         "canvas/charcoal"),
        ("walnut", "leather/tan", "steel", "walnut", "canvas/charcoal"),
        ("pine", "canvas/charcoal", "painted_metal/anthracite", "matte_plastic/black",
         "canvas/tan"),
    ),
    "scandinavian": (
        ("beech", "wool/light_grey", "painted_metal/white", "plywood", "canvas/oatmeal"),
        ("oak", "tweed/dusty_blue", "brushed_aluminium", "oak", "canvas/oatmeal"),
        ("teak", "tweed/mustard", "painted_metal/black", "matte_plastic/mustard",
         "canvas/charcoal"),
        ("painted_wood/black", "tweed/sage", "painted_metal/black", "matte_plastic/sage",
         "canvas/oatmeal"),
    ),
}  # fmt: skip

WOOD, COVER, METAL, SHELL, CORD = range(5)

_MORE: Final[Mapping[int, tuple[str, ...]]] = {
    WOOD: ("plywood", "painted_wood/navy", "painted_wood/sage", "painted_wood/brick_red"),
    COVER: ("linen", "tweed", "velvet", "leather", "suede", "denim", "wool", "canvas",
            "velvet/mustard", "velvet/blush", "leather/cream"),
    METAL: ("copper", "cast_iron", "galvanised_steel"),
    SHELL: ("plastic", "plastic/white", "matte_plastic/terracotta", "matte_plastic/petrol"),
    CORD: ("canvas", "canvas/black", "canvas/navy"),
}  # fmt: skip


def made_of(column: int, default: str, description: str, styles: str) -> Any:
    """A finish parameter that offers one column of the palettes.

    Args:
        column: `WOOD`, `COVER`, `METAL`, `SHELL` or `CORD`.
        default: Of a typical product.
        description: One sentence for the user.
        styles: The styles of the asset, parted by blanks. Only they select it, and only their
            palettes are drawn by keyword; under another style it wears a simple one's.
    """
    columns = {style: tuple(row[column] for row in rows) for style, rows in PALETTES.items()}
    known = [name for names in columns.values() for name in names]
    return finish(
        default,
        tuple(dict.fromkeys([*known, *_MORE[column]])),
        description,
        typical=columns["simple"],
        tags={style: columns[style] for style in styles.split()},
    )
