"""Finishes of a stair that belong together: for each style some rows, one finish for each part.

The finishes of all slots are drawn from the same place of these lists, so strings, rail and
balusters stand in one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from opus_studio.engine.schema import finish


class Row(NamedTuple):
    """What the parts of one stair are made of."""

    tread: str
    riser: str
    string: str
    baluster: str
    newel: str
    rail: str
    metal: str
    stone: str
    carpet: str


_WHITE: Final = "painted_wood/white"

ROWS: Final[Mapping[str, tuple[Row, ...]]] = {
    "simple": (
        Row("oak", _WHITE, _WHITE, _WHITE, _WHITE, "oak", "painted_metal/grey",
            "limestone", "wool/grey"),
        Row("beech", "beech", "beech", "beech", "beech", "beech", "painted_metal/white",
            "limestone", "wool/taupe"),
        Row("pine", "pine", "pine", "pine", "pine", "pine", "painted_metal/anthracite",
            "limestone", "wool/oatmeal"),
        Row("oak", "painted_wood/light_grey", "painted_wood/light_grey",
            "painted_wood/light_grey", "oak", "oak", "painted_metal/anthracite", "granite",
            "wool/anthracite"),
    ),
    "modern": (
        Row("oak", _WHITE, _WHITE, "steel", "steel", "oak", "painted_metal/black",
            "limestone", "wool/charcoal"),
        Row("walnut", "walnut", "painted_wood/black", "painted_metal/black",
            "painted_metal/black", "walnut", "painted_metal/black", "terrazzo", "wool/stone"),
        Row("oak", "oak", "painted_wood/anthracite", "painted_metal/anthracite",
            "painted_metal/anthracite", "oak", "painted_metal/anthracite", "white_marble",
            "wool/grey"),
        Row("beech", _WHITE, _WHITE, "painted_metal/white", "painted_metal/white", "beech",
            "painted_metal/white", "granite", "wool/light_grey"),
    ),
    "classic": (
        Row("oak", _WHITE, _WHITE, _WHITE, _WHITE, "mahogany", "brass", "white_marble",
            "velvet/oxblood"),
        Row("mahogany", "mahogany", "mahogany", "mahogany", "mahogany", "mahogany", "brass",
            "white_marble", "velvet/navy"),
        Row("walnut", "painted_wood/ivory", "painted_wood/ivory", "painted_wood/ivory", "walnut",
            "walnut", "bronze", "limestone", "velvet/bottle_green"),
        Row("oak", "oak", "oak", "oak", "oak", "oak", "brass", "travertine", "velvet/oxblood"),
    ),
    "rustic": (
        Row("oak", "oak", "oak", "oak", "oak", "oak", "hammered_iron", "limestone",
            "tweed/tan"),
        Row("pine", "painted_wood/cream", "painted_wood/cream", "painted_wood/cream", "pine",
            "pine", "hammered_iron", "travertine", "tweed/olive"),
        Row("oak", "painted_wood/sage", "painted_wood/sage", "painted_wood/sage", "oak", "oak",
            "cast_iron", "limestone", "tweed/chocolate"),
        Row("teak", "teak", "teak", "teak", "teak", "teak", "hammered_iron", "travertine",
            "tweed/oatmeal"),
    ),
    "industrial": (
        Row("oak", "oak", "painted_metal/black", "painted_metal/black", "painted_metal/black",
            "oak", "painted_metal/black", "granite", "wool/charcoal"),
        Row("pine", "pine", "painted_metal/anthracite", "painted_metal/anthracite",
            "painted_metal/anthracite", "steel", "painted_metal/anthracite", "granite",
            "wool/anthracite"),
        Row("teak", "teak", "cast_iron", "cast_iron", "cast_iron", "cast_iron", "cast_iron",
            "granite", "wool/rust"),
        Row("walnut", "walnut", "steel", "steel", "steel", "walnut", "steel", "terrazzo",
            "wool/taupe"),
    ),
    "scandinavian": (
        Row("beech", _WHITE, _WHITE, _WHITE, _WHITE, "beech", "painted_metal/white",
            "limestone", "wool/light_grey"),
        Row("oak", "oak", "oak", "oak", "oak", "oak", "painted_metal/black", "limestone",
            "wool/dusty_blue"),
        Row("oak", _WHITE, _WHITE, "painted_wood/black", "painted_wood/black",
            "painted_wood/black", "painted_metal/black", "terrazzo", "wool/grey"),
        Row("pine", _WHITE, _WHITE, "pine", "pine", "pine", "painted_metal/white", "limestone",
            "wool/oatmeal"),
    ),
}  # fmt: skip
"""What belongs together, by style."""

METALS: Final = (
    "painted_metal/black",
    "painted_metal/anthracite",
    "painted_metal/grey",
    "painted_metal/white",
    "steel",
    "polished_steel",
    "brushed_aluminium",
    "brass",
    "bronze",
    "cast_iron",
    "hammered_iron",
    "galvanised_steel",
    "rust",
)
"""Every metal that a part may be made of."""


def column(part: str, *styles: str) -> dict[str, tuple[str, ...]]:
    """The finishes of a part in the given styles, a row of the palette at each place."""
    return {style: tuple(getattr(row, part) for row in ROWS[style]) for style in styles}


def every(part: str) -> tuple[str, ...]:
    """Every finish that a part has in any style, each once."""
    return tuple(dict.fromkeys(getattr(row, part) for rows in ROWS.values() for row in rows))


def is_metal(finish: str) -> bool:
    """Whether a finish is a metal: such treads are plates, such members slim."""
    return finish in METALS


_WOODS: Final = (*every("baluster"), "walnut", "painted_wood/navy")


def wood_finish(part: str, what: str, *styles: str) -> Any:
    """A parameter: the wood or metal of a part of the balustrade."""
    options = tuple(dict.fromkeys((*_WOODS, *every(part), *METALS)))
    return finish("oak", options, what, tags=column(part, *styles))


def metal_finish(what: str, *styles: str) -> Any:
    """A parameter: the metal of a part of the balustrade."""
    return finish("painted_metal/black", METALS, what, tags=column("metal", *styles))
